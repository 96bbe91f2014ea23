"""The source tree: find and read the pages below a folder, without leaving it."""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Self

from msgspec import Struct, field
from msgspec.structs import replace

from anki_export.disk.memory_files import MemoryFiles
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk, Outside
from anki_export.text.lazy_regex import regex

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

PAGE_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".rmd")
"""Of Markdown, and of Docusaurus, Quarto and R Markdown; in lower case."""
_MAX_BYTES = 64 << 20
"""Maximum size of any file; text and media have smaller limits where they are read."""
_MAX_DEPTH = 100
"""How many levels of folders are searched for pages."""


_TOOL_FOLDERS = frozenset({"node_modules", "site-packages"})
_ENVIRONMENT_MARKS = frozenset({("pyvenv.cfg", "file"), ("conda-meta", "folder")})
"""A folder that contains one of these is a virtual environment, whatever its name (PEP 405; conda)."""
_PROJECT_FILES = frozenset({"CONTRIBUTING", "CHANGELOG", "CODE_OF_CONDUCT", "PULL_REQUEST_TEMPLATE", "ISSUE_TEMPLATE"})
_PROJECT_FILES_IN_CAPITALS = frozenset({"SECURITY", "LICENSE", "LICENCE", "AGENTS", "CLAUDE", "GEMINI"})
"""`security.md` and `claude.md` can be pages of questions."""
FOLDER_FOR_GITHUB = ".github"
"""GitHub uses the one at the top of a repository; some courses keep the quizzes of each lesson in one of its folder."""


class Listing(Struct, frozen=True):
    """The pages of a tree, sorted."""

    pages: tuple[str, ...]
    unreadable: tuple[tuple[str, OSError], ...] = ()
    """Paths that can't be read, as the user would type them, with the reason."""
    unused: tuple[str, ...] = ()
    """Patterns in `exclude` that match no page."""


class SourceTree(Struct, frozen=True):
    """The pages below a source folder, and the selected part of them.

    Paths are relative to this folder, with `/`. `read` and `selected` are prefixes of such paths, "" for all: all pages
    in `read` are read to match questions and cards; only those in `selected` are shown and built.
    """

    root: Path
    shown: str
    anchor: Path = Path()
    """The folder that keys are relative to: the parent of `decks`, whatever the source folder is."""
    read: tuple[str, ...] = ("",)
    selected: tuple[str, ...] = ("",)
    exclude: tuple[str, ...] = ()
    """Patterns as in `.gitignore`, relative to the source folder."""
    skips_project_files: bool = False
    """Whether to skip what is not a page of a site: folders of tools, and files such as CHANGELOG.md."""
    skips_folder: str = ""
    """A folder that is not searched: what `publish` writes below the pages. Empty for none."""
    include_from: tuple[str, ...] = ()
    """Folders from which pages can include text, relative to the root; they may be outside of it (`../parts`)."""
    disk: Disk = field(default_factory=Disk)
    """Records what the tree reads."""

    def recording(self) -> Self:
        """The same tree with a separate record."""
        return replace(self, disk=self.disk.fresh())

    def pages(self) -> "Listing":
        """All pages in `read`; hidden and excluded files are skipped."""
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
        not_utf8 = [page for page in found if not _is_utf8(self.key(page))]
        problems += [(ascii(self.name(page)), OSError("its path is not UTF-8")) for page in not_utf8]
        found.difference_update(not_utf8)
        unused = [
            pattern
            for pattern in self.exclude
            if not any(rule.match_file(page) for rule in path_spec((pattern,)).patterns for page in found)
        ]
        pages = sorted(page for page in found if not self._is_excluded(page))
        return Listing(tuple(pages), tuple(problems), tuple(unused))

    def _below(self, folder: Path, depth: int = 0) -> Iterator[str | tuple[str, OSError]]:
        try:
            names = self.disk.names(folder)
        except OSError as error:
            yield self.name(folder.relative_to(self.root).as_posix()), error
            return
        if depth and self.skips_project_files and not _ENVIRONMENT_MARKS.isdisjoint(names):
            return
        start = _start(folder, self.root)
        for name, kind in names:
            page = start + name
            if self._is_skipped(name, kind, page):
                continue
            if kind == "folder" and depth >= _MAX_DEPTH:
                yield self.name(page), OSError(f"folders are nested more than {_MAX_DEPTH} levels deep")
            elif kind == "folder":
                yield from self._below(folder / name, depth + 1)
            # A link to a folder inside the source folder is skipped: its pages are read where they are.
            elif (
                kind == "link"
                and not self._is_excluded(page)
                and not self.disk.locate(folder / name).is_relative_to(self.disk.locate(self.root))
            ):
                yield self.name(page), Outside("points outside the source folder")
            elif kind == "file" and name.lower().endswith(PAGE_SUFFIXES):
                yield page

    def _is_skipped(self, name: str, kind: str, page: str) -> bool:
        """Whether to skip a file or folder that is not site content; pages named by the user are never skipped."""
        is_of_lesson = self.skips_project_files and kind == "folder" and page.endswith(f"/{FOLDER_FOR_GITHUB}")
        if (name.startswith(".") and not is_of_lesson) or page == self.skips_folder or _is_backup(page):
            return True
        if not self.skips_project_files or page in self.selected:
            return False
        is_for_github = FOLDER_FOR_GITHUB in page.split("/")
        if kind != "file":
            return name in _TOOL_FOLDERS or (is_for_github and name in _PROJECT_FILES)
        stem, dot, suffix = name.rpartition(".")
        if is_for_github and "quiz" not in stem.lower():
            return True
        is_one = stem.upper() in _PROJECT_FILES or stem in _PROJECT_FILES_IN_CAPITALS
        return is_one and f"{dot}{suffix.lower()}" in PAGE_SUFFIXES

    def pages_beside(self, pages: Iterable[str]) -> Iterator[str]:
        """The pages in the folders of some pages, in no folder below these."""
        for folder in sorted({(self.root / page).parent for page in pages}):
            with suppress(OSError):
                start = _start(folder, self.root)
                for name, kind in self.disk.names(folder):
                    page = start + name
                    is_page = kind == "file" and name.lower().endswith(PAGE_SUFFIXES)
                    if is_page and not self._is_skipped(name, kind, page) and not self._is_excluded(page):
                        yield page

    def key(self, page: str) -> str:
        """The page's path as in the lock."""
        return _relative(self.root, page, self.anchor)

    def page(self, key: str) -> str | None:
        """The page for a path in the lock, or None outside the source folder."""
        return _page(self.root, key, self.anchor)

    def pages_of(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The pages for paths in the lock, each once, sorted; outside the source folder they keep these paths."""
        return tuple(sorted({self.page(key) or key for key in set(keys)}))

    def covers(self, key: str) -> bool:
        """Whether the page is in `read`, even if it does not exist or is excluded."""
        page = self.page(key)
        return page is not None and _under(page, self.read)

    def has(self, key: str) -> bool:
        """Whether a page exists, in `read` or not. Other files are not probed: a forged lock must not reveal them."""
        path = Path(os.path.normpath(self.anchor / key))
        is_page = path.suffix.lower() in PAGE_SUFFIXES or path.is_relative_to(self.root)
        return is_page and self.disk.is_file(path)

    def text_outside(self, key: str) -> str:
        """The text of a page next to the folder of decks or below, in `read` or not; empty if it can't be read."""
        with suppress(OSError):
            if PurePosixPath(key).suffix.lower() in PAGE_SUFFIXES:
                return self.disk.read_in(self.anchor, key, _MAX_BYTES).decode(errors="replace")
        return ""

    def selects(self, page: str) -> bool:
        """Whether the page is selected."""
        return _under(page, self.selected)

    def selects_key(self, key: str) -> bool:
        """Whether the page for a path in the lock is selected."""
        page = self.page(key)
        return page is not None and _under(page, self.read) and self.selects(page)

    def is_below(self, key: str, paths: Set[str]) -> bool:
        """Whether the page for a path in the lock is one of `paths`, as the user would type them, or below one."""
        if not paths or (page := self.page(key)) is None:
            return False
        path = PurePosixPath(self.name(page))
        return not paths.isdisjoint(map(str, (path, *path.parents)))

    def meets_selection(self, path: str) -> bool:
        """Whether a path, as the user would type it, is selected, or is a folder that contains a selected page."""
        selected = [self.name(start) for start in self.selected]
        return "" in self.selected or _under(path, selected) or any(_under(name, (path,)) for name in selected)

    def name(self, page: str) -> str:
        """The path as the user would type it."""
        return _joined(self.shown, page)

    def page_named(self, name: str) -> str:
        """The page for a path as the user would type it; the path itself outside the root."""
        path, root = PurePosixPath(name), PurePosixPath(self.shown)
        return path.relative_to(root).as_posix() if path.is_relative_to(root) else name

    def size_of(self, page: str) -> int:
        """The size in bytes of a file in the source folder; raises OSError, also for anything but a regular file."""
        try:
            path, top = self._located(page)
            return self.disk.size_in(top, path)
        except Outside as error:
            raise _naming_root(error) from None

    def bytes_of(self, page: str) -> bytes:
        """The content of a file in the source folder; raises OSError, also for a link that points outside it."""
        try:
            return self.disk.read(*self._located(page), _MAX_BYTES)
        except Outside as error:
            raise _naming_root(error) from None

    def _located(self, page: str) -> tuple[Path, Path]:
        """The path with all links resolved, and the folder that it must not leave.

        Refuses hidden files, which often contain passwords (`.env`), unless the user named them as pages.
        """
        folder = self._include_folder(page)
        top = self.disk.locate(self.root / folder if folder else self.root)
        path = self.disk.locate_in(top, os.path.relpath(page, folder) if folder else page)
        names = path.relative_to(top).parts if folder else (path.name,)
        if any(name.startswith(".") for name in names) and (folder or page not in self.read):
            raise PermissionError("is hidden")
        return path, top

    def _include_folder(self, page: str) -> str | None:
        """The folder outside the root that a path is in, if text can be included from there."""
        if page != ".." and not page.startswith("../"):
            return None
        return next((folder for folder in self.include_from if _under(page, (folder,))), None)

    def resolve(self, page: str, target: str) -> str | None:
        """The path of a link target on `page`, relative to the source folder; None if outside.

        It must not lead outside and back in either, since that depends on the names of the folders above. Targets with
        a backslash or a drive are rejected: on Windows they could lead anywhere.
        """
        path = os.path.normpath(PurePosixPath(page).parent / target).replace(os.sep, "/")
        if "\\" in target or _DRIVE.match(target) or path.startswith("/"):
            return None
        # Only what is included from such a folder can name other files there.
        folder = self._include_folder(path) if self._include_folder(page) is not None else None
        if path.startswith("../") and folder is None:
            return None
        try:
            self.disk.locate_in(self.root / (folder or ""), os.path.relpath(path, folder) if folder else path)
        except Outside:
            return None
        except OSError:  # a loop of links, a NUL
            return path  # reported when it is read
        return path

    def find(self, page: str, name: str) -> str | None:
        """The picture or sound that a name, with or without folders, means in a note of Obsidian; None without one.

        A path from the root counts first, then what is below the folder of the page, then all else; of several the one
        with the shortest path.
        """
        name = name.lower().removeprefix("./")
        if ".." in name.split("/"):
            return None
        paths = self.disk.media_named(self.root, name.rpartition("/")[2])
        found = [path for path in paths if path.lower() == name or path.lower().endswith(f"/{name}")]
        folder = f"{PurePosixPath(page).parent}/".removeprefix("./")
        return min(
            found, key=lambda path: (path.lower() != name, not path.startswith(folder), len(path), path), default=None
        )

    def _is_excluded(self, page: str) -> bool:
        return bool(self.exclude) and path_spec(self.exclude).match_file(page)


def _start(folder: Path, root: Path) -> str:
    """What precedes the names of pages in a folder."""
    return "" if folder == root else f"{folder.relative_to(root).as_posix()}/"


# Each page is asked for its key and its name several times.
@lru_cache(1 << 14)
def _relative(root: Path, page: str, anchor: Path) -> str:
    start = _prefix(root, anchor)
    if start is not None and _is_plain(page):
        return start + page
    return Path(os.path.relpath(root / page, anchor)).as_posix()


@lru_cache(1 << 14)
def _page(root: Path, key: str, anchor: Path) -> str | None:
    start = _prefix(root, anchor)
    if start and key.startswith(start) and _is_plain(key):
        return key[len(start) :]
    path = Path(os.path.normpath(anchor / key))
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else None


@lru_cache(4)
def _prefix(root: Path, anchor: Path) -> str | None:
    """What precedes the path of a page in its key; None if that depends on the page."""
    start = Path(os.path.relpath(root, anchor)).as_posix()
    return "" if start == "." else None if start.startswith("..") else f"{start}/"


def _is_plain(path: str) -> bool:
    """Whether a path is in its only form, and all its parts are names."""
    return bool(path) and "\\" not in path and {"", ".", ".."}.isdisjoint(path.split("/"))


@lru_cache(1 << 14)
def _joined(folder: str, page: str) -> str:
    if folder and folder[-1] != "/" and _is_plain(folder) and _is_plain(page):
        return f"{folder}/{page}"
    return (PurePosixPath(folder) / page).as_posix()


def is_for_tools(name: str, names: Collection[tuple[str, str]]) -> bool:
    """Whether a folder that contains these names is not part of a project, but was installed by a tool."""
    return name in _TOOL_FOLDERS or not _ENVIRONMENT_MARKS.isdisjoint(names)


@cache
def path_spec(patterns: tuple[str, ...]) -> "GitIgnoreSpec":
    """A matcher for the paths that patterns as in `.gitignore` name."""
    from pathspec import GitIgnoreSpec  # imported only if needed: it takes as long as reading a page

    return GitIgnoreSpec.from_lines(patterns, backend="simple")


_DRIVE = regex(r"[A-Za-z]:")


def _naming_root(error: Outside) -> Outside:
    """The error with the source folder named instead of "the folder"."""
    return Outside(str(error).replace("the folder", "the source folder"))


def _is_backup(page: str) -> bool:
    """Whether a folder has backups that Logseq has made of changed pages."""
    return page == "logseq/bak" or page.endswith("/logseq/bak")


def _is_utf8(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def _under(page: str, starts: Collection[str]) -> bool:
    return "" in starts or any(page == start or page.startswith(start + "/") for start in starts)


def source_tree(
    sources: Iterable[Path], home: Path | None, decks: Path, exclude: tuple[str, ...] = (), disk: Disk | None = None
) -> SourceTree:
    """The tree for `sources`; `home` is the configured source folder, if any, `decks` the folder of the lock.

    If all sources are in `home`, all its pages are read, so that building one page knows the questions of the others.
    Otherwise only the sources are read. Raises FileNotFoundError for a missing path.
    """
    disk = disk or Disk()
    paths = [disk.locate(source) for source in sources or ([home] if home else [])]
    for path in paths:
        if not disk.exists(path):
            raise FileNotFoundError(display_path(path))
    home = disk.locate(home) if home else None
    is_inside = home is not None and home.is_dir() and all(path.is_relative_to(home) for path in paths)
    root = home if home and is_inside else Path(os.path.commonpath([p if p.is_dir() else p.parent for p in paths]))
    selected = tuple(sorted({"" if path == root else path.relative_to(root).as_posix() for path in paths}))
    anchor = disk.locate(decks).parent
    return SourceTree(root, display_path(root), anchor, ("",) if is_inside else selected, selected, exclude, disk=disk)


def tree_of(files: Mapping[str, str | bytes]) -> SourceTree:
    """A tree of texts and bytes in memory, by their path."""
    root = Path("/pages").absolute()  # has a drive on Windows; it need not be there
    return SourceTree(root, "", disk=Disk(MemoryFiles(root, files)))
