"""Pages → packages → a real collection → the HTML that Anki hands to its reviewer."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from anki_export.deck.note_type import FIELDS, Style
from anki_export.source.render_and_sanitize import plain_text

ROOT = Path(__file__).parents[2]
GALLERY = ROOT / "tests" / "fixtures" / "gallery"
SETTINGS = 'site_url = "https://example.org/interview-questions/"\n'
"""Only with the address of a site does a card link to its page."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as the reviewer gets it: the HTML of both sides, the styles, and the fields they were made of."""

    name: str
    group: str
    question: str
    answer: str
    css: str
    fields: dict[str, str]


class Shelf:
    """A collection with all cards, and its media."""

    def __init__(self, folder: Path) -> None:
        from anki.collection import Collection

        self.col = Collection(str(folder / "collection.anki2"))
        self.media = Path(self.col.media.dir())
        self.groups: dict[int, str] = {}
        self.names: dict[int, str] = {}

    def add(self, group: str, package: Path) -> None:
        """Import a package as the dialog of Anki does."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        log = self.col.import_anki_package(request).log
        assert log.new, package
        assert not log.conflicting, package
        self.col.models._clear_cache()
        self.groups |= {note.id.nid: group for note in log.new}

    def cards(self, design: Style | None = None, wanted: Callable[[str], bool] = lambda name: True) -> tuple[Card, ...]:
        """All cards in the order of learning; with `design`, as they would be with its templates and styles."""
        found = []
        for note_id in sorted(self.groups):
            if note_id not in self.names:
                note = self.col.get_note(note_id)
                self.names[note_id] = f"{note['Topic']}, {note['Level']}: {plain_text(note['Question'])[:70]}"
            if wanted(name := self.names[note_id]):
                note = self.col.get_note(note_id)
                out = (self._designed(note, design) if design else note.cards()[0]).render_output()
                fields = {field: note[field] for field, _ in FIELDS}
                found.append(
                    Card(name, self.groups[note_id], out.question_text, out.answer_text, out.css.strip(), fields)
                )
        return tuple(found)

    def _designed(self, note: Any, design: Style) -> Any:
        note_type = {**note.note_type(), "css": design.css}
        template = {**note_type["tmpls"][0], "qfmt": design.front, "afmt": design.back}
        return note.ephemeral_card(custom_note_type=note_type, custom_template=template)


class _Shapes(HTMLParser):
    """Which elements stand in which, by their names and classes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.open = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = (dict(attrs).get("class") or "").split()
        name = ".".join([tag, *sorted(names)])
        self.found.add((self.open[-1], name))
        if tag not in ("img", "br", "hr", "wbr", "col"):
            self.open.append(name)

    def handle_endtag(self, tag: str) -> None:
        if at := max((n for n, name in enumerate(self.open) if name.split(".")[0] == tag), default=0):
            del self.open[at:]


def representative(cards: Sequence[Card]) -> tuple[Card, ...]:
    """All of the gallery, and of the others so many that each element with its classes is seen in each other one."""
    shapes = {card.name: _Shapes(card.answer).found for card in cards}  # the answer contains the front
    seen: set[tuple[str, str]] = set()
    kept: set[str] = set()
    for card in sorted(cards, key=lambda card: (card.group != "gallery", -len(shapes[card.name]))):
        if card.group == "gallery" or not shapes[card.name] <= seen:
            kept.add(card.name)
            seen |= shapes[card.name]
    return tuple(card for card in cards if card.name in kept)


def packages(source: Path, folder: Path) -> list[Path]:
    """What the program builds from a folder of pages: a package for each deck."""
    folder.mkdir(parents=True)
    folder.joinpath("anki-export.toml").write_text(f'{SETTINGS}\nbundle = "none"\n')
    command = [sys.executable, "-m", "anki_export", "build", str(source), "-o", "decks"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(folder.glob("decks/*.apkg"))


def gallery(folder: Path) -> Path:
    """The page with every kind of content; what is long is made here, not kept in the repository."""
    shutil.copytree(GALLERY, folder)
    lines = [f'    total += weigh("{n:04}", factor={n % 17}, label="line {n}")  # one of many' for n in range(1998)]
    folder.joinpath("long.py").write_text("\n".join(["def total():", "    total = 0", *lines]) + "\n")
    return folder


@contextmanager
def shelf(folder: Path, groups: tuple[str, ...] = ("gallery", "source", "corpus")) -> Iterator[Shelf]:
    """A collection with the cards of the gallery, of this repository and of the corpus, where there is one."""
    someone = Shelf(folder)
    corpus = os.environ.get("ANKI_EXPORT_CORPUS")
    for group in groups:
        match group:
            case "gallery":
                source = gallery(folder / "pages")
            case "source":
                source = ROOT / "source"
            case _:
                if not corpus:
                    continue
                source = Path(corpus, "site/docs/interview-questions")
        for package in packages(source, folder / group):
            someone.add(group, package)
    try:
        yield someone
    finally:
        someone.col.close()
