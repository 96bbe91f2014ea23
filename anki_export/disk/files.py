"""The disk: reading inside a source root; `commit` writes, so that nothing is ever half there."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from anki_export.disk import confine, dependencies
from anki_export.disk.atomic import write_files as write_files
from anki_export.disk.confine import read_or_none as read_or_none

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PAGE_SUFFIXES = (".md", ".markdown")
_MOST = 64 << 20
"""Bytes of a file of any kind; texts and media have smaller limits of their own, where they are read."""
_CSS_LIMIT = 1 << 18
_DEEPEST = 100
"""How many folders deep pages are looked for."""
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
    """Patterns as in `.gitignore`, counted from the root."""

    def pages(
        self, complain: Callable[[str, OSError], None], report_unused: Callable[[str], None] = lambda pattern: None
    ) -> tuple[str, ...]:
        """All pages in view, sorted; hidden files and excluded patterns are passed over.

        `complain` gets the path of what can't be read, as the user would type it, and the reason; `report_unused` gets
        each pattern that excludes no page.
        """
        found: set[str] = set()
        for start in self.read:
            top = self.root / start
            if dependencies.is_file(top):
                found.add(start)
            else:
                found.update(self._below(top, complain))
        for pattern in self.exclude:
            if not any(rule.match_file(page) for rule in _spec((pattern,)).patterns for page in found):
                report_unused(pattern)
        return tuple(sorted(page for page in found if not self._is_excluded(page)))

    def _below(self, folder: Path, complain: Callable[[str, OSError], None], depth: int = 0) -> Iterator[str]:
        try:
            names = dependencies.names(folder)
        except OSError as error:
            complain(self.name(folder.relative_to(self.root).as_posix()), error)
            return
        for name, kind in names:
            path = folder / name
            page = path.relative_to(self.root).as_posix()
            if name.startswith("."):
                continue
            if kind == "folder" and depth >= _DEEPEST:
                complain(self.name(page), OSError(f"folders are more than {_DEEPEST} deep in each other"))
            elif kind == "folder":
                yield from self._below(path, complain, depth + 1)
            # A link inside the root shows pages that are read at their own place.
            elif (
                kind == "link"
                and not self._is_excluded(page)
                and not dependencies.place(path).is_relative_to(dependencies.place(self.root))
            ):
                complain(self.name(page), LeadsOut("leads out of the source root"))
            elif kind == "file" and name.lower().endswith(PAGE_SUFFIXES):
                try:
                    page.encode()
                except UnicodeEncodeError:
                    complain(ascii(self.name(page)), OSError("its name is not UTF-8"))
                else:
                    yield page

    def key(self, page: str) -> str:
        """The page's path as the lock has it."""
        return Path(os.path.relpath(self.root / page, self.anchor)).as_posix()

    def page(self, key: str) -> str | None:
        """The page that the lock has as `key`, None outside of the root."""
        path = Path(os.path.normpath(self.anchor / key))
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else None

    def covers(self, key: str) -> bool:
        """Whether the page was in view, or would have been, were it there and not excluded."""
        page = self.page(key)
        return page is not None and _under(page, self.read)

    def has(self, key: str) -> bool:
        """Whether a page is there, in view or not. A lock that someone has made up learns of no other files."""
        path = Path(os.path.normpath(self.anchor / key))
        is_page = path.suffix.lower() in PAGE_SUFFIXES or path.is_relative_to(self.root)
        return is_page and dependencies.is_file(path)

    def selects(self, page: str) -> bool:
        """Whether the page is among those that were asked for."""
        return _under(page, self.selected)

    def selects_key(self, key: str) -> bool:
        """The same for a page as the lock has it."""
        page = self.page(key)
        return page is not None and _under(page, self.read) and self.selects(page)

    def is_below(self, key: str, paths: Collection[str]) -> bool:
        """Whether the page that the lock has as `key` is one of `paths`, as the user would type them, or below one."""
        page = self.page(key)
        return page is not None and any(_under(self.name(page), (path,)) for path in paths)

    def meets_selection(self, path: str) -> bool:
        """Whether a path, as the user would type it, is among what was asked for, or a folder above that."""
        selected = [self.name(start) for start in self.selected]
        return "" in self.selected or _under(path, selected) or any(_under(name, (path,)) for name in selected)

    def name(self, page: str) -> str:
        """The path as the user would type it."""
        return (PurePosixPath(self.shown) / page).as_posix()

    def size_of(self, page: str) -> int:
        """The bytes of a file inside the root, without reading it; raises OSError, also for what is no file."""
        with _about_root():
            self._refuse_hidden(page)
            return confine.size_of(self.root, page)

    def bytes_of(self, page: str) -> bytes:
        """The content of a file inside the root; raises OSError, also for a link that leads out of the root."""
        with _about_root():
            self._refuse_hidden(page)
            return confine.read(self.root, page, _MOST)

    def _refuse_hidden(self, page: str) -> None:
        """Hidden files hold passwords (`.env`) more often than texts; one that was named as a page is meant."""
        if page not in self.read and confine.place(self.root, page).name.startswith("."):
            raise PermissionError("is hidden")

    def resolve(self, page: str, target: str) -> str | None:
        """The path of `target` as written on `page`, relative to the root; None when it leads out.

        Nor may it lead out and in again, for that depends on how the folders above are called. Names with a backslash
        or a drive are names of Windows, where they might lead anywhere.
        """
        path = os.path.normpath(PurePosixPath(page).parent / target).replace(os.sep, "/")
        if path.startswith(("../", "/")) or "\\" in target or _DRIVE.match(target):
            return None
        try:
            confine.place(self.root, path)
        except confine.Outside:
            return None
        except OSError:  # a ring of links, a NUL
            return path  # reading it will tell
        return path

    def _is_excluded(self, page: str) -> bool:
        return bool(self.exclude) and _spec(self.exclude).match_file(page)


@cache
def _spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # takes as long to import as a page to read; few projects need it

    return GitIgnoreSpec.from_lines(patterns, backend="simple")


_DRIVE = re.compile(r"[A-Za-z]:")


class LeadsOut(PermissionError):
    """A link leads out of the source root."""


@contextmanager
def _about_root() -> Iterator[None]:
    """Name the folder that a link leads out of."""
    try:
        yield
    except confine.Outside as error:
        raise LeadsOut(str(error).replace("the folder", "the source root")) from None


def _under(page: str, starts: Iterable[str]) -> bool:
    return any(not start or page == start or page.startswith(start + "/") for start in starts)


def source_tree(sources: Iterable[Path], home: Path | None, decks: Path, exclude: tuple[str, ...] = ()) -> SourceTree:
    """The tree that holds `sources`; `home` is the configured source folder, if any, `decks` the folder of the lock.

    Inside `home` the whole of it stays in view, so that building one page knows the questions of the others.
    Elsewhere only what is named is read. Raises FileNotFoundError for a path that is missing.
    """
    paths = [dependencies.place(source) for source in sources or ([home] if home else [])]
    for path in paths:
        if not _exists(path):
            raise FileNotFoundError(shown(path))
    home = dependencies.place(home) if home else None
    is_inside = home is not None and home.is_dir() and all(path.is_relative_to(home) for path in paths)
    root = home if home and is_inside else Path(os.path.commonpath([p if p.is_dir() else p.parent for p in paths]))
    selected = tuple(sorted({"" if path == root else path.relative_to(root).as_posix() for path in paths}))
    anchor = dependencies.place(decks).parent
    return SourceTree(root, shown(root), anchor, ("",) if is_inside else selected, selected, exclude)


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


def css_in(folder: Path, name: str) -> bytes:
    """The styles in a file in or below `folder`; raises OSError, also for what is no CSS by its name."""
    try:
        if confine.place(folder, name).suffix.lower() != ".css":
            raise PermissionError(0, "its name does not end in .css", name)
        return confine.read(folder, name, _CSS_LIMIT)
    except confine.Outside:
        raise PermissionError(0, f"it lies outside of {shown(folder)}", name) from None


def read_named(path: Path) -> bytes | None:
    """The content of a file that someone has named on the command line, or None when it isn't there."""
    try:
        return dependencies.content(path)
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
        names = dependencies.names(folder)
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
    """Whether git has the file as it is, or there is no repository to have it.

    The repository is named: git would take a folder of pages that holds `HEAD`, `objects` and `refs` for one of its
    own, and run what its `config` says.
    """
    import subprocess

    root = _repository(path)
    if root is None:
        return True
    command = ["git", f"--git-dir={root / '.git'}", f"--work-tree={root}", "-c", "core.fsmonitor=false", "status"]
    name = f":(top,literal){path.resolve().relative_to(root).as_posix()}"
    try:
        run = subprocess.run(
            [*command, "--porcelain", "--", name], capture_output=True, text=True, check=False, cwd=root
        )
    except OSError:
        return False
    return run.returncode == 0 and not run.stdout.strip()
