"""The files in the folder of decks: packages, and the changelog."""

import re
from pathlib import Path

from anki_export.disk.recorded_reads import Disk
from anki_export.text.lazy_regex import regex

_PACKAGE = regex(r"(?P<slug>.+)-[0-9]+\.[0-9]+\.[0-9]+\.apkg", re.DOTALL)


CHANGELOG = "CHANGELOG.md"
"""The name of the changelog, next to the packages."""


def packages_in(folder: Path, disk: Disk) -> list[tuple[Path, str]]:
    """The packages `SLUG-1.2.3.apkg` in a folder, each with its slug."""
    try:
        names = disk.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [(folder / name, slug) for name, _ in names if (slug := slug_of(name))]


def slug_of(name: str) -> str:
    """The slug in the file name of a package; empty for other files.

    >>> slug_of("git-basics-1.0.2.apkg"), slug_of("git-basics-retired.apkg")
    ('git-basics', '')
    """
    match = _PACKAGE.fullmatch(name)
    return match["slug"] if match else ""
