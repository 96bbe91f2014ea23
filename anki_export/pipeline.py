"""The whole way on one page: settings → pages → questions → release → files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from anki_export import files
from anki_export.deck.note_type import style
from anki_export.deck.package import FINGERPRINT_SIZE, PackageContent, package_bytes, package_content
from anki_export.diagnostics import Diagnostic, Location, Report, Rule, has_errors, in_order
from anki_export.release.lock import EMPTY, Card, Lock, dump_lock, load_lock
from anki_export.release.release import DeckRelease, Release, plan
from anki_export.settings import Settings, candidates, load_settings
from anki_export.source.check import check
from anki_export.source.markup import make_parser
from anki_export.source.page import read_page
from anki_export.source.question import Question
from anki_export.source.reader import Reading, read_questions

LOCK = "lock.json"

Track = Callable[[Sequence[str]], Iterable[str]]
"""Lets a person see how far a loop over names has come."""


class Misuse(Exception):
    """What was asked for can't be done; the message is for the one who asked."""


@dataclass(frozen=True, slots=True)
class Result:
    """One computation that `build`, `check` and `list` show different parts of."""

    questions: tuple[Question, ...]
    """Those of the pages that were asked for."""
    pages: int
    release: Release | None
    """None when errors keep it from being trusted."""
    lock: Lock
    diagnostics: tuple[Diagnostic, ...]
    decks: Path


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did to one deck's file."""

    release: DeckRelease
    path: Path
    is_new: bool
    """Whether the file was written, for it was missing or other than it should be."""


def find_settings(start: Path, report: Report) -> Settings:
    """The nearest settings, or the defaults relative to `start`."""
    for path in candidates(start):
        try:
            data = files.read_or_none(path)
        except OSError as error:
            report.say(Location(str(path)), Rule.UNREADABLE, _reason(error), "make it readable, or remove it")
            continue
        if data is not None:
            settings = load_settings(path, files.shown(path), data, report)
            if settings is not None:
                return settings
    return Settings(home=start)


def run(
    sources: Sequence[Path],
    decks: Path | None,
    settings: Settings,
    report: Report,
    *,
    now: int,
    track: Track = iter,
) -> Result:
    """Read pages and lock, and plan the release; nothing is written. Raises Misuse for a source that isn't there."""
    home = settings.home / settings.source
    try:
        tree = files.source_tree(sources, home, settings.exclude)
    except FileNotFoundError as error:
        hint = "" if sources else " (set `source` in the settings, or name a folder or page)"
        raise Misuse(f"{error}: there is no such file or folder{hint}") from None
    decks = decks or settings.home / settings.decks
    lock_path = files.shown(decks / LOCK)
    lock = _read_lock(decks, lock_path, report)
    questions, topics = _read(tree, settings, report, track)
    check(questions, report)
    chosen = tuple(question for question in questions if tree.selects(question.page))
    report[:] = _in_view(report, topics, tree)
    release = None
    if lock is not None and not has_errors(report):
        release = plan(
            questions,
            lock,
            report,
            now=now,
            style_digest=style().digest,
            lock_path=lock_path,
            is_read=tree.covers,
            exists=tree.has,
            is_selected=tree.selects,
        )
    count = sum(map(tree.selects, topics))
    if not chosen and not has_errors(report) and not (release and release.decks):
        report.append(_nothing(tree, count))
    return Result(chosen, count, release, lock or EMPTY, in_order(report), decks)


def write(result: Result, *, keep: bool, dry_run: bool, track: Track = iter) -> tuple[Written, ...]:
    """Write lock and packages that differ from what is there; raises OSError and leaves all as it was when it can't.

    The lock goes first: from it and the source each package can be made again, byte for byte.
    """
    release = result.release
    if release is None:
        raise AssertionError("a result with errors is not written")
    lock = dump_lock(release.lock)
    contents: dict[Path, Callable[[], bytes] | bytes] = {}
    if release.lock != result.lock:
        contents[result.decks / LOCK] = lock
    written: list[Written] = []
    for deck in release.decks:
        path = result.decks / deck.file_name
        content = package_content(deck, style(), release.lock.style_modified)
        is_new = bool(deck.cards) and not _is_there(path, content)
        if is_new:
            contents[path] = lambda content=content: package_bytes(content)  # type: ignore[misc]
        written.append(Written(deck, path, is_new))
    if not dry_run:
        files.write_all(contents, lambda paths: map(Path, track([str(path) for path in paths])))
        if not keep:
            files.remove(_outdated(result.decks, release.decks))
    return tuple(written)


def _is_there(path: Path, content: PackageContent) -> bool:
    return files.tail_or_none(path, FINGERPRINT_SIZE) == content.fingerprint


def _outdated(decks: Path, released: Iterable[DeckRelease]) -> list[Path]:
    """Files of earlier versions of the released decks."""
    return [
        path
        for release in released
        for path in files.versions_of(decks, release.deck.slug)
        if path.name != release.file_name or not release.cards
    ]


def _read_lock(decks: Path, shown: str, report: Report) -> Lock | None:
    if decks.exists() and not decks.is_dir():
        raise Misuse(f"{files.shown(decks)} is a file, not a folder for decks")
    try:
        data = files.read_or_none(decks / LOCK)
    except OSError as error:
        report.say(Location(shown), Rule.UNREADABLE, _reason(error), "make it readable")
        return None
    return load_lock(data, shown, report)


def _read(
    tree: files.SourceTree, settings: Settings, report: Report, track: Track
) -> tuple[list[Question], dict[str, str | None]]:
    """The questions of all pages in view, and for each page the slug of its topic, None when it can't be read."""
    reading = Reading(make_parser(settings.dollar_math), settings.site_url, settings.directory_urls)
    questions: list[Question] = []
    topics: dict[str, str | None] = {}
    for path in track(tree.pages()):
        shown = tree.name(path)
        topics[path] = None
        try:
            data = tree.bytes_of(path)
        except OSError as error:
            report.say(Location(shown), Rule.UNREADABLE, _reason(error), "make it readable, or exclude it")
            continue
        page = read_page(
            path,
            shown,
            data,
            report,
            levels=settings.levels,
            site_url=settings.site_url,
            directory_urls=settings.directory_urls,
        )
        if page is None:
            continue
        topics[path] = page.slug
        before = len(report)
        found = read_questions(page, tree, reading, report)
        questions += found
        if not found and page.level and len(report) == before:
            report.say(page.at(1), Rule.NO_QUESTIONS, "page has no questions", 'write one: ??? question "…?"')
    return questions, topics


def _in_view(report: Report, topics: Mapping[str, str | None], tree: files.SourceTree) -> list[Diagnostic]:
    """What is said about the pages that were asked for, and the errors of others that may share their topics."""
    chosen = {slug for path, slug in topics.items() if tree.selects(path)}
    others = {tree.name(path): slug for path, slug in topics.items() if not tree.selects(path)}
    return [
        d
        for d in report
        if d.location.path not in others
        or (has_errors([d]) and (others[d.location.path] in chosen or others[d.location.path] is None))
    ]


def _nothing(tree: files.SourceTree, pages: int) -> Diagnostic:
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages here", "name a folder with .md files, or a page"
        )
    return Diagnostic(
        Location(place.path, 1, 1) if place.path.endswith(files.PAGE_SUFFIXES) else place,
        Rule.NOTHING_TO_BUILD,
        "no questions here",
        'write one: ??? question "…?", its answer indented four spaces below',
    )


def _reason(error: OSError) -> str:
    return f"can't be read: {(error.strerror or str(error)).lower()}"


def shown(path: Path) -> str:
    """A path as a person in the current folder would name it."""
    return files.shown(path)


def placed(result: Result) -> Iterator[tuple[Question, str, Card | None]]:
    """The questions that were asked for, each with the name of its deck and its card as it was last released."""
    known = {card.guid: card for card in result.lock.cards}
    decks = result.release.decks if result.release else ()
    entries = {entry.question.location: (deck, entry) for deck in decks for entry in deck.cards}
    for question in result.questions:
        if question.location in entries:
            deck, entry = entries[question.location]
            yield question, deck.deck.name, known.get(entry.card.guid)
        else:
            yield question, f"{question.topic}::{question.level.ordinal} {question.level.name}", None
