"""Give a file to the program that opens it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_SECONDS = 3
"""How long to wait for an opener to fail; one that starts Anki may run as long as Anki does."""


def no_display() -> str:
    """Why the user would not see a program that is started here; empty if they would."""
    has_display = sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    if os.environ.get("SSH_CONNECTION") and (sys.platform == "darwin" or not has_display):
        return "this is a remote shell; copy it to the machine that has Anki"
    return "" if has_display else "there is no display"


def opener() -> list[str]:
    """The command to which a file's name is added; empty if there is none."""
    if anki := shutil.which("anki"):  # also opens the dialog in an Anki that is running
        return [anki]
    if sys.platform == "win32":
        return [os.environ.get("COMSPEC", "cmd.exe"), "/c", "start", ""]
    found = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    return [found] if found else []


def hand_over(command: Sequence[str], path: Path) -> bool:
    """Whether the opener has taken the file; it keeps running after this program ends."""
    with suppress(OSError):
        silent = subprocess.DEVNULL
        process = subprocess.Popen(
            [*command, str(path)], stdin=silent, stdout=silent, stderr=silent, start_new_session=True
        )
        try:
            return process.wait(_SECONDS) == 0
        except subprocess.TimeoutExpired:
            process.returncode = 0  # no warning that it is still running
            return True
    return False
