"""Results of earlier runs, in the user's cache folder: each is used as long as what it depends on is the same.

A row has a name, a stamp of what else the result depends on, all answers of the disk that it was made from, and the
result. It is used only when the disk gives the same answers again, byte for byte, to the same version of the program.
A damaged file is removed, and the run takes longer.
"""

import io
import os
import pickle
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import is_dataclass
from enum import Enum
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from anki_export.disk.reading import Answers, can_hold, hold

_DAMAGE = (
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
)
"""What unpickling raises when the data are damaged."""
_PATIENCE = 1.0
"""Seconds to wait for another process that writes into the same file."""


class Cache:
    """The cache of one project, as seen from one folder; without a file nothing is cached."""

    def __init__(self, path: Path | None = None, *, is_fresh: bool = False) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None
        if path is not None:
            with suppress(OSError), self._spared():
                if is_fresh:
                    path.unlink(missing_ok=True)
                self._database = _opened(path)

    def recall(self, name: str, stamp: str = "") -> tuple[Any, Answers] | None:
        """What was stored under the name, with the answers of the disk that it depends on, as long as these hold."""
        if self._database is None:
            return None
        with self._spared():
            row = self._database.execute("select stamp, answers, found from cache where name = ?", [name]).fetchone()
            if row and row[0] == stamp and hold(answers := _loaded(row[1])):
                return _loaded(row[2]), answers
        return None

    def keep(self, name: str, answers: Answers, found: object, stamp: str = "") -> None:
        """Store what was found; it is written to the disk when the cache is left."""
        if self._database is not None and can_hold(answers):
            with self._spared():
                row = [name, stamp, pickle.dumps(answers, 5), pickle.dumps(found, 5)]
                self._database.execute("insert or replace into cache values (?, ?, ?, ?)", row)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        """Write to the disk what was kept; from here on nothing is cached."""
        if self._database is not None:
            with self._spared():
                self._database.commit()
            self._forget()

    def _forget(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    @contextmanager
    def _spared(self) -> Iterator[None]:
        """Go on without a cache where it is damaged, or where another process writes into it for long."""
        try:
            yield
        except sqlite3.OperationalError:  # locked, or no room
            self._forget()
        except (sqlite3.Error, *_DAMAGE):
            self._forget()
            with suppress(OSError):
                if self._path is not None:
                    self._path.unlink()


def cache_path(*names: str) -> Path | None:
    """The file for what was found under these names, such as those of folders; None where there is no cache folder."""
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        cache = given if given.is_absolute() else Path.home() / ".cache"
    except RuntimeError:  # a user without a home
        return None
    return cache / "anki-export" / f"{_digest(*names)}.sqlite"


def _opened(path: Path) -> sqlite3.Connection:
    """The database, emptied when another program has written it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = sqlite3.connect(path, timeout=_PATIENCE)
    try:
        database.execute("pragma synchronous = off")  # what a power failure spoils is found out again
        program = int(_digest(*_program())[:7], 16)
        (known,) = database.execute("pragma user_version").fetchone()
        if known != program:
            database.executescript(
                "begin immediate; drop table if exists memory; drop table if exists cache;"
                "create table cache (name text primary key, stamp text, answers blob, found blob);"
                f"pragma user_version = {program}; commit;"
            )
    except BaseException:
        database.close()
        raise
    return database


def _program() -> list[str]:
    """What is another one when pages may be read in another way: our files, and what is installed beside them."""
    ours = []
    for path in sorted(Path(__file__).parents[1].rglob("*")):
        if path.suffix not in ("", ".pyc"):
            stat = path.stat()
            ours.append(f"{path} {stat.st_mtime_ns} {stat.st_size}")
    installed = []
    for folder in filter(None, sys.path):
        with suppress(OSError):
            installed += [str(path) for path in Path(folder).iterdir() if path.suffix.endswith("-info")]
    return [sys.version, *ours, *sorted(installed)]


def _digest(*texts: str) -> str:
    return blake2b("\0".join(texts).encode(errors="surrogateescape"), digest_size=16).hexdigest()


class _Unpickler(pickle.Unpickler):
    """Makes only values of our own types: a file in a cache folder is to run no code."""

    def find_class(self, module: str, name: str) -> Any:
        found = getattr(import_module(module), name, None) if module.startswith("anki_export.") else None
        if module == "builtins" and name == "range":
            return range
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is none of ours")


def _loaded(data: bytes) -> Any:
    return _Unpickler(io.BytesIO(data)).load()
