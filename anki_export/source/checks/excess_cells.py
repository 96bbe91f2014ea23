"""Table rows with more cells than the header, whose excess cells are not shown."""

from collections.abc import Iterator
from textwrap import shorten

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.syntax.tables import EXCESS


def excess_cells(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the first such row in each question and how many more there are."""
    if "|" in checked_page.outline.text and any(token.type == "table_open" for token in checked_page.tokens):
        yield from filter(None, map(_first, checked_page.questions))


def _first(checked: CheckedQuestion) -> Finding | None:
    blocks = (block for block in checked.blocks if block.kind != "paragraph")
    rows = [(t.map[0], str(t.meta[EXCESS])) for block in blocks for t in block.tokens if EXCESS in t.meta and t.map]
    if not rows:
        return None
    line, excess = rows[0]
    more = f"; {len(rows) - 1} more in this question" if len(rows) > 1 else ""
    message = f"row has more cells than the table has columns: {shorten(excess, 60)!r} is not shown{more}"
    return Finding(line, Rule.CUT_ROW, message, r"write \| for a literal bar", needle=excess)
