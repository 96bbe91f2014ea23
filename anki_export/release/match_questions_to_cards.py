"""Find out which question is which card, and in which deck."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.types import Decide, MovedAway, PossibleMatch
from anki_export.source.pages_and_questions import Question

Placed = tuple[Question, Card | None, Deck]
"""A question with its card, if it has one, and the deck of its next release."""


class View(Struct, frozen=True):
    """The part of the project that a build reads; each function takes a page path as in the lock."""

    is_read: Callable[[str], bool]
    """Whether the page was read, or would be if it existed."""
    exists: Callable[[str], bool]
    is_selected: Callable[[str], bool]
    """Whether the page was selected on the command line."""
    home_of: Callable[[str], str]
    """The folder that represents the page's topic."""
    is_held: Callable[[str], bool] = lambda key: False
    """Whether the page could not be read, or has errors; its cards stay as they were released."""
    position: Callable[[str], int] = lambda key: 0
    """The position of the page on its site; decks are in the order of their first pages, then of their names."""
    may_have_moved: Callable[[Card], bool] = lambda card: False
    """Whether the question of a card that is gone may be on a held page now; unlike the others, about a card."""
    asked_on: Callable[[str], Collection[str]] = lambda key: ()
    """The normalised questions of an existing page that was not read."""
    has_package: Callable[[str], bool] = lambda name: False
    """Whether there is a package of this name; unlike the others, not about a page."""


class Placement(Struct, frozen=True):
    """All questions and cards with their decks."""

    placed: tuple[Placed, ...]
    decks: Mapping[str, Deck]
    """The decks of the lock and of the questions, by slug."""
    held: frozenset[str]
    """The held pages."""
    gone: tuple[Card, ...]
    """The cards to retire."""
    unread: tuple[Card, ...]
    """The cards of existing pages that were not read."""
    moved: tuple[MovedAway, ...]
    """The cards in use that leave their deck."""


def place(
    questions: Sequence[Question], homes: Sequence[Deck], lock: Lock, view: View, decide: Decide
) -> tuple[Placement, list[PossibleMatch]]:
    """Find each question's card; also the undecided matches, whose questions count as new.

    `homes` are the decks of the questions; `decide` is called for questions that may be reworded old ones.
    """
    decks = {**lock.decks, **{home.slug: home for home in homes}}
    pages = {card.page for card in lock.cards}
    unread_pages = {page for page in pages if view.exists(page) and not view.is_read(page)}
    free = [card for card in lock.cards if card.page not in unread_pages]
    tags, tag_of = [home.tag for home in homes], {name: deck.tag for name, deck in decks.items()}
    matches, undecided = _matched(questions, tags, free, tag_of, decide) if free else ([None] * len(questions), [])
    placed = tuple(zip(questions, matches, homes, strict=True))
    held = frozenset(filter(view.is_held, pages.union(question.page for question in questions)))
    placement = Placement(
        placed,
        decks,
        held,
        gone=tuple(_gone(free, placed, held, view)),
        unread=tuple(card for card in lock.cards if card.page in unread_pages),
        moved=tuple(
            MovedAway(card, home.slug)
            for _, card, home in placed
            if card and not card.retired and card.deck != home.slug
        ),
    )
    return placement, undecided


def _matched(
    questions: Sequence[Question], tags: Sequence[str], cards: Sequence[Card], tag_of: Mapping[str, str], decide: Decide
) -> tuple[Sequence[Card | None], list[PossibleMatch]]:
    """The card of each question, None for a new one, and undecided matches."""
    from anki_export.release.match_by_id_or_text import reconcile  # which a first build does not need
    from anki_export.release.match_by_similarity import match_reworded

    known = reconcile(questions, tags, cards, tag_of)
    return match_reworded(questions, tags, known, cards, tag_of, decide)


def _gone(free: Iterable[Card], placed: Sequence[Placed], held: Collection[str], view: View) -> list[Card]:
    """The cards to retire: in use, but without a question."""
    matched = {card.guid for _, card, _ in placed if card}
    in_use = {home.slug for *_, home in placed}
    return [
        card
        for card in free
        if card.guid not in matched
        and not card.retired
        and card.page not in held
        and (view.is_read(card.page) or card.deck in in_use)
    ]
