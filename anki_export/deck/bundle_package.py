"""Build the bytes of a package of several decks from the packages of these decks.

Rows are copied, so that a learner who imports the bundle after one of its parts, or before it, gets no change: notes
have the same guid, content and modification time. Only the ids of notes and cards are new: each part counts its own.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from anki_export.apkg.open_package import Unreadable, json_object, open_archive, open_database
from anki_export.apkg.read_notes import text_in
from anki_export.deck.package import MARK, archive_bytes, empty_collection, serialized
from anki_export.diagnostics import Diagnostic, Location, Rule

_FORMAT = "1"
"""Increased when the same parts result in different bytes."""
_NOTE = "id guid mid mod usn tags flds sfld csum flags data"
_CARD = "id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data"
_COLUMNS = [*(f"notes.{name}" for name in _NOTE.split()), *(f"cards.{name}" for name in _CARD.split())]
_ROWS = f"select {', '.join(_COLUMNS)} from notes join cards on cards.nid = notes.id order by notes.id, cards.id"
_Row = tuple[tuple[Any, ...], tuple[Any, ...]]
"""A note with its card."""


@dataclass(frozen=True, slots=True)
class Part:
    """The package of a deck, `shown` in messages."""

    shown: str
    package: bytes
    modified: Mapping[str, int]
    """The modification time of each note that it must have, by guid."""


@dataclass(frozen=True, slots=True)
class _Content:
    """The content of a package."""

    rows: tuple[_Row, ...]
    decks: dict[str, Any]
    models: dict[str, Any]
    media: dict[str, bytes]


def fingerprint_of(package: bytes) -> bytes:
    """The fingerprint at the end of a package of ours; empty for others."""
    start = package.rfind(MARK, -(len(MARK) + 64))
    return package[start:] if start >= 0 else b""


def bundle_fingerprint(parts: Iterable[bytes]) -> bytes:
    """The fingerprint of the bundle of the packages with these fingerprints."""
    return MARK + hashlib.sha256(b"\n".join([_FORMAT.encode(), *parts])).hexdigest().encode()


def bundle_bytes(parts: Sequence[Part], shown: str) -> tuple[bytes, Sequence[Diagnostic]]:
    """The package with the notes of all parts, in order, verified; empty if there are errors.

    The bundle is named `shown` in messages.
    """
    found = list(map(_released_content, parts))
    if broken := [part.shown for part, content in zip(parts, found, strict=True) if content is None]:
        message, hint = f"is damaged or of another release, and {shown} needs it", "delete it, and build all pages"
        return b"", [Diagnostic(Location(name), Rule.UNREADABLE, message, hint) for name in broken]
    contents = [content for content in found if content]
    decks = {key: deck for content in contents for key, deck in content.decks.items()}
    models = max((content.models for content in contents), key=_modified)  # the first of the newest
    media = {name: data for content in contents for name, data in content.media.items()}
    database = _database(contents, decks, models)
    package = archive_bytes(
        database, sorted(media.items()), bundle_fingerprint(fingerprint_of(part.package) for part in parts)
    )
    if _is_complete(_content(package), contents, media):
        return package, ()
    message = "the bundle differs from the packages of its decks"
    hint = 'report this; until it is corrected, build without bundles: bundle = "none"'
    return b"", [Diagnostic(Location(shown), Rule.NOT_IMPORTABLE, message, hint)]


def _released_content(part: Part) -> _Content | None:
    """The content of a part; None if it can't be read, or is not the released one."""
    try:
        content = _content(part.package)
    except Unreadable:
        return None
    return content if {note[1]: note[3] for note, _ in content.rows} == part.modified else None


def _content(package: bytes) -> _Content:
    archive = open_archive(package)
    names = json_object(archive.content("media"), "list of media")
    media = {name: archive.content(number) for number, name in names.items()}
    with open_database(archive) as connection:
        decks, models = connection.execute("select decks, models from col").fetchone() or ("", "")
        size = len(_NOTE.split())
        rows = tuple((row[:size], row[size:]) for row in connection.execute(_ROWS))
    if not all(type(note[0]) is int and 0 < note[0] < 1 << 62 for note, _ in rows):
        raise Unreadable("a note has an invalid id")
    return _Content(rows, json_object(decks, "list of decks"), json_object(models, "list of note types"), media)


def _modified(models: dict[str, Any]) -> int:
    """When the note types last changed."""
    times = [model.get("mod") for model in models.values() if isinstance(model, dict)]
    return max((time for time in times if isinstance(time, int)), default=0)


def _database(contents: Sequence[_Content], decks: dict[str, Any], models: dict[str, Any]) -> bytes:
    """A database with the rows of all parts."""
    notes, cards = [], []
    free = 1
    for note, card in sorted((row for content in contents for row in content.rows), key=lambda row: row[0][0]):
        id_ = max(free, note[0])  # as in a part: see `package`
        free = id_ + 2
        notes.append((id_, *note[1:]))
        cards.append((id_ + 1, id_, *card[2:]))
    with closing(empty_collection()) as connection:
        connection.execute("update col set decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
        for table, rows in (("notes", notes), ("cards", cards)):
            connection.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)
        connection.commit()
        return serialized(connection)


def _is_complete(bundle: _Content, parts: Sequence[_Content], media: dict[str, bytes]) -> bool:
    """Whether a bundle has the notes and media of its parts, and no guid twice.

    The parts were verified when they were built, so what is the same as in a part needs no other check.
    """
    expected = Counter(_without_ids(row, part.decks) for part in parts for row in part.rows)
    found = Counter(_without_ids(row, bundle.decks) for row in bundle.rows)
    guids = {note[1] for note, _ in bundle.rows}
    return found == expected and len(guids) == len(bundle.rows) and bundle.media == media


def _without_ids(row: _Row, decks: dict[str, Any]) -> tuple[Any, ...]:
    """A note and its card without ids, with the name and description of the deck."""
    note, card = row
    deck = decks.get(str(card[2]))
    return (*note[1:], text_in(deck, "name"), text_in(deck, "desc"), *card[3:])
