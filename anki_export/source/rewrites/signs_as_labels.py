"""Questions and answers with signs, or questions in italics, become those that are read, line by line.

A sign that asks before lines that end in a question mark, half of them with a word that asks, and one other sign before
the lines below them, three times or more:

    ❓ What moves?                     Q: What moves?               also in list items
    ➡️ A branch.                       A: A branch.

Questions in italics at the start of paragraphs, with their answers behind them, three or more:

    *What moves?* – A branch.          **What moves?** A branch.    also without a dash

Not questions: what people ask each other or say of themselves, forms.
"""

import re
from collections.abc import Mapping, Sequence

from anki_export.source.candidates.answers_on_same_line import is_instruction
from anki_export.source.lines import is_blank, next_text
from anki_export.source.outline import Outline
from anki_export.source.rewrites.apply_line_changes import Changes, matching_lines
from anki_export.source.thresholds import HALF, MARKED, QUARTER
from anki_export.text.asking import (
    has_question_word,
    is_conversation,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
)
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex

_ASKING = regex(r"(?P<lead>[ \t]*(?:[-*+][ \t]+)?)[❓❔⁉]\ufe0f?[ \t]*(?=\w)")
_ANSWERING = regex(
    r"(?P<lead>[ \t]*(?:[-*+][ \t]+)?)(?P<sign>[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff])"
    r"\ufe0f?[ \t]*(?=\w)"
)
_ITALIC = regex(
    r"(?P<mark>[*_])(?![\s*_])(?P<asked>[^*_\n]+[?？؟])(?P=mark)[ \t]*"
    r"(?:[–—:→➜➡]\ufe0f?|-{1,3}>?(?=[ \t]))?[ \t]*(?=[^\s*_])"
    r"(?:[–—:→➜➡]\ufe0f?|-{1,3}>?(?=[ \t]))?[ \t]*(?=[^\s*_])"
)


def signs_as_labels(outline: Outline) -> Changes:
    """The lines of such questions and answers with labels."""
    lines, found = outline.lines, matching_lines(outline, _ASKING)
    asked = {at: match for at, match in found.items() if asks(lines[at])}
    below = {at: next_text(lines, at + 1) for at in asked}
    said = {at: match for at in below.values() if at < len(lines) and (match := _ANSWERING.match(lines[at]))}
    signs = {match["sign"] for match in said.values()}
    is_pair = len(signs) == 1 and not any(asks(lines[at]) or _ASKING.match(lines[at]) for at in said)
    if not (is_pair and len(asked) == len(found) and MARKED.of(len(said), len(asked))):
        return {}
    questions, answers = ([one.string[one.end() :] for one in each.values()] for each in (asked, said))
    if not HALF.of(sum(map(has_question_word, questions)), len(asked)) or _are_spoken(outline, questions, answers):
        return {}
    return {**_labelled(asked, "Q"), **_labelled(said, "A")}


def _labelled(found: Mapping[int, re.Match[str]], label: str) -> Changes:
    return {at: f"{one['lead']}{label}: {one.string[one.end() :]}" for at, one in found.items()}


def italic_questions_as_bold(outline: Outline) -> Changes:
    """The lines of such questions in bold."""
    found = matching_lines(outline, _ITALIC)
    first = {at: one for at, one in found.items() if at == 0 or is_blank(outline.lines[at - 1])}
    asked, said = [one["asked"] for one in first.values()], [one.string[one.end() :] for one in first.values()]
    others = sum(map(is_instruction, said))
    people = max(sum(map(names_people, asked)), sum(map(names_writer, said)))
    if not MARKED.of(len(first), len(found)) or any(QUARTER.of(each, len(first)) for each in (others, people)):
        return {}
    if _are_spoken(outline, asked, said):
        return {}
    return {at: f"**{one['asked']}** {one.string[one.end() :]}" for at, one in first.items()}


def _are_spoken(outline: Outline, questions: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether people talk: the title says so, or what they say does."""
    title = outline.title
    return names_dialogue(title) or names_interview(title) or is_conversation(questions, answers)
