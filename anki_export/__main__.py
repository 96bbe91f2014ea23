"""`python -m anki_export` is the command `anki-export`."""

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from anki_export import STOPPED

_GARBAGE = 100_000
"""New objects after which Python looks for rings among them: pages make many objects, hardly any rings."""


def main() -> None:
    """Run the command; Ctrl-C is answered in one line at any moment."""
    gc.set_threshold(_GARBAGE)
    sys.unraisablehook = _stop_or_tell
    try:
        from anki_export.cli import main as commands  # takes most of the time of a short run

        commands(prog_name="anki-export")
    except BaseException as end:
        if isinstance(end, SystemExit) and end.code == 130:
            _stop("")
        if _is_stopped(end):
            _stop()
        raise
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and told


def _is_stopped(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind an error: Python makes another one of it at times, as where a class is made."""
    return error is not None and (
        isinstance(error, KeyboardInterrupt) or _is_stopped(error.__cause__ or error.__context__)
    )


def _stop_or_tell(unraisable: "sys.UnraisableHookArgs") -> None:
    """Python would go on after Ctrl-C at a moment when nothing can be raised."""
    if _is_stopped(unraisable.exc_value):
        _stop()
    sys.__unraisablehook__(unraisable)


def _stop(message: str = f"{STOPPED}\n") -> NoReturn:
    with suppress(OSError):
        sys.stderr.write(message)
        sys.stdout.flush()
        sys.stderr.flush()
    # Python would end by the signal, not with the code, where it was stopped inside of exec() (pythonrun.c).
    os._exit(130)


if __name__ == "__main__":
    main()
