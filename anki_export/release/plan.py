"""Plan the next release of each deck from the questions and the lock."""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from shlex import quote

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.bundle import bundle_releases
from anki_export.release.deck_names import decks_of
from anki_export.release.deck_release import deck_release, new_guid
from anki_export.release.exact_match import reconcile
from anki_export.release.fuzzy_match import Decide, PossibleMatch, match_reworded
from anki_export.release.lock import Card, Deck, Lock, problem_of
from anki_export.release.page_topics import topics_of
from anki_export.release.types import DeckRelease, Release
from anki_export.source.types import Question

_NAME_PAGES = "also name these pages, or name a folder that contains all pages of the deck"
_FIX_PAGES = "fix these pages first: run `anki-export check` without a folder or page to see their errors"
_Placed = tuple[Question, Card | None, Deck]
"""A question with its card, if it has one, and the deck of its next release."""


@dataclass(frozen=True, slots=True)
class View:
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
    """The position of the page on its site; decks stand in the order of their first pages, then of their names."""
    may_have_moved: Callable[[str], bool] = lambda key: False
    """Whether questions that are gone from the page may be on a held page now."""
    has_package: Callable[[str], bool] = lambda name: False
    """Whether there is a package of this name; unlike the others, not about a page."""


def plan(
    questions: Sequence[Question],
    lock: Lock,
    view: View,
    *,
    now: int,
    style_digest: str,
    lock_path: str,
    decide: Decide = lambda case: None,
    options: str = "",
    parent: str | None = None,
    site_name: str = "",
    bundle: str = "none",
    bundle_name: str = "",
    keep_going: bool = False,
) -> tuple[Release, list[Diagnostic]]:
    """Find each question's card and each deck's next version.

    `now` is in seconds since 1970; `decide` is called for questions that may be reworded old ones; `options` is
    appended to commands in hints. `parent` and `site_name` are those of `decks_of`, `bundle` and `bundle_name` those of
    `bundle_releases`. Cards of existing pages that were not read, and of held pages, are left alone; a deck that has
    such cards can't be released, which is an error. With `keep_going`, the other decks are released anyway.
    """
    topics, problems = topics_of(questions, lock, view.exists, view.home_of)
    homes = decks_of(questions, topics, lock, parent=parent, site_name=site_name)
    decks = {**lock.decks, **{home.slug: home for home in homes}}
    is_there = {page: view.exists(page) for page in {card.page for card in lock.cards}}
    free = [card for card in lock.cards if view.is_read(card.page) or not is_there[card.page]]
    tags, tag_of = [home.tag for home in homes], {name: deck.tag for name, deck in decks.items()}
    matches = reconcile(questions, tags, free, tag_of)
    undecided = match_reworded(questions, tags, matches, free, tag_of, decide)
    problems += [_unclear(case, options) for case in undecided]

    placed = list(zip(questions, matches, homes, strict=True))
    held = {page for page in {*is_there, *(question.page for question in questions)} if view.is_held(page)}
    gone = _gone(free, placed, held, view)
    moved = [(card, home.slug) for _, card, home in placed if card and not card.retired and card.deck != home.slug]

    wanted = {
        home.slug for question, _, home in placed if view.is_selected(question.page) and question.page not in held
    }
    wanted |= {card.deck for card in gone if view.is_selected(card.page)}
    exchanges = {(card.deck, deck) for card, deck in moved}
    wanted = _with_partners(wanted, exchanges)
    unread = _pages_of(card for card in lock.cards if is_there[card.page] and not view.is_read(card.page))
    problems += _clock_problem(lock, now, lock_path)
    left: set[str] = set()
    outcome = "; the deck is left out" if keep_going else ""
    for pages, what, hint in (
        (unread, "also has cards from pages that were not read", _NAME_PAGES),
        (_held_pages(lock, placed, held), "also has cards from unreadable or invalid pages", _FIX_PAGES),
        (
            _pages_of(card for card in gone if view.may_have_moved(card.page)),
            "lacks questions that may have moved to a page with errors from",
            _FIX_PAGES,
        ),
    ):
        for deck in sorted(wanted & pages.keys()):  # a deck is released as a whole
            left.add(deck)
            message = f"deck {decks[deck].name!r} {what}: {', '.join(sorted(pages[deck]))}{outcome}"
            problems.append(Diagnostic(Location(lock_path), Rule.DECK_PART, message, hint))
    if keep_going:
        for deck in sorted(_with_partners(left, exchanges) - left):
            message = f"deck {decks[deck].name!r} exchanges cards with one that can't be released{outcome}"
            problems.append(Diagnostic(Location(lock_path), Rule.DECK_PART, message, _FIX_PAGES))
            left.add(deck)
        wanted -= left

    members: dict[str, list[tuple[Question, Card | None]]] = {deck: [] for deck in wanted}
    for question, card, home in placed:
        if home.slug in wanted and question.page not in held:
            members[home.slug].append((question, card))
    started, taken, tried = lock.started or now, {card.guid for card in lock.cards}, Counter[str]()
    positions = {
        deck: min((view.position(question.page) for question, _ in members[deck]), default=sys.maxsize)
        for deck in members
    }
    released = [
        deck_release(
            replace(decks[deck], style=style_digest),
            lock.decks.get(deck),
            members[deck],
            [card for card in gone if card.deck == deck],
            [card for card, _ in moved if card.deck == deck],
            lambda question, deck=deck: new_guid(started, deck, question, taken, tried),  # type: ignore[misc]
            now,
        )
        for deck in sorted(wanted, key=lambda deck: (positions[deck], decks[deck].name))
    ]
    built = {deck.file_name for deck in released}
    next_lock, bundles = bundle_releases(
        _next_lock(lock, released, style_digest, now),
        bundle,
        bundle_name,
        lambda name: name in built or view.has_package(name),
    )
    return Release(tuple(released), next_lock, bundles), [*problems, *_lock_problem(next_lock, lock_path)]


def _gone(free: Iterable[Card], placed: Sequence[_Placed], held: Collection[str], view: View) -> list[Card]:
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


def _clock_problem(lock: Lock, now: int, lock_path: str) -> Iterator[Diagnostic]:
    latest = max((card.modified for card in lock.cards), default=now)
    if latest > now:
        yield Diagnostic(
            Location(lock_path),
            Rule.CLOCK,
            f"the clock is {latest - now} seconds behind the last build",
            "correct the clock or SOURCE_DATE_EPOCH; until then, a changed card is dated just after its last change",
        )


def _unclear(case: PossibleMatch, options: str) -> Diagnostic:
    where = quote(f"{case.question.location.path}:{case.question.location.line}")
    return Diagnostic(
        case.question.location,
        Rule.UNCLEAR,
        f"this may be a rewording of {' '.join(case.card.question.split())!r} in {case.card.page}; it counts as new",
        f"if it is the same question, run: anki-export same {case.card.guid} {where}{options}",
    )


def _pages_of(cards: Iterable[Card]) -> dict[str, set[str]]:
    """The pages of cards in use, by deck."""
    pages: dict[str, set[str]] = defaultdict(set)
    for card in cards:
        if not card.retired:
            pages[card.deck].add(card.page)
    return pages


def _held_pages(lock: Lock, placed: Iterable[_Placed], held: Collection[str]) -> dict[str, set[str]]:
    """By deck, the held pages that have a card of it, would give one to it, or would get one from it."""
    pages = _pages_of(card for card in lock.cards if card.page in held)
    for question, known, home in placed:
        if known and not known.retired:
            for page in {question.page, known.page}.intersection(held):
                pages[known.deck].add(page)
                pages[home.slug].add(page)
    return pages


def _with_partners(wanted: Collection[str], moves: Collection[tuple[str, str]]) -> set[str]:
    """The decks, and all decks that exchange cards with them: both sides of a move are released together."""
    result = set(wanted)
    while more := {deck for pair in moves if result.intersection(pair) for deck in pair} - result:
        result |= more
    return result


def _next_lock(lock: Lock, released: Sequence[DeckRelease], style_digest: str, now: int) -> Lock:
    decks = {**lock.decks, **{release.deck.slug: release.deck for release in released}}
    new = {entry.card.guid: entry.card for release in released for entry in release.cards}
    new |= {card.guid: card for release in released for card in release.retired}
    kept = [new.pop(card.guid, card) for card in lock.cards]
    is_same = style_digest == lock.style_digest
    modified = lock.style_modified if is_same else max(now, lock.style_modified + 1)
    return Lock(decks, (*kept, *new.values()), style_digest, modified, lock.started or now, lock.bundles)


def _lock_problem(lock: Lock, path: str) -> Iterator[Diagnostic]:
    if problem := problem_of(lock):
        hint = "restore the lock from version control: it contains numbers that a build never writes"
        message = f"the next lock would be invalid: {problem[1]}"
        yield Diagnostic(Location(path), Rule.LOCK_BROKEN, message, hint)
