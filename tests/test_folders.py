"""Folders of pages that ask one question each: the pages decide together how they are read."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from anki_export.disk.source_tree import tree_of
from anki_export.settings import Settings
from anki_export.source.read_pages import Execution, Pages, read_pages
from tests.support.project import FIXTURES, Project

FOLDERS = FIXTURES / "folders"
CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<pages>.*?\n)\.\n(?P<result>.*?)(?=^\n[^\n]+\n\.\n>>>|\Z)", re.M | re.S)
"""`title . pages . result`: pages begin with `>>> path`, perhaps for the numbers from 1 on: `>>> {n}.md × 3`."""
_PAGE = re.compile(r"^>>> (?P<path>.*?)(?: × (?P<times>\d+))?$", re.MULTILINE)


def pages_in(text: str) -> dict[str, str]:
    """The pages of a case by their path."""
    pages = {}
    marks = list(_PAGE.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        page = text[mark.end() + 1 : after.start() if after else len(text)]
        for number in range(1, int(mark["times"] or 1) + 1):
            path = mark["path"].replace("{n}", str(number))
            pages[path] = page.replace("{n}", str(number)) if mark["times"] else page
    return pages


def read(pages: Mapping[str, str], settings: Settings = Settings()) -> Pages:  # noqa: B008
    return read_pages(tree_of(pages), settings, (), Execution(jobs=1))


def result(pages: Mapping[str, str]) -> str:
    """One line for each card: its page, deck, front and back."""
    lines = []
    for question in read(pages).questions:
        level = f"::{question.level.name}" if question.level else ""
        back = [question.answer_text, question.explanation_text]
        parts = [" ".join(text.split()) for text in (question.question_text, *back)]
        lines.append(f"{question.location.path} [{question.topic}{level}] {' | '.join(filter(None, parts))}")
    return "".join(f"{line}\n" for line in lines)


def cases(name: str) -> list[pytest.param]:  # type: ignore[valid-type]
    found = CASE.finditer((FOLDERS / name).read_text())
    return [pytest.param(m["pages"], m["result"], id=m["title"]) for m in found]


@pytest.mark.parametrize(("pages", "expected"), [*cases("layouts.txt"), *cases("articles.txt")])
def test_a_folder_decides_how_its_pages_are_read(pages: str, expected: str) -> None:
    assert result(pages_in(pages)) == expected


def regenerate(path: Path) -> None:
    """Write the results into a fixture; review the diff before committing it."""
    text = path.read_text()
    found = [f"{m['title']}\n.\n{m['pages']}.\n{result(pages_in(m['pages']))}" for m in CASE.finditer(text)]
    path.write_text("\n".join(found))


if __name__ == "__main__":  # python -m tests.test_folders
    for file in sorted(FOLDERS.glob("*.txt")):
        regenerate(file)
