"""WebKit as GTK ships it, the engine of AnkiMobile; `gtk.py` runs it under the system's Python, this talks to it."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .hosts import HEIGHT

PACKAGES = "webkit2gtk-driver gir1.2-webkit2-4.1 gir1.2-gtk-3.0 python3-gi python3-gi-cairo xvfb xauth"
PYTHON = "/usr/bin/python3"
_DISPLAY = ("xvfb-run", "-a", "-s", "-screen 0 1400x1400x24")


class WebKit:
    """One page; `asked` and `told` collect requests and complaints."""

    name = "webkit"

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.told: list[str] = []

    @property
    def asked(self) -> list[str]:
        asked: list[str] = self._do("asked")
        return asked

    def open(self, url: str) -> None:
        self.told.clear()
        self._do("open", url)

    def prefer(self, scheme: str) -> None:
        self._do("prefer", scheme)

    def size(self, width: int, height: int = HEIGHT) -> None:
        self._do("size", width, height)

    def ask(self, code: str, value: object = None) -> Any:
        """The value of the body of an async function in the page; its argument is called `value`."""
        return self._do("ask", f"const value = {json.dumps(value)}; {code}")

    def picture(self, path: Path) -> None:
        self._do("picture", str(path))

    def _do(self, *command: object) -> Any:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(command) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith('{"reply":'):
                return json.loads(line)["reply"]
            if line.startswith('{"error":'):
                raise RuntimeError(json.loads(line)["error"])
            if "CONSOLE" in line and "ERROR" in line:
                self.told.append(line.strip())
        raise RuntimeError("WebKit has ended")


def missing() -> list[str]:
    """What to install, if something is missing."""
    needs = "import gi; gi.require_version('Gtk', '3.0'); gi.require_version('WebKit2', '4.1'); import cairo"
    there = shutil.which("xvfb-run") and shutil.which("xauth") and Path(PYTHON).exists()
    if there and subprocess.run([PYTHON, "-c", needs], capture_output=True, check=False).returncode == 0:
        return []
    return [f"apt install --no-install-recommends {PACKAGES}"]


@contextmanager
def started() -> Iterator[WebKit]:
    """A new WebKit on a display of its own."""
    env = {**os.environ, "GDK_SCALE": "2", "LIBGL_ALWAYS_SOFTWARE": "1", "NO_AT_BRIDGE": "1"}
    command = [*_DISPLAY, PYTHON, str(Path(__file__).with_name("gtk.py"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=env
    ) as process:
        yield WebKit(process)
        process.stdin.close()
        process.wait(20)
