"""Quizzes of mkdocs-quiz: options and gaps between tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_export.source.edit.ids import pin
from tests.support.examples import examples
from tests.support.reading import cases, parsed, read, read_text

CASES = cases("formats-quiz.txt")
SKIPPED = {"S013", "S015", "S073"}

questions = st.sampled_from(
    [
        "Which one?",
        "**Which** one?\nOf all.",
        "### Which one?",
        "Which one?\n\n```\n- [x] code\n</quiz>\n```",
        "1. Which?",
    ]
)
options = st.lists(st.sampled_from(["- [x] yes", "- [X] `a`\n> Right.", "* [ ] no", "- [] none"]), max_size=4)
gaps = st.sampled_from(["The [[sky]] is blue.", "`[[ a ]]`", "[[a](b)]", "One [[1]] and\n\ntwo [[2]]."])
endings = st.sampled_from(["", "\n---\nText.\n", "\n\nText.\n\n- [link](b)\n"])
indents = st.sampled_from(["", '=== "Tab"\n\n    ', "!!! note\n    ", "- item\n\n    ", "1.  item\n\n    "])


def quiz(text: str, above: str) -> str:
    """A block between tags, inside another one if there is something above it."""
    spaces = " " * (len(above) - len(above.rstrip(" ")))
    lines = ["<quiz>", *text.split("\n"), "</quiz>"]
    return above.rstrip(" ") + "\n".join(f"{spaces}{line}".rstrip() for line in lines) + "\n\nText.\n\n"


def is_card(text: str) -> bool:
    """Whether an option outside code is right, or, without options, a word outside code is a gap."""
    outside = text.partition("```")[0] + text.rpartition("```")[2]
    if any(mark in outside for mark in ("[ ]", "[]", "[x]", "[X]")):
        return "[x]" in outside or "[X]" in outside
    return any(gap in outside for gap in ("[[sky]]", "[[1]]"))


@pytest.mark.parametrize(("page", "result"), CASES)
def test_a_quiz_becomes_a_card_or_a_message_and_near_misses_stay_text(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), CASES)
def test_line_ends_do_not_matter(page: str, result: str) -> None:
    assert read(page.replace("\n", "\r\n")) == result


@examples(100)
@given(st.lists(st.tuples(indents, questions, options, gaps, endings), min_size=1, max_size=5))
def test_each_quiz_becomes_a_card_or_a_message(parts: list[tuple[str, str, list[str], str, str]]) -> None:
    page, expected = "", 0
    for number, (above, question, choices, text, ending) in enumerate(parts):
        numbered = question.replace("Which", f"Which {number}")
        inner = "\n".join([numbered, "", *choices] if choices else [f"Case {number} says: {text}"]) + ending
        page += quiz(inner, above)
        expected += is_card(inner)
    found, diagnostics = read_text(page)
    assert len(found) == expected
    assert sum(d.rule.code in SKIPPED for d in diagnostics) == len(parts) - expected


@pytest.mark.parametrize("page", [case.values[0] for case in CASES])  # type: ignore[attr-defined]
def test_an_id_that_pin_writes_is_read_and_changes_no_card(page: str) -> None:
    before, _ = read_text(page)
    takes_none = {entry.lines.start + 1 for entry in parsed(page).entries if not entry.takes_id}
    ids = {one.location.line: f"id-{number}" for number, one in enumerate(before) if not one.card_id}
    ids = {line: card_id for line, card_id in ids.items() if line not in takes_none}
    after, _ = read_text(pin(page, ids, parsed(page)))
    assert [one.card_id for one in after if one.card_id.startswith("id-")] == list(ids.values())
    assert [(one.question, one.answer, one.explanation) for one in after] == [
        (one.question, one.answer, one.explanation) for one in before
    ]


def test_markers_may_have_tabs_and_unbreakable_spaces() -> None:
    (one,), _ = read_text("<quiz>\nWhich?\n-\t[x]\tThis\n- [\u00a0] That\n</quiz>\n")
    assert "This" in one.answer_text and "[" not in one.answer_text


def test_a_gap_does_not_tell_how_long_its_word_is() -> None:
    pages = (f"<quiz>\nIt is [[{word}]].\n</quiz>\n" for word in ("I", "a long name"))
    fronts = {read_text(page)[0][0].question for page in pages}
    assert fronts == {'It is <span class="iq-gap">[…]</span>.'}


def test_links_and_footnotes_of_the_page_work_in_a_quiz() -> None:
    (one,), _ = read_text(
        "<quiz>\nA [[tag]][^1]: [manual].\n</quiz>\n\n[manual]: https://example.org\n\n[^1]: A note.\n"
    )
    assert one.question.count("https://example.org") == one.answer.count("https://example.org") == 1


def test_numbers_of_quizzes_are_no_part_of_their_questions() -> None:
    found, _ = read_text("".join(f"<quiz>\n{n}. Which is {n}?\n- [x] {n}\n</quiz>\n\n" for n in range(1, 5)))
    assert [one.question_text.split("\n")[0] for one in found] == [f"Which is {n}?" for n in range(1, 5)]


def test_thousands_of_quizzes_are_read_and_one_without_end_is_reported() -> None:
    page = "<quiz>\nWhich is {}?\n- [x] This\n</quiz>\n\n"
    found, diagnostics = read_text("".join(page.format(n) for n in range(1000)) + "<quiz>\n" * 1000)
    assert len(found) == 1000
    assert sum(d.rule.code == "S015" for d in diagnostics) == 1000
