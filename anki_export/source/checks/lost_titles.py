"""Questions that have lost the mark of their format, such as `##`: they are part of the answer above them.

    ## What is a tag?

    A name.

    What is a branch?       a line of its own that asks, as the titles of the page do

    A moving name.

    ## What is a blob?

Of 4,800 answers of real pages below headings, bold lines and summaries, one has such a line on purpose. A number that
is missing between two questions needs no question mark.
"""

from collections.abc import Iterator
from itertools import zip_longest

from anki_export.diagnostics import Rule
from anki_export.source.candidates.thresholds import WITH_ANSWERS
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.entry import Entry
from anki_export.source.lines import bold_line, indent_of, is_blank
from anki_export.source.question_numbers import number_of

_FORMATS = frozenset({"heading", "bold", "details"})
"""Those whose questions end at the next title, so that what has lost its mark belongs to the one above."""
_MARKS = ("?", "？", "؟")
_LONGEST = 200
"""In characters: a title is shorter."""


def lost_titles(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report lines in the answers of a page that look like the titles of its questions, without their mark."""
    entries = [each for each in checked_page.entries if each.format in _FORMATS and not each.is_nested]
    asking = sum(_asks(entry.written) for entry in entries)
    are_asking = WITH_ANSWERS.of(asking, len(entries))
    for entry, following in zip_longest(entries, entries[1:]):
        for number in entry.lines[1:]:
            line = _text(checked_page.lines[number], entry)
            if not line or not is_blank(checked_page.lines[number - 1]) or len(line) > _LONGEST:
                continue
            is_alone = number + 1 == len(checked_page.lines) or is_blank(checked_page.lines[number + 1])
            is_title = are_asking and is_alone and _asks(line)
            if (is_title or _is_missing(line, entry, following)) and not checked_page.outline.is_code[number]:
                yield _finding(number, line, entry)


def _text(line: str, entry: Entry) -> str:
    """A line without marks at the margin, or a bold line beside it where questions are bold lines; else empty."""
    if line[:1].isalnum():
        return line.strip()
    is_beside = entry.format == "bold" and line[:1] == " " and indent_of(line) < 4
    return bold_line(line.strip()) if is_beside else ""


def _asks(line: str) -> bool:
    return line.rstrip("*_ ").endswith(_MARKS)


def _is_missing(line: str, above: Entry, below: Entry | None) -> bool:
    """Whether a line has the number that is missing between two questions, written like theirs."""
    numbers = [entry.number for entry in (above, below) if entry]
    values = [number.value for number in numbers if number and number.value is not None]
    if len(values) < 2 or values[1] != values[0] + 2:
        return False
    found = number_of(line)
    return found is not None and found.value == values[0] + 1 and found.mark in (one.mark for one in numbers if one)


def _finding(number: int, text: str, entry: Entry) -> Finding:
    message = f"question {text!r} is not written like the others, and is part of the answer above it"
    return Finding(number, Rule.NESTED, message, f"for its own card, write {entry.hints.question.format(text)}")
