"""The next release of one deck, from its questions and their cards in earlier releases."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from itertools import count

from msgspec.structs import replace

from anki_export.release.card_digest import card_content, digest_of, reads_of, reads_the_same
from anki_export.release.card_order import due_numbers
from anki_export.release.lock import Card, Deck
from anki_export.release.types import (
    FIRST,
    Bump,
    Change,
    DeckRelease,
    MovedAway,
    ReleasedCard,
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
    Change.RESTYLED: Bump.PATCH,
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
    restyle: bool = False,
) -> DeckRelease:
    """The next release of `deck`; `before` is the deck as last released, or None.

    `members` are its questions in order, each with its card or None; `lost` are its cards without a question,
    `moved_away` those whose question is now in another deck. `now` is in seconds since 1970. With `restyle`, a
    release also changes what only looks different.
    """
    known = [card.due if card and card.deck == deck.slug and not card.retired else None for _, card in members]
    order = due_numbers(known)
    names, tags = names_of(deck), deck.tags
    contents = [card_content(question, names, tags) for question, _ in members]
    digests = list(map(digest_of, contents))
    known_cards = zip(members, contents, digests, strict=True)
    changes = [_change(card, deck, content, digest, restyle) for (_, card), content, digest in known_cards]
    bumps = [_BUMP_OF[change] for change in changes]
    if lost or moved_away:
        bumps.append(Bump.MAJOR)
    is_redrawn = before is not None and before.style != deck.style
    if before and is_redrawn and (restyle or before.own_style != deck.own_style):
        bumps.append(Bump.PATCH)
    if any(card and card.due != due for (_, card), due in zip(members, order, strict=True)):
        bumps.append(Bump.PATCH)
    bump = max(bumps, default=Bump.NONE)
    version = next_version(before.version, bump) if before else FIRST
    is_written = bool(bump) or restyle
    if before and not is_written:
        deck = replace(deck, style=before.style, own_style=before.own_style)
    cards = []
    looks_different = 0
    rows = zip(members, contents, digests, changes, order, strict=True)
    for (question, card), content, digest, change, due in rows:
        same = _as_released(card, change, deck, content, digest)
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
            digest=same.digest if same else digest,
            id=question.card_id,
            was=_was(question, card),
            reads=same.reads if same and (not is_written or same.digest != digest) else reads_of(content),
        )
        looks_different += entry.digest != digest
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
        len(cards) if is_redrawn and not bump else looks_different,
    )


def _as_released(card: Card | None, change: Change, deck: Deck, content: tuple[str, ...], digest: str) -> Card | None:
    """The card as learners have it if that is still its content: they keep their edits and tags; None otherwise."""
    if card and change is Change.REVIVED and card.released and card.deck == deck.slug:
        is_same = card.digest == digest or reads_the_same(content, card)
        return replace(card, modified=card.released) if is_same else None
    return card if change is Change.KEPT else None


def _retired(card: Card, version: str, now: int) -> Card:
    """The card with the time from which a package may mark it."""
    return replace(card, retired=version, modified=max(now, card.modified + 1), released=card.modified)


def _was(question: Question, card: Card | None) -> str:
    if card is None:
        return ""
    is_same = card.question == question.key or normalised(card.question) == normalised(question.key)
    return card.was if is_same else card.question


def _change(card: Card | None, deck: Deck, content: tuple[str, ...], digest: str, restyle: bool) -> Change:
    if card is None:
        return Change.ADDED
    if card.retired:
        return Change.REVIVED
    if card.deck != deck.slug:
        return Change.MOVED
    if card.digest == digest:
        return Change.KEPT
    if not reads_the_same(content, card):
        return Change.REVISED
    return Change.RESTYLED if restyle else Change.KEPT


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
