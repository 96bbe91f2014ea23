"""Joining and parting cards by hand: what a build guessed wrong, would guess wrong, or could not tell."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from anki_export.release.lock import Card, Lock
from anki_export.text.normalize import normalised


class RepairError(Exception):
    """Why the lock can't be changed that way, for a person to read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as a page asks it now, or as it did when it was last built."""

    question: str
    page: str
    card_id: str
    tag: str
    """Of its topic."""
    guid: str = ""
    """The released card that asks it, or that a build would let ask it."""


def asked_by(lock: Lock, guid: str) -> Asked:
    """The question of a card in use."""
    card = _card(lock, guid)
    if card.retired:
        raise RepairError(f"{guid} is retired: no page asks its question")
    return Asked(card.question, card.page, card.id, lock.decks[card.deck].tag, guid)


def join(lock: Lock, old: str, asked: Asked) -> Lock:
    """Let the card `old` ask the question; the next build releases it, and retires the card that has asked it so far.

    Learners keep the history of `old`. The other card keeps its guid, which is never used again.
    """
    kept = _card(lock, old)
    if kept.guid == asked.guid:
        raise RepairError(f"{old} asks this question already")
    if lock.decks[kept.deck].tag != asked.tag:
        raise RepairError(f"{old} and the question {asked.question!r} belong to different topics")
    joined = replace(
        kept,
        page=asked.page,
        question=asked.question,
        id=asked.card_id,
        was=kept.question,
        apart="",
        digest="",  # learners have the old text
    )
    changed = {kept.guid: joined}
    if asked.guid:
        changed[asked.guid] = _without(_card(lock, asked.guid), asked)
    return _changed(lock, changed)


def part(lock: Lock, guid: str, asked: Asked | None) -> Lock:
    """Undo that a card was found again in other words: the next build retires it and makes a new card.

    `asked` is the question that the next build would let the card ask, or None where that is not known.
    """
    card = _card(lock, guid)
    if asked and normalised(asked.question) != normalised(card.question):  # not built yet
        return _changed(lock, {guid: _without(card, asked)})
    if not card.was:
        raise RepairError(f"{guid} never asked anything else than {card.question!r}")
    return _changed(lock, {guid: replace(card, question=card.was, id="", was="", apart=card.question)})


def _without(card: Card, asked: Asked) -> Card:
    """A card that never asks a question again."""
    return replace(card, id="" if card.id == asked.card_id else card.id, apart=asked.question)


def _card(lock: Lock, guid: str) -> Card:
    found = next((card for card in lock.cards if card.guid == guid), None)
    if found is None:
        raise RepairError(f"the lock has no card {guid}")
    return found


def _changed(lock: Lock, cards: dict[str, Card]) -> Lock:
    return replace(lock, cards=tuple(cards.get(card.guid, card) for card in lock.cards))


Repair = Callable[[Lock], Lock]
"""One of the changes above with its guids filled in."""
