"""In which formats a page is read because other pages of its folder are.

A page is nearly read in a format if the share of its lines that ask is high enough, but not their number. It is read in
it where a quarter of the pages of its folder have questions in this format, and half of those that have such lines.

Where headings are questions, so are a few that ask on a page, if these are most of a level.
"""

from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

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
    folders: dict[str, list[Evidence]] = defaultdict(list)
    for path, page in pages.items():
        folders[path.rpartition("/")[0]].append(page)
    found = {
        path: frozenset(
            [name for name in page.nearly_read if _is_usual(name, folders[path.rpartition("/")[0]])]
            + [name for name in page.few if _is_usual(name, folders[path.rpartition("/")[0]], with_few=True)]
        )
        for path, page in pages.items()
        if page.nearly_read or page.few
    }
    return {path: formats for path, formats in found.items() if formats}


def _is_usual(format: str, folder: list[Evidence], *, with_few: bool = False) -> bool:
    """Whether the pages of a folder have questions in a format."""
    with_questions = sum(format in page.read for page in folder)
    with_lines = sum(format in page.nearly_read or (with_few and format in page.few) for page in folder)
    return QUARTER.of(with_questions, len(folder)) and HALF.of(with_questions, with_questions + with_lines)
