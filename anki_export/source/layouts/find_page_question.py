"""The one question of a page, by its lines.

    # Read a vmstat line                     # Question 7 - Streams            # CORE - Question 05 - What is a heap?

    Which columns tell of swapping?          ## Can a stream be read twice?    A tree where parents come first.

    ## Answer guide                          No.

    `si` and `so`.

    ## References                            sections of links go

A heading that names the answer is the first one below the title, apart from headings that only label the question, as
"Task" does, and hints. It may also be above such a label, if these are the only sections. If they begin a page, its
title is in the front matter. Without a heading for the answer, a single line may begin with a label for it:
`**Answer:** B`. A heading right below the title asks in its place if no other does. A title with a number has a label
before it; what asks is what is behind the number, or else the next heading, or else the next paragraph. All below it
answers. If nothing else says what does, the only list may have boxes, some of them ticked.

Not such a page: one with several questions, in a list above the answer, or in headings of the same rank.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.answer_labels import lines_with_answer_label
from anki_export.source.candidates.navigation_links import leads_elsewhere
from anki_export.source.include_directives import ANSWER_BESIDE
from anki_export.source.lines import is_blank, is_rule, last_text, list_marker, next_text
from anki_export.source.outline import Heading, Outline, kept, section_ends
from anki_export.source.pages_and_questions import Layout
from anki_export.source.question_numbers import number_of, without_number
from anki_export.text.classify_labels import asks, asks_nothing, is_label, is_label_of, is_numbered_task, names_answer
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    is_clear_question,
    is_order,
    may_have_gap,
    names_writer,
    wants_answer,
)
from anki_export.text.true_or_false import announces_verdicts
from anki_export.text.word_patterns import Words

_NUMBERED = regex(
    r"(?:(?P<before>[^\W\d][^\d:：–—|-]{0,40}?)\s*[:：–—|-]\s*)?[\[【]?(?P<label>第|[^\W\d_]+(?:\s[^\W\d_]+)?)"
    r"\s*(?:\#|№|n[º°]|no\.)?\s*(?P<number>\d{1,4})(?![\d.]*\d)\s*[题題問问]?\s*(?P<sign>[\]】:：.)=|–—-]+\s*)?(?P<rest>.*)"
)
_ASKED = Words("question", "numbered", "question_letter", ending=r"\Z")
_LONGEST_TITLE = 300
"""In characters: a heading with a label and a question."""
_SEVERAL = 2
"""So many items of a list that ask or have a blank, or other lines with a number, are several questions."""
_ASKS = ("question", "questions", "interview", "announces")
_ABOVE_ANSWER = (*_ASKS, "exercise", "example")
_STEM, _HINT = ("stem",), ("hint",)
_PAIR = 2


class Numbered(Struct, frozen=True):
    """A title such as `CORE - Question 05 - Why?`."""

    label: str
    """The words before the number, in lower case."""
    number: int
    rest: str
    asks: bool
    """Whether the label is one of questions, whatever the other titles are."""


class AskedPage(Struct, frozen=True):
    """What asks on a page and what answers; lines are 0-based, those of Markdown without the title."""

    layout: Layout
    title: str
    """The Markdown that asks; the title of the page if nothing below it does."""
    label: str
    """The word before the number, or the heading of the answer."""
    asks: bool
    """Whether its words ask."""
    is_certain: bool
    """Whether label or heading can't be anything else."""
    below: int
    """The line below the title."""
    answer: range | None = None
    """The lines of the answer, if a heading names it."""
    back: tuple[range, ...] = ()
    """Hints and what is below the answer."""
    without: tuple[range, ...] = ()
    """Lines below the title that are on neither side: labels, and sections of links."""
    ticks: "Ticks | None" = None
    """The boxes that answer, if nothing else says what does."""


class Ticks(Struct, frozen=True):
    """What asks above the only list of a page, which has ticked boxes and others."""

    question: str
    """In lower case; empty if it may not ask."""
    is_choice: bool
    """Whether one or two of three or more boxes are ticked: plans and lists to pack have any number."""


@kept
def page_question(outline: Outline, title: str = "") -> AskedPage | None:
    """The question of a page, if a heading names its answer or its title has a number.

    `title` is that of the page if no heading is.
    """
    start = next((number for number, line in enumerate(outline.lines) if not is_blank(line)), None)
    if start is None:
        return None
    headings = outline.headings
    first = headings[0] if headings and headings[0].line == start else None
    if first and title and headings[1:] and _are_task_and_answer(first, headings[1]):
        first = None  # the title is in the front matter
    is_above_answer = first is not None and _names_answer(first)
    if is_above_answer:
        if not title or names_answer(title) or _names_several(title):
            return None
        first = None
    top = (asked_below(outline, first) if first else None) or first
    below = top.below if top else start
    others = [one for one in headings if not top or one.line > top.line]
    level, own = (top.level, top.title) if top else (0, title)
    found = None
    if any(map(_names_answer, others)):
        found = _with_answer_first(outline, others, below, own) or _with_answer(outline, level, others, below, own)
    found = found or _with_label(outline, others, below, own)
    found = found or (_with_number(outline, first) if first else None)
    found = found or _with_ticks(outline, others, below, own)
    if not is_above_answer or _sets_task(title):
        return found
    # Of other titles the pages around it say whether they ask, and a solution may be that of another page.
    return replace(found, is_certain=False) if found and found.is_certain else None


def _lines_of(headings: Sequence[Heading]) -> list[range]:
    return [range(one.line, one.line + 1) for one in headings]


def _between(start: int, headings: Sequence[Heading], stop: int) -> list[range]:
    """The lines from one to another without those of headings."""
    return [range(one + 1, other) for one, other in pairwise((start - 1, *(each.line for each in headings), stop))]


def asked_below(outline: Outline, title: Heading) -> Heading | None:
    """The heading right below a title that names a topic, if none but it asks."""
    asked, *after = outline.headings[1:] or [title]
    below = next_text(outline.lines, title.below)
    is_asked = asked.line == below and wants_answer(asked.title)
    if not is_asked or any(is_clear_question(one.title) for one in (title, *after)):
        return None
    stop = after[0].line if after else len(outline.lines)
    return None if _sets_several_tasks(outline, range(asked.line + 1, stop)) else asked


def only_question(outline: Outline) -> Heading | None:
    """The heading right below a title that names a topic, if it asks all that the page answers."""
    title, *others = outline.headings or (None,)
    asked = asked_below(outline, title) if title else None
    peers = [one for one in others[1:] if asked and one.level <= asked.level]
    return asked if all(leads_elsewhere(one.title, ()) for one in peers) else None


def question_beside(outline: Outline, title: str = "") -> AskedPage | None:
    """What a page asks whose answer is another page, which may be included below a line that says so.

    Text above a rule above the title tells of the page.
    """
    lines, headings = outline.lines, outline.headings
    stop = lines.index(ANSWER_BESIDE) if ANSWER_BESIDE in lines else len(lines)
    first = headings[0] if headings and headings[0].line < stop else None
    top = range(first.line, first.below) if first else range(0)
    above = last_text(lines, top.start)
    start = 0 if above >= 0 and not is_rule(lines[above]) else top.stop
    if _sets_several_tasks(outline, range(top.stop, stop)):
        return None
    labels = [one for one in headings if top.stop <= one.line < stop and is_label_of(one.title, *_ASKS, "exercise")]
    text = [range(start, top.start), *_between(top.stop, labels, stop)]
    asking = _asking(outline, text, first.title if first else title)
    below = next_text(lines, stop + 1)
    repeated = first.title if first else None
    label = next((one for one in headings if one.line == below and (_names_answer(one) or one.title == repeated)), None)
    answer = range(label.below if label else min(below, len(lines)), len(lines))
    if not asking:
        return None
    return AskedPage(
        Layout.TASK,
        asking.title,
        "",
        asking.asks,
        is_certain=True,
        below=start,
        answer=answer,
        without=(top, *_lines_of(labels), range(stop, answer.start), *asking.lines),
    )


def _sets_several_tasks(outline: Outline, text: range) -> bool:
    """Whether headings ask or have numbers, or a list begins a text: one below a sentence has the steps of a task."""
    titles = [one.title for one in outline.headings if one.line in text]
    first = next_text(outline.lines, text.start)
    is_list = first in text and number_of(outline.lines[first].strip()) is not None
    tasks = sum(bool(number_of(title)) or is_numbered_task(title) or is_clear_question(title) for title in titles)
    return is_list or tasks >= _SEVERAL


def numbered_page(outline: Outline) -> AskedPage | None:
    """What a page asks whose title only has a number and a name, `Day 7 - Streams`, as the pages beside it ask."""
    first = outline.headings[0] if outline.headings else None
    found = numbered(first.title) if first else None
    if not first or not found or not found.rest or is_label(found.rest) or leads_elsewhere(found.rest, ()):
        return None
    if first.title.removesuffix(found.rest).rstrip()[-1:].isalnum():  # "Java 8 features"
        return None
    below = first.below
    is_alone = all(heading.level > first.level for heading in outline.headings[1:])
    if not is_alone or all(map(is_blank, outline.lines[below:])):
        return None
    return AskedPage(Layout.NUMBER, found.rest, found.label, False, False, below)


def unanswered_question(outline: Outline) -> str:
    """What a page asks below its title, as Markdown, if it says nothing else; empty if it does."""
    first, others = (outline.headings[:1], outline.headings[1:])
    if not first or not all(leads_elsewhere(heading.title, ()) for heading in others):
        return ""
    below = first[0].below
    above = [range(below, others[0].line if others else len(outline.lines))]
    paragraph = _only_paragraph(outline, above)
    text = _joined(outline, paragraph) if paragraph else ""
    written = [number for number in above[0] if not is_blank(outline.lines[number])]
    return text if paragraph and len(written) == len(paragraph) and _has_question(text) else ""


def numbered(title: str) -> Numbered | None:
    """What a title says that has a label with a number.

    >>> numbered("CORE - Question 05 - Why?"), numbered("Вопрос 7. Потоки").rest, numbered("Java 8") is None
    (Numbered(label='question', number=5, rest='Why?', asks=True), 'Потоки', False)
    """
    may_be = len(title) < _LONGEST_TITLE and any(map(str.isdecimal, title))
    found = _NUMBERED.fullmatch(title) if may_be else None
    if not found:
        return None
    label = found["label"].lower()
    return Numbered(label, int(found["number"]), found["rest"], label in ("q", "第") or _ASKED.end(label) > 0)


def _names_answer(heading: Heading) -> bool:
    return names_answer(heading.title)


def _are_task_and_answer(heading: Heading, other: Heading) -> bool:
    """Whether two headings of a level name a task and its answer, in this order or the other."""
    task = other if _names_answer(heading) else heading
    is_task = is_label_of(task.title, "question", "exercise") or is_label_of(task.title, *_STEM)
    return is_task and _names_answer(heading) != _names_answer(other) and heading.level == other.level


def _with_answer_first(outline: Outline, others: Sequence[Heading], below: int, own: str) -> AskedPage | None:
    """A task below its answer, if these are all sections of a page with a title of its own."""
    sections = [heading for heading in others if heading.level <= others[0].level]
    if len(sections) != _PAIR or next_text(outline.lines, below) != sections[0].line:
        return None
    answer, task = sections
    if not _names_answer(answer) or not _are_task_and_answer(answer, task):
        return None
    asking = _asking(outline, [range(task.line + 1, len(outline.lines))], own)
    if not asking:
        return None
    return AskedPage(
        Layout.ANSWER,
        asking.title,
        answer.title.lower(),
        asking.asks,
        is_certain=False,
        below=below,
        answer=range(answer.line + 1, task.line),
        without=(*_lines_of(sections), *asking.lines),
    )


def _with_answer(outline: Outline, level: int, others: Sequence[Heading], below: int, own: str) -> AskedPage | None:
    sections = list(_sections(outline, others))
    links = [lines for heading, lines in sections if _leads_elsewhere(outline, heading, lines)]
    may_be_above = (_is_above_answer(one) or lines in links for one, lines in sections)
    at = next((i for i, is_above in enumerate(may_be_above) if not is_above), len(others))
    remark = others[at] if 0 < at < len(others) - 1 and _is_beside(others, at) else None
    at += remark is not None
    if at == len(others) or not _names_answer(others[at]):
        return None
    answer = others[at]
    top = level if level < answer.level else 0
    if any(_is_other_question(heading, answer, top) for heading in others[at + 1 :]):
        return None
    of_links = {lines.start for lines in links}
    above, hints = _above(below, [one for one in others[: at + 1] if one is not remark], of_links)
    if remark:
        above[-1] = range(above[-1].start, remark.line)
    asking = _asking(outline, above, own)
    if not asking:
        return None
    after = sections[at + 1 :]
    stop = next((lines.start for heading, lines in after if heading.level <= answer.level), len(outline.lines))
    if not asking.asks or announces_verdicts(asking.title):
        numbers = _numbers(outline, [range(answer.line + 1, stop)])
        if len(numbers) >= _SEVERAL and numbers == _numbers(outline, above):
            return None  # statements and what is said of each
    above_answer = [one for one in others[:at] if one is not remark and not is_label_of(one.title, "example")]
    labels = _lines_of([*above_answer, answer])
    labels += [range(remark.line, answer.line)] if remark else []
    return AskedPage(
        Layout.ANSWER,
        asking.title,
        answer.title.lower(),
        asking.asks,
        is_label_of(answer.title, "answer") or not _SOLUTION.are_in(answer.title.lower()),
        below,
        range(answer.line + 1, stop),
        (*hints, range(stop, len(outline.lines))),
        (*labels, *asking.lines, *links),
    )


class _Asking(Struct, frozen=True):
    """What asks of the text above or below an answer."""

    title: str
    lines: tuple[range, ...]
    """Those of the title, unless it is that of the page."""
    asks: bool


def _asking(outline: Outline, text: Sequence[range], own: str) -> _Asking | None:
    """What asks in a text below a title of its own, which may be empty; None for several questions or none."""
    lines = [outline.lines[number] for part in text for number in part if not outline.is_code[number]]
    if _ask_several(lines):
        return None
    paragraph = _only_paragraph(outline, text)
    first_text = _joined(outline, paragraph) if paragraph else ""
    is_question = any(map(_has_question, lines)) or wants_answer(first_text)
    if paragraph and (is_question or not own or asks_nothing(own)):
        return _Asking(first_text, (paragraph,), is_question or _sets_task(own))
    return _Asking(own, (), is_question or _sets_task(own)) if own else None


def _names_several(title: str) -> bool:
    """Whether a title is that of a part of a site, or of exercises: "About this site", "Chapter 3 exercises"."""
    if _sets_task(title):
        return False
    return is_label_of(title, "sections") or announces_questions(title)


def _sets_task(title: str) -> bool:
    return is_clear_question(title) or is_order(without_number(title)) or is_numbered_task(title)


def _with_label(outline: Outline, headings: Sequence[Heading], below: int, own: str) -> AskedPage | None:
    """A paragraph, perhaps with options below it, or else a title that asks, and a single label: `**Answer:** B`."""
    labels = [number for number in lines_with_answer_label(outline) if number >= below]
    found = _asked_above(outline, headings, range(below, labels[0]), own) if len(labels) == 1 else None
    if not found or not (found.without[-1] or _sets_task(own)):
        return None
    is_question = _has_question(found.title) or is_clear_question(found.title)
    asks, is_certain = is_question or _sets_task(found.title), is_question and bool(found.without[-1])
    return replace(found, asks=asks, is_certain=is_certain)


def _with_ticks(outline: Outline, headings: Sequence[Heading], below: int, own: str) -> AskedPage | None:
    """A paragraph or title, and a list with ticked boxes, if no answer has a label."""
    if "[x]" not in outline.text and "[X]" not in outline.text:
        return None  # as on most pages
    items = [n for n in range(below, len(outline.lines)) if list_marker(outline.lines[n]) and not outline.is_code[n]]
    boxes = [_BOX.match(outline.lines[n]) for n in items]
    ticked = [box[1] in "xX" for box in boxes if box]
    if len(set(ticked)) < _PAIR or not all(boxes) or any(n >= below for n in lines_with_answer_label(outline)):
        return None
    found = _asked_above(outline, headings, range(below, items[0]), own)
    if not found or not found.title or names_writer(found.title):
        return None
    asks = _has_question(found.title)
    is_choice = sum(ticked) <= _PAIR < len(ticked)
    return replace(found, asks=asks, ticks=Ticks(found.title.lower() if asks else "", is_choice))


def _asked_above(outline: Outline, headings: Sequence[Heading], text: range, own: str) -> AskedPage | None:
    """The only paragraph above a label or list, or else the title; None on a page with several questions."""
    if not all(map(_is_above_answer, headings)) or any(one.line >= text.stop for one in headings):
        return None
    above = _between(text.start, headings, text.stop)
    asked = _only_paragraph(outline, above)
    others = [number for part in above for number in part if number not in (asked or ())]
    if (asked and is_clear_question(own)) or any(asks(outline.lines[n]) or _is_text(outline, n) for n in others):
        return None
    title, without = _joined(outline, asked) if asked else own, (*_lines_of(headings), asked or range(0))
    return AskedPage(Layout.ANSWER, title, "", False, False, text.start, without=without)


_BOX = regex(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+\[([ xX])\][ \t]")
_SOLUTION = Words("solution")


def _is_above_answer(heading: Heading) -> bool:
    title = heading.title
    return not names_answer(title) and any(is_label_of(title, *kinds) for kinds in (_ABOVE_ANSWER, _STEM, _HINT))


def _is_beside(headings: Sequence[Heading], at: int) -> bool:
    """Whether a heading is between that of the question and that of the answer: why it is asked, what it needs."""
    above, heading, below = headings[at - 1 : at + 2]
    is_peer = above.level == heading.level == below.level
    return is_peer and not is_label(heading.title) and is_label_of(above.title, *_ASKS) and _names_answer(below)


def _is_other_question(heading: Heading, answer: Heading, top: int) -> bool:
    """Whether a heading below an answer begins another question, or is the title of another page on the same one."""
    title = heading.title
    if heading.level <= top and not leads_elsewhere(title, ()):
        return True
    is_part = is_label_of(title, "hint", "example", "explanation")
    return heading.level <= answer.level and is_label(title) and not is_part


def _above(start: int, headings: Sequence[Heading], links: Set[int]) -> tuple[list[range], list[range]]:
    """The lines between title and heading of the answer, and the hints among them, without sections of links."""
    asked = [range(start, headings[0].line)]
    hints: list[range] = []
    for heading, after in pairwise(headings):
        lines = range(heading.line + 1, after.line if heading.line not in links else heading.line + 1)
        (hints if is_label_of(heading.title, "hint") else asked).append(lines)
    return asked, hints


def _numbers(outline: Outline, text: Sequence[range]) -> list[int | None]:
    """The numbers with which the lines of a text begin, apart from code."""
    lines = [outline.lines[number] for part in text for number in part if not outline.is_code[number]]
    markers = map(list_marker, lines)
    texts = [
        line if one and one["number"] else line[one.end() if one else 0 :]
        for one, line in zip(markers, lines, strict=True)
    ]
    return [found.value for text in texts if (found := number_of(text.strip()))]


def _ask_several(lines: Iterable[str]) -> bool:
    """Whether several of some lines ask in a list, or with numbers."""
    texts = (text for line in lines if (text := line.strip()))
    asking = [line for line in texts if asks(line) or (number_of(line) and may_have_gap(line))]
    if len(asking) < _SEVERAL:
        return False
    return sum((list_marker(line) or number_of(line)) is not None for line in asking) >= _SEVERAL


def _only_paragraph(outline: Outline, above: Sequence[range]) -> range | None:
    """The first block of text that asks, if it is the only paragraph: code, options and the like may follow."""
    numbers = [number for part in above for number in part if not is_blank(outline.lines[number])]
    if not numbers or not _is_text(outline, numbers[0]):
        return None
    stop = numbers[0] + 1
    for number in numbers[1:]:
        if number == stop and _is_text(outline, number):
            stop += 1
        elif number > stop and is_blank(outline.lines[number - 1]) and _is_text(outline, number):
            return None
    return range(numbers[0], stop)


def _is_text(outline: Outline, number: int) -> bool:
    line = outline.lines[number]
    return not is_blank(line) and not outline.is_code[number] and _TEXT.match(line) is not None


_TEXT = regex(
    r" {0,3}(?!(?:[-*+]|\d{1,9}[.)]|[A-Za-z][.)])\s|[>|]|#{1,6}\s|!\[|`{3}|~{3}|<(?!code|b>|em|kbd|sub|sup|i>)|:{3})\S"
)


def _joined(outline: Outline, lines: range) -> str:
    return "\n".join(outline.lines[number].strip() for number in lines)


_SENTENCE_TELLS = regex(r"[.!。！](?:\s|\Z)")
_SENTENCE_ASKS = regex(r"[?？؟](?=[\W_]*(?:\s|\Z))")


def _has_question(line: str) -> bool:
    return _SENTENCE_ASKS.search(line) is not None


def _with_number(outline: Outline, first: Heading) -> AskedPage | None:
    found = numbered(first.title)
    if not found:
        return None
    lines, below = outline.lines, first.below
    if is_clear_question(found.rest):
        level, title, start, others = first.level, found.rest, below, outline.headings[1:]
    else:
        start = next_text(lines, below)
        others = outline.headings[1:]
        if others and others[0].line == start:
            heading, others = others[0], others[1:]
            level, title, start = heading.level, heading.title, heading.below
            is_part = not is_clear_question(title) and any(one.level == level for one in others)
            if is_part or is_label(title) or leads_elsewhere(title, ()):
                return None
        elif start < len(lines) and _is_text(outline, start):
            stop = next((number for number in range(start, len(lines)) if not _is_text(outline, number)), len(lines))
            level, title, start = first.level, _joined(outline, range(start, stop)), stop
            if not is_clear_question(title) or (not found.asks and _SENTENCE_TELLS.search(title)):
                return None
        else:
            return None
    if _ask_several(line for number, line in enumerate(lines[below:], below) if not outline.is_code[number]):
        return None
    peers = [heading for heading in others if heading.level <= level]
    elsewhere = [part for heading, part in _sections(outline, others) if _leads_elsewhere(outline, heading, part)]
    left = {number for part in elsewhere for number in part}
    answers = any(not is_blank(lines[number]) and number not in left for number in range(start, len(lines)))
    if any(is_clear_question(heading.title) for heading in peers) or not answers:
        return None
    asked = is_clear_question(title)
    if not found.asks and (peers or not asked):
        return None
    return AskedPage(Layout.NUMBER, title, found.label, asked, found.asks, start, without=tuple(elsewhere))


def _sections(outline: Outline, headings: Sequence[Heading]) -> Iterator[tuple[Heading, range]]:
    """Each heading with the lines from it to the next one of its level or above."""
    for heading, end in zip(headings, section_ends(outline, headings), strict=True):
        yield heading, range(heading.line, end)


def _leads_elsewhere(outline: Outline, heading: Heading, lines: range) -> bool:
    """Whether a section is a list of links, as its title says or all of its lines do."""
    below = outline.lines[lines.start + 1 : lines.stop]
    if leads_elsewhere(heading.title, below):
        return True
    are_links = all(
        (("](" in line or "http" in line) and list_marker(line) is not None) or is_blank(line) for line in below
    )
    return are_links and not all(map(is_blank, below))
