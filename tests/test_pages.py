"""Pages of other people as a yardstick: how many questions become right cards; skipped if they are not available.

The folder of `ANKI_EXPORT_PAGES` has repositories, `truth.jsonl` with what a careful reader makes of them, `judge.py`,
which compares a program with it, and `prose.py`, which wants no card of pages without questions.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

RIGHT = {
    "admonition": 96.7,
    "admonition-nested-reveal": 100,
    "admonition-question-in-body": 100,
    "bold-line-question": 100,
    "details-summary-question": 93.6,  # the others say "To be completed." above links
    "fenced-div-challenge-solution": 100,
    "heading": 95.6,
    "heading-Q": 97.2,
    "heading-Q-Answer": 96.5,
    "heading-Question-N-Answer": 100,
    "heading-details-answer": 83,  # the others repeat a question of the page with its answer
    "heading-faq": 100,
    "heading-numbered": 99,
    "heading-options-answer-in-code": 100,
    "heading-options-details-answer": 100,
    "heading-options-showanswer": 100,
    "heading-task-list-options": 72,  # the others repeat a question of the page with its answer
    "listitem-heading": 99.7,
    "numbered-quiz-answers-below": 100,
    "paragraph-task-list-options": 96.7,
    "quiz-tag": 100,
}
"""The share of questions that become right cards without settings, in percent, by their shape: it can only rise."""
REQUESTED = {
    "definition-list": 100,
    "file-is-question": 98.4,
    "glossary-heading": 100,
    "table-term-definition": 100,
}
"""The same for shapes that are read where the settings name their format."""
MOST_WRONG = 16
"""The number of wrong cards and of cards where there is no question."""


def judged(pages: Path, *options: str) -> tuple[dict[str, float], int]:
    """The share of right cards by shape, and the number of wrong and false ones."""
    program = Path(sys.executable).with_name("anki-export")
    command = [sys.executable, "judge.py", str(program), ".", "truth.jsonl", *options]
    told = subprocess.run(command, cwd=pages, capture_output=True, text=True, check=True).stdout
    rows = re.findall(r"^all +(\S+) +\d+ +([\d.]+)", told, re.MULTILINE)
    total = re.search(r"^TOTAL.*?(\d+)(?: +\d+){2} +(\d+)$", told, re.MULTILINE)
    assert total, told
    return {shape: float(share) for shape, share in rows}, int(total[1]) + int(total[2])


def test_questions_of_other_peoples_pages_become_right_cards(pages: Path) -> None:
    right, wrong = judged(pages)
    assert {shape: right[shape] for shape in RIGHT if right[shape] < RIGHT[shape]} == {}
    assert wrong <= MOST_WRONG


def test_formats_that_settings_name_become_right_cards(pages: Path) -> None:
    right, _ = judged(pages, "--opt-in")
    assert {shape: right[shape] for shape in REQUESTED if right[shape] < REQUESTED[shape]} == {}


def test_prose_becomes_no_card(pages: Path) -> None:
    program = Path(sys.executable).with_name("anki-export")
    run = subprocess.run(
        [sys.executable, "prose.py", str(program)], cwd=pages, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout
    assert all(int(number) <= 3 for number in re.findall(r"(\d+) messages", run.stdout)), run.stdout


@pytest.mark.parametrize("name", ["reactjs", "sysadmin"])
def test_cards_are_kept_through_the_history_of_a_page(pages: Path, name: str) -> None:
    program = Path(sys.executable).with_name("anki-export")
    command = [sys.executable, "replay.py", str(program), f"history/{name}.bundle", "--every", "6"]
    run = subprocess.run(command, cwd=pages, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout
    assert re.search(r"not built [01]$", run.stdout), run.stdout  # the first revision may have no question yet
