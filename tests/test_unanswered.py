"""Questions without answers: what stands in place of an answer, and pages that only list questions."""

import re

import pytest

from anki_export.source.cards.instead_of_answer import is_placeholder
from anki_export.text.word_patterns import plain_words, words_of
from anki_export.text.words_by_language import WORDS
from tests.support.reading import cases, read


@pytest.mark.parametrize(("page", "result"), [*cases("missing-answers.txt"), *cases("question-lists.txt")])
def test_what_becomes_of_questions_without_answers(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize("language", WORDS)
def test_the_answer_is_missing_in_each_language(language: str) -> None:
    first = re.sub(r"\(\?:[^()]*\)\?|.\?", "", next(words_of(language, "answer")).replace(r"\s+", " "))
    first = re.sub(r"\[(.)[^]]*\]", r"\1", first)
    known = plain_words("placeholder")
    words = [word for one in words_of(language, "placeholder") if (word := one.replace(r"\s+", " ")) in known]
    assert words
    for word in words:
        assert is_placeholder(f"{first}: {word}…")
        assert not is_placeholder(f"{word} keel")
