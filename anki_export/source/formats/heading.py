"""Headings that ask, each with its section as the answer.

    ### 1. What is a tag?           also `## Q. …`, `#### Question 7: …`, `### Explain tags`,
                                    and headings in list items: `1. ### What is a tag?`
    A fixed name for a commit.

    #### Example                    deeper headings are part of the answer

An entry ends at the next heading of its rank or above; the rank of a heading is its level, and whether it opens a list
item. Most headings of the world ask nothing, so that the ranks that ask are decided from evidence, first match wins:

1. at least three headings with `Q.`, `Q7` or `Question 7`;
2. numbers that rise by one, half of them on headings that ask, and at least two and a quarter clear questions;
3. on a page whose title announces questions: two clear questions where all ask, or three where half ask;
4. five clear questions that are at least 60 % of the rank;
5. if the settings or the page name this format: any that ask. Orders ("Create a tag") count where the title announces
   questions, or where no other format is read.

Not a question: headings of an article (`## 1. Set up`), a single question among statements, a heading without a body
on a page where most have one.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.body_lines import body_of, is_table_of_contents
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Heading, Outline
from anki_export.source.question_numbers import Label, label_of, labels_of
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.labels import names_answer
from anki_export.text.languages import alternatives
from anki_export.text.regex import regex

NAME = "heading"
_ATTRIBUTES = regex(r"(?<!\s)\s*\{:?\s*[#.][^{}]*\}\s*$")
_ANCHOR = regex(r"<a\s[^<>]*>\s*</a>", re.IGNORECASE)
_TICK = regex(r"\s*(?:[-*+]|\d+[.)])\s+\[[xX]\]")
_PARAGRAPH = regex(r"Q\d{1,4}[.:)]\s+\S")
_ONLY_Q = regex(rf"(?:q|{alternatives('question', 'numbered')})\s*\d{{1,4}}\s*[.:)]?", re.IGNORECASE)
_NUMBERED = regex(r"\s*(?:[-*+]\s+)?(?:\*\*)?(?:[Qq]\.?\s*)?\d{1,4}\s*[.):]")
_REVEAL = regex(r"\s*\?\?\?\s*[\w ]*\"(?P<title>[^\"]+)\"")
_FEW = 3
"""So many headings with ticked options make a page of such questions."""
_TAG = regex(r"<[^<>]*>")


class _Candidate(NamedTuple):
    heading: Heading
    title: str
    label: Label | None
    stop: int
    """The line after its section."""
    is_clear: bool
    is_order: bool
    reveals: bool
    """Whether its section hides an answer, or ticks options."""

    @property
    def number(self) -> int | None:
        return self.label.number if self.label else None

    @property
    def has_q(self) -> bool:
        """Whether it has the label of a question, even if nothing is asked behind it."""
        return (self.label is not None and self.label.mark == "Q") or _ONLY_Q.fullmatch(self.title) is not None


def _may_hold(text: str) -> bool:
    return "#" in text


def _spans(outline: Outline) -> Iterator[Span]:
    outline = replace(outline, headings=_headings(outline))
    candidates = list(_candidates(outline))
    is_named = outline.wanted.is_named(NAME)
    is_announced = outline.wanted.is_fixed or announces_questions(outline.title)
    chosen = _chosen(candidates, is_announced, is_named=is_named)
    known = {one.heading.line for one in chosen}
    labelled = [one for one in candidates if one.has_q and one.heading.line not in known]
    labels = labels_of([[one.title for one in chosen]])
    stops = [*(one.heading.line for one in chosen), len(outline.lines)][1:]
    if chosen:
        stops[-1] = _end_before_answers(outline, chosen)
    for one, label, stop in zip(chosen, labels, stops, strict=True):
        span = _span(outline, one, label, min(stop, one.stop))
        yield replace(span, findings=tuple(_nested(span, labelled)))


def _headings(outline: Outline) -> Sequence[Heading]:
    """The headings; on a page of ticked options, all that have options of their own are of one level.

    There, a paragraph `Q7. …` above options is a heading whose marks were forgotten.
    """
    ticks = _ticks(outline)
    if len(ticks) < _FEW:
        return outline.headings
    paragraphs = [
        Heading(number, 0, False, line.strip(), 0)
        for number, line in enumerate(outline.lines)
        if line.startswith("Q") and not outline.is_code[number] and _PARAGRAPH.match(line)
    ]
    found = sorted([*outline.headings, *paragraphs], key=lambda each: each.line)
    firsts = [bisect_left(ticks, line) for line in (*(each.line for each in found), len(outline.lines))]
    ticked = {each.line for each, (first, stop) in zip(found, pairwise(firsts), strict=True) if first < stop}
    levels = Counter(each.level for each in found if each.level and each.line in ticked and not each.is_item)
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    if count < _FEW:
        return outline.headings
    return [
        each._replace(level=level) if each.line in ticked and not each.is_item else each
        for each in found
        if each.level or each.line in ticked
    ]


def _end_before_answers(outline: Outline, chosen: Sequence[_Candidate]) -> int:
    """Where the section of the last question ends, if the numbered answers of all of them are below it."""
    last, stop = chosen[-1], min(chosen[-1].stop, len(outline.lines))
    answers = [one.line for one in outline.headings if names_answer(heading_title(one.text))]
    own = answers[bisect_left(answers, last.heading.line) :]
    above = bisect_left(answers, last.heading.line) - bisect_left(answers, chosen[0].heading.line)
    if above or not own or own[0] >= stop:
        return stop
    numbered = sum(_NUMBERED.match(line) is not None for line in outline.lines[own[0] : stop])
    return own[0] if numbered >= max(2, len(chosen) / 2) else stop


def _nested(span: Span, labelled: Sequence[_Candidate]) -> Iterator[Finding]:
    """Report deeper headings with a `Q.` in a span, which are part of its answer."""
    for one in labelled[bisect_left(labelled, span.lines.start, key=lambda each: each.heading.line) :]:
        if one.heading.line not in span.lines:
            return
        message = f"question {one.title!r} is below a heading of a higher level and is part of its card"
        hint = f"for its own card, write {span.hints.question.format(one.title)}"
        yield Finding(one.heading.line, Rule.NESTED, message, hint)


def _candidates(outline: Outline) -> Iterator[_Candidate]:
    stops = section_ends(outline)
    reveals = _revealing_lines(outline)
    for heading, stop in zip(outline.headings, stops, strict=True):
        if heading.is_underlined:
            continue
        title = heading_title(heading.text)
        first = bisect_left(reveals, heading.line)
        label = label_of(title)
        words = label.rest if label else title
        below = outline.lines[heading.line + 1 : stop]
        if is_table_of_contents(below) and not (is_clear_question(words) and _has_text_first(below)):
            continue
        yield _Candidate(
            heading,
            title,
            label,
            stop,
            is_clear_question(words),
            is_order(words),
            first < len(reveals) and reveals[first] < stop,
        )


def _has_text_first(lines: Sequence[str]) -> bool:
    """Whether an answer stands above the links of a section."""
    first = next((line for line in lines if line.strip()), "")
    return "](" not in first and "<a " not in first and any(map(str.isalnum, first))


def section_ends(outline: Outline) -> list[int]:
    """For each heading, the line of the next one of its level or above, or that closes the element it is in.

    A heading inside a collapsed block does not end the section around the block.
    """
    ends = [len(outline.lines)] * len(outline.headings)
    opened: list[tuple[int, list[int]]] = [(len(outline.lines), [])]
    elements = iter(outline.collapsed)
    element = next(elements, None)
    for i, heading in enumerate(outline.headings):
        while element and element.lines.start < heading.line:
            if heading.line in element.lines:
                opened.append((element.lines.stop - 1, []))
            element = next(elements, None)
        while opened[-1][0] < heading.line:
            stop, inside = opened.pop()
            for one in inside:
                ends[one] = stop
        sections = opened[-1][1]
        while sections and outline.headings[sections[-1]].level >= heading.level:
            ends[sections.pop()] = heading.line
        sections.append(i)
    for stop, inside in opened:
        for one in inside:
            ends[one] = stop
    return ends


def _revealing_lines(outline: Outline) -> list[int]:
    """The lines that hide an answer or tick an option, in order.

    A collapsed block hides an answer if its title says so, or if several have the same one.
    """
    hidden = [(one.lines.start, " ".join(_TAG.sub(" ", one.summary).split())) for one in outline.collapsed]
    hidden += [
        (number, match["title"])
        for number, line in enumerate(outline.lines)
        if "???" in line and not outline.is_code[number] and (match := _REVEAL.match(line))
    ]
    repeats = Counter(title.casefold() for _, title in hidden)
    lines = [line for line, title in hidden if repeats[title.casefold()] >= 3 or names_answer(title)]
    return sorted([*lines, *_ticks(outline)])


def _ticks(outline: Outline) -> list[int]:
    """The lines of ticked options."""
    return [
        number
        for number, line in enumerate(outline.lines)
        if ("[x]" in line or "[X]" in line) and not outline.is_code[number] and _TICK.match(line)
    ]


def heading_title(text: str) -> str:
    """The text of a heading without attributes, empty anchors, and bold around all of it."""
    title = _ANCHOR.sub("", _ATTRIBUTES.sub("", text)).strip()
    for mark in ("**", "__"):
        if title.startswith(mark) and title.endswith(mark) and title.count(mark) == 2 and len(title) > 4:
            return title[2:-2].strip()
    return title


def _chosen(candidates: Sequence[_Candidate], is_announced: bool, *, is_named: bool) -> list[_Candidate]:
    """The headings that are questions, in page order."""
    chosen: list[_Candidate] = []
    open_to = list(candidates)
    while True:
        ranks: dict[tuple[int, bool], list[_Candidate]] = {}
        for one in open_to:
            ranks.setdefault(one.heading.rank, []).append(one)
        found = [
            (rule, -len(asked), rank, asked)
            for rank, of in ranks.items()
            for rule, asked in _rule(of, is_announced, is_named=is_named)
        ]
        if not found:
            return sorted(chosen, key=lambda one: one.heading.line)
        _, _, rank, asked = min(found, key=lambda each: each[:3])
        asked = _with_continued(asked, open_to)
        chosen += asked
        lines = sorted(one.heading.line for one in asked)
        # What lies in the section of a question is its answer, and what contains questions is a chapter.
        spans = [(one.heading.line, one.stop) for one in asked]
        open_to = [one for one in open_to if one.heading.rank != rank and _is_apart(one, spans, lines)]


def _is_apart(one: _Candidate, spans: Sequence[tuple[int, int]], lines: Sequence[int]) -> bool:
    line = one.heading.line
    first = bisect_left(lines, line)
    contains = first < len(lines) and lines[first] < one.stop
    before = bisect_left(spans, (line + 1,)) - 1
    is_inside = before >= 0 and spans[before][1] > line
    return not contains and not is_inside


def _rule(rank: Sequence[_Candidate], is_announced: bool, *, is_named: bool) -> Iterator[tuple[int, list[_Candidate]]]:
    """The number of the rule by which a rank is read, and its questions; nothing if it is not read."""
    with_q = [one for one in rank if one.has_q]
    clear = [one for one in rank if one.is_clear or one.reveals]
    if len(with_q) >= 3:
        yield 1, [one for one in rank if one.has_q or one.is_clear]
        return
    numbered = [one for one in rank if one.number is not None]
    if len(numbered) >= 2 and _rise([one.number or 0 for one in numbered]):
        asking = sum(one.is_clear or one.is_order or one.reveals for one in numbered)
        clear_ones = sum(one.is_clear or one.reveals for one in numbered)
        if asking * 2 >= len(numbered) and clear_ones >= max(2, len(numbered) / 4):
            yield 2, [one for one in rank if one.number is not None or one.is_clear]
            return
    if is_announced:
        asking_ones = [one for one in rank if one.is_clear or one.is_order or one.reveals]
        if (len(clear) >= 2 and len(asking_ones) == len(rank)) or (
            len(clear) >= 3 and len(asking_ones) * 2 >= len(rank)
        ):
            yield 3, asking_ones
            return
    if len(clear) >= 5 and len(clear) * 5 >= len(rank) * 3:
        yield 4, clear
        return
    asking_ones = [one for one in rank if one.is_clear or one.reveals or (one.is_order and is_announced)]
    if is_named and asking_ones:
        yield 5, asking_ones


def _rise(numbers: Sequence[int]) -> bool:
    """Whether numbers mostly rise by one, or start again."""
    return sum(b - a == 1 or b == 1 for a, b in pairwise(numbers)) * 2 >= len(numbers) - 1


def _with_continued(asked: Sequence[_Candidate], others: Sequence[_Candidate]) -> list[_Candidate]:
    """The questions, and headings of another rank that go on with their numbers or their `Q.`: a slip in the level."""
    result = list(asked)
    known = {id(one) for one in asked}
    is_q = sum(one.has_q for one in asked) >= 3
    numbers = [(one.heading.line, one.number) for one in asked if one.number is not None]
    lines = [line for line, _ in numbers]
    for one in others:
        if id(one) in known or one.label is None:
            continue
        at = bisect_left(lines, one.heading.line)
        before = numbers[at - 1][1] if at else None
        after = numbers[at][1] if at < len(numbers) else None
        is_next = before is not None and one.number == before + 1 and (after is None or after > one.number)
        if (is_next and one.is_clear) or (is_q and one.has_q and one.heading.level < asked[0].heading.level):
            result.append(one)
    return sorted(result, key=lambda one: one.heading.line)


def _span(outline: Outline, one: _Candidate, label: Label | None, stop: int) -> Span:
    heading, lines = one.heading, outline.lines
    start = heading.line
    while stop > start + 1 and not lines[stop - 1].strip():
        stop -= 1
    below = [line for line in lines[start + 1 : stop] if line.strip()]
    indent = min((len(line) - len(line.lstrip()) for line in below if line[0] in " \t"), default=0)
    body = body_of(lines[start + 1 : stop], start + 1, min(indent, heading.indent))
    return Span(
        format=NAME,
        lines=range(start, stop),
        title=label.rest if label else one.title,
        written=one.title,
        label=label,
        hints=_hints(heading.level, heading.is_item),
        body=body.lines,
        body_start=body.start,
        id_place=IdPlace(start + 1, " " * heading.indent),
        column=len(lines[start]) - len(lines[start].lstrip()) + 1,
    )


@lru_cache(maxsize=16)
def _hints(level: int, is_item: bool) -> Hints:
    marks = "1. " * is_item + "#" * level
    return Hints(
        question=f"{marks} {{}}",
        title=f"write the question after `{marks}`",
        answer="write the answer below the heading",
        hidden="a <details> element",
    )


def _shown(entries: Sequence[Entry]) -> str:
    """How the headings look, as in `### 1. …`."""
    first = entries[0]
    marks = first.hints.question.removesuffix("{}")
    if first.label and not marks.startswith("1."):  # the number of a list item is one of its marks
        marks += "1. " if first.label.number is not None else "Q. "
    return f"headings ({marks}…)"


HEADING = Format(NAME, _may_hold, likely_holds=lambda text: False, when=When.BY_EVIDENCE, spans=_spans, shown=_shown)
