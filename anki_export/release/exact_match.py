"""Which question is which card.

Five steps, first match wins, one to one: an explicit id; the same question with the same answer on its page, for some
differ only in their picture; the same question on its page; the same but for case and punctuation on its page; the same
in its topic, at whatever level. Never across topics: a wrong match would give a learner another question's history.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from anki_export.release.lock import Card
from anki_export.source.question import Question
from anki_export.text.normalize import normalised


def reconcile(
    questions: Sequence[Question], tags: Sequence[str], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> list[Card | None]:
    """For each question its card, or None for a new one.

    `tags` has the topic of each question, `tag_of` the topic of each deck by slug. Cards in use go through all steps
    before retired ones.
    """
    found: list[Card | None] = [None] * len(questions)
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    for is_retired in (False, True):
        free = {card.guid: card for card in ordered if bool(card.retired) is is_retired}
        for of_question, of_card in _STEPS:
            _match(questions, tags, found, free, of_question, of_card, tag_of)
    return found


def _match(
    questions: Sequence[Question],
    tags: Sequence[str],
    found: list[Card | None],
    free: dict[str, Card],
    of_question: "_Key",
    of_card: "_CardKey",
    tag_of: Mapping[str, str],
) -> None:
    """One step: give questions without card the free cards of equal key."""
    by_key: dict[Hashable, list[Card]] = defaultdict(list)
    for card in free.values():
        if key := of_card(card, tag_of[card.deck]):
            by_key[key].append(card)
    if not by_key:
        return
    for i, (question, tag) in enumerate(zip(questions, tags, strict=True)):
        key = of_question(question, tag) if found[i] is None else None
        for card in by_key.get(key, ()):
            if card.guid in free and may_be(card, question):
                found[i] = free.pop(card.guid)
                break


def may_be(card: Card, question: Question) -> bool:
    """Whether nothing that an author wrote or said tells the two apart."""
    has_other_id = bool(question.card_id and card.id and card.id != question.card_id)
    return not has_other_id and not (card.apart and normalised(card.apart) == normalised(question.key))


def _same_id(question: Question, tag: str) -> Hashable:
    return (tag, question.card_id) if question.card_id else None


def _card_same_id(card: Card, tag: str) -> Hashable:
    return (tag, card.id) if card.id else None


_Key = Callable[[Question, str], Hashable]
_CardKey = Callable[[Card, str], Hashable]
_STEPS: tuple[tuple[_Key, _CardKey], ...] = (
    (_same_id, _card_same_id),
    (
        lambda q, tag: (tag, q.page, q.key, q.answer_text),
        lambda c, tag: (tag, c.page, c.question, c.answer),
    ),
    (lambda q, tag: (tag, q.page, q.key), lambda c, tag: (tag, c.page, c.question)),
    (lambda q, tag: (tag, q.page, normalised(q.key)), lambda c, tag: (tag, c.page, normalised(c.question))),
    (lambda q, tag: (tag, normalised(q.key)), lambda c, tag: (tag, normalised(c.question))),
)
