"""A released question whose answer is missing, or has become a placeholder, is an error: its card would be retired."""

import json

import pytest

from tests.support.project import Project, block

KEPT = block("What is a branch?")
LOST = "error S002 question has lost its answer, and its card would be retired"


@pytest.fixture
def released(project: Project) -> Project:
    """A project with a released deck of two cards."""
    project.page("basics", KEPT, block("What does `git tag` do?"))
    project.build()
    return project


@pytest.mark.parametrize("body", ["", "\n    <!-- later -->", "\n    TODO", "\n    **To be completed**."])
def test_a_question_that_has_lost_its_answer_stops_the_build(released: Project, body: str) -> None:
    before = released.state()
    released.page("basics", KEPT, f'??? question "What does `git tag` do?"{body}')
    result = released.run("build")
    assert result.exit_code == 1
    assert f"source/git/basics/index.md:12:1: {LOST}\n    hint: restore the answer, or delete" in result.stderr
    assert "S073" not in result.stderr  # it is one problem
    assert "S012" not in result.stderr
    assert released.state() == before


def test_removing_the_question_retires_its_card(released: Project) -> None:
    released.page("basics", KEPT)
    assert "retired: What does `git tag` do?" in released.build().stdout


def test_a_new_question_without_an_answer_is_only_skipped(released: Project) -> None:
    released.page("basics", KEPT, block("What does `git tag` do?"), '??? question "What is a ref?"')
    result = released.build()
    assert "warning S073 question has no answer; skipped" in result.stderr
    assert "Nothing changed" in result.stdout


def test_a_question_whose_card_is_retired_is_only_skipped(released: Project) -> None:
    released.page("basics", KEPT)
    released.build()
    released.page("basics", KEPT, '??? question "What does `git tag` do?"')
    assert "warning S073" in released.build().stderr


def test_a_question_that_moved_may_leave_its_title_behind(released: Project) -> None:
    released.page("basics", KEPT, '??? question "What does `git tag` do?"')
    released.page("advanced", block("What does `git tag` do?"))
    result = released.build()
    assert "warning S073" in result.stderr
    assert "moved away: What does `git tag` do?" in result.stdout


def test_the_same_question_of_another_topic_does_not_stand_in_for_it(released: Project) -> None:
    released.page("basics", block("What does `git tag` do?"), topic="Tools", folder="tools")
    released.page("basics", KEPT, '??? question "What does `git tag` do?"')
    assert LOST in released.run("build").stderr


def test_each_of_two_equal_questions_keeps_its_answer(project: Project) -> None:
    same = block("What does it print?", "One"), block("What does it print?", "Two")
    project.page("basics", *same)
    project.build()
    project.page("basics", same[0], '??? question "What does it print?"')
    assert project.run("build").stderr.count(LOST) == 1


def test_an_answer_lost_on_a_page_that_was_not_selected_holds_its_deck(released: Project) -> None:
    released.write("source/git/basics/more.md", "---\ntitle: Git - Basics\n---\n" + block("What is a ref?"))
    released.build()
    before = released.state()
    released.page("basics", KEPT, '??? question "What does `git tag` do?"')
    result = released.run("build", "source/git/basics/more.md")
    assert "error R007" in result.stderr
    assert LOST not in result.stderr
    assert released.state() == before


def test_a_lost_answer_is_reported_next_to_other_errors(released: Project) -> None:
    released.page("basics", KEPT, '??? question "What does `git tag` do?"', '??? question "Why?"\nSo.')
    stderr = released.run("build").stderr
    assert LOST in stderr
    assert "error S002 question has no answer" in stderr


def test_an_unanswered_question_with_a_footnote_is_reported_as_any_other(project: Project) -> None:
    note = "\n\n[^1]: Not the one of SVN."
    project.page("basics", block("What is a branch?"), block("What is a tag[^1]?") + note)
    project.build()
    project.page("basics", block("What is a branch?"), '??? question "What is a tag[^1]?"' + note)
    result = project.run("build")
    assert result.exit_code == 1
    assert "question has lost its answer, and its card would be retired" in result.stderr


@pytest.mark.parametrize("head", ["## Choose one", "### Choose one"])
def test_a_heading_above_the_options_of_a_question_costs_no_card(project: Project, head: str) -> None:
    def write(between: str) -> None:
        asked = [f"## Q{n}. What does `git {name}` do?" for n, name in enumerate(("tag", "add", "log", "mv"), 1)]
        options = "- [x] What it says\n- [ ] Something else\n"
        project.page("basics", f"{asked[0]}\n\n{between}{options}", *(f"{title}\n\n{options}" for title in asked[1:]))

    write("")
    project.build()
    guids = {row["guid"] for row in json.loads(project.run("list", "--format", "json").stdout)}
    write(f"{head}\n\n")
    result = project.build()
    assert "S002" not in result.stderr and "S073" not in result.stderr
    assert {row["guid"] for row in json.loads(project.run("list", "--format", "json").stdout)} == guids
    assert len(guids) == 4


def test_a_card_of_an_open_box_that_is_read_as_a_task_is_not_retired(released: Project) -> None:
    before = released.state()
    released.page("basics", KEPT, '!!! question "What does `git tag` do?"\n\n    Try to find out.')
    result = released.run("build")
    assert result.exit_code == 1
    assert "source/git/basics/index.md:12:1: error S002 open block is read as a task without an answer" in result.stderr
    assert "hint: make it collapsed (`???`) to keep its text as the answer, or remove the question" in result.stderr
    assert "S013" not in result.stderr  # it is one problem
    assert released.state() == before


def test_a_card_of_an_open_box_whose_text_asks_now_is_not_retired(project: Project) -> None:
    project.page("basics", KEPT, '!!! question "Ceist?"\n\n    Cén t-ainm atá ar an tsnaidhm.')
    project.build()
    project.page("basics", KEPT, '!!! question "Ceist?"\n\n    Cén t-ainm atá ar an tsnaidhm?')
    assert "would be retired" in project.run("build").stderr


@pytest.mark.parametrize(
    "untitled", ['??? question ""\n    **Because**.', '??? question "<b class=x></b>"\n    **Because**.']
)
def test_a_question_that_has_lost_its_title_keeps_its_card(project: Project, untitled: str) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    before = (project.root / "decks/lock.json").read_text()
    project.page("basics", block("What is a tag?"), untitled)
    result = project.run("build")
    assert result.exit_code == 1
    assert "error S002 block without a title may be a question that has lost its title" in result.stderr
    assert "S003" not in result.stderr
    assert (project.root / "decks/lock.json").read_text() == before


def test_a_question_that_never_had_a_title_stops_nothing(project: Project) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"), '??? question ""\n    **Because**.')
    assert "warning S003 question has no title; skipped" in project.build().stderr
    project.page("basics", block("What is a tag?", "Another"), block("What is a branch?"), '??? question ""\n    So.')
    assert "1 revised" in project.build().stdout


def test_an_empty_template_stops_nothing_when_a_question_is_removed(project: Project) -> None:
    labelled = "# Git\n\nQ: What is a tag?\nA: A name.\n\nQ: What is a branch?\nA: A moving name.\n\n"
    project.write("source/git.md", labelled + "Q: What is a blob?\nA: A file.\n\nQ:\nA:\n")
    project.build()
    project.write("source/git.md", labelled + "Q:\nA:\n")
    assert "1 retired" in project.build().stdout
