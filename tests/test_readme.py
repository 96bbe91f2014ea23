"""The README is true: its commands are run, its tables are whole."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Project

from anki_export.cli import main
from anki_export.rules import Rule
from anki_export.settings import NAMES

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
"""Ours, but not that of a `make test` that runs us: a make inside would tell about it."""
README = (ROOT / "README.md").read_text()


def console() -> list[tuple[str, str]]:
    """Commands of the console blocks, each with what it prints."""
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    return [(c, out) for block in blocks for c, out in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)]


def test_the_console_blocks_print_what_they_say(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, tracked.split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    (copy / ".venv/bin").mkdir(parents=True)
    (copy / ".venv/bin/anki-export").symlink_to(Path(sys.executable).parent / "anki-export")
    (copy / ".venv/installed").touch()
    path = f"{copy / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    assert len(console()) >= 3
    for command, output in console():
        run = subprocess.run(
            command,
            shell=True,
            cwd=copy,
            env={**ENVIRONMENT, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.stdout == output.replace("Installing into .venv ...\n", ""), command
        assert run.stderr == "", command


def test_the_page_in_the_readme_becomes_two_cards_and_replaces_no_page_of_ours(project: Project) -> None:
    (page,) = re.findall(r"^````markdown\n(.*?)^````", README, re.MULTILINE | re.DOTALL)
    (path,) = re.findall(r"saved as `(source/.*?)`", README)
    assert not (ROOT / path).parents[1].exists()
    project.write(path, page)
    assert "Docker::1 Basics  1.0.0  2 cards" in project.build().stdout


def test_every_setting_and_command_is_in_the_readme() -> None:
    for name in NAMES:
        assert f"| `{name}` |" in README
    for name in main.commands:
        assert f"`anki-export {name}" in README


def test_the_list_of_messages_is_made_from_the_rules() -> None:
    made = runpy.run_path(str(ROOT / "docs/diagnostics.py"))["text"]()
    assert (ROOT / "docs/diagnostics.md").read_text() == made, "python docs/diagnostics.py makes it anew"
    codes = [rule.code for rule in Rule]
    assert len(set(codes)) == len(codes) == made.count("| error |") + made.count("| warning |")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_and_examples(project: Project, name: str) -> None:
    text = project.run(name, "--help").stdout
    assert f"anki-export {name}" in text.split("Examples:")[1]
    for parameter in main.commands[name].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_every_target_of_make_has_a_line_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()) - {"all"}
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[1] for line in shown.splitlines()} == targets
