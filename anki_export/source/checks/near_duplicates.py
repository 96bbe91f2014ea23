"""Questions that a topic asks twice in nearly the same words.

Two questions are nearly the same when nothing that tells them apart is left: without endings, weak words and the words
of the topic they are equal and ask for the same (what, how, why, when …). Or most of their words are the same and their
answers are alike, too. Either way they name the same code and numbers, and what stands below their titles, such as code
or choices, is the same, as are their pictures. Titles that ask nothing, such as those of a glossary, are names.

No pair is compared that has not met in an index: of what is left of the question, or of its rarer words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain, combinations

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.source.checks.duplicates import shown
from anki_export.source.question import Question
from anki_export.text.normalize import normalised
from anki_export.text.similarity import FILLERS, words

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
_ASKING = frozenset(_INTENTS)
_NUMBERS = frozenset(
    words(
        "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh eighth ninth"
        " tenth"
    )
)
_COMPARES = frozenset(words("difference differ differences differs compare comparison vs versus between"))
"""With one of these, the order of words tells nothing."""
_ASKS = (
    frozenset(
        words("how why when where who what which explain describe define discuss list give tell name state write")
    )
    | _COMPARES
)
"""With one of these, or a question mark, a title asks; without, it is a name."""
_PLACE = re.compile(
    r"(?P<rest>.*\S)\s+(?:in|within|inside)\s+(?:an?\s+|the\s+|your\s+)?(?:[\w.+#-]+\s*){1,2}\W*", re.DOTALL
)
"""A question that ends in a place, as in "between COPY and ADD in a Dockerfile"."""
_Sense = tuple[frozenset[str], tuple[str, ...]]
"""What a question asks for, and the words that are left of it: equal for those that ask nearly the same."""
_NAME = re.compile(r"\b[A-Z]{2,}\b|(?<=[\"'“‘])(?<!\w')\w[\w ]*(?=[\"'”’])")
_CODE = re.compile(r"`([^`]*)`")
_CODE_BLOCK = '<div class="iq-code'
"""How an answer begins whose code stands right below the title, which may well ask about it."""
_LEFT = 3
"""Telling words that a question without its place has at least."""
_FEW = 5
"""A word that more questions of a topic have is too common to find its like by: pairs would grow with its square."""
_SAME_WORDS, _SAME_ANSWER, _LIKE_BODY = 0.7, 0.8, 0.45
"""Shares of common words: of two questions, of their answers, and of all that stands below them."""
_TELLING_ANSWER = 6
"""Words of an answer that are enough to tell two questions are one."""


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
                    f"nearly the same question as {one.question_text!r} at {one.location}",
                    "merge the two, or reword them to show how they differ",
                )


def _near(topic: Sequence[Question]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, the smaller first."""
    passing = _WEAK | frozenset(words(topic[0].topic))
    known: dict[_Sense, int] = {}
    senses = [_sense(question.key, passing) for question in topic]
    for i, sense in enumerate(senses):
        if sense[1] and (first := known.setdefault(sense, i)) != i and _name_the_same(topic[first], topic[i]):
            yield first, i
    for i, question in enumerate(topic):
        if " in " in question.key and (place := _PLACE.fullmatch(question.key)):
            asks, left = _sense(place["rest"], passing)
            other = known.get((asks, left), i) if len(left) >= _LEFT else i
            if other != i and _name_the_same(topic[other], question):
                yield min(i, other), max(i, other)
    yield from _same_bodies(topic, [frozenset(left) for _, left in senses])


def _sense(question: str, passing: frozenset[str]) -> _Sense:
    """`passing` are weak words and those of the topic; where nothing else is left, the topic's words count."""
    found = words(question)
    left = [word for word in found if word not in passing] or [word for word in found if word not in _WEAK]
    if not _COMPARES.isdisjoint(found):
        left.sort()
    return frozenset(map(_INTENTS.__getitem__, _ASKING.intersection(found))), tuple(left)


def _name_the_same(one: Question, other: Question) -> bool:
    """Whether two questions name the same code; where one names none, whether its words are the other's code.

    Weak words that are names, as "AND" and "OR" are, must be the same, too, as must be numbers that both have, and
    all that a question shows beside the words of its title.
    """
    titles, below = zip(*(q.key.partition("\n")[::2] for q in (one, other)), strict=True)
    if not all(map(_asks, titles)) or normalised(below[0]) != normalised(below[1]) or shown(one) != shown(other):
        return False
    first_code = [q.answer.partition("</pre>")[0] for q in (one, other) if q.answer.startswith(_CODE_BLOCK)]
    if len(set(first_code)) > 1:
        return False
    numbers = [{word for word in words(title) if word in _NUMBERS or word.isdigit()} for title in titles]
    if numbers[0] and numbers[1] and numbers[0] != numbers[1]:
        return False
    names = [{name for name in _NAME.findall(q.key) if _WEAK.issuperset(words(name))} for q in (one, other)]
    code, code_of_other = ({" ".join(part.split()) for part in _CODE.findall(q.key)} for q in (one, other))
    if names[0] != names[1] or (code and code_of_other):
        return names[0] == names[1] and code == code_of_other
    return all(part in one.key and part in other.key for part in code | code_of_other)


def _asks(title: str) -> bool:
    """Whether a title asks something, in words or by its sign."""
    return "?" in title or "？" in title or not _ASKS.isdisjoint(words(title))


def _same_bodies(topic: Sequence[Question], texts: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs that have most words of the question, and enough of their answers, in common."""
    counts = Counter(chain.from_iterable(texts))
    index: defaultdict[str, list[int]] = defaultdict(list)
    for i, text in enumerate(texts):
        for word in text:
            if 1 < counts[word] <= _FEW:
                index[word].append(i)
    for i, j in sorted({pair for numbers in index.values() for pair in combinations(numbers, 2)}):
        is_alike = _alike(texts[i], texts[j]) >= _SAME_WORDS and _name_the_same(topic[i], topic[j])
        if is_alike and _say_the_same(topic[i], topic[j], texts[i] ^ texts[j]):
            yield i, j


def _say_the_same(one: Question, other: Question, differing: frozenset[str]) -> bool:
    """Whether two answers are so alike that the `differing` words of their questions tell nothing.

    A word that one question adds is a detail when what stands below both is alike; where words are exchanged,
    as in "inserting" and "deleting", the answers must be the same.
    """
    answers = [frozenset(words(question.answer_text)) - FILLERS for question in (one, other)]
    if min(map(len, answers)) >= _TELLING_ANSWER and _alike(*answers) >= _SAME_ANSWER:
        return True
    asked = [frozenset(words(question.key)) for question in (one, other)]
    bodies = [
        answer | frozenset(words(q.explanation_text)) - FILLERS for answer, q in zip(answers, (one, other), strict=True)
    ]
    is_detail = differing <= asked[0] or differing <= asked[1]
    return is_detail and min(map(len, bodies)) >= _TELLING_ANSWER and _alike(*bodies) >= _LIKE_BODY


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of common words, in any order: 0 to 1."""
    return 2 * len(one & other) / (len(one) + len(other) or 1)
