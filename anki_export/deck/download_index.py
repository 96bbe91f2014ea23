"""`decks/index.json`: a list of the packages, for web pages that offer them for download."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True, slots=True)
class Row:
    """A package; the fields are those of the file."""

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


def size_and_sha256(package: bytes) -> tuple[int, str]:
    """What to check after a download."""
    return len(package), hashlib.sha256(package).hexdigest()


def load_index(data: bytes | None) -> dict[str, Row]:
    """The rows by file name; invalid ones are left out, since they can be generated again."""
    try:
        rows = json.loads(data or b"[]")
        json.dumps(rows, ensure_ascii=False).encode()  # lone surrogates
    except (ValueError, RecursionError):
        return {}
    types = {field.name: field.type for field in fields(Row)}
    valid = (row for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict))
    return {row["file"]: Row(**row) for row in valid if {name: type(value) for name, value in row.items()} == types}


def dump_index(rows: Iterable[Row]) -> bytes:
    """The file's content: one row per line, sorted by deck name."""
    lines = (json.dumps(asdict(row), ensure_ascii=False) for row in sorted(rows, key=lambda row: row.name))
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()
