"""Write the files of a release: lock, packages, changelog and index, and packages that mark retired cards."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from anki_export import parallel
from anki_export.apkg.inspect_and_compare_packages import inspect
from anki_export.deck.build_bundles import build_bundles, planned_bundles
from anki_export.deck.build_outcome import Outcome, Written, WrittenBundle
from anki_export.deck.bundle_bytes import fingerprint_of
from anki_export.deck.download_index import INDEX, Download, load_index, size_and_sha256
from anki_export.deck.feed import DeckNews, FeedPlace, feed_of, has_conflict, updated_feed
from anki_export.deck.package_bytes import package_bytes
from anki_export.deck.package_content import PackageContent, package_content
from anki_export.deck.package_file_names import CHANGELOG, packages_in, slug_of
from anki_export.deck.package_rows import is_redrawn
from anki_export.deck.plan_packages_of_retired_cards import retirement_packages, with_last_fields, with_marks
from anki_export.deck.plan_result import Result
from anki_export.deck.update_download_index import updated_index
from anki_export.diagnostics import Diagnostic, Location, Rule, has_errors
from anki_export.disk import atomic
from anki_export.disk.changed_files import unsettled
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.parallel import Track
from anki_export.release.changelog import entry, key_for, key_of, update, with_entries_closed
from anki_export.release.lock import dump_lock
from anki_export.release.types import Change, DeckRelease, Release
from anki_export.settings import decks_url
from anki_export.source.media.mermaid_pictures import DIAGRAMS

GITIGNORE = ".gitignore"
_GITIGNORE_CONTENT = b"# Made by anki-export: pages and lock.json make these again.\n*.apkg\npreview/\n"
_Content = Callable[[], PackageContent]
"""Called only when the package is built: for a large site, the content of all packages would take much memory."""
_PACKAGES_A_PROCESS = 50
"""How many packages a process builds before another replaces it: for 35,000 cards, this saves 100 of 330 MiB."""


SETTLED = 0.5
"""Seconds for which a page must not have changed before its cards are retired.

Editors that empty a file before they write it again take milliseconds.
"""


class _Current(Struct, frozen=True):
    """The package of a deck that need not be written."""

    download: Download
    fingerprint: bytes
    is_equal: bool
    """Whether it is as it would be written now; otherwise an older version of the program or a library rendered it."""


class _Packages(Struct, frozen=True):
    """The packages of single decks."""

    written: tuple[Written, ...]
    """What a build does to each."""
    wanted: Mapping[Path, _Content]
    """The packages to build."""
    current: Mapping[str, _Current]
    """The other packages, by name."""

    @property
    def fingerprints(self) -> dict[str, bytes]:
        """The fingerprints of the packages that need not be written, by name."""
        return {name: package.fingerprint for name, package in self.current.items()}


class Stale(Exception):
    """The decks or a page have changed since they were read, so the result can't be written; the message says why."""


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
    packages; None selects a useful number. If the outcome has an error, nothing was changed. Raises Stale if the lock
    or a page has changed since it was read, and OSError with the file's name if a file can't be written: see
    `atomic.replace_files`.
    """
    release = result.release
    if release is None or not result.can_build:
        raise AssertionError("a result with errors is not written")
    _refuse_changing(result, release)
    release = with_last_fields(release, result)
    if marks:
        release = with_marks(release)
    packages = _planned(result, release)
    bundles = planned_bundles(result, release, packages.wanted.keys(), packages.fingerprints)
    if dry_run:
        return Outcome(packages.written, bundles)
    marking, unneeded, problems = retirement_packages(release, result) if marks else ({}, [], [])
    packages = replace(packages, wanted={**packages.wanted, **marking})
    built, found = _built(result, release, packages, bundles, track, jobs)
    problems += found
    if has_errors(problems):
        return Outcome(diagnostics=tuple(problems))
    downloads = {name: package.download for name, package in packages.current.items()}
    downloads |= {path.name: size_and_sha256(package) for path, package in built.items()}
    drawn = {result.decks / DIAGRAMS / name: data for name, data in result.diagrams.items()}
    is_new = result.changes_lock or release.lock != result.lock
    lock = {result.lock_path: dump_lock(release.lock)} if is_new else {}
    # With this order, the next build completes one that was killed: if only the changelog was written, it releases the
    # same versions again; if the lock was written, it builds the packages that the lock names.
    new: dict[Path, atomic.Content] = {**drawn, **_gitignore(result), **_changelog(result), **_feeds(result, release)}
    new |= {**lock, **built}
    new |= _index(result, release, downloads)
    unneeded += [] if marks else _wrong_marks(result, release)
    obsolete = [path for path in unneeded if path.exists()] + ([] if keep else _outdated(result, release))
    is_idle = not new and not obsolete
    failed = [] if is_idle else _replace(result, new, obsolete)
    result.disk.ask_again(result.disk.locate(result.decks))
    for problem in failed:
        place = Location(display_path(Path(problem.filename)))
        hint = "the new decks were written; delete this file yourself"
        problems.append(Diagnostic(place, Rule.NOT_REMOVABLE, reason(problem, "removed"), hint))
    return Outcome(packages.written, bundles, tuple(map(display_path, marking)), tuple(problems), is_idle)


def _refuse_changing(result: Result, release: Release) -> None:
    """Raise Stale if a page has changed since it was read: some editors empty a file before they write it again.

    If cards would be retired, wait until their pages have not changed for a while.
    """
    disk, decks = result.disk, result.disk.locate(result.decks)
    gone = {card.page for deck in release.decks for card in deck.retired}
    gone |= {moved.card.page for deck in release.decks for moved in deck.moved_away}
    pages = [result.project.tree.anchor / page for page in gone]
    pause = max((unsettled(page, SETTLED) for page in pages), default=0.0)
    for seconds in (0.0, pause) if pause else (0.0,):
        time.sleep(seconds)
        if changed := next(disk.changed_files(decks), ""):
            raise Stale(f"{display_path(Path(changed))} changed while it was being read")
        if folder := next(filter(disk.has_changed, {page.parent for page in pages}), None):
            raise Stale(f"{display_path(folder)} changed while it was being read")


def _planned(result: Result, release: Release) -> _Packages:
    wanted: dict[Path, _Content] = {}
    current: dict[str, _Current] = {}
    written = []
    for deck in release.decks:
        path = result.decks / deck.file_name
        content = partial(package_content, deck, result.project.style, release.lock.style_modified)
        found = result.read(deck.file_name) if deck.cards else None
        is_equal = found is not None and content().is_in(found)
        is_new = bool(deck.cards) and not is_equal and (not found or not is_redrawn(found, content(), deck.deck.style))
        if is_new:
            wanted[path] = content
        elif found:
            current[deck.file_name] = _Current(size_and_sha256(found), fingerprint_of(found), is_equal)
        written.append(Written(deck, path, is_new))
    return _Packages(tuple(written), wanted, current)


def _built(
    result: Result,
    release: Release,
    packages: _Packages,
    bundles: Sequence[WrittenBundle],
    track: Track,
    jobs: int | None,
) -> tuple[dict[Path, bytes], list[Diagnostic]]:
    """The wanted packages and the new bundles, verified."""
    built: dict[Path, bytes] = {}
    problems: list[Diagnostic] = []
    contents = list(packages.wanted.items())
    jobs = jobs or parallel.useful_jobs(len(contents))
    with closing(parallel.map_ordered(_build, contents, jobs, _PACKAGES_A_PROCESS)) as results:
        for path, _ in track(contents):
            built[path], found = next(results)
            problems += found
    if not has_errors(problems):
        known = packages.fingerprints | {path.name: fingerprint_of(package) for path, package in built.items()}
        redrawn = {name for name, package in packages.current.items() if not package.is_equal}
        bundled, more = build_bundles(result, release, bundles, known, redrawn)
        built |= bundled
        problems += more
    return built, problems


def _build(wanted: tuple[Path, _Content]) -> tuple[bytes, Sequence[Diagnostic]]:
    """Build a package and verify it."""
    path, content = wanted
    package = package_bytes(content())
    return package, inspect(package, display_path(path))[1]


def _replace(result: Result, new: Mapping[Path, atomic.Content], obsolete: Sequence[Path]) -> list[OSError]:
    """Write and remove files; raises Stale if another build has written since the lock was read."""
    with atomic.locked(result.decks, result.project.bounds):
        if result.digest(result.lock_path.name) != result.project.lock_digest:
            raise Stale(f"{display_path(result.decks)}: another build has written to this folder")
        return atomic.replace_files(result.decks, new, obsolete, result.project.bounds)


def entries(result: Result) -> list[str]:
    """The changelog entry of each deck that changes."""
    return [text for _, text in _changes(result)]


def _changes(result: Result) -> list[tuple[DeckRelease, str]]:
    """The decks that change, each with its changelog entry."""
    if result.release is None:
        return []
    names = {slug: deck.name for slug, deck in result.release.lock.decks.items()}
    known, date = result.lock.decks, _date(result.now)
    texts = [
        (
            deck,
            entry(deck, date, names, restyled=bool(deck.previous) and known[deck.deck.slug].style != deck.deck.style),
        )
        for deck in result.release.decks
    ]
    return [(deck, text) for deck, text in texts if text]


def _gitignore(result: Result) -> dict[Path, bytes]:
    """A `.gitignore` for generated files in the first build; an existing one is kept."""
    path = result.decks / GITIGNORE
    return {} if result.project.lock_digest or os.path.lexists(path) else {path: _GITIGNORE_CONTENT}


def _changelog(result: Result) -> dict[Path, bytes]:
    """The changelog, if it changes."""
    path = result.decks / CHANGELOG
    before = result.read(CHANGELOG)
    # Bytes that are not UTF-8 were written by hand, and are kept.
    text = (before or b"").decode(errors="surrogateescape")
    if result.project.merges:
        from anki_export.release.merge_conflicted_changelog import with_both_sides

        text = with_both_sides(text)
    if texts := entries(result):
        text = update(with_entries_closed(text) if result.project.starts_over else text, texts)
    after = text.encode(errors="surrogateescape") or before
    return {path: after} if after is not None and after != before else {}


def _feeds(result: Result, release: Release) -> dict[Path, bytes]:
    """The feed of each language in which a deck changes, or in which a merge has left a conflict."""
    settings, started, feeds = result.project.settings, release.lock.started, dict[Path, bytes]()
    changes = [*_changes(result), *_joined(result, release)]
    ended = tuple(sorted(release.lock.decks.keys() - {card.deck for card in release.lock.cards if not card.retired}))
    for language in sorted({deck.language for deck in release.lock.decks.values()}):
        news = [
            DeckNews(deck.deck.slug, deck.deck.name, deck.deck.version, text, deck.urls)
            for deck, text in changes
            if deck.deck.language == language
        ]
        found = result.read(feed_of(language))
        before = found if result.project.lock_digest else None  # else it is of a first build that was stopped
        if news or has_conflict(before):
            place = FeedPlace(result.project.name, settings.site_url, decks_url(settings), language, ended)
            after = updated_feed(before, news, place, started=started, now=result.now)
            feeds |= {result.decks / feed_of(language): after} if after != before else {}
    return feeds


def _joined(result: Result, release: Release) -> list[tuple[DeckRelease, str]]:
    """The decks of which two branches have released the same version, each with the merged changelog entry."""
    if not result.project.merges:
        return []
    from anki_export.release.merge_conflicted_changelog import joined_entries

    texts = joined_entries((result.read(CHANGELOG) or b"").decode(errors="replace"))
    by_key = {key_of(text): text for text in texts}
    keys = ((deck, key_for(deck.deck.name, deck.deck.version)) for deck in release.decks)
    return [(deck, by_key[key]) for deck, key in keys if key in by_key]


def _index(result: Result, release: Release, downloads: Mapping[str, Download]) -> dict[Path, bytes]:
    """The index, if it changes; `downloads` has size and SHA-256 of the released packages by file name."""
    before = result.read(INDEX)
    known = before if result.project.lock_digest else None  # else it is about earlier decks
    after = updated_index(known, result, release, downloads, _date(result.now))
    return {result.decks / INDEX: after} if after != before else {}


def _date(now: int) -> str:
    return datetime.fromtimestamp(now, UTC).date().isoformat()


def _wrong_marks(result: Result, release: Release) -> list[Path]:
    """The packages that mark a card as retired whose question has come back."""
    revived = (card.before for deck in release.decks for card in deck.cards if card.change is Change.REVIVED)
    return [result.decks / f"{slug}-retired.apkg" for slug in sorted({card.deck for card in revived if card})]


def _outdated(result: Result, release: Release) -> list[Path]:
    """Packages of earlier versions of the released decks, and of decks and bundles that are no longer needed."""
    current = {deck.deck.slug: deck.file_name for deck in release.decks if deck.cards}
    current |= {planned.bundle.slug: planned.bundle.file_name for planned in release.bundles}
    in_use = {card.deck for card in release.lock.cards if not card.retired}
    bundles = (bundle.slug for bundle in release.lock.bundles.values())
    slugs = {*current, *bundles, *(slug for slug in release.lock.decks if slug not in in_use)}
    if result.project.starts_over:
        slugs.update(slug_of(row.file) for row in load_index(result.read(INDEX)).rows)
    found = packages_in(result.decks, result.disk)
    return [path for path, slug in found if slug in slugs and path.name != current.get(slug)]
