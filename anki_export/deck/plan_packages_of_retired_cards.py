"""Which packages mark retired cards, the last fields of these cards, and whether they have been marked."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from anki_export.deck.package_bytes import fields_in
from anki_export.deck.package_content import PackageContent, has_last_fields, retirements
from anki_export.deck.package_rows import is_current
from anki_export.deck.plan_result import Result
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.release.types import Release


def with_last_fields(release: Release, result: Result) -> Release:
    """The release with the last fields of the cards that it retires, read from their packages."""
    known: dict[str, tuple[str, ...]] = {}
    for deck in release.decks:
        if deck.retired:
            with suppress(OSError):  # without the package, the fields stay unknown: see retirement_packages
                known |= fields_in(result.read(f"{deck.deck.slug}-{deck.previous}.apkg") or b"")
    cards = (
        replace(card, last=json.dumps(known[card.guid], ensure_ascii=False))
        if card.retired and not card.last and card.guid in known
        else card
        for card in release.lock.cards
    )
    return replace(release, lock=replace(release.lock, cards=tuple(cards)))


def with_marks(release: Release) -> Release:
    """The release once packages have marked its retired cards: a card that returns must replace its mark."""
    cards = (
        replace(card, released=0) if card.released and has_last_fields(card) else card for card in release.lock.cards
    )
    return replace(release, lock=replace(release.lock, cards=tuple(cards)))


def retirement_packages(
    release: Release, result: Result
) -> tuple[dict[Path, Callable[[], PackageContent]], list[Path], list[Diagnostic]]:
    """Packages to build that mark the retired cards of each deck, and the files of decks without such cards."""
    packages: dict[Path, Callable[[], PackageContent]] = {}
    unneeded: list[Path] = []
    problems: list[Diagnostic] = []
    for slug, deck in release.lock.decks.items():
        cards = [card for card in release.lock.cards if card.deck == slug and card.retired]
        path = result.decks / f"{slug}-retired.apkg"
        if unknown := sum(not has_last_fields(card) for card in cards):
            message = f"{unknown} of {len(cards)} retired cards can't be marked: their last text is unknown"
            hint = "before a build that retires cards, put the package of the previous version into the decks folder"
            problems.append(Diagnostic(Location(display_path(path)), Rule.NOT_MARKED, message, hint))
        content = partial(retirements, deck, cards, result.project.style, release.lock.style_modified)
        if not content().notes:
            unneeded.append(path)
        elif not is_current(result.read(path.name) or b"", content(), result.lock.style_digest):
            packages[path] = content
    return packages, unneeded, problems
