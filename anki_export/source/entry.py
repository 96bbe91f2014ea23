"""A question as a format found it on its page, before anything is known of its answer.

Formats find entries. What comes after them (reading, checks, comments that ignore warnings, `pin`, `--fix`) works on
entries and knows no format.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.numbering import Label


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to report on a page: at a 0-based parsed line, or where `needle` first stands from there."""

    line: int
    rule: Rule
    message: str
    hint: str = ""
    needle: str = ""


@dataclass(frozen=True, slots=True)
class Hints:
    """How to write what an entry lacks, as messages put it."""

    question: str
    """A question, with `{}` in place of its text."""
    title: str
    """How to give it a title."""
    answer: str
    """How to give it an answer."""
    hidden: str
    """What hides an answer in its body."""


@dataclass(frozen=True, slots=True)
class IdPlace:
    """Where `<!-- card: some-id -->` is inserted, as a line of its own."""

    line: int
    """The 0-based line above which it is inserted."""
    prefix: str
    """What stands before the text of the body in its first line."""
    excess: int = 0
    """How many columns too deep that text is: it may be code."""


@dataclass(frozen=True, slots=True)
class Repair:
    """What `--fix` writes in place of a part of an entry's first line."""

    rule: Rule
    begin: int
    end: int
    """Columns of the parsed line, 0-based, `end` exclusive."""
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Lines that are a question by the look of them, before they are parsed.

    `title` is Markdown without the label, `written` has it. The body is all lines but the first, without the first
    `indent` columns of their indentation.
    """

    format: str
    lines: range
    title: str
    written: str
    label: Label | None
    hints: Hints
    indent: int = 0
    column: int = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A question on a page: lines are 0-based and those that were parsed, included files and all."""

    format: str
    lines: range
    """From the line that opens it to the end of its body."""
    column: int
    """Where it opens in its first line, counted from 1."""
    title: Token
    """The inline token of the question, without label."""
    body: Sequence[Token]
    """The blocks that may hold the answer."""
    written: str
    """The title as written, with its label."""
    label: Label | None
    """What numbers the question."""
    id_place: IdPlace
    hints: Hints
    comment: str = ""
    """An HTML comment beside the title, which may hold the id."""
    is_nested: bool = False
    """Whether it stands inside another entry, and so on its card."""
    findings: tuple[Finding, ...] = ()
    """What to report where it becomes a card."""
    repairs: tuple[Repair, ...] = ()
