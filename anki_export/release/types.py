"""The types of a release and its matches, the version that follows, and what a learner sees of a card."""

from collections.abc import Callable
from enum import Enum, IntEnum
from typing import NamedTuple

from msgspec import Struct

from anki_export.release.lock import Bundle, Card, Deck, Lock
from anki_export.source.pages_and_questions import Question
from anki_export.source.render_and_sanitize import text_html
from anki_export.source.repository_url_and_license import address_of_page
from anki_export.text.normalize import normalised


class Bump(IntEnum):
    """How much a release changes a deck; the highest of all changes counts."""

    NONE = 0
    PATCH = 1
    """Any change that reaches learners: a card revised, restyled or reordered."""
    MINOR = 2
    """A card added."""
    MAJOR = 3
    """A card retired or moved away."""


FIRST = "1.0.0"


def next_version(version: str, bump: Bump) -> str:
    """The semantic version after `version`.

    >>> next_version("1.4.2", Bump.MINOR)
    '1.5.0'
    """
    major, minor, patch = map(int, version.split("."))
    match bump:
        case Bump.MAJOR:
            return f"{major + 1}.0.0"
        case Bump.MINOR:
            return f"{major}.{minor + 1}.0"
        case Bump.PATCH:
            return f"{major}.{minor}.{patch + 1}"
        case _:
            return version


class Change(Enum):
    """What a release does to one card."""

    ADDED = "added"
    REVIVED = "revived"
    MOVED = "moved"
    """From another deck."""
    REVISED = "revised"
    RESTYLED = "restyled"
    """It reads the same, but looks different."""
    KEPT = "kept"


class ReleasedCard(Struct, frozen=True, gc=False):
    """A card of a deck with its question."""

    card: Card
    question: Question
    change: Change
    before: Card | None = None
    """The card as last released."""

    @property
    def is_reworded(self) -> bool:
        """Whether the question has changed, apart from case and punctuation."""
        return self.before is not None and normalised(self.before.question) != normalised(self.card.question)


class MovedAway(NamedTuple):
    """A card that leaves its deck, and the slug of its new one."""

    card: Card
    to: str


class PossibleMatch(Struct, frozen=True):
    """A card without a question, and a question that may be the same, reworded."""

    card: Card
    question: Question
    probability: float


Decide = Callable[[PossibleMatch], bool | None]
"""Decides whether the two are the same question; None when undecided."""


class DeckRelease(Struct, frozen=True):
    """A deck with all its cards in order; `previous` is the previous version, empty for a first release."""

    deck: Deck
    previous: str
    bump: Bump
    cards: tuple[ReleasedCard, ...]
    retired: tuple[Card, ...] = ()
    moved_away: tuple[MovedAway, ...] = ()
    looks_different: int = 0
    """How many cards read as last released, but would look different, which no release changes unless asked for."""

    @property
    def file_name(self) -> str:
        return self.deck.file_name

    @property
    def reordered(self) -> tuple[Card, ...]:
        """The cards that get another place among the new ones."""
        pairs = ((entry.before, entry.card) for entry in self.cards)
        return tuple(now for old, now in pairs if old and old.deck == now.deck and old.due != now.due)

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of its pages."""
        pages = self.deck.pages
        found = (
            address_of_page(pages, entry.card.page) if pages and url.startswith(pages) else url
            for entry in self.cards
            if (url := entry.question.url)
        )
        return tuple(dict.fromkeys(found))

    @property
    def before(self) -> tuple[Card, ...]:
        """The cards of the previous version, as they were."""
        stayed = (entry.before for entry in self.cards if entry.before and not entry.before.retired)
        here = (card for card in stayed if card.deck == self.deck.slug)
        return (*here, *self.retired, *(moved.card for moved in self.moved_away))

    @property
    def size_before(self) -> int:
        """How many cards the previous version had."""
        return len(self.before)

    def count(self, change: Change) -> int:
        """How many cards changed that way."""
        return sum(card.change is change for card in self.cards)


class BundleRelease(Struct, frozen=True):
    """A package of several decks, in the order of their names."""

    bundle: Bundle
    decks: tuple[Deck, ...]
    missing: tuple[str, ...] = ()
    """Packages that are needed, but neither exist nor are built: the bundle stays as it was last released."""


class Release(Struct, frozen=True):
    """The selected decks, the bundles of all decks, and the new lock."""

    decks: tuple[DeckRelease, ...]
    lock: Lock
    bundles: tuple[BundleRelease, ...] = ()


def names_of(deck: Deck) -> tuple[str, str]:
    """Topic and level as field HTML."""
    return text_html(deck.topic), text_html(deck.level)


def content_of(question: Question, names: tuple[str, str]) -> tuple[str, ...]:
    """What a learner sees on a card, except for the version: question, answer, explanation, topic, level, source.

    `names` are topic and level of its deck, as from `names_of`.
    """
    return (question.question, question.answer, question.explanation, *names, question.url)


def can_match(card: Card, question: Question) -> bool:
    """Whether the card may belong to the question: no different id, and no earlier decision to keep them apart."""
    has_other_id = bool(question.card_id and card.id and card.id != question.card_id)
    return not has_other_id and not (card.apart and normalised(card.apart) == normalised(question.key))
