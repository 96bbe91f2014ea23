"""Tables in which code can contain a bar, as in Python-Markdown; markdown-it would end the cell there.

    | command              | what it does |
    |----------------------|--------------|
    | `git log | grep fix` | searches     |

A bar outside code still ends the cell, and `\\|` is a literal bar anywhere. Cells beyond the columns of the header are
shown neither on the site nor on a card: they are stored in the `meta` of the row's opening token.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as plain_table

from anki_export.source.markdown_it_helpers import line_of
from anki_export.text.lazy_regex import regex

EXCESS = "excess"
_CODE = regex(r"(?<![`\\])(`+)(?!`)[^\n]{1,1000}?(?<!`)\1(?!`)")
_RULE = regex(r"[ \t:|-]+$", re.MULTILINE)
_ENV = "rows of a table"
_BAR = regex(r"(?<!\\)\|")
_STAND_IN = "\x1f"
"""A placeholder for a bar: pages contain no control characters."""


def read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end:
        return False
    position = state.bMarks[start + 1] + state.tShift[start + 1]
    if not state.src.startswith(("|", "-", ":"), position):
        return False
    if "|" not in state.src[state.bMarks[start] : state.eMarks[start]] or not _RULE.match(state.src, position):
        return False  # the original rule checks this too, but we do so before scanning all lines to the next blank one
    last = _last_row(state, start, end)
    begin, stop = state.bMarks[start], state.eMarks[last - 1]
    whole, rows, count = state.src, state.src[begin:stop], len(state.tokens)
    if "`" in rows:
        state.src = whole[:begin] + _CODE.sub(lambda code: _BAR.sub(_STAND_IN, code[0]), rows) + whole[stop:]
    try:
        is_table = plain_table(state, start, end, silent)
        _keep_excess(state, count)
        return is_table
    finally:
        state.src = whole
        for token in state.tokens[count:]:
            token.content = token.content.replace(_STAND_IN, "|")


def _keep_excess(state: StateBlock, count: int) -> None:
    """Store excess cells in the rows, which come after the first `count` tokens."""
    columns = sum(token.type == "th_open" for token in state.tokens[count:])
    for token in state.tokens[count:]:
        if token.type == "tr_open" and token.map:
            number = token.map[0]
            line = line_of(state, number).strip()
            cells = _BAR.split(line.removeprefix("|"))[columns:]
            if any(cell.strip() for cell in cells):
                token.meta[EXCESS] = "|".join(cells).strip(" |").replace(_STAND_IN, "|")


def _last_row(state: StateBlock, start: int, end: int) -> int:
    """The line after the last non-blank one; lines already scanned are cached."""
    known: dict[str, tuple[int, int, int]] = state.env.setdefault(_ENV, {})  # by the text: bodies are parsed alone
    first, last, until = known.get(state.src, (0, 0, 0))
    if not (first <= start < last and until == end):
        last = start
        while last < end and not state.isEmpty(last):
            last += 1
        known[state.src] = (start, last, end)
    return last


def cells_of(line: str) -> list[tuple[int, int]]:
    """The columns at which the text of each cell of a row begins and ends.

    >>> [line[start:stop] for line in ["| `a | b` | c\\\\|d |", "a|b"] for start, stop in cells_of(line)]
    ['`a | b`', 'c\\\\|d', 'a', 'b']
    """
    hidden = _CODE.sub(lambda code: _BAR.sub(_STAND_IN, code[0]), line) if "`" in line else line
    bars = [match.start() for match in _BAR.finditer(hidden)]
    begins = [0, *(bar + 1 for bar in bars)]
    ends = [*bars, len(line)]
    cells = []
    for begin, end in zip(begins, ends, strict=True):
        text = line[begin:end]
        start = begin + len(text) - len(text.lstrip())
        cells.append((start, start + len(text.strip())))
    if bars and not line[: bars[0]].strip():
        del cells[0]
    if bars and len(cells) > 1 and not line[bars[-1] + 1 :].strip():
        del cells[-1]
    return cells
