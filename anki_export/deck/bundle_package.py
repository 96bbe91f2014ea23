"""Build the bytes of a package of several decks from the rows of the packages of these decks.

Rows are the same, so that a learner who imports the bundle after one of its parts, or before it, gets no change: notes
have the same guid, content and modification time. Only the ids of notes and cards are new: each part has its own.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import zip_longest
from operator import itemgetter
from typing import Any

from anki_export.apkg.open_package import Unreadable
from anki_export.apkg.read_notes import text_in
from anki_export.deck.package import archive_bytes
from anki_export.deck.package_content import MARK
from anki_export.deck.package_rows import CARD, INSERT_CARD, INSERT_NOTE, NOTE, PackageRows, Row, open_rows, read_rows
from anki_export.diagnostics import Diagnostic, Location, Rule

_FORMAT = "1"
"""Increased when the same parts result in different bytes."""
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


def bundle_bytes(parts: Sequence[PackageRows], fingerprint: bytes, shown: str) -> tuple[bytes, Sequence[Diagnostic]]:
    """The package with the notes of all parts, in order, verified; empty if there are errors.

    The bundle is named `shown` in messages.
    """
    decks = {key: deck for part in parts for key, deck in part.decks.items()}
    models = max((part.models for part in parts), key=_modified)  # the first of the newest
    media = {name: data for part in parts for name, data in part.media.items()}
    rows = sorted((row for part in parts for row in part.rows), key=itemgetter(0))
    package = archive_bytes(_database(rows, decks, models), sorted(media.items()), fingerprint)
    with open_rows(package) as bundle:
        if _is_complete(bundle, parts, rows, media):
            return package, ()
    message = "the bundle differs from the packages of its decks"
    hint = 'report this bug; until it is fixed, build without bundles: bundle = "none"'
    return b"", [Diagnostic(Location(shown), Rule.NOT_IMPORTABLE, message, hint)]


def _modified(models: dict[str, Any]) -> int:
    """When the note types last changed."""
    times = [model.get("mod") for model in models.values() if isinstance(model, dict)]
    return max((time for time in times if isinstance(time, int)), default=0)


def _database(rows: Sequence[Row], decks: dict[str, Any], models: dict[str, Any]) -> bytearray:
    """A database with these rows, in their order."""
    from anki_export.deck.collection import empty_collection, without_history  # imports genanki

    with closing(empty_collection()) as connection:
        (first,) = connection.execute("select decks from col").fetchone()
        decks = json.loads(first) | decks
        connection.execute("update col set decks = ?, models = ?", (json.dumps(decks), json.dumps(models)))
        size = len(NOTE)
        notes = ((id_, *row[1:size]) for id_, row in _numbered(rows))
        cards = ((id_ + 1, id_, *row[size + 2 :]) for id_, row in _numbered(rows))
        connection.executemany(INSERT_NOTE, notes)
        connection.executemany(INSERT_CARD, cards)
        connection.commit()
        database = connection.serialize()
    return without_history(database)  # after the connection is closed: a large site has 50 MB in each copy


def _numbered(rows: Iterable[Row]) -> Iterator[tuple[int, Row]]:
    """The rows with their new ids, as in a part: see `package`."""
    free = 1
    for row in rows:
        id_ = max(free, row[0])
        free = id_ + 2
        yield id_, row


def _is_complete(bundle: PackageRows, parts: Iterable[PackageRows], rows: Sequence[Row], media: object) -> bool:
    """Whether a bundle has the `rows`, decks and media of its parts, and no guid twice.

    The parts were verified when they were built, so what is the same as in a part needs no other check.
    """
    decks = {id_: _text(deck) for id_, deck in bundle.decks.items()}
    pairs = zip_longest(map(_content, bundle.rows), map(_content, rows))
    return (
        all(found == row for found, row in pairs)
        and len({row[1] for row in rows}) == len(rows)
        and all(decks.get(id_) == _text(deck) for part in parts for id_, deck in part.decks.items())
        and bundle.media == media
    )


def _text(deck: object) -> tuple[str, str]:
    return text_in(deck, "name"), text_in(deck, "desc")
