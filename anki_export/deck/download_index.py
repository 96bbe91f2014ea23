"""`decks/index.json`: the packages, for web pages that offer them for download."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from anki_export.release.lock import json_line
from anki_export.text.merge_conflicts import START

INDEX = "index.json"
"""The name of the file, next to the packages."""
FORMAT = 2
"""In format 1, the file was a list of decks without pages."""
_Count = Annotated[int, Meta(ge=0, le=2**53)]
"""Sizes that every JSON parser reads exactly: a file edited by hand may have other numbers."""


class DeckRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The package of a deck; the fields are those of the file."""

    name: str
    topic: str
    level: str
    version: str
    file: str
    cards: _Count
    bytes: _Count
    sha256: str
    released: str
    """A date such as 2026-11-25."""
    pages: tuple[str, ...]
    """The pages of its cards, relative to the source folder."""


class BundleRow(Struct, frozen=True, forbid_unknown_fields=True):
    """A package of several decks; the fields are those of the file."""

    name: str
    topic: str
    """Empty if it has all decks of the whole site, or of one of its languages."""
    version: str
    file: str
    cards: _Count
    bytes: _Count
    sha256: str
    released: str
    decks: tuple[str, ...]
    """The packages of its decks."""


class RetiredRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The retired cards of a deck, which a package can't name; the fields are those of the file."""

    name: str
    cards: tuple[str, ...]
    """Their guids."""


class MovedRow(Struct, frozen=True, forbid_unknown_fields=True):
    """The cards that have left a deck for another one; the fields are those of the file."""

    name: str
    cards: dict[str, str]
    """Their guids, each with the name of the deck that has it now."""


class Index(Struct, frozen=True):
    """The content of the file."""

    decks: tuple[DeckRow, ...] = ()
    bundles: tuple[BundleRow, ...] = ()
    retired: tuple[RetiredRow, ...] = ()
    moved: tuple[MovedRow, ...] = ()

    @property
    def rows(self) -> tuple[DeckRow | BundleRow, ...]:
        """All packages."""
        return *self.decks, *self.bundles


Download = tuple[int, str]
"""Size and SHA-256 of a package."""
_Row = TypeVar("_Row", DeckRow, BundleRow, RetiredRow, MovedRow)


def size_and_sha256(package: bytes) -> Download:
    """What to check after a download."""
    return len(package), hashlib.sha256(package).hexdigest()


def load_index(data: bytes | None) -> Index:
    """Parse the file, also in format 1; invalid rows are left out, since they can be generated again."""
    try:
        content = json.loads(data or b"{}")
        json.dumps(content, ensure_ascii=False).encode()  # lone surrogates
    except (ValueError, RecursionError):
        return Index()
    if isinstance(content, list):
        content = {"decks": [{"pages": [], **row} for row in content if isinstance(row, dict)]}
    tables = content if isinstance(content, dict) else {}
    return Index(
        tuple(_rows(DeckRow, tables.get("decks"))),
        tuple(_rows(BundleRow, tables.get("bundles"))),
        tuple(_rows(RetiredRow, tables.get("retired"))),
        tuple(_rows(MovedRow, tables.get("moved"))),
    )


def load_both_sides(data: bytes | None) -> Index:
    """Parse a file in which git has left conflicts: the rows of both sides, and of two for one file the first."""
    if not data or START.encode() not in data:
        return load_index(data)
    rows: list[object] = []
    for line in data.split(b"\n"):
        with suppress(ValueError, RecursionError):
            row = json.loads(line.strip(b", \r"))
            json.dumps(row, ensure_ascii=False).encode()  # lone surrogates
            rows.append(row)
    decks = {row.file: row for row in reversed([*_rows(DeckRow, rows)])}
    bundles = {row.file: row for row in reversed([*_rows(BundleRow, rows)])}
    return Index(tuple(decks.values()), tuple(bundles.values()), moved=tuple(_rows(MovedRow, rows)))


def dump_index(index: Index) -> bytes:
    """The file's content: one row per line, sorted by name, the bundle of the whole site before those of topics."""
    by_topic = sorted(index.bundles, key=lambda row: (row.topic, row.name))
    decks, bundles = _lines(sorted(index.decks, key=lambda row: row.name)), _lines(by_topic)
    retired = _lines(sorted(index.retired, key=lambda row: row.name))
    gone = {"retired": retired, "moved": _lines(sorted(index.moved, key=lambda row: row.name))}
    more = "".join(f',\n"{name}": [\n{rows}]' for name, rows in gone.items() if rows)
    return f'{{"format": {FORMAT},\n"decks": [\n{decks}],\n"bundles": [\n{bundles}]{more}}}\n'.encode()


def _lines(rows: Iterable[DeckRow | BundleRow | RetiredRow | MovedRow]) -> str:
    lines = ",\n".join(json_line(row).decode() for row in rows)
    return lines and f"{lines}\n"


def _rows(kind: type[_Row], rows: object) -> Iterator[_Row]:
    """The valid rows of a table."""
    for row in rows if isinstance(rows, list) else ():
        with suppress(msgspec.ValidationError):
            yield msgspec.convert(row, kind)
