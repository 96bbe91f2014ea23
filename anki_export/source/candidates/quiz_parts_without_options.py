"""The next parts of a test below its last question with options: items without options, with answers of any shape.

    5.  Which line moves?       6.  Name two lines.             6.  Why does it move?

        a)  **a branch**        > *Answer: tag, branch*             Answer: A commit moves it.

        b)  a tag               7.  Draw one.                   7.  Describe one.

                                _____________________               …………………………………

Their numbers go on, or begin again below a heading or a bold line. Half of the items of a part ask or set a task, and
one has text below it; where they begin again, all ask, or all that is below them is marked or quoted as an answer,
unlike steps and notes. A line to write on ends an answer; so does the first paragraph below the last item of all, if
there is only one below each of the others.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.collect_items_and_paragraphs import marked_text
from anki_export.source.lines import bold_line, end_of_paragraph, end_of_text, list_marker, next_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.thresholds import WITH_ANSWERS
from anki_export.text.lazy_regex import regex
from anki_export.text.words_that_ask_or_announce import is_clear_question, wants_answer

_BOLD = ("**", "__")
_TO_WRITE_ON = regex(r"[\s\\_.…]{6,}")
"""A line to write on, which word processors may escape."""


class PartItem(Struct, frozen=True):
    """An item of a part."""

    line: int
    below: int
    """The line below its title."""
    stop: int
    """The line below its answer."""
    title: str
    indent: int
    """The columns before its text."""


class TestPart(Struct, frozen=True):
    """The items of a part."""

    items: Sequence[PartItem]
    title: int | None
    """The line with its title."""
    goes_on: bool
    """Whether its first number is the next one of the part above."""
    is_read: bool
    """Whether the items are questions."""


def next_parts(outline: Outline, last: int, start: int) -> Iterator[TestPart]:
    """The parts from a line on, below the last question with options, which is on the line `last`."""
    lines, asked = outline.lines, number_of(outline.lines[last].strip("#*_> "))
    if asked is None or asked.value is None:
        return
    headings = {heading.line for heading in outline.headings}
    value, title = asked.value, None
    rows: list[tuple[int | None, bool, list[int]]] = []
    for number in range(start, len(lines)):
        line = lines[number]
        marker = list_marker(line) if line[:1].isdigit() and not outline.is_code[number] else None
        own = int(marker["number"]) if marker else 0
        if number in headings or (line.startswith(_BOLD) and bold_line(line)):
            title = number
        elif marker and (own == value + 1 or (own == 1 and title is not None)):
            if title is not None or not rows:
                rows.append((title, own == value + 1, []))
            rows[-1][2].append(number)
            value, title = own, None
    ends = [*(title or row[0] for title, _, row in rows[1:]), len(lines)]
    for (above, goes_on, row), end in zip(rows, ends, strict=False):
        yield _part(outline, above, [*row, end], goes_on=goes_on)


def _part(outline: Outline, title: int | None, row: Sequence[int], *, goes_on: bool) -> TestPart:
    items = [_item(outline, line, stop) for line, stop in pairwise(row)]
    *others, last = items
    first = next_text(outline.lines, last.below)
    stop = end_of_paragraph(outline.lines, first) if first < last.stop else last.stop
    if others and all(_has_one_paragraph(outline.lines, item) for item in others):
        items = [*others, replace(last, stop=min(stop, last.stop))]
    texts = [number.rest for item in items if (number := number_of(item.title))]
    asking = sum(map(wants_answer, texts))
    below = [at for item in items if (at := next_text(outline.lines, item.below)) < item.stop]
    are_marked = all(marked_text(outline.lines, at) or has_answer_label(outline.lines[at]) for at in below)
    is_sure = goes_on or are_marked or all(map(is_clear_question, texts))
    return TestPart(items, title, goes_on, bool(below) and is_sure and WITH_ANSWERS.of(asking, len(items)))


def _item(outline: Outline, line: int, stop: int) -> PartItem:
    """An item that ends at a heading, or above a line to write on."""
    lines = outline.lines
    below = min(end_of_paragraph(lines, line), stop)
    blanks = (number for number in range(below, stop) if _TO_WRITE_ON.fullmatch(lines[number]))
    headings = (heading.line for heading in outline.headings if heading.line > line)
    stop = min(next(blanks, stop), next(headings, stop), stop)
    title = " ".join(map(str.strip, lines[line:below]))
    marker = list_marker(lines[line])
    return PartItem(line, below, end_of_text(lines, below, stop), title, marker.end() if marker else 0)


def _has_one_paragraph(lines: Sequence[str], item: PartItem) -> bool:
    first = next_text(lines, item.below)
    return first < item.stop and end_of_paragraph(lines, first) >= item.stop
