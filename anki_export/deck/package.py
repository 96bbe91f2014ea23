"""A deck release → the bytes of an `.apkg`, the same on every machine and on every day.

genanki writes the database; what it leaves to chance is settled here: each note's own time of change, ids, the note
type's time, compression, and the times inside the archive.
"""

import hashlib
import io
import itertools
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from html import escape
from types import ModuleType
from typing import Any

from anki_export.apkg.archive import Unreadable, open_archive, open_database
from anki_export.apkg.unpack import notes_in
from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, Style
from anki_export.release.lock import Card, Deck
from anki_export.release.release import DeckRelease, content_of, names_of
from anki_export.source.question import Media
from anki_export.source.render import text_html

_FORMAT = "1"
"""Grows when the same notes make other bytes."""
_MARK = b"anki-export "
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that an archive can hold


@dataclass(frozen=True, slots=True)
class Note:
    """What a package holds of one card."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    due: int
    modified: int


@dataclass(frozen=True, slots=True)
class PackageContent:
    """All that goes into a package."""

    deck_id: int
    deck_name: str
    description: str
    notes: tuple[Note, ...]
    media: tuple[Media, ...]
    style: Style
    style_modified: int

    @property
    def fingerprint(self) -> bytes:
        """What the package ends with."""
        content = json.dumps(
            [
                _FORMAT,
                self.deck_id,
                self.deck_name,
                self.description,
                self.style_modified,
                self.style.digest,
                [[note.guid, note.fields, note.tags, note.due, note.modified] for note in self.notes],
            ]
        )
        return _MARK + hashlib.sha256(content.encode()).hexdigest().encode()

    def is_in(self, package: bytes | None) -> bool:
        """Whether a package is the one that would be made."""
        return package is not None and package.endswith(self.fingerprint)


def package_content(release: DeckRelease, style: Style, style_modified: int) -> PackageContent:
    """The notes, media and description of a deck."""
    deck, names, tags = release.deck, names_of(release.deck), release.deck.tags
    notes = tuple(
        Note(
            entry.card.guid,
            (*content_of(entry.question, names), entry.card.version, ""),
            tags,
            entry.card.due,
            entry.card.modified,
        )
        for entry in release.cards
    )
    media = {file.name: file for entry in release.cards for file in entry.question.media}
    return PackageContent(
        _deck_id(deck.slug),
        deck.name,
        _description(release),
        notes,
        tuple(media[name] for name in sorted(media)),
        style,
        style_modified,
    )


def retirements(deck: Deck, cards: Iterable[Card], style: Style, style_modified: int) -> PackageContent:
    """A package that marks retired cards for learners who have them: a tag, and a banner with the version.

    A package can't take cards away or suspend them, not even those it brings; the tag lets a learner do so with one
    search. Cards whose last fields are not known are left out.
    """
    notes = []
    for card in sorted(filter(is_known, cards), key=lambda card: (card.due, card.guid)):
        *fields, _ = json.loads(card.last)
        banner = f"Retired in version {card.retired}: the deck no longer asks this."
        notes.append(Note(card.guid, (*fields, banner), (*deck.tags, "retired"), card.due, card.modified))
    # Without a description Anki keeps the one of the deck.
    return PackageContent(_deck_id(deck.slug), deck.name, "", tuple(notes), (), style, style_modified)


def is_known(card: Card) -> bool:
    """Whether a retired card can be marked: all its last fields are known."""
    return bool(card.last) and len(json.loads(card.last)) == len(FIELDS)


def fields_in(package: bytes) -> dict[str, tuple[str, ...]]:
    """The fields of each note of one of our packages, by guid; empty for a file that is none."""
    try:
        with open_database(open_archive(package)) as connection:
            return {note.guid: tuple(html for _, html in note.fields) for note in notes_in(connection)}
    except Unreadable:
        return {}


def package_bytes(content: PackageContent) -> bytes:
    """The `.apkg`: a zip archive with the database, the list of media, and the media."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "collection.anki2", _database(content))
        _add(archive, "media", json.dumps({str(i): file.name for i, file in enumerate(content.media)}).encode())
        for i, file in enumerate(content.media):
            _add(archive, str(i), file.data)
        archive.comment = content.fingerprint
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # else it tells Windows from the rest
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=6)  # 9 takes half as long again for 0.3 %


def _description(release: DeckRelease) -> str:
    """What Anki shows above the deck: HTML, and Anki replaces an older one by it."""
    deck, count = release.deck, len(release.cards)
    size = f"{count} card{'' if count == 1 else 's'}"
    lines = [text_html(f"{deck.topic} · {deck.level} · version {deck.version} · {size}")]
    if urls := list(dict.fromkeys(entry.question.url for entry in release.cards if entry.question.url)):
        links = ", ".join(f'<a href="{escape(url)}">{escape(url, quote=False)}</a>' for url in urls)
        lines.append(f"Source: {links}")
    return "<br>".join(lines)


def _deck_id(slug: str) -> int:
    """An id out of reach of Anki's own, which are milliseconds; decks match by name, so it only has to be unique."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4])


def _database(content: PackageContent) -> bytes:
    kit = _genanki()
    deck = kit.Deck(content.deck_id, content.deck_name, content.description)
    model = _model(content.style, content.style_modified)
    for note, first_id in zip(content.notes, _note_ids(content), strict=True):
        deck.add_note(_note_class()(note, model, first_id))
    connection = sqlite3.connect(":memory:")
    try:
        kit.Package(deck).write_to_db(connection.cursor(), 1, itertools.count(1))
        connection.commit()
        data = bytearray(connection.serialize())
    finally:
        connection.close()
    data[96:100] = bytes(4)  # the version of the sqlite library that wrote the file
    return bytes(data)


@cache
def _genanki() -> Any:
    """genanki, imported when the first package is made: eight times slower to import than Python is to start.

    Most of that is asyncio, for a package `cached_property` that Python's own has made needless.
    """
    stand_in = ModuleType("cached_property")
    stand_in.cached_property = cached_property  # type: ignore[attr-defined]
    is_ours = sys.modules.setdefault(stand_in.__name__, stand_in) is stand_in
    try:
        import genanki
    finally:
        if is_ours:
            del sys.modules[stand_in.__name__]
    return genanki


@cache
def _note_class() -> Any:
    class TimedNote(_genanki().Note):  # type: ignore[misc]
        """A note with a time of change and ids of its own: Anki updates a note only when its time grows (notes.rs)."""

        def __init__(self, note: Note, model: Any, first_id: int) -> None:
            super().__init__(model, list(note.fields), tags=list(note.tags), guid=note.guid, due=note.due)
            self.modified, self.first_id = note.modified, first_id

        def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: object) -> None:
            super().write_to_db(cursor, self.modified, deck_id, itertools.count(self.first_id))

        def _check_invalid_html_tags_in_fields(self) -> None:
            """Fields are sanitised; the check is slow on long ones and takes math for tags."""

    return TimedNote


@cache
def _model(style: Style, modified: int) -> Any:
    """The note type; genanki renders its templates once for each field, so it is made once for all decks."""

    class TimedModel(_genanki().Model):  # type: ignore[misc]
        """A note type whose time of change is that of its templates and styles."""

        def to_json(self, timestamp: float, deck_id: int) -> dict[str, object]:
            data: dict[str, object] = super().to_json(modified, deck_id)
            return data

    return TimedModel(
        MODEL_ID,
        MODEL_NAME,
        fields=[{"name": name, "id": id_} for name, id_ in FIELDS],
        templates=[{"name": TEMPLATE[0], "id": TEMPLATE[1], "qfmt": style.front, "afmt": style.back}],
        css=style.css,
    )


def _note_ids(content: PackageContent) -> list[int]:
    """An id for each note, the next one for its card: Anki reads them as the time of making, in milliseconds."""
    ids = [0] * len(content.notes)
    free = 1
    for i in sorted(range(len(ids)), key=lambda i: content.notes[i].modified):
        ids[i] = free = max(free, content.notes[i].modified * 1000)
        free += 2
    return ids
