"""Read a page of tasks together with the page beside it that has the answers.

Of the answers of a book, only those of one chapter are read, by its numbers or its headings:

    (chapter2.md)                      (solutions.md)
    # 2 Sails                          ## Chapter 2

    **Exercise 2.1.** Which …?         **Solution 2.1.** The jib.

Numbers with parts begin with that of the chapter. Otherwise a heading, or the label of a line, has the title of the
chapter, or its number, which every other heading of its level has in its place. A plain line above a list is one of
these if it is the name of the chapter, or its title begins so. Else the numbers may go on from chapter to chapter.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from msgspec.structs import replace

from anki_export.source.body.option_letters import has_second_option
from anki_export.source.candidates.answer_keys import keyed_answers, labelled_key
from anki_export.source.candidates.answer_keys_without_name import sections_of_keys
from anki_export.source.candidates.answer_labels import without_links_to_answers
from anki_export.source.candidates.myst_exercises_by_label import (
    SIGN,
    labels_of_exercises,
    solutions_of_others,
    spans_by_label,
)
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.candidates.numbered_units import (
    DIGITS,
    PARTS,
    Section,
    Unit,
    heading_sections,
    heading_unit,
    numbered_lines,
)
from anki_export.source.entry import Span
from anki_export.source.formats import parse_page
from anki_export.source.formats.answers_below import ANSWERS_BELOW
from anki_export.source.include_directives import ANSWER_BESIDE, IncludeError, part_of_page
from anki_export.source.layouts.answer_pages import path_has_answers
from anki_export.source.layouts.page_shape import is_title_of_answers
from anki_export.source.lines import end_of_text, is_blank, list_marker
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Page, Tree
from anki_export.source.question_numbers import without_number
from anki_export.source.read_included_files import included_file
from anki_export.source.rewrites.line_changes import changed
from anki_export.source.rewrites.merge_true_false_columns import empty_columns_as_verdicts
from anki_export.source.rewrites.question_codes_as_numbers import codes_as_numbers
from anki_export.source.thresholds import HALF
from anki_export.text.lazy_regex import regex
from anki_export.text.merge_conflicts import conflict_lines
from anki_export.text.normalize import normalised

_SEVERAL = 2
_OF_KEY = 7
"""The level of a line with a key, below those of headings."""
_PLAIN = regex(r"[^\W\d_]{2,20} \d{1,3}[.:]?")
"""The title of a chapter above its list of answers: `Chapter 2`."""


def with_answer_beside(page: Page, name: str) -> Page:
    """A page that includes the page beside it with this name as its answer."""
    return replace(page, text=f'{page.text}{ANSWER_BESIDE}\n{{% include-markdown "{name}" %}}\n')


def with_answers_below(page: Page, name: str, tree: Tree, *, is_chapter: bool = False) -> Page:
    """A page of tasks with the text of the page beside it that has their answers, if these are read there.

    Where it has those of several chapters, only the part for this page.
    """
    answers = _text_beside(page, name, tree)
    are_named = path_has_answers(name) or is_title_of_answers(Outline(answers.split("\n")).title)
    answers = _answers_of_chapter(page.text, page.wanted.file, answers) if is_chapter else answers
    tasks = "\n".join(_without_last_links(without_links_to_answers(page.text.split("\n"))))
    is_read = _are_answers(page, tasks, answers) and (are_named or _is_evident_key(tasks, answers))
    return replace(page, text=_joined(tasks, answers)) if is_read else page


def answers_beside(page: Page, name: str, tree: Tree) -> bool:
    """Whether a page has the answers to the tasks of the page beside it, so that it is read there."""
    are_named = path_has_answers(page.path)
    tasks = "\n".join(without_links_to_answers(_text_beside(page, name, tree).split("\n")))
    parts = (page.text, _answers_of_chapter(tasks, PurePosixPath(name).stem, page.text))
    return any(_are_answers(page, tasks, one) and (are_named or _is_evident_key(tasks, one)) for one in parts)


def _text_beside(page: Page, name: str, tree: Tree) -> str:
    """The text of another page; empty if it can't be read."""
    try:
        _, text, _ = included_file(page, tree, (), page.path, name)
    except IncludeError:
        return ""
    return "" if conflict_lines(text) else part_of_page(text, "")


def _without_last_links(lines: Sequence[str]) -> list[str]:
    """The lines of a page with blank ones in place of links to other pages at its end."""
    stop = end_of_text(lines, 0, len(lines), lambda line: is_blank(line) or is_only_links(line))
    return [*lines[:stop], *("" for _ in lines[stop:])]


def _are_answers(page: Page, tasks: str, answers: str) -> bool:
    """Whether a text has answers to the tasks of another one."""
    if not (tasks and answers):
        return False
    joined = Outline(_joined(tasks, answers).split("\n"))
    spans = list(ANSWERS_BELOW.spans(joined, page.wanted)) or list(spans_by_label(joined, ""))
    return bool(spans) and not _is_complete(spans, tasks, answers)


def _is_evident_key(tasks: str, answers: str) -> bool:
    """Whether a text has nothing but letters of the options of another one, so that nothing must name it as a key.

    Its title repeats that of the other text, or names answers.
    """
    outline = Outline("\n".join((tasks, "", "***", "", answers)).split("\n"))
    return any(True for _ in sections_of_keys(outline, heading_sections(outline), ""))


def _answers_of_chapter(tasks: str, name: str, answers: str) -> str:
    """The lines of a page of answers to the tasks of another page with a name; empty if nothing says which they are."""
    asked, said = Outline(tasks.split("\n")), Outline(answers.split("\n"))
    said_units = _units(said)
    units = [(one.number // PARTS, one.lines) for one in said_units]
    keyed = keyed_answers(said, range(len(said.lines)))
    units += [(one.number // PARTS, lines) for one in keyed for lines in _with_head(said.lines, one.line)]
    if len({chapter for chapter, _ in units if chapter}) >= _SEVERAL:
        own = {one.number // PARTS for one in _units(asked)} - {0}
        return _kept(said.lines, [lines for chapter, lines in units if chapter in own])
    if SIGN in tasks:
        labels = labels_of_exercises(asked)
        return _kept(said.lines, [lines for label, lines in solutions_of_others(said).items() if label in labels])
    parts = _parts(said)
    found = _with_title(parts, asked.title) or _with_number(parts, _number_in(asked.title) or _number_in(name))
    found = found or [*_lists(said.lines, asked.title, name)]
    if found or len({one.number for one in said_units}) < len(said_units):
        return _kept(said.lines, [range(found[0].line, found[0].stop)]) if len(found) == 1 else ""
    own = {one.number for one in _units(asked)}
    return _kept(said.lines, [one.lines for one in said_units if one.number in own])


def _parts(outline: Outline) -> Sequence[Section]:
    """The sections of a page, and its lines with a key behind a label: `Lesson 2: 1a 2b`."""
    keys = ((number, labelled_key(line)) for number, line in outline.lines_with(":"))
    parts = (Section(number, number + 1, _OF_KEY, key.label) for number, key in keys if key and key.is_of_part)
    return [*heading_sections(outline), *parts]


def _lists(lines: Sequence[str], title: str, name: str) -> Iterator[Section]:
    """The lists below plain lines with which the title of a page begins, or which are its name."""
    plain = [at for at, line in enumerate(lines[:-1]) if _PLAIN.fullmatch(line) and _begins_list(lines[at + 1 :])]
    for at, stop in pairwise([*plain, len(lines)]):
        own = normalised(lines[at])
        if own == normalised(name) or f"{normalised(title)} ".startswith(f"{own} "):
            yield Section(at, stop, _OF_KEY, lines[at])


def _begins_list(lines: Sequence[str]) -> bool:
    marker = list_marker(lines[0] or "".join(lines[1:2]))
    return marker is not None and marker["number"] == "1"


def _units(outline: Outline) -> Sequence[Unit]:
    sections = heading_sections(outline)
    return [*filter(None, map(heading_unit, sections)), *numbered_lines(outline, sections)]


def _with_head(lines: Sequence[str], number: int) -> Iterator[range]:
    """A line, with the head of the table that it is in."""
    start = number
    while start and lines[number].startswith("|") and lines[start - 1].startswith("|"):
        start -= 1
    yield range(number, number + 1)
    if start < number:
        yield range(start, start + 2)


def _kept(lines: Sequence[str], kept: Sequence[range]) -> str:
    """Some lines of a text, and blank ones in place of the others but for the rows of tables."""
    numbers = {number for one in kept for number in one}
    found = (line if at in numbers else "" for at, line in enumerate(lines) if at in numbers or line[:1] != "|")
    return "\n".join(found) if numbers else ""


def _with_title(parts: Sequence[Section], title: str) -> Sequence[Section]:
    """The parts that have the title of a page, which may have numbers."""
    own = {normalised(title), normalised(without_number(title))} - {""}
    return [one for one in parts if own & {normalised(one.title), normalised(without_number(one.title))}]


def _with_number(parts: Sequence[Section], number: str) -> Sequence[Section]:
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


def _is_complete(spans: Sequence[Span], tasks: str, answers: str) -> bool:
    """Whether a page of answers repeats most questions, with their options, and is read without the page of tasks."""
    text = f" {normalised(answers)} "
    repeated = sum(f" {normalised(span.title or ' '.join(span.above))} " in text for span in spans)
    have_options = [has_second_option(page.split("\n")) for page in (tasks, answers)]
    if not HALF.of(repeated, len(spans)) or have_options == [True, False]:
        return False
    return HALF.of(len(parse_page(answers).entries), len(spans))


def _joined(tasks: str, answers: str) -> str:
    """The text of a page of tasks and that of their answers, which may name the codes of the tasks, or fill a table."""
    joined = Outline("\n".join((tasks, ANSWER_BESIDE, answers)).split("\n"))
    joined = changed(joined, codes_as_numbers(joined))
    return changed(joined, empty_columns_as_verdicts(joined)).text


def lines_of_page(lines: Sequence[str]) -> Sequence[int]:
    """For each line, that of the page: the last one for those of the page beside it."""
    stop = lines.index(ANSWER_BESIDE) if ANSWER_BESIDE in lines else len(lines)
    return [min(number, stop - 1) for number in range(len(lines))]
