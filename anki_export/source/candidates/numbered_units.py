"""Headings, bold lines, items, lines and boxes with a number, which may be questions or answers, and their sections.

A section of answers has a heading or a label that names answers, or a key of letters at the end of a page.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.asking_blocks import ends_asking
from anki_export.source.body.blocks import has_colon
from anki_export.source.body.option_letters import FIRST_OPTION, OPTION, SECOND_OPTION
from anki_export.source.candidates.answer_keys import (
    count_in_words,
    is_key_of_letters,
    is_named_key,
    key_after_label,
    may_have_key,
    numbers_of_key,
    part_of_key,
    words_of_part,
)
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.hidden_answers import HiddenLines, titled_blocks
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
from anki_export.text.asking import has_blank, is_clear_question, is_order, may_have_gap
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.label_kinds import (
    answers_something,
    is_answer_label,
    is_label,
    is_label_of,
    is_numbered_task,
    names_answer,
    names_extra,
    numbered_task_end,
)
from anki_export.text.languages import alternatives, initials
from anki_export.text.normalize import normalised
from anki_export.text.points import without_points
from anki_export.text.regex import regex


def answer_words(*more: str) -> str:
    return initials("answer", "solution", *more) + alternatives("answer", "solution", *more)


def _question() -> str:
    return rf"(?:q|{alternatives('question', 'questions', 'numbered', 'question_letter', 'exercise')})"


FIRST = r"(?:[^\n\d]{0,20}(?<!\d)1(?!\d)|[|#]|<d)"
"""How a key begins: with the number 1, perhaps behind words, a table, a heading or a collapsed block."""
_BEGINS = regex(FIRST)
_LABEL = regex(lambda: rf"{answer_words()}\s*[:：]\s*", re.IGNORECASE)
_NUMBER = r"""[\s.\#№]*(?P<number>\d{1,4})(?:\.(?P<part>\d{1,3}))?(?!\d)\s*[题題問问]?
    (?:\s*[(\[][^()\[\]\n]{0,40}[)\]])?
    \s*(?P<sign>\\?[.:：)、](?!\d)|[-–—](?=\s)|\Z)?(?P<close>\*\*|__)?(?P<colon>[:：])?[^\S\n]*"""
_NUMBERED = regex(
    lambda: (
        rf"""(?P<open>\*\*|__)?[^\S\n]*
    (?: (?P<answer> a(?=[.\s]?\d) | {answer_words()}(?:\s+{alternatives("small")})*(?:\s*{_question()})?(?=[\W\d]) )
      | (?P<question> {_question()}(?=[\W\d]) | 第 ) )?
    {_NUMBER}"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_WITHOUT_LABEL = regex(rf"(?P<open>(?!))?(?P<answer>(?!))?(?P<question>(?!))?{_NUMBER}", re.VERBOSE | re.IGNORECASE)
"""The same where the number is the first: the groups of what is before it are there, and match nothing."""
_NAMED = regex(r"[:：]\s*\w{1,3}\Z")
"""What follows in `**Answer: 2**`, the answer of one question."""
DIGITS = regex(r"\d\d{0,3}")  # begins with one: `re` finds it sooner
_LONGEST_OPTION = 4
"""In lines."""
_LONGEST_ITEM = 20
"""In lines, with its options."""
FEWEST = 2
"""Answers in a section: one alone is that of the question above it."""
PARTS = 10_000
"""More than numbers have: what numbers with parts are multiplied by."""


class Section(Struct, frozen=True, order=True):
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


def asked_text(lines: Sequence[str], unit: Unit) -> str:
    """What a unit asks, without points: the text after its number, or the paragraph below it."""
    return without_points(unit.text or joined_lines_of(lines, paragraph_below(lines, unit)))


def paragraph_below(lines: Sequence[str], unit: Unit) -> range:
    """The lines of the first paragraph or quote below the title of a unit; none if something else is there."""
    start = stop = min(next_text(lines, unit.line + 1), unit.lines.stop)
    is_quote = start < unit.lines.stop and is_quoted(lines[start])
    while stop < unit.lines.stop and not is_blank(lines[stop]):
        if not is_quoted(lines[stop]) if is_quote else starts_block(lines[stop]) or OPTION.match(lines[stop]):
            break
        stop += 1
    return range(start, stop)


def joined_lines_of(lines: Sequence[str], numbers: range) -> str:
    return " ".join(without_quote(lines[number]).strip() for number in numbers)


def section_above(sections: Sequence[Section], line: int) -> Section | None:
    """The last section that begins above a line."""
    at = bisect_left(sections, line, key=lambda section: section.line)
    return sections[at - 1] if at else None


def title_above(sections: Sequence[Section], unit: Unit) -> str:
    section = section_above(sections, unit.line)
    return section.title if section else ""


def names_answers(title: str) -> bool:
    return names_answer(title) or is_answer_label(title) or is_label_of(title, "key")


def is_answer_line(line: str) -> bool:
    """Whether a line is only the label of an answer."""
    return has_colon(line) and _LABEL.fullmatch(line) is not None


def sections_with_answers(outline: Outline) -> list[Section]:
    headings = [heading for heading in outline.headings if not heading.is_underlined]
    are_all = len(headings) == len(outline.headings)
    ends = outline.section_ends if are_all else section_ends(outline, headings)
    found = [Section(one.line, end, one.level, one.title) for one, end in zip(headings, ends, strict=True)]
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
    parts = [*_parts_of_keys(outline, found, colons)]
    labels = [number for number, line in colons if is_answer_line(line)]
    if len(labels) == 1 and _may_be_key(outline.lines[labels[0] + 1 :]):
        apart.append((labels[0], "Answers"))  # of all questions above: it has a key, and no other question has one
    known, own, start = dict(apart), dict[int, int](), 0
    for line in sorted({*known, *labels, *dict(keyed)}):
        is_apart = not outline.lines[line][:1].isspace()  # an indented key answers the item that it is in
        if is_apart and (stop := _end_of_own_key(outline.lines, range(start, line))):
            own[line] = start = stop
    if len(own) >= FEWEST:  # each list of a section has a key of its own
        apart = [*known.items(), *((line, "Answers") for line in own if line not in known)]
    else:
        apart += [(line, "Answers") for line in own if is_named_key(outline.lines[line])]
        own = {}
    found += [Section(line, own.get(line) or _end_of_label(outline, found, line), 7, title) for line, title in apart]
    found += [*parts, *_key_at_end(outline, found, parts)]
    boxes = [one for one in outline.collapsed if names_answers(without_tags(one.summary))]
    # An indented block answers the list item that it is in.
    at_margin = (one for one in boxes if not outline.lines[one.lines.start][:1].isspace())
    keys = [one for one in at_margin if _may_be_key(outline.body_of(one))]
    # "Answer 3" is one of several.
    of_boxes, of_keys = (Counter(DIGITS.sub("", box.summary) for box in some) for some in (boxes, keys))
    found += [
        Section(one.lines.start, one.lines.stop, 7, "Answers")
        for one in keys
        if thresholds.HALF.of(of_keys[title := DIGITS.sub("", one.summary)], of_boxes[title])
    ]
    if ANSWER_BESIDE in outline.lines:
        found.append(Section(outline.lines.index(ANSWER_BESIDE), len(outline.lines), 0, "Answers"))
    return sorted(found)


def name_of_section(title: str) -> str:
    """What names a section of questions and that of its answers: that of a task is its number."""
    if end := numbered_task_end(title.partition(" (")[0]):  # "Exercise 3 (2 points)"
        return normalised(title[:end])
    number = number_of(title)
    return normalised(number.rest if number else title)


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


def _parts_of_keys(
    outline: Outline, headings: Sequence[Section], colons: Sequence[tuple[int, str]]
) -> Iterator[Section]:
    """The lines with a key whose label repeats the title of a list above.

    Words are a key if there are as many as items below that title.
    """
    lines = outline.lines
    first = next((one.line for one in headings if names_answers(one.title)), len(lines))
    first = min(first, lines.index(ANSWER_BESIDE)) if ANSWER_BESIDE in lines else first
    parts = {
        number: (part, count_in_words(line))
        for number, line in colons
        if may_have_key(line) and (part := part_of_key(line))
    }
    for number, line in colons:
        if number > first and number not in parts and is_numbered_task((found := words_of_part(line))[0]):
            parts[number] = found[0], len(found[1])
    titles: dict[str, Section] = {}
    for one in headings if parts else ():
        if is_numbered_task(one.title) or not _asks_after_number(one.title):
            titles.setdefault(name_of_section(one.title), one)
    for number, (part, count) in parts.items():
        named_above = titles.get(name_of_section(part))
        if named_above and named_above.line < number:
            below = range(named_above.line + 1, min(named_above.stop, *parts))
            if count in (0, sum(_is_numbered(lines[at]) for at in below)):
                yield Section(number, end_of_paragraph(lines, number), 7, part)


def _key_at_end(outline: Outline, headings: Sequence[Section], parts: Sequence[Section]) -> Iterator[Section]:
    """The lines of a key without a heading: nothing else is below the last list that it answers."""
    start = parts[0].line - 1 if parts else -1
    lines = {one.line for one in parts}
    if start < 0 or not is_separator(outline.lines[start]):
        return
    below = (number for number in range(start, len(outline.lines)) if not is_separator(outline.lines[number]))
    above = [one for one in headings if one.line < start]
    names = {name_of_section(one.title) for one in parts}
    if set(below) <= lines and (not above or name_of_section(above[-1].title) in names):
        yield Section(start, len(outline.lines), 7, "Answers")


def _is_numbered(line: str) -> bool:
    """Whether a line is an item of a list or another one with a number, such as `**1.** …`."""
    if not DIGITS.search(line):
        return False
    marker = list_marker(line)
    return marker["number"] is not None if marker else has_number(line)


def _end_of_label(outline: Outline, headings: Sequence[Section], line: int) -> int:
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
    if len(asked) < FEWEST:
        return 0
    if numbers := numbers_of_key(lines[line]):
        fits = numbers == [*asked] and (not is_named_key(lines[line]) or all(map(may_have_gap, asked.values())))
        return line + 1 if fits else 0
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


def heading_unit(section: Section) -> Unit | None:
    """A heading with a number."""
    match = _number_in(section.title)
    if not match or section.level > 6 or not (match["sign"] is not None or match["question"] or match["answer"]):
        return None
    lines, text = range(section.line, section.stop), section.title[match.end() :].strip()
    return Unit(lines, _value(match), _label(match), "#" * section.level, text)


def _value(match: re.Match[str]) -> int:
    """The number that a text begins with; one such as 3.1 is larger than all without parts."""
    return int(match["number"]) * PARTS + int(match["part"]) + PARTS if match["part"] else int(match["number"])


def _number_in(text: str) -> re.Match[str] | None:
    """What begins a text with a number; no word is looked for where the number is the first."""
    pattern = _WITHOUT_LABEL if text[:1].isdecimal() else _NUMBERED
    return pattern.match(text) if DIGITS.search(text) else None


def box_units(outline: Outline) -> Iterator[Unit]:
    """The collapsed blocks with a number in their titles, `??? note "Solution to exercise 3"`."""
    yield from (box_unit(outline, one) for one in titled_blocks(outline, is_of_item) if one.body)


def box_unit(outline: Outline, block: HiddenLines) -> Unit:
    opening = outline.lines[block.lines.start]
    indent = indent_of(opening) + (4 if "???" in opening else 0)
    lines, number = range(block.body.start - 1, block.body.stop), int(DIGITS.findall(block.title)[0])
    return Unit(lines, number, "answer", "???", "", indent)


def is_of_item(title: str) -> bool:
    """Whether a title is only a label with a number, and names no hint."""
    is_one = len(DIGITS.findall(title)) == 1
    return is_one and (answers_something(title) or (is_label(title) and not names_extra(title)))


def _label(match: re.Match[str]) -> str:
    return "answer" if match["answer"] else "question" if match["question"] else ""


def numbered_lines(outline: Outline, sections: Sequence[Section], of_answers: Sequence[Section] = ()) -> Iterator[Unit]:
    """The list items, bold lines and other lines with numbers, each up to the next one of its rank."""
    apart = {section.line for section in sections}
    starts = [
        unit
        for number, line in enumerate(outline.lines)
        if DIGITS.search(line) and number not in apart and (unit := _numbered_line(outline, number, line))
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
        if around and unit.line < of_answers[around - 1].stop and (code := end_of_code(outline, unit, own)) > own:
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


def end_of_code(outline: Outline, unit: Unit, stop: int) -> int:
    """The line after the code below a list item that ends above a line, even if the code is not indented."""
    start = next_text(outline.lines, stop)
    if not unit.indent or start == len(outline.lines) or not outline.is_code[start]:
        return stop
    return next(
        (number for number in range(start, len(outline.lines)) if not outline.is_code[number]), len(outline.lines)
    )


def _may_be_option(line: str) -> bool:
    return OPTION.match(line) is not None or line.lstrip()[:2] in ("- ", "* ", "+ ")


def units_within(units: Sequence[Unit], lines: range) -> list[Unit]:
    at = bisect_left(units, lines.start, key=lambda unit: unit.line)
    stop = bisect_left(units, lines.stop, key=lambda unit: unit.line)
    return [replace(unit, lines=range(unit.line, min(unit.lines.stop, lines.stop))) for unit in units[at:stop]]


def has_number(line: str) -> bool:
    """Whether a line begins with a number or a label with one, perhaps in bold: `**Q1.** Why?`."""
    text = line.lstrip(" *_>")
    return number_of(text) is not None or _number_in(text) is not None


def lines_below(lines: Sequence[str], unit: Unit) -> Sequence[str]:
    return lines[unit.line + 1 : unit.lines.stop]


def is_bare(lines: Sequence[str], unit: Unit) -> bool:
    """Whether nothing below a question looks like its answer: no separate paragraph, unless that sets a task."""
    if not unit.text or _is_task(lines, unit):
        return True
    start = end_of_title(lines, unit)
    below = (line for line in lines[start : unit.lines.stop] if not is_to_fill_in(line))
    return all(is_blank(line) or starts_block(line) or OPTION.match(line) for line in below)


def _is_task(lines: Sequence[str], unit: Unit) -> bool:
    """Whether a unit is a heading such as `Exercise 2: Lift`; what goes wrong is called a problem, too."""
    if not unit.rank.startswith("#") or not is_numbered_task(lines[unit.line].strip("# \t")):
        return False
    return "problem" not in lines[unit.line].lower() or any(map(ends_asking, lines_below(lines, unit)))


def end_of_title(lines: Sequence[str], unit: Unit) -> int:
    """The line below the paragraph in which a question begins; that of a heading is one line."""
    stop = unit.line + 1
    while not unit.rank.startswith("#") and stop < unit.lines.stop:
        if is_blank(lines[stop]) or starts_block(lines[stop]) or OPTION.match(lines[stop]):
            break
        stop += 1
    return stop
