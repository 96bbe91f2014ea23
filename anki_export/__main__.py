"""Run the command line interface: `python -m anki_export` is the same as `anki-export`."""

import gc
import io
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from anki_export import STOPPED

_GC_THRESHOLD = 400_000
"""New objects before Python looks for reference cycles: parsing creates many objects and hardly any cycles."""


def main() -> None:
    """Run the command; Ctrl-C at any moment prints one sentence and exits with code 130."""
    gc.set_threshold(_GC_THRESHOLD)
    sys.unraisablehook = _exit_if_interrupted
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # the terminal's encoding may lack characters of a page
    code: object = 0
    try:
        _run()
    except SystemExit as error:
        code = error.code
    except BaseException as error:
        if _is_interrupt(error):
            _exit_interrupted()
        raise
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all work is done and all output is printed
    with suppress(OSError):  # Python says as usual that output can't be written
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        if isinstance(code, int):
            os._exit(code)  # at once: releasing memory object by object takes up to a tenth of a build
    sys.exit(code)  # type: ignore[arg-type]


def _run() -> None:
    from anki_export.cli.replay_unchanged import replay

    if not replay(sys.argv[1:]):
        from anki_export.cli.command_group import main as program

        program(prog_name="anki-export")


def _is_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C caused an error: Python sometimes wraps it, for example while it creates a class."""
    return error is not None and (
        isinstance(error, KeyboardInterrupt) or _is_interrupt(error.__cause__ or error.__context__)
    )


def _exit_if_interrupted(unraisable: "sys.UnraisableHookArgs") -> None:
    """Exit after a Ctrl-C that Python can't raise and would ignore."""
    if _is_interrupt(unraisable.exc_value):
        _exit_interrupted()
    sys.__unraisablehook__(unraisable)


def _exit_interrupted(message: str = f"\n{STOPPED}\n") -> NoReturn:  # a terminal has shown "^C"
    with suppress(OSError):
        sys.stderr.write(message)
        sys.stdout.flush()
        sys.stderr.flush()
    # After an interrupt inside exec(), Python would end by the signal instead of this exit code (pythonrun.c).
    os._exit(130)


if __name__ == "__main__":
    main()
