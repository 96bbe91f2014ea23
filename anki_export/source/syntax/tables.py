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
_BAR = re.compile(r"(?<!\\)\|")
_STAND_IN = "\x1f"
"""What stands for a bar meanwhile: no page holds control characters."""


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 2 > end:
        return False
    position = state.bMarks[start + 1] + state.tShift[start + 1]
    if not state.src.startswith(("|", "-", ":"), position):
        return False
    last = start
    while last < end and not state.isEmpty(last):
        last += 1
    begin, stop = state.bMarks[start], state.eMarks[last - 1]
    rows = state.src[begin:stop]
    if "`" not in rows:
        return plain_table(state, start, end, silent)
    whole, count = state.src, len(state.tokens)
    state.src = whole[:begin] + _CODE.sub(lambda code: _BAR.sub(_STAND_IN, code[0]), rows) + whole[stop:]
    try:
        return plain_table(state, start, end, silent)
    finally:
        state.src = whole
        for token in state.tokens[count:]:
            token.content = token.content.replace(_STAND_IN, "|")


def tables_plugin(md: MarkdownIt) -> None:
    """Teach `md` such tables."""
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
