"""A maintainer's project, a learner's collection and a browser, all real."""

import importlib.util
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from engines import chromium, hosts, webkit
from hypothesis import settings

from anki_export.cli import main

settings.register_profile("ours", deadline=None, derandomize=True)  # a busy machine is not a fault of the code
settings.register_profile("long", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ours"))

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So shells start what runs in the background; programs that it starts would ignore Ctrl-C, too.
    signal.signal(signal.SIGINT, signal.default_int_handler)

FIXTURES = Path(__file__).parent / "fixtures"
NOON = 1_790_000_000
"""A day in 2026, in seconds since 1970."""


@dataclass
class Project:
    """A folder in which someone writes pages and builds."""

    root: Path
    clock: int = NOON

    def write(self, path: str, text: str | bytes) -> Path:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def page(self, level: str, *blocks: str, topic: str = "Git", folder: str = "git") -> Path:
        """A page of questions in source/FOLDER/LEVEL/index.md."""
        head = f'---\ntitle: "{topic} Interview Questions - {level.capitalize()}"\n---\n\n# {level.capitalize()}\n\n'
        return self.write(f"source/{folder}/{level}/index.md", head + "\n\n".join(blocks) + "\n")

    def run(self, *args: str, color: bool = False) -> Result:
        """Run the command; each run is an hour after the one before. With `color`, as on a terminal."""
        self.clock += 3600
        env = {"SOURCE_DATE_EPOCH": str(self.clock)}
        return CliRunner().invoke(main, list(args), env=env, catch_exceptions=False, color=color)

    def build(self, *args: str) -> Result:
        result = self.run("build", *args)
        assert result.exit_code == 0, result.output
        return result

    def run_on_terminal(self, *args: str, typed: str) -> str:
        """Run the command on a terminal on which `typed` is entered; returns what the terminal shows."""
        import pty  # not on every system

        self.clock += 3600
        master, slave = pty.openpty()
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(self.clock), "TERM": "xterm"}
        command = [sys.executable, "-m", "anki_export", *args]
        run = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave, env=environment)
        os.close(slave)
        os.write(master, typed.encode())
        shown = b""
        with suppress(OSError):  # the end of a terminal is an error on Linux
            while chunk := os.read(master, 4096):
                shown += chunk
        run.wait()
        os.close(master)
        return shown.decode().replace("\r\n", "\n")

    def packages(self) -> list[Path]:
        return sorted((self.root / "decks").glob("*.apkg"))

    def state(self, folder: str = "decks") -> dict[str, bytes]:
        """All files below a folder of decks, with their bytes."""
        decks = self.root / folder
        return {p.relative_to(decks).as_posix(): p.read_bytes() for p in sorted(decks.rglob("*")) if p.is_file()}


def block(question: str, answer: str = "Because", explanation: str = "It was so.") -> str:
    """A question as the model page writes it."""
    return f'??? question "{question}"\n    **{answer}**.\n\n    {explanation}'


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a run remembers stays out of the cache of the one who runs the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    return Project(root)


class Learner:
    """A collection in the real Anki backend, and what a learner does with it."""

    def __init__(self, path: Path) -> None:
        from anki.collection import Collection

        self.col = Collection(str(path))

    def import_package(self, package: Path) -> dict[str, int]:
        """Import with the dialog's defaults; the number of notes that were new, updated, duplicate, conflicting."""
        from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest

        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions())
        log = self.col.import_anki_package(request).log
        self.col.models._clear_cache()
        names = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field")
        return {name: n for name in names if (n := len(getattr(log, name)))}

    def notes(self) -> list[Any]:
        return [self.col.get_note(i) for i in self.col.find_notes("")]

    def note(self, question: str) -> Any:
        (found,) = [note for note in self.notes() if question in note["Question"]]
        return found

    def study(self, times: int) -> None:
        """Answer `times` cards of the topic Git with Good."""
        self.col.decks.select(self.col.decks.id("Git"))
        for _ in range(times):
            top = self.col.sched.get_queued_cards().cards[0]
            card = self.col.get_card(top.card.id)
            card.start_timer()
            answer = self.col.sched.build_answer(card=card, states=top.states, rating=2)
            self.col.sched.answer_card(answer)

    def reviews(self) -> int:
        count: int = self.col.db.scalar("select count() from revlog")
        return count


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


def need(name: str, *, fonts: bool = False) -> None:
    """Skip where the engine is missing, or fonts for many scripts; ANKI_EXPORT_ENGINES=1 makes that a failure."""
    missing = {"chromium": chromium, "webkit": webkit}[name].missing()
    if not hosts.anki_web():
        missing.append("pip install --no-deps aqt")
    if not importlib.util.find_spec("axe_playwright_python"):
        missing.append("pip install axe-playwright-python")
    if fonts and not hosts.has_fonts():
        missing.append("apt install fonts-noto-core")
    if missing:
        told = f"no card is drawn in {name}; to install: {'; '.join(missing)}"
        pytest.fail(told) if os.environ.get("ANKI_EXPORT_ENGINES") else pytest.skip(told)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium, once for all tests of a process."""
    need("chromium")
    with chromium.launched() as running:
        yield running
