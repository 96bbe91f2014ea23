"""An add-on for one run of Anki: import packages, study every card in both themes, take pictures, write a report, quit.

Runs inside Anki, which run.py starts. The story is a generator that yields what it waits for.
"""

import json
import os
import re
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

from aqt import gui_hooks, mw
from aqt.import_export.import_dialog import ImportDialog
from aqt.import_export.importing import import_file
from aqt.qt import QApplication
from aqt.theme import Theme
from aqt.webview import AnkiWebPage, AnkiWebView

from .teller import PATIENCE, Story, pause, tell

ORDER = json.loads(os.environ["ANKI_EXPORT_ORDER"])
"""{"packages": […], "out": folder, "size": [width, height]}"""
OUT = Path(ORDER["out"])
PROBE = (Path(__file__).parent / "probe.js").read_text()
PAINT = 0.06
"""Seconds for what the page shows to reach the window, after the page's own two frames."""
IMPORT = "[...document.querySelectorAll('button.primary')].map(button => button.click()).length"

report: dict[str, Any] = {"imports": [], "views": [], "console": [], "decks": {}, "error": ""}


def hear(page: AnkiWebPage, level: Any, message: str, line: int, source: str) -> None:
    """Keep what pages write to their console."""
    report["console"].append([level.name.removesuffix("MessageLevel"), message, f"{source}:{line}"])


def ask(web: AnkiWebView, script: str, accept: Callable[[Any], object] = lambda value: True) -> Story:
    """Run a script in a page until its value is acceptable; that value."""
    end = time.monotonic() + PATIENCE
    while True:
        box: list[Any] = []
        web.page().runJavaScript(script, box.append)
        yield lambda box=box: box
        if accept(box[0]):
            return box[0]
        if time.monotonic() > end:
            raise TimeoutError(f"{script} was {box[0]!r}")
        yield from pause(0.01)


def import_package(package: str) -> Story:
    """Open Anki's import dialog, leave its options alone, press Import, read what it tells, close it."""
    import_file(mw, package)
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog) and w.isVisible()]
    yield from ask(dialog.web, IMPORT, bool)
    said = yield from ask(dialog.web, "document.body.innerText", lambda text: "found" in text)
    yield from pause(10 * PAINT)
    dialog.grab().save(str(OUT / f"import-{Path(package).stem}.png"))
    report["imports"].append([Path(package).name, re.sub("[\u2068\u2069]", "", said).split("\nDetails")[0]])
    dialog.close()


def look(theme: str, deck: str, side: str) -> Story:
    """Wait until the reviewer shows what it was told to, ask the page, take the picture."""
    web, card = mw.reviewer.web, mw.reviewer.card
    number = 1 + mw.col.db.scalar("select count() from cards where did = ? and nid < ?", card.did, card.nid)
    place = f"{theme}/{deck.replace('::', ' - ')}/{number:02}-{side}"
    # The reviewer's updates form a queue; ours comes after the text, its pictures and its math, and two frames later.
    mark = json.dumps(place)
    frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    web.eval(f"_queueAction(() => {frame}.then(() => {{ window.shownMark = {mark} }}))")
    yield from ask(web, "window.shownMark", lambda shown: shown == place)
    page = json.loads((yield from ask(web, PROBE)))
    written = unescape(re.sub("<[^>]*>", "", "\n".join(card.note().fields)))  # a question may be about templates
    page["braces"] = [text for text in page["braces"] if text not in written]
    yield from pause(PAINT)
    picture = OUT / f"{place}.png"
    picture.parent.mkdir(parents=True, exist_ok=True)
    mw.grab().save(str(picture))
    report["views"].append(
        {
            "place": place,
            "theme": theme,
            "deck": mw.col.decks.name(card.did),
            "chosen": deck,
            "note": card.nid,
            "question": card.note()["Question"],
            "side": side,
            **page,
        }
    )


def study(theme: str, deck: str) -> Story:
    """Answer with Good, by the key that answers, until each card of the deck was seen once."""
    mw.col.decks.select(mw.col.decks.id_for_name(deck))
    mw.moveToState("review")
    for _ in range(mw.col.decks.card_count(mw.col.decks.id_for_name(deck), include_subdecks=False)):
        yield lambda: mw.state == "review" and mw.reviewer.state == "question"
        yield from look(theme, deck, "question")
        mw.reviewer.onEnterKey()
        yield lambda: mw.reviewer.state == "answer"
        yield from look(theme, deck, "answer")
        before = mw.col.db.scalar("select count() from revlog")
        mw.reviewer.onEnterKey()
        yield lambda before=before: mw.col.db.scalar("select count() from revlog") > before
        yield lambda: mw.state != "review" or mw.reviewer.state == "question"
    # Anki draws this page later: a review that begins before would be overwritten.
    drawn: list[object] = []
    gui_hooks.deck_browser_did_render.append(drawn.append)
    mw.moveToState("deckBrowser")
    yield lambda: drawn
    gui_hooks.deck_browser_did_render.remove(drawn.append)


def story() -> Story:
    mw.showNormal()
    mw.resize(*ORDER["size"])
    for package in ORDER["packages"]:
        yield from import_package(package)
    for config in mw.col.decks.all_config():
        config["new"]["perDay"] = config["rev"]["perDay"] = 9999
        mw.col.decks.save(config)
    count = "select count() from cards where did = ?"
    report["decks"] = {d.name: n for d in mw.col.decks.all_names_and_ids() if (n := mw.col.db.scalar(count, d.id))}
    # Good once leads to the second learning step, which comes at once when nothing else is left; Good again ends it.
    for theme in (Theme.LIGHT, Theme.DARK):
        mw.set_theme(theme)
        # A deck shows the cards of those below it, too, in an order that Anki randomises: these come first.
        for deck in sorted(report["decks"], reverse=True):
            yield from study("day" if theme == Theme.LIGHT else "night", deck)
    report["reviews"] = mw.col.db.all("select ease, count() from revlog group by ease")
    report["unfinished"] = mw.col.db.scalar("select count() from cards where type != 2")


AnkiWebPage.javaScriptConsoleMessage = hear
tell(story(), report, OUT)
