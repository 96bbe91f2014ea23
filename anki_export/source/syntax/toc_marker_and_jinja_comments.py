"""Site directives that cards don't need: `[TOC]`, `{% raw %}`, `{# a comment #}`."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.syntax.inline_helpers import texts
from anki_export.text.lazy_regex import regex

_ALONE = regex(r"\[TOC\]|\{#\s(?:(?!#\}).){0,1000}\s#\}", re.DOTALL)
"""What takes a paragraph; a comment may have several lines."""
_JINJA = regex(r"\{%-?\s*(?:end)?raw\s*-?%\}|\{#\s.{0,1000}?\s#\}")


def drop_directives(state: StateCore) -> None:
    if "[TOC]" in state.src or "{#" in state.src:
        inlines = ((i, token) for i, token in enumerate(state.tokens) if token.type == "inline")
        places = [i for i, token in inlines if _ALONE.fullmatch(token.content.strip())]
        for i in reversed(places):
            if state.tokens[i - 1].type == "paragraph_open":
                del state.tokens[i - 1 : i + 2]
    if _JINJA.search(state.src):
        raw: list[Token] | None = None
        for token in texts(state):
            if "{% raw" in token.content or "{%- raw" in token.content:
                token.meta["raw"] = True  # such content is literal
                raw = []
            elif raw is not None:
                raw.append(token)
            if raw is not None and "endraw" in token.content:
                for one in raw:
                    one.meta["raw"] = True
                raw = None
            token.content = _JINJA.sub("", token.content)
