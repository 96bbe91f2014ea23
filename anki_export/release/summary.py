"""Summaries of a release, for the terminal."""

from collections import Counter
from collections.abc import Callable, Iterable

from anki_export.release.types import Bump, Change, DeckRelease

_SIGNS = {Change.ADDED: "+", Change.REVIVED: "+", Change.MOVED: ">", Change.REVISED: "~"}
_MAX_LINES = 10
"""How many changes of one deck to list."""
_FEW = 5
"""Retiring up to so many cards needs no confirmation, however small the deck."""


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
    return text or ("restyled or reordered" if release.bump is Bump.PATCH else "")


def change_lines(release: DeckRelease) -> list[str]:
    """A line for each card that leaves the deck, and for the first changed ones; none for a first release."""
    if not release.previous:
        return []
    lines = [
        f"{_SIGNS[entry.change]} {entry.change.value}: {_line(entry.card.question)}"
        for entry in release.cards
        if entry.change in _SIGNS
    ]
    more = [f"… and {len(lines) - _MAX_LINES} more"] if len(lines) > _MAX_LINES else []
    gone = [f"- retired: {question}" for question in retired_questions(release)]
    gone += [f"< moved away: {_line(card.question)}" for card in release.moved_away]
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


def mass_retirement(release: DeckRelease) -> str:
    """What a deck would lose if that is likely a mistake, such as an overwritten page; else empty."""
    lost, before = len(release.retired), release.size_before
    is_much = lost > _FEW and lost * 2 > before
    return f"{release.deck.name} would lose {lost} of its {before} cards" if is_much else ""


def mass_retirement_notes(releases: Iterable[DeckRelease]) -> list[str]:
    """A line for each deck that a build would release only after confirmation."""
    return [f"{loss}: `build` asks first, or needs --allow-retire." for loss in map(mass_retirement, releases) if loss]


def different_looks(releases: Iterable[DeckRelease], options: str) -> list[str]:
    """A line with the number of cards that only look different, and how to release that; none if there are none.

    `options` are appended to the command.
    """
    count = sum(release.looks_different for release in releases)
    if not count:
        return []
    return [
        f"{count} card{'' if count == 1 else 's'} would look different, but read the same, as after an upgrade of this"
        f" program or of a library. To release that: anki-export build --restyle{options}"
    ]


def retired_questions(release: DeckRelease) -> list[str]:
    """The questions of the cards that the release retires."""
    return [_line(card.question) for card in release.retired]


def _line(text: str) -> str:
    return " ".join(text.split())
