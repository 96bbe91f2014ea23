"""Subscribe to decks with the add-on in the real Anki, without a display: part of `make test-desktop`.

    python tests/desktop/subscribe.py        under a Python that has aqt, PyQt6 and PyQt6-WebEngine

Builds two releases of a site, serves the first one on this computer, starts Anki with the add-on of `make addon` and
with subscriber.py, and judges what that reports. Pictures of the dialogs stay in build/desktop-subscribe.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from run import HERE, LIBRARIES, ROOT, anki, missing_library, seed

OUT = ROOT / "build" / "desktop-subscribe"
ADDON = ROOT / "build" / "anki-deck-subscriptions.ankiaddon"
BLOCK = '??? question "{}"\n    **{}**.\n\n    It was so.\n\n'
RELEASES = (
    {
        "basics": [("What is a tag?", "A name"), ("What is a branch?", "A line"), ("What is HEAD?", "A pointer")],
        "advanced": [("What is a reflog?", "A diary")],
    },
    {
        "basics": [("What is a tag?", "A fixed name"), ("What is a stash?", "A pile")],
        "advanced": [("What is a reflog?", "A diary"), ("What is HEAD?", "A pointer")],
    },
)
"""In the second one, a card has changed, one is new, one is retired, and one has moved to another deck."""


def main() -> int:
    start = time.monotonic()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    if missing := missing_library():
        print(f"{missing}\nOn Debian: apt-get install {LIBRARIES}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        publish(Path(folder))
        site = partial(Quiet, directory=f"{folder}/site")
        server = ThreadingHTTPServer(("127.0.0.1", 0), site)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = Path(folder, "anki")
        base.mkdir()
        seed(base, HERE / "subscriber.py", HERE / "teller.py")
        with zipfile.ZipFile(ADDON) as archive:
            archive.extractall(base / "addons21" / "deck_subscriptions")
        url = f"http://127.0.0.1:{server.server_port}/"
        order = {"url": url, "folder": f"{folder}/site/decks", "next": f"{folder}/next", "out": str(OUT)}
        anki(base, OUT, order)
        server.shutdown()
    if not (OUT / "report.json").exists():
        print(f"Anki wrote no report; what it said is in {OUT / 'anki.log'}", file=sys.stderr)
        return 1
    failures = list(judge(json.loads((OUT / "report.json").read_text()), url))
    for failure in failures:
        print("FAILED", failure)
    print(f"subscriptions: {len(failures) or 'nothing'} failed in {time.monotonic() - start:.0f} s; {OUT}")
    return 1 if failures else 0


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder without a log."""

    def log_message(self, *_: object) -> None:
        pass


def publish(folder: Path) -> None:
    """Both releases: site/decks is a link to the first one, and next is a link to the second one."""
    project = folder / "project"
    (folder / "site").mkdir()
    for number, pages in enumerate(RELEASES):
        for level, questions in pages.items():
            page = project / "source" / "git" / level / "index.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            head = f'---\ntitle: "Git Interview Questions - {level.capitalize()}"\n---\n\n'
            page.write_text(head + "".join(BLOCK.format(*question) for question in questions))
        command = [ROOT / ".venv/bin/anki-export", "build", "--allow-retire"]
        subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
        shutil.copytree(project / "decks", folder / f"release{number}")
    (folder / "site" / "decks").symlink_to("../release0")
    (folder / "next").symlink_to("../release1")


def judge(report: dict[str, Any], url: str) -> Iterator[str]:
    """What is not as it should be."""
    if report["error"]:
        yield f"the run ended early: {report['error']}"
        return
    if report["address"] != url:
        yield f"the address of the clipboard is not in the dialog, but {report['address']!r}"
    if report["enter"] != ["Show decks"]:
        yield f"Enter in the address presses {report['enter']}"
    if len(report["decks"]) != 3 or "all in one" not in report["decks"][0]:
        yield f"the dialog shows {report['decks']}"
    if report["later"] != [report["first"], report["studied"], report["subscribed"], []]:
        yield f"Later does not leave everything as it was: {report['later']}"
    answers, schedule, undo = report["updated"]
    if {answer[3:-5] for answer in answers} != {"A diary", "A fixed name", "A line", "A pointer", "A pile"}:
        yield f"the update gives {answers}"
    if undo != "Update decks":
        yield f"the update can't be undone in one step: {undo!r}"
    studied = {row[0]: row[1:] for row in report["studied"]}
    kept = [row for row in schedule if row[0] in studied and row[1:] == studied[row[0]]]
    if len(kept) != 3 or [row[2] for row in schedule].count(-1) != 1:
        yield f"{len(kept)} cards keep their progress, and {schedule} has not one suspended card"
    if (report["own"][2], report["own"][7]) != ("In my words", "mine"):
        yield f"the learner's text is lost: {report['own']}"
    if report["decks of HEAD"] != ["Git::1 Basics", "Git::3 Advanced", "Git::1 Basics", "Git::3 Advanced"]:
        yield f"the moved card was in the decks {report['decks of HEAD']}"
    if report["undone"] != [report["first"], report["studied"]]:
        yield "undoing does not bring back what was there"
    if report["again"][0] != answers or report["again"][1] != schedule:
        yield f"the second update gives {report['again']}, not {answers}, {schedule}"
    if not report["up to date"]:
        yield "an update is offered again"


if __name__ == "__main__":
    sys.exit(main())
