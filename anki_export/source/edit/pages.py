"""Write ids and fixes into pages: only into those that version control has as they are."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk import atomic, git
from anki_export.disk.paths import display_path
from anki_export.disk.reading import Disk
from anki_export.source.edit.fix import MENDED, Change, fix
from anki_export.source.edit.ids import new_id, pin
from anki_export.source.question import Question
from anki_export.source.render import make_parser


@dataclass(frozen=True, slots=True)
class Edits:
    """What was changed, or would be, in pages; `problems` says which pages were left alone and why."""

    pages: dict[Path, tuple[str, str]]
    """The text before and after, by path."""
    changes: tuple[tuple[str, Change], ...] = ()
    """Each fixed line, with its page."""
    problems: tuple[Diagnostic, ...] = ()


def pin_pages(questions: Sequence[Question], taken: Collection[str], *, dry_run: bool) -> Edits:
    """Write an id, unlike those in `taken`, into each question that has none.

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
    """Fix in pages what can be fixed of these diagnostics. Raises OSError when a page can't be written."""
    found: dict[str, dict[int, set[Rule]]] = {}
    for diagnostic in diagnostics:
        if diagnostic.rule in MENDED:
            place = diagnostic.location
            found.setdefault(place.path, {}).setdefault(place.line, set()).add(diagnostic.rule)
    md = make_parser()
    return _edited(found, lambda page, text: fix(text, found[page], md), dry_run=dry_run)


def _edited(
    pages: Collection[str], edit: Callable[[str, str], tuple[str, Sequence[Change]]], *, dry_run: bool
) -> Edits:
    """Write what `edit` makes of the path and the text of pages.

    Pages with changes that are not committed, or that are saved meanwhile, are left alone.
    """
    edited: dict[Path, tuple[str, str]] = {}
    changes: dict[Path, Sequence[Change]] = {}
    problems: list[Diagnostic] = []
    for page in sorted(pages):
        path = Path(page)
        before = Disk().content(path).decode()
        after, changes[path] = edit(page, before)
        if after != before and git.is_clean(path):
            edited[path] = before, after
        elif after != before:
            hint = "commit or undo them first, so that the new ones stand alone"
            problems.append(
                Diagnostic(Location(page), Rule.NOT_CLEAN, "the page has changes that are not committed", hint)
            )
    if edited and not dry_run:
        home = atomic.shared_folder(edited)
        with atomic.locked(home):
            for path in [path for path, (before, _) in edited.items() if Disk().content(path) != before.encode()]:
                del edited[path]
                place = Location(display_path(path))
                problems.append(Diagnostic(place, Rule.NOT_CLEAN, "the page was saved meanwhile", "try again"))
            if edited:
                atomic.replace_files(home, {path: after.encode() for path, (_, after) in edited.items()})
    return Edits(edited, tuple((str(path), change) for path in edited for change in changes[path]), tuple(problems))
