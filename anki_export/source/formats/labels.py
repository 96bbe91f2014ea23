"""Questions and answers with labels, each at the start of a line:

    **Q1:** What is a tag?          also `**Q1. What is a tag?**`, `Question 1: …` and `Q. …`, in list items as well,
    It may go on, with code.        and in other languages: `**Frage:** …` and `**Antwort:** …`
    **A:** A fixed name.            also `Answer: …`, `**Answer**`, and on the line of the question: `**Q:** … **A:** …`

An entry ends at the next label of a question, a heading or a rule; the last one in a list ends with its list item.
Labels are read where at least two questions, and half of them, have an answer. A question without a label for its
answer is reported. One that is indented by four columns below
another is part of its answer.

Not questions: labels in headings, quotes and code; a letter `A` beside a `B`, which is a choice.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from anki_export.source.candidates import thresholds
from anki_export.source.candidates.body_lines import body_of
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.formats.types import Format, When
from anki_export.source.lines import (
    bold_line,
    columns_of,
    end_of_text,
    indent_of,
    is_rule,
    is_separator,
    list_marker,
    starts_block,
    without_bold,
    without_line_breaks,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import QuestionNumber, number_of
from anki_export.source.types import Wanted
from anki_export.text.languages import alternatives
from anki_export.text.regex import regex

NAME = "labels"
_QUESTION = rf"(?:q|{alternatives('question', 'questions')})"
_RIGHT = alternatives("right")
_ANSWER = (
    rf"(?:{alternatives('small')}\s+)?(?:{_RIGHT}\s*)?(?:a|ans|{alternatives('answer', 'solution')})(?:\s*{_RIGHT})?"
)
_LABEL = regex(
    rf"""(?P<open>\*\*|__)?[^\S\n]*
    (?:(?P<question>{_QUESTION}) | (?P<answer>{_ANSWER}))
    (?![^\W\d_])[^\S\n]*\#?(?P<number>\d{{1,4}})?(?:[^\S\n]*\([^()\n]{{0,40}}\))?[^\S\n]*
    (?P<sign>[:：.)])?(?P<close>\*\*|__)?(?P<colon>[:：])?[^\S\n]*""",
    re.VERBOSE | re.IGNORECASE,
)
_INLINE = regex(r"(?:\*\*|__)(?=[^\W\d_])|(?<=>)[^\S\n]*(?=[^\W\d_])")
"""Where a label may begin inside a line: in bold, or after a break."""
_CHOICE = regex(r"(?:\*\*|__)?[Bb](?:\*\*|__)?[.:)]")
_MAY_HOLD = regex(
    rf"\n[^\S\n]*(?:(?:[-*+]|\d{{1,9}}[.)])[^\S\n]+)?(?:(?:\*\*|__)[^\S\n]*)?{_QUESTION}(?![^\W\d_])",
    re.IGNORECASE,
)
_STARTS = regex(rf"[*_]|{_QUESTION}(?![^\W\d_])", re.IGNORECASE)
_NOT_ASKED = regex(r"[ \t]*(?:\(?[A-Ha-h][.:)][ \t]|<|!\[|$)")
"""A line that does not go on with the text of a question, besides a block: an option, HTML, a picture, a blank line."""
_HINTS = Hints(
    question="**Q:** {}",
    title="write the question after its label",
    answer="write the answer below it, after a label such as `**A:**`",
)


class _Mark(NamedTuple):
    """A label."""

    line: int
    start: int
    """The column at which it begins, behind the marker of a list item."""
    text: int
    """The column at which the text behind it begins."""
    is_question: bool
    digits: str
    """Its number; empty without one."""
    place: int
    """The column of the digits."""
    is_letter: bool
    """Whether it is only the letter A."""
    bold: str
    """What opens bold text that goes on behind the label."""


class _Pair(NamedTuple):
    question: _Mark
    answer: _Mark | None
    stop: int


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    pairs = list(_pairs(outline))
    answered = sum(pair.answer is not None for pair in pairs)
    if thresholds.WITH_ANSWERS.of(answered, len(pairs)):
        for pair in pairs:
            yield _span(outline, pair)


def _pairs(outline: Outline) -> Iterator[_Pair]:
    """The questions of a page, each with the label of its answer and the line after it."""
    headings = {heading.line for heading in outline.headings}
    lines = outline.lines
    question: _Mark | None = None
    answers: list[_Mark] = []
    has_choices = False
    for number, line in enumerate(lines):
        if outline.is_code[number]:
            continue
        if number in headings or is_rule(line):
            if question:
                yield _Pair(question, *_last(lines, question, _answer(answers, has_choices), number))
            question = None
            continue
        has_choices = has_choices or _CHOICE.match(line, _start(line)) is not None
        for mark in _marks(number, line):
            if not mark.is_question:
                answers.append(mark)
            elif _is_apart(lines, mark, question):
                if question:
                    yield _Pair(question, _answer(answers, has_choices), number)
                question, answers, has_choices = mark, [], False
    if question:
        yield _Pair(question, *_last(lines, question, _answer(answers, has_choices), len(lines)))


def _answer(answers: Sequence[_Mark], has_choices: bool) -> _Mark | None:
    return next((mark for mark in answers if not (mark.is_letter and has_choices)), None)


def _marks(number: int, line: str) -> Iterator[_Mark]:
    """The label at the start of a line, and that of an answer further on in the line of a question."""
    mark = _mark(number, line, _start(line))
    if mark is None:
        return
    yield mark
    for place in _INLINE.finditer(line, mark.text) if mark.is_question else ():
        found = _mark(number, line, place.start() if place[0].strip() else place.end())
        if found and not found.is_question:
            yield found
            return


def _start(line: str) -> int:
    """The column at which the text of a line begins, behind the marker of a list item."""
    marker = list_marker(line)
    return marker.end() if marker else len(line) - len(line.lstrip())


def _mark(number: int, line: str, start: int) -> _Mark | None:
    match = _LABEL.match(line, start)
    if match is None or (match["close"] and match["close"] != match["open"]):
        return None
    word, sign = (match["question"] or match["answer"]).casefold(), match["colon"] or match["sign"]
    if sign in (":", "："):
        is_label = True
    elif sign:  # `Answer. The …` is ordinary text, and `A)` a choice
        is_label = bool(match["number"]) or (sign == "." and (bool(match["close"]) or word in ("q", "a", "ans")))
    else:
        is_label = bool(match["close"]) and (len(word) > 1 or bool(match["number"]))
    if not is_label:
        return None
    return _Mark(
        line=number,
        start=start,
        text=match.end(),
        is_question=match["question"] is not None,
        digits=match["number"] or "",
        place=match.start("number"),
        is_letter=word == "a" and not match["number"],
        bold=match["open"] if match["open"] and not match["close"] else "",
    )


def _is_apart(lines: Sequence[str], mark: _Mark, question: _Mark | None) -> bool:
    """Whether a label begins a question of its own, and is not inside an answer or code."""
    return indent_of(lines[mark.line]) < 4 + (indent_of(lines[question.line]) if question else 0)


def _last(lines: Sequence[str], question: _Mark, answer: _Mark | None, stop: int) -> tuple[_Mark | None, int]:
    """The answer of the last question before a line, and where it ends: with its list item, if it is in one."""
    item = lines[question.line][: question.start]
    if answer is None or not item.strip():
        return answer, stop
    own = item if answer.line == question.line else lines[answer.line][: answer.start]
    if not own.strip():
        return answer, stop
    width = columns_of(own)
    for number in range(answer.line + 1, stop):
        if lines[number].strip() and not lines[number - 1].strip() and indent_of(lines[number]) < width:
            return answer, number
    return answer, stop


def _span(outline: Outline, pair: _Pair) -> Span:
    lines, question, answer = outline.lines, pair.question, pair.answer
    stop = end_of_text(lines, question.line + 1, pair.stop, is_separator)
    head = lines[question.line]
    prefix = columns_of(head[: question.start])
    written, below = _asked(lines, question, answer, stop)
    body: Sequence[str] = ()
    body_start = below
    if answer:
        indent = prefix if answer.line == question.line else columns_of(lines[answer.line][: answer.start])
        first = " " * indent + answer.bold + lines[answer.line][answer.text :]
        own = body_of([first, *lines[answer.line + 1 : stop]], answer.line, outline.is_code, indent)
        prompt = body_of(lines[below : answer.line], below, outline.is_code, prefix).lines
        gap = [""] * max(1, own.start - below - len(prompt))  # without a blank line the answer goes on with a paragraph
        above = (*prompt, *gap) if any(line.strip() for line in prompt) else ()
        body, body_start = (*above, *own.lines), own.start - len(above)
    rest = without_bold(question.bold + written)
    label = head[question.start : question.text]
    place = question.place - question.start, question.place - question.start + len(question.digits)
    return Span(
        format=NAME,
        lines=range(question.line, stop),
        title=rest,
        written=(label + written).strip(),
        number=QuestionNumber(rest, "Q", int(question.digits), place) if question.digits else QuestionNumber(rest, "Q"),
        hints=_HINTS,
        body=body,
        body_start=body_start,
        answer=AnswerLines((range(answer.line, stop),)) if answer else None,
        id_place=IdPlace(max(below, question.line + 1), " " * prefix),
        column=question.start + 1,
        markup=range(stop, pair.stop),
    )


def _asked(lines: Sequence[str], question: _Mark, answer: _Mark | None, stop: int) -> tuple[str, int]:
    """The first paragraph behind the label of a question, and the line below it."""
    line = lines[question.line]
    if answer and answer.line == question.line:
        return without_line_breaks(line[question.text : answer.start]).strip(), answer.line
    text, below = [line[question.text :].strip()], question.line + 1
    end = answer.line if answer else stop
    while below < end and not (starts_block(lines[below]) or _NOT_ASKED.match(lines[below])):
        text.append(lines[below].strip())
        below += 1
    return without_line_breaks(" ".join(text).strip()), below


def _titles(outline: Outline) -> Iterator[tuple[int, str]]:
    """The lines that begin with `Q.`, `Q7:` or `Question 7:`."""
    for number, line in enumerate(outline.lines):
        if _STARTS.match(line) and not outline.is_code[number] and not bold_line(line):
            found = number_of(line.strip())
            if found and found.mark == "Q":
                yield number, line.strip()


LABELS = Format(
    NAME,
    lambda text: _MAY_HOLD.search("\n" + text) is not None,
    When.BY_EVIDENCE,
    spans=_spans,
    titles=_titles,
    if_unread="lines starting with Q look like questions",
    shown=lambda first: "labels (Q: … A: …)",
)
