"""`decks/index.json`: a list of the packages, for web pages that offer them for download."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from anki_export.release.lock import Deck

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Download:
    """What to check after a download."""

    size: int
    """In bytes."""
    sha256: str

    @classmethod
    def of(cls, package: bytes) -> "Download":
        return cls(len(package), hashlib.sha256(package).hexdigest())


def row(deck: Deck, file: str, cards: int, download: Download, released: str) -> Row:
    """The row of a package; `released` is a date such as 2026-11-25."""
    return {
        "name": deck.name,
        "topic": deck.topic,
        "level": deck.level,
        "version": deck.version,
        "file": file,
        "cards": cards,
        "bytes": download.size,
        "sha256": download.sha256,
        "released": released,
    }


_TYPES = {
    "name": str, "topic": str, "level": str, "version": str, "file": str, "cards": int, "bytes": int, "sha256": str,
    "released": str,
}  # fmt: skip


def load_index(data: bytes | None) -> dict[str, Row]:
    """The rows by file name; invalid ones are left out, since they can be generated again."""
    try:
        rows = json.loads(data or b"[]")
        json.dumps(rows, ensure_ascii=False).encode()  # lone surrogates
    except (ValueError, RecursionError):
        return {}
    valid = (row for row in (rows if isinstance(rows, list) else []) if isinstance(row, dict))
    return {row["file"]: row for row in valid if {name: type(value) for name, value in row.items()} == _TYPES}


def dump_index(rows: Mapping[str, Row]) -> bytes:
    """The file's content: one row per line, sorted by deck name."""
    lines = (json.dumps(row, ensure_ascii=False) for row in sorted(rows.values(), key=lambda row: str(row["name"])))
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()
