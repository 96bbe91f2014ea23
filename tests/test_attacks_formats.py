"""The attacks again, on pages whose questions are written in other formats than the main one."""

import pytest

from tests.support.attacks import FRAGMENTS, INVISIBLE, attacks, flaws
from tests.support.reading import read_text

HEAD = "---\ntopic: Git\nlevel: Basics\nformats: [auto, {}]\n---\n\n"
FORMATS = {
    "heading": "### {}\n\n{}\n\n",
    "details": "<details>\n<summary>{}</summary>\n\n{}\n\n</details>\n\n",
    "labels": "**Q:** {}\n\n**A:** {}\n\n",
    "obsidian": "{}\n?\n{}\n\n",
    "hashcards": "Q: {}\nA: {}\n\n",
    "hashcards, problems": "P: {}\nS: {}\n\n",
    "hascard": "# {}\n\n{}\n\n---\n\n",
    "inka": "---\nDeck: Git\n\n1. {}\n> {}\n\n---\n",
    "logseq": "- {} #card\n\t- {}\n",
}
"""A question and its answer."""
KNOWN = "Where is the mast?"


def page(format: str, question: str, answer: str) -> str:
    """A question between two others, which make sure that the format is read."""
    write = FORMATS[format].format
    return (
        HEAD.format(format.partition(",")[0])
        + write(KNOWN, "Up.")
        + write(question, answer)
        + write("Where is the keel?", "Down.")
    )


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("file", FRAGMENTS)
def test_no_active_content_reaches_a_card_or_message(format: str, file: str) -> None:
    found: list[tuple[object, ...]] = []
    count = 0
    for attack in attacks(file):
        pages = {"answer": page(format, "Where is it?", f"**It**.\n\n{attack.text}")}
        if "\n" not in attack.text:
            pages["option"] = page(format, "Where is it?", f"- [ ] {attack.text}\n- [x] So {attack.text}")
            pages["title"] = page(format, f"Where is {attack.text}?", "**It**.")
        for place, text in pages.items():
            questions, report = read_text(text)
            count += len(questions)
            for one in questions:
                media = frozenset(each.name for each in one.media)
                for html in (one.question, one.answer, one.explanation):
                    found += [(place, attack.title, flaw) for flaw in flaws(html, media)]
            found += [(place, attack.title, d.message) for d in report if INVISIBLE.search(d.message)]
    assert found == []
    assert count > len(attacks(file)) * 4


IN_A_LINE = {
    "obsidian": "Where is it?::{}\n\n{}:::That.\n\nOne ==gap== {}\n<!--SR:!1,1,1-->\n\n=={}==\n<!--SR:!1,1,1-->\n",
    "hashcards": "C: A [gap] {}\n\nC: A [{}].\n",
    "logseq": "- {} {{{{cloze gap}}}} #card\n- {{{{cloze {}}}}} #card\n\t- {}\n- #card {}\n\t- That.\n",
}
"""Cards that a line holds, or that ask for gaps."""


@pytest.mark.parametrize("format", IN_A_LINE)
@pytest.mark.parametrize("file", FRAGMENTS)
def test_no_active_content_reaches_a_card_of_a_line_or_gap(format: str, file: str) -> None:
    found: list[tuple[object, ...]] = []
    count = 0
    for attack in attacks(file):
        text = " ".join(attack.text.split())
        questions, _ = read_text(HEAD.format(format) + IN_A_LINE[format].format(*[text] * 4))
        count += len(questions)
        for one in questions:
            media = frozenset(each.name for each in one.media)
            for html in (one.question, one.answer, one.explanation):
                found += [(attack.title, flaw) for flaw in flaws(html, media)]
    assert found == []
    assert count > len(attacks(file))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("file", FRAGMENTS)
def test_an_attack_takes_no_text_of_other_questions_and_loses_none_in_silence(format: str, file: str) -> None:
    for attack in attacks(file):
        questions, report = read_text(page(format, "Where is it?", f"**It**.\n\n{attack.text}"))
        is_card = format == "obsidian" and "::" in attack.text  # a card of its own, below the other one
        assert len(questions) == 3 or report or is_card, attack.title
        assert not [one for one in questions if "keel" in one.answer + one.explanation], attack.title
        asked = {one.question_text: one.answer for one in questions}
        assert asked.get(KNOWN, "<p>Up.</p>") == "<p>Up.</p>", attack.title
