"""Read files, and record the result of every read, so that a later run can check whether it would get the same ones.

Pages, settings and the decks folder are not trusted, since they may come from a pull request: files that they name are
read only inside a given folder, regardless of names, links and special files. First, the name is resolved with all
links followed; then the file is opened without following any.
"""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from anki_export.disk import safe_open
from anki_export.disk.media_suffixes import is_media
from anki_export.disk.memory_files import MemoryFiles
from anki_export.disk.safe_open import Outside as Outside

Answers = dict[tuple[str, str], str]
"""A digest of each result, called an answer, by the kind of query and the path."""

_T = TypeVar("_T")
_MAX_BYTES = 1 << 30
"""Maximum size of a file that is read again for comparison."""
_GRANULARITY_NS = 2_000_000_000
"""The coarsest times of modification, those of FAT."""
_NEVER = "never"
"""An answer that never matches again."""
_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", ".jj"})
"""Folders that may contain passwords (`.git/config`) and executable hooks (`.git/hooks`)."""


class _Located(NamedTuple):
    """Paths with all links resolved, for all readers of the same files."""

    paths: dict[str, tuple[Path, str]]
    """The requested paths, with the answers."""
    folders: dict[str, Path]

    def resolve(self, path: Path) -> Path:
        """Like `Path.resolve`, but cached: in most paths, only the name is new."""
        folder, name = os.path.split(path)
        if name in ("", "..") or "\0" in name or os.path.islink(path):  # noqa: PTH114 (that of Path can raise errors)
            return path.resolve()
        if folder not in self.folders:
            self.folders[folder] = Path(folder).resolve()
        resolved = self.folders[folder]
        return path if str(resolved) == folder else resolved / name


class Disk:
    """Reads files and folders, some of which may be in memory, and records all queries with their answers."""

    def __init__(self, memory: MemoryFiles | None = None, located: "_Located | None" = None) -> None:
        self.answers: Answers = {}
        self._memory = memory
        self._located = located if located is not None else _Located({}, {})
        self._media: dict[Path, tuple[str, Mapping[str, Sequence[str]]]] = {}
        self._started = time.time_ns()

    def fresh(self) -> "Disk":
        """The same files, with a separate record."""
        fresh = Disk(self._memory, self._located)
        fresh._media = self._media  # looked for once in a build
        return fresh

    def add(self, answers: Answers) -> None:
        """Record the answers of another reader; an answer that differs from the recorded one never holds again."""
        for query, answer in answers.items():
            self.answers[query] = answer if self.answers.get(query, answer) == answer else _NEVER

    def ask_again(self, folder: Path) -> None:
        """Record the present answers about what is in a folder, after the program itself has changed it."""
        self._located = _Located({}, {})
        start = f"{folder}{os.sep}"
        for kind, path in self.answers:
            if path.startswith(start) or path == str(folder):
                self.answers[kind, path] = _again(kind, path)

    def changed_files(self, outside: Path) -> Iterator[str]:
        """The files that have changed since they were read, except those below the folder `outside`.

        Only a file that was modified since the reader was created is read again.
        """
        since, start = self._started - _GRANULARITY_NS, f"{outside}{os.sep}"
        for (kind, path), answer in self.answers.items():
            is_content = kind == "plain" and answer.isalnum()  # else it could not be read, which was reported
            is_recent = is_content and not path.startswith(start) and _modified(path) >= since
            if is_recent and _again(kind, path) != answer:
                yield path

    def has_changed(self, folder: Path) -> bool:
        """Whether the names in a folder have changed since they were read."""
        query = "names", str(folder)
        return query in self.answers and _again(*query) != self.answers[query]

    def never_holds(self) -> None:
        """Record a dependency that can't be checked later, such as the output of another program."""
        self.add({("never", ""): _NEVER})

    def content(self, path: Path) -> bytes:
        """The bytes of a file; raises OSError."""
        return self._ask("content", path, Path.read_bytes)

    def locate(self, path: Path) -> Path:
        """The path with all links resolved; raises OSError, and RuntimeError for a loop of links."""
        query = "locate", str(path)
        known = self._located.paths.get(query[1])  # each read asks for its folder, too
        if known is None:
            found = self._ask("locate", path, self._located.resolve)
            known = self._located.paths[query[1]] = found, self.answers.get(query, _NEVER)
        elif query not in self.answers:
            self.answers[query] = known[1]
        return known[0]

    def is_file(self, path: Path) -> bool:
        """Whether the file exists."""
        return self._ask("is file", path, os.path.isfile)

    def exists(self, path: Path) -> bool:
        """Whether there is a file or folder of this name."""
        return self._ask("exists", path, os.path.exists)

    def media_named(self, folder: Path, name: str) -> Sequence[str]:
        """The paths below `folder` of pictures and sounds with a name in lower case, without hidden ones."""
        if folder not in self._media:
            found = self._ask("media", folder, _media)
            by_name: dict[str, list[str]] = {}
            for path in found:
                by_name.setdefault(path.rpartition("/")[2].lower(), []).append(path)
            self._media[folder] = digest_of(found), by_name
        digest, named = self._media[folder]
        if not (self._memory and self._memory.has(folder)):
            self.add({("media", str(folder)): digest})
        return named.get(name, ())

    def names(self, folder: Path) -> list[tuple[str, str]]:
        """The names in a folder, sorted, each with a kind: `folder`, `link` to a folder, or `file`; raises OSError."""
        return self._ask("names", folder, _names)

    def locate_in(self, folder: Path, name: str | Path) -> Path:
        """The path of a name in or below `folder`, with all links resolved; it need not exist.

        Raises Outside, which reveals nothing about the target, and FileNotFoundError for an invalid name.
        """
        try:
            top, path = self.locate(folder), self.locate(folder / name)
        except (RuntimeError, ValueError) as error:  # a loop of links, a NUL
            raise FileNotFoundError(str(error)) from None
        start = str(top)
        start += os.sep * (not start.endswith(os.sep))
        if not str(path).startswith(start) and path != top:
            raise Outside("points outside the folder")
        inside = str(path)[len(start) :]
        is_hidden = inside[:1] == "." or "/." in inside or f"{os.sep}." in inside
        if is_hidden and not _VERSION_CONTROL.isdisjoint(inside.lower().replace(os.sep, "/").split("/")):
            raise Outside("belongs to version control")
        return path

    def size_in(self, folder: Path, name: str | Path) -> int:
        """The size of a file in `folder` in bytes; raises OSError, also for anything but a regular file."""
        return self._ask("size", self.locate_in(folder, name), safe_open.size)

    def read_in(self, folder: Path, name: str | Path, most: int) -> bytes:
        """The content of a regular file in `folder`; raises OSError, also for more than `most` bytes."""
        return self.read(self.locate_in(folder, name), self.locate(folder), most)

    def read(self, path: Path, top: Path, most: int) -> bytes:
        """Like `read_in`, for a located file in or below a located folder."""
        return self._ask("plain", path, lambda path: safe_open.content(path, top, most))

    def read_in_or_none(self, folder: Path, name: str | Path, most: int) -> bytes | None:
        """Like `read_in`, but None if the file does not exist."""
        try:
            return self.read_in(folder, name, most)
        except FileNotFoundError:
            return None

    def digest_in(self, folder: Path, name: str | Path, most: int) -> str:
        """The digest of a regular file in `folder`, read in pieces to save memory; empty if it does not exist.

        The query is not recorded: it is about what another process may have written meanwhile.
        """
        try:
            return safe_open.digest(self.locate_in(folder, name), self.locate(folder), most)
        except FileNotFoundError:
            return ""

    def _ask(self, kind: str, path: Path, find: Callable[[Path], _T]) -> _T:
        if self._memory and self._memory.has(path):
            self.never_holds()  # a later run has other objects
            answer: _T = self._memory.answer(kind, path)
            return answer
        try:
            found = find(path)
        except (OSError, RuntimeError, ValueError) as error:
            self.add({(kind, str(path)): _reason(error)})
            raise
        self.add({(kind, str(path)): digest_of(found)})
        return found


def can_hold(answers: Answers) -> bool:
    """Whether the same queries can give these answers again."""
    return _NEVER not in answers.values()


def hold(answers: Answers, known: Answers | None = None) -> bool:
    """Whether the same queries still give these answers.

    `known` is filled with the answers that take long to give and that many pages ask for.
    """
    return can_hold(answers) and all(_still(query, known) == answer for query, answer in answers.items())


def _still(query: tuple[str, str], known: Answers | None) -> str:
    if known is None or query[0] != "media":
        return _again(*query)
    if query not in known:
        known[query] = _again(*query)
    return known[query]


def _media(folder: str | Path) -> list[str]:
    """The paths of pictures and sounds below a folder, without hidden ones; links to folders are not followed."""
    found = []
    for top, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        start = os.path.relpath(top, folder).replace(os.sep, "/")
        found += [f"{start}/{name}".removeprefix("./") for name in files if is_media(name)]
    return sorted(found)


def _names(folder: str | Path) -> list[tuple[str, str]]:
    with os.scandir(folder) as entries:
        return sorted((entry.name, _kind(entry)) for entry in entries)


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        is_folder = entry.is_dir()
    except OSError:  # a loop of links, which is reported when it is opened
        is_folder = False
    return "file" if not is_folder else "link" if entry.is_symlink() else "folder"


_QUERIES: dict[str, Callable[[str], object]] = {
    "content": lambda path: Path(path).read_bytes(),
    "size": safe_open.size,
    "locate": lambda path: Path(path).resolve(),
    "is file": os.path.isfile,
    "exists": os.path.exists,
    "names": _names,
    "media": _media,
}


def _modified(path: str) -> int:
    """When a file was last modified, in nanoseconds; 0 if it no longer exists."""
    try:
        return os.lstat(path).st_mtime_ns
    except (OSError, ValueError):
        return 0


def _again(kind: str, path: str) -> str:
    try:
        if kind == "plain":
            file = Path(path)
            return safe_open.digest(file, file.parent, _MAX_BYTES)
        return digest_of(_QUERIES[kind](path))
    except (OSError, RuntimeError, ValueError) as error:
        return _reason(error)


def digest_of(found: object) -> str:
    """A digest of the result of a query."""
    data = found if isinstance(found, bytes) else repr(found).encode(errors="surrogateescape")
    return safe_open.hash_type(data).hexdigest()


def _reason(error: Exception) -> str:
    return f"{type(error).__name__} {getattr(error, 'errno', None) or ''}"
