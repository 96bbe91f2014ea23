"""Random edits of pages: a question that a lost mark costs is reported. `benchmarks/edits.py` reads pages of others."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.support.project import FIXTURES, ROOT
from tests.support.reading import CASE

sys.path.insert(0, str(ROOT / "benchmarks"))
import edits

KNOWN = {("changed rank", "heading"), ("changed indentation", "heading"), ("added quote", "heading")}
"""Losses without a message, by edit and format, on pages in which everything else is reported."""
REAL = [Path(folder) for name in ("ANKI_EXPORT_CORPUS", "ANKI_EXPORT_PAGES") if (folder := os.environ.get(name))]
SILENT = 0.3
"""The share of lost questions of real pages without a message: one in a hundred of two thousand edits, more of few."""


def own_pages() -> list[tuple[str, str]]:
    """The sample pages, and a page with numbered headings in each language."""
    languages = ((path.stem, next(CASE.finditer(path.read_text()))) for path in (FIXTURES / "languages").glob("*.txt"))
    return [*edits.pages_in([ROOT / "source"]), *sorted((f"{name}.md", case["page"]) for name, case in languages)]


def test_a_random_edit_of_our_pages_loses_no_question_in_silence() -> None:
    found = [one for _, lost in edits.damaged(own_pages(), 150, seed=7) for one in lost]
    assert len(found) > 30
    silent = Counter((one.edit, one.question.format) for one in found if not one.is_told)
    assert silent.keys() <= KNOWN | {("added quote", "quiz")}


@pytest.mark.skipif(not REAL, reason="ANKI_EXPORT_CORPUS and ANKI_EXPORT_PAGES name no folder")
def test_a_random_edit_of_real_pages_loses_few_questions_in_silence() -> None:
    found = [one for _, lost in edits.damaged(edits.pages_in(REAL), 200, seed=1) for one in lost]
    assert sum(not one.is_told for one in found) <= SILENT * len(found)


PAGE = "# Git questions\n\n" + "\n".join(
    f"## What is {name}?\n\nIt is {name}.\n" for name in ("a tag", "a ref", "HEAD")
)


@pytest.mark.parametrize(
    ("line", "after", "lost", "has_messages"),
    [
        (8, "What is a ref?", ["What is a ref?"], True),
        (8, "What is a ref?", ["What is a ref?"], False),
        (9, "So?", [], True),
        (8, "##  What is **a ref**?", [], True),
    ],
)
def test_a_question_is_lost_if_no_card_asks_it_and_told_if_a_message_is_at_its_lines(
    line: int, after: str, lost: list[str], has_messages: bool
) -> None:
    lines = PAGE.split("\n")
    was, lines[line - 2] = lines[line - 2], after
    edited = edits.Edited(line - 1, 0, "\n".join(lines))
    now = edits.read(edited.text, "git.md")
    now = now if has_messages else now._replace(messages=())
    found = list(edits.losses("git.md", "an edit", edits.read(PAGE, "git.md"), edited, was, now))
    assert [one.question.key for one in found] == lost
    assert all(one.is_told == has_messages for one in found)
