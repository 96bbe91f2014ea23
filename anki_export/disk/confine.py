"""Files in a folder, and nothing outside of it, whatever names, links and special files may claim.

Pages, settings and the folder of decks may come from anyone, in a pull request. What a name means is settled first,
with all links followed; then the file is opened without following any.
"""

from pathlib import Path

from anki_export.disk import dependencies
from anki_export.disk.safe_open import Outside as Outside

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", ".jj"})
"""Folders with passwords in their settings (`.git/config`), and with programs that others run (`.git/hooks`)."""


def place(folder: Path, name: str | Path) -> Path:
    """Where in or below `folder` a name leads, with all links followed, whether anything is there or not.

    Raises Outside, which tells nothing of what is there outside, and FileNotFoundError for what can't be a name.
    """
    try:
        top, path = dependencies.place(folder), dependencies.place(folder / name)
    except (RuntimeError, ValueError) as error:  # a ring of links, a NUL
        raise FileNotFoundError(str(error)) from None
    if not path.is_relative_to(top):
        raise Outside("leads out of the folder")
    if not _VERSION_CONTROL.isdisjoint(part.lower() for part in path.relative_to(top).parts):
        raise Outside("belongs to version control")
    return path


def size_of(folder: Path, name: str | Path) -> int:
    """The bytes of a file, without reading it; raises OSError, also for what is no plain file."""
    return dependencies.size(place(folder, name))


def read(folder: Path, name: str | Path, most: int) -> bytes:
    """The content of a file; raises OSError, also for what is no plain file, or has more than `most` bytes."""
    return dependencies.plain_content(place(folder, name), dependencies.place(folder), most)


def read_or_none(folder: Path, name: str | Path, most: int) -> bytes | None:
    """The same, or None when it isn't there."""
    try:
        return read(folder, name, most)
    except FileNotFoundError:
        return None
