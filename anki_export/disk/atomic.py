"""Files replaced one by one, each in one step: whoever reads one sees its old content or its new one.

All new files are first written beside those that they replace, so that a full disk or missing permissions change
nothing; then each is renamed into place, in the order given. A process that is killed between two renames leaves whole
files, some old and some new. The caller chooses an order from which its next run completes the work.
"""

import os
import shutil
import signal
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from errno import EAGAIN, EISDIR, EPERM
from pathlib import Path

from anki_export.disk.reading import Disk, Outside

if sys.platform != "win32":
    import fcntl

Content = bytes | Iterable[bytes]
"""Of a file; in pieces, when it is too large to be held whole beside all else."""

_TEMPORARY = ".anki-export.tmp"
"""How the hidden name ends under which a file is written before it is renamed."""
_PAUSE, _TRIES = 0.05, 100
"""Seconds between attempts to lock a folder, and how many: writing takes milliseconds."""
_BUFFER = 1 << 18
_REBUILT = ".apkg"
"""Files that are not flushed to the disk: after a power failure the next build finds that they are not whole."""


class Busy(OSError):
    """Another process keeps writing into the folder."""


class LeadsOut(OSError):
    """A name or a link leads out of where files are to be written."""


class PartlyWritten(OSError):
    """Some files were replaced, others could not be."""


def write_files(contents: Mapping[Path, Content], home: Path | None = None, bounds: Path | None = None) -> None:
    """Write several files; raises as `locked` and `replace_files` do.

    `home` is a folder that they share, `bounds` one that no link may lead out of.
    """
    if contents:
        home = home or shared_folder(contents)
        _refuse_outside(home, contents, bounds)  # before the folder is made
        with locked(home, bounds):
            replace_files(home, contents, bounds=bounds)


def shared_folder(paths: Iterable[Path]) -> Path:
    """The nearest folder that holds all files, of which there is one at least."""
    return Path(os.path.commonpath([path.parent for path in paths]))


@contextmanager
def locked(home: Path, bounds: Path | None = None) -> Iterator[None]:
    """Lock the folder, which is made if need be, against other processes that write into it with this function.

    Where the system has no locks (Windows, some network file systems), nobody is kept out. Raises Busy and OSError.
    """
    if bounds:
        _refuse_outside(home, [home], bounds)
    made = [folder for folder in (home, *home.parents) if not folder.exists()]
    handle = None
    try:
        with _about(home):
            handle = _locked(home)
            for left in (*home.glob(f".*{_TEMPORARY}"), *home.glob(f"*/.*{_TEMPORARY}")):
                left.unlink()  # by a process that was killed
        yield
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()  # those that stayed empty; before others get the lock
        if handle is not None:
            os.close(handle)


def replace_files(
    home: Path, contents: Mapping[Path, Content], gone: Collection[Path] = (), bounds: Path | None = None
) -> list[OSError]:
    """Write files at or below `home` in the order given, then remove those in `gone`; to be called inside of `locked`.

    A link stays a link; what it leads to is replaced, if it lies in or below `bounds`, where these are given. Returns
    why files could not be removed. Raises OSError with the file's name when one can't be written: PartlyWritten when
    others were replaced before, else nothing has changed.
    """
    _refuse_outside(home, (*contents, *gone), bounds)
    targets = {path: path.resolve() for path in contents}
    temporary = {path: target.with_name(f".{target.name}{_TEMPORARY}") for path, target in targets.items()}
    try:
        for path, content in contents.items():
            with _about(path):
                _refuse_folder(path)
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(temporary[path], content, is_lasting=path.suffix != _REBUILT)
                if targets[path].exists():
                    shutil.copymode(targets[path], temporary[path])
        with _undisturbed():
            has_begun = False
            for path in contents:
                try:
                    with _about(path):
                        temporary[path].replace(targets[path])
                        has_begun = True
                        if path.suffix != _REBUILT:
                            _sync(targets[path].parent)
                except OSError as error:
                    if has_begun:
                        raise PartlyWritten(error.errno, error.strerror, error.filename) from error
                    raise
            return list(_removed(gone))
    finally:
        with _undisturbed():
            for path in temporary.values():
                with suppress(OSError):
                    path.unlink()


def _removed(paths: Iterable[Path]) -> Iterator[OSError]:
    """Remove files; yields why some can't be removed."""
    for path in paths:
        try:
            with _about(path):
                _refuse_folder(path)
                path.unlink(missing_ok=True)
        except OSError as error:
            yield error


def _refuse_outside(home: Path, paths: Iterable[Path], bounds: Path | None) -> None:
    """Raise LeadsOut for the first file that is not below `home` by its name, or out of `bounds` by a link.

    Nor may a link lead to a hidden file: whoever makes links in a pull request would have others' settings replaced.
    """
    for path in paths:
        try:
            if ".." in path.relative_to(home).parts:
                raise Outside("leads out of the folder")
            target = Disk().locate_in(bounds, path.absolute()) if bounds else path
            if target.name.startswith(".") and target.name != path.name:
                raise Outside("leads to a hidden file")
        except (OSError, ValueError) as error:
            raise LeadsOut(EPERM, f"it {error}" if isinstance(error, Outside) else str(error), str(path)) from None


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))


def _write(path: Path, content: Content, is_lasting: bool) -> None:
    """Write a new file in place of whatever has its name."""
    path.unlink(missing_ok=True)
    with path.open("xb", buffering=_BUFFER) as file:
        for piece in [content] if isinstance(content, bytes) else content:
            file.write(piece)
        if is_lasting:
            file.flush()
            os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder survive a power failure, where the system can."""
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _locked(home: Path) -> int | None:
    """The open folder, made if need be, locked as long as it is open: no file is left for it. None without locks."""
    if sys.platform == "win32":
        home.mkdir(parents=True, exist_ok=True)
        return None
    for _ in range(_TRIES):
        home.mkdir(parents=True, exist_ok=True)
        handle = os.open(home, os.O_RDONLY)
        try:
            if _locks(handle) and _is_at(handle, home):
                return handle
            time.sleep(_PAUSE)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
    raise Busy(EAGAIN, "another process is writing here", str(home))


def _locks(handle: int) -> bool:
    """Whether the open folder could be locked; True where the file system has no locks."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(handle: int, home: Path) -> bool:
    """Whether the open folder is still the one of that name: who had made it may have removed it."""
    try:
        return os.path.samestat(os.fstat(handle), home.stat())
    except FileNotFoundError:
        return False


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let Ctrl-C and the like wait for the few calls that belong together."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Let an error name the file that a person knows, not the temporary one."""
    try:
        yield
    except OSError as error:
        if not error.filename or _TEMPORARY in str(error.filename):
            error.filename = str(path)
        error.filename2 = None
        raise
