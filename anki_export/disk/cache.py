"""Cache the results of earlier runs in the user's cache folder, and use them while their dependencies are unchanged.

A row has a name, a stamp of other dependencies, digests of everything that was read to compute the result, and the
result. It is valid only while the files are the same, byte for byte, and so is the version of the program. A damaged
cache file is removed.
"""

import io
import os
import pickle
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from anki_export.disk.recorded_reads import Answers, can_hold, hold

_DAMAGE = (
    *(pickle.UnpicklingError, EOFError, AttributeError, ImportError, LookupError, TypeError, ValueError),
    *(OverflowError, MemoryError),  # a length that is out of range
)
"""The errors that unpickling raises for damaged data."""
_AT_ONCE = 64
"""Results that are written together."""
_TIMEOUT = 1.0
"""Seconds to wait for another process that writes to the same file."""


class Cache:
    """The cache for one project and current folder; without a file, nothing is cached."""

    def __init__(self, path: Path | None = None, *, is_fresh: bool = False) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        self._is_empty = False
        self._known: Answers = {}
        self._kept: list[tuple[str, str, Answers, object]] = []
        if path is not None:
            with suppress(OSError), self._errors_ignored():
                if is_fresh:
                    path.unlink(missing_ok=True)
                self._database, self._is_empty = _opened(path)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Recall several results under one lock of the file, which takes longer than finding one."""
        with self._errors_ignored():
            if self._database is not None and not self._database.in_transaction:  # nothing has been kept
                self._database.execute("begin")
        yield
        with self._errors_ignored():
            if self._database is not None:
                self._database.commit()

    def recall(self, name: str, stamp: str = "") -> tuple[Any, Answers] | None:
        """The stored result and the answers that it depends on, or None if there is no valid one."""
        self._store()
        if self._database is None or self._is_empty:
            return None
        with self._errors_ignored():
            row = self._database.execute("select stamp, answers, found from cache where name = ?", [name]).fetchone()
            if row and row[0] == stamp and hold(answers := _loaded(row[1]), self._known):
                return _loaded(row[2]), answers
        return None

    def keep(self, name: str, answers: Answers, found: object, stamp: str = "") -> None:
        """Store a result; it is written to disk when the cache is closed."""
        if self._database is not None and can_hold(answers):
            self._kept.append((name, stamp, answers, found))
            if len(self._kept) == _AT_ONCE:
                self._store()

    def _store(self) -> None:
        """Write what is kept to the database: several results at once take a third of the time."""
        rows, self._kept = self._kept, []
        with self._errors_ignored():
            if self._database is not None and rows:
                self._is_empty = False
                dumped = ((*row[:2], *(pickle.dumps(each, 5) for each in row[2:])) for row in rows)
                self._database.executemany("insert or replace into cache values (?, ?, ?, ?)", dumped)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Write the stored results to disk and close the cache."""
        self._store()
        if self._database is not None:
            with self._errors_ignored():
                self._database.commit()
            self._close()

    def _close(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextmanager
    def _errors_ignored(self) -> Iterator[None]:
        """Continue without a cache if it is damaged or locked by another process."""
        try:
            yield
        except sqlite3.OperationalError:  # locked, or the disk is full
            self._close()
        except (sqlite3.Error, *_DAMAGE):
            self._close()
            with suppress(OSError):
                if self._path is not None:
                    self._path.unlink()


def cache_path(*names: str) -> Path | None:
    """The cache file for a key of several names, such as folders; None if there is no cache folder."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        folder = given if given.is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return folder / "anki-export" / f"{_digest(*names)}.sqlite"


def _opened(path: Path) -> tuple[sqlite3.Connection, bool]:
    """The open database, emptied if another version of the program has written it, and whether it was."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=_TIMEOUT)
    try:
        database.execute("pragma synchronous = off")  # losing the cache in a power failure does no harm
        program = int(_digest(*_program(tuple(sys.path)))[:7], 16)
        (known,) = database.execute("pragma user_version").fetchone()
        is_emptied = known != program
        if is_emptied:
            database.executescript(
                "begin immediate; drop table if exists memory; drop table if exists cache;"
                "create table cache (name text primary key, stamp text, answers blob, found blob);"
                f"pragma user_version = {program}; commit;"
            )
    except BaseException:
        database.close()
        raise
    return database, is_emptied


@cache
def _program(folders: tuple[str, ...]) -> list[str]:
    """A key that changes whenever pages may be read differently: our own files, and the distributions in folders."""
    ours = [
        f"{file.path} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in _files(Path(__file__).parents[1])
    ]
    installed: list[str] = []
    for folder in filter(None, folders):
        with suppress(OSError), os.scandir(folder) as entries:
            installed += [entry.path for entry in entries if entry.name.endswith("-info")]
    return [sys.version, *sorted(ours), *sorted(installed)]


def _files(folder: str | Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry
            elif entry.name != "__pycache__":
                yield from _files(entry.path)


def _digest(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(errors="surrogateescape"), digest_size=16).hexdigest()


class _Unpickler(pickle.Unpickler):
    """Creates only values of our own types: a file in a cache folder must not run code."""

    def find_class(self, module: str, name: str) -> Any:
        from msgspec import Struct

        found = getattr(import_module(module), name, None) if module.startswith("anki_export.") else None
        if module == "builtins" and name == "range":
            return range
        if isinstance(found, type) and issubclass(found, (Struct, tuple, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a type of this program")


def _loaded(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()
