"""Every way to write a page that asks one question, in folders of such pages: cards are right, or there is a message.

The pages are made from templates, so that what is expected follows from them and not from what the program reads.
"""

from itertools import product

import pytest

from anki_export.disk.source_tree import tree_of
from anki_export.settings import Settings
from anki_export.source.read_pages import Execution, read_pages
from tests.support.html_text import words_of

WORDINGS = {
    "asking": ("What is a groyne?", "How does a lock work?", "Why do dams leak?", "Who opens a sluice?"),
    "orders": ("Explain a groyne", "Describe how a lock works", "List the leaks of a dam", "Draw an open sluice"),
}
TOPICS = ("groynes", "locks", "dams", "sluices")
ANSWERS = ("A wall in the sea.", "Two gates hold water.", "Their clay dries.", "The keeper at noon.")
QUESTION_MARKS = (
    *("# {q}", "# {n}. {q}", "# Question {n}: {q}", "# Question {n}\n\n{q}", "# Exercise {n}: {t}\n\n{q}", "{q}"),
    *("# {t}\n\n{q}", "## {n}-{t}\n\n{q}", "# {t}\n\n## Question\n\n{q}", "# {t}\n\n## Task\n\n{q}", "# {t}\n\n> {q}"),
    *("# {t}\n\n## {q}", "# {t}\n\n**{q}**", "# {t}\n\n**Question:** {q}", "## {q}", "---\ntitle: {t}\n---\n\n{q}"),
    *('---\ntitle: "{q}"\n---', '---\nquestion: "{q}"\n---'),
)
ANSWER_MARKS = (
    *("{a}", "{a}\n\n- since year {n}", "## Answer\n\n{a}", "## Solution\n\n{a}", "**Answer:** {a}", "Answer: {a}"),
    *("**Solution**\n\n{a}", "<details>\n<summary>Answer</summary>\n\n{a}\n\n</details>", "---\n\n{a}"),
    *(
        '??? success "Solution"\n    {a}',
        "## Hints\n\nAsk.\n\n## Solution\n\n{a}",
        "## In short\n\n{a}\n\n## More\n\nOld.",
    ),
)
BESIDE = {
    "solutions/{name}.md": "# {t}\n\n{a}",
    "{name}-solution.md": "{a}",
    "solution/{name}.md": "## Solution\n\n{a}",
}
"""Pages with the answers, by their paths."""
NAMES = ("{n:02}-{t}.md", "exercise-{n}.md", "{n:02}-{t}/README.md")
CERTAIN = ("## Answer", "**Answer:**", "Answer: ")
"""These answer all of the pages that ask, but for a quote, and a page without a title."""


def pages(folder: str, name: str, question: str, answer: str, wording: str) -> dict[str, str]:
    """A page for each question, and another one for its answer if `answer` is a path."""
    found = {}
    for number, (topic, asked, given) in enumerate(zip(TOPICS, WORDINGS[wording], ANSWERS, strict=True), 1):
        values = {"n": number, "t": topic, "q": asked, "a": given}
        path = f"{folder}/{name.format(**values)}"
        if answer in BESIDE:
            around, _, own = path.removesuffix(".md").rpartition("/")
            found[f"{around}/{answer.format(name=own)}"] = BESIDE[answer].format(**values) + "\n"
        below = "" if answer in BESIDE else f"\n\n{answer.format(**values)}"
        found[path] = f"{question.format(**values)}{below}\n"
    return found


@pytest.mark.parametrize("name", NAMES)
def test_pages_of_one_question_become_right_cards_or_a_message(name: str) -> None:
    failures = []
    for question, answer, wording in product(QUESTION_MARKS, (*ANSWER_MARKS, *BESIDE), WORDINGS):
        if answer in BESIDE and "question:" in question:
            continue
        found = read_pages(tree_of(pages("notes", name, question, answer, wording)), Settings(), (), Execution(jobs=1))
        expected = dict(zip(map(words_of, WORDINGS[wording]), map(words_of, ANSWERS), strict=True))
        layout = (question, answer, wording)
        for card in found.questions:
            front, back = words_of(card.question_text), words_of(f"{card.answer_text} {card.explanation_text}")
            own = [given for asked, given in expected.items() if asked in front and asked not in back]
            if len(own) != 1 or [given for given in expected.values() if given in back] != own:
                failures.append(f"{layout}: {front!r}: {back!r}")
        if len(found.questions) < len(expected) and wording == "asking":
            is_certain = answer.startswith(CERTAIN) and question not in ("{q}", "# {t}\n\n> {q}")
            if is_certain or not (found.diagnostics or found.unread):
                failures.append(f"{layout}: {len(found.questions)} cards")
    assert not failures, "\n".join(failures[:20])
