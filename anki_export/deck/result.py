"""The project as read from disk, and the result of planning a release."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from anki_export.deck.note_type import Style
from anki_export.diagnostics import Diagnostic, Rule, has_errors
from anki_export.disk.reading import Disk
from anki_export.disk.source_tree import SourceTree
from anki_export.release.lock import EMPTY, Lock
from anki_export.release.release import DeckRelease, Release
from anki_export.settings import Settings
from anki_export.source.question import Question

LOCK = "lock.json"
_PACKAGE = re.compile(r"(?P<slug>.+)-[0-9]+\.[0-9]+\.[0-9]+\.apkg", re.DOTALL)


class UsageError(Exception):
    """The request is invalid; the message is shown to the user."""


def digest_of(data: bytes | None) -> str:
    """SHA-256 of a file's content; empty if the file does not exist."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def packages_in(folder: Path, disk: Disk) -> list[tuple[Path, str]]:
    """The packages `SLUG-1.2.3.apkg` in a folder, each with its slug."""
    try:
        names = disk.names(folder)
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [(folder / name, match["slug"]) for name, _ in names if (match := _PACKAGE.fullmatch(name))]


@dataclass(frozen=True, slots=True)
class Project:
    """Settings, pages to read, and the lock of earlier builds."""

    settings: Settings
    tree: SourceTree
    decks: Path
    bounds: Path
    """The folder that no link among the decks may lead out of: that of the project, or of decks outside of it."""
    style: Style
    """Templates and styles, with the settings applied."""
    lock: Lock | None = None
    """None if the lock must not be trusted."""
    lock_digest: str = ""
    """SHA-256 of the lock file as read; empty if it did not exist."""


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a run; `build`, `check`, `diff`, `list` and `preview` show different parts of it."""

    project: Project
    questions: tuple[Question, ...]
    """The questions of the selected pages."""
    pages: int
    """The number of selected pages."""
    release: Release | None
    """The release that a build would write; None without questions or without a valid lock."""
    diagnostics: tuple[Diagnostic, ...]
    now: int
    """The time of the build in seconds since 1970."""
    lock: Lock = EMPTY
    """The lock that the release starts from."""
    diagrams: Mapping[str, bytes] = field(default_factory=dict)
    """Diagrams that no earlier build has drawn, by file name."""
    hidden: tuple[Diagnostic, ...] = ()
    """Diagnostics that the settings or comments on pages suppress."""

    @property
    def decks(self) -> Path:
        """The folder of packages and lock."""
        return self.project.decks

    @property
    def disk(self) -> Disk:
        """The reader that has recorded the dependencies of the result."""
        return self.project.tree.disk

    @property
    def ignored(self) -> frozenset[Rule]:
        """The warnings that the settings suppress."""
        return self.project.settings.ignored

    @property
    def changes_lock(self) -> bool:
        """Whether a build would change the lock."""
        return self.release is not None and (not self.project.lock_digest or self.release.lock != self.lock)

    @property
    def can_build(self) -> bool:
        """Whether there is something to release, and no error."""
        return self.release is not None and not has_errors(self.diagnostics)

    def has_page(self, key: str) -> bool:
        """Whether a page exists; `key` is its path as in the lock."""
        return self.disk.is_file(self.decks.resolve().parent / key)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to the package of one deck."""

    release: DeckRelease
    path: Path
    is_new: bool
    """Whether the package was written, because it was missing or outdated."""
