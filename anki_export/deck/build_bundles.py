"""Which bundles a build writes, and their packages."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from operator import attrgetter
from pathlib import Path

from anki_export.deck.build_outcome import WrittenBundle
from anki_export.deck.bundle_bytes import bundle_bytes, bundle_fingerprint, fingerprint_of, released_rows
from anki_export.deck.package_content import package_content
from anki_export.deck.package_rows import PackageRows, rows_of
from anki_export.deck.plan_result import Result
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk import atomic
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.release.lock import Deck
from anki_export.release.types import BundleRelease, Release


def planned_bundles(
    result: Result, release: Release, new: Collection[Path], fingerprints: Mapping[str, bytes]
) -> tuple[WrittenBundle, ...]:
    """The bundles of a release; `new` are the packages to build, `fingerprints` has those of others by name."""
    known = dict(fingerprints)

    def is_outdated(bundle: BundleRelease) -> bool:
        if bundle.missing or any(result.decks / deck.file_name in new for deck in bundle.decks):
            return not bundle.missing
        for deck in bundle.decks:
            if deck.file_name not in known:
                known[deck.file_name] = fingerprint_of(result.read(deck.file_name) or b"")
        found = result.read(bundle.bundle.file_name) or b""
        return fingerprint_of(found) != bundle_fingerprint(known[deck.file_name] for deck in bundle.decks)

    return tuple(
        WrittenBundle(bundle, result.decks / bundle.bundle.file_name, is_outdated(bundle)) for bundle in release.bundles
    )


def build_bundles(
    result: Result,
    release: Release,
    bundles: Collection[WrittenBundle],
    fingerprints: Mapping[str, bytes],
    redrawn: Collection[str],
) -> tuple[dict[Path, bytes], list[Diagnostic]]:
    """The packages of the new ones among the bundles; raises OSError.

    `fingerprints` has those of the released packages by name, `redrawn` the names of those that would be rendered in
    another way now.
    """
    packages: dict[Path, bytes] = {}
    problems: list[Diagnostic] = []
    if not any(bundle.is_new for bundle in bundles):
        return packages, problems
    modified: dict[str, dict[str, int]] = defaultdict(dict)
    for card in release.lock.cards:
        if not card.retired:
            modified[card.deck][card.guid] = card.modified
    released = {deck.deck.slug: deck for deck in release.decks}

    def part(deck: Deck) -> tuple[PackageRows | None, bytes]:
        """The rows and the fingerprint of the package of a deck; no rows if it is not the released one."""
        if deck.slug in released and deck.file_name not in redrawn:
            content = package_content(released[deck.slug], result.project.style, release.lock.style_modified)
            return rows_of(content), fingerprints[deck.file_name]
        package = result.read(deck.file_name) or b""
        return released_rows(package, modified[deck.slug]), fingerprint_of(package)

    for bundle in filter(attrgetter("is_new"), bundles):
        shown = display_path(bundle.path)
        parts = [part(deck) for deck in bundle.release.decks]
        if broken := [deck for deck, (rows, _) in zip(bundle.release.decks, parts, strict=True) if rows is None]:
            problems += [_damaged(display_path(result.decks / deck.file_name), shown) for deck in broken]
            continue
        fingerprint = bundle_fingerprint(found for _, found in parts)
        with atomic.locked(result.decks, result.project.bounds), atomic.temporary_file(bundle.path) as file:
            packages[bundle.path], found = bundle_bytes([rows for rows, _ in parts if rows], fingerprint, shown, file)
        problems += found
    return packages, problems


def _damaged(package: str, bundle: str) -> Diagnostic:
    message, hint = f"is damaged or from another release, and {bundle} needs it", "delete it, and build all pages"
    return Diagnostic(Location(package), Rule.UNREADABLE, message, hint)
