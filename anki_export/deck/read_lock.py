"""Read the lock of a folder of decks, and find the packages and the conflicts of a merge next to it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from errno import EACCES, EPERM
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from anki_export.deck.download_index import INDEX
from anki_export.deck.package_file_names import CHANGELOG
from anki_export.diagnostics import Diagnostic, Location, Rule, UsageError
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.recorded_reads import Disk, digest_of
from anki_export.release.lock import EMPTY_LOCK, LOCK, Lock, LockError, load_lock
from anki_export.text.merge_conflicts import conflict_lines, marker

if TYPE_CHECKING:
    from anki_export.release.lock_conflicts import Merged

_RESTORE = "restore it from version control to keep learners' reviews"
MERGE_HINT = "resolve the conflicts in the pages, then merge both sides here: anki-export build --merge-lock{option}"
LOCK_LIMIT = 256 << 20
"""Maximum size of a lock in bytes: a card takes a kilobyte."""


class LockFile(NamedTuple):
    """What was read from the lock file."""

    digest: str = ""
    """Empty if there is no file."""
    lock: Lock | None = None
    """None when it must not be trusted."""
    diagnostics: Sequence[Diagnostic] = ()
    merged: "Merged | None" = None
    """Its two sides, if a merge has left a file that can't be used but has both."""


def read_lock(decks: Path, bounds: Path, disk: Disk, must_be_new: str = "", decks_option: str = "") -> LockFile:
    """Read the lock; `decks_option` is appended to commands in hints.

    `must_be_new` says why there must be none, else empty; raises UsageError with it if there is one.
    """
    shown = display_path(decks / LOCK)

    def unreadable(why: str, hint: str) -> LockFile:
        return LockFile(diagnostics=[Diagnostic(Location(shown), Rule.UNREADABLE, why, hint)])

    try:
        blocker = next((path for path in (decks, *decks.parents) if path.exists() and not path.is_dir()), None)
        data = None if blocker else disk.read_in_or_none(bounds, (decks / LOCK).absolute(), LOCK_LIMIT)
    except OSError as error:
        is_forbidden = error.errno in (EACCES, EPERM)
        return unreadable(reason(error), "check its read permissions" if is_forbidden else _RESTORE)
    if blocker:
        raise UsageError(f"{display_path(blocker)} is a file: name a folder for the decks")
    if data is None and (decks / LOCK).is_symlink():
        hint = "correct the target of the link; without a lock, learners lose their reviews"
        return unreadable("can't be read: the link is broken", hint)
    if data is None:
        return LockFile(lock=EMPTY_LOCK)
    if must_be_new:
        raise UsageError(f"{shown} already exists: {must_be_new}")
    lock, found = load_lock(data, shown)
    if lock is not None:
        return LockFile(digest_of(data), lock, found)
    from anki_export.release.lock_conflicts import merge_lock

    try:
        merged = merge_lock(data)
    except LockError as error:  # damaged, or not from a merge
        has_markers = any(marker(line) for line in data.decode(errors="replace").split("\n"))
        return LockFile(digest_of(data), None, [error.diagnostic(shown)] if has_markers else found)
    hint = MERGE_HINT.format(option=decks_option)
    return LockFile(digest_of(data), None, [replace(diagnostic, hint=hint) for diagnostic in found], merged)


def conflicts_beside(decks: Path, bounds: Path, disk: Disk, decks_option: str) -> Iterator[Diagnostic]:
    """Report conflicts in the other files that a build updates, except the feed, which is written from both sides."""
    for name in (CHANGELOG, INDEX):
        with suppress(OSError, RuntimeError):  # reported by a build, which writes the file
            data = disk.read_in_or_none(bounds, (decks / name).absolute(), LOCK_LIMIT)
            for line in conflict_lines(data.decode(errors="replace")) if data else ():
                place, hint = Location(display_path(decks / name), line, 1), MERGE_HINT.format(option=decks_option)
                yield Diagnostic(place, Rule.DECKS_CONFLICT, "a merge left conflict markers", hint)
