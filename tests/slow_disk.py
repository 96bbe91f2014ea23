"""The command on a slow disk: `python tests/slow_disk.py MILLISECONDS ARGUMENT…`.

Each call that changes names of files waits, so that what takes a moment else can be met by a signal, or by another
process. Tells when all is imported: what comes then is the work.
"""

import sys
import time
from typing import Any

from faults import EVENTS

import anki_export.cli
import anki_export.deck.package
import anki_export.source.markup  # noqa: F401  is imported late, as the one before
from anki_export.__main__ import main

if __name__ == "__main__":
    pause = int(sys.argv.pop(1)) / 1000

    def heard(event: str, _: tuple[Any, ...]) -> None:
        if event in EVENTS:
            time.sleep(pause)

    sys.addaudithook(heard)
    print("started", flush=True)
    main()
