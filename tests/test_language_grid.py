"""Every way to label a question with every way to label its answer, in each language: all of them are read.

The labels are those of the table, and the texts are names, so that nothing but a label or a question mark asks.
"""

import re
from itertools import product

import pytest

from anki_export.text.word_patterns import boundaries_of, words_of
from anki_export.text.words_by_language import WORDS
from tests.support.html_text import words_of as words_in
from tests.support.reading import read_text

NAMES = ("Oslo", "Rome", "Kiel", "Lima", "Bern", "Nara")
MARKS = {"ar": "؟", "fa": "؟", "zh": "？", "ja": "？"}
QUESTION_MARKS = (
    *("### {Q} {n}: {q}", "### {n}. {Q}: {q}", "### {Q} {n}\n\n{q}", "### {n}. {Q}\n\n{q}", "**{Q} {n}:** {q}"),
    *("**{Q}**: {q}", "**{Q}：** {q}", "{Q}：{q}", "{Q} : {q}", "{U} {n}. {q}", "{Q} {n} - {q}", "**{n}. {Q}: {q}**"),
    *("**{Q} {n}**\n\n{q}", "- **{Q}:** {q}", "1. {Q}: {q}"),
)
ANSWER_MARKS = (
    *("{A} : {a}", "{A}：{a}", "**{A}**: {a}", "**{V}:** {a}", "**{A}**\n\n{a}"),
    "<details>\n<summary>{A}</summary>\n\n{a}\n\n</details>",
)
IN_BRACKETS = ("**【{A}】** {a}", "[{A}] {a}")
"""Used where words are not in Latin letters and not spaced on both sides."""
PATTERN = re.compile(r"\((?:\?:)?[^()]*\)\??|\[(.)[^\]]*\]|.\?")
"""What a pattern of a word may have besides letters: it is left out, but for the first letter in brackets."""


def label(language: str, kind: str) -> str:
    """The first word of a kind, as it begins a line."""
    return PATTERN.sub(r"\1", next(words_of(language, kind)).replace(r"\s+", " ")).capitalize()


def page(language: str, question: str, answer: str, mark: str) -> str:
    parts = ["# Harbours"]
    asked, given = label(language, "question"), label(language, "answer")
    for number, name in enumerate(NAMES, 1):
        head = question.format(Q=asked, U=asked.upper(), n=number, q=f"{name} harbour{mark}")
        body = answer.format(A=given, V=given.upper(), a=f"{name} pier")
        item = re.match(r"(?:-|\d\.) ", head)
        parts.append(f"{head}\n\n{re.sub('(?m)^(?=.)', ' ' * item.end(), body) if item else body}")
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("language", WORDS)
def test_labels_are_read_in_each_language(language: str) -> None:
    expected = {f"{name} harbour".casefold(): f"{name} pier".casefold() for name in NAMES}
    failures = []
    answers = ANSWER_MARKS if boundaries_of(language) == "both" else (*ANSWER_MARKS, *IN_BRACKETS)
    for question, answer, mark in product(QUESTION_MARKS, answers, (MARKS.get(language, "?"), "")):
        cards, messages = read_text(page(language, question, answer, mark))
        found = {words_in(card.question_text): words_in(card.answer_text) for card in cards}
        if found != expected:
            failures.append(f"{(question, answer, mark)}: {found}; {[str(one.message) for one in messages]}")
    assert not failures, "\n".join(failures[:20])
