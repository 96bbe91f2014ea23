"""Symbols written in ASCII (pymdownx.smartsymbols): `-->`, `<--`, `<-->`, `=/=`, `+/-`, `(tm)`, `(r)`, `(c)`.

Only where they are unambiguous: arrows and ≠ between spaces, ± before a number, ® after a name, © before a year.
Fractions, ordinals and `c/o` are not replaced: on question pages they are ratios, dates and paths.
"""

import re

from markdown_it.rules_core import StateCore

from anki_export.source.syntax.inline_helpers import texts
from anki_export.text.lazy_regex import regex

_SIGNS = {"-->": "→", "<--": "←", "<-->": "↔", "=/=": "≠", "+/-": "±", "(tm)": "™", "(r)": "®", "(c)": "©"}
_SYMBOL = regex(
    r"(?<=\s)(?:<?-->|<--|=/=)(?=\s)|(?<![^\s(])\+/-(?=\s?\d)|(?<=\w)\(tm\)(?!\w)"
    r"|(?<!\w)(?P<name>[A-Z]\w{2,})\(r\)(?!\w)|(?<!\w)\(c\)(?=\s(?:19|20)\d\d\b)"
)


def replace_symbols(state: StateCore) -> None:
    signs = [sign for sign in _SIGNS if sign in state.src]
    if not signs:
        return
    for token in texts(state):
        if any(sign in token.content for sign in signs):
            token.content = _SYMBOL.sub(_sign, token.content)


def _sign(match: re.Match[str]) -> str:
    return f"{match['name']}®" if match["name"] else _SIGNS[match[0]]
