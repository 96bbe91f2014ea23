"""The probability that a new question is an old one, reworded.

The model has three features: how many of the rarer words of the two questions occur in the same order, how many words
of their answers are shared, and whether both are alone in the same place between unchanged neighbours. The weighted sum
is the log-odds of the pair against "a new question". All pairs of a topic compete, so the probability of a pair is the
smaller of its shares among the candidates of either question.

    log-odds = 15 · same words + 16 · same answer + 3 · same place − 9.5

The weights are rounded from a maximum-likelihood fit to hand-labelled edits of a real site.
`benchmarks/identity.py` measures them, with cross-validation by topic.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from anki_export.text.similarity import Rarity, words

AUTOMATIC = 0.6
"""Pairs with at least this probability are matched, unless they are siblings: on the labelled edits without any error,
even in cross-validation."""
EVEN = 0.5
"""The probability of siblings, and of the same words elsewhere with another answer: only the author knows."""
UNCLEAR = 0.02
"""Pairs below this probability are not asked about."""
_MAX_LOOKUPS, _MAX_CANDIDATES = 500, 10
"""Limits for each old question: lookups of new questions by its rarest words, and how many candidates to compare."""


class Weights(Struct, frozen=True):
    """The weight of each feature in the log-odds."""

    words: float = 15.0
    answers: float = 16.0
    place: float = 3.0
    base: float = -9.5


class Text(Struct, frozen=True):
    """A question with its answer, as words."""

    asked: str
    """The question as written."""
    question: tuple[str, ...]
    body: tuple[str, ...]
    """The answer, then the explanation."""
    explanation: tuple[str, ...] = ()


class Pair(Struct, frozen=True):
    """Indices of an old and a new question, and the probability that they are the same."""

    old: int
    new: int
    probability: float


def in_words(question: str, answer: str, explanation: str = "") -> Text:
    """The words of a question, and those of its answer and explanation."""
    explained = tuple(words(explanation))
    return Text(question, tuple(words(question)), (*words(answer), *explained), explained)


Evidence = dict[tuple[int, int], tuple[float, float, float]]
"""For each pair the similarity of questions, answers and places, each from 0 to 1."""


def evidence(
    old: Sequence[Text],
    new: Sequence[Text],
    others: Iterable[Text] = (),
    same_place: Mapping[tuple[int, int], float] | None = None,
    max_pairs: int = 40_000,
) -> Evidence:
    """The features of each pair of an old and a new question.

    `others` are the topic's other questions, which also count for the rarity of words; `same_place` has the pairs
    between the same neighbours, with 1 for those that are alone there. If there are more than `max_pairs`, those
    that share no rare word and are not alone in a place are skipped: they could not become likely.
    """
    places = same_place or {}
    everything = [*old, *new, *others]
    by_question = Rarity([text.question for text in everything], filler=0.25)
    by_body = Rarity([text.question + text.body for text in everything], filler=0.1)
    if len(old) * len(new) <= max_pairs:
        candidates = list(product(range(len(old)), range(len(new))))
    else:
        alone = (pair for pair, share in places.items() if share == 1)
        candidates = sorted({*_candidates(old, new, by_body), *alone})
    return {
        (i, j): (
            by_question.in_order(old[i].question, new[j].question),
            by_body.shared(old[i].body, new[j].body),
            places.get((i, j), 0.0),
        )
        for i, j in candidates
    }


def _candidates(old: Sequence[Text], new: Sequence[Text], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """Pairs of each old question with the new ones that share most of its rarest words."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        for word in {*text.question, *text.body}:
            having[word].append(j)
    for i, text in enumerate(old):
        shared: defaultdict[int, float] = defaultdict(float)
        lookups = 0
        for word in sorted({*text.question, *text.body} & having.keys(), key=lambda word: (len(having[word]), word)):
            lookups += len(having[word])
            if lookups > _MAX_LOOKUPS and shared:
                break
            for j in having[word]:
                shared[j] += rarity.of[word]
        best = heapq.nsmallest(_MAX_CANDIDATES, shared.items(), key=lambda item: (-item[1], item[0]))
        yield from ((i, j) for j, _ in best)


def pairs(found: Evidence, weights: Weights | None = None) -> list[Pair]:
    """The pairs with a probability of at least UNCLEAR, most likely first."""
    w = weights or Weights()
    odds = {
        key: math.exp(min(w.words * words + w.answers * answers + w.place * place + w.base, 500.0))
        for key, (words, answers, place) in found.items()
    }
    of_old: defaultdict[int, float] = defaultdict(lambda: 1.0)
    of_new: defaultdict[int, float] = defaultdict(lambda: 1.0)
    for (i, j), value in odds.items():
        of_old[i] += value
        of_new[j] += value
    likely = [Pair(i, j, value / max(of_old[i], of_new[j])) for (i, j), value in odds.items()]
    return sorted((p for p in likely if p.probability >= UNCLEAR), key=lambda p: (-p.probability, p.old, p.new))


def settle(found: Iterable[Pair], are_siblings: Callable[[Pair], bool]) -> tuple[list[Pair], list[Pair]]:
    """Pairs to match, one to one, and for each remaining old question its likeliest pair with a remaining new one.

    `found` is sorted by probability, highest first; `are_siblings` is asked about pairs that would be matched.
    """
    found = list(found)
    taken: list[Pair] = []
    old: set[int] = set()
    new: set[int] = set()
    for pair in found:
        is_free = pair.probability >= AUTOMATIC and pair.old not in old and pair.new not in new
        if is_free and not are_siblings(pair):
            taken.append(pair)
            old.add(pair.old)
            new.add(pair.new)
    unclear: list[Pair] = []
    for pair in found:
        if pair.old not in old and pair.new not in new:
            unclear.append(replace(pair, probability=min(pair.probability, EVEN)))
            old.add(pair.old)
    return taken, unclear
