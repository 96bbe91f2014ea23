"""A question as a format found it on its page, before its answer is analysed.

Formats find entries. Everything downstream (reading, checks, comments that ignore warnings, `pin`, `--fix`) works on
entries and is independent of the format.
"""

from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.question_numbers import QuestionNumber


class Finding(Struct, frozen=True):
    """A diagnostic for a page: at a 0-based parsed line, or at the first occurrence of `needle` from there."""

    line: int
    rule: Rule
    message: str
    hint: str = ""
    needle: str = ""
    places: Sequence[int] = ()
    """All lines that it concerns, if there are several."""
    format: str = ""
    """The format in which the lines are nearly read: only their number is too small; empty if there is none."""


class Hints(Struct, frozen=True):
    """How to write the missing parts of an entry, as worded in messages."""

    question: str
    """A question, with `{}` in place of its text."""
    title: str
    """How to give it a title."""
    answer: str
    """How to give it an answer."""
    options: str = "tick the right options, or name them below: `- [x] …` or `Answer: B`"
    """How to say which options are right."""
    hidden: str = "a <details> element"
    """The syntax that hides an answer in the body."""


class IdPlace(Struct, frozen=True):
    """Where `<!-- card: some-id -->` is inserted: as a separate line, or within one."""

    line: int
    """The 0-based line above which it is inserted."""
    prefix: str
    """The text before the content in the first line of the body."""
    excess: int = 0
    """The number of columns by which that content is over-indented: it may be code."""
    column: int | None = None
    """If a line above would break the syntax: the 0-based column of the parsed line where it is inserted instead."""


class Repair(Struct, frozen=True):
    """The replacement that `--fix` makes in an entry's first line."""

    rule: Rule
    begin: int
    end: int
    """Columns of the parsed line, 0-based, `end` exclusive."""
    text: str


class AnswerLines(Struct, frozen=True):
    """Where the answer is, if a format marks it: the rest of the body belongs to the question."""

    answers: tuple[range, ...]
    back: tuple[range, ...] = ()
    """What goes on the back besides the answer: hints that the page hides, remarks."""
    is_whole: bool = False
    """Whether all of it is the answer, without an explanation."""


class Recognised(Struct, frozen=True, kw_only=True):
    """What a format says about a question; lines are 0-based lines of the parsed page."""

    format: str
    lines: range
    """From the line that opens it to the end of its body."""
    column: int = 1
    """The 1-based column in its first line at which it opens."""
    written: str
    """The title as written, with its number."""
    number: QuestionNumber | None = None
    """What numbers it, or the word before it such as `Q.`."""
    hints: Hints
    id_place: IdPlace
    answer: AnswerLines | None = None
    """Where the answer is, if the format marks it."""
    has_options: bool = False
    """Whether the list in its body can only be options."""
    sorts_options: bool = False
    """Whether the order of its options only says which are right."""
    is_term: bool = False
    """Whether the title is a term, which need not ask: it may be "Task", "Answer" or "Placeholder"."""
    lacks_label: bool = False
    """Whether text is below it, but not the label by which the format marks the answer."""
    keeps_label: bool = False
    """Whether a label in the title is part of the question."""
    findings: tuple[Finding, ...] = ()
    """Diagnostics to report if it becomes a card."""
    id_suffix: str = ""
    """What follows the id in the id of its card, where several questions share one."""
    takes_id: bool = True
    """Whether an id can tell which question it is."""


class Span(Recognised, frozen=True, kw_only=True):
    """Lines recognised as a question before the page is parsed.

    The body is separate Markdown, so that a format can leave out what is markup of the question and not of its
    answer.
    """

    title: str
    """Its Markdown, without its number."""
    body: Sequence[str]
    body_start: int
    """The line of the page that has the first line of the body; those below follow one by one."""
    body_stop: int = 0
    """The line below the body, if it is taken from elsewhere on the page."""
    title_line: int | None = None
    """The line of the title, if it is not the first one."""
    prompt: Sequence[str] = ()
    """Markdown that the front shows below the title instead of lines of the body, in the same lines of the page."""
    above: Sequence[str] = ()
    """Markdown above the body, if that is taken from elsewhere on the page."""
    above_start: int = 0
    """The line of the page that has the first line of `above`."""
    is_anywhere: bool = False
    """Whether it may be inside other blocks, such as tabs and lists."""
    markup: Sequence[int] = ()
    """Lines outside of it that enclose this question or others, or separate them."""
    more: tuple["Span", ...] = ()
    """Other questions that the same lines ask."""


class Entry(Recognised, frozen=True, kw_only=True):
    """A question on a parsed page, which includes the lines of included files."""

    title: Token
    """The inline token of the question, without its number."""
    body: Sequence[Token]
    """The blocks that may hold the answer."""
    prompt: Sequence[Token] = ()
    """The blocks that the front shows below the title instead of blocks of the body."""
    comment: str = ""
    """An HTML comment next to the title, which may contain the id."""
    has_text_below: bool = False
    """Whether text right below its lines looks like its answer."""
    is_open: bool = False
    """Whether the page shows its body at once, and a collapsed block would hide it."""
    is_nested: bool = False
    """Whether it is inside another entry, and therefore part of its card."""
    repairs: tuple[Repair, ...] = ()
