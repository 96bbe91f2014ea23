"""A machine at its limits: no space, missing permissions, no network, interrupts, and concurrent builds."""

import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from anki_export.disk import atomic
from tests.support.faults import state
from tests.support.processes import COMMAND, IS_ROOT, STARTED, as_nobody, ended, open_to_all, pages, start
from tests.support.project import Project, block

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can mount, and become someone else")


def test_ctrl_c_at_any_time_is_reported_in_one_line(project: Project) -> None:
    """Also while modules are imported and pages are read; `test_disk` has what happens while files are written."""
    pages(project)
    project.build()
    pages(project, 4)
    before = state(project.root)
    decks, kept = project.root / "decks", project.root.with_name("kept")
    shutil.copytree(decks, kept)
    begun = time.monotonic()
    assert ended(start(project, "build"))[0] == 0
    whole, new = time.monotonic() - begun, state(project.root)
    codes = []
    for number in range(6):
        shutil.rmtree(decks)
        shutil.copytree(kept, decks)
        process = start(project, "build", command=STARTED)
        assert process.stdout and process.stdout.readline() == "started\n"
        time.sleep(whole * (number + 1) / 7)
        process.send_signal(signal.SIGINT)
        code, told = ended(process)
        codes.append(code)
        if code == 130:
            assert told.count("Interrupted by Ctrl-C") == 1 and "Traceback" not in told, told
        else:
            assert code == 0, told
        assert state(project.root) == new or (code == 130 and state(project.root) == before)
    assert 130 in codes


MOMENTS = {
    "where a class is made": "raise RuntimeError from KeyboardInterrupt()",
    "where an object ends": "type('Ends', (), {'__del__': lambda self: (_ for _ in ()).throw(KeyboardInterrupt)})()",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_stops_also_where_python_makes_another_error_of_it(moment: str) -> None:
    broken = f"def main(prog_name):\n    {MOMENTS[moment]}\n    print('went on')\n"
    script = f"import anki_export.cli.command_group as p\n{broken}"
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"{script}p.main = main\nimport anki_export.__main__ as m\nm.main()",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (130, "")
    assert run.stderr.count("\n") == 2 and run.stderr.startswith("\nInterrupted by Ctrl-C")


def test_a_file_system_without_locks_is_written_to_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(37, "No locks available")

    pages(project)
    monkeypatch.setattr(fcntl, "flock", refused)
    project.build()
    assert project.packages()


def test_a_build_survives_a_power_failure_with_a_handful_of_waits_and_none_when_nothing_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def noted(handle: int) -> None:
        calls.append(Path(f"/proc/self/fd/{handle}").readlink().name)

    monkeypatch.setattr(os, "fsync", noted)
    for number in range(20):
        project.page("basics", block("Why?"), folder=f"topic{number}", topic=f"Topic {number}")
    project.build()
    names = (".gitignore", "CHANGELOG.md", "feed.xml", "lock.json", "index.json")
    assert calls == [
        *(f".{name}.anki-export.tmp" for name in names),
        *["decks"] * 5,
    ]  # nothing waits for the 20 packages
    calls.clear()
    decks = project.root / "decks"
    before = decks.stat().st_mtime_ns
    assert project.build().stdout.startswith("Nothing changed")
    assert (calls, decks.stat().st_mtime_ns) == ([], before)


def test_a_folder_without_write_permission_is_reported_and_nothing_changes(project: Project) -> None:
    pages(project)
    project.build()
    pages(project, 4)
    open_to_all(project.root)
    decks = project.root / "decks"
    before = state(project.root)
    decks.chmod(0o555)
    try:
        code, told = ended(start(project, "build", wrapped=as_nobody()))
        assert (code, state(project.root)) == (1, before)
        assert told == (
            "decks/all-decks-1.1.0.apkg: error F004 can't be written: permission denied\n"
            "    hint: check the write permissions, and try again\n"
            "Nothing was written: 1 error.\n"
        )
    finally:
        decks.chmod(0o755)


EACH = (
    sys.executable,
    "-c",
    "import sys, click.testing as testing; from anki_export.cli.command_group import main\n"
    "for command in (['build', '--strict'], ['check'], ['list'], ['same', 'a', 'b']):\n"
    "    result = testing.CliRunner().invoke(main, [*command, '-o', sys.argv[1]])\n"
    "    assert isinstance(result.exception, SystemExit | None), result.exception\n"
    "    print('exit code', result.exit_code); print(result.output)",
)
"""Several commands in one process of someone else."""


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("", 0o300),
        ("", 0o000),
        ("decks", 0o000),
        ("decks", 0o300),
        ("decks/lock.json", 0o000),
        ("decks/CHANGELOG.md", 0o000),
        ("decks/index.json", 0o000),
        ("source", 0o000),
        ("source/git", 0o000),
        ("source/git/basics/index.md", 0o000),
    ],
)
def test_files_without_read_permission_are_reported_and_nothing_changes(project: Project, path: str, mode: int) -> None:
    pages(project)
    project.build()
    pages(project, 4)
    open_to_all(project.root)
    before = state(project.root)
    locked = project.root / path
    usual = locked.stat().st_mode
    locked.chmod(mode)
    above = project.root.parent if not path else None
    try:
        code, told = ended(start(project, str(project.root / "decks"), wrapped=as_nobody(), command=EACH, cwd=above))
    finally:
        locked.chmod(usual)
    assert code == 0 and "Traceback" not in told, told
    assert told.count("exit code ") == 4 and re.match("exit code [12]\n", told), told
    if path.endswith("index.md"):
        assert f"{path}: error F001 can't be read: permission denied\n    hint: check its read permissions" in told
    assert state(project.root) == before


def test_a_read_only_checkout_is_built_into_another_folder_and_left_alone(project: Project, tmp_path: Path) -> None:
    pages(project)
    project.build()
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "copied").mkdir(parents=True)
    shutil.copy(project.root / "decks/lock.json", elsewhere / "copied")
    open_to_all(project.root, elsewhere)
    for path in (project.root, *project.root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    before = {path: path.stat().st_mtime_ns for path in (project.root, *project.root.rglob("*"))}
    try:
        for name in ("fresh", "copied"):
            code, told = ended(start(project, "build", "-o", str(elsewhere / name), wrapped=as_nobody()))
            assert code == 0, told
            assert (elsewhere / name / "lock.json").is_file() and len(list((elsewhere / name).glob("*.apkg"))) == 4
        for command in ("check", "diff", "list"):
            assert ended(start(project, command, wrapped=as_nobody()))[0] == 0
        assert {path: path.stat().st_mtime_ns for path in (project.root, *project.root.rglob("*"))} == before
    finally:
        for path in (project.root, *project.root.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
    guids = [
        {card["guid"] for card in json.loads((folder / "lock.json").read_text())["cards"] if not card.get("retired")}
        for folder in (project.root / "decks", elsewhere / "copied")
    ]
    assert guids[0] == guids[1]


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_folder_that_goes_while_a_build_waits_for_it_is_made_and_locked_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, comes_back: bool
) -> None:
    pages(project)
    decks = project.root / "decks"
    first = atomic.locked(decks)
    first.__enter__()

    lock, replace = fcntl.flock, Path.replace
    ended_at: list[int] = []

    def another_ends(handle: int, operation: int) -> None:
        """Between opening the folder and locking it."""
        if not ended_at:
            ended_at.append(handle)
            first.__exit__(None, None, None)  # it has written nothing, so its folder goes
            assert not decks.exists()
            if comes_back:
                decks.mkdir()
        lock(handle, operation)

    renamed = []

    def watched(path: Path, target: Path) -> Path:
        folder = os.open(decks, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(folder)
        renamed.append(target.name)
        return replace(path, target)

    monkeypatch.setattr(fcntl, "flock", another_ends)
    monkeypatch.setattr(Path, "replace", watched)
    project.build()
    assert len(project.packages()) == 3 and "lock.json" in renamed and ended_at


@pytest.mark.parametrize("command", [["pin"], ["check", "--fix"]])
def test_what_is_saved_while_pages_are_edited_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    page = project.write("source/git-basics.md", '# Git basics\n\n??? question "Why?\n    **So**.\n')
    other = project.write("source/git-advanced.md", '# Git advanced\n\n??? question "How?\n    **So**.\n')

    def saved(path: Path) -> bool:
        if path.name == page.name:
            page.write_text("My own words.\n")
        return True

    monkeypatch.setattr("anki_export.disk.git_status.is_clean", saved)
    result = project.run(*command)
    assert result.exit_code == 1
    assert "source/git-basics.md: error F006 page was saved in the meantime\n    hint: try again" in result.output
    assert page.read_text() == "My own words.\n"
    assert '"Why?' not in other.read_text() and ("card: how" in other.read_text() or '"How?"' in other.read_text())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a device that is always full")
@pytest.mark.parametrize("times", [1, 2])
def test_output_that_cannot_be_written_is_one_line(project: Project, times: int) -> None:
    pages(project)
    for _ in range(times):
        project.build()
    with Path("/dev/full").open("w") as full:
        run = subprocess.run((*COMMAND, "build"), cwd=project.root, stdout=full, stderr=subprocess.PIPE, check=False)
    assert run.returncode
    assert b"Error: No space left on device" in run.stderr and b"Traceback" not in run.stderr


@pytest.mark.parametrize("times", [1, 2])
def test_output_that_nobody_reads_ends_the_program_quietly(project: Project, times: int) -> None:
    pages(project)
    for _ in range(times):
        project.build()
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run((*COMMAND, "build"), cwd=project.root, stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (run.returncode, run.stderr) == (1, b"")


def test_without_standard_input_nobody_is_asked(project: Project) -> None:
    pages(project)
    run = subprocess.run(["sh", "-c", 'exec "$@" <&-', "sh", *COMMAND, "build"], cwd=project.root, check=False)
    assert run.returncode == 0


def test_a_current_folder_that_was_removed_is_reported_in_one_line(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = 'cd "$0" && rmdir "$0" && exec "$@"'
    run = subprocess.run(["sh", "-c", script, gone, *COMMAND, "build"], stderr=subprocess.PIPE, check=False)
    assert (run.returncode, run.stderr) == (1, b"Error: No such file or directory\n")
