"""How likely a new question is an old one in other words.

The model is as small as its reasons. Two things speak for a pair: how much of the rarer words of the two questions
stands in the same order, and how much of the words of their answers is shared; a third counts when both stand alone in
the same place between unchanged neighbours. Their weighted sum is the log-odds of the pair against "a new question".
All pairs of a topic compete: a question that has a better partner is no partner for another, so the probability of a
pair is the smaller of its shares among the partners of either side.

    log-odds = 15 · same words + 16 · same answer + 3 · same place − 9.5

The weights are those of a maximum-likelihood fit to hand-labelled edits of a real site, rounded.
`benchmarks/identity.py` measures them, and each topic with weights that were fitted without it.
"""

import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from anki_export.text.similarity import Rarity, words

AUTOMATIC = 0.6
"""From this probability on a pair is taken: on the labelled edits never wrongly, also with weights
that were fitted without the topic."""
UNCLEAR = 0.02
"""Below this nobody is asked."""
_ALL = 40_000
"""So many pairs are compared, each with each; of more, only those that are likely to be alike."""
_MEETINGS, _PARTNERS = 500, 10
"""Then for each old question so many new ones are met by its rarest words, and the most alike of them compared."""


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence adds to the log-odds."""

    words: float = 15.0
    answers: float = 16.0
    place: float = 3.0
    base: float = -9.5


@dataclass(frozen=True, slots=True)
class Text:
    """A question with its answer, as words."""

    question: tuple[str, ...]
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Indices of an old and a new question, and the probability that they are one."""

    old: int
    new: int
    probability: float


def text_of(question: str, body: str) -> Text:
    """The words of a question, and those of its answer and explanation."""
    return Text(tuple(words(question)), tuple(words(body)))


Evidence = dict[tuple[int, int], tuple[float, float, float]]
"""For each pair how alike the words, the answers and the places are, each from 0 to 1."""


def evidence(
    old: Sequence[Text],
    new: Sequence[Text],
    others: Iterable[Text] = (),
    same_place: Mapping[tuple[int, int], float] | None = None,
) -> Evidence:
    """What speaks for each pair of an old and a new question.

    `others` are the topic's other questions, from which rarity is learned, too; `same_place` has the pairs that stand
    between the same neighbours, 1 for those that stand there alone. Where there are many pairs, those that share no
    rare word, and do not stand alone in one place, are passed over: they could not become likely.
    """
    places = same_place or {}
    everything = [*old, *new, *others]
    by_question = Rarity([text.question for text in everything], filler=0.25)
    by_body = Rarity([text.question + text.body for text in everything], filler=0.1)
    if len(old) * len(new) <= _ALL:
        met = list(product(range(len(old)), range(len(new))))
    else:
        met = sorted({*_met(old, new, by_body), *(pair for pair, alone in places.items() if alone == 1)})
    return {
        (i, j): (
            by_question.in_order(old[i].question, new[j].question),
            by_body.shared(old[i].body, new[j].body),
            places.get((i, j), 0.0),
        )
        for i, j in met
    }


def _met(old: Sequence[Text], new: Sequence[Text], rarity: Rarity) -> Iterator[tuple[int, int]]:
    """For each old question the new ones that it shares most of its rarest words with."""
    having: defaultdict[str, list[int]] = defaultdict(list)
    for j, text in enumerate(new):
        for word in {*text.question, *text.body}:
            having[word].append(j)
    for i, text in enumerate(old):
        shared: defaultdict[int, float] = defaultdict(float)
        met = 0
        for word in sorted({*text.question, *text.body} & having.keys(), key=lambda word: (len(having[word]), word)):
            met += len(having[word])
            if met > _MEETINGS and shared:
                break
            for j in having[word]:
                shared[j] += rarity.of[word]
        yield from ((i, j) for j, _ in heapq.nsmallest(_PARTNERS, shared.items(), key=lambda item: (-item[1], item[0])))


def pairs(found: Evidence, weights: Weights | None = None) -> list[Pair]:
    """The pairs worth a thought, the most likely first."""
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


def settle(found: Iterable[Pair]) -> tuple[list[Pair], list[Pair]]:
    """Pairs to take, one to one, and for each old question that is left the likeliest of the new ones that are left.

    `found` has the most likely first.
    """
    found = list(found)
    taken: list[Pair] = []
    old: set[int] = set()
    new: set[int] = set()
    for pair in found:
        if pair.probability >= AUTOMATIC and pair.old not in old and pair.new not in new:
            taken.append(pair)
            old.add(pair.old)
            new.add(pair.new)
    unclear: list[Pair] = []
    for pair in found:
        if pair.old not in old and pair.new not in new:
            unclear.append(pair)
            old.add(pair.old)
    return taken, unclear
