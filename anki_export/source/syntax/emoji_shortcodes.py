"""Emoji shortcodes as on GitHub: `:smile:`, `:+1:`, `:white_check_mark:`.

`10:30:45`, `a::b` and `:unknown:` remain text.
"""

import re

from markdown_it.rules_core import StateCore

from anki_export.source.syntax.inline_helpers import texts
from anki_export.text.lazy_regex import regex

_MAY_BE = regex(r":[a-z0-9_+-]+:")
_CODE = regex(r"(?<![\w:]):(?P<name>\+1|-1|[a-z0-9_]+(?:[-_][a-z0-9_]+)*):(?![\w:])")


def replace_shortcodes(state: StateCore) -> None:
    if not _MAY_BE.search(state.src):
        return
    for token in texts(state):
        if ":" in token.content:
            token.content = _CODE.sub(_sign, token.content)


def _sign(match: re.Match[str]) -> str:
    import emoji  # a table of thousands of names, which most pages don't need

    return emoji.emojize(match[0], language="alias")
