"""Open a package, `.apkg` or `.colpkg`: its archive entries and its database.

The file is not trusted: sizes are limited, and nothing is unpacked to disk. Unreadable is raised for invalid files.
"""

import io
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any

from msgspec import Struct

LIMIT = 512 << 20
"""Maximum size of an unpacked entry in bytes."""
_MOST_UNPACKED = 4 << 30
"""Maximum size of all entries unpacked."""
_MOST_PACKED = 200
"""Maximum compression ratio of a large entry: text has about 10, a zip bomb 1,000."""
EXPORT_OLDER = 'export it again from Anki with "Support older Anki versions" checked'
_NEW, _OLD, _ZSTD = "collection.anki21", "collection.anki2", "collection.anki21b"
_TABLES = {"col", "notes", "cards"}
_DAMAGE = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OverflowError, EOFError)
"""The errors that zipfile raises for files that are invalid, encrypted, or of a newer kind."""


class Unreadable(Exception):
    """A package can't be read; the message says why, the hint what to do."""

    def __init__(self, problem: str, hint: str = "use a package that Anki can import") -> None:
        super().__init__(problem)
        self.hint = hint


class Archive(Struct, frozen=True):
    """A zip archive in memory, of which no entry of more than `limit` bytes is unpacked."""

    zip: zipfile.ZipFile
    limit: int = LIMIT

    @property
    def entries(self) -> Mapping[str, zipfile.ZipInfo]:
        """The entries by name."""
        return self.zip.NameToInfo

    def content(self, name: str) -> bytes:
        """The unpacked content of an entry; raises Unreadable.

        `ZipFile.read` would unpack up to 2 GiB before it checks the size.
        """
        entry = self.entries[name]
        if entry.file_size > self.limit:
            raise Unreadable(f"{name} is larger than {self.limit >> 20} MiB")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable(f"{name} is compressed with a method that Anki does not use")
        try:
            with self.zip.open(entry) as file:
                return file.read(entry.file_size + 1)
        except _DAMAGE:
            raise Unreadable(f"{name} is encrypted, damaged or truncated") from None

    def pieces(self, name: str, size: int) -> Iterator[bytes]:
        """The unpacked content of an entry of a package of ours, in pieces of so many bytes."""
        with self.zip.open(name) as file:
            while piece := file.read(size):
                yield piece


def open_archive(data: bytes, limit: int = LIMIT) -> Archive:
    """The archive of a package; raises Unreadable for other files, and for sizes that no package has."""
    try:
        archive = Archive(zipfile.ZipFile(io.BytesIO(data)), limit)
    except _DAMAGE as error:
        raise Unreadable(f"not an Anki package: {str(error).lower()}") from None
    _refuse_sizes(archive.entries.values())
    return archive


def _refuse_sizes(entries: Collection[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.file_size > 1 << 20 and entry.file_size > _MOST_PACKED * max(1, entry.compress_size):
            raise Unreadable(
                f"{entry.filename[:40]!r} would unpack to {entry.file_size >> 20} MiB: it may be a zip bomb"
            )
    if (total := sum(entry.file_size for entry in entries)) > _MOST_UNPACKED:
        raise Unreadable(f"it would unpack to {total >> 20} MiB")


@contextmanager
def open_database(archive: Archive) -> Iterator[sqlite3.Connection]:
    """Open the collection in a package; if it has a newer one, the old one is only a placeholder.

    Raises Unreadable, also for damage that sqlite finds while the database is in use.
    """
    names = archive.entries
    if _NEW not in names and _ZSTD in names:
        raise Unreadable("this package has Anki's newest format, which is not supported", EXPORT_OLDER)
    if _NEW not in names and _OLD not in names:
        raise Unreadable(f"not an Anki package: it has no {_OLD}")
    database = archive.content(_NEW if _NEW in names else _OLD)
    if database[18:20] == b"\2\2":  # in-memory databases have no write-ahead log, nor do exported files
        database = database[:18] + b"\1\1" + database[20:]
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(database)
            del database  # it has been copied
            connection.execute("pragma trusted_schema = off")
            # A view or a virtual table with this name has no root page, and could yield endless rows.
            tables = {name for (name,) in connection.execute("select name from sqlite_master where rootpage > 0")}
            if missing := sorted(_TABLES - tables):
                raise Unreadable(f"the database has no table {', '.join(missing)}")
            for table in sorted(_TABLES):
                if connection.execute("select 1 from pragma_table_xinfo(?) where hidden", (table,)).fetchone():
                    raise Unreadable(f"the table {table} has generated columns, which Anki does not use")
            yield connection
        # sqlite3 raises UnicodeDecodeError for names, OverflowError and MemoryError for sizes in forged headers.
        except (sqlite3.Error, UnicodeError, OverflowError, MemoryError) as error:
            raise Unreadable(f"the database is damaged: {error}") from None


def json_object(column: object, name: str) -> dict[str, Any]:
    """A JSON object of the database or the archive; raises Unreadable."""
    try:
        value = json.loads(column) if isinstance(column, str | bytes) else None
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Unreadable(f"the {name} can't be read", EXPORT_OLDER)
    return value
