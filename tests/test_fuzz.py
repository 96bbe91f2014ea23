"""Invariants of reading, packaging and importing hold for generated pages.

HYPOTHESIS_PROFILE=other tries other pages each time, or those of --hypothesis-seed, HYPOTHESIS_PROFILE=long fifty times
as many; `make fuzz` looks for more under coverage guidance.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzz import laws
from tests.fuzz.pages import TOKENS, Written, hostile, mutated, nearly, real_pages, written
from tests.support import flashcards
from tests.support.examples import examples
from tests.support.html_text import text_of
from tests.support.learner import Learner
from tests.support.project import FIXTURES, Project

REAL = real_pages()
PARTS = 8
"""The real pages are read by tests of a few seconds each, so that several processes share them."""


@examples(100)
@given(written())
def test_each_question_is_a_card_with_exactly_its_words(page: Written) -> None:
    found = laws.hold(page.text)
    assert found.lines == [question.line for question in page.questions], [*map(str, found.messages)]
    for question, meant in zip(found.questions, page.questions, strict=True):
        text = laws.shown(question)
        assert not [word for word in meant.words if word not in text]
        fields = map(text_of, (question.question, question.answer, question.explanation))
        assert "hidwo" not in "".join(fields)


@examples(150)
@given(nearly())
def test_invariants_hold_for_pages_with_a_mistake(text: str) -> None:
    laws.hold(text)


@examples(150)
@given(flashcards.pages)
def test_invariants_hold_for_flashcards_of_other_programs(text: str) -> None:
    laws.hold(text)


@examples(150)
@given(hostile)
def test_invariants_hold_for_hostile_pages(text: str) -> None:
    laws.hold(text)


@pytest.mark.parametrize("part", range(PARTS))
def test_invariants_hold_for_real_pages(part: int) -> None:
    for text in REAL[part::PARTS]:
        laws.hold(text)


@examples(150)
@given(mutated(REAL))
@example('??? question "What?"\n    <div>\n    never closed')
@example(' \ufeff??? question "A mark of bytes within a line?"\n    A')
@example('??\U000e0041? question "Is a tag in the opener?"\n    A')
@example('??? question "Is a word parted?"\n    **A\x9enswer:** it is')
@example('??? question "Does a tag divide a word?"\n    Yes, b{% include "../../parts/loop.md" %}ecause')
@example('Text[^1]\n\n[^1]: A note\n\n    ??? question "Is it in a note?"\n        A')
@example('??? question "Is it lost?"\n    A <audio src="../../media/beep.mp4">film</audio>')
@example('??? question "Is it the name of a file?"\n    --8<--\n    ??? question "Is this?"\n    --8<--')
@example("1. Why?\nAnswer:\n2. How?\nAnswer:\n2. What?\n   ???Answer")
@example('??? question "Is its end a flashcard?"\n    Yes.\n\n    It is.\nA ==gap==.\n<!--SR:!2025-06-12,18,250-->')
@example('- What is a?→b\n- What is c?→d\n- What is e?→f\n- What is g? — h\n\nWhat?\n\n??? success "Answer"\n    g')
@example("### 1. What?\n\nhttps://example.org/</a>\n\n### 2. Why?\n\nSo.")
@example("Q: Is a gap at the end?\nA: Yes.\n\nC: [no]")
def test_invariants_hold_for_real_pages_with_changes(text: str) -> None:
    laws.hold(text)


@examples(30)
@given(st.lists(nearly() | mutated(REAL), min_size=2, max_size=3))
def test_a_page_is_read_the_same_whatever_was_read_before(texts: list[str]) -> None:
    first = [laws.read(text) for text in texts]
    assert [laws.read(text) for text in reversed(texts)] == first[::-1]


@examples(60)
@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=3), st.sampled_from(["", "\n", "\n    ", " "]))
def test_no_page_of_ten_kilobytes_takes_two_seconds(tokens: list[str], gap: str) -> None:
    """What is repeated is what parsers stumble over."""
    text = "".join(token + gap for token in tokens)
    opener = '??? question "Why?"\n    A\n\n    '
    started = time.process_time()
    laws.read(opener + text * ((10_000 - len(opener)) // len(text.encode())))
    assert time.process_time() - started < 2


PAGES = ("git/basics/index.md", "git/basics/more.md", "docker/basics/index.md")


@contextmanager
def project(texts: list[str], order: int = 1) -> Iterator[Project]:
    """A project of pages beside the files that they may show and include, written one after the other."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        found = Project(Path(folder))
        found.write("anki-export.toml", 'exclude = ["parts"]\n')
        shutil.copytree(FIXTURES / "tree", "source")
        shutil.copytree("source/git/basics", "source/docker/basics")
        for path, text in [*zip(PAGES, texts, strict=False)][::order]:
            found.write(f"source/{path}", text)
        yield found


def imported(found: Project) -> list[dict[str, int]]:
    """What Anki says of importing the packages, twice."""
    with tempfile.TemporaryDirectory() as folder:
        learner = Learner(Path(folder) / "collection.anki2")
        try:
            return [learner.import_package(package) for package in found.packages() * 2]
        finally:
            learner.col.close()


def cards_of(found: Project) -> list[int]:
    """How many cards each package holds, as the build tells."""
    index = json.loads((found.root / "decks/index.json").read_text())
    return [row["cards"] for row in sorted(index["decks"], key=lambda row: row["file"])]


@examples(8)
@given(st.lists(written(), min_size=1, max_size=3))
def test_pages_of_authors_are_built_and_imported_whole(pages: list[Written]) -> None:
    texts = [page.text for page in pages]
    with project(texts) as found:
        result = found.run("build")
        if not any(page.questions for page in pages):
            assert result.exit_code == 1
            return
        assert result.exit_code == 0, result.output
        cards = cards_of(found)
        assert sum(cards) == sum(len(page.questions) for page in pages)
        assert imported(found) == [{"new": n} for n in cards] + [{"duplicate": n} for n in cards]
        first = found.state()
        assert "Nothing changed" in found.run("build").output
        assert found.state() == first
    with project(texts, order=-1) as found:
        found.build()
        assert found.state() == first


@examples(8)
@given(st.lists(nearly() | mutated(REAL) | hostile, min_size=1, max_size=3))
def test_what_is_built_of_any_pages_is_imported_whole(texts: list[str]) -> None:
    with project(texts) as found:
        result = found.run("build")
        assert result.exit_code in (0, 1)
        if result.exit_code:
            assert "error" in result.output
        if not (found.root / "decks").exists():  # no page is without errors, or none asks
            assert result.exit_code
            return
        cards = cards_of(found)
        assert imported(found) == [{"new": n} for n in cards] + [{"duplicate": n} for n in cards]
        first = found.state()
        assert "Nothing changed" in found.run("build").output
        assert found.state() == first
