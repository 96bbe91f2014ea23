"""The diagnostics about the pages that the user selected; more pages than these may have been read."""

from collections.abc import Collection, Iterable

from anki_export.diagnostics import Diagnostic, Location, Rule, Severity
from anki_export.disk.source_tree import PAGE_SUFFIXES, SourceTree
from anki_export.source.formats import EXAMPLE_WITH_ANSWER

_ABOUT_PLACES = frozenset({Rule.UNREADABLE, Rule.LEADS_OUT})
"""Rules that are also reported for folders."""


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


def nothing_to_build(tree: SourceTree, pages: int, reported: Iterable[Diagnostic]) -> Diagnostic:
    """Report why there is nothing to build; `pages` pages were read, with the diagnostics `reported`."""
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages found", "name a folder with .md files, or a page"
        )
    place = Location(place.path, 1, 1) if place.path.endswith(PAGE_SUFFIXES) else place
    if any(diagnostic.rule is Rule.OTHER_OPENERS for diagnostic in reported):
        hint = "see the other messages: they name text that looks like questions, and say what to do"
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions in a supported format found", hint)
    hint = f"write {EXAMPLE_WITH_ANSWER}"
    return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions found", hint)
