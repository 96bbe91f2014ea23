"""The command as a process of its own, as whoever and wherever it shall run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.faults import HIDDEN
from tests.support.project import ROOT, Project, block

PATHS = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT)}
"""So that a process of its own finds this package, and leaves no traces of Python."""
COMMAND = (sys.executable, "-m", "anki_export")
STARTED = (sys.executable, "-c", "from anki_export.__main__ import main; print('started', flush=True); main()")
"""The same, which tells when it is ours: what Python says to Ctrl-C while it starts is not."""
NOBODY = 65534
IS_ROOT = os.geteuid() == 0


def start(
    project: Project,
    *args: str,
    wrapped: tuple[str, ...] = (),
    command: tuple[str, ...] = COMMAND,
    cwd: Path | None = None,
    stdin: int = subprocess.DEVNULL,
) -> subprocess.Popen[str]:
    """Start the command as a process of its own."""
    environment = {**os.environ, **PATHS, "SOURCE_DATE_EPOCH": str(project.clock)}
    return subprocess.Popen(
        [*wrapped, *command, *args],
        cwd=cwd or project.root,
        env=environment,
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    out, err = process.communicate(timeout=60)
    return process.returncode, out + err


def pages(project: Project, count: int = 3) -> None:
    for level in ("basics", "intermediate", "advanced"):
        project.page(level, *(block(f"{n}. What is {level} thing {n}?") for n in range(1, count + 1)))


def without_hidden(files: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in files.items() if HIDDEN not in name}


def as_nobody() -> tuple[str, ...]:
    """How to run a command as someone whom modes of files hold back."""
    if not IS_ROOT:
        return ()
    if not shutil.which("setpriv"):
        pytest.skip("setpriv of util-linux is needed to become someone else")
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


def open_to_all(*folders: Path) -> None:
    for folder in folders:
        for path in (folder, *folder.rglob("*")):
            if IS_ROOT:
                os.chown(path, NOBODY, NOBODY)
    for above in folders[0].parents:
        if above.owner() == "root" and IS_ROOT and above != Path("/") and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
