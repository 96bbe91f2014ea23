"""The menu, the dialogs, and when to look for new versions."""

from __future__ import annotations

import time
from typing import Any

from aqt import gui_hooks, mw, qt
from aqt.operations import CollectionOp, QueryOp
from aqt.utils import showInfo, tooltip

from .net import Index, Row, download, find_index, read_index
from .package import Refused, read_package
from .update import CONFIG, Offer, Packages, dotted, install, pending, prepare, save_sites, sites

TITLE = "Deck subscriptions"
CHOICES = {
    "auto": "Update without asking",
    "retire": "Suspend cards that the author has retired",
    "move": "Move cards with the author, unless I have moved them",
}


def set_up() -> None:
    """Add the menu item, and look for new versions when a profile opens, after a sync, and after studying."""
    action = mw.form.menuTools.addAction(f"{TITLE}…")
    qt.qconnect(action.triggered, show_subscriptions)
    for hook in (gui_hooks.profile_did_open, gui_hooks.sync_did_finish, gui_hooks.state_did_change):
        hook.append(lambda *_: qt.QTimer.singleShot(1000, look_if_due))


def look_if_due() -> None:
    """Look for new versions once a day."""
    if _is_idle() and not 0 <= time.time() - mw.pm.profile.get(CONFIG, {}).get("looked", 0) < 86_400:
        look(is_asked=False)


def _is_idle() -> bool:
    """Whether the learner does not study, and no dialog or sync is open."""
    return mw.state == "deckBrowser" and not mw.progress.busy() and not qt.QApplication.activeModalWidget()


def look(is_asked: bool) -> None:
    """Look for new versions of all subscriptions, and offer them."""
    profile = mw.pm.profile.setdefault(CONFIG, {})  # not synced, as the config of the collection is
    profile["looked"] = int(time.time())
    subscribed, etags = sites(mw.col), {} if is_asked else dict(profile.get("etags", {}))
    problems: list[str] = []

    def fetch() -> list[tuple[str, Packages, set[str]]]:
        found = []
        for url, site in subscribed.items():
            try:
                index = read_index(url, etags.pop(url, ""))
                rows, wrong = pending(site, index.rows)
                problems.extend(wrong)
                found += [(url, _packages(index, rows), index.retired)] if rows else []
                etags.update({} if rows or wrong else {url: index.etag})
            except Refused as error:
                problems.extend([str(error)] if is_asked else [])
        return found

    def done(found: list[tuple[str, Packages, set[str]]]) -> None:
        if not _is_idle() and not (is_asked and mw.col):
            profile["looked"] = 0  # look again when the learner is back
            return
        profile["etags"] = etags
        for url, packages, retired in found:
            offer(url, packages, retired, sites(mw.col).get(url, {}))
        if problems:
            _say("\n".join(problems))
        elif is_asked and not found:
            tooltip("All decks are up to date.")

    _in_background(fetch, done)


def _packages(index: Index, rows: list[Row]) -> Packages:
    return [(row, read_package(download(index.url, row))) for row in rows]


def offer(url: str, packages: Packages, retired: set[str], choices: dict[str, Any], is_new: bool = False) -> None:
    """Ask whether to update, unless the learner has said so for this site, or nothing that is there would change."""
    try:
        found = prepare(mw.col, url, packages, retired)
    except Refused as error:
        _say(f"Nothing was changed. {error}")
        return
    if not (found.plan.changed or found.plan.retired) if is_new else choices.get("auto"):
        _install(found, choices)
    elif (answer := ask(found, choices)) is not None:
        _install(found, {**choices, **answer})


def ask(found: Offer, choices: dict[str, Any]) -> dict[str, bool] | None:
    """Show what an update brings; the learner's choices, or None for later."""
    dialog, layout = _dialog()
    have = sites(mw.col).get(found.url, {}).get("decks", {})
    before = {slug: f"{dotted(deck['version'])} → " for slug, deck in have.items()}
    versions = [f"{row.name} {before.get(row.slug, '')}{dotted(row.version)}" for row, _ in found.packages]
    layout.addWidget(qt.QLabel("\n".join([*versions, "", str(found.plan)])))
    boxes = {"retire": found.plan.retired, "move": found.plan.moved}
    checks = {key: _check(layout, key, choices) for key, cards in boxes.items() if cards}
    details = qt.QPlainTextEdit("\n".join(found.plan.lines()))
    details.setReadOnly(True)
    details.hide()
    layout.addWidget(details)
    _, more, _ = _buttons(dialog, layout, "Update", "What changed", "Later")
    qt.qconnect(more.clicked, lambda: details.setVisible(details.isHidden()))
    return {key: check.isChecked() for key, check in checks.items()} if dialog.exec() else None


def _install(found: Offer, choices: dict[str, Any]) -> None:
    kept = {key: bool(choices.get(key)) for key in CHOICES}
    report = f"{', '.join(row.name for row, _ in found.packages)}: {found.plan}."
    own = [line for line in found.plan.lines() if line.startswith("Your ")]

    def done(_: Any) -> None:
        _say("\n".join([report, *own])) if own else tooltip(report, period=5000)

    operation = CollectionOp(mw, lambda col: install(col, found, kept)).success(done)
    operation.failure(lambda error: _say(f"Nothing was changed. {error}")).run_in_background()


def show_subscriptions(*_: object) -> None:
    """The dialog of the menu: paste an address, choose decks."""
    dialog, layout = _dialog()
    subscribed, shown = sites(mw.col), list[Index]()
    layout.addWidget(qt.QLabel("Address of a site with decks, of its decks page or of its index.json:"))
    address, decks = qt.QComboBox(), qt.QListWidget()
    address.setEditable(True)
    address.setMinimumWidth(460)
    address.addItems(list(subscribed))
    copied = qt.QApplication.clipboard().text().strip()
    if copied.startswith(("https://", "http://")) and len(copied.split()) == 1:
        address.setEditText(copied)
    layout.addWidget(address)
    layout.addWidget(decks)
    checks = {key: _check(layout, key, {}) for key in CHOICES}
    _, show, now, _ = _buttons(dialog, layout, "Save", "Show decks", "Look for updates", "Close")
    show.setDefault(True)  # what Enter does in the address
    on, off = qt.Qt.CheckState.Checked, qt.Qt.CheckState.Unchecked

    def fill(index: Index) -> None:
        shown[:] = [index._replace(rows=sorted(index.rows, key=lambda row: not row.is_bundle))]
        site = subscribed.get(index.url, {})
        decks.clear()
        for row in shown[0].rows:
            kind = " (all in one)" if row.is_bundle else ""
            cards = f"{row.cards} card" + "s" * (row.cards != 1)
            item = qt.QListWidgetItem(f"{row.name}{kind} · {cards} · {dotted(row.version)}", decks)
            item.setCheckState(on if row.slug in site.get("decks", {}) else off)
        for key, check in checks.items():
            check.setChecked(bool(site.get(key)))

    def keep() -> None:
        for index in shown:
            rows = [row for i, row in enumerate(index.rows) if decks.item(i).checkState() == on]
            subscribe(index, rows, {key: check.isChecked() for key, check in checks.items()})

    qt.qconnect(show.clicked, lambda: _in_background(lambda: find_index(address.currentText()), fill))
    qt.qconnect(now.clicked, dialog.reject)
    qt.qconnect(now.clicked, lambda: look(is_asked=True))
    qt.qconnect(dialog.accepted, keep)
    dialog.exec()


def subscribe(index: Index, rows: list[Row], choices: dict[str, bool]) -> None:
    """Follow these packages of a site and no others; their cards stay in any case."""
    found = sites(mw.col)
    old = found.pop(index.url, {}).get("decks", {})
    decks = {row.slug: old[row.slug] for row in rows if row.slug in old}
    save_sites(mw.col, {**found, **({index.url: {**choices, "decks": decks}} if rows else {})})
    if new := [row for row in rows if row.slug not in old]:
        fetch, url, retired = (lambda: _packages(index, new)), index.url, index.retired
        _in_background(fetch, lambda packages: offer(url, packages, retired, choices, is_new=True))


def _in_background(op: Any, done: Any) -> None:
    operation = QueryOp(parent=mw, op=lambda _: op(), success=done).failure(lambda error: _say(str(error)))
    operation.without_collection().run_in_background()


def _say(text: str) -> None:
    showInfo(text, title=TITLE, textFormat="plain")


def _dialog() -> tuple[Any, Any]:
    dialog = qt.QDialog(mw)
    dialog.setWindowTitle(TITLE)
    return dialog, qt.QVBoxLayout(dialog)


def _check(layout: Any, key: str, choices: dict[str, Any]) -> Any:
    check = qt.QCheckBox(CHOICES[key])
    check.setChecked(bool(choices.get(key)))
    layout.addWidget(check)
    return check


def _buttons(dialog: Any, layout: Any, *texts: str) -> list[Any]:
    """Buttons of which the first accepts and the last rejects."""
    box, role = qt.QDialogButtonBox(), qt.QDialogButtonBox.ButtonRole
    roles = (role.AcceptRole, *(role.ActionRole,) * (len(texts) - 2), role.RejectRole)
    buttons = [box.addButton(text, of) for text, of in zip(texts, roles)]
    qt.qconnect(box.accepted, dialog.accept)
    qt.qconnect(box.rejected, dialog.reject)
    buttons[0].setDefault(True)
    layout.addWidget(box)
    return buttons
