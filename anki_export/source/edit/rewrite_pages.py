"""Write ids and fixes into pages, but only into those without uncommitted changes."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk import atomic, git_status
from anki_export.disk.display import display_path
from anki_export.disk.recorded_reads import Disk
from anki_export.source.edit.fix import FIXABLE, Change, fix
from anki_export.source.edit.ids import new_id, pin
from anki_export.source.render import make_parser
from anki_export.source.types import Question


@dataclass(frozen=True, slots=True)
class Edits:
    """Changes made to pages, or that would be made; `problems` lists the pages that were skipped and why."""

    pages: dict[Path, tuple[str, str]]
    """The text before and after, by path."""
    changes: tuple[tuple[str, Change], ...] = ()
    """Each fixed line, with its page."""
    problems: tuple[Diagnostic, ...] = ()


def pin_pages(questions: Sequence[Question], taken: Collection[str], *, dry_run: bool) -> Edits:
    """Write an id that is not in `taken` into each question without one.

    Raises OSError when a page can't be written.
    """
    used = {*taken, *(question.card_id for question in questions)}
    ids: dict[str, dict[int, str]] = {}
    for question in questions:
        if not question.card_id:
            name = new_id(question.question_text, used)
            used.add(name)
            ids.setdefault(question.location.path, {})[question.location.line] = name
    md = make_parser()
    return _edited(ids, lambda page, text: (pin(text, ids[page], md), ()), dry_run=dry_run)


def fix_pages(diagnostics: Iterable[Diagnostic], *, dry_run: bool) -> Edits:
    """Fix those of the diagnostics that can be fixed. Raises OSError when a page can't be written."""
    found: dict[str, dict[int, set[Rule]]] = {}
    for diagnostic in diagnostics:
        if diagnostic.rule in FIXABLE:
            place = diagnostic.location
            found.setdefault(place.path, {}).setdefault(place.line, set()).add(diagnostic.rule)
    md = make_parser()
    return _edited(found, lambda page, text: fix(text, found[page], md), dry_run=dry_run)


def _edited(
    pages: Collection[str], edit: Callable[[str, str], tuple[str, Sequence[Change]]], *, dry_run: bool
) -> Edits:
    """Apply `edit` to the path and text of each page and write the results.

    Pages with uncommitted changes, or that are saved in the meantime, are skipped.
    """
    edited: dict[Path, tuple[str, str]] = {}
    changes: dict[Path, Sequence[Change]] = {}
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
