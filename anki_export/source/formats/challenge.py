"""Challenges of Carpentries lessons: fenced containers or quotes, each with its solution inside.

    :::: challenge                              > ## Two flags
    ## Two flags                                > What does `ls -lh` do?
    What does `ls -lh` do?                      >
    ::: hint                                    > > ## Solution
    Read the manual.                            > > A long listing, with sizes for people.
    :::                                         > {: .solution}
    ::: solution                                {: .challenge}
    ## Solution
    A long listing, with sizes for people.
    :::
    ::::

A heading in the first line is the title, and not required. A heading of the solution that is only a label is left out,
and what else is hidden inside goes on the back. Containers have three colons or more, also `::: {.challenge}` and
MyST's `:::{challenge} Why?` and `:::{exercise}`. Quotes, as in lessons for Jekyll, have a heading `Solution` or
`Answer`, or the class. Books name other containers, and have the answer elsewhere (`named_containers`).

An entry ends with its container or quote. Several solutions are one answer; what is between belongs to the question.

Not questions: challenges without a solution, and those of Galvanize Learn between `### !challenge` and
`### !end-challenge`, which are reported; other containers such as `questions` and `callout`; containers in code.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.candidate import numbered_span
from anki_export.source.candidates.strip_page_additions import BodyLines, body_of
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.named_containers import spans_of_boxes
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import is_quoted, without_closing_marks, without_quote
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import numbers_of
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex

NAME = "challenge"
_NAMES = frozenset({NAME, "exercise"})
_SOLUTIONS = frozenset({"solution", "answer"})
_HIDDEN = frozenset({"hint", "spoiler", "instructor"})
_USED = regex(r"^[^\S\n]*:{3,}[^\S\n]*+(?:\{[^\S\n]*+)?\.?challenge\b", re.IGNORECASE | re.MULTILINE)
_ARGUMENT = regex(r":{3,}\s*\{\w+\}\s*(?P<title>\S.*)")
_DIRECTIVE = regex(r" {0,3}(?:`{3,}|~{3,}|:{3,})\{exercise(?:-start)?\}")
_SECTION = regex(r"#{1,6}\s+!(?:end-)?challenge\s*", re.IGNORECASE)
_NEAR = 4
"""In lines: its text begins below its options."""
_END_OF_LIST = "<!-- -->"
"""In place of a line of colons or the heading of a solution: what follows does not continue a list above it."""
_HEADING = regex(r"\s*#{1,6}\s+(?P<title>.*)")
_CLASSES = regex(r"\s*\{:?(?P<classes>(?:\s*\.[\w-]+)+)\s*\}\s*")
_IN_QUOTE = regex(r"\n {0,3}> {0,3}>")
_HINTS = Hints(
    question="::: challenge, and below it ## {}",
    title="write the question below `::: challenge`",
    answer="write the answer in `::: solution` inside the challenge",
    hidden="`::: solution` inside the challenge",
)
_HINTS_OF_QUOTE = Hints(
    question="> ## {}",
    title="write the question after `> ##`",
    answer="write the answer in `> > ## Solution` inside the quote",
    hidden="`> > ## Solution` inside the quote",
)
_HINTS_OF_SECTION = replace(
    _HINTS, answer="challenges between headings are not read: write `::: challenge`, and `::: solution` inside it"
)


class _Challenge(Struct, frozen=True):
    lines: range
    title: str
    start: int
    """The line below its title."""
    text: Sequence[str]
    """The lines from there on, without what marks a quote and its parts."""
    solutions: Sequence[range]
    hidden: Sequence[range]
    """What else the page hides, such as hints."""
    is_quote: bool = False


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    found = [one for one in _challenges(outline) if one.solutions]
    for one, number in zip(found, numbers_of([one.title for one in found]), strict=True):
        body = body_of(one.text, one.start, outline.is_code)
        hints = _HINTS_OF_QUOTE if one.is_quote else _HINTS
        yield replace(
            numbered_span(NAME, hints, one.lines, one.title, number, body),
            id_place=IdPlace(one.start, "> " if one.is_quote else ""),
            answer=AnswerLines(tuple(one.solutions), tuple(one.hidden)),
        )
    yield from _unread_sections(outline)
    yield from spans_of_boxes(outline, NAME) if ":::" in outline.text else ()


def _challenges(outline: Outline) -> Iterator[_Challenge]:
    yield from _in_containers(outline)
    yield from _in_quotes(outline) if _may_be_quoted(outline.text) else ()


def _in_containers(outline: Outline) -> Iterator[_Challenge]:
    """The containers of a page that have a solution, or are called challenges; one inside another is part of it."""
    headings = {heading.line: heading.title for heading in outline.headings}
    starts, floor = [one.lines.start for one in outline.containers], 0
    for at, container in enumerate(outline.containers):
        lines = container.lines
        if lines.start < floor or container.name not in _NAMES:
            continue
        floor = lines.stop
        inside = outline.containers[at + 1 : bisect_left(starts, lines.stop)]
        solutions = [one.lines for one in inside if one.name in _SOLUTIONS]
        hidden = [one.lines for one in inside if one.name in _HIDDEN]
        if not solutions and container.name != NAME:
            continue
        first = next((number for number in lines[1:-1] if outline.lines[number].strip()), lines.start)
        argument = _ARGUMENT.fullmatch(outline.lines[lines.start].strip())
        title = headings.get(first, argument["title"] if argument else "")
        start = first + 1 if first in headings else lines.start + 1
        text = list(outline.lines[start : lines.stop - 1])
        for one in inside:
            mark = _END_OF_LIST if one.lines in (*solutions, *hidden) else ""
            for number in (one.lines.start, one.lines.stop - 1):
                text[number - start] = mark
        yield _Challenge(lines, title, start, text, solutions, hidden)


def _may_be_quoted(text: str) -> bool:
    """Whether a page has quotes in quotes."""
    return ">" in text and _IN_QUOTE.search("\n" + text) is not None


def _in_quotes(outline: Outline) -> Iterator[_Challenge]:
    """The quotes of a page that have a solution, or are called challenges."""
    lines, number = outline.lines, 0
    while number < len(lines):
        stop = _end_of_quote(lines, number)
        if stop > number and not outline.is_code[number]:
            yield from _in_quote(lines, range(number, stop))
        number = max(stop, number + 1)


def _end_of_quote(lines: Sequence[str], number: int) -> int:
    """The line after the quote that begins on a line; the line itself if none does."""
    while number < len(lines) and is_quoted(lines[number]):
        number += 1
    return number


def _in_quote(lines: Sequence[str], place: range) -> Iterator[_Challenge]:
    text = [without_quote(lines[number]) for number in place]
    heading = _HEADING.match(text[0])
    solutions: list[range] = []
    hidden: list[range] = []
    at = 0
    while at < len(text):
        stop = _end_of_quote(text, at)
        if stop > at:
            first, *below = map(without_quote, text[at:stop])
            own = _HEADING.match(first)
            is_label = is_label_of(without_closing_marks(own["title"]).strip("* ") if own else "", "answer", "solution")
            is_solution = is_label or "solution" in _classes(text, stop)
            (solutions if is_solution else hidden).append(range(place.start + at, place.start + stop))
            text[at:stop] = [_END_OF_LIST if is_label else first, *below]
        at = max(stop, at + 1)
    if solutions or "challenge" in _classes(lines, place.stop):
        text = ["" if _CLASSES.fullmatch(line) else line for line in text]
        title = without_closing_marks(heading["title"]).strip() if heading else ""
        start = bool(title)
        yield _Challenge(place, title, place.start + start, text[start:], solutions, hidden, is_quote=True)


def _classes(lines: Sequence[str], number: int) -> Sequence[str]:
    """The classes that a line below a quote gives it."""
    match = _CLASSES.fullmatch(lines[number]) if number < len(lines) else None
    return match["classes"].replace(".", " ").split() if match else ()


def _unread_sections(outline: Outline) -> Iterator[Span]:
    """What is between headings such as `### !challenge`, without an answer: no other format reads it, either."""
    edges = [number for number, line in outline.lines_with("!") if _SECTION.fullmatch(line)]
    for start, stop in pairwise([*edges, len(outline.lines)]):
        if "!end" not in outline.lines[start]:
            span = numbered_span(NAME, _HINTS_OF_SECTION, range(start, stop), "!challenge", None, BodyLines((), stop))
            yield replace(span, is_term=True)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report challenges that are not closed or have no solution, and solutions without a challenge."""
    outline = page.outline
    yield from _unsolved(page)
    solved: set[int] = set()
    for challenge in _challenges(outline):
        solved.update(lines.start for lines in challenge.solutions)
        if not challenge.solutions:
            where = "`> > ## Solution`" if challenge.is_quote else "`::: solution`"
            message, hint = "challenge has no solution; skipped", f"write the solution in {where} inside it"
            yield Finding(challenge.lines.start, Rule.NO_QUESTION, message, hint)
    if ":::" not in outline.text:
        return
    closed = {each.lines.start for each in outline.containers}
    known = page.taken | solved
    for one in outline.containers if entries else ():
        if one.name in _SOLUTIONS and one.lines.start not in known:
            hint = "write `::: challenge` above the question, and `:::` below its solution"
            yield Finding(one.lines.start, Rule.NOT_READ, "solution is not inside a challenge; skipped", hint)
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
        if taken.isdisjoint(lines) and not _is_shown(page, number):
            message = "exercise has no solution below it; skipped"
            yield Finding(number, Rule.NO_QUESTION, message, "write `{solution}` below it, with its label")


def _is_shown(page: ParsedPage, number: int) -> bool:
    """Whether the line of a directive is in an example of code."""
    above = page.lines[number - 1] if number else ""
    return bool(above.strip(" `~:")) and page.outline.is_code[number - 1]


def _may_hold(text: str) -> bool:
    return ":::" in text or "{exercise" in text or _may_be_quoted(text) or "!challenge" in text


CHALLENGE = Format(
    NAME,
    _may_hold,
    likely_holds=lambda text: _USED.search(text) is not None,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "challenges (::: challenge)",
)
