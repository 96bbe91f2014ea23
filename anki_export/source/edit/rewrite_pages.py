"""Write ids and fixes into pages, but only into those without uncommitted changes."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk import atomic, git_status
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk
from anki_export.disk.source_tree import SourceTree
from anki_export.settings import Settings
from anki_export.source.edit.fix import FIXABLE, FixedLine, fix
from anki_export.source.edit.ids import new_id, pin
from anki_export.source.formats import parse_page
from anki_export.source.formats.question_format import ParsedPage
from anki_export.source.outline import Outline
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Question, Wanted
from anki_export.source.render_and_sanitize import plain_text


class Edits(Struct, frozen=True):
    """Changes made to pages, or that would be made; `problems` lists the pages that were skipped and why."""

    pages: dict[Path, tuple[str, str]]
    """The text before and after, by path."""
    changes: tuple[tuple[str, FixedLine], ...] = ()
    """Each fixed line, with its page."""
    problems: tuple[Diagnostic, ...] = ()


def pin_pages(
    questions: Sequence[Question],
    taken: Collection[str],
    tree: SourceTree,
    settings: Settings,
    *,
    dry_run: bool,
    wanted: Mapping[str, Wanted] = {},
) -> Edits:
    """Write an id that is not in `taken` into each question without one.

    `tree` and `settings` are those with which the questions were read, `wanted` is that of the result. Raises OSError
    when a page can't be written.
    """
    used = {*taken, *(question.card_id for question in questions)}
    ids: dict[str, dict[int, str]] = {}
    for question in questions:
        path, line = question.location.path, question.location.line
        if not question.card_id and line not in ids.get(path, ()):  # those of one line share their id
            name = new_id(_without_options(question), used)
            used.add(name)
            ids.setdefault(path, {})[line] = name
    parsed = partial(_parsed, tree, settings, wanted)
    return _edited(ids, lambda page, text: (pin(text, ids[page], parsed(page, text)), ()), dry_run=dry_run)


def _without_options(question: Question) -> str:
    """The text of a question above its options, which may change while it stays the same."""
    asked, *options = question.question.split('<ul class="iq-options"')
    return (plain_text(asked) if options else "") or question.question_text


def fix_pages(
    diagnostics: Iterable[Diagnostic],
    tree: SourceTree,
    settings: Settings,
    *,
    dry_run: bool,
    wanted: Mapping[str, Wanted] = {},
) -> Edits:
    """Fix those of the diagnostics that can be fixed. Raises OSError when a page can't be written.

    `tree` and `settings` are those with which the pages were read, `wanted` is that of the result.
    """
    found: dict[str, dict[int, set[Rule]]] = {}
    for diagnostic in diagnostics:
        if diagnostic.rule in FIXABLE:
            place = diagnostic.location
            found.setdefault(place.path, {}).setdefault(place.line, set()).add(diagnostic.rule)
    parsed = partial(_parsed, tree, settings, wanted)
    return _edited(found, lambda page, text: fix(text, found[page], parsed(page, text)), dry_run=dry_run)


def _parsed(tree: SourceTree, settings: Settings, wanted: Mapping[str, Wanted], name: str, text: str) -> ParsedPage:
    """A page as a build sees it, by its path as the user would type it."""
    path = tree.page_named(name)
    page, _ = read_page(PageFile(path, text.encode(), name), settings)
    if page is None:
        return ParsedPage(Outline(()))
    return parse_page(page.text, wanted.get(name, page.wanted))


def _edited(
    pages: Collection[str], edit: Callable[[str, str], tuple[str, Sequence[FixedLine]]], *, dry_run: bool
) -> Edits:
    """Apply `edit` to the path and text of each page and write the results.

    Pages with uncommitted changes, or that are saved in the meantime, are skipped.
    """
    edited: dict[Path, tuple[str, str]] = {}
    changes: dict[Path, Sequence[FixedLine]] = {}
    problems: list[Diagnostic] = []
    for page in sorted(pages):
        path = Path(page)
        before = Disk().content(path).decode()
        after, changes[path] = edit(page, before)
        if after != before and git_status.is_clean(path):
            edited[path] = before, after
        elif after != before:
            hint = "commit or undo them first"
            problems.append(Diagnostic(Location(page), Rule.NOT_CLEAN, "page has uncommitted changes", hint))
    if edited and not dry_run:
        home = atomic.shared_folder(edited)
        with atomic.locked(home):
            for path in [path for path, (before, _) in edited.items() if Disk().content(path) != before.encode()]:
                del edited[path]
                place = Location(display_path(path))
                problems.append(Diagnostic(place, Rule.NOT_CLEAN, "page was saved in the meantime", "try again"))
            if edited:
                atomic.replace_files(home, {path: after.encode() for path, (_, after) in edited.items()})
    return Edits(edited, tuple((str(path), change) for path in edited for change in changes[path]), tuple(problems))
