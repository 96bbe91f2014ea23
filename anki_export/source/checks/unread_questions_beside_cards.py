"""Questions of a page that are written otherwise than its cards, or have no answer where these have one:

    1. What is a tag?                                   ??? question "What is a tag?"
       <details><summary>Answer</summary>…</details>        …

    2. What is a branch?        has no hidden answer    **What is a branch?**     is outside of the boxes

    3. What is a blob?                                  ??? question "What is a blob?"
       <details><summary>Answer</summary>…</details>        …

They end with a question mark and begin a block. Outside of all questions, they are list items or labels in quotes that
look like most questions of the page, of which one is in their section; or they are between two questions, or right
below the last one, on a page that has little else between its questions, unlike an article with exercises. Where a
title announces questions, items with numbers may also be in other sections, and set a task. Inside an answer, see
`end_answers_at_questions`; a list with a number that has one item is no list of an answer.

Not reported: titles of groups and other sections, lines that repeat, what a page asks its reader at its end.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.candidates.questions_by_their_neighbours import FURNITURE
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.end_answers_at_questions import (
    are_few,
    ends_with_mark,
    is_apart_from_answer,
    leans_on_answer,
    question_in,
    unlike_others,
)
from anki_export.source.entry import Entry
from anki_export.source.lines import (
    indent_of,
    is_comment,
    is_quoted,
    is_separator,
    list_marker,
    task_item,
    without_quote,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import QUESTION_MARKS, asks, is_label_of
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import has_question_word, is_clear_question, names_people, wants_answer

_HABIT = 2


class _Asking(Struct, frozen=True):
    """A line that asks, outside of the titles of questions."""

    line: int
    text: str
    place: int
    """How many questions begin above it."""
    is_heading: bool
    is_inside: bool
    """Whether it is among the lines of the question above it."""


class _Look(Struct, frozen=True):
    """What list items of one rank, or labels in quotes, have in common."""

    is_quote: bool
    mark: str
    """The label, or the marker of a list, with 1 for any number."""
    indent: int = 0
    bold: str = ""


class _QuestionsInOrder(Struct, frozen=True, dict=True):
    """The questions of a page that are in no other one, and what is between them."""

    page: CheckedPage
    entries: Sequence[Entry]
    starts: Sequence[int]
    told: Set[int]
    """The lines of messages that say of something that it is not read."""

    @property
    def outline(self) -> Outline:
        return self.page.outline

    @cached_property
    def headings(self) -> Sequence[int]:
        """The lines of headings, without those of questions."""
        starts = set(self.starts)
        return [one.line for one in self.outline.headings if one.line not in starts]

    @cached_property
    def no_text(self) -> Set[int]:
        """The lines that are no text between questions."""
        return {*self.headings, *self.told}

    @cached_property
    def looks(self) -> Counter[_Look]:
        """How the first lines of the questions look that are list items or labels in quotes."""
        return Counter(filter(None, (_look_of(self.outline.lines[start]) for start in self.starts)))

    @cached_property
    def tasks(self) -> Sequence[int]:
        """The free items with numbers that ask or set a task, where the page announces questions that look so.

        All such items of a section do, and one asks or their numbers are not those of questions: steps tell what to do.
        """
        free = [number for number in self.page.free if self.outline.lines[number][0].isdigit()]
        if not (free and any(look.mark == "1" for look in self.looks) and self.page.is_announced):
            return ()  # as on most pages
        sections: dict[int, dict[int, tuple[str, str]]] = {}
        for number in free:
            line = self.outline.lines[number]
            marker = None if self.outline.is_code[number] else list_marker(line)
            if marker:
                text = (marker["number"], line[marker.end() :])
                sections.setdefault(self.outline.part_at(number), {})[number] = text
        return [n for items in sections.values() if self._are_tasks(items.values()) for n in items]

    def _are_tasks(self, items: Iterable[tuple[str, str]]) -> bool:
        digits, texts = zip(*items, strict=True)
        if any(task_item(text) or is_only_links(text) for text in texts) or not all(map(wants_answer, texts)):
            return False
        read = {entry.number.value for entry in self.entries if entry.number}
        return any(map(is_clear_question, texts)) or read.isdisjoint(map(int, digits))

    def text_between(self, start: int, stop: int) -> bool:
        """Whether free lines say something, other than headings and links."""
        free = self.page.free
        lines = free[bisect_left(free, start) : bisect_left(free, stop)]
        return any(_says_something(self.outline.lines[n]) for n in lines if n not in self.no_text)

    def has_heading(self, start: int, stop: int) -> bool:
        """Whether a heading is between two lines."""
        return bisect_right(self.headings, start) < bisect_left(self.headings, stop)

    def is_title_of_group(self, line: int) -> bool:
        """Whether a heading is above questions of its section, as others of its level are."""
        below = self.starts[bisect_right(self.starts, line)]
        if self.has_heading(line, below):
            return True
        levels = {one.line: one.level for one in self.outline.headings}
        others = [one for one in self.outline.headings if one.level == levels[line] and one.line in self.headings]
        others = [one for one in others if one.line < self.starts[-1] and one.line != line]
        if not self.text_between(line + 1, below):
            return bool(others) or levels.get(below, 0) > levels[line]
        return any(one.line > self.starts[0] and not asks(one.title) for one in others)

    def is_list(self, besides: Set[int]) -> bool:
        """Whether little else is between the questions, in other places than those with lines that ask."""
        pairs = [pair for at, pair in enumerate(pairwise(self.entries), 1) if at not in besides]
        bare = sum(not self.text_between(above.lines.stop, below.lines.start) for above, below in pairs)
        return bare > 0 and thresholds.MARKED.percent * len(pairs) <= 100 * bare


def odd_ones_out(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the questions that are not written like the others.

    `told` are the lines of messages that say of something that it is not read.
    """
    entries = [entry for entry in checked_page.entries if not entry.is_nested]
    if checked_page.is_decided or min(len(entries), len(checked_page.questions)) < _HABIT:
        return
    told = {*told, *_in_told_blocks(checked_page.outline, told)} if told else told
    own = _QuestionsInOrder(checked_page, entries, [entry.lines.start for entry in entries], told)
    asking = list(_asking_lines(own))
    if not asking:
        return  # as on most pages
    outside = [one for one in asking if not one.is_inside]
    found = [one for one in outside if _looks_like_others(one, own)]
    others = [one for one in outside if one not in found]
    if others and own.is_list({one.place for one in outside}):
        found += [one for one in others if _is_between(one, own) or _is_at_end(one, own)]
    found += _in_answers([one for one in asking if one.is_inside], own)
    for one in sorted(found, key=lambda one: one.line):
        yield unlike_others(one.line, one.text, entries[max(one.place - 1, 0)].hints)


def _in_told_blocks(outline: Outline, told: Set[int]) -> Iterator[int]:
    """The lines of containers and collapsed blocks whose first line has a message."""
    for lines in (*(one.lines for one in outline.containers), *(one.lines for one in outline.collapsed)):
        if lines.start in told:
            yield from lines


def _asking_lines(own: _QuestionsInOrder) -> Iterator[_Asking]:
    """The lines that ask and begin a block, outside of the titles of questions; not labels, which repeat."""
    outline, page = own.outline, own.page
    titles = {line for entry in own.entries for line in range(*(entry.title.map or (0, 0)))}.union(own.starts, own.told)
    candidates = [(at, line) for at, line in outline.lines_with(*QUESTION_MARKS) if at not in titles]
    marked = [number for number, line in candidates if ends_with_mark(line)]
    if not (marked or own.tasks):
        return  # as on most pages
    free = {*page.free, *(n for n in page.markup if n >= own.entries[-1].lines.stop)}  # text below the last question
    headings = {heading.line for heading in outline.headings}
    found: list[_Asking] = []
    for number in sorted({*marked, *own.tasks} - titles):
        line = outline.lines[number]
        text = without_number(line.strip()) if number in own.tasks else question_in(line)
        is_other = not text or "](" in line or line.lstrip("> ")[:1] in ("|", "[") or task_item(line.strip())
        is_unclosed = "<summary" in line and number - 1 in own.told
        if is_other or is_unclosed or outline.is_code[number] or normalised(text) in page.asked:
            continue
        place = bisect_right(own.starts, number)
        is_inside = place > 0 and number in own.entries[place - 1].lines
        if (is_inside or number in free) and _begins_block(outline, number, headings):
            found.append(_Asking(number, text, place, number in headings, is_inside))
    repeats = Counter(one.text for one in found)
    yield from (one for one in found if repeats[one.text] < thresholds.LABELS_REPEAT)


def _begins_block(outline: Outline, number: int, headings: Set[int]) -> bool:
    if number == 0 or number in headings or list_marker(outline.lines[number]):
        return True
    above = without_quote(outline.lines[number - 1]).strip()
    return is_separator(above) or number - 1 in headings or above.endswith(("</details>", "<details>"))


def _says_something(line: str) -> bool:
    return not (is_separator(line) or is_comment(line) or is_only_links(line) or line.lstrip()[:1] == "<")


def _look_of(line: str) -> _Look | None:
    is_quote = is_quoted(line)
    text = without_quote(line) if is_quote else line
    if marker := list_marker(text):
        rest = text[marker.end() : marker.end() + 2]
        mark = "1" if marker["number"] else marker[0].strip()
        return _Look(is_quote, mark, indent_of(text), rest if rest in ("**", "__") else "")
    label, colon, _ = text.partition(":")
    return _Look(is_quote, label) if is_quote and colon else None


def _looks_like_others(one: _Asking, own: _QuestionsInOrder) -> bool:
    """Whether a line is a list item or quote like most questions, with one of these in its section."""
    look = _look_of(own.outline.lines[one.line])
    count = own.looks[look] if look else 0
    is_usual = count >= _HABIT and thresholds.HALF.of(count, len(own.entries))
    if not is_usual or one.line in own.page.markup:
        return False
    if one.line in own.tasks:
        return True
    above, below = own.starts[one.place - 1 : one.place] if one.place else (), own.starts[one.place : one.place + 1]
    is_below = any(not own.has_heading(start, one.line) for start in above)
    return is_below or any(not own.has_heading(one.line, start) for start in below)


def _is_between(one: _Asking, own: _QuestionsInOrder) -> bool:
    """Whether a line is between two questions, and neither the title of a group nor what to say of statements below."""
    if not 0 < one.place < len(own.entries) or is_quoted(own.outline.lines[one.line]):
        return False
    above, below = own.starts[one.place - 1], own.starts[one.place]
    if not (own.text_between(one.line + 1, below) or wants_answer(own.entries[one.place].title.content)):
        return False
    if one.is_heading:
        return not own.is_title_of_group(one.line)
    return not (own.has_heading(above, one.line) and own.has_heading(one.line, below))


def _is_at_end(one: _Asking, own: _QuestionsInOrder) -> bool:
    """Whether a line is right below the last question, and does not speak to the reader: "Was this helpful?" """
    between = own.outline.lines[own.entries[-1].lines.stop : one.line]
    if one.place < len(own.entries) or any(map(_says_something, between)):
        return False
    is_apart = own.has_heading(own.starts[-1], one.line) or is_label_of(one.text, *FURNITURE)
    return not is_apart and has_question_word(one.text) and not names_people(one.text)


def _in_answers(inside: Sequence[_Asking], own: _QuestionsInOrder) -> Iterator[_Asking]:
    """The lines in answers that are no part of them: hardly any other answer asks so."""
    outline, total = own.outline, len(own.entries)
    if not thresholds.WITH_ANSWERS.of(sum(wants_answer(entry.written) for entry in own.entries), total):
        return
    answers = {checked.line: checked.answer_line for checked in own.page.questions}
    found: list[_Asking] = []
    begun: set[int] = set()
    """Which questions have an answer that begins so."""
    for one in inside:
        start, line = own.starts[one.place - 1], outline.lines[one.line]
        if one.is_heading or not is_apart_from_answer(outline, one.line, indent_of(outline.lines[start])):
            continue
        marker = list_marker(line)
        if marker and not (marker["number"] and _is_only_item(one.line, own.entries[one.place - 1].lines, outline)):
            continue
        if answers.get(start, one.line) < one.line:
            found.append(one)
        elif answers.get(start) == one.line:
            begun.add(one.place)
    if are_few(len(begun.union(one.place for one in found)), total):
        yield from (one for one in found if one.place not in begun and not leans_on_answer(one.text))


def _is_only_item(line: int, lines: range, outline: Outline) -> bool:
    """Whether no other list item is among some lines at the margin."""
    return all(number == line or not list_marker(outline.lines[number]) for number in lines[1:])
