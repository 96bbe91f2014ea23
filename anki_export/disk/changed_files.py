"""Detect changed files."""

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from anki_export.disk.source_tree import FOLDER_FOR_GITHUB

Fingerprint = frozenset[tuple[str, int, int]]
"""Path, modification time in nanoseconds, and size of files."""


def fingerprint(folders: Iterable[Path], paths: Iterable[Path]) -> Fingerprint:
    """The fingerprint of all files below the folders, except hidden ones, and of the other paths that exist."""
    found = {str(path) for path in paths}
    for folder in folders:
        for here, below, names in os.walk(folder):
            below[:] = [name for name in below if not name.startswith(".") or name == FOLDER_FOR_GITHUB]
            found.update(f"{here}{os.sep}{name}" for name in names if not name.startswith("."))
    stats = set()
    for path in found:
        with suppress(OSError, ValueError):
            stat = Path(path).stat()
            stats.add((path, stat.st_mtime_ns, stat.st_size))
    return frozenset(stats)


def unsettled(path: Path, seconds: float) -> float:
    """How long to wait until a file has not changed for some seconds; if it is missing, its folder counts.

    At most that many seconds, also where the clock of the file system is ahead.
    """
    for place in (path, path.parent):
        with suppress(OSError):
            age = (time.time_ns() - place.stat().st_mtime_ns) / 1e9
            return min(seconds, max(0.0, seconds - age))
    return 0.0
