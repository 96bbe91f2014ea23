"""Match questions to their cards by id and text.

Cards are matched one to one, in six steps; the first match wins: an explicit id; the same question and answer on the
same page (some questions differ only in their picture); the same question on the same page; the same question except
for case and punctuation on the same page; the same in the topic, at any level; the same title on the page, if only one
of the two shows something below it, such as code or options, that was or became part of the answer. Cards are never
matched across topics: a wrong match would give a learner another question's history.

The code and options that a question shows are part of it, so that "What's the output?" is many questions.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from anki_export.release.lock import Card
from anki_export.source.types import Question
from anki_export.text.normalize import normalised


class _Asked(NamedTuple):
    """What a question and a card are compared by."""

    topic: str
    id: str
    page: str
    question: str
    answer: str


_STEPS: tuple[Callable[[_Asked], Hashable], ...] = (
    lambda asked: asked.id and (asked.topic, asked.id),
    lambda asked: (asked.topic, asked.page, asked.question, asked.answer),
    lambda asked: (asked.topic, asked.page, asked.question),
    lambda asked: (asked.topic, asked.page, normalised(asked.question)),
    lambda asked: (asked.topic, normalised(asked.question)),
)
_SURE = 2
"""The first steps compare ids and answers, the others only questions."""


def reconcile(
    questions: Sequence[Question], tags: Sequence[str], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> list[Card | None]:
    """For each question its card, or None for a new question.

    `tags` has the topic of each question, `tag_of` maps the slug of a deck to its topic. All steps are done for cards
    in use first, then for retired ones.
    """
    found: list[Card | None] = [None] * len(questions)
    asked = [_Asked(tag, q.card_id, q.page, q.key, q.answer_text) for q, tag in zip(questions, tags, strict=True)]
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    for is_retired in (False, True):
        free = {
            card.guid: (card, _Asked(tag_of[card.deck], card.id, card.page, card.question, card.answer))
            for card in ordered
            if bool(card.retired) is is_retired
        }
        for number, key_of in enumerate(_STEPS):
            by_key: dict[Hashable, list[Card]] = defaultdict(list)
            for card, was in free.values():
                if key := key_of(was):
                    by_key[key].append(card)
            keys = [key_of(one) if by_key and found[i] is None else None for i, one in enumerate(asked)]
            askers = Counter(keys)
            for i, question in enumerate(questions):
                candidates = by_key.get(keys[i], ())
                if not (is_retired or number < _SURE or len(candidates) == askers[keys[i]] == 1):
                    continue  # of questions in the same words, the answers tell which is which: likeness decides
                for card in candidates:
                    if card.guid in free and can_match(card, question):
                        found[i], _ = free.pop(card.guid)
                        break
        if not is_retired:
            for i, card in _same_title(asked, found, ordered, tag_of):
                if card.guid in free and can_match(card, questions[i]):
                    found[i], _ = free.pop(card.guid)
    return found


def _same_title(
    asked: Sequence[_Asked], found: Sequence[Card | None], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> Iterator[tuple[int, Card]]:
    """Unmatched questions and the cards with their title, where it occurs once and one of the two shows no more."""
    of_cards: defaultdict[Hashable, list[Card]] = defaultdict(list)
    of_questions: defaultdict[Hashable, list[int]] = defaultdict(list)
    for card in cards:
        if not card.retired:
            of_cards[tag_of[card.deck], card.page, _title(card.question)].append(card)
    for i, one in enumerate(asked):
        of_questions[one.topic, one.page, _title(one.question)].append(i)
    for title, (i, *others) in of_questions.items():
        named = of_cards.get(title, [])
        is_once = found[i] is None and not others and len(named) == 1
        if is_once and ("\n" in named[0].question) != ("\n" in asked[i].question):
            yield i, named[0]


def _title(question: str) -> str:
    return normalised(question.partition("\n")[0])


def can_match(card: Card, question: Question) -> bool:
    """Whether the card may belong to the question: no different id, and no earlier decision to keep them apart."""
    has_other_id = bool(question.card_id and card.id and card.id != question.card_id)
    return not has_other_id and not (card.apart and normalised(card.apart) == normalised(question.key))
