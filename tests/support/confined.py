"""The command with nothing but its folders: `python -m tests.support.confined FOLDER[:FOLDER] ARGUMENT…`.

Whatever would use the network, or write outside of them, be it for a moment, is an error that ends the command.
"""

import os
import sys
from pathlib import Path
from typing import Any

from anki_export.__main__ import main

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
NAMES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod"}


class Escape(BaseException):
    """Nothing in the program catches it."""


if __name__ == "__main__":
    folders = [Path(name).resolve() for name in sys.argv.pop(1).split(os.pathsep)]

    def is_outside(name: Any, *others: Any) -> bool:
        if not isinstance(name, str | os.PathLike):
            return False
        handle = others[-1] if others and isinstance(others[-1], int) and others[-1] > 0 else None
        start = Path(f"/proc/self/fd/{handle}") if handle else Path.cwd()
        return not any((start / name).resolve().is_relative_to(folder) for folder in folders)

    def heard(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "tempfile.", "subprocess.", "os.posix_spawn")):
            raise Escape(event, args)
        if event == "sqlite3.connect" and args[0] != ":memory:" and is_outside(args[0]):
            raise Escape(event, args)
        if event == "open" and isinstance(args[2], int) and args[2] & WRITES and is_outside(args[0]):
            raise Escape(event, args)
        if event in NAMES and is_outside(*args):
            raise Escape(event, args)

    sys.addaudithook(heard)
    main()
