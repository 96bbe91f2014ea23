"""The disk: reading inside a source root; `commit` writes, so that nothing is ever half there."""

import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from anki_export import looks
from anki_export.commit import write_all as write_all

PAGE_SUFFIXES = (".md", ".markdown")
_PACKAGE = re.compile(r"(?P<slug>.+)-[0-9]+\.[0-9]+\.[0-9]+\.apkg", re.DOTALL)


@dataclass(frozen=True, slots=True)
class SourceTree:
    """The pages below a source root, and the part of them that was asked for.

    Paths are relative to the root, with `/`. `read` and `selected` are starts of such paths, "" for all: questions are
    told apart with all that is in `read` in view, results are shown and decks written for what is in `selected`.
    """

    root: Path
    shown: str
    anchor: Path = Path()
    """What keys count from: the folder that holds the decks, so that the lock is the same for every source root."""
    read: tuple[str, ...] = ("",)
    selected: tuple[str, ...] = ("",)
    exclude: tuple[str, ...] = ()

    def pages(self, complain: Callable[[str, str], None]) -> tuple[str, ...]:
        """All pages in view, sorted; hidden files and excluded patterns are passed over.

        `complain` is told the path and the reason of what can't be looked into.
        """
        found: set[str] = set()
        for start in self.read:
            top = self.root / start
            if looks.is_file(top):
                found.add(start)
            else:
                found.update(self._below(top, complain))
        return tuple(sorted(page for page in found if not self._excluded(page)))

    def _below(self, folder: Path, complain: Callable[[str, str], None]) -> Iterator[str]:
        try:
            names = looks.names(folder)
        except OSError as error:
            complain(shown(folder), (error.strerror or str(error)).lower())
            return
        for name, kind in names:
            path = folder / name
            if name.startswith("."):
                continue
            if kind == "folder":
                yield from self._below(path, complain)
            # A link inside the root shows pages that are read at their own place.
            elif kind == "link" and not looks.place(path).is_relative_to(looks.place(self.root)):
                complain(shown(path), "leads out of the source root")
            elif kind == "file" and name.lower().endswith(PAGE_SUFFIXES):
                page = path.relative_to(self.root).as_posix()
                try:
                    page.encode()
                except UnicodeEncodeError:
                    complain(ascii(shown(path)), "its name is not UTF-8")
                else:
                    yield page

    def key(self, page: str) -> str:
        """The page's path as the lock has it."""
        return Path(os.path.relpath(self.root / page, self.anchor)).as_posix()

    def covers(self, key: str) -> bool:
        """Whether the page was in view, or would have been, were it there and not excluded."""
        path = Path(os.path.normpath(self.anchor / key))
        return path.is_relative_to(self.root) and _under(path.relative_to(self.root).as_posix(), self.read)

    def has(self, key: str) -> bool:
        """Whether a page is there, in view or not."""
        return looks.is_file(self.anchor / key)

    def selects(self, page: str) -> bool:
        """Whether the page is among those that were asked for."""
        return _under(page, self.selected)

    def selects_key(self, key: str) -> bool:
        """The same for a page as the lock has it."""
        return self.covers(key) and self.selects(
            Path(os.path.normpath(self.anchor / key)).relative_to(self.root).as_posix()
        )

    def name(self, page: str) -> str:
        """The path as the user would type it."""
        return (PurePosixPath(self.shown) / page).as_posix()

    def size_of(self, page: str) -> int:
        """The bytes of a file inside the root, without reading it; raises OSError, also for what is no file."""
        return looks.size(self._inside(page))

    def bytes_of(self, page: str) -> bytes:
        """The content of a file inside the root; raises OSError, also for a link that leads out of the root."""
        return looks.content(self._inside(page))

    def _inside(self, page: str) -> Path:
        try:
            path = looks.place(self.root / page)
        except (RuntimeError, ValueError) as error:  # a ring of links, a NUL
            raise FileNotFoundError(str(error)) from None
        if not path.is_relative_to(looks.place(self.root)):
            raise PermissionError("leads out of the source root")
        return path

    def resolve(self, page: str, target: str) -> str | None:
        """The path of `target` as written on `page`, relative to the root; None when it leads out."""
        path = os.path.normpath(PurePosixPath(page).parent / target).replace(os.sep, "/")
        if path.startswith(("../", "/")) or path == ".." or "\0" in path:
            return None
        try:
            inside = looks.place(self.root / path).is_relative_to(looks.place(self.root))
        except (OSError, RuntimeError):  # a name too long, a ring of links
            return path  # reading it will tell
        return path if inside else None

    def _excluded(self, page: str) -> bool:
        """Whether a pattern names the page or a folder above it; one without `/` names it at any depth."""
        paths = [PurePosixPath("/", page), *PurePosixPath("/", page).parents]
        return any(
            path.match(f"/{pattern}" if "/" in pattern.rstrip("/") else pattern)
            for path in paths
            for pattern in self.exclude
        )


def _under(page: str, starts: Iterable[str]) -> bool:
    return any(not start or page == start or page.startswith(start + "/") for start in starts)


def source_tree(sources: Iterable[Path], home: Path, decks: Path, exclude: tuple[str, ...] = ()) -> SourceTree:
    """The tree that holds `sources`; `home` is the configured source folder, `decks` the folder of the lock.

    Inside `home` the whole of it stays in view, so that building one page knows the questions of the others.
    Elsewhere only what is named is read. Raises FileNotFoundError for a path that is missing.
    """
    paths = [looks.place(source) for source in sources] or [looks.place(home)]
    for path in paths:
        if not _exists(path):
            raise FileNotFoundError(shown(path))
    home = looks.place(home)
    inside = home.is_dir() and all(path.is_relative_to(home) for path in paths)
    root = home if inside else Path(os.path.commonpath([p if p.is_dir() else p.parent for p in paths]))
    selected = tuple(sorted({"" if path == root else path.relative_to(root).as_posix() for path in paths}))
    anchor = looks.place(decks).parent
    return SourceTree(root, shown(root), anchor, ("",) if inside else selected, selected, exclude)


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL, is the name of nothing
        return False


def shown(path: Path) -> str:
    """The path as a person in the current folder would name it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def reason(error: OSError, done: str = "read") -> str:
    """Why a file can't be read or written, for a person."""
    return f"can't be {done}: {(error.strerror or str(error)).lower()}"


def read_or_none(path: Path) -> bytes | None:
    """The content of a file, or None when it isn't there."""
    try:
        return looks.content(path)
    except FileNotFoundError:
        return None


def read_inside(folder: Path, name: str) -> bytes:
    """The content of a file in or below `folder`; raises OSError, also for one that lies elsewhere."""
    path = looks.place(folder / name)
    if not path.is_relative_to(looks.place(folder)):
        raise PermissionError(0, f"it lies outside of {shown(folder)}", str(path))
    return looks.content(path)


def tail_or_none(path: Path) -> bytes | None:
    """The last bytes of a file, at most `looks.TAIL`, or None when it isn't there."""
    try:
        return looks.tail(path)
    except FileNotFoundError:
        return None


Fingerprint = frozenset[tuple[str, int, int]]
"""Path, time of the last change in nanoseconds, and size of files."""


def fingerprint(folders: Iterable[Path], paths: Iterable[Path]) -> Fingerprint:
    """All files below the folders but hidden ones, and the other paths as far as they are there."""
    found = {str(path) for path in paths}
    for folder in folders:
        for here, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".")]
            found.update(f"{here}{os.sep}{name}" for name in names if not name.startswith("."))
    stats = set()
    for path in found:
        with suppress(OSError, ValueError):
            stat = Path(path).stat()
            stats.add((path, stat.st_mtime_ns, stat.st_size))
    return frozenset(stats)


def packages_in(folder: Path) -> list[tuple[Path, str]]:
    """The packages `SLUG-1.2.3.apkg` in a folder, each with its slug."""
    try:
        names = looks.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [(folder / name, match["slug"]) for name, _ in names if (match := _PACKAGE.fullmatch(name))]


def _repository(path: Path) -> Path | None:
    """The root of the git repository that holds a file."""
    return next((folder for folder in path.resolve().parents if (folder / ".git").exists()), None)


def in_repository(path: str) -> str:
    """The path from the root of the repository that holds the file, with `/`; the path itself where there is none."""
    root = _repository(Path(path))
    return Path(path).resolve().relative_to(root).as_posix() if root else path


def is_clean(path: Path) -> bool:
    """Whether git has the file as it is, or there is no repository to have it."""
    git = ["git", "-C", str(path.resolve().parent)]
    if _repository(path) is None:
        return True
    try:
        run = subprocess.run(
            [*git, "status", "--porcelain", "--", path.name], capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    return run.returncode == 0 and not run.stdout.strip()
