"""The definition of a question format, and its input."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from markdown_it.token import Token

from anki_export.source.entry import Entry, Finding, Span
from anki_export.source.outline import Outline


class ParsedPage(NamedTuple):
    """The lines and tokens of a page; without tokens if no format can have questions there."""

    lines: Sequence[str]
    tokens: Sequence[Token] = ()
    entries: Sequence[Entry] = ()
    """The entries of all formats, in page order."""
    unread: Sequence[Span] = ()
    """Spans that the parser did not reach, because they are inside another block."""
    around: Sequence[Entry] = ()
    """Entries that contain one found by its lines: that one is the card."""
    overlong: int | None = None
    """The 0-based line of the first block of text that was too long to parse."""
    markup: frozenset[int] = frozenset()
    """Lines that enclose or separate questions without being part of them."""


class When(Enum):
    """When a format is read without being asked for."""

    ALWAYS = auto()
    """Its questions can't be anything else; a page that has some is not searched for those that need evidence."""
    BY_EVIDENCE = auto()
    """Only a page as a whole tells whether it has such questions."""
    ON_REQUEST = auto()
    """The settings or the page must name it."""


class Format(NamedTuple):
    """One way to mark the start and end of a question.

    It finds questions in the outline of a page (`spans`), before they are parsed as blocks, or in the tokens
    (`entries`), where the parser provides the context of lists and quotes.
    """

    name: str
    may_hold: Callable[[str], bool]
    """Whether a text may contain questions, or something meant to be one: a quick check that avoids parsing."""
    likely_holds: Callable[[str], bool] = lambda text: False
    """Whether a text that can't be parsed seems to contain a question; if not, nothing is reported for the page."""
    when: When = When.ALWAYS
    opens: Callable[[str], bool] = lambda line: False
    """Whether a question opens on a line, so that it can't be front matter."""
    spans: Callable[[Outline], Iterable[Span]] = lambda outline: ()
    is_used: Callable[[str], bool] = lambda text: False
    """For a format that finds its questions in the tokens: whether a text has any."""
    entries: Callable[[Sequence[Token], Sequence[str]], Iterable[Entry]] = lambda tokens, lines: ()
    unrecognised: Callable[[ParsedPage, Sequence[Entry]], Iterable[Finding]] = lambda page, entries: ()
    """Reports what looks like a question on a page but was not recognised."""
    takes_page: bool = False
    """Whether its questions take whole pages, so that it is read only where no other format finds any."""
    finds_in_tokens: bool = False
    shown: Callable[[Sequence[Entry]], str] = lambda entries: ""
    """How the questions of a page are marked, for messages: `headings (### 1. …)`."""
