"""Questions and the memory of earlier builds → what the next release of each deck brings."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from anki_export.diagnostics import Location, Report, Rule
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.order import places
from anki_export.release.reconcile import reconcile
from anki_export.release.topics import Topic, topics_of
from anki_export.release.version import FIRST, Bump, next_version
from anki_export.source.markup import text_html
from anki_export.source.naming import slug
from anki_export.source.question import Question

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


@dataclass(frozen=True, slots=True)
class View:
    """What a build looks at; each function takes a page path as the lock has it."""

    is_read: Callable[[str], bool]
    """Whether the page was read, or would have been, were it there."""
    exists: Callable[[str], bool]
    is_selected: Callable[[str], bool]
    """Whether the page was asked for."""
    home_of: Callable[[str], str]
    """The folder that stands for the page's topic."""


def plan(
    questions: Sequence[Question],
    lock: Lock,
    view: View,
    report: Report,
    *,
    now: int,
    style_digest: str,
    lock_path: str,
) -> Release:
    """Find each question's card and each deck's next version.

    `now` is in seconds since 1970. Cards of pages that are there but were not in view are left alone; a deck that has
    such cards can't be released, and the report says so.
    """
    if lock.cards and (latest := max(card.modified for card in lock.cards)) > now:
        report.say(
            Location(lock_path),
            Rule.CLOCK,
            f"the clock is {latest - now} seconds behind the last build",
            "set the clock, or SOURCE_DATE_EPOCH; a changed card is stamped just after its last change",
        )
    topics = topics_of(questions, lock, report, view.exists, view.home_of)
    homes = _decks_of(questions, topics, lock)
    decks = {**lock.decks, **{home.slug: home for home in homes}}
    is_there = {page: view.exists(page) for page in {card.page for card in lock.cards}}
    free = [card for card in lock.cards if view.is_read(card.page) or not is_there[card.page]]
    matches = reconcile(questions, [home.tag for home in homes], free, {name: deck.tag for name, deck in decks.items()})

    matched = {card.guid for card in matches if card}
    in_use = {home.slug for home in homes}
    unmatched = [card for card in free if card.guid not in matched and not card.retired]
    gone = [card for card in unmatched if view.is_read(card.page) or card.deck in in_use]
    moved = [(card, home.slug) for card, home in zip(matches, homes, strict=True) if card and not card.retired]
    moved = [(card, deck) for card, deck in moved if card.deck != deck]

    wanted = {home.slug for home, question in zip(homes, questions, strict=True) if view.is_selected(question.page)}
    wanted |= {card.deck for card in gone if view.is_selected(card.page)}
    wanted = _with_partners(wanted, {(card.deck, deck) for card, deck in moved})
    _report_parts(wanted, lock, {card.guid for card in free}, report, lock_path)

    started = lock.started or now
    taken = {card.guid for card in lock.cards}
    members: dict[str, list[tuple[Question, Card | None]]] = {deck: [] for deck in wanted}
    for question, card, home in zip(questions, matches, homes, strict=True):
        if home.slug in wanted:
            members[home.slug].append((question, card))
    released = [
        _deck_release(
            replace(decks[deck], style=style_digest),
            lock.decks.get(deck),
            members[deck],
            [card for card in gone if card.deck == deck],
            [card for card, _ in moved if card.deck == deck],
            lambda question, deck=deck: _new_guid(started, deck, question, taken),  # type: ignore[misc]
            now,
        )
        for deck in sorted(wanted, key=lambda deck: decks[deck].name)
    ]
    style_modified = lock.style_modified
    if style_digest != lock.style_digest:
        style_modified = max(now, lock.style_modified + 1)
    return Release(tuple(released), _next_lock(lock, released, style_digest, style_modified, started))


def _report_parts(wanted: Collection[str], lock: Lock, free: Collection[str], report: Report, lock_path: str) -> None:
    """A deck goes out whole or not at all."""
    for deck in sorted(wanted):
        pages = {c.page for c in lock.cards if c.deck == deck and c.guid not in free and not c.retired}
        if pages:
            report.say(
                Location(lock_path),
                Rule.DECK_PART,
                f"deck {lock.decks[deck].name!r} also has cards of {', '.join(sorted(pages))}, which was not read",
                "name that page, too, or the folder of both",
            )


def content_of(question: Question, deck: Deck) -> tuple[str, ...]:
    """What a learner sees of a card, but for the version: question, answer, explanation, topic, level, source."""
    names = text_html(deck.topic), text_html(deck.level)
    return (question.question, question.answer, question.explanation, *names, question.url)


def tags_of(deck: Deck) -> tuple[str, ...]:
    """The tags of a deck's cards."""
    return deck.tag, f"level::{slug(deck.level)}"


def _decks_of(questions: Iterable[Question], topics: Mapping[str, Topic], lock: Lock) -> list[Deck]:
    """For each question its deck, a known one or a new one without version."""
    known = {(deck.tag, deck.level): deck for deck in lock.decks.values()}
    taken = set(lock.decks)
    decks = []
    for question in questions:
        topic, level = topics[question.page], question.level
        if (topic.tag, level.name) not in known:
            name = f"{topic.name}::{level.ordinal} {level.name}"
            free = f"{topic.tag}-{slug(level.name)}"
            while free in taken:  # `git` at level `Senior Staff`, and `git-senior` at `Staff`
                free += "-2"
            taken.add(free)
            known[topic.tag, level.name] = Deck(free, name, topic.name, level.name, topic.tag, "", "")
        decks.append(known[topic.tag, level.name])
    return decks


def _with_partners(wanted: Collection[str], moves: Collection[tuple[str, str]]) -> set[str]:
    """The decks with all that gave them a card or took one: both sides of a move are released together."""
    result = set(wanted)
    while more := {deck for pair in moves if result.intersection(pair) for deck in pair} - result:
        result |= more
    return result


def _deck_release(
    deck: Deck,
    before: Deck | None,
    members: Sequence[tuple[Question, Card | None]],
    lost: Sequence[Card],
    moved_away: Sequence[Card],
    new_guid: Callable[[Question], str],
    now: int,
) -> DeckRelease:
    order = places([card.due if card and card.deck == deck.slug and not card.retired else None for _, card in members])
    changes = [_change(question, card, deck) for question, card in members]
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
    for (question, card), change, due in zip(members, changes, order, strict=True):
        entry = Card(
            guid=card.guid if card else new_guid(question),
            deck=deck.slug,
            page=question.page,
            question=question.key,
            answer=question.answer_text,
            due=due,
            version=version,
            modified=max(now, card.modified + 1) if card else now,
            digest=_digest(question, deck),
            id=question.card_id,
        )
        if card and change is Change.KEPT:
            entry = replace(entry, version=card.version, modified=card.modified)
        cards.append(ReleasedCard(entry, question, change))
    return DeckRelease(
        replace(deck, version=version),
        before.version if before else "",
        bump,
        tuple(cards),
        tuple(replace(card, retired=version) for card in lost),
        tuple(moved_away),
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


def _new_guid(started: int, deck: str, question: Question, taken: set[str]) -> str:
    """A guid that no card has or had, now taken.

    Made from the question, so that two branches that add it agree, and from the time when the project began, so that
    two projects that ask the same do not: a learner may have the decks of both.
    """
    for attempt in range(len(taken) + 1):
        seed = "\0".join([str(started), deck, question.card_id, question.key, str(attempt)])
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8])
        guid = ""
        while number:
            number, digit = divmod(number, len(_GUID_ALPHABET))
            guid += _GUID_ALPHABET[digit]
        if guid not in taken:
            taken.add(guid)
            return guid
    raise AssertionError("more attempts than guids")


def _next_lock(
    lock: Lock, released: Sequence[DeckRelease], style_digest: str, style_modified: int, started: int
) -> Lock:
    decks = {**lock.decks, **{release.deck.slug: release.deck for release in released}}
    new = {entry.card.guid: entry.card for release in released for entry in release.cards}
    new |= {card.guid: card for release in released for card in release.retired}
    kept = [new.pop(card.guid, card) for card in lock.cards]
    return Lock(decks, (*kept, *new.values()), style_digest, style_modified, started)
