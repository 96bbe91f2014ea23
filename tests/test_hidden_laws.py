"""A page of questions with hidden answers gives exactly its questions, whatever stands around them."""

from hypothesis import given

from tests.fuzz.hidden import WORD, Written, written
from tests.support.examples import examples
from tests.support.reading import read_text


@examples(60)
@given(written())
def test_each_hidden_answer_is_on_the_back_of_its_own_question(page: Written) -> None:
    questions, messages = read_text(page.text)
    told = "\n".join([page.text, *map(str, messages)])
    fronts = [_words(question.question) for question in questions]
    assert [_asked(front) for front in fronts] == [meant.front for meant in page.questions], told
    for question, meant in zip(questions, page.questions, strict=True):
        back = _words(f"{question.answer} {question.explanation}")
        assert meant.back <= back <= meant.front | meant.back | meant.beside, told


def _words(html: str) -> set[str]:
    return set(WORD.findall(html))


def _asked(front: set[str]) -> set[str]:
    """Words of a front without those of the lesson, which may introduce the question."""
    return {word for word in front if not word.startswith("les")}
