"""Tell the gaps of a text apart: each is a separate question, and they share all words but their answers.

    Light is […], green and blue.       red
    Light is red, […] and blue.         green

When the text is reworded, each gap is as similar to the others as to itself. What was asked for decides.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec.structs import replace

from anki_export.release.match_probability import Text

_OPENS = "["
"""Begins the sign of a gap, which may hold a hint."""
Answer = tuple[str, ...]


def gap_of(text: Text) -> Answer:
    """The words that a question hides in a text, which its explanation shows whole; none if it is another question."""
    answer = text.body[: len(text.body) - len(text.explanation)]
    is_gap = _OPENS in text.asked and Counter(text.explanation) - Counter(text.question) == Counter(answer)
    return answer if is_gap else ()


def without_text(text: Text) -> Text:
    """A gap with its answer alone: its explanation says the words of the question again, however these are changed."""
    answer = gap_of(text)
    return replace(text, body=answer, explanation=()) if answer else text


def other_gaps(
    found: Iterable[tuple[int, int]],
    old: Sequence[Text],
    new: Sequence[Text],
    places: tuple[Sequence[str], Sequence[str]],
) -> Container[tuple[int, int]]:
    """The pairs of an old and a new question that ask for different gaps; `places` has the pages of both.

    A gap whose answer is corrected has no other partner, so it may be the one with the old answer.
    """
    gaps = list(map(gap_of, old)), list(map(gap_of, new))
    if not any(gaps[0]) or not any(gaps[1]):
        return ()
    answers: tuple[Mapping[str, set[Answer]], ...] = defaultdict(set), defaultdict(set)
    for known, side, pages in zip(answers, gaps, places, strict=True):
        for gap, page in zip(side, pages, strict=True):
            known[page].add(gap)
    return {
        (i, j)
        for i, j in found
        if (before := gaps[0][i]) and (after := gaps[1][j]) and before != after
        and (before in answers[1][places[0][i]] or after in answers[0][places[1][j]])
    }  # fmt: skip
