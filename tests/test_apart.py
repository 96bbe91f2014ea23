"""Several processes read pages with the same result as one, even if processes fail."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.support.project import Project, block

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes can't be forked here")
COMMAND = Path(sys.executable).parent / "anki-export"


@contextmanager
def started(script: str) -> Iterator[subprocess.Popen[str]]:
    """A program in a process group of its own: to fork needs one without threads."""
    program = subprocess.Popen(
        [sys.executable, "-c", f"import os, signal, time\nfrom anki_export import parallel\n{script}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with program:
        try:
            yield program
        finally:
            with suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)


def said(script: str) -> str:
    """What a program prints; it ends well, and leaves no process that could still print."""
    with started(script) as program:
        out, err = program.communicate(timeout=60)
    assert (program.returncode, err) == (0, "")
    return out


def test_results_come_in_the_order_of_their_items() -> None:
    work = "def work(n):\n    time.sleep(0.02 * (3 - n % 3))\n    return n * n, os.getpid()\n"
    out = said(
        f"{work}found = list(parallel.map_ordered(work, range(9), 3)); print([n for n, _ in found], len(dict(found)))"
    )
    processes = "print(len({process for _, process in found} - {os.getpid()}))"
    assert out.startswith("[0, 1, 4, 9, 16, 25, 36, 49, 64]")
    assert said(f"{work}found = list(parallel.map_ordered(work, range(9), 3)); {processes}") == "3\n"
    assert said(f"{work}found = list(parallel.map_ordered(work, range(9), 1)); {processes}") == "0\n"


def test_other_processes_replace_those_that_have_done_their_share() -> None:
    work = "def work(n):\n    return n, os.getpid()\n"
    found = f"{work}found = list(parallel.map_ordered(work, range(10), 2, 3))\nprint([n for n, _ in found])\n"
    assert said(f"{found}print([pid for _, pid in found[1:7]].count(found[1][1]))") == f"{list(range(10))}\n3\n"
    assert said(f"{found}print(len({{pid for _, pid in found}}) - 1)").endswith("\n4\n")


def test_what_the_first_item_prepares_is_not_prepared_again_by_each_process() -> None:
    work = "made = set()\ndef work(n):\n    is_new = not made\n    made.add(n)\n    return is_new\n"
    assert said(f"{work}print(sum(parallel.map_ordered(work, range(9), 3)))") == "1\n"


@pytest.mark.parametrize(
    "end",
    [
        "os._exit(3)",
        "os.kill(os.getpid(), signal.SIGKILL)",
        "raise SystemExit",
        "parallel.require_main_process()",
        "return lambda: 1",
    ],
)
def test_work_left_by_a_process_is_done_by_the_caller(end: str) -> None:
    work = f"home = os.getpid()\ndef work(n):\n    if n == 4 and os.getpid() != home:\n        {end}\n    return n\n"
    assert said(f"{work}print(list(parallel.map_ordered(work, range(9), 2)))") == f"{list(range(9))}\n"


@pytest.mark.parametrize("room", [0, 1, 2])
def test_work_is_done_by_the_caller_when_no_process_can_be_started(room: int) -> None:
    work = "def work(n):\n    return n\n"
    fork = "real, forks = os.fork, []\ndef fork():\n    forks.append(1)\n    "
    fork += f"if len(forks) > {room}:\n        raise BlockingIOError\n    return real()\nos.fork = fork\n"
    files = "print(len(os.listdir('/proc/self/fd')))\n" if Path("/proc/self/fd").exists() else ""
    out = said(f"{work}{fork}{files}print(list(parallel.map_ordered(work, range(9), 3)))\n{files}")
    first, *_, last = out.splitlines()
    assert str(list(range(9))) in out
    assert not files or first == last


def test_an_exception_is_raised_where_its_item_was_asked_for() -> None:
    work = "def work(n):\n    return 12 // (n - 4)\n"
    loop = "try:\n    for n in parallel.map_ordered(work, range(9), 2):\n        print(n)\n"
    assert said(f"{work}{loop}except ZeroDivisionError:\n    print('no')") == "-3\n-4\n-6\n-12\nno\n"


MANY = """
def work(n):
    time.sleep(0.05)
    return "x" * 100_000
for _ in parallel.map_ordered(work, range(2000), 3):
    print("one", flush=True)
"""


def test_no_process_outlives_a_caller_that_stops_early() -> None:
    work, since = "def work(n):\n    time.sleep(60 * (n > 1))\n", time.monotonic()
    script = f"{work}few = parallel.map_ordered(work, range(9), 2); next(few); next(few); few.close(); print('done')"
    assert said(script) == "done\n"
    assert time.monotonic() - since < 40


@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_a_caller_that_is_killed(kind: signal.Signals) -> None:
    with started(MANY) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.stdout.readline()  # the first line comes before other processes start
        program.send_signal(kind)
        out, _ = program.communicate(timeout=20)  # its end is seen when no process is left that could write
    assert program.returncode == -kind
    assert out.count("one") < 1000


def test_only_the_caller_handles_ctrl_c() -> None:
    with started(MANY) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.stdout.readline()  # the first line comes before other processes start
        os.killpg(program.pid, signal.SIGINT)
        _, err = program.communicate(timeout=20)
    assert err.count("Traceback") == 1 and err.endswith("KeyboardInterrupt\n")


def built(project: Project, decks: str, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "build", "-o", decks, *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=project.root,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1800000000", "XDG_CACHE_HOME": str(project.root / decks / "cache")},
    )


def pages(project: Project) -> None:
    for topic in ("git", "docker", "linux", "helm"):
        for level in ("basics", "advanced"):
            texts = [
                block(f"What of {topic} is {level} {n}?", "See below", f"Of {topic} number {n}.") for n in range(4)
            ]
            project.page(level, *texts, topic=topic.title(), folder=topic)


def test_packages_lock_and_messages_are_the_same_for_any_number_of_processes(project: Project) -> None:
    pages(project)
    one, three = built(project, "one", "--jobs", "1"), built(project, "three", "--jobs", "3")
    assert one.returncode == three.returncode == 0, three.stderr
    assert "S0" in one.stderr
    assert (three.stdout.replace("three", "one"), three.stderr) == (one.stdout, one.stderr)
    files = {path.name: path.read_bytes() for path in (project.root / "one").glob("*.*")}
    assert len(files) == 8 + 1 + 5  # decks, the package of all decks, and lock, index, changelog, feed, .gitignore
    assert {path.name: path.read_bytes() for path in (project.root / "three").glob("*.*")} == files


def test_pages_parsed_by_several_processes_are_cached_and_parsed_again_when_they_change(project: Project) -> None:
    pages(project)
    built(project, "decks")
    assert "Nothing changed" in built(project, "decks", "--fresh", "--jobs", "3").stdout
    assert "Nothing changed" in built(project, "decks").stdout
    project.page("basics", block("What is new?"))
    assert "What is new?" in built(project, "decks").stdout


FORKS = """
import os, sys
from anki_export import parallel
real, forks = os.fork, []
os.fork = lambda: forks.append(1) or real()
parallel.processors = lambda: 3
sys.argv = ["anki-export", "list"]
try:
    from anki_export.cli.command_group import main
    main()
finally:
    print(len(forks), file=sys.stderr)
"""


@pytest.mark.parametrize(("number", "forks"), [(3, 0), (45, 3)])
def test_many_pages_are_read_by_as_many_processes_as_there_are_processors(
    project: Project, number: int, forks: int
) -> None:
    for n in range(number):
        project.page("basics", block(f"What is {n}?"), topic=f"Topic {n}", folder=f"topic-{n}")
    run = subprocess.run([sys.executable, "-c", FORKS], capture_output=True, text=True, check=False, cwd=project.root)
    assert run.stdout.count("What is ") == number
    assert run.stderr.endswith(f"{forks}\n"), run.stderr
