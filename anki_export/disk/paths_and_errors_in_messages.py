"""Format paths and file errors for messages."""

import os
from pathlib import Path


def display_path(path: Path) -> str:
    """The path as a user in the current folder would type it."""
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative


def reason(error: OSError, done: str = "read") -> str:
    """Why a file can't be read or written, for a message."""
    return f"can't be {done}: {str(error.strerror or next(iter(error.args), error)).lower()}"
