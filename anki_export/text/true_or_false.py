"""Verdicts on statements: the words, their first letters and signs by which authors call them true or false.

(√) / ( × )        V / F        ( C ) / ( E )        True / False        верно / неверно
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from msgspec import Struct
from msgspec.structs import replace

from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_order
from anki_export.text.ticks_and_crosses import FALSE, TRUE
from anki_export.text.word_patterns import Words, words_of
from anki_export.text.words_by_language import WORDS

_ENDS = " \t\u3000*_`.。()（）[]"
_LETTER_IN_BRACKETS = regex(r"\s?\([^\W\d_]\)")
_BETWEEN = regex(r"\s*[/|]\s*|\s+\S{1,6}\s+")
"""Between two verdicts: a slash, or a short word such as "or"."""
_OPENING = "#*_ 0123456789.)"
_PARTS = regex(
    r"[:：]\s?|\s[-–—(]\s?|[)?？]|(?:(?<=[ \t][^\W\d_])|(?<=\A[^\W\d_])|(?<=\A[IVX]{2})|(?<=\A[IVX]{3}))\.[ \t]"
)
_MOST_PARTS = 8
_TWO_LETTERS = regex(r"[/|](?:(?<=\b[^\W\d_][/|])|(?<=\b[^\W\d_]\s[/|]))\s?[^\W\d_]\b")
_LETTERS_AT_END = regex(
    r"(?<=\s)[*_`]*(?P<one>[^\W\d_])[*_`]*(?:\s*[/|]\s*|[ \t]+[^\W\d_]{1,5}[ \t]+)[*_`]*(?P<other>[^\W\d_])\W*\Z"
)
_BETWEEN_WORDS = regex(r"[\s/|.,;:?!…()\[\]*_\"'“”«»–—。，；：？！（）]+")
_LITERAL = regex(r"\w+(?![?*])(?:\\s\+\w+)?")
"""The first word of a pattern, or two with what stands for the space between them."""
_JUDGE = Words("judge")
_FEWEST_WORDS = 3
"""Before the word for true, where a line has the letters: what to do with what."""
_MOST_WORDS, _LAST = 12, 5
"""In a line with both words at its end."""
LONGEST = 14
"""In characters: "stimmt nicht" has 12."""


class _Side(Struct, frozen=True):
    """How a language calls statements true, or false."""

    letters: frozenset[str]
    """The first letters of the words, in upper case, or signs."""
    words: re.Pattern[str]


_NO_WORD = regex("(?!)")
_SIGNS = _Side(frozenset(TRUE), _NO_WORD), _Side(frozenset(FALSE), _NO_WORD)


def verdicts(texts: Sequence[str]) -> list[bool | None]:
    """What texts call true, and what false, if some do either, in one language; None for a text that is no verdict.

    First letters are upper-case, and count where all texts are such letters.

    >>> verdicts(["C", "E", ""]), verdicts(["√", "×"]), verdicts(["Vero", "Falso"]), verdicts(["A", "B"])
    ([True, False, None], [True, False], [True, False], [None, None])
    """
    said = [text.strip(_ENDS) for text in texts]
    if sum(_verdict(text, *_any_side()) is not None for text in said) < 2:
        return [None] * len(said)  # as mostly
    read = [[_verdict(text, *sides) for text in said] for sides in _sides()]
    both = [found for found in read if {True, False} <= set(found)]
    return max(both, key=lambda found: len(found) - found.count(None), default=[None] * len(said))


def is_true_or_false(texts: Sequence[str]) -> bool:
    """Whether two texts are the options "True" and "False".

    >>> is_true_or_false(["Vero", "Falso"]), is_true_or_false(["Yes", "No"])
    (True, False)
    """
    return len(texts) == 2 and None not in verdicts(texts)


def names_both(text: str) -> bool:
    """Whether a text, such as the head of a column, only names the two verdicts.

    >>> [names_both(text) for text in ("V/F", "True or False?", "Certo / Errado", "✓/✗")]
    [True, True, True, False]
    """
    parts = _BETWEEN.split(text.strip(f"{_ENDS}?？؟;"))
    return is_true_or_false(parts) and all(part[:1].isalpha() for part in parts)


def named_verdicts(line: str) -> Sequence[str]:
    """The words for true and false in a line that has both of one language; letters and signs may mean anything.

    >>> named_verdicts("Are they true (T) or false (F)?"), named_verdicts("True stories"), named_verdicts("T/F")
    (['true', 'false'], (), ())
    """
    if not _has_both(line):
        return ()  # as most
    return _verdicts_among([word for word in _BETWEEN_WORDS.split(line) if len(word) > 1])


def tells_to_judge(line: str) -> bool:
    """Whether a line has both words, and asks, sets a task or has the letters, or another word for that.

    It is no definition of the letters, and the words are not before a noun at its end.

    >>> [tells_to_judge(line) for line in ("Is it true or false?", "It is true (T) or false (F).", "True, false tags?")]
    [True, False, False]
    """
    if not (named := named_verdicts(line)):
        return _JUDGE.are_in(line.lower())
    words = [word for word in _BETWEEN_WORDS.split(line) if word]
    if words[-2] in named and words[-1] not in named and len(words[-1]) > 1:
        return False
    has_letters = _verdicts_among([word for word in words if len(word) == 1]) and words.index(named[0]) >= _FEWEST_WORDS
    return line.rstrip(" *_").endswith(("?", "？")) or is_order(line) or bool(has_letters)


def ends_with_both(line: str) -> bool:
    """Whether a short sentence ends with both words, as those do that say what to do with statements.

    >>> [ends_with_both(line) for line in ("Decide whether each is true or false.", "Ob sie wahr oder falsch sind")]
    [True, True]
    >>> [ends_with_both(line) for line in ("True or false values are drawn in red ink.", "It is true.")]
    [False, False]
    """
    named, words = named_verdicts(line), [word for word in _BETWEEN_WORDS.split(line) if word]
    return bool(named) and len(words) <= _MOST_WORDS and set(named) <= set(words[-_LAST:])


def _verdicts_among(words: Sequence[str]) -> Sequence[str]:
    return [word for word, one in zip(words, verdicts(words), strict=True) if one is not None]


@lru_cache(maxsize=1 << 8)  # each format of a page asks
def announces_verdicts(line: str) -> bool:
    """Whether a heading or line, or a part of it, says that what is below it is to be judged.

    >>> [announces_verdicts(line) for line in ("## C. True or false", "二、判断题", "April: true or false?", "True")]
    [True, True, True, False]
    >>> announces_verdicts("II. True or false"), announces_verdicts("VIP. True or false")
    (True, False)
    >>> [announces_verdicts(line) for line in ("Marque **V** ou **F**.", "Choose A or B.", "T or F sharp")]
    [True, False, False]
    >>> announces_verdicts("B – Verdadeiro (V) ou falso (F)"), announces_verdicts("It is true (T) or false (F) now.")
    (True, False)
    """
    text = (_LETTER_IN_BRACKETS.sub("", line) if "(" in line else line).strip(_OPENING)
    if names_both(text) or _JUDGE.are_in(line.lower()):
        return True
    if (letters := _LETTERS_AT_END.search(line)) and None not in verdicts(letters.groups()):
        return True
    return any(names_both(part) for part in _PARTS.split(text)[:_MOST_PARTS] if part)


@lru_cache(maxsize=1 << 3)  # each format of a page asks
def may_announce_verdicts(text: str) -> bool:
    """Whether a line of a text may say that something is to be judged: a quick check.

    >>> [may_announce_verdicts(text) for text in ("# R/F\\n\\nIt floats.", "True or false?", "判断题", "True stories")]
    [True, True, True, False]
    """
    return may_have_verdicts(text) or _TWO_LETTERS.search(text) is not None or _JUDGE.are_in(text.lower())


def may_have_verdicts(text: str) -> bool:
    """Whether a text may have words for true and for false in one language: a quick check.

    >>> may_have_verdicts("It floats. True\\nIt sinks. FALSE"), may_have_verdicts("True stories")
    (True, False)
    """
    return _page_has_both(text.strip())


@lru_cache(maxsize=1 << 3)  # each rank of a page asks
def _page_has_both(text: str) -> bool:
    return _has_both(text)


def _has_both(text: str) -> bool:
    lower = text.lower()
    for start, words in _beginnings(is_ascii=text.isascii()).items():
        if start not in lower:
            continue  # as nearly all
        if any(word in lower and any(map(lower.__contains__, opposites)) for word, opposites in words.items()):
            return True
    return False


@cache
def _beginnings(*, is_ascii: bool) -> Mapping[str, Mapping[str, Sequence[str]]]:
    """How the words for false begin, which most pages lack, each with those for true in its languages; or in ASCII.

    They are found by their first three letters.
    """
    found: dict[str, dict[str, list[str]]] = {}
    for one in WORDS:
        true, false = (
            [begins[0].replace(r"\s+", " ") for word in words_of(one, kind) if (begins := _LITERAL.match(word))]
            for kind in ("true", "false")
        )
        for word in false:
            if not is_ascii or word.isascii():
                opposites = found.setdefault(word[:3], {}).setdefault(word, [])
                opposites += (word for word in true if not is_ascii or word.isascii())
    return found


def _verdict(text: str, true: _Side, false: _Side) -> bool | None:
    if not text or len(text) > LONGEST:
        return None
    for is_true, side in ((True, true), (False, false)):
        if text in side.letters or side.words.fullmatch(text.lower()):
            return is_true
    return None


@cache
def _sides() -> tuple[tuple[_Side, _Side], ...]:
    """What calls a statement true, and what false: signs, and the words of each language."""
    of_languages = [(_side(one, "true"), _side(one, "false")) for one in WORDS]
    return (_SIGNS, *((_without(true, false), _without(false, true)) for true, false in of_languages))


@cache
def _any_side() -> tuple[_Side, _Side]:
    """What calls a statement true in any language, and what false."""
    true, false = zip(*_sides(), strict=True)
    return _of_all(true), _of_all(false)


def _of_all(sides: Sequence[_Side]) -> _Side:
    words = "|".join(one.words.pattern for one in sides)
    return _Side(frozenset().union(*(one.letters for one in sides)), regex(words))


def _side(language: str, kind: str) -> _Side:
    words = list(words_of(language, kind))
    return _Side(frozenset(word[0].upper() for word in words), regex("|".join(words)))


def _without(one: _Side, other: _Side) -> _Side:
    return replace(one, letters=one.letters - other.letters)
