"""Which numbers before titles are labels: generated pages mix labels and subjects."""

import json
import re

from hypothesis import example, given
from hypothesis import strategies as st

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.source.edit.fix import fix
from tests.support.examples import examples
from tests.support.project import Project, block
from tests.support.reading import parsed, read_text

HEAD = "---\ntopic: Git\nlevel: Basics\n---\n\n"
SUBJECTS = [
    *["200: when sent?", "301: what moved?", "404: what is missing?", "443: which port?", "8080 - which port?"],
    *["127.0.0.1: what is it called?", "8.8.8.8: whose is it?", "2013 - what came out?", "3.5 percent of what?"],
]
DOTS = ["{}. ", "{}) ", "({}) ", "#{} ", "**{}.** ", "{}、"]
COLONS = ["{}: ", "{} - ", "**{}:** "]
NAMES = ["Q{}: ", "Question {} (easy): ", "**Q{}.** ", "q{}) "]


def questions_of(text: str) -> tuple[list[str], tuple[Diagnostic, ...]]:
    questions, diagnostics = read_text(text)
    return [question.question_text for question in questions], diagnostics


def page_of(titles: list[str]) -> str:
    return HEAD + "\n".join(f'??? question "{title}"\n    Because {i}.\n' for i, title in enumerate(titles))


@st.composite
def lists(draw: st.DrawFn) -> list[int]:
    """The numbers of a list, perhaps after one edit without renumbering."""
    marks = draw(st.sampled_from([0, 1]))
    numbers = list(range(marks, marks + draw(st.integers(4, 14))))
    at = draw(st.integers(0, len(numbers) - 1))
    edit = draw(st.sampled_from(["none", "remove", "repeat", "insert", "swap"]))
    if edit == "remove":
        del numbers[at]
    elif edit == "repeat":
        numbers.insert(at, numbers[at])
    elif edit == "insert":
        numbers.insert(at, len(numbers) + marks)
    elif edit == "swap" and at:
        numbers[at - 1], numbers[at] = numbers[at], numbers[at - 1]
    return numbers


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[tuple[str, str]], list[str]]:
    """Titles with what they ask, and the lines of the subjects among them."""
    form = draw(st.sampled_from([*DOTS, *COLONS, *NAMES]))
    numbers = draw(lists())
    if form not in COLONS and draw(st.booleans()):
        numbers = [number + 20 for number in numbers]
    titles = [(form.format(number) + f"Why is w{i} so?", f"Why is w{i} so?") for i, number in enumerate(numbers)]
    few = draw(st.lists(st.sampled_from(SUBJECTS), max_size=len(numbers) // 2 - 1, unique=True))
    for title in [*few, *(f"Who is p{i}?" for i in range(draw(st.integers(0, 3))))]:
        titles.insert(draw(st.integers(0, len(titles))), (title, title))
    return titles, few


@examples(150)
@given(pages())
@example(([(f"{n}: Why is w{n} so?", f"Why is w{n} so?") for n in (2, 3, 4)], []))
def test_a_list_loses_its_numbers_and_a_subject_keeps_its_own(made: tuple[list[tuple[str, str]], list[str]]) -> None:
    titles, subjects = made
    text = page_of([title for title, _ in titles])
    asked, report = questions_of(text)
    assert asked == [words for _, words in titles]
    found = {d.location.line: {d.rule} for d in report if d.rule is Rule.NUMBERS}
    new, _ = fix(text, found, parsed(text))
    assert questions_of(new)[0] == asked
    assert all(f'??? question "{subject}"\n' in new for subject in subjects)
    assert re.sub(r"\d+", "", new) == re.sub(r"\d+", "", text)


@examples(100)
@given(
    st.lists(
        st.builds(
            lambda number, form, word: form.format(number) + f"what about {word}?",
            st.integers(100, 99_999),
            st.sampled_from(COLONS),
            st.sampled_from(["it", "this", "that"]),
        ),
        max_size=9,
    )
)
def test_large_numbers_before_a_colon_stay_on_few_titles(titles: list[str]) -> None:
    text = page_of(titles)
    asked, report = questions_of(text)
    assert asked == [title.replace("**", "") for title in titles]
    assert not [d for d in report if d.rule is Rule.NUMBERS]


@examples(100)
@given(
    st.lists(st.sampled_from([*NAMES, "Q: ", "Question: "]).flatmap(lambda form: st.integers(0, 999).map(form.format)))
)
def test_an_explicit_label_is_recognised_in_any_order(labels: list[str]) -> None:
    asked, _ = questions_of(page_of([f"{label}Why is w{i} so?" for i, label in enumerate(labels)]))
    assert asked == [f"Why is w{i} so?" for i in range(len(labels))]


def test_a_list_number_alone_is_a_label_and_a_subject_alone_is_none() -> None:
    assert questions_of(page_of(["4. What is a tag?"]))[0] == ["What is a tag?"]
    assert questions_of(page_of(["1: What is a tag?"]))[0] == ["What is a tag?"]
    assert questions_of(page_of(["404: what does it mean?"]))[0] == ["404: what does it mean?"]
    assert questions_of(page_of(["404. What does it mean?"]))[0] == ["404. What does it mean?"]


def test_status_codes_are_never_renumbered() -> None:
    text = page_of([f"{code}: what does {word} mean?" for code, word in [(200, "it"), (301, "this"), (404, "that")]])
    assert fix(text, {line: set(Rule) for line in range(1, 30)}, parsed(text)) == (text, [])


def test_a_card_keeps_its_guid_when_its_number_turns_out_to_be_its_subject(project: Project) -> None:
    def guids() -> dict[str, str]:
        lock = json.loads((project.root / "decks/lock.json").read_text())
        return {card["answer"]: card["guid"] for card in lock["cards"]}

    titles = ["what does it mean?", "which port is it?", "what is a tag?"]
    project.page("basics", *[block(f"{i}: {title}", f"Answer {i}") for i, title in enumerate(titles, 1)])
    project.build()
    before = guids()
    numbers = [404, 443, 2013]
    project.page(
        "basics",
        *[block(f"{n}: {title}", f"Answer {i}") for i, (n, title) in enumerate(zip(numbers, titles, strict=True), 1)],
    )
    assert "3 revised" in project.build().stdout
    assert guids() == before
