"""A project as it was read, and what one computation makes of it: commands show different parts of that."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from anki_export.deck.note_type import Style
from anki_export.diagnostics import Diagnostic, Rule, has_errors
from anki_export.disk.reading import Disk
from anki_export.disk.source_tree import SourceTree
from anki_export.release.lock import EMPTY, LOCK, Card, Deck, Lock
from anki_export.release.release import DeckRelease, Release
from anki_export.settings import Settings
from anki_export.source.media.diagrams import DIAGRAMS
from anki_export.source.question import Question
from anki_export.text.naming import slug


class UsageError(Exception):
    """What was asked for can't be done; the message is for the one who asked."""


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
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong with settings, styles and lock."""
    lock: Lock | None = None
    """None when there is one that must not be trusted."""
    lock_digest: str = ""
    """SHA-256 of the lock's file as it was read, empty when there was none."""
    packages: tuple[Path, ...] = ()
    """Published before there was a lock: their guids and deck names are taken over."""

    @property
    def drawings(self) -> tuple[tuple[Path, Path], ...]:
        """The folders in which drawn diagrams are looked for, each with the folder that no link may lead out of.

        The project's usual folder is one of them whatever `-o` says: what was drawn once is part of the input.
        """
        found = [(self.bounds, (self.decks / DIAGRAMS).absolute())]
        with suppress(OSError):  # settings that lead out of the project; who builds elsewhere does without them
            self.tree.disk.locate_in(self.settings.home, self.settings.decks)
            usual = self.settings.home / self.settings.decks / DIAGRAMS
            found.append((self.settings.home, usual.absolute()))
        return tuple(dict.fromkeys(found))


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
    def lock_path(self) -> Path:
        """The file of the lock."""
        return self.project.decks / LOCK

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

    def placed(self) -> Iterator[tuple[Question, Deck, Card | None]]:
        """The selected questions, each with its deck and with its card as it was last released."""
        known = {card.guid: card for card in self.lock.cards}
        decks = self.release.decks if self.release else ()
        entries = {entry.question.location: (deck, entry) for deck in decks for entry in deck.cards}
        for question in self.questions:
            if question.location in entries:
                deck, entry = entries[question.location]
                yield question, deck.deck, known.get(entry.card.guid)
            else:
                topic, level = question.topic, question.level
                name = f"{topic}::{level.ordinal} {level.name}"
                yield question, Deck("", name, topic, level.name, slug(topic), "", ""), None

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
