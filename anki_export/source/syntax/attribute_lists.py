"""Attribute lists (Python-Markdown's attr_list), which cards don't need: they are removed.

    A link to [the docs](x.md){ .md-button }, ![a picture](x.png){ width="300" }, *words*{: #id }

    A paragraph
    { .annotate }

They follow an inline element directly, at the end of a block or on a separate line. `{x}`, `${HOME}` and
`{ "a": 1 }` are text. Pictures keep their size; classes of a block are stored in the `meta` of its opening token.
"""

import re
from itertools import pairwise

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.text.lazy_regex import regex

_ITEM = r"""(?:[.#][A-Za-z_-][\w:-]*|[A-Za-z][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|[^\s"'{}=<>`]+))"""
_WORD = r"[A-Za-z][\w-]*"
_LIST = rf"\{{:?[ ]*{_ITEM}(?:[ ]+(?:{_ITEM}|{_WORD}))*[ ]*\}}"
_KRAMDOWN = rf"\{{:[ ]*(?:{_ITEM}|{_WORD})(?:[ ]+(?:{_ITEM}|{_WORD}))*[ ]*\}}"
_BARE = r"\{[ ]*(?:data-[\w-]+|download)[ ]*\}"
ATTRIBUTE_LIST = rf"(?:{_LIST}|{_KRAMDOWN})"
"""The pattern for an attribute list."""
_AFTER_ELEMENT = regex(rf"(?:{ATTRIBUTE_LIST}|{_BARE})")
_AFTER_PICTURE = regex(r"""\{:?[^{}]*[A-Za-z-]=(?:"[^{}]*"|'[^{}]*')[^{}]*\}""")
"""With a description over several lines, or with quotes inside."""
_LINE = regex(rf"\s*{ATTRIBUTE_LIST}\s*")
_END = regex(rf"[ \t]+(?P<list>{ATTRIBUTE_LIST})\s*$")
_MAY_BEGIN = regex(r"\{(?::|[ ]*(?:[.#]|[A-Za-z][\w:-]*=|data-|download))")
"""A list that is no code: to compile its pattern takes as long as to read a page."""
_NAMED = regex(r"\{:|[{\s][.#]")
_SIZE = regex(r"""(?<![\w-])(?P<name>width|height)(?:=|:[ ]?)["']?(?P<value>\d+(?:px|%)?)(?![\w.%])""")
"""The size of a picture, as an attribute or in its `style`."""
_ELEMENTS = {"image", "code_inline", "math_inline", "keys"}


def classes(token: Token) -> tuple[str, ...]:
    """The classes from an attribute list on the block that `token` opens."""
    found: tuple[str, ...] = token.meta.get("classes", ())
    return found


def drop_lists(state: StateCore) -> None:
    if "{" not in state.src or not _MAY_BEGIN.search(state.src):
        return
    gone: set[int] = set()
    for i, token in enumerate(state.tokens):
        if token.type == "inline" and token.children and "{" in token.content:
            _after_elements(token.children)
            is_alone = _at_end(token.children, state.tokens[i - 1])
            if is_alone and i > 1 and state.tokens[i - 1].type == "paragraph_open" and state.tokens[i - 2].nesting < 1:
                gone.update((i - 1, i, i + 1))
            elif is_alone and state.tokens[i - 1].type == "td_open" and state.tokens[i - 2].type == "tr_open":
                end = next(n for n in range(i, len(state.tokens)) if state.tokens[n].type == "tr_close")
                if not any(cell.content for cell in state.tokens[i + 1 : end]):
                    gone.update(range(i - 2, end + 1))
    if gone:
        state.tokens = [token for i, token in enumerate(state.tokens) if i not in gone]


def _after_elements(children: list[Token]) -> None:
    _join_behind_pictures(children)
    for before, token in pairwise(children):
        if token.type == "text" and token.content[:1] == "{" and (before.type in _ELEMENTS or before.nesting < 0):
            is_picture = before.type == "image"
            match = _AFTER_ELEMENT.match(token.content) or (is_picture and _AFTER_PICTURE.match(token.content))
            if match:
                token.content = token.content[match.end() :]
                if is_picture:
                    for size in _SIZE.finditer(match[0]):
                        before.attrSet(size["name"], size["value"])


def _join_behind_pictures(children: list[Token]) -> None:
    """Make a list over several lines after a picture one text."""
    for i in range(len(children) - 2, -1, -1):
        if children[i].type != "image" or children[i + 1].content[:1] != "{" or "}" in children[i + 1].content:
            continue
        text = ""
        for end in range(i + 1, len(children)):
            if children[end].type not in ("text", "text_special", "softbreak"):
                break
            text += children[end].content or "\n"
            if _AFTER_PICTURE.match(text):
                children[i + 1].content = text
                del children[i + 2 : end + 1]
                break


def _at_end(children: list[Token], opening: Token) -> bool:
    """Remove the list at the end of a block; returns whether nothing is left."""
    last = next((i for i in reversed(range(len(children))) if children[i].content or children[i].nesting), -1)
    if last < 0 or children[last].type != "text":
        return False
    token = children[last]
    starts_line = last == 0 or children[last - 1].type in ("softbreak", "hardbreak")
    if starts_line and last + 1 == len(children) and _LINE.fullmatch(token.content):
        _remember(token.content, opening)
        del children[max(0, last - 1) :]
    elif (match := _END.search(token.content)) and (match.start() or last) and _NAMED.search(match["list"]):
        _remember(match["list"], opening)
        token.content = token.content[: match.start()]
    return not children


def _remember(found: str, opening: Token) -> None:
    opening.meta["classes"] = tuple(re.findall(r"(?<=[{\s:])\.([\w-]+)", found))
