"""Folders of pages that ask one question each: the pages decide together how they are read."""

import json
import re
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from anki_export import pipeline
from anki_export.disk.cache import cache_path
from anki_export.disk.source_tree import tree_of
from anki_export.settings import Settings
from anki_export.source import read_pages as pages_read
from anki_export.source import read_questions
from anki_export.source.layouts.one_question_pages import folder_layouts
from anki_export.source.layouts.page_shape import Shape
from anki_export.source.pages_and_questions import FolderLayout, Layout
from anki_export.source.read_pages import Execution, Pages, read_pages
from tests.support.project import FIXTURES, Project, block
from tests.support.reading import problems

FOLDERS = FIXTURES / "folders"
FILES = ("layouts", "articles", "announced", "sections", "formats", "books")
CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<pages>.*?\n)\.\n(?P<result>.*?)(?=^\n[^\n]+\n\.\n>>>|\Z)", re.M | re.S)
"""`title . pages . result`: pages begin with `>>> path`, perhaps for the numbers from 1 on: `>>> {n}.md × 3`."""
_PAGE = re.compile(r"^>>> (?P<path>.*?)(?: × (?P<times>\d+))?$", re.MULTILINE)


def pages_in(text: str) -> dict[str, str]:
    """The pages of a case by their path."""
    pages = {}
    marks = list(_PAGE.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        page = text[mark.end() + 1 : after.start() if after else len(text)]
        for number in range(1, int(mark["times"] or 1) + 1):
            path = mark["path"].replace("{n}", str(number))
            pages[path] = page.replace("{n}", str(number)) if mark["times"] else page
    return pages


def read(pages: Mapping[str, str], settings: Settings = Settings()) -> Pages:  # noqa: B008
    return read_pages(tree_of(pages), settings, (), Execution(jobs=1))


def result(pages: Mapping[str, str]) -> str:
    """One line for each card: its page, deck, front and back."""
    lines = []
    found = read(pages)
    for question in found.questions:
        level = f"::{question.level.name}" if question.level else ""
        back = [question.answer_text, question.explanation_text]
        parts = [" ".join(text.split()) for text in (question.question_text, *back)]
        lines.append(f"{question.location.path} [{question.topic}{level}] {' | '.join(filter(None, parts))}")
    lines += [f"{one.location} {one.rule.code} {one.message}" for one in problems(found.diagnostics)]
    return "".join(f"{line}\n" for line in lines)


def cases(name: str) -> list[pytest.param]:  # type: ignore[valid-type]
    found = CASE.finditer((FOLDERS / name).read_text())
    return [pytest.param(m["pages"], m["result"], id=m["title"]) for m in found]


@pytest.mark.parametrize(
    ("pages", "expected"),
    [case for name in FILES for case in cases(f"{name}.txt")],
)
def test_a_folder_decides_how_its_pages_are_read(pages: str, expected: str) -> None:
    assert result(pages_in(pages)) == expected


ANSWERED = "# Pipes {0}\n\nWhat does pipe {0} connect?\n\n## Answer\n\n**Two commands** at place {0}.\n"


def write(project: Project, *numbers: int, folder: str = "bank") -> None:
    for number in numbers:
        project.write(f"{folder}/{number}.md", ANSWERED.format(number))


def listed(project: Project, *args: str) -> list[str]:
    return [row["page"] for row in json.loads(project.run("list", "--format", "json", *args).stdout)]


def decks(project: Project) -> dict[str, int]:
    rows = json.loads((project.root / "decks/index.json").read_text())["decks"]
    return {row["name"]: row["cards"] for row in rows}


def test_the_folder_has_one_deck_and_is_reported_once(project: Project) -> None:
    write(project, 1, 2, 3)
    assert "bank/: 3 pages, one question each\n" in project.build(".").stdout
    assert decks(project) == {"Bank": 3}


def test_a_page_is_read_again_only_if_its_folder_decides_otherwise(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    real = read_questions.questions_in_stages
    monkeypatch.setattr(
        pages_read, "questions_in_stages", lambda page, *args: (seen.append(page.path), real(page, *args))[1]
    )
    write(project, 1, 2)
    project.write("bank/plan.md", "# Plan\n\nWe write more pages.\n")
    assert listed(project, ".") == [] and len(seen) == 3
    seen.clear()
    write(project, 3)
    assert len(listed(project, ".")) == 3 and sorted(seen) == ["bank/1.md", "bank/2.md", "bank/3.md"]
    seen.clear()
    project.write("bank/plan.md", "# Plan\n\nWe have written three pages.\n")
    assert len(listed(project, ".")) == 3 and seen == ["bank/plan.md"]
    seen.clear()
    (project.root / "bank/2.md").unlink()
    assert listed(project, ".") == [] and sorted(seen) == ["bank/1.md", "bank/3.md"]


def test_a_build_without_changes_looks_at_no_page(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, *range(1, 5))
    project.build(".")
    monkeypatch.setattr(pages_read, "shape_of", None)
    assert project.run("check", ".").exit_code == 0
    project.build(".")
    monkeypatch.setattr(pipeline, "plan", None)
    assert project.build(".").stdout == "Nothing changed: 1 deck, 4 cards up to date in decks.\n"


def test_a_page_that_is_named_is_read_as_in_its_folder(project: Project) -> None:
    for number in range(1, 12):
        project.write(f"wood/What is part {number}.md", f"# Part {number}\n\nIt is made of wood.\n")
    page = "wood/What is part 3.md"
    assert listed(project, page) == [page] and len(listed(project, "wood")) == 11
    (project.root / "wood/What is part 1.md").unlink()
    (project.root / "wood/What is part 2.md").unlink()
    assert listed(project, page) == [] == listed(project, "wood")


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        (ANSWERED.format(1), True),
        ("# Question 1 - Pipes\n\n## What does it connect?\n\nTwo commands.\n", True),
        ("# Lesson 1 - Pipes\n\n## Set it up\n\nRun it.\n", False),
        ("# The pipe is broken\n\nIt says so.\n\n## Solution\n\nRun it.\n", False),
        ("# What is a pipe?\n\nIt connects two commands.\n", False),
    ],
)
def test_a_page_that_is_named_alone_needs_no_others(project: Project, text: str, is_read: bool) -> None:
    project.write("bank/1.md", text)
    assert listed(project, "bank/1.md") == ["bank/1.md"] * is_read
    assert listed(project, ".") == []


def test_released_decks_of_single_pages_stay(project: Project) -> None:
    for number in (1, 2, 3):
        boxed = block(f"What does pipe {number} connect?", f"Two commands at place {number}")
        project.write(f"bank/{number}.md", f"# Pipes {number}\n\n{boxed}\n")
    project.build(".")
    released = {f"Project::Pipes {number}": 1 for number in (1, 2, 3)}
    assert decks(project) == released
    write(project, 1, 2, 3, 4)
    result = project.build(".")
    assert decks(project) == {**released, "Project::Bank": 1} and "R005" not in result.stderr


def test_a_topic_that_the_author_renames_is_reported(project: Project) -> None:
    write(project, 1, 2, 3)
    project.build(".")
    project.write("bank/1.md", "---\ntopic: Shells\n---\n" + ANSWERED.format(1))
    assert "topic is now 'Shells' but was released as 'Bank'" in project.build(".").stderr


def test_ids_are_written_below_the_title(project: Project) -> None:
    write(project, 1, 2, 3)
    project.run("pin", ".")
    assert project.run("pin", ".").exit_code == 0
    text = (project.root / "bank/1.md").read_text()
    assert text.startswith("# Pipes 1\n<!-- card: pipe-1-connect -->\n")
    rows = json.loads(project.run("list", "--format", "json", ".").stdout)
    assert [row["question_text"] for row in rows] == [f"What does pipe {number} connect?" for number in (1, 2, 3)]


def test_a_task_is_read_again_when_its_answer_beside_it_changes(project: Project) -> None:
    for name in ("reef", "bend"):
        project.write(f"knots/{name}/task.md", f"# Tie a {name}\n\nUse one hand.\n")
        project.write(f"knots/{name}/solution.md", f"Begin with a loop of the {name}.\n")
    project.build(".")
    assert decks(project) == {"Knots": 2}
    project.write("knots/reef/solution.md", "Begin with two ends.\n")
    assert "1 revised" in project.build(".").stdout
    assert project.build(".").stdout.startswith("Nothing changed")
    project.run("pin", ".")
    assert (project.root / "knots/reef/task.md").read_text().startswith("# Tie a reef\n<!-- card: ")
    (project.root / "knots/reef/solution.md").unlink()
    project.write("knots/hitch/task.md", "# Tie a hitch\n\nUse one hand.\n")
    assert listed(project, ".") == []
    project.write("knots/hitch/solution.md", "Begin with a turn.\n")
    assert listed(project, ".") == ["knots/bend/task.md", "knots/hitch/task.md"]
    assert "knots/reef/task.md:1:1: error S002 question has lost its answer" in project.run("check", ".").output


FEW = "# Rye\n\n## What is rye?\n\nA grass.\n\n## Where does it grow?\n\nOn poor soil.\n\n## Who eats it?\n\nHorses.\n"
ANNOUNCING = "# Bread interview questions\n\n- [Rye](bread/rye.md)\n"


def headings(name: str, times: int, others: int = 0) -> str:
    """A page with headings that ask, and with others."""
    asking = "".join(f"## What is {name} {number}?\n\nLoaf {number}.\n\n" for number in range(1, times + 1))
    return f"# {name}\n\n{asking}" + "".join(f"## Sort {n}\n\nTo {n}.\n\n" for n in range(1, others + 1))


WHEAT, RYE = headings("Wheat", 6), headings("Rye", 4, 2)


@pytest.mark.parametrize(
    "pages",
    [{"README.md": ANNOUNCING, "bread/rye.md": FEW}, {"bread/wheat.md": WHEAT, "bread/rye.md": RYE}],
    ids=["announced", "format"],
)
def test_ids_are_written_where_the_folder_decides(project: Project, pages: Mapping[str, str]) -> None:
    for path, text in pages.items():
        project.write(path, text)
    before = len(listed(project, "."))
    assert project.run("pin", ".").exit_code == 0
    assert sum((project.root / path).read_text().count("<!-- card: ") for path in pages) == before >= 3
    assert "every question has an id" in project.run("pin", ".").stdout


def test_numbers_are_fixed_where_the_folder_decides(project: Project) -> None:
    numbers = {"wheat": (1, 2, 3, 4, 5), "rye": (1, 2, 4, 5)}
    for name, counted in numbers.items():
        questions = [f"**{number}. What is {name} {number}?**\n\nLoaf {number}.\n\n" for number in counted]
        project.write(f"bread/{name}.md", "".join(questions))
    assert "fixed S0" in project.run("check", "--fix", ".").stdout
    assert "**4. What is rye 5?**" in (project.root / "bread/rye.md").read_text()


def test_a_page_read_in_the_format_of_its_folder_is_cached(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    real = read_questions.questions_in_stages
    monkeypatch.setattr(
        pages_read, "questions_in_stages", lambda page, *args: (seen.append(page.path), real(page, *args))[1]
    )
    project.write("bread/wheat.md", WHEAT)
    project.write("bread/rye.md", RYE)
    assert len(listed(project, ".")) == 12 and seen == ["bread/rye.md", "bread/wheat.md", "bread/rye.md"]
    seen.clear()
    assert len(listed(project, ".")) == 12 and not seen
    project.write("bread/wheat.md", "# Wheat\n\nIt grows.\n")
    assert listed(project, ".") == [] and seen == ["bread/wheat.md"]
    seen.clear()
    project.write("bread/wheat.md", WHEAT + "The end.\n")
    assert len(listed(project, ".")) == 12 and seen == ["bread/wheat.md"]
    seen.clear()
    project.write("bread/rye.md", RYE + "The end.\n")
    assert len(listed(project, ".")) == 12 and seen == ["bread/rye.md"] * 2


def test_the_cache_makes_no_difference_where_pages_decide_about_others(project: Project) -> None:
    wheat, rye = (WHEAT, "# Wheat\n\nIt grows.\n", None), (RYE, RYE.replace("?", "."), WHEAT.replace("Wheat", "Rye"))
    for texts in [*product(wheat, rye), *product(reversed(wheat), rye)]:
        for name, text in zip(("wheat", "rye"), texts, strict=True):
            (project.root / f"bread/{name}.md").unlink(missing_ok=True)
            if text is not None:
                project.write(f"bread/{name}.md", text)
        results = []
        for _ in range(2):
            results.append((listed(project, "."), project.run("check", ".").output))
            cached = cache_path(str(Path.cwd()))
            assert cached
            cached.unlink()
        assert results[0] == results[1]


def test_pages_are_read_alike_in_any_order_and_by_any_number_of_processes() -> None:
    pages = {f"bread/{n}.md": headings(f"Wheat {n}", 6) if n < 3 else headings(f"Rye {n}", 4, 2) for n in range(6)}
    one = read_pages(tree_of(pages), Settings(), (), Execution(jobs=1))
    two = read_pages(tree_of(dict(reversed(pages.items()))), Settings(), (), Execution(jobs=2))
    assert one == two and len(one.questions) == 6 * 6


def test_pages_without_questions_are_no_evidence_for_each_other() -> None:
    assert not read({f"bread/{n}.md": headings(f"Rye {n}", 4, 2) for n in range(6)}).questions


def test_a_page_that_is_named_is_read_in_the_format_of_its_folder(project: Project) -> None:
    page = "bread/rye.md"
    project.write(page, RYE)
    project.write("bread/oats.md", RYE.replace("Rye", "Oats"))
    project.write("bread/wheat.md", WHEAT)
    project.write("bread/spelt.md", WHEAT.replace("Wheat", "Spelt"))
    assert listed(project, page) == [page] * 6 == listed(project, page)
    project.build(page)
    assert decks(project) == {"Rye": 6}
    (project.root / "bread/spelt.md").unlink()
    project.write("bread/wheat.md", "# Wheat\n\nIt grows.\n")
    assert listed(project, page) == [] == listed(project, ".")


def test_the_documentation_is_the_site_where_the_site_says_so(project: Project) -> None:
    for number in range(1, 11):
        project.write(f"docs/What is part {number}.md", f"# Part {number}\n\nIt is made of wood.\n")
    project.write("mkdocs.yml", "site_name: Wood\n")
    assert len(listed(project)) == len(listed(project, "docs")) == len(listed(project, ".")) == 10


def test_ten_thousand_pages_of_one_layout_are_one_decision() -> None:
    shapes = {f"a/{n % 100}/{n}.md": Shape(Layout.ANSWER, "answer", True, True) for n in range(10_000)}
    assert folder_layouts(shapes) == dict.fromkeys(shapes, FolderLayout(Layout.ANSWER))


def test_half_of_the_pages_with_an_answer_are_read_and_the_others_left_out() -> None:
    others = {f"bank/note{n}.md": f"# Notes {n}\n\nPipes were slow.\n\n## Causes\n\nHost {n}.\n" for n in range(20)}
    answered = {f"bank/{n}.md": ANSWERED.format(n) for n in range(20)}
    found = read({**others, **answered})
    assert {question.location.path for question in found.questions} == answered.keys()
    assert not found.diagnostics


def test_two_layouts_in_one_folder_are_both_read() -> None:
    answered = {f"bank/{n}.md": ANSWERED.format(n) for n in range(12)}
    titles = {f"bank/port{n}.md": f"# What is port {n} for?\n\nFor service {n}.\n" for n in range(14)}
    numbered = {
        f"bank/q{n}.md": f"# Question {n} - Disks\n\n## Why is disk {n} slow?\n\nIt is {n}.\n" for n in range(12)
    }
    found = read({**answered, **titles, **numbered})
    asked = {question.location.path: question for question in found.questions}
    assert asked.keys() == {**answered, **titles, **numbered}.keys() and not found.diagnostics
    assert asked["bank/3.md"].question_text == "What does pipe 3 connect?" and asked["bank/3.md"].explanation_text == ""
    assert asked["bank/port3.md"].answer_text == "For service 3."
    assert asked["bank/q3.md"].question_text == "Why is disk 3 slow?"


def regenerate(path: Path) -> None:
    """Write the results into a fixture; review the diff before committing it."""
    text = path.read_text()
    found = [f"{m['title']}\n.\n{m['pages']}.\n{result(pages_in(m['pages']))}" for m in CASE.finditer(text)]
    path.write_text("\n".join(found))


if __name__ == "__main__":  # python -m tests.test_folders
    for file in sorted(FOLDERS.glob("*.txt")):
        regenerate(file)
