"""The part of a page of answers that has those of one chapter of a book, by its numbers or its headings.

    (chapter2.md)                      (solutions.md)
    # 2 Sails                          ## Chapter 2

    **Exercise 2.1.** Which …?         **Solution 2.1.** The jib.

Numbers with parts begin with that of the chapter. Otherwise a heading, or the label of a line, has the title of the
chapter, or its number, which every other heading of its level has in its place.
"""

from collections.abc import Sequence
from typing import NamedTuple

from anki_export.source.candidates.answer_keys import part_of_key
from anki_export.source.candidates.numbered_questions_or_answers import (
    DIGITS,
    PARTS,
    Unit,
    heading_sections,
    heading_unit,
    numbered_lines,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.text.normalize import normalised

_SEVERAL = 2
_OF_LINE = 7
"""The level of a line with a key, below those of headings."""


class _Part(NamedTuple):
    """A part of a page of answers, with its title."""

    title: str
    level: int
    lines: range


def answers_of_chapter(tasks: str, name: str, answers: str) -> str:
    """The lines of a page of answers to the tasks of another page with a name; empty if nothing says which they are."""
    asked, said = Outline(tasks.split("\n")), Outline(answers.split("\n"))
    units = [one for one in _units(said) if one.number >= PARTS]
    if len({one.number // PARTS for one in units}) >= _SEVERAL:
        own = {one.number // PARTS for one in _units(asked) if one.number >= PARTS}
        return _kept(said.lines, [one.lines for one in units if one.number // PARTS in own])
    parts = _parts(said)
    found = _with_title(parts, asked.title) or _with_number(parts, _number_in(asked.title) or _number_in(name))
    return _kept(said.lines, [found[0].lines]) if len(found) == 1 else ""


def _parts(outline: Outline) -> Sequence[_Part]:
    """The sections of a page, and its lines with a key behind a label: `Lesson 2: 1a 2b`."""
    ends = zip(outline.headings, outline.section_ends, strict=True)
    sections = [_Part(one.title, one.level, range(one.below, end)) for one, end in ends]
    keys = ((number, part_of_key(line)) for number, line in outline.lines_with(":"))
    return [*sections, *(_Part(part, _OF_LINE, range(number, number + 1)) for number, part in keys if part)]


def _units(outline: Outline) -> Sequence[Unit]:
    sections = heading_sections(outline)
    return [*filter(None, map(heading_unit, sections)), *numbered_lines(outline, sections)]


def _kept(lines: Sequence[str], kept: Sequence[range]) -> str:
    """Some lines of a text, and blank ones in place of the others."""
    numbers = {number for one in kept for number in one}
    return "\n".join(line if number in numbers else "" for number, line in enumerate(lines)) if numbers else ""


def _with_title(parts: Sequence[_Part], title: str) -> Sequence[_Part]:
    """The parts that have the title of a page, which may have numbers."""
    own = {normalised(title), normalised(without_number(title))} - {""}
    return [one for one in parts if own & {normalised(one.title), normalised(without_number(one.title))}]


def _with_number(parts: Sequence[_Part], number: str) -> Sequence[_Part]:
    """The parts with a number, on a level on which each has another one."""
    for level in sorted({one.level for one in parts}):
        found = {_number_in(one.title): one for one in parts if one.level == level}
        if "" not in found and len(found) == sum(one.level == level for one in parts) >= _SEVERAL:
            return [found[number]] if number in found else []
    return []


def _number_in(text: str) -> str:
    """The only number in a text, without zeros before it; empty if it has several."""
    found = DIGITS.findall(text)
    return found[0].lstrip("0") if len(found) == 1 else ""
