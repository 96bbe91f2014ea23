"""Read the lock of a folder of decks, and find the packages next to it."""

import re
from collections.abc import Sequence
from pathlib import Path

from anki_export.deck.types import UsageError
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.display import display_path, reason
from anki_export.disk.recorded_reads import Disk, digest_of
from anki_export.release.lock import LOCK, Lock, load_lock
from anki_export.text.regex import regex

_PACKAGE = regex(r"(?P<slug>.+)-[0-9]+\.[0-9]+\.[0-9]+\.apkg", re.DOTALL)
LOCK_LIMIT = 256 << 20
"""Maximum size of a lock in bytes: a card takes a kilobyte."""


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


def read_lock(
    decks: Path, bounds: Path, disk: Disk, must_be_new: str = ""
) -> tuple[str, Lock | None, Sequence[Diagnostic]]:
    """The digest of the lock file, empty without one, and its content, which is None when it must not be trusted.

    `must_be_new` says why there must be none, else empty; raises UsageError with it if there is one.
    """
    shown = display_path(decks / LOCK)
    try:
        blocker = next((path for path in (decks, *decks.parents) if path.exists() and not path.is_dir()), None)
        data = None if blocker else disk.read_in_or_none(bounds, (decks / LOCK).absolute(), LOCK_LIMIT)
    except OSError as error:
        return "", None, [Diagnostic(Location(shown), Rule.UNREADABLE, reason(error), "check its read permissions")]
    if blocker:
        raise UsageError(f"{display_path(blocker)} is a file: name a folder for the decks")
    if must_be_new and data is not None:
        raise UsageError(f"{shown} already exists: {must_be_new}")
    return "" if data is None else digest_of(data), *load_lock(data, shown)
