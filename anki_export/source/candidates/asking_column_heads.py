"""Heads of columns that begin a question, with which the cells go on:

    | How do you …             | Command |        | What does … do? | Answer       |
    |--------------------------|---------|        |-----------------|--------------|
    | count the lines of text? | `wc -l` |        | `wc -l`         | Counts lines |

Not such heads: whole questions (`What does it do?`), and those that name questions.
"""

import re
from functools import lru_cache

from anki_export.source.lines import term_of
from anki_export.text.asking import asks_how, has_question_word, is_clear_question
from anki_export.text.label_kinds import asks
from anki_export.text.languages import Words, alternatives
from anki_export.text.regex import regex

_QUESTION = regex(lambda: alternatives("question", "questions"), re.IGNORECASE)
_SMALL = Words("small")
_DOTS = regex(r"\s*(?:\.{2,}|…+)")
_DOTS_FIRST = regex(r"(?:\.{3,}|…+)\s*(?=\S)")
_QUESTION_MARKS = " ?？؟"
_LONGEST_START = 4
"""In words: `Come si fa a` has no verb yet, and `How to read this table` has all."""
_WIDE = "\u2e80"
"""The first of the characters that no space separates."""


def begins_question(head: str) -> bool:
    """Whether the cells below a head go on with its question: it has dots, or its end needs more.

    >>> [begins_question(head) for head in ("How do you …", "What is the command to", "What does it do?")]
    [True, True, False]
    """
    return _opening(head) is not None


def filled_head(head: str, cell: str) -> str:
    """The question of a cell, which may go on with that in its head.

    >>> [filled_head("How do you …", cell) for cell in ("compare files?", "Why compare files?")]
    ['How do you compare files?', 'Why compare files?']
    >>> filled_head("What does … do?", "`wc`"), filled_head("Question", "compare files")
    ('What does `wc` do?', 'compare files')
    """
    opening = _opening(head)
    if opening is None:
        return cell
    begin, end = opening
    text, mark, comment = cell.partition("<!--")
    text = _DOTS_FIRST.sub("", term_of(text), count=1)
    first = text.partition(" ")[0]
    is_whole = has_question_word(first) or (is_clear_question(text.rstrip(_QUESTION_MARKS)) and not first.islower())
    if is_whole and (asks(text) or not asks(end)):
        return cell
    if asks(end):
        text = text.rstrip(_QUESTION_MARKS)
    space = "" if not begin or begin[-1] >= _WIDE else " "
    return f"{begin}{space}{text}{end} {mark}{comment}".strip()


@lru_cache(maxsize=1 << 8)  # each row asks this of its head
def _opening(head: str) -> tuple[str, str] | None:
    """What a head that begins a question says before and after the text of each cell."""
    begin, *rest = _DOTS.split(term_of(head).strip(" :："), maxsplit=1)
    end = "".join(rest)
    is_start = asks_how(begin) and len(begin.split()) <= _LONGEST_START
    is_open = rest or is_start or _SMALL.end(begin.lower(), begin.rfind(" ") + 1) == len(begin)
    is_asking = asks(end) if asks(head) else has_question_word(begin) or is_clear_question(begin)
    return (begin, end) if is_open and is_asking and not _QUESTION.search(head) else None
