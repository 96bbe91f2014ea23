"""Looks at the disk. They can be noted down, so that a later run can tell whether it would see the same."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import blake2b
from pathlib import Path
from typing import Any

from anki_export.disk import safe_open

Facts = dict[tuple[str, str], str]
"""What was seen: the kind of look and the path, and a digest of the answer."""

_noted: ContextVar[Facts | None] = ContextVar("noted", default=None)
_MOST = 1 << 30
"""Bytes of a file that is looked at again."""
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


def plain_content(path: Path, top: Path, most: int) -> bytes:
    """The same of a plain file below the folder `top`, both without links: see `plain`."""
    found: bytes = _look("plain", path, lambda: safe_open.content(path, top, most))
    return found


def size(path: Path) -> int:
    """The bytes of a plain file that is no link, without reading it; raises OSError, also for what is none."""
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


def _names(folder: Path) -> list[tuple[str, str]]:
    with os.scandir(folder) as entries:
        return sorted((entry.name, _kind(entry)) for entry in entries)


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        is_folder = entry.is_dir()
    except OSError:  # a ring of links: who opens it learns of it
        is_folder = False
    return "file" if not is_folder else "link" if entry.is_symlink() else "folder"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long, or with a NUL, is the name of nothing
        return False


_LOOKS: dict[str, Callable[[Path], Any]] = {
    "content": lambda path: path.read_bytes(),
    "plain": lambda path: safe_open.content(path, path.parent, _MOST),
    "size": safe_open.size,
    "place": Path.resolve,
    "is file": _is_file,
    "names": _names,
}


def _look(kind: str, path: Path, find: Callable[[], Any] | None = None) -> Any:
    try:
        found = find() if find else _LOOKS[kind](path)
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
