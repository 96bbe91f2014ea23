"""The collection that Anki imports, without notes: its tables, decks and note types, as genanki writes them.

This module fixes the modification time of the note type. Other modules import it where they need it: genanki takes
10 ms, and most builds write no package.
"""

import functools
import itertools
import json
import sqlite3
import sys
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, Style
from anki_export.deck.package_content import PackageContent

# genanki imports a package that is in functools now, and that imports asyncio, which takes longer than all else.
if is_absent := "cached_property" not in sys.modules:
    sys.modules["cached_property"] = functools
import genanki

if is_absent:
    del sys.modules["cached_property"]


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
    deck: dict[str, Any] = genanki.Deck(content.deck_id, content.deck_name, content.description).to_json()
    return deck


def model_json(content: PackageContent) -> dict[str, Any]:
    """The note type of a package as in its collection."""
    return {**_model(content.style, content.style_modified), "did": content.deck_id}


def models_text(content: PackageContent) -> str:
    """The column with the note type of a package."""
    return _models(content.style, content.style_modified).replace('"did": 0', f'"did": {content.deck_id}')


def without_history(collection: bytes) -> bytearray:
    """A database without its count of changes and the version of the sqlite library that made them."""
    data = bytearray(collection)
    data[24:28], data[92:100] = bytes(4), bytes(8)
    return data


@cache
def _model(style: Style, modified: int) -> dict[str, Any]:
    """Created once for all decks, as that of deck 0: genanki renders its templates once for each field."""
    fields = [{"name": name, "id": id_} for name, id_ in FIELDS]
    template = {"name": TEMPLATE[0], "id": TEMPLATE[1], "qfmt": style.front, "afmt": style.back}
    model: dict[str, Any] = genanki.Model(MODEL_ID, MODEL_NAME, fields, [template], style.css).to_json(modified, 0)
    return model


@cache
def _models(style: Style, modified: int) -> str:
    """Dumped once, too: the styles are longer than most notes."""
    return json.dumps({str(MODEL_ID): _model(style, modified)})
