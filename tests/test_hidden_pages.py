"""Pages that hide their answers: each case is in a fixture file as `title . page . result .`.

A result is what a reader expects, in words: see `tests.support.expected_cards`.
"""

import re
import shutil
from pathlib import Path

import pytest

from anki_export import load, plan
from tests.support.expected_cards import differences
from tests.support.project import FIXTURES, NOON
from tests.support.reading import cases, read_text

FILES = sorted(path.name for path in FIXTURES.glob("hidden-*.txt"))
SITES = sorted(path.name for path in (FIXTURES / "hidden-sites").iterdir())
HEADER = re.compile(r"^# (?P<page>\S+\.md)\n", re.MULTILINE)


@pytest.mark.parametrize(("page", "result"), [case for name in FILES for case in cases(name)])
def test_hidden_answers_become_cards_and_near_misses_do_not(page: str, result: str) -> None:
    found = list(differences(result, *read_text(page)))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", SITES)
def test_lessons_with_hidden_answers_become_cards_and_their_prose_does_not(name: str, tmp_path: Path) -> None:
    site = shutil.copytree(FIXTURES / "hidden-sites" / name, tmp_path / name)
    _, *parts = HEADER.split((site / "expected.txt").read_text())
    expected = dict(zip(parts[::2], parts[1::2], strict=True))
    pages = sorted(path for path in site.rglob("*.md"))
    assert sorted(expected) == sorted(path.name for path in pages)
    result = plan(load(site, decks=tmp_path / "decks"), now=NOON)
    found = [
        f"{page.name}: {line}"
        for page in pages
        for line in differences(
            expected[page.name],
            [question for question in result.questions if Path(question.location.path).name == page.name],
            [message for message in result.diagnostics if Path(message.location.path).name == page.name],
        )
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("Q What is a ⟨small ⟩port?\nA A number.\nE ⟨It is short.⟩", []),
        ("Q …port? || Which port?\nA …number.", []),
        ("Q? Which port?\nQ What is a port?\nA A number.\n! 9 ||", []),
        (
            "Q What is a port?\nA A letter.",
            ["answer of: What is a port?", "expected: A letter. /", "read: A number. /"],
        ),
        ("", ["read: What is a port? / A number. /"]),
        (
            "Q Which port?\nQ What is a port?\nA A number.\n! 1-2",
            ["missing: Which port?", "missing: a warning on lines 1-2"],
        ),
    ],
)
def test_a_difference_from_what_a_reader_expects_is_found(expected: str, told: list[str]) -> None:
    found = differences(expected, *read_text('??? question "What is a port?"\n    A number.'))
    assert [line.strip() for line in found] == told
