"""Questions that only their answers show: options or a label for the answer outside of all questions that are read.

T1A01 (C)                        [(X)] Ampere        ## Text
Who makes the rules?             [( )] Volt          Which part is it?
A. The police                                        ## Answer
B. The commission                                    The first one.

Articles have one such list or label, too; where several are, no format has recognised the questions above them.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from anki_export.source import thresholds
from anki_export.source.body.option_letters import FIRST_OPTION, SECOND_OPTION
from anki_export.source.candidates.answer_lines import has_answer_label
from anki_export.source.candidates.option_lines import OptionLines, answered_options, text_above
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.entry import Entry
from anki_export.source.formats.liascript import has_quizzes
from anki_export.source.lines import last_text
from anki_export.source.outline import Outline
from anki_export.text.asking import is_clear_question
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex

_BOX = regex(r"\s*(?:[-*+]\s+)?\[(?:\([ xX]\)|\[[ xX]\])\]\s+\S")
"""An option of LiaScript, of which one or several are right."""
_TAG = regex(r" {0,3}<question[\s>]")
"""A question of MarkBind that is not closed, or not alone on its lines."""
_SIGNS = (".", ")", ":")
_LONGEST = 60
"""In characters: what a message shows of a question."""


def unread_answers(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report options and labels for answers that belong to no question."""
    outline, free = checked_page.outline, checked_page.free
    options = [n for n in free if _may_be_option(outline.lines[n])]
    boxes = {n for n in options if _BOX.match(outline.lines[n])}
    boxes = boxes if boxes and not has_quizzes(outline) else set()
    tags = [number for number, line in outline.lines_with("<question") if _TAG.match(line)]
    seconds = {n for n in options if SECOND_OPTION.match(outline.lines[n]) and not outline.is_code[n]}
    labels = _labels(outline, free)
    answered = _of_questions(checked_page) if options else ()
    if not (tags or boxes or seconds or labels or answered):
        return  # as on most pages
    taken = {number for entry in checked_page.entries for number in lines_on_card(entry)}
    boxed = {last_text(outline.lines, number) for number in boxes} - boxes - {-1}
    boxed = boxed if thresholds.HALF.of(_asking(outline, boxed), len(boxed)) else set()
    lettered = list(_above_options(outline, seconds - taken))
    if not thresholds.WITH_ANSWERS.of(_asking(outline, lettered), len(lettered)):
        lettered = []
    empty = {entry.lines.start for entry in checked_page.entries if not entry.body}  # which are reported
    questions = sorted({*boxed, *lettered, *_above(outline, answered, taken), *tags} - taken)
    questions = [line for line in questions if last_text(outline.lines, line) not in empty]
    found = [line for line in _above_labels(outline, sorted(labels - taken), questions) if line not in taken]
    if not (thresholds.LINES_THAT_ASK.of(len(found), 0) and thresholds.HALF.of(_asking(outline, found), len(found))):
        found = []
    places = sorted({*questions, *found})
    if places:
        first = outline.lines[places[0]].strip("#*_> ")[:_LONGEST]
        yield become_no_cards(places, "questions with options or a label for the answer", first=first)


def _asking(outline: Outline, lines: Iterable[int]) -> int:
    """How many of some lines ask."""
    return sum(is_clear_question(outline.lines[number].strip("*_ ")) for number in lines)


def lines_on_card(entry: Entry) -> Iterator[int]:
    """The lines of a question, and others that are on its card."""
    yield from entry.lines
    for token in (entry.title, *entry.prompt, *entry.body):
        if token.map:
            yield from range(*token.map)


def _above_options(outline: Outline, seconds: Iterable[int]) -> Iterator[int]:
    """The lines above options A and B, of which those of B are given."""
    for number in seconds:
        first = last_text(outline.lines, number)
        option = FIRST_OPTION.match(outline.lines[first]) if first >= 0 else None
        above = last_text(outline.lines, first) if option else -1
        if above >= 0 and option and option[0].strip("*_")[-1] != ":":  # speakers have such letters, too
            yield above


def _above(outline: Outline, answered: Iterable[OptionLines], taken: Set[int]) -> Iterator[int]:
    """The lines above options of which something says which are right."""
    for one in answered:
        if taken.isdisjoint(one.lines):
            yield max(last_text(outline.lines, one.lines.start), 0)


def _may_be_option(line: str) -> bool:
    """Whether a line begins with what may mark an option, as few lines outside of questions do."""
    text = line.lstrip(" \t*_-+")
    return len(text) < len(line.lstrip()) or text[:1] in ("(", "[") or text[1:2] in _SIGNS or not line.isascii()


def _of_questions(checked_page: CheckedPage) -> Sequence[OptionLines]:
    """The options of which something says which are right, if a title announces questions or half of them have one."""
    outline = checked_page.outline
    is_announced = thresholds.are_announced(outline, checked_page.page.wanted)
    answered = answered_options(outline, is_announced=is_announced)
    clear = sum(one.are_of_question(text_above(outline, one)) for one in answered)
    return answered if is_announced or thresholds.HALF.of(clear, len(answered)) else ()


def _labels(outline: Outline, free: Sequence[int]) -> set[int]:
    """Those of some lines that are labels for answers."""
    if not free:
        return set()
    headings = {one.line for one in outline.headings if is_label_of(one.title, "answer")}
    return {n for n in free if n in headings or has_answer_label(outline.lines[n])}


def _above_labels(outline: Outline, labels: Sequence[int], questions: Sequence[int]) -> Iterator[int]:
    """The lines above labels, but for the first one below each question with options."""
    of_options = {
        next((label for label in labels if above < label < below), -1)
        for above, below in pairwise((*questions, len(outline.lines)))
    }
    for label in labels:
        if label not in of_options and not outline.is_code[label]:
            yield max(last_text(outline.lines, label), 0)
