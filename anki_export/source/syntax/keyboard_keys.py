"""Keyboard keys (pymdownx.keys): `++ctrl+alt+del++`, `++cmd+arrow-up++`, `++"my key"++`.

Known names and single letters are keys; `C++ and ++i` or `++unknown++` remain text.
"""

import re

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

from anki_export.text.lazy_regex import regex

_NAME = r"""(?:[\w-]+|"[^"\n]+"|'[^'\n]+')"""
_KEYS = regex(rf"\+\+(?P<keys>{_NAME}(?:\+{_NAME})*)\+\+(?!\+)")
_KEY = regex(_NAME)
_ON_KEY = {
    "Ctrl": "ctrl control", "Cmd": "cmd command", "Alt Gr": "alt-gr altgr alt-graph", "Win": "win windows super",
    "Option": "opt option", "Fn": "fn function", "Menu": "menu apps context-menu", "Enter": "enter return",
    "Esc": "esc escape", "Del": "del delete", "Ins": "ins insert", "Backspace": "backspace bksp back bs",
    "Space": "space spc", "Tab": "tab tabulator", "Page Up": "page-up pg-up pgup prior",
    "Page Down": "page-down pg-dn pgdn next", "Up": "up arrow-up", "Down": "down arrow-down", "Left": "left arrow-left",
    "Right": "right arrow-right", "Caps Lock": "caps-lock caps capslock", "Num Lock": "num-lock numlock",
    "Scroll Lock": "scroll-lock scroll", "Print Screen": "print-screen print prtsc prtscn",
    "`": "grave backtick tick", "~": "tilde", "!": "exclam exclamation", "@": "at", "#": "hash", "$": "dollar",
    "%": "percent", "^": "caret", "&": "ampersand", "*": "asterisk", "(": "paren-left", ")": "paren-right",
    "-": "minus dash hyphen", "_": "underscore", "=": "equal", "+": "plus", "[": "bracket-left open-bracket",
    "]": "bracket-right close-bracket", "{": "brace-left open-brace", "}": "brace-right close-brace",
    "\\": "backslash", "|": "bar pipe", ";": "semicolon", ":": "colon", "'": "single-quote",
    '"': "double-quote dblquote", ",": "comma", ".": "period dot point", "/": "slash",
    "<": "less lt less-than", ">": "greater gt greater-than", "?": "question question-mark",
}  # fmt: skip
_NAMED = {name: shown for shown, names in _ON_KEY.items() for name in names.split()}
_NAMED |= {name: name.title() for name in "alt shift meta home end pause break clear help".split()}
_SIDES = frozenset({"left", "right", "num"})


def key_name(key: str) -> str | None:
    """The label of a key, or None if there is no such key.

    >>> key_name("pgdn"), key_name("c"), key_name('"my key"'), key_name("left-shift"), key_name("unknown")
    ('Page Down', 'C', 'my key', 'Left Shift', None)
    """
    if key[0] in "\"'":
        return key[1:-1]
    name = key.lower().replace("_", "-")
    if re.fullmatch(r"[a-z0-9]|f(?:1\d|2[0-4]|[1-9])", name):
        return name.upper()
    side, _, rest = name.partition("-")
    if name in _NAMED or side not in _SIDES or not rest:
        return _NAMED.get(name)
    shown = _NAMED.get(rest, rest.upper() if len(rest) == 1 else None)
    return shown and f"{side.title()} {shown}"


def keys(state: StateInline, silent: bool) -> bool:
    """The inline rule; its `keys` token has the keys as text, and their names in `meta`."""
    match = _KEYS.match(state.src, state.pos, state.posMax)
    if not match or re.match(r"[\w+]", state.src[state.pos - 1 : state.pos]):
        return False
    names = [name for key in _KEY.findall(match["keys"]) if (name := key_name(key))]
    if len(names) < len(_KEY.findall(match["keys"])):
        return False
    if not silent:
        token = state.push("keys", "kbd", 0)
        token.content, token.meta = "+".join(names), {"names": names}
    state.pos = match.end()
    return True


def keys_html(names: list[str]) -> str:
    """Field HTML of a key combination."""
    return f'<span class="iq-keys">{"<span>+</span>".join(f"<kbd>{escapeHtml(name)}</kbd>" for name in names)}</span>'
