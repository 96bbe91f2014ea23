"""A project as it was read, and what one computation makes of it: commands show different parts of that."""

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
    """What was asked for can't be done; the message is for the one who asked."""


def digest_of(data: bytes | None) -> str:
    """SHA-256 of a file's content, empty for a file that isn't there."""
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
    """The folder of the project, or of the decks where these lie elsewhere: no link among them leads out of it."""
    style: Style
    """Templates and styles, with the settings in them."""
    lock: Lock | None = None
    """None when there is one that must not be trusted."""
    lock_digest: str = ""
    """SHA-256 of the lock's file as it was read, empty when there was none."""


@dataclass(frozen=True, slots=True)
class Result:
    """What `build`, `check`, `diff`, `list` and `preview` show different parts of."""

    project: Project
    questions: tuple[Question, ...]
    """Those of the selected pages."""
    pages: int
    """How many pages were selected."""
    release: Release | None
    """What a build would make of it; None without questions or without a lock that can be trusted."""
    diagnostics: tuple[Diagnostic, ...]
    now: int
    """The time of the build in seconds since 1970."""
    lock: Lock = EMPTY
    """The lock that the release starts from."""
    diagrams: Mapping[str, bytes] = field(default_factory=dict)
    """Those that no earlier build has drawn, by file name."""
    hidden: tuple[Diagnostic, ...] = ()
    """What the settings and comments on pages hide."""

    @property
    def decks(self) -> Path:
        """The folder of packages and lock."""
        return self.project.decks

    @property
    def disk(self) -> Disk:
        """Records what the result depends on."""
        return self.project.tree.disk

    @property
    def ignored(self) -> frozenset[Rule]:
        """The warnings that the settings hide."""
        return self.project.settings.ignored

    @property
    def changes_lock(self) -> bool:
        """Whether a build would write another lock than the one that is there."""
        return self.release is not None and (not self.project.lock_digest or self.release.lock != self.lock)

    @property
    def can_build(self) -> bool:
        """Whether there is something to release and no error against it."""
        return self.release is not None and not has_errors(self.diagnostics)

    def has_page(self, key: str) -> bool:
        """Whether a page is there, by its path as the lock has it."""
        return self.disk.is_file(self.decks.resolve().parent / key)


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to one deck's file."""

    release: DeckRelease
    path: Path
    is_new: bool
    """Whether the file was written, for it was missing or other than it should be."""
