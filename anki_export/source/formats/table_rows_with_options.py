"""The rows of tables with options in columns (see `candidates/option_table_columns.py`) as questions with options:

    | Question     | A      | B      | Key | Why         |        What moves?
    |--------------|--------|--------|-----|-------------|        - [ ] A) a tag
    | What moves?  | a tag  | a head | B   | At commits. |        - [x] B) a head

                                                                  At commits.

Those of a page count together: two, and half of them, need a right option. Columns that count, grade or date the rows
are left out. A row without options is a question with its answer; one with options and without a key is reported.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.option_table_columns import (
    OptionTable,
    columns_of_options,
    option_table,
    right_of_rows,
)
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines
from anki_export.source.entry import Finding, Hints, IdPlace, Span
from anki_export.source.lines import starts_block, term_of
from anki_export.source.question_numbers import numbers_of
from anki_export.source.syntax.bars_in_table_cells import cells_of
from anki_export.source.thresholds import WITH_ANSWERS
from anki_export.text.classify_labels import names_explanation
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

QUESTIONS = "question-table"
_SEVERAL = 2
_HINTS = Hints(
    question="| {} |",
    title="write the question in its column of the row",
    answer="write the answer in its column of the row",
    options="write the letter of the right option in the column of the key",
)
BREAK = regex(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_NUMBER = regex(r"\d*")


class RowsWithOptions(Struct, frozen=True):
    """A table with options, and the cells of its rows by their lines."""

    table: OptionTable
    rows: Mapping[int, Sequence[str]]
    right: Sequence[frozenset[int]]
    """The right options of each row; none where nothing says so."""

    @property
    def with_options(self) -> list[tuple[bool, str]]:
        """For each row that has options, whether something says which is right, and its question."""
        found = zip(self.rows.values(), self.right, strict=True)
        return [
            (bool(right), cells[self.table.question])
            for cells, right in found
            if self.table.asks(cells) and len(self.table.choice(cells).texts) >= _SEVERAL
        ]


def rows_with_options(lines: Sequence[str], numbers: Sequence[int], heads: Sequence[str]) -> RowsWithOptions | None:
    """The rows of a table with these heads, if it has columns of options."""
    if not columns_of_options(tuple(heads)):
        return None  # as nearly all tables
    rows = {number: [*cells_in(lines[number]), *[""] * len(heads)][: len(heads)] for number in numbers}
    table = option_table(heads, list(rows.values()))
    return RowsWithOptions(table, rows, right_of_rows(table, list(rows.values()))) if table else None


def are_answered(tables: Sequence[RowsWithOptions], *, is_named: bool) -> bool:
    """Whether enough rows of some tables have right options."""
    rows = [right for one in tables for right, _ in one.with_options]
    return any(rows) if is_named else WITH_ANSWERS.of(sum(rows), len(rows))


def option_spans(lines: Sequence[str], found: RowsWithOptions) -> Iterator[Span]:
    """The questions of a table."""
    table = found.table
    remarks = table.remarks(list(found.rows.values()))
    titles = [term_of(BREAK.sub(" ", cells[table.question])) for cells in found.rows.values()]
    numbers = numbers_of(titles)
    for (line, cells), right, title, number in zip(found.rows.items(), found.right, titles, numbers, strict=True):
        if table.asks(cells):
            beside = [(table.heads[at], cells[at]) for at in remarks if at < len(cells) and cells[at]]
            said = [as_paragraph(cell) if names_explanation(head) else remark(head, cell) for head, cell in beside]
            body = _body(found, cells, right, said)
            span = numbered_span(QUESTIONS, _HINTS, range(line, line + 1), title, number, BodyLines(tuple(body), line))
            yield replace(
                span,
                has_options=len(body) > 1,
                sorts_options=table.is_first_right,
                id_place=IdPlace(line, "", column=cells_of(lines[line])[table.question][1]),
            )


def without_key(found: RowsWithOptions) -> Iterator[Finding]:
    """Report a table whose rows ask and have options, but no key."""
    questions = [question for _, question in found.with_options]
    asking = [line for line, cells in found.rows.items() if is_clear_question(cells[found.table.question])]
    if WITH_ANSWERS.of(len(asking), len(questions)) and questions:
        what = "rows of tables have options, but nothing says which are right"
        message = f"{len(questions)} {what}; none of them becomes a card (first: {questions[0]!r})"
        hint = "add a column Answer with the letters of the right options"
        yield Finding(asking[0], Rule.OTHER_OPENERS, message, hint, places=list(found.rows))


def _body(found: RowsWithOptions, cells: Sequence[str], right: frozenset[int], said: Sequence[str]) -> list[str]:
    """The options of a row with boxes, or with letters only if nothing says which are right; else its answer."""
    table = found.table
    choice = table.choice(cells)
    below = [text for one in said for text in ("", one)]
    texts = [BREAK.sub(" ", text) for text in choice.texts]
    if len(texts) < _SEVERAL:
        answers = texts if table.is_first_right else [choice.key] if not texts and len(choice.key) >= _SEVERAL else ()
        return [*map(as_paragraph, answers), *below] if answers else []
    boxes = ["[x] " if at in right else "[ ] " for at in range(len(texts))] if right else [""] * len(texts)
    options = [f"- {box}{name}) {text}" for box, name, text in zip(boxes, choice.names, texts, strict=True)]
    return [*options, *(below if right else ())]


def remark(head: str, cell: str) -> str:
    """A cell beside the answer, with the head of its column."""
    return f"**{term_of(head)}:** {cell}"


def cells_in(line: str) -> list[str]:
    return [line[start:stop].replace(r"\|", "|") for start, stop in cells_of(line)]


def as_paragraph(cell: str) -> str:
    """A cell as a paragraph: there are no blocks in a table, and `# ls` is not a heading there.

    >>> [as_paragraph(cell) for cell in ("# ls", "1. boot", "`ls`", "1969")]
    ['\\\\# ls', '1\\\\. boot', '`ls`', '1969']
    """
    digits = _NUMBER.match(cell)[0]  # type: ignore[index]
    return f"{digits}\\{cell[len(digits) :]}" if starts_block(cell) and cell[0] not in "<`$" else cell
