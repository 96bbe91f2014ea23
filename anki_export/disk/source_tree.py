"""The source tree: the pages below a folder, read without leaving it."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from anki_export.disk.memory import MemoryFiles
from anki_export.disk.paths import display_path
from anki_export.disk.reading import Disk, Outside

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PAGE_SUFFIXES = (".md", ".markdown")
_MOST = 64 << 20
"""Bytes of a file of any kind; texts and media have smaller limits of their own, where they are read."""
_DEEPEST = 100
"""How many folders deep pages are looked for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages of a tree, sorted."""

    pages: tuple[str, ...]
    unreadable: tuple[tuple[str, OSError], ...] = ()
    """Paths, as the user would type them, that can't be read, and why."""
    unused: tuple[str, ...] = ()
    """Patterns of `exclude` that match no page."""


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
    disk: Disk = field(default_factory=Disk, compare=False)
    """Records what the tree was asked for."""

    def recording(self) -> Self:
        """The same tree with a record of its own."""
        return replace(self, disk=self.disk.fresh())

    def pages(self) -> "Listing":
        """All pages in view; hidden files and excluded ones are skipped."""
        found: set[str] = set()
        problems: list[tuple[str, OSError]] = []
        for start in self.read:
            top = self.root / start
            if self.disk.is_file(top):
                found.add(start)
            else:
                for page in self._below(top):
                    if isinstance(page, str):
                        found.add(page)
                    else:
                        problems.append(page)
        unused = [
            pattern
            for pattern in self.exclude
            if not any(rule.match_file(page) for rule in _spec((pattern,)).patterns for page in found)
        ]
        pages = sorted(page for page in found if not self._is_excluded(page))
        return Listing(tuple(pages), tuple(problems), tuple(unused))

    def _below(self, folder: Path, depth: int = 0) -> Iterator[str | tuple[str, OSError]]:
        try:
            names = self.disk.names(folder)
        except OSError as error:
            yield self.name(folder.relative_to(self.root).as_posix()), error
            return
        for name, kind in names:
            path = folder / name
            page = path.relative_to(self.root).as_posix()
            if name.startswith("."):
                continue
            if kind == "folder" and depth >= _DEEPEST:
                yield self.name(page), OSError(f"folders are more than {_DEEPEST} deep in each other")
            elif kind == "folder":
                yield from self._below(path, depth + 1)
            # A link inside the root shows pages that are read at their own place.
            elif (
                kind == "link"
                and not self._is_excluded(page)
                and not self.disk.locate(path).is_relative_to(self.disk.locate(self.root))
            ):
                yield self.name(page), LeadsOut("leads out of the source root")
            elif kind == "file" and name.lower().endswith(PAGE_SUFFIXES):
                try:
                    page.encode()
                except UnicodeEncodeError:
                    yield ascii(self.name(page)), OSError("its name is not UTF-8")
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
        return is_page and self.disk.is_file(path)

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
            return self.disk.size_in(self.root, page)

    def bytes_of(self, page: str) -> bytes:
        """The content of a file inside the root; raises OSError, also for a link that leads out of the root."""
        with _about_root():
            self._refuse_hidden(page)
            return self.disk.read_in(self.root, page, _MOST)

    def _refuse_hidden(self, page: str) -> None:
        """Hidden files hold passwords (`.env`) more often than texts; one that was named as a page is meant."""
        if page not in self.read and self.disk.locate_in(self.root, page).name.startswith("."):
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
            self.disk.locate_in(self.root, path)
        except Outside:
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
    except Outside as error:
        raise LeadsOut(str(error).replace("the folder", "the source root")) from None


def _under(page: str, starts: Iterable[str]) -> bool:
    return any(not start or page == start or page.startswith(start + "/") for start in starts)


def source_tree(
    sources: Iterable[Path], home: Path | None, decks: Path, exclude: tuple[str, ...] = (), disk: Disk | None = None
) -> SourceTree:
    """The tree that holds `sources`; `home` is the configured source folder, if any, `decks` the folder of the lock.

    Inside `home` the whole of it stays in view, so that building one page knows the questions of the others.
    Elsewhere only what is named is read. Raises FileNotFoundError for a path that is missing.
    """
    disk = disk or Disk()
    paths = [disk.locate(source) for source in sources or ([home] if home else [])]
    for path in paths:
        if not _exists(path):
            raise FileNotFoundError(display_path(path))
    home = disk.locate(home) if home else None
    is_inside = home is not None and home.is_dir() and all(path.is_relative_to(home) for path in paths)
    root = home if home and is_inside else Path(os.path.commonpath([p if p.is_dir() else p.parent for p in paths]))
    selected = tuple(sorted({"" if path == root else path.relative_to(root).as_posix() for path in paths}))
    anchor = disk.locate(decks).parent
    return SourceTree(root, display_path(root), anchor, ("",) if is_inside else selected, selected, exclude, disk)


def tree_of(files: Mapping[str, str | bytes]) -> SourceTree:
    """A tree of texts and bytes in memory, by their path."""
    root = Path("/pages").absolute()  # has a drive on Windows; it need not be there
    return SourceTree(root, "", disk=Disk(MemoryFiles(root, files)))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long, or with a NUL, is the name of nothing
        return False
