"""A number and a dot with nothing after them are text, as on the site, and not a list with an empty item:

    ??? question "What is 5 times 7?"        1. Which sign begins a comment?
        35.                                     - #
                                                - //

In CommonMark it is an empty item (https://spec.commonmark.org/0.31.2/#list-items), and the number is lost. Inside a
list it is still an item, and so it is if its text or another item follows below. An item that is only `#` is
text, too, and no empty heading.
"""

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.paragraph import paragraph

from anki_export.source.markdown_it_helpers import line_of
from anki_export.text.lazy_regex import regex

_NUMBER = regex(r"\d{1,9}[.)][ \t]*")
_SIGNS = regex(r"#{1,6}[ \t]*")
_ITEM = regex(r"\d{1,9}[.)](?:\s|\Z)")


def read_number(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    number = _NUMBER.fullmatch(state.src, position, state.eMarks[start])
    if not number or state.is_code_block(start) or _goes_on(state, start + 1, end, len(number[0].rstrip())):
        return False
    return paragraph(state, start, end, silent)


def _goes_on(state: StateBlock, line: int, end: int, width: int) -> bool:
    """Whether the line below belongs to a list that begins with the number, `width` characters wide."""
    if line >= end or state.isEmpty(line) or state.sCount[line] < state.blkIndent:
        return False
    text = line_of(state, line)
    return state.sCount[line] > state.sCount[line - 1] + width or _ITEM.match(text) is not None


def read_signs(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.tokens or state.tokens[-1].type != "list_item_open" or state.is_code_block(start):
        return False
    signs = _SIGNS.fullmatch(state.src, state.bMarks[start] + state.tShift[start], state.eMarks[start])
    return signs is not None and paragraph(state, start, end, silent)
