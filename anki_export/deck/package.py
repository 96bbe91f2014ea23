"""Build the bytes of an `.apkg` from a deck release, reproducibly.

genanki writes the database; this module fixes what it leaves open: the modification time of each note and of the note
type, ids, compression, and the times in the archive.
"""

import hashlib
import io
import itertools
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from html import escape
from types import ModuleType
from typing import Any

from msgspec import Struct

from anki_export.apkg.read_notes import unpack
from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, Style
from anki_export.release.lock import Card, Deck
from anki_export.release.types import DeckRelease, content_of, names_of
from anki_export.source.render import text_html
from anki_export.source.types import Media

_FORMAT = "1"
"""Increased when the same notes result in different bytes."""
MARK = b"anki-export "
"""The start of the fingerprint at the end of each package."""
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time in a zip archive


class Note(Struct, frozen=True, gc=False):
    """A note as written into a package."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    due: int
    modified: int


class PackageContent(Struct, frozen=True):
    """The complete content of a package."""

    deck_id: int
    deck_name: str
    description: str
    notes: tuple[Note, ...]
    media: tuple[Media, ...]
    style: Style
    style_modified: int

    @property
    def fingerprint(self) -> bytes:
        """A digest of the content, which is the end of the package."""
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
        return MARK + hashlib.sha256(content.encode()).hexdigest().encode()

    def is_in(self, package: bytes | None) -> bool:
        """Whether a package has this content."""
        return package is not None and package.endswith(self.fingerprint)


def package_content(release: DeckRelease, style: Style, style_modified: int) -> PackageContent:
    """The content of the package for a deck release."""
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
    """The content of a package that marks retired cards with a tag, and with a banner that names the version.

    A package can't remove or suspend cards, not even its own; with the tag, a learner finds them in one search. Cards
    whose last fields are unknown are left out.
    """
    notes = []
    for card in sorted(filter(has_last_fields, cards), key=lambda card: (card.due, card.guid)):
        *fields, _ = json.loads(card.last)
        banner = f"Retired in version {card.retired}: the deck no longer asks this."
        notes.append(Note(card.guid, (*fields, banner), (*deck.tags, "retired"), card.due, card.modified))
    # If the description is empty, Anki keeps the current one.
    return PackageContent(_deck_id(deck.slug), deck.name, "", tuple(notes), (), style, style_modified)


def has_last_fields(card: Card) -> bool:
    """Whether all last fields of a retired card are known, so that it can be marked."""
    return bool(card.last) and len(json.loads(card.last)) == len(FIELDS)


def fields_in(package: bytes) -> dict[str, tuple[str, ...]]:
    """The fields of each note in a package, by guid; empty if the file is not a package."""
    notes, _ = unpack(package, "")
    return {note.guid: tuple(html for _, html in note.fields) for note in notes}


def package_bytes(content: PackageContent) -> bytes:
    """The `.apkg`: a zip archive with the database, the list of media, and the media."""
    media = [(file.name, file.data) for file in content.media]
    return archive_bytes(_database(content), media, content.fingerprint)


def archive_bytes(database: bytes | bytearray, media: Sequence[tuple[str, bytes]], fingerprint: bytes) -> bytes:
    """The archive with a database, and with media by name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, "collection.anki2", database)
        _add(archive, "media", json.dumps({str(i): name for i, (name, _) in enumerate(media)}).encode())
        for i, (_, data) in enumerate(media):
            _add(archive, str(i), data)
        archive.comment = fingerprint
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes | bytearray) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system = 3  # by default, this differs on Windows
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=6)  # level 9 takes 50 % longer and saves 0.3 %


def _description(release: DeckRelease) -> str:
    """The HTML description that Anki shows for the deck; it replaces the previous one."""
    deck, count = release.deck, len(release.cards)
    size = f"{count} card{'' if count == 1 else 's'}"
    parts = filter(None, (deck.topic, deck.level, f"version {deck.version}", size))
    lines = [text_html(" · ".join(parts))]
    if urls := list(dict.fromkeys(entry.question.url for entry in release.cards if entry.question.url)):
        links = ", ".join(f'<a href="{escape(url)}">{escape(url, quote=False)}</a>' for url in urls)
        lines.append(f"Source: {links}")
    return "<br>".join(lines)


def _deck_id(slug: str) -> int:
    """A unique id outside the range of Anki's ids, which are milliseconds; Anki matches decks by name."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4])


def _deck(content: PackageContent) -> Any:
    return _genanki().Deck(content.deck_id, content.deck_name, content.description)


def _database(content: PackageContent) -> bytearray:
    deck = _deck(content)
    model = _model(content.style, content.style_modified)
    for note, first_id in zip(content.notes, note_ids(content), strict=True):
        deck.add_note(_note_class()(note, model, first_id))
    connection = sqlite3.connect(":memory:")
    try:
        _genanki().Package(deck).write_to_db(connection.cursor(), 1, itertools.count(1))
        connection.commit()
        return without_version(connection.serialize())
    finally:
        connection.close()


def empty_collection() -> sqlite3.Connection:
    """A collection in memory with all tables, but without decks, note types and notes."""
    connection = sqlite3.connect(":memory:")
    _genanki().Package([]).write_to_db(connection.cursor(), 1, itertools.count(1))
    return connection


def deck_json(content: PackageContent) -> dict[str, Any]:
    """The deck of a package as in its collection."""
    deck: dict[str, Any] = _deck(content).to_json()
    return deck


def model_json(content: PackageContent) -> dict[str, Any]:
    """The note type of a package as in its collection."""
    model: dict[str, Any] = _model(content.style, content.style_modified).to_json(0, content.deck_id)
    return model


def without_version(database: bytes) -> bytearray:
    """A database without the version of the sqlite library that wrote it."""
    data = bytearray(database)
    data[96:100] = bytes(4)
    return data


@cache
def _genanki() -> Any:
    """genanki, imported only when a package is built: the import takes ten times as long as starting Python.

    Most of this time is asyncio, which it imports through the package `cached_property`, and YAML, which it needs only
    for note types written as text. Python's own `cached_property` replaces the first, an empty module the second.
    """
    substitutes = {name: ModuleType(name) for name in ("cached_property", "yaml") if name not in sys.modules}
    if own := substitutes.get("cached_property"):
        own.cached_property = cached_property  # type: ignore[attr-defined]
    sys.modules.update(substitutes)
    try:
        import genanki
    finally:
        for name in substitutes:
            del sys.modules[name]
    return genanki


@cache
def _note_class() -> Any:
    class TimedNote(_genanki().Note):  # type: ignore[misc]
        """A note with its own modification time and ids: Anki updates a note only if this time increases (notes.rs)."""

        def __init__(self, note: Note, model: Any, first_id: int) -> None:
            super().__init__(model, list(note.fields), tags=list(note.tags), guid=note.guid, due=note.due)
            self.modified, self.first_id = note.modified, first_id

        def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: object) -> None:
            super().write_to_db(cursor, self.modified, deck_id, itertools.count(self.first_id))

        def _check_invalid_html_tags_in_fields(self) -> None:
            """Do nothing: fields are sanitised already, and the check is slow and mistakes math for tags."""

    return TimedNote


@cache
def _model(style: Style, modified: int) -> Any:
    """The note type, created once for all decks: genanki renders its templates once for each field."""

    class TimedModel(_genanki().Model):  # type: ignore[misc]
        """A note type with the modification time of its templates and styles."""

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


def note_ids(content: PackageContent) -> list[int]:
    """An id for each note; the following id is for its card. Anki reads ids as creation times in milliseconds."""
    ids = [0] * len(content.notes)
    free = 1
    for i in sorted(range(len(ids)), key=lambda i: content.notes[i].modified):
        ids[i] = free = max(free, content.notes[i].modified * 1000)
        free += 2
    return ids
