"""The types that carry what an author wrote."""

from dataclasses import dataclass
from typing import Protocol

from anki_export.diagnostics import Diagnostic, Location


class Tree(Protocol):
    """The files around a page; paths count from the source root, and nothing outside of it can be reached."""

    def resolve(self, page: str, target: str) -> str | None:
        """The path of `target` as written on `page`, or None when it leads out of the root."""

    def size_of(self, page: str) -> int:
        """The bytes of a file, without reading it; raises OSError, also for what is no file."""

    def bytes_of(self, page: str) -> bytes:
        """The content of a file; raises OSError."""


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a page is; `ordinal` counts from 1, the easiest."""

    name: str
    ordinal: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page whose text is decoded, with front matter blanked out so that line numbers stay true."""

    path: str
    """Relative to the source root, with `/`."""
    key: str
    """The path as the lock has it: the same for every build, whatever its source root."""
    shown: str
    """The path as the user names it."""
    text: str
    topic: str
    """Empty when nothing on the page tells."""
    level: Level | None
    home: str
    """`key` without the level: pages of one topic share it."""
    url: str
    """Where the site publishes the page; empty when unknown."""
    says_level: bool = False
    """Whether its front matter names the level, as that of a page that is to have questions does."""
    naming: tuple[Diagnostic, ...] = ()
    """What is wrong with topic and level, to report where the page has questions."""
    is_front_matter_broken: bool = False

    def at(self, line: int, column: int = 1) -> Location:
        """A place on this page, counted from 1."""
        return Location(self.shown, line, column)


@dataclass(frozen=True, slots=True)
class Header:
    """What a picture tells of itself; sizes in pixels, 0 where it does not tell."""

    kind: str
    width: int
    height: int
    is_transparent: bool


@dataclass(frozen=True, slots=True)
class Media:
    """A file to pack, under a name that changes with its content."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Markdown:
    """The parts of a question as its page has them, included files and all, without their indentation.

    Whole lines: the bold of an answer, a label before it and the ticks of choices are still there.
    """

    question: str
    answer: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it will stand on a card: field HTML, and the same as plain text."""

    location: Location
    page: str
    """The page's path as the lock has it."""
    home: str
    """That path without the level: pages of one topic share it."""
    topic: str
    level: Level
    url: str
    card_id: str
    """From `<!-- card: some-id -->`, or empty."""
    key: str
    """The question's text with code spans in backticks: what identity is measured on."""
    question: str
    answer: str
    explanation: str
    question_text: str
    answer_text: str
    explanation_text: str
    rule: str
    """Which rule told answer from explanation."""
    media: tuple[Media, ...] = ()
    last_line: int = 0
    """Where its block ends on the page; `location` is where it starts."""
    markdown: Markdown | None = None
    """None unless it was asked for: most outputs need HTML or plain text."""
