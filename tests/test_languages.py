"""The words of each language, and pages in each language."""

import re

import pytest

from anki_export.text.languages import LANGUAGES, Language, alternatives, whole_words, words_of

KINDS = Language._fields[2:-2]
CAN_BE_EMPTY = {"questions", "numbered", "question_letter", "asks_last"}
each_language = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


@each_language
def test_a_language_has_words_of_each_kind(language: Language) -> None:
    assert {kind for kind in KINDS if not getattr(language, kind)} <= CAN_BE_EMPTY


@each_language
def test_a_word_for_the_answer_names_nothing_else(language: Language) -> None:
    other = "explanation why hint example note references extra question questions exercise".split()
    assert set(words_of(language, "answer", "solution")).isdisjoint(words_of(language, *other))


def test_each_language_stands_once() -> None:
    codes = [language.code for language in LANGUAGES]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_patterns(kind: str) -> None:
    re.compile(alternatives(kind), re.IGNORECASE | re.VERBOSE)
    assert not re.compile(whole_words(kind), re.IGNORECASE).match("")


@pytest.mark.parametrize(
    "text",
    [
        "Answer",
        "Antworten",
        "ОТВЕТ",
        "Відповідь",
        "正确答案",
        "答え",
        "정답은",
        "câu trả lời",
        "उत्तर:",
        "الإجابة",
        "والإجابة",
        "CEVAP",
    ],
)
def test_whole_words_are_found(text: str) -> None:
    assert re.search(whole_words("answer"), text, re.IGNORECASE)


@pytest.mark.parametrize(
    "text", ["answering", "Svarar", "ответственность", "ответвление", "उत्तरों", "오답답변", "Podpowiedź", "beantworten"]
)
def test_parts_of_words_are_not_found(text: str) -> None:
    assert not re.search(whole_words("answer"), text, re.IGNORECASE)
