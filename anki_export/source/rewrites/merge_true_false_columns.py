"""Two columns of a table, one for what is true and one for what is false, become one before a page is parsed:

    | Statement            | True | False |        | Statement            | True / False |
    |----------------------|:----:|:-----:|        |----------------------|---|
    | A jib is a sail.     |  x   |       |        | A jib is a sail.     |  True |
    | A boom is a rope.    |      |   x   |        | A boom is a rope.    |  False |

Each row has one mark there, or none, such as `[x]` beside `[ ]`: numbers and words are counts and remarks.

Numbered statements beside a column that is empty for the reader become a list, which a key elsewhere answers:

    | No. | Statement        | T / F |
    |-----|------------------|-------|
    | 6   | A jib is a sail. |       |             6. A jib is a sail.
"""

from collections.abc import Sequence

from anki_export.source.lines import end_of_paragraph
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.source.syntax.bars_in_table_cells import cells_of
from anki_export.text.true_or_false import is_true_or_false, names_both

_PAIR, _WITH_NUMBERS = 2, 3
"""Columns."""
_AROUND = "*_[]() \ufe0f-–—☐"
"""What is around a mark, or says that there is none."""


def marked_columns_as_verdicts(outline: Outline) -> Changes:
    """The rows of such tables, with the head of the column that has the mark."""
    changes: dict[int, str] = {}
    for number, line in outline.heads_of_tables:
        heads = [line[start:stop].strip("*_") for start, stop in cells_of(line)]
        pairs = (at for at in range(1, len(heads) - 1) if is_true_or_false(heads[at : at + _PAIR]))
        if not (at := next(pairs, 0)):
            continue
        rows = range(number + 2, end_of_paragraph(outline.lines, number))
        said = {row: _said(outline.lines[row], heads, at) for row in rows}
        if said and None not in said.values():
            said |= {number: f"{heads[at]} / {heads[at + 1]}", number + 1: "---"}
            changes |= {row: _with_cell(outline.lines[row], at, text or "") for row, text in said.items()}
    return changes


def empty_verdicts_as_items(outline: Outline) -> Changes:
    """The rows of tables with numbers, statements and nothing else, as items; their heads are left out."""
    changes: dict[int, str] = {}
    for number, line in outline.heads_of_tables:
        heads = [line[start:stop].strip("*_") for start, stop in cells_of(line)]
        if len(heads) != _WITH_NUMBERS or not names_both(heads[-1]):
            continue
        rows = {row: outline.lines[row] for row in range(number + 2, end_of_paragraph(outline.lines, number))}
        cells = {row: [text[start:stop].strip() for start, stop in cells_of(text)] for row, text in rows.items()}
        if cells and all(len(own) == _WITH_NUMBERS and _is_open(*own) for own in cells.values()):
            items = {row: f"{own[0].strip('*_.) ')}. {own[1]}" for row, own in cells.items()}
            changes |= {number: "", number + 1: "", **items}
    return changes


def _is_open(number: str, statement: str, place: str) -> bool:
    """Whether cells are a number, a statement, and a place to write."""
    return number.strip("*_.) ").isdecimal() and statement != "" and not place.strip(_AROUND)


def _said(row: str, heads: Sequence[str], at: int) -> str | None:
    """The head of the column with a mark, or nothing without one; None for another row."""
    marks = [row[start:stop].strip(_AROUND) for start, stop in cells_of(row)[at : at + _PAIR]]
    if len(marks) < _PAIR or all(marks) or any(len(mark) > 1 or mark.isdigit() for mark in marks):
        return None
    return next((head for head, mark in zip(heads[at:], marks, strict=False) if mark), "")


def _with_cell(row: str, at: int, text: str) -> str:
    """A row with a text in place of two cells."""
    cells = cells_of(row)
    return f"{row[: cells[at][0]]}{text} {row[cells[at + 1][1] :].lstrip()}"
