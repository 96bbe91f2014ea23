"""Headings, bold lines, items, lines and boxes with a number, which may be questions or answers."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.asking_blocks import ends_asking
from anki_export.source.body.option_letters import FIRST_OPTION, OPTION, SECOND_OPTION
from anki_export.source.candidates.hidden_answer_blocks import HiddenLines, titled_blocks
from anki_export.source.lines import (
    end_of_text,
    indent_of,
    is_blank,
    is_quoted,
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
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.text.classify_labels import answers_something, is_label, is_numbered_task, names_extra
from anki_export.text.lazy_regex import regex
from anki_export.text.question_points import without_points
from anki_export.text.word_patterns import alternatives, initials


def _question() -> str:
    return rf"(?:q|{alternatives('question', 'questions', 'numbered', 'question_letter', 'exercise')})"


_ANSWERS = ("answer", "solution")
_NUMBER = r"""[\s.\#№]*(?P<number>\d{1,4})(?:\.(?P<part>\d{1,3}))?(?!\d)\s*[题題問问]?
    (?:\s*(?:[(\[][^()\[\]\n]{0,40}[)\]]|[★☆⭐]{1,5}))?
    \s*(?P<sign>\\?[.:：)、](?!\d)(?:[-–—](?=\s))?|[-–—](?=\s)|\Z)?(?P<close>\*\*|__)?(?P<colon>[:：])?[^\S\n]*"""
_NUMBERED = regex(
    lambda: (
        rf"""(?P<open>\*\*|__)?[^\S\n]*
    (?: (?P<answer> a(?=[.\s]?\d)
          | {initials(*_ANSWERS)}{alternatives(*_ANSWERS)}
            (?:\s+{alternatives("small")})*(?:\s*{_question()})?(?=[\W\d]) )
      | (?P<question> {_question()}(?=[\W\d]) | 第 ) )?
    {_NUMBER}"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_WITHOUT_LABEL = regex(rf"(?P<open>(?!))?(?P<answer>(?!))?(?P<question>(?!))?{_NUMBER}", re.VERBOSE | re.IGNORECASE)
"""The same where the number is the first: the groups of what is before it are there, and match nothing."""
DIGITS = regex(r"\d\d{0,3}")  # begins with one: `re` finds it sooner
_WITH_PART = regex(r"(?:[-*+][ \t]+)?\d{1,3}\.\d")
_IN_ITALICS = regex(r"\A\*(\d{1,3}\.\d{1,3}(?!\d)[^*]{0,40})\*(?!\*)")
"""A number with a part, where others are in bold: `*2.4 (optional)* Explain …`."""
_FENCES = ("```", "~~~")
_LONGEST_OPTION = 4
"""In lines."""
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


def heading_sections(outline: Outline) -> list[Section]:
    """The sections below the headings of a page."""
    ends = zip(outline.headings, outline.section_ends, strict=True)
    return [Section(one.line, end, one.level, one.title) for one, end in ends]


def section_above(sections: Sequence[Section], line: int) -> Section | None:
    """The last section that begins above a line."""
    at = bisect_left(sections, line, key=lambda section: section.line)
    return sections[at - 1] if at else None


def title_above(sections: Sequence[Section], unit: Unit) -> str:
    section = section_above(sections, unit.line)
    return section.title if section else ""


def heading_unit(section: Section) -> Unit | None:
    """A heading with a number."""
    match = _number_in(section.title)
    if not match or section.level > 6 or not (match["sign"] is not None or match["question"] or match["answer"]):
        return None
    lines, text = range(section.line, section.stop), section.title[match.end() :].strip()
    return Unit(lines, _value(match), _label(match), "#" * section.level, text)


def _value(match: re.Match[str]) -> int:
    """The number that a text begins with."""
    return number_with_part(int(match["number"]), int(match["part"])) if match["part"] else int(match["number"])


def number_with_part(number: int, part: int) -> int:
    """A number such as 3.1 as one that is larger than all without parts."""
    return (number + 1) * PARTS + part


def number_as_text(number: int) -> str:
    """A number as it is written.

    >>> number_as_text(3), number_as_text(number_with_part(3, 1))
    ('3', '3.1')
    """
    whole, part = divmod(number - PARTS, PARTS)
    return f"{whole}.{part}" if number >= PARTS else str(number)


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
    apart.update(outline.rules)
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
            own = end if after and after.line == end else min(code, end)
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
    if indent_of(line) > 3 or (outline.is_code[number] and not _opens_code(outline, number)):
        return None
    lines = range(number, number + 1)
    marker = list_marker(line) or _marker_alone(outline.lines, number)
    if marker and marker["number"]:
        rank = f"{indent_of(line)}."
        return Unit(lines, int(marker["number"]), "", rank, line[marker.end() :].strip(), marker.end())
    start = marker.end() if marker else 0
    text = with_stars(line[start:].strip())
    if text[:1] == "*" and text[1:2].isdecimal():
        text = _IN_ITALICS.sub(r"**\1**", text)
    match = _number_in(text)
    if not match or (match["close"] and not match["open"]):
        return None
    has_sign = match["sign"] or match["close"] or match["colon"] or (match["part"] and _is_apart(outline.lines, number))
    if not has_sign and not _has_options_below(outline.lines, number):
        return None
    is_open = match["open"] and not match["close"]
    rest = without_bold((match["open"] if is_open else "") + text[match.end() :].strip())
    rest = rest if without_points(rest) else ""  # `**Exercise 1** (4 points)`
    rank = f"{line[:start].strip()}{match['open'] or ''}{_label(match)}"
    return Unit(lines, _value(match), _label(match), rank, rest, start)


def _is_apart(lines: Sequence[str], number: int) -> bool:
    """Whether a line that begins with a number such as 2.1 is no text that goes on: `2.1 What is a port?`."""
    return number == 0 or is_blank(lines[number - 1]) or _WITH_PART.match(lines[number - 1]) is not None


def _opens_code(outline: Outline, number: int) -> bool:
    """Whether a line is a list item that begins with code, which that is not part of: its fence opens there."""
    line, above = outline.lines[number], outline.lines[number - 1].strip() if number else ""
    marker = list_marker(line)
    is_fence = marker is not None and line.startswith(_FENCES, marker.end())
    return is_fence and (not (number and outline.is_code[number - 1]) or above in _FENCES)


def _marker_alone(lines: Sequence[str], number: int) -> re.Match[str] | None:
    """The marker of a list item that is alone in its line: code or indented text is below, or an item beside."""
    marker = list_marker(f"{lines[number].rstrip()} …")
    if not marker or not marker["number"]:
        return None
    for step, at in ((-1, last_text(lines, number)), (1, next_text(lines, number + 1))):
        item = list_marker(f"{lines[at].rstrip()} …") if 0 <= at < len(lines) else None
        if item and item["number"] == str(int(marker["number"]) + step):
            return marker
    is_above_text = at < len(lines) and indent_of(lines[at]) > indent_of(lines[number])
    is_above_code = at == number + 1 < len(lines) and lines[at].startswith(_FENCES)
    return marker if is_above_text or is_above_code else None


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
        line = lines[number]
        is_apart = line.strip() and not lines[number - 1].strip() and indent_of(line) < unit.indent
        if is_apart and not (OPTION.match(line) or line.lstrip()[:2] in ("- ", "* ", "+ ")):
            stop = number
            break
    return end_of_text(lines, unit.line + 1, stop, is_separator)


def end_of_code(outline: Outline, unit: Unit, stop: int) -> int:
    """The line after the code below a list item that ends above a line, even if the code is not indented."""
    return outline.below_code(stop) if unit.indent else stop


_line_of_unit = attrgetter("lines.start")


def units_within(units: Sequence[Unit], lines: range) -> list[Unit]:
    at = bisect_left(units, lines.start, key=_line_of_unit)
    stop = bisect_left(units, lines.stop, lo=at, key=_line_of_unit)
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


def title_of_unit(lines: Sequence[str], unit: Unit) -> str:
    """The paragraph in which a question begins, in a line."""
    below = map(str.strip, lines[unit.line + 1 : end_of_title(lines, unit)])
    return " ".join([unit.text, *below]).strip()


def end_of_title(lines: Sequence[str], unit: Unit) -> int:
    """The line below the paragraph in which a question begins; that of a heading is one line."""
    stop = unit.line + 1
    while not unit.rank.startswith("#") and stop < unit.lines.stop:
        if is_blank(lines[stop]) or starts_block(lines[stop]) or OPTION.match(lines[stop]):
            break
        stop += 1
    return stop
