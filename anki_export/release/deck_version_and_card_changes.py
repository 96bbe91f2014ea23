"""The next release of one deck, from its questions and their cards in earlier releases."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.release.card_digest import card_content, content_digest, reads_of, reads_the_same
from anki_export.release.card_order import due_numbers
from anki_export.release.lock import Card, Deck
from anki_export.release.types import FIRST, Bump, Change, DeckRelease, MovedAway, ReleasedCard, names_of, next_version
from anki_export.source.pages_and_questions import Question
from anki_export.source.repository_url_and_license import address_of_page
from anki_export.text.normalize import normalised

_GUID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_GUID_ALPHABET)
_BUMP_OF: Mapping[Change, Bump] = {
    Change.ADDED: Bump.MINOR,
    Change.REVIVED: Bump.MINOR,
    Change.MOVED: Bump.MINOR,
    Change.REVISED: Bump.PATCH,
    Change.RESTYLED: Bump.PATCH,
    Change.KEPT: Bump.NONE,
}


class Member(Struct, frozen=True):
    """A question of a deck."""

    question: Question
    card: Card | None
    """Its card as last released; None for a new one."""
    guid: str
    """The guid of its card, or a new one."""
    edit: str = ""
    """Where it is edited; empty if that is not known."""


class NextDeck(Struct, frozen=True):
    """A deck that is to be released."""

    deck: Deck
    before: Deck | None
    """The deck as last released; None if it is new."""
    members: Sequence[Member]
    """Its questions, in order."""
    gone: Sequence[Card]
    """Its cards without a question."""
    moved_away: Sequence[MovedAway]
    """Its cards whose question is now in another deck."""


def deck_release(planned: NextDeck, now: int, *, restyle: bool = False) -> DeckRelease:
    """The next release of a deck; `now` is in seconds since 1970.

    With `restyle`, a release also changes what only looks different.
    """
    deck, before, members = planned.deck, planned.before, planned.members
    cards_before = [member.card for member in members]
    known = [card.due if card and card.deck == deck.slug and not card.retired else None for card in cards_before]
    order = due_numbers(known)
    names, tags = names_of(deck), deck.tags
    lines = [(one.card and one.card.line) or one.question.location.line for one in members]
    linked = [_linked(member.question, deck, line) for member, line in zip(members, lines, strict=True)]
    contents = [card_content(question, names, tags) for question in linked]
    digests = list(map(content_digest, contents))
    known_cards = zip(cards_before, contents, digests, strict=True)
    changes = [_change(card, deck, content, digest, restyle) for card, content, digest in known_cards]
    bumps = [_BUMP_OF[change] for change in changes]
    if planned.gone or planned.moved_away:
        bumps.append(Bump.MAJOR)
    is_redrawn = before is not None and before.style != deck.style
    if before and is_redrawn and (restyle or before.own_style != deck.own_style):
        bumps.append(Bump.PATCH)
    if any(card and card.due != due for card, due in zip(cards_before, order, strict=True)):
        bumps.append(Bump.PATCH)
    bump = max(bumps, default=Bump.NONE)
    version = next_version(before.version, bump) if before else FIRST
    is_written = bool(bump) or restyle
    if before and not is_written:
        deck = replace(deck, style=before.style, own_style=before.own_style, url=before.url)
    cards = []
    looks_different = 0
    rows = zip(members, linked, contents, digests, changes, order, strict=True)
    for member, question, content, digest, change, due in rows:
        asked, card = member.question, member.card
        same = _as_released(card, change, deck, content, digest)
        line = same.line if same else asked.location.line if question is not asked else 0
        if not same and card and line != card.line:  # what is released anyway links to where it is now
            question = _linked(asked, deck, line)
            content = card_content(question, names, tags)
            digest = content_digest(content)
        entry = Card(
            guid=member.guid,
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
            section=same.section if same else question.section,  # another one alone is no reason for a release
            tags=same.tags if same else question.tags,
            line=line,
            reads=same.reads if same and (not is_written or same.digest != digest) else reads_of(content),
            edit=same.edit if same and not is_written else member.edit,
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
        tuple(_retired(card, version, now) for card in planned.gone),
        tuple(planned.moved_away),
        len(cards) if is_redrawn and not bump else looks_different,
    )


def _linked(question: Question, deck: Deck, line: int) -> Question:
    """The question with a link to a line of its page in the repository of its deck, if no site shows the page."""
    if not deck.pages or question.url:
        return question
    return replace(question, url=address_of_page(deck.pages, question.page, line))


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


def new_guids(started: int, new: Iterable[tuple[str, Question]], taken: Iterable[str]) -> Iterator[str]:
    """A guid for each new question, with the slug of its deck; `taken` are all guids that a card has or had.

    It is derived from the question, so that two branches that add the same question agree, and from the time of the
    project's first build, `started`, so that two projects with the same question differ: a learner may have both decks.
    """
    used = set(taken)
    attempts: Counter[str] = Counter()
    """Attempts for the same question in a deck: if repeated, it would try all earlier guids again."""
    for deck, question in new:
        same = "\0".join([deck, question.card_id, question.key])
        while (guid := _guid(f"{started}\0{same}\0{attempts[same]}")) in used:
            attempts[same] += 1
        used.add(guid)
        yield guid


def _guid(seed: str) -> str:
    """64 bits of a digest in base 62."""
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
    guid = ""
    while number:
        guid += _GUID_ALPHABET[number % _BASE]
        number //= _BASE
    return guid
