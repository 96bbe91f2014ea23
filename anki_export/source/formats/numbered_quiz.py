"""Numbered questions in one admonition, with the answers of the same numbers in the next one.

    ??? question "Quick Quiz: Pipes"       also `???+` and `!!!`; the title asks nothing itself
        1. What does `|` join?
        2. What does `tee` do?
    ??? note "Quiz Answers"                below the questions, or inside their admonition
        1. Output and input
        2. It copies                       the lists may be unindented in both

Each item is an entry and ends where the next one begins; its answer is the item of the same number. The lists are read
if at least two items and half of them ask, and the second admonition is named after answers or has the same numbers.
A question whose number has no answer, or several, is reported.

Not questions: an admonition whose title asks, lists of steps, admonitions in lists, quotes or code.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from anki_export.source.entry import AnswerLines, Entry, Hints, IdPlace, Span
from anki_export.source.formats.body_lines import BodyLines, body_of
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Outline
from anki_export.source.syntax.admonitions import ANSWER_KINDS, QUESTION_KINDS, Opener, read_opener
from anki_export.text.asking import is_clear_question
from anki_export.text.labels import asks, is_answer_label, names_answer, names_extra
from anki_export.text.regex import regex

NAME = "numbered-quiz"
_USED = regex(
    rf"\n(?:\?\?\?\+?|!!!)[^\n?？؟]*\b(?:{'|'.join(sorted(QUESTION_KINDS))})\b[^\n?？؟]*\n(?:[^\n]+\n)?\s*\d{{1,4}}[.)][^\S\n]",
    re.IGNORECASE,
)
"""A question whose title asks nothing, and a numbered list below it or below one more line."""
_ITEM = regex(r"[^\S\n]*(?P<number>\d{1,4})[.)][^\S\n]+(?=\S)")
_ENDS = regex(r"#{1,6}[ \t]|\?\?\?|!!!|===|:::|(?:[-*_][ \t]*){3,}$|<")
"""What ends a list that is not indented."""
_BLOCK = regex(r"[ \t]*(?:```|~~~|[-*+>|][ \t]|\d{1,4}[.)][ \t]|$)")
"""A line that does not go on with the first paragraph of an item."""


class _Item(NamedTuple):
    number: int
    lines: range
    indent: int
    """The columns before its text."""


class _Box(NamedTuple):
    """An admonition whose content is a numbered list."""

    line: int
    opener: Opener
    items: Sequence[_Item]
    stop: int


def _may_hold(text: str) -> bool:
    return ("???" in text or "!!!" in text) and _USED.search("\n" + text) is not None


def _spans(outline: Outline) -> Iterator[Span]:
    boxes = list(_boxes(outline))
    for at, box in enumerate(boxes):
        answers = next(_answers(outline, box, boxes[at + 1 : at + 4]), None) if _is_quiz(outline, box) else None
        if answers:
            yield from _pairs(outline, box, answers)


def _boxes(outline: Outline) -> Iterator[_Box]:
    """The admonitions at the margin, and those inside them that begin below a list."""
    lines = outline.lines
    openers = [
        (number, opener)
        for number, line in enumerate(lines)
        if ("???" in line or "!!!" in line)
        and not outline.is_code[number]
        and line.lstrip()[:3] in ("???", "!!!")
        and (opener := read_opener(line))
    ]
    stops = [number for number, _ in openers]
    for (number, opener), stop in zip(openers, [*stops[1:], len(lines)], strict=False):
        yield _Box(number, opener, *_list_below(outline, number, stop))


def _list_below(outline: Outline, opening: int, stop: int) -> tuple[Sequence[_Item], int]:
    """The items of a list below an opener, and the line after it."""
    lines, own = outline.lines, _width(outline.lines[opening])
    first = next((number for number in range(opening + 1, stop) if lines[number].strip()), stop)
    if first == stop or not (_width(lines[first]) >= own + 4 or (not own and _ITEM.match(lines[first]))):
        return (), opening + 1
    depth = _width(lines[first])
    end = first + 1
    while end < stop and not _is_below(lines, end, depth):
        end += 1
    starts = [
        (number, match)
        for number in range(first, end)
        if not outline.is_code[number] and (match := _ITEM.match(lines[number])) and _width(lines[number]) == depth
    ]
    ends = [*[number for number, _ in starts][1:], end]
    items = [
        _Item(int(match["number"]), range(number, _without_blanks(lines, number, after)), len(match[0].expandtabs(4)))
        for (number, match), after in zip(starts, ends, strict=False)
    ]
    if len(items) > 1 and len({item.number for item in items}) == 1:  # Markdown numbers `1.` `1.` itself
        items = [_Item(number, item.lines, item.indent) for number, item in enumerate(items, 1)]
    return items, end


def _is_below(lines: Sequence[str], number: int, depth: int) -> bool:
    """Whether a line is below a list of this depth."""
    line = lines[number]
    if not line.strip() or _width(line) > depth:
        return False
    if _width(line) < depth:
        return True
    return _ENDS.match(line.lstrip()) is not None or not (lines[number - 1].strip() or _ITEM.match(line))


def _width(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4))


def _without_blanks(lines: Sequence[str], start: int, stop: int) -> int:
    while stop > start + 1 and not lines[stop - 1].strip():
        stop -= 1
    return stop


def _is_quiz(outline: Outline, box: _Box) -> bool:
    if box.opener.kind not in QUESTION_KINDS or asks(box.opener.title) or _width(outline.lines[box.line]):
        return False
    asking = sum(is_clear_question(outline.lines[item.lines.start][item.indent :]) for item in box.items)
    return len(box.items) >= 2 and asking * 2 >= len(box.items)


def _answers(outline: Outline, quiz: _Box, below: Sequence[_Box]) -> Iterator[_Box]:
    """The admonition with the answers; others, such as a hint, may stand before it."""
    end = quiz.stop
    for box in below:
        title = box.opener.title
        is_apart = any(line.strip() for line in outline.lines[end : box.line])
        if is_apart or (box.opener.kind in QUESTION_KINDS and not names_answer(title)):
            return
        end = box.stop
        is_named = names_answer(title) or is_answer_label(title) or box.opener.kind in ANSWER_KINDS
        common = {item.number for item in quiz.items} & {item.number for item in box.items}
        is_same = len(common) == len(quiz.items) == len(box.items) and not names_extra(title)
        if (is_named and len(common) * 2 >= len(quiz.items)) or is_same:
            yield box


def _pairs(outline: Outline, quiz: _Box, answers: _Box) -> Iterator[Span]:
    counts = Counter(item.number for item in answers.items)
    asked = Counter(item.number for item in quiz.items)
    by_number = {item.number: item for item in answers.items if counts[item.number] == 1}
    markup = (*range(quiz.line, quiz.items[0].lines.start), *range(answers.line, answers.items[-1].lines.stop))
    for item in quiz.items:
        answer = by_number.get(item.number) if asked[item.number] == 1 else None
        yield _span(outline, item, answer, markup)
        markup = ()


def _span(outline: Outline, item: _Item, answer: _Item | None, markup: Sequence[int]) -> Span:
    lines, start = outline.lines, item.lines.start
    below = next((number for number in item.lines[1:] if _BLOCK.match(lines[number])), item.lines.stop)
    written = " ".join([lines[start][_start(lines[start]) :].strip(), *map(str.strip, lines[start + 1 : below])])
    prompt = body_of(lines[below : item.lines.stop], below, item.indent).lines
    body = _body(outline, answer) if answer else BodyLines((), item.lines.stop)
    above = (*prompt, "") if prompt else ()
    return Span(
        format=NAME,
        lines=item.lines,
        title=written,
        written=written,
        number=None,
        hints=_hints(),
        body=(*above, *body.lines) if answer else (),
        body_start=body.start - len(above),
        body_stop=body.start + len(body.lines),
        answer=AnswerLines((range(body.start, body.start + len(body.lines)),)) if answer else None,
        id_place=IdPlace(below, " " * item.indent),
        column=_start(lines[start]) + 1,
        markup=markup,
    )


def _start(line: str) -> int:
    match = _ITEM.match(line)
    return match.end() if match else 0


def _body(outline: Outline, answer: _Item) -> BodyLines:
    first, *rest = (outline.lines[number] for number in answer.lines)
    return body_of([" " * answer.indent + first[_start(first) :], *rest], answer.lines.start, answer.indent)


@lru_cache(maxsize=1)
def _hints() -> Hints:
    return Hints(
        question="1. {}",
        title="write the question after its number",
        answer="write one answer with the same number in the list of answers",
        hidden="the list of answers",
    )


def _shown(entries: Sequence[Entry]) -> str:
    return "numbered quizzes (1. …? with answers below)"


NUMBERED_QUIZ = Format(NAME, _may_hold, likely_holds=_may_hold, when=When.ALWAYS, spans=_spans, shown=_shown)
