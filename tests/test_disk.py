"""Real signals, real processes side by side, a disk that is really full: decks are those of before or of after."""

import errno
import hashlib
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from anki_export import STOPPED
from tests.support.faults import HIDDEN, state
from tests.support.processes import IS_ROOT, NOBODY, as_nobody, ended, open_to_all, pages, start
from tests.support.project import Project, block

DISK = (sys.executable, "-m", "tests.support.disk")
SLOW_DISK = (*DISK, "slow", "2")
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
        self.again()
        self.late = self.repaired()
        assert len({str(files) for files in (self.before, self.new, self.late)}) == 3

    def again(self) -> None:
        """Everything as it was before the build."""
        shutil.rmtree(self.project.root)
        shutil.copytree(self.kept, self.project.root)
        os.chdir(self.project.root)  # the fixture sees to it that this ends with the test

    def calls(self) -> int:
        """How many calls of the build change files."""
        self.again()
        code, told = ended(start(self.project, "build", command=(*DISK, "stop", "0")))
        calls = int(told.rsplit("calls: ")[1])
        assert code == 0 and calls > 3 * TIMES
        return calls

    def stopped(self, at: int) -> "subprocess.Popen[str]":
        """A build that waits for a line before the call of this number."""
        self.again()
        process = start(self.project, "build", command=(*DISK, "stop", str(at)), stdin=subprocess.PIPE)
        assert process.stderr and process.stderr.readline() == f"at call {at}\n"
        return process

    def repaired(self) -> dict[str, str]:
        """The files after a build an hour later."""
        self.project.build()
        self.project.clock -= 3600
        return state(self.project.root)


@pytest.fixture
def update(project: Project) -> Update:
    return Update(project)


def test_ctrl_c_while_files_are_written_finds_the_decks_of_before_or_after(update: Update) -> None:
    calls = update.calls()
    found = []
    for number in range(TIMES):
        at = 1 + calls * number // TIMES
        process = update.stopped(at)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate("go on\n", timeout=60)
        told, after = f"call {at}: {out}{err}", state(update.project.root)
        if process.returncode:
            assert (process.returncode, out, err) == (130, "", f"\n{STOPPED}\n")
        assert after == update.new or (after == update.before and process.returncode), told
        found.append(after == update.new)
    assert found == sorted(found) and set(found) == {True, False}


def test_a_build_keeps_out_of_the_decks_while_another_one_writes(update: Update) -> None:
    one = update.stopped(update.calls() // 2)
    between = state(update.project.root)
    code, told = ended(start(update.project, "build"))
    assert code == 1
    hint = "try again when the other process has finished"
    assert re.search(rf"^decks: error F008 .* is writing here\n    hint: {hint}", told, re.MULTILINE)
    assert state(update.project.root) == between
    one.communicate("go on\n", timeout=60)
    assert (one.returncode, state(update.project.root)) == (0, update.new)
    assert not any(HIDDEN in name for name in update.new)


def lock(project: Project) -> Any:
    return json.loads((project.root / "decks/lock.json").read_text())


def is_one_release(project: Project) -> None:
    """Fails unless lock, packages, index and changelog are of one build, and nothing is left over."""
    decks = project.root / "decks"
    assert not list(project.root.rglob(f".*{HIDDEN}"))
    cards = [card["guid"] for card in lock(project)["cards"]]
    assert len(set(cards)) == len(cards)
    index = {row["file"]: row["sha256"] for row in json.loads((decks / "index.json").read_text())["decks"]}
    assert index == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in project.packages()}
    assert project.run("verify", *map(str, project.packages())).exit_code == 0


@pytest.mark.parametrize(("builds", "rounds"), [(3, 2)])
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
        assert code == 0 or (code == 1 and "saved in the meantime" in told), (command, told)
    for command in (["pin"], ["check", "--fix"], ["build"]):
        result = project.run(*command)
        assert result.exit_code == 0, result.output
    is_one_release(project)
    cards = {card["guid"]: card for card in lock(project)["cards"]}
    assert "label" in cards[old]["question"] and not cards[old].get("retired")
    assert new not in cards or cards[new].get("retired")
    text = "".join(path.read_text() for path in project.root.glob("source/git/**/*.md"))
    assert text.count("<!-- card: ") == 7 and '"What is a rebase?"' in text
    assert (project.root / "decks/preview/index.html").read_text().rstrip().endswith("</html>")


CONFINED = (sys.executable, "-m", "tests.support.confined")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts file systems in memory, with the options that it is called with."""
    mounted: list[Path] = []

    def mount(options: str) -> Path:
        if not IS_ROOT:
            pytest.skip("a disk of its own is needed: run as root")
        place = tmp_path / f"disk-{len(mounted)}"
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode:
            pytest.skip(f"a disk of its own is needed: give the container leave to mount ({run.stderr.strip()})")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "--lazy", place], check=True)


FULL = {"bytes": ("size=200k", range(0, 200_000, 12_000)), "names": ("size=900k,nr_inodes=40", range(30))}


@pytest.mark.parametrize("scarce", FULL)
def test_however_full_a_disk_is_the_decks_stay_whole(
    project: Project, disk: Callable[[str], Path], scarce: str
) -> None:
    options, amounts = FULL[scarce]
    place = disk(options)
    decks = place / "decks"
    pages(project)
    project.build("-o", str(decks))
    kept = project.root.with_name("kept")
    shutil.copytree(decks, kept)
    before = state(kept)
    pages(project, 12)
    codes = set()
    for amount in amounts:
        for path in decks.iterdir():
            path.unlink()
        shutil.copytree(kept, decks, dirs_exist_ok=True)
        ballast = place / "ballast"
        ballast.mkdir()
        with suppress(OSError):  # when it is full, it is full
            if scarce == "bytes":
                (ballast / "file").write_bytes(b"x" * amount)
            for number in range(amount if scarce == "names" else 0):
                (ballast / str(number)).touch()
        result = project.run("build", "-o", str(decks))
        codes.add(result.exit_code)
        if result.exit_code:
            told = rf"{decks}\S*: error F004 can't be written: no space left on device\n    hint: free some disk space"
            assert re.search(told, result.stderr) and result.stderr.count("error F") == 1, result.stderr
            assert state(decks) == before
            assert {path.name for path in decks.iterdir()} == {*before}
        shutil.rmtree(ballast)
        project.build("-o", str(decks))
        assert project.build("-o", str(decks)).stdout.startswith("Nothing changed")
        assert not list(place.rglob(f".*{HIDDEN}"))
    assert codes == {0, 1}, "the disk was never full, or always"


def test_pages_and_previews_on_a_full_disk_stay_whole(
    project: Project, disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = disk("size=100k")
    small = Project(place)
    small.page("basics", *(block(f"What is thing {n}?") for n in range(20)))
    (place / "ballast").write_bytes(b"x" * 96_000)
    before = state(place)
    with monkeypatch.context() as patch:
        patch.chdir(place)
        for command in (["pin"], ["preview"]):
            result = small.run(*command)
            assert result.exit_code == 1
            assert re.search(r"error F004 can't be written: no space left on device\n    hint: free", result.stderr)
            assert state(place) == before
        (place / "ballast").unlink()
        assert small.run("pin").exit_code == 0


def test_a_cache_without_space_or_permission_is_skipped(
    project: Project, disk: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = disk("size=16k")
    with suppress(OSError):
        (place / "ballast").write_bytes(b"x" * 100_000)
    pages(project)
    for cache in (place, place / "ballast"):  # full, and no folder at all
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        project.build()
        assert project.build().stdout.startswith("Nothing changed")
    assert len(project.packages()) == 3


@pytest.mark.parametrize("limit", [1, 4_000])
def test_a_limit_of_file_size_leaves_the_decks_whole(project: Project, limit: int) -> None:
    resource = pytest.importorskip("resource", reason="limits are needed, as POSIX has them")
    pages(project)
    project.build()
    pages(project, 40)
    before = state(project.root / "decks")
    child = (
        "import resource, runpy, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}));"
        "runpy.run_module('anki_export', run_name='__main__', alter_sys=True)"
    )
    assert resource.RLIM_INFINITY
    code, told = ended(start(project, "build", command=(sys.executable, "-c", child)))
    assert (code, state(project.root / "decks")) == (1, before), told
    assert re.search(r"decks/\S+: error F004 can't be written: file too large\n    hint: raise the limit", told)
    assert ended(start(project, "build"))[0] == 0


BLOCKED = {
    "decks/feed.xml": "is a directory\n    hint: rename or move the folder that has this name",
    "decks/CHANGELOG.md": "is a directory\n    hint: rename or move the folder that has this name",
    "decks/index.json": "is a directory\n    hint: rename or move the folder that has this name",
    "decks/git-basics-1.0.0.apkg": "is a directory\n    hint: rename or move the folder that has this name",
    "decks/lock.json": "is a directory",
}


@pytest.mark.parametrize("name", BLOCKED)
def test_a_folder_in_place_of_a_file_is_reported_and_kept(project: Project, name: str) -> None:
    pages(project)
    project.build()
    (project.root / name).unlink()
    project.write(f"{name}/mine.txt", "mine")
    before = state(project.root)
    result = project.run("build")
    assert result.exit_code == 1
    assert re.search(rf"^{re.escape(name)}: error F00[14] can't be \w+: {BLOCKED[name]}", result.stderr, re.MULTILINE)
    assert state(project.root) == before
    if "lock" not in name:
        shutil.rmtree(project.root / name)
        project.build()


@pytest.mark.parametrize("command", ["build", "preview"])
def test_a_file_in_place_of_a_folder_is_reported_and_kept(project: Project, command: str) -> None:
    pages(project)
    name = {"build": "decks", "preview": "decks/preview"}[command]
    project.write(name, "mine")
    before = state(project.root)
    result = project.run(command)
    assert result.exit_code in (1, 2) and f"{name}" in result.stderr and "file" in result.stderr
    assert state(project.root) == before


def test_a_lock_without_write_permission_is_replaced_and_keeps_its_mode(project: Project) -> None:
    """As with git's own files: the folder decides, and the build is whole."""
    pages(project)
    project.build()
    path = project.root / "decks/lock.json"
    path.chmod(0o444)
    pages(project, 4)
    open_to_all(project.root)
    code, told = ended(start(project, "build", wrapped=as_nobody()))
    assert code == 0, told
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert len(lock(project)["cards"]) == 12


def test_a_lock_that_belongs_to_someone_else_is_reported_and_kept(project: Project) -> None:
    if not IS_ROOT:
        pytest.skip("a file of someone else is needed: run as root")
    pages(project)
    project.build()
    pages(project, 4)
    decks, path = project.root / "decks", project.root / "decks/lock.json"
    open_to_all(project.root)
    os.chown(decks, 0, 0)
    os.chown(path, 0, 0)
    decks.chmod(0o1777)  # as in /tmp: only the owner of a file may replace it
    before = state(decks)
    code, told = ended(start(project, "build", wrapped=as_nobody()))
    assert code == 1
    assert re.search(r"^decks/lock.json: error F004 can't be written: .*\n    hint: check the write permissions", told)
    assert state(decks) == before
    os.chown(path, NOBODY, NOBODY)
    assert ended(start(project, "build", wrapped=as_nobody()))[0] == 0


@pytest.mark.parametrize("name", ["lock.json", "index.json", "feed.xml"])
@pytest.mark.parametrize("flag", ["i", "a"])
def test_nothing_is_written_if_a_file_is_immutable_or_append_only(project: Project, name: str, flag: str) -> None:
    pages(project)
    project.build()
    pages(project, 4)
    before = state(project.root)
    path = project.root / "decks" / name
    set_flag = ["chattr", f"+{flag}", path]
    if not shutil.which("chattr") or subprocess.run(set_flag, check=False, stderr=subprocess.DEVNULL).returncode:
        pytest.skip("run as root on a file system that has such files")
    try:
        _is_refused(project, name)
        assert state(project.root) == before
    finally:
        subprocess.run(["chattr", f"-{flag}", path], check=True)
    project.build()


def test_nothing_is_written_if_the_system_refuses_to_open_the_lock_for_writing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages(project)
    project.build()
    pages(project, 4)
    before = state(project.root)
    opened, code = os.open, errno.EPERM

    def refusing(path: Any, flags: int, *args: Any, **options: Any) -> int:
        if flags & os.O_WRONLY and str(path).endswith("lock.json"):
            raise OSError(code, os.strerror(code), str(path))
        return opened(path, flags, *args, **options)

    monkeypatch.setattr(os, "open", refusing)
    _is_refused(project, "lock.json")
    assert state(project.root) == before
    code = errno.EACCES  # it is only read-only
    project.build()


def _is_refused(project: Project, name: str) -> None:
    result = project.run("build")
    assert result.exit_code == 1
    assert result.stderr == (
        f"decks/{name}: error F004 can't be written: operation not permitted\n"
        "    hint: check the write permissions, and with `lsattr` that the file is not immutable, and try again\n"
        "Nothing was written: 1 error.\n"
    )


UNREADABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "forbidden": (lambda path: path.chmod(0), "permission denied\n    hint: check its read permissions"),
    "folder": (lambda path: (path.unlink(), path.mkdir()), "is a directory\n    hint: restore it"),
    "pipe": (lambda path: (path.unlink(), os.mkfifo(path)), "is not a regular file\n    hint: restore it"),
    "broken link": (
        lambda path: (path.unlink(), path.symlink_to("nowhere.json")),
        "the link is broken\n    hint: correct the target of the link",
    ),
    "link to itself": (lambda path: (path.unlink(), path.symlink_to("lock.json")), "the link is broken"),
}


@pytest.mark.parametrize("name", UNREADABLE)
@pytest.mark.parametrize("has_packages", [True, False])
def test_nothing_is_written_if_the_lock_can_not_be_read(project: Project, name: str, has_packages: bool) -> None:
    change, message = UNREADABLE[name]
    pages(project)
    project.build()
    pages(project, 4)
    if not has_packages:  # as in a fresh clone
        for package in project.packages():
            package.unlink()
    before = {name: digest for name, digest in state(project.root).items() if name != "decks/lock.json"}
    open_to_all(project.root)
    change(project.root / "decks/lock.json")
    code, told = ended(start(project, "build", wrapped=as_nobody()))
    assert code == 1
    assert told.startswith(f"decks/lock.json: error F001 can't be read: {message}"), told
    assert told.endswith("Nothing was written: 1 error.\n")
    if name == "forbidden":
        (project.root / "decks/lock.json").chmod(0o644)
    found = {name: digest for name, digest in state(project.root).items() if name != "decks/lock.json"}
    assert found == before


def test_nothing_is_needed_but_the_folder_of_decks(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No network, no other program, no temporary folder, no home; what is remembered goes into the cache."""
    pages(project)
    project.page("basics", block("Why?", explanation="![A](https://example.org/a.png) and [b](https://example.org)"))
    for name in ("TMPDIR", "HOME"):
        monkeypatch.setenv(name, "/nowhere")
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    cache.mkdir()
    folders = f"{project.root / 'decks'}:{cache / 'anki-export'}"
    commands = (
        ["build", "--retirements"],
        ["check"],
        ["diff"],
        ["list"],
        ["preview"],
        ["verify", "decks/git-basics-1.0.0.apkg"],
    )
    for command in commands:
        code, told = ended(start(project, *command, command=(*CONFINED, folders)))
        assert code == 0, told
    code, told = ended(start(project, "pin", command=(*CONFINED, folders)))
    assert "Escape" in told, "what is told to stay in a folder can leave it"


def test_a_read_only_disk_is_reported_and_another_folder_works(
    project: Project, disk: Callable[[str], Path], tmp_path: Path
) -> None:
    place = disk("size=1m")
    checkout = Project(place, project.clock)
    pages(checkout)
    assert ended(start(checkout, "build"))[0] == 0
    pages(checkout, 4)
    subprocess.run(["mount", "-o", "remount,ro", place], check=True)
    for command in (["build"], ["pin"], ["preview"]):
        code, told = ended(start(checkout, *command))
        assert code == 1
        assert re.search(
            r"error F004 can't be written: read-only file system\n    hint: make the file system writable", told
        )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(place / "decks/lock.json", elsewhere)
    code, told = ended(start(checkout, "build", "-o", str(elsewhere)))
    assert code == 0 and "R011" not in told, told
    guids = [
        {card["guid"] for card in json.loads((folder / "lock.json").read_text())["cards"]}
        for folder in (place / "decks", elsewhere)
    ]
    assert len(guids[0]) == 9 and guids[0] < guids[1]
    assert "warning R011" in ended(start(checkout, "build", "-o", str(tmp_path / "fresh")))[1]


def test_a_build_of_many_decks_waits_for_the_disk_a_handful_of_times(project: Project) -> None:
    """Seen from outside: `test_limits` has which files it waits for."""
    strace = ("strace", "-f", "-qq", "-e", "trace=fsync,fdatasync,sync,syncfs,msync")
    if not shutil.which("strace") or subprocess.run([*strace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace is needed, with leave to look at processes: apt-get install strace")
    for number in range(20):
        project.page("basics", block("Why?"), folder=f"topic{number}", topic=f"Topic {number}")
    for waits in (
        10,
        0,
    ):  # .gitignore, changelog, feed, lock, index, and the folder after each; nothing when nothing changed
        code, told = ended(start(project, "build", wrapped=strace))
        assert code == 0
        assert len(re.findall(r"(?:sync|syncfs)\(", told)) == waits, told


QUESTIONS = [block(f"{n}. What is thing {n}?", f"Thing {n}") for n in range(1, 7)]


def while_planned(
    project: Project, monkeypatch: pytest.MonkeyPatch, change: Callable[[], object], times: int = 1
) -> list[object]:
    """Let pages change after they were read and before the decks are written; the plans are counted."""
    from anki_export import pipeline

    real, calls = pipeline.plan, []

    def planned(*args: Any, **options: Any) -> object:
        result = real(*args, **options)
        calls.append(result)
        if len(calls) <= times:
            change()
        return result

    monkeypatch.setattr(pipeline, "plan", planned)
    return calls


@pytest.mark.parametrize("command", [["build"], ["build", "--dry-run"]])
def test_a_page_that_changes_while_it_is_read_is_read_again(
    project: Project, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    project.page("basics", *QUESTIONS)
    project.build()
    before = state(project.root)
    project.page("basics", *QUESTIONS[:4])
    calls = while_planned(project, monkeypatch, lambda: project.page("basics", *QUESTIONS))
    result = project.run(*command)
    assert "source/git/basics/index.md changed while it was being read; starting again." in result.stderr
    assert len(calls) == 2
    assert result.exit_code == 0
    assert state(project.root) == before


def test_a_page_that_keeps_changing_stops_a_build(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("basics", *QUESTIONS)
    project.build()
    before = project.state()
    texts = iter(QUESTIONS)
    calls = while_planned(project, monkeypatch, lambda: project.page("basics", next(texts)), times=9)
    project.page("basics", *QUESTIONS[:4])
    result = project.run("build", "--allow-retire")
    assert (result.exit_code, len(calls)) == (1, 5)
    assert "error F008 other builds keep writing to this folder, or pages keep changing" in result.stderr
    assert project.state() == before


@pytest.mark.parametrize("seconds", [-86_400, 0, 86_400], ids=["behind", "equal", "ahead"])
def test_the_clock_of_a_file_system_does_not_decide_whether_a_page_has_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    project.page("basics", *QUESTIONS)
    project.build()
    path = project.page("basics", *QUESTIONS[:5])

    def touch() -> None:
        then = time.time() + seconds
        os.utime(path, (then, then))

    touch()
    calls = while_planned(project, monkeypatch, touch, times=9)
    assert "1 retired" in project.build().stdout
    assert len(calls) == 1


@pytest.mark.parametrize("is_missing", [True, False])
def test_a_build_that_retires_cards_waits_for_the_rest_of_a_page(
    project: Project, monkeypatch: pytest.MonkeyPatch, is_missing: bool
) -> None:
    monkeypatch.setattr("anki_export.deck.write_release.SETTLED", 0.5)
    project.page("advanced", block("What is deep?"))
    whole = project.page("basics", *QUESTIONS).read_bytes()
    project.build()
    before = project.state()
    path = project.page("basics", *QUESTIONS[:4])
    if is_missing:
        path.unlink()
    editor = threading.Timer(0.2, lambda: path.write_bytes(whole))
    while_planned(project, monkeypatch, editor.start)
    result = project.build("--allow-retire")
    editor.join()
    assert f"source/git/basics{'' if is_missing else '/index.md'} changed while it was being read" in result.stderr
    assert "Nothing changed" in result.stdout
    assert project.state() == before


def test_a_build_waits_only_for_pages_that_lose_cards_and_have_just_changed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.page("basics", *QUESTIONS)
    project.build()
    pauses: list[float] = []
    monkeypatch.setattr("anki_export.deck.write_release.SETTLED", 60.0)
    monkeypatch.setattr("anki_export.deck.write_release.time.sleep", pauses.append)
    project.page("basics", *QUESTIONS, block("What is new?"))
    project.build()
    path = project.page("basics", *QUESTIONS)
    os.utime(path, (1, 1))
    project.build()
    assert max(pauses) == 0
    project.page("basics", *QUESTIONS[:5])
    project.build()
    assert 50 < max(pauses) <= 60
