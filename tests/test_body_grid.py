"""Every kind of answer in every way to write questions: each of its words is on its card, and on no other.

The pages are made from templates, so that what is expected follows from them and not from what the program reads.
"""

from collections.abc import Callable
from textwrap import indent

import pytest

from tests.support.html_text import words_of
from tests.support.reading import read_text

QUESTIONS = (
    "What is the first thing to know about sails?",
    "How does a keel work in strong winds?",
    "Why do boats heel when they turn?",
    "Which rope is pulled to trim a sail?",
)
WORDS = (
    *("apple", "birch", "cedar", "daisy", "grape", "hazel", "irises", "juniper"),
    *("maple", "nettle", "olive", "peach", "sedge", "thyme", "umbel", "viola"),
)
ANSWERS = {
    "line": "{a} alpha.",
    "two paragraphs": "{a} alpha.\n\nThen {b} beta.",
    "three paragraphs": "{a} alpha.\n\nThen {b} beta.\n\nAt last {c} gamma.",
    "list": "- {a} alpha\n- {b} beta\n- {c} gamma",
    "list below a paragraph": "There are several {a}:\n\n- {b} beta\n- {c} gamma",
    "list above a paragraph": "- {a} alpha\n- {b} beta\n\nSo {c} gamma.",
    "loose list": "- {a} alpha\n\n- {b} beta\n\n- {c} gamma",
    "nested list": "- {a} alpha\n  - {b} beta\n    - {c} gamma\n- {d} delta",
    "numbered list": "1. {a} alpha\n2. {b} beta\n3. {c} gamma",
    "loose numbered list": "1. {a} alpha\n\n2. {b} beta\n\n3. {c} gamma",
    "list with code": "- {a} alpha:\n\n  ```sh\n  run {b}\n  ```\n\n- {c} gamma",
    "code in text": "Use {a}:\n\n```sh\nrun {b}\n\nrun {c}\n```\n\nThen {d}.",
    "code without blank lines": "Use {a}:\n```sh\nrun {b}\n```\nThen {c}.",
    "table": "| Name | Text |\n|---|---|\n| {a} | {b} |\n| {c} | {d} |",
    "table in text": "See {a}:\n\n| Name | Text |\n|---|---|\n| {b} | {c} |\n\nSo {d}.",
    "quote": "> {a} alpha\n\nSo {b}.",
    "bold words": "**{a}** is alpha.\n\n**{b}** is beta.",
    "bold lines": "**{a}**\n\nalpha\n\n**{b}**\n\nbeta",
    "picture": "{a} alpha.\n\n![x](data/known.png)\n\n{b} beta.",
    "formula": "{a} alpha:\n\n$$\nx^2\n$$\n\nso {b}.",
    "collapsed block": "{a} alpha.\n\n<details><summary>More</summary>\n\n{b} beta.\n\n</details>",
    "note": "{a} alpha.\n\n> [!NOTE]\n> {b} beta.",
    "example": "{a} alpha.\n\n**Example:** {b} beta.\n\n{c} gamma.",
    "question in text": "{a} alpha. Why {b}? Because {c}.",
    "steps with code": "{a} does:\n\n1. {b}\n2. `{c}`\n\n```\n{d}\n```",
    "hard breaks": "{a} alpha  \n{b} beta  \n{c} gamma",
    "lines": "{a} alpha\n{b} beta\n{c} gamma",
    "breaks in HTML": "{a} alpha<br>{b} beta<br/>{c} gamma",
    "terms": "* {a}: alpha\n* {b}: beta\n* {c}: gamma",
    "bold terms": "- **{a}**: alpha\n- **{b}**: beta\n- **{c}**: gamma",
    "letters": "a) {a} alpha\n\nb) {b} beta",
    "bold steps": "**Step 1:** {a}\n\n**Step 2:** {b}",
    "link": "{a} alpha, see [{b}](https://example.org/x).\n\n[{c}](https://example.org/y)",
    "yes": "Yes. {a} alpha.\n\nNo {b} beta.",
    "number": "42 {a} alpha.\n\n3 {b} beta.",
}


def _template(text: str) -> Callable[[int, str, str], str]:
    """Fill a template; the lines of an answer are indented as far as its place is."""

    def written(number: int, question: str, answer: str) -> str:
        before = text.partition("{a}")[0].rpartition("\n")[2]
        prefix = before if before.startswith(">") else " " * (len(before) - len(before.lstrip()))
        lines = indent(answer, prefix, lambda line: bool(line.strip()) or prefix.startswith(">"))
        return text.format(n=number, q=question, a=lines[len(prefix) :])

    return written


WAYS = {
    name: _template(text)
    for name, text in {
        "heading": "## {q}\n\n{a}",
        "numbered heading": "### {n}. {q}\n\n{a}",
        "heading with Q": "## Q{n}: {q}\n\n{a}",
        "bold": "**{q}**\n\n{a}",
        "numbered bold": "**{n}. {q}**\n\n{a}",
        "bold without blank line": "**{q}**\n{a}",
        "heading and label": "### {q}\n\n**Answer:**\n\n{a}",
        "labels": "**Q:** {q}\n\n**A:**\n\n{a}",
        "item": "{n}. {q}\n\n   {a}",
        "bold item": "{n}. **{q}**\n\n   {a}",
        "bullet": "- {q}\n\n  {a}",
        "bold bullet": "- **{q}**\n\n  {a}",
        "item and label": "{n}. {q}\n\n   **Answer:**\n\n   {a}",
        "details": "<details>\n<summary>{q}</summary>\n\n{a}\n\n</details>",
        "heading and details": "### {q}\n\n<details>\n<summary>Answer</summary>\n\n{a}\n\n</details>",
        "item and details": "{n}. {q}\n\n   <details>\n   <summary>Answer</summary>\n\n   {a}\n\n   </details>",
        "bold and details": "**{q}**\n\n<details><summary>Solution</summary>\n\n{a}\n\n</details>",
        "admonition": '??? question "{q}"\n    {a}',
        "heading and admonition": '### {q}\n\n??? success "Answer"\n    {a}',
        "callout": "> [!question]- {q}\n> {a}",
        "exercise": "**Exercise {n}.** {q}\n\n**Solution.**\n\n{a}",
        "heading of exercise": "## Exercise {n}\n\n{q}\n\n### Solution\n\n{a}",
        "heading with number": "### Question {n}\n\n{q}\n\n#### Answer\n\n{a}",
    }.items()
}
FOOTER = "\n\n## Further reading\n\nThe footer of the page.\n"


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("footer", ["", FOOTER], ids=["at the end", "above a footer"])
def test_no_word_of_an_answer_is_lost_or_on_another_card(way: Callable[[int, str, str], str], footer: str) -> None:
    failures = []
    for name, answer in ANSWERS.items():
        questions, own = [], []
        for number, question in enumerate(QUESTIONS):
            words = WORDS[number * 4 : number * 4 + 4]
            text = answer.format(**dict(zip("abcd", words, strict=True))) if number % 2 else f"{words[0]} omega."
            own.append({word for word in words if word in text})
            questions.append(way(number + 1, question, text))
        cards, messages = read_text("# Sailing interview questions\n\n" + "\n\n".join(questions) + footer)
        for number, question in enumerate(QUESTIONS):
            card = next((card for card in cards if question[:-1] in card.question_text), None)
            if card is None:
                if not messages:
                    failures.append((name, number + 1, "silent"))
                continue
            back = words_of(f"{card.answer_text} {card.explanation_text}")
            shown = {word for word in WORDS if word in words_of(card.question_text) or word in back}
            if shown != own[number] or not own[number] <= {word for word in WORDS if word in back} or "footer" in back:
                failures.append((name, number + 1, sorted(shown ^ own[number])))
    assert not failures


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
@pytest.mark.parametrize("missing", range(len(QUESTIONS)))
def test_a_question_without_answer_is_reported_and_takes_no_other_answer(
    way: Callable[[int, str, str], str], missing: int
) -> None:
    failures = []
    for name in ("line", "two paragraphs", "list", "code in text", "numbered list"):
        questions, own = [], []
        for number, question in enumerate(QUESTIONS):
            words = WORDS[number * 4 : number * 4 + 4]
            text = "" if number == missing else ANSWERS[name].format(**dict(zip("abcd", words, strict=True)))
            own.append({word for word in words if word in text})
            questions.append(way(number + 1, question, text))
        cards, messages = read_text("# Sailing interview questions\n\n" + "\n\n".join(questions) + FOOTER)
        for number, question in enumerate(QUESTIONS):
            card = next((card for card in cards if question[:-1] in card.question_text), None)
            text = words_of(f"{card.question_text} {card.answer_text} {card.explanation_text}") if card else ""
            is_right = card is not None and {word for word in WORDS if word in text} == own[number]
            is_apart = not any(words_of(one[:-1]) in text for one in QUESTIONS if one != question)
            if not (is_apart and "footer" not in text and (is_right if card and number != missing else messages)):
                failures.append((name, number + 1))
            if card and number == missing:
                failures.append((name, number + 1, "without answer"))
    assert not failures
