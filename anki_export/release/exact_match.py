"""Match questions to their cards by id and text.

Cards are matched one to one, in five steps; the first match wins: an explicit id; the same question and answer on the
same page (some questions differ only in their picture); the same question on the same page; the same question except
for case and punctuation on the same page; the same in the topic, at any level. Cards are never matched across topics:
a wrong match would give a learner another question's history.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from anki_export.release.lock import Card
from anki_export.source.types import Question
from anki_export.text.normalize import normalised


def reconcile(
    questions: Sequence[Question], tags: Sequence[str], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> list[Card | None]:
    """For each question its card, or None for a new question.

    `tags` has the topic of each question, `tag_of` maps the slug of a deck to its topic. All steps are done for cards
    in use first, then for retired ones.
    """
    found: list[Card | None] = [None] * len(questions)
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    for is_retired in (False, True):
        free = {card.guid: card for card in ordered if bool(card.retired) is is_retired}
        for number, (of_question, of_card) in enumerate(_STEPS):
            is_sure = is_retired or number < _SURE
            _match(questions, tags, found, free, of_question, of_card, tag_of, is_sure=is_sure)
    return found


def _match(
    questions: Sequence[Question],
    tags: Sequence[str],
    found: list[Card | None],
    free: dict[str, Card],
    of_question: "_Key",
    of_card: "_CardKey",
    tag_of: Mapping[str, str],
    *,
    is_sure: bool,
) -> None:
    """One step: match questions without a card to free cards with the same key.

    Unless it is sure, only where neither two questions nor two cards share the key.
    """
    by_key: dict[Hashable, list[Card]] = defaultdict(list)
    for card in free.values():
        if key := of_card(card, tag_of[card.deck]):
            by_key[key].append(card)
    if not by_key:
        return
    keys = [
        of_question(question, tag) if found[i] is None else None
        for i, (question, tag) in enumerate(zip(questions, tags, strict=True))
    ]
    asked = Counter(keys)
    for i, key in enumerate(keys):
        cards = by_key.get(key, ()) if key else ()
        # Of questions in the same words, the answers tell which is which: that is left to the match by likeness.
        if is_sure or len(cards) == asked[key] == 1:
            matching = (card for card in cards if card.guid in free and can_match(card, questions[i]))
            if match := next(matching, None):
                found[i] = free.pop(match.guid)


def can_match(card: Card, question: Question) -> bool:
    """Whether the card may belong to the question: no different id, and no earlier decision to keep them apart."""
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
_SURE = 2
"""The first steps compare ids and answers; the others only questions."""
