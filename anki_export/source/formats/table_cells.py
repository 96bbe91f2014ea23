"""The cells of a row in a table, and their texts as paragraphs."""

import re

from anki_export.source.lines import starts_block
from anki_export.source.syntax.tables import cells_of
from anki_export.text.regex import regex

BREAK = regex(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_NUMBER = regex(r"\d*")


def cells_in(line: str) -> list[str]:
    return [line[start:stop].replace(r"\|", "|") for start, stop in cells_of(line)]


def as_paragraph(cell: str) -> str:
    """A cell as a paragraph: there are no blocks in a table, and `# ls` is not a heading there.

    >>> [as_paragraph(cell) for cell in ("# ls", "1. boot", "`ls`", "1969")]
    ['\\\\# ls', '1\\\\. boot', '`ls`', '1969']
    """
    digits = _NUMBER.match(cell)[0]  # type: ignore[index]
    return f"{digits}\\{cell[len(digits) :]}" if starts_block(cell) and cell[0] not in "<`$" else cell
