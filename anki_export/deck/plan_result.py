"""The result of a run: what a build would release, and what is wrong."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from anki_export.deck.loaded_project import Project
from anki_export.diagnostics import Diagnostic, Location, Rule, has_errors
from anki_export.disk.recorded_reads import Disk
from anki_export.release.lock import EMPTY_LOCK, LOCK, Card, Deck, Lock
from anki_export.release.name_decks import name_of
from anki_export.release.types import Release
from anki_export.source.asking_lines_on_cardless_pages import ROWS, UnreadLines, asking, may_have_questions
from anki_export.source.pages_and_questions import Question, Wanted
from anki_export.text.deck_names_and_slugs import slug

_T = TypeVar("_T")
_MAY_ASK = frozenset({Rule.OTHER_OPENERS, Rule.UNANSWERED, Rule.NOT_READ})
_MAX_BYTES = 1 << 30
"""Maximum size of a file among the decks."""


def stopping(diagnostics: Iterable[Diagnostic], broken: Collection[str], strict: bool) -> Iterator[Diagnostic]:
    """The diagnostics whose errors prevent a build; unless `strict`, broken pages and their decks do not."""
    for diagnostic in diagnostics:
        if strict or not (diagnostic.location.path in broken or diagnostic.rule is Rule.DECK_PART):
            yield diagnostic


class Result(Struct, frozen=True):
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
    lock: Lock = EMPTY_LOCK
    """The lock that the release starts from."""
    diagrams: Mapping[str, bytes] = {}
    """Diagrams that no earlier build has rendered, by file name."""
    hidden: tuple[Diagnostic, ...] = ()
    """Diagnostics that the settings or comments on pages suppress."""
    broken: frozenset[str] = frozenset()
    """The selected pages that have errors, and folders that can't be read, as the user would type them."""
    strict: bool = False
    """Whether they prevent a build; otherwise it leaves them out."""
    is_settled: bool = False
    """Whether the run after a build will have the same diagnostics: none of them is about what the build changes."""
    unread: tuple[UnreadLines, ...] = ()
    """What may ask on selected pages without questions."""
    wanted: Mapping[str, Wanted] = {}
    """How pages are read, by their paths as the user would type them, where their folder decides."""

    @property
    def decks(self) -> Path:
        """The folder of packages and lock."""
        return self.project.decks

    def read(self, name: str) -> bytes | None:
        """The content of a file in the decks folder, or None if it does not exist; raises OSError with its name."""
        return self._ask(name, self.disk.read_in_or_none)

    def digest(self, name: str) -> str:
        """The digest of a file in the decks folder now, or empty if it does not exist; raises OSError with its name."""
        return self._ask(name, self.disk.digest_in)

    def _ask(self, name: str, query: Callable[[Path, Path, int], _T]) -> _T:
        path = self.decks / name
        try:
            return query(self.project.bounds, path.absolute(), _MAX_BYTES)
        except OSError as error:
            error.filename = error.filename or str(path)
            raise

    @property
    def lock_path(self) -> Path:
        """The lock file."""
        return self.project.decks / LOCK

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
        is_new = not self.project.lock_digest or self.project.merged is not None
        return self.release is not None and (is_new or self.release.lock != self.lock)

    @property
    def can_build(self) -> bool:
        """Whether there is something to release, and no error that prevents it."""
        return self.release is not None and not has_errors(stopping(self.diagnostics, self.broken, self.strict))

    @property
    def pages_that_may_ask(self) -> tuple[Location, ...]:
        """The first place on each selected page without cards that may contain questions, those with most first."""
        lines: dict[str, list[UnreadLines]] = {}
        for each in self.unread:
            lines.setdefault(each.location.path, []).append(each)
        amounts = {path: asking(found) for path, found in lines.items() if may_have_questions(found)}
        read = {question.location.path for question in self.questions}
        told = [d.location for d in self.diagnostics if d.rule in _MAY_ASK and d.location.path not in read]
        first: dict[str, Location] = {}
        for place in sorted([*told, *(each.location for path in amounts for each in lines[path] if each.kind != ROWS)]):
            first.setdefault(place.path, place)
        return tuple(sorted(first.values(), key=lambda place: (-amounts.get(place.path, 0), place)))

    def placed(self) -> Iterator[tuple[Question, Deck, Card | None]]:
        """Yield the selected questions, each with its deck and its card as last released."""
        decks = self.release.decks if self.release else ()
        entries = {entry.question.location: (deck, entry) for deck in decks for entry in deck.cards}
        for question in self.questions:
            if question.location in entries:
                deck, entry = entries[question.location]
                yield question, deck.deck, entry.before
            else:
                topic, level, part = question.topic, question.level, question.part
                name = name_of(topic, level, part)
                yield question, Deck("", name, topic, level.name if level else "", slug(topic), "", "", part), None

    def has_page(self, key: str) -> bool:
        """Whether a page exists; `key` is its path as in the lock."""
        return self.disk.is_file(self.decks.resolve().parent / key)
