"""What concerns the pages that were asked for, of all that were read to know them."""

from collections.abc import Collection, Iterable

from anki_export.diagnostics import Diagnostic, Location, Rule, Severity
from anki_export.disk.source_tree import PAGE_SUFFIXES, SourceTree
from anki_export.source.formats import EXAMPLE_WITH_ANSWER

_ABOUT_PLACES = frozenset({Rule.UNREADABLE, Rule.LEADS_OUT})
"""Also reported for folders, which are no pages."""


def concerning_selection(
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


def nothing_to_build(tree: SourceTree, pages: int, told: Iterable[Diagnostic]) -> Diagnostic:
    """Why there is nothing to build, where `pages` pages were read and `told` is what was found on them."""
    place = Location(tree.name(tree.selected[0]) if tree.selected != ("",) else tree.shown)
    if not pages:
        return Diagnostic(
            place, Rule.NOTHING_TO_BUILD, "no Markdown pages here", "name a folder with .md files, or a page"
        )
    place = Location(place.path, 1, 1) if place.path.endswith(PAGE_SUFFIXES) else place
    if any(diagnostic.rule is Rule.OTHER_OPENERS for diagnostic in told):
        hint = "the other messages say what looks like questions, and how to write them"
        return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no question is written as one", hint)
    hint = f"write one: {EXAMPLE_WITH_ANSWER}"
    return Diagnostic(place, Rule.NOTHING_TO_BUILD, "no questions here", hint)
