"""Which bundles a build writes, and their packages."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from pathlib import Path

from anki_export.deck.bundle_package import Part, bundle_bytes, bundle_fingerprint, fingerprint_of
from anki_export.deck.types import Result, WrittenBundle
from anki_export.diagnostics import Diagnostic
from anki_export.disk.display import display_path
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
    result: Result, release: Release, bundles: Collection[WrittenBundle], built: Mapping[Path, bytes]
) -> tuple[dict[Path, bytes], list[Diagnostic]]:
    """The packages of the new ones among the bundles; `built` are the packages of decks that were built now."""
    modified: dict[str, dict[str, int]] = defaultdict(dict)
    for card in release.lock.cards:
        if not card.retired:
            modified[card.deck][card.guid] = card.modified
    packages: dict[Path, bytes] = {}
    problems: list[Diagnostic] = []
    for bundle in bundles:
        if bundle.is_new:
            parts = []
            for deck in bundle.release.decks:
                path = result.decks / deck.file_name
                package = built.get(path) or result.read(deck.file_name) or b""
                parts.append(Part(display_path(path), package, modified[deck.slug]))
            packages[bundle.path], found = bundle_bytes(parts, display_path(bundle.path))
            problems += found
    return packages, problems
