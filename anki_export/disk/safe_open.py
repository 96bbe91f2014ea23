"""Open regular files without following links or blocking: reading a pipe or a device could take forever."""

import errno
import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

_HAS_DIR_FD = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)

_PIECE = 1 << 16
hash_type = partial(hashlib.blake2b, digest_size=16)
"""How digests of files are computed."""


class Outside(PermissionError):
    """A name points outside a folder, or to a protected file in it; the message says which."""


def content(path: Path, top: Path, most: int) -> bytes:
    """The content of a file, opened by `opened`; raises OSError, also for more than `most` bytes."""
    return b"".join(_pieces(path, top, most))


def digest(path: Path, top: Path, most: int) -> str:
    """The digest of `content`, without holding it in memory."""
    found = hash_type()
    for piece in _pieces(path, top, most):
        found.update(piece)
    return found.hexdigest()


def _pieces(path: Path, top: Path, most: int) -> Iterator[bytes]:
    with opened(path, top) as handle:
        left = os.fstat(handle).st_size
        if left > most:
            raise OSError(f"larger than {most:,} bytes")
        while piece := os.read(handle, _PIECE):
            yield piece
            left -= len(piece)
            if left == 0 and len(piece) < _PIECE:
                return  # all of it, as of most files


def size(path: str | Path) -> int:
    """The size of a file in bytes, without opening it; raises OSError, also for anything but a regular file."""
    return _plain_size(os.lstat(path))


@contextmanager
def opened(path: Path, top: Path) -> Iterator[int]:
    """Open a regular file in or below the folder `top`, one path component at a time.

    Neither path contains a link when it is passed. A link that was created since then is not followed.
    """
    handles: list[int] = []
    try:
        if not _HAS_DIR_FD:
            _plain_size(os.lstat(path))
            handles.append(os.open(path, _FILE))
        else:
            *folders, name = _parts_below(path, top) or (".",)
            handles.append(os.open(top, _FOLDER))
            for part in folders:
                handles.append(os.open(part, _FOLDER | _NOFOLLOW, dir_fd=handles[-1]))
            # Opening some devices has side effects.
            _plain_size(os.stat(name, dir_fd=handles[-1], follow_symlinks=False))
            handles.append(os.open(name, _FILE | _NOFOLLOW, dir_fd=handles[-1]))
        _plain_size(os.fstat(handles[-1]))
        yield handles[-1]
    except IsADirectoryError:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK):
            raise Outside("points outside the folder") from None
        raise
    finally:
        for handle in handles:
            os.close(handle)


def _parts_below(path: Path, top: Path) -> tuple[str, ...]:
    """The parts of a path below a folder: `relative_to` takes longer than opening a file."""
    parts, above = path.parts, top.parts
    if parts[: len(above)] != above:
        raise ValueError(f"{path} is not below {top}")
    return parts[len(above) :]


def _plain_size(found: os.stat_result) -> int:
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError("is a folder")
    if stat.S_ISLNK(found.st_mode):
        raise Outside("points outside the folder")
    if not stat.S_ISREG(found.st_mode):
        raise OSError("is not a regular file")
    return found.st_size
