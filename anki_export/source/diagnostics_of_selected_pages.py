"""The diagnostics about the pages that the user selected; more pages than these may have been read."""

from collections.abc import Collection, Iterable, Sequence

from anki_export.diagnostics import Diagnostic, Location, Rule, Severity
from anki_export.disk.source_tree import PAGE_SUFFIXES, SourceTree
from anki_export.settings import AUTO
from anki_export.source.asking_lines_on_cardless_pages import ROWS, UnreadLines, by_kind
from anki_export.source.checks.unread_formats import setting_of
from anki_export.source.formats import EXAMPLE_WITH_ANSWER
from anki_export.source.thresholds import ON_REQUEST

_ABOUT_PLACES = frozenset({Rule.UNREADABLE, Rule.LEADS_OUT})
"""Rules that are also reported for folders."""
_ABOUT_QUESTIONS = frozenset(
    {Rule.OTHER_OPENERS, Rule.UNANSWERED, Rule.PLACEHOLDER, Rule.NO_QUESTION, Rule.NOT_READ, Rule.CHOICES}
)
"""Rules that say why something that looks like a question isn't one."""
SEE_OTHERS = "see the other messages: they name text that looks like questions, and say what to do"
"""The hint where other messages, and notes, name the lines that may ask."""


def concerning_selection(
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


def nothing_to_build(
    tree: SourceTree, pages: int, reported: Iterable[Diagnostic], unread: Sequence[UnreadLines]
) -> Diagnostic:
    """Report why there is nothing to build, although there are lines that may ask.

    `pages` pages were read, with the diagnostics `reported`.
    """
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages found", "name a folder with .md files, or a page"
        )
    place = Location(place.path, 1, 1) if place.path.lower().endswith(PAGE_SUFFIXES) else place
    rules = {diagnostic.rule for diagnostic in reported}
    if rules & _ABOUT_QUESTIONS:
        what = "in a supported format" if Rule.OTHER_OPENERS in rules else "with answers"
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, f"no questions {what} found", SEE_OTHERS)
    hint = f"write {EXAMPLE_WITH_ANSWER}"
    found = [each for each in by_kind(unread) if each[0].kind != ROWS or ON_REQUEST.of(each[0].amount, 0)]
    if not found:
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions found", hint)
    first, _ = found[0]
    named = [_named(*each) for each in found if each[0].kind != ROWS or first.kind == ROWS]
    asks = f"end{'s' * (len(named) == 1 and first.amount == 1)} with a question mark, which is too little evidence"
    seems = "may hold terms" if first.kind == ROWS else asks
    message = f"no questions found; {' and '.join(named[:2])} {seems} (first: {first.location} {first.first!r})"
    if name := first.kind.format:
        hint = f"if they are questions, {setting_of((name,) if first.kind == ROWS else (AUTO, name))}"
    return Diagnostic(place, Rule.NOTHING_TO_BUILD, message, hint)


def _named(lines: UnreadLines, pages: int) -> str:
    plural = "s" * (lines.amount > 1)
    return f"{lines.amount} {lines.kind.name}{plural}" + f" on {pages} pages" * (pages > 1)
