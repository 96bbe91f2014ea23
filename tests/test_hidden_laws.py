"""A page of questions with hidden answers gives exactly its questions, whatever stands around them."""

import time

import pytest
from hypothesis import given

from anki_export.diagnostics import Rule
from tests.fuzz.hidden import WORD, Written, written
from tests.support.examples import examples
from tests.support.reading import read_text


@examples(100)
@given(written())
def test_each_hidden_answer_is_on_the_back_of_its_own_question(page: Written) -> None:
    questions, messages = read_text(page.text)
    told = "\n".join([page.text, *map(str, messages)])
    fronts = [_words(question.question) for question in questions]
    assert [_asked(front) for front in fronts] == [meant.front for meant in page.questions], told
    for question, meant in zip(questions, page.questions, strict=True):
        back = _words(f"{question.answer} {question.explanation}")
        assert meant.back <= back <= meant.front | meant.back | meant.beside, told


_DEPTH = 200
_BOX = '??? note "Answer"'
_MARGINS = {"list items": "- item\n\n", "tabs": '=== "Tab"\n\n', "question boxes": '??? question "What is it?"\n\n'}


def _nested(opener: str, inner: str) -> str:
    """Blocks in each other, which end with some others."""
    outer = "".join("    " * depth + opener for depth in range(_DEPTH))
    return outer + "".join(f"{'    ' * _DEPTH}{line}\n" if line else "\n" for line in inner.split("\n"))


_DEEP = {
    "answers": f"Which stream?\n\n{_nested(_BOX + chr(10) * 2, 'Standard output.')}",
    "elements": "Which stream?\n\n"
    + "<details><summary>Answer</summary>\n\n" * _DEPTH
    + "So.\n"
    + "</details>\n" * _DEPTH,
    "elements that are not closed": "Which stream?\n\n" + "<details><summary>Answer</summary>\n\n" * _DEPTH + "So.\n",
    "containers": "Which stream?\n\n" + "::: details Answer\n" * _DEPTH + "So.\n" + ":::\n" * _DEPTH,
    "quotes": "".join(
        "> " * _DEPTH + line for line in ("Which stream?\n", "\n", f"{_BOX}\n", "    Standard output.\n")
    ),
    **{name: _nested(opener, f"Which stream?\n\n{_BOX}\n\n    Standard output.") for name, opener in _MARGINS.items()},
}


@pytest.mark.parametrize("page", _DEEP.values(), ids=_DEEP.keys())
def test_a_block_two_hundred_levels_deep_is_reported(page: str) -> None:
    started = time.process_time()
    _, messages = read_text(f"# Streams\n\n{page}")
    assert time.process_time() - started < 2
    assert {message.rule for message in messages} & {Rule.TOO_DEEP, Rule.NOT_READ, Rule.NESTED}


def _words(html: str) -> set[str]:
    return set(WORD.findall(html))


def _asked(front: set[str]) -> set[str]:
    """Words of a front without those of the lesson, which may introduce the question."""
    return {word for word in front if not word.startswith("les")}
