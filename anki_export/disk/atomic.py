"""Replace files atomically, one by one: readers see either the old or the new content.

All new files are first written next to those that they replace, so that a full disk, missing permissions or an
immutable file change nothing; then they are renamed into place in the given order. A process that is killed between two
renames leaves complete files, some old and some new. The caller chooses an order from which its next run can complete
the work.
"""

import os
import shutil
import signal
import stat
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EAGAIN, EISDIR, EPERM
from pathlib import Path

from anki_export.disk.recorded_reads import Disk, Outside

if sys.platform != "win32":
    import fcntl

Content = bytes | Iterable[bytes]
"""The content of a file, in pieces if it is large."""

_TEMPORARY = ".anki-export.tmp"
"""The suffix of the hidden name under which a file is written before it is renamed."""
_PAUSE, _TRIES = 0.05, 200
"""Seconds between attempts to lock a folder, and the number of attempts.

Writing takes milliseconds, or seconds for a bundle of tens of thousands of cards.
"""
_BUFFER = 1 << 18
_REBUILT = frozenset({".apkg", ".js"})
"""Files that are not flushed to disk: the next build or preview replaces them if a power failure damaged them."""


class Busy(OSError):
    """Another process keeps writing into the folder."""


class PartlyWritten(OSError):
    """Some files were replaced, others could not be."""


def shared_folder(paths: Iterable[Path]) -> Path:
    """The nearest folder that contains all files; there must be at least one."""
    return Path(os.path.commonpath([path.parent for path in paths]))


@contextmanager
def locked(home: Path, bounds: Path | None = None) -> Iterator[None]:
    """Create the folder if needed, and lock it against other processes that use this function.

    Has no effect where the system has no locks (Windows, some network file systems). Raises Busy and OSError.
    """
    if bounds:
        _refuse_outside(home, [home], bounds, Disk())
    created = [folder for folder in (home, *home.parents) if not folder.exists()]
    handle = None
    try:
        with _naming(home):
            handle = _locked(home)
            for leftover in home.glob(f".*{_TEMPORARY}"):  # not below: other processes lock folders of their own
                leftover.unlink()  # from a process that was killed
        yield
    finally:
        for folder in created:
            with suppress(OSError):
                folder.rmdir()  # only if it is still empty; before other processes get the lock
        if handle is not None:
            os.close(handle)


def replace_files(
    home: Path, contents: Mapping[Path, Content], obsolete: Collection[Path] = (), bounds: Path | None = None
) -> list[OSError]:
    """Write files in or below `home` in the given order, then remove the `obsolete` ones; call it inside `locked`.

    Links are kept: their target is replaced, which must be in or below `bounds` if given. Returns the errors of files
    that could not be removed. Raises OSError with the file's name if one can't be written: PartlyWritten if others were
    replaced before, otherwise nothing has changed.
    """
    disk = Disk()
    _refuse_outside(home, (*contents, *obsolete), bounds, disk)
    targets = {path: disk.locate(path) for path in contents}
    temporary = {path: target.with_name(f".{target.name}{_TEMPORARY}") for path, target in targets.items()}
    try:
        for path, content in contents.items():
            with _naming(path):
                _refuse_folder(path)
                _refuse_unreplaceable(targets[path])
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(temporary[path], content, is_lasting=path.suffix not in _REBUILT)
                if targets[path].exists():
                    shutil.copymode(targets[path], temporary[path])
        with _signals_blocked():
            has_replaced = False
            for path in contents:
                try:
                    with _naming(path):
                        temporary[path].replace(targets[path])
                        has_replaced = True
                        if path.suffix not in _REBUILT:
                            _sync(targets[path].parent)
                except OSError as error:
                    if has_replaced:
                        raise PartlyWritten(error.errno, error.strerror, error.filename) from error
                    raise
            return list(_remove(obsolete))
    finally:
        with _signals_blocked():
            for path in temporary.values():
                with suppress(OSError):
                    path.unlink()


@contextmanager
def temporary_file(path: Path) -> Iterator[Path]:
    """An empty file beside `path`, for what would take much memory; call it inside `locked`.

    It is removed afterwards. Errors name `path` instead. Raises OSError.
    """
    temporary = path.with_name(f".large{_TEMPORARY}")
    try:
        with _naming(path):
            _write(temporary, b"", is_lasting=False)
            yield temporary
    finally:
        with _signals_blocked(), suppress(OSError):
            temporary.unlink()


def pieces_of(path: Path, size: int) -> Iterator[bytes]:
    """The content of a file in pieces of so many bytes; raises OSError."""
    with path.open("rb") as file:
        while piece := file.read(size):
            yield piece


def append_error(path: Path) -> OSError | None:
    """The error that the system raises when a file grows; None if it can."""
    try:
        with path.open("ab") as file:
            file.write(bytes(_BUFFER))
    except OSError as error:
        return error
    return None


def _remove(paths: Iterable[Path]) -> Iterator[OSError]:
    """Remove files; yields an error for each file that can't be removed."""
    for path in paths:
        try:
            with _naming(path):
                _refuse_folder(path)
                path.unlink(missing_ok=True)
        except OSError as error:
            yield error


def _refuse_outside(home: Path, paths: Iterable[Path], bounds: Path | None, disk: Disk) -> None:
    """Raise Outside for the first file whose name is not below `home`, or that a link places outside `bounds`.

    A link must not lead to a hidden file either: a link in a pull request could overwrite the settings of other tools.
    """
    for path in paths:
        try:
            if ".." in path.relative_to(home).parts:
                raise Outside("points outside the folder")
            target = disk.locate_in(bounds, path.absolute()) if bounds else path
            if target.name.startswith(".") and target.name != path.name:
                raise Outside("points to a hidden file")
        except (OSError, ValueError) as error:
            raise Outside(EPERM, f"it {error}" if isinstance(error, Outside) else str(error), str(path)) from None


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))


def _refuse_unreplaceable(path: Path) -> None:
    """Raise PermissionError for an existing file that no rename can replace; the file is not changed.

    That is an immutable or append-only file, which can't be opened for writing either, and one that belongs to another
    user in a folder such as /tmp. A read-only file (EACCES) can be replaced.
    """
    try:
        file, folder = path.lstat(), path.parent.stat()
        if not stat.S_ISREG(file.st_mode):  # opening a pipe or a device could have effects
            return
        is_owner = sys.platform == "win32" or os.geteuid() in (0, file.st_uid, folder.st_uid)
        if folder.st_mode & stat.S_ISVTX and not is_owner:
            raise PermissionError(EPERM, os.strerror(EPERM), str(path))
        os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)))
    except OSError as error:
        if error.errno == EPERM:
            raise


def _write(path: Path, content: Content, is_lasting: bool) -> None:
    """Write a new file, replacing an existing one."""
    path.unlink(missing_ok=True)
    with path.open("xb", buffering=_BUFFER) as file:
        for piece in [content] if isinstance(content, bytes) else content:
            file.write(piece)
        if is_lasting:
            file.flush()
            os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Flush the names in a folder to disk, where the system can."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _locked(home: Path) -> int | None:
    """The handle of the folder, which holds the lock while it is open; no lock file is needed. None without locks."""
    if sys.platform == "win32":
        home.mkdir(parents=True, exist_ok=True)
        return None
    for _ in range(_TRIES):
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home, os.O_RDONLY)
        try:
            if _try_lock(handle) and _is_still_at(handle, home):
                return handle
            time.sleep(_PAUSE)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise Busy(EAGAIN, "another process is writing here", str(home))


def _try_lock(handle: int) -> bool:
    """Lock the open folder; False if another process holds the lock, True where the file system has no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_still_at(handle: int, home: Path) -> bool:
    """Whether the open folder still has its name: the process that created it may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), home.stat())
    except FileNotFoundError:
        return False


@contextmanager
def _signals_blocked() -> Iterator[None]:
    """Delay Ctrl-C and other signals during a few calls that belong together."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Make errors name this file instead of the temporary one."""
    try:
        yield
    except OSError as error:
        if not error.filename or _TEMPORARY in str(error.filename):
            error.filename = str(path)
        error.filename2 = None
        raise
