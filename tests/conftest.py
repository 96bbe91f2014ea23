"""Fixtures: a maintainer's project, a learner's collection and a browser, all real."""

import os
import signal
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.engines import chromium
from tests.support.engines import need
from tests.support.learner import Learner
from tests.support.project import Project

settings.register_profile("ours", deadline=None, derandomize=True)  # a busy machine is not a fault of the code
settings.register_profile("other", deadline=None)
settings.register_profile("long", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ours"))

MEMORY = Path("/dev/shm")
if MEMORY.is_dir():
    facts = os.statvfs(MEMORY)
    if facts.f_bavail * facts.f_frsize >= 1 << 30 and not facts.f_flag & os.ST_NOEXEC:
        # Tests write, flush and remove thousands of small files, and would often wait for a disk.
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So shells start what runs in the background; programs that it starts would ignore Ctrl-C, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(wrapper=True, optionalhook=True)
def pytest_xdist_auto_num_workers() -> Generator[None, int, int]:
    """One more process than there are processors: tests also wait for browsers, locks and other processes."""
    return (yield) + 1


@pytest.fixture(autouse=True, scope="session")
def pages_are_settled() -> Iterator[None]:
    """Tests retire cards just after they have written a page: a build need not wait for the rest of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("anki_export.deck.write_release.SETTLED", 0.0)
        yield


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a run remembers stays out of the cache of the one who runs the tests, also for fixtures of a module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return Project(root)


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    someone = Learner(tmp_path / "collection.anki2")
    yield someone
    someone.col.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the reasons for which tests were skipped at the end of each run, whatever its options."""
    skipped = [report.longrepr for report in terminalreporter.stats.get("skipped", ())]
    reasons = Counter(where[2].removeprefix("Skipped: ") for where in skipped if isinstance(where, tuple))
    if reasons:
        terminalreporter.section("skipped here")
        for reason, number in reasons.most_common():
            terminalreporter.write_line(f"{number} skipped: {reason}")


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The site to measure on, where there is one."""
    path = os.environ.get("ANKI_EXPORT_CORPUS")
    if not path:
        pytest.skip("set ANKI_EXPORT_CORPUS to the folder of a site to measure on")
    return Path(path)


@pytest.fixture(scope="session")
def pages() -> Path:
    """Pages of other people to measure on, where there are some."""
    path = os.environ.get("ANKI_EXPORT_PAGES")
    if not path:
        pytest.skip("set ANKI_EXPORT_PAGES to the folder of repositories to measure on")
    return Path(path)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, once for all tests of a process."""
    need("chromium")
    with chromium.launched() as running:
        yield running
