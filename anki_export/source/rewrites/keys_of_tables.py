"""Tables of questions with options get a column of keys from a list with the numbers of their rows, line by line:

    | # | Question    | a     | b        |         | # | Question    | a     | b        | Key | Explanation |
    |---|-------------|-------|----------|         |---|-------------|-------|----------|---|---|
    | 1 | What moves? | a tag | a branch |         | 1 | What moves? | a tag | a branch | b | (at commits) |
    | 2 | What stays? | a tag | a branch |         | 2 | What stays? | a tag | a branch | a | |

    - 1: b (at commits)
    - 2: a

The first column counts the rows, and the list below the table, or that of the page of answers, has a letter for each of
them, and nothing else.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from anki_export.source.body.option_letters import OF_OPTIONS, option_name
from anki_export.source.candidates.answer_keys import keyed_answers
from anki_export.source.candidates.option_table_columns import names_options, option_table
from anki_export.source.outline import Outline
from anki_export.source.rewrites.apply_line_changes import Changes
from anki_export.source.syntax.bars_in_table_cells import cells_of
from anki_export.text.lazy_regex import regex

_RULE = regex(r"\s*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_ONE = regex(
    r"[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?\(?(?P<number>\d{1,3})(?:\*\*|__)?[ \t]*(?:[.:)=–—→-]|->|[ \t])"
    rf"(?:\*\*|__)?[ \t]*(?:\*\*|__)?\(?(?P<letter>[{OF_OPTIONS}])\)?(?:\*\*|__)?(?!\w)"
    r"(?P<rest>(?:[.,;:–—-]+(?:[ \t].*)?|[ \t]*\(.*\))?)[ \t]*"
)
_AROUND = " \t.,;:–—-"
_FEWEST = 2


class NumberedTable(Struct, frozen=True):
    """A table of questions with options and without a key, whose first column counts its rows."""

    lines: range
    """With its heads and the line below these."""
    names: Sequence[str]
    """Those of the options."""

    @property
    def rows(self) -> range:
        """The lines of its questions."""
        return self.lines[_FEWEST:]


def keys_of_tables_as_columns(outline: Outline) -> Changes:
    """The lines of such tables with their keys, and those of the lists without text."""
    tables = list(numbered_tables(outline))
    if len(tables) != 1:
        return {}
    (table,) = tables
    key = _key(outline, table)
    if not key:
        return {}
    has_rest = any(rest for _, _, rest in key.values())
    lines = outline.lines
    head, rule = table.lines[:_FEWEST]
    changes = {at: "" for at, _, _ in key.values()}
    changes[head] = _with_cells(lines[head], "Key", *["Explanation"] * has_rest)
    changes[rule] = _with_cells(lines[rule], "---", *["---"] * has_rest)
    for at, (_, letter, rest) in zip(table.rows, key.values(), strict=True):
        changes[at] = _with_cells(lines[at], letter, *[rest.replace("|", r"\|")] * has_rest)
    return changes


def numbered_tables(outline: Outline) -> Iterator[NumberedTable]:
    """The tables of a page that may have their keys elsewhere."""
    lines = outline.lines
    for at, line in enumerate(lines[:-1]):
        if "|" in line and not outline.is_code[at] and _RULE.fullmatch(lines[at + 1]):
            stop = next((n for n in range(at + _FEWEST, len(lines)) if "|" not in lines[n]), len(lines))
            own = (at, *range(at + _FEWEST, stop))
            heads, *rows = ([lines[n][start:end] for start, end in cells_of(lines[n])] for n in own)
            are_counted = len(rows) >= _FEWEST and all(row[:1] == [str(n)] for n, row in enumerate(rows, 1))
            table = option_table(heads, rows) if are_counted and names_options(heads) else None
            if table and table.key is None and table.question and len(table.names) >= _FEWEST:
                yield NumberedTable(range(at, stop), table.names)


def _key(outline: Outline, table: NumberedTable) -> Mapping[int, tuple[int, str, str]]:
    """The line, letter and remark of each answer by its number; empty unless all rows have one."""
    below = range(table.lines.stop, len(outline.lines))
    found = [
        (int(one["number"]), (at, one["letter"], one["rest"].strip(_AROUND)))
        for at in below
        if (one := _ONE.fullmatch(outline.lines[at])) and not outline.is_code[at]
    ]
    if len(found) < len(table.rows):
        found = [(one.number, (one.line, one.text, "")) for one in keyed_answers(outline, below)]
    numbers = [number for number, _ in found]
    are_names = all(option_name(letter) in table.names for _, (_, letter, _) in found if len(letter) == 1)
    is_whole = numbers == list(range(1, len(table.rows) + 1)) and are_names
    return dict(found) if is_whole else {}


def _with_cells(line: str, *cells: str) -> str:
    return f"{line.rstrip().removesuffix('|')}| {' | '.join(cells)} |"
