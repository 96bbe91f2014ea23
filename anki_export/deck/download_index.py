"""`decks/index.json`: the packages, for web pages that offer them for download."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeVar, get_origin

INDEX = "index.json"
"""The name of the file, next to the packages."""
FORMAT = 2
"""In format 1, the file was a list of decks without pages."""


@dataclass(frozen=True, slots=True)
class Row:
    """The package of a deck; the fields are those of the file."""

    name: str
    topic: str
    level: str
    version: str
    file: str
    cards: int
    bytes: int
    sha256: str
    released: str
    """A date such as 2026-11-25."""
    pages: tuple[str, ...]
    """The pages of its cards, relative to the source folder."""


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A package of several decks; the fields are those of the file."""

    name: str
    topic: str
    """Empty if it has the decks of the whole site."""
    version: str
    file: str
    cards: int
    bytes: int
    sha256: str
    released: str
    decks: tuple[str, ...]
    """The packages of its decks."""


@dataclass(frozen=True, slots=True)
class Index:
    """The content of the file."""

    decks: tuple[Row, ...] = ()
    bundles: tuple[BundleRow, ...] = ()

    @property
    def rows(self) -> tuple[Row | BundleRow, ...]:
        """All packages."""
        return *self.decks, *self.bundles


Download = tuple[int, str]
"""Size and SHA-256 of a package."""
_Row = TypeVar("_Row", Row, BundleRow)


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
    return Index(tuple(_rows(Row, tables.get("decks"))), tuple(_rows(BundleRow, tables.get("bundles"))))


def dump_index(index: Index) -> bytes:
    """The file's content: one row per line, sorted by name, the bundle of the whole site before those of topics."""
    decks = _lines(sorted(index.decks, key=lambda row: row.name))
    bundles = _lines(sorted(index.bundles, key=lambda row: (row.topic, row.name)))
    return f'{{"format": {FORMAT},\n"decks": [\n{decks}],\n"bundles": [\n{bundles}]}}\n'.encode()


def _lines(rows: Iterable[Row | BundleRow]) -> str:
    lines = ",\n".join(json.dumps(asdict(row), ensure_ascii=False) for row in rows)
    return lines and f"{lines}\n"


def _rows(kind: type[_Row], rows: object) -> Iterator[_Row]:
    """The valid rows of a table."""
    types = {field.name: get_origin(field.type) or field.type for field in fields(kind)}
    for row in rows if isinstance(rows, list) else ():
        values = {name: _texts(value) for name, value in row.items()} if isinstance(row, dict) else {}
        if {name: type(value) for name, value in values.items()} == types:
            yield kind(**values)


def _texts(value: Any) -> Any:
    """A list of texts as a tuple; other values as they are."""
    is_texts = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(value) if is_texts else value
