"""Numbered questions whose answers have the same numbers, below a heading of answers, or each below its own heading.

    ### Q1 (K2)                     ### Q1. Which layer has ports?
    What is a port?
                                    - A) network
    ## Answers                      - B) transport

    ### Q1                          ### A1.
    A number.                       **B**

Questions are headings, bold lines, list items or lines with numbers, and so are the answers: `20. B`, `**20.** B`,
`- Q20: B`, or collapsed blocks, `??? note "Solution 3"`. If numbering restarts, a heading with the same title above a
question and its answer shows which belong together. They are read if at least two questions, and half on either
side, are paired, and half of the questions ask, have options with letters or a blank, or set tasks below a heading such
as "Exercises". So are sentences that all have an answer, if an instruction is above them: "Translate these".

Blocks right below a list answer its items if they have nothing but a label and a number as their titles: `Problem 2`. A
question without an answer, or with several, is reported. Answers may also be in a line or a table
(`candidates/answer_keys.py`), in a collapsed block, on the page beside it, or below the only label `Answers:`, if
its questions have no other text. Headings that ask and have no answer, and exercises with a name, are paired with the
headings of the same titles below that of the answers, or with as many answers that are numbered in order.

Not questions: numbered sections that have their own text, and lists that ask nothing: steps, or problems with their
solutions. A section such as "Short answer", half of which asks, has no answers.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain, pairwise, takewhile

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.body.asking_blocks import ends_asking
from anki_export.source.body.blocks import has_colon
from anki_export.source.body.option_letters import FIRST_OPTION, OPTION, SECOND_OPTION
from anki_export.source.candidates.answer_keys import (
    is_key_of_letters,
    key_after_label,
    keyed_answers,
    may_have_key,
    may_have_keys,
    numbers_of_key,
    part_of_key,
)
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.body_lines import BodyLines, body_of
from anki_export.source.candidates.candidate import answered_below, numbered_span
from anki_export.source.candidates.hidden_answers import HiddenLines, titled_blocks
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.types import Format, ParsedPage, When
from anki_export.source.include import ANSWER_BESIDE
from anki_export.source.lines import (
    end_of_paragraph,
    end_of_text,
    indent_of,
    is_blank,
    is_quoted,
    is_rule,
    is_separator,
    is_to_fill_in,
    last_text,
    list_marker,
    next_text,
    starts_block,
    with_stars,
    without_bold,
    without_quote,
)
from anki_export.source.outline import Outline, section_ends
from anki_export.source.question_numbers import number_of
from anki_export.source.types import Wanted
from anki_export.text.asking import (
    announces_questions,
    has_blank,
    is_clear_question,
    is_order,
    is_statement,
)
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.label_kinds import (
    answers_something,
    asks,
    is_answer_label,
    is_label,
    is_label_of,
    is_numbered_task,
    is_task,
    names_answer,
    names_extra,
    names_quiz,
    numbered_task_end,
    task_end,
)
from anki_export.text.languages import Words, alternatives, initials
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.points import without_points
from anki_export.text.regex import regex
from anki_export.text.true_or_false import announces_verdicts

NAME = "answers-below"


def _answer(*more: str) -> str:
    return initials("answer", "solution", *more) + alternatives("answer", "solution", *more)


def _question() -> str:
    return rf"(?:q|{alternatives('question', 'questions', 'numbered', 'question_letter', 'exercise')})"


_IN_TITLE = regex(
    lambda: (
        rf"\n {{0,3}}(?:#|\*\*|__)[^\n]*?{initials('answer', 'solution', 'key')}"
        rf"(?:{alternatives('answer', 'solution', 'key')}|(?<!\w)a\s?\d)"
    ),
    re.IGNORECASE,
)
_FIRST = r"(?:[^\n\d]{0,20}(?<!\d)1(?!\d)|[|#]|<d)"
"""How a key begins: with the number 1, perhaps behind words, a table, a heading or a collapsed block."""
_LETTERS = r"[*_ ]*[^\W\d_](?:[ ,;]+[^\W\d_]){1,60}[*_ ]*(?=\n|\Z)"
"""A key without numbers: `T F T`."""
_IN_SUMMARY = regex(
    lambda: rf"<summary[^\n]*?{_answer('key')}[^\n]*(?:\n\s*)*(?:</summary>\s*)?{_FIRST}",
    re.IGNORECASE,
)
_WITH_NUMBER = regex(r"(?:<summary[^>]*>\s*|\?\?\?|:::|\[!)[^\n]{0,60}\d", re.IGNORECASE)
_AS_LABEL = regex(
    lambda: rf"\n[*_]{{0,3}}{_answer('key')}(?:\s+\w+)?\s*[:：]\s*(?:{_FIRST}|{_LETTERS})",
    re.IGNORECASE,
)
_BEFORE_FIRST = regex(rf"[:：](?:\s*{_FIRST}|[*_ ]+{_LETTERS})")
_BEGINS = regex(_FIRST)
_LABEL = regex(lambda: rf"{_answer()}\s*[:：]\s*", re.IGNORECASE)
_NUMBER = r"""[\s.\#№]*(?P<number>\d{1,4})(?:\.(?P<part>\d{1,3}))?(?!\d)\s*[题題問问]?
    (?:\s*[(\[][^()\[\]\n]{0,40}[)\]])?
    \s*(?P<sign>\\?[.:：)、](?!\d)|[-–—](?=\s)|\Z)?(?P<close>\*\*|__)?(?P<colon>[:：])?[^\S\n]*"""
_NUMBERED = regex(
    lambda: (
        rf"""(?P<open>\*\*|__)?[^\S\n]*
    (?: (?P<answer> a(?=[.\s]?\d) | {_answer()}(?:\s+{alternatives("small")})*(?:\s*{_question()})?(?=[\W\d]) )
      | (?P<question> {_question()}(?=[\W\d]) | 第 ) )?
    {_NUMBER}"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_WITHOUT_LABEL = regex(rf"(?P<open>(?!))?(?P<answer>(?!))?(?P<question>(?!))?{_NUMBER}", re.VERBOSE | re.IGNORECASE)
"""The same where the number is the first: the groups of what is before it are there, and match nothing."""
_NAMED = regex(r"[:：]\s*\w{1,3}\Z")
"""What follows in `**Answer: 2**`, the answer of one question."""
_DIGITS = regex(r"\d\d{0,3}")  # begins with one: `re` finds it sooner
_NAMES_OPTION = regex(r"[\W_]*(?:[^\W\d_](?!(?<=[aа])\s+\w)|[A-HА-Ж]{2,7}|\d{1,2})(?![^\W_])")
"""The letter or number of an option, or several letters: `AC`; not the article of "a reef"."""
_SENTENCES = regex(r"(?<=[.!?])\s+|(?<=[。！？])\s*")
_ENDS = (".", "?", "!", ":", "…", "。", "？", "：")
_FIELD = regex(r"[:：=][\s*_]*_[\W_]*\Z")
"""The blank of a form: `Name: ____`."""
_LINK_TARGET = regex(r" {0,3}\[[^\]]+\]:")
_OPTIONS = FIRST_OPTION, SECOND_OPTION
_LONGEST_OPTION = 4
"""In lines."""
_LONGEST_ITEM = 20
"""In lines, with its options."""
_FEW_WORDS = 3
_FEWEST = 2
"""Answers in a section: one alone is that of the question above it."""
_PARTS = 10_000
"""More than numbers have: what numbers with parts are multiplied by."""
_LONGEST_LEAD = 25
"""In words: what is longer teaches."""
_LEVELS = 6
"""Of headings: sections of bold lines have a higher one."""
_HEADING_MARKS = ("#", "<h", "<H", "---")
"""What a text has for each of its headings, other than those that are underlined with equal signs."""
_EXERCISES = Words("exercise", "questions")
_HOW_OR_WHY = Words("how_to", "why")
_ANSWERS, _SMALL, _PLACE = Words("answer", "solution", "key"), Words("small"), Words("follows", "above")
_HINTS = Hints(
    question="### Q1. {}",
    title="write the question after its number",
    answer="write one answer with the same number below the heading of the answers",
)
_HINTS_OF_LIST = Hints(
    question="1. {}",
    title="write the question after its number",
    answer="write a block with its number below the list, and repeat what is above the list in each question",
)


class _Section(Struct, frozen=True, order=True):
    """A heading, a bold line that names answers or repeats a heading, or a label with a key or a list."""

    line: int
    stop: int
    """The line below its section."""
    level: int
    title: str


class Unit(Struct, frozen=True):
    """A question or an answer with a number."""

    lines: range
    number: int
    label: str
    """What a word before the number says: "question", "answer" or nothing."""
    rank: str
    """Units of one rank look the same on the page."""
    text: str
    """What follows the number in its line."""
    indent: int = 0
    """The columns before the text of a list item."""

    @property
    def line(self) -> int:
        return self.lines.start


class _Theme(Struct, frozen=True):
    """A heading around questions or answers."""

    line: int
    level: int
    title: str
    """Normalised, without its number."""


class _Instruction(Struct, frozen=True):
    """What says what to do with the items of a list."""

    text: str
    lines: range
    """Those above the list, from its heading on."""


class _Match(Struct, frozen=True):
    """Questions of one rank, and the answers of one rank that have their numbers."""

    asking: int
    """How many of the questions that have an answer ask."""
    answered: int
    """How many have one."""
    questions: Sequence[Unit]
    found: Sequence[Unit | None]
    """For each question its answer, if their number is there once on either side."""
    answers: Sequence[Unit]


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    sections = _sections(outline)
    headings = [unit for section in sections if (unit := _heading(section))]
    if pairs := _in_turn(headings, [section.line for section in sections if _names_answers(section.title)]):
        for question, answer in pairs:
            yield span_of_unit(outline, question, answer, answer.lines if answer else ())
        return
    if match := _below_lists(outline, sections):
        findings = tuple(_unasked(match))
        for question, answer in zip(match.questions, match.found, strict=True):
            span = span_of_unit(outline, question, answer, answer.lines if answer else ())
            yield replace(span, hints=_HINTS_OF_LIST, findings=findings)
            findings = ()
        return
    above_answers = [one for one in sections if _names_answers(one.title) and not _heading(one)]
    if not any(_may_have_several(outline.lines, sections, one) for one in above_answers):
        return  # as where each question has an answer of its own
    others = [(f" {normalised(one.title)} ", one) for one in sections if not _names_answers(one.title)]
    lines = _numbered_lines(outline, sections, above_answers)
    units = sorted([*headings, *lines, *_boxes(outline)], key=lambda unit: unit.line)
    first = cache(lambda: {normalised(_asked(outline.lines, unit)): unit.line for unit in reversed(units)})
    titles = cache(
        lambda: {normalised(one.title): at for at, one in reversed([*enumerate(sections)]) if one.level <= _LEVELS}
    )
    opened: list[_Section] = []  # those around `start`, of all before `seen`
    start, seen, was_read, has_ended = 0, 0, False, False
    for section in above_answers:
        if section.line >= start:
            section = replace(section, stop=_end_of_answers(sections, section, titles))
            above, below = range(start, section.line), range(section.line, section.stop)
            named = _named_above(others, section)
            if named and _within(units, named):
                above = named
            inside = _within(units, below)
            if inside and _asks_more(outline.lines, inside, first()):
                continue
            if section.level > _LEVELS and any(map(has_answer_label, outline.lines[start : section.line])):
                continue  # the answer of one question, as others have theirs
            is_label = _is_label(outline.lines[section.line])
            if is_label and not all(_is_bare(outline.lines, unit) for unit in _within(units, above)):
                continue  # the answer of one question, which is a list
            keyed = [
                Unit(range(one.line, one.line + 1), one.number, "", "key", one.text)
                for one in keyed_answers(outline, below)
            ]
            at = bisect_left(sections, start, key=lambda one: one.line)
            opened, seen = [one for one in (*opened, *sections[seen:at]) if one.stop > start], at
            near = [*opened, *sections[at : bisect_left(sections, section.stop, key=lambda one: one.line)]]
            if has_ended and opened:  # what is above the last key is no instruction for this list
                near[len(opened) - 1] = replace(
                    opened[-1], line=start - (was_read or not is_blank(outline.lines[start]))
                )
            answers = sorted([*inside, *keyed], key=lambda unit: unit.line)
            found = list(_spans_of(outline, near, units, answers, above, below))
            yield from found
            was_read = bool(found)
            start = section.stop if was_read else section.line + 1
            has_ended = section.level > _LEVELS and section.stop == start


def _may_have_several(lines: Sequence[str], sections: Sequence[_Section], section: _Section) -> bool:
    """Whether a section may have several answers: it has two numbers, or a heading below its own.

    A heading `Answer: B` in a collapsed block "Answer" is that of one.
    """
    at = bisect_left(sections, section.line, key=lambda one: one.line)
    stop = bisect_left(sections, section.stop, key=lambda one: one.line)
    inside = [one.title for one in sections[at + 1 : stop]]
    has_heading = any(_DIGITS.search(title) or not is_answer_label(title) for title in inside)
    return (
        has_heading
        or key_after_label(lines[section.line]) != ""
        or len(_DIGITS.findall("\n".join(lines[section.line : section.stop]))) >= _FEWEST
    )


def _end_of_answers(sections: Sequence[_Section], section: _Section, first: Callable[[], Mapping[str, int]]) -> int:
    """The line below a section of answers whose headings repeat those above: one of a higher level does not end it.

    `first` says of each title which section is the first with such a heading.
    """
    at = bisect_left(sections, section.line, key=lambda one: one.line)
    repeats = (one for one in sections[at + 1 :] if one.level <= _LEVELS and first()[normalised(one.title)] < at)
    stop = section.stop
    repeat = next(repeats, None) if at + 1 < len(sections) and sections[at + 1].line < stop else None
    while repeat and repeat.line <= stop:
        stop = max(stop, repeat.stop) if repeat.line == stop else stop
        repeat = next(repeats, None)
    return stop


def _named_above(others: Sequence[tuple[str, _Section]], section: _Section) -> range | None:
    """The section above whose title that of some answers contains: `## Answers to the quiz`, below `## Quiz`.

    `others` are those that name no answers, with their titles as these are looked for.
    """
    title = f" {normalised(section.title)} "
    found = [one for text, one in others if text in title and one.stop <= section.line]
    longest = max(found, key=lambda one: len(one.title), default=None)
    return range(longest.line, longest.stop) if longest else None


def _asked(lines: Sequence[str], unit: Unit) -> str:
    """What a unit asks, without points: the text after its number, or the paragraph below it."""
    return without_points(unit.text or _joined(lines, _paragraph_below(lines, unit)))


def _paragraph_below(lines: Sequence[str], unit: Unit) -> range:
    """The lines of the first paragraph or quote below the title of a unit; none if something else is there."""
    start = stop = min(next_text(lines, unit.line + 1), unit.lines.stop)
    is_quote = start < unit.lines.stop and is_quoted(lines[start])
    while stop < unit.lines.stop and not is_blank(lines[stop]):
        if not is_quoted(lines[stop]) if is_quote else starts_block(lines[stop]) or OPTION.match(lines[stop]):
            break
        stop += 1
    return range(start, stop)


def _joined(lines: Sequence[str], numbers: range) -> str:
    return " ".join(without_quote(lines[number]).strip() for number in numbers)


def _asks_more(lines: Sequence[str], below: Sequence[Unit], first: Mapping[str, int]) -> bool:
    """Whether half of the units in a section such as "Short answer" ask, and repeat none above: they are questions."""
    asking = sum(
        is_clear_question(unit.text)
        or (_asked(lines, unit) != "" and all(any(map(one.match, _below(lines, unit))) for one in _OPTIONS))
        for unit in below
        if first.get(normalised(_asked(lines, unit)), unit.line) >= below[0].line
    )
    return asking > 0 and thresholds.HALF.of(asking, len(below))


def _names_answers(title: str) -> bool:
    return names_answer(title) or is_answer_label(title) or is_label_of(title, "key")


def _is_label(line: str) -> bool:
    """Whether a line is only the label of an answer."""
    return has_colon(line) and _LABEL.fullmatch(line) is not None


def _sections(outline: Outline) -> list[_Section]:
    headings = [heading for heading in outline.headings if not heading.is_underlined]
    are_all = len(headings) == len(outline.headings)
    ends = outline.section_ends if are_all else section_ends(outline, headings)
    found = [_Section(one.line, end, one.level, one.title) for one, end in zip(headings, ends, strict=True)]
    colons = [(number, line) for number, line in enumerate(outline.lines) if ":" in line or "：" in line]
    keyed = [(number, line) for number, line in colons if may_have_key(line)]
    names = (one.title for one in found if not _asks_after_number(one.title))
    titles = set(map(normalised, names)) if outline.bold_lines or keyed else ()
    apart = [
        (bold.line, bold.text)
        for bold in outline.bold_lines
        if (is_label_of(text := bold.text.rstrip(":："), "key") or (is_answer_label(text) and not _NAMED.search(text)))
        or normalised(text) in titles
    ]
    apart += [(number, "Answers") for number in _lines_of_keys(outline, keyed, colons)]
    parts = [(number, part) for number, line in keyed if (part := part_of_key(line)) and normalised(part) in titles]
    labels = [number for number, line in colons if _is_label(line)]
    if len(labels) == 1 and _may_be_key(outline.lines[labels[0] + 1 :]):
        apart.append((labels[0], "Answers"))  # of all questions above: it has a key, and no other question has one
    known, own, start = dict(apart), dict[int, int](), 0
    for line in sorted({*known, *labels, *dict(keyed)}):
        is_apart = not outline.lines[line][:1].isspace()  # an indented key answers the item that it is in
        if is_apart and (stop := _end_of_own_key(outline.lines, range(start, line))):
            own[line] = start = stop
    if len(own) >= _FEWEST:  # each list of a section has a key of its own
        apart = [*known.items(), *((line, "Answers") for line in own if line not in known)]
    else:
        own = {}
    found += [_Section(line, own.get(line) or _end_of_label(outline, found, line), 7, title) for line, title in apart]
    found += [_Section(line, end_of_paragraph(outline.lines, line), 7, title) for line, title in parts]
    boxes = [one for one in outline.collapsed if _names_answers(without_tags(one.summary))]
    # An indented block answers the list item that it is in.
    at_margin = (one for one in boxes if not outline.lines[one.lines.start][:1].isspace())
    keys = [one for one in at_margin if _may_be_key(outline.body_of(one))]
    # "Answer 3" is one of several.
    of_boxes, of_keys = (Counter(_DIGITS.sub("", box.summary) for box in some) for some in (boxes, keys))
    found += [
        _Section(one.lines.start, one.lines.stop, 7, "Answers")
        for one in keys
        if thresholds.HALF.of(of_keys[title := _DIGITS.sub("", one.summary)], of_boxes[title])
    ]
    if ANSWER_BESIDE in outline.lines:
        found.append(_Section(outline.lines.index(ANSWER_BESIDE), len(outline.lines), 0, "Answers"))
    return sorted(found)


def _asks_after_number(title: str) -> bool:
    number = number_of(title)
    text = number.rest if number else title
    return is_clear_question(text) or is_order(text)


def _lines_of_keys(
    outline: Outline, keyed: Sequence[tuple[int, str]], colons: Sequence[tuple[int, str]]
) -> Iterator[int]:
    """The lines with a key behind a label: one in words only where no other question of its section has a label."""
    found = [(number, line) for number, line in keyed if key_after_label(line)]
    if not found:
        return  # as on most pages
    starts = [heading.line for heading in outline.headings]
    labelled = Counter(bisect_right(starts, number) for number, line in colons if has_answer_label(line))
    for number, line in found:
        if is_key_of_letters(line) or labelled[bisect_right(starts, number)] <= 1:
            yield number


def _end_of_label(outline: Outline, headings: Sequence[_Section], line: int) -> int:
    """The line below the section of a bold line or label: the next heading, or the end of those right below it.

    A line with a key needs none below it.
    """
    at = bisect_right(headings, line, key=lambda one: one.line)
    stops = (one for one in headings[at:])
    first = next(stops, None)
    has_key = may_have_key(outline.lines[line])
    if first and not has_key and next_text(outline.lines, line + 1) == first.line:
        first = next((one for one in stops if one.level < first.level), None)
    return first.line if first else len(outline.lines)


def _end_of_own_key(lines: Sequence[str], above: range) -> int:
    """The line below a key that has the numbers of the list right above it; 0 if it has others.

    If it is a list, half of the items above it ask: others are steps above a solution.
    """
    asked, line = _items_at_end(lines, above), above.stop
    if len(asked) < _FEWEST:
        return 0
    if numbers := numbers_of_key(lines[line]):
        return line + 1 if numbers == [*asked] else 0
    if not thresholds.HALF.of(sum(is_clear_question(text) or has_blank(text) for text in asked.values()), len(asked)):
        return 0
    for number in asked:
        line = next_text(lines, line + 1)
        marker = list_marker(lines[line]) if line < len(lines) else None
        if not marker or marker["number"] != str(number):
            return 0
    return line + 1


def _items_at_end(lines: Sequence[str], above: range) -> dict[int, str]:
    """The items of the list at the end of some lines by their numbers, which rise by one; none if they have answers."""
    found: dict[int, str] = {}
    for at in reversed(above):
        marker, number = list_marker(lines[at]), next(reversed(found), 0)
        if has_answer_label(lines[at]):
            return {}
        if marker and marker["number"] and indent_of(lines[at]) <= 3:
            if found and int(marker["number"]) != number - 1:
                break
            found[int(marker["number"])] = lines[at][marker.end() :]
        elif not found and at < above.stop - _LONGEST_ITEM:
            break
        elif lines[at][:1].strip() and not OPTION.match(lines[at]) and (not at or is_blank(lines[at - 1])):
            break  # a paragraph
    return dict(reversed(found.items()))


def _may_be_key(body: Sequence[str]) -> bool:
    """Whether a text begins as a key does."""
    return _BEGINS.match(next(filter(str.strip, body), "").strip()) is not None


def _heading(section: _Section) -> Unit | None:
    """A heading with a number."""
    match = _number_in(section.title)
    if not match or section.level > 6 or not (match["sign"] is not None or match["question"] or match["answer"]):
        return None
    lines, text = range(section.line, section.stop), section.title[match.end() :].strip()
    return Unit(lines, _value(match), _label(match), "#" * section.level, text)


def _value(match: re.Match[str]) -> int:
    """The number that a text begins with; one such as 3.1 is larger than all without parts."""
    return int(match["number"]) * _PARTS + int(match["part"]) + _PARTS if match["part"] else int(match["number"])


def _number_in(text: str) -> re.Match[str] | None:
    """What begins a text with a number; no word is looked for where the number is the first."""
    pattern = _WITHOUT_LABEL if text[:1].isdecimal() else _NUMBERED
    return pattern.match(text) if _DIGITS.search(text) else None


def _boxes(outline: Outline) -> Iterator[Unit]:
    """The collapsed blocks with a number in their titles, `??? note "Solution to exercise 3"`."""
    yield from (_box(outline, one) for one in titled_blocks(outline, _is_of_item) if one.body)


def _box(outline: Outline, block: HiddenLines) -> Unit:
    opening = outline.lines[block.lines.start]
    indent = indent_of(opening) + (4 if "???" in opening else 0)
    lines, number = range(block.body.start - 1, block.body.stop), int(_DIGITS.findall(block.title)[0])
    return Unit(lines, number, "answer", "???", "", indent)


def _below_lists(outline: Outline, sections: Sequence[_Section]) -> _Match | None:
    """The items of numbered lists that ask, and the collapsed blocks with their numbers right below each list.

    More than half of the items of a list have one: above the only solution of a task, its steps may be.
    """
    lines = outline.lines
    blocks = sorted(titled_blocks(outline, _is_of_item), key=lambda one: one.lines.start)
    items = [unit for unit in _numbered_lines(outline, sections) if unit.rank == "0."][::-1] if blocks else []
    between = enumerate(pairwise(blocks), 1)
    starts = [0, *(at for at, (one, below) in between if next_text(lines, one.lines.stop) < below.lines.start)]
    asking, questions, found, answers = 0, list[Unit](), list[Unit | None](), list[Unit]()
    for start, stop in pairwise([*starts, len(blocks)]) if items else ():
        own = _items_above(lines, items, blocks[start].lines.start)
        at = bisect_left(sections, own[0].line, key=lambda one: one.line) if own else 0
        if not own or (at and is_numbered_task(sections[at - 1].title)):
            continue  # they are the solutions of one task
        title = lines[last_text(lines, own[0].line)].strip("*_ ")
        if is_clear_question(title) and not any(asks(one.text) for one in own):
            continue  # they are the options of one question
        above = range(max(at and sections[at - 1].line, start and blocks[start - 1].lines.stop), own[0].line)
        needs_more = any(outline.is_code[n] or lines[n].lstrip()[:1] in ("|", ">", "!") for n in above)
        run = blocks[start:stop]
        if needs_more and all(names_answer(block.title) for block in run):
            continue  # the format of hidden answers adds the code, table or picture to the questions
        units = [_box(outline, one) for one in run if not (needs_more or _asks_itself(lines, one))]
        counts = Counter(unit.number for unit in units)
        by_number = {unit.number: unit for unit in units if counts[unit.number] == 1}
        answered = [one for one in own if one.number in by_number]
        asking += sum(_asks(lines, sections, one) for one in answered) if len(answered) * 2 > len(own) else 0
        questions += own
        found += [by_number.get(one.number) for one in own]
        answers += by_number.values()
    is_enough = thresholds.WITH_ANSWERS.of(asking, len(blocks))
    return _Match(asking, len(answers), questions, found, answers) if is_enough else None


def _is_of_item(title: str) -> bool:
    """Whether a title is only a label with a number, and names no hint."""
    is_one = len(_DIGITS.findall(title)) == 1
    return is_one and (answers_something(title) or (is_label(title) and not names_extra(title)))


def _asks_itself(lines: Sequence[str], block: HiddenLines) -> bool:
    """Whether a collapsed block has no text of its own, holds another one, or asks and does not name an answer."""
    body = [lines[number].strip() for number in block.body if lines[number].strip()]
    return (
        not body
        or (is_order(body[0]) and not names_answer(block.title))
        or any(line.startswith(("<details", "???")) or (asks(line) and not names_answer(block.title)) for line in body)
    )


def _items_above(lines: Sequence[str], items: Sequence[Unit], stop: int) -> list[Unit]:
    """The items of the list right above a line, or above the label of the answers there, if their numbers rise."""
    own: list[Unit] = []
    if (label := last_text(lines, stop)) >= 0 and is_label_of(lines[label].strip(" #*_:："), "answer", "solution"):
        stop = label
    for at in reversed(range(bisect_left(items, stop, key=lambda unit: unit.line))):
        one = replace(items[at], lines=range(items[at].line, min(items[at].lines.stop, stop)))
        if next_text(lines, one.lines.stop) < stop:
            break
        own.append(one)
        stop = one.line
    return own[::-1] if all(one.number > above.number for one, above in pairwise(own)) else []


def _label(match: re.Match[str]) -> str:
    return "answer" if match["answer"] else "question" if match["question"] else ""


def _numbered_lines(
    outline: Outline, sections: Sequence[_Section], of_answers: Sequence[_Section] = ()
) -> Iterator[Unit]:
    """The list items, bold lines and other lines with numbers, each up to the next one of its rank."""
    apart = {section.line for section in sections}
    starts = [
        unit
        for number, line in enumerate(outline.lines)
        if _DIGITS.search(line) and number not in apart and (unit := _numbered_line(outline, number, line))
    ]
    apart |= {number for number, line in enumerate(outline.lines) if is_rule(line) and not outline.is_code[number]}
    below: dict[str, Unit] = {}
    stops = [*sorted(apart), len(outline.lines)]
    for unit in reversed([*_counted(starts, stops)]):
        stop = stops[bisect_right(stops, unit.line)]
        after = below.get(unit.rank)
        end = min(after.line, stop) if after else stop
        below[unit.rank] = unit
        own = _end(outline.lines, unit, end)
        around = bisect_left(of_answers, unit.line, key=lambda one: one.line)
        if around and unit.line < of_answers[around - 1].stop and (code := _end_of_code(outline, unit, own)) > own:
            # As the code is not indented, neither is the rest of the answer.
            is_followed = after is not None and after.line == end and after.number == unit.number + 1
            own = end if is_followed else min(code, end)
        yield replace(unit, lines=range(unit.line, own))


def _counted(units: Sequence[Unit], stops: Sequence[int]) -> Iterator[Unit]:
    """The units, with the numbers that readers see where all items of a section are written `1.`."""
    places = [(unit.rank, bisect_right(stops, unit.line)) for unit in units]
    numbered = {place for place, unit in zip(places, units, strict=True) if not unit.indent or unit.number != 1}
    counts: Counter[tuple[str, int]] = Counter()
    for place, unit in zip(places, units, strict=True):
        counts[place] += 1
        yield unit if place in numbered else replace(unit, number=counts[place])


def _numbered_line(outline: Outline, number: int, line: str) -> Unit | None:
    if outline.is_code[number] or indent_of(line) > 3:
        return None
    lines = range(number, number + 1)
    marker = list_marker(line) or _marker_alone(outline.lines, number)
    if marker and marker["number"]:
        rank = f"{indent_of(line)}."
        return Unit(lines, int(marker["number"]), "", rank, line[marker.end() :].strip(), marker.end())
    start = marker.end() if marker else 0
    text = with_stars(line[start:].strip())
    match = _number_in(text)
    if not match or (match["close"] and not match["open"]):
        return None
    if not (match["sign"] or match["close"] or match["colon"]) and not _has_options_below(outline.lines, number):
        return None
    is_open = match["open"] and not match["close"]
    rest = without_bold((match["open"] if is_open else "") + text[match.end() :].strip())
    rank = f"{line[:start].strip()}{match['open'] or ''}{_label(match)}"
    return Unit(lines, _value(match), _label(match), rank, rest, start)


def _marker_alone(lines: Sequence[str], number: int) -> re.Match[str] | None:
    """The marker of a list item that is alone in its line: its text is indented below, or another item is beside it."""
    marker = list_marker(f"{lines[number].rstrip()} …")
    if not marker or not marker["number"]:
        return None
    for step, at in ((-1, last_text(lines, number)), (1, next_text(lines, number + 1))):
        item = list_marker(f"{lines[at].rstrip()} …") if 0 <= at < len(lines) else None
        if item and item["number"] == str(int(marker["number"]) + step):
            return marker
    is_above_text = at < len(lines) and indent_of(lines[at]) > indent_of(lines[number])
    return marker if is_above_text else None


def _has_options_below(lines: Sequence[str], number: int) -> bool:
    """Whether options are right below a line, whose number may lack a sign then: `1001 What is a port?`."""
    first = next_text(lines, number + 1)
    return (
        first < len(lines)
        and FIRST_OPTION.match(lines[first]) is not None
        and any(map(SECOND_OPTION.match, lines[first + 1 : first + 1 + _LONGEST_OPTION]))
    )


def _end(lines: Sequence[str], unit: Unit, stop: int) -> int:
    """The line after a unit; text below a list item belongs to it only if it is indented, an option or above these."""
    start = unit.line + 1
    if unit.indent:
        options = (at for at in range(start, stop) if FIRST_OPTION.match(lines[at]))
        start = next((at for at in options if _has_options_below(lines, at - 1)), start)
    for number in range(start, stop if unit.indent else 0):
        is_apart = bool(lines[number].strip()) and not lines[number - 1].strip()
        if is_apart and indent_of(lines[number]) < unit.indent and not _may_be_option(lines[number]):
            stop = number
            break
    return end_of_text(lines, unit.line + 1, stop, is_separator)


def _end_of_code(outline: Outline, unit: Unit, stop: int) -> int:
    """The line after the code below a list item that ends above a line, even if the code is not indented."""
    start = next_text(outline.lines, stop)
    if not unit.indent or start == len(outline.lines) or not outline.is_code[start]:
        return stop
    return next(
        (number for number in range(start, len(outline.lines)) if not outline.is_code[number]), len(outline.lines)
    )


def _may_be_option(line: str) -> bool:
    return OPTION.match(line) is not None or line.lstrip()[:2] in ("- ", "* ", "+ ")


def _in_turn(headings: Sequence[Unit], apart: Sequence[int]) -> list[tuple[Unit, Unit | None]]:
    """The headings of questions, each with that of its answer: `### Q1` and `### A1`.

    Other lines, `apart`, may begin the section of all answers.
    """
    labelled = [unit for unit in headings if unit.label]
    stops = [*(unit.line for unit in labelled), len(labelled) and labelled[-1].lines.stop]
    asked: dict[int, Unit] = {}
    found: dict[Unit, Unit | None] = {}
    for unit, stop in zip(labelled, stops[1:], strict=False):
        at = bisect_right(apart, unit.line)
        unit = replace(unit, lines=range(unit.line, min(stop, unit.lines.stop, *apart[at : at + 1])))
        if unit.label == "question":
            asked[unit.number] = unit
            found[unit] = None
        elif question := asked.pop(unit.number, None):
            found[question] = unit
    answered = sum(map(bool, found.values()))
    return list(found.items()) if thresholds.WITH_ANSWERS.of(answered, len(found)) else []


def _spans_of(
    outline: Outline,
    sections: Sequence[_Section],
    units: Sequence[Unit],
    answers: Sequence[Unit],
    above: range,
    below: range,
) -> Iterator[Span]:
    """The questions in some lines whose answers are in others."""
    asked = _within(units, above)
    best = _best(outline.lines, sections, asked, answers) if answers else None
    best = best or _same_titles(outline.lines, sections, above, below) or _in_order(outline, sections, above, answers)
    if not best:
        return
    markup = [number for number in below if not _LINK_TARGET.match(outline.lines[number])]
    findings = tuple(_unasked(best))
    *others, last = best.questions
    if last.rank.startswith("#") and not any(
        map(is_rule, chain.from_iterable(_below(outline.lines, one) for one in others))
    ):
        stop = next((number for number in last.lines if is_rule(outline.lines[number])), last.lines.stop)
        best = replace(best, questions=[*others, replace(last, lines=range(last.line, stop))])
    instructions = _instructions(outline.lines, sections, best)
    found = _naming_options(outline.lines, best)
    for question, answer, said in zip(best.questions, found, instructions, strict=True):
        asks = _asks(outline.lines, sections, question) or is_order(question.text)
        if answer or not question.number or _is_beside(sections) or asks:
            if said:
                lead = said.text if said.text.endswith(_ENDS) else f"{said.text}:"
                question = replace(question, text=f"{lead} {question.text}")
                markup = [*markup, *said.lines]
            yield replace(span_of_unit(outline, question, answer, markup), findings=findings)
            markup, findings = [], ()


def _instructions(lines: Sequence[str], sections: Sequence[_Section], match: _Match) -> list[_Instruction | None]:
    """What is to be done with each question that does not say it, where most only have blanks or are to be changed."""
    lacking = [
        not _asks_alone(lines, one)
        and (
            has_blank(one.text)
            or not (_asks(lines, sections, one) or is_order(one.text))
            or _is_part_of_task(sections, one)
        )
        for one in match.questions
    ]
    if sum(lacking) * 2 <= len(lacking) or match.questions[0].rank.startswith("#"):
        return [None] * len(lacking)
    line = next((one.line for one in match.found if one), 0)
    heading = next((one.title for one in reversed(sections) if one.line <= line), "")
    whole = (_instruction(lines, sections, one) for one in match.questions)
    found = [said and replace(said, text=_without_pointers(said.text, heading)) for said in whole]
    return [
        said
        if said and (_orders(said) or (lacks and "?" not in one.text and any(map(str.isalpha, one.text))))
        else None
        for said, one, lacks in zip(found, match.questions, lacking, strict=True)
    ]


def _is_part_of_task(sections: Sequence[_Section], unit: Unit) -> bool:
    """Whether a unit sets no task itself, and is below the heading of one: `Exercise 1: Translate`."""
    at = bisect_left(sections, unit.line, key=lambda section: section.line)
    title = sections[at - 1].title if at else ""
    is_task_above = is_task(title) or is_numbered_task(title)
    return is_task_above and not is_order(unit.text)


def _without_pointers(instruction: str, heading: str) -> str:
    """An instruction without sentences that say where the answers are, by their heading or in other words."""
    kept: list[str] = []
    was_pointer = False
    name = normalised(heading)
    for sentence in _SENTENCES.split(instruction):
        lower = sentence.lower()
        is_named = 0 < size_in_words(name) <= _FEW_WORDS and f" {name} " in f" {normalised(sentence)} "
        begins = _ANSWERS.end(lower.lstrip("(*_ "), max(_SMALL.end(lower) + 1, 0)) > 0
        is_pointer = is_named or (begins and _PLACE.are_in(lower))
        is_pointer = (is_pointer and not is_order(sentence)) or (was_pointer and size_in_words(sentence) <= _FEW_WORDS)
        kept += [] if is_pointer else [sentence]
        was_pointer = is_pointer
    return " ".join(kept) or instruction


def _orders(instruction: _Instruction) -> bool:
    """Whether an instruction says what to do with sentences, which may ask: "Translate."; "Part B" says nothing."""
    return is_order(instruction.text) or is_clear_question(instruction.text)


def _naming_options(lines: Sequence[str], match: _Match) -> list[Unit | None]:
    """The answers, without those such as "cancelled" beside the letters of options."""
    if not _name_options(match):
        return list(match.found)
    return [
        None
        if answer
        and not _NAMES_OPTION.match(answer.text)
        and any(map(SECOND_OPTION.match, below := _below(lines, question)))
        and normalised(answer.text) not in normalised(" ".join(below))
        and len(answer.lines) == 1
        else answer
        for question, answer in zip(match.questions, match.found, strict=True)
    ]


def _name_options(match: _Match) -> bool:
    """Whether most answers are letters or numbers of options."""
    named = sum(_NAMES_OPTION.match(one.text) is not None for one in match.found if one)
    return thresholds.WITH_ANSWERS.of(named, match.answered)


def _within(units: Sequence[Unit], lines: range) -> list[Unit]:
    at = bisect_left(units, lines.start, key=lambda unit: unit.line)
    stop = bisect_left(units, lines.stop, key=lambda unit: unit.line)
    return [replace(unit, lines=range(unit.line, min(unit.lines.stop, lines.stop))) for unit in units[at:stop]]


def _best(
    lines: Sequence[str], sections: Sequence[_Section], questions: Sequence[Unit], answers: Sequence[Unit]
) -> _Match | None:
    """The questions and answers that fit best, if they are questions."""
    if not questions:
        return None
    titles = {one: normalised(_asked(lines, one)) for one in (*questions, *answers)}
    repeated = {titles[one] for one in questions}
    found = []
    for own in _ranks(answers):
        said = _themes(sections, own)
        for rank in _ranks(questions):
            asked = _themes(sections, rank)
            may_repeat = len({one.number for one in rank}) < len(rank) or len({one.number for one in own}) < len(own)
            shared = {theme.title for theme in asked} & {theme.title for theme in said} if may_repeat else set()
            keys = _keys(said, shared, own)
            counts = Counter(keys)
            by_key = {key: answer for key, answer in zip(keys, own, strict=True) if counts[key] == 1}
            all_keys = dict(zip(rank, _keys(asked, shared, rank), strict=True))
            for units in _runs(rank):
                keys = [all_keys[unit] for unit in units]
                counts = Counter(keys)
                given = [by_key.get(key) if counts[key] == 1 else None for key in keys]
                answered = [
                    None if answer and _repeats_other(one, answer, titles, repeated) else answer
                    for one, answer in zip(units, given, strict=True)
                ]
                have_answer = [one for one, own_one in zip(units, answered, strict=True) if own_one]
                asking = sum(_asks(lines, sections, one) for one in have_answer)
                tasks = sum(_asks(lines, sections, one) or is_order(_asked(lines, one)) for one in have_answer)
                some_ask = asking > 1 and thresholds.MARKED.of(tasks, len(have_answer))
                if (asking and _is_beside(sections)) or _are_tasks(sections) or some_ask:
                    asking = tasks
                is_whole = len(units) == len(own) == len([one for one in answered if one])
                is_whole = is_whole and units[-1] is rank[-1]  # the list right above the answers
                if _is_legend(lines, sections, units):
                    asking = 0
                elif asking < len(units) and is_whole and _are_to_change(lines, sections, units, answered):
                    asking = len(units)
                found.append(_Match(asking, sum(map(bool, answered)), units, answered, own))

    def fit(each: _Match) -> tuple[int, int, bool]:
        return each.asking, each.answered, each.questions[0].rank == each.answers[0].rank

    best = max(found, key=fit)
    options = [any(map(SECOND_OPTION.match, _below(lines, one))) for one in best.questions]
    if options[-1] and sum(options) == 1 < len(options) and _name_options(best):
        return None  # they are to be matched with what has letters below the last one
    if any(fit(each) == fit(best) and set(each.questions).isdisjoint(best.questions) for each in found):
        return None  # nothing says which of two lists is answered
    bare = sum(_is_bare(lines, one) for one, answer in zip(best.questions, best.found, strict=True) if answer)
    most = max(len(best.questions), len(best.answers))
    only = best.found[0] if most == 1 else None
    is_repeated = only is not None and "" != normalised(only.text) == normalised(best.questions[0].text)
    is_enough = (
        (thresholds.WITH_ANSWERS.of(best.answered, most) or is_repeated)
        and thresholds.HALF.of(best.asking, best.answered)
        and thresholds.HALF.of(bare, best.answered)
    )
    return best if is_enough else None


def _repeats_other(question: Unit, answer: Unit, asked: Mapping[Unit, str], questions: Set[str]) -> bool:
    """Whether an answer repeats another question; words may be asked and answer each other."""
    said = asked[answer]
    return said in questions and said != asked[question] and size_in_words(said) > _FEWEST


def _same_titles(lines: Sequence[str], sections: Sequence[_Section], above: range, below: range) -> _Match | None:
    """The headings that ask without an answer, and those with the same titles in the section of the answers."""
    if sum(one.line in below for one in sections) < _FEWEST:
        return None
    units = [
        Unit(range(one.line, one.stop), 0, "", "#" * one.level, one.title)
        for one, after in pairwise([*sections, _Section(len(lines), len(lines), 0, "")])
        if one.level <= _LEVELS and after.line >= one.stop
    ]
    asked, answers = _within(units, above), _within(units, below)
    if {normalised(one.text) for one in asked}.isdisjoint(normalised(one.text) for one in answers):
        answers = _without_prefix(answers)
    counts = Counter(normalised(one.text) for one in asked), Counter(normalised(one.text) for one in answers)
    shared = [one for one in asked if normalised(one.text) in counts[1]]
    if not shared:
        return None
    are_tasks = thresholds.WITH_ANSWERS.of(sum(_orders_below(lines, one) for one in shared), len(shared))
    asked = [
        one
        for one in asked
        if is_task(one.text)
        or (is_clear_question(one.text) and _is_bare(lines, one))
        or (are_tasks and normalised(one.text) in counts[1])
    ]
    by_title = {key: one for one in answers if counts[0][key := normalised(one.text)] == counts[1][key] == 1}
    ranks = Counter(one.rank for one in asked if normalised(one.text) in by_title)
    rank = max(ranks, key=lambda rank: ranks[rank], default="")
    questions = [one for one in asked if one.rank == rank]
    found = [by_title.get(normalised(one.text)) for one in questions]
    answered = sum(map(bool, found))
    is_enough = thresholds.WITH_ANSWERS.of(answered, max(len(questions), len(answers)))
    return _Match(answered, answered, questions, found, answers) if is_enough else None


def _without_prefix(answers: list[Unit]) -> list[Unit]:
    """Headings of answers without what all of them begin with: `### Suggested: Two coins`."""
    split = [one.text.partition(": ") for one in answers]
    is_shared = len(split) >= _FEWEST and len({prefix for prefix, *_ in split}) == 1 and all(rest for *_, rest in split)
    return [replace(one, text=rest) for one, (*_, rest) in zip(answers, split, strict=True)] if is_shared else answers


def _orders_below(lines: Sequence[str], unit: Unit) -> bool:
    """Whether the text below a heading begins with an order, or asks at the end of its first line."""
    first = next_text(lines, unit.line + 1)
    return first < unit.lines.stop and (is_order(lines[first]) or is_clear_question(lines[first]))


def _in_order(outline: Outline, sections: Sequence[_Section], above: range, answers: Sequence[Unit]) -> _Match | None:
    """The headings of one level, if all ask and none has a number, and as many answers, which are numbered in order."""
    levels = {one.level for one in sections if one.line in above and is_clear_question(one.title)}
    asked = [one for one in sections if one.line in above and {one.level} == levels]
    units = [
        Unit(range(one.line, min(one.stop, above.stop)), 0, "", "#" * one.level, one.title)
        for one in asked
        if not _heading(one)
    ]
    is_in_order = [one.number for one in answers] == [*range(1, len(asked) + 1)] and len(_ranks(answers)) == 1
    if len(units) < max(_FEWEST, len(asked)) or not is_in_order:
        return None
    if not all(is_clear_question(one.text) and _is_bare(outline.lines, one) for one in units):
        return None
    return _Match(len(units), len(units), units, answers, answers)


def _themes(sections: Sequence[_Section], units: Sequence[Unit]) -> list[_Theme]:
    """The headings around some units, which are not units themselves."""
    is_key = units[0].rank == "key"  # whose label is in its line
    lines = {unit.line for unit in units if not is_key}
    around = [
        one
        for one in sections
        if one.line not in lines and one.line < units[-1].line + is_key and one.stop > units[0].line
    ]
    titles = [_name(one.title) for one in around]
    return [_Theme(one.line, one.level, title) for one, title in zip(around, titles, strict=True) if title]


def _name(title: str) -> str:
    """What names a section of questions and that of its answers: that of a task is its number."""
    if end := numbered_task_end(title.partition(" (")[0]):  # "Exercise 3 (2 points)"
        return normalised(title[:end])
    number = number_of(title)
    return normalised(number.rest if number else title)


def _keys(themes: Sequence[_Theme], shared: Set[str], units: Sequence[Unit]) -> list[tuple[str, int]]:
    """The theme of each unit and its number.

    The theme is the nearest heading above of those that both sides have, or one of their level that only this side has.
    """
    levels = {theme.level for theme in themes if theme.title in shared}
    own = [theme for theme in themes if theme.title in shared or theme.level in levels]
    places = [bisect_left(own, unit.line + (unit.rank == "key"), key=lambda theme: theme.line) for unit in units]
    return [(own[at - 1].title if at else "", unit.number) for at, unit in zip(places, units, strict=True)]


def _ranks(units: Sequence[Unit]) -> list[list[Unit]]:
    ranks: dict[str, list[Unit]] = {}
    for unit in units:
        ranks.setdefault(unit.rank, []).append(unit)
    return list(ranks.values())


def _runs(rank: Sequence[Unit]) -> Iterator[Sequence[Unit]]:
    """The units of a rank: those whose numbers rise together, the last ones first, and all of them."""
    starts = [0, *(i for i, (one, other) in enumerate(pairwise(rank), 1) if other.number <= one.number)]
    yield from (rank[start:stop] for start, stop in reversed([*pairwise([*starts, len(rank)])]))
    if len(starts) > 1:
        yield rank


def _asks(lines: Sequence[str], sections: Sequence[_Section], unit: Unit) -> bool:
    """Whether a unit asks, has options, or sets a task below a heading that announces such.

    In a list, `Q1:` may be a quarter of a year.
    """
    has_label = unit.label == "question" and not unit.indent
    if has_label or _asks_alone(lines, unit) or has_blank(unit.text):
        return True
    # Above answers on the same page, a heading that is only a number may be that of a chapter.
    if _is_beside(sections) and is_clear_question(_asked(lines, unit)):
        return True
    at = bisect_right(sections, unit.line - 1, key=lambda section: section.line)
    title = sections[at - 1].title if at else ""
    return (
        announces_questions(title)
        or announces_verdicts(title)
        or (is_order(unit.text) and _EXERCISES.are_in(title.lower()))
    )


def _is_beside(sections: Sequence[_Section]) -> bool:
    """Whether the answers are on another page."""
    return any(section.level == 0 for section in sections)


def _are_tasks(sections: Sequence[_Section]) -> bool:
    """Whether a title above answers on another page names a test or exercises; orders may be the steps of a guide."""
    above = takewhile(lambda section: section.level > 0, sections)
    titles = (section.title for section in above)
    return _is_beside(sections) and any(names_quiz(one) or _EXERCISES.are_in(one.lower()) for one in titles)


def _asks_alone(lines: Sequence[str], unit: Unit) -> bool:
    """Whether a unit asks or has options."""
    return is_clear_question(unit.text) or any(map(SECOND_OPTION.match, _below(lines, unit)))


def _are_to_change(
    lines: Sequence[str], sections: Sequence[_Section], units: Sequence[Unit], answers: Sequence[Unit | None]
) -> bool:
    """Whether an instruction above the units says what to do with them, or their answers repeat most of their words.

    Items that give orders may be the steps of one task.
    """
    said = [_instruction(lines, sections, one) for one in units]
    if not all(said) or any(is_order(one.text) for one in units):
        return False
    lead = " ".join(one.text for one in said if one).lower()
    if _HOW_OR_WHY.are_in(lead) and all(is_statement(one.text) for one in units):
        return False  # steps that find or fix what is asked about
    if all(one and (is_order(one.text) or is_clear_question(one.text)) for one in said):
        return True
    return all(
        len(words & set(normalised(answer.text).split())) * 2 >= len(words)
        for unit, answer in zip(units, answers, strict=True)
        if answer and (words := set(normalised(unit.text).split()))
    )


def _is_legend(lines: Sequence[str], sections: Sequence[_Section], units: Sequence[Unit]) -> bool:
    """Whether a list named "Key", and not "Answers", is that of a map or a form: nothing on the page is an exercise.

    The units are terms or fields such as `Name: ____`; sentences are to be changed or completed.
    """
    return (
        any(is_label_of(one.title, "key") for one in sections)
        and not any(announces_questions(one.title) or _EXERCISES.are_in(one.title.lower()) for one in sections)
        and not any(_asks_alone(lines, one) or is_statement(one.text) or _has_gap(one.text) for one in units)
    )


def _has_gap(text: str) -> bool:
    """Whether a text has a blank elsewhere than behind a colon at its end."""
    return has_blank(_FIELD.sub("", text))


def _instruction(lines: Sequence[str], sections: Sequence[_Section], unit: Unit) -> _Instruction | None:
    """The sentence above the list of a unit, or else its heading."""
    at = bisect_right(sections, unit.line - 1, key=lambda section: section.line)
    start = sections[at - 1].line + 1 if at else 0
    first = next((n for n in range(start, unit.line) if list_marker(lines[n]) or _has_number(lines[n])), unit.line)
    lead = " ".join(line.strip() for line in lines[start:first] if line.strip()).strip("*_ ")
    if lead and size_in_words(lead) <= _LONGEST_LEAD and not any(map(starts_block, lines[start:first])):
        return _Instruction(lead, range(start - bool(at), first))
    title = sections[at - 1].title if at else ""
    if at and sections[at - 1].level == 1 and not (is_clear_question(title) or is_order(title)):
        return None
    return (
        _Instruction(title[task_end(title) :], range(start - bool(at), first))
        if title and not is_label(title)
        else None
    )


def _has_number(line: str) -> bool:
    """Whether a line begins with a number or a label with one, perhaps in bold: `**Q1.** Why?`."""
    text = line.lstrip(" *_>")
    return number_of(text) is not None or _number_in(text) is not None


def _below(lines: Sequence[str], unit: Unit) -> Sequence[str]:
    return lines[unit.line + 1 : unit.lines.stop]


def _is_bare(lines: Sequence[str], unit: Unit) -> bool:
    """Whether nothing below a question looks like its answer: no label, and no paragraph unless that sets a task."""
    if any(map(has_answer_label, lines[unit.line + 1 : unit.lines.stop])):
        return False
    if not unit.text or _is_task(lines, unit):
        return True
    start = _end_of_title(lines, unit)
    below = (line for line in lines[start : unit.lines.stop] if not is_to_fill_in(line))
    return all(is_blank(line) or starts_block(line) or OPTION.match(line) for line in below)


def _is_task(lines: Sequence[str], unit: Unit) -> bool:
    """Whether a unit is a heading such as `Exercise 2: Lift`; what goes wrong is called a problem, too."""
    if not unit.rank.startswith("#") or not is_numbered_task(lines[unit.line].strip("# \t")):
        return False
    return "problem" not in lines[unit.line].lower() or any(map(ends_asking, _below(lines, unit)))


def _end_of_title(lines: Sequence[str], unit: Unit) -> int:
    """The line below the paragraph in which a question begins; that of a heading is one line."""
    stop = unit.line + 1
    while not unit.rank.startswith("#") and stop < unit.lines.stop:
        if is_blank(lines[stop]) or starts_block(lines[stop]) or OPTION.match(lines[stop]):
            break
        stop += 1
    return stop


def _unasked(match: _Match) -> Iterator[Finding]:
    """Report once that answers have no question."""
    known = {answer.line for answer in match.found if answer}
    left = [answer for answer in match.answers if answer.line not in known]
    if left:
        others = f", and neither do {len(left) - 1} others" if len(left) > 1 else ""
        whole, part = divmod(left[0].number - _PARTS, _PARTS)
        number = f"{whole}.{part}" if whole >= 0 else str(left[0].number)
        name, what = (number, "number") if left[0].number else (repr(left[0].text), "title")
        message = f"answer {name} has no question with its {what}{others}; skipped"
        yield Finding(left[0].line, Rule.NOT_READ, message, f"give both the same {what}")


def span_of_unit(outline: Outline, question: Unit, answer: Unit | None, markup: Sequence[int]) -> Span:
    """A question, whose answer is elsewhere on the page."""
    lines, stop = outline.lines, end_of_text(outline.lines, question.line + 1, question.lines.stop, is_separator)
    stop = _end_of_code(outline, question, stop)
    below = _end_of_title(lines, question)
    title = " ".join([question.text, *map(str.strip, lines[question.line + 1 : below])]).strip()
    written = ["" if is_to_fill_in(lines[n]) and not outline.is_code[n] else lines[n] for n in range(below, stop)]
    prompt = body_of(written, below, outline.is_code, question.indent).lines
    if not (title or answer):  # its text is below: `### Exercise 2`
        title = next(filter(None, map(str.strip, prompt)), "")
    body = BodyLines((), stop)
    if answer:
        end = end_of_text(lines, answer.line + 1, answer.lines.stop, is_separator)
        said = _end_of_title(lines, answer)
        text = " ".join([answer.text, *map(str.strip, lines[answer.line + 1 : said])])
        if not text and (below_number := _paragraph_below(lines, answer)):
            said, text = below_number.stop, without_points(_joined(lines, below_number))
        asked = title or _asked(lines, question)
        is_repeated = (answer.rank.startswith("#") or said < end) and normalised(text) == normalised(asked)
        first, start = ("", said - 1) if is_repeated else (" " * answer.indent + answer.text, answer.line)
        if rest_of_line := "" if is_repeated else _after_repeat(text, asked):
            first, start = " " * answer.indent + rest_of_line, said - 1
        rest = below if title else _paragraph_below(lines, question).stop
        start = _end_of_repeat(lines[rest:stop], lines[:end], start) if is_repeated else start
        body = body_of([first, *lines[start + 1 : end]], start, outline.is_code, answer.indent)
    span = numbered_span(NAME, _HINTS, range(question.line, stop), title, None, body)
    return replace(
        answered_below(replace(span, above=prompt)) if answer else span,
        above_start=below,
        id_place=IdPlace(below, " " * question.indent),
        column=len(lines[question.line]) - len(lines[question.line].lstrip()) + 1,
        markup=markup,
    )


def _after_repeat(text: str, asked: str) -> str:
    """What follows a question that an answer repeats: `*Which is it?* The first.`; empty if it repeats none."""
    plain = text.lstrip("*_")
    is_repeated = size_in_words(asked) > _FEWEST and plain.startswith(asked)
    return plain[len(asked) :].lstrip(" *_:–—-") if is_repeated else ""


def _end_of_repeat(prompt: Sequence[str], lines: Sequence[str], start: int) -> int:
    """The last line below a repeated title that repeats the lines below the question, too; `start` if none does."""
    at = start
    for line in prompt:
        if is_blank(line):
            continue
        at = next_text(lines, at + 1)
        if at >= len(lines) or not _is_same(lines[at], line):
            return start
    return at if next_text(lines, at + 1) < len(lines) else start


def _is_same(one: str, other: str) -> bool:
    """Whether two lines say the same; options may have other markers."""
    if OPTION.match(one) and OPTION.match(other):
        return normalised(one) == normalised(other)
    return one.strip() == other.strip()


def _may_hold(text: str) -> bool:
    if not _DIGITS.search(text) and sum(map(text.count, _HEADING_MARKS)) < _FEWEST:
        return False  # neither numbers nor titles say which answer belongs to a question
    if ANSWER_BESIDE in text or _IN_TITLE.search("\n" + text):
        return True
    return "1" in text and (
        ("<summary" in text.lower() and _IN_SUMMARY.search(text) is not None)
        or _WITH_NUMBER.search(text) is not None
        or (_BEFORE_FIRST.search(text) is not None and _AS_LABEL.search("\n" + text) is not None)
    )


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the keys behind labels that answer nothing: options that are to be matched, questions without numbers.

    And the lists named "Key" that may have the answers to the items above them.
    """
    if not page.entries and _IN_TITLE.search("\n" + page.outline.text):
        yield from _legends(page.outline)
    if not may_have_keys(page.outline.text):
        return
    for number, line in page.outline.lines_with(":"):
        if not key_after_label(line) or any(number in one.lines for one in page.entries):
            continue
        if is_key_of_letters(line) or _may_be_answered(page.outline, number):
            message = "answers in one line belong to no numbered questions that are read; skipped"
            yield Finding(number, Rule.NOT_READ, message, "number the questions above them 1, 2, 3")


def _may_be_answered(outline: Outline, number: int) -> bool:
    """Whether a line asks or has a number between a heading and a key below it: others are remedies, in words."""
    at = bisect_left(outline.headings, number, key=lambda one: one.line)
    above = outline.lines[outline.headings[at - 1].line + 1 if at else 0 : number]
    return any(_has_number(line) or is_clear_question(line) for line in above)


def _legends(outline: Outline) -> Iterator[Finding]:
    """Report the keys below terms with an order above them, and below fields, which may be those of exercises."""
    sections = _sections(outline)
    keys = [one for one in sections if is_label_of(one.title, "key")]
    units = sorted(_numbered_lines(outline, sections), key=lambda unit: unit.line) if keys else []
    for key in keys:
        *_, above = [[], *_runs(_within(units, range(key.line)))][:2]
        below = _within(units, range(key.line, key.stop))
        if len(above) < _FEWEST or [one.number for one in above] != [one.number for one in below]:
            continue
        said = _instruction(outline.lines, sections, above[0])
        if _is_legend(outline.lines, sections, above) and (
            (said and _orders(said)) or any(has_blank(one.text) for one in above)
        ):
            message = f"the items above {key.title!r} do not ask: nothing says that it has their answers; skipped"
            yield Finding(key.line, Rule.NOT_READ, message, 'name the list "Answers" if they are exercises')


ANSWERS_BELOW = Format(
    NAME,
    _may_hold,
    When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "questions with numbers and answers below (## Answers)",
)
