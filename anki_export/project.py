"""The whole way on one screen: load → read → plan, and `deck.write` → files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from anki_export.apkg.unpack import ForeignNote, unpack
from anki_export.apkg.verify import Inspected, compare, inspect
from anki_export.deck.note_type import MODEL_ID, Style, style
from anki_export.deck.result import LOCK, Project, Result, UsageError, digest_of, packages_in
from anki_export.deck.style import reaches_out, styled
from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, has_errors, in_order, partition
from anki_export.disk import atomic
from anki_export.disk.paths import display_path, reason
from anki_export.disk.reading import Disk, Outside
from anki_export.disk.source_tree import PAGE_SUFFIXES, SourceTree, source_tree
from anki_export.disk.watch import Fingerprint, fingerprint
from anki_export.release.fuzzy_match import Decide, Unclear
from anki_export.release.lock import EMPTY, Card, Lock, dump_lock, load_lock
from anki_export.release.plan import View, plan
from anki_export.release.release import Release
from anki_export.settings import Settings, candidates, load_settings
from anki_export.source.checks import check
from anki_export.source.formats import EXAMPLE_WITH_ANSWER
from anki_export.source.ignore import apply_ignores
from anki_export.source.media.diagrams import DIAGRAMS
from anki_export.source.question import Question
from anki_export.source.read_pages import Execution, Pages, read_pages
from anki_export.text.naming import LEVELS, home_of

if TYPE_CHECKING:  # what few commands need, they import when they need it
    from anki_export.deck.preview import Preview as Preview

_SETTINGS_LIMIT = 1 << 17
_LOCK_LIMIT = 256 << 20
"""Bytes of a lock: a card takes a kilobyte."""
_MOST = 1 << 30
"""Bytes of a package that someone names."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which pages, and for which decks."""

    start: Path
    """The folder to look for settings from."""
    sources: Sequence[Path] = ()
    """Folders and pages; the folder of the settings when none is named."""
    decks: Path | None = None
    packages: Sequence[Path] = ()
    """Published before there was a lock: their guids and deck names are adopted."""


def run(
    request: Request, *, now: int, execution: Execution | None = None, decide: Decide = lambda case: None
) -> Result:
    """Read settings, pages and lock, and plan the release; nothing is written.

    `now` is the time in seconds since 1970; `decide` is asked about questions that may be reworded old ones. Raises
    UsageError for a source that isn't there, for decks that are no folder, and for packages beside a lock.
    """
    project, problems = load(request)
    pages = read_pages(project.tree, project.settings, _drawings(project), execution or Execution())
    others = {project.tree.name(page) for page in pages.names if not project.tree.selects(page)}
    shown, held = _concerning_selection([*pages.diagnostics, *check(pages.questions)], project.tree, others)
    problems = [*problems, *shown]
    chosen = tuple(question for question in pages.questions if project.tree.selects_key(question.page))
    if not request.packages:
        problems += _lock_elsewhere(project, filter(project.tree.selects, pages.names))
    lock, release = project.lock or EMPTY, None
    found: list[Diagnostic] = []
    if project.lock is not None and chosen:
        is_wanted = not has_errors(problems)  # nobody is asked in vain
        planned = _planner(project, pages, held, now)
        if request.packages:
            lock, found = _adopted(request.packages, pages.questions, planned(EMPTY, None)[0])
        release, more = planned(lock, _asked(decide, project.tree) if is_wanted else None)
        found = [*found, *more] if is_wanted else []  # what follows from errors is no news
    elif project.lock is not None and not has_errors(problems):
        found = [_nothing(project.tree, len(pages.names), problems)]
    visible, hidden = apply_ignores(pages.ignores, [*problems, *found])
    told, ignored = partition([d for d in visible if d.location.path not in others], project.settings.ignored)
    return Result(
        project,
        chosen,
        sum(map(project.tree.selects, pages.names)),
        release,
        in_order(told),
        now,
        lock,
        pages.diagrams,
        in_order([*(d for d in hidden if d.location.path not in others), *ignored]),
    )


def load(request: Request) -> tuple[Project, list[Diagnostic]]:
    """Find settings, pages and lock. With errors in the settings there are no pages and no lock."""
    disk = Disk()
    settings, problems = find_settings(request.start, disk)
    home, decks, bounds, misplaced = _folders(settings, request, disk)
    if has_errors([*problems, *misplaced]):
        nothing = SourceTree(settings.home, display_path(settings.home), read=(), selected=(), disk=disk)
        return Project(settings, nothing, decks, bounds, style()), [*problems, *misplaced]
    try:
        tree = source_tree(request.sources, home, decks, settings.exclude, disk)
    except FileNotFoundError as error:
        hint = "" if request.sources else " (set `source` in the settings, or name a folder or page)"
        raise UsageError(f"{error}: there is no such file or folder{hint}") from None
    if request.packages and tree.selected != tree.read:
        raise UsageError("packages are taken over for the whole source at once: name no part of it")
    digest, lock, lock_problems = _read_lock(decks, bounds, disk, must_be_new=bool(request.packages))
    templates, style_problems = _style(settings, disk)
    project = Project(settings, tree, decks, bounds, templates, lock, digest)
    return project, [*problems, *lock_problems, *style_problems]


def find_settings(start: Path, disk: Disk) -> tuple[Settings, list[Diagnostic]]:
    """The nearest settings, or the defaults relative to `start`."""
    problems: list[Diagnostic] = []
    for path in candidates(start):
        try:
            data = disk.read_in_or_none(path.parent, path.name, _SETTINGS_LIMIT)
        except OSError as error:
            hint = "make it readable, or remove it"
            problems.append(Diagnostic(Location(str(path)), Rule.UNREADABLE, reason(error), hint))
            continue
        if data is not None:
            settings, found = load_settings(path, display_path(path), data)
            problems += found
            if settings is not None:
                return settings, problems
    return Settings(home=start), problems


def _folders(settings: Settings, request: Request, disk: Disk) -> tuple[Path | None, Path, Path, list[Diagnostic]]:
    """The folder of pages, the folder of decks, the one that no link among decks leads out of, and what is wrong.

    Settings come with the pages, from anyone: what they name lies below them. Only who runs the command may name other
    folders; then there is no folder of pages beside those.
    """
    home: Path | None = settings.home / settings.source
    problems = []
    if problem := _problem(settings, settings.source, disk):
        home = None
        if not request.sources:
            problems.append(_outside(settings, "source", problem, "anki-export build"))
    if request.decks is None:
        if problem := _problem(settings, settings.decks, disk):
            problems.append(_outside(settings, "decks", problem, "anki-export build --decks"))
        return home, settings.home / settings.decks, settings.home, problems
    is_inside = disk.locate(request.decks).is_relative_to(disk.locate(settings.home))
    return home, request.decks, settings.home if is_inside else request.decks, problems


def _problem(settings: Settings, folder: str, disk: Disk) -> str:
    """Why a folder can't be named by settings, or nothing."""
    try:
        disk.locate_in(settings.home, folder)
    except Outside as error:
        return str(error).replace("the folder", "the folder of the settings")
    except OSError:
        return "leads nowhere"
    return ""


def _outside(settings: Settings, name: str, problem: str, command: str) -> Diagnostic:
    folder = getattr(settings, name)
    place = settings.places.get(name, Location(name))
    hint = f"name a folder beside or below the settings; or, if it is meant, on the command line: {command} {folder}"
    return Diagnostic(place, Rule.OUT_OF_PROJECT, f"{name} {folder!r} {problem}", hint)


def _read_lock(
    decks: Path, bounds: Path, disk: Disk, must_be_new: bool = False
) -> tuple[str, Lock | None, Sequence[Diagnostic]]:
    """The digest of the lock's file, and what it holds; None when it must not be trusted."""
    shown = display_path(decks / LOCK)
    try:
        blocker = next((path for path in (decks, *decks.parents) if path.exists() and not path.is_dir()), None)
        data = None if blocker else disk.read_in_or_none(bounds, (decks / LOCK).absolute(), _LOCK_LIMIT)
        packages = [path.name for path, _ in packages_in(decks, disk)] if data is None else []
    except OSError as error:
        return "", None, [Diagnostic(Location(shown), Rule.UNREADABLE, reason(error), "make it readable")]
    if blocker:
        raise UsageError(f"{display_path(blocker)} is a file, not a folder for decks")
    if must_be_new:
        if data is not None:
            raise UsageError(f"{shown} is there already: packages can be taken over only before the first build")
        return "", EMPTY, ()
    if packages:
        hint = "restore it from version control, or learners lose their reviews; to begin anew, move the packages away"
        message = f"the lock is gone but {packages[0]} is here"
        return "", None, [Diagnostic(Location(shown), Rule.LOCK_LOST, message, hint)]
    return digest_of(data), *load_lock(data, shown)


def _style(settings: Settings, disk: Disk) -> tuple[Style, list[Diagnostic]]:
    """The styles with the settings in them, and what is wrong with their colours or their CSS."""
    base, extra = style(), ""
    css_file = display_path(settings.home / settings.extra_css)
    problems: list[Diagnostic] = []
    if settings.extra_css:
        try:
            extra = _css_in(settings.home, settings.extra_css, disk).decode()
        except (OSError, UnicodeDecodeError) as error:
            problem = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else reason(error)
            hint = "name a CSS file beside or below the settings"
            place = settings.places["extra_css"]
            problems.append(Diagnostic(place, Rule.EXTRA_CSS, f"{css_file} {problem}", hint))
        for line, found in reaches_out(extra):
            hint = "write plain rules: no @import, no address of another place, no tag, no backslash"
            message = f"{found!r} can't stand in the styles of a card"
            problems.append(Diagnostic(Location(css_file, line, 1), Rule.EXTRA_CSS, message, hint))
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
        hint = "a darker colour by day and a lighter one at night can be read"
        for pair in low_contrasts(result.css):
            place = Location(css_file, line, 1) if (line := pair.line_in(extra)) or not colour else colour
            problems.append(Diagnostic(place, Rule.LOW_CONTRAST, str(pair), hint))
    return result, problems


def _css_in(folder: Path, name: str, disk: Disk) -> bytes:
    """The styles in a file in or below `folder`; raises OSError, also for what is no CSS by its name."""
    try:
        if disk.locate_in(folder, name).suffix.lower() != ".css":
            raise PermissionError(0, "its name does not end in .css", name)
        return disk.read_in(folder, name, _SETTINGS_LIMIT * 2)
    except Outside:
        raise PermissionError(0, f"it lies outside of {display_path(folder)}", name) from None


def _drawings(project: Project) -> tuple[tuple[Path, Path], ...]:
    """The folders in which drawn diagrams are looked for, each with the folder that no link may lead out of.

    The project's usual folder is one of them whatever `-o` says: what was drawn once is part of the input.
    """
    settings, disk = project.settings, project.tree.disk
    found = [(project.bounds, (project.decks / DIAGRAMS).absolute())]
    with suppress(OSError):  # settings that lead out of the project; who builds elsewhere does without them
        disk.locate_in(settings.home, settings.decks)
        found.append((settings.home, (settings.home / settings.decks / DIAGRAMS).absolute()))
    return tuple(dict.fromkeys(found))


def _concerning_selection(
    found: Iterable[Diagnostic], tree: SourceTree, others: Collection[str]
) -> tuple[list[Diagnostic], frozenset[str]]:
    """What concerns the selected pages, and the paths whose cards must stay as they were released.

    These are paths that were skipped, and those with errors that are not shown because they were not selected.
    `others` are the pages that were not.
    """
    shown = []
    held = set()
    for diagnostic in found:
        path, rule = diagnostic.location.path, diagnostic.rule
        is_elsewhere = path in others or (rule in _ABOUT_PLACES and not tree.meets_selection(path))
        if not is_elsewhere:
            shown.append(diagnostic)
        if rule is Rule.LEADS_OUT or (is_elsewhere and diagnostic.severity is Severity.ERROR):
            held.add(path)
    return shown, frozenset(held)


_ABOUT_PLACES = frozenset({Rule.UNREADABLE, Rule.LEADS_OUT})
"""Also reported for folders, which are no pages."""


def _planner(
    project: Project, pages: Pages, held: Collection[str], now: int
) -> Callable[[Lock, Decide | None], tuple[Release, list[Diagnostic]]]:
    """Plans a release from a lock, with answers about reworded questions if there is someone to give them."""
    tree, levels = project.tree, project.settings.levels
    view = View(
        cache(tree.covers),
        tree.has,
        cache(tree.selects_key),  # asked for each card and each question
        cache(lambda key: home_of(key, levels)),
        lambda key: tree.is_below(key, held),
    )

    def planned(lock: Lock, decide: Decide | None) -> tuple[Release, list[Diagnostic]]:
        return plan(
            pages.questions,
            lock,
            view,
            now=now,
            style_digest=project.style.digest,
            lock_path=display_path(project.decks / LOCK),
            decide=decide or (lambda case: None),
        )

    return planned


def _asked(decide: Decide, tree: SourceTree) -> Decide:
    """Nobody is asked about decks that are not built."""

    def asked(case: Unclear) -> bool | None:
        return decide(case) if tree.selects_key(case.question.page) else None

    return asked


def _adopted(packages: Sequence[Path], questions: Sequence[Question], fresh: Release) -> tuple[Lock, list[Diagnostic]]:
    """The lock to start from, with the guids and deck names of packages that were published before."""
    from anki_export.release.adopt import FOREIGN_HINT, adopt, first_lock, foreign

    notes: list[ForeignNote] = []
    problems: list[Diagnostic] = []
    for path in packages:
        found, more = unpack(_named(path), display_path(path))
        notes += found
        problems += more
    adopted = adopt(notes, questions)
    if names := foreign(adopted, MODEL_ID):
        message = f"notes of another note type ({', '.join(names)}) keep their old texts with learners"
        problems.append(Diagnostic(Location(display_path(packages[0])), Rule.FOREIGN, message, FOREIGN_HINT))
    return first_lock(adopted, fresh), problems


def _named(path: Path) -> bytes:
    """The content of a file that someone has named; raises OSError, and UsageError when it isn't there."""
    try:
        return Disk().content(path)
    except FileNotFoundError:
        raise UsageError(f"{display_path(path)}: there is no such file") from None


def _lock_elsewhere(project: Project, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """Whether the first build into another folder would give new guids to cards that the usual lock has."""
    settings, decks, disk = project.settings, project.decks, project.tree.disk
    if project.lock is None or project.lock_digest:
        return
    path = settings.home / settings.decks / LOCK
    try:
        usual = disk.locate_in(settings.home, settings.decks)
        is_same = usual == disk.locate(decks)
        data = None if is_same else disk.read_in_or_none(settings.home, path.absolute(), _LOCK_LIMIT)
    except (OSError, RuntimeError):  # a ring of links; nothing is said of a folder that wasn't asked for
        return
    lock, _ = load_lock(data, "")
    there = replace(project.tree, anchor=usual.parent)
    if {card.page for card in (lock or EMPTY).cards} & {there.key(page) for page in pages}:
        yield Diagnostic(
            Location(display_path(path)),
            Rule.LOCK_ELSEWHERE,
            f"is not used in {display_path(decks)}: who learns its cards would get all of them anew",
            f"copy it to {display_path(decks / LOCK)} first, or go on where nobody has these cards",
        )


def _nothing(tree: SourceTree, pages: int, told: Iterable[Diagnostic]) -> Diagnostic:
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages here", "name a folder with .md files, or a page"
        )
    place = Location(place.path, 1, 1) if place.path.endswith(PAGE_SUFFIXES) else place
    if any(diagnostic.rule is Rule.OTHER_OPENERS for diagnostic in told):
        hint = "the other messages say what looks like questions, and how to write them"
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no question is written as one", hint)
    return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions here", f"write one: {EXAMPLE_WITH_ANSWER}")


def placed(result: Result) -> Iterator[tuple[Question, str, Card | None]]:
    """The selected questions, each with the name of its deck and its card as it was last released."""
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

    def inspected(path: Path) -> tuple[Inspected | None, Sequence[Diagnostic]]:
        try:
            return inspect(_named(path), display_path(path))
        except OSError as error:
            return None, [Diagnostic(Location(display_path(path)), Rule.UNREADABLE, reason(error), "make it readable")]

    older = inspected(against)[0] if against else None
    if against and older is None:
        raise UsageError(f"{display_path(against)} can't be read as a package")
    found: list[tuple[Path, Inspected | None]] = []
    problems: list[Diagnostic] = []
    for path in packages:
        new, more = inspected(path)
        found.append((path, new))
        problems += more
    for path, new in found:
        if new and older:
            problems += compare(new, older, display_path(path))
    settings, _ = find_settings(start, Disk())
    return found, partition(problems, settings.ignored)[0]


def preview(result: Result, *, is_live: bool = False) -> "Preview":
    """One HTML page that shows all cards and messages; a live one reloads when its server says so."""
    from anki_export.deck.preview import preview as preview_page

    names = [(question, name) for question, name, _ in placed(result)]
    return preview_page(
        result.release,
        names,
        result.lock,
        result.diagnostics,
        result.project.style,
        can_build=result.can_build,
        is_live=is_live,
    )


def watched(request: Request) -> Fingerprint:
    """What `run` would read: differs when another run may find something else."""
    disk = Disk()
    settings, problems = find_settings(request.start, disk)
    home, decks, _, misplaced = _folders(settings, request, disk)
    try:
        roots = [] if has_errors(problems) or misplaced else [source_tree(request.sources, home, decks, disk=disk).root]
    except FileNotFoundError:
        roots = [*([home] if home else []), *request.sources]  # what is missing may come back
    return fingerprint(roots, [*candidates(request.start), decks / LOCK])


def change_lock(decks: Path | None, start: Path, change: Callable[[Lock], Lock]) -> Sequence[Diagnostic]:
    """Change the lock by hand; a build then releases what follows. Raises OSError, and what `change` raises."""
    disk = Disk()
    settings, problems = find_settings(start, disk)
    _, decks, bounds, misplaced = _folders(settings, Request(start, (settings.home,), decks), disk)
    problems += misplaced
    if not has_errors(problems):
        with atomic.locked(decks, bounds):
            _, lock, found = _read_lock(decks, bounds, disk)
            problems += found
            if lock is not None:
                atomic.replace_files(decks, {decks / LOCK: dump_lock(change(lock))}, bounds=bounds)
    return problems
