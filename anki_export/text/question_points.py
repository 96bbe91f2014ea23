"""What a question is worth: `2 points`, `Marks: 3`, `/5`."""

import re

from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words, alternatives

AMOUNT = r"\d{1,3}(?:[.,/]\d{1,2})?"
_LONGEST = 30
"""In characters."""


def points_pattern() -> str:
    """A pattern for it, without brackets."""
    unit = rf"{alternatives('points')}(?![^\W\d_])\.?"
    named = rf"(?=[^\W\d_]{{3}}|[^\x00-\x7f]){unit}"  # "p. 3" is a page
    return rf"(?:{AMOUNT}\s?{unit}|{named}\s?[:：=]?\s?{AMOUNT}|/\s?{AMOUNT})"


_ALONE = regex(
    lambda: (
        rf"[*_`]*(?:\\?[(（\[【]\s*{points_pattern()}\s*\\?[)）\]】]|/\s?\d{{1,3}}"
        rf"|(?=[^\W\d_]{{3}}){alternatives('points')}[*_]*\s?[:：][*_]*\s?{AMOUNT})[*_`.]*"
    ),
    re.IGNORECASE,
)
_AT_END = regex(
    lambda: rf"(?<!\s)\s*[*_]{{0,2}}[\[(（【]\s*(?:{points_pattern()}|{AMOUNT})\s*[\])）】][*_]{{0,2}}\s*\Z",
    re.IGNORECASE,
)
_BRACKETS = ("]", ")", "）", "】")
_POINTS = Words("points")


def only_says_points(text: str, question: str = "") -> bool:
    """Whether a text below a question says only what this is worth, unless it asks for points.

    >>> [only_says_points(text) for text in ("(2 points)", "Marks: 3", "[4 Punkte]", "2 points", "P: 2")]
    [True, True, True, False, False]
    """
    may_say = len(text) < _LONGEST and any(map(str.isdecimal, text))
    return may_say and _ALONE.fullmatch(text) is not None and not _POINTS.are_in(question.lower())


def without_points(text: str) -> str:
    """A question without what it is worth in brackets at its end.

    >>> [without_points(text) for text in ("What is it? [2]", "Why? **(1.5 points)**", "Which? (2 of 5)")]
    ['What is it?', 'Why?', 'Which? (2 of 5)']
    """
    return _AT_END.sub("", text) if text.rstrip(" *_")[-1:] in _BRACKETS else text


def ends_with_points(text: str) -> bool:
    """Whether a text says at its end what a question is worth, by more than a number.

    >>> [ends_with_points(text) for text in ("Give one. *[2 marks]*", "It floats. [2]", "It floats.")]
    [True, False, False]
    """
    said = text[len(without_points(text)) :].strip(" *_")
    return said != "" and only_says_points(said)
