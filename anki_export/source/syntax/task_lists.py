"""Task lists: `- [ ] open`, `- [x] done` (markdown-it's plugin searches for the enclosing list for each item)."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.text.lazy_regex import regex

TASK_BOX = "task-list-item-checkbox"
"""The class of a box."""
_BOX = regex(r"\[(?P<mark>[ xX])\][ \t\n\v\f\r]+")


def read_boxes(state: StateCore) -> None:
    if not _BOX.search(state.src):
        return  # as on most pages
    lists: list[Token] = []
    for item, paragraph, text in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if item.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(item)
        elif item.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        if (item.type, paragraph.type, text.type) != ("list_item_open", "paragraph_open", "inline"):
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
