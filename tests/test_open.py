"""`open` builds, and gives a package to the program that opens it."""

import sys
from pathlib import Path

import pytest

from anki_export.disk import open_with_program as opening
from tests.support.project import Project, block

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the opener of these tests is a shell script")


@pytest.fixture
def opened(project: Project, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with the paths that the opener was given; there is a display, and no other opener."""
    log = project.root / "opened.txt"
    opener = project.write("bin/anki", f'#!/bin/sh\nprintf "%s\\n" "$1" >> {log}\n')
    opener.chmod(0o755)
    monkeypatch.setenv("PATH", str(opener.parent))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return log


def names(log: Path) -> list[str]:
    return [Path(line).name for line in log.read_text().splitlines()]


@pytest.fixture
def two_topics(project: Project) -> Project:
    for topic in ("Git", "SQL"):
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic.lower())
    project.page("advanced", block("What is a ref?"))
    return project


def test_the_only_deck_is_built_and_opened(project: Project, opened: Path) -> None:
    project.page("basics", block("What is a tag?"))
    result = project.run("open")
    assert result.exit_code == 0
    assert "Git::1 Basics  1.0.0  1 card  new deck" in result.stdout
    assert "Opened decks/git-basics-1.0.0.apkg: Anki asks before it imports anything." in result.stdout
    assert opened.read_text() == f"{project.root / 'decks/git-basics-1.0.0.apkg'}\n"


def test_what_was_built_beside_a_page_with_errors_is_opened(project: Project, opened: Path) -> None:
    project.page("basics", block("What is a tag?"))
    project.write("source/sql.md", '??? question "What is SQL?"\nA language.\n')
    result = project.run("open")
    assert result.exit_code == 1
    assert "source/sql.md has errors: no cards are made from it.\nEverything else was built" in result.stderr
    assert names(opened) == ["git-basics-1.0.0.apkg"]
    project.write("anki-export.toml", "source = ")
    assert project.run("open").exit_code == 1
    assert len(names(opened)) == 1


def test_a_second_time_builds_nothing_and_opens_the_same_package(project: Project, opened: Path) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    for _ in range(2):
        assert "Nothing changed" in project.run("open").stdout
    assert names(opened) == ["git-basics-1.0.0.apkg"] * 2


@pytest.mark.parametrize("name", ["git-basics", "GIT::1 basics", "decks/git-basics-1.0.0.apkg"])
def test_a_deck_can_be_named(two_topics: Project, opened: Path, name: str) -> None:
    assert two_topics.run("open", name).exit_code == 0
    assert names(opened) == ["git-basics-1.0.0.apkg"]


def test_the_name_of_a_topic_opens_each_of_its_decks(two_topics: Project, opened: Path) -> None:
    assert two_topics.run("open", "git", "sql-basics").exit_code == 0
    assert names(opened) == ["git-basics-1.0.0.apkg", "git-advanced-1.0.0.apkg", "sql-basics-1.0.0.apkg"]


def test_a_page_outside_of_the_usual_folder_can_be_built_and_opened(project: Project, opened: Path) -> None:
    project.write("git-basics.md", block("What is a tag?"))
    assert project.run("open", "--source", "git-basics.md").exit_code == 0
    assert names(opened) == ["git-basics-1.0.0.apkg"]


def test_an_unknown_name_gets_the_most_similar_one(two_topics: Project, opened: Path) -> None:
    result = two_topics.run("open", "Git::1 Basic")
    assert result.exit_code == 2
    assert "no deck 'Git::1 Basic'; did you mean 'Git::1 Basics'?" in result.stderr
    assert not opened.exists()


def test_pages_with_errors_open_nothing(project: Project, opened: Path) -> None:
    project.write("source/git/basics.md", '??? question "What is a tag?"\n')
    assert project.run("open").exit_code == 1
    assert not opened.exists()


@pytest.mark.parametrize(
    ("variables", "reason"),
    [
        ({"DISPLAY": ""}, "there is no display. To import it yourself"),
        ({"DISPLAY": "", "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, "this is a remote shell; copy it to the machine"),
    ],
)
def test_without_a_display_the_package_is_named(
    project: Project, opened: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], reason: str
) -> None:
    monkeypatch.setattr(opening.sys, "platform", "linux")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    project.page("basics", block("What is a tag?"))
    result = project.run("open")
    assert result.exit_code == 1
    assert f"Not opened: decks/git-basics-1.0.0.apkg: {reason}" in result.stderr
    assert not opened.exists()


def test_without_an_opener_the_package_is_named_with_what_to_install(
    project: Project, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(project.root))
    project.page("basics", block("What is a tag?"))
    result = project.run("open")
    assert result.exit_code == 1
    assert "no program was found that opens packages; install Anki" in result.stderr


def test_an_opener_that_fails_is_reported(project: Project, opened: Path) -> None:
    (project.root / "bin/anki").write_text("#!/bin/sh\nexit 3\n")
    project.page("basics", block("What is a tag?"))
    result = project.run("open")
    assert result.exit_code == 1
    assert "decks/git-basics-1.0.0.apkg: anki could not open it. To import it yourself" in result.stderr


def test_an_opener_that_runs_as_long_as_anki_is_not_waited_for(
    project: Project, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SECONDS", 0.1)
    (project.root / "bin/anki").write_text("#!/bin/sh\nexec /bin/sleep 2\n")
    project.page("basics", block("What is a tag?"))
    assert "Opened decks/git-basics-1.0.0.apkg" in project.run("open").stdout
