"""Files in a folder, and nothing outside of it, whatever names, links and special files may claim.

Pages, settings and the folder of decks may come from anyone, in a pull request. What a name means is settled first,
with all links followed; then the file is opened part by part from the folder on, so that no link that is made meanwhile
is followed. Only plain files are read: a pipe or a device would never end.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", ".jj"})
"""Folders with passwords in their settings (`.git/config`), and with programs that others run (`.git/hooks`)."""
_IS_WALKED = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_PLAIN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)


class Outside(PermissionError):
    """A name leads out of the folder, or to what is nobody's business there; the message says which."""


def place(folder: Path, name: str | Path) -> Path:
    """Where in or below `folder` a name leads, with all links followed, whether anything is there or not.

    Raises Outside, which tells nothing of what is there outside, and FileNotFoundError for what can't be a name.
    """
    try:
        top, path = folder.resolve(), (folder / name).resolve()
    except (RuntimeError, ValueError) as error:  # a ring of links, a NUL
        raise FileNotFoundError(str(error)) from None
    if not path.is_relative_to(top):
        raise Outside("leads out of the folder")
    if is_version_control(path.relative_to(top)):
        raise Outside("belongs to version control")
    return path


def is_version_control(path: Path) -> bool:
    """Whether a path names what git or the like keeps for itself."""
    return not _VERSION_CONTROL.isdisjoint(part.lower() for part in path.parts)


def size_of(folder: Path, name: str | Path) -> int:
    """The bytes of a file, without reading it; raises OSError, also for what is no plain file."""
    return _plain_size(os.lstat(place(folder, name)))


def read(folder: Path, name: str | Path, most: int) -> bytes:
    """The content of a file; raises OSError, also for what is no plain file, or has more than `most` bytes."""
    with _opened(folder, place(folder, name)) as handle, os.fdopen(handle, "rb", closefd=False) as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise OSError(f"has more than {most:,} bytes")
    return content


def read_or_none(folder: Path, name: str | Path, most: int) -> bytes | None:
    """The same, or None when it isn't there."""
    try:
        return read(folder, name, most)
    except FileNotFoundError:
        return None


def tail_or_none(folder: Path, name: str | Path, size: int) -> bytes | None:
    """The last `size` bytes of a file, or None when it isn't there."""
    try:
        with _opened(folder, place(folder, name)) as handle, os.fdopen(handle, "rb", closefd=False) as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - size))
            return file.read(size)
    except FileNotFoundError:
        return None


@contextmanager
def _opened(folder: Path, path: Path) -> Iterator[int]:
    """A plain file, `path` with all links followed, open to be read."""
    handles: list[int] = []
    try:
        if not _IS_WALKED:
            _plain_size(os.lstat(path))
            handles.append(os.open(path, _PLAIN))
        else:
            top = folder.resolve()
            *folders, name = path.relative_to(top).parts or (".",)
            handles.append(os.open(top, _FOLDER))
            for part in folders:
                handles.append(os.open(part, _FOLDER | _NOFOLLOW, dir_fd=handles[-1]))
            # Some devices act when they are opened.
            _plain_size(os.stat(name, dir_fd=handles[-1], follow_symlinks=False))
            handles.append(os.open(name, _PLAIN | _NOFOLLOW, dir_fd=handles[-1]))
        _plain_size(os.fstat(handles[-1]))
        yield handles[-1]
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise Outside("leads out of the folder") from None
        raise
    finally:
        for handle in handles:
            os.close(handle)


def _plain_size(found: os.stat_result) -> int:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError("is a folder")
    if stat.S_ISLNK(found.st_mode):
        raise Outside("leads out of the folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError("is no file")
    return found.st_size
