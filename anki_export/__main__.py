"""`python -m anki_export` is the command `anki-export`."""

import gc
import os
import signal
import sys
from contextlib import suppress

from anki_export import STOPPED

_GARBAGE = 100_000
"""New objects after which Python looks for rings among them: pages make many objects, hardly any rings."""


def main() -> None:
    """Run the command; Ctrl-C is answered in one line at any moment."""
    gc.set_threshold(_GARBAGE)
    try:
        from anki_export.cli import main as commands  # takes most of the time of a short run

        commands(prog_name="anki-export")
    except (KeyboardInterrupt, SystemExit) as end:
        if isinstance(end, KeyboardInterrupt):
            sys.stderr.write(f"{STOPPED}\n")
        elif end.code != 130:
            raise
        with suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        # Python would end by the signal, not with the code, where it was stopped inside of exec() (pythonrun.c).
        os._exit(130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and told


if __name__ == "__main__":
    main()
