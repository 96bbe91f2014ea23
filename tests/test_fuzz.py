"""Laws of reading, packing and importing hold for pages that nobody wrote.

HYPOTHESIS_PROFILE=long tries a hundred times as many, and other ones each time; `make fuzz` looks for more under
coverage guidance.
"""

import os
import tempfile
from pathlib import Path

import pytest
from conftest import Learner, Project
from fuzz import laws
from fuzz.pages import Written, hostile, mutated, nearly, real_pages, written
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from anki_export.source.markup import plain_text

REAL = real_pages()


def examples(number: int) -> settings:
    """So many examples in the suite, a hundred times as many in a long run."""
    is_long = os.environ.get("HYPOTHESIS_PROFILE") == "long"
    return settings(max_examples=number * 100 if is_long else number, suppress_health_check=list(HealthCheck))


@examples(100)
@given(written())
def test_each_question_of_an_author_is_a_card_with_all_its_words_and_no_others(page: Written) -> None:
    found = laws.hold(page.text)
    assert found.lines == [question.line for question in page.questions], [*map(str, found.messages)]
    for question, meant in zip(found.questions, page.questions, strict=True):
        text = laws.shown(question)
        assert not [word for word in meant.words if word not in text]
        fields = map(plain_text, (question.question, question.answer, question.explanation))
        assert "hidwo" not in "".join(fields)


@examples(150)
@given(nearly())
def test_laws_hold_for_pages_with_a_mistake(text: str) -> None:
    laws.hold(text)


@examples(150)
@given(hostile)
def test_laws_hold_for_hostile_pages(text: str) -> None:
    laws.hold(text)


@examples(150)
@given(mutated(REAL))
def test_laws_hold_for_real_pages_with_changes(text: str) -> None:
    laws.hold(text)
