"""Options on the lines of a page, and whether something says which of them are right.

    A) a file          - a file            1. a file           - [ ] a file
    B) a name          - **a name**        2. a name ✅        - [x] a name
                       - a folder          3. a folder         - [ ] a folder
    **Answer:** B

Signs count where most such lists of the page have one of a kind, and not always at the first or last option: one list
with a bold or ticked item may be anything. What is above such options asks, whatever its words and marks are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from anki_export.source.body.option_letters import FIRST_OPTION, OPTION, SECOND_OPTION
from anki_export.source.body.options_on_card import TWO_SIDES
from anki_export.source.body.right_option_marks import AT_END, Signs, usual_signs, verdict_of_line
from anki_export.source.candidates.answer_labels import has_answer_label, is_called_right, names_right_option
from anki_export.source.lines import (
    bold_line,
    indent_of,
    item_outside_bold,
    last_text,
    list_marker,
    next_text,
    starts_block,
    task_item,
    without_quote,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import is_only_q, number_of
from anki_export.source.thresholds import MARKED, WITH_ANSWERS
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import has_blank, is_clear_question, is_order

_DEEPEST = 12
"""In columns: deeper lists are parts of something else."""
_LONGEST_OPTION = 4
"""In lines."""
_LONGEST_TOPIC = 2
"""In words."""
_MAY_BE = regex(r"^[^\S\n]*(?:[-+*_(\d]|[a-jA-J](?:\*\*|__)?[^\S\n]?[.:)])", re.MULTILINE)
"""How an option may begin in ASCII text, as most is."""
_MARKERS = regex(r"\s*(?:[-*+]\s+)?(?:\(?\w{1,2}[.):]\s*)?")


class OptionLines(Struct, frozen=True):
    """Options one below the other."""

    lines: range
    form: str
    """What they begin with: "letter", "number", "item" or "box"."""
    signs: Signs | None
    """What signs say about them."""
    is_labelled: bool
    """Whether the label of an answer is right below them."""

    def are_of_question(self, above: str) -> bool:
        """Whether the text above these asks, or they can be nothing else: settings and tasks have signs, too."""
        if self.form == "letter" or (self.signs is not None and self.signs.kind == "word"):
            return True
        number = number_of(above)
        text = number.rest if number else above
        says_more = size_in_words(text) > _LONGEST_TOPIC and not is_order(text)  # than "1. Lunch", "2. Install it"
        is_numbered = number is not None and (number.mark == "Q" or says_more)
        return is_numbered or is_only_q(above) or has_blank(above) or is_clear_question(above)


def may_have_lists(text: str, lists: int = 2) -> bool:
    """Whether so many lists of a text may have options, of which each has two: a quick check."""
    return not text.isascii() or next(islice(_MAY_BE.finditer(text), 2 * lists - 1, None), None) is not None


@lru_cache(1 << 5)  # a format and a check ask, in stages of reading some pages
def all_options(outline: Outline) -> Sequence[OptionLines]:
    """Whatever has the form of options, in page order."""
    return tuple(_options(outline))


@lru_cache(1 << 5)
def answered_options(outline: Outline, *, is_announced: bool = False) -> Sequence[OptionLines]:
    """The options of which something says which are right, in page order; none where only few of the page are so.

    Where a title announces questions, two lists with signs are enough, and two options below one are no pro and con.
    """
    found = all_options(outline)
    signs = [one.signs for one in found if one.signs and not one.signs.may_stress]
    usual = usual_signs(signs, len(found)) if len(signs) >= (WITH_ANSWERS if is_announced else MARKED).least else {}

    def has_usual_signs(one: OptionLines) -> bool:
        longest = usual.get(one.signs.kind, 0) if one.signs else 0
        return longest > TWO_SIDES or (is_announced and longest > 0 and one.are_of_question(text_above(outline, one)))

    answered = [one for one in found if one.is_labelled or has_usual_signs(one)]
    lettered, known = (sum(one.form == "letter" for one in each) for each in (found, answered))
    return answered if WITH_ANSWERS.of(len(answered), len(answered) + lettered - known) else ()


def text_above(outline: Outline, options: OptionLines) -> str:
    """The line above options, without what marks it."""
    return outline.lines[max(last_text(outline.lines, options.lines.start), 0)].strip("#*_> ")


def _options(outline: Outline) -> Iterator[OptionLines]:
    if not may_have_lists(outline.text, 1):
        return  # as on most short pages
    lines = [item_outside_bold(line) for line in outline.lines]
    forms = [_form(line) if line and not code else "" for line, code in zip(lines, outline.is_code, strict=True)]
    taken: set[int] = set()
    for first, form in enumerate(forms):
        if form and first not in taken:
            starts, stop = _siblings(lines, forms, first)
            taken.update(starts)
            is_menu = _is_page_title(outline, last_text(lines, first))
            if len(starts) > 1 and not is_menu and (form != "letter" or _begin_with_a(lines, starts)):
                below = next_text(lines, stop)
                label = without_quote(lines[below]) if below < len(lines) else ""
                is_labelled = has_answer_label(label) or (form == "letter" and names_right_option(label))
                yield OptionLines(range(first, stop), form, _signs(lines, starts, form), is_labelled)


def _is_page_title(outline: Outline, line: int) -> bool:
    """Whether a line is the first heading and the only one of its level: below it are menus and lists of contents."""
    first, *rest = outline.headings or (None,)
    return first is not None and first.line == line and bool(rest) and all(one.level > first.level for one in rest)


def _form(line: str) -> str:
    """What a line begins with, if it may be an option."""
    if OPTION.match(line):
        return "letter"
    marker = list_marker(line)
    if marker is None:
        return ""
    return "box" if task_item(line) else "number" if marker["number"] else "item"


def _begin_with_a(lines: Sequence[str], starts: Sequence[int]) -> bool:
    return FIRST_OPTION.match(lines[starts[0]]) is not None and SECOND_OPTION.match(lines[starts[1]]) is not None


def _siblings(lines: Sequence[str], forms: Sequence[str], first: int) -> tuple[list[int], int]:
    """The lines on which options like the first one begin, and the line below the last of them."""
    indent = indent_of(lines[first])
    starts, stop = [first], first + 1
    if indent > _DEEPEST:
        return starts, stop
    while (at := next_text(lines, stop)) < len(lines):
        is_deeper = indent_of(lines[at]) > indent + 1
        is_lazy = at == stop and not forms[at] and not starts_block(lines[at]) and at - starts[-1] < _LONGEST_OPTION
        if forms[at] == forms[first] and not is_deeper and indent_of(lines[at]) >= indent - 1:
            is_apart = at > stop and starts[1:2] == [first + 1]  # below a blank line, unlike the second one
            if _begins_again(lines, starts[-1], at, forms[first]) or (is_apart and forms[first] != "letter"):
                break
            starts.append(at)
        elif not (is_deeper or (is_lazy and not has_answer_label(lines[at]))):
            break
        stop = at + 1
    return starts, stop


def _begins_again(lines: Sequence[str], last: int, line: int, form: str) -> bool:
    """Whether an option does not follow the one above: it is the first one of another question, or that question."""
    if form == "letter":
        return FIRST_OPTION.match(lines[line]) is not None
    numbers = [int(marker["number"] or 0) for at in (last, line) if (marker := list_marker(lines[at]))]
    return form == "number" and numbers[0] + 1 != numbers[-1]


def _signs(lines: Sequence[str], starts: Sequence[int], form: str) -> Signs | None:
    """What the signs of options say; None if they do not tell them apart."""
    if form == "box":
        ticks = [task.is_ticked for number in starts if (task := task_item(lines[number]))]
        return Signs("box", tuple(ticks), ()) if {True, False} <= set(ticks) else None
    texts = [lines[number].strip() for number in starts]
    own = [_MARKERS.sub("", text, count=1) for text in texts]
    for kind, verdicts in (
        ("sign", [verdict_of_line(text) for text in own]),
        ("word", [is_called_right(text) or None for text in texts]),
        ("bold", [_is_bold(text) or _is_bold(whole) or None for text, whole in zip(own, texts, strict=True)]),
        ("plus", [AT_END.search(text) is not None or None for text in own]),
    ):
        if True in verdicts and len(set(verdicts)) > 1:
            return Signs(kind, tuple(verdicts), ())
    return None


def _is_bold(text: str) -> bool:
    return bold_line(text.rstrip(" ;.,\\")) != ""
