"""A question keeps its card, however it is marked: in each format, and from one format to another."""

import json
from itertools import pairwise

import pytest

from tests.support.project import Project

ABOUT = {
    "tag": "A fixed name for a commit.",
    "branch": "A name that moves along with new commits.",
    "stash": "Changes that are put aside for later.",
    "remote": "The address of another copy of the repository.",
    "submodule": "A repository inside a folder of another one.",
    "worktree": "A second folder with files of the same repository.",
}
FORMATS = {
    "admonition": '??? question "{n}. What is a {name}?"\n    {text}',
    "heading": "### {n}. What is a {name}?\n\n{text}",
    "heading in a list": "{n}. ### What is a {name}?\n   {text}",
    "details": "<details>\n<summary>{n}. What is a {name}?</summary><br><b>\n{text}\n</b></details>",
    "details in a line": "<details><summary><b>{n}. What is a {name}?</b></summary>{text}</details>",
    "bold": "**{n}. What is a {name}?**\n\n{text}",
    "labels": "**Q{n}:** What is a {name}?\n**A:** {text}",
    "quiz": "<quiz>\n{n}. What is a {name}?\n- [x] {text}\n- [ ] None of these.\n</quiz>",
}
FLASHCARDS = {
    "obsidian": "#flashcards What is a {name}?::{text}",
    "obsidian, below": "#flashcards\nWhat is a {name}?\n?\n{text}",
    "hashcards": "P: What is a {name}?\nS: {text}",
    "inka": "---\n\nDeck: Git\n\n1. What is a {name}?\n\n> {text}\n\n---",
    "logseq": "- What is a {name}? #card\n\t- {text}",
}
"""Those of other programs have no numbers."""
PAGE = "source/git/basics/index.md"
SNIPPETS = [f"let a = {n};\nconsole.log(a + {word!r});" for n, word in enumerate("one two three four five six".split())]


def page(project: Project, format: str, *names: str, numbers: str = "123456") -> None:
    """A page with the questions about some words, in a format."""
    parts = [
        {**FORMATS, **FLASHCARDS}[format].format(n=number, name=name, text=ABOUT.get(name, ABOUT["tag"]))
        for number, name in zip(numbers, names or ABOUT, strict=False)
    ]
    if format == "logseq":  # whose pages are nothing but lists
        project.write(PAGE, "---\ntopic: Git\nlevel: Basics\n---\n\n" + "\n".join(parts) + "\n")
    else:
        project.page("basics", "## Interview questions", *parts)


def guids(project: Project) -> dict[str, str]:
    """The guids of the cards by the first lines of their questions."""
    rows = json.loads(project.run("list", "--format", "json").stdout)
    return {row["question_text"].split("\n")[0]: row["guid"] for row in rows}


def outputs(snippets: list[str], *, title: str = "What is logged?", edited: str = "") -> str:
    """Headings with the same title, each with code and options above a hidden answer."""
    return "\n\n".join(
        f"### {n}. {title}\n\n```js\n{code}\n```\n\n- A: `text{edited}`\n- B: `NaN`\n\n"
        f"<details><summary><b>Answer</b></summary>\n\n#### Answer: A\n\nText is joined.\n\n</details>"
        for n, code in enumerate(snippets, 1)
    )


def by_code(project: Project) -> dict[str, str]:
    """The guids of the cards by the code in their questions."""
    rows = json.loads(project.run("list", "--format", "json").stdout)
    found = {code: row["guid"] for row in rows for code in SNIPPETS if code.split("\n")[1] in row["question_text"]}
    assert len(found) == len(rows)
    return found


@pytest.mark.parametrize(
    ("before", "after"),
    [*pairwise([*FORMATS, *FLASHCARDS]), *(("admonition", format) for format in FLASHCARDS), ("heading", "admonition")],
)
def test_a_question_keeps_its_card_in_another_format(project: Project, before: str, after: str) -> None:
    page(project, before)
    project.build()
    released = guids(project)
    assert len(released) == len(ABOUT)
    page(project, after)
    project.build()
    assert guids(project) == released


@pytest.mark.parametrize("format", [*FORMATS, *FLASHCARDS])
def test_questions_that_are_moved_and_reworded_keep_their_cards_in_any_format(project: Project, format: str) -> None:
    page(project, format)
    project.build()
    released = guids(project)
    page(project, format, "stash", "light tag", "worktree", "remote", "branch", "submodule")
    project.build()
    moved = guids(project)
    assert moved.pop("What is a light tag?") == released.pop("What is a tag?")
    assert moved == released


@pytest.mark.parametrize("format", [*FORMATS, *FLASHCARDS])
def test_an_id_keeps_a_card_through_any_rewording_in_any_format(project: Project, format: str) -> None:
    page(project, format)
    project.build()
    released = guids(project)
    assert project.run("pin").exit_code == 0
    project.build()
    path = project.root / PAGE
    text = path.read_text()
    assert text.count("<!-- card: ") == len(ABOUT)
    text = text.replace("What is a tag?", "Why would releases need names?").replace(ABOUT["tag"], "To find them again.")
    path.write_text(text)
    project.build()
    assert guids(project)["Why would releases need names?"] == released["What is a tag?"]


@pytest.mark.parametrize("format", FORMATS)
def test_numbers_are_fixed_in_any_format(project: Project, format: str) -> None:
    page(project, format, numbers="123556")
    project.build()
    released = guids(project)
    assert "S034" in project.run("check").output
    project.run("check", "--fix")
    text = (project.root / PAGE).read_text()
    page(project, format)
    assert text == (project.root / PAGE).read_text()
    assert guids(project) == released


def test_questions_with_the_same_words_are_told_apart_by_their_code(project: Project) -> None:
    project.page("basics", outputs(SNIPPETS))
    result = project.build()
    assert "S006" not in result.stderr and "S036" not in result.stderr
    released = by_code(project)
    assert len(set(released.values())) == len(SNIPPETS)
    project.page("basics", outputs(SNIPPETS[::-1], edited="!"))
    project.build()
    assert by_code(project) == released


def test_a_question_does_not_take_the_card_of_another_one_in_the_same_words(project: Project) -> None:
    project.page("basics", outputs(SNIPPETS[:4]))
    project.build()
    released = by_code(project)
    other = "for (const key in [7, 8]) {\n  document.write(typeof key);\n}"
    project.page("basics", outputs([*SNIPPETS[:3], other]))
    project.build()
    rows = json.loads(project.run("list", "--format", "json").stdout)
    assert {row["guid"] for row in rows} & set(released.values()) == {released[code] for code in SNIPPETS[:3]}


def test_code_that_differs_in_a_sign_makes_another_question(project: Project) -> None:
    project.page("basics", outputs(["let a = 1;\nlet b = a;", "let a = 1;\nlet b = 'a';"]))
    project.build()
    assert len(json.loads(project.run("list", "--format", "json").stdout)) == 2


def test_options_that_come_to_the_front_keep_the_card(project: Project) -> None:
    """An answer that is hidden on the page from now on leaves the options on the front."""
    other = "### 2. Which kind of name stays fixed?\n\nThe tag."
    shown = f"### 1. What moves along?\n\n- A) tag\n- B) branch\n\n{other}"
    project.page("basics", "## Interview questions", shown)
    project.build()
    released = guids(project)
    hidden = "- A) tag\n- B) branch\n\n<details><summary>Answer</summary>\n\nB\n\n</details>"
    project.page("basics", "## Interview questions", shown.replace("- A) tag\n- B) branch", hidden))
    project.build()
    rows = json.loads(project.run("list", "--format", "json").stdout)
    assert "branch" in rows[0]["question_text"]
    assert guids(project) == released


def test_a_title_that_occurs_twice_says_nothing_about_its_card(project: Project) -> None:
    """Which of two questions in the same words became the one with code can't be known from the words."""
    plain = (
        "### 1. What is logged?\n\nA warning by the linter about a variable.\n\n### 2. Who logs it?\n\nIt has no use."
    )
    project.page("basics", "## Interview questions", plain)
    project.build()
    (released, _) = guids(project).values()
    project.page("basics", "## Interview questions", outputs(SNIPPETS))
    project.build()
    assert released not in by_code(project).values()
