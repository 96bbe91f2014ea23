"""Questions that have lost the mark of their format, such as `##`: they are part of the answer above them.

    ## What is a tag?

    A name.

    What is a branch?       a separate line that asks, as the titles of the page do

    A moving name.

    ## What is a blob?

Of 4,800 answers of real pages below headings, bold lines and summaries, one has such a line on purpose. A number that
is missing between two questions needs no question mark, nor does a `Q` that all have. Nor does an order where it begins
with the same word as others of the page, `Explain how tags work.`, or where its section has twice what the others have
once, such as a heading "References", a collapsed block "Answer", or code.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.questions_by_their_neighbours import FURNITURE
from anki_export.source.candidates.sections_that_ask_by_context import is_below_link
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.entry import Entry
from anki_export.source.lines import (
    bold_line,
    indent_of,
    is_blank,
    is_comment,
    is_separator,
    last_text,
    list_marker,
    next_text,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import has_q, number_of
from anki_export.source.thresholds import HALF, HEADINGS_WITH_Q, ONCE, SHARED, WITH_ANSWERS
from anki_export.text.classify_labels import QUESTION_MARKS, asks_nothing, is_label_of
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import says_the_same
from anki_export.text.text_asks_or_announces import is_clear_question, wants_answer

_FORMATS = frozenset({"heading", "bold", "details", "labels", "items"})
"""Formats whose questions end at the next title, so that what has lost its mark belongs to the one above."""
_LABELS = "labels"
_HABIT = 2
"""So many titles that are sentences and begin with a word make it that of titles."""
_MARGIN = " >*_"
_LIST = (".", ":")
"""Marks of numbers that list items or steps have, too."""
_END = regex(r"[?？؟](?:[*_\s]|[^\w\x00-\x7f»”’」』）])*\Z")
"""A question mark, then at most a sign such as one of difficulty: a quoted question is not one of the page."""
_PART = regex(r"\(?[b-h]\)[ \t]+(?=\S)")
"""The letter of a part that is not the first one."""
_CODE = "```"
_BEFORE_LETTERS = ("#", " ", "(")
"""What the titles of headings and of parts begin with."""
_FENCES = ("```", "~~~")
_LONGEST = 200
"""In characters: a title is shorter."""


class _Habits(Struct, frozen=True, dict=True):
    """What the questions of a page have in common."""

    first: Entry
    are_asking: bool
    openings: Set[str]
    """The words with which titles begin that are sentences."""
    have_q: bool
    have_gaps: bool
    """Whether a blank line is below their titles."""
    are_linked: bool
    parts: Mapping[str, Sequence[int]]
    """The lines of what they have once below their titles, such as "References"."""
    headings: Set[int]
    """The headings that are no such parts, and not the title of the page."""

    @cached_property
    def named_parts(self) -> Mapping[str, Sequence[int]]:
        """The parts other than code."""
        return {part: places for part, places in self.parts.items() if part != _CODE}


def _habits_of(outline: Outline, entries: Sequence[Entry]) -> _Habits:
    openings = Counter(_first_word(entry.written) for entry in entries if entry.written.endswith("."))
    with_q = sum(entry.number is not None and entry.number.mark == "Q" for entry in entries)
    gaps = sum(is_blank(outline.lines[entry.lines.start + 1]) for entry in entries if len(entry.lines) > 1)
    linked = sum(is_below_link(outline, entry.lines.start) for entry in entries)
    parts = _shared_parts(outline, entries)
    of_parts = {line for part, places in parts.items() if part != _CODE for line in places}
    return _Habits(
        entries[0],
        are_asking=WITH_ANSWERS.of(sum(_asks(entry.written) for entry in entries), len(entries)),
        openings={word for word, count in openings.items() if count >= _HABIT},
        have_q=HEADINGS_WITH_Q.of(with_q, 0) and with_q == len(entries),
        have_gaps=HALF.of(gaps, len(entries)),
        are_linked=HALF.of(linked, len(entries)),
        parts=parts,
        headings={one.line for one in outline.headings if one.level > 1 and one.line not in of_parts},
    )


def unmarked_titles(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report lines between the titles of a page that look like another one, without their mark."""
    entries = [each for each in checked_page.entries if each.format in _FORMATS and not each.is_nested]
    if not entries:
        return
    outline = checked_page.outline
    habits = _habits_of(outline, entries)
    others = {number for each in checked_page.entries if each.format not in _FORMATS for number in each.lines}
    for above, below in pairwise([None, *entries, None]):
        entry = above or entries[0]
        title = above.title.map[0] if above and above.title.map else -1  # may be below the tag of a summary
        stop = below.lines.start if below else entry.lines.stop if above else 0
        opening = outline.lines[entry.lines.start]
        has_marks = habits.have_q or entry.format in (_LABELS, "items") or opening.startswith(("**", "__"))
        for number in range(above.lines.start + 1 if above else 0, stop):
            written = outline.lines[number]
            if not (has_marks or written[:1].isalnum() or written[:1] in _BEFORE_LETTERS):
                continue  # as most
            if not written or outline.is_code[number] or number in others or number == title:
                continue
            text = written.lstrip("# ") if number in habits.headings else written
            line = _text(text, entry, opening)
            if not line and habits.have_q and written.startswith("**Q**"):
                line = written.replace("**", "")
            if not line and above and _is_answered_part(outline.lines, number):
                yield _finding(number, written.strip(), entry)
            elif line and _is_lost(line, range(number, stop), outline, habits, (above, below)):
                yield _finding(number, line, entry)


def _is_lost(
    line: str, rest: range, outline: Outline, habits: _Habits, around: tuple[Entry | None, Entry | None]
) -> bool:
    """Whether a line may be a title, with the `rest` of the lines above the next one, `around` which questions are."""
    (above, below), number, lines = around, rest.start, outline.lines
    is_end = above is None or below is None
    is_inside = number in habits.headings and above is not None and number in above.lines
    is_heading = number in habits.headings and not is_inside
    is_apart = habits.are_linked and not (is_end or is_heading) and is_below_link(outline, number)
    is_first = is_heading or is_apart or number == 0
    is_first = is_first or is_separator(lines[number - 1]) or is_comment(lines[number - 1])
    is_q = habits.have_q and not is_inside and line[:1].isalpha() and has_q(line)
    if not (is_first or is_q) or (len(line) > _LONGEST and not is_q):
        return False
    missing = _missing(above, below)
    asks = not is_heading and (_asks(line) or _begins_as(line, habits.openings))
    may_be_above_code = _CODE in habits.parts and not is_heading and is_clear_question(line)
    parts = habits.parts if may_be_above_code else habits.named_parts
    is_answered = _has_shared_part(number, parts, above, rest.stop)
    if missing is None and not (is_q or is_apart or asks or is_answered):
        return False  # as most
    after = lines[number + 1] if number + 1 < len(lines) else ""
    is_alone = is_blank(after) or not habits.have_gaps or has_answer_label(after)
    is_below = (
        (above is not None and number in above.lines)
        or (above or habits.first).format == _LABELS
        or is_answered
        or last_text(lines, number) in [one.line for one in outline.headings]
    )
    may_be_lost = is_below and is_alone and not list_marker(line)  # "2. **Ports**: are they open?"
    is_title = (may_be_lost and not _is_label(line, is_heading)) and (
        (habits.are_asking and asks) or (is_answered and (is_heading or _sets_task(line)))
    )
    must_ask = is_end or not (below and _numbered(below))
    is_numbered = (missing is not None and _has(line, missing, must_ask=must_ask)) or is_q
    is_lost = is_numbered or (not is_inside and (is_title or (is_apart and is_alone)))
    return is_lost and not (above and says_the_same(line, above.title.content))


def _is_answered_part(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a part of a task, `(b) Why?`, above a label for its own answer."""
    if not _PART.match(lines[number]):
        return False  # as most
    below = next_text(lines, number + 1)
    is_answered = below < len(lines) and has_answer_label(lines[below])
    return is_answered and wants_answer(_PART.sub("", lines[number]))


def questions_marked_otherwise(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report bold lines and list items that ask and have text below, where one question has several and no other any.

    They are questions that are marked in another way, below the last one that is marked as the first ones are. `told`
    are the lines of messages that say of something that it is not read.
    """
    entries = [each for each in checked_page.entries if each.format in _FORMATS and not each.is_nested]
    if len(entries) < _HABIT:
        return
    lines, starts = checked_page.lines, [entry.lines.start for entry in entries]
    titles = {entry.lines.start for entry in checked_page.entries}
    found: dict[str, dict[int, list[tuple[int, str]]]] = {"bold": {}, "item": {}}
    for number, line in checked_page.outline.lines_with(*QUESTION_MARKS):
        marker = list_marker(line)
        text = line[marker.end() :].strip() if marker else bold_line(line)
        kind = "item" if marker else "bold"
        if text and number not in titles and _END.search(text) and _has_text_below(lines, number, bool(marker)):
            owner = bisect_right(starts, number)
            found[kind].setdefault(owner, []).append((number, bold_line(text) or text))
    for owners in found.values():
        (owner, asking), *others = [*owners.items()] or [(0, [])]
        texts = {text for _, text in asking}  # what repeats is the title of a part
        if len(asking) == len(texts) >= _HABIT and not others:
            yield from (_finding(*one, entries[max(0, owner - 1)]) for one in asking if one[0] not in told)


def _has_text_below(lines: Sequence[str], number: int, is_item: bool) -> bool:
    """Whether text is right below a line that asks; below a list item, it is indented."""
    below = next_text(lines, number + 1)
    if below == len(lines) or lines[below][:1] == "#" or is_separator(lines[below]):
        return False
    inside = indent_of(lines[below]) > indent_of(lines[number])
    return inside if is_item else not (bold_line(lines[below]) or list_marker(lines[below]))


def _is_label(line: str, is_heading: bool) -> bool:
    """Whether a line has a label for the answer, or a heading names a part of the page."""
    return (is_heading and (asks_nothing(line) or is_label_of(line, *FURNITURE))) or has_answer_label(line)


def _text(line: str, entry: Entry, opening: str) -> str:
    """A line without marks at the margin, or one beside it that begins like its questions; else empty."""
    if entry.format == _LABELS:
        label, colon, _ = opening.lstrip(_MARGIN).partition(":")
        text = line.lstrip(_MARGIN)
        return text.partition(":")[2].strip("*_ ") if colon and text.startswith(f"{label}:") else ""
    if line[:1].isalnum():
        return line.strip()
    is_beside = opening.startswith(("**", "__")) and line[:1] in (" ", '"') and indent_of(line) < 4
    is_beside = is_beside or (entry.format == "items" and indent_of(line) <= indent_of(opening))
    return bold_line(line.strip(' "')) if is_beside else ""


def _shared_parts(outline: Outline, entries: Sequence[Entry]) -> Mapping[str, Sequence[int]]:
    """What several questions have once and hardly any twice below their titles, such as "References": its lines."""
    titles = {entry.lines.start for entry in entries}
    parts = [(each.line, each.title) for each in outline.headings]
    parts += [(each.line, each.text) for each in outline.bold_lines]
    parts += [(each.lines.start, without_tags(each.summary)) for each in outline.collapsed]
    parts += [
        (number, _CODE)
        for number, line in enumerate(outline.lines)
        if outline.is_code[number] and not outline.is_code[number - 1] and line.lstrip().startswith(_FENCES)
    ]
    places: dict[str, list[int]] = {}
    for number, text in sorted(parts):
        if number not in titles:
            places.setdefault(text.casefold().strip(" :"), []).append(number)
    counts = {
        part: Counter(bisect_left(lines, entry.lines.stop) - bisect_left(lines, entry.lines.start) for entry in entries)
        for part, lines in places.items()
        if SHARED.of(len(lines), len(entries))
    }
    return {
        part: places[part]
        for part, count in counts.items()
        if SHARED.of(count[1], len(entries)) and ONCE.of(count[1], len(entries) - count[0])
    }


def _has_shared_part(number: int, parts: Mapping[str, Sequence[int]], above: Entry | None, stop: int) -> bool:
    """Whether what questions have once is below a line and, if another question is above, above the line, too."""
    for part, lines in parts.items():
        at = bisect_left(lines, number)
        is_below = at < len(lines) and lines[at] < stop
        is_above = at > 0 and above is not None and lines[at - 1] in above.lines
        if is_below and (is_above or (above is None and part != _CODE)):
            return True
    return False


def _sets_task(line: str) -> bool:
    return not line.endswith((":", "：")) and wants_answer(line)


def _asks(line: str) -> bool:
    return _END.search(line) is not None


def _begins_as(line: str, words: Set[str]) -> bool:
    """Whether a line is a sentence that begins with one of some words: "Explain how it works."."""
    is_alike = line.endswith(".") and _first_word(line) in words
    return is_alike and wants_answer(line)


def _first_word(line: str) -> str:
    return line.partition(" ")[0]


def _missing(above: Entry | None, below: Entry | None) -> tuple[int, str] | None:
    """The number that is missing between two questions, or before the first or after the last one, and its mark.

    As lists have numbers, too, only one after a word such as `Q`, or one that asks, is clear at the ends.
    """
    first, last = (_numbered(entry) if entry else None for entry in (above, below))
    if first and last:
        return (first[0] + 1, first[1]) if last[0] == first[0] + 2 else None
    if last and not above and last[0] == 2:
        return 1, last[1]
    return (first[0] + 1, first[1]) if first and not last else None


def _numbered(entry: Entry) -> tuple[int, str] | None:
    number = entry.number
    return (number.value, number.mark) if number and number.value is not None else None


def _has(line: str, missing: tuple[int, str], *, must_ask: bool) -> bool:
    found = number_of(line)
    if found is None or (found.value, found.mark) != missing:
        return False
    return not must_ask or found.mark not in _LIST or wants_answer(found.rest)


def _finding(number: int, text: str, entry: Entry) -> Finding:
    message = f"question {text!r} is not marked like the others and does not get its own card"
    return Finding(number, Rule.NESTED, message, f"for its own card, write {entry.hints.question.format(text)}")
