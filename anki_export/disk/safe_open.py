"""A plain file, opened so that nothing is waited for and no link is followed: a pipe or a device would never end."""

import errno
import io
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_IS_WALKED = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_FILE = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
_NOFOLLOW = getattr(os, "O_NOFOLLOW", 0)
_PIECE = 1 << 20
_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | getattr(os, "O_DIRECTORY", 0)


class Outside(PermissionError):
    """A name leads out of a folder, or to what is nobody's business there; the message says which."""


def content(path: Path, top: Path, most: int) -> bytes:
    """The bytes of a file, as `opened` opens it; raises OSError, also for more than `most`."""
    found, left = io.BytesIO(), most + 1
    with opened(path, top) as handle, os.fdopen(handle, "rb", closefd=False) as file:
        # To read a number of bytes takes room for all of them first.
        while left and (part := file.read(min(left, _PIECE))):
            left -= found.write(part)
    if not left:
        raise OSError(f"has more than {most:,} bytes")
    return found.getvalue()


def size(path: Path) -> int:
    """The bytes of a file, without opening it; raises OSError, also for what is no plain file."""
    return _plain_size(os.lstat(path))


@contextmanager
def opened(path: Path, top: Path) -> Iterator[int]:
    """A plain file in or below the folder `top`, opened part by part from there on; neither name holds a link.

    If there is one now, someone has made it since: it is not followed.
    """
    handles: list[int] = []
    try:
        if not _IS_WALKED:
            _plain_size(os.lstat(path))
            handles.append(os.open(path, _FILE))
        else:
            *folders, name = path.relative_to(top).parts or (".",)
            handles.append(os.open(top, _FOLDER))
            for part in folders:
                handles.append(os.open(part, _FOLDER | _NOFOLLOW, dir_fd=handles[-1]))
            # Some devices act when they are opened.
            _plain_size(os.stat(name, dir_fd=handles[-1], follow_symlinks=False))
            handles.append(os.open(name, _FILE | _NOFOLLOW, dir_fd=handles[-1]))
        _plain_size(os.fstat(handles[-1]))
        yield handles[-1]
    except IsADirectoryError:
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
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
