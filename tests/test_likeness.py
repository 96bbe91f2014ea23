"""Reworded questions: matched, confirmed, merged and split."""

import json
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_export.release.match_probability import AUTOMATIC, evidence, in_words, pairs, settle
from anki_export.text.similarity import words
from tests.support.learner import Learner
from tests.support.project import Project, block
from tests.support.rewording import TOPICS, about, page, unclear


def guids(project: Project) -> dict[str, str]:
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return {card["question"]: card["guid"] for card in lock["cards"] if not card.get("retired")}


@pytest.mark.parametrize(
    "reworded",
    ["What is teh stash good for?", "Which purpose does a stash serve?", "Why would you use a stash?", "Stashes"],
)
def test_a_reworded_question_keeps_its_card_and_history(project: Project, learner: Learner, reworded: str) -> None:
    page(project)
    project.build()
    before = guids(project)
    learner.import_package(project.packages()[0])
    learner.study(6)
    page(project, ("stash", reworded))
    result = project.build()
    assert guids(project)[reworded] == before["What is a stash good for?"]
    assert "revised" in result.stdout
    assert learner.import_package(project.packages()[0]) == {"updated": 1, "duplicate": 5}
    assert learner.col.card_count() == 6
    assert learner.reviews() == 6


def test_a_question_about_something_else_in_the_same_place_is_a_new_card(project: Project) -> None:
    page(project)
    project.build()
    blocks = [about(t) for t in TOPICS if t != "stash"]
    blocks.insert(2, block("How does bisect find a culprit?", "By halving the range", "Each step needs a verdict."))
    project.page("basics", *blocks)
    result = project.build()
    assert "1 added, 1 retired" in result.stdout


def test_an_unclear_question_is_new_with_a_message_that_names_both_and_the_way_to_join_them(project: Project) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    result = project.build()
    assert (
        "source/git/basics/index.md:7:1: warning R009 this may be a rewording of 'What is a stash good for?'"
        in result.stderr
    )
    assert f"anki-export same {old} source/git/basics/index.md:7" in result.stderr
    assert "1 added, 1 retired" in result.stdout


def test_strict_makes_an_unclear_question_an_error(project: Project) -> None:
    unclear(project)
    before = project.state()
    result = project.run("build", "--strict")
    assert result.exit_code == 1
    assert project.state() == before


@pytest.mark.parametrize(("answer", "is_kept"), [("same", True), ("new", False)])
def test_scripts_can_say_what_an_unclear_question_is(project: Project, answer: str, is_kept: bool) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    project.build("--assume", answer)
    assert (guids(project)["When would you stash changes?"] == old) is is_kept


@pytest.mark.parametrize(("answer", "is_kept"), [("same", True), ("new", False), ("skip", False), ("quit", None)])
def test_on_a_terminal_the_author_is_asked_once(project: Project, answer: str, is_kept: bool | None) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    before = project.state()
    text = project.run_on_terminal("build", typed=f"{answer}\n")
    assert "Is this the same question, reworded? (" in text
    assert "\n  released: What is a stash good for?  source/git/basics/index.md\n" in text
    assert "\n  now:      When would you stash changes?  source/git/basics/index.md:7\n" in text
    assert "\n  same = one card: learners keep its reviews and get the new text\n" in text
    assert "\n  skip = decide later: this build makes a new card and shows how to merge the two\n" in text
    assert text.count("(same, new, skip, quit)") == 1
    if is_kept is None:
        assert project.state() == before
    else:
        assert (guids(project)["When would you stash changes?"] == old) is is_kept
        assert "Nothing changed" in project.build().stdout


def test_two_cards_can_be_joined_afterwards(project: Project, learner: Learner) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    project.build()
    new = guids(project)["When would you stash changes?"]
    out = project.run("same", old, "source/git/basics/index.md:7")
    assert out.stdout == (
        f"Card {old} now belongs to the question of source/git/basics/index.md:7. To release it: anki-export build\n"
    )
    result = project.build()
    assert guids(project)["When would you stash changes?"] == old
    assert "2.0.0 → 3.0.0" in result.stdout
    assert "Nothing changed" in project.build().stdout
    lock = json.loads((project.root / "decks/lock.json").read_text())
    assert {card["guid"] for card in lock["cards"] if card.get("retired")} == {new}


def test_hints_repeat_the_folder_of_decks_that_was_named(project: Project) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    (project.root / "decks").rename(project.root / "my decks")
    folder = ("-o", "my decks")
    hint = f"anki-export same {old} source/git/basics/index.md:7 -o 'my decks'\n"
    assert hint in project.run("diff", *folder).stdout
    page(project, ("stash", "Why would you use a stash?"))
    assert "anki-export different source/git/basics/index.md:17 -o 'my decks'\n" in project.run("diff", *folder).stdout
    out = project.run("different", "source/git/basics/index.md:17", *folder).stdout
    assert out.endswith("To release it: anki-export build -o 'my decks'\n")


def test_an_unclear_question_can_be_joined_before_a_build_as_diff_says(project: Project) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    shown = project.run("diff").stdout
    assert f"hint: if it is the same question, run: anki-export same {old} source/git/basics/index.md:7" in shown
    before = project.state()
    assert project.run("same", old, "source/git/basics/index.md:7").exit_code == 0
    assert {name for name, data in project.state().items() if data != before[name]} == {"lock.json"}
    assert "R009" not in project.run("diff").stdout
    assert "1 revised" in project.build().stdout
    assert guids(project)["When would you stash changes?"] == old
    assert "Nothing changed" in project.build().stdout


def test_diff_names_guids_and_places_so_that_any_two_can_be_joined(project: Project) -> None:
    page(project)
    project.build()
    old = guids(project)["What is a stash good for?"]
    new = block("How does bisect find a culprit?", "By halving the range", "Each step needs a verdict.")
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"), new)
    shown = project.run("diff").stdout
    assert f"  - What is a stash good for?  {old}\n" in shown
    assert "  + How does bisect find a culprit?  source/git/basics/index.md:32\n" in shown
    project.run("same", old, "source/git/basics/index.md:32")
    project.build()
    assert guids(project)["How does bisect find a culprit?"] == old


@pytest.mark.parametrize("is_by_guid", [True, False])
def test_a_match_can_be_undone_before_it_is_built_as_diff_says(project: Project, is_by_guid: bool) -> None:
    page(project)
    project.build()
    old = guids(project)["What is a stash good for?"]
    page(project, ("stash", "Why would you use a stash?"))
    where = "source/git/basics/index.md:17"
    assert f"    not the same question? anki-export different {where}\n" in project.run("diff").stdout
    before = project.state()
    out = project.run("different", old if is_by_guid else where)
    assert out.stdout == (
        f"Card {old} no longer belongs to its current question, which becomes a new card."
        " To release it: anki-export build\n"
    )
    assert {name for name, data in project.state().items() if data != before[name]} == {"lock.json"}
    assert "1 added, 1 retired" in project.build().stdout
    assert guids(project)["Why would you use a stash?"] != old
    assert "Nothing changed" in project.build().stdout


def test_a_question_can_be_given_to_another_card_than_the_one_it_was_found_for(project: Project) -> None:
    page(project)
    project.build()
    known = guids(project)
    blocks = [about(t) for t in TOPICS if t not in ("stash", "remote")]
    project.page("basics", *blocks, about("stash", "Why would you use a stash?"))
    assert project.run("same", known["What is a remote good for?"], "source/git/basics/index.md:27").exit_code == 0
    assert "1 revised, 1 retired" in project.build().stdout
    assert guids(project)["Why would you use a stash?"] == known["What is a remote good for?"]


def test_a_retired_card_can_be_joined_with_a_question_that_was_never_built(project: Project) -> None:
    page(project)
    project.build()
    old = guids(project)["What is a stash good for?"]
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"))
    project.build()
    new = block("When would you stash changes?", "It keeps them safe", "Uncommitted files.")
    project.page("intermediate", new)
    project.run("same", old, "source/git/intermediate/index.md:7")
    project.build()
    assert guids(project)["When would you stash changes?"] == old
    assert "Nothing changed" in project.build().stdout


def test_a_card_is_parted_by_its_guid_where_no_folder_of_pages_is_known(project: Project) -> None:
    page(project)
    (project.root / "source/git/basics/index.md").rename(project.root / "git-basics.md")
    project.build("git-basics.md")
    old = guids(project)["What is a stash good for?"]
    text = (project.root / "git-basics.md").read_text()
    (project.root / "git-basics.md").write_text(text.replace("What is a stash good for?", "Why would you use a stash?"))
    project.build("git-basics.md")
    (project.root / "source/git/basics").rmdir()
    (project.root / "source/git").rmdir()
    (project.root / "source").rmdir()
    assert project.run("different", old).exit_code == 0
    assert "1 added, 1 retired" in project.build("git-basics.md").stdout


def test_a_match_made_in_error_can_be_undone(project: Project) -> None:
    page(project)
    project.build()
    old = guids(project)["What is a stash good for?"]
    page(project, ("stash", "Why would you use a stash?"))
    project.build()
    assert guids(project)["Why would you use a stash?"] == old
    assert project.run("different", "source/git/basics/index.md:17").exit_code == 0
    result = project.build()
    assert "1 added, 1 retired" in result.stdout
    assert guids(project)["Why would you use a stash?"] != old
    assert "Nothing changed" in project.build().stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["same", "nope", "nope2"], "the lock has no card nope"),
        (
            ["same", "source/git/basics/index.md:1", "x"],
            "no question starts on this line; `anki-export list` shows where they start",
        ),
        (["different", "nope"], "the lock has no card nope"),
        (["different", "source/git/basics/index.md:7"], "was never reworded"),
        (["same", "source/git/basics/index.md:7", "source/git/basics/index.md:7"], "already belongs to this question"),
    ],
)
def test_an_impossible_repair_is_a_usage_error(project: Project, arguments: list[str], message: str) -> None:
    page(project)
    project.build()
    before = project.state()
    result = project.run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert project.state() == before


def test_cards_of_two_topics_can_be_joined(project: Project) -> None:
    page(project)
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    project.build()
    one, other = guids(project)["What is an image?"], guids(project)["What is a tag good for?"]
    project.run("same", one, other)
    result = project.build()
    assert guids(project)["What is a tag good for?"] == one
    assert "1 moved" in result.stdout and "1 moved away" in result.stdout


def test_pairs_compete_for_partners() -> None:
    old = [
        in_words("How do you run only some tasks?", "tags"),
        in_words("How do you run all tasks but one?", "skip tags"),
    ]
    new = [in_words("How can you run only some of the tasks?", "Use tags")]
    found = pairs(evidence(old, new, [in_words(f"What is {i}?", f"It is {i}") for i in range(20)]))
    likely, unclear = settle(found, lambda pair: False)
    assert [(pair.old, pair.new) for pair in likely] == [(0, 0)]
    assert not unclear
    assert likely[0].probability >= AUTOMATIC


def test_in_a_large_topic_the_same_pairs_are_found_as_if_all_were_compared() -> None:
    random = Random(1)
    common, rare = [f"often{i}" for i in range(60)], [f"seldom{i}" for i in range(900)]

    def text(length: int) -> list[str]:
        return [random.choice(rare if random.random() < 0.5 else common) for _ in range(length)]

    def reworded(words: list[str]) -> list[str]:
        return [random.choice(common) if random.random() < 0.25 else word for word in words]

    before = [(text(8), text(25)) for _ in range(260)]
    after = [(reworded(question), reworded(body)) for question, body in before[20:]] + [(text(8), text(25))] * 3
    old, new = ([in_words(" ".join(q), " ".join(b)) for q, b in questions] for questions in (before, after))
    found = evidence(old, new)
    assert len(found) < len(old) * len(new) / 10
    everything = evidence(old, new, max_pairs=len(old) * len(new))
    assert len(everything) == len(old) * len(new)
    taken, of_all = (settle(pairs(some), lambda pair: False)[0] for some in (found, everything))
    assert {(pair.old, pair.new) for pair in taken} == {(pair.old, pair.new) for pair in of_all}
    assert len(taken) > 200


def test_diff_shows_what_a_build_would_release(project: Project) -> None:
    page(project)
    project.build()
    assert project.run("diff", "--exit-code").stdout == "Nothing to release.\n"
    page(project, ("stash", "Why would you use a stash?"))
    result = project.run("diff", "--exit-code")
    assert result.exit_code == 1
    assert "Git::1 Basics  1.0.0 → 1.0.1  1 revised" in result.stdout
    assert (
        "~ revised: [-What is-]{+Why would you use+} a stash[- good for?-]{+?+}" in result.stdout
        or "{+Why" in result.stdout
    )
    (row,) = json.loads(project.run("diff", "--format", "json").stdout)
    assert (row["version"], row["next"], row["cards"][0]["was"]) == ("1.0.0", "1.0.1", "What is a stash good for?")
    assert project.run("diff", "--format", "markdown").stdout.startswith("## [Git::1 Basics 1.0.1] - 2026-")
    assert project.run("diff").exit_code == 0


def test_the_changelog_and_the_index_tell_of_each_release(project: Project) -> None:
    import hashlib

    page(project)
    project.build()
    page(project, ("stash", "Why would you use a stash?"))
    project.build()
    log = (project.root / "decks/CHANGELOG.md").read_text()
    assert log.index("## [Git::1 Basics 1.0.1]") < log.index("## [Git::1 Basics 1.0.0]")
    (row,) = json.loads((project.root / "decks/index.json").read_text())["decks"]
    (package,) = project.packages()
    data = package.read_bytes()
    assert (row["file"], row["bytes"], row["cards"]) == (package.name, len(data), 6)
    assert row["sha256"] == hashlib.sha256(data).hexdigest()


def test_a_fresh_clone_makes_the_same_index_and_changelog(project: Project) -> None:
    page(project)
    project.build()
    before = project.state()
    project.packages()[0].unlink()
    project.build()
    assert project.state() == before


def test_pin_writes_ids_that_keep_every_card(project: Project) -> None:
    page(project)
    project.build()
    before = guids(project)
    preview = project.run("pin", "--dry-run")
    assert "+    <!-- card: tag-good-for -->" in preview.stdout
    assert "Nothing changed" in project.build().stdout
    assert "source/git/basics/index.md: added 6 ids" in project.run("pin").stdout
    assert "Nothing to do" in project.run("pin").stdout
    project.build()
    assert guids(project) == before
    text = Path("source/git/basics/index.md").read_text().replace("What is a stash good for?", "Entirely other words?")
    project.write("source/git/basics/index.md", text)
    project.build()
    assert guids(project)["Entirely other words?"] == before["What is a stash good for?"]


def test_after_pin_the_next_step_is_named_and_diff_and_build_agree_that_the_lock_changes(project: Project) -> None:
    page(project)
    project.build()
    assert project.run("diff", "--exit-code").exit_code == 0
    assert "Next:" not in project.run("pin", "--dry-run").stdout
    assert project.run("pin").stdout == (
        "source/git/basics/index.md: added 6 ids\n"
        "Next: run `anki-export build` to record the ids in decks/lock.json, and commit it with the pages."
        " Then you can reword the questions.\n"
    )
    result = project.run("diff", "--exit-code")
    assert (
        result.stdout
        == "No cards changed, but a build would update decks/lock.json: run a build, then commit the lock.\n"
    )
    assert result.exit_code == 1
    assert project.build().stdout == (
        "No cards changed: 1 deck, 6 cards up to date in decks.\n"
        "Commit decks/lock.json: it records which question is which card.\n"
    )
    assert project.run("diff", "--exit-code").exit_code == 0
    assert "Nothing changed" in project.build().stdout


def test_pin_leaves_pages_with_open_changes_alone(project: Project) -> None:
    page(project)
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "source"], check=True)
    subprocess.run([*git, "commit", "-qm", "start"], check=True)
    page(project, ("stash", "Why would you use a stash?"))
    before = Path("source/git/basics/index.md").read_bytes()
    result = project.run("pin")
    assert result.exit_code == 1
    assert "error F006 page has uncommitted changes" in result.stderr
    assert Path("source/git/basics/index.md").read_bytes() == before


def test_retired_cards_are_marked_for_those_who_have_them(project: Project, learner: Learner) -> None:
    page(project)
    project.build()
    learner.import_package(project.packages()[0])
    learner.study(6)
    before = learner.note("stash")
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"))
    assert "Wrote decks/git-basics-retired.apkg" in project.build("--retirements").stdout
    marks = project.root / "decks/git-basics-retired.apkg"
    assert learner.import_package(marks) == {"updated": 1}
    note = learner.note("stash")
    assert note.tags == ["git", "level::basics", "retired"]
    assert (note["Answer"], note["Explanation"]) == (before["Answer"], before["Explanation"])
    assert "Retired in version 2.0.0" in note.cards()[0].render_output().answer_text
    assert learner.reviews() == 6
    assert learner.import_package(project.packages()[0]) == {"duplicate": 5}
    assert project.build("--retirements").stdout == "Nothing changed: 1 deck, 5 cards up to date in decks.\n"

    page(project)  # the question comes back, and so does the card
    project.build("--retirements")
    (package,) = project.packages()
    assert learner.import_package(package) == {"updated": 1, "duplicate": 5}
    assert learner.note("stash").tags == ["git", "level::basics"]
    assert learner.note("stash")["Extra"] == ""


def test_published_packages_are_taken_over_before_the_first_build(project: Project, learner: Learner) -> None:
    page(project)
    project.build("-o", "published")
    (package,) = (project.root / "published").glob("*.apkg")
    learner.import_package(package)
    learner.study(6)
    page(project, ("stash", "Why would you use a stash?"))
    result = project.build("--from-package", str(package))
    assert "Git::1 Basics  1.0.0 → 1.0.1  6 cards  6 revised" in result.stdout
    assert learner.import_package(project.packages()[0]) == {"updated": 6}
    assert learner.col.card_count() == 6
    assert learner.reviews() == 6
    assert "Nothing changed" in project.build().stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["--from-package", "none.apkg"], 2, "none.apkg: no such file"),
        (["--from-package", "source/git/basics/index.md"], 1, "error F001"),
        (["source/git", "--from-package", "none.apkg"], 2, "--from-package needs all pages"),
    ],
)
def test_a_package_that_cannot_be_adopted_is_reported(
    project: Project, arguments: list[str], code: int, message: str
) -> None:
    page(project)
    result = project.run("build", *arguments)
    assert (result.exit_code, message in result.stderr) == (code, True), result.stderr
    assert not (project.root / "decks").exists()


def test_packages_cannot_be_taken_over_beside_a_lock(project: Project) -> None:
    page(project)
    project.build()
    before = project.state()
    result = project.run("build", "--from-package", str(project.packages()[0]))
    assert (result.exit_code, "lock.json already exists" in result.stderr) == (2, True)
    assert project.state() == before


def test_joining_a_card_of_another_level_releases_both_decks(project: Project) -> None:
    page(project)
    project.page("advanced", block("What is a blob?", "Content", "Nameless."))
    project.build()
    old = guids(project)["What is a stash good for?"]
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"))
    new = block("When would you stash changes?", "It keeps them safe", "Uncommitted files follow you.")
    project.page("advanced", block("What is a blob?", "Content", "Nameless."), new)
    project.build("source/git/advanced")
    assert project.run("same", old, "source/git/advanced/index.md:12").exit_code == 0
    result = project.build()
    assert guids(project)["When would you stash changes?"] == old
    assert "1 moved away" in result.stdout
    assert "Nothing changed" in project.build().stdout


def test_a_joined_card_comes_back_and_not_the_one_that_it_replaced(project: Project) -> None:
    unclear(project)
    old = guids(project)["What is a stash good for?"]
    project.build()
    project.run("same", old, "source/git/basics/index.md:7")
    project.build()
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"))
    project.build()
    project.page("advanced", block("When would you stash changes?", "It keeps them safe", "Uncommitted files."))
    project.build()
    assert guids(project)["When would you stash changes?"] == old


def test_a_parted_card_retires_with_its_page(project: Project) -> None:
    page(project)
    project.page("advanced", block("What is a blob made of?", "Content", "It has no name."))
    project.build()
    project.page("advanced", block("Which part makes up a blob?", "Content", "It has no name."))
    project.build()
    assert project.run("different", "source/git/advanced/index.md:7").exit_code == 0
    (project.root / "source/git/advanced/index.md").unlink()
    assert "1 retired" in project.build().stdout
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg"]


def test_a_card_that_was_marked_as_retired_and_joined_loses_its_mark(project: Project, learner: Learner) -> None:
    unclear(project)
    page(project)
    project.build()
    learner.import_package(project.packages()[0])
    unclear_blocks = [about(t) for t in TOPICS if t != "stash"]
    new = block("When would you stash changes?", "It keeps them safe", "Uncommitted files follow you.")
    project.page("basics", new, *unclear_blocks)
    old = guids(project)["What is a stash good for?"]
    project.build("--retirements")
    learner.import_package(project.root / "decks/git-basics-retired.apkg")
    assert "retired" in learner.note("stash").tags
    project.run("same", old, "source/git/basics/index.md:7")
    project.build("--retirements")
    learner.import_package(next(p for p in project.packages() if "retired" not in p.name))
    (note,) = [note for note in learner.notes() if note.guid == old]
    assert "retired" not in note.tags
    assert note["Extra"] == ""


def test_a_damaged_earlier_package_does_not_stop_a_build(project: Project) -> None:
    page(project)
    project.build()
    (package,) = project.packages()
    data = bytearray(package.read_bytes())
    data[300:340] = b"x" * 40
    package.write_bytes(data)
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"))
    assert "warning F007 1 of 1 retired cards can't be marked" in project.build("--retirements").stderr


@pytest.mark.parametrize(
    "index", [b'[{"file": "git-basics-1.0.0.apkg"}]', b"[" * 100_000, b'[{"name": "\\ud800"}]', b"\xff", b"{}"]
)
def test_an_index_that_cannot_be_read_is_made_again(project: Project, index: bytes) -> None:
    page(project)
    project.build()
    before = project.state()
    project.write("decks/index.json", index)
    project.clock -= 3600
    project.build()
    assert project.state() == before


def test_a_changelog_keeps_what_a_person_wrote_to_the_byte(project: Project) -> None:
    page(project)
    project.build()
    log = project.root / "decks/CHANGELOG.md"
    log.write_bytes(log.read_bytes() + b"\nCaf\xe9\n")
    page(project, ("stash", "Why would you use a stash?"))
    project.build()
    assert log.read_bytes().endswith(b"\nCaf\xe9\n")


def test_questions_that_share_a_short_answer_are_not_taken_for_one(project: Project) -> None:
    others = [about(t) for t in TOPICS]
    project.page("basics", '??? question "Is Git distributed?"\n    **Yes**.', *others)
    project.build()
    old = guids(project)["Is Git distributed?"]
    project.page("basics", '??? question "Can a tag be deleted?"\n    **Yes**.', *others)
    project.build()
    assert guids(project)["Can a tag be deleted?"] != old


def test_a_card_that_was_parted_marked_and_joined_again_loses_its_mark(project: Project, learner: Learner) -> None:
    page(project)
    project.build()
    old = guids(project)["What is a stash good for?"]
    page(project, ("stash", "Why would you use a stash?"))
    project.build()
    learner.import_package(project.packages()[0])
    project.run("different", old)
    project.build("--retirements")
    learner.import_package(project.root / "decks/git-basics-retired.apkg")
    project.run("same", old, "source/git/basics/index.md:17")
    project.build("--retirements")
    learner.import_package(next(p for p in project.packages() if "retired" not in p.name))
    (note,) = [note for note in learner.notes() if note.guid == old]
    assert (note["Question"], note["Extra"]) == ("Why would you use a stash?", "")
    assert "retired" not in note.tags


def test_a_card_taken_over_without_a_question_can_be_marked_as_retired(project: Project, learner: Learner) -> None:
    page(project)
    project.build("-o", "published")
    (package,) = (project.root / "published").glob("*.apkg")
    learner.import_package(package)
    project.page("basics", *(about(t) for t in TOPICS if t != "stash"))
    project.build("--from-package", str(package), "--retirements")
    assert learner.import_package(project.root / "decks/git-basics-retired.apkg")["updated"] == 1
    assert "retired" in learner.note("stash").tags
    assert learner.note("stash")["Answer"] == "<p>It keeps a stash of the work.</p>"


@given(st.text(st.characters(max_codepoint=127)))
def test_words_of_plain_text_are_those_that_it_has_beside_other_letters(text: str) -> None:
    assert words(text) == words(f"{text} é")[:-1]
