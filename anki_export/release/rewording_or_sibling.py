"""Tell a sibling from a rewording: "What is UDP?" is not "What is TCP?" in other words, however similar the two look.

A sibling differs from the old question in a few words that were exchanged: a name, a number, another content word, or a
negation. A rewording does, too ("use" → "purpose"), so the answers decide: for a sibling, the answer is another one.
Typing errors and inflections ("placehoder", "links") are not exchanges, but another acronym or number always is.

The limits are measured with the hand-labelled edits of a real site and the histories of four repositories: none of
their 464 matched rewordings is taken for a sibling (`benchmarks/identity.py`).
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import product, takewhile

from msgspec import Struct

from anki_export.release.match_probability import Text
from anki_export.text.lazy_regex import regex
from anki_export.text.similarity import FILLERS, negations, shared_words, stem

_OTHER_ANSWER = 0.15
"""The similarity of answers below which an exchange makes another question: rewordings have at least 0.16."""
_OTHER_ANSWER_TO_EXCHANGED = 0.5
"""The same if the answers are about the exchanged words: rewordings have at least 0.62."""
_SHORT = 10
"""Answers with fewer content words that are not equal are another answer, whatever they share."""
_OTHER_SHORT = 0.5
"""The share of equal words below which short answers have nothing in common."""
_SAME_WORD = 0.75
"""How similar two words are that differ by a typing error: "conetnts" and "contents" by 0.875."""
_WORD = regex(r"[^\W_]+|[$@#+*&|<>=!~^%]+")
_NO_DIGIT = regex(r"\D+")


class Exchange(Struct, frozen=True):
    """Words of the old question, and those that replace them in the new one; one side may be empty."""

    old: tuple[str, ...]
    new: tuple[str, ...]


def asks_something_else(old: Text, new: Text, answers: float, *, is_common: bool = False) -> bool:
    """Whether a question is a sibling of another one, or may be: then only the author knows.

    `answers` is the similarity of their answers and explanations, from 0 to 1. A common question is a prompt
    that any page may have: there, the answers alone decide.
    """
    # A short explanation that stayed as it was tells nothing: often only question and answer of a copy were edited.
    is_left = old.explanation == new.explanation and len(_content(old.explanation)) < _SHORT
    end = len(old.explanation) if is_left else 0
    old_body, new_body = (_content(text.body[: len(text.body) - end]) for text in (old, new))
    is_short, is_equal = max(len(old_body), len(new_body)) < _SHORT, old_body == new_body
    is_other = not is_equal and (
        answers < _OTHER_ANSWER or (is_short and shared_words(old_body, new_body) < _OTHER_SHORT)
    )
    exchanged, is_all = _exchanges(old.asked, new.asked, is_strict=is_other)
    if not exchanged:
        return is_common and not is_equal and answers < _OTHER_ANSWER_TO_EXCHANGED
    if is_equal:
        return is_short and any(_is_name(exchange, old.asked, new.asked) for exchange in exchanged)
    if is_short or is_other:
        return True
    is_subject = any(_is_symbol(exchange) or _is_mirrored(exchange, old_body, new_body) for exchange in exchanged)
    if is_all and is_subject and answers < _OTHER_ANSWER_TO_EXCHANGED:
        return True
    return any(_change_places(exchange, old_body, new_body) for exchange in exchanged)


def _exchanges(old: str, new: str, *, is_strict: bool) -> tuple[list[Exchange], bool]:
    """The exchanges between two questions, and whether these are the only differences.

    With `is_strict`, if the answers are others anyway, only inflections count as the same word, and the same words in
    another order are an exchange, too.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    folded = [word.casefold() for word in before], [word.casefold() for word in after]
    found: list[Exchange] = []
    is_all = True
    negated = tuple(tuple(sorted(negations().intersection(words))) for words in folded)
    if bool(negated[0]) != bool(negated[1]):
        found.append(Exchange(*negated))
    for kind, i, i_end, j, j_end in SequenceMatcher(None, *folded, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        one = tuple(word for word in before[i:i_end] if _is_only_in(word, after, is_strict=is_strict))
        other = tuple(word for word in after[j:j_end] if _is_only_in(word, before, is_strict=is_strict))
        joined = "".join(before[i:i_end]), "".join(after[j:j_end])
        if one and other and not _is_same_word(*joined, is_strict=is_strict):
            found.append(Exchange(one, other))
        elif one or other:
            is_all = False
    content = tuple(tuple(_content([stem(word) for word in words])) for words in folded)
    if is_strict and content[0] != content[1] and sorted(content[0]) == sorted(content[1]):
        found.append(Exchange(*content))
    return found, is_all


def _is_only_in(word: str, others: Sequence[str], *, is_strict: bool) -> bool:
    """Whether a content word has no counterpart among the words of the other question."""
    is_content = stem(word.casefold()) not in FILLERS
    return is_content and not any(_is_same_word(word, other, is_strict=is_strict) for other in others)


def _is_same_word(one: str, other: str, *, is_strict: bool) -> bool:
    """Whether two words are the same, or inflected; unless `is_strict`, also if one is mistyped or abbreviated."""
    if one.isupper() and other.isupper():  # HTTP and HTTPS
        return one == other
    if _NO_DIGIT.sub("", one) != _NO_DIGIT.sub("", other):
        return False
    one, other = one.casefold(), other.casefold()
    if is_strict:
        return stem(one) == stem(other)
    longest = max(len(one), len(other))
    start = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if one == other or (start >= 3 and start * 2 >= longest):
        return True
    # Prefixes make antonyms, such as "disadvantages", and short words are similar by chance.
    return start > 0 and longest > 4 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_WORD


def _content(body: Sequence[str]) -> list[str]:
    return [word for word in body if word not in FILLERS]


def _is_symbol(exchange: Exchange) -> bool:
    """Whether acronyms or numbers were exchanged."""
    return all(
        any(character.isdigit() for character in word) or (word.isupper() and len(word) > 1)
        for word in (*exchange.old, *exchange.new)
    )


def _is_name(exchange: Exchange, old: str, new: str) -> bool:
    """Whether names or numbers were exchanged: capital letters inside of a question, or digits."""
    is_at_start = any(
        _WORD.findall(asked)[:1] == [*words[:1]] for asked, words in ((old, exchange.old), (new, exchange.new))
    )
    have_capitals = all(word[0].isupper() for word in (*exchange.old, *exchange.new))
    return _is_symbol(exchange) or (have_capitals and not is_at_start)


def _stems(words: Sequence[str]) -> set[str]:
    return {stem(word.casefold()) for word in words}


def _is_mirrored(exchange: Exchange, old_body: Sequence[str], new_body: Sequence[str]) -> bool:
    """Whether each answer has the words of its own question, and not those of the other."""
    one, other, before, after = _stems(exchange.old), _stems(exchange.new), set(old_body), set(new_body)
    return bool(one & before and other & after) and not (one & after or other & before)


def _change_places(exchange: Exchange, old_body: Sequence[str], new_body: Sequence[str]) -> bool:
    """Whether the words change places in the answers, too, which are equal otherwise: "left" and "right"."""
    for one, other in product(_stems(exchange.old), _stems(exchange.new)):
        swapped = {one: other, other: one}
        if {one, other} <= set(old_body) and [swapped.get(word, word) for word in old_body] == new_body:
            return True
    return False
