"""Numbered questions in one admonition, with the answers of the same numbers in the next one.

    ??? question "Quick Quiz: Pipes"       also `???+` and `!!!`; the title is not a question itself
        1. What does `|` join?
        2. What does `tee` do?
    ??? note "Quiz Answers"                below the questions, or inside their admonition
        1. Output and input
        2. It copies                       the lists may be unindented in both

Each item is an entry and ends where the next one begins; its answer is the item of the same number. The lists are read
if at least two items and half of them ask, and the second admonition is named after answers.
A question whose number has no answer, or several, is reported.

Not questions: an admonition whose title asks, lists of steps, admonitions in lists, quotes or code.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.numbered_units import Unit
from anki_export.source.candidates.pair_questions_with_answers import span_of_unit
from anki_export.source.entry import Hints, Span
from anki_export.source.formats.question_format import Format
from anki_export.source.lines import columns_of, end_of_text, indent_of, is_rule, list_marker, next_text
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.syntax.admonitions import ANSWER_KINDS, QUESTION_KINDS, Opener, read_opener
from anki_export.text.classify_labels import asks, is_answer_label, names_answer
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

NAME = "numbered-quiz"
_USED = regex(
    r"\n(?:\?\?\?\+?|!!!)(?![^\n]*\?)(?![^\n]*[？؟])"  # one set of all takes longer to compile
    rf"[^\n]*\b(?:{'|'.join(sorted(QUESTION_KINDS))})\b[^\n]*\n(?:[^\n]+\n)?\s*\d{{1,4}}[.)][^\S\n]",
    re.IGNORECASE,
)
"""A block whose title is not a question, and a numbered list below it or below one more line."""
_ENDS = regex(r"#{1,6}[ \t]|\?\?\?|!!!|===|:::|<")
"""What ends a list that is not indented, besides a rule."""
_HINTS = Hints(
    question="1. {}",
    title="write the question after its number",
    answer="write one answer with the same number in the list of answers",
    hidden="the list of answers",
)


class _Box(Struct, frozen=True):
    """An admonition whose content is a numbered list."""

    line: int
    opener: Opener
    items: Sequence[Unit]
    stop: int


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    boxes = list(_boxes(outline))
    for at, box in enumerate(boxes):
        answers = next(_answers(outline, box, boxes[at + 1 : at + 4]), None) if _has_questions(outline, box) else None
        if answers:
            yield from _pairs(outline, box, answers)


def _boxes(outline: Outline) -> Iterator[_Box]:
    """The admonitions at the margin, and those inside them that begin below a list."""
    lines = outline.lines
    openers = [
        (number, opener)
        for number, line in outline.lines_with("???", "!!!")
        if line.lstrip()[:3] in ("???", "!!!") and (opener := read_opener(line))
    ]
    stops = [*(number for number, _ in openers), len(lines)]
    for (number, opener), stop in zip(openers, stops[1:], strict=True):
        yield _Box(number, opener, *_list_below(outline, number, stop))


def _list_below(outline: Outline, opening: int, stop: int) -> tuple[Sequence[Unit], int]:
    """The items of a list below an opener, and the line after it."""
    lines, own = outline.lines, indent_of(outline.lines[opening])
    first = next_text(lines, opening + 1)
    if first >= stop or not (indent_of(lines[first]) >= own + 4 or (not own and _item(lines[first]))):
        return (), opening + 1
    depth = indent_of(lines[first])
    end = first + 1
    while end < stop and not _is_below(lines, end, depth):
        end += 1
    starts = [
        (number, match)
        for number in range(first, end)
        if not outline.is_code[number] and (match := _item(lines[number])) and indent_of(lines[number]) == depth
    ]
    ends = [*[number for number, _ in starts][1:], end]
    items = [
        Unit(
            lines=range(number, end_of_text(lines, number + 1, after)),
            number=int(match["number"]),
            label="",
            rank="1.",
            text=lines[number][match.end() :].strip(),
            indent=columns_of(match[0]),
        )
        for (number, match), after in zip(starts, ends, strict=False)
    ]
    return items, end


def _is_below(lines: Sequence[str], number: int, depth: int) -> bool:
    """Whether a line is below a list of this depth."""
    line = lines[number]
    if not line.strip() or indent_of(line) > depth:
        return False
    if indent_of(line) < depth or is_rule(line.lstrip()):
        return True
    return _ENDS.match(line.lstrip()) is not None or not (lines[number - 1].strip() or _item(line))


def _item(line: str) -> re.Match[str] | None:
    """The marker of a numbered list item."""
    marker = list_marker(line)
    return marker if marker and marker["number"] else None


def _has_questions(outline: Outline, box: _Box) -> bool:
    if box.opener.kind not in QUESTION_KINDS or asks(box.opener.title) or indent_of(outline.lines[box.line]):
        return False
    asking = sum(is_clear_question(item.text) for item in box.items)
    return thresholds.WITH_ANSWERS.of(asking, len(box.items))


def _answers(outline: Outline, asked: _Box, below: Sequence[_Box]) -> Iterator[_Box]:
    """The admonition with the answers; others, such as a hint, may be before it."""
    end = asked.stop
    for box in below:
        title = box.opener.title
        is_apart = any(line.strip() for line in outline.lines[end : box.line])
        if is_apart or (box.opener.kind in QUESTION_KINDS and not names_answer(title)):
            return
        end = box.stop
        is_named = names_answer(title) or is_answer_label(title) or box.opener.kind in ANSWER_KINDS
        common = {item.number for item in asked.items} & {item.number for item in box.items}
        if is_named and len(common) * 2 >= len(asked.items):
            yield box


def _pairs(outline: Outline, questions: _Box, answers: _Box) -> Iterator[Span]:
    counts = Counter(item.number for item in answers.items)
    asked = Counter(item.number for item in questions.items)
    by_number = {item.number: item for item in answers.items if counts[item.number] == 1}
    around = range(questions.line, questions.items[0].lines.start)
    markup: Sequence[int] = (*around, *range(answers.line, answers.items[-1].lines.stop))
    for item in questions.items:
        answer = by_number.get(item.number) if asked[item.number] == 1 else None
        yield replace(span_of_unit(outline, item, answer, markup), format=NAME, hints=_HINTS)
        markup = ()


NUMBERED_QUIZ = Format(
    NAME,
    lambda text: ("???" in text or "!!!" in text) and _USED.search("\n" + text) is not None,
    signs=("???", "!!!"),
    spans=_spans,
    shown=lambda first: "numbered quizzes (1. …? with answers below)",
)
