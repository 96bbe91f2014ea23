"""Select the decks of a release: those of the selected pages, if they can be released as a whole."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.lock import Card, Lock
from anki_export.release.match_questions_to_cards import Placement, View

_NAME_PAGES = "also name these pages, or name a folder that contains all pages of the deck"
_FIX_PAGES = "fix these pages first: run `anki-export check` without a folder or page to see their errors"


def decks_to_release(
    placement: Placement, lock: Lock, view: View, *, lock_path: str, strict: bool
) -> tuple[set[str], list[Diagnostic]]:
    """The slugs of the decks to release, and errors about decks that can't be released.

    A deck that has cards from pages that were not read, or from held pages, can't be released. Unless `strict`, it is
    left out, and so are decks that exchange cards with it.
    """
    decks, exchanges = placement.decks, {(card.deck, deck) for card, deck in placement.moved}
    wanted = _with_partners(_selected(placement, view), exchanges)
    outcome = "" if strict else "; the deck is left out"
    left: set[str] = set()
    problems = []
    for pages, what, hint in _obstacles(placement, lock, view):
        for deck in sorted(wanted & pages.keys()):
            left.add(deck)
            message = f"deck {decks[deck].name!r} {what}: {', '.join(sorted(pages[deck]))}{outcome}"
            problems.append(Diagnostic(Location(lock_path), Rule.DECK_PART, message, hint))
    if strict:
        return wanted, problems
    partners = _with_partners(left, exchanges) - left
    for deck in sorted(partners):
        message = f"deck {decks[deck].name!r} has cards that move from or to a deck that can't be released{outcome}"
        problems.append(Diagnostic(Location(lock_path), Rule.DECK_PART, message, _FIX_PAGES))
    return wanted - left - partners, problems


def _selected(placement: Placement, view: View) -> set[str]:
    """The decks of selected pages that are not held, and of cards that are gone from selected pages."""
    wanted = {
        home.slug
        for question, _, home in placement.placed
        if view.is_selected(question.page) and question.page not in placement.held
    }
    return wanted | {card.deck for card in placement.gone if view.is_selected(card.page)}


def _obstacles(placement: Placement, lock: Lock, view: View) -> Iterator[tuple[Mapping[str, set[str]], str, str]]:
    """Yield what keeps decks from being released: the pages by deck, the reason, and a hint."""
    yield _pages_of(placement.unread), "also has cards from pages that were not read", _NAME_PAGES
    yield _held_pages(placement, lock), "also has cards from unreadable or invalid pages", _FIX_PAGES
    moved = _pages_of(card for card in placement.gone if view.may_have_moved(card))
    yield moved, "lacks questions that may now be on a page with errors; they were on", _FIX_PAGES


def _pages_of(cards: Iterable[Card]) -> dict[str, set[str]]:
    """The pages of cards in use, by deck."""
    pages: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        if not card.retired:
            pages[card.deck].add(card.page)
    return pages


def _held_pages(placement: Placement, lock: Lock) -> dict[str, set[str]]:
    """The held pages of each deck: those that have a card of it, would give it one, or would get one from it."""
    pages = _pages_of(card for card in lock.cards if card.page in placement.held)
    for question, known, home in placement.placed:
        if known and not known.retired:
            for page in {question.page, known.page}.intersection(placement.held):
                pages[known.deck].add(page)
                pages[home.slug].add(page)
    return pages


def _with_partners(wanted: Collection[str], moves: Collection[tuple[str, str]]) -> set[str]:
    """The decks, and all decks that exchange cards with them: both sides of a move are released together."""
    result = set(wanted)
    while more := {deck for pair in moves if result.intersection(pair) for deck in pair} - result:
        result |= more
    return result
