"""Build the database of a package: the collection that Anki imports.

genanki writes it; this module fixes what it leaves open: ids, and the modification time of each note and of the note
type. Other modules import this one where they need it: genanki takes 30 ms, and most builds write no package.
"""

import itertools
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import genanki

from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, Style
from anki_export.deck.package_content import Note, PackageContent, note_ids


class _TimedNote(genanki.Note):  # type: ignore[misc]
    """A note with its own modification time and ids: Anki updates a note only if this time increases (notes.rs)."""

    def __init__(self, note: Note, model: genanki.Model, first_id: int) -> None:
        super().__init__(model, list(note.fields), tags=list(note.tags), guid=note.guid, due=note.due)
        self.modified, self.first_id = note.modified, first_id

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: object) -> None:
        super().write_to_db(cursor, self.modified, deck_id, itertools.count(self.first_id))

    def _check_invalid_html_tags_in_fields(self) -> None:
        """Do nothing: fields are sanitised already, and the check is slow and mistakes math for tags."""


class _TimedModel(genanki.Model):  # type: ignore[misc]
    """A note type with the modification time of its templates and styles."""

    def __init__(self, style: Style, modified: int) -> None:
        fields = [{"name": name, "id": id_} for name, id_ in FIELDS]
        template = {"name": TEMPLATE[0], "id": TEMPLATE[1], "qfmt": style.front, "afmt": style.back}
        super().__init__(MODEL_ID, MODEL_NAME, fields, [template], style.css)
        self.modified = modified

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        data: dict[str, Any] = super().to_json(self.modified, deck_id)
        return data


def database(content: PackageContent) -> bytearray:
    """The database with the notes of a package, and their cards."""
    deck, model = _deck(content), _model(content.style, content.style_modified)
    for note, first_id in zip(content.notes, note_ids(content), strict=True):
        deck.add_note(_TimedNote(note, model, first_id))
    connection = sqlite3.connect(":memory:")
    try:
        genanki.Package(deck).write_to_db(connection.cursor(), 1, itertools.count(1))
        connection.commit()
        return without_version(connection.serialize())
    finally:
        connection.close()


def empty_collection(path: Path) -> sqlite3.Connection:
    """A collection in an empty file with all tables, but without decks, note types and notes."""
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = off")  # a file that is not complete is of no use
    connection.execute("pragma synchronous = off")
    genanki.Package([]).write_to_db(connection.cursor(), 1, itertools.count(1))
    return connection


def deck_json(content: PackageContent) -> dict[str, Any]:
    """The deck of a package as in its collection."""
    deck: dict[str, Any] = _deck(content).to_json()
    return deck


def model_json(content: PackageContent) -> dict[str, Any]:
    """The note type of a package as in its collection."""
    return _model(content.style, content.style_modified).to_json(0, content.deck_id)


def without_version(collection: bytes) -> bytearray:
    """A database without the version of the sqlite library that wrote it."""
    data = bytearray(collection)
    data[96:100] = bytes(4)
    return data


def _deck(content: PackageContent) -> genanki.Deck:
    return genanki.Deck(content.deck_id, content.deck_name, content.description)


@cache
def _model(style: Style, modified: int) -> _TimedModel:
    """Created once for all decks: genanki renders its templates once for each field."""
    return _TimedModel(style, modified)
