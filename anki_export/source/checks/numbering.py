"""Question numbers with gaps, repeats or in the wrong order, and lines that may have the numbers that are missing."""

from collections.abc import Iterator, Sequence, Set

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.lines import list_marker
from anki_export.source.question_numbers import QuestionNumber, can_be_renumbered, number_of, number_of_label
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

_MOST = 5
"""Maximum number of locations in one message."""
_FEWEST = 2
_LONGEST_NUMBER = 24
"""In characters, with the marks and the word before it."""
_MARKS = regex(r"(?:(?:\?\?\?|!!!)\S*\s+\S+\s+\"|[^\w(])*")
"""What may be before a number: marks of headings and quotes, bold, the start of a box."""


class _Numbered(Struct, frozen=True):
    number: int
    line: int
    end: int


def misnumbered(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report once for each run of numbers, which can restart wherever there is content between two questions.

    Questions without a number, numbers such as 1.2, lists of ones, and numbers in no order at all are ignored.
    """
    found = [(entry.number, entry.lines) for entry in checked_page.entries if not entry.is_nested and entry.number]
    if len(found) < 2 or not can_be_renumbered([number for number, _ in found]):
        return
    numbered = [_Numbered(number.value, lines.start, lines.stop) for number, lines in found if number.value is not None]
    if all(one.number == 1 and list_marker(checked_page.lines[one.line]) for one in numbered):  # Markdown counts
        return
    wrong: list[tuple[_Numbered, str]] = []
    lost: list[int] = []
    last, seen = numbered[0], {numbered[0].number: numbered[0]}
    for here in numbered[1:]:
        if here.number == 1 and any(line.strip() for line in checked_page.lines[last.end : here.line]):
            yield from _finding(wrong, lost, checked_page)
            wrong, lost, seen = [], [], {}
        elif here.number in seen:
            wrong.append((here, f"{here.number} is already on line {checked_page.line_of(seen[here.number].line)}"))
        elif here.number != last.number + 1:
            wrong.append((here, f"{here.number} follows {last.number}"))
            lost += _lines_with(range(last.number + 1, here.number), range(last.line + 1, here.line), checked_page)
        seen[here.number] = last = here
    yield from _finding(wrong, lost, checked_page)


def unread_items(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the items whose numbers go on from those of the questions above, on a page where these count from 1.

    One is enough if it has a word before its number: `**Question 7.**`. `told` are the lines of messages that say of
    something that it is not read.
    """
    lines, is_code = checked_page.lines, checked_page.outline.is_code
    entries = [entry for entry in checked_page.entries if not entry.is_nested]
    numbers = [_number_of_item(lines[entry.lines.start]) for entry in entries]
    if len(numbers) < _FEWEST or [number.value if number else 0 for number in numbers] != [*range(1, len(numbers) + 1)]:
        return
    marks = {number.mark for number in numbers if number}
    places: list[int] = []
    for line in range(entries[-1].lines.stop, len(lines)):
        number = None if is_code[line] or lines[line][:1].isspace() else _number_of_item(lines[line])
        if number and number.value == len(numbers) + len(places) + 1 and number.mark in marks:
            places.append(line)
    fewest = 1 if len(marks) == 1 and all(map(str.isalpha, marks)) else _FEWEST
    if len(places) >= fewest and told.isdisjoint(places):
        first, last = len(numbers) + 1, len(numbers) + len(places)
        message = f"item {first} continues the questions above; it does not become a card"
        if last > first:
            message = f"items {first} to {last} continue the questions above; none of them becomes a card"
        yield Finding(places[0], Rule.OTHER_OPENERS, message, "write them as those, with their answers", places=places)


def _number_of_item(line: str) -> QuestionNumber | None:
    """The number of a list item, a heading or a bold line, perhaps behind a word."""
    return number_of(line.lstrip("# ")) if any(map(str.isdigit, line[:_LONGEST_NUMBER])) else None


def _lines_with(numbers: range, lines: range, checked_page: CheckedPage) -> Iterator[int]:
    """The first of some lines that begins with one of the numbers, whatever marks it has."""
    for line in lines if numbers else ():
        text = checked_page.lines[line]
        words = text[_MARKS.match(text).end() :].rstrip("*_ ")  # type: ignore[union-attr]
        number = number_of(words)
        value = number.value if number else number_of_label(words)
        is_item = number is not None and list_marker(text) is not None and not is_clear_question(number.rest)
        if value in numbers and not is_item:
            yield line
            return


def _finding(
    wrong: Sequence[tuple[_Numbered, str]], lost: Sequence[int], checked_page: CheckedPage
) -> Iterator[Finding]:
    if wrong:
        places = [f"{what} (line {checked_page.line_of(place.line)})" for place, what in wrong[:_MOST]]
        more = f", and {len(wrong) - _MOST} more" if len(wrong) > _MOST else ""
        if lost:
            shown = ", ".join(str(checked_page.line_of(line)) for line in lost[:_MOST])
            more += f"; one may not be read on line {shown}"
        message = f"question numbers are out of order: {', '.join(places)}{more}"
        hint = "number them 1, 2, 3, or remove the numbers: cards don't show them"
        lines = sorted({*(place.line for place, _ in wrong), *lost}) if lost else ()
        yield Finding(wrong[0][0].line, Rule.NUMBERS, message, hint, places=lines)
