"""Conflict markers in pages: an error with its line, and nothing else of the page is read."""

import json

import pytest

from anki_export.text.merge_conflicts import conflict_lines, sides
from tests.support.project import Project, block

CONFLICT = "<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n"
QUESTION = block("What is a tag?")
PAGES = {
    "a question of both sides": (CONFLICT.format(QUESTION, block("What is a branch?")), 1),
    "a question of one side": (CONFLICT.format("", QUESTION), 1),
    "another answer": (f"# Git\n\n{CONFLICT.format(QUESTION, block('What is a tag?', 'A name'))}", 3),
    "what is below the first line": (QUESTION + "\n" + CONFLICT.format("    Ours.", "    Theirs."), 5),
    "the title": (CONFLICT.format('??? question "Who?"', '??? question "Why?"') + "    **So**.\n", 1),
    "the front matter": (f"---\n{CONFLICT.format('title: Git', 'title: SQL')}---\n\n{QUESTION}\n", 2),
    "text beside a question": (f"{QUESTION}\n\n{CONFLICT.format('One.', 'Two.')}", 6),
    "the style diff3": (CONFLICT.format("a\n||||||| 04ed455\nb", "c") + QUESTION, 1),
    "the line ends of Windows": (CONFLICT.format("a", QUESTION).replace("\n", "\r\n"), 1),
    "code in an answer": (
        '??? question "Why?"\n    **So**.\n\n    ```sh\n' + CONFLICT.format("    a", "    b") + "    ```\n",
        5,
    ),
    "a fence that one side closes": (
        f"{QUESTION}\n\n```\n<<<<<<< HEAD\n```\n\nText.\n=======\nb\n```\n>>>>>>> other\n",
        7,
    ),
    "a fence that is never closed": (f"{QUESTION}\n\n```\n{CONFLICT.format('a', 'b')}", 7),
    "headings": (
        "\n\n".join(f"## What is {n}?\n\nThis is {n}." for n in range(6)) + f"\n\n{CONFLICT.format('', '')}",
        25,
    ),
}


@pytest.mark.parametrize(("page", "line"), PAGES.values(), ids=PAGES)
def test_a_conflict_is_the_only_message_of_its_page(project: Project, page: str, line: int) -> None:
    project.page("advanced", block("What is a blob?"))
    project.write("source/git/basics.md", page)
    result = project.run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"source/git/basics.md:{line}:1: error S065 a merge left conflict markers\n    hint: "
    )
    assert result.stdout.count("error") == 2 and "warning" not in result.stdout


SHOWN = CONFLICT.format("ours", "theirs")
LOOK_ALIKES = {
    "a heading that is underlined": "Conflicts\n=======\n\nText.\n",
    "in a fence": f"```text\n{SHOWN}```\n",
    "in a fence of tildes": f"~~~~\n{SHOWN}~~~\n~~~~\n",
    "in a longer fence with a fence in it": f"````\n```\n{SHOWN}```\n````\n",
    "indented code": "".join(f"    {line}\n" for line in SHOWN.splitlines()),
    "in a quote": "".join(f"> {line}\n" for line in SHOWN.splitlines()),
    "a single marker": "<<<<<<< HEAD\n\nText.\n",
    "without the end": "<<<<<<< HEAD\na\n=======\nb\n",
    "without the middle": "<<<<<<< HEAD\na\n>>>>>>> other\n",
    "in another order": "=======\n>>>>>>> other\n<<<<<<< HEAD\n",
    "eight signs": SHOWN.replace("<<<<<<<", "<<<<<<<<").replace(">>>>>>>", ">>>>>>>>"),
    "six signs": SHOWN.replace("=======", "======"),
    "no space before the label": SHOWN.replace("< HEAD", "<HEAD"),
    "text after the middle": SHOWN.replace("=======", "======= b"),
    "code in a line": "Git writes `<<<<<<< HEAD`, `=======` and `>>>>>>> other`.\n",
}


@pytest.mark.parametrize("text", LOOK_ALIKES.values(), ids=LOOK_ALIKES)
def test_text_that_only_looks_like_a_conflict_is_text(project: Project, text: str) -> None:
    project.write("source/git/basics.md", f"# Git\n\n{text}\n{QUESTION}\n")
    assert "S065" not in project.run("check").output
    assert sides(text)[0] == sides(text)[1] or "```" in text or "~~~" in text
    assert "1 card" in project.build().stdout


def test_a_page_without_questions_on_either_side_stops_nothing(project: Project) -> None:
    project.page("basics", QUESTION)
    project.write("source/about.md", CONFLICT.format("---\ntitle: [\n---\n\nOne.", "Two."))
    assert project.run("check").output == "2 pages, 1 question: no problems found.\n"


def test_each_conflict_of_a_page_is_reported(project: Project) -> None:
    page = f"{CONFLICT.format(QUESTION, '')}\n{CONFLICT.format('', '')}"
    assert conflict_lines(page) == [1, 10]
    project.write("source/git.md", page)
    assert project.run("check").stdout.count("error S065") == 2


def test_a_conflict_in_an_included_file_is_reported_there_and_its_page_is_held(project: Project) -> None:
    include = '??? question "Why?"\n    **So**.\n\n    --8<-- "parts/why.txt"\n'
    project.write("source/git.md", include)
    project.write("source/sql.md", QUESTION)
    project.write("source/parts/why.txt", "Because\n")
    project.build()
    before = project.state()
    project.write("source/parts/why.txt", f"Because\n{CONFLICT.format('a', 'b')}")
    found = project.run("check").output
    assert "source/parts/why.txt:2:1: error S065 a merge left conflict markers\n" in found
    assert "source/git.md:4:5: error S008 can't include: parts/why.txt has conflict markers\n" in found
    project.run("build")
    assert project.state() == before
    project.write("source/git.md", include.replace("    --8<--", "    ```\n    --8<--") + "    ```\n")
    assert "S065" not in project.run("check").output
    project.write("source/git.md", include.replace("parts/why.txt", "parts/all.txt"))
    project.write("source/parts/all.txt", '```\n--8<-- "why.txt"\n```\n')
    assert "S065" not in project.run("check").output
    project.write("source/parts/all.txt", '--8<-- "why.txt"\n')
    assert "parts/why.txt:2:1: error S065" in project.run("check").output


def test_a_page_with_a_conflict_is_held_like_any_with_errors(project: Project) -> None:
    project.page("basics", QUESTION)
    project.page("basics", block("What is SQL?"), topic="SQL", folder="sql")
    project.build()
    (row,) = [card for card in json.loads(project.state()["lock.json"])["cards"] if "tag" in card["question"]]
    project.page("basics", CONFLICT.format(QUESTION, block("What is a fixed name?")))
    project.page("basics", block("What is SQL?", "Another"), topic="SQL", folder="sql")
    assert "Nothing was written: 1 error." in project.run("build", "--strict").stderr
    assert project.run("build").exit_code == 1
    lock = json.loads(project.state()["lock.json"])
    assert row in lock["cards"]
    assert {deck["slug"]: deck["version"] for deck in lock["decks"]} == {"git-basics": "1.0.0", "sql-basics": "1.0.1"}
