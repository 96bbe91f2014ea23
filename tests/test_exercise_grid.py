"""Every way to mark a task or worked example with every way to mark its solution: right cards, or a message."""

from itertools import product

import pytest

from tests.support.html_text import words_of
from tests.support.reading import read_text

TASKS = (
    ("Find the sum of all digits.", "Show that a knot holds.", "Compute the area of a sail."),
    ("A ship has three masts. How many sails?", "Let x be even. Then what is x²?", "How long is a fathom?"),
    ("The rope holds 100 kg.", "A mast of 10 m has a shadow of 5 m.", "Two numbers have the sum 10."),
)
SOLUTIONS = ("It is 45 by pairs.", "Suppose that it slips.", "It follows from both sides.")
WORDS = (("Example", "Solution"), ("Exercise", "Solution"), ("例题", "解"), ("练习", "解"), ("Aufgabe", "Lösung"))
EXAMPLES = ("Example", "例题")
TASK_MARKS = (
    *("### {w} {n}\n\n{q}", "### {w} {n}: {q}", "## {n}. {w}\n\n{q}", "**{w} {n}.** {q}", "**{w} {n}** {q}"),
    *("**{w} {n}**\n\n{q}", "**{w} {n}**: {q}", "*{w} {n}.* {q}", "{w} {n}: {q}", "### {w}\n\n{q}"),
    *("> **{w} {n}.** {q}",),
)
SOLUTION_MARKS = (
    *("**{s}.** {a}", "**{s}:** {a}", "*{s}:* {a}", "*{s}.* {a}", "{s}: {a}", "#### {s}\n\n{a}", "**{s}**\n\n{a}"),
    *("<details>\n<summary>{s}</summary>\n\n{a}\n\n</details>", "> **{s}.** {a}"),
)


@pytest.mark.parametrize("mark", TASK_MARKS)
def test_tasks_with_solutions_become_right_cards(mark: str) -> None:
    failures = []
    for (word, label), tasks, solution in product(WORDS, TASKS, SOLUTION_MARKS):
        parts = ["# Sequences"]
        for number, (asked, given) in enumerate(zip(tasks, SOLUTIONS, strict=True), 1):
            parts += [mark.format(w=word, n=number, q=asked), solution.format(s=label, a=given)]
        cards, _ = read_text("\n\n".join(parts) + "\n")
        fronts = [words_of(card.question_text) for card in cards]
        backs = [words_of(f"{card.answer_text} {card.explanation_text}") for card in cards]
        are_right = all(front.endswith(words_of(asked)) for front, asked in zip(fronts, tasks, strict=False))
        are_right = are_right and backs == [words_of(given) for given in SOLUTIONS[: len(backs)]]
        if not are_right or (len(cards) < len(tasks) and not _is_left(word, mark, solution)):
            failures.append(f"{(word, tasks[0], solution)}: {list(zip(fronts, backs, strict=True))}")
    assert not failures, "\n".join(failures[:20])


def _is_left(word: str, mark: str, solution: str) -> bool:
    """Whether it is known that such a page gives no cards: quotes below a task in its line, and the like.

    `**Example 1:**` may be inside of a problem, whose solution is below a heading.
    """
    is_hidden, is_heading, is_quote = solution == SOLUTION_MARKS[7], solution[0] == "#", solution[0] == ">"
    is_plain, begins_line = mark[0] == "{", mark[0] != "#" and "\n" not in mark
    return (
        (is_quote and begins_line)
        or (is_plain and (is_heading or is_hidden))
        or (word in EXAMPLES and (is_hidden or (is_heading and mark[0] != "#")))
    )
