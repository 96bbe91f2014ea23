"""Content checks: each rule is a small function, called in a loop over the table of its kind.

A rule in `QUESTION_RULES` checks one question and returns at most one finding, one in `PAGE_RULES` checks a page, one
in `SITE_RULES` all questions together. They have no side effects: cards are created whatever they find.
"""

from collections.abc import Callable, Iterable, Sequence

from anki_export.diagnostics import Diagnostic
from anki_export.source.checks.banner import hint_for_answer
from anki_export.source.checks.duplicates import asked_twice, card_ids
from anki_export.source.checks.emphasis import open_emphasis
from anki_export.source.checks.empty_answers import repeated_answer, says_nothing
from anki_export.source.checks.homoglyphs import look_alikes
from anki_export.source.checks.length import long_answer, long_card
from anki_export.source.checks.links import broken_links
from anki_export.source.checks.missing_blank_lines import glued_blocks
from anki_export.source.checks.near_duplicates import asked_nearly
from anki_export.source.checks.numbering import numbers_in_order
from anki_export.source.checks.other_formats import other_openers
from anki_export.source.checks.placeholders import unfinished
from anki_export.source.checks.table_rows import cut_rows
from anki_export.source.checks.types import Asked, Finding, Sheet
from anki_export.source.context import Context
from anki_export.source.question import Question

QUESTION_RULES: tuple[Callable[[Asked, Sheet], Finding | None], ...] = (
    open_emphasis,
    hint_for_answer,
    says_nothing,
    repeated_answer,
    long_answer,
    long_card,
    glued_blocks,
    cut_rows,
)
PAGE_RULES: tuple[Callable[[Sheet], Iterable[Finding]], ...] = (
    unfinished,
    numbers_in_order,
    broken_links,
    look_alikes,
    other_openers,
)
SITE_RULES: tuple[Callable[[Sequence[Question]], Iterable[Diagnostic]], ...] = (
    asked_twice,
    card_ids,
    asked_nearly,
)


def check_page(sheet: Sheet, around: Context) -> None:
    """Run the page and question rules and report their findings."""
    found = [finding for asked in sheet.asked for rule in QUESTION_RULES if (finding := rule(asked, sheet))]
    for page_rule in PAGE_RULES:
        found += page_rule(sheet)
    for finding in found:
        start = sheet.lines[min(finding.line, len(sheet.lines) - 1)].strip()[:1]
        around.complain(finding.line, finding.rule, finding.message, finding.hint, needle=finding.needle or start)


def check(questions: Sequence[Question]) -> list[Diagnostic]:
    """The findings of the site rules in the questions of all pages."""
    return [diagnostic for rule in SITE_RULES for diagnostic in rule(questions)]
