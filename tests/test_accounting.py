"""Each line of a page that looks like a question is a card, part of one, or reported.

`tests/support/asking_lines.py` finds the lines, without any code of the formats.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anki_export.diagnostics import Diagnostic
from anki_export.source.pages_and_questions import Question
from anki_export.source.read_pages import read_text
from anki_export.source.thresholds import LABELS_REPEAT
from tests.support.asking_lines import AskingLine, asking_lines
from tests.support.examples import examples
from tests.support.project import FIXTURES, ROOT
from tests.support.reading import CASE

TITLES = {"heading", "bold", "summary"}
IN_PROSE = {"item", "number"}
"""Lists ask in prose, too: only an item between two cards is one of their list."""
_NOTHING = re.compile(r"(?:\s|</?\w[^<>]*>|[-*+|•]|!?\[[^\[\]]*\]\([^()]*\))*")
_LETTERS = re.compile(r"[^\W_]+")
_DIGITS = "0123456789"
ACCEPTED = {
    # The answer to "Translate".
    "Sentences below an order need not repeat their words, even if one asks:12",
    # Two questions above two answers: the message at each answer is below the second question.
    "Solutions with other numbers than what stands right above them:3",
    # A heading and the text above the items with a key are the instructions of these.
    "Headings that ask are chapters where a key of several questions ends each section:3",
    "Headings that ask are chapters where a key of several questions ends each section:12",
}
_LARGEST = 100_000
"""The largest page in characters: a few real lists of hundreds of questions take seconds to read."""


def silent_lines(text: str, path: str) -> list[AskingLine]:
    """The lines of a page that break the law: neither cards nor parts of cards, and not reported."""
    asking = asking_lines(text)
    repeats = Counter(one.text for one in asking)
    asking = [one for one in asking if repeats[one.text] < LABELS_REPEAT]
    if not asking:
        return []
    questions, messages = read_text(text, path)
    if not questions and any("below titles of pages" in each.message for each in messages):
        return []  # the page is one question
    return _not_told(text, asking, questions, messages)


def _not_told(
    text: str, asking: Sequence[AskingLine], questions: Sequence[Question], messages: Sequence[Diagnostic]
) -> list[AskingLine]:
    """The lines that are neither in a card nor reported."""
    lines = text.split("\n")
    read = {number for one in questions for number in range(one.location.line, one.last_line + 1)}
    fronts = [letters for question in questions if (letters := _letters(question.question_text))]
    told = {place.line for each in messages for place in (each.location, *each.places)}
    outside = told - read
    skipped = sorted(each.location.line for each in messages if "skipped" in each.message)
    known = {_letters(one.text) for one in asking if one.number in read | told}
    found = []
    for i, one in enumerate(asking):
        # Its block may begin above a summary, and the message may be where its answer should be.
        stop = asking[i + 1].number if i + 1 < len(asking) else len(lines) + 1
        is_told = one.number in told or not outside.isdisjoint(range(one.number - (one.kind == "summary"), stop))
        above = next((line for line in reversed(skipped) if line < one.number), 0)
        is_told = is_told or (bool(above) and read.isdisjoint(range(above, one.number)))  # in what is skipped
        # It may be repeated above its solution, and have a number that the card leaves out.
        asked = _letters(one.text)
        is_asked = asked in known or any(asked.lstrip(_DIGITS) in front or front in asked for front in fronts)
        if one.number not in read and not is_told and not is_asked and not _is_section(lines, one.number, read):
            found.append(one)
    return found


def _is_section(lines: Sequence[str], number: int, read: Set[int]) -> bool:
    """Whether there is nothing between a line and the next card, apart from links to others."""
    below = (at for at, line in enumerate(lines[number:], number + 1) if _NOTHING.fullmatch(line) is None)
    return next(below, None) in read


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold()))


def pages_below(folder: Path, pattern: str = "**/*.md") -> Iterator[tuple[str, str]]:
    for path in sorted(folder.glob(pattern)):
        if path.is_file() and len(text := path.read_text(errors="replace")) <= _LARGEST:
            yield path.relative_to(folder).as_posix(), text


def broken(pages: Iterable[tuple[str, str]]) -> list[str]:
    """The lines that break the law, for people."""
    found = [f"{path}:{one.number}: {one.text}" for path, text in pages for one in silent_lines(text, path)]
    return [line for line in found if line.partition(": ")[0] not in ACCEPTED]


@pytest.mark.parametrize("folder", ["source", "docs", "examples", "tests/fixtures"])
def test_each_question_of_our_pages_is_accounted_for(folder: str) -> None:
    assert broken(pages_below(ROOT / folder)) == []


ONE_PAGE_EACH = sorted({*FIXTURES.rglob("*.txt")} - {*(FIXTURES / "folders").iterdir()})
"""The fixtures whose cases are pages: others are folders, where the pages decide together."""


@pytest.mark.parametrize("path", ONE_PAGE_EACH, ids=lambda path: path.stem)
def test_each_question_of_a_fixture_is_accounted_for(path: Path) -> None:
    cases = CASE.finditer(path.read_text())
    assert broken((case["title"], case["page"]) for case in cases) == []


@pytest.mark.parametrize("variable", ["ANKI_EXPORT_CORPUS", "ANKI_EXPORT_PAGES"])
def test_each_question_of_real_pages_is_accounted_for(variable: str) -> None:
    if not (folder := os.environ.get(variable)):
        pytest.skip(f"set {variable} to a folder of pages")
    assert broken(pages_below(Path(folder), "*/**/*.md")) == []


_QUESTIONS = (
    "What is {}?",
    "Why does {} wait?",
    "How do you stop {}?",
    "¿Qué es {}?",
    "什么是{}？",
    "Name {}",
    "Explain {}.",
)
_TEXTS = (
    "It is {} in short.\n",
    "It waits.\n\nIt also sleeps: {}.\n",
    "```python\n# What is {}?\n```\n",
    "- one\n- two {}\n",
    "> A quote of {}.\n",
    "| a | b |\n|---|---|\n| {} | 2 |\n",
    "<!-- What is {}? -->\n",
)
_LAYOUTS = {
    "heading": "{marks} {asked}\n\n{text}",
    "numbered heading": "{marks} {n}. {asked}\n\n{text}",
    "heading with Q": "{marks} Q{n}. {asked}\n\n{text}",
    "bold": "**{asked}**\n\n{text}",
    "numbered bold": "**{n}. {asked}**\n\n{text}",
    "details": "<details>\n<summary>{asked}</summary>\n\n{text}\n</details>\n",
    "hidden": "{marks} {asked}\n\n<details>\n<summary>Answer</summary>\n\n{text}\n</details>\n",
    "labels": "Q: {asked}\n\nA: It is so.\n\n{text}",
    "bold labels": "**Question:** {asked}\n\n**Answer:** It is so.\n\n{text}",
    "box": '??? question "{asked}"\n\n    An answer.\n',
    "ticks": "{marks} {asked}\n\n- [x] one\n- [ ] two\n- [ ] three\n",
    "quiz": "<quiz>\n{asked}\n- [x] one\n- [ ] two\n</quiz>\n",
}
_BETWEEN = (
    "It is about {}.\n",
    "```sh\ngit help # {}\n```\n",
    "- a note on {}\n- another\n",
    "> {}\n",
    "## About {}\n\nSome text.\n",
    "<details>\n<summary>More on {}</summary>\n\nText.\n\n</details>\n",
)
_TITLES = (
    "# Notes\n",
    "# Interview questions\n",
    "---\ntitle: Git quiz\n---\n",
    "# FAQ\n\n[TOC]\n",
    "# FAQ\n\n- [What is w1?](#w1)\n- [Why?](#why)\n",
    "",
)


@st.composite
def written(draw: st.DrawFn) -> str:
    """A page of questions in one or two layouts, in any order and with other blocks between them."""
    numbers = iter(range(1, 99))
    parts = [draw(st.sampled_from(_TITLES))]
    for layout in draw(st.lists(st.sampled_from(sorted(_LAYOUTS)), min_size=1, max_size=2)):
        marks = draw(st.sampled_from(["##", "###", "####"]))
        if draw(st.booleans()):
            parts.append(f"{marks[1:]} Part {next(numbers)}\n")
        for n in range(1, draw(st.integers(2, 7))):
            word = f"w{next(numbers)}"
            asked = draw(st.sampled_from(_QUESTIONS[: draw(st.sampled_from([1, 5, 7]))])).format(word)
            text = draw(st.sampled_from(_TEXTS)).format(word)
            parts.append(_LAYOUTS[layout].format(marks=marks, n=n, asked=asked, text=text))
        parts += [text.format(f"w{next(numbers)}") for text in draw(st.lists(st.sampled_from(_BETWEEN), max_size=2))]
    return "\n".join(parts)


@examples(300)
@given(written())
def test_each_question_of_a_written_page_is_accounted_for(page: str) -> None:
    assert silent_lines(page, "git/page.md") == [], page


def _damaged(line: str, slip: str) -> str:
    match slip:
        case "lost mark":
            return re.sub(r"^\s*(?:#+ |\*\*|<\w+>|\?{3} |- |```)", "", line)
        case "changed rank":
            return f"#{line}" if line.startswith("#") else line
        case "indented":
            return f"    {line}"
        case _:
            return f"> {line}"


@examples(300)
@given(written(), st.sampled_from(["lost mark", "changed rank", "indented", "quoted"]), st.randoms())
def test_a_slip_loses_no_question_in_silence(page: str, slip: str, random: Random) -> None:
    lines = page.split("\n")
    at = random.choice([number for number, line in enumerate(lines) if line.strip()] or [0])
    lines[at] = _damaged(lines[at], slip)
    damaged = "\n".join(lines)
    assert silent_lines(damaged, "git/page.md") == [], f"{slip} in line {at + 1}\n{damaged}"
