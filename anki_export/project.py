"""The pipeline, step by step: load → read → plan; `deck.write` then writes the files."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from anki_export.apkg.unpack import ForeignNote, unpack
from anki_export.apkg.verify import Inspected, compare, inspect
from anki_export.deck.note_type import MODEL_ID, Style, style
from anki_export.deck.result import LOCK, Project, Result, UsageError, digest_of, packages_in
from anki_export.deck.style import external_references, styled
from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, has_errors, in_order, partition
from anki_export.disk import atomic
from anki_export.disk.paths import display_path, reason
from anki_export.disk.reading import Disk, Outside
from anki_export.disk.source_tree import PAGE_SUFFIXES, SourceTree, source_tree
from anki_export.disk.watch import Fingerprint, fingerprint
from anki_export.release.fuzzy_match import Decide, PossibleMatch
from anki_export.release.lock import EMPTY, Card, Lock, dump_lock, load_lock
from anki_export.release.plan import View, plan
from anki_export.release.release import Release
from anki_export.settings import Settings, candidates, load_settings
from anki_export.source.checks import check
from anki_export.source.ignore import apply_ignores
from anki_export.source.media.diagrams import DIAGRAMS
from anki_export.source.question import Question
from anki_export.source.read_pages import Execution, Pages, read_pages
from anki_export.text.naming import LEVELS, home_of

if TYPE_CHECKING:  # imported at run time only by the command that needs it
    from anki_export.deck.preview import Preview as Preview

_CHECK_PERMISSIONS = "check its read permissions"
_SETTINGS_LIMIT = 1 << 17
_LOCK_LIMIT = 256 << 20
"""Maximum size of a lock in bytes: a card takes a kilobyte."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which pages to read, and which decks to build."""

    start: Path
    """The folder where the search for settings starts."""
    sources: Sequence[Path] = ()
    """Folders and pages; the source folder of the settings when empty."""
    decks: Path | None = None
    """The folder of the decks; that of the settings when None."""
    packages: Sequence[Path] = ()
    """Packages published before there was a lock: their guids and deck names are adopted."""


def run(
    request: Request, *, now: int, execution: Execution | None = None, decide: Decide = lambda case: None
) -> Result:
    """Read settings, pages and lock, and plan the release; nothing is written.

    `now` is the time in seconds since 1970; `decide` is called for questions that may be reworded old ones. Raises
    UsageError when a source does not exist, when `decks` is not a folder, and for packages when there is a lock.
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
        can_release = not has_errors(problems)  # otherwise there is no point in asking
        planned = _planner(project, pages, held, now, request.decks)
        if request.packages:
            lock, found = _adopted(request.packages, pages.questions, planned(EMPTY, None)[0])
        release, more = planned(lock, _if_selected(decide, project.tree) if can_release else None)
        found = [*found, *more] if can_release else []  # only consequences of the errors above
    elif project.lock is not None and not has_errors(problems):
        found = [_nothing_to_build(project.tree, len(pages.names), problems)]
    visible, hidden = apply_ignores(pages.ignores, [*problems, *found])
    reported, ignored = partition([d for d in visible if d.location.path not in others], project.settings.ignored)
    return Result(
        project,
        chosen,
        sum(map(project.tree.selects, pages.names)),
        release,
        in_order(reported),
        now,
        lock,
        pages.diagrams,
        in_order([*(d for d in hidden if d.location.path not in others), *ignored]),
    )


def load(request: Request) -> tuple[Project, list[Diagnostic]]:
    """Find settings, pages and lock. When the settings have errors, there are no pages and no lock."""
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
        raise UsageError(f"{error}: no such file or folder{hint}") from None
    if request.packages and tree.selected != tree.read:
        raise UsageError("--from-package needs all pages: leave out the names of single folders and pages")
    digest, lock, lock_problems = _read_lock(decks, bounds, disk, must_be_new=bool(request.packages))
    templates, style_problems = _style(settings, disk)
    project = Project(settings, tree, decks, bounds, templates, lock, digest)
    return project, [*problems, *lock_problems, *style_problems]


def find_settings(start: Path, disk: Disk) -> tuple[Settings, list[Diagnostic]]:
    """Load the nearest settings, or the defaults relative to `start`."""
    problems: list[Diagnostic] = []
    for path in candidates(start):
        try:
            data = disk.read_in_or_none(path.parent, path.name, _SETTINGS_LIMIT)
        except OSError as error:
            hint = "check its read permissions, or remove it"
            problems.append(Diagnostic(Location(str(path)), Rule.UNREADABLE, reason(error), hint))
            continue
        if data is not None:
            settings, found = load_settings(path, display_path(path), data)
            problems += found
            if settings is not None:
                return settings, problems
    return Settings(home=start), problems


def _folders(settings: Settings, request: Request, disk: Disk) -> tuple[Path | None, Path, Path, list[Diagnostic]]:
    """The folders of pages and decks, the folder that no link among the decks may lead out of, and diagnostics.

    Settings come with the pages and are not trusted: folders that they name must be below the settings file. Only the
    command line may name other folders; then these are the only folders of pages.
    """
    home: Path | None = settings.home / settings.source
    problems = []
    if problem := _folder_problem(settings, settings.source, disk):
        home = None
        if not request.sources:
            problems.append(_outside(settings, "source", problem, "anki-export build"))
    if request.decks is None:
        if problem := _folder_problem(settings, settings.decks, disk):
            problems.append(_outside(settings, "decks", problem, "anki-export build --decks"))
        return home, settings.home / settings.decks, settings.home, problems
    is_inside = disk.locate(request.decks).is_relative_to(disk.locate(settings.home))
    return home, request.decks, settings.home if is_inside else request.decks, problems


def _folder_problem(settings: Settings, folder: str, disk: Disk) -> str:
    """Why the settings must not name a folder, or an empty string."""
    try:
        disk.locate_in(settings.home, folder)
    except Outside as error:
        return str(error).replace("the folder", "the folder of the settings file")
    except OSError:
        return "can't be resolved"
    return ""


def _outside(settings: Settings, name: str, problem: str, command: str) -> Diagnostic:
    folder = getattr(settings, name)
    place = settings.places.get(name, Location(name))
    hint = (
        "name a folder next to or below the settings file;"
        f" to use this one anyway, name it on the command line: {command} {quote(folder)}"
    )
    return Diagnostic(place, Rule.OUT_OF_PROJECT, f"{name} {folder!r} {problem}", hint)


def _read_lock(
    decks: Path, bounds: Path, disk: Disk, must_be_new: bool = False
) -> tuple[str, Lock | None, Sequence[Diagnostic]]:
    """The digest of the lock file and its content, which is None when it must not be trusted."""
    shown = display_path(decks / LOCK)
    try:
        blocker = next((path for path in (decks, *decks.parents) if path.exists() and not path.is_dir()), None)
        data = None if blocker else disk.read_in_or_none(bounds, (decks / LOCK).absolute(), _LOCK_LIMIT)
        packages = [path.name for path, _ in packages_in(decks, disk)] if data is None else []
    except OSError as error:
        return "", None, [Diagnostic(Location(shown), Rule.UNREADABLE, reason(error), _CHECK_PERMISSIONS)]
    if blocker:
        raise UsageError(f"{display_path(blocker)} is a file: name a folder for the decks")
    if must_be_new:
        if data is not None:
            raise UsageError(f"{shown} already exists: --from-package is for the first build only")
        return "", EMPTY, ()
    if packages:
        hint = "restore it from version control to keep learners' reviews; to start over, move the packages away"
        message = f"the lock is missing, but {packages[0]} exists"
        return "", None, [Diagnostic(Location(shown), Rule.LOCK_LOST, message, hint)]
    return digest_of(data), *load_lock(data, shown)


def _style(settings: Settings, disk: Disk) -> tuple[Style, list[Diagnostic]]:
    """The styles with the settings applied, and diagnostics about their colours and CSS."""
    base, extra = style(), ""
    css_file = display_path(settings.home / settings.extra_css)
    problems: list[Diagnostic] = []
    if settings.extra_css:
        try:
            extra = _css_in(settings.home, settings.extra_css, disk).decode()
        except (OSError, UnicodeDecodeError) as error:
            problem = "is not UTF-8" if isinstance(error, UnicodeDecodeError) else reason(error)
            hint = "name a readable .css file next to or below the settings file"
            place = settings.places["extra_css"]
            problems.append(Diagnostic(place, Rule.EXTRA_CSS, f"{css_file} {problem}", hint))
        for line, found in external_references(extra):
            hint = "remove it: cards load nothing, and backslashes and HTML tags could hide an address"
            message = f"{found!r} is not allowed in card styles"
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
        hint = "use a darker colour for light mode, or a lighter one for dark mode"
        for pair in low_contrasts(result.css):
            place = Location(css_file, line, 1) if (line := pair.line_in(extra)) or not colour else colour
            problems.append(Diagnostic(place, Rule.LOW_CONTRAST, str(pair), hint))
    return result, problems


def _css_in(folder: Path, name: str, disk: Disk) -> bytes:
    """The content of a CSS file in or below `folder`; raises OSError, also for a name without `.css`."""
    try:
        if disk.locate_in(folder, name).suffix.lower() != ".css":
            raise PermissionError(0, "its name does not end in .css", name)
        return disk.read_in(folder, name, _SETTINGS_LIMIT * 2)
    except Outside:
        raise PermissionError(0, f"it is outside {display_path(folder)}", name) from None


def _drawings(project: Project) -> tuple[tuple[Path, Path], ...]:
    """The folders to search for drawn diagrams, each with the folder that no link may lead out of.

    The project's usual folder is one of them even with `-o`: diagrams that were drawn once are part of the input.
    """
    settings, disk = project.settings, project.tree.disk
    found = [(project.bounds, (project.decks / DIAGRAMS).absolute())]
    with suppress(OSError):  # the settings name a folder outside the project, and `-o` another one
        disk.locate_in(settings.home, settings.decks)
        found.append((settings.home, (settings.home / settings.decks / DIAGRAMS).absolute()))
    return tuple(dict.fromkeys(found))


def _concerning_selection(
    found: Iterable[Diagnostic], tree: SourceTree, others: Collection[str]
) -> tuple[list[Diagnostic], frozenset[str]]:
    """The diagnostics for the selected pages, and the paths whose cards must stay as they were released.

    These are skipped paths, and paths that have errors but were not selected. `others` are the pages that were not
    selected.
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
"""Also reported for folders."""


def _planner(
    project: Project, pages: Pages, held: Collection[str], now: int, decks: Path | None
) -> Callable[[Lock, Decide | None], tuple[Release, list[Diagnostic]]]:
    """A function that plans a release from a lock, and asks about reworded questions if someone can answer.

    `decks` is the folder that the user named, which commands in hints repeat.
    """
    tree, levels = project.tree, project.settings.levels
    view = View(
        cache(tree.covers),
        tree.has,
        cache(tree.selects_key),  # called for each card and each question
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
            options=f" -o {quote(str(decks))}" if decks else "",
        )

    return planned


def _if_selected(decide: Decide, tree: SourceTree) -> Decide:
    """Ask only about questions of selected pages."""

    def decide_selected(case: PossibleMatch) -> bool | None:
        return decide(case) if tree.selects_key(case.question.page) else None

    return decide_selected


def _adopted(packages: Sequence[Path], questions: Sequence[Question], fresh: Release) -> tuple[Lock, list[Diagnostic]]:
    """The initial lock, with the guids and deck names of packages that were published before."""
    from anki_export.release.adopt import FOREIGN_HINT, adopt, first_lock, foreign

    notes: list[ForeignNote] = []
    problems: list[Diagnostic] = []
    for path in packages:
        found, more = unpack(_named(path), display_path(path))
        notes += found
        problems += more
    adopted = adopt(notes, questions)
    if names := foreign(adopted, MODEL_ID):
        message = f"learners who have notes of another note type ({', '.join(names)}) keep the old text of their cards"
        problems.append(Diagnostic(Location(display_path(packages[0])), Rule.FOREIGN, message, FOREIGN_HINT))
    return first_lock(adopted, fresh), problems


def _named(path: Path) -> bytes:
    """The content of a file named on the command line; raises OSError, and UsageError when it does not exist."""
    try:
        return Disk().content(path)
    except FileNotFoundError:
        raise UsageError(f"{display_path(path)}: no such file") from None


def _lock_elsewhere(project: Project, pages: Iterable[str]) -> Iterator[Diagnostic]:
    """Report when the first build into another folder would give new guids to cards that are in the usual lock."""
    settings, decks, disk = project.settings, project.decks, project.tree.disk
    if project.lock is None or project.lock_digest:
        return
    path = settings.home / settings.decks / LOCK
    try:
        usual = disk.locate_in(settings.home, settings.decks)
        is_same = usual == disk.locate(decks)
        data = None if is_same else disk.read_in_or_none(settings.home, path.absolute(), _LOCK_LIMIT)
    except (OSError, RuntimeError):  # such as a loop of links; it is not the folder that was asked for
        return
    lock, _ = load_lock(data, "")
    there = replace(project.tree, anchor=usual.parent)
    if {card.page for card in (lock or EMPTY).cards} & {there.key(page) for page in pages}:
        yield Diagnostic(
            Location(display_path(path)),
            Rule.LOCK_ELSEWHERE,
            f"this lock is not used in {display_path(decks)}/: learners who have its cards would get them all again",
            f"copy it to {display_path(decks / LOCK)} first, or ignore this if no learner has these cards",
        )


def _nothing_to_build(tree: SourceTree, pages: int, reported: Iterable[Diagnostic]) -> Diagnostic:
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages found", "name a folder with .md files, or a page"
        )
    place = Location(place.path, 1, 1) if place.path.endswith(PAGE_SUFFIXES) else place
    if any(diagnostic.rule is Rule.OTHER_OPENERS for diagnostic in reported):
        hint = "see the other messages: they name text that looks like questions, and say how to write it"
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions in a supported format found", hint)
    hint = 'write ??? question "…?" and indent the answer four spaces under it'
    return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions found", hint)


def placed(result: Result) -> Iterator[tuple[Question, str, Card | None]]:
    """Yield the selected questions, each with the name of its deck and its card as last released."""
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
    """Inspect packages of any origin, and what they would change for a learner who has the package `against`.

    The search for settings starts at `start`; only their `ignore` is used.
    """

    def inspected(path: Path) -> tuple[Inspected | None, Sequence[Diagnostic]]:
        try:
            return inspect(_named(path), display_path(path))
        except OSError as error:
            place = Location(display_path(path))
            return None, [Diagnostic(place, Rule.UNREADABLE, reason(error), _CHECK_PERMISSIONS)]

    older = inspected(against)[0] if against else None
    if against and older is None:
        raise UsageError(f"{display_path(against)} is not a readable package")
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
    """One HTML page that shows all cards and messages; a live page reloads when its server says so."""
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
    """A fingerprint of all files that `run` would read."""
    disk = Disk()
    settings, problems = find_settings(request.start, disk)
    home, decks, _, misplaced = _folders(settings, request, disk)
    try:
        roots = [] if has_errors(problems) or misplaced else [source_tree(request.sources, home, decks, disk=disk).root]
    except FileNotFoundError:
        roots = [*([home] if home else []), *request.sources]  # a missing folder may come back
    return fingerprint(roots, [*candidates(request.start), decks / LOCK])


def change_lock(decks: Path | None, start: Path, change: Callable[[Lock], Lock]) -> Sequence[Diagnostic]:
    """Change the lock on request; the next build releases the change. Raises OSError, and whatever `change` raises."""
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
