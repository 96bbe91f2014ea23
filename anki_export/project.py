"""The whole way on one page: settings → pages → questions → release → files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from anki_export.apkg.unpack import ForeignNote, unpack
from anki_export.apkg.verify import Inspected, compare, inspect
from anki_export.deck.note_type import MODEL_ID, Style, style
from anki_export.deck.result import LOCK, Result, UsageError, digest_of
from anki_export.deck.style import reaches_out, styled
from anki_export.diagnostics import Diagnostic, Location, Report, Rule, Severity, has_errors, in_order, partition
from anki_export.disk import atomic, confine, dependencies, files
from anki_export.disk.cache import Cache
from anki_export.parallel import Track
from anki_export.release.fuzzy_match import Decide, Unclear
from anki_export.release.lock import EMPTY, Card, Lock, dump_lock, load_lock
from anki_export.release.plan import View, plan
from anki_export.release.release import Release
from anki_export.settings import Settings, candidates, load_settings
from anki_export.source.checks import check
from anki_export.source.formats import EXAMPLE_WITH_ANSWER
from anki_export.source.ignore import apply_ignores
from anki_export.source.question import Question
from anki_export.source.read_pages import read_pages
from anki_export.text.naming import LEVELS, home_of

if TYPE_CHECKING:  # what few commands need, they import when they need it
    from anki_export.deck.preview import Preview as Preview

_SETTINGS_LIMIT = 1 << 17
_LOCK_LIMIT = 256 << 20
"""Bytes of a lock: a card takes a kilobyte."""


def find_settings(start: Path, report: Report) -> Settings:
    """The nearest settings, or the defaults relative to `start`."""
    for path in candidates(start):
        try:
            data = files.read_or_none(path.parent, path.name, _SETTINGS_LIMIT)
        except OSError as error:
            report.say(Location(str(path)), Rule.UNREADABLE, files.reason(error), "make it readable, or remove it")
            continue
        if data is not None:
            settings = load_settings(path, files.shown(path), data, report)
            if settings is not None:
                return settings
    return Settings(home=start)


def run(
    sources: Sequence[Path],
    decks: Path | None,
    start: Path,
    *,
    now: int,
    track: Track = iter,
    decide: Decide = lambda case: None,
    packages: Sequence[Path] = (),
    memo: Cache | None = None,
    jobs: int | None = None,
) -> Result:
    """Read settings, pages and lock, and plan the release; nothing is written.

    `start` is the folder to look for settings from, `now` the time in seconds since 1970; `decide` is asked about
    questions that may be old ones in other words. With `packages`, that were published before there was a lock, their
    guids and deck names are taken over. Pages that `memo` knows are not read again. Raises UsageError for a source that
    isn't there, for decks that are no folder, and for packages beside a lock.
    """
    report = Report()
    settings = find_settings(start, report)
    home, decks, bounds = _folders(settings, sources, decks, report)
    if has_errors(report):
        return Result((), 0, None, EMPTY, "", in_order(report), decks, bounds, style(), now)
    try:
        tree = files.source_tree(sources, home, decks, settings.exclude)
    except FileNotFoundError as error:
        hint = "" if sources else " (set `source` in the settings, or name a folder or page)"
        raise UsageError(f"{error}: there is no such file or folder{hint}") from None
    if packages and tree.selected != tree.read:
        raise UsageError("packages are taken over for the whole source at once: name no part of it")
    lock_path = files.shown(decks / LOCK)
    digest, lock = _read_lock(decks, bounds, lock_path, report, must_be_new=bool(packages))
    templates = _style(settings, report)
    diagrams: dict[str, bytes] = {}
    said = Report()
    questions, pages, comments = read_pages(
        tree, settings, (bounds, decks), diagrams, said, track, memo or Cache(), jobs
    )
    check(questions, said)
    others = {tree.name(page) for page in pages if not tree.selects(page)}
    shown, held = _concerning_selection(said, tree, others)
    report += shown
    is_selected = cache(tree.selects_key)  # asked for each card and each question
    chosen = tuple(question for question in questions if is_selected(question.page))
    release = None
    heard = Report() if has_errors(report) else report  # what follows from errors is no news
    if not digest and lock is not None and not packages:
        _tell_of_usual_lock(decks, settings, tree, filter(tree.selects, pages), report)
    if lock is not None:
        if chosen:
            view = View(
                cache(tree.covers),
                tree.has,
                is_selected,
                cache(lambda key: home_of(key, settings.levels)),
                lambda key: tree.is_below(key, held),
            )

            def asked(case: Unclear) -> bool | None:
                """Nobody is asked in vain: not beside errors, and not of decks that are not built."""
                is_wanted = not has_errors(report) and is_selected(case.question.page)
                return decide(case) if is_wanted else None

            planned = partial(plan, questions, view=view, now=now, style_digest=templates.digest, lock_path=lock_path)
            if packages:
                lock = _adopted(packages, questions, planned(lock=EMPTY, report=Report()), heard)
            release = planned(lock=lock, report=heard, decide=asked)
        elif not has_errors(report):
            report.append(_nothing(tree, len(pages), report))
    heeded, hidden = apply_ignores(comments, report)
    told, ignored = partition([d for d in heeded if d.location.path not in others], settings.ignored)
    return Result(
        chosen,
        sum(map(tree.selects, pages)),
        release,
        lock or EMPTY,
        digest,
        in_order(told),
        decks,
        bounds,
        templates,
        now,
        diagrams,
        settings.ignored,
        in_order([*(d for d in hidden if d.location.path not in others), *ignored]),
    )


def _concerning_selection(
    said: Report, tree: files.SourceTree, others: Collection[str]
) -> tuple[Report, frozenset[str]]:
    """What concerns the pages that were asked for, and the paths whose cards must stay as they were released.

    These are paths that were skipped, and those with errors that are not shown because they were not asked for.
    `others` are the pages that were not.
    """
    shown = Report()
    held = set()
    for diagnostic in said:
        path, rule = diagnostic.location.path, diagnostic.rule
        is_elsewhere = path in others or (rule in _ABOUT_PLACES and not tree.meets_selection(path))
        if not is_elsewhere:
            shown.append(diagnostic)
        if rule is Rule.LEADS_OUT or (is_elsewhere and diagnostic.severity is Severity.ERROR):
            held.add(path)
    return shown, frozenset(held)


_ABOUT_PLACES = frozenset({Rule.UNREADABLE, Rule.LEADS_OUT})
"""Also reported for folders, which are no pages."""


def _folders(
    settings: Settings, sources: Sequence[Path], decks: Path | None, report: Report
) -> tuple[Path | None, Path, Path]:
    """The folder of pages, the folder of decks, and the one that no link among decks leads out of.

    Settings come with the pages, from anyone: what they name lies below them. Only who runs the command may name other
    folders; then there is no folder of pages beside those.
    """
    home: Path | None = settings.home / settings.source
    if problem := _problem(settings, settings.source):
        home = None
        if not sources:
            _report_outside(settings, "source", problem, "anki-export build", report)
    if decks is None:
        if problem := _problem(settings, settings.decks):
            _report_outside(settings, "decks", problem, "anki-export build --decks", report)
        return home, settings.home / settings.decks, settings.home
    is_inside = dependencies.place(decks).is_relative_to(dependencies.place(settings.home))
    return home, decks, settings.home if is_inside else decks


def _problem(settings: Settings, folder: str) -> str:
    """Why a folder can't be named by settings, or nothing."""
    try:
        confine.place(settings.home, folder)
    except confine.Outside as error:
        return str(error).replace("the folder", "the folder of the settings")
    except OSError:
        return "leads nowhere"
    return ""


def _report_outside(settings: Settings, name: str, problem: str, command: str, report: Report) -> None:
    folder = getattr(settings, name)
    place = settings.places.get(name, Location(name))
    hint = f"name a folder beside or below the settings; or, if it is meant, on the command line: {command} {folder}"
    report.say(place, Rule.OUT_OF_PROJECT, f"{name} {folder!r} {problem}", hint)


def _style(settings: Settings, report: Report) -> Style:
    """The styles with the settings in them; what is wrong with their colours or their CSS goes to `report`."""
    base, extra = style(), ""
    css_file = files.shown(settings.home / settings.extra_css)
    if settings.extra_css:
        try:
            extra = files.css_in(settings.home, settings.extra_css).decode()
        except (OSError, UnicodeDecodeError) as error:
            problem = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else files.reason(error)
            hint = "name a CSS file beside or below the settings"
            report.say(settings.places["extra_css"], Rule.EXTRA_CSS, f"{css_file} {problem}", hint)
        for line, found in reaches_out(extra):
            hint = "write plain rules: no @import, no address of another place, no tag, no backslash"
            message = f"{found!r} can't stand in the styles of a card"
            report.say(Location(css_file, line, 1), Rule.EXTRA_CSS, message, hint)
    result = styled(
        base,
        accent=settings.accent,
        accent_night=settings.accent_night,
        font=settings.font,
        levels=settings.levels if settings.levels != LEVELS else (),
        extra=extra,
    )
    if result is not base:
        from anki_export.deck.contrast import low_contrasts

        colour = settings.places.get("accent") or settings.places.get("accent_night")
        for pair in low_contrasts(result.css):
            place = Location(css_file, line, 1) if (line := pair.line_in(extra)) or not colour else colour
            report.say(
                place, Rule.LOW_CONTRAST, str(pair), "a darker colour by day and a lighter one at night can be read"
            )
    return result


def _adopted(packages: Sequence[Path], questions: Sequence[Question], fresh: Release, report: Report) -> Lock:
    """The lock to start from, with the guids and deck names of packages that were published before."""
    from anki_export.release.adopt import FOREIGN_HINT, adopt, first_lock, foreign

    notes: list[ForeignNote] = []
    for path in packages:
        shown_path = files.shown(path)
        data = files.read_named(path)
        if data is None:
            raise UsageError(f"{shown_path}: there is no such file")
        notes += unpack(data, shown_path, report)
    found = adopt(notes, questions)
    if names := foreign(found, MODEL_ID):
        report.say(
            Location(files.shown(packages[0])),
            Rule.FOREIGN,
            f"notes of another note type ({', '.join(names)}) keep their old texts with learners",
            FOREIGN_HINT,
        )
    return first_lock(found, fresh)


def _read_lock(
    decks: Path, bounds: Path, shown: str, report: Report, must_be_new: bool = False
) -> tuple[str, Lock | None]:
    """The digest of the lock's file, and what it holds; None when it must not be trusted."""
    try:
        blocker = next((path for path in (decks, *decks.parents) if path.exists() and not path.is_dir()), None)
        data = None if blocker else files.read_or_none(bounds, (decks / LOCK).absolute(), _LOCK_LIMIT)
        packages = [path.name for path, _ in files.packages_in(decks)] if data is None else []
    except OSError as error:
        report.say(Location(shown), Rule.UNREADABLE, files.reason(error), "make it readable")
        return "", None
    if blocker:
        raise UsageError(f"{files.shown(blocker)} is a file, not a folder for decks")
    if must_be_new:
        if data is not None:
            raise UsageError(f"{shown} is there already: packages can be taken over only before the first build")
        return "", EMPTY
    if packages:
        report.say(
            Location(shown),
            Rule.LOCK_LOST,
            f"the lock is gone but {packages[0]} is here",
            "restore it from version control, or learners lose their reviews; to begin anew, move the packages away",
        )
        return "", None
    return digest_of(data), load_lock(data, shown, report)


def _tell_of_usual_lock(
    decks: Path, settings: Settings, tree: files.SourceTree, pages: Iterable[str], report: Report
) -> None:
    """Tell when the first build into another folder would give new guids to cards that the usual lock has."""
    path = settings.home / settings.decks / LOCK
    try:
        usual = confine.place(settings.home, settings.decks)
        data = (
            None
            if usual == dependencies.place(decks)
            else files.read_or_none(settings.home, path.absolute(), _LOCK_LIMIT)
        )
    except (OSError, RuntimeError):  # a ring of links; nothing is said of a folder that wasn't asked for
        return
    cards = (load_lock(data, "", Report()) or EMPTY).cards if data else ()
    there = replace(tree, anchor=usual.parent)
    if {card.page for card in cards} & {there.key(page) for page in pages}:
        report.say(
            Location(files.shown(path)),
            Rule.LOCK_ELSEWHERE,
            f"is not used in {files.shown(decks)}: who learns its cards would get all of them anew",
            f"copy it to {files.shown(decks / LOCK)} first, or go on where nobody has these cards",
        )


def _nothing(tree: files.SourceTree, pages: int, told: Iterable[Diagnostic]) -> Diagnostic:
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages here", "name a folder with .md files, or a page"
        )
    place = Location(place.path, 1, 1) if place.path.endswith(files.PAGE_SUFFIXES) else place
    if any(diagnostic.rule is Rule.OTHER_OPENERS for diagnostic in told):
        hint = "the other messages say what looks like questions, and how to write them"
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no question is written as one", hint)
    return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions here", f"write one: {EXAMPLE_WITH_ANSWER}")


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


def verify(
    packages: Sequence[Path], against: Path | None, start: Path
) -> tuple[list[tuple[Path, Inspected | None]], list[Diagnostic]]:
    """Look at packages, made by whomever, and at what they would do to a learner who has the package `against`.

    Of the settings that are found from `start` only the warnings that they ignore count.
    """
    report = Report()

    def looked_at(path: Path, report: Report) -> Inspected | None:
        try:
            data = files.read_named(path)
        except OSError as error:
            report.say(Location(files.shown(path)), Rule.UNREADABLE, files.reason(error), "make it readable")
            return None
        if data is None:
            raise UsageError(f"{files.shown(path)}: there is no such file")
        return inspect(data, files.shown(path), report)

    older = looked_at(against, Report()) if against else None
    if against and older is None:
        raise UsageError(f"{files.shown(against)} can't be read as a package")
    found = [(path, looked_at(path, report)) for path in packages]
    for path, new in found:
        if new and older:
            compare(new, older, files.shown(path), report)
    return found, partition(report, find_settings(start, Report()).ignored)[0]


def preview(result: Result, *, is_live: bool = False) -> "Preview":
    """One HTML page that shows all cards and messages; a live one reloads when its server says so."""
    from anki_export.deck.preview import preview as preview_page

    names = [(question, name) for question, name, _ in placed(result)]
    return preview_page(
        result.release,
        names,
        result.lock,
        result.diagnostics,
        result.style,
        can_build=result.can_build,
        is_live=is_live,
    )


def watched(sources: Sequence[Path], decks: Path | None, start: Path) -> files.Fingerprint:
    """What `run` would read: differs when another run may find something else."""
    report = Report()
    home, decks, _ = _folders(find_settings(start, report), sources, decks, report)
    try:
        roots = [] if has_errors(report) else [files.source_tree(sources, home, decks).root]
    except FileNotFoundError:
        roots = [*([home] if home else []), *sources]  # what is missing may come back
    return files.fingerprint(roots, [*candidates(start), decks / LOCK])


def repair(decks: Path | None, start: Path, change: Callable[[Lock], Lock]) -> Report:
    """Change the lock by hand; a build then releases what follows. Raises RepairError when it can't be, and OSError."""
    report = Report()
    settings = find_settings(start, report)
    _, decks, bounds = _folders(settings, (settings.home,), decks, report)
    if not has_errors(report):
        with atomic.locked(decks, bounds):
            _, lock = _read_lock(decks, bounds, files.shown(decks / LOCK), report)
            if lock is not None:
                atomic.replace_files(decks, {decks / LOCK: dump_lock(change(lock))}, bounds=bounds)
    return report
