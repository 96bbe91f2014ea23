"""Tables whose code may hold a bar, as Python-Markdown has them; markdown-it would end the cell there.

    | command              | what it does |
    |----------------------|--------------|
    | `git log | grep fix` | searches     |

A bar outside of code still ends the cell, and `\\|` is a bar anywhere.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table as plain_table

_CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^\n]{1,1000}?(?<!`)\1(?!`)")
_RULE = re.compile(r"[ \t:|-]+$", re.MULTILINE)
_ENV = "rows of a table"
_BAR = re.compile(r"(?<!\\)\|")
_STAND_IN = "\x1f"
"""What stands for a bar meanwhile: no page holds control characters."""


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end:
        return False
    position = state.bMarks[start + 1] + state.tShift[start + 1]
    if not state.src.startswith(("|", "-", ":"), position):
        return False
    if "|" not in state.src[state.bMarks[start] : state.eMarks[start]] or not _RULE.match(state.src, position):
        return False  # as the plain rule would find out, too, but before all lines to the next blank one are looked at
    last = _last_row(state, start, end)
    begin, stop = state.bMarks[start], state.eMarks[last - 1]
    if state.src.find("`", begin, stop) < 0:
        return plain_table(state, start, end, silent)
    rows = state.src[begin:stop]
    whole, count = state.src, len(state.tokens)
    state.src = whole[:begin] + _CODE.sub(lambda code: _BAR.sub(_STAND_IN, code[0]), rows) + whole[stop:]
    try:
        return plain_table(state, start, end, silent)
    finally:
        state.src = whole
        for token in state.tokens[count:]:
            token.content = token.content.replace(_STAND_IN, "|")


def _last_row(state: StateBlock, start: int, end: int) -> int:
    """The line after the last one that is not blank; lines that were looked at once are remembered."""
    known: tuple[int, int, int] = state.env.get(_ENV, (0, 0, 0))
    first, last, until = known
    if not (first <= start < last and until == end):
        last = start
        while last < end and not state.isEmpty(last):
            last += 1
        state.env[_ENV] = (start, last, end)
    return last


def tables_plugin(md: MarkdownIt) -> None:
    """Teach `md` such tables."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
