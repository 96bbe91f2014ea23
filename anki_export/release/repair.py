"""Joining and parting cards by hand: what a build guessed wrong, or could not tell."""

from collections.abc import Callable
from dataclasses import replace

from anki_export.release.lock import Card, Lock


class RepairError(Exception):
    """Why the lock can't be changed that way, for a person to read."""


def join(lock: Lock, old: str, new: str) -> Lock:
    """Let the card `old` ask what the card `new` asks; the next build releases it and retires `new`.

    Learners keep the history of `old`. `new` keeps its guid, which is never used again.
    """
    kept, gone = _card(lock, old), _card(lock, new)
    if kept.guid == gone.guid:
        raise RepairError(f"{old} and {new} are the same card already")
    if gone.retired:
        raise RepairError(f"{new} is retired: no page asks its question")
    if lock.decks[kept.deck].tag != lock.decks[gone.deck].tag:
        raise RepairError(f"{old} and {new} belong to different topics")
    joined = replace(
        kept,
        # A card in use stays where it is: the build then sees it move, and both decks tell of it.
        deck=gone.deck if kept.retired else kept.deck,
        page=gone.page,
        question=gone.question,
        due=gone.due,
        id=gone.id,
        retired="",
        was=kept.question,
        apart="",
        digest="",  # learners have the old text, perhaps marked as retired
    )
    return _changed(lock, {kept.guid: joined, gone.guid: replace(gone, id="", apart=gone.question)})


def part(lock: Lock, guid: str) -> Lock:
    """Undo that a card was found again in other words: the next build retires it and makes a new card."""
    card = _card(lock, guid)
    if not card.was:
        raise RepairError(f"{guid} never asked anything else than {card.question!r}")
    return _changed(lock, {guid: replace(card, question=card.was, id="", was="", apart=card.question)})


def _card(lock: Lock, guid: str) -> Card:
    found = next((card for card in lock.cards if card.guid == guid), None)
    if found is None:
        raise RepairError(f"the lock has no card {guid}")
    return found


def _changed(lock: Lock, cards: dict[str, Card]) -> Lock:
    return replace(lock, cards=tuple(cards.get(card.guid, card) for card in lock.cards))


Repair = Callable[[Lock], Lock]
"""One of the changes above with its guids filled in."""
