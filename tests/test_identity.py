"""A build must not change cards that it did not read, nor break published decks."""

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.support.learner import Learner
from tests.support.project import FIXTURES, Project, block

MEDIA = FIXTURES / "tree/media"


def cards(project: Project, decks: str = "decks") -> dict[str, tuple[str, str]]:
    """By guid, the question and the version that retired it."""
    lock = json.loads((project.root / decks / "lock.json").read_text())
    return {card["guid"]: (card["question"], card.get("retired", "")) for card in lock["cards"]}


def guids(project: Project) -> dict[str, str]:
    """The guid of each card in use, by its question."""
    return {question: guid for guid, (question, retired) in cards(project).items() if not retired}


def lock_rows(project: Project) -> list[str]:
    """The lines of the lock."""
    return (project.root / "decks/lock.json").read_text().split("\n")


def two_topics(project: Project) -> dict[str, tuple[str, str]]:
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    project.build()
    return cards(project)


def test_a_build_from_another_folder_retires_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = two_topics(project)
    (project.root / "elsewhere").mkdir()
    monkeypatch.chdir(project.root / "elsewhere")
    project.build("../source/git", "-o", "../decks")
    assert cards(project) == before


def test_a_build_through_a_link_retires_nothing(project: Project, tmp_path: Path) -> None:
    before = two_topics(project)
    (tmp_path / "link").symlink_to(project.root)
    project.build(str(tmp_path / "link/source/git"))
    assert cards(project) == before


def test_pages_from_two_places_share_a_folder_of_decks(project: Project) -> None:
    for topic in ("Git", "Docker"):
        project.write(f"{topic}/notes.md", f"---\ntitle: {topic} - Basics\n---\n\n{block(f'What is {topic}?')}\n")
        project.build(f"{topic}/notes.md")
    assert sorted(cards(project).values()) == [("What is Docker?", ""), ("What is Git?", "")]
    assert [p.name for p in project.packages()] == ["docker-basics-1.0.0.apkg", "git-basics-1.0.0.apkg"]


def test_a_deck_is_not_released_without_the_cards_of_a_page_that_was_not_read(project: Project) -> None:
    for name in ("a", "b"):
        project.write(f"notes/{name}.md", f"---\ntitle: Git - Basics\n---\n\n{block(f'What is {name}?')}\n")
    project.build("notes/a.md", "notes/b.md")
    before = project.state()
    result = project.run("build", "notes/a.md")
    assert result.exit_code == 1
    assert "error R007 deck 'Git::1 Basics' also has cards from pages that were not read: notes/b.md" in result.stderr
    assert project.state() == before


def test_an_excluded_page_is_gone_and_what_it_asked_may_stand_elsewhere(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("advanced", block("What is a blob?"), block("What is a tree?"))
    project.build()
    before = cards(project)
    project.write("anki-export.toml", 'exclude = ["git/advanced/*"]\n')
    project.page("basics", block("What is a tag?"), block("What is a blob?"))
    project.build()
    after = cards(project)
    assert after.keys() == before.keys()
    assert {q: bool(retired) for q, retired in after.values()} == {
        "What is a tag?": False, "What is a blob?": False, "What is a tree?": True,
    }  # fmt: skip


@pytest.mark.parametrize("title", ["Git SCM", "Docker"])
def test_a_topic_keeps_its_cards_under_a_new_folder_and_then_a_new_title(project: Project, title: str) -> None:
    before = two_topics(project)
    (project.root / "source/git").rename(project.root / "source/git-scm")
    project.build()
    project.page("basics", block("What is a tag?"), block("What is a branch?"), topic=title, folder="git-scm")
    assert "warning R005" in project.build().stderr
    assert cards(project) == before


def test_a_topic_without_title_keeps_its_cards_when_its_folder_is_renamed(project: Project) -> None:
    project.write("source/git/basics/index.md", block("What is a tag?"))
    project.build()
    before = cards(project)
    (project.root / "source/git").rename(project.root / "source/vcs")
    dry = project.build("--dry-run").stdout
    assert "source/git/basics/index.md is now source/vcs/basics/index.md: 1 card kept\n" in dry
    assert "warning R005 topic is now 'Vcs' but was released as 'Git'" in project.build().stderr
    assert cards(project) == before


def test_two_folders_of_one_topic_keep_it_under_a_new_title(project: Project) -> None:
    for folder in ("git", "vcs"):
        project.page("basics", block(f"What is {folder}?"), folder=folder)
    project.build()
    before = cards(project)
    for folder in ("git", "vcs"):
        project.page("basics", block(f"What is {folder}?"), folder=folder, topic="Version control")
    project.build()
    assert cards(project) == before


def test_topics_whose_names_differ_in_signs_are_two(project: Project) -> None:
    project.page("basics", block("What is a pointer?"), topic="C++", folder="c++")
    project.page("basics", block("What is a delegate?"), topic="C#", folder="c#")
    project.build()
    assert [p.name for p in project.packages()] == ["cplusplus-basics-1.0.0.apkg", "csharp-basics-1.0.0.apkg"]


def test_pages_of_one_folder_under_two_titles_are_one_topic_and_a_warning(project: Project) -> None:
    project.page("advanced", block("What is a blob?"), topic="Git")
    project.page("basics", block("What is a tag?"), topic="Git SCM")
    result = project.build()
    assert "source/git/basics/index.md:1:1: warning R004" in result.stderr
    assert "Git::1 Basics" in result.stdout


def test_a_source_that_lost_all_its_pages_is_an_error_not_the_end_of_every_card(project: Project) -> None:
    before = two_topics(project)
    for page in (project.root / "source").rglob("*.md"):
        page.unlink()
    result = project.run("build")
    assert (result.exit_code, "error F003 no Markdown pages found" in result.stderr) == (1, True)
    assert cards(project) == before


def test_a_link_that_leads_out_of_the_source_is_skipped_and_its_cards_stay(project: Project) -> None:
    before = two_topics(project)
    (project.root / "source/docker").rename(project.root / "docker")
    (project.root / "source/docker").symlink_to(project.root / "docker")
    project.page("basics", block("What is a tag?"), block("What is a branch?"), block("What is a note?"))
    result = project.build()
    assert "source/docker: warning F013 skipped: points outside the source folder" in result.stderr
    after = cards(project)
    assert {guid: after[guid] for guid in before} == before
    assert len(after) == len(before) + 1
    assert "source/docker" not in project.run("check", "source/git").output
    linked = project.run("build", "source/git").output
    assert "Nothing changed" in linked and "F013" not in linked


def test_a_folder_that_cannot_be_read_is_an_error(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = two_topics(project)
    real = os.scandir

    def denied(path: str) -> object:  # by hand, for root may read everything
        if Path(path).name == "docker":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", denied)
    result = project.run("build")
    assert "source/docker: error F001 can't be read: permission denied" in result.stderr
    assert cards(project) == before


def test_a_deck_does_not_go_out_without_the_page_that_became_a_link_out(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    more = project.page("basics", block("What is a merge?"), folder="vcs")
    project.build()
    before = project.state()
    more.rename(project.root / "more.md")
    more.symlink_to(project.root / "more.md")
    result = project.run("build")
    assert result.exit_code == 1
    assert "source/vcs/basics/index.md: warning F013 skipped: points outside the source folder" in result.stderr
    assert (
        "error R007 deck 'Git::1 Basics' also has cards from unreadable or invalid pages: source/vcs/basics/index.md"
        in result.stderr
    )
    assert project.state() == before


def test_a_folder_that_cannot_be_read_does_not_stop_a_build_of_others(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("anki-export.toml", "")
    before = two_topics(project)
    real = os.scandir

    def denied(path: str) -> object:
        if str(path).endswith("docker"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", denied)
    project.page("basics", block("What is a tag?"), block("What is a branch?"), block("What is a note?"))
    assert "error" not in project.build("source/git").stderr
    after = cards(project)
    assert {guid: after[guid] for guid in before} == before
    monkeypatch.chdir(project.root / "source/git")
    assert project.run("check", ".").stdout == "1 page, 3 questions: no problems found.\n"
    assert "error F001 can't be read: permission denied" in project.run("check", "..").stdout


def test_an_error_on_another_page_of_the_deck_stops_a_partial_build(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("basics", block("What is a merge?"), folder="vcs")
    project.build()
    before = project.state()
    project.page("basics", '??? question "What is a merge?"', folder="vcs")
    result = project.run("build", "source/git")
    assert result.exit_code == 1
    assert (
        "error R007 deck 'Git::1 Basics' also has cards from unreadable or invalid pages: source/vcs/basics/index.md"
        in result.stderr
    )
    assert "S002" not in result.stderr
    assert project.state() == before


ERRORS = {
    "an empty question": '??? question "What is a merge?"',
    "broken front matter": "---\ntitle: [\n---\n\n" + block("What is a merge?"),
    "no UTF-8": block("What is a mérge?").encode("latin-1"),
    "half of it": block("What is a branch?") + '\n\n??? question "What is a merge?"',
}


@pytest.mark.parametrize("page", ERRORS.values(), ids=ERRORS)
def test_an_error_outside_of_what_is_named_keeps_nobody_from_building_and_keeps_its_cards(
    project: Project, page: str | bytes
) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("advanced", block("What is a merge?"), block("What is a branch?"))
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    project.build()
    before, rows = cards(project), lock_rows(project)
    project.write("source/git/advanced/index.md", page)
    project.page("basics", block("What is a tag?"), block("What is a blob?"))
    check = project.run("check", "source/git/basics")
    assert (check.exit_code, "error" in check.output) == (0, False), check.output
    assert project.run("check").exit_code == 1
    built = project.build("source/git/basics", "source/docker")
    assert "Wrote 1 of 2 decks" in built.stdout
    after = cards(project)
    assert {guid: after[guid] for guid in before} == before
    kept = [row for row in rows if "advanced" in row and "all-decks" not in row]
    assert [row for row in lock_rows(project) if "advanced" in row and "all-decks" not in row] == kept


def test_a_card_is_not_taken_from_a_page_with_errors_that_was_not_named(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("advanced", block("What is a merge?"), block("What is a branch?"))
    project.build()
    before = project.state()
    project.page("advanced", block("What is a branch?"), '??? question "What is a blob?"\nSo.')
    project.page("basics", block("What is a tag?"), block("What is a merge?"))
    result = project.run("build", "source/git/basics")
    assert result.exit_code == 1
    problem = "also has cards from unreadable or invalid pages: source/git/advanced/index.md"
    assert f"error R007 deck 'Git::3 Advanced' {problem}" in result.stderr
    assert project.state() == before
    project.page("advanced", block("What is a branch?"))
    project.build("source/git/basics")
    assert len(cards(project)) == 3


def test_a_page_with_errors_gives_no_card_to_a_deck_that_is_built_without_it(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    project.page("basics", block("What is a merge?"), '??? question "Why?"\nSo.', folder="vcs")
    project.page("basics", block("What is a tag?"), block("What is a blob?"))
    project.build("source/git")
    assert {question for question, _ in cards(project).values()} == {"What is a tag?", "What is a blob?"}


def test_questions_keep_their_cards_when_a_page_gets_the_formula_that_makes_dollars_math(project: Project) -> None:
    project.page("basics", block("Is $a$ odd?", "Yes"), block("Is $5 much?", "No"))
    project.build()
    before = guids(project)
    project.page("basics", block("Is $5 much?", "No"), block("Is $a$ odd?", "No: $a = b$ and $c = d$"))
    project.build()
    assert guids(project) == {question.replace("$a$", r"\(a\)"): guid for question, guid in before.items()}


def test_hidden_files_are_not_pages(project: Project) -> None:
    two_topics(project)
    project.write("source/git/._index.md", b"\x00\x05\x16\x07\xff")
    (project.root / "source/git/.#index.md").symlink_to("nobody@nowhere")
    assert "Nothing changed" in project.build().stdout


def test_two_projects_that_ask_the_same_do_not_share_a_card(project: Project, learner: Learner) -> None:
    for name in ("one", "two"):
        project.write(f"{name}.md", f"---\ntitle: Git - Basics\n---\n\n{block('What is a branch?', name)}\n")
        project.build(f"{name}.md", "-o", f"{name}/decks")
        (package,) = (project.root / name / "decks").glob("*.apkg")
        assert learner.import_package(package) == {"new": 1}


def test_names_of_topics_are_text_on_a_card(project: Project, learner: Learner) -> None:
    head = "topic: 'C++ <vector> <img src=x onerror=alert(1)> [sound:a.mp3]'\nlevel: basics"
    project.write("source/cpp.md", f"---\n{head}\n---\n\n{block('What is it?')}\n")
    project.build()
    learner.import_package(project.packages()[0])
    out = learner.notes()[0].cards()[0].render_output()
    assert "C++ &lt;vector&gt; &lt;img src=x onerror=alert(1)&gt; &#91;sound:a.mp3]" in out.question_text
    assert not out.question_av_tags


def test_addresses_of_pages_are_quoted(project: Project) -> None:
    project.write("anki-export.toml", 'site_url = "https://example.org/q/"\n')
    project.write('source/c#/50% "a"/basics.md', block("Why?"))
    (row,) = json.loads(project.build("--format", "json").stdout)
    assert row["deck"].endswith("::1 Basics")
    import zipfile

    database = zipfile.ZipFile(project.packages()[0]).read("collection.anki2")
    assert b"https://example.org/q/c%23/50%%20%22a%22/basics/" in database


@pytest.mark.parametrize("level", ["Entry-level", "CI / CD", "Senior Staff", "Staff"])
def test_levels_of_several_words_are_distinguished(project: Project, level: str) -> None:
    project.write("anki-export.toml", 'levels = ["Entry-level", "Staff", "Senior Staff", "CI / CD"]\n')
    project.write("source/git.md", f"---\ntopic: Git\nlevel: {level}\n---\n\n{block('Why?')}\n")
    (row,) = json.loads(project.build("--format", "json").stdout)
    assert row["level"] == level


def test_a_deck_without_cards_is_said_once_and_its_package_goes(project: Project) -> None:
    two_topics(project)
    (project.root / "source/docker/basics/index.md").unlink()
    result = project.build()
    assert "Docker::1 Basics  1.0.0 → 2.0.0  0 cards  1 retired" in result.stdout
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg"]
    assert "Nothing changed: 1 deck, 2 cards" in project.build().stdout


def test_files_left_by_a_killed_build_are_removed(project: Project) -> None:
    two_topics(project)
    project.write("decks/.git-basics-0.9.0.apkg.anki-export.tmp", b"half")  # no build would write it again
    project.page("basics", block("What is new?"))
    project.build()
    assert not list((project.root / "decks").glob(".*.tmp"))


def test_an_older_package_that_stays_is_a_warning(project: Project) -> None:
    two_topics(project)
    (project.root / "decks/git-basics-0.9.0.apkg").mkdir()
    result = project.build()
    assert "warning F005 can't be removed" in result.stderr


def test_a_lock_that_is_gone_while_packages_are_here_is_an_error(project: Project) -> None:
    two_topics(project)
    (project.root / "decks/lock.json").unlink()
    before = project.state()
    result = project.run("build")
    assert (result.exit_code, "error R008 the lock is missing" in result.stderr) == (1, True)
    assert project.state() == before


@pytest.mark.parametrize("times", [1, 99])
def test_a_lock_that_changed_during_the_build_is_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    from anki_export import pipeline

    two_topics(project)
    project.page("basics", block("What is new?"))
    real, calls = pipeline.plan, []

    def slow(*args: object, **options: object) -> object:
        calls.append(args)
        if len(calls) <= times:
            with (project.root / "decks/lock.json").open("a") as lock:
                lock.write("\n")
        return real(*args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "plan", slow)
    result = project.run("build")
    assert "decks: another build has written to this folder; starting again." in result.stderr
    if times == 1:
        assert (result.exit_code, len(calls)) == (0, 2)
    else:
        assert (result.exit_code, len(calls)) == (1, 5)
        assert (
            "decks: error F008 other builds keep writing to this folder, or pages keep changing\n    hint: "
            in result.stderr
        )


def test_a_terminal_that_cannot_print_a_page_does_not_stop_a_build(project: Project) -> None:
    from anki_export.cli.command_group import main

    project.page("basics", block("What is a tag → ref?"))
    runner = CliRunner(charset="ascii")
    assert runner.invoke(main, ["build"], catch_exceptions=False).exit_code == 0
    assert runner.invoke(main, ["list"], catch_exceptions=False).exit_code == 0


def test_a_card_in_use_is_taken_before_a_retired_one(project: Project) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    project.page("basics", block("What is a branch?"))  # retires the tag
    project.build()
    project.page("advanced", block("What is a tag?"))  # which comes back
    project.build()
    project.page("basics", block("What is a branch?"), block("What is a tag?"))
    project.page("advanced", block("What is a blob?"))
    project.build()
    assert sorted(cards(project).values()) == [
        ("What is a blob?", ""), ("What is a branch?", ""), ("What is a tag?", ""),
    ]  # fmt: skip


def test_a_question_with_another_id_is_another_card(project: Project) -> None:
    def page(card_id: str) -> None:
        project.page("basics", f'??? question "Why?"\n    <!-- card: {card_id} -->\n    Because.')
        project.build()

    page("one")
    page("two")
    assert sorted(cards(project).values()) == [("Why?", ""), ("Why?", "2.0.0")]


def test_an_id_added_to_a_known_card_keeps_it_through_any_rewording(project: Project) -> None:
    project.page("basics", block("Why?"))
    project.build()
    before = cards(project).keys()
    project.page("basics", '??? question "Why?"\n    <!-- card: why -->\n    Because.')
    project.build()
    project.page("basics", '??? question "For what reason?"\n    <!-- card: why -->\n    Because.')
    project.build()
    assert cards(project) == dict.fromkeys(before, ("For what reason?", ""))


def test_moves_release_every_deck_that_they_touch(project: Project) -> None:
    for level, question in (("basics", "One?"), ("intermediate", "Two?"), ("advanced", "Three?")):
        project.page(level, block(question), block(f"Stays at {level}?"))
    project.build()
    project.page("basics", block("Stays at basics?"))
    project.page("intermediate", block("One?"), block("Stays at intermediate?"))
    project.page("advanced", block("Two?"), block("Three?"), block("Stays at advanced?"))
    project.build("source/git/basics")
    assert [p.name for p in project.packages()] == [
        "git-advanced-1.1.0.apkg", "git-basics-2.0.0.apkg", "git-intermediate-2.0.0.apkg",
    ]  # fmt: skip


def test_a_question_that_goes_with_its_page_is_retired_when_the_topic_is_built(project: Project) -> None:
    head = "---\ntitle: Git - Basics\n---\n\n"
    project.write("old.md", head + block("One?") + "\n\n" + block("Two?"))
    project.build("old.md")
    (project.root / "old.md").unlink()
    project.write("new.md", head + block("One?"))
    project.build("new.md")
    assert sorted(cards(project).values()) == [("One?", ""), ("Two?", "2.0.0")]


def test_a_new_topic_that_shares_one_question_with_a_gone_page_is_a_new_topic(project: Project) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"), block("What is a stash?"))
    project.build()
    (project.root / "source/git/basics/index.md").unlink()
    blocks = [block("What is a tag?"), *(block(f"What is image {i}?") for i in range(3))]
    project.page("basics", *blocks, topic="Docker", folder="docker")
    result = project.build()
    assert "Docker::1 Basics" in result.stdout
    assert "R005" not in result.stderr


def test_questions_that_differ_only_in_their_picture_keep_their_cards_in_any_order(project: Project) -> None:
    for name in ("clear", "palette"):
        project.write(f"source/git/basics/{name}.png", (MEDIA / f"{name}.png").read_bytes())
    blocks = [
        block(f"What does this graph show? ![A graph]({name}.png)", answer)
        for name, answer in (("clear", "A merge"), ("palette", "A rebase"))
    ]
    project.page("basics", *blocks)
    project.build()
    before = answers(project)
    assert len(before) == 2
    project.page("basics", *reversed(blocks))
    project.build()
    assert answers(project) == before


def answers(project: Project) -> dict[str, str]:
    """By guid, the answer of each card."""
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return {card["guid"]: card["answer"] for card in lock["cards"]}


@pytest.mark.parametrize("other", ["a-more", "z-more"], ids=["a page before it", "a page after it"])
def test_a_new_page_with_the_new_title_of_a_released_topic_follows_its_deck(project: Project, other: str) -> None:
    project.page("basics", block("What is a tag?"), topic="Git", folder="git")
    project.build()
    project.page("basics", block("What is a tag?"), topic="Version Control", folder="git")
    project.page("basics", block("What is a branch?"), topic="Version Control", folder=other)
    result = project.build()
    assert "topic is now 'Version Control' but was released as 'Git'" in result.stderr
    assert [path.name for path in project.packages()] == ["git-basics-1.1.0.apkg"]


def test_an_id_keeps_a_card_that_moves_to_another_topic_with_other_words(project: Project) -> None:
    pinned = '??? question "{}"\n    <!-- card: tag -->\n    **{}**.'
    project.page("basics", pinned.format("What is a tag?", "A name"), block("What is a branch?"))
    project.build()
    before = guids(project)
    project.page("basics", block("What is a branch?"))
    project.page(
        "basics", pinned.format("Which names never move?", "Those of releases"), topic="Docker", folder="docker"
    )
    result = project.build()
    assert guids(project)["Which names never move?"] == before["What is a tag?"]
    assert "moved from Git::1 Basics to Docker::1 Basics" in (project.root / "decks/CHANGELOG.md").read_text()
    assert "R009" not in result.stderr


def test_the_same_words_in_another_topic_with_another_answer_are_unclear(project: Project) -> None:
    project.page("basics", block("What is an index good for?", "It holds the next commit"), block("What is a tag?"))
    project.build()
    before = guids(project)["What is an index good for?"]
    project.page("basics", block("What is a tag?"))
    database = block("What is an index good for?", "It finds rows without reading all of them")
    project.page("basics", database, topic="Databases", folder="databases")
    result = project.build()
    assert guids(project)["What is an index good for?"] != before
    assert "R009 this may be a rewording of 'What is an index good for?'" in result.stderr
    project.run("same", before, "source/databases/basics/index.md:7")
    project.build("--allow-retire")
    assert guids(project)["What is an index good for?"] == before


def test_diff_names_both_decks_of_a_move(project: Project) -> None:
    project.page("basics", block("What is a layer?", "A step of a build"), block("What is a tag?"))
    project.build()
    project.page("basics", block("What is a tag?"))
    project.page("basics", block("What is a layer?", "A step of a build"), topic="Docker", folder="docker")
    shown = project.run("diff").stdout
    assert "~ moved from Git::1 Basics to Docker::1 Basics: What is a layer?" in shown
    assert "< moved from Git::1 Basics to Docker::1 Basics: What is a layer?" in shown
    rows = json.loads(project.run("diff", "--format", "json").stdout)
    assert [row["from"] for deck in rows for row in deck["cards"]] == ["Git::1 Basics"]
    assert [row["to"] for deck in rows for row in deck["moved_away"]] == ["Docker::1 Basics"]


def test_a_card_that_has_moved_is_not_offered_to_a_question_in_its_old_place(project: Project) -> None:
    others = [block(f"What is thing {n} good for?", f"It serves purpose {n}") for n in range(5)]
    project.page("basics", *others, block("What is the git stash good for?", "It keeps changes for later"))
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    project.build()
    before = guids(project)["What is the git stash good for?"]
    moved = block("What is the git stash good for?", "It keeps changes for later")
    project.page("basics", block("What is an image?"), moved, topic="Docker", folder="docker")
    project.page("basics", *others, block("What is the git stash used for?", "It keeps changes for later"))
    project.build()
    assert guids(project)["What is the git stash good for?"] == before
    assert guids(project)["What is the git stash used for?"] != before


@pytest.mark.parametrize(
    ("old", "new"), [("-5", "5"), ("x ≤ 5", "x ≥ 5"), ("a[1:]", "a[:1]"), ("✅", "❌"), ("Mars", "Mar")]
)
def test_an_answer_that_differs_in_a_sign_is_another_one(project: Project, old: str, new: str) -> None:
    project.page("basics", block("Which value comes out here?", old), block("What is a tag?"))
    project.build()
    before = guids(project)["Which value comes out here?"]
    project.page("basics", block("What is a tag?"))
    project.page("basics", block("Which value comes out here?", new), topic="Docker", folder="docker")
    result = project.build()
    assert guids(project)["Which value comes out here?"] != before
    assert "R009" in result.stderr


def test_a_question_that_moved_to_a_page_with_errors_of_another_topic_is_not_retired(project: Project) -> None:
    tag, branch = block("What is a tag?"), block("What is a `branch` for?")
    project.page("basics", tag, branch)
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    project.build()
    project.page("basics", tag)
    project.page(
        "basics", block("What is an image?"), branch, '??? question "Why?"\nSo.', topic="Docker", folder="docker"
    )
    before = cards(project)
    assert project.run("build").exit_code == 1
    assert cards(project) == before


def test_a_build_of_the_new_page_alone_does_not_double_what_a_build_of_the_old_one_retired(project: Project) -> None:
    project.write("README.md", block("What is a tag?") + "\n\n" + block("What is a branch?"))
    project.write("docs/more.md", block("What is HEAD?"))
    project.build("README.md", "docs")
    before = guids(project)
    project.write("README.md", block("What is a tag?"))
    project.write("docs/more.md", block("What is HEAD?") + "\n\n" + block("What is a branch?"))
    project.build("README.md")
    assert "R016" in project.run("build", "docs").stderr
    project.build("docs", "README.md")
    assert guids(project) == before
