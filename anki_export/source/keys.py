"""Keys to press (pymdownx.keys): `++ctrl+alt+del++`, `++cmd+arrow-up++`, `++"my key"++`.

Known names and single letters are keys; `C++ and ++i` or `++unknown++` stay text.
"""

import re

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline

_NAME = r"""(?:[\w-]+|"[^"\n]+"|'[^'\n]+')"""
_KEYS = re.compile(rf"\+\+(?P<keys>{_NAME}(?:\+{_NAME})*)\+\+(?!\+)")
_KEY = re.compile(_NAME)
_ALIASES = dict(
    pair.split("=")
    for pair in (
        "ctrl=control cmd=command opt=option win=windows super=windows return=enter esc=escape del=delete"
        " bksp=backspace back=backspace bs=backspace ins=insert pg-up=page-up pgup=page-up prior=page-up pg-"
        " dn=page-down pgdn=page-down next=page-down up=arrow-up down=arrow-down left=arrow-left right=arrow-"
        " right caps=caps-lock capslock=caps-lock numlock=num-lock scroll=scroll-lock print=print-screen"
        " prtsc=print-screen prt-sc=print-screen prtscn=print-screen spc=space menu=context-menu apps=context-"
        " menu alt-gr=alt-graph altgr=alt-graph lcmd=left-command lctrl=left-control lshift=left-shift"
        " lalt=left-alt lopt=left-option rcmd=right-command rctrl=right-control rshift=right-shift ralt=right-"
        " alt ropt=right-option pipe=bar tick=grave backtick=grave dot=period point=period dash=minus"
        " hyphen=minus left-click=left-button right-click=right-button"
    ).split()
)
_SHOWN = {"control": "Ctrl", "command": "Cmd", "escape": "Esc", "delete": "Del", "insert": "Ins", "windows": "Win"}
_SHOWN |= {"arrow-up": "Up", "arrow-down": "Down", "arrow-left": "Left", "arrow-right": "Right"}
_SHOWN |= {"left-control": "Left Ctrl", "right-control": "Right Ctrl", "left-command": "Left Cmd"}
_SHOWN |= {"right-command": "Right Cmd", "alt-graph": "Alt Gr", "context-menu": "Menu"}
_SHOWN |= {"grave": "`", "tilde": "~", "exclam": "!", "at": "@", "hash": "#", "dollar": "$", "percent": "%"}
_SHOWN |= {"caret": "^", "ampersand": "&", "asterisk": "*", "paren-left": "(", "paren-right": ")", "minus": "-"}
_SHOWN |= {"underscore": "_", "equal": "=", "plus": "+", "bracket-left": "[", "bracket-right": "]", "brace-left": "{"}
_SHOWN |= {"brace-right": "}", "backslash": "\\", "bar": "|", "semicolon": ";", "colon": ":", "single-quote": "'"}
_SHOWN |= {"double-quote": '"', "comma": ",", "less": "<", "period": ".", "greater": ">", "slash": "/", "question": "?"}
_SAME = frozenset(
    "alt shift option meta fn function enter tab space backspace home end page-up page-down caps-lock"
    " num-lock scroll-lock print-screen pause break clear help left-shift right-shift left-alt right-alt"
    " left-option right-option left-button middle-button right-button".split()
)
"""Keys whose name is what stands on them."""


def key_name(key: str) -> str | None:
    """What stands on a key, or None when there is no such key.

    >>> key_name("pgdn"), key_name("c"), key_name('"my key"'), key_name("unknown")
    ('Page Down', 'C', 'my key', None)
    """
    if key[0] in "\"'":
        return key[1:-1]
    name = key.lower().replace("_", "-")
    name = _ALIASES.get(name, name)
    if name in _SAME or re.fullmatch(r"[a-z0-9]|f(?:1\d|2[0-4]|[1-9])", name):
        return name.replace("-", " ").title()
    if re.fullmatch(r"num-?\d", name):
        return f"Num {name[-1]}"
    return _SHOWN.get(name)


def keys(state: StateInline, silent: bool) -> bool:
    """The inline rule; its token `keys` holds the keys as text, and their names in `meta`."""
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
    """Field HTML of keys that are pressed together."""
    return f'<span class="iq-keys">{"<span>+</span>".join(f"<kbd>{escapeHtml(name)}</kbd>" for name in names)}</span>'
