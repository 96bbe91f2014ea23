"""Every way to write options with every way to say which is right: cards are right, or the page has a message.

The pages are made from templates, so that what is expected follows from them and not from what the program reads.
"""

import re
from itertools import product
from textwrap import indent

import pytest

from tests.support.html_text import words_of
from tests.support.reading import read_text

QUESTIONS = {
    "Which knot holds a climber?": ("a reef", "*a figure eight", "a bowline", "a sheet bend"),
    "Which sail is at the front?": ("the main", "the spinnaker", "*the jib", "the mizzen"),
    "What is the left side called?": ("*port", "starboard", "stern", "bow"),
    "Who steers a ship?": ("the cook", "the mate", "the guest", "*the helmsman"),
    "Which rope lifts a sail?": ("a sheet", "*a halyard", "a shroud", "a stay"),
    "What slows a boat down?": ("a keel", "a flag", "*a drogue", "a lamp"),
}
QUESTION_MARKS = (
    *("### {n}. {q}", "## {q}", "### Question {n}\n\n{q}", "**{n}. {q}**", "**{q}**", "{n}. {q}", "- {q}", "Q{n}. {q}"),
    *("**Q{n}:** {q}", "**Question {n}**\n\n{q}", '??? question "{q}"'),
)
OPTION_MARKS = (
    *("{L}) {o}", "{l}) {o}", "- {L}) {o}", "{L}. {o}", "({l}) {o}", "**{L}.** {o}", "{L}: {o}", "- **{L}**: {o}"),
    *("{L}. {o}<br>", "{L}. {o}\n", "- {o}", "{n}. {o}", "- [ ] {o}"),
)
RIGHT_MARKS = ("**{o}**", "{o} ✅", "✔ {o}", "{o} (correct)", "{o} *CORRECT*", "{o} <-- correct", "<mark>{o}</mark>")
NAMED = (
    *("\n\nAnswer: {L}", "\n\n**Answer: {L}**", "\n\n**Answer:** {L}", "\n\nAnswer: {L}) {o}", "\nAnswer: {L}"),
    *(
        "\n\nCorrect answer: **{L}**",
        "\n\nThe correct answer is {L}.",
        "\n\nAnswer: {L}. It is its form.",
        "\n\n> Answer: {L}",
    ),
    *(
        "\n\n<details>\n<summary>Answer</summary>\n\n{L}\n\n</details>",
        '\n\n??? success "Answer"\n    {L}. It is its form.',
    ),
    *("\n\n#### Answer\n\n{L}", "\n\n<!-- answer: {L} -->"),
)
TEXT_MARKS = ("\n\nAnswer: {o}", "\n\n<details>\n<summary>Answer</summary>\n\n{o}\n\n</details>")
MARKER = re.compile(r"\?\?\? .*|(?:\d+[.)]|-) ")


def page(question: str, option: str, right: str, named: str) -> str:
    parts = ["# Quiz about ships"]
    for number, (asked, options) in enumerate(QUESTIONS.items(), 1):
        lines, end = [], ""
        for letter, text in zip("ABCD", options, strict=True):
            words = text.removeprefix("*")
            marked = right.format(o=words) if text != words else words
            lines.append(option.format(L=letter, l=letter.lower(), n=len(lines) + 1, o=marked))
            end = named.format(L=letter, o=words) if text != words else end
        head = question.format(n=number, q=asked)
        marker = MARKER.match(head)
        width = 4 if head.startswith("?") else marker.end() if marker else 0
        body = "\n".join(lines).rstrip("\n") + end
        parts.append(f"{head}\n{indent(body, ' ' * width)}" if marker else f"{head}\n\n{body}")
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("question", QUESTION_MARKS)
def test_options_become_right_cards_or_a_message(question: str) -> None:
    failures = []
    marks = [("{o}", end) for end in (*NAMED, *TEXT_MARKS)] + [(mark, "") for mark in RIGHT_MARKS]
    for option, (right, named) in product(OPTION_MARKS, marks):
        if named in NAMED and not re.search("{[Ll]}", option):
            continue
        cards, messages = read_text(page(question, option, right, named))
        read = 0
        for card in cards:
            front, answer = words_of(card.question_text), words_of(card.answer_text)
            asked = [title for title in QUESTIONS if words_of(title) in front]
            options = QUESTIONS[asked[0]] if len(asked) == 1 else ()
            others = [text for text in options if text[0] != "*" and words_of(text) in answer]
            given = [text for text in options if text[0] == "*" and words_of(text) in answer]
            if not options or others or not given or not all(words_of(text) in front for text in options):
                failures.append(f"{(option, right, named)}: {card.question_text!r}: {card.answer_text!r}")
            read += 1
        if read < len(QUESTIONS) and not messages:
            failures.append(f"{(option, right, named)}: {read} cards, no message")
    assert not failures, "\n".join(failures[:20])
