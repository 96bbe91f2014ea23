"""Summaries of a release, for the terminal."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from anki_export.release.lock import Card
from anki_export.release.types import Bump, Change, DeckRelease
from anki_export.text.deck_names_and_slugs import one_line

_SIGNS = {Change.ADDED: "+", Change.REVIVED: "+", Change.MOVED: ">", Change.REVISED: "~"}
_MAX_LINES = 10
"""How many changes of one deck to list."""
_FEW = 5
"""Retiring this many cards needs no confirmation, however small the deck, unless one page of as many loses most."""


class Loss(Struct, frozen=True):
    """Cards that are retired together, and what that means, in words."""

    text: str
    cards: tuple[Card, ...]


def versions(release: DeckRelease) -> str:
    """The version, with the previous one if it changes."""
    if release.previous and release.previous != release.deck.version:
        return f"{release.previous} → {release.deck.version}"
    return release.deck.version


def change_counts(release: DeckRelease) -> str:
    """How many cards changed in which way; empty when nothing has changed."""
    if not release.previous:
        return "new deck"
    counts = [(release.count(change), change.value) for change in Change if change is not Change.KEPT]
    counts += [(len(release.moved_away), "moved away"), (len(release.retired), "retired")]
    text = ", ".join(f"{number} {word}" for number, word in counts if number)
    if text or release.bump is Bump.NONE:
        return text
    moved = len(release.reordered)
    return f"{moved} reordered" if moved else "restyled"


def change_lines(release: DeckRelease) -> list[str]:
    """A line for each card that leaves the deck, and for the first changed ones; none for a first release."""
    if not release.previous:
        return []
    lines = [
        f"{_SIGNS[entry.change]} {entry.change.value}: {one_line(entry.card.title)}"
        for entry in release.cards
        if entry.change in _SIGNS
    ] or [f"~ reordered: {question}" for question in questions_of(release.reordered)]
    more = [f"… and {len(lines) - _MAX_LINES} more"] if len(lines) > _MAX_LINES else []
    gone = [f"- retired: {question}" for question in questions_of(release.retired)]
    gone += [f"< moved away: {one_line(moved.card.title)}" for moved in release.moved_away]
    return [*gone, *lines[:_MAX_LINES], *more]


def renamed_pages(releases: Iterable[DeckRelease], exists: Callable[[str], bool]) -> list[str]:
    """A line for each renamed page, with the number of cards that it kept.

    `exists` tells whether the file at a page path still exists.
    """
    entries = [entry for release in releases for entry in release.cards]
    moved = Counter(
        (before.page, entry.card.page)
        for entry in entries
        if (before := entry.before)
        and not before.retired
        and before.page != entry.card.page
        and not exists(before.page)
    )
    return [
        f"{old} is now {new}: {count} card{'' if count == 1 else 's'} kept"
        for (old, new), count in sorted(moved.items())
    ]


def mass_retirements(releases: Sequence[DeckRelease]) -> list[Loss]:
    """What a build would retire if that is likely a mistake, such as an overwritten page: each card once, if any.

    The whole build counts, each of its decks, and each page. If most cards of several decks go, only that is reported.
    """
    lost = [card for deck in releases for card in deck.retired]
    if not lost:
        return []
    before = sum(deck.size_before for deck in releases)
    if len({card.deck for card in lost}) > 1 and _is_mass(len(lost), before):
        return [Loss(f"the build would retire {len(lost)} of {before} cards", tuple(lost))]
    losses = [
        Loss(f"{deck.deck.name} would lose {len(deck.retired)} of its {deck.size_before} cards", deck.retired)
        for deck in releases
        if _is_mass(len(deck.retired), deck.size_before)
    ]
    reported = {card.guid for loss in losses for card in loss.cards}
    sizes = Counter(card.page for deck in releases for card in deck.before)
    for page, size in sorted(sizes.items()):
        gone = tuple(card for card in lost if card.page == page)
        if size >= _FEW and len(gone) * 2 > size and reported.isdisjoint(card.guid for card in gone):
            losses.append(Loss(f"{page} would lose {len(gone)} of its {size} cards", gone))
    return losses


def _is_mass(lost: int, before: int) -> bool:
    return lost > _FEW and lost * 2 > before


def mass_retirement_notes(releases: Sequence[DeckRelease]) -> list[str]:
    """A line for each loss that a build would release only after confirmation."""
    return [f"{loss.text}: `build` asks first, or needs --allow-retire." for loss in mass_retirements(releases)]


def questions_of(cards: Iterable[Card]) -> list[str]:
    """The titles of cards."""
    return [one_line(card.title) for card in cards]


def different_looks(releases: Iterable[DeckRelease], decks_option: str) -> list[str]:
    """A line with the number of cards that only look different, and how to release that; none if there are none.

    `decks_option` is appended to the command.
    """
    count = sum(release.looks_different for release in releases)
    if not count:
        return []
    return [
        f"{count} card{'' if count == 1 else 's'} would look different, but read the same, as after an upgrade of this"
        f" program or of a library. To release that: anki-export build --restyle{decks_option}"
    ]
