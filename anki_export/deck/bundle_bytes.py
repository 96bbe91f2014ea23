"""Build the bytes of a package of several decks from the rows of the packages of these decks.

Rows are the same, so that a learner who imports the bundle after one of its parts, or before it, gets no change: notes
have the same guid, content and modification time. Only the ids of notes and cards are new: each part has its own.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from errno import EIO
from heapq import merge
from itertools import zip_longest
from operator import itemgetter
from pathlib import Path
from typing import Any

from anki_export.apkg.open_package import Unreadable, open_archive
from anki_export.apkg.read_notes import text_in
from anki_export.deck.package_bytes import COLLECTION, archive_bytes
from anki_export.deck.package_content import MARK
from anki_export.deck.package_rows import (
    CARD,
    INSERT_CARD,
    INSERT_NOTE,
    NOTE,
    PackageRows,
    Row,
    packed_rows,
    read_rows,
)
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.atomic import append_error, pieces_of

_FORMAT = "1"
"""Increased when the same parts result in different bytes."""
_PIECE = 1 << 18
"""How many bytes of a database are in memory at once."""
_content = itemgetter(*range(1, 7), *range(len(NOTE) + 2, len(NOTE) + len(CARD)))
"""A note and its card without ids, and without what Anki computes when it imports them."""


def fingerprint_of(package: bytes) -> bytes:
    """The fingerprint at the end of a package of ours; empty for others."""
    start = package.rfind(MARK, -(len(MARK) + 64))
    return package[start:] if start >= 0 else b""


def bundle_fingerprint(parts: Iterable[bytes]) -> bytes:
    """The fingerprint of the bundle of the packages with these fingerprints."""
    return MARK + hashlib.sha256(b"\n".join([_FORMAT.encode(), *parts])).hexdigest().encode()


def released_rows(package: bytes, modified: Mapping[str, int]) -> PackageRows | None:
    """The rows of a package; None if it can't be read, or has other notes or modification times than `modified`."""
    try:
        found = read_rows(package)
    except Unreadable:
        return None
    return found if {row[1]: row[3] for row in found.rows} == modified else None


def bundle_bytes(
    parts: Sequence[PackageRows], fingerprint: bytes, shown: str, file: Path
) -> tuple[bytes, Sequence[Diagnostic]]:
    """The package with the notes of all parts, in order, verified; empty if there are errors.

    The bundle is named `shown` in messages. Its database is in the empty `file` meanwhile: it is as large as all cards.
    Raises OSError.
    """
    decks = {key: deck for part in parts for key, deck in part.decks.items()}
    models = max((part.models for part in parts), key=_modified)  # the first of the newest
    media = {name: data for part in parts for name, data in part.media.items()}
    try:
        _write_database(file, _rows(parts), decks, models)
        package = archive_bytes(_pieces(file), sorted(media.items()), fingerprint)
        archive = open_archive(package)
        pairs = zip_longest(archive.pieces(COLLECTION, _PIECE), _pieces(file))
        is_packed = all(packed == written for packed, written in pairs)
        with closing(sqlite3.connect(file)) as connection:
            if is_packed and _is_complete(packed_rows(connection, archive), parts, media):
                return package, ()
    except sqlite3.OperationalError as error:  # it does not say why the system refuses to write
        raise append_error(file) or OSError(EIO, str(error), str(file)) from None
    message = "the bundle differs from the packages of its decks"
    hint = 'report this bug; until it is fixed, build without bundles: bundle = "none"'
    return b"", [Diagnostic(Location(shown), Rule.NOT_IMPORTABLE, message, hint)]


def _rows(parts: Iterable[PackageRows]) -> Iterator[Row]:
    """The rows of all parts in the order of their ids."""
    return merge(*(part.rows for part in parts), key=itemgetter(0))


def _modified(models: dict[str, Any]) -> int:
    """When the note types last changed."""
    times = [model.get("mod") for model in models.values() if isinstance(model, dict)]
    return max((time for time in times if isinstance(time, int)), default=0)


def _write_database(file: Path, rows: Iterable[Row], decks: dict[str, Any], models: dict[str, Any]) -> None:
    """Write a database with these rows, in their order, into an empty file."""
    from anki_export.deck.empty_collection import empty_collection  # imports genanki

    cards: list[Row] = []

    def notes() -> Iterator[Row]:
        for id_, row in _numbered(rows):
            cards.append((id_ + 1, id_, *row[len(NOTE) + 2 :]))
            yield id_, *row[1 : len(NOTE)]

    with closing(empty_collection(file)) as connection:
        (first,) = connection.execute("select decks from col").fetchone()
        decks = json.loads(first) | decks
        connection.execute("update col set decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
        connection.executemany(INSERT_NOTE, notes())
        connection.executemany(INSERT_CARD, cards)
        connection.commit()


def _pieces(file: Path) -> Iterator[bytes]:
    """A database in pieces, without the number of its changes and the version of the sqlite library that wrote it."""
    for number, piece in enumerate(pieces_of(file, _PIECE)):
        yield piece if number else b"".join([piece[:24], bytes(4), piece[28:92], bytes(8), piece[100:]])


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """The rows with their new ids, as in a part: see `package`."""
    free = 1
    for row in rows:
        id_ = max(free, row[0])
        free = id_ + 2
        yield id_, row


def _is_complete(bundle: PackageRows, parts: Sequence[PackageRows], media: object) -> bool:
    """Whether a bundle has the rows, decks and media of its parts, and no guid twice.

    The parts were verified when they were built, so what is the same as in a part needs no other check.
    """
    guids: set[str] = set()
    for found, row in zip_longest(map(_content, bundle.rows), map(_content, _rows(parts))):
        if found != row or row[0] in guids:
            return False
        guids.add(row[0])
    decks = {id_: _text(deck) for id_, deck in bundle.decks.items()}
    return (
        all(decks.get(id_) == _text(deck) for part in parts for id_, deck in part.decks.items())
        and bundle.media == media
    )


def _text(deck: object) -> tuple[str, str]:
    return text_in(deck, "name"), text_in(deck, "desc")
