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
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.body.option_letters import FIRST_OPTION, LETTER, SECOND_OPTION
from anki_export.source.candidates.answer_keys import (
    key_of_answers,
    keyed_answers,
    labelled_key,
    letters_in_order,
    may_have_keys,
)
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.answer_sections import (
    is_answer_line,
    may_name_answers,
    names_answers,
    sections_with_answers,
)
from anki_export.source.candidates.hidden_answer_blocks import HiddenLines, titled_blocks
from anki_export.source.candidates.items_below_instructions import (
    are_on_two_pages,
    asks_in_section,
    instruction_above,
    orders_by_itself,
)
from anki_export.source.candidates.numbered_units import (
    DIGITS,
    FEWEST,
    Section,
    Unit,
    asked_text,
    box_unit,
    box_units,
    has_number,
    heading_unit,
    is_bare,
    is_of_item,
    lines_below,
    numbered_lines,
    units_within,
)
from anki_export.source.candidates.pair_questions_with_answers import (
    LEVELS,
    NAME,
    Match,
    best_match,
    instructions_of,
    is_legend,
    match_in_order,
    match_titles,
    naming_options,
    pairs_in_turn,
    runs_of,
    span_of_unit,
    unasked,
)
from anki_export.source.entry import Entry, Finding, Hints, Span
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.lines import is_blank, is_rule, last_text, next_text
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.classify_labels import asks, is_answer_label, is_label_of, is_numbered_task, names_answer
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import ends_in_question, has_blank, is_clear_question, is_order
from anki_export.text.word_patterns import alternatives, initials

_IN_TITLE = regex(
    lambda: (
        rf"\n {{0,3}}(?:#|\*\*|__)[^\n]*?{initials('answer', 'solution', 'key')}"
        rf"(?:{alternatives('answer', 'solution', 'key')}|(?<!\w)a\s?\d)"
    ),
    re.IGNORECASE,
)
_OPENERS_OF_BOXES = ("???", ":::", "[!")
_ENDS = (".", "?", "!", ":", "…", "。", "？", "：")
_LINK_TARGET = regex(r" {0,3}\[[^\]]+\]:")
_OPTIONS = FIRST_OPTION, SECOND_OPTION
_HINTS_OF_LIST = Hints(
    question="1. {}",
    title="write the question after its number",
    answer="write a block with its number below the list, and repeat what is above the list in each question",
)


def _has_title_of_answers(outline: Outline) -> bool:
    titles = (one.title for one in outline.headings), (one.text for one in outline.bold_lines)
    return any(map(names_answers, chain.from_iterable(titles)))


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    may_have_boxes = outline.unclosed or any(map(outline.text.__contains__, _OPENERS_OF_BOXES))
    if len(outline.headings) < FEWEST and not (may_have_boxes or may_name_answers(outline)):
        return  # as on a page with one question
    sections = sections_with_answers(outline)
    headings = [unit for section in sections if (unit := heading_unit(section))]
    if pairs := pairs_in_turn(headings, [section.line for section in sections if names_answers(section.title)]):
        for question, answer in pairs:
            yield span_of_unit(outline, question, answer, answer.lines if answer else ())
        return
    if match := _below_lists(outline, sections):
        findings = tuple(unasked(match))
        for question, answer in zip(match.questions, match.found, strict=True):
            span = span_of_unit(outline, question, answer, answer.lines if answer else ())
            yield replace(span, hints=_HINTS_OF_LIST, findings=findings)
            findings = ()
        return
    above_answers = [one for one in sections if names_answers(one.title) and not heading_unit(one)]
    starts = [one.line for one in sections]
    if not any(_may_have_several(outline.lines, sections, starts, one) for one in above_answers):
        return  # as where each question has an answer of its own
    lines = numbered_lines(outline, sections, above_answers)
    units = sorted([*headings, *lines, *box_units(outline)], key=lambda unit: unit.line)
    first = cache(lambda: {normalised(asked_text(outline.lines, unit)): unit.line for unit in reversed(units)})
    parts = {one.line for one in sections if one.level > LEVELS}
    opened: list[Section] = []  # those around `start`, of all before `seen`
    start, seen, was_read, has_ended = 0, 0, False, False
    for section in above_answers:
        if section.line >= start:
            above, below = range(start, section.line), range(section.line, section.stop)
            inside = units_within(units, below)
            if inside and _asks_more(outline.lines, inside, first()):
                continue
            if section.level > LEVELS and any(map(has_answer_label, outline.lines[start : section.line])):
                continue  # the answer of one question, as others have theirs
            is_label = is_answer_line(outline.lines[section.line])
            if is_label and not all(is_bare(outline.lines, unit) for unit in units_within(units, above)):
                continue  # the answer of one question, which is a list
            keyed = [
                Unit(range(one.line, one.line + 1), one.number, "", "key", one.text)
                for one in keyed_answers(outline, below, parts)
            ]
            at = bisect_left(starts, start)
            opened, seen = [one for one in (*opened, *sections[seen:at]) if one.stop > start], at
            near = [*opened, *sections[at : bisect_left(starts, section.stop)]]
            if has_ended and opened:  # what is above the last key is no instruction for this list
                near[len(opened) - 1] = replace(
                    opened[-1], line=start - (was_read or not is_blank(outline.lines[start]))
                )
            answers = sorted([*inside, *keyed], key=lambda unit: unit.line)
            found = list(_spans_of(outline, near, units, answers, above, below))
            yield from found
            was_read = bool(found)
            start = section.stop if was_read else section.line + 1
            has_ended = section.level > LEVELS and section.stop == start


def _may_have_several(
    lines: Sequence[str], sections: Sequence[Section], starts: Sequence[int], section: Section
) -> bool:
    """Whether a section may have several answers: it has two numbers, or a heading below its own.

    A heading `Answer: B` in a collapsed block "Answer" is that of one. `starts` are the lines of the sections.
    """
    at, stop = bisect_left(starts, section.line), bisect_left(starts, section.stop)
    inside = [one.title for one in sections[at + 1 : stop]]
    has_heading = any(DIGITS.search(title) or not is_answer_label(title) for title in inside)
    return (
        has_heading
        or ((key := labelled_key(lines[section.line])) is not None and bool(key.numbers))
        or len(letters_in_order(lines[section.line])) >= FEWEST
        or len(DIGITS.findall("\n".join(lines[section.line : section.stop]))) >= FEWEST
    )


def _asks_more(lines: Sequence[str], below: Sequence[Unit], first: Mapping[str, int]) -> bool:
    """Whether half of the units in a section such as "Short answer" ask, and repeat none above: they are questions."""
    asking = sum(
        is_clear_question(unit.text)
        or ends_in_question(unit.text)
        or (asked_text(lines, unit) != "" and all(any(map(one.match, lines_below(lines, unit))) for one in _OPTIONS))
        for unit in below
        if first.get(normalised(asked_text(lines, unit)), unit.line) >= below[0].line
    )
    return asking > 0 and thresholds.HALF.of(asking, len(below))


def _below_lists(outline: Outline, sections: Sequence[Section]) -> Match | None:
    """The items of numbered lists that ask, and the collapsed blocks with their numbers right below each list.

    More than half of the items of a list have one: above the only solution of a task, its steps may be.
    """
    lines = outline.lines
    blocks = sorted(titled_blocks(outline, is_of_item), key=lambda one: one.lines.start)
    items = [unit for unit in numbered_lines(outline, sections) if unit.rank == "0."][::-1] if blocks else []
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
        units = [box_unit(outline, one) for one in run if not (needs_more or _asks_itself(lines, one))]
        counts = Counter(unit.number for unit in units)
        by_number = {unit.number: unit for unit in units if counts[unit.number] == 1}
        answered = [one for one in own if one.number in by_number]
        asking += sum(asks_in_section(lines, sections, one) for one in answered) if len(answered) * 2 > len(own) else 0
        questions += own
        found += [by_number.get(one.number) for one in own]
        answers += by_number.values()
    is_enough = thresholds.WITH_ANSWERS.of(asking, len(blocks))
    return Match(asking, len(answers), questions, found, answers) if is_enough else None


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


def _spans_of(
    outline: Outline,
    sections: Sequence[Section],
    units: Sequence[Unit],
    answers: Sequence[Unit],
    above: range,
    below: range,
) -> Iterator[Span]:
    """The questions in some lines whose answers are in others."""
    asked = units_within(units, above)
    best = best_match(outline.lines, sections, asked, answers) if answers else None
    best = (
        best or match_titles(outline.lines, sections, above, below) or match_in_order(outline, sections, above, answers)
    )
    if not best:
        return
    markup = [number for number in below if not _LINK_TARGET.match(outline.lines[number])]
    findings = tuple(unasked(best))
    *others, last = best.questions
    if last.rank.startswith("#") and not any(
        map(is_rule, chain.from_iterable(lines_below(outline.lines, one) for one in others))
    ):
        stop = next((number for number in last.lines if is_rule(outline.lines[number])), last.lines.stop)
        best = replace(best, questions=[*others, replace(last, lines=range(last.line, stop))])
    instructions = instructions_of(outline.lines, sections, best)
    found = naming_options(outline.lines, best)
    for question, answer, said in zip(best.questions, found, instructions, strict=True):
        asks = asks_in_section(outline.lines, sections, question) or is_order(question.text)
        if answer or not question.number or are_on_two_pages(sections) or asks:
            if said:
                lead = said.text if said.text.endswith(_ENDS) else f"{said.text}:"
                question = replace(question, text=f"{lead} {question.text}" if said.text else question.text)
                markup = [*markup, *said.lines]
            yield replace(span_of_unit(outline, question, answer, markup), findings=findings)
            markup, findings = [], ()


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the keys behind labels that answer nothing: options that are to be matched, questions without numbers.

    And the lists named "Key" that may have the answers to the items above them, and lists of letters.
    """
    if not page.entries and _IN_TITLE.search("\n" + page.outline.text):
        yield from _legends(page.outline)
    yield from _unused_letters(page)
    if not may_have_keys(page.outline.text):
        return
    for number, line in page.outline.lines_with(":"):
        key = key_of_answers(line)
        if not key or any(number in one.lines for one in page.entries):
            continue
        if key.has_only_letters or _may_be_answered(page.outline, number):
            message = "answers in one line belong to no numbered questions that are read; skipped"
            yield Finding(number, Rule.NOT_READ, message, "number the questions above them 1, 2, 3")


def _may_be_answered(outline: Outline, number: int) -> bool:
    """Whether a line asks or has a number between a heading and a key below it: others are remedies, in words."""
    part = outline.part_at(number - 1)
    above = outline.lines[outline.headings[part - 1].line + 1 if part else 0 : number]
    return any(has_number(line) or is_clear_question(line) for line in above)


def _unused_letters(page: ParsedPage) -> Iterator[Finding]:
    """Report the numbered letters of options below a heading of answers that belong to no question that is read."""
    outline = page.outline
    sections = sections_with_answers(outline) if may_name_answers(outline) else ()
    keys = [one for one in sections if names_answers(one.title)]
    if not keys:
        return  # as on most pages
    named = (one for one in numbered_lines(outline, sections, keys) if LETTER.match(one.text.replace("**", "")))
    units = sorted(named, key=lambda unit: unit.line)
    for key in keys:
        own = [one.line for one in units_within(units, range(key.line, key.stop))]
        if len(own) >= FEWEST and page.markup.isdisjoint(own) and page.taken.isdisjoint(own):
            message = f"the letters below {key.title!r} answer {len(own)} questions, none of which is read; skipped"
            yield Finding(
                own[0], Rule.NOT_READ, message, "write above each list of letters the heading of its questions"
            )


def _legends(outline: Outline) -> Iterator[Finding]:
    """Report the keys below terms with an order above them, and below fields, which may be those of exercises."""
    sections = sections_with_answers(outline)
    keys = [one for one in sections if is_label_of(one.title, "key")]
    units = sorted(numbered_lines(outline, sections), key=lambda unit: unit.line) if keys else []
    for key in keys:
        *_, above = [[], *runs_of(units_within(units, range(key.line)))][:2]
        below = units_within(units, range(key.line, key.stop))
        if len(above) < FEWEST or [one.number for one in above] != [one.number for one in below]:
            continue
        said = instruction_above(outline.lines, sections, above[0])
        if is_legend(outline.lines, sections, above) and (
            (said and orders_by_itself(said)) or any(has_blank(one.text) for one in above)
        ):
            message = f"the items above {key.title!r} do not ask: nothing says that it has their answers; skipped"
            yield Finding(key.line, Rule.NOT_READ, message, 'name the list "Answers" if they are exercises')


ANSWERS_BELOW = Format(
    NAME,
    when=When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "questions with numbers and answers below (## Answers)",
    is_read_beside=_has_title_of_answers,
)
