"""The file of a package, `.apkg` or `.colpkg`, whoever made it → its entries and its database.

The file comes from anywhere: sizes are bounded, nothing is unpacked to disk; what can't be read is told as Unreadable.
"""

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

LIMIT = 512 << 20
"""Bytes that an entry may have unpacked."""
OLDER = 'export it again from Anki with "Support older Anki versions" ticked'
_NEW, _OLD, _ZSTD = "collection.anki21", "collection.anki2", "collection.anki21b"
_TABLES = {"col", "notes", "cards"}


class Unreadable(Exception):
    """Why a package can't be read, and what to do."""

    def __init__(self, problem: str, hint: str = "take a package that Anki can import") -> None:
        super().__init__(problem)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip archive in memory; `entries` by their names as the archive has them."""

    data: bytes
    entries: Mapping[str, zipfile.ZipInfo]

    def content(self, name: str) -> bytes:
        """The unpacked bytes of an entry; what its header claims of its size is not believed.

        Raises Unreadable. `ZipFile.read` unpacks up to 2 GiB before it compares.
        """
        entry = self.entries[name]
        if entry.file_size > LIMIT:
            raise Unreadable(f"{name} is larger than {LIMIT >> 20} MiB")
        header = self.data[entry.header_offset :][:30] if entry.header_offset >= 0 else b""
        if entry.flag_bits & 1 or len(header) < 30:
            raise Unreadable(f"{name} is encrypted or cut off")
        sizes = int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        start = entry.header_offset + 30 + sizes
        packed = self.data[start : start + entry.compress_size]
        match entry.compress_type:
            case zipfile.ZIP_STORED:
                content = packed
            case zipfile.ZIP_DEFLATED:
                try:
                    content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, LIMIT + 1)
                except zlib.error as error:
                    raise Unreadable(f"{name} can't be unpacked: {error}") from None
            case _:
                raise Unreadable(f"{name} is packed in a way that Anki does not use")
        if len(content) > LIMIT:
            raise Unreadable(f"{name} is larger than {LIMIT >> 20} MiB")
        if zlib.crc32(content) != entry.CRC:
            raise Unreadable(f"{name} is damaged or cut off")
        return content


def open_archive(data: bytes) -> Archive:
    """The archive of a package; raises Unreadable for what is none."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return Archive(data, {entry.filename: entry for entry in archive.infolist()})
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, EOFError) as error:
        raise Unreadable(f"this is no package of Anki: {str(error).lower()}") from None


@contextmanager
def open_database(archive: Archive) -> Iterator[sqlite3.Connection]:
    """The collection inside of a package; beside a newer one stands an old one that only says "upgrade".

    Raises Unreadable, here and for what sqlite finds broken while it is in use.
    """
    names = archive.entries
    if _NEW not in names and _ZSTD in names:
        raise Unreadable("this package is in the newest format of Anki, which can't be read here", OLDER)
    if _NEW not in names and _OLD not in names:
        raise Unreadable(f"this is no package of Anki: it has no {_OLD}")
    database = archive.content(_NEW if _NEW in names else _OLD)
    if database[18:20] == b"\2\2":  # a write-ahead log can't be in memory; an exported file has none
        database = database[:18] + b"\1\1" + database[20:]
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(database)
            connection.execute("pragma trusted_schema = off")
            # A view or a virtual table of that name has no page, and might have rows without end.
            tables = {name for (name,) in connection.execute("select name from sqlite_master where rootpage > 0")}
            if missing := sorted(_TABLES - tables):
                raise Unreadable(f"its database has no table {', '.join(missing)}")
            for table in sorted(_TABLES):
                if connection.execute("select 1 from pragma_table_xinfo(?) where hidden", (table,)).fetchone():
                    raise Unreadable(f"its table {table} has columns that are computed, to any size")
            yield connection
        # sqlite3 raises UnicodeDecodeError for names, OverflowError and MemoryError for sizes that a header makes up.
        except (sqlite3.Error, UnicodeError, OverflowError, MemoryError) as error:
            raise Unreadable(f"its database is broken: {error}") from None


def json_object(column: object, name: str) -> dict[str, Any]:
    """A JSON object of the database or the archive; raises Unreadable."""
    try:
        value = json.loads(column) if isinstance(column, str | bytes) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Unreadable(f"its {name} can't be read", OLDER)
    return value
