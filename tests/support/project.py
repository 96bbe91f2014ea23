"""A folder in which someone writes pages and builds."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from anki_export.cli.command_group import main
from anki_export.cli.replay_unchanged import replay

ROOT = Path(__file__).parents[2]
"""The repository."""
FIXTURES = ROOT / "tests/fixtures"
MEDIA = FIXTURES / "tree/media"
NOON = 1_790_000_000
"""A day in 2026, in seconds since 1970."""


class _Program:
    """The program as `__main__` runs it, for click's runner."""

    name = "anki-export"

    def main(self, args: list[str], **extra: Any) -> None:
        if not replay(args):
            main.main(args, **extra)


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

    def restyle(self) -> None:
        """Give the cards styles of the project's own."""
        self.write("cards.css", ".card { color: teal }\n")
        self.write("anki-export.toml", 'extra_css = "cards.css"\n')

    def run(self, *args: str, color: bool = False) -> Result:
        """Run the command; each run is an hour after the one before. With `color`, as in a terminal."""
        self.clock += 3600
        env = {"SOURCE_DATE_EPOCH": str(self.clock)}
        return CliRunner().invoke(_Program(), list(args), env=env, catch_exceptions=False, color=color)

    def build(self, *args: str) -> Result:
        result = self.run("build", *args)
        assert result.exit_code == 0, result.output
        return result

    def run_on_terminal(self, *args: str, typed: str) -> str:
        """Run the command in a terminal on which `typed` is entered; returns what the terminal shows."""
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
        """The packages of single decks."""
        bundles = self.bundles()
        return sorted(path for path in (self.root / "decks").glob("*.apkg") if path not in bundles)

    def bundles(self) -> list[Path]:
        """The packages of several decks, as the lock names them."""
        lock = self.root / "decks/lock.json"
        rows = json.loads(lock.read_text()).get("bundles", []) if lock.exists() else []
        slugs = {row["slug"] for row in rows}
        return sorted(path for path in (self.root / "decks").glob("*.apkg") if path.name.rpartition("-")[0] in slugs)

    def state(self, folder: str = "decks") -> dict[str, bytes]:
        """All files below a folder of decks, with their bytes."""
        decks = self.root / folder
        return {p.relative_to(decks).as_posix(): p.read_bytes() for p in sorted(decks.rglob("*")) if p.is_file()}


def block(question: str, answer: str = "Because", explanation: str = "It was so.") -> str:
    """A question as the model page writes it."""
    return f'??? question "{question}"\n    **{answer}**.\n\n    {explanation}'
