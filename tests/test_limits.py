"""A machine at its limits: no room, no leave, no network, no time, and others who build as well."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Project, block
from faults import HIDDEN, state
from processes import IS_ROOT, STARTED, as_nobody, ended, open_to_all, pages, start

from anki_export.disk import atomic

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can mount, and become someone else")


def test_ctrl_c_at_any_time_is_told_in_one_line(project: Project) -> None:
    pages(project)
    project.build()
    pages(project, 4)
    before = state(project.root)
    begun = time.monotonic()
    assert ended(start(project, "build", "--dry-run"))[0] == 0
    whole = time.monotonic() - begun
    chance = random.Random(1)
    codes = []
    for _ in range(20):
        process = start(project, "build", command=STARTED)
        assert process.stdout and process.stdout.readline() == "started\n"
        time.sleep(chance.uniform(0, whole))
        process.send_signal(signal.SIGINT)
        code, told = ended(process)
        codes.append(code)
        if code == 130:
            assert told.count("Interrupted by Ctrl-C") == 1 and "Traceback" not in told, told
        else:
            assert code == 0, told
        assert not list((project.root / "decks").glob(f"{HIDDEN}*"))
        if state(project.root) == before:
            assert code == 130
        else:
            assert ended(start(project, "build"))[1].startswith("Nothing changed")
            shutil.rmtree(project.root / "decks")
            pages(project)
            project.build()
            pages(project, 4)
            before = state(project.root)
    assert 130 in codes


MOMENTS = {
    "where a class is made": "raise RuntimeError from KeyboardInterrupt()",
    "where an object ends": "type('Ends', (), {'__del__': lambda self: (_ for _ in ()).throw(KeyboardInterrupt)})()",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_ctrl_c_stops_also_where_python_makes_another_error_of_it(moment: str) -> None:
    script = f"import anki_export.cli\ndef main(prog_name):\n    {MOMENTS[moment]}\n    print('went on')\n"
    run = subprocess.run(
        [sys.executable, "-c", f"{script}anki_export.cli.main = main\nimport anki_export.__main__ as m\nm.main()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (130, "")
    assert run.stderr.count("\n") == 1 and run.stderr.startswith("Interrupted by Ctrl-C")


def test_builds_at_the_same_time_do_not_spoil_each_other(project: Project) -> None:
    pages(project)
    for number in range(20):
        project.clock += 3600
        project.page("basics", block("What is a tag?", f"Answer {number}"), block(f"What is thing {number}?"))
        one, other = start(project, "build"), start(project, "build")
        for process in (one, other):
            code, told = ended(process)
            assert (code, "Traceback" in told) == (0, False), told
        after = state(project.root)
        assert not [name for name in after if HIDDEN in name]
        assert project.build().stdout.startswith("Nothing changed")
        assert state(project.root) == after
        guids = [card["guid"] for card in json.loads((project.root / "decks/lock.json").read_text())["cards"]]
        assert len(set(guids)) == len(guids)


def test_a_build_that_waits_in_vain_for_another_one_says_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    pages(project)
    monkeypatch.setattr(atomic, "_TRIES", 2)
    (project.root / "decks").mkdir()
    import fcntl

    handle = os.open(project.root / "decks", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    result = project.run("build")
    assert result.exit_code == 1
    assert "error F008 another process is writing here\n    hint: try again when the other process" in result.stderr
    os.close(handle)
    project.build()
    assert not list((project.root / "decks").glob(".anki-export*"))


def test_a_file_system_without_locks_is_written_to_all_the_same(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(37, "No locks available")

    pages(project)
    monkeypatch.setattr(atomic.fcntl, "flock", refused)
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
    written = [f".{name}.anki-export.tmp" for name in (".gitignore", "CHANGELOG.md", "lock.json", "index.json")]
    assert calls == [*written, *["decks"] * 4]  # nothing waits for the 20 packages
    calls.clear()
    decks = project.root / "decks"
    before = decks.stat().st_mtime_ns
    assert project.build().stdout.startswith("Nothing changed")
    assert (calls, decks.stat().st_mtime_ns) == ([], before)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system with room for 160 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    mount = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=160k", "tmpfs", place], capture_output=True, check=False
    )
    if mount.returncode:
        pytest.skip("a disk of its own is needed: give the container leave to mount")
    yield place
    subprocess.run(["umount", place], check=True)


@needs_root
def test_a_full_disk_changes_nothing_and_is_told(project: Project, small_disk: Path) -> None:
    pages(project)
    decks = str(small_disk / "decks")
    project.build("-o", decks)
    before = state(small_disk)
    pages(project, 300)
    result = project.run("build", "-o", decks)
    assert result.exit_code == 1
    assert re.search(
        r"small/decks/\S+: error F004 can't be written: no space left on device\n    hint: ", result.stderr
    )
    assert state(small_disk) == before
    pages(project, 4)
    project.build("-o", decks)


def test_a_limit_of_file_size_changes_nothing_and_is_told(project: Project) -> None:
    pages(project)
    project.build()
    before = state(project.root / "decks")
    pages(project, 5)
    limit = ("prlimit", "--fsize=4000") if shutil.which("prlimit") else ()
    code, told = ended(start(project, "build", wrapped=limit))
    if not limit:
        pytest.skip("prlimit of util-linux is needed")
    assert (code, state(project.root / "decks")) == (1, before)
    assert re.search(r"decks/\S+: error F004 can't be written: file too large\n    hint: ", told)


def test_a_folder_that_may_not_be_written_to_is_told_and_nothing_changes(project: Project) -> None:
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
            "decks/CHANGELOG.md: error F004 can't be written: permission denied\n"
            "    hint: check the write permissions, and try again\n"
            "Nothing was written: 1 error.\n"
        )
    finally:
        decks.chmod(0o755)


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
def test_what_may_not_be_read_is_told_and_nothing_changes(project: Project, path: str, mode: int) -> None:
    pages(project)
    project.build()
    pages(project, 4)
    open_to_all(project.root)
    before = state(project.root)
    locked = project.root / path
    usual = locked.stat().st_mode
    locked.chmod(mode)
    try:
        for command in (("build",), ("check",), ("list",), ("same", "a", "b")):
            above = project.root.parent if not path else None
            command = (*command, "-o", str(project.root / "decks"))
            code, told = ended(start(project, *command, wrapped=as_nobody(), cwd=above))
            assert "Traceback" not in told
            assert command[0] != "build" or code in (1, 2), told
    finally:
        locked.chmod(usual)
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
            assert (elsewhere / name / "lock.json").is_file() and len(list((elsewhere / name).glob("*.apkg"))) == 3
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


def test_nothing_is_fetched_from_anywhere(project: Project) -> None:
    alone = ("unshare", "--map-root-user", "--net")
    if not shutil.which("unshare") or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("namespaces are needed to cut the network: unshare of util-linux, and leave to use it")
    pages(project)
    project.page(
        "basics", block("Why?", explanation="![A](https://example.org/a.png) and [a link](https://example.org)")
    )
    for command in (["build"], ["check"], ["diff"], ["list"], ["preview"], ["verify", "decks/git-basics-1.0.0.apkg"]):
        code, told = ended(start(project, *command, wrapped=alone))
        assert code == 0, told


def test_a_build_killed_by_the_system_is_completed_by_the_next_one(project: Project) -> None:
    """The kernel itself ends the process before each file is replaced."""
    strace = ("strace", "-f", "-qq", "-o", "/dev/null")
    if not shutil.which("strace") or subprocess.run([*strace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is needed, with leave to look at processes: apt-get install strace")
    pages(project)
    project.build()
    pages(project, 4)
    kept = project.root.with_name("kept")
    shutil.copytree(project.root, kept)
    project.clock += 3600
    assert ended(start(project, "build"))[0] == 0
    new = state(project.root)
    replaced = len(["changelog", "lock", "index"]) + len(project.packages())
    for number in range(1, replaced + 1):
        shutil.rmtree(project.root)
        shutil.copytree(kept, project.root)
        kill = f"inject=rename,renameat,renameat2:signal=KILL:when={number}"
        ended(start(project, "build", wrapped=(*strace, "-e", kill)))
        assert state(project.root) != new
        assert ended(start(project, "build"))[0] == 0
        assert state(project.root) == new, f"killed at rename {number}"


@pytest.mark.parametrize("comes_back", [False, True])
def test_a_folder_that_goes_while_a_build_waits_for_it_is_made_and_locked_anew(
    project: Project, monkeypatch: pytest.MonkeyPatch, comes_back: bool
) -> None:
    pages(project)
    decks = project.root / "decks"
    first = atomic.locked(decks)
    first.__enter__()

    locks = atomic._try_lock
    ended_at: list[int] = []

    def another_ends(handle: int) -> bool:
        """Between opening the folder and locking it."""
        if not ended_at:
            ended_at.append(handle)
            first.__exit__(None, None, None)  # it has written nothing, so its folder goes
            assert not decks.exists()
            if comes_back:
                decks.mkdir()
        return locks(handle)

    real = atomic.replace_files

    def watched(*args: Any) -> Any:
        monkeypatch.setattr(atomic, "_TRIES", 2)
        monkeypatch.setattr(atomic.time, "sleep", lambda _: None)
        with pytest.raises(atomic.Busy), atomic.locked(decks):
            pass
        return real(*args)

    monkeypatch.setattr(atomic, "_try_lock", another_ends)
    monkeypatch.setattr(atomic, "replace_files", watched)
    project.build()
    assert len(project.packages()) == 3


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

    monkeypatch.setattr("anki_export.disk.git.is_clean", saved)
    result = project.run(*command)
    assert result.exit_code == 1
    assert "source/git-basics.md: error F006 the page was saved meanwhile\n    hint: try again" in result.output
    assert page.read_text() == "My own words.\n"
    assert '"Why?' not in other.read_text() and ("card: how" in other.read_text() or '"How?"' in other.read_text())
