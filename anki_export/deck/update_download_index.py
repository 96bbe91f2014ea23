"""Make the rows of `decks/index.json` from a release and its packages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from anki_export.deck.download_index import (
    BundleRow,
    DeckRow,
    Download,
    Index,
    MovedRow,
    RetiredRow,
    dump_index,
    load_both_sides,
    load_index,
    size_and_sha256,
)
from anki_export.deck.plan_result import Result
from anki_export.release.types import Release


def updated_index(
    before: bytes | None, result: Result, release: Release, downloads: Mapping[str, Download], date: str
) -> bytes:
    """The new content of the file, which was `before`.

    `downloads` has size and SHA-256 of packages by file name; others are read. A package that does not exist keeps its
    row, `date` is that of new ones.
    """
    index = load_index(before) if not result.project.merges else load_both_sides(before)
    old = {row.file: row for row in index.rows}

    def download(file: str) -> tuple[int, str, str] | None:
        """Size, SHA-256 and date of a package."""
        row, package = old.get(file), None if file in downloads else result.read(file)
        found = downloads.get(file) or (size_and_sha256(package) if package else row and (row.bytes, row.sha256))
        return (*found, row.released if row else date) if found else None

    keys: dict[str, list[str]] = defaultdict(list)
    retired: dict[str, list[str]] = defaultdict(list)
    for card in release.lock.cards:
        if not card.retired:
            keys[card.deck].append(card.page)
        elif card.deck in release.lock.decks:
            retired[release.lock.decks[card.deck].name].append(card.guid)
    # The pages of other decks may be in a folder that this build does not know.
    released = {deck.deck.file_name for deck in release.decks}
    pages = {row.file: row.pages for row in index.decks if row.pages and row.file not in released}
    decks = []
    for slug, of_cards in keys.items():
        deck = release.lock.decks[slug]
        file = deck.file_name
        if found := download(file):
            where = pages.get(file) or result.project.tree.pages_of(of_cards)
            decks.append(DeckRow(deck.name, deck.topic, deck.level, deck.version, file, len(of_cards), *found, where))
    bundles = []
    for planned in release.bundles:
        bundle, file = planned.bundle, planned.bundle.file_name
        if planned.missing:
            bundles += [row for row in index.bundles if row.file == file]
        elif found := download(file):
            files = tuple(deck.file_name for deck in planned.decks)
            topic = planned.decks[0].topic if bundle.tag == planned.decks[0].tag else ""
            cards = sum(len(keys[deck.slug]) for deck in planned.decks)
            bundles.append(BundleRow(bundle.name, topic, bundle.version, file, cards, *found, files))
    gone = (RetiredRow(name, tuple(sorted(guids))) for name, guids in retired.items())
    return dump_index(Index(tuple(decks), tuple(bundles), tuple(gone), tuple(_moved(index, release))))


def _moved(index: Index, release: Release) -> Iterator[MovedRow]:
    """The cards that have left each deck, now or earlier, and are in use."""
    names = {slug: deck.name for slug, deck in release.lock.decks.items()}
    left: dict[str, set[str]] = defaultdict(set)
    for row in index.moved:
        left[row.name].update(row.cards)
    for card, _ in (moved for deck in release.decks for moved in deck.moved_away):
        left[names[card.deck]].add(card.guid)
    now = {card.guid: names[card.deck] for card in release.lock.cards if not card.retired} if left else {}
    for name, guids in left.items():
        cards = {guid: now[guid] for guid in sorted(guids) if now.get(guid, name) != name}
        if cards:
            yield MovedRow(name, cards)
