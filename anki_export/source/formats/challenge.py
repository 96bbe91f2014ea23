"""Exercises of Carpentries lessons: fenced containers named `challenge`, each with its solution inside.

    :::: challenge                 any number of colons from three on, also `::: {.challenge}`
    ## Two flags                   a heading in the first line is the title, and not required
    What does `ls -lh` do?
    ::: hint                       hidden on the page: it goes on the back
    Read the manual.
    :::
    ::: solution
    ## Solution                    a heading that is only a label is left out
    A long listing, with sizes for people.
    :::
    ::::

So are MyST's `:::{challenge} Why?` and `:::{exercise}` with `:::{solution}` inside. Older lessons write challenges as
quotes (`quoted_challenges`), and other courses between headings (`galvanize_challenges`). Books name other containers,
and have the answer elsewhere (`containers_with_answers_below`).

An entry ends with its container. Several solutions are one answer; what is between them belongs to the question.

Not questions: challenges without a solution, which are reported; other containers such as `questions`, `objectives` and
`callout`; containers in code.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.myst_exercises_by_label import SIGN, is_shown, spans_by_label
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.containers_with_answers_below import spans_of_boxes
from anki_export.source.formats.galvanize_challenges import spans_of_sections, unread_sections
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.formats.quoted_challenges import may_be_quoted, quoted_challenges, spans_of
from anki_export.source.outline import Container, Heading, Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.text.lazy_regex import regex

NAME = "challenge"
_NAMES = frozenset({NAME, "exercise"})
_SOLUTIONS = frozenset({"solution", "answer"})
_HIDDEN = frozenset({"hint", "spoiler", "instructor"})
_USED = regex(r"^[^\S\n]*:{3,}[^\S\n]*+(?:\{[^\S\n]*+)?\.?challenge\b", re.IGNORECASE | re.MULTILINE)
_ARGUMENT = regex(r":{3,}\s*\{\w+\}\s*(?P<title>\S.*)")
_DIRECTIVE = regex(r" {0,3}(?:`{3,}|~{3,}|:{3,})\{exercise(?:-start)?\}")
_SECTION = "!challenge"
"""In the first heading of a challenge between headings."""
_NEAR = 4
"""In lines: its text begins below its options."""
_END_OF_LIST = "<!-- -->"
"""In place of a line of colons: what follows does not continue a list above it."""
_HINTS = Hints(
    question="::: challenge, and below it ## {}",
    title="write the question below `::: challenge`",
    answer="write the answer in `::: solution` inside the challenge",
    hidden="`::: solution` inside the challenge",
)


class _Challenge(Struct, frozen=True):
    container: Container
    inside: Sequence[Container]

    def named(self, names: frozenset[str]) -> tuple[Container, ...]:
        """The containers inside that have one of these names."""
        return tuple(one for one in self.inside if one.name in names)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    headings = {heading.line: heading for heading in outline.headings}
    found = [each for each in _challenges(outline) if each.named(_SOLUTIONS)]
    firsts = [_first_heading(outline, each, headings) for each in found]
    titles = [first.title if first else _argument(outline, each) for each, first in zip(found, firsts, strict=True)]
    for each, first, title, number in zip(found, firsts, titles, numbers_of(titles), strict=True):
        yield _span(outline, each, first, title, number)
    yield from spans_of(outline, NAME)
    yield from spans_of_sections(outline, NAME) if _SECTION in outline.text else ()
    yield from spans_of_boxes(outline, NAME) if ":::" in outline.text else ()
    yield from spans_by_label(outline, NAME) if SIGN in outline.text else ()


def _challenges(outline: Outline) -> Iterator[_Challenge]:
    """The challenges of a page; one inside another is part of it."""
    container: Container | None = None
    inside: list[Container] = []
    for one in outline.containers:
        if container and one.lines.start < container.lines.stop:
            inside.append(one)
        elif one.name in _NAMES:
            if container:
                yield _Challenge(container, inside)
            container, inside = one, []
    if container:
        yield _Challenge(container, inside)


def _first_heading(outline: Outline, challenge: _Challenge, headings: dict[int, Heading]) -> Heading | None:
    lines = challenge.container.lines
    first = next((number for number in lines[1:-1] if outline.lines[number].strip()), lines.start)
    return headings.get(first)


def _argument(outline: Outline, challenge: _Challenge) -> str:
    """What is behind the name of a directive of MyST: `:::{challenge} Why?`."""
    match = _ARGUMENT.fullmatch(outline.lines[challenge.container.lines.start].strip())
    return match["title"] if match else ""


def _span(
    outline: Outline, challenge: _Challenge, first: Heading | None, title: str, number: QuestionNumber | None
) -> Span:
    lines = challenge.container.lines
    start = first.line + 1 if first else lines.start + 1
    text = list(outline.lines[start : lines.stop - 1])
    solutions, hidden = challenge.named(_SOLUTIONS), challenge.named(_HIDDEN)
    marked = {one.lines.start for one in (*solutions, *hidden)}
    for one in challenge.inside:
        mark = _END_OF_LIST if one.lines.start in marked else ""
        for at in (one.lines.start, one.lines.stop - 1):
            text[at - start] = mark
    body = body_of(text, start, outline.is_code)
    answer = AnswerLines(tuple(one.lines for one in solutions), tuple(one.lines for one in hidden))
    span = numbered_span(NAME, _HINTS, lines, title, number, body)
    return replace(span, id_place=IdPlace(start, ""), answer=answer)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report challenges that are not closed or have no solution, and solutions without a challenge."""
    outline = page.outline
    yield from _unsolved(page)
    for quote in quoted_challenges(outline) if may_be_quoted(outline.text) else ():
        if not quote.solutions:
            message, hint = "challenge has no solution; skipped", "write the solution in `> > ## Solution` inside it"
            yield Finding(quote.lines.start, Rule.NO_QUESTION, message, hint)
    yield from unread_sections(outline) if _SECTION in outline.text else ()
    if ":::" not in outline.text:
        return
    closed = {each.lines.start for each in outline.containers}
    taken = page.taken
    inside = {one.lines.start for each in _challenges(outline) for one in each.inside}
    for one in outline.containers if entries else ():
        if one.name in _SOLUTIONS and one.lines.start not in inside and one.lines.start not in taken:
            hint = "write `::: challenge` above the question, and `:::` below its solution"
            yield Finding(one.lines.start, Rule.NOT_READ, "solution is not inside a challenge; skipped", hint)
    for each in _challenges(outline):
        if each.container.name == NAME and not each.named(_SOLUTIONS):
            message, hint = "challenge has no solution; skipped", "write the solution in `::: solution` inside it"
            yield Finding(each.container.lines.start, Rule.NO_QUESTION, message, hint)
    for number, line in outline.lines_with(":::"):
        if number not in closed and _USED.match(line):
            message, hint = "challenge is not closed; skipped", "end it, and each container inside it, with `:::`"
            yield Finding(number, Rule.NOT_READ, message, hint)


def _unsolved(page: ParsedPage) -> Iterator[Finding]:
    """Report the exercises of MyST without a solution, or with one that does not directly follow."""
    if "{exercise" not in page.outline.text:
        return
    taken = page.taken
    for number in (number for number, line in enumerate(page.lines) if _DIRECTIVE.match(line)):
        lines = range(number, min(number + _NEAR, len(page.lines)))
        if taken.isdisjoint(lines) and not is_shown(page.outline, number):
            message = "exercise has no solution below it; skipped"
            yield Finding(number, Rule.NO_QUESTION, message, "write `{solution}` below it, with its label")


CHALLENGE = Format(
    NAME,
    lambda text: any(sign in text for sign in (":::", "{exercise", _SECTION)) or may_be_quoted(text),
    signs=(":::", "{exercise", ">", _SECTION),
    likely_holds=lambda text: _SECTION in text or _USED.search(text) is not None,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "challenges (::: challenge)",
)
