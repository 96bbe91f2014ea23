"""Several files written as one: whatever happens meanwhile, all of them are those of before or all are the new ones.

No system call replaces several files at once, and the folder is not ours alone to be replaced as a whole: people keep
other files in it, mount it, stand in it. So the new files, and copies of those that they replace, are laid into a
hidden folder. Renaming this folder decides: from then on the files are put in place, and where that is cut off the next
write into the folder goes on with it, unless someone has changed one of the files since. Before that nothing is
touched, and the next write clears away what lies there.
"""

import hashlib
import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from errno import EAGAIN, EISDIR, EPERM
from pathlib import Path

from anki_export import inside, looks

if sys.platform != "win32":
    import fcntl

Content = bytes | Iterable[bytes]
"""Of a file; in pieces, when it is too large to be held whole beside all else."""

_HIDDEN = ".anki-export"
_STAGE = f"{_HIDDEN}-"
"""How the name of a folder begins in which files are laid ready; the number of the process follows."""
_READY = f"{_STAGE}ready"
"""The same folder once it is decided that its files are to be put in place."""
_PLAN = "plan.json"
_PLAN_LIMIT = 64 << 20
_TEMPORARY = f"{_HIDDEN}.tmp"
_PAUSE, _TRIES = 0.05, 100
"""Seconds between looks at a folder into which another process writes, and how often: writing takes milliseconds."""
_BUFFER = 1 << 18
_MADE_AGAIN = ".apkg"
"""Files that a power failure may spoil: the next build sees by their end that they are not whole."""


class Busy(OSError):
    """Another process keeps writing into the folder; the reason says which."""


class LeadsOut(OSError):
    """A name or a link leads out of where files are to be written."""


class Unfinished(OSError):
    """Some files are in place, others can't be, nor could the old ones be put back: the next write goes on with it."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be put in place; names are relative to the folder, digests are SHA-256 in hexadecimal."""

    folder: int
    """Number of the hidden folder in its file system: one that was copied or checked out is none of ours."""
    files: list[tuple[str, str, str]]
    """Name, digest of the old content, or empty when there is none, and of the new one."""
    gone: list[str]


def write_all(contents: Mapping[Path, Content], home: Path | None = None, bounds: Path | None = None) -> None:
    """Write several files or none; raises as `alone` and `replace` do.

    `home` is a folder that they share, `bounds` one that no link may lead out of.
    """
    if contents:
        home = home or shared_folder(contents)
        _refuse_outside(home, contents, bounds)  # before anything is made or cleared away there
        with alone(home, bounds):
            replace(home, contents, bounds=bounds)


def shared_folder(paths: Iterable[Path]) -> Path:
    """The nearest folder that holds all files, of which there is one at least.

    What is cut off is found again by the next write into the same folder: name those that may be written tomorrow, too.
    """
    return Path(os.path.commonpath([path.parent for path in paths]))


def is_cut_off(home: Path) -> bool:
    """Whether a write into the folder was cut off, or is going on."""
    try:
        return any(name.startswith(_STAGE) for name, _ in looks.names(home))
    except OSError:
        return False


@contextmanager
def alone(home: Path, bounds: Path | None = None) -> Iterator[bool]:
    """Keep other processes from writing into the folder, which is made if need be.

    What an earlier write left is settled first; gives whether that was one that had been decided, so that files may be
    others now than they were read. Where the system has no locks (some network file systems, Windows), nobody is kept
    out. Raises Busy and OSError.
    """
    made = [folder for folder in (home, *home.parents) if not folder.exists()]
    handle = None
    try:
        with _about(home):
            handle = _locked(home)
            with _undisturbed():
                is_settled = _settle(home, bounds)
        yield is_settled
    finally:
        for folder in made:
            with suppress(OSError):
                folder.rmdir()  # those that stayed empty; before others get the lock
        if handle is not None:
            os.close(handle)


def replace(
    home: Path, contents: Mapping[Path, Content], gone: Collection[Path] = (), bounds: Path | None = None
) -> list[OSError]:
    """Write files at or below `home` in the order given, then remove those in `gone`; to be called inside of `alone`.

    A link stays a link; what it leads to is replaced, if it lies in or below `bounds`, where these are given. Returns
    why files could not be removed. Raises OSError with the file's name when one can't be written; then all are as they
    were, or it is an Unfinished.
    """
    _refuse_outside(home, (*contents, *gone), bounds)
    stage, ready = home / f"{_STAGE}{os.getpid()}", home / _READY
    try:
        plan = _lay_ready(home, stage, contents, gone)
        with _undisturbed():
            with _about(home):
                stage.rename(ready)
            try:
                with _about(home):
                    _sync(home)
                problems = _put_in_place(home, plan)
                with _about(home):
                    ready.rename(stage)
            except OSError as error:
                try:
                    _put_back(home, plan)
                    ready.rename(stage)
                except OSError:
                    raise Unfinished(error.errno, error.strerror, error.filename) from error
                raise
        return problems
    finally:
        with _undisturbed():
            shutil.rmtree(stage, ignore_errors=True)


def _refuse_outside(home: Path, paths: Iterable[Path], bounds: Path | None) -> None:
    """Raise LeadsOut for the first file that is not below `home` by its name, or out of `bounds` by a link.

    Nor may a link lead to a hidden file: whoever makes links in a pull request would have others' settings replaced.
    """
    for path in paths:
        try:
            if ".." in path.relative_to(home).parts:
                raise inside.Outside("leads out of the folder")
            target = inside.place(bounds, path.absolute()) if bounds else path
            if target.name.startswith(".") and target.name != path.name:
                raise inside.Outside("leads to a hidden file")
        except (OSError, ValueError) as error:
            raise LeadsOut(
                EPERM, f"it {error}" if isinstance(error, inside.Outside) else str(error), str(path)
            ) from None


def _lay_ready(home: Path, stage: Path, contents: Mapping[Path, Content], gone: Collection[Path]) -> _Plan:
    """Lay the new files and copies of the old ones into the folder `stage`, with a plan, safe from power failures."""
    with _about(home):
        stage.mkdir()
        folder = stage.stat().st_ino
    files = []
    for number, (path, content) in enumerate(contents.items()):
        new, old = stage / f"new-{number}", stage / f"old-{number}"
        with _about(path):
            _refuse_folder(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            digest = _write(new, content, is_lasting=path.suffix != _MADE_AGAIN)
            if path.exists():
                shutil.copy2(path, old)
                shutil.copymode(old, new)
            files.append((path.relative_to(home).as_posix(), _digest(path), digest))
    plan = _Plan(folder, files, [path.relative_to(home).as_posix() for path in gone])
    with _about(home):
        _write(stage / ".gitignore", b"*\n", is_lasting=False)
        _write(stage / _PLAN, json.dumps(asdict(plan)).encode(), is_lasting=True)
        _sync(stage)
    return plan


def _put_in_place(home: Path, plan: _Plan) -> list[OSError]:
    """Carry out the plan, of which some may have been done already. The removed files are kept beside it until then."""
    for number, (name, _, _) in enumerate(plan.files):
        _put(home / _READY / f"new-{number}", home / name)
    problems = []
    for number, name in enumerate(plan.gone):
        try:
            with _about(home / name), suppress(FileNotFoundError):
                _refuse_folder(home / name)
                (home / name).replace(home / _READY / f"gone-{number}")
        except OSError as error:
            problems.append(error)
    return problems


def _put_back(home: Path, plan: _Plan) -> None:
    """Undo the plan as far as it was carried out."""
    for number, (name, before, _) in enumerate(plan.files):
        if not before:
            (home / name).unlink(missing_ok=True)
        elif _digest(home / name) != before:
            old = home / _READY / f"old-{number}"
            try:
                old.replace((home / name).resolve())  # needs no room, which may be what is lacking
            except OSError:
                _put(old, home / name)
    for number, name in enumerate(plan.gone):
        with suppress(FileNotFoundError):
            (home / _READY / f"gone-{number}").replace(home / name)


def _put(kept: Path, path: Path) -> None:
    """Replace a file in one step by the file `kept`, which keeps its place."""
    target = path.resolve()  # a link stays a link
    temporary = target.with_name(f".{target.name}{_TEMPORARY}")
    with _about(path):
        temporary.unlink(missing_ok=True)
        try:
            _name_again(kept, temporary)
            temporary.replace(target)
        finally:
            with suppress(OSError):
                temporary.unlink()  # renaming a file to its own second name does nothing


def _name_again(kept: Path, path: Path) -> None:
    """Give a file a second name, or make a copy where files have only one, or lie on another file system."""
    try:
        os.link(kept, path)
    except OSError:
        shutil.copy2(kept, path)


def _settle(home: Path, bounds: Path | None) -> bool:
    """Finish a write that was decided before it was cut off, and clear away what any other one left."""
    ready = home / _READY
    is_decided = os.path.lexists(ready)
    if is_decided:
        plan = _read_plan(home, bounds)
        if plan and all(_digest(home / name) in (before, after) for name, before, after in plan.files):
            _put_in_place(home, plan)
        for name, _, _ in plan.files if plan else ():
            target = (home / name).resolve()
            target.with_name(f".{target.name}{_TEMPORARY}").unlink(missing_ok=True)
        ready.rename(home / f"{_STAGE}{os.getpid()}")
    for left in home.glob(f"{_STAGE}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left)
        else:
            left.unlink()
    return is_decided


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR), str(path))


def _read_plan(home: Path, bounds: Path | None) -> _Plan | None:
    """The plan of the folder that is ready, when it is one that a write here has left."""
    ready = home / _READY
    try:
        plan = _Plan(**json.loads(inside.read(ready, _PLAN, _PLAN_LIMIT)))
        names = [*(name for name, _, _ in plan.files), *plan.gone]
        _refuse_outside(home, [home / name for name in names], bounds)
        return plan if ready.lstat().st_ino == plan.folder and not ready.is_symlink() else None
    except (OSError, ValueError, TypeError, RecursionError):
        return None


def _digest(path: Path) -> str:
    """SHA-256 of a file, empty when it isn't there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def _write(path: Path, content: Content, is_lasting: bool) -> str:
    """Write a file anew; returns its SHA-256."""
    digest = hashlib.sha256()
    with path.open("xb", buffering=_BUFFER) as file:
        for piece in [content] if isinstance(content, bytes) else content:
            digest.update(piece)
            file.write(piece)
        if is_lasting:
            file.flush()
            os.fsync(file.fileno())
    return digest.hexdigest()


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
    number = next((left.name.removeprefix(_STAGE) for left in home.glob(f"{_STAGE}[0-9]*")), "")
    raise Busy(EAGAIN, f"process {number} is writing here" if number else "another process is writing here", str(home))


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
    """Let an error name the file that a person knows, not the one in the hidden folder."""
    try:
        yield
    except OSError as error:
        if not error.filename or _HIDDEN in str(error.filename):
            error.filename = str(path)
        error.filename2 = None
        raise
