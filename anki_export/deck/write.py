"""Write the files of a release: lock, packages, changelog and index, and packages that mark retired cards."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from anki_export import parallel
from anki_export.apkg.verify import inspect
from anki_export.deck.download_index import INDEX, Index, Row, dump_index, load_index, size_and_sha256
from anki_export.deck.lock_file import digest_of, packages_in
from anki_export.deck.package import (
    PackageContent,
    fields_in,
    has_last_fields,
    package_bytes,
    package_content,
    retirements,
)
from anki_export.deck.types import Result, Written
from anki_export.diagnostics import Diagnostic, Location, Rule, has_errors
from anki_export.disk import atomic
from anki_export.disk.display import display_path, reason
from anki_export.parallel import Track
from anki_export.release.changelog import entry, update
from anki_export.release.lock import dump_lock
from anki_export.release.types import Release
from anki_export.source.media.diagrams import DIAGRAMS

CHANGELOG = "CHANGELOG.md"
GITIGNORE = ".gitignore"
_GITIGNORE_CONTENT = b"# Made by anki-export: pages and lock.json make these again.\n*.apkg\npreview/\n"
_Content = Callable[[], PackageContent]
"""Called only when the package is built: for a large site, the content of all packages would need much memory."""
_MAX_BYTES = 1 << 30
"""Maximum size of a file among the decks."""


class Stale(Exception):
    """The decks have changed since they were read, so the result can't be written; the message says why."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a build."""

    written: tuple[Written, ...] = ()
    """The outcome for each deck."""
    marked: tuple[str, ...] = ()
    """The packages that were written to mark retired cards."""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_idle: bool = False
    """Whether all files were up to date, so that nothing was written."""


def write(
    result: Result,
    *,
    keep: bool = False,
    dry_run: bool = False,
    marks: bool = False,
    track: Track = iter,
    jobs: int | None = None,
) -> Outcome:
    """Write the lock, and all packages and other files that are not up to date.

    With `marks`, packages that mark retired cards are also written. `jobs` is the number of processes that build
    packages; None selects a useful number. If the outcome has an error, nothing was changed. Raises Stale if another
    build has written since the lock was read, and OSError with the file's name if a file can't be written: see
    `atomic.replace_files`.
    """
    release = result.release
    if release is None or not result.can_build:
        raise AssertionError("a result with errors is not written")
    release = _with_last_fields(release, result)
    wanted: dict[Path, _Content] = {}
    written: list[Written] = []
    downloads: dict[str, tuple[int, str]] = {}
    for deck in release.decks:
        path = result.decks / deck.file_name
        content = partial(package_content, deck, result.project.style, release.lock.style_modified)
        found = _read(result, deck.file_name) if deck.cards else None
        is_new = bool(deck.cards) and (found is None or not content().is_in(found))
        if found and not is_new:
            downloads[deck.file_name] = size_and_sha256(found)
        if is_new:
            wanted[path] = content
        written.append(Written(deck, path, is_new))
    if dry_run:
        return Outcome(tuple(written))
    marking, unneeded, problems = _retirements(release, result) if marks else ({}, [], [])
    built: dict[Path, bytes] = {}
    contents = list((wanted | marking).items())
    with closing(parallel.map_ordered(_build, contents, jobs or parallel.useful_jobs(len(contents)))) as packages:
        for path, _ in track(contents):
            built[path], found_in_it = next(packages)
            problems += found_in_it
    if has_errors(problems):
        return Outcome(diagnostics=tuple(problems))
    downloads |= {path.name: size_and_sha256(package) for path, package in built.items()}
    index = _index(result, release, downloads)
    drawn = {result.decks / DIAGRAMS / name: data for name, data in result.diagrams.items()}
    lock = {result.lock_path: dump_lock(release.lock)} if result.changes_lock else {}
    # With this order, the next build completes one that was killed: if only the changelog was written, it releases the
    # same versions again; if the lock was written, it builds the packages that the lock names.
    new: dict[Path, atomic.Content] = {**drawn, **_gitignore(result), **_changelog(result), **lock, **built, **index}
    obsolete = [path for path in unneeded if path.exists()] + ([] if keep else _outdated(result, release))
    is_idle = not new and not obsolete
    for problem in [] if is_idle else _replace(result, new, obsolete):
        place = Location(display_path(Path(problem.filename)))
        hint = "the new decks were written; delete this file yourself"
        problems.append(Diagnostic(place, Rule.NOT_REMOVABLE, reason(problem, "removed"), hint))
    return Outcome(tuple(written), tuple(map(display_path, marking)), tuple(problems), is_idle)


def _build(wanted: tuple[Path, _Content]) -> tuple[bytes, Sequence[Diagnostic]]:
    """Build a package and verify it."""
    path, content = wanted
    package = package_bytes(content())
    return package, inspect(package, display_path(path))[1]


def _replace(result: Result, new: Mapping[Path, atomic.Content], obsolete: Sequence[Path]) -> list[OSError]:
    """Write and remove files; raises Stale if another build has written since the lock was read."""
    with atomic.locked(result.decks, result.project.bounds):
        if digest_of(_read(result, result.lock_path.name)) != result.project.lock_digest:
            raise Stale("another build has written to this folder")
        return atomic.replace_files(result.decks, new, obsolete, result.project.bounds)


def _read(result: Result, name: str) -> bytes | None:
    """The content of a file in the decks folder, or None if it does not exist."""
    path = result.decks / name
    try:
        return result.disk.read_in_or_none(result.project.bounds, path.absolute(), _MAX_BYTES)
    except OSError as error:
        error.filename = error.filename or str(path)
        raise


def entries(result: Result) -> list[str]:
    """The changelog entry of each deck that changes."""
    if result.release is None:
        return []
    names = {slug: deck.name for slug, deck in result.release.lock.decks.items()}
    known, date = result.lock.decks, _date(result.now)
    texts = [
        entry(deck, date, names, restyled=bool(deck.previous) and known[deck.deck.slug].style != deck.deck.style)
        for deck in result.release.decks
    ]
    return [text for text in texts if text]


def _with_last_fields(release: Release, result: Result) -> Release:
    """The release with the last fields of the cards that it retires, read from their packages."""
    known: dict[str, tuple[str, ...]] = {}
    for deck in release.decks:
        if deck.retired:
            with suppress(OSError):  # without the package, the fields stay unknown: see _retirements
                known |= fields_in(_read(result, f"{deck.deck.slug}-{deck.previous}.apkg") or b"")
    cards = (
        replace(card, last=json.dumps(known[card.guid], ensure_ascii=False))
        if card.retired and not card.last and card.guid in known
        else card
        for card in release.lock.cards
    )
    return replace(release, lock=replace(release.lock, cards=tuple(cards)))


def _retirements(release: Release, result: Result) -> tuple[dict[Path, _Content], list[Path], list[Diagnostic]]:
    """Packages to build that mark the retired cards of each deck, and the files of decks without such cards."""
    packages: dict[Path, _Content] = {}
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
        elif not content().is_in(_read(result, path.name)):
            packages[path] = content
    return packages, unneeded, problems


def _gitignore(result: Result) -> dict[Path, bytes]:
    """A `.gitignore` for generated files in the first build; an existing one is kept."""
    path = result.decks / GITIGNORE
    return {} if result.project.lock_digest or os.path.lexists(path) else {path: _GITIGNORE_CONTENT}


def _changelog(result: Result) -> dict[Path, bytes]:
    """The changelog, if it changes."""
    path = result.decks / CHANGELOG
    before = _read(result, CHANGELOG)
    after = before
    if texts := entries(result):
        # Bytes that are not UTF-8 were written by hand, and are kept.
        after = update((before or b"").decode(errors="surrogateescape"), texts).encode(errors="surrogateescape")
    return {path: after} if after is not None and after != before else {}


def _index(result: Result, release: Release, downloads: Mapping[str, tuple[int, str]]) -> dict[Path, bytes]:
    """The index, if it changes; `downloads` has size and SHA-256 of the released packages by file name."""
    path = result.decks / INDEX
    before = _read(result, INDEX)
    known = {row.file: row for row in load_index(before).decks}
    released = {deck.deck.slug for deck in release.decks}
    cards: dict[str, list[str]] = {}
    for card in release.lock.cards:
        if not card.retired:
            cards.setdefault(card.deck, []).append(card.page)
    rows = []
    for slug, keys in cards.items():
        deck = release.lock.decks[slug]
        file = f"{slug}-{deck.version}.apkg"
        old = known.get(file)
        download = downloads.get(file)
        if download is None and (package := _read(result, file)):
            download = size_and_sha256(package)
        if download is None and old:
            download = old.bytes, old.sha256
        if download:
            date = old.released if old else _date(result.now)
            # Other decks may have their pages in a folder that this build does not know.
            pages = old.pages if old and old.pages and slug not in released else result.project.tree.pages_of(keys)
            rows.append(Row(deck.name, deck.topic, deck.level, deck.version, file, len(keys), *download, date, pages))
    after = dump_index(Index(tuple(rows)))
    return {path: after} if after != before else {}


def _date(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()


def _outdated(result: Result, release: Release) -> list[Path]:
    """Packages of earlier versions of the released decks, and of decks that have no cards any more."""
    current = {deck.deck.slug: deck.file_name for deck in release.decks if deck.cards}
    in_use = {card.deck for card in release.lock.cards if not card.retired}
    slugs = {*current, *(slug for slug in release.lock.decks if slug not in in_use)}
    found = packages_in(result.decks, result.disk)
    return [path for path, slug in found if slug in slugs and path.name != current.get(slug)]
