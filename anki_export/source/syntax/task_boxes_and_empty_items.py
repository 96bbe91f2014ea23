"""Items of lists: boxes of task lists, and markers without text.

`- [ ] open`, `- [x] done`: markdown-it's plugin searches for the enclosing list for each item.

A number and a dot with nothing after them are text, as on the site, and not a list with an empty item:

    ??? question "What is 5 times 7?"        1. Which sign begins a comment?
        35.                                     - #
                                                - //

In CommonMark it is an empty item (https://spec.commonmark.org/0.31.2/#list-items), and the number is lost. Inside a
list it is still an item, and so it is if its text or another item follows below. An item that is only `#` is
text, too, and no empty heading.
"""

from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.paragraph import paragraph
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.markdown_it_helpers import line_of
from anki_export.text.lazy_regex import regex

_NUMBER = regex(r"\d{1,9}[.)][ \t]*")
_SIGNS = regex(r"#{1,6}[ \t]*")
_ITEM = regex(r"\d{1,9}[.)](?:\s|\Z)")
TASK_BOX = "task-list-item-checkbox"
"""The class of a box."""
_BOX = regex(r"\[(?P<mark>[ xX])\][ \t\n\v\f\r]+")


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


def read_boxes(state: StateCore) -> None:
    if not _BOX.search(state.src):
        return  # as on most pages
    lists: list[Token] = []
    for item, opening, text in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(item)
        elif item.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        if (item.type, opening.type, text.type) != ("list_item_open", "paragraph_open", "inline"):
            continue
        box = _BOX.match(text.content)
        first = text.children[0] if text.children else None
        if box and first and first.type == "text":
            first.content, text.content = first.content[3:], text.content[3:]
            checked = "" if box["mark"] == " " else 'checked="checked" '
            html = f'<input class="{TASK_BOX}" {checked}type="checkbox">'
            item.attrSet("class", "task-list-item")
            lists[-1].attrSet("class", "contains-task-list")
            text.children = [Token("html_inline", "", 0, content=html), *(text.children or ())]


def task_html(box: str) -> str:
    """A box on a card."""
    name, sign = ("done", "☑") if "checked" in box else ("to do", "☐")
    return f'<span class="iq-task" role="img" aria-label="{name}">{sign}</span>'
