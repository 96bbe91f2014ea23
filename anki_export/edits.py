"""A result → pages that are changed for their author: ids that are written in, mistakes that are mended."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from anki_export import commit, files
from anki_export.diagnostics import Diagnostic, Location, Report, Rule, has_errors
from anki_export.pipeline import run
from anki_export.result import Result
from anki_export.source.fix import MENDED, Change
from anki_export.source.fix import fix as fix_page
from anki_export.source.markup import make_parser
from anki_export.source.pin import new_id
from anki_export.source.pin import pin as pin_ids


def pin(
    sources: Sequence[Path], decks: Path | None, start: Path, *, now: int, dry_run: bool
) -> tuple[Result, dict[Path, tuple[str, str]], Report]:
    """Write ids into the pages of questions that have none; by path the text before and after.

    Pages with changes that version control does not have yet are left alone, and the report says so. Raises OSError
    when a page can't be written; then none is.
    """
    result = run(sources, decks, start, now=now)
    report = Report()
    if has_errors(result.diagnostics) or not result.questions:
        return result, {}, report
    home = commit.shared_folder(map(Path, _pages(result)))
    taken = {question.card_id for question in result.questions} | {card.id for card in result.lock.cards}
    by_page: dict[str, dict[int, str]] = {}
    for question in result.questions:
        if not question.card_id:
            name = new_id(question.question_text, taken)
            taken.add(name)
            by_page.setdefault(question.location.path, {})[question.location.line] = name
    md = make_parser()
    changed = _edited(by_page, lambda page, text: pin_ids(text, by_page[page], md), report, home, dry_run=dry_run)
    return result, changed, report


def fix(
    result: Result, diagnostics: Iterable[Diagnostic], *, dry_run: bool
) -> tuple[dict[Path, tuple[str, str]], list[tuple[str, Change]], Report]:
    """Mend in the pages of a result what these of its diagnostics tell.

    Returns by path the text before and after, what changed with its page, and the reasons why other pages are left
    alone.
    """
    report = Report()
    found: dict[str, dict[int, set[Rule]]] = {}
    for diagnostic in diagnostics:
        if diagnostic.rule in MENDED:
            found.setdefault(diagnostic.location.path, {}).setdefault(diagnostic.location.line, set()).add(
                diagnostic.rule
            )
    md = make_parser()
    changes: dict[str, list[Change]] = {}

    def mended(page: str, text: str) -> str:
        after, changes[page] = fix_page(text, found[page], md)
        return after

    home = commit.shared_folder(map(Path, [*found, *_pages(result)])) if found else Path()
    changed = _edited(sorted(found), mended, report, home, dry_run=dry_run)
    return changed, [(str(path), change) for path in changed for change in changes[str(path)]], report


def _pages(result: Result) -> set[str]:
    """The pages that were asked for and have questions."""
    return {question.location.path for question in result.questions}


def _edited(
    pages: Iterable[str], edit: Callable[[str, str], str], report: Report, home: Path, *, dry_run: bool
) -> dict[Path, tuple[str, str]]:
    """Write what `edit` makes of the path and the text of pages; by path the text before and after.

    Pages with changes that version control does not have yet, or that come meanwhile, are left alone, and the report
    says so. `home` is a folder that all pages share. Raises OSError when a page can't be written; then none is.
    """
    changed: dict[Path, tuple[str, str]] = {}
    for page in pages:
        path = Path(page)
        before = (files.read_named(path) or b"").decode()
        after = edit(page, before)
        if after != before and files.is_clean(path):
            changed[path] = before, after
        elif after != before:
            hint = "commit or undo them first, so that the new ones stand alone"
            report.say(Location(page), Rule.NOT_CLEAN, "the page has changes that are not committed", hint)
    if changed and not dry_run:
        with commit.alone(home):
            for path in [path for path, (before, _) in changed.items() if files.read_named(path) != before.encode()]:
                del changed[path]
                report.say(Location(files.shown(path)), Rule.NOT_CLEAN, "the page was saved meanwhile", "try again")
            if changed:
                commit.replace(home, {path: after.encode() for path, (_, after) in changed.items()})
    return changed
