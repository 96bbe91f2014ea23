"""Two columns of a table, one for what is true and one for what is false, become one before a page is parsed:

    | Statement            | True | False |        | Statement            | True / False |
    |----------------------|:----:|:-----:|        |----------------------|---|
    | A jib is a sail.     |  x   |       |        | A jib is a sail.     |  True |
    | A boom is a rope.    |      |   x   |        | A boom is a rope.    |  False |

Each row has one mark there, or none, such as `[x]` beside `[ ]`: numbers and words are counts and remarks.

Numbered statements beside a column that is empty for the reader get the verdicts of the only list below that has all of
these numbers, and its items go:

    | No. | Statement        | T / F |         | No. | Statement        | T / F | Explanation |
    |-----|------------------|-------|         |-----|------------------|-------|---|
    | 6   | A jib is a sail. |       |         | 6   | A jib is a sail. | True  | It is in front. |
    | 7   | A boom is red.   |       |         | 7   | A boom is red.   | False |  |

    6. True. It is in front.
    7. False

The number may be in the cell of the statement, and there may be two columns to tick.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from anki_export.source.candidates.true_false_statements import verdict_in
from anki_export.source.lines import end_of_paragraph, is_blank, list_marker, next_text, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.source.syntax.bars_in_table_cells import cells_of
from anki_export.text.true_or_false import is_true_or_false, names_both

_PAIR, _WITH_NUMBERS = 2, 3
"""Columns."""
_AROUND = "*_[]() \ufe0f-–—☐"
"""What is around a mark, or says that there is none."""
_BEHIND = " *_.,;:)。：–—-"
"""What is between a verdict and the reason."""


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


def empty_columns_as_verdicts(outline: Outline) -> Changes:
    """The rows of such tables with the verdicts, and the lines of these as blank ones."""
    changes: dict[int, str] = {}
    verdicts_of_items = cache(lambda: _verdicts_of_items(outline))
    for number, line in outline.heads_of_tables:
        heads = [line[start:stop].strip("*_") for start, stop in cells_of(line)]
        if len(heads) not in (_PAIR, _WITH_NUMBERS) or not names_both(heads[-1]):
            continue
        end = end_of_paragraph(outline.lines, number)
        rows = {row: outline.lines[row] for row in range(number + 2, end)}
        numbers = {row: _number_of_statement(text, len(heads)) for row, text in rows.items()}
        below = verdicts_of_items()
        said = {found: [one for one in below[found] if one[0].start >= end] for found in numbers.values()}
        if rows and all(map(_is_one_item, said.values())):
            changes |= {
                number: f"{line.rstrip()} Explanation |",
                number + 1: f"{outline.lines[number + 1].rstrip()}---|",
            }
            for row, found in numbers.items():
                (lines, text), *_ = said[found]
                changes[row] = _with_last_cell(rows[row], text)
                changes |= dict.fromkeys(lines, "")
    return changes


def _number_of_statement(row: str, columns: int) -> str:
    """The number in a row that has a statement, and a place to write; empty if it has anything else."""
    cells = [row[start:stop].strip(_AROUND) for start, stop in cells_of(row)]
    if len(cells) != columns or cells[-1] or not cells[-2]:
        return ""
    marker = list_marker(cells[0]) if columns == _PAIR else None
    return (marker["number"] or "") if marker else cells[0].rstrip(".") if columns > _PAIR else ""


def _verdicts_of_items(outline: Outline) -> Mapping[str, Sequence[tuple[range, str]]]:
    """The items of lists that begin with a verdict, by their numbers: their lines and texts, if no more is below."""
    lines = outline.lines
    found: dict[str, list[tuple[range, str]]] = defaultdict(list)
    for at, line in enumerate(lines):
        match = None if outline.is_code[at] else list_marker(line)
        if not (match and match["number"] and verdict_in(line[match.end() :])):
            continue
        stop = next((n for n in range(at + 1, len(lines)) if is_blank(lines[n]) or starts_block(lines[n])), len(lines))
        below = next_text(lines, stop)
        has_more = below < len(lines) and lines[below][:1].isspace()
        text = " ".join(map(str.strip, (line[match.end() :], *lines[at + 1 : stop])))
        found[match["number"]].append((range(at, stop), "" if has_more else text))
    return found


def _is_one_item(found: Sequence[tuple[range, str]]) -> bool:
    """Whether a number has one item, all of which is a paragraph."""
    return len(found) == 1 and found[0][1] != ""


def _said(row: str, heads: Sequence[str], at: int) -> str | None:
    """The head of the column with a mark, or nothing without one; None for another row."""
    marks = [row[start:stop].strip(_AROUND) for start, stop in cells_of(row)[at : at + _PAIR]]
    if len(marks) < _PAIR or all(marks) or any(len(mark) > 1 or mark.isdigit() for mark in marks):
        return None
    return next((head for head, mark in zip(heads[at:], marks, strict=False) if mark), "")


def _with_last_cell(row: str, text: str) -> str:
    """A row with the verdict of a text in its last cell, which is empty, and what is behind it in another one."""
    start, stop = cells_of(row)[-1]
    verdict = verdict_in(text)
    reason = text[text.index(verdict) + len(verdict) :].lstrip(_BEHIND).replace("|", "\\|")
    return f"{row[:start]}**{verdict}** {row[stop:].strip()} {reason} |"


def _with_cell(row: str, at: int, text: str) -> str:
    """A row with a text in place of two cells."""
    cells = cells_of(row)
    return f"{row[: cells[at][0]]}{text} {row[cells[at + 1][1] :].lstrip()}"
