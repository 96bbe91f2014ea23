"""Read the lock of a folder of decks, and find the packages next to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from errno import EACCES, EPERM
from pathlib import Path

from msgspec.structs import replace

from anki_export.deck.types import Project, UsageError
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.display import display_path, reason
from anki_export.disk.recorded_reads import Disk, digest_of
from anki_export.release.lock import EMPTY, LOCK, Lock, load_lock
from anki_export.text.regex import regex

_PACKAGE = regex(r"(?P<slug>.+)-[0-9]+\.[0-9]+\.[0-9]+\.apkg", re.DOTALL)
_RESTORE = "restore it from version control to keep learners' reviews"
_LIMIT = 256 << 20
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
    decks: Path, bounds: Path, disk: Disk, must_be_new: bool = False
) -> tuple[str, Lock | None, Sequence[Diagnostic]]:
    """The digest of the lock file and its content, which is None when it must not be trusted."""
    shown = display_path(decks / LOCK)

    def unreadable(why: str, hint: str) -> tuple[str, None, Sequence[Diagnostic]]:
        return "", None, [Diagnostic(Location(shown), Rule.UNREADABLE, why, hint)]

    try:
        blocker = next((path for path in (decks, *decks.parents) if path.exists() and not path.is_dir()), None)
        data = None if blocker else disk.read_in_or_none(bounds, (decks / LOCK).absolute(), _LIMIT)
        packages = [path.name for path, _ in packages_in(decks, disk)] if data is None else []
    except OSError as error:
        is_forbidden = error.errno in (EACCES, EPERM)
        return unreadable(reason(error), "check its read permissions" if is_forbidden else _RESTORE)
    if blocker:
        raise UsageError(f"{display_path(blocker)} is a file: name a folder for the decks")
    if data is None and (decks / LOCK).is_symlink():
        hint = "correct the target of the link; without a lock, learners lose their reviews"
        return unreadable("can't be read: the link is broken", hint)
    if must_be_new:
        if data is not None:
            raise UsageError(f"{shown} already exists: --from-package is for the first build only")
        return "", EMPTY, ()
    if packages:
        hint = f"{_RESTORE}; to start over, move the packages elsewhere"
        message = f"the lock is missing, but {packages[0]} exists"
        return "", None, [Diagnostic(Location(shown), Rule.LOCK_LOST, message, hint)]
    return "" if data is None else digest_of(data), *load_lock(data, shown)


def lock_elsewhere(project: Project, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """Report when the first build into another folder would give new guids to cards that are in the usual lock."""
    settings, decks, disk = project.settings, project.decks, project.tree.disk
    if project.lock is None or project.lock_digest or project.packages:
        return
    path = settings.home / settings.decks / LOCK
    try:
        usual = disk.locate_in(settings.home, settings.decks)
        is_same = usual == disk.locate(decks)
        data = None if is_same else disk.read_in_or_none(settings.home, path.absolute(), _LIMIT)
    except (OSError, RuntimeError):  # such as a loop of links; it is not the folder that was asked for
        return
    lock, _ = load_lock(data, "")
    there = replace(project.tree, anchor=usual.parent)
    if {card.page for card in (lock or EMPTY).cards} & {there.key(page) for page in pages}:
        yield Diagnostic(
            Location(display_path(path)),
            Rule.LOCK_ELSEWHERE,
            f"a build into {display_path(decks)}/ ignores this lock: learners who have its cards would get them twice",
            f"copy it to {display_path(decks / LOCK)} first, or ignore this if no learner has these cards",
        )
