"""Render Mermaid diagrams as SVG with `mmdc` from the npm package @mermaid-js/mermaid-cli."""

import os
import re
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

from anki_export.source.render_context import DiagramError
from anki_export.text.lazy_regex import regex

_CONFIG = Path(__file__).with_name("mermaid.json")
_AS_ROOT = Path(__file__).with_name("mermaid_root.json")
_OWN = regex(r"Parse error|Lexical error|Syntax error|Parsing failed|No diagram type|renderMermaid")
"""Signs of an error in the text, not the installation: Mermaid's messages, or its function in the stack trace."""


def draw(text: str, timeout: float = 60) -> bytes:
    """Render a diagram; raises DiagramError, with Mermaid's own message if the text is invalid.

    Two or three seconds are usual, mostly for starting a browser.
    """
    command = shutil.which("mmdc")
    if command is None:
        hint = "install Node.js, run `npm install -g @mermaid-js/mermaid-cli`, then build again"
        raise DiagramError("diagram is shown as code: mmdc, which renders it, is not installed", hint)
    arguments = [command, "-q", "-i", "-", "-o", "-", "-e", "svg", "-c", str(_CONFIG), "-b", "transparent", "-I", "iq"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments += ["-p", str(_AS_ROOT)]  # as root, the browser only starts without its sandbox
    try:
        process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"diagram is shown as code: mmdc can't be run: {reason}"
        raise DiagramError(message, "reinstall @mermaid-js/mermaid-cli") from None
    with process:
        try:
            drawn, output = process.communicate(text.encode(), timeout=timeout)
        except subprocess.TimeoutExpired:
            raise DiagramError(
                f"diagram is shown as code: rendering takes more than {timeout} seconds", "make it smaller"
            ) from None
        finally:
            if process.poll() is None:
                with suppress(OSError):
                    os.killpg(process.pid, signal.SIGKILL)  # including its browser
    if b'aria-roledescription="error"' in drawn:  # some kinds of diagram produce a picture of the error
        raise DiagramError("diagram is broken: syntax error in text", "", is_broken=True)
    if process.returncode == 0 and b"<svg" in drawn:
        return drawn
    raise _reason(output.decode(errors="replace"))


def _reason(output: str) -> DiagramError:
    """The cause of a failure: the text, or the renderer."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no error output"]
    message = re.sub(r"^(?:\w*Error: )+", "", lines[0])
    if not _OWN.search(output) or "imeout" in message:
        hint = "check that `mmdc` works on its own; if it finds no browser, set PUPPETEER_EXECUTABLE_PATH"
        return DiagramError(f"diagram is shown as code: mmdc failed: {message[:200]}", hint)
    line = re.search(r"\bline:? (\d+)", message)
    words = " ".join([message, *(text for text in lines[1:8] if text.startswith("Expecting"))])
    return DiagramError(f"diagram is broken: {words[:300]}", "", is_broken=True, line=int(line[1]) if line else 0)
