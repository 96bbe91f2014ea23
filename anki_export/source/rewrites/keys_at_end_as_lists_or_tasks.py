"""Answers in a list at the end of a page become those of its questions, before it is parsed, line by line.

Numbers of questions and of their answers become those of lists:

    1a. What is a keel?        1. What is a keel?       also `1.1 What …`, `Nr. 1: What …`
    1b. What is a jib?         2. What is a jib?
    1c. Where is the bow?      3. Where is the bow?

    Answers                    **Answers**              also a heading, a bold line or a label
    1a. a beam                 1. a beam
    1b. a sail                 2. a sail
    1c. in front               3. in front

The label is nothing but a word for answers; a plain one may be above usual numbers, too. The numbers below it are those
above it, three or more, in the same order, but for one question without an answer. Most of the questions ask;
no answer asks, orders or is to be filled in.

Not keys: what a group asks itself, interviews, mails, and the sections of documents, which have numbers like 1.1, too.

Options that the list says are right become task lists:

    ### What is a port?      - [x] a number        <details>                  What is a port?
    - a number               - [ ] a cable         <summary>Answers</summary>
    - a cable                                      1. a number                A. a number
                                                   2. B                       B. a cable
    ### Answers                                    </details>
    - a number

The list has nothing but the text or letter of one option for each question, three or more, in their order, and is below
a line that is only a word for answers. Nothing is below it. Most questions ask; a list whose items have numbers answers
those without numbers, as others are paired by these.

Not keys: what is below questions that have a label for their answer, or ask for several things, and the choices of a
group.
"""

import re
from collections.abc import Mapping, Sequence

from anki_export.source.body.option_letters import OF_OPTIONS, OPTION, option_name
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.option_lists import OptionLines, all_options, text_above
from anki_export.source.lines import is_blank, list_marker, next_text, task_item
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import NUMBER_SIGN, number_of
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import HALF, LISTS, MARKED, QUARTER
from anki_export.text.classify_labels import is_label_of, names_quiz
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    asks_for_several,
    has_blank,
    is_clear_question,
    is_order,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
    wants_answer,
)
from anki_export.text.word_patterns import Words

_ITEM = regex(
    rf" {{0,3}}(?:(?P<sign>{NUMBER_SIGN})\s*(?=\d+[.:)]))?"
    r"(?P<id>\d{1,3}(?:\.\d{1,2}|(?P<letter>[a-z]))?)(?:[.:)]|(?<=[a-z])|(?<=\.\d)|(?<=\.\d\d))[ \t]+(?=\S)",
    re.IGNORECASE,
)
_AROUND = " \t#*_:："
_WHY = Words("why")
_USUAL = (False, False, False)
"""The kind of numbers that lists have."""
_LOWEST = 6
"""The level of headings that all end what is below a line."""
_LABELS = ("answer", "solution", "key")
_FEWEST = 2
"""Options of a question."""
_LETTER = regex(rf"(?:\*\*|__)?[(（]?(?P<letter>[{OF_OPTIONS}])(?:\*\*|__)?(?:[.):．、：）](?:\*\*|__)?(?:\s+|\Z)|\Z)")


def keys_as_lists(outline: Outline) -> Changes:
    """The lines with a label of such answers, and with numbers that those of a list replace."""
    items = matching_lines(outline, _ITEM)
    levels = {one.line: one.level for one in outline.headings}
    labels = [
        at
        for at in sorted({*levels, *_lines_above(outline.lines, items)})
        if is_label_of(outline.lines[at].strip(_AROUND), *_LABELS)
        and ((below := next_text(outline.lines, at + 1)) in items or below in levels)
    ]
    if len(labels) != 1 or names_dialogue(outline.title) or names_interview(outline.title):
        return {}  # several lists have their own answers
    label = labels[0]
    level = levels.get(label, _LOWEST)
    stop = next((at for at, other in levels.items() if at > label and other <= level), len(outline.lines))
    said = {at: one for at, one in items.items() if label < at < stop}
    kinds = {_kind(one) for one in said.values()}
    asked = {at: one for at, one in items.items() if at < label and _kind(one) in kinds}
    ids = [one["id"] for one in asked.values()]
    answered = {one["id"]: at for at, one in said.items()}
    fits = len({*ids}) == len(ids) <= len(said) + 1 and [name for name in ids if name in answered] == [*answered]
    fits = fits and len(answered) == len(said) >= MARKED.least
    if len(kinds) != 1 or not fits or not _are_pairs(outline, asked, said):
        return {}
    are_usual = kinds == {_USUAL}
    line = outline.lines[label]
    is_known = line[:1] in "#*_" or line.rstrip().endswith((":", "："))
    if are_usual and not (is_known or announces_questions(outline.title) or LISTS.of(len(answered), 0)):
        return {}  # few questions that may be those of a talk
    if not is_label_of(outline.lines[label].strip(_AROUND), "answer", "key"):  # known problems have solutions, too
        ask_why = HALF.of(sum(_WHY.are_in(one.string.lower()) for one in asked.values()), len(asked))
        if ask_why or (are_usual and not names_quiz(outline.title)):
            return {}
    changes = {} if are_usual else _in_list(asked, said)
    return changes if is_known else changes | {label: f"**{line.strip()}**"}


def _kind(item: re.Match[str]) -> tuple[bool, bool, bool]:
    """Whether a number has a sign before it, a part or a letter: those of one list are alike."""
    return item["sign"] is not None, "." in item["id"], item["letter"] is not None


def _lines_above(lines: Sequence[str], items: Mapping[int, object]) -> Sequence[int]:
    """The lines of text right above items that are no items."""
    above = dict.fromkeys(at - 1 - is_blank(lines[at - 1]) for at in items if at)
    return [at for at in above if at >= 0 and at not in items]


def _in_list(*sides: Mapping[int, re.Match[str]]) -> dict[int, str]:
    """The lines of both sides with the numbers of a list, in the order of the questions."""
    numbers = {one["id"]: number for number, one in enumerate(sides[0].values(), 1)}
    return {at: f"{numbers[one['id']]}. {one.string[one.end() :]}" for side in sides for at, one in side.items()}


def _are_pairs(outline: Outline, asked: Mapping[int, re.Match[str]], said: Mapping[int, re.Match[str]]) -> bool:
    """Whether the items above a label ask, and those below it may answer them."""
    questions, answers = ([one.string[one.end() :].strip() for one in side.values()] for side in (asked, said))
    clear = sum(is_clear_question(text) or has_blank(text) for text in questions)
    if not (MARKED.of(sum(map(wants_answer, questions)), len(questions)) and HALF.of(clear, len(questions))):
        return False
    if any(is_clear_question(text) or has_blank(text) for text in answers) or _are_of_people(outline, questions):
        return False
    return not HALF.of(sum(map(is_order, answers)), len(answers))  # as remedies are


def _are_of_people(outline: Outline, questions: Sequence[str]) -> bool:
    """Whether people ask themselves or each other, and no title says that questions follow."""
    if QUARTER.of(sum(map(names_writer, questions)), len(questions)):
        return True
    speak = HALF.of(sum(map(names_people, questions)), len(questions))
    return speak and not announces_questions(outline.title)


def key_in_order_as_tasks(outline: Outline) -> Changes:
    """The lines of options, and those of the list, which are left out."""
    lines, stop = outline.lines, len(outline.lines)
    said: list[int] = []
    while stop and (is_blank(lines[stop - 1]) or lines[stop - 1] == "</details>" or list_marker(lines[stop - 1])):
        stop -= 1
        said[:0] = [stop] if list_marker(lines[stop]) else []
    label = stop - 1
    if label < 0 or not is_label_of(without_tags(lines[label]).strip(_AROUND), *_LABELS):
        return {}
    lists = [one for one in all_options(outline) if one.lines.stop <= label]
    asked = [text_above(outline, one) for one in lists]
    are_paired = len(lists) == len(said) and MARKED.of(sum(map(is_clear_question, asked)), len(lists))
    if not are_paired or (any(lines[at].strip()[0].isdigit() for at in said) and any(map(number_of, asked))):
        return {}
    if any(map(asks_for_several, asked)) or any(map(has_answer_label, lines[:label])):
        return {}
    if names_dialogue(outline.title) or QUARTER.of(sum(map(names_writer, asked)), len(asked)):
        return {}
    if not (announces_questions(outline.title) or all(one.form == "letter" for one in lists)):
        return {}  # as where people choose
    start = label - (lines[label - 1].strip() == "<details>")
    changes = dict.fromkeys(range(start, len(lines)), "")
    for one, at in zip(lists, said, strict=True):
        if not (tasks := _tasks(lines, one, lines[at])):
            return {}
        changes |= tasks
    return changes


def _tasks(lines: Sequence[str], options: OptionLines, said: str) -> dict[int, str]:
    """The lines of options, of which an item of a key names one by its text or letter; none if it names no single one.

    Not options: what has signs of its own, and lists with other text.
    """
    name, said_text = _parts(said, is_lettered=options.form == "letter")
    found = {at: _parts(lines[at], is_lettered=options.form == "letter") for at in options.lines if lines[at].strip()}
    right = [
        at
        for at, (letter, text) in found.items()
        if normalised(text) == normalised(said_text) or (letter and letter == name and not said_text)
    ]
    are_items = all(list_marker(lines[at]) or OPTION.match(lines[at]) for at in found)
    if len(right) != 1 or options.signs or not are_items or len(found) < _FEWEST:
        return {}
    return {at: f"- [{'x' if at in right else ' '}] {text}" for at, (_, text) in found.items()}


def _parts(line: str, *, is_lettered: bool) -> tuple[str, str]:
    """The letter of an option, or nothing, and its text, without what marks an item."""
    marker, task = list_marker(line), task_item(line)
    text = line[task.text if task else marker.end() if marker else 0 :].strip()
    letter = _LETTER.match(text) if is_lettered else None
    return (option_name(letter["letter"]), text[letter.end() :]) if letter else ("", text)
