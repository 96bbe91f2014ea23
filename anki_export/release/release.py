"""Questions and the memory of earlier builds → what the next release of each deck brings."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.order import places
from anki_export.release.reconcile import reconcile
from anki_export.release.version import FIRST, Bump, next_version
from anki_export.source.question import Level, Question

_GUID_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Change(Enum):
    """What a release does to one card."""

    ADDED = "added"
    REVIVED = "revived"
    MOVED = "moved"
    """Here from another deck."""
    REVISED = "revised"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ReleasedCard:
    """A card of a deck with the question that it asks."""

    card: Card
    question: Question
    change: Change


@dataclass(frozen=True, slots=True)
class DeckRelease:
    """A deck with all its cards in order; `previous` is the version before, empty for a first release."""

    deck: Deck
    previous: str
    bump: Bump
    cards: tuple[ReleasedCard, ...]
    retired: tuple[Card, ...] = ()
    moved_away: tuple[Card, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.deck.slug}-{self.deck.version}.apkg"

    def count(self, change: Change) -> int:
        """How many cards changed that way."""
        return sum(card.change is change for card in self.cards)


@dataclass(frozen=True, slots=True)
class Release:
    """What is released now: the decks that were asked for, and the memory to keep."""

    decks: tuple[DeckRelease, ...]
    lock: Lock


def plan(
    questions: Sequence[Question],
    lock: Lock,
    report: Report,
    *,
    now: int,
    style_digest: str,
    is_read: Callable[[str], bool],
    exists: Callable[[str], bool],
    is_selected: Callable[[str], bool],
    lock_path: str,
) -> Release:
    """Find each question's card and each deck's next version.

    `now` is in seconds since 1970. `is_read` tells of a page path whether it was in view, `exists` whether its file
    is there, `is_selected` whether it was asked for. Cards of pages that exist but were not in view are left alone.
    """
    if lock.cards and (latest := max(card.modified for card in lock.cards)) > now:
        report.say(
            Location(lock_path),
            Rule.CLOCK,
            f"the clock is {latest - now} seconds behind the last build",
            "set the clock, or SOURCE_DATE_EPOCH; changes are stamped just after the last build",
        )
    homes = _homes(questions, lock, report)
    decks = {home.slug: home for home in homes}
    tag_of = {slug: deck.tag for slug, deck in {**decks, **lock.decks}.items()}
    in_view = [card for card in lock.cards if is_read(card.page) or not exists(card.page)]
    matches = reconcile(questions, [home.tag for home in homes], in_view, tag_of)
    matched = {card.guid: i for i, card in enumerate(matches) if card}
    gone = [c for c in lock.cards if c.guid not in matched and not c.retired and is_read(c.page)]

    moves = {(card.deck, homes[i].slug) for i, card in enumerate(matches) if card and not card.retired}
    left_behind = {card.deck for card in gone} | {deck for deck, _ in moves}
    slugs = dict.fromkeys([*(home.slug for home in homes), *sorted(left_behind)])
    wanted = {home.slug for home, question in zip(homes, questions, strict=True) if is_selected(question.page)}
    wanted |= {card.deck for card in gone if is_selected(card.page)}
    wanted = _with_partners(wanted, moves)

    taken = {card.guid for card in lock.cards}
    released = []
    for slug in slugs:
        if slug not in wanted:
            continue
        members = [(questions[i], matches[i]) for i, home in enumerate(homes) if home.slug == slug]
        left = [
            card for i, card in enumerate(matches) if card and card.deck == slug != homes[i].slug and not card.retired
        ]
        lost = [card for card in gone if card.deck == slug]
        deck = lock.decks.get(slug) or decks[slug]
        restyled = deck.style != style_digest
        deck = replace(deck, style=style_digest)
        released.append(_deck_release(deck, slug in lock.decks, members, lost, left, restyled, now, taken))

    released.sort(key=lambda release: release.deck.name)
    style_modified = lock.style_modified
    if style_digest != lock.style_digest:
        style_modified = max(now, lock.style_modified + 1)
    return Release(tuple(released), _next_lock(lock, released, style_digest, style_modified))


def content_of(question: Question, deck: Deck) -> tuple[str, ...]:
    """What a learner sees of a card, but for the version: question, answer, explanation, topic, level, source."""
    return (question.question, question.answer, question.explanation, deck.topic, deck.level, question.url)


def tags_of(deck: Deck) -> tuple[str, ...]:
    """The tags of a deck's cards."""
    return deck.tag, f"level::{_slug(deck.level)}"


def _homes(questions: Iterable[Question], lock: Lock, report: Report) -> list[Deck]:
    """For each question its deck; pages of one folder are one topic, and a topic once released keeps its name."""
    tag_of: dict[str, str] = {}
    topic_of: dict[str, str] = {}
    for deck in lock.decks.values():
        tag_of.setdefault(deck.topic, deck.tag)
        topic_of.setdefault(deck.tag, deck.topic)
    released = set(topic_of)
    told: set[str] = set()
    homes: list[Deck] = []
    for question in questions:
        topic = question.topic
        if topic not in tag_of:
            known = topic_of.setdefault(question.slug, topic)
            if known == topic:
                tag_of[topic] = question.slug
            elif question.page not in told:
                told.add(question.page)
                report.append(_topic_differs(question, known, question.slug in released))
            topic = known
        homes.append(_deck(topic, tag_of[topic], question.level, lock))
    return homes


def _topic_differs(question: Question, known: str, is_released: bool) -> Diagnostic:
    place = Location(question.location.path, 1, 1)
    if is_released:
        return Diagnostic(
            place,
            Rule.DECK_RENAMED,
            f"topic is now {question.topic!r} but was released as {known!r}; the deck keeps its name",
            f"learners would get a second deck; write `topic: {known}` into the front matter",
        )
    return Diagnostic(
        place,
        Rule.TOPICS_DISAGREE,
        f"topic is {question.topic!r} here but {known!r} on another page of {question.slug!r};"
        f" both go into the deck {known!r}",
        "write the same `topic: …` into the front matter of both pages",
    )


def _deck(topic: str, tag: str, level: Level, lock: Lock) -> Deck:
    slug = f"{tag}-{_slug(level.name)}"
    return lock.decks.get(slug) or Deck(slug, f"{topic}::{level.ordinal} {level.name}", topic, level.name, tag, "", "")


def _slug(level: str) -> str:
    return "-".join(level.lower().split())


def _with_partners(wanted: Collection[str], moves: Collection[tuple[str, str]]) -> set[str]:
    """The decks with all that gave them a card or took one: both sides of a move are released together."""
    result = set(wanted)
    while more := {slug for pair in moves if result.intersection(pair) for slug in pair} - result:
        result |= more
    return result


def _deck_release(
    deck: Deck,
    is_known: bool,
    members: Sequence[tuple[Question, Card | None]],
    lost: Sequence[Card],
    left: Sequence[Card],
    restyled: bool,
    now: int,
    taken: set[str],
) -> DeckRelease:
    order = places([card.due if card and card.deck == deck.slug and not card.retired else None for _, card in members])
    changes = [_change(question, card, deck) for question, card in members]
    bump = max((_BUMP_OF[change] for change in changes), default=Bump.NONE)
    if lost or left:
        bump = Bump.MAJOR
    elif bump is Bump.NONE and (
        restyled or any(card and card.due != due for (_, card), due in zip(members, order, strict=True))
    ):
        bump = Bump.PATCH
    version = next_version(deck.version, bump) if is_known else FIRST
    cards = []
    for (question, card), change, due in zip(members, changes, order, strict=True):
        guid = card.guid if card else _new_guid(deck, question, taken)
        taken.add(guid)
        is_changed = change is not Change.KEPT or card is None
        cards.append(
            ReleasedCard(
                Card(
                    guid,
                    deck.slug,
                    question.page,
                    question.key,
                    question.answer_text,
                    due,
                    version if is_changed else card.version,  # type: ignore[union-attr]
                    max(now, card.modified + 1 if card else 0) if is_changed else card.modified,  # type: ignore[union-attr]
                    _digest(question, deck),
                    question.card_id,
                ),
                question,
                change,
            )
        )
    return DeckRelease(
        replace(deck, version=version),
        deck.version if is_known else "",
        bump,
        tuple(cards),
        tuple(replace(card, retired=version) for card in lost),
        tuple(left),
    )


_BUMP_OF: Mapping[Change, Bump] = {
    Change.ADDED: Bump.MINOR,
    Change.REVIVED: Bump.MINOR,
    Change.MOVED: Bump.MINOR,
    Change.REVISED: Bump.PATCH,
    Change.KEPT: Bump.NONE,
}


def _change(question: Question, card: Card | None, deck: Deck) -> Change:
    if card is None:
        return Change.ADDED
    if card.retired:
        return Change.REVIVED
    if card.deck != deck.slug:
        return Change.MOVED
    return Change.KEPT if card.digest == _digest(question, deck) else Change.REVISED


def _digest(question: Question, deck: Deck) -> str:
    content = json.dumps([*content_of(question, deck), *tags_of(deck)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _new_guid(deck: Deck, question: Question, taken: Collection[str]) -> str:
    """A guid that no card has or had. Made from the question, so that two branches that add it agree."""
    for attempt in range(len(taken) + 1):
        seed = "\0".join([deck.slug, question.card_id, question.key, str(attempt)])
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
        guid = ""
        while number:
            number, digit = divmod(number, len(_GUID_ALPHABET))
            guid += _GUID_ALPHABET[digit]
        if guid not in taken:
            return guid
    raise AssertionError("more attempts than guids")


def _next_lock(lock: Lock, released: Sequence[DeckRelease], style_digest: str, style_modified: int) -> Lock:
    decks = {**lock.decks, **{release.deck.slug: release.deck for release in released}}
    new = {entry.card.guid: entry.card for release in released for entry in release.cards}
    new |= {card.guid: card for release in released for card in release.retired}
    kept = [new.pop(card.guid, card) for card in lock.cards]
    return Lock(decks, (*kept, *new.values()), style_digest, style_modified)
