"""Similarity of texts by shared words, with rare words weighted higher, and of names by their letters."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import plain_words

_TELLING = 9.0
"""The weight of shared words, in nats, at which an equal answer is full evidence: three or four rare words."""
_ENDINGS = {"s": ("ations", "ings", "ies", "es", "s"), "n": ("ation",), "g": ("ing",), "d": ("ed",), "e": ("e",)}
"""By their last letter."""
_WORD = regex(r"[^\W_]+|[$@#+*&|<>=!~^%]+")
_SIGN = regex(r"[$@#+*&|<>=!~^%]")
_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """An English word without its ending; other words seldom have one of these endings.

    >>> stem("merges"), stem("merging")
    ('merg', 'merg')
    """
    for ending in _ENDINGS.get(word[-1:], ()):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


FILLERS = frozenset(
    map(
        stem,
        "a an the is are was were be been do does did you your how what which when where why who whom to of in on for"
        " with and or from by its it this that can could would should will if as at not between into".split(),
    )
)
"""English stop words; in other languages only rarity counts."""


@cache
def negations() -> frozenset[str]:
    """Words that negate a question; `t` is the end of "don't"."""
    return plain_words("negation")


def words(text: str) -> list[str]:
    """Stemmed words, with symbols such as `$@` as separate words.

    >>> words("Where are the configuration files?")
    ['wher', 'are', 'the', 'configur', 'fil']
    """
    text = text.casefold()
    if text.isascii() and not _SIGN.search(text):  # the common case, in a third of the time
        return list(map(stem, text.translate(_SPACES).split()))
    return list(map(stem, _WORD.findall(text)))


def significant(text: str) -> list[str]:
    """Stemmed words without fillers."""
    return [word for word in words(text) if word not in FILLERS]


def shared_words(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of the words of two texts that both have, from 0 to 1."""
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1)


class Rarity:
    """The weight of a shared word, by the number of texts that contain it."""

    def __init__(self, texts: Sequence[Sequence[str]], filler: float) -> None:
        counts = Counter(word for text in texts for word in set(text))
        size = len(texts) + 1
        self.of = {
            word: (filler if word in FILLERS else 1.0) * math.log(size / (count + 0.5))
            for word, count in counts.items()
        }

    def in_order(self, one: Sequence[str], other: Sequence[str]) -> float:
        """The weight of the longest common subsequence relative to that of both texts: 0 to 1."""
        total = self.weight(one) + self.weight(other)
        if not total or not set(one) & set(other):
            return 0.0
        row = [0.0] * (len(other) + 1)
        for word in one:
            diagonal = 0.0
            for j, candidate in enumerate(other, 1):
                above = row[j]
                row[j] = diagonal + self.of[word] if word == candidate else max(above, row[j - 1])
                diagonal = above
        return 2 * row[-1] / total

    def shared(self, one: Sequence[str], other: Sequence[str]) -> float:
        """The weight of the shared words, in any order, relative to that of both texts: 0 to 1.

        Short answers such as "Yes." share too little to be evidence, even if they are equal.
        """
        total = self.weight(one) + self.weight(other)
        common = self.weight((Counter(one) & Counter(other)).elements())
        return 2 * common / total * min(1.0, common / _TELLING) if total else 0.0

    def weight(self, text: Iterable[str]) -> float:
        """The total weight of the words of a text, in nats."""
        return sum(self.of[word] for word in text)


def nearest(name: str, known: Iterable[str], *, least: float = 0.6) -> str:
    """The known name that is most like another one, letter by letter, by a ratio from 0 to 1; empty if none is.

    >>> nearest("anwser", ["question", "answer"]), nearest("x", ["answer"])
    ('answer', '')
    """
    from difflib import get_close_matches  # importing it takes as long as reading a page

    return next(iter(get_close_matches(name, sorted(known), 1, least)), "")
