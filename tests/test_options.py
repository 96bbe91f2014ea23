"""Options that every program of this kind has: -q, -v, -V, -h, and completion in the shell."""

import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from anki_export.cli.command_group import main
from tests.support.project import Project, block

WORDY = block("1. What is a tag?", "A name", "A tag stays where it is. " * 20)
PROGRAM = Path(sys.executable).parent / "anki-export"


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_printed(project: Project, option: str) -> None:
    assert project.run(option).stdout == f"anki-export, version {version('mkdocs-anki-export')}\n"


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_can_be_quiet_and_helps_by_its_short_option(project: Project, name: str) -> None:
    text = project.run(name, "-h").stdout
    assert "-q, --quiet" in text
    assert "-h, --help" in text


QUIET = [
    ["build"],
    ["build", "--dry-run"],
    ["build"],  # nothing changed, told from memory
    ["build", "--fresh"],
    ["check"],
    ["check", "--format", "counts", "--select", "R"],
    ["diff"],
    ["preview"],
    ["list"],
    ["pin", "--dry-run"],
    ["pin"],
    ["pin"],
    ["verify", "decks/git-basics-1.0.0.apkg"],
]


@pytest.mark.parametrize("is_first", [False, True], ids=["behind the command", "before the command"])
def test_a_quiet_command_prints_nothing_where_nothing_is_wrong(project: Project, is_first: bool) -> None:
    project.page("basics", block("1. What is a tag?", "A name"))
    for command in QUIET:
        result = project.run(*(["-q", *command] if is_first else [*command, "--quiet"]))
        assert (command, result.exit_code, result.output) == (command, 0, "")
    assert "No cards changed" in project.build().stdout  # the ids were new


def test_same_and_different_can_be_quiet(project: Project) -> None:
    one, two = block("1. What is a tag?", "A name"), block("2. What is a blob?", "Content", "It has no name.")
    project.page("basics", one, two)
    project.build()
    project.page("basics", one, block("2. Which purpose has bisect?", "To find a culprit", "By halves."))
    guid = next(line.split()[-1] for line in project.run("diff").stdout.splitlines() if "What is a blob?" in line)
    result = project.run("same", "-q", guid, "source/git/basics/index.md:12")
    assert (result.exit_code, result.output) == (0, "")
    result = project.run("different", guid, "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_a_quiet_command_still_prints_messages_and_data(project: Project) -> None:
    project.page("basics", '??? question "1. What is a tag?\n    **A name**.')
    assert "warning S011" in project.run("build", "-q").stderr
    result = project.run("check", "-q")
    assert "warning S011" in result.stdout
    assert "1 page" not in result.stdout
    assert project.run("list", "-q", "--format", "json").stdout.startswith("[")
    project.page("basics", '??? question "Empty?"\nSo.')
    result = project.run("-q", "build")
    assert result.exit_code == 1
    assert "error S002" in result.stderr


def test_a_verbose_list_has_explanations_and_guids(project: Project) -> None:
    project.page("basics", block("1. What is a tag?", "A name", "It stays."))
    project.build()
    brief, verbose = project.run("list").stdout, project.run("list", "-v").stdout
    assert "It stays." not in brief
    assert verbose.startswith(brief)
    assert [line.strip() for line in verbose.splitlines()[-3:-1]] == ["It stays.", "answer: bold"]
    assert len(verbose.splitlines()[-1].strip()) > 8


def test_a_verbose_diff_has_the_whole_of_changed_texts(project: Project) -> None:
    project.page("basics", WORDY)
    project.build()
    project.page("basics", WORDY.replace("A tag stays", "The tag stays", 1))
    assert "…" in project.run("diff").stdout
    shown = project.run("diff", "--verbose").stdout
    assert "…" not in shown
    assert shown.count("stays where it is.") == 20


@pytest.mark.parametrize(
    ("typed", "number", "offered"),
    [
        ("anki-export di", 1, {"diff", "different"}),
        ("anki-export build --allow", 2, {"--allow-retire"}),
        ("anki-export check --format s", 3, {"sarif"}),
    ],
)
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_options_and_values(
    project: Project, shell: str, typed: str, number: int, offered: set[str]
) -> None:
    def asked(instruction: str, **more: str) -> str:
        environment = {**os.environ, "_ANKI_EXPORT_COMPLETE": instruction, **more}
        return subprocess.run([PROGRAM], env=environment, capture_output=True, text=True, check=False).stdout

    assert "_ANKI_EXPORT_COMPLETE" in asked(f"{shell}_source")
    last = typed.split()[-1] if shell == "fish" else str(number)
    told = asked(f"{shell}_complete", COMP_WORDS=typed, COMP_CWORD=last)
    words = {word for line in told.split("\n") for word in line.replace("\t", ",").split(",")}
    assert offered <= words
    assert "verify" not in words
