"""Emphasis next to Chinese, Japanese and Korean text, which has no spaces: `**答案：**是的` is bold.

CommonMark requires a space or punctuation next to the asterisks; Python-Markdown, which builds the sites, does not.
"""

import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter


def is_east_asian(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def emphasis(state: StateInline, silent: bool) -> bool:
    """The inline rule for `*` and `_`: next to wide characters, asterisks can always open and close."""
    start, known = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    if state.src[start] == "*" and (is_east_asian(before) or is_east_asian(after)):
        added: list[Delimiter] = state.delimiters[known:]
        for delimiter in added:
            delimiter.open = bool(after.strip())
            delimiter.close = bool(before.strip())
    return True
