"""Questions that have lost the mark of their format, such as `##`: they are part of the answer above them.

    ## What is a tag?

    A name.

    What is a branch?       a separate line that asks, as the titles of the page do

    A moving name.

    ## What is a blob?

Of 4,800 answers of real pages below headings, bold lines and summaries, one has such a line on purpose. A number that
is missing between two questions needs no question mark, nor does a `Q` that all have.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from anki_export.diagnostics import Rule
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.thresholds import HALF, HEADINGS_WITH_Q, WITH_ANSWERS
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.entry import Entry
from anki_export.source.lines import bold_line, indent_of, is_blank, is_comment, is_separator, list_marker
from anki_export.source.question_numbers import number_of

_FORMATS = frozenset({"heading", "bold", "details", "labels"})
"""Formats whose questions end at the next title, so that what has lost its mark belongs to the one above."""
_LABELS = "labels"
_MARGIN = " >*_"
_LIST = (".", ":")
"""Marks of numbers that list items or steps have, too."""
_MARKS = ("?", "？", "؟")
_LONGEST = 200
"""In characters: a title is shorter."""


def lost_titles(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report lines between the titles of a page that look like another one, without their mark."""
    entries = [each for each in checked_page.entries if each.format in _FORMATS and not each.is_nested]
    if not entries:
        return
    asking = sum(_asks(entry.written) for entry in entries)
    are_asking = WITH_ANSWERS.of(asking, len(entries))
    with_q = sum(entry.number is not None and entry.number.mark == "Q" for entry in entries)
    have_q = HEADINGS_WITH_Q.of(with_q, 0) and with_q == len(entries)
    lines, is_code = checked_page.lines, checked_page.outline.is_code
    gaps = sum(is_blank(lines[entry.lines.start + 1]) for entry in entries if len(entry.lines) > 1)
    have_gaps = HALF.of(gaps, len(entries))
    headings = {heading.line for heading in checked_page.outline.headings}
    others = {number for each in checked_page.entries if each.format not in _FORMATS for number in each.lines}
    for above, below in pairwise([None, *entries, None]):
        missing = _missing(above, below)
        entry = above or entries[0]
        title = above.title.map[0] if above and above.title.map else -1  # may be below the tag of a summary
        stop = below.lines.start if below else above.lines.stop if above else 0
        for number in range(above.lines.start + 1 if above else 0, stop):
            line = _text(lines[number], entry, lines[entry.lines.start])
            is_first = number == 0 or is_separator(lines[number - 1]) or is_comment(lines[number - 1])
            is_q = have_q and line[:1].isalpha() and _has_q(line)
            if not line or number == title or not (is_first or is_q) or len(line) > _LONGEST:
                continue
            after = lines[number + 1] if number + 1 < len(lines) else ""
            is_alone = is_blank(after) or not have_gaps or has_answer_label(after)
            is_below = (
                (above and number in above.lines) or entry.format == _LABELS or _is_first_below(lines, number, headings)
            )
            may_be_lost = is_below and not list_marker(line)  # "2. **Ports**: are they open?"
            is_title = may_be_lost and are_asking and is_alone and _asks(line)
            is_numbered = (missing and _has(line, missing)) or is_q
            if (is_title or is_numbered) and not is_code[number] and number not in others:
                yield _finding(number, line, entry)


def _is_first_below(lines: Sequence[str], number: int, headings: Set[int]) -> bool:
    """Whether a line is the first one below a heading."""
    return next((at for at in reversed(range(number)) if not is_blank(lines[at])), -1) in headings


def _text(line: str, entry: Entry, opening: str) -> str:
    """A line without marks at the margin, or one beside it that begins like its questions; else empty."""
    if entry.format == _LABELS:
        label, colon, _ = opening.lstrip(_MARGIN).partition(":")
        text = line.lstrip(_MARGIN)
        return text.partition(":")[2].strip("*_ ") if colon and text.startswith(f"{label}:") else ""
    if line[:1].isalnum():
        return line.strip()
    is_beside = entry.format == "bold" and line[:1] == " " and indent_of(line) < 4
    return bold_line(line.strip()) if is_beside else ""


def _asks(line: str) -> bool:
    return line.rstrip("*_ ").endswith(_MARKS)


def _missing(above: Entry | None, below: Entry | None) -> tuple[int, str] | None:
    """The number that is missing between two questions, or before the first or after the last one, and its mark.

    As lists have numbers, too, only one after a word such as `Q` is clear at the ends.
    """
    first, last = (_numbered(entry) if entry else None for entry in (above, below))
    if first and last:
        return (first[0] + 1, first[1]) if last[0] == first[0] + 2 else None
    if last and not above and last[0] == 2 and last[1] not in _LIST:
        return 1, last[1]
    return (first[0] + 1, first[1]) if first and not below and first[1] not in _LIST else None


def _numbered(entry: Entry) -> tuple[int, str] | None:
    number = entry.number
    return (number.value, number.mark) if number and number.value is not None else None


def _has(line: str, missing: tuple[int, str]) -> bool:
    found = number_of(line)
    return found is not None and (found.value, found.mark) == missing


def _has_q(line: str) -> bool:
    """Whether a line begins with `Q.`, as all questions of the page do."""
    found = number_of(line)
    return found is not None and found.mark == "Q"


def _finding(number: int, text: str, entry: Entry) -> Finding:
    message = f"question {text!r} is not marked like the others and does not get its own card"
    return Finding(number, Rule.NESTED, message, f"for its own card, write {entry.hints.question.format(text)}")
