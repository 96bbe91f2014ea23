"""An add-on for one run of Anki: subscribe, study, update, undo, update, with the real menu, dialogs and buttons.

Runs inside Anki, which subscribe.py starts. The story is a generator that yields what it waits for.
"""

import json
import os
from pathlib import Path
from typing import Any

from aqt import gui_hooks, mw
from aqt.qt import QApplication, QCheckBox, QComboBox, QDialog, QListWidget, QMessageBox, QPushButton, Qt, QTimer

from .teller import Story, pause, tell

ORDER = json.loads(os.environ["ANKI_EXPORT_ORDER"])
"""{"url": address, "folder": what is served, "next": what is served later, "out": folder}"""
OUT = Path(ORDER["out"])
QUIET = 2.5
"""Seconds in which an automatic look would have begun."""

report: dict[str, Any] = {"error": ""}


def dialogs() -> list[QDialog]:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]


def open_dialog(name: str) -> QDialog:
    (found,) = dialogs()
    assert found.windowTitle() == "Deck subscriptions", found.windowTitle()
    found.grab().save(str(OUT / f"{name}.png"))
    return found


def press(dialog: QDialog, text: str) -> None:
    (button,) = [b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text]
    QTimer.singleShot(0, button.click)  # what follows may be a dialog, which would stop the story


def menu() -> Story:
    (action,) = [a for a in mw.form.menuTools.actions() if a.text() == "Deck subscriptions…"]
    QTimer.singleShot(0, action.trigger)
    yield dialogs


def answers() -> list[str]:
    found: list[str] = mw.col.db.list("select flds from notes order by id")
    return [fields.split("\x1f")[1] for fields in found]


def deck_of_head() -> str:
    (card,) = mw.col.find_cards('"Question:*HEAD*"')
    return str(mw.col.decks.name(mw.col.get_card(card).did))


def subscriptions() -> dict[str, Any]:
    found: dict[str, Any] = mw.col.get_config("deckSubscriptions")["sites"]
    return found


def look_after_sync() -> None:
    """As on the next day."""
    mw.pm.profile.setdefault("deckSubscriptions", {})["looked"] = 0
    gui_hooks.sync_did_finish()


def changes() -> Story:
    """Show what changed, consent, and update."""
    yield dialogs
    dialog = open_dialog("update")
    press(dialog, "What changed")
    yield from pause(0.3)
    dialog.resize(dialog.sizeHint())
    yield from pause(0.3)
    open_dialog("what-changed")
    for box in dialog.findChildren(QCheckBox):
        box.setChecked(True)
    before = answers()
    press(dialog, "Update")
    yield lambda: answers() != before and not mw.progress.busy()
    yield from pause(0.5)
    report["said"] = [d.text() for d in dialogs() if isinstance(d, QMessageBox)]
    for box in dialogs():
        box.grab().save(str(OUT / "report.png"))
        box.accept()


def story() -> Story:
    yield lambda: mw.state == "deckBrowser" and mw.isVisible()
    QApplication.clipboard().setText(ORDER["url"])
    yield from menu()
    dialog = open_dialog("empty")
    report["address"] = dialog.findChild(QComboBox).currentText()
    report["enter"] = [button.text() for button in dialog.findChildren(QPushButton) if button.isDefault()]
    press(dialog, "Show decks")
    decks = dialog.findChild(QListWidget)
    yield lambda: decks.count() and dialogs() == [dialog]
    report["decks"] = [decks.item(i).text() for i in range(decks.count())]
    for i in range(1, decks.count()):  # the first is the bundle
        decks.item(i).setCheckState(Qt.CheckState.Checked)
    open_dialog("subscribe")
    press(dialog, "Save")
    yield lambda: mw.col.card_count() == 4 and not dialogs()
    report["first"] = answers()

    mw.col.decks.select(mw.col.decks.id_for_name("Git"))
    mw.moveToState("review")
    for number in range(4):
        yield lambda: mw.state == "review" and mw.reviewer.state == "question"
        if number == 0:
            Path(ORDER["next"]).replace(ORDER["folder"])  # the site has a new version
            look_after_sync()
            yield from pause(QUIET)
            assert not dialogs(), "asked while reviewing"
        mw.reviewer.onEnterKey()
        yield lambda: mw.reviewer.state == "answer"
        before = mw.col.db.scalar("select count() from revlog")
        mw.reviewer._answerCard(4)
        yield lambda before=before: mw.col.db.scalar("select count() from revlog") > before
        yield lambda: mw.state != "review" or mw.reviewer.state == "question"
    note = mw.col.get_note(mw.col.find_notes('"Question:*tag*"')[0])
    note["Extra"], note["Explanation"] = "mine", "In my words"
    mw.col.update_note(note)
    schedule = "select id, type, queue, due, ivl, reps from cards order by id"
    report["studied"] = mw.col.db.all(schedule)

    report["subscribed"], report["decks of HEAD"] = subscriptions(), [deck_of_head()]
    mw.moveToState("deckBrowser")  # asks now
    yield dialogs
    press(open_dialog("later"), "Later")
    yield lambda: not dialogs()
    gui_hooks.sync_did_finish()
    yield from pause(QUIET)  # it does not ask again on this day
    asked = [dialog.windowTitle() for dialog in dialogs()]
    report["later"] = [answers(), mw.col.db.all(schedule), subscriptions(), asked]
    look_after_sync()
    yield from changes()
    report["decks of HEAD"].append(deck_of_head())
    report["updated"] = [answers(), mw.col.db.all(schedule), mw.col.undo_status().undo]
    report["own"] = mw.col.get_note(note.id).fields
    mw.undo()
    yield lambda: answers() == report["first"]
    yield from pause(0.5)
    report["undone"] = [answers(), mw.col.db.all(schedule)]
    report["decks of HEAD"].append(deck_of_head())
    yield from menu()
    press(open_dialog("subscribed"), "Look for updates")
    yield lambda: any(d.findChildren(QPushButton) and not d.findChild(QComboBox) for d in dialogs())
    yield from changes()
    report["again"] = [answers(), mw.col.db.all(schedule)]
    report["decks of HEAD"].append(deck_of_head())
    yield from menu()
    press(open_dialog("subscribed"), "Look for updates")
    yield lambda: not dialogs()
    yield from pause(1)
    report["up to date"] = not dialogs()


def close_dialogs() -> None:
    for dialog in dialogs():
        dialog.grab().save(str(OUT / "last.png"))
        dialog.reject()


tell(story(), report, OUT, close_dialogs)
