"""The formats in which pages are nearly read by themselves, and are read as the other pages of their folder show.

The share of the lines that ask is then high enough, but not their number. A quarter of the pages of the folder have
questions in the format, and half of those that have such lines. Where headings are questions, so are a few that ask on
a page, if these are most of a level.
"""

from collections.abc import Mapping

from msgspec import Struct

from anki_export.source.layouts.answer_pages import by_folder
from anki_export.source.thresholds import HALF, QUARTER


class Evidence(Struct, frozen=True):
    """What a page says about formats by itself."""

    read: frozenset[str]
    """Those of its questions."""
    nearly_read: frozenset[str]
    """Those of lines that look like questions and are none."""
    few: frozenset[str] = frozenset()
    """Those of such lines that are too few to be reported, though most of their kind ask; it has no questions."""


def formats_of_folders(pages: Mapping[str, Evidence]) -> dict[str, frozenset[str]]:
    """The formats in which pages are read besides their own, by the path of the page."""
    found: dict[str, frozenset[str]] = {}
    for paths in by_folder(pages).values():
        folder = [pages[path] for path in paths]
        for path in paths:
            nearly = [name for name in pages[path].nearly_read if _is_usual(name, folder)]
            few = [name for name in pages[path].few if _is_usual(name, folder, with_few=True)]
            if nearly or few:
                found[path] = frozenset((*nearly, *few))
    return found


def _is_usual(format: str, folder: list[Evidence], *, with_few: bool = False) -> bool:
    """Whether the pages of a folder have questions in a format."""
    with_questions = sum(format in page.read for page in folder)
    with_lines = sum(format in page.nearly_read or (with_few and format in page.few) for page in folder)
    return QUARTER.of(with_questions, len(folder)) and HALF.of(with_questions, with_questions + with_lines)
