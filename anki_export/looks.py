"""Looks at the disk. They can be noted down, so that a later run can tell whether it would see the same."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path
from typing import Any

Facts = dict[tuple[str, str], str]
"""What was seen: the kind of look and the path, and a digest of the answer."""

_noted: ContextVar[Facts | None] = ContextVar("noted", default=None)
TAIL = 100
"""Bytes that are enough to tell what a package was made from."""
_NEVER = "never"
"""An answer that no look gives."""


@contextmanager
def noted() -> Iterator[Facts]:
    """Note down all looks inside of the block; an outer block gets them, too."""
    outer, facts = _noted.get(), Facts()
    before = _noted.set(facts)
    try:
        yield facts
    finally:
        _noted.reset(before)
        if outer is not None:
            add(facts)


def add(facts: Facts) -> None:
    """Note down what was seen earlier. What changes while it is looked at never holds again."""
    found = _noted.get()
    if found is not None:
        for look, answer in facts.items():
            found[look] = answer if found.get(look, answer) == answer else _NEVER


def add_what_never_holds() -> None:
    """Note down that something was found which a later run may not find, such as another program's answer."""
    add({("never", ""): _NEVER})


def last(facts: Facts) -> bool:
    """Whether the looks may ever show the same again."""
    return _NEVER not in facts.values()


def hold(facts: Facts) -> bool:
    """Whether all looks would show the same once more."""
    return last(facts) and all(_again(kind, path) == answer for (kind, path), answer in facts.items())


def content(path: Path) -> bytes:
    """The bytes of a file; raises OSError."""
    found: bytes = _look("content", path)
    return found


def tail(path: Path) -> bytes:
    """The last bytes of a file, at most `TAIL`; raises OSError."""
    found: bytes = _look("tail", path)
    return found


def size(path: Path) -> int:
    """The bytes of a file, without reading it; raises OSError, also for what is no file."""
    found: int = _look("size", path)
    return found


def place(path: Path) -> Path:
    """Where a path leads to when all links are followed; raises OSError, and RuntimeError for a ring of links."""
    found: Path = _look("place", path)
    return found


def is_file(path: Path) -> bool:
    """Whether there is a file."""
    found: bool = _look("is file", path)
    return found


def names(folder: Path) -> list[tuple[str, str]]:
    """The names in a folder, sorted, each with what it is: a `folder`, a `link` to one, or a `file`; raises OSError."""
    found: list[tuple[str, str]] = _look("names", folder)
    return found


def _tail(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - TAIL))
        return file.read()


def _size(path: Path) -> int:
    if path.is_dir():
        raise IsADirectoryError("is a folder")
    size = path.stat().st_size
    if not path.is_file():
        raise OSError("is no file")  # reading a pipe would wait for ever
    return size


def _names(folder: Path) -> list[tuple[str, str]]:
    with os.scandir(folder) as entries:
        return sorted(
            (entry.name, "file" if not entry.is_dir() else "link" if entry.is_symlink() else "folder")
            for entry in entries
        )


_LOOKS: dict[str, Callable[[Path], Any]] = {
    "content": lambda path: path.read_bytes(),
    "tail": _tail,
    "size": _size,
    "place": Path.resolve,
    "is file": Path.is_file,
    "names": _names,
}


def _look(kind: str, path: Path) -> Any:
    try:
        found = _LOOKS[kind](path)
    except (OSError, RuntimeError, ValueError) as error:
        add({(kind, str(path)): _reason(error)})
        raise
    if _noted.get() is not None:
        add({(kind, str(path)): _digest(found)})
    return found


def _again(kind: str, path: str) -> str:
    try:
        return _digest(_LOOKS[kind](Path(path)))
    except (OSError, RuntimeError, ValueError) as error:
        return _reason(error)


def _digest(found: object) -> str:
    data = found if isinstance(found, bytes) else repr(found).encode(errors="surrogateescape")
    return blake2b(data, digest_size=16).hexdigest()


def _reason(error: Exception) -> str:
    return f"{type(error).__name__} {getattr(error, 'errno', None) or ''}"
