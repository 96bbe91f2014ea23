"""If writing files fails at any point, each file is the old or the new one, and the next run completes the work."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from tests.support.faults import ERROR, HIDDEN, INTERRUPT, KILL, LASTING, state
from tests.support.processes import PATHS
from tests.support.project import Project, block

DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def first(project: Project) -> list[str]:
    """Two decks that were never built."""
    project.write("source/git/dot.svg", DOT)
    project.page("basics", block("What is a tag?", explanation="![A dot](../dot.svg)"), block("What is a branch?"))
    project.page("advanced", block("What is a rebase?"))
    return ["build"]


def update(project: Project) -> list[str]:
    """A card changes, one comes, one goes; a deck comes, one goes; a package was damaged, and the index lost."""
    first(project)
    project.page("intermediate", block("What is a merge?"))
    project.build()
    project.write("decks/git-intermediate-1.0.0.apkg", b"damaged")
    (project.root / "decks/index.json").unlink()
    project.page("basics", block("What is a tag?", "A name"), block("What is a remote?", "Another repository"))
    (project.root / "source/git/advanced/index.md").unlink()
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    return ["build", "--retirements"]


def join(project: Project) -> list[str]:
    """The lock is changed by hand."""
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    project.page("basics", block("Who or what is it that wears a label?"), block("What is a branch?"))
    project.build()
    cards = json.loads((project.root / "decks/lock.json").read_text())["cards"]
    (old,) = (card["guid"] for card in cards if card.get("retired"))
    (new,) = (card["guid"] for card in cards if "label" in card["question"])
    return ["same", old, new]


def pin(project: Project) -> list[str]:
    """Ids are written into two pages."""
    first(project)
    return ["pin"]


def pin_flashcards(project: Project) -> list[str]:
    """Ids are written into the lines of flashcards of three programs."""
    project.write("source/net/dot.svg", DOT)
    project.write("source/notes/a.md", "#flashcards\n\nWhat?:::A ![[dot.svg]]\n\nOne ==gap==\n<!--SR:!1,1,1-->\n")
    project.write("source/cards/b.md", "C: A [gap] and [one].\n\nP: Solve it.\nS: So.\n")
    project.write("source/pages/c.md", "- Who? #card\n\t- I.\n\t- When? #card\n\t\t- Now.\n")
    project.build()
    return ["pin"]


def publish(project: Project) -> list[str]:
    """A package in the folder of a site is replaced by that of a new version."""
    project.page("basics", block("What is a tag?"))
    project.run("publish", "site/decks")
    project.page("basics", block("What is a tag?", "A name"))
    project.build()
    return ["publish", "site/decks"]


CASES: dict[Callable[[Project], list[str]], tuple[str, ...]] = {
    first: (KILL, INTERRUPT, LASTING),
    update: (KILL, ERROR),
    join: (KILL, ERROR),
    pin: (KILL, ERROR),
    pin_flashcards: (KILL,),
    publish: (KILL, LASTING),
}
"""Number of faults to try in each case: they all share the same code, and each try is slow."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_each_file_is_the_old_or_the_new_one_and_the_next_run_completes_the_work(
    project: Project, case: Callable[[Project], list[str]]
) -> None:
    arguments = case(project)
    project.clock += 3600
    before = state(project.root)
    rows = json.loads(
        _run(["-m", "tests.support.faults", project.root, project.clock, ",".join(CASES[case]), *arguments])
    )
    new = _after(project, arguments, project.clock)
    late = _after(project, arguments, project.clock + 3600)
    twice = _after(project, arguments, project.clock, project.clock + 3600)
    assert {row["fault"] for row in rows} == set(CASES[case])
    for row in rows:
        where = f"{row['fault']} at call {row['number']}, {row['call']}:\n{row['said']}"
        files = {name: digest for name, digest in row["state"].items() if HIDDEN not in name}
        if "warning F005" in row["said"]:
            for name in re.findall(r"^(\S+): warning F005 can't be removed", row["said"], re.MULTILINE):
                del files[name]
        for name in {*files, *before, *new}:
            assert files.get(name) in (before.get(name), new.get(name)), f"{name}, {where}"
        if "later" in row:
            lock = "decks/lock.json"
            assert row["later"] == (twice if files.get(lock) == new.get(lock) != before.get(lock) else late), where
        assert "Traceback" not in row["said"], where
        if row["fault"] == KILL:
            assert row["code"] == -9, where
            continue
        is_mixed = files not in (before, new)
        if "error F009" in row["said"]:
            assert files != before, where
        else:
            assert not is_mixed, where
        if row["fault"] == INTERRUPT:
            assert not is_mixed, where
            assert (row["code"], row["said"].strip().count("\n")) == (130, 0), where
        elif row["code"]:
            assert row["code"] == 1 and "error F00" in row["said"] and "hint: " in row["said"], where
        else:
            assert files == new, where


def _run(command: list[Any], **options: Any) -> str:
    environment = {**os.environ, **PATHS}
    return subprocess.run(
        [sys.executable, *map(str, command)], capture_output=True, text=True, check=True, env=environment, **options
    ).stdout


def _after(project: Project, arguments: list[str], *epochs: int) -> dict[str, str]:
    """The files of a copy of the project after runs without faults."""
    copy = project.root.with_name("-".join(map(str, ("copy", *epochs))))
    shutil.copytree(project.root, copy)
    for epoch in epochs:
        command = [sys.executable, "-m", "anki_export", *arguments]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
        subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=arguments[0] != "same")
    return state(copy)
