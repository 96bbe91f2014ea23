"""Exercises in quotes, as in Carpentries lessons for Jekyll:

> ## Two flags                 the title; without a heading, the first paragraph asks
> What does `ls -lh` do?
>
> > ## Solution                or `Answer`, or a quote that ends with `{: .solution}`
> > A long listing, with sizes for people.
> {: .solution}
{: .challenge}
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.lines import is_quoted, without_closing_marks, without_quote
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import numbers_of
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex

_HEADING = regex(r"\s*#{1,6}\s+(?P<title>.*)")
_CLASSES = regex(r"\s*\{:?(?P<classes>(?:\s*\.[\w-]+)+)\s*\}\s*")
_COMMENT = "<!-- -->"
"""In place of a heading, it keeps a list of questions and one of answers apart."""
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
    found = [one for one in quoted_challenges(outline) if one.solutions]
    for one, number in zip(found, numbers_of([one.title for one in found]), strict=True):
        start = one.lines.start + bool(one.title)
        body = body_of(one.text[start - one.lines.start :], start, outline.is_code)
        span = numbered_span(name, _HINTS, one.lines, one.title, number, body)
        answer = AnswerLines(tuple(one.solutions), tuple(one.others))
        yield replace(span, id_place=IdPlace(start, "> "), answer=answer)


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
