"""Questions above options of which something says which are right, whatever marks the question and its options:

    The capital of France is            > Which one is a tag?          **Question 2**
                                                                       `git tag` writes
    - London                            A) v1.0
    - **Paris**                         B) main                        1) a name +
    - Rome                                                             2) a file
                                        **Answer:** A                  3) a folder

The question is the paragraph, heading, list item or quote right above the options, above code or a picture if that is
between them; a line such as `Question 2` above it belongs to it. An entry ends where the next question begins, at a
heading or at a rule. They are read where nothing else reads their lines and a title announces questions, or at least
three, and half of them, have a number and more than a topic, letters or words that ask
(`candidates/option_lists.py`): settings, lists of tasks and results have the same form. Where text between two
paragraphs that ask may belong to either, none is read. A bold line whose number is between theirs, or follows the last
one, is a question without options: "Match the terms."
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import inf

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.candidates.answer_labels import begins_with_label
from anki_export.source.candidates.option_lists import OptionLines, all_options, answered_options, may_have_lists
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.lines import (
    LONGEST_TITLE,
    bold_line,
    end_of_text,
    indent_of,
    is_blank,
    is_quoted,
    is_rule,
    is_separator,
    last_text,
    list_marker,
    starts_block,
    without_bold,
    without_quote,
)
from anki_export.source.outline import Heading, Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import is_only_q, number_of, numbers_of

NAME = "options"
_SHOWN = ("![", "|", "<img", "$$")
"""What begins a line that shows what a question is about."""
_BOLD = ("**", "__")
_HINTS = Hints(
    question="1. {}",
    title="write the question above its options",
    answer="tick the right options, or name them below: `- [x] …` or `Answer: B`",
)


class TextAbove(Struct, frozen=True):
    """What asks above options."""

    line: int
    below: int
    """The line below its title."""
    title: str
    indent: int
    """The columns before its text in a list item."""
    is_plain: bool
    """Whether it is a paragraph that nothing marks as a question."""
    has_number: bool


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    if not (may_have_lists(outline.text) and all_options(outline)):
        return  # as on most pages
    is_announced = are_announced(outline, wanted)
    answered = {options.lines.start: options for options in answered_options(outline, is_announced=is_announced)}
    starts = sorted(answered)
    asked: list[tuple[TextAbove, OptionLines]] = []
    floor = clear = 0
    for options in all_options(outline) if answered else ():
        start, stop = options.lines.start, options.lines.stop
        is_answered = answered.get(start) == options
        if not is_answered and bisect_left(starts, start) < bisect_left(starts, stop):
            continue  # a list of questions
        are_bold = asked and all(outline.lines[line].startswith(_BOLD) for line in (asked[-1][0].line, start))
        if are_bold and _value(_text(outline, start)) == _value(asked[-1][0].title) + 1 > 1:
            continue  # further questions, without text below them
        question = question_above(outline, start, floor)
        if question and (is_answered or (asked and question.has_number and question.indent == asked[0][0].indent)):
            if asked and question.is_plain and _has_text(outline, floor, question.line):
                return
            if begins_with_label(outline.lines[question.line]):
                return  # an explanation has such a list, too
            is_clear = options.are_of_question(question.title)
            if not is_clear and asked and question.indent == 0 < asked[0][0].indent:
                continue  # a list of tasks below a heading, beside questions in list items
            asked.append((question, options))
            floor = stop
            is_clear = is_clear or is_announced
            clear += bool(is_answered and is_clear)
    if not (thresholds.WITH_ANSWERS if is_announced else thresholds.ANNOUNCED).of(clear, len(asked)):
        return
    others = list(_without_options(outline, asked))
    is_few = thresholds.SINGLE_BOLD.of(len(asked), len(asked) + len(others))  # else the signs may be anything
    questions = sorted([*(one for one, _ in asked), *(others if is_few else ())], key=lambda one: one.line)
    title, items = _next_part(outline, questions[-1].line, max(floor, questions[-1].below))
    below = {one.line: options for one, options in asked}
    ends = sorted(
        {
            *(heading.line for heading in outline.headings),
            *outline.rules,
            *(question.line for question in (*questions, *others)),
            *_siblings(outline, asked[0][0]),
            *(items[:1] if title is None else [title]),
            len(outline.lines),
        }
    )
    for question, number in zip(questions, numbers_of([one.title for one in questions]), strict=True):
        own = below.get(question.line)
        first = own.lines.stop if own else question.below
        stop = ends[bisect_left(ends, first)]
        body = body_of(outline.lines[question.below : stop], question.below, outline.is_code, question.indent)
        lines = range(question.line, end_of_text(outline.lines, first, stop, is_separator))
        yield replace(
            numbered_span(NAME, _HINTS, lines, question.title, number, body),
            id_place=IdPlace(question.below, " " * question.indent),
            has_options=own is not None and own.signs is not None,
            findings=() if is_few or question is not questions[0] else tuple(map(_unlike_others, others)),
        )


def question_above(outline: Outline, start: int, floor: int) -> TextAbove | None:
    """What is right above the options that begin on a line, below the line `floor`."""
    lines = outline.lines
    last = last_text(lines, start)
    while last >= floor and (outline.is_code[last] or lines[last].lstrip("> \t").startswith(_SHOWN)):
        last = last_text(lines, last)
    if last < floor or is_rule(lines[last]):
        return None
    first = last
    while first > floor and not (_begins(outline, first) or is_blank(lines[first - 1]) or _heading(outline, first - 1)):
        first -= 1
    above = last_text(lines, first)
    if above >= floor and is_only_q(_text(outline, above)):
        return TextAbove(above, above + 1, _text(outline, above), 0, is_plain=False, has_number=True)
    marker = list_marker(lines[first])
    count = min(last + 1 - first, LONGEST_TITLE)
    title = " ".join([_text(outline, first), *(_text(outline, at) for at in range(first + 1, first + count))])
    if not title.strip():
        return None
    has_number = number_of(title) is not None
    is_plain = not (has_number or _begins(outline, first))
    return TextAbove(first, first + count, title, marker.end() if marker else 0, is_plain, has_number)


def _siblings(outline: Outline, question: TextAbove) -> Iterator[int]:
    """The lines with the other items of a list if a question is one: they may ask something else."""
    if list_marker(outline.lines[question.line]):
        indent = indent_of(outline.lines[question.line])
        for number, line in enumerate(outline.lines):
            if list_marker(line) and indent_of(line) == indent and not outline.is_code[number]:
                yield number


def _without_options(outline: Outline, asked: Sequence[tuple[TextAbove, OptionLines]]) -> Iterator[TextAbove]:
    """The bold lines whose numbers are between those of two questions in bold, or follow that of the last one."""
    following = [*(one for one, _ in asked[1:]), None]
    for (question, options), after in zip(asked, following, strict=True):
        value = _value(question.title) if outline.lines[question.line].startswith(_BOLD) else 0
        limit = _value(after.title) if after else inf
        for line in range(options.lines.stop, after.line if after else len(outline.lines)) if value else ():
            is_bold = outline.lines[line].startswith(_BOLD) and not outline.is_code[line]
            if is_bold and _value(_text(outline, line)) == value + 1 < limit:
                value += 1
                yield TextAbove(line, line + 1, _text(outline, line), 0, is_plain=False, has_number=True)


def _unlike_others(question: TextAbove) -> Finding:
    message = f"question {question.title!r} has no options, unlike the others; skipped"
    return Finding(question.line, Rule.NOT_READ, message, "write it on another page")


def _value(title: str) -> int:
    """The number of a title; 0 without one."""
    number = number_of(title)
    return (number.value or 0) if number else 0


def _has_text(outline: Outline, start: int, stop: int) -> bool:
    """Whether a paragraph without a label is on some lines: it may explain the answer above, or lead to what is below.

    Above a rule or a heading, it explains.
    """
    apart = (*outline.rules, *(heading.line for heading in outline.headings))
    first = max((at for at in apart if start <= at < stop), default=start)
    lines = pairwise(("", *outline.lines[first:stop]))
    starts = (line for above, line in lines if (is_blank(above) or is_rule(above)) and not is_blank(line))
    return any(not (starts_block(line) or is_rule(line) or begins_with_label(line)) for line in starts)


def _begins(outline: Outline, line: int) -> bool:
    return starts_block(outline.lines[line]) or bold_line(outline.lines[line]) != ""


def _heading(outline: Outline, line: int) -> Heading | None:
    return next(iter(outline.headings_in(range(line, line + 1))), None)


def _text(outline: Outline, line: int) -> str:
    """The text of a line without what marks it."""
    if heading := _heading(outline, line):
        return heading.title
    text = outline.lines[line]
    text = (without_quote(text) if is_quoted(text) else text).strip()
    marker = list_marker(text)
    return without_bold(text if marker is None or marker["number"] else text[marker.end() :])


def _next_part(outline: Outline, last: int, start: int) -> tuple[int | None, Sequence[int]]:
    """The next part of a test from a line on, below the last question with options, which is on the line `last`.

    It is the line of its title, if it has one, and those of its items, whose numbers go on.
    """
    asked = number_of(outline.lines[last].strip("#*_> "))
    if asked is None or asked.value is None:
        return None, ()
    headings = {heading.line for heading in outline.headings}
    value, title, items = asked.value, None, list[int]()
    for number in range(start, len(outline.lines)):
        line = outline.lines[number]
        marker = list_marker(line) if line[:1].isdigit() and not outline.is_code[number] else None
        own = int(marker["number"]) if marker else 0
        if number in headings or (line.startswith(_BOLD) and bold_line(line)):
            title = title if items else number
        elif marker and own == value + 1:
            items.append(number)
            value = own
    return (title, items) if items else (None, ())


def unread_parts(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the items below the last question of a format whose numbers go on."""
    last = max((entry.lines for entry in entries), key=lambda lines: lines.start, default=range(0))
    if not last or any(entry.lines.start > last.start for entry in page.entries):
        return
    _, items = _next_part(page.outline, last.start, last.stop)
    if items:
        what, are = f"item {page.lines[items[0]].strip()!r}", "follows the questions, but is not written like one"
        if len(items) > 1:
            what, are = f"{what} and {len(items) - 1} more", "follow the questions, but are not written like them"
        hint = "write it as a question, with its answer below"
        yield Finding(items[0], Rule.NOT_READ, f"{what} {are}; skipped", hint, places=items)


OPTIONS = Format(
    NAME,
    when=When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=unread_parts,
    shown=lambda first: "options of which some are called right",
    least=thresholds.WITH_ANSWERS.least,
)
