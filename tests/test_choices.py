"""Multiple-choice questions: options on the front, the right ones on the back."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anki_export.deck.note_type import style
from anki_export.release.lock import Card
from anki_export.release.match_by_id_or_text import reconcile
from anki_export.source.pages_and_questions import Question
from tests.support.examples import examples
from tests.support.reading import read_text

OPTION = re.compile(
    r'<li(?P<right> class="iq-correct")?><span class="iq-letter">\w+\)</span> (?P<text>.*?)</li>', re.DOTALL
)


def options_of(question: Question) -> list[tuple[str, bool]]:
    return [(match["text"], bool(match["right"])) for match in OPTION.finditer(question.question)]


def ticked(options: Sequence[str], right: frozenset[int], mark: str) -> list[str]:
    return [f"{mark} [{'x' if i in right else ' '}] {option}" for i, option in enumerate(options)]


def lettered(options: Sequence[str], right: frozenset[int], form: str) -> list[str]:
    lines = [form.format("ABCDEFGH"[i]) + option for i, option in enumerate(options)]
    return [*lines, "", f"**Answer:** {', '.join('ABCDEFGH'[i] for i in sorted(right))}"]


def named(options: Sequence[str], right: frozenset[int], fence: str) -> list[str]:
    return [*(f"* {option}" for option in options), "", fence, options[min(right)], fence]


WORD = st.text("abcdefghijklmnopqrstuvwxyzäß", min_size=3, max_size=9)
OPTIONS = st.lists(st.lists(WORD, min_size=1, max_size=4).map(" ".join), min_size=2, max_size=8, unique=True)


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[str], list[str], frozenset[int]]:
    """The lines of a body, the options, and the indices of the right ones."""
    options = draw(OPTIONS)
    right = draw(st.frozensets(st.integers(0, len(options) - 1), min_size=1, max_size=len(options) - 1))
    kind = draw(st.sampled_from(["ticks", "letters", "code"]))
    if kind == "ticks":
        lines = ticked(options, right, draw(st.sampled_from(["-", "*", "+", "1."])))
    elif kind == "letters":
        lines = lettered(
            options, right, draw(st.sampled_from(["- {}) ", "* {}. ", "- {}: ", "{}. ", "{}) ", "**{}.** "]))
        )
    else:
        right = frozenset([min(right)])
        lines = named(options, right, draw(st.sampled_from(["```", "~~~"])))
    before = draw(st.sampled_from([[], ["Choose.", ""], ["```", "a = 1", "```", ""]]))
    after = draw(st.sampled_from([[], ["", "It was always so."], ["", "| a |", "|---|", "| b |"]]))
    return [*before, *lines, *after], options, right


@given(questions(), st.sampled_from(["\n", "\r\n"]))
def test_a_question_has_exactly_its_options_in_order_and_the_right_ones(
    made: tuple[list[str], list[str], frozenset[int]], end: str
) -> None:
    lines, options, right = made
    page = end.join(['??? question "Which one?"', *(f"    {line}" if line else "" for line in lines)])
    (question,), _ = read_text(page)
    assert options_of(question) == [(option, i in right) for i, option in enumerate(options)]
    assert question.answer_text.split("\n") == [options[i] for i in sorted(right)]
    assert "[x]" not in question.question
    assert "checked" not in question.question


def test_the_front_does_not_style_the_right_options() -> None:
    rules = [rule for rule in re.findall(r"[^{}]+\{", style().css) if "iq-correct" in rule]
    assert rules
    assert all(re.match(r"\s*\.iq-answered\b", rule) for rule in rules)
    assert "iq-answered" not in style().front
    assert "iq-answered" in style().back


def asked(*lines: str) -> Question:
    body = "\n".join(f"    {line}" for line in lines)
    (question,), _ = read_text(f'??? question "Which of these names belongs to a commit?"\n{body}\n')
    return question


def test_options_in_another_order_and_other_ticks_keep_the_key() -> None:
    first = asked("- [ ] a blob", "- [x] a tag", "- [ ] `x`")
    assert asked("- [x] `x`", "- [ ] a tag", "- [ ] a blob").key == first.key
    assert asked("- [ ] a tree", "- [x] a tag", "- [ ] `x`").key != first.key


@pytest.mark.parametrize("others", [0, 1])
def test_a_question_whose_options_change_keeps_its_card_unless_two_have_its_title(others: int) -> None:
    old = asked("- [ ] a blob", "- [x] a tag")
    new = [asked("- [ ] a completely different one", "- [x] a branch")] * (1 + others)
    card = Card("g", "git-basics", old.page, old.key, old.answer_text, "", 1, "1.0.0", 1, "digest")
    found = reconcile(new, ["Git"] * len(new), [card], {"git-basics": "Git"})
    assert (card in found) == (not others)


@pytest.mark.parametrize("sign", [" ✅", " ✔️", " (correct)"])
def test_a_card_that_showed_a_sign_keeps_its_history_without_it(sign: str) -> None:
    new = asked("- [ ] a blob", f"- [x] a tag{sign}", "- [ ] a tree")
    assert new.key == asked("- [ ] a blob", "- [x] a tag", "- [ ] a tree").key
    key = new.key.replace("a tag", f"a tag{sign}")
    card = Card("g", "git-basics", new.page, key, f"a tag{sign}", "", 1, "1.0.0", 1, "digest")
    assert reconcile([new], ["Git"], [card], {"git-basics": "Git"}) == [card]


PIECES = (
    "✅ a", "- ❌ b ✅", "▫️ A) c", "- (a) x (b) y", "а. x <br> б. y", "**A.** x **B.**", "- **a**", "b (correct)",
    "A) one", "B) two", "- [ ] a", "- [x] b", "-", "1.", "- **A)** three", "- [x]", "  > why", "```", "  ```", "  code",
    "", "**Answer: B**", "#### Answer: C", "<details>", "</details>", "text", "![p](x.png)", "- B", "A", "| a |",
    "|---|", "> q", "- A:", "  - [x] n", "<br>", "(A) x",
)  # fmt: skip


# An empty item, alone or as the last option, once ended in an error.
@example(["A) one", "B) two", "", "-", "- **A)** three"])
@example(["- B", "- **A)** three", "-", "![p](x.png)"])
@examples(200)
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_lines_below_a_question_are_too_strange_to_read(lines: list[str]) -> None:
    page = "# Git Quiz\n\n## Q1. Which one is it?\n\n{}\n\n## Q2. Which?\n\n- [ ] a\n- [x] b\n"
    questions, _ = read_text(page.format("\n".join(lines)))
    is_open = any(mark in line for line in lines for mark in ("```", "details>"))
    assert is_open or questions[-1].key.startswith("Which?")
