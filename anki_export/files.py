"""The only disk access: reading inside a source root, and writing so that nothing is ever half there."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

PAGE_SUFFIXES = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class SourceTree:
    """The pages below a source root, and the part of them that was asked for.

    `read` and `selected` are paths relative to the root, "" for all of it: questions are told apart with all that
    is in `read` in view, results are shown and decks written for what is in `selected`.
    """

    root: Path
    shown: str
    read: tuple[str, ...] = ("",)
    selected: tuple[str, ...] = ("",)
    exclude: tuple[str, ...] = ()

    def pages(self) -> tuple[str, ...]:
        """All pages in view, sorted; hidden folders and excluded patterns are passed over."""
        found: set[str] = set()
        for start in self.read:
            top = self.root / start
            if top.is_file():
                found.add(start)
                continue
            for folder, folders, files in os.walk(top):
                folders[:] = [name for name in folders if not name.startswith(".")]
                below = Path(folder).relative_to(self.root)
                found.update((below / name).as_posix() for name in files if name.lower().endswith(PAGE_SUFFIXES))
        return tuple(sorted(page for page in found if not self._excluded(page)))

    def covers(self, page: str) -> bool:
        """Whether a page of this path would have been read, were it there."""
        return _under(page, self.read) and not self._excluded(page)

    def selects(self, page: str) -> bool:
        """Whether the page is among those that were asked for."""
        return _under(page, self.selected)

    def has(self, page: str) -> bool:
        """Whether a file of this path is there."""
        return (self.root / page).is_file()

    def name(self, page: str) -> str:
        """The path as the user would type it."""
        return (PurePosixPath(self.shown) / page).as_posix()

    def bytes_of(self, page: str) -> bytes:
        """The content of a file inside the root; raises OSError, also for a link that leads out of the root."""
        path = (self.root / page).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise PermissionError("leads out of the source root")
        return path.read_bytes()

    def resolve(self, page: str, target: str) -> str | None:
        """The path of `target` as written on `page`, relative to the root; None when it leads out."""
        path = os.path.normpath(PurePosixPath(page).parent / target).replace(os.sep, "/")
        if path.startswith(("../", "/")) or path == "..":
            return None
        return path if (self.root / path).resolve().is_relative_to(self.root.resolve()) else None

    def _excluded(self, page: str) -> bool:
        return any(PurePosixPath(page).match(pattern) for pattern in self.exclude)


def _under(page: str, starts: Iterable[str]) -> bool:
    return any(not start or page == start or page.startswith(start + "/") for start in starts)


def source_tree(sources: Iterable[Path], home: Path, exclude: tuple[str, ...] = ()) -> SourceTree:
    """The tree that holds `sources`; `home` is the configured source folder.

    Inside `home` the whole of it stays in view, so that building one page knows the questions of the others.
    Elsewhere only what is named is read. Raises FileNotFoundError with the path that is missing.
    """
    paths = [Path(os.path.abspath(source)) for source in sources] or [Path(os.path.abspath(home))]
    for path in paths:
        if not path.exists():
            raise FileNotFoundError(shown(path))
    home = Path(os.path.abspath(home))
    inside = home.is_dir() and all(path.is_relative_to(home) for path in paths)
    root = home if inside else Path(os.path.commonpath([p if p.is_dir() else p.parent for p in paths]))
    selected = tuple(sorted({"" if path == root else path.relative_to(root).as_posix() for path in paths}))
    return SourceTree(root, shown(root), ("",) if inside else selected, selected, exclude)


def shown(path: Path) -> str:
    """The path as a person in the current folder would name it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def read_or_none(path: Path) -> bytes | None:
    """The content of a file, or None when it isn't there."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def tail_or_none(path: Path, size: int) -> bytes | None:
    """The last `size` bytes of a file, or None when it isn't there."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, file.seek(0, os.SEEK_END) - size))
            return file.read()
    except FileNotFoundError:
        return None


def write_all(
    contents: Mapping[Path, Callable[[], bytes] | bytes], track: Callable[[Iterable[Path]], Iterable[Path]] = iter
) -> None:
    """Write several files, or none of them: all go to temporary names in their folders first, then are renamed.

    Raises OSError and leaves everything as it was when a file can't be written.
    """
    ready: list[tuple[Path, Path]] = []
    try:
        for path in track(list(contents)):
            content = contents[path]
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
            ready.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as file:
                file.write(content if isinstance(content, bytes) else content())
                file.flush()
                os.fsync(file.fileno())
            umask = os.umask(0)
            os.umask(umask)
            Path(temporary).chmod(0o666 & ~umask)  # mkstemp makes files for one user only; decks are for all
        while ready:
            ready[0][0].replace(ready[0][1])
            ready.pop(0)
    finally:
        for left, _ in ready:
            with suppress(OSError):
                left.unlink()


def versions_of(folder: Path, slug: str) -> list[Path]:
    """The packages `SLUG-1.2.3.apkg` in a folder."""
    name = re.compile(re.escape(slug) + r"-\d+\.\d+\.\d+\.apkg")
    return sorted(path for path in folder.iterdir() if name.fullmatch(path.name)) if folder.is_dir() else []


def remove(paths: Iterable[Path]) -> None:
    """Remove files; those already gone are fine."""
    for path in paths:
        path.unlink(missing_ok=True)
