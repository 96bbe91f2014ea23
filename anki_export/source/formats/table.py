"""Tables of terms or questions: each row is one.

    | Term     | Definition                   | Example       |
    |----------|------------------------------|---------------|
    | **Salt** | Random bytes before hashing  | `$2b$10$N9qo` |

The question is the first cell and the answer the second one; further cells follow with the head of their column. Read
only where the settings or the page name this format, and then tables whose first two heads are a pair such as
Term and Definition, Question and Answer, Command and Description; if no other format is read there, any table.

Not a question: a row whose first cell is empty, tables inside of other blocks.
"""

import re
from collections.abc import Iterator, Sequence

from anki_export.source.candidates.term_text import term_of
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Outline
from anki_export.source.syntax.tables import cells_of
from anki_export.source.types import Wanted
from anki_export.text.languages import alternatives
from anki_export.text.regex import regex

NAME = "table"
_RULE = regex(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_ANY_RULE = regex(r"\n {0,3}\|?[ \t]*:?-[ \t:|-]*\|")
_FIRST = regex(alternatives("term", "question", "questions"), re.IGNORECASE)
_SECOND = regex(alternatives("definition", "answer", "explanation"), re.IGNORECASE)
_MARKS = regex(r"^[\W_]+|[\W_]+$")
_HINTS = Hints(
    question="| {} |",
    title="write the term in the first cell of the row",
    answer="write the answer in the second cell of the row",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    lines, number = outline.lines, 1
    while number < len(lines):
        if not (_is_row(outline, number - 1) and _is_row(outline, number) and _RULE.fullmatch(lines[number])):
            number += 1
            continue
        heads = _cells(lines[number - 1])
        is_read = wanted.is_fixed or _is_pair(heads)
        number += 1
        while number < len(lines) and _is_row(outline, number):
            if len(heads) > 1 and is_read and (span := _span(lines[number], number, heads)):
                yield span
            number += 1


def _is_row(outline: Outline, number: int) -> bool:
    line = outline.lines[number]
    return "|" in line and not outline.is_code[number] and not line.startswith(("    ", "\t"))


def _is_pair(heads: Sequence[str]) -> bool:
    first, second = (_MARKS.sub("", head) for head in [*heads, "", ""][:2])
    return _FIRST.fullmatch(first) is not None and _SECOND.fullmatch(second) is not None


def _cells(line: str) -> list[str]:
    return [line[start:stop].replace(r"\|", "|") for start, stop in cells_of(line)]


def _span(line: str, number: int, heads: Sequence[str]) -> Span | None:
    cells = _cells(line)
    if not cells or not cells[0]:
        return None
    answer = cells[1] if len(cells) > 1 else ""
    more = [f"**{term_of(head)}:** {cell}" for head, cell in zip(heads[2:], cells[2:], strict=False) if cell]
    return Span(
        format=NAME,
        lines=range(number, number + 1),
        title=term_of(cells[0]),
        written=cells[0],
        is_term=True,
        hints=_HINTS,
        body=[answer, *(text for cell in more for text in ("", cell))] if answer else [],
        body_start=number,
        id_place=IdPlace(number, "", column=cells_of(line)[0][1]),
    )


TABLE = Format(
    NAME,
    lambda text: "|" in text and _ANY_RULE.search("\n" + text) is not None,
    When.ON_REQUEST,
    spans=_spans,
    if_unread="rows of tables look like terms or questions",
    shown=lambda first: "rows of tables (| … | … |)",
)
