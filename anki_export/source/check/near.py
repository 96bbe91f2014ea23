"""Questions that a topic asks twice in nearly the same words.

Two questions are nearly the same when nothing that tells them apart is left: without endings, weak words and the words
of the topic they are equal, ask for the same (what, how, why, when …) and name the same code. Or most of their words
are the same and their answers are, too.

No pair is compared that has not met in an index: of what is left of the question, or of its rarest words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.source.question import Question
from anki_export.source.rarity import FILLERS, words
from anki_export.source.wording import normalised

_WEAK = FILLERS - frozenset(words("not")) | frozenset(
    words(
        "i we my our one us there s explain describe define discuss tell me give briefly exactly actually main basic"
        " different various term mean meaning means please command used possible purpose called"
    )
)
"""Words without which a question asks the same."""
_INTENTS = {
    "how": "how", "possibl": "how", "why": "why", "when": "when", "where": "where", "wher": "where", "who": "who",
    "many": "many", "much": "many", "often": "often", "not": "not", "n't": "not", "without": "not",
}  # fmt: skip
"""What a question asks for, by the stem of a word of it; all others ask what something is."""
_COMPARES = frozenset(words("difference differ differences differs compare comparison vs versus between"))
"""With one of these, the order of words tells nothing."""
_PLACE = re.compile(
    r"(?P<rest>.*\S)\s+(?:in|within|inside)\s+(?:an?\s+|the\s+|your\s+)?(?:[\w.+#-]+\s*){1,2}\W*", re.DOTALL
)
"""A question that ends in a place, as in "between COPY and ADD in a Dockerfile"."""
_CODE = re.compile(r"`([^`]*)`")
_LEFT = 3
"""Telling words that a question without its place has at least."""
_RAREST = 3
_SAME_WORDS, _SAME_ANSWER = 0.7, 0.8
_TELLING_ANSWER = 6
"""Words of an answer that are enough to tell two questions are one."""


@dataclass(frozen=True, slots=True)
class _Sense:
    """What is left of a question: equal for those that ask nearly the same."""

    asks: frozenset[str]
    code: frozenset[str]
    words: tuple[str, ...]


def asked_nearly(questions: Sequence[Question]) -> Iterator[Diagnostic]:
    """Each question that asks nearly what an earlier one of its topic asks, with the place of that one."""
    topics: defaultdict[str, list[Question]] = defaultdict(list)
    for question in questions:
        topics[question.home].append(question)
    for topic in topics.values():
        told: dict[int, int] = {}
        for earlier, later in sorted(_near(topic)):
            told.setdefault(later, earlier)
        for later, earlier in told.items():
            one, other = topic[earlier], topic[later]
            if normalised(one.key) != normalised(other.key):
                yield Diagnostic(
                    other.location,
                    Rule.ASKED_NEARLY,
                    f"asks nearly the same as {one.question_text!r} at {one.location}",
                    "join the two, or say in the questions what tells them apart",
                )


def _near(topic: Sequence[Question]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, the smaller first."""
    about = frozenset(words(topic[0].topic))
    senses = [_sense(question.key, about) for question in topic]
    known: dict[tuple[frozenset[str], str], int] = {}
    codes = [sense.code for sense in senses]
    shorter: list[tuple[int, tuple[frozenset[str], str]]] = []
    for i, (question, sense) in enumerate(zip(topic, senses, strict=True)):
        key = (sense.asks, "".join(sense.words))
        first = known.setdefault(key, i)
        if first != i and _may_be_one(codes[first], codes[i]):
            yield first, i
        if (place := _PLACE.fullmatch(question.key)) and len((rest := _sense(place["rest"], about)).words) >= _LEFT:
            shorter.append((i, (rest.asks, "".join(rest.words))))
    for i, key in shorter:
        other = known.get(key, i)
        if other != i and _may_be_one(_sense(topic[i].key, about).code, codes[other]):
            yield min(i, other), max(i, other)
    yield from _same_answers(topic, [sense.words for sense in senses])


def _sense(question: str, about: frozenset[str]) -> _Sense:
    found = words(question)
    telling = [word for word in found if word not in _WEAK]
    own = [word for word in telling if word not in about] or telling
    asks = frozenset(_INTENTS[word] for word in found if word in _INTENTS)
    code = (
        frozenset(" ".join(part.casefold().split()) for part in _CODE.findall(question))
        if "`" in question
        else frozenset()
    )
    return _Sense(asks, code, tuple(own if _COMPARES.isdisjoint(found) else sorted(own)))


def _may_be_one(code: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the code that two questions name is the same, as far as both name some."""
    return not code or not other or code == other


def _same_answers(topic: Sequence[Question], texts: Sequence[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Pairs that have most words of the question, and the answer in common."""
    counts = Counter(word for text in texts for word in set(text))
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for word in sorted(set(text), key=lambda word: (counts[word], word))[:_RAREST]:
            if counts[word] > 1:
                index[word].append(i)
    met = {pair for numbers in index.values() for pair in combinations(numbers, 2)}
    for i, j in met:
        if _alike(texts[i], texts[j]) >= _SAME_WORDS:
            answers = [[w for w in words(topic[k].answer_text) if w not in FILLERS] for k in (i, j)]
            if min(map(len, answers)) >= _TELLING_ANSWER and _alike(*answers) >= _SAME_ANSWER:
                yield i, j


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of common words, in any order: 0 to 1."""
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1)
