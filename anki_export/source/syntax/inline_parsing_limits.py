"""Limits on inline parsing, which takes superlinear time because any delimiter can pair with any other.

Paragraphs, cells and blocks of raw HTML have a maximum length; code has none, because it is not parsed. Nesting of
links and pictures is limited: `[![a](b)](c)` has two levels. For each bracket, the parser searches for its end down
to the maximum nesting depth; blocks can be nested much deeper.
"""

from collections.abc import Mapping

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.syntax.parser_shortcuts import BOXES, INLINE, code_and_bold

LONGEST = 1 << 16
"""Maximum characters of a block of text: its cost grows faster than its length."""
_DEEPEST = 10
_AFTER_BOX = 4
_OVERLONG = "overlong"


def overlong(env: Mapping[str, object]) -> int | None:
    """The 0-based line of the first block of text that was too long to parse, or None."""
    line = env.get(_OVERLONG)
    return line if isinstance(line, int) else None


def parse_within_limits(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("inline", "html_block") and len(token.content) > LONGEST:
            token.content = ""
            state.env.setdefault(_OVERLONG, token.map[0] if token.map else 0)
    deepest = state.md.options["maxNesting"]
    state.md.options["maxNesting"] = _DEEPEST
    try:
        parse_inline(state)
    finally:
        state.md.options["maxNesting"] = deepest


def parse_inline(state: StateCore) -> None:
    """Parse inline Markdown; a text without any character at which a rule could start is one token.

    So is one in which only a box is such, unless the page defines a link of that name.
    """
    inline, after_box = state.md.inline, 0 if "X" in state.env.get("references", ()) else _AFTER_BOX
    for token in state.tokens:
        if token.type == "inline" and INLINE.search(token.content, after_box * (token.content[:_AFTER_BOX] in BOXES)):
            children = code_and_bold(token.content)
            token.children = inline.parse(token.content, state.md, state.env, []) if children is None else children
        elif token.type == "inline":
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []
