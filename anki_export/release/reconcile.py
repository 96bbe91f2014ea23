"""Which question is which card.

Four steps, first match wins, one to one: an explicit id; the same question on its page; the same but for case and
punctuation on its page; the same in its topic, at whatever level. Never across topics: a wrong match would give a
learner another question's history.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from anki_export.release.lock import Card
from anki_export.source.question import Question
from anki_export.source.wording import normalised


def reconcile(
    questions: Sequence[Question], tags: Sequence[str], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> list[Card | None]:
    """For each question its card, or None for a new one.

    `tags` has the topic of each question, `tag_of` the topic of each deck by slug. A card in use is preferred to a
    retired one, a card of the question's own page to others.
    """
    free: dict[str, Card] = {
        card.guid: card for card in sorted(cards, key=lambda c: (bool(c.retired), c.deck, c.due, c.guid))
    }
    found: list[Card | None] = [None] * len(questions)
    for of_question, of_card in _STEPS:
        by_key: dict[Hashable, list[Card]] = defaultdict(list)
        for card in free.values():
            if key := of_card(card, tag_of[card.deck]):
                by_key[key].append(card)
        for i, (question, tag) in enumerate(zip(questions, tags, strict=True)):
            key = of_question(question, tag) if found[i] is None else None
            candidates = [
                card
                for card in by_key.get(key, ())
                if card.guid in free and not (question.card_id and card.id and card.id != question.card_id)
            ]
            if candidates:
                found[i] = min(candidates, key=lambda card: (bool(card.retired), card.page != question.page))
                del free[found[i].guid]  # type: ignore[union-attr]
    return found


def _same_id(question: Question, tag: str) -> Hashable:
    return (tag, question.card_id) if question.card_id else None


def _card_same_id(card: Card, tag: str) -> Hashable:
    return (tag, card.id) if card.id else None


_Key = Callable[[Question, str], Hashable]
_CardKey = Callable[[Card, str], Hashable]
_STEPS: tuple[tuple[_Key, _CardKey], ...] = (
    (_same_id, _card_same_id),
    (lambda q, tag: (tag, q.page, q.key), lambda c, tag: (tag, c.page, c.question)),
    (lambda q, tag: (tag, q.page, normalised(q.key)), lambda c, tag: (tag, c.page, normalised(c.question))),
    (lambda q, tag: (tag, normalised(q.key)), lambda c, tag: (tag, normalised(c.question))),
)
