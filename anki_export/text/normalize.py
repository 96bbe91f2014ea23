"""Normalise questions, so that they are equal up to case, spaces and punctuation, and measure texts."""

import unicodedata
from functools import lru_cache

from anki_export.text.lazy_regex import regex

_CODE = regex(r"`([^`]*)`")
_PAIRS = "\"'“”‘’„«»()"
_STOPS = ".,;:!?…–—-。，？！、：；¿¡"
_LONGEST_STOPS = 6
"""In characters: equal lines differ at most in quotes, in what stops them and in spaces."""
_DENSE = regex(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
"""Characters of scripts written without spaces; two of them are about one word."""


@lru_cache(maxsize=1 << 11)
def normalised(question: str) -> str:
    """A question without differences that don't change it; code is kept verbatim.

    The delimiters of formulas are such: a page that gets its third formula has all of them read as math.

    >>> normalised("What does `git add .` do?") == normalised("what does  `git add .` do")
    True
    >>> normalised("What is `$@`?") == normalised("What is `$*`?")
    False
    >>> normalised(r"Is \\(O(n)\\) fast?") == normalised("Is $O(n)$ fast?")
    True
    """
    if "\\(" in question:
        question = question.replace("\\(", "$").replace("\\)", "$")
    words: list[str] = []
    for i, part in enumerate(_CODE.split(unicodedata.normalize("NFC", question)) if "`" in question else [question]):
        if i % 2:
            words += part.split()
        else:
            plain = part if part.isascii() else unicodedata.normalize("NFKC", part)
            words += _bare_words(plain.casefold())
    return " ".join(filter(None, words))


def _bare_words(text: str) -> list[str]:
    """The words of a text as `_bare`; some may be empty."""
    if text[:-1].replace(" ", "").isalnum():  # as most: no sign but the last one
        return (text[:-1] if text[-1] in _PAIRS or text[-1] in _STOPS else text).split()
    return [word if word.isalnum() else _bare(word) for word in text.split()]


def _bare(word: str) -> str:
    """A word without surrounding quotes and trailing punctuation; symbols such as `--x`, `.net` or `[]` are kept."""
    if word[:-1].isalnum():  # as most
        return word[:-1] if word[-1] in _PAIRS or word[-1] in _STOPS else word
    before = ""
    while word != before:
        before = word
        word = word.strip(_PAIRS).rstrip(_STOPS).lstrip("¿¡")
    return word


def normalised_title(question: str) -> str:
    """The first line of a question as `normalised`: edited options below it don't make it another question."""
    return normalised(question.partition("\n")[0] if "\n" in question else question)


def says_the_same(one: str, other: str) -> bool:
    """Whether two lines are the same question.

    >>> says_the_same("What is a jib?", "what is a jib")
    True
    """
    return -_LONGEST_STOPS < len(one) - len(other) < _LONGEST_STOPS and normalised(one) == normalised(other) != ""


def size_in_words(text: str) -> int:
    """The number of words of a text; in scripts without spaces, half the number of characters.

    >>> size_in_words("two words"), size_in_words("六个字一句话")
    (2, 4)
    """
    return len(text.split()) + (0 if text.isascii() else len(_DENSE.findall(text)) // 2)
