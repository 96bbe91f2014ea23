"""A published package, `.apkg` or `.colpkg`, whoever made it → its notes.

The file comes from anywhere: sizes are bounded, the database is read from memory, and what can't be read is reported.
"""

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from anki_export.diagnostics import Location, Report, Rule

LIMIT = 512 << 20
"""Bytes that a database may have unpacked."""
_NEW, _OLD, _ZSTD = "collection.anki21", "collection.anki2", "collection.anki21b"
_OLDER = 'export it again from Anki with "Support older Anki versions" ticked'
_TABLES = {"col", "notes", "cards"}
# A note belongs where its first card is; a card in a filtered deck remembers its home as `odid`.
_NOTES = """
    select n.guid, n.mid, n.mod, n.tags, n.flds, (
        select case when c.odid then c.odid else c.did end from cards c where c.nid = n.id order by c.ord, c.id limit 1
    ) from notes n order by n.id
"""


@dataclass(frozen=True, slots=True)
class ForeignNote:
    """A note as a published package has it."""

    guid: str
    model_id: int
    """Of its note type: Anki updates a note only with one of the same."""
    model_name: str
    fields: tuple[tuple[str, str], ...]
    """Name and HTML, in order."""
    tags: tuple[str, ...]
    modified: int
    """In seconds since 1970."""
    deck: str
    """Of its first card, parts separated by `::`; empty when the note has no card."""


def unpack(data: bytes, shown: str, report: Report) -> tuple[ForeignNote, ...]:
    """Read the notes of a package; none, and the reason in `report`, when it can't be read."""
    try:
        return tuple(_notes(_database(data)))
    except _Unreadable as error:
        problem, hint = str(error), error.hint
    # sqlite3 raises UnicodeDecodeError for names, OverflowError and MemoryError for sizes that a header makes up.
    except (sqlite3.Error, UnicodeError, OverflowError, MemoryError) as error:
        problem, hint = f"its database is broken: {error}", ""
    report.say(Location(shown), Rule.UNREADABLE, problem, hint or "take a package that Anki can import")
    return ()


class _Unreadable(Exception):
    def __init__(self, problem: str, hint: str = "") -> None:
        super().__init__(problem)
        self.hint = hint


def _database(data: bytes) -> bytes:
    """The collection inside of a package; beside a newer one stands an old one that only says "upgrade"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename: entry for entry in archive.infolist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
        raise _Unreadable(f"this is no package of Anki: {str(error).lower()}") from None
    if _NEW not in entries and _ZSTD in entries:
        raise _Unreadable("this package is in the newest format of Anki, which can't be read here", _OLDER)
    entry = entries.get(_NEW) or entries.get(_OLD)
    if entry is None:
        raise _Unreadable(f"this is no package of Anki: it has no {_OLD}")
    return _content(data, entry)


def _content(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The unpacked bytes of an entry; what its header claims of its size is not believed.

    `ZipFile.read` unpacks up to 2 GiB before it compares.
    """
    if entry.file_size > LIMIT:
        raise _Unreadable(f"{entry.filename} is larger than {LIMIT >> 20} MiB")
    header = data[entry.header_offset :][:30] if entry.header_offset >= 0 else b""
    if entry.flag_bits & 1 or len(header) < 30:
        raise _Unreadable(f"{entry.filename} is encrypted or cut off")
    start = entry.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = data[start : start + entry.compress_size]
    match entry.compress_type:
        case zipfile.ZIP_STORED:
            content = packed
        case zipfile.ZIP_DEFLATED:
            try:
                content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, LIMIT + 1)
            except zlib.error as error:
                raise _Unreadable(f"{entry.filename} can't be unpacked: {error}") from None
        case _:
            raise _Unreadable(f"{entry.filename} is packed in a way that Anki does not use")
    if len(content) > LIMIT:
        raise _Unreadable(f"{entry.filename} is larger than {LIMIT >> 20} MiB")
    if zlib.crc32(content) != entry.CRC:
        raise _Unreadable(f"{entry.filename} is damaged or cut off")
    return content


def _notes(database: bytes) -> Iterator[ForeignNote]:
    if database[18:20] == b"\2\2":  # a write-ahead log can't be in memory; an exported file has none
        database = database[:18] + b"\1\1" + database[20:]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        connection.execute("pragma trusted_schema = off")
        # A view or a virtual table of that name has no page, and might have rows without end.
        tables = {name for (name,) in connection.execute("select name from sqlite_master where rootpage > 0")}
        if missing := sorted(_TABLES - tables):
            raise _Unreadable(f"its database has no table {', '.join(missing)}")
        row = connection.execute("select models, decks from col").fetchone()
        if row is None:
            raise _Unreadable("its database has no collection")
        models, decks = _json(row[0], "models"), _json(row[1], "decks")
        for guid, model_id, modified, tags, values, deck_id in connection.execute(_NOTES):
            if not guid or not all(isinstance(text, str) for text in (guid, tags, values)):
                raise _Unreadable(f"a note has no usable guid, tags and fields: {str(guid)[:40]!r}")
            model, deck = models.get(str(model_id)), decks.get(str(deck_id))
            yield ForeignNote(
                guid,
                model_id if isinstance(model_id, int) else 0,
                _text(model, "name"),
                _named(model, values.split("\x1f")),
                tuple(tags.split()),
                modified if isinstance(modified, int) else 0,
                _text(deck, "name").replace("\x1f", "::"),
            )


def _json(column: object, name: str) -> dict[str, Any]:
    try:
        value = json.loads(column) if isinstance(column, str | bytes) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise _Unreadable(f"its {name} can't be read", _OLDER)
    return value


def _named(model: object, values: list[str]) -> tuple[tuple[str, str], ...]:
    """The fields with their names; those that the note type does not know are numbered."""
    rows = model.get("flds") if isinstance(model, dict) else None
    names = [_text(row, "name") for row in rows] if isinstance(rows, list) else []  # in order, as Anki writes them
    names += [f"Field {i + 1}" for i in range(len(names), len(values))]
    return tuple(zip(names, values, strict=False))


def _text(row: object, key: str) -> str:
    """A text of a JSON object, or nothing; lone surrogates, which no file can hold, become question marks."""
    value = row.get(key) if isinstance(row, dict) else None
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""
