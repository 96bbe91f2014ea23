"""Every heading or summary that asks is a card or has a message, whatever stands around it."""

from hypothesis import given
from hypothesis import strategies as st

from tests.support.examples import examples
from tests.support.reading import read_text

ASKS = ("What is a {}?", "Why does a {} matter?", "How do you stop a {}?")
BODIES = ("A short answer about it.", "- one\n- two", "```\n# not a heading\n```", "TODO", "", "> quoted\n\nand more")
sections = st.lists(st.tuples(st.sampled_from(ASKS), st.sampled_from(BODIES)), min_size=5, max_size=12)
ends = st.sampled_from(["\n", "\r\n"])


def written(asked: list[tuple[str, str]], form: str) -> str:
    """A page of questions; `form` has places for number, question and answer."""
    parts = [form.format(number, ask.format(f"thing{number}"), body) for number, (ask, body) in enumerate(asked, 1)]
    return "# Notes\n\n" + "\n".join(parts)


@examples(60)
@given(
    sections,
    st.sampled_from(
        [
            "## {1}\n\n{2}\n",
            "#### {0}. {1} ####\n{2}\n",
            "## Q{0}: {1}\n\n{2}\n",
            "<a name='q{0}'></a>\n### {0}) **{1}**\n\n{2}\n\n---\n",
            "<details>\n<summary>{1}</summary>\n\n{2}\n\n</details>\n",
            "<details><summary><b>{0}. {1}</b></summary><br>\n\n{2}\n\n</details>\n\nText between.\n",
        ]
    ),
    ends,
)
def test_each_question_of_a_page_is_one_card_or_has_a_message(
    asked: list[tuple[str, str]], form: str, end: str
) -> None:
    page = written(asked, form)
    questions, diagnostics = read_text(page.replace("\n", end))
    lines = page.split("\n")
    places = [next(n for n, line in enumerate(lines, 1) if f"thing{i}" in line) for i in range(1, len(asked) + 1)]
    cards = [question.location.line for question in questions]
    said = {diagnostic.location.line for diagnostic in diagnostics}
    for number, (place, (_, body)) in enumerate(zip(places, asked, strict=True), 1):
        here = [line for line in cards if line in (place, place - 1)]
        has_answer = body not in ("TODO", "")
        assert len(here) == has_answer, (number, page)
        assert here or said & {place, place - 1}, (number, page)
    assert len(cards) == len({question.question for question in questions})
    for question, text in zip(questions, [q.answer_text + q.explanation_text for q in questions], strict=True):
        others = {f"thing{i}" for i in range(1, len(asked) + 1)} - {question.question_text.split("thing")[-1]}
        assert not any(f"{other}?" in text for other in others)
