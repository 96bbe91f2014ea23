"""The folders of pages on which the reading of questions is measured."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1].absolute()
FIXTURES, CORPUS, PAGES = "fixtures", "corpus", "pages"
"""The groups of folders."""

_CASE = re.compile(r"^[^\n]+\n\.\n(?P<page>.*?)\n\.\n.*?^\.\n", re.MULTILINE | re.DOTALL)
"""A case in a file of fixtures: `title . page . result .`."""
_REQUESTED = ("definition", "glossary", "table", "title")
PASSES: dict[str, tuple[str, ...]] = {
    "": (),
    "all formats named": (
        *("auto", "admonition", "bold", "challenge", "details", "heading", "labels", "numbered-quiz", "quiz"),
        *_REQUESTED,
    ),
    "only on request": _REQUESTED,
}
"""The values of `formats` with which a folder is read; none for its own settings.

A format that is named needs less evidence, and of some pages only the named ones can be told from others.
"""


class Folder(NamedTuple):
    group: str
    name: str
    path: Path


def folders(work: Path) -> Iterator[Folder]:
    """The examples of the tests, written to `work`, the source folder, and those named by ANKI_EXPORT_CORPUS,
    ANKI_EXPORT_PAGES and ANKI_EXPORT_MORE_PAGES; the last one may name several, separated as in PATH.
    """
    tests = ROOT / "tests/fixtures"
    for file in sorted(tests.glob("**/*.txt")):
        for number, case in enumerate(_CASE.finditer(file.read_text("utf-8")), 1):
            page = work / f"{file.relative_to(tests).with_suffix('')}/{number:03}.md"
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(case["page"] + "\n", "utf-8")
    yield Folder(FIXTURES, "fixtures", work)
    yield Folder(FIXTURES, "gallery", tests / "gallery")
    yield Folder(FIXTURES, "source", ROOT / "source")
    if corpus := os.environ.get("ANKI_EXPORT_CORPUS"):
        yield from (Folder(CORPUS, path.name, path) for path in _with_pages(Path(corpus) / "site/docs"))
    if pages := os.environ.get("ANKI_EXPORT_PAGES"):
        prose = Path(pages) / "prose"
        found = [path for path in _with_pages(Path(pages)) if path != prose]
        found += _with_pages(prose) if prose.is_dir() else []
        yield from (Folder(PAGES, path.name, path) for path in found)
    for parent in filter(None, os.environ.get("ANKI_EXPORT_MORE_PAGES", "").split(os.pathsep)):
        yield from (Folder(PAGES, str(path), path) for path in _with_pages(Path(parent)))


def _with_pages(parent: Path) -> list[Path]:
    return sorted(
        path for path in parent.iterdir() if path.is_dir() and path.name[0] != "." and next(path.rglob("*.md"), None)
    )
