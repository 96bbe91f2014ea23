"""What the real Anki backend makes of our packages."""

import html
from pathlib import Path

import pytest

from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME
from tests.support.learner import Learner
from tests.support.packages import PNG
from tests.support.project import Project, block


def three(project: Project) -> Path:
    project.page("basics", block("1. What is a tag?"), block("2. What is a branch?"), block("3. What is a commit?"))
    project.build()
    (package,) = project.packages()
    return package


def test_a_package_arrives_with_all_notes_cards_and_fields(project: Project, learner: Learner) -> None:
    log = learner.import_package(three(project))
    assert log == {"new": 3}
    assert learner.col.card_count() == 3
    note = learner.note("tag")
    assert note.keys() == [name for name, _ in FIELDS]
    assert note["Question"] == "What is a tag?"
    assert note["Answer"] == "<p>Because.</p>"
    assert note["Explanation"] == "<p>It was so.</p>"
    assert (note["Topic"], note["Level"], note["Version"]) == ("Git", "Basics", "1.0.0")
    assert note.tags == ["git", "level::basics"]
    (deck,) = {learner.col.decks.name(card.did) for card in note.cards()}
    assert deck == "Git::1 Basics"
    assert "version 1.0.0 · 3 cards" in learner.col.decks.by_name(deck)["desc"]


def test_every_card_renders_without_a_template_error(project: Project, learner: Learner) -> None:
    project.page("basics", block("1. What is `HEAD`?"), '??? question "2. No explanation?"\n    Just this.')
    project.build()
    learner.import_package(project.packages()[0])
    for note in learner.notes():
        (card,) = note.cards()
        out = card.render_output()
        assert note["Question"] in out.question_text
        assert note["Answer"] in out.answer_text
        assert ("iq-label" in out.answer_text) == bool(note["Explanation"])
        for text in (out.question_text, out.answer_text):
            assert "has a problem" not in text
            assert "is blank" not in text
            assert "{{" not in text


def test_the_note_type_arrives_with_our_ids(project: Project, learner: Learner) -> None:
    learner.import_package(three(project))
    (model,) = [m for m in learner.col.models.all() if m["name"] == MODEL_NAME]
    assert model["id"] == MODEL_ID
    assert [(f["name"], f["id"]) for f in model["flds"]] == list(FIELDS)


def test_importing_twice_changes_nothing(project: Project, learner: Learner) -> None:
    package = three(project)
    learner.import_package(package)
    assert learner.import_package(package) == {"duplicate": 3}


def test_a_changed_answer_updates_one_card_and_leaves_the_learner_alone(project: Project, learner: Learner) -> None:
    learner.import_package(three(project))
    learner.study(3)
    own = learner.note("branch")
    own["Answer"] = "My own words"
    own.tags.append("hard-for-me")
    learner.col.update_note(own)
    before = {note.guid: [(c.due, c.ivl, c.reps, c.queue) for c in note.cards()] for note in learner.notes()}

    project.page(
        "basics",
        block("1. What is a tag?", "A name for a commit"),
        block("2. What is a branch?"),
        block("3. What is a commit?"),
    )
    project.build()
    (package,) = project.packages()
    assert package.name == "git-basics-1.0.1.apkg"
    assert learner.import_package(package) == {"updated": 1, "duplicate": 2}

    assert learner.note("tag")["Answer"] == "<p>A name for a commit.</p>"
    assert learner.note("tag")["Version"] == "1.0.1"
    assert learner.note("commit")["Version"] == "1.0.0"
    assert learner.note("branch")["Answer"] == "My own words"
    assert "hard-for-me" in learner.note("branch").tags
    assert learner.reviews() == 3
    assert {note.guid: [(c.due, c.ivl, c.reps, c.queue) for c in note.cards()] for note in learner.notes()} == before


def test_a_question_added_in_between_is_learned_in_between(project: Project, learner: Learner) -> None:
    learner.import_package(three(project))
    blocks = [block(f"What is a {word}?") for word in ("tag", "stash", "branch", "commit")]
    project.page("basics", *blocks)
    project.build()
    assert learner.import_package(project.packages()[0]) == {"new": 1, "duplicate": 3}
    order = [learner.col.get_card(i).note()["Question"] for i in learner.col.find_cards("is:new", order="c.due asc")]
    assert order == [f"What is a {word}?" for word in ("tag", "stash", "branch", "commit")]


def test_a_new_order_of_the_questions_reaches_only_new_learners(project: Project, learner: Learner) -> None:
    learner.import_package(three(project))
    project.page("basics", *(block(f"What is a {word}?") for word in ("commit", "branch", "tag")))
    assert "2 reordered" in project.build().stdout
    assert learner.import_package(project.packages()[0]) == {"duplicate": 3}
    order = [learner.col.get_card(i).note()["Question"] for i in learner.col.find_cards("is:new", order="c.due asc")]
    assert order == [f"What is a {word}?" for word in ("tag", "branch", "commit")]


def test_a_reworded_title_in_punctuation_keeps_the_card(project: Project, learner: Learner) -> None:
    learner.import_package(three(project))
    learner.study(3)
    project.page("basics", block("7. what is a *tag*"), block("2. What is a branch?"), block("3. What is a commit?"))
    project.build()
    assert learner.import_package(project.packages()[0]) == {"updated": 1, "duplicate": 2}
    assert learner.col.card_count() == 3


def test_pictures_arrive_and_a_changed_picture_replaces_the_old_one(project: Project, learner: Learner) -> None:
    def with_picture(data: bytes) -> Path:
        project.write("source/git/basics/a b.png", data)
        project.page("basics", '??? question "What does it look like?"\n    **So**.\n\n    ![A dot](a%20b.png)')
        project.build()
        return project.packages()[0]

    learner.import_package(with_picture(PNG))
    (first,) = learner.col.media.files_in_str(learner.notes()[0].mid, learner.notes()[0]["Explanation"])
    assert learner.col.media.have(first)
    learner.import_package(with_picture(PNG + b"more"))
    (second,) = learner.col.media.files_in_str(learner.notes()[0].mid, learner.notes()[0]["Explanation"])
    assert second != first
    assert (Path(learner.col.media.dir()) / second).read_bytes() == PNG + b"more"


@pytest.mark.parametrize(
    "text",
    ["[sound:a.mp3]", "[$]x[/$]", "[latex]x[/latex]", "[anki:tts lang=en]x[/anki:tts]", "{{c1::x}}", "{{Answer}}"],
)
def test_what_is_live_in_anki_stays_text(project: Project, learner: Learner, text: str) -> None:
    project.page("basics", f'??? question "What is `{text}` for?"\n    It is {text} and `{text}`.\n\n        {text}')
    project.build()
    assert learner.import_package(project.packages()[0]) == {"new": 1}
    out = learner.notes()[0].cards()[0].render_output()
    assert not out.question_av_tags
    assert not out.answer_av_tags
    assert html.unescape(out.answer_text).count(text) == 4


def test_a_moved_question_keeps_its_history(project: Project, learner: Learner) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.page("advanced", block("What is a blob?"))
    project.build()
    for package in project.packages():
        learner.import_package(package)
    learner.study(3)
    project.page("basics", block("What is a branch?"))
    project.page("advanced", block("What is a blob?"), block("What is a tag?"))
    project.build()
    assert [p.name for p in project.packages()] == ["git-advanced-1.1.0.apkg", "git-basics-2.0.0.apkg"]
    logs = [learner.import_package(package) for package in project.packages()]
    assert logs == [{"updated": 1, "duplicate": 1}, {"duplicate": 1}]
    assert learner.col.card_count() == 3
    assert "level::advanced" in learner.note("tag").tags


def test_a_learner_who_skips_versions_ends_with_the_newest(project: Project, learner: Learner) -> None:
    learner.import_package(three(project))
    for answer in ("One", "Two", "Three"):
        project.page(
            "basics", block("1. What is a tag?", answer), block("2. What is a branch?"), block("3. What is a commit?")
        )
        project.build()
    learner.import_package(project.packages()[0])
    assert learner.note("tag")["Answer"] == "<p>Three.</p>"
    assert learner.note("tag")["Version"] == "1.0.3"
