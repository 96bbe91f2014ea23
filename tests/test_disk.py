"""Real signals, real processes side by side, a disk that is really full: decks are those of before or of after."""

import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Project, block
from faults import HIDDEN, state
from processes import ended, pages, start, without_hidden

SLOW_DISK = (sys.executable, str(Path(__file__).with_name("slow_disk.py")), "3")
TIMES = 10
"""How many moments of a run are tried."""


class Update:
    """A project whose build changes two decks, adds one and removes one, as it is before and after."""

    def __init__(self, project: Project) -> None:
        self.project, self.kept = project, project.root.with_name("kept")
        pages(project)
        project.build()
        project.page("basics", block("What is a tag?", "A name"), block("2. What is basics thing 2?"))
        project.page("advanced", *(block(f"{n}. What is advanced thing {n}?") for n in range(1, 6)))
        (project.root / "source/git/intermediate/index.md").unlink()
        project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
        project.clock += 3600
        self.before = state(project.root)
        shutil.copytree(project.root, self.kept)
        begun = time.monotonic()
        assert ended(start(project, "build"))[0] == 0
        self.seconds = time.monotonic() - begun
        self.new = state(project.root)
        assert self.new != self.before

    def again(self) -> None:
        """Everything as it was before the build."""
        shutil.rmtree(self.project.root)
        shutil.copytree(self.kept, self.project.root)

    def is_whole_and_the_next_build_repairs(self, told: str) -> bool:
        """Whether the build is there; fails where a mixture is, or stays."""
        after = state(self.project.root)
        is_decided = any(f"{HIDDEN}-ready/" in name for name in after)
        assert without_hidden(after) in (self.before, self.new) or is_decided, told
        if after not in (self.before, self.new):
            code, told = ended(start(self.project, "build"))
            assert code == 0, told
            assert state(self.project.root) == self.new, told
            assert not list(self.project.root.rglob(f"{HIDDEN}*"))
        return after == self.new or is_decided


@pytest.fixture
def update(project: Project) -> Update:
    return Update(project)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_build_that_is_ended_at_any_moment_leaves_the_decks_of_before_or_after(
    update: Update, sent: signal.Signals
) -> None:
    for number in range(TIMES):
        update.again()
        process = start(update.project, "build")
        time.sleep(update.seconds * (number + 0.5) / TIMES)
        process.send_signal(sent)
        code, told = ended(process)
        assert code in (0, -sent) and "Traceback" not in told
        assert update.is_whole_and_the_next_build_repairs(told) or code


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sent: sent.name)
def test_a_signal_while_a_slow_disk_is_written_to_finds_the_decks_of_before_or_after(
    update: Update, sent: signal.Signals
) -> None:
    def begin() -> tuple["subprocess.Popen[str]", float]:
        update.again()
        process = start(update.project, "build", command=SLOW_DISK)
        assert process.stdout and process.stdout.readline() == "started\n"
        return process, time.monotonic()

    process, begun = begin()
    assert ended(process)[0] == 0
    seconds = time.monotonic() - begun
    found = set()
    for number in range(TIMES):
        process, _ = begin()
        time.sleep(seconds * (number + 0.5) / TIMES)
        process.send_signal(sent)
        code, told = ended(process)
        if sent is signal.SIGINT and code:
            assert (code, told) == (130, "Stopped by Ctrl-C: no file is written by half.\n")
            assert not list(update.project.root.rglob(f"{HIDDEN}*"))
        else:
            assert code in (0, -sent) and "Traceback" not in told
        found.add(update.is_whole_and_the_next_build_repairs(told))
        assert code or True in found
    assert found == {True, False}, "the moments were all too early or all too late"


def lock(project: Project) -> Any:
    return json.loads((project.root / "decks/lock.json").read_text())


def is_one_release(project: Project) -> None:
    """Fails unless lock, packages, index and changelog are of one build, and nothing is left over."""
    decks = project.root / "decks"
    assert not list(project.root.rglob(f"{HIDDEN}*"))
    cards = [card["guid"] for card in lock(project)["cards"]]
    assert len(set(cards)) == len(cards)
    index = {row["file"]: row["sha256"] for row in json.loads((decks / "index.json").read_text())}
    assert index == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in project.packages()}
    assert ended(start(project, "verify", *map(str, project.packages())))[0] == 0


@pytest.mark.parametrize(("builds", "rounds"), [(2, 4), (5, 2)])
def test_builds_side_by_side_are_as_good_as_one(project: Project, builds: int, rounds: int) -> None:
    pages(project)
    alone = Project(project.root.with_name("alone"))
    for number in range(rounds):
        project.clock += 3600
        project.page("basics", block("What is a tag?", f"Answer {number}"), block(f"What is thing {number}?"))
        for process in [start(project, "build", command=SLOW_DISK) for _ in range(builds)]:
            code, told = ended(process)
            assert "Traceback" not in told
            assert code == 0 or (code == 1 and "error F008" in told), told
        shutil.copytree(project.root / "source", alone.root / "source", dirs_exist_ok=True)
        alone.clock = project.clock
        assert ended(start(alone, "build"))[0] == 0
        assert state(project.root) == state(alone.root)
    is_one_release(project)


def test_pages_that_are_edited_while_others_build_cost_no_release(project: Project) -> None:
    def version() -> list[int]:
        (deck,) = (deck for deck in lock(project)["decks"] if deck["slug"] == "git-basics")
        return [int(part) for part in deck["version"].split(".")]

    pages(project)
    project.build()
    guids = {card["guid"] for card in lock(project)["cards"]}
    page = project.root / "source/git/basics/index.md"
    running: list[subprocess.Popen[str]] = []
    versions = []
    for number in range(1, 7):
        project.clock += 3600
        new = Project(project.root.with_name("editor")).page(
            "basics", *(block(f"What is thing {n}?", f"Answer {number}") for n in range(1, number + 1))
        )
        new.replace(page)  # as editors save
        running += [start(project, "build", command=SLOW_DISK)]
        time.sleep(0.15)
        versions.append(version())
    for process in running:
        code, told = ended(process)
        assert "Traceback" not in told
        assert code == 0 or (code == 1 and "error F008" in told), told
    project.build()
    is_one_release(project)
    versions.append(version())
    assert versions == sorted(versions)
    cards = lock(project)["cards"]
    assert {card["guid"] for card in cards} > guids
    assert len([card for card in cards if card["page"].endswith("basics/index.md") and not card.get("retired")]) == 6
    released = re.findall(r"^## \[Git::1 Basics ([0-9.]+)\]", (project.root / "decks/CHANGELOG.md").read_text(), re.M)
    assert [int(part) for part in released[0].split(".")] == versions[-1]
    assert len(set(released)) == len(released) >= 2
    assert released == sorted(released, key=lambda text: [int(part) for part in text.split(".")], reverse=True)


def test_all_commands_may_run_beside_a_build(project: Project) -> None:
    def asks(first: str, others: int) -> None:
        project.page("basics", block(first), *(block(f"What is thing {n}?") for n in range(others)))

    project.write("source/git/advanced.md", '# Git advanced\n\n??? question "What is a rebase?\n    **So**.\n')
    asks("What is a tag?", 3)
    project.build()
    asks("Who or what is it that wears a label?", 3)
    project.build()
    old, new = (
        next(card["guid"] for card in lock(project)["cards"] if word in card["question"]) for word in ("a tag", "label")
    )
    asks("Who or what is it that wears a label?", 5)
    project.clock += 3600
    commands = (["build"], ["same", old, new], ["pin"], ["check", "--fix"], ["preview"], ["build"], ["preview"])
    for command, process in [(command, start(project, *command, command=SLOW_DISK)) for command in commands]:
        code, told = ended(process)
        assert "Traceback" not in told
        assert code == 0 or (code == 1 and "saved meanwhile" in told), (command, told)
    for command in (["pin"], ["check", "--fix"], ["build"]):
        code, told = ended(start(project, *command))
        assert code == 0, told
    is_one_release(project)
    cards = {card["guid"]: card for card in lock(project)["cards"]}
    assert "label" in cards[old]["question"] and not cards[old].get("retired")
    assert new not in cards or cards[new].get("retired")
    text = "".join(path.read_text() for path in project.root.glob("source/git/**/*.md"))
    assert text.count("<!-- card: ") == 7 and '"What is a rebase?"' in text
    assert (project.root / "decks/preview/index.html").read_text().rstrip().endswith("</html>")
