"""Bold lines that ask, each with the text below it as the answer.

    **What is a stump? 👶**         also `__…__`, with or without a number

    A tree of one split.
    **Not** the first question on a line of its own: part of the answer.

    <br/>                          breaks and rules between questions are no part of an answer

    **Boosting and bagging ⭐**      asks nothing, but has a sign of difficulty like the lines that ask

An entry ends at the next bold line that is a question, or at a heading. Lines at the margin that are bold as a whole
are read as questions if five of them and 70 % ask, or three and half on a page whose title announces questions; if the
settings or the page name this format, those that ask are read on any page. Labels such as `**Answer:**`, and lines that
repeat, do not count.

Not questions: bold lines inside answers that ask nothing, bold words at the start of a paragraph, lines in code.
"""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from anki_export.diagnostics import Rule
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.body_lines import body_of
from anki_export.source.formats.types import Format, ParsedPage, When
from anki_export.source.outline import BoldLine, Outline, outline_of
from anki_export.source.question_numbers import QuestionNumber, number_of, numbers_of
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.labels import is_label
from anki_export.text.regex import regex

NAME = "bold"
_BOLD = regex(r"\n(?:\*\*|__)\S")
_INLINE = regex(
    r"(?P<mark>\*\*|__)(?P<text>(?:(?!\*\*|__)[^\n])+(?:\n(?:(?!\*\*|__)[^\n])+)?[?？؟])(?P=mark)(?=\n|[ \t]*\S)"
)
_WORDS = 3
"""A question has at least so many words."""
_BETWEEN = regex(r"\s*(?:(?:<br\s*/?>\s*)+|(?:[-*_]\s*){3,})?")
"""A line that only parts what is above and below it."""
_ENOUGH = 3
"""A sign that so many questions share is one of difficulty."""


class _Candidate(NamedTuple):
    bold: BoldLine
    signs: frozenset[str]
    is_clear: bool
    is_order: bool


def _may_hold(text: str) -> bool:
    return _BOLD.search("\n" + text) is not None


def _spans(outline: Outline) -> Iterator[Span]:
    chosen = _chosen(
        [_candidate(one) for one in outline.bold_lines],
        is_announced=outline.wanted.is_fixed or announces_questions(outline.title),
        is_named=outline.wanted.is_named(NAME),
    )
    numbers = numbers_of([[one.bold.text for one in chosen]])
    inline = (line for line, _ in _with_answers(outline.lines, outline.is_code)) if chosen else ()
    headings = (heading.line for heading in outline.headings)
    ends = sorted([*(one.bold.line for one in chosen), *headings, *inline, len(outline.lines)])
    for one, number in zip(chosen, numbers, strict=True):
        yield _span(outline, one.bold, number, ends[bisect_right(ends, one.bold.line)])


def _with_answers(lines: Sequence[str], is_code: Sequence[bool]) -> Iterator[tuple[int, str]]:
    """Questions in bold that begin a paragraph but do not end with a line: what follows is no answer of the last."""
    for number, line in enumerate(lines):
        is_first = number == 0 or not lines[number - 1].strip()
        if line[:2] in ("**", "__") and is_first and not is_code[number]:
            match = _INLINE.match("\n".join(lines[number : number + 2]))
            if match and len(match["text"].split()) >= _WORDS and is_clear_question(match["text"]):
                yield number, " ".join(match["text"].split())


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """On a page with such questions, report those whose answers begin in their own lines."""
    if not entries:
        return
    taken = {number for entry in page.entries for number in entry.lines}
    for line, title in _with_answers(page.lines, outline_of(page.lines).is_code):
        if line not in taken:
            message = f"question {title!r} is not alone on its line; skipped"
            yield Finding(line, Rule.NOT_READ, message, "write its answer on the next line")


def _candidate(bold: BoldLine) -> _Candidate:
    number = number_of(bold.text)
    words = number.rest if number else bold.text
    return _Candidate(bold, _signs(bold.text), is_clear_question(words), is_order(words))


def _signs(text: str) -> frozenset[str]:
    """The pictures at the end of a line.

    >>> sorted(_signs("Why? ⭐⭐")), sorted(_signs("Why ⭐ not?"))
    (['⭐'], [])
    """
    signs = set()
    for character in reversed(text):
        kind = unicodedata.category(character)
        if kind == "So":
            signs.add(character)
        elif kind[0] in "LNP":
            break
    return frozenset(signs)


def _chosen(candidates: Sequence[_Candidate], *, is_announced: bool, is_named: bool) -> list[_Candidate]:
    """The bold lines that are questions, in page order."""
    repeats = Counter(one.bold.text.casefold() for one in candidates)
    counted = [one for one in candidates if repeats[one.bold.text.casefold()] < _ENOUGH and not is_label(one.bold.text)]
    shared = Counter(sign for one in counted if one.is_clear for sign in one.signs)
    difficulty = {sign for sign, count in shared.items() if count >= _ENOUGH}
    asking = [one for one in counted if one.is_clear or one.signs & difficulty]
    if len(asking) >= 5 and len(asking) * 10 >= len(counted) * 7:
        return asking
    asking_or_orders = [one for one in counted if one.is_clear or one.is_order or one.signs & difficulty]
    if is_announced and len(asking) >= 3 and len(asking_or_orders) * 2 >= len(counted):
        return asking_or_orders
    return asking if is_named else []


def _span(outline: Outline, bold: BoldLine, number: QuestionNumber | None, stop: int) -> Span:
    lines, start, end = outline.lines, bold.line, stop
    while stop > start + 1 and _BETWEEN.fullmatch(lines[stop - 1]):
        stop -= 1
    body = body_of(lines[start + 1 : stop], start + 1)
    return Span(
        format=NAME,
        lines=range(start, stop),
        title=number.rest if number else bold.text,
        written=bold.text,
        number=number,
        hints=_hints(),
        body=body.lines,
        body_start=body.start,
        id_place=IdPlace(start + 1, ""),
        markup=range(stop, end),
    )


@lru_cache(maxsize=1)
def _hints() -> Hints:
    return Hints(
        question="**{}**",
        title="write the question between the asterisks",
        answer="write the answer below the bold line",
        hidden="a <details> element",
    )


def _shown(entries: Sequence[Entry]) -> str:
    return "bold lines (**…?**)"


BOLD = Format(
    NAME,
    _may_hold,
    likely_holds=lambda text: False,
    when=When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=_shown,
)
