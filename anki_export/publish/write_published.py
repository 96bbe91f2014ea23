"""Write the current release into the folder of a site: packages, index, download page and script; only what changed."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace

from anki_export.deck.build_outcome import Outcome
from anki_export.deck.download_index import INDEX, BundleRow, DeckRow, Index, dump_index, load_index, size_and_sha256
from anki_export.deck.feed import feed_of
from anki_export.deck.package_bytes import fields_in
from anki_export.deck.package_file_names import CHANGELOG, packages_in, slug_of
from anki_export.deck.plan_result import Result
from anki_export.deck.write_release import Stale, write
from anki_export.diagnostics import Diagnostic, Location, Rule, has_errors
from anki_export.disk import atomic
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.publish.download_button_script import Where, download_buttons, is_table
from anki_export.publish.download_page import CHANGELOG_PAGE, PAGE, changelog_page, generated_part, with_generated_part
from anki_export.publish.find_and_check_publish_folder import PublishTarget
from anki_export.release.lock import EMPTY_LOCK, LOCK, Lock

_LARGE = 25_000_000
"""Some hosts refuse larger files, such as Cloudflare Pages (25 MiB)."""


class Published(Struct, frozen=True):
    """What publishing did, or with `check_published` would do."""

    index: Index
    """What is published."""
    written: Mapping[Path, bool]
    """The files that were new or differed, each with whether it existed."""
    removed: tuple[Path, ...] = ()
    """The packages of earlier versions."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_idle(self) -> bool:
        """Whether all files were up to date."""
        return not self.written and not self.removed


def publish_decks(result: Result, target: PublishTarget) -> Published:
    """Publish the decks that `write` has written for the result, into a folder from `publish_target`.

    Raises Stale if the decks have changed since then, and OSError as `write` does.
    """
    new, published = _compare(result, target)
    if published.is_idle:
        return published
    with atomic.locked(target.folder, target.bounds):
        found = atomic.replace_files(target.folder, new, published.removed, target.bounds)
    hint = "the new files were published; delete this one yourself"
    problems = [
        Diagnostic(Location(display_path(Path(error.filename))), Rule.NOT_REMOVABLE, reason(error, "removed"), hint)
        for error in found
    ]
    return replace(published, diagnostics=(*published.diagnostics, *problems))


def check_published(result: Result, target: PublishTarget) -> tuple[Outcome, Published | None]:
    """What building and publishing would do, tried with a temporary copy of the decks; None if the build has errors."""
    with _copied_decks(result) as copy:
        outcome = write(copy)
        return outcome, None if has_errors(outcome.diagnostics) else _compare(copy, target)[1]


@contextmanager
def _copied_decks(result: Result) -> Iterator[Result]:
    """The result with a temporary folder of decks."""
    lock = result.release.lock if result.release else EMPTY_LOCK
    names = (*(path.name for path, _ in packages_in(result.decks, result.disk)), *_feeds(lock), *_retired(lock))
    with TemporaryDirectory(prefix="anki-export-") as folder:
        copies = {Path(folder, name): _read(result, name) for name in (LOCK, CHANGELOG, INDEX, *names)}
        atomic.replace_files(Path(folder), {path: data for path, data in copies.items() if data is not None})
        yield replace(result, project=replace(result.project, decks=Path(folder), bounds=Path(folder)))


def _compare(result: Result, target: PublishTarget) -> tuple[dict[Path, bytes], Published]:
    """The files that are missing or differ, in the order in which to write them, and the outcome of writing them.

    If the process is killed between two files, the page and the index still name packages that are there, or the next
    run completes the work.
    """
    index, problems = _published_index(result, target)
    before = load_index(target.read(result, INDEX))
    written: dict[Path, bool] = {}
    new: dict[Path, bytes] = {}
    contents = dict(_contents(result, target, index))
    for name, content in contents.items():
        old = target.read(result, name)
        if content != old:
            new[target.folder / name] = content
            written[target.folder / name] = old is not None
    removed = tuple(_outdated(result, target, before, contents.keys()))
    return new, Published(index, written, removed, tuple(problems))


def _published_index(result: Result, target: PublishTarget) -> tuple[Index, list[Diagnostic]]:
    """The index without packages that do not exist, and diagnostics."""
    index = load_index(_read(result, INDEX))
    problems: list[Diagnostic] = []

    def exists(row: DeckRow | BundleRow) -> bool:
        place = Location(display_path(target.folder / row.file))
        if _package(result, target, row) is None:
            message = "it is not published: it is missing from the decks folder"
            hint = "fix the errors on its pages; if the settings don't include these pages, name them in a build"
            problems.append(Diagnostic(place, Rule.NO_PACKAGE, message, hint))
            return False
        if row.bytes > _LARGE:
            message = f"the package has {row.bytes / 1e6:.0f} MB, and some web hosts refuse files above 25 MB"
            hint = "use smaller pictures and sounds, or divide the deck by levels or topics"
            problems.append(Diagnostic(place, Rule.LARGE_PACKAGE, message, hint))
        return True

    return replace(
        index, decks=tuple(filter(exists, index.decks)), bundles=tuple(filter(exists, index.bundles))
    ), problems


def _rows(index: Index) -> Iterator[DeckRow | BundleRow]:
    yield from index.decks
    yield from index.bundles


def _contents(result: Result, target: PublishTarget, index: Index) -> Iterator[tuple[str, bytes]]:
    """Yield each file to publish with its content."""
    release = result.release
    if release is None:
        raise AssertionError("a result without a release is not published")
    for row in _rows(index):
        package = _package(result, target, row) or b""
        is_known = isinstance(row, BundleRow) or slug_of(row.file) in release.lock.decks
        if not is_known or size_and_sha256(package) != (row.bytes, row.sha256):
            raise Stale(f"{row.file} is not the package in {INDEX}")
        yield row.file, package
        yield f"{slug_of(row.file)}.apkg", package
    marking = _marking(result, target, release.lock)
    yield from marking.items()
    yield from _scripts(result, target, index, release.lock).items()  # before what is known as ours by the script
    feeds = {name: content for name in _feeds(release.lock) if (content := _read(result, name)) is not None}
    yield from feeds.items()
    yield INDEX, dump_index(index)
    changelog = _read(result, CHANGELOG) or b""
    pages = {CHANGELOG_PAGE: changelog_page(changelog)} if changelog else {}
    yield from pages.items()
    files = {*marking, *feeds, *pages}
    part = generated_part(index, release, changelog.decode(errors="replace"), result.project.settings.site, files)
    yield PAGE, with_generated_part(target.read(result, PAGE), part)


def _feeds(lock: Lock) -> list[str]:
    """The names of the feeds, one for each language."""
    return [feed_of(language) for language in sorted({deck.language for deck in lock.decks.values()})]


def _retired(lock: Lock) -> list[str]:
    """The names of packages that may mark retired cards."""
    return [f"{slug}-retired.apkg" for slug in sorted(lock.decks)]


def _marking(result: Result, target: PublishTarget, lock: Lock) -> dict[str, bytes]:
    """The packages that mark retired cards, and no other; in a fresh clone, they are only in the published folder."""
    in_use = {card.guid for card in lock.cards if not card.retired}
    found = {}
    for name in _retired(lock):
        package = _read(result, name) or target.read(result, name) or b""
        if (marked := fields_in(package).keys()) and in_use.isdisjoint(marked):
            found[name] = package
    return found


def _package(result: Result, target: PublishTarget, row: DeckRow | BundleRow) -> bytes | None:
    """The package of a row; that of a deck that was left out, in a fresh clone, is only in the published folder."""
    if (package := _read(result, row.file)) is not None:
        return package
    published = target.read(result, row.file)
    is_same = published is not None and size_and_sha256(published) == (row.bytes, row.sha256)
    return published if is_same else None


def _scripts(result: Result, target: PublishTarget, index: Index, lock: Lock) -> dict[str, bytes]:
    """The scripts; for a folder outside the project, they know no pages, since it can't know where these are."""
    disk, home = result.disk, result.project.settings.home
    root, folder, home = result.project.tree.root, disk.locate(target.folder), disk.locate(home)
    is_inside = root.is_relative_to(home) and folder.is_relative_to(home)

    def exists(page: str) -> bool:
        return disk.is_file(root / page)

    where = Where(folder, root if is_inside else folder, result.project.settings.site, exists)
    return download_buttons(index.decks if is_inside else (), lock, where)


def _outdated(result: Result, target: PublishTarget, before: Index, wanted: Collection[str]) -> Iterator[Path]:
    """What is no longer published: packages that the published index names or of our decks, and tables."""
    listed = {row.file for row in _rows(before)}
    lock = result.release.lock if result.release else EMPTY_LOCK
    slugs = {*lock.decks, *(bundle.slug for bundle in lock.bundles.values())}
    stable = {f"{slug}.apkg" for slug in {*slugs, *map(slug_of, listed)}}
    stable |= {name for name in _retired(lock) if name not in wanted and fields_in(target.read(result, name) or b"")}
    try:
        names = result.disk.names(target.folder)
    except FileNotFoundError:
        return
    for name, kind in names:
        is_ours = slug_of(name) in slugs or (slug_of(name) and name in listed) or name in stable
        if kind == "file" and name not in wanted and (is_ours or is_table(name)):
            yield target.folder / name


def _read(result: Result, name: str) -> bytes | None:
    return PublishTarget(result.decks, result.project.bounds).read(result, name)
