"""Read a file that the user named, wherever it is."""

from pathlib import Path

from anki_export.diagnostics import UsageError
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk


def named_file(path: Path) -> bytes:
    """The content of a file named by the user; raises OSError, and UsageError when it does not exist."""
    try:
        return Disk().content(path)
    except FileNotFoundError:
        raise UsageError(f"{display_path(path)}: no such file") from None
