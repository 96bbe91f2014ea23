"""The definition of a question format, and its input."""

from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto

from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.entry import Entry, Finding, Span
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted


class ParsedPage(Struct, frozen=True):
    """The outline and tokens of a page; without tokens if no format can have questions there."""

    outline: Outline
    tokens: Sequence[Token] = ()
    entries: Sequence[Entry] = ()
    """The entries of all formats, in page order."""
    unread: Sequence[Span] = ()
    """Spans that the parser did not reach, because they are inside another block."""
    around: Sequence[Entry] = ()
    """Entries that contain one found by its lines: that one is the card."""
    beside: Sequence[Entry] = ()
    """Question blocks on a page where such blocks hide the answers to other questions."""
    findings: Sequence[Finding] = ()
    """What looks like a question in the tokens but isn't one."""
    overlong: int | None = None
    """The 0-based line of the first block of text that was too long to parse."""
    markup: frozenset[int] = frozenset()
    """Lines that enclose or separate questions without being part of them."""
    flashcards: str = ""
    """The name of the format of its flashcards for another program, if it has some."""

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the page."""
        return self.outline.lines

    @property
    def taken(self) -> set[int]:
        """The lines of its questions."""
        return {number for entry in self.entries for number in entry.lines}


class When(Enum):
    """When a format is read."""

    ALWAYS = auto()
    """Its questions can't be anything else; a page that has some is not searched for those that need evidence."""
    FLASHCARDS = auto()
    """Its questions are for another program, and found first; other formats are read in the rest of their page."""
    BY_EVIDENCE = auto()
    """Only a page as a whole shows whether it has such questions."""
    ON_REQUEST = auto()
    """The settings or the page must name it."""
    ALONE_ON_REQUEST = auto()
    """The same, and its questions take whole pages: those on which no other format finds any."""

    @property
    def is_on_request(self) -> bool:
        """Whether the settings or the page must name the format."""
        return self in (When.ON_REQUEST, When.ALONE_ON_REQUEST)


class Format(Struct, frozen=True):
    """One way to mark the start and end of a question.

    It finds questions in the outline of a page (`spans`), before they are parsed as blocks, or in the tokens
    (`entries`), where the parser provides the context of lists and quotes.
    """

    name: str
    may_hold: Callable[[str], bool] = lambda text: True
    """Whether a text may contain questions, or something meant to be one: a quick check that avoids parsing."""
    when: When = When.ALWAYS
    signs: tuple[str, ...] = ()
    """Where a text has none of these, `may_hold` is false, and `unrecognised` finds nothing; empty if it needs none."""
    spans: Callable[[Outline, Wanted], Iterable[Span]] = lambda outline, wanted: ()
    entries: Callable[[Sequence[Token], Sequence[str]], Iterable[Entry | Finding]] | None = None
    """Questions, and what looks like one but isn't."""
    flashcards: Callable[[Outline, Wanted], Sequence[Span | Finding]] = lambda outline, wanted: ()
    """Questions of a format for another program, and what looks like one but isn't."""
    likely_holds: Callable[[str], bool] | None = None
    """Whether a text that can't be parsed seems to contain a question; of formats that are always read, `may_hold`."""
    is_used: Callable[[str], bool] | None = None
    """For a format that finds its questions in the tokens: whether a text has any."""
    unrecognised: Callable[[ParsedPage, Sequence[Entry]], Iterable[Finding]] | None = None
    """Reports what looks like a question on a page but was not recognised."""
    shown: Callable[[Entry], str] = lambda first: ""
    """How the questions of a page are marked, for messages, by the first of them: `headings (### 1. …)`."""
    least: int = 1
    """Beside other formats, this many of its questions must be left by these: fewer may be anything."""
    is_read_beside: Callable[[Outline], bool] = lambda outline: False
    """Whether a format that needs evidence is read on a page with questions that can't be anything else, too."""
    titles: Callable[[Outline, Sequence[int]], Iterable[tuple[int, str]]] | None = None
    """Which of some lines of text may ask, and their titles, on a page where it is not read."""
    has_more_on_request: bool = False
    """Whether it reads more where the settings or the page name it: terms that do not ask."""
    if_unread: str = ""
    """What messages say of such lines, or of what would be read on request: `definitions look like terms to learn`."""
