"""Question numbers with gaps, repeats or in the wrong order."""

from collections.abc import Iterator
from typing import NamedTuple

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.question_numbers import can_be_renumbered

_MOST = 5
"""Maximum number of locations in one message."""


class _Numbered(NamedTuple):
    number: int
    line: int
    end: int


def misnumbered(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report once for each run of numbers, which can restart wherever there is content between two questions.

    Questions without a number, numbers such as 1.2, lists of ones, and numbers in no order at all are ignored.
    """
    found = [(entry.number, entry.lines) for entry in checked_page.entries if not entry.is_nested and entry.number]
    if not can_be_renumbered([number for number, _ in found]):
        return
    numbered = [_Numbered(number.value, lines.start, lines.stop) for number, lines in found if number.value is not None]
    if all(one.number == 1 for one in numbered):  # Markdown counts
        return
    wrong: list[tuple[_Numbered, str]] = []
    last, seen = numbered[0], {numbered[0].number: numbered[0]}
    for here in numbered[1:]:
        if here.number == 1 and any(line.strip() for line in checked_page.lines[last.end : here.line]):
            yield from _finding(wrong, checked_page)
            wrong, seen = [], {}
        elif here.number in seen:
            wrong.append((here, f"{here.number} is already on line {checked_page.line_of(seen[here.number].line)}"))
        elif here.number != last.number + 1:
            wrong.append((here, f"{here.number} follows {last.number}"))
        seen[here.number] = last = here
    yield from _finding(wrong, checked_page)


def _finding(wrong: list[tuple[_Numbered, str]], checked_page: CheckedPage) -> Iterator[Finding]:
    if wrong:
        places = [f"{what} (line {checked_page.line_of(place.line)})" for place, what in wrong[:_MOST]]
        more = f", and {len(wrong) - _MOST} more" if len(wrong) > _MOST else ""
        yield Finding(
            wrong[0][0].line,
            Rule.NUMBERS,
            f"question numbers are out of order: {', '.join(places)}{more}",
            "number them 1, 2, 3, or remove the numbers: cards don't show them",
        )
