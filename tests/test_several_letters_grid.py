"""Every way to name two right options in every place for an answer: both are right, or none is."""

from textwrap import indent

import pytest

from tests.support.reading import read_text

NAMES = (
    *("A, C", "A C", "AC", "A,C", "A; C", "A/C", "A+C", "A & C", "A and C", "A, and C", "A or C", "A und C", "A et C"),
    *(
        "A y C",
        "A и C",
        "A、C",
        "A，C",
        "(A), (C)",
        "A) and C)",
        "A. and C.",
        "**A, C**",
        "`A`, `C`",
        "a, c",
        "a and c",
    ),
    *("A, C.", "A, C (both are metals)", "A, C - both are metals", "A, C because both are metals", "A.\nC."),
    *(
        "A. iron, C. copper",
        "A (iron), C (copper)",
        "A - iron, C - copper",
        "A: iron; C: copper",
        "A and C are correct",
    ),
    *("Options A and C", "A. iron, C. copper. Both are metals."),
)
PLACES = {
    "plain": "Answer: {}",
    "bold": "**Answer: {}**",
    "bold label": "**Answer:** {}",
    "reason": "**Answer: {}**\n\nBoth are metals.",
    "quote": "> Answer: {}",
    "quote with reason": "> **Answer: {}**\n>\n> Both are metals.",
    "block": "<details><summary>Answer</summary>\n\n{}\n\n</details>",
    "block with label": "<details><summary>Answer</summary>\n\n**Correct: {}**\n\nBoth are metals.\n\n</details>",
    "heading": "#### Answer\n\n{}",
    "box": '??? success "Answer"\n    {}',
}
OPEN = {"A C", "A (iron), C (copper)"}
"""Read only if nothing else is in the paragraph."""


def answer_in(place: str, name: str) -> str:
    if "\n" in name and place.startswith(">"):
        name = name.replace("\n", "\n> ")
    return place.format(indent(name, "    ").lstrip() if place.startswith("?") else name)


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_no_right_option_is_missed_where_two_are_named(place: str) -> None:
    missed = []
    for name in NAMES:
        page = (
            "# Quiz\n\n### 1. Which two of these are metals?\n\n- A. iron\n- B. sulfur\n- C. copper\n- D. neon\n\n"
            f"{answer_in(place, name)}\n\n"
            "### 2. Which of these is a gas?\n\n- A. gold\n- B. lead\n- C. tin\n- D. neon\n\n"
            f"{answer_in(place, 'D')}\n"
        )
        cards, messages = read_text(page)
        first = next((card for card in cards if "metals" in card.question), None)
        right = first.question.count("iq-correct") if first else 0
        is_told = first is None and bool(messages)
        if not (right == 2 or is_told or (right == 0 and name in OPEN)):
            missed.append((name, right))
    assert not missed
