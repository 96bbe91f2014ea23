"""Draw the pictures for the documentation: cards on a phone in light and dark mode, the preview, and decks on a site.

    python docs/picture.py        needs the test extra and Chromium; writes docs/*.webp

The cards are built from source/, imported into a new collection, and rendered by Anki's backend. They are drawn at the
width of a phone, with the CSS classes that AnkiMobile sets.
"""

import html
import json
import math
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PIL import Image

ROOT = Path(__file__).parents[1]
PICTURES = {
    "card": ("source/git/intermediate/index.md:29", 800, ("source", "answer day", "answer night")),
    "phone": ("source/aws/ml-engineer/advanced/index.md:112", 800, ("question day", "answer day", "answer night")),
    "quiz": ("source/git/intermediate/quiz.md:106", 740, ("source", "question day", "answer day")),
}
"""For each picture the page and line of a question, its height in CSS pixels, and its panes from left to right."""
NOTES = {"obsidian": ("fields", "An entry"), "hashcards": ("ATP from", "How many"), "logseq": ("dig", "TTL")}
"""The guides with a page of another program: the beginnings of two cards that are shown beside it."""
PREVIEWED = "source/git/intermediate/index.md"
SITE = """
site_name: Interview questions
docs_dir: source
site_dir: SCHEME
use_directory_urls: false
extra_javascript: [decks/anki-export.js]
theme: { name: material, font: false, palette: { scheme: SCHEME } }
markdown_extensions: [admonition, pymdownx.details, pymdownx.superfences]
"""
WIDTH, GAP = 390, 24
"""The width of a phone, and the gap between panes, in CSS pixels."""
SCALE = 4 / 3
EXACT, NEAR = 32, 24
"""How many of the most frequent colours are kept, and within which distance others are replaced by one of them."""
PAGE = f"""<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; display: flex; gap: {GAP}px; padding: {GAP}px; background: #d8dde3 }}
iframe, pre {{ flex: none; box-sizing: border-box; width: {WIDTH}px; height: var(--height); margin: 0 }}
iframe, pre {{ border: 0; border-radius: 14px }}
pre {{ height: max-content; padding: 18px; background: #fff; font: 11.5px/1.6 monospace; white-space: pre-wrap }}
</style>"""
CARD = """<!doctype html><html class="mobile iphone ios webkit safari"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>{css}</style>
<body class="card card1 {night}"><div id="qa">{text}</div>"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        notes = imported(Path(folder))
        for name, (place, height, panes) in PICTURES.items():
            page = Path(folder) / f"{name}.html"
            page.write_text(
                f'{PAGE}<body style="--height: {height}px">'
                + "".join(pane(kind, place, notes[place]) for kind in panes)
            )
            width = len(panes) * (WIDTH + GAP) + GAP
            picture = ROOT / "docs" / f"{name}.webp"
            photograph(page, picture, width, height + 2 * GAP)
            print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size / 1000:.0f} kB")
        for name, words in NOTES.items():
            draw_notes(name, words, Path(folder) / name)
        page = Path(folder) / "preview.html"
        previewed = [sys.executable, "-m", "anki_export", "preview", PREVIEWED, "-o", folder, "--to", page]
        subprocess.run(previewed, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        photograph(page, ROOT / "docs/preview.webp", 1000, 720)
        page = site(Path(folder) / "site")
        photograph(page, ROOT / "docs/download-page.webp", 2 * (WIDTH + GAP) + GAP, 800 + 2 * GAP)


def draw_notes(name: str, words: Sequence[str], folder: Path) -> None:
    """A page of another program, as its guide shows it, and the answers of some of its cards."""
    guide = (ROOT / f"docs/how-to/{name}.md").read_text()
    block = re.search(r'```markdown title="([^"]+)"\n(.*?)```', guide, re.DOTALL)
    if block is None:
        raise ValueError(f"{name}.md shows no page")
    path = folder / block[1]
    path.parent.mkdir(parents=True)
    path.write_text(block[2])
    cards = rendered_cards(folder, [block[1]], folder)
    chosen = [next(card for question, card in cards if word in question["question_text"]) for word in words]
    page = folder / "panes.html"
    text = block[2].expandtabs(4).strip()
    panes = "".join(pane("answer day", "", card) for card in chosen)
    page.write_text(f'{PAGE}<body style="--height: 400px"><pre>{html.escape(text)}</pre>{panes}')
    photograph(page, ROOT / f"docs/{name}.webp", (1 + len(words)) * (WIDTH + GAP) + GAP, 400 + 2 * GAP)


def imported(folder: Path) -> dict[str, Any]:
    """The cards as rendered by Anki, by page and line."""
    pages = sorted({place.partition(":")[0] for place, *_ in PICTURES.values()})
    return {f"{q['page']}:{q['line']}": card for q, card in rendered_cards(folder, pages, ROOT)}


def rendered_cards(folder: Path, pages: Sequence[str], home: Path) -> list[tuple[dict[str, Any], Any]]:
    """The questions of pages below `home`, each with its card as rendered by Anki."""
    program = [sys.executable, "-m", "anki_export"]
    subprocess.run([*program, "build", *pages, "-o", folder], cwd=home, check=True, stdout=subprocess.DEVNULL)
    listing = [*program, "list", *pages, "-o", folder, "--format", "json"]
    questions = json.loads(subprocess.run(listing, cwd=home, check=True, capture_output=True).stdout)
    collection = Collection(str(folder / "collection.anki2"))
    for package in sorted(folder.glob("*.apkg")):
        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        collection.import_anki_package(request)
    cards = {note.guid: note.cards()[0] for note in map(collection.get_note, collection.find_notes(""))}
    rendered = [(question, cards[question["guid"]].render_output()) for question in questions]
    collection.close()
    return rendered


def site(folder: Path) -> Path:
    """A page with two panes: the download page of the sample decks, and a page with a download button in dark mode."""
    shutil.copytree(ROOT / "source", folder / "source")
    shutil.copytree(ROOT / "decks", folder / "decks", ignore=shutil.ignore_patterns("*.apkg"))
    publish = [sys.executable, "-m", "anki_export", "publish", "source/decks", "--quiet"]
    subprocess.run(publish, cwd=folder, check=True)
    for scheme in ("default", "slate"):
        (folder / "mkdocs.yml").write_text(SITE.replace("SCHEME", scheme))
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    page = folder / "panes.html"
    shown = ("default/decks/index.html", "slate/git/basics/index.html")
    frames = "".join(f'<iframe src="{name}"></iframe>' for name in shown)
    page.write_text(f'{PAGE}<body style="--height: 800px">{frames}')
    return page


def pane(kind: str, place: str, card: Any) -> str:
    """The HTML of one pane."""
    if kind == "source":
        return f"<pre>{html.escape(source(place))}</pre>"
    side, time = kind.split()
    text = card.answer_text if side == "answer" else card.question_text
    night = "nightMode night_mode" if time == "night" else ""
    return f'<iframe srcdoc="{html.escape(CARD.format(css=card.css, night=night, text=text))}"></iframe>'


def source(place: str) -> str:
    """The Markdown of a question."""
    path, _, line = place.partition(":")
    text = "\n".join((ROOT / path).read_text().split("\n")[int(line) - 1 :])
    return re.split(r"\n(?=\?\?\? )|(?<=</quiz>)\n", text)[0].strip()


def photograph(page: Path, picture: Path, width: int, height: int) -> None:
    """Take a screenshot of a page, reduced to few colours to keep the file small."""
    shot = page.with_suffix(".png")
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or "chromium"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none"]
    options.append("--virtual-time-budget=2000")  # for frames to be drawn
    options += [f"--force-device-scale-factor={SCALE}", f"--window-size={width},{height}"]
    options += [f"--user-data-dir={page.parent}/profile", f"--screenshot={shot}", page.as_uri()]
    subprocess.run([chromium, *options], check=True, capture_output=True)
    with Image.open(shot) as image:
        exact = image.convert("RGB")
    rounded: dict[Any, Any] = {}
    kept: list[Any] = []
    for _, color in sorted(exact.getcolors(1 << 24) or [], reverse=True):
        nearest = min(kept, key=lambda other: math.dist(color, other), default=color)
        rounded[color] = nearest if len(kept) >= EXACT and math.dist(color, nearest) < NEAR else color
        if rounded[color] == color:
            kept.append(color)
    pixels = zip(*[iter(exact.tobytes())] * 3, strict=True)
    few = Image.frombytes("RGB", exact.size, b"".join(bytes(rounded[color]) for color in pixels))
    few.save(picture, lossless=True, quality=100)


if __name__ == "__main__":
    main()
