"""Tables that MyST and Sphinx write as lists of lists:

```{list-table}
:header-rows: 1

* - Command
  - What it does
* - `git log`
  - lists commits
```
"""

from collections.abc import Sequence
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_LIST, _ITEM = "bullet_list", "list_item"
_TEXT = ["paragraph_open", "inline", "paragraph_close"]


def as_table(state: StateBlock, pushed: int, heads: int) -> bool:
    """Turn the list in the tokens from `pushed` on into a table whose first rows are heads.

    False if they are anything else, or a cell holds more than a paragraph.
    """
    rows = _rows(state.tokens[pushed:])
    if not rows:
        return False
    del state.tokens[pushed:]
    state.push("table_open", "table", 1).map = _lines(rows[0][0], rows[-1][-1])
    for part, tag, of_part in (("thead", "th", rows[:heads]), ("tbody", "td", rows[heads:])):
        if of_part:
            state.push(f"{part}_open", part, 1).map = _lines(of_part[0][0], of_part[-1][-1])
        for row in of_part:
            _push_row(state, row, tag)
        if of_part:
            state.push(f"{part}_close", part, -1)
    state.push("table_close", "table", -1)
    return True


def _push_row(state: StateBlock, row: Sequence[Sequence[Token]], tag: str) -> None:
    state.push("tr_open", "tr", 1).map = _lines(row[0], row[-1])
    for item, *content in row:
        state.push(f"{tag}_open", tag, 1)
        inline = state.push("inline", "", 0)
        inline.map, inline.children = item.map, []
        inline.content = content[1].content if content else ""
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def _rows(tokens: Sequence[Token]) -> list[list[Sequence[Token]]]:
    """The cells of each row: the opening token of the item, and those of its paragraph; empty if that is not all."""
    outer = _items(tokens)
    inner = [_items(item[1:]) for item in outer]
    are_texts = all([token.type for token in cell[1:]] in ([], _TEXT) for row in inner for cell in row)
    return inner if outer and all(inner) and are_texts else []


def _items(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The items of the list that some tokens are: the opening token and the content of each; none without a list."""
    level = tokens[0].level if tokens else 0
    ends = [i for i, token in enumerate(tokens) if token.level == level and token.type == f"{_LIST}_close"]
    if not tokens or tokens[0].type != f"{_LIST}_open" or ends != [len(tokens) - 1]:
        return []
    starts = [i for i, token in enumerate(tokens) if token.level == level + 1 and token.type == f"{_ITEM}_open"]
    return [tokens[start : stop - 1] for start, stop in pairwise([*starts, len(tokens) - 1])]


def _lines(first: Sequence[Token], last: Sequence[Token]) -> list[int]:
    return [(first[0].map or [0, 0])[0], (last[0].map or [0, 0])[1]]
