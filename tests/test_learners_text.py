"""What Anki's importer does with text that a learner has written on a card: the facts in docs/how-to/import.md."""

from typing import Any

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

from tests.support.learner import Learner
from tests.support.project import Project, block

QUESTION, OTHER = "What is a tag?", "What is a branch?"


def release(project: Project, answer: str = "A name") -> None:
    project.page("basics", block(QUESTION, answer), block(OTHER))
    project.build()


def write(learner: Learner, project: Project, field: str) -> Any:
    """Write into a field, before the next release is made."""
    note = learner.note(QUESTION)
    note[field] = "my own words"
    learner.col.update_note(note)
    learner.changed_at(note, project.clock)
    return note.id


@pytest.mark.parametrize("field", ["Extra", "Answer", "Explanation"])
def test_text_in_a_field_is_lost_when_the_author_changes_the_card_later(
    project: Project, learner: Learner, field: str
) -> None:
    release(project)
    learner.import_package(project.packages()[0])
    write(learner, project, field)
    learner.import_package(project.packages()[0])
    assert learner.note(QUESTION)[field] == "my own words"  # the same version again
    release(project, "A fixed name")
    assert learner.import_package(project.packages()[0]) == {"updated": 1, "duplicate": 1}
    assert "my own words" not in "".join(learner.note(QUESTION).fields)


def test_text_written_after_the_release_stays_and_the_correction_does_not_arrive(
    project: Project, learner: Learner
) -> None:
    release(project)
    learner.import_package(project.packages()[0])
    release(project, "A fixed name")
    project.clock += 3600
    write(learner, project, "Extra")
    assert learner.import_package(project.packages()[0]) == {"duplicate": 2}
    note = learner.note(QUESTION)
    assert note["Extra"] == "my own words" and "fixed" not in note["Answer"]


@pytest.mark.parametrize("merges", [False, True])
def test_a_field_of_the_learners_own_stops_updates_and_merging_erases_its_text(
    project: Project, learner: Learner, merges: bool
) -> None:
    release(project)
    learner.import_package(project.packages()[0])
    model = learner.note(QUESTION).note_type()
    learner.col.models.add_field(model, learner.col.models.new_field("Mine"))
    learner.col.models.update_dict(model)
    note = learner.note(QUESTION)
    note["Mine"] = "my own words"
    learner.col.update_note(note)
    learner.changed_at(note, project.clock)
    project.clock += 3600
    release(project, "A fixed name")
    options = ImportAnkiPackageOptions(merge_notetypes=merges)
    request = ImportAnkiPackageRequest(package_path=str(project.packages()[0]), options=options)
    log = learner.col.import_anki_package(request).log
    learner.col.models._clear_cache()
    texts = "".join("".join(learner.col.get_note(note.id).fields))
    assert len(log.conflicting) == (0 if merges else 2)
    assert ("my own words" in texts) == (not merges) and ("fixed" in texts) == merges


def test_tags_and_flags_stay_until_the_author_changes_the_card(project: Project, learner: Learner) -> None:
    release(project)
    learner.import_package(project.packages()[0])
    note = learner.note(OTHER)
    note.tags.append("mine")
    learner.col.update_note(note)
    release(project, "A fixed name")
    learner.import_package(project.packages()[0])
    assert "mine" in learner.note(OTHER).tags
