"""Challenges, bold lines, labels, label headings and numbered quizzes: formats that lines of a page tell."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from anki_export.source.edit.ids import pin
from tests.support.reading import cases, parsed, read, read_text

FILES = [
    f"formats-{name}.txt"
    for name in (
        "heading-details",
        "ranks",
        "collapsed-sections",
        "answer-keys",
        "evident-keys",
        "exercises",
        "challenge",
        "bold",
        "labels",
        "output-labels",
        "list-items",
        "answered-paragraphs",
        "lost-marks",
        "odd-ones-out",
        "tables",
        "option-tables",
        "numbered-quiz",
        "label-headings",
        "liascript",
        "filled-blanks",
        "look-alikes",
        "quiz-reviews",
        "form-results",
        "chats",
        "slides",
        "options",
        "unused-signs",
    )
]
CASES = [case for name in FILES for case in cases(name)]
ANSWERS = [
    "A name.",
    "**A name**.\n\nIt stays.",
    "- one\n- two",
    "```\n**Why is this code?**\nQ: And this?\n::: challenge\n```",
    "Text.\n\n    1. Is it code?\n",
    "One\n\n> quoted\n\n1. first\n2. second",
]
answers = st.sampled_from(ANSWERS)
WORDS = "anchor buoy cleat davit eyelet fender gaff halyard inlet jib keel locker mast".split()

QUIZ = """\
??? question "Quiz"
    1. What is a tag?
    2. What is a head?

??? note "Answers"
    1. A name
    2. A branch"""


def counts(page: str) -> tuple[int, int]:
    """How many cards a page has, and how many messages that say that there is none."""
    questions, diagnostics = read_text(page)
    return len(questions), sum(d.rule.code in ("S013", "S015", "S073") for d in diagnostics)


@pytest.mark.parametrize(("page", "result"), CASES)
def test_lines_become_a_card_or_a_message_and_near_misses_stay_text(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), CASES)
def test_line_ends_do_not_matter(page: str, result: str) -> None:
    assert read(page.replace("\n", "\r\n")) == result


@pytest.mark.parametrize("space", ["\t", "\u00a0", "  "])
@pytest.mark.parametrize(
    "page",
    [
        "**Q:** What is a tag?\n**A:** A name.\n\n**Q:** What is a head?\n**A:** A branch.",
        QUIZ,
        "::: challenge\n## Tags\nWhat?\n::: solution\nNames.\n:::\n:::\n\n"
        "::: challenge\n## Heads\nWhat?\n::: solution\nBranches.\n:::\n:::",
    ],
)
def test_a_marker_is_read_with_any_space_behind_it(page: str, space: str) -> None:
    for marker in ("Q:**", "A:**", "1.", "2.", ":::"):
        page = page.replace(f"{marker} ", f"{marker}{space}")
    assert counts(page) == (2, 0)


def test_a_quiz_may_be_indented_with_tabs() -> None:
    assert counts(QUIZ.replace("    ", "\t")) == (2, 0)


def test_a_footnote_and_a_link_of_the_page_work_in_the_answer_of_a_quiz() -> None:
    page = QUIZ.replace("A name", "A [name][n]").replace("A branch", "A branch[^1]")
    (first, second), _ = read_text(f"{page}\n\n[n]: https://example.org\n[^1]: The current one.")
    assert 'href="https://example.org"' in first.answer
    assert "The current one." in second.answer + second.explanation


@given(st.lists(st.tuples(st.booleans(), st.lists(answers, max_size=2), st.integers(3, 9)), min_size=1, max_size=6))
def test_each_challenge_becomes_a_card_or_a_message(challenges: list[tuple[bool, list[str], int]]) -> None:
    pages = []
    for word, (has_heading, solutions, colons) in zip(WORDS, challenges, strict=False):
        inside = "".join(f"\n::: solution\n{answer}\n:::\n" for answer in solutions)
        heading = f"## The {word}\n" * has_heading
        pages.append(f"{':' * colons} challenge\n{heading}\nWhere is the {word} kept?\n{inside}\n{':' * colons}\n")
    with_solution = sum(bool(solutions) for _, solutions, _ in challenges)
    assert counts("\n".join(pages)) == (with_solution, len(challenges) - with_solution)


@given(st.lists(st.none() | answers, min_size=5, max_size=len(WORDS)), st.sampled_from(["", "<br/>\n", "---\n"]))
def test_each_bold_line_that_asks_becomes_a_card_or_a_message(bodies: list[str | None], between: str) -> None:
    lines = [f"**Where is the {word} kept?**\n\n{body or ''}\n\n" for word, body in zip(WORDS, bodies, strict=False)]
    answered = sum(body is not None for body in bodies)
    assert counts(f"{between}\n".join(lines)) == (answered, len(bodies) - answered)


@given(
    st.lists(st.none() | answers, min_size=2, max_size=len(WORDS)),
    st.sampled_from(
        [("**Q:**", "**A:**"), ("Q{}.", "A{}:"), ("**Question {}:**", "**Answer**"), ("Frage:", "Antwort:")]
    ),
)
def test_each_label_of_a_question_becomes_a_card_or_a_message(
    bodies: list[str | None], labels: tuple[str, str]
) -> None:
    answered = sum(body is not None for body in bodies)
    assume(answered >= 2 and answered * 2 >= len(bodies))
    page = ""
    for number, (word, body) in enumerate(zip(WORDS, bodies, strict=False), 1):
        question, answer = (label.format(number) for label in labels)
        page += f"{question} Where is the {word} kept?\n\n"
        page += "Somewhere.\n\nOr not.\n\n" if body is None else f"{answer}\n\n{body}\n\n"
    assert counts(page) == (answered, len(bodies) - answered)


@given(st.lists(st.booleans(), min_size=2, max_size=len(WORDS)), st.booleans(), st.randoms())
def test_each_item_of_a_quiz_becomes_a_card_or_a_message(
    is_answered: list[bool], is_indented: bool, order: random.Random
) -> None:
    answered = sum(is_answered)
    assume(answered * 2 >= len(is_answered))
    questions = [f"{n}. Where is the {word} kept?" for n, word in enumerate(WORDS[: len(is_answered)], 1)]
    given_ones = [f"{n}. Below the {WORDS[n - 1]}" for n, is_there in enumerate(is_answered, 1) if is_there]
    order.shuffle(given_ones)
    space = "    " * is_indented
    page = "\n".join(
        ['??? question "Quick Quiz"', *(space + line for line in questions), "", '??? note "Answers"']
        + [space + line for line in given_ones]
    )
    assert counts(page) == (answered, len(is_answered) - answered)


@pytest.mark.parametrize("page", [case.values[0] for case in CASES])  # type: ignore[attr-defined]
def test_an_id_that_pin_writes_is_read_and_changes_no_card(page: str) -> None:
    before, _ = read_text(page)
    ids = {question.location.line: f"id-{number}" for number, question in enumerate(before) if not question.card_id}
    after, _ = read_text(pin(page, ids, parsed(page)))
    assert [question.card_id for question in after if question.card_id.startswith("id-")] == list(ids.values())
    assert [(one.question, one.answer, one.explanation) for one in after] == [
        (one.question, one.answer, one.explanation) for one in before
    ]
