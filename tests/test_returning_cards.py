"""A question that was removed comes back, and so does its card: what a learner who has studied and edited it keeps."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.support.learner import Learner
from tests.support.project import Project, block

QUESTIONS = [block("What is a tag?"), block("What is a branch?"), block("What is a stash?")]


def edited(project: Project, learner: Learner) -> None:
    """A learner has studied the card about a stash, then edited and tagged it, a minute after the first build."""
    project.page("basics", *QUESTIONS)
    project.build()
    learner.import_package(package(project))
    learner.study(3)
    note = learner.note("stash")
    note["Answer"] = "My own words"
    note.tags.append("hard-for-me")
    learner.col.update_note(note)
    learner.col.db.execute("update notes set mod = ? where id = ?", project.clock + 60, note.id)


def package(project: Project) -> Path:
    (found,) = (path for path in project.packages() if "retired" not in path.name)
    return found


def card(project: Project) -> dict[str, Any]:
    cards = json.loads((project.root / "decks/lock.json").read_text())["cards"]
    (found,) = (card for card in cards if "stash" in card["question"])
    return dict(found)


@pytest.mark.parametrize("imports_between", [True, False])
def test_a_card_that_comes_back_word_for_word_keeps_edits_and_tags(
    project: Project, learner: Learner, imports_between: bool
) -> None:
    edited(project, learner)
    before = card(project)
    project.page("basics", *QUESTIONS[:2])
    project.build()
    assert card(project)["modified"] > before["modified"]
    if imports_between:
        assert learner.import_package(package(project)) == {"duplicate": 2}
    project.page("basics", *QUESTIONS)
    assert "revived" in project.build().stdout
    assert card(project) == before
    assert learner.import_package(package(project)) == {"duplicate": 3}
    note = learner.note("stash")
    assert note["Answer"] == "My own words"
    assert note.tags == ["git", "hard-for-me", "level::basics"]
    assert learner.reviews() == 3
    assert "up to date" in project.build().stdout


def test_a_card_that_comes_back_reworded_reaches_learners(project: Project, learner: Learner) -> None:
    edited(project, learner)
    project.page("basics", *QUESTIONS[:2])
    project.build()
    project.page("basics", *QUESTIONS[:2], block("What is a stash?", "A stack of changes"))
    project.build()
    assert learner.import_package(package(project)) == {"updated": 1, "duplicate": 2}
    assert learner.note("stash")["Answer"] == "<p>A stack of changes.</p>"
    assert learner.reviews() == 3


@pytest.mark.parametrize("is_marked_later", [True, False])
@pytest.mark.parametrize("imports_mark", [True, False])
def test_a_card_that_a_package_has_marked_comes_back_without_its_mark(
    project: Project, learner: Learner, is_marked_later: bool, imports_mark: bool
) -> None:
    edited(project, learner)
    due = [(card.due, card.ivl, card.reps) for card in learner.note("stash").cards()]
    project.page("basics", *QUESTIONS[:2])
    if is_marked_later:
        project.build()
        assert card(project)["released"]
    project.build("--retirements")
    assert "released" not in card(project)
    if imports_mark:
        assert learner.import_package(project.root / "decks/git-basics-retired.apkg") == {"updated": 1}
        note = learner.note("stash")  # what docs/how-to/retire.md says
        assert (note["Answer"], note.tags) == ("<p>Because.</p>", ["git", "level::basics", "retired"])
        assert "Retired in version 2.0.0" in note["Extra"]
        assert [(card.due, card.ivl, card.reps) for card in note.cards()] == due
    assert "up to date" in project.build("--retirements").stdout
    project.page("basics", *QUESTIONS)
    project.build()
    assert learner.import_package(package(project)) == {"updated": 1, "duplicate": 2}
    note = learner.note("stash")
    assert (note["Answer"], note["Extra"], note.tags) == ("<p>Because.</p>", "", ["git", "level::basics"])
    assert [(card.due, card.ivl, card.reps) for card in note.cards()] == due
    assert learner.reviews() == 3


def test_a_card_that_could_not_be_marked_comes_back_as_it_was(project: Project, learner: Learner) -> None:
    edited(project, learner)
    project.page("basics", *QUESTIONS[:2])
    package(project).unlink()
    assert "F007" in project.build("--retirements").stderr
    project.page("basics", *QUESTIONS)
    project.build()
    assert learner.import_package(package(project)) == {"duplicate": 3}


def test_a_mark_does_not_replace_what_a_learner_has_edited_since_the_retirement(
    project: Project, learner: Learner
) -> None:
    edited(project, learner)
    project.page("basics", *QUESTIONS[:2])
    project.build("--retirements")
    learner.col.db.execute("update notes set mod = ? where id = ?", project.clock + 60, learner.note("stash").id)
    assert learner.import_package(project.root / "decks/git-basics-retired.apkg") == {"duplicate": 1}
    assert learner.note("stash")["Answer"] == "My own words"


def test_a_card_that_an_earlier_version_of_the_program_retired_is_updated_when_it_comes_back(
    project: Project, learner: Learner
) -> None:
    edited(project, learner)
    project.page("basics", *QUESTIONS[:2])
    project.build()
    lock = project.root / "decks/lock.json"
    lock.write_text(re.sub(r', "released": \d+', "", lock.read_text()))
    project.page("basics", *QUESTIONS)
    project.build()
    assert learner.import_package(package(project)) == {"updated": 1, "duplicate": 2}


def test_a_package_that_marks_a_card_in_use_goes_when_the_card_comes_back(project: Project) -> None:
    project.page("basics", *QUESTIONS)
    project.build()
    project.page("basics", *QUESTIONS[:2])
    project.build("--retirements")
    marks = project.root / "decks/git-basics-retired.apkg"
    assert marks.exists()
    project.page("basics", *QUESTIONS)
    project.build()
    assert not marks.exists()
