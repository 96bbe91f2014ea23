"""The menu, the dialogs, and when to look for new versions."""

from __future__ import annotations

import time
from typing import Any

from aqt import gui_hooks, mw
from aqt.operations import CollectionOp, QueryOp
from aqt.qt import (
    QAction,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    Qt,
    QTimer,
    QVBoxLayout,
    qconnect,
)  # fmt: skip
from aqt.utils import showInfo, tooltip

from .net import Index, Row, download, find_index, read_index
from .package import Package, Refused, read_package
from .update import Offer, dotted, install, pending, prepare, save_sites, sites

TITLE = "Deck subscriptions"
DAY = 24 * 60 * 60
CHOICES = {
    "auto": "Update without asking",
    "retire": "Suspend cards that the author has retired",
    "move": "Move cards with the author, unless I have moved them",
}
_ASKED = "deckSubscriptions"
"""Where the profile, which is not synced, has the time of the last look and the ETag of each index."""
Found = tuple[Index, list[Row], list[Package]]


def set_up() -> None:
    """Add the menu item, and look for new versions when a profile opens, after a sync, and after studying."""
    action = QAction(f"{TITLE}…", mw)
    qconnect(action.triggered, show_subscriptions)
    mw.form.menuTools.addAction(action)
    for hook in (gui_hooks.profile_did_open, gui_hooks.sync_did_finish, gui_hooks.state_did_change):
        hook.append(lambda *_: QTimer.singleShot(1000, look_if_due))


def look_if_due() -> None:
    """Look for new versions once a day, but never while the learner studies, or a dialog or a sync is open."""
    if mw.col is None or mw.state != "deckBrowser" or mw.progress.busy() or QApplication.activeModalWidget():
        return
    if sites(mw.col) and not 0 <= time.time() - _profile().get("looked", 0) < DAY:
        look(is_asked=False)


def _profile() -> dict[str, Any]:
    found: dict[str, Any] = mw.pm.profile.setdefault(_ASKED, {})
    return found


def look(_: bool = False, is_asked: bool = True) -> None:
    """Look for new versions of all subscriptions, and offer them."""
    _profile()["looked"] = int(time.time())
    subscribed, etags = sites(mw.col), dict(_profile().get("etags", {}))
    problems: list[str] = []

    def fetch(_col: Any) -> list[Found]:
        found = []
        for url, site in subscribed.items():
            try:
                index = read_index(url, etags.pop(url, "") if not is_asked else "")
                rows, wrong = pending(site, index.rows)
                problems.extend(wrong)
                etags.update({} if rows else {url: index.etag})
                found.append((index._replace(url=url), rows, _packages(index, rows)))
            except Refused as error:
                problems.extend([str(error)] if is_asked else [])
        return found

    def done(found: list[Found]) -> None:
        _profile()["etags"] = etags
        for index, rows, packages in found:
            if rows:
                offer(index, rows, packages, sites(mw.col).get(index.url, {}))
        if problems:
            showInfo("\n".join(problems), title=TITLE)
        elif is_asked and not any(rows for _, rows, _ in found):
            tooltip("All decks are up to date.")

    QueryOp(parent=mw, op=fetch, success=done).without_collection().run_in_background()


def _packages(index: Index, rows: list[Row]) -> list[Package]:
    return [read_package(download(index.url, row)) for row in rows]


def offer(
    index: Index, rows: list[Row], packages: list[Package], choices: dict[str, Any], is_new: bool = False
) -> None:
    """Ask whether to update, unless the learner has said so for this site."""
    try:
        found = prepare(mw.col, index.url, rows, packages, index.retired)
    except Refused as error:
        showInfo(f"{', '.join(row.name for row in rows)}: nothing was changed.\n{error}", title=TITLE)
        return
    if not (found.plan.changed or found.plan.retired) if is_new else choices.get("auto"):
        _install(found, choices)
    elif (answer := ask(found, choices)) is not None:
        _install(found, {**choices, **answer})


def ask(found: Offer, choices: dict[str, Any]) -> dict[str, bool] | None:
    """Show what an update brings; the learner's choices, or None for later."""
    dialog, layout = _dialog()
    have = sites(mw.col).get(found.url, {}).get("decks", {})
    versions = [f"{row.name} {_before(have.get(row.slug))}{dotted(row.version)}" for row in found.rows]
    layout.addWidget(QLabel(f"<b>{'<br>'.join(versions)}</b><p>{found.plan}</p>"))
    details = QPlainTextEdit("\n".join(found.plan.lines()))
    details.setReadOnly(True)
    details.hide()
    boxes = {"retire": found.plan.retired, "move": found.plan.moved}
    checks = {key: _check(layout, key, choices) for key, cards in boxes.items() if cards}
    layout.addWidget(details)
    buttons = QDialogButtonBox()
    update = buttons.addButton("Update", QDialogButtonBox.ButtonRole.AcceptRole)
    update.setDefault(True)
    more = buttons.addButton("What changed", QDialogButtonBox.ButtonRole.ActionRole)
    qconnect(more.clicked, lambda: details.setVisible(details.isHidden()))
    buttons.addButton("Later", QDialogButtonBox.ButtonRole.RejectRole)
    _connect(dialog, layout, buttons)
    return {key: check.isChecked() for key, check in checks.items()} if dialog.exec() else None


def _before(have: dict[str, Any] | None) -> str:
    return f"{dotted(have['version'])} → " if have else ""


def _install(found: Offer, choices: dict[str, Any]) -> None:
    kept = {key: bool(choices.get(key)) for key in CHOICES}

    def done(_: Any) -> None:
        lines = [line for line in found.plan.lines() if line.startswith("Your ")]
        report = f"{', '.join(row.name for row in found.rows)}: {found.plan}."
        if lines:
            showInfo("\n".join([report, *lines]), title=TITLE)
        else:
            tooltip(report, period=5000)

    def failed(error: Exception) -> None:
        showInfo(f"Nothing was changed. {error}", title=TITLE)

    operation = CollectionOp(mw, lambda col: install(col, found, kept))
    operation.success(done).failure(failed).run_in_background()


def show_subscriptions() -> None:
    """The dialog of the menu: paste an address, choose decks."""
    dialog, layout = _dialog()
    subscribed = sites(mw.col)
    layout.addWidget(QLabel("Address of a site with decks, of its decks page or of its index.json:"))
    address = QComboBox()
    address.setEditable(True)
    address.setMinimumWidth(460)
    address.addItems(list(subscribed))
    copied = QApplication.clipboard().text().strip()
    if copied.startswith(("https://", "http://")) and len(copied.split()) == 1:
        address.setEditText(copied)
    layout.addWidget(address)
    decks = QListWidget()
    layout.addWidget(decks)
    checks = {key: _check(layout, key, {}) for key in CHOICES}
    buttons = QDialogButtonBox()
    show = buttons.addButton("Show decks", QDialogButtonBox.ButtonRole.ActionRole)
    now = buttons.addButton("Look for updates", QDialogButtonBox.ButtonRole.ActionRole)
    save = buttons.addButton("Save", QDialogButtonBox.ButtonRole.AcceptRole)
    buttons.addButton("Close", QDialogButtonBox.ButtonRole.RejectRole)
    save.setEnabled(False)
    shown: list[Index] = []

    def fill(index: Index) -> None:
        shown[:] = [index]
        site = subscribed.get(index.url, {})
        decks.clear()
        for row in sorted(index.rows, key=lambda row: not row.is_bundle):
            text = f"{row.name}{' (all in one)' if row.is_bundle else ''} · {row.cards} cards · {dotted(row.version)}"
            item = QListWidgetItem(text, decks)
            item.setData(Qt.ItemDataRole.UserRole, row)
            is_on = row.slug in site.get("decks", {})
            item.setCheckState(Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked)
        for key, check in checks.items():
            check.setChecked(bool(site.get(key)))
        save.setEnabled(True)

    def find() -> None:
        text = address.currentText()
        operation = QueryOp(parent=dialog, op=lambda _: find_index(text), success=fill).without_collection()
        operation.failure(lambda error: showInfo(str(error), dialog, title=TITLE)).with_progress().run_in_background()

    def keep() -> None:
        items = [decks.item(i) for i in range(decks.count())]
        on = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]
        subscribe(shown[0], on, {key: check.isChecked() for key, check in checks.items()})

    qconnect(show.clicked, find)
    qconnect(now.clicked, dialog.reject)
    qconnect(now.clicked, look)
    qconnect(dialog.accepted, keep)
    _connect(dialog, layout, buttons)
    dialog.exec()


def subscribe(index: Index, rows: list[Row], choices: dict[str, bool]) -> None:
    """Follow these packages of a site and no others; their cards stay in any case."""
    found = sites(mw.col)
    old = found.get(index.url, {}).get("decks", {})
    decks = {row.slug: old[row.slug] for row in rows if row.slug in old}
    others = {url: site for url, site in found.items() if url != index.url}
    save_sites(mw.col, {**others, index.url: {"decks": decks, **choices}} if rows else others)
    if new := [row for row in rows if row.slug not in old]:
        operation = QueryOp(
            parent=mw,
            op=lambda _: _packages(index, new),
            success=lambda packages: offer(index, new, packages, choices, is_new=True),
        )
        failed = operation.failure(lambda error: showInfo(f"Nothing was changed. {error}", title=TITLE))
        failed.without_collection().with_progress().run_in_background()


def _dialog() -> tuple[Any, Any]:
    dialog = QDialog(mw)
    dialog.setWindowTitle(TITLE)
    return dialog, QVBoxLayout(dialog)


def _check(layout: Any, key: str, choices: dict[str, Any]) -> Any:
    check = QCheckBox(CHOICES[key])
    check.setChecked(bool(choices.get(key)))
    layout.addWidget(check)
    return check


def _connect(dialog: Any, layout: Any, buttons: Any) -> None:
    qconnect(buttons.accepted, dialog.accept)
    qconnect(buttons.rejected, dialog.reject)
    layout.addWidget(buttons)
