"""The collection that Anki imports, without notes: its tables, decks and note types, as genanki writes them.

This module fixes the modification time of the note type. Other modules import it where they need it: genanki takes
30 ms, and most builds write no package.
"""

import itertools
import sqlite3
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import genanki

from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, Style
from anki_export.deck.package_content import PackageContent


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


def empty_collection(path: Path | None = None) -> sqlite3.Connection:
    """A collection with all tables, but without decks, note types and notes: in memory, or in an empty file."""
    if path is None:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(_empty())
        return connection
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = off")  # a file that is not complete is of no use
    connection.execute("pragma synchronous = off")
    with closing(empty_collection()) as empty:
        empty.backup(connection)
        (version,) = empty.execute("pragma schema_version").fetchone()
    connection.execute(f"pragma schema_version = {version}")  # which sqlite sets to 1 in a copy
    return connection


@cache
def _empty() -> bytes:
    """Such a collection: to copy it takes a tenth of the time."""
    with closing(sqlite3.connect(":memory:")) as connection:
        genanki.Package([]).write_to_db(connection.cursor(), 1, itertools.count(1))
        return connection.serialize()


def deck_json(content: PackageContent) -> dict[str, Any]:
    """The deck of a package as in its collection."""
    deck: dict[str, Any] = _deck(content).to_json()
    return deck


def model_json(content: PackageContent) -> dict[str, Any]:
    """The note type of a package as in its collection."""
    return _model(content.style, content.style_modified).to_json(0, content.deck_id)


def without_history(collection: bytes) -> bytearray:
    """A database without its count of changes and the version of the sqlite library that made them."""
    data = bytearray(collection)
    data[24:28], data[92:100] = bytes(4), bytes(8)
    return data


def _deck(content: PackageContent) -> genanki.Deck:
    return genanki.Deck(content.deck_id, content.deck_name, content.description)


@cache
def _model(style: Style, modified: int) -> _TimedModel:
    """Created once for all decks: genanki renders its templates once for each field."""
    return _TimedModel(style, modified)
