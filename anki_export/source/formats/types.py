"""What a question format is, and what it works on."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from anki_export.source.entry import Entry, Finding, Span


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """The lines of a page, and what they were parsed to; without tokens where no format may have questions there."""

    lines: Sequence[str]
    tokens: Sequence[Token] = ()
    entries: Sequence[Entry] = ()
    """Those of all formats, in the order of the page."""
    unread: Sequence[Span] = ()
    """Spans that the parser did not come by: they stand in something else."""
    overlong: int | None = None
    """The 0-based line of the first piece of text that was too long to be parsed."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way in which authors mark where a question begins and ends.

    It finds its questions among the lines of a page (`spans`), before the parser reads these as blocks, or among the
    tokens (`entries`), where the parser knows best what opens inside a list or quote.
    """

    name: str
    may_hold: Callable[[str], bool]
    """Whether a text may hold questions, or what was meant to be one: a quick look that saves the parse of a page."""
    shows_in: Callable[[str], bool]
    """Whether a text that can't be parsed seems to hold a question; where it does not, nothing is said of the page."""
    opens: Callable[[str], bool] = lambda line: False
    """Whether a line can't be part of front matter because a question opens there."""
    spans: Callable[[Sequence[str]], Iterable[Span]] = lambda lines: ()
    entries: Callable[[Sequence[Token], Sequence[str]], Iterable[Entry]] = lambda tokens, lines: ()
    lost: Callable[[ParsedPage, Sequence[Entry]], Iterable[Finding]] = lambda page, entries: ()
    """What to report of a page beside its own entries: what looks like a question and became none."""
