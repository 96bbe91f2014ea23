"""Changes under review (CriticMarkup): `{++in++}`, `{--out--}`, `{~~old~>new~~}`, `{==mark==}`, `{>>comment<<}`.

Insertions, deletions and highlights are shown; comments are for authors and removed.
"""

import re

from markdown_it.rules_inline import StateInline

from anki_export.source.syntax.inline_helpers import wrap
from anki_export.text.lazy_regex import regex

_CHANGE = regex(
    r"\{(?: \+\+(?P<ins>\s?\S.{0,2000}?)\+\+ | --(?P<del>\s?\S.{0,2000}?)-- | ==(?P<mark>\s?\S.{0,2000}?)=="
    r" | >>(?P<comment>.{0,2000}?)<< | ~~(?P<old>.{0,2000}?)~>(?P<new>.{0,2000}?)~~ )\}",
    re.VERBOSE | re.DOTALL,
)
_OPENING = {"++", "--", "==", ">>", "~~"}


def critic(state: StateInline, silent: bool) -> bool:
    """The inline rule."""
    if state.src[state.pos + 1 : state.pos + 3] not in _OPENING or "}" not in state.src[state.pos : state.pos + 4010]:
        return False
    match = _CHANGE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        for name, tag in (("ins", "ins"), ("del", "del"), ("mark", "mark"), ("old", "del"), ("new", "ins")):
            if match[name]:
                wrap(state, tag, match.start(name), match.end(name))
    state.pos = match.end()
    return True
