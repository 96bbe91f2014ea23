"""A missing lock is an error where cards were released: with a new one, learners would get every card twice."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from anki_export import Settings, load, load_pages, plan, write
from anki_export.deck import missing_lock as search
from tests.support.learner import Learner
from tests.support.project import NOON, Project, block

START_OVER = "build with --start-over: learners who have the decks then get every card a second time"
GIT = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
LOCK = "decks/lock.json"


def git(*arguments: str, folder: Path | None = None) -> None:
    subprocess.run([*GIT, *arguments], check=True, capture_output=True, cwd=folder)


def commit_all(folder: Path | None = None) -> None:
    git("init", folder=folder)
    git("add", ".", folder=folder)
    git("commit", "-m", "start", folder=folder)


def guids(path: Path) -> set[str]:
    return {card["guid"] for card in json.loads(path.read_text())["cards"]}


@pytest.fixture
def released(project: Project) -> Project:
    """A project whose decks were built, without their packages, as in a fresh clone."""
    project.page("basics", block("What is a tag?"), block("What is a branch?", "A name"))
    project.build()
    for package in project.packages():
        package.unlink()
    return project


def refused(project: Project, *arguments: str) -> str:
    """The message with which a build refuses to start a new lock; it writes nothing."""
    before = project.state(".")
    result = project.run("build", *arguments)
    assert result.exit_code == 1 and START_OVER in result.stderr, result.output
    assert "Nothing was written: 1 error" in result.stderr and project.state(".") == before
    (message,) = re.findall(r"^.*lock.json: error R008 (.*)\n    hint: (.*); to start", result.stderr, re.MULTILINE)
    return " | ".join(message)


# A lock that the last commit has


def test_a_lock_that_the_last_commit_has_is_restored_by_the_command_in_the_hint(released: Project) -> None:
    commit_all()
    before = (released.root / LOCK).read_bytes()
    (released.root / LOCK).unlink()
    message = "the lock is missing, but the last commit has it | restore it: git checkout HEAD -- decks/lock.json"
    assert refused(released) == message
    for command in (["check"], ["diff"], ["preview"], ["publish", "site"], ["build", "--dry-run"]):
        result = released.run(*command)
        assert result.exit_code == 1 and "error R008" in result.output, (command, result.output)
    subprocess.run(message.partition("restore it: ")[2].split(), check=True, capture_output=True)
    released.build()
    assert (released.root / LOCK).read_bytes() == before


def test_a_lock_whose_removal_is_staged_is_restored_too(released: Project) -> None:
    commit_all()
    git("rm", "-r", "decks")
    assert "git checkout HEAD -- decks/lock.json" in refused(released)
    git("checkout", "HEAD", "--", "decks/lock.json")
    released.build()


def test_the_packages_beside_a_committed_lock_do_not_hide_the_better_remedy(released: Project) -> None:
    commit_all()
    released.build()
    (released.root / LOCK).unlink()
    assert "git checkout HEAD -- decks/lock.json" in refused(released)


def test_the_command_works_in_a_sub_folder_of_the_repository_and_outside_of_it(
    released: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all(released.root.parent)
    (released.root / LOCK).unlink()
    assert "git checkout HEAD -- decks/lock.json" in refused(released)
    outside = released.root.parent.with_name("outside")
    outside.mkdir(exist_ok=True)
    monkeypatch.chdir(outside)
    result = released.run("build", str(released.root / "source"), "-o", str(released.root / "decks"))
    command = re.search(r"restore it: (git -C .*?);", result.stderr)
    assert command, result.stderr
    subprocess.run(command[1].split(), check=True, capture_output=True)
    assert (released.root / LOCK).exists()


def test_a_lock_is_found_from_a_worktree_whose_git_is_a_file(
    released: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all()
    git("worktree", "add", "../tree")
    monkeypatch.chdir(released.root.parent / "tree")
    Path(LOCK).unlink()
    assert "git checkout HEAD -- decks/lock.json" in released.run("build").stderr


def test_a_sparse_checkout_without_the_decks_is_one_without_the_lock(released: Project) -> None:
    commit_all()
    git("sparse-checkout", "set", "source")
    assert not (released.root / LOCK).exists()
    assert "the last commit has it" in refused(released)


# A lock that git ignores


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        (".gitignore", "x\ndecks/\n", "line 2 of .gitignore"),
        (".gitignore", "*.json\n", "line 1 of .gitignore"),
        ("decks/.gitignore", "*\n", "line 1 of decks/.gitignore"),
        (".git/info/exclude", "decks\n", "line 1 of .git/info/exclude"),
    ],
)
def test_a_lock_that_git_would_ignore_is_refused(project: Project, file: str, text: str, line: str) -> None:
    project.page("basics", block("What is a tag?"))
    commit_all()
    project.write(file, text)
    message = f"git ignores the lock ({line}): a build in another clone would make new cards"
    assert refused(project) == f"{message} | remove or narrow this line, so that the lock can be committed"
    project.write(file, f"{text}\n!decks\n!lock.json\n")
    project.build()


def test_an_ignored_lock_is_no_problem_where_git_ignores_the_pages_too(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.write(".gitignore", "*\n")
    git("init")
    project.build()


def test_an_ignored_lock_on_disk_or_in_a_folder_named_by_the_user_is_none(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    project.write(".gitignore", "decks\nother\n")
    git("init")
    project.build()
    project.page("basics", block("What is a branch?"))
    project.build("--allow-retire")
    shutil.rmtree(project.root / "decks")
    project.build("-o", "other")


# A lock elsewhere


@pytest.mark.parametrize(("before", "after"), [("decks", "out/decks"), ("a/b/c", "decks"), ("old", "new")])
def test_a_lock_in_the_folder_that_the_settings_named_before_is_moved(
    project: Project, before: str, after: str
) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?", "A name"))
    project.write("anki-export.toml", f'decks = "{before}"\n')
    project.build()
    known = guids(project.root / before / "lock.json")
    project.write("anki-export.toml", f'decks = "{after}"\n')
    told = refused(project)
    assert told == (
        f"the lock is missing, but {before}/lock.json has cards of these pages |"
        f" move it to {after}/lock.json, or use it where it is: -o {before}"
    )
    assert "Nothing changed" in project.build("-o", before).stdout
    (project.root / after).mkdir(parents=True)
    (project.root / before / "lock.json").rename(project.root / after / "lock.json")
    project.build()
    assert guids(project.root / after / "lock.json") == known
    assert not any(
        card.get("retired") for card in json.loads((project.root / after / "lock.json").read_text())["cards"]
    )


def test_a_build_in_a_sub_folder_of_a_project_without_settings_is_refused(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("docs/git.md", f"# Git\n\n{block('What is a tag?')}\n")
    project.build("docs")
    monkeypatch.chdir(project.root / "docs")
    told = refused(project, ".")
    assert told == (
        "the lock is missing, but ../decks/lock.json has cards of these pages |"
        " run the command in .., or add -o ../decks"
    )
    assert "Nothing changed" in project.build(".", "-o", "../decks").stdout
    assert project.build(".", "-o", "decks").stderr == ""  # an explicit choice


def test_a_build_from_above_a_project_is_refused(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("docs/git.md", f"# Git\n\n{block('What is a tag?')}\n")
    project.build("docs")
    monkeypatch.chdir(project.root.parent)
    result = project.run("build", "project/docs")
    assert "but project/decks/lock.json has cards of these pages" in result.stderr
    assert "Nothing changed" in project.build("project/docs", "-o", "project/decks").stdout


def test_a_lock_around_the_repository_belongs_to_something_else(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.write("docs/git.md", f"# Git\n\n{block('What is a tag?')}\n")
    project.build("docs")
    git("init", folder=project.root / "docs")
    monkeypatch.chdir(project.root / "docs")
    project.build(".")


def test_a_lock_of_other_pages_and_files_of_other_programs_are_no_lock_of_this_build(project: Project) -> None:
    project.write("one/git.md", f"# Git\n\n{block('What is a tag?')}\n")
    project.write("two/git.md", f"# Git\n\n{block('What is a tag?')}\n")
    project.build("one", "-o", "one/decks")
    project.write("two/lock.json", '{"locked": true}')
    project.write("two/x/lock.json", "[" * 100_000)
    (project.root / "two/y").mkdir()
    (project.root / "two/y/lock.json").symlink_to(project.root.parent)
    project.build("two")


def test_what_tools_have_installed_does_not_end_the_search(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_MOST_FOLDERS", 12)
    project.page("basics", block("What is a tag?"))
    project.write("anki-export.toml", 'decks = "out/decks"\n')
    project.build()
    project.write("anki-export.toml", "")
    project.write("env/pyvenv.cfg", "")
    for name in (".cache", "env", "node_modules"):
        for i in range(20):
            (project.root / name / str(i)).mkdir(parents=True)
    assert "out/decks/lock.json has cards" in refused(project)


def test_a_lock_that_is_a_link_out_of_the_project_is_not_read(project: Project) -> None:
    """Its error would tell whether a file elsewhere is a lock, and of which pages."""
    project.page("basics", block("What is a tag?"))
    project.build()
    (project.root / LOCK).rename(project.root.parent / "secret.json")
    shutil.rmtree(project.root / "decks")
    (project.root / "old").mkdir()
    (project.root / "old/lock.json").symlink_to(project.root.parent / "secret.json")
    project.build()


def test_the_search_ends_in_a_huge_tree_and_finds_what_is_near(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "_MOST_FOLDERS", 5)
    project.page("basics", block("What is a tag?"))
    project.write("anki-export.toml", 'decks = "old"\n')
    project.build()
    for i in range(9):
        (project.root / f"a/{i}").mkdir(parents=True)
    project.write("anki-export.toml", "")
    assert "old/lock.json has cards" in refused(project)
    (project.root / "old").rename(project.root / "a/8/old")
    project.build()


def test_locks_in_memory_projects_are_missing_too(released: Project) -> None:
    pages = {"git/basics/index.md": (released.root / "source/git/basics/index.md").read_text()}
    (released.root / "decks").rename(released.root / "old")
    settings = Settings(home=released.root)
    result = plan(load_pages(settings, pages), now=NOON)
    assert ([found.rule.code for found in result.diagnostics], result.release) == (["R008"], None)
    assert plan(load_pages(settings, pages, start_over=True), now=NOON).can_build


# Nothing is lost


def nothing(project: Project) -> None:
    pass


def no_git(project: Project) -> None:
    commit_all()
    shutil.rmtree(project.root / ".git/refs")


def no_commit(project: Project) -> None:
    git("init")
    git("add", ".")


def bare(project: Project) -> None:
    git("init", "--bare", ".git")


def not_even_a_repository(project: Project) -> None:
    (project.root / ".git").mkdir()


def in_a_larger_repository(project: Project) -> None:
    project.write("../decks/lock.json", "{}")
    commit_all(project.root.parent)


def with_a_commit(project: Project) -> None:
    commit_all()
    project.write(".git/info/exclude", "*.apkg\n")


@pytest.mark.parametrize(
    "repository", [nothing, no_git, no_commit, bare, not_even_a_repository, in_a_larger_repository, with_a_commit]
)
def test_a_first_build_is_not_stopped(project: Project, repository: Callable[[Project], None]) -> None:
    project.page("basics", block("What is a tag?"))
    repository(project)
    assert project.build().stderr == ""
    assert "Nothing changed" in project.build().stdout


def test_a_first_build_needs_no_git(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("basics", block("What is a tag?"))
    commit_all()
    monkeypatch.setenv("PATH", str(project.root))
    assert project.build().stderr == ""


def test_git_is_asked_and_the_disk_is_searched_only_without_a_lock(
    released: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit_all()
    monkeypatch.setattr(search, "_locks_below", None)
    monkeypatch.setattr("anki_export.disk.git_status._git", None)
    released.page("basics", block("What is a commit?"))
    released.build("--allow-retire")


def test_a_repository_that_came_with_its_settings_fetches_nothing(project: Project) -> None:
    """In a partial clone, git fetches what is missing, with the program that the settings of the clone name."""
    project.page("basics", block("What is a tag?"))
    commit_all()
    tree = subprocess.run(["git", "rev-parse", "HEAD^{tree}"], capture_output=True, text=True, check=True).stdout
    (project.root / ".git/objects" / tree[:2] / tree[2:].strip()).unlink()
    for name, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.url": str(project.root),
        "remote.origin.promisor": "true",
        "remote.origin.uploadpack": f"touch {project.root}/ran; false",
    }.items():
        git("config", name, value)
    project.build()
    assert not (project.root / "ran").exists()


# Starting over


def test_starting_over_gives_new_cards_and_then_all_is_as_usual(released: Project) -> None:
    commit_all()
    before = guids(released.root / LOCK)
    (released.root / LOCK).unlink()
    released.clock += 7 * 86_400
    assert "Git::1 Basics  1.0.0  2 cards  new deck" in released.build("--start-over").stdout
    assert b'"released": "2026-09-28"' in released.state()["index.json"]
    assert not before & guids(released.root / LOCK)
    assert "Nothing changed" in released.build().stdout
    for command in (["check"], ["diff", "--exit-code"], ["preview"], ["publish", "site"]):
        assert released.run(*command).exit_code == 0, command


def test_starting_over_needs_that_there_is_no_lock(released: Project) -> None:
    before = released.state()
    for text in (before["lock.json"], b"{"):
        released.write(LOCK, text)
        result = released.run("build", "--start-over")
        assert result.exit_code == 2 and "decks/lock.json already exists: to start over, move it" in result.stderr
    released.write(LOCK, before["lock.json"])
    released.build()
    (released.root / LOCK).unlink()
    released.build("--start-over")
    assert released.run("build", "--start-over").exit_code == 2  # also where nothing has changed
    assert released.run("build", "--start-over", "--from-package", "x.apkg").exit_code == 2


def test_a_first_build_can_start_over(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build("--start-over")
    assert len(project.packages()) == 1


def test_packages_index_and_changelog_of_earlier_decks_are_not_those_of_the_new_ones(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("basics", block("What is a rule?"), topic="Make", folder="make")
    project.build()
    project.page("basics", block("What is a tag?"), block("What is a branch?", "A name"))
    project.build()
    project.write("decks/CHANGELOG.md", project.state()["CHANGELOG.md"] + b"\nBy hand.\n")
    before = project.state()
    old = guids(project.root / LOCK)
    (project.root / LOCK).unlink()
    shutil.rmtree(project.root / "source/make")
    assert "keep the cards of each package: build with --from-package decks/all-decks" in refused(project)
    project.clock += 7 * 86_400
    project.build("--start-over")
    assert [path.name for path in project.packages()] == ["git-basics-1.0.0.apkg"]
    assert not old & guids(project.root / LOCK)
    rows = json.loads(project.state()["index.json"])["decks"]
    assert [(row["file"], row["released"]) for row in rows] == [("git-basics-1.0.0.apkg", "2026-09-28")]
    assert re.findall("^## .*", project.state()["CHANGELOG.md"].decode(), re.MULTILINE) == [
        "## [Git::1 Basics 1.0.0] - 2026-09-28",
        "## Earlier deck: [Git::1 Basics 1.1.0] - 2026-09-21",
        "## Earlier deck: [Git::1 Basics 1.0.0] - 2026-09-21",
        "## Earlier deck: [Make::1 Basics 1.0.0] - 2026-09-21",
    ]
    assert b"By hand." in project.state()["CHANGELOG.md"]
    project.page("basics", *(block(f"What is {name}?", name) for name in ("a tag", "a branch", "a blob")))
    project.build("--assume", "new")
    headings = re.findall("^## .*", project.state()["CHANGELOG.md"].decode(), re.MULTILINE)
    assert headings[0].startswith("## [Git::1 Basics 2.0.0]") or headings[0].startswith("## [Git::1 Basics 1.1.0]")
    assert len(headings) == 5 and before != project.state()


def test_an_index_without_a_lock_shows_that_cards_were_released(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    for file in [project.root / LOCK, *project.packages()]:
        file.unlink()
    assert "the lock is missing, but index.json was written with one" in refused(project)
    project.build("--start-over")
    assert len(guids(project.root / LOCK)) == 1


@pytest.mark.parametrize("topics", [["Git"], ["Git", "Make"]])
def test_the_hint_about_packages_keeps_the_cards(project: Project, topics: list[str]) -> None:
    for topic in topics:
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic)
    project.build()
    known = guids(project.root / LOCK)
    (project.root / LOCK).unlink()
    option = re.search("build with (--from-package .*)", refused(project))
    assert option
    project.build(*option[1].split())
    assert guids(project.root / LOCK) == known


def test_learners_get_every_card_a_second_time_as_the_message_says(project: Project, learner: Learner) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?", "A name"))
    project.build()
    learner.import_package(project.packages()[0])
    learner.study(2)
    (project.root / LOCK).unlink()
    project.build("--start-over")
    learner.import_package(project.packages()[0])
    reps = sorted(card.reps for note in learner.notes() for card in note.cards())
    assert reps == [0, 0, 1, 1]


def test_a_change_by_hand_needs_the_lock(released: Project) -> None:
    commit_all()
    (released.root / LOCK).unlink()
    result = released.run("same", "old", "new")
    assert result.exit_code == 1 and "git checkout HEAD -- decks/lock.json" in result.stderr


def test_publishing_where_earlier_decks_are_says_to_move_them(released: Project) -> None:
    assert released.run("publish", "site").exit_code == 0
    (released.root / LOCK).rename(released.root / "old.json")
    released.build("--start-over")
    result = released.run("publish", "site")
    assert result.exit_code == 1 and "restore their lock, or move site elsewhere if you have started" in result.stderr
    (released.root / "site").rename(released.root / "old-site")
    assert released.run("publish", "site").exit_code == 0


def test_the_api_starts_over_too(released: Project) -> None:
    (released.root / LOCK).rename(released.root / "source/lock.json")
    assert not plan(load(released.root), now=NOON).can_build
    assert write(plan(load(released.root, start_over=True), now=NOON + 9)).written
