"""What questions are worth behind their question marks is removed before a page is parsed, line by line:

    1. What is a keel? [2 marks]       1. What is a keel?
    2. Name two sails. [1]             2. Name two sails.
    Qu'est-ce qu'une voile ? .../3     Qu'est-ce qu'une voile ?

Half of the questions and orders of a page have it, three or more. Where it is behind other tasks, all keep it: it says
that they are some. So do questions without text below them. Numbers without a unit that count up, or that the page
defines, are those of sources: `[1]`.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.source.thresholds import HALF, POINTS
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.question_points import AMOUNT, points_pattern
from anki_export.text.text_asks_or_announces import wants_answer

_BEFORE = " \t#-+*_>.)0123456789"
_ENDS = ("]", ")", "）", "】")
_AT_END = regex(
    lambda: (
        rf"[ \t]*(?P<mark>[*_]{{0,2}})(?:[\[(（【]\s*{points_pattern()}\s*[\])）】]|"
        rf"\[(?P<bare>\d{{1,2}})\])(?P=mark)[ \t]*\Z"
        rf"|(?<=[?？؟])[ \t]*(?:\.{{2,}}|…+|_{{2,}})\s?/\s?{AMOUNT}[ \t]*\Z"
    ),
    re.IGNORECASE,
)
_UNSIGNED = regex(r"(?P<number>\d{1,2})(?=[ \t]+[^\W\d_])")


def questions_without_points(outline: Outline) -> Changes:
    """The lines of such questions."""
    found = {at: match for at, line in outline.lines_with(*_ENDS, "/") if (match := _AT_END.search(line))}
    own = {at: outline.lines[at][: match.start()] for at, match in found.items()}
    asking = [at for at, text in own.items() if asks(text)]
    orders = [at for at, text in own.items() if at not in asking and wants_answer(text.lstrip(_BEFORE))]
    numbers = [int(found[at]["bare"]) for at in own if found[at]["bare"]]
    are_sources = len(numbers) > 1 and all(one < other for one, other in pairwise(numbers))
    are_sources = are_sources or "\n[1]:" in outline.text
    others = sum(map(asks, outline.lines))
    is_test = POINTS.of(len(asking) + len(orders), len(asking) + len(orders) + others)
    are_all = len(asking) + len(orders) == len(own)
    if not (is_test and are_all) or are_sources or not _may_have_answers(outline, list(own)):
        return {}
    return _with_signs(own)


def _may_have_answers(outline: Outline, questions: Sequence[int]) -> bool:
    """Whether there is text below half of the questions, or as many lines below all of them: others are reported."""
    ends = pairwise((*questions, len(outline.lines)))
    below = [sum(not is_blank(line) for line in outline.lines[start + 1 : stop]) for start, stop in ends]
    return HALF.of(sum(map(bool, below)), len(below)) or below[-1] >= len(below)


def _with_signs(questions: Mapping[int, str]) -> Changes:
    """The questions with a sign behind their numbers, if none has one, and these count up from 1: `1 Why?`."""
    found = [_UNSIGNED.match(text) for text in questions.values()]
    numbers = [int(match["number"]) for match in found if match]
    if numbers != [*range(1, len(questions) + 1)]:
        return questions
    return {at: _UNSIGNED.sub(r"\g<number>.", text, count=1) for at, text in questions.items()}
