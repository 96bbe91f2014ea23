"""Numbers of questions and of their answers at the end become those of lists, before a page is parsed, line by line:

    1a. What is a keel?        1. What is a keel?       also `1.1 What …`, `Nr. 1: What …`
    1b. What is a jib?         2. What is a jib?
    1c. Where is the bow?      3. Where is the bow?

    Answers                    **Answers**              also a heading, a bold line or a label
    1a. a beam                 1. a beam
    1b. a sail                 2. a sail
    1c. in front               3. in front

The label is nothing but a word for answers; a plain one may be above usual numbers, too. The numbers below it are those
above it, three or more, in the same order, but for one question without an answer. Most of the questions ask, and
nothing below one may be its answer; no answer asks, orders or is to be filled in.

Not keys: what a group asks itself, interviews, mails, and the sections of documents, which have numbers like 1.1, too.
"""

import re
from collections.abc import Mapping, Sequence, Set

from anki_export.source.body.option_letters import OPTION
from anki_export.source.lines import bold_line, is_blank, list_marker, next_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import NUMBER_SIGN
from anki_export.source.rewrites.apply_line_changes import Changes, matching_lines
from anki_export.source.thresholds import HALF, LISTS, MARKED, QUARTER
from anki_export.text.asking import (
    announces_questions,
    has_blank,
    is_clear_question,
    is_order,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
    wants_answer,
)
from anki_export.text.classify_labels import asks, is_label_of, names_quiz
from anki_export.text.find_label_words import Words
from anki_export.text.lazy_regex import regex

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
    if len(kinds) != 1 or not fits or not _are_pairs(outline, asked, said, label):
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


def _are_pairs(
    outline: Outline, asked: Mapping[int, re.Match[str]], said: Mapping[int, re.Match[str]], label: int
) -> bool:
    """Whether the items above a label ask and have no answer, and those below it may answer them."""
    lines = outline.lines
    questions, answers = ([one.string[one.end() :].strip() for one in side.values()] for side in (asked, said))
    clear = sum(is_clear_question(text) or has_blank(text) for text in questions)
    if not (MARKED.of(sum(map(wants_answer, questions)), len(questions)) and HALF.of(clear, len(questions))):
        return False
    if any(is_clear_question(text) or has_blank(text) for text in answers) or _are_of_people(outline, questions):
        return False
    are_remedies = HALF.of(sum(map(is_order, answers)), len(answers))
    return not are_remedies and all(_is_alone(lines, at, {*asked, label}) for at in asked)


def _are_of_people(outline: Outline, questions: Sequence[str]) -> bool:
    """Whether people ask themselves or each other, and no title says that questions follow."""
    if QUARTER.of(sum(map(names_writer, questions)), len(questions)):
        return True
    speak = HALF.of(sum(map(names_people, questions)), len(questions))
    return speak and not announces_questions(outline.title)


def _is_alone(lines: Sequence[str], at: int, others: Set[int]) -> bool:
    """Whether nothing below a question may be its answer: the next text is another one, options, a heading or label."""
    while not asks(lines[at]) and at + 1 not in others and lines[at + 1 : at + 2] and not is_blank(lines[at + 1]):
        at += 1  # the question goes on
    below = next_text(lines, at + 1)
    if below < len(lines) and bold_line(lines[below]) and below > at + 1:
        below = next_text(lines, below + 1)  # the title of the next part
    if below in others:
        return True
    line = lines[below] if below < len(lines) else ""
    return line[:1] == "#" or OPTION.match(line) is not None or (list_marker(line) is not None and line[:1] == " ")
