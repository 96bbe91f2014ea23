"""The pipeline, step by step: `load` → `plan` → `deck.write_release.write`, and the other uses of a project."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from anki_export.apkg.inspect_and_compare_packages import Inspected, compare, inspect
from anki_export.deck.download_index import INDEX, Index, load_index
from anki_export.deck.loaded_project import Project
from anki_export.deck.missing_lock import lost_lock, missing_lock
from anki_export.deck.note_type import style
from anki_export.deck.plan_project_release import release_of, release_options, view_of
from anki_export.deck.plan_result import Result, stopping
from anki_export.deck.project_style import project_style
from anki_export.deck.read_lock import conflicts_beside, read_lock
from anki_export.diagnostics import Diagnostic, Location, Rule, Severity, UsageError, has_errors, in_order, partition
from anki_export.disk import atomic
from anki_export.disk.changed_files import Fingerprint, fingerprint
from anki_export.disk.memory_files import MemoryFiles
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.read_named_file import named_file
from anki_export.disk.recorded_reads import Disk
from anki_export.disk.source_tree import SourceTree, source_tree
from anki_export.release.drop_chapter_numbers import without_chapter_numbers
from anki_export.release.format_no_longer_read import no_longer_read
from anki_export.release.leave_out_copies import without_copies
from anki_export.release.levels_that_are_topics import without_apparent_levels
from anki_export.release.lock import EMPTY_LOCK, LOCK, Lock, dump_lock
from anki_export.release.lost_answers_and_titles import lost_answers
from anki_export.release.place_or_skip_quiz_questions import place_quizzes
from anki_export.release.stable_page_topics import with_languages_apart
from anki_export.release.types import Decide, PossibleMatch
from anki_export.settings import (
    CONFIG_NAMES,
    OTHER_CONFIG_NAMES,
    SETTINGS_FILE,
    Folders,
    Settings,
    candidates,
    find_settings,
    folders_of,
    for_released_cards,
    nothing_found,
    own_settings,
    pages_to_read,
    site_folders,
)
from anki_export.source.cards.why_skipped import UNANSWERED
from anki_export.source.checks import check
from anki_export.source.diagnostics_of_selected_pages import SEE_OTHERS, concerning_selection, nothing_to_build
from anki_export.source.group_similar_diagnostics import summed_up
from anki_export.source.ignore_comments import apply_ignores
from anki_export.source.read_pages import Execution, Pages, read_pages
from anki_export.text.difficulty_levels import home_of

_MAX_INDEX = 1 << 24
"""Maximum size of the index in bytes."""
_START_OVER = "to start over, move it elsewhere first; without --start-over, the build continues these decks"


def load(
    start: str | Path = ".",
    sources: Sequence[Path] = (),
    *,
    decks: Path | None = None,
    packages: Sequence[Path] = (),
    merge_lock: bool = False,
    start_over: bool = False,
) -> Project:
    """Find settings, pages and lock; no page is read yet.

    The search for settings starts in the folder `start` and goes up. `sources` are folders and pages, by default the
    folder that the settings name; `decks` is the folder of packages and lock, by default that of the settings.
    `packages` were published before there was a lock: their guids and deck names are adopted. With `merge_lock`, the
    two sides of conflicts in the lock, changelog and index are merged. With `start_over`, a lost lock is not an error:
    learners who have the decks get every card a second time. Raises UsageError when a source does not exist, when
    `decks` is not a folder, and for packages and `start_over` when there is a lock.
    """
    if packages and start_over:
        raise UsageError("--start-over gives all cards new guids, and --from-package keeps those of a package: use one")
    disk = Disk()
    settings, problems = find_settings(Path(start).absolute(), disk)
    folders, misplaced = folders_of(settings, sources, decks, disk)
    problems += misplaced
    if has_errors(problems):
        return _broken(settings, folders, disk, problems)
    try:
        settings, tree = pages_to_read(settings, sources, folders, disk)
    except FileNotFoundError as error:
        raise UsageError(f"{error}: no such file or folder" if sources else nothing_found(settings)) from None
    if packages and tree.selected != tree.read:
        raise UsageError("--from-package needs all pages: leave out the names of single folders and pages")
    project = _project(settings, folders, tree, problems)
    return _with_lock(replace(project, packages=tuple(packages), merges=merge_lock, starts_over=start_over))


def load_pages(
    settings: Settings, files: Mapping[str, str | bytes], *, decks: Path | None = None, start_over: bool = False
) -> Project:
    """Load a project whose pages are in memory: texts, pictures and sounds by their path below `settings.source`.

    The folder of pages appears to have these files and no others; lock and packages are files as usual.
    """
    disk = Disk()
    folders, problems = folders_of(settings, (), decks, disk)
    if has_errors(problems):
        return _broken(settings, folders, disk, problems)
    root = disk.locate(settings.home / settings.source)
    disk = Disk(MemoryFiles(root, files))
    tree = SourceTree(root, display_path(root), disk.locate(folders.decks).parent, exclude=settings.exclude, disk=disk)
    return _with_lock(replace(_project(settings, folders, tree, problems), starts_over=start_over))


def _project(settings: Settings, folders: Folders, tree: SourceTree, problems: Sequence[Diagnostic]) -> Project:
    """A project as the settings describe it, without its lock."""
    templates, misstyled = project_style(settings, tree.disk)
    return Project(settings, tree, folders.decks, folders.bounds, templates, (*problems, *misstyled))


def _broken(settings: Settings, folders: Folders, disk: Disk, problems: Sequence[Diagnostic]) -> Project:
    """A project without pages and lock, because the settings have errors."""
    nothing = SourceTree(settings.home, display_path(settings.home), read=(), selected=(), disk=disk)
    return Project(settings, nothing, folders.decks, folders.bounds, style(), tuple(problems))


def _with_lock(project: Project) -> Project:
    """The project with its lock, which must not exist if packages are taken over or the decks start over."""
    decks, bounds, disk = project.decks, project.bounds, project.tree.disk
    only_first = "--from-package is for the first build only" if project.packages else ""
    must_be_new = _START_OVER if project.starts_over else only_first
    digest, lock, broken, merged = read_lock(decks, bounds, disk, must_be_new, project.decks_option)
    conflicts = list(conflicts_beside(decks, bounds, disk, project.decks_option))
    places = [*conflicts, *(broken if merged else ())]
    if project.merges:
        lock, broken, conflicts = (merged.lock, (), []) if merged else (lock, broken, [])
    problems: Sequence[Diagnostic] = project.diagnostics
    if lock and any(not card.retired for card in lock.cards):
        problems = for_released_cards(project.settings, problems)
    return replace(
        project,
        diagnostics=(*problems, *broken, *conflicts),
        lock=lock,
        lock_digest=digest,
        conflicts=tuple(dict.fromkeys(problem.location.path for problem in places)),
        merged=merged if project.merges else None,
    )


def plan(
    project: Project,
    *,
    now: int,
    execution: Execution | None = None,
    decide: Decide = lambda case: None,
    strict: bool = False,
    restyle: bool = False,
) -> Result:
    """Read the pages and plan the release; nothing is written.

    `now` is the time in seconds since 1970; `decide` is called for questions that may be reworded old ones. Pages with
    errors add nothing to the release, and their cards stay as they were released; if it is `strict`, they prevent it.
    So do those of pages that have a question with a card but no longer read it, unless the project `may_retire`.
    With `restyle`, cards that read as released but look different are released, too: see `card_digest`.
    Raises UsageError for packages that do not exist, and OSError for packages that can't be read.
    """
    tree, execution = project.tree, execution or Execution()
    pages = _with_lost_pages(project, read_pages(tree, project.settings, project.drawings, execution))
    if project.merged:
        from anki_export.release.lock_conflicts import settled

        project = replace(project, lock=settled(project.merged, pages.questions))
    # Cards of pages that are not merged yet would stay as one of the sides released them, and cards of broken pages
    # would not get their guids from the packages.
    is_half_merged = project.merges and any(problem.rule is Rule.PAGE_CONFLICT for problem in pages.diagnostics)
    strict = strict or is_half_merged or bool(project.packages)
    pages, left_out, skipped = _without_repeats(project, pages)
    selects = cache(tree.selects_key)  # called for each question
    selected = [page for page in pages.names if tree.selects(page)]
    others = {tree.name(page) for page in pages.names}.difference(map(tree.name, selected))
    unread = tuple(lines for lines in pages.unread if lines.location.path not in others)
    home = cache(partial(home_of, levels=project.settings.levels))
    lost = tuple(lost_answers(pages.unanswered, pages.questions, project.lock or EMPTY_LOCK, home))
    found = [*pages.diagnostics, *left_out, *check(pages.questions, execution.cache), *lost]
    shown, held = concerning_selection(found, tree, others)
    broken = frozenset(diagnostic.location.path for diagnostic in shown if diagnostic.severity is Severity.ERROR)
    missing = missing_lock(project, selected)
    if has_errors(missing):
        project = replace(project, lock=None)  # a new one would give all cards new guids
    problems = [*project.diagnostics, *shown, *missing]
    can_release = not has_errors(stopping(problems, broken, strict))
    held |= frozenset() if strict else broken
    ask: Decide = decide if can_release else lambda case: None
    view = view_of(project, pages, held, strict=strict)
    options = release_options(project, pages.site_name, now, strict=strict, restyle=restyle)
    ask = _remembering(ask)
    lock, release, planned = release_of(project, pages.questions, view, options, ask)
    text_of = partial(_page_text, tree, pages.names)
    asked = [(question.page, question.key) for question in pages.questions]
    if release and (gone := list(no_longer_read(release, text_of, skipped, asked, may_retire=project.may_retire))):
        if has_errors(gone):
            broken |= {diagnostic.location.path for diagnostic in gone}
            can_release = can_release and not strict
            view = view_of(project, pages, held | broken, strict=strict)
            lock, release, planned = release_of(project, pages.questions, view, options, ask)
        problems = [*problems, *gone]
    if not can_release:
        planned = ()  # only consequences of the errors
    elif not (release or planned or has_errors(problems)):
        nothing = nothing_to_build(tree, len(pages.names), summed_up(problems), unread)
        planned = [_in_languages(nothing, project.settings)]
        counted = {lines.location.path for lines in unread} if nothing.hint is not SEE_OTHERS else ()
        problems = [one for one in problems if one.rule is not Rule.ON_NO_CARD or one.location.path not in counted]
    visible, hidden = apply_ignores(pages.ignores, [*problems, *planned])
    places = {diagnostic.location for diagnostic in lost}
    visible = [d for d in visible if d.location not in places or d.rule not in UNANSWERED]  # it was only a warning
    of_selected = summed_up(d for d in visible if d.location.path not in others)
    reported, ignored = partition(of_selected, project.settings.ignored)
    return Result(
        project,
        tuple(question for question in pages.questions if selects(question.page)),
        len(selected),
        release,
        in_order(reported),
        now,
        lock,
        pages.diagrams,
        in_order([*(d for d in hidden if d.location.path not in others), *ignored]),
        broken,
        strict,
        unread=unread,
        wanted=pages.wanted,
        is_settled=not (planned or lost or project.packages),
    )


def _remembering(decide: Decide) -> Decide:
    """Ask each question once."""
    known: dict[tuple[str, str, str], bool | None] = {}

    def remembered(case: PossibleMatch) -> bool | None:
        key = case.question.page, case.question.key, case.card.guid
        if key not in known:
            known[key] = decide(case)
        return known[key]

    return remembered


def _with_lost_pages(project: Project, pages: Pages) -> Pages:
    """The pages with the errors of those that have cards, but no longer a question: the error may hide them."""
    if not pages.unasked or not project.lock:
        return pages
    tree, in_use = project.tree, {card.page for card in project.lock.cards if not card.retired}
    errors = (error for error in pages.unasked if tree.key(tree.page_named(error.location.path)) in in_use)
    return replace(pages, diagnostics=(*pages.diagnostics, *errors))


def _without_repeats(project: Project, pages: Pages) -> tuple[Pages, Sequence[Diagnostic], set[tuple[str, str]]]:
    """The pages without questions that other pages or questions ask, messages about these, and their pages and keys."""
    tree, lock = project.tree, project.lock or EMPTY_LOCK
    invalid = {d.location.path for d in pages.diagnostics if d.severity is Severity.ERROR or d.rule is Rule.LEADS_OUT}
    is_unknown = cache(lambda key: tree.is_below(key, invalid) or (not tree.covers(key) and tree.has(key)))
    found = with_languages_apart(without_chapter_numbers(without_apparent_levels(pages.questions, lock), lock))
    kept, copies = without_copies(found, lock, is_unknown)
    kept, left_out = place_quizzes(kept, project.settings.quiz, lock, tree.has, is_unknown)
    skipped = {(question.page, question.key) for question in found}
    left = skipped - {(question.page, question.key) for question in kept}
    return replace(pages, questions=kept), [*copies, *left_out], left


def _in_languages(problem: Diagnostic, settings: Settings) -> Diagnostic:
    """The message that there is nothing to build, with the setting that leaves out pages in other languages."""
    if not settings.languages:
        return problem
    read = f"the setting `languages` leaves out pages in other languages than {', '.join(settings.languages)}"
    return replace(problem, hint=f"{read}; or {problem.hint}")


def _page_text(tree: SourceTree, paths: Sequence[str], key: str) -> tuple[str, str] | None:
    """The name and text of a page that was read, by its path as in the lock."""
    for path in paths:
        if tree.key(path) == key:
            with suppress(OSError):
                return tree.name(path), tree.bytes_of(path).decode(errors="replace")
    return None


def verify(
    packages: Sequence[Path], against: Path | None = None, start: str | Path = "."
) -> tuple[list[tuple[Path, Inspected | None]], list[Diagnostic]]:
    """Inspect packages of any origin, and what they would change for a learner who has the package `against`.

    The search for settings starts at `start`; only their `ignore` is used.
    """

    def inspected(path: Path) -> tuple[Inspected | None, Sequence[Diagnostic]]:
        try:
            return inspect(named_file(path), display_path(path))
        except OSError as error:
            return None, [
                Diagnostic(Location(display_path(path)), Rule.UNREADABLE, reason(error), "check its read permissions")
            ]

    older = inspected(against)[0] if against else None
    if against and older is None:
        raise UsageError(f"{display_path(against)} is not a readable package")
    found = [(path, *inspected(path)) for path in packages]
    problems = [problem for *_, more in found for problem in more]
    for path, new, _ in found:
        if new and older:
            problems += compare(new, older, display_path(path))
    settings, _ = find_settings(Path(start).absolute(), Disk())
    return [(path, new) for path, new, _ in found], partition(problems, settings.ignored)[0]


def watched(start: str | Path = ".", sources: Sequence[Path] = (), *, decks: Path | None = None) -> Fingerprint:
    """A fingerprint of all files that `load` and `plan` would read."""
    disk, start = Disk(), Path(start).absolute()
    settings, problems = find_settings(start, disk)
    folders, misplaced = folders_of(settings, sources, decks, disk)
    home, decks = folders.pages, folders.decks
    try:
        roots = [] if has_errors([*problems, *misplaced]) else [source_tree(sources, home, decks, disk=disk).root]
    except FileNotFoundError:
        roots = [*([home] if home else []), *sources]  # a missing folder may come back
    names = (*CONFIG_NAMES, *OTHER_CONFIG_NAMES)
    sites = [folder / name for folder in {settings.home, start, *site_folders(settings.home)} for name in names]
    return fingerprint(roots, [*candidates(start), *sites, *settings.site.paths, decks / LOCK])


def initial_settings(start: str | Path = ".") -> tuple[Path, str, Sequence[Diagnostic]]:
    """Path and text of a first settings file, beside the site's own configuration if there is one, and diagnostics.

    Raises UsageError when there are settings already.
    """
    from anki_export.settings.initial_file import initial_file  # other commands need none

    disk, start = Disk(), Path(start).absolute()
    own, _ = own_settings(start, disk)
    if own is not None:
        names = (SETTINGS_FILE, "pyproject.toml")
        path = next(own.home / name for name in names if disk.is_file(own.home / name))
        raise UsageError(f"{display_path(path)} has settings already: change them there")
    settings, problems = find_settings(start, disk)
    has_pages = disk.exists(settings.home / settings.source)
    return settings.home / SETTINGS_FILE, initial_file(settings, has_pages=has_pages), problems


def released(start: str | Path = ".", *, decks: Path | None = None) -> tuple[Path, Index]:
    """The folder of the decks, and what its index says about the packages in it."""
    disk = Disk()
    settings, _ = find_settings(Path(start).absolute(), disk)
    folders, _ = folders_of(settings, (settings.home,), decks, disk)
    folder = folders.decks.absolute()
    return folder, load_index(disk.read_in_or_none(folders.bounds, folder / INDEX, _MAX_INDEX))


def change_lock(
    change: Callable[[Lock], Lock], start: str | Path = ".", *, decks: Path | None = None
) -> Sequence[Diagnostic]:
    """Change the lock on request; the next build releases the change. Raises OSError, and whatever `change` raises."""
    disk = Disk()
    settings, problems = find_settings(Path(start).absolute(), disk)
    folders, misplaced = folders_of(settings, (settings.home,), decks, disk)
    problems += misplaced
    if not has_errors(problems):
        with atomic.locked(folders.decks, folders.bounds):
            digest, lock, found, _ = read_lock(folders.decks, folders.bounds, disk)
            problems += found if digest else [*found, *lost_lock(folders.decks, disk)]
            if lock is not None and not has_errors(problems):
                new = {folders.decks / LOCK: dump_lock(change(lock))}
                atomic.replace_files(folders.decks, new, bounds=folders.bounds)
    return problems
