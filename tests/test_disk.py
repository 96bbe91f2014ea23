"""Real signals, real processes side by side, a disk that is really full: decks are those of before or of after."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

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
