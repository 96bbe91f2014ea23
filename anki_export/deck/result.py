"""What one run of the pipeline finds: commands show different parts of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from anki_export.deck.note_type import Style
from anki_export.diagnostics import Diagnostic, Rule, has_errors
from anki_export.disk import dependencies
from anki_export.release.lock import Lock
from anki_export.release.release import DeckRelease, Release
from anki_export.source.question import Question

LOCK = "lock.json"


class UsageError(Exception):
    """What was asked for can't be done; the message is for the one who asked."""


def digest_of(data: bytes | None) -> str:
    """SHA-256 of a file's content, empty for a file that isn't there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


@dataclass(frozen=True, slots=True)
class Result:
    """One computation that `build`, `check` and `list` show different parts of."""

    questions: tuple[Question, ...]
    """Those of the pages that were asked for."""
    pages: int
    release: Release | None
    """What a build would make of it; None without questions or without a lock that can be read."""
    lock: Lock
    lock_digest: str
    """SHA-256 of the lock's file as it was read, empty when there was none."""
    diagnostics: tuple[Diagnostic, ...]
    decks: Path
    bounds: Path
    """The folder of the project, or of the decks where these lie elsewhere: no link among them leads out of it."""
    style: Style
    """Templates and styles, with the settings in them."""
    now: int
    """The time of the build in seconds since 1970."""
    diagrams: Mapping[str, bytes] = field(default_factory=dict)
    """Those that no earlier build has drawn, by file name."""
    ignored: frozenset[Rule] = frozenset()
    """The warnings that the settings hide."""
    hidden: tuple[Diagnostic, ...] = ()
    """What would be told, were it not for the settings and for comments on pages."""

    def has_page(self, key: str) -> bool:
        """Whether a page is there, by its path as the lock has it."""
        return dependencies.is_file(self.decks.resolve().parent / key)

    @property
    def changes_lock(self) -> bool:
        """Whether a build would write another lock than the one that is there."""
        return self.release is not None and (not self.lock_digest or self.release.lock != self.lock)

    @property
    def can_build(self) -> bool:
        """Whether there is something to release and no error against it."""
        return self.release is not None and not has_errors(self.diagnostics)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to one deck's file."""

    release: DeckRelease
    path: Path
    is_new: bool
    """Whether the file was written, for it was missing or other than it should be."""
