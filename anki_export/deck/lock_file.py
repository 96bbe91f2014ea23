"""Read the lock of a folder of decks, and find the packages and the conflicts of a merge next to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from errno import EACCES, EPERM
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from anki_export.deck.download_index import INDEX
from anki_export.deck.types import Project, UsageError
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.display import display_path, reason
from anki_export.disk.recorded_reads import Disk, digest_of
from anki_export.release.lock import EMPTY, LOCK, Lock, LockError, load_lock
from anki_export.text.conflicts import conflict_lines, marker
from anki_export.text.regex import regex

if TYPE_CHECKING:
    from anki_export.release.merge_lock import Merged

_PACKAGE = regex(r"(?P<slug>.+)-[0-9]+\.[0-9]+\.[0-9]+\.apkg", re.DOTALL)
_RESTORE = "restore it from version control to keep learners' reviews"
CHANGELOG = "CHANGELOG.md"
"""The name of the changelog, next to the packages."""
MERGE_HINT = "resolve the conflicts in the pages, then merge both sides here: anki-export build --merge-lock{option}"
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


class LockFile(NamedTuple):
    """What was read from the lock file."""

    digest: str = ""
    """Empty if there is no file."""
    lock: Lock | None = None
    """None when it must not be trusted."""
    diagnostics: Sequence[Diagnostic] = ()
    merged: "Merged | None" = None
    """Its two sides, if a merge has left a file that can't be used but has both."""


def read_lock(decks: Path, bounds: Path, disk: Disk, must_be_new: bool = False, decks_option: str = "") -> LockFile:
    """Read the lock; `decks_option` is appended to commands in hints."""
    shown = display_path(decks / LOCK)

    def unreadable(why: str, hint: str) -> LockFile:
        return LockFile(diagnostics=[Diagnostic(Location(shown), Rule.UNREADABLE, why, hint)])

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
        return LockFile(lock=EMPTY)
    if packages:
        hint = f"{_RESTORE}; to start over, move the packages elsewhere"
        message = f"the lock is missing, but {packages[0]} exists"
        return LockFile(diagnostics=[Diagnostic(Location(shown), Rule.LOCK_LOST, message, hint)])
    if data is None:
        return LockFile(lock=EMPTY)
    lock, found = load_lock(data, shown)
    if lock is not None:
        return LockFile(digest_of(data), lock, found)
    from anki_export.release.merge_lock import merge_lock

    try:
        merged = merge_lock(data)
    except LockError as error:  # damaged, or not from a merge
        has_markers = any(marker(line) for line in data.decode(errors="replace").split("\n"))
        return LockFile(digest_of(data), None, [error.diagnostic(shown)] if has_markers else found)
    hint = MERGE_HINT.format(option=decks_option)
    return LockFile(digest_of(data), None, [replace(diagnostic, hint=hint) for diagnostic in found], merged)


def conflicts_beside(decks: Path, bounds: Path, disk: Disk, decks_option: str) -> Iterator[Diagnostic]:
    """Report conflicts in the other files that a build updates; the feed is none, as it is written from both sides."""
    for name in (CHANGELOG, INDEX):
        with suppress(OSError, RuntimeError):  # reported by a build, which writes the file
            data = disk.read_in_or_none(bounds, (decks / name).absolute(), _LIMIT)
            for line in conflict_lines(data.decode(errors="replace")) if data else ():
                place, hint = Location(display_path(decks / name), line, 1), MERGE_HINT.format(option=decks_option)
                yield Diagnostic(place, Rule.DECKS_CONFLICT, "a merge left conflict markers", hint)


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
