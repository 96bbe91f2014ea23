"""The command on a disk that takes its time, so that signals and other processes can meet it at work.

`python -m tests.support.disk slow MILLISECONDS ARGUMENT…` waits before each call that changes files.
`python -m tests.support.disk stop NUMBER ARGUMENT…` says so and waits for a line at the call of that number;
`stop 0` says in the end how many there were.
"""

import os
import sys
import time
from typing import Any

from anki_export.__main__ import main
from tests.support.faults import EVENTS

if __name__ == "__main__":
    kind, number = sys.argv.pop(1), int(sys.argv.pop(1))
    calls: list[str] = []

    def heard(event: str, _: tuple[Any, ...]) -> None:
        if event not in EVENTS:
            return
        calls.append(event)
        if kind == "slow":
            time.sleep(number / 1000)
        elif len(calls) == number:
            sys.stderr.write(f"at call {number}\n")
            sys.stderr.flush()
            sys.stdin.readline()

    os._exit = sys.exit  # type: ignore[assignment]  # comes back here
    sys.addaudithook(heard)
    try:
        main()
    finally:
        if kind == "stop" and not number:
            print("calls:", len(calls), flush=True)
