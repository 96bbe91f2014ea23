"""Study every card of our decks in the real Anki, without a display: `make test-desktop`.

    python tests/desktop/run.py [SOURCE]…        under a Python that has aqt, PyQt6 and PyQt6-WebEngine

Rebuilds the packages from source/ and decks/lock.json (and the gallery of test pages, where it is), starts Anki with
a throwaway profile and addon.py, and judges what it reports. Pictures of all cards stay in build/desktop.
"""

import json
import os
import pickle
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
OUT = ROOT / "build" / "desktop"
GALLERY = ROOT / "tests" / "fixtures" / "gallery"
SIZE = (1000, 800)
PROFILE = "test"
LIBRARIES = (
    "libasound2t64 libdbus-1-3 libegl1 libfontconfig1 libgbm1 libgl1 libglib2.0-0t64 libnss3 libpulse0 libxcb-dri3-0 "
    "libxcomposite1 libxdamage1 libxkbcommon0 libxkbfile1 libxrandr2 libxtst6"
)
"""What Qt needs of Debian 13, much of it what Chromium needs, too."""


def main(sources: list[str]) -> int:
    start = time.monotonic()
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    if missing := missing_library():
        print(f"{missing}\nOn Debian: apt-get install {LIBRARIES}", file=sys.stderr)
        return 2
    decks = build(sources)
    with tempfile.TemporaryDirectory() as base:
        seed(Path(base), HERE / "addon.py", HERE / "teller.py", HERE / "probe.js")
        anki(Path(base), OUT, {"packages": [str(package) for package in decks], "out": str(OUT), "size": SIZE})
    if not (OUT / "report.json").exists():
        print(f"Anki wrote no report; what it said is in {OUT / 'anki.log'}", file=sys.stderr)
        return 1
    report = json.loads((OUT / "report.json").read_text())
    write_index(report["views"])
    failures = list(judge(report, list(decks.values())))
    for failure in failures:
        print("FAILED", failure)
    math = len({view["note"] for view in report["views"] if view["math"]})
    pictures = len({view["note"] for view in report["views"] if view["pictures"]})
    cards = f"{sum(report['decks'].values())} cards ({math} with math, {pictures} with pictures)"
    print(f"{cards}, {len(report['views'])} views: {OUT / 'index.html'}")
    print(f"{len(failures) or 'nothing'} failed in {time.monotonic() - start:.0f} s")
    return 1 if failures else 0


def missing_library() -> str:
    """What Qt lacks to start here, if anything."""
    code = "import PyQt6.QtMultimedia, PyQt6.QtWebEngineWidgets"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return run.stderr.strip().rpartition("\n")[2] if run.returncode else ""


def build(sources: list[str]) -> dict[Path, dict[str, Any]]:
    """The packages with their lines of index.json; decks/ stays as it is."""
    project = OUT / "project"
    project.mkdir()
    (project / "anki-export.toml").write_text('source = "source"\n')  # else those of the folders above count
    jobs = {"decks": [str(Path(source).resolve()) for source in sources]}
    if not sources:
        shutil.copytree(ROOT / "source", project / "source")
        (project / "decks").mkdir()
        shutil.copy(ROOT / "decks" / "lock.json", project / "decks")
        if GALLERY.is_dir():
            jobs["gallery"] = [str(GALLERY)]
    packages = {}
    for name, pages in jobs.items():
        command = [ROOT / ".venv/bin/anki-export", "build", *pages, "-o", name]
        subprocess.run(command, cwd=project, check=True, stdout=subprocess.DEVNULL)
        index = json.loads((project / name / "index.json").read_text())
        packages |= {project / name / deck["file"]: deck for deck in index["decks"]}
    return packages


def seed(base: Path, story: Path, *files: Path) -> None:
    """A profile that starts without asking for language, profile or updates, and an add-on that tells a story."""
    meta = {
        "ver": 0,
        "updates": False,
        "created": int(time.time()),
        "id": random.randrange(2**63),
        "lastMsg": 0,
        "suppressUpdate": True,
        "firstRun": False,
        "defaultLang": "en_US",
        "check_for_updates": False,
    }
    profile = {
        "mainWindowGeom": None,
        "mainWindowState": None,
        "numBackups": 50,
        "lastOptimize": int(time.time()),
        "searchHistory": [],
        "syncKey": None,
        "syncMedia": True,
        "autoSync": False,
        "allowHTML": False,
        "importMode": 1,
    }
    connection = sqlite3.connect(base / "prefs21.db")
    connection.execute("create table profiles (name text primary key collate nocase, data blob not null)")
    rows = [("_global", pickle.dumps(meta, 4)), (PROFILE, pickle.dumps(profile, 4))]
    connection.executemany("insert into profiles values (?, ?)", rows)
    connection.commit()
    connection.close()
    addon = base / "addons21" / "anki_export_test"
    addon.mkdir(parents=True)
    shutil.copy(story, addon / "__init__.py")
    for file in files:
        shutil.copy(file, addon)


def anki(base: Path, out: Path, order: dict[str, Any]) -> None:
    """Run Anki to its end."""
    environment = {
        **os.environ,
        "ANKI_EXPORT_ORDER": json.dumps(order),
        "ANKI_SINGLE_INSTANCE_KEY": f"anki-export-{os.getpid()}",
        "QT_QPA_PLATFORM": "offscreen",
        "QT_QUICK_BACKEND": "software",
        "LIBGL_ALWAYS_SOFTWARE": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu",
        "XDG_RUNTIME_DIR": str(base),
        "LANG": "C.UTF-8",
    }
    if os.getuid() == 0:
        environment["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium has none for root
    command = [sys.executable, "-c", "import aqt; aqt.run()", "-b", str(base), "-p", PROFILE]
    with (out / "anki.log").open("wb") as log:
        subprocess.run(command, env=environment, stdout=log, stderr=log, timeout=900, check=False)


def judge(report: dict[str, Any], decks: list[dict[str, Any]]) -> Iterator[str]:
    """What is not as it should be."""
    if report["error"]:
        yield f"the run ended early: {report['error']}"
        return
    for deck, (package, said) in zip(decks, report["imports"], strict=True):
        if not re.search(rf"\b{deck['cards']} new notes? imported", said):
            yield f"{package}: the import dialog says {said!r}"
    expected = {deck["name"]: deck["cards"] for deck in decks}
    if report["decks"] != expected:
        yield f"decks are {report['decks']}, not {expected}"
    cards = sum(expected.values())
    if report["reviews"] != [[3, 2 * cards]]:
        yield f"reviews are {report['reviews']}, not {2 * cards} with Good"
    if report["unfinished"]:
        yield f"{report['unfinished']} cards are not learned after Good twice"
    for level, message, place in report["console"]:
        if level == "Error":
            yield f"console: {message} ({place})"
    seen = Counter((view["theme"], view["side"], view["note"]) for view in report["views"])
    if len(seen) != 4 * cards or set(seen.values()) != {1}:
        yield f"{len(seen)} different views, not {4 * cards}"
    places: dict[str, list[str]] = {}
    for view in report["views"]:
        for failure in judge_view(view):
            places.setdefault(failure, []).append(view["place"])
    for failure, where in places.items():
        yield f"{failure}: {len(where)} views, the first is {where[0]}"


def judge_view(view: dict[str, Any]) -> Iterator[str]:
    """What is wrong with one side of a card in one theme."""
    night = view["theme"] == "night"
    classes, root = view["body"].split(), view["html"].split()
    if "card" not in classes or ("nightMode" in classes) != night or ("night-mode" in root) != night:
        yield f"the classes are {view['body']!r} below {view['html']!r}"
    if view["deck"] != view["chosen"]:
        yield f"its deck is {view['deck']}"
    if not view["visible"] or not view["text"] or view["answer"] != (view["side"] == "answer"):
        yield "it does not show"
    if dark(view["background"]) != night or dark(view["color"]) == night:
        yield f"{view['color']} on {view['background']}"
    for text in view["overruled"]:
        yield f"Anki overrules our style: {text}"
    if view["scrollWidth"] > view["width"] or view["outside"]:
        yield f"wider than the window: {view['scrollWidth']} > {view['width']}, {view['outside']}"
    if view["braces"]:
        yield f"raw braces: {view['braces']}"
    if view["rawMath"] or view["mathErrors"]:
        yield f"math is not set: {view['rawMath'] or 'MathJax shows an error'}"
    for name, width in view["pictures"]:
        if not width:
            yield f"the picture {name} is not there"
    ratio, element = view["contrast"]
    if ratio < 4.5:
        yield f"contrast {ratio:.2f} of {element}"


def dark(color: str) -> bool:
    red, green, blue, *_ = (float(part) for part in color.strip("rgba()").split(","))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128


def write_index(views: list[dict[str, Any]]) -> None:
    """One page with all pictures: each card's question and answer, by day and by night."""
    cards: dict[int, list[dict[str, Any]]] = {}
    for view in views:
        cards.setdefault(view["note"], []).append(view)
    rows = [
        f"<h2>{escape(sides[0]['deck'])}: {sides[0]['question']}</h2>"
        + "".join(f'<img loading="lazy" width="24%" src="{escape(v["place"])}.png" alt="">' for v in sides)
        for sides in cards.values()
    ]
    head = (
        '<!doctype html><meta charset="utf-8"><title>Cards in Anki</title><style>body { font: 14px sans-serif }</style>'
    )
    (OUT / "index.html").write_text(head + "\n".join(rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
