"""The headings of a page that may be questions, each with the evidence for it from what is below it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import cache
from html import unescape
from itertools import pairwise

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.blocks import has_colon
from anki_export.source.candidates.answer_labels import has_answer_label, with_labels
from anki_export.source.candidates.navigation_links import (
    is_table_of_contents,
    leads_to_anchor,
    listed_titles,
    title_in_list,
)
from anki_export.source.candidates.question_candidate import Candidate, candidate, with_lost_signs
from anki_export.source.candidates.questions_by_their_neighbours import without_solutions
from anki_export.source.candidates.sections_that_ask_by_context import quoted_tasks
from anki_export.source.lines import bold_line, is_blank, is_separator, last_text, list_marker, next_text
from anki_export.source.outline import Heading, Outline, section_ends
from anki_export.source.question_numbers import number_of
from anki_export.text.classify_labels import asks, is_label_of, is_numbered_label, is_numbered_task, names_answer
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import ends_in_question, is_clear_question, is_order

_VERSION = regex(r"\d\.\d|\b(?:19|20)\d\d\b")
"""What the titles of versions have: a number with a dot, or a year."""
_FEW = 3
_SEVERAL = 2
_FEW_ANSWERS = 2
"""This many headings with ticked options make a page of such questions."""


def levelled(
    outline: Outline, headings: Sequence[Heading], ticks: Sequence[int], revealing: Sequence[int], *, are_all: bool
) -> Sequence[Heading]:
    """The headings; on a page of ticked options, those that have options of their own are of one level.

    Unless all of them are questions, others are parts of the page if all of the most frequent level ask, and they do
    not.

    A paragraph `Q7. …` above options is a heading whose marks were forgotten. A heading between a question and
    its options belongs to the question.
    """
    headings = _without_heads_of_options(headings, outline, revealing)
    if len(ticks) < _FEW:
        return headings
    paragraphs = [
        Heading(number, 0, False, line.strip(), 0)
        for number, line in outline.lines_with("Q")
        if line.startswith("Q") and _has_number_and_q(line)
    ]
    together = sorted([*headings, *paragraphs], key=lambda each: each.line)
    found = _without_heads_of_options(together, outline, revealing)
    ticked = {each.line for each, is_ticked in zip(found, _have(ticks, found, outline), strict=True) if is_ticked}
    levels = Counter(each.level for each in found if each.level and each.line in ticked and not each.is_item)
    level, count = levels.most_common(1)[0] if levels else (0, 0)
    if count + sum(each.line in ticked for each in paragraphs) < _FEW:
        return headings
    usual = [each for each in found if each.level == level and each.line in ticked]
    do_ask = not are_all and all(map(_is_question, usual))  # then others that do not are lists of what is done
    return [
        replace(each, level=level)
        if each.line in ticked and not each.is_item and (_is_question(each) or not do_ask)
        else each
        for each in found
        if each.level or each.line in ticked
    ]


def _have(lines: Sequence[int], headings: Sequence[Heading], outline: Outline) -> list[bool]:
    """For each heading, whether one of some lines follows before the next heading."""
    stops = (*(heading.line for heading in headings), len(outline.lines))
    return [first < stop for first, stop in pairwise(bisect_left(lines, stop) for stop in stops)]


def _without_heads_of_options(
    headings: Sequence[Heading], outline: Outline, revealing: Sequence[int]
) -> Sequence[Heading]:
    """The headings without those of parts of a question.

    These are such as "Options" between a question and its options, and such as "Answer" if there are several.
    """
    kept: list[Heading] = []
    answers = {heading.line for heading in headings if is_label_of(heading.title, "answer", "solution")}
    if len(answers) < _FEW_ANSWERS:  # one may be a section with all of them
        answers = set()
    reveals = _have(revealing, headings, outline)
    for at, heading in enumerate(headings):
        is_answer = heading.line in answers
        above = kept[-1] if kept and (reveals[at] or is_answer) else None
        is_below = above is not None and heading.level >= above.level and _is_question(above)
        between = outline.lines[above.line + 1 : heading.line] if above else ()
        # Several of them are questions of a section whose title asks.
        has_sibling = any(reveals[at + 1 : at + 2]) and headings[at + 1].level == heading.level
        is_one_of_many = has_sibling and above is not None and 0 < above.level < heading.level
        is_apart = is_one_of_many or not all(map(is_blank, between)) or _is_question(heading)
        if not is_below or (is_apart and not is_answer):
            kept.append(heading)
    return kept


def _is_question(heading: Heading) -> bool:
    """Whether a heading has a number, asks, or is a label for a question."""
    one = candidate(range(heading.line, heading.line + 1), heading.title)
    return one.number is not None or one.is_clear or one.is_label


def _has_number_and_q(line: str) -> bool:
    number = number_of(line)
    return number is not None and number.mark == "Q" and number.value is not None


def heading_candidates(outline: Outline, headings: Sequence[Heading], revealing: Sequence[int]) -> list[Candidate]:
    """The headings that may be questions, in page order, without those of solutions."""
    found = list(_candidates(outline, headings, revealing))
    found = with_lost_signs(without_solutions(outline.lines, found))
    found = _without_labels(outline, found)
    return list(_with_examples_in_answers(with_labels(outline, found, [one.lines.stop for one in found])))


def _without_labels(outline: Outline, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without titles that ask by their words alone and repeat below versions: "What's changed"."""
    plain = [one for one in candidates if one.is_clear and not (one.number or one.is_marked or one.is_answered)]
    titles = (one.title for one in plain if not asks(one.title) and _VERSION.search(outline.title_above(one.line - 1)))
    labels = {title for title, count in Counter(titles).items() if count >= thresholds.LABELS_REPEAT}
    return [one for one in candidates if one.title not in labels]


def _candidates(outline: Outline, headings: Sequence[Heading], revealing: Sequence[int]) -> Iterator[Candidate]:
    ends = section_ends(outline, headings)
    tasks = quoted_tasks(outline, headings, ends)
    repeats = Counter(one.text.casefold() for one in outline.bold_lines)
    bold = [one.line for one in outline.bold_lines if repeats[one.text.casefold()] < thresholds.LABELS_REPEAT]
    numbered, answers = _numbered_in_bold(outline, revealing)
    titles = cache(lambda: {title_in_list(heading.title) for heading in headings})
    for heading, stop, below in zip(headings, ends, [*headings, None][1:], strict=True):
        if is_in_contents(outline, heading, below):
            continue
        if tasks and next_text(outline.lines, heading.line + 1) >= stop:
            continue  # its task is elsewhere
        first, last = bisect_left(revealing, heading.line), bisect_left(revealing, stop)
        one = candidate(range(heading.line, stop), heading.title, heading.rank)
        if numbered and not (one.asks_or_orders or is_numbered_task(heading.title)):
            found = (bisect_left(lines, stop) - bisect_left(lines, heading.line) for lines in (numbered, answers))
            if min(found) >= _SEVERAL:
                continue  # a section of such questions
        if first < last and not _are_apart(outline, bold, revealing[first:last], heading.line):
            is_task = one.asks_or_orders or one.value is not None or is_numbered_task(heading.title)
            if is_task or not _have_text_between(outline, revealing[first:last]):
                one = replace(one, is_marked=True)
        if task := tasks.get(heading.line):
            is_clear = is_clear_question(task) or ends_in_question(task)
            one = replace(one, is_marked=True, is_clear=is_clear, is_order=is_order(task))
        text = outline.lines[heading.line + 1 : stop]
        if not is_table_of_contents(text) or (one.is_clear and not _list_headings(text, titles())):
            yield one


def _with_examples_in_answers(candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates; of an example, the label of an answer does not say that it asks beside other headings.

    It is in the section of a question, or has the rank of headings that do not ask, such as "Constraints".
    """
    others = {
        one.rank for one in candidates if not (one.asks or one.is_answered or is_numbered_label(one.title, "example"))
    }
    end = 0
    for one in candidates:
        if one.is_clear:
            end = max(end, one.lines.stop)
        is_part = one.is_answered and is_numbered_label(one.title, "example") and (one.line < end or one.rank in others)
        yield replace(one, is_answered=False) if is_part else one


def is_in_contents(outline: Outline, heading: Heading, below: Heading | None) -> bool:
    """Whether a heading is only a link to a place on the page, and no text is below it."""
    line = outline.lines[heading.line]
    if "(#" not in line and "href" not in line:
        return False
    text = outline.lines[heading.line + 1 : below.line if below else len(outline.lines)]
    return leads_to_anchor(unescape(line)) and all(is_separator(one) or not without_tags(one).strip() for one in text)


def _numbered_in_bold(outline: Outline, revealing: Sequence[int]) -> tuple[Sequence[int], Sequence[int]]:
    """The lines with a bold number, `**1)** Why?`, and those of answers; none where few have such a number."""
    lines = [(number, line) for number, line in outline.lines_with("**") if line.startswith("**")]
    found = [(number, number_of(line)) for number, line in lines if not bold_line(line)]
    numbered = [number for number, one in found if one and one.value is not None]
    if len(numbered) < _SEVERAL:
        return (), ()  # as on most pages
    labels = (n for n, line in enumerate(outline.lines) if not line[:1].isspace() and has_answer_label(line))
    return numbered, sorted([*revealing, *labels])


def _are_apart(outline: Outline, bold: Sequence[int], revealing: Sequence[int], heading: int) -> bool:
    """Whether different bold lines, or list items, are above several answers below a heading, that of a section."""
    if len(revealing) < _SEVERAL:
        return False
    places = {bisect_left(bold, line) for line in revealing}
    if len(places) > 1 and min(places) > bisect_left(bold, heading):
        return True
    above = [outline.lines[last_text(outline.lines, line)] for line in revealing]
    return all(line[:1] != " " and list_marker(line) for line in above)


def _have_text_between(outline: Outline, revealing: Sequence[int]) -> bool:
    """Whether a sentence is above each of two answers with one title, such as "Solution": each asks for its own."""
    starts = {one.lines.start: one for one in outline.collapsed}
    for above, below in pairwise(starts[line] for line in revealing if line in starts):
        line = outline.lines[last_text(outline.lines, below.lines.start)]
        are_alike = without_tags(above.summary).strip() == without_tags(below.summary).strip()
        if are_alike and names_answer(above.summary) and line[:1].isalpha() and not has_colon(line):
            return True
    return False


def _list_headings(lines: Sequence[str], titles: Set[str]) -> bool:
    """Whether a section lists headings of the page, perhaps its own, too: it has no answer, as in "What is below?"."""
    return len(titles & listed_titles(lines)) >= thresholds.LABELS_REPEAT
