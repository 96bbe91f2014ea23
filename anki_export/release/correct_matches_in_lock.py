"""Correct by hand which question is which card, where automatic matching is wrong or undecided."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from anki_export.release.lock import Card, Lock
from anki_export.text.normalize import normalised


class LockChangeError(Exception):
    """The lock can't be changed this way; the message is shown to the user."""


class PageQuestion(Struct, frozen=True):
    """A question as it is on a page now, or as it was in the last build."""

    question: str
    page: str
    card_id: str
    guid: str = ""
    """Its released card, or the card that the next build would match."""


def question_of(lock: Lock, guid: str) -> PageQuestion:
    """The question of a card in use."""
    card = _card(lock, guid)
    if card.retired:
        raise LockChangeError(f"{guid} is retired: its question is no longer on any page")
    return PageQuestion(card.question, card.page, card.id, guid)


def match_card(lock: Lock, old: str, asked: PageQuestion) -> Lock:
    """Match the card `old` to the question; the next build releases it and retires the question's current card.

    Learners keep the reviews of `old`. The guid of the other card is never used again.
    """
    kept = _card(lock, old)
    if kept.guid == asked.guid:
        raise LockChangeError(f"{old} already belongs to this question")
    merged = replace(
        kept,
        page=asked.page,
        question=asked.question,
        id=asked.card_id,
        was=kept.question,
        apart="",
        digest="",  # learners have the old text
    )
    changed = {kept.guid: merged}
    if asked.guid:
        changed[asked.guid] = _without(_card(lock, asked.guid), asked)
    return _changed(lock, changed)


def unmatch_card(lock: Lock, guid: str, asked: PageQuestion | None) -> Lock:
    """Undo the match of a card to a reworded question: the next build retires the card and makes a new one.

    `asked` is the question that the next build would match to the card, or None if it is not known.
    """
    card = _card(lock, guid)
    if asked and normalised(asked.question) != normalised(card.question):  # not built yet
        return _changed(lock, {guid: _without(card, asked)})
    if not card.was:
        raise LockChangeError(f"{guid} was never reworded: its question has always been {card.question!r}")
    return _changed(lock, {guid: replace(card, question=card.was, id="", was="", apart=card.question)})


def _without(card: Card, asked: PageQuestion) -> Card:
    """The card, never to be matched to the question again."""
    return replace(card, id="" if card.id == asked.card_id else card.id, apart=asked.question)


def _card(lock: Lock, guid: str) -> Card:
    found = next((card for card in lock.cards if card.guid == guid), None)
    if found is None:
        raise LockChangeError(f"the lock has no card {guid}")
    return found


def _changed(lock: Lock, cards: dict[str, Card]) -> Lock:
    return replace(lock, cards=tuple(cards.get(card.guid, card) for card in lock.cards))


LockChange = Callable[[Lock], Lock]
"""`match_card` or `unmatch_card` with their other arguments filled in."""
