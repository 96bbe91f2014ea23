"""Every way to write answers in one place below their questions: cards are right, or the page has a message.

The pages are made from templates, so that what is expected follows from them and not from what the program reads.
"""

from collections.abc import Iterable
from itertools import product

import pytest

from tests.support.html_text import words_of
from tests.support.reading import read_text

QUESTIONS = {
    "Which knot holds a climber?": ("a reef", "*a figure eight", "a bowline"),
    "Which sail is at the front?": ("the main", "the spinnaker", "*the jib"),
    "What is the left side called?": ("*port", "starboard", "stern"),
    "Who steers a ship?": ("the cook", "*the helmsman", "the guest"),
}
REASONS = ("It keeps its form.", "It is small.", "The pier was there.", "There is the wheel.")
QUESTION_MARKS = (
    *("## {q}", "### {n}. {q}", "### Question {n}\n\n{q}", "**{n}. {q}**"),
    *("{n}. {q}", "Q{n}. {q}", "**Q{n}:** {q}", "**Question {n}**\n\n{q}"),
)
OPTION_MARKS = ("{L}) {o}\n", "- {L}. {o}\n", "{L}) {o} ", "- {o}\n", "")
HEADS = ("## Answers\n\n", "**Answer key**\n\n", "Answers:\n\n", "<details>\n<summary>Answers</summary>\n\n")
OF_LETTERS = (
    *(
        "{n}. {L}\n",
        "{n}-{l}, ",
        "{n} {L}\n",
        "- {n}: {L}\n",
        "- **{n}.** {L}\n",
        "* Q{n} - {L}\n",
        "Question {n}: {L}\n\n",
    ),
    *("{n}. **{L}** - {r}\n", "{n}) {L}) {o}\n", "**{n}.** {L}\n\n", "### Question {n}\n\n{L}. {r}\n\n"),
    *("| Question | Answer |\n|---|---|\n", "| Question | 1 | 2 | 3 | 4 |\n|---|---|---|---|---|\n| Answer |"),
)
OF_TEXTS = (
    *("{n}. {o}\n", "- {n}: {o}\n", "**{n}.** {o}\n\n", "### {n}\n\n{o}\n\n", "Answer {n}: {o}\n\n"),
    "<details>\n<summary>Question {n}</summary>\n\n{o}\n\n</details>\n\n",
)
ROWS = {"| Question |": "| {n} | {L} |\n", "| Question | 1 |": " {L} |"}


def page(question: str, option: str, head: str, answer: str) -> str:
    parts, key = ["# Quiz about ships\n\n"], [answer] * answer.startswith("|")
    row = next((one for start, one in reversed(ROWS.items()) if answer.startswith(start)), answer)
    for n, (asked, options) in enumerate(QUESTIONS.items(), 1):
        indent = "   " if question.startswith("{n}") else ""
        lines = [option.format(L=L, l=L.lower(), o=o.removeprefix("*")) for L, o in zip("ABC", options, strict=True)]
        right = next(i for i, text in enumerate(options) if text[0] == "*")
        shown = "".join(indent + line if line.endswith("\n") else line for line in lines)
        parts.append(f"{question.format(n=n, q=asked)}\n\n{indent * bool(option[-1:].strip())}{shown}\n\n")
        named = {"L": "ABC"[right], "l": "abc"[right], "o": options[right][1:], "r": REASONS[n - 1]}
        key.append(row.format(n=n, **named))
    end = "\n\n</details>\n" if head.startswith("<") else "\n"
    return "".join([*parts, head, *key]).rstrip(" ,\n") + end


def wrong(cards: Iterable[tuple[str, str]], *, has_options: bool) -> list[str]:
    """The cards that show another question, options in place of an answer, or more or less than one answer."""
    found = []
    for front, back in cards:
        asked = [title for title in QUESTIONS if words_of(title) in front]
        options = QUESTIONS[asked[0]] if len(asked) == 1 else ()
        given = [text for options_of in QUESTIONS.values() for text in options_of if words_of(text) in back]
        right = [text for text in options if text[0] == "*"]
        shows_all = not has_options or all(words_of(text) in front for text in options)
        if not right or given != right or not shows_all:
            found.append(f"{front!r}: {back!r}")
    return found


@pytest.mark.parametrize("question", QUESTION_MARKS)
def test_answers_in_one_place_become_right_cards_or_a_message(question: str) -> None:
    failures = []
    pages = product(OPTION_MARKS, HEADS, (*OF_LETTERS, *OF_TEXTS))
    for option, head, answer in pages:
        if (answer in OF_LETTERS and "L" not in option.upper()) or (head.startswith("<") and "#" in answer):
            continue
        cards, messages = read_text(page(question, option, head, answer))
        given = [(words_of(one.question_text), words_of(one.answer_text)) for one in cards]
        found = wrong(given, has_options=option != "")
        if len(cards) < len(QUESTIONS) and not messages:
            found.append(f"{len(cards)} cards, no message")
        failures += [f"{(option, head, answer)}: {one}" for one in found]
    assert not failures, "\n".join(failures[:20])
