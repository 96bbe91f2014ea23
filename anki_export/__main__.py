"""`python -m anki_export` is the command `anki-export`."""

import signal
import sys

from anki_export import STOPPED


def main() -> None:
    """Run the command; Ctrl-C is answered in one line at any moment."""
    try:
        from anki_export.cli import main as commands  # takes most of the time of a short run

        commands(prog_name="anki-export")
    except KeyboardInterrupt:
        sys.stderr.write(f"{STOPPED}\n")
        raise SystemExit(130) from None
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is done and told


if __name__ == "__main__":
    main()
