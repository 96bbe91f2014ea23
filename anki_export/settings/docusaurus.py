"""The title of a site that Docusaurus generates. Its configuration is a program, of which nothing else is read."""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from anki_export.disk.recorded_reads import Disk
from anki_export.text.regex import regex

_NAMES = tuple(f"docusaurus.config.{suffix}" for suffix in ("ts", "js", "mjs"))
_LIMIT = 1 << 17
"""Maximum size of the file in bytes."""
_TITLE = regex(r"^(?P<indent>[ \t]*)title\s*:\s*(?P<quote>['\"`])(?P<text>[^'\"`\\$\n]+)(?P=quote)", re.MULTILINE)


def docusaurus_title(folders: Iterable[Path], disk: Disk) -> tuple[str, Path | None]:
    """The title in the first configuration of Docusaurus in some folders, and its path; empty without one.

    It is the one that is indented least: further in are those of the navigation bar and its menus.
    """
    for folder in folders:
        for name in _NAMES:
            with suppress(OSError):
                if (data := disk.read_in_or_none(folder, name, _LIMIT)) is not None:
                    found = list(_TITLE.finditer(data.decode(errors="replace").replace("\r\n", "\n")))
                    title = min(found, key=lambda match: len(match["indent"].expandtabs(4)), default=None)
                    return title["text"].strip() if title else "", folder / name
    return "", None
