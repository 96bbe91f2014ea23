"""Questions with hidden answers keep their cards by ids in their pages, and by their words; commands know them."""

import json
import re
from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from anki_export.diagnostics import Location
from anki_export.source.edit.ids import new_id, pin
from anki_export.source.pages_and_questions import Question
from tests.support.project import FIXTURES, Project
from tests.support.reading import cases, parsed, read_text
from tests.support.sites import GENERATORS, Generator

LAYOUTS = {
    "box below a label": '**Q{n}.** What is a {name}?\n\n??? note "Answer"\n\n    {text}',
    "box right below": '**{n}. What is a {name}?**\n??? note "Answer"\n    {text}',
    "box with code": 'What is a {name}?\n\n??? note "Answer"\n\n    ```text\n    {text}\n    ```',
    "answer in the title": 'What is a {name}?\n\n??? note "Answer: {text}"',
    "box in an item": '{n}. What is a {name}?\n\n    ??? note "Answer"\n\n        {text}',
    "box right below an item": '{n}. What is a {name}?\n    ??? note "Answer"\n        {text}',
    "box in a bullet": '- What is a {name}?\n\n    ??? tip "Solution"\n\n        {text}',
    "box in a tab": '=== "Tab {n}"\n\n    What is a {name}?\n\n    ??? note "Answer"\n\n        {text}',
    "box in a quote": '> What is a {name}?\n>\n> ??? note "Answer"\n>\n>     {text}\n\nSo.',
    "box below a heading": '### Exercise {n}\n\nWhat is a {name}?\n\n??? note "Answer"\n\n    {text}',
    "box below a hint": 'What is a {name}?\n\n??? tip "Hint"\n\n    Think.\n\n??? note "Answer"\n\n    {text}',
    "box below options": 'What is a {name}?\n\n- A. {text}\n- B. None of these.\n\n??? success "Answer"\n    **A**',
    "element": "What is a {name}?\n\n<details>\n<summary>Answer</summary>\n\n{text}\n\n</details>",
    "element in a line": "What is a {name}?\n\n<details><summary>Answer</summary>{text}</details>",
    "element behind text": "What is a {name}? <details><summary>Answer</summary>{text}</details>",
    "element behind an item": "- What is a {name}? <details><summary>Answer</summary>{text}</details>",
    "element behind text, on lines": "What is a {name}? <details>\n<summary>Answer</summary>\n\n{text}\n\n</details>",
    "element in an item": "{n}. What is a {name}?\n\n    <details><summary>Answer</summary>{text}</details>",
    "element in a quote": "> What is a {name}?\n>\n> <details>\n> <summary>Answer</summary>\n> {text}</details>\n\nSo.",
    "container": "What is a {name}?\n\n::: details Answer\n{text}\n:::",
}  # fmt: skip
ABOUT = {
    "tag": "A fixed name for a commit.",
    "branch": "A name that moves along with new commits.",
    "stash": "Changes that are put aside for later.",
}
ASKED = "1. What is a tag?\n2. What is a branch?\n3. What is a stash?\n"
LISTS = {
    "one block for a list": f'{ASKED}\n??? note "Answers"\n\n    1. {{tag}}\n    2. {{branch}}\n    3. {{stash}}',
    "one element for a list": (
        f"{ASKED}\n<details>\n<summary>Answers</summary>\n\n1. {{tag}}\n2. {{branch}}\n3. {{stash}}\n\n</details>"
    ),
    "one block for a list in a quote": (
        "> 1. What is a tag?\n> 2. What is a branch?\n> 3. What is a stash?\n>\n"
        '> ??? note "Answers"\n>\n>     1. {tag}\n>     2. {branch}\n>     3. {stash}'
    ),
}
ALL = [*LAYOUTS, *LISTS]
SHOWN = re.compile(r"card:|&lt;!--")


def page(project: Project, layout: str, numbers: str = "123") -> str:
    """A page with three questions in a layout."""
    parts = [
        LAYOUTS[layout].format(n=number, name=name, text=text)
        for number, (name, text) in zip(numbers, ABOUT.items(), strict=True)
        if layout in LAYOUTS
    ]
    project.page("basics", *parts or [LISTS[layout].format(**ABOUT)])
    return text(project)


def text(project: Project) -> str:
    return (project.root / "source/git/basics/index.md").read_text()


def guids(project: Project) -> dict[str, str]:
    """The guids of the cards by the first lines of their questions."""
    rows = json.loads(project.run("list", "--format", "json").stdout)
    return {row["question_text"].removeprefix("Sorting\n").split("\n")[0]: row["guid"] for row in rows}


@pytest.mark.parametrize("layout", ALL)
def test_an_id_keeps_a_card_through_any_rewording_in_any_layout(project: Project, layout: str) -> None:
    page(project, layout)
    project.build()
    released = guids(project)
    assert list(released) == [f"What is a {name}?" for name in ABOUT]
    assert project.run("pin").exit_code == 0
    pinned = text(project)
    assert pinned.count("<!-- card: ") == len(ABOUT)
    assert "added" not in project.run("pin").output
    assert text(project) == pinned
    assert "No cards changed" in project.build().stdout
    reworded = pinned.replace("What is a tag?", "Why would releases need names?").replace(ABOUT["tag"], "To be found.")
    project.page("basics")
    (project.root / "source/git/basics/index.md").write_text(reworded)
    project.build()
    assert guids(project)["Why would releases need names?"] == released["What is a tag?"]
    assert list(guids(project).values()) == list(released.values())


def without_ids(questions: Sequence[Question]) -> list[Question]:
    return [replace(one, location=Location("", 0, 0), last_line=0, card_id="") for one in questions]


@pytest.mark.parametrize(
    ("page", "result"), [case for path in sorted(FIXTURES.glob("hidden-*.txt")) for case in cases(path.name)]
)
def test_a_page_with_hidden_answers_reads_the_same_with_ids(page: str, result: str) -> None:
    questions, told = read_text(page)
    ids: dict[int, str] = {}
    for question in questions:
        ids[question.location.line] = new_id(question.question_text, set(ids.values()))
    pinned = pin(page, ids, parsed(page))
    again, told_again = read_text(pinned)
    assert without_ids(again) == without_ids(questions), pinned
    assert [question.card_id for question in again] == list(ids.values()), pinned
    assert [one.rule for one in told_again] == [one.rule for one in told], pinned


CHANGES = {
    "another kind": ("box in an item", '??? note "Answer"', '??? success "Answer"'),
    "another title": ("box in an item", '"Answer"', '"Click to see the solution"'),
    "expanded": ("box in an item", '??? note "Answer"', '???+ note "Answer"'),
    "another summary": ("element", "Answer</summary>", "Show the answer</summary>"),
    "hints": ("box below a label", '??? note "Answer"', '??? tip "Hint"\n\n    Think twice.\n\n??? note "Answer"'),
    "labels": ("box below a label", "**Q", "**Question "),
    "bullets": ("box in a bullet", "- What", "* What"),
    "headings that say more": ("box below a heading", "### Exercise", "### Sorting, exercise"),
}


@pytest.mark.parametrize(("layout", "old", "new"), CHANGES.values(), ids=CHANGES.keys())
def test_another_markup_keeps_the_cards(project: Project, layout: str, old: str, new: str) -> None:
    before = page(project, layout)
    project.build()
    released = guids(project)
    (project.root / "source/git/basics/index.md").write_text(before.replace(old, new))
    project.build()
    assert list(guids(project).values()) == list(released.values())


@pytest.mark.parametrize("layout", [one for one in ALL if one != "box below options"])
def test_a_question_keeps_its_card_in_another_layout(project: Project, layout: str) -> None:
    page(project, "box below a label")
    project.build()
    released = guids(project)
    page(project, layout)
    project.build()
    assert guids(project) == released


@pytest.mark.parametrize("layout", [name for name, template in LAYOUTS.items() if "{n}" in template])
def test_other_numbers_keep_the_cards(project: Project, layout: str) -> None:
    page(project, layout)
    project.build()
    released = guids(project)
    page(project, layout, numbers="789")
    assert project.run("check", "--fix").exit_code == 0
    project.build()
    assert guids(project) == released


@pytest.mark.parametrize("layout", ALL)
def test_commands_show_questions_with_hidden_answers(project: Project, layout: str) -> None:
    before = page(project, layout)
    assert "3 questions" in project.run("check", "--fix").output
    assert text(project) == before
    assert project.run("list").stdout.count("What is a ") == len(ABOUT)
    result = project.run("preview")
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("generator", GENERATORS, ids=lambda generator: generator.name)
def test_ids_are_not_seen_on_the_site(project: Project, generator: Generator) -> None:
    generator.need()
    for number, layout in enumerate(ALL):
        page(project, layout)
        assert project.run("pin").exit_code == 0
        project.write(f"docs/page{number}.md", text(project))
    site = generator.build(project.root, "http://127.0.0.1/", False).removeprefix("http://127.0.0.1/")
    for number, layout in enumerate(ALL):
        html = (project.root / site / f"page{number}.html").read_text()
        assert not SHOWN.search(re.sub(r"<!--.*?-->", "", html)), layout
