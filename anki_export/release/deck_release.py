"""The next release of one deck, from its questions and their cards in earlier releases."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from anki_export.release.card_order import due_numbers
from anki_export.release.lock import Card, Deck, json_line
from anki_export.release.types import (
    FIRST,
    Bump,
    Change,
    DeckRelease,
    MovedAway,
    ReleasedCard,
    content_of,
    names_of,
    next_version,
)
from anki_export.source.types import Question
from anki_export.text.normalize import normalised

_GUID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BUMP_OF: Mapping[Change, Bump] = {
    Change.ADDED: Bump.MINOR,
    Change.REVIVED: Bump.MINOR,
    Change.MOVED: Bump.MINOR,
    Change.REVISED: Bump.PATCH,
    Change.KEPT: Bump.NONE,
}


def deck_release(
    deck: Deck,
    before: Deck | None,
    members: Sequence[tuple[Question, Card | None]],
    lost: Sequence[Card],
    moved_away: Sequence[MovedAway],
    new_guid: Callable[[Question], str],
    now: int,
) -> DeckRelease:
    """The next release of `deck`; `before` is the deck as last released, or None.

    `members` are its questions in order, each with its card or None; `lost` are its cards without a question,
    `moved_away` those whose question is now in another deck. `now` is in seconds since 1970.
    """
    known = [card.due if card and card.deck == deck.slug and not card.retired else None for _, card in members]
    order = due_numbers(known)
    digests = _digests([question for question, _ in members], deck)
    changes = [_change(card, deck, digest) for (_, card), digest in zip(members, digests, strict=True)]
    bumps = [_BUMP_OF[change] for change in changes]
    if lost or moved_away:
        bumps.append(Bump.MAJOR)
    if before and before.style != deck.style:
        bumps.append(Bump.PATCH)
    if any(card and card.due != due for (_, card), due in zip(members, order, strict=True)):
        bumps.append(Bump.PATCH)
    bump = max(bumps, default=Bump.NONE)
    version = next_version(before.version, bump) if before else FIRST
    cards = []
    for (question, card), digest, change, due in zip(members, digests, changes, order, strict=True):
        same = _as_released(card, change, deck, digest)
        entry = Card(
            guid=card.guid if card else new_guid(question),
            deck=deck.slug,
            page=question.page,
            question=question.key,
            answer=question.answer_text,
            explanation=question.explanation_text,
            due=due,
            version=same.version if same else version,
            modified=same.modified if same else max(now, card.modified + 1) if card else now,
            digest=digest,
            id=question.card_id,
            was=_was(question, card),
        )
        if same == entry:
            entry = same  # to save memory
        cards.append(ReleasedCard(entry, question, change, card))
    return DeckRelease(
        replace(deck, version=version),
        before.version if before else "",
        bump,
        tuple(cards),
        tuple(_retired(card, version, now) for card in lost),
        tuple(moved_away),
    )


def _as_released(card: Card | None, change: Change, deck: Deck, digest: str) -> Card | None:
    """The card as learners have it if that is still its content: they keep their edits and tags; None otherwise."""
    if card and change is Change.REVIVED and card.released and (card.deck, card.digest) == (deck.slug, digest):
        return replace(card, modified=card.released)
    return card if change is Change.KEPT else None


def _retired(card: Card, version: str, now: int) -> Card:
    """The card with the time from which a package may mark it."""
    return replace(card, retired=version, modified=max(now, card.modified + 1), released=card.modified)


def _was(question: Question, card: Card | None) -> str:
    if card is None:
        return ""
    is_same = card.question == question.key or normalised(card.question) == normalised(question.key)
    return card.was if is_same else card.question


def _change(card: Card | None, deck: Deck, digest: str) -> Change:
    if card is None:
        return Change.ADDED
    if card.retired:
        return Change.REVIVED
    if card.deck != deck.slug:
        return Change.MOVED
    return Change.KEPT if card.digest == digest else Change.REVISED


def _digests(questions: Sequence[Question], deck: Deck) -> list[str]:
    """For each question a digest of what a learner sees on its card."""
    names, tags = names_of(deck), deck.tags
    contents = (json_line([*content_of(question, names), *tags]) for question in questions)
    return [hashlib.sha256(content).hexdigest()[:16] for content in contents]


def new_guid(started: int, deck: str, question: Question, taken: set[str], tried: dict[str, int]) -> str:
    """A guid that no card has or had; it is added to `taken`.

    It is derived from the question, so that two branches that add the same question agree, and from the time of the
    project's first build, so that two projects with the same question differ: a learner may have both decks. `tried`
    has the number of attempts for questions that needed several.
    """
    same = "\0".join([deck, question.card_id, question.key])
    for attempt in count(tried.get(same, 0)):
        number = int.from_bytes(hashlib.sha256(f"{started}\0{same}\0{attempt}".encode()).digest()[:8])
        guid = ""
        while number:
            number, digit = divmod(number, len(_GUID_ALPHABET))
            guid += _GUID_ALPHABET[digit]
        if guid not in taken:
            break
        tried[same] = attempt + 1
    taken.add(guid)
    return guid
