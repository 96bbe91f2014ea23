"""Exercises in quotes, as in Carpentries lessons for Jekyll:

> ## Two flags                 the title; without a heading, the first paragraph asks
> What does `ls -lh` do?
>
> > ## Solution                or `Answer`, or a quote that ends with `{: .solution}`
> > A long listing, with sizes for people.
> {: .solution}
{: .challenge}

Where a quote and its solution are nothing but lists with the same numbers, and all items ask, each is a question.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.question_candidate import answered_below, numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.lines import is_quoted, list_marker, without_closing_marks, without_quote
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import numbers_of
from anki_export.text.classify_labels import asks_nothing, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

_HEADING = regex(r"\s*#{1,6}\s+(?P<title>.*)")
_CLASSES = regex(r"\s*\{:?(?P<classes>(?:\s*\.[\w-]+)+)\s*\}\s*")
_COMMENT = "<!-- -->"
"""In place of a heading, it keeps a list of questions and one of answers apart."""
_BLANK = regex(r"\s*(?:<(?P<name>[\w-]+)>\s*</(?P=name)>\s*)?")
"""A line without text, perhaps with an element without text."""
_SEVERAL = 2
_IN_QUOTE = regex(r"\n {0,3}> {0,3}>")
_HINTS = Hints(
    question="> ## {}",
    title="write the question after `> ##`",
    answer="write the answer in `> > ## Solution` inside the quote",
    hidden="`> > ## Solution` inside the quote",
)


class QuotedChallenge(Struct, frozen=True):
    """A quote that sets a task."""

    lines: range
    text: Sequence[str]
    """Its lines without the marks of quotes, headings of solutions and classes."""
    title: str
    solutions: Sequence[range]
    others: Sequence[range]
    """The other quotes inside it, such as hints."""


def may_be_quoted(text: str) -> bool:
    """Whether a page has quotes in quotes."""
    return ">" in text and _IN_QUOTE.search("\n" + text) is not None


def quoted_challenges(outline: Outline) -> Iterator[QuotedChallenge]:
    """The quotes of a page that are challenges: they hold a solution, or are called so."""
    lines, number = outline.lines, 0
    while number < len(lines):
        stop = _end(lines, number)
        if stop > number and not outline.is_code[number]:
            yield from _challenge(lines, range(number, stop))
        number = max(stop, number + 1)


def spans_of(outline: Outline, name: str) -> Iterator[Span]:
    """The challenges with solutions, as questions of the format with this name."""
    challenges = [one for one in quoted_challenges(outline) if one.solutions]
    lists = {one.lines.start: list(_spans_of_list(outline, name, one)) for one in challenges}
    yield from (span for spans in lists.values() for span in spans)
    found = [one for one in challenges if not lists[one.lines.start]]
    for one, number in zip(found, numbers_of([one.title for one in found]), strict=True):
        start = one.lines.start + bool(one.title)
        body = body_of(one.text[start - one.lines.start :], start, outline.is_code)
        span = numbered_span(name, _HINTS, one.lines, one.title, number, body)
        answer = AnswerLines(tuple(one.solutions), tuple(one.others))
        yield replace(span, id_place=IdPlace(start, "> "), answer=answer)


def _spans_of_list(outline: Outline, name: str, one: QuotedChallenge) -> Iterator[Span]:
    """The questions of a challenge that is a list with a list of solutions; none for others."""
    if len(one.solutions) != 1 or one.others or not asks_nothing(one.title):
        return
    below = range(one.solutions[0].start - one.lines.start, one.solutions[0].stop - one.lines.start)
    text = [*one.text[: below.start], *[""] * len(below), *one.text[below.stop :]]
    asked = _items(text, range(bool(one.title), len(text)))
    answers = _items(one.text, below)
    if len(asked) < _SEVERAL or len(asked) != len(answers):
        return
    titles = [text[item.start][_text(text[item.start]) :].strip() for item in asked]
    if not all(map(is_clear_question, titles)):  # steps belong together
        return
    starts = [one.lines.start, *(one.lines.start + item.start for item in asked[1:]), one.lines.stop]
    for title, item, answer, lines in zip(titles, asked, answers, pairwise(starts), strict=True):
        first, start = one.text[answer.start], one.lines.start + answer.start
        indent = _text(first)
        body = body_of(
            [" " * indent + first[indent:], *one.text[answer.start + 1 : answer.stop]], start, outline.is_code, indent
        )
        under, column = one.lines.start + item.start + 1, _text(text[item.start])
        above = body_of(text[item.start + 1 : item.stop], under, outline.is_code, column).lines
        span = answered_below(numbered_span(name, _HINTS, range(*lines), title, None, body))
        yield replace(span, above=above, above_start=under, id_place=IdPlace(under, "> " + " " * column))


def _items(text: Sequence[str], lines: range) -> list[range]:
    """The items of the list in some lines, numbered from 1; none if they have anything else at the margin."""
    written = [number for number in lines if not _BLANK.fullmatch(text[number])]
    starts = [number for number in written if text[number][:1] not in " \t"]
    markers = [list_marker(text[number]) for number in starts]
    numbers = [marker["number"] for marker in markers if marker]
    if not written or written[0] not in starts or numbers != [str(i) for i in range(1, len(starts) + 1)]:
        return []
    return [range(start, stop) for start, stop in pairwise([*starts, written[-1] + 1])]


def _text(item: str) -> int:
    """Where the text of a list item begins."""
    return list_marker(item).end()  # type: ignore[union-attr]


def _end(lines: Sequence[str], number: int) -> int:
    """The line after the quote that begins on a line; the line itself if none does."""
    while number < len(lines) and is_quoted(lines[number]):
        number += 1
    return number


def _challenge(lines: Sequence[str], place: range) -> Iterator[QuotedChallenge]:
    text = [without_quote(lines[number]) for number in place]
    title = _HEADING.match(text[0])
    solutions: list[range] = []
    others: list[range] = []
    at = 0
    while at < len(text):
        stop = _end(text, at)
        if stop > at:
            inner = [*map(without_quote, text[at:stop])]
            heading = _HEADING.match(inner[0])
            name = without_closing_marks(heading["title"]).strip("* ") if heading else ""
            is_solution = is_label_of(name, "answer", "solution") or "solution" in _classes(text, stop)
            (solutions if is_solution else others).append(range(place.start + at, place.start + stop))
            first = _COMMENT if is_label_of(name, "answer", "solution") else inner[0]
            text[at:stop] = [first, *inner[1:]]
        at = max(stop, at + 1)
    text = ["" if _CLASSES.fullmatch(line) else line for line in text]
    if solutions or "challenge" in _classes(lines, place.stop):
        words = without_closing_marks(title["title"]).strip() if title else ""
        yield QuotedChallenge(place, text, words, solutions, others)


def _classes(lines: Sequence[str], number: int) -> Sequence[str]:
    """The classes that a line below a quote gives it."""
    match = _CLASSES.fullmatch(lines[number]) if number < len(lines) else None
    return match["classes"].replace(".", " ").split() if match else ()
