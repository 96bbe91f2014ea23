"""Every way to mark a question with every way to mark its answer: cards are right, or the page has a message.

The pages are made from templates, so that what is expected follows from them and not from what the program reads.
"""

import re
from itertools import product
from textwrap import indent

import pytest

from anki_export import Diagnostic, Question, Rule
from tests.support.html_text import words_of
from tests.support.reading import read_text

ASKING = (
    *("What is a bight?", "How does a hitch hold?", "Why does a rope break?", "When is a sail reefed?"),
    *("Which knot does a climber use?", "Who may board a ship?"),
)
WORDINGS = {
    "asking": ASKING,
    "without mark": tuple(title.rstrip("?") for title in ASKING),
    "orders": (
        "Explain a bight",
        "Describe a hitch",
        "List the ropes",
        "Compare two sails",
        "Name a knot",
        "Define a reef",
    ),
    "names": ("Bight", "Hitches", "Kinds of rope", "Sails and reefs", "Knots of climbers", "Boarding"),
}
ANSWERS = (
    "A bend of it.",
    "By friction alone.",
    "Its fibres age.",
    "In a strong wind.",
    "The figure eight.",
    "The crew.",
)
TITLES = {"plain": "# Ropes", "quiz": "# Interview questions about ropes"}
QUESTION_MARKS = (
    *(
        "## {q}",
        "### {n}. {q}",
        "### Q{n}: {q}",
        "### Question {n}\n\n{q}",
        "### Exercise {n}\n\n{q}",
        "### {n}\n\n{q}",
    ),
    *(
        "### Exercise {n}: {q}",
        "**{q}**",
        "**{n}. {q}**",
        "***{q}***",
        "{n}. **{q}**",
        "- **{q}**",
        "{n}. {q}",
        "{n}) {q}",
    ),
    *("- {q}", "{q}", "({n}) {q}", "> {q}", "Q: {q}", "**Q:** {q}", "Q{n}. {q}", "**Q{n}.** {q}", "Question {n}: {q}"),
    *("**Question {n}:** {q}", "**Question {n}**\n\n{q}", "Exercise {n}: {q}", "**Exercise {n}:** {q}", "❓ {q}"),
    *("**Exercise {n}**\n\n{q}", "**Exercise {n}.** {q}", "<u>{q}</u>", "*{q}*", "---\n\n{q}"),
)
ANSWER_MARKS = (
    *("\n\n{a}", "\n{a}", "\n\nA: {a}", "\nA: {a}", "\n\n**A:** {a}", "\n\nAnswer: {a}", "\n\n**Answer:**\n\n{a}"),
    *("\n\n*Answer: {a}*", "\n\nSolution: {a}", "\n\n**Solution**\n\n{a}", "\n\n> {a}", "\n\n- {a}", "\n- {a}"),
    *(
        "\n\n<details>\n<summary>Answer</summary>\n\n{a}\n\n</details>",
        "\n\n<details><summary>Show</summary>\n{a}\n</details>",
    ),
    *(" -> {a}", " - {a}", " {a}", " **{a}**", "\n=> {a}", "\n\n```\n{a}\n```", "\n\n#### Answer\n\n{a}", "\n\n*{a}*"),
    *('\n\n??? success "Solution"\n    {a}', "\n\n💡 {a}", "\n\n||{a}||"),
)
MARKER = re.compile(r"(?:\d+[.)]|-) ")
EXERCISE = re.compile(r"exercise \d (?=\w)")
"""What may stay on a front: the label of an exercise whose words do not ask."""


def page(title: str, question: str, wording: str, answer: str, *, is_indented: bool) -> str:
    """A page with six questions; answers in their own lines are indented as the text of a list item, or not."""
    parts = [TITLES[title]]
    for number, (asked, given) in enumerate(zip(WORDINGS[wording], ANSWERS, strict=True), 1):
        head, body = question.format(n=number, q=asked), answer.format(a=given)
        marker = MARKER.match(head)
        parts.append(head + (indent(body, " " * marker.end()) if marker and is_indented and body[0] == "\n" else body))
    return "\n\n".join(parts) + "\n"


def wrong(cards: list[Question], wording: str) -> list[str]:
    """The cards that are not on a page: their front is another text, or their back more or less than one answer."""
    expected = {words_of(asked): words_of(given) for asked, given in zip(WORDINGS[wording], ANSWERS, strict=True)}
    found = []
    for card in cards:
        back = words_of(f"{card.answer_text} {card.explanation_text}")
        own = expected.get(EXERCISE.sub("", words_of(card.question_text)))
        others = [given for given in expected.values() if given != own and given in back]
        if own is None or own not in back or others:
            found.append(f"{card.question_text!r}: {back!r}")
    return found


@pytest.mark.parametrize("question", QUESTION_MARKS)
def test_a_layout_becomes_right_cards_or_a_message(question: str) -> None:
    failures = []
    for title, wording, answer, is_indented in product(TITLES, WORDINGS, ANSWER_MARKS, (True, False)):
        if not is_indented and (MARKER.match(question) is None or answer[0] != "\n"):
            continue
        text = page(title, question, wording, answer, is_indented=is_indented)
        cards, messages = read_text(text)
        found = wrong(cards, wording)
        is_question = title != "plain" or wording == "asking"
        if is_question and len(cards) < len(ANSWERS) and not any(map(says_unread, messages)):
            found.append(f"{len(cards)} cards, no message")
        failures += [f"{(title, wording, answer, is_indented)}: {one}" for one in found]
    assert not failures, "\n".join(failures[:20])


def says_unread(message: Diagnostic) -> bool:
    return message.rule not in (Rule.NO_QUESTIONS, Rule.NOTHING_TO_BUILD)
