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
        "fn=function ctrl=control cmd=command opt=option win=windows super=windows return=enter esc=escape"
        " del=delete  bksp=backspace back=backspace bs=backspace ins=insert pg-up=page-up pgup=page-up"
        " prior=page-up  pg-dn=page-down pgdn=page-down next=page-down up=arrow-up down=arrow-down left=arrow-left"
        " right=arrow-right caps=caps-lock capslock=caps-lock numlock=num-lock scroll=scroll-lock"
        " print=print-screen  prtsc=print-screen prt-sc=print-screen prtscn=print-screen spc=space"
        " menu=context-menu apps=context-menu alt-gr=alt-graph altgr=alt-graph    pipe=bar tick=grave"
        " backtick=grave dot=period  point=period dash=minus  hyphen=minus left-click=left-button"
        " right-click=right-button lbutton=left-button mbutton=middle-button rbutton=right-button gt=greater"
        " lt=less greater-than=greater less-than=less question-mark=question exclamation=exclam"
        " dblquote=double-quote open-brace=brace-left close-brace=brace-right open-bracket=bracket-left"
        " close-bracket=bracket-right add=num-plus subtract=num-minus multiply=num-asterisk divide=num-slash"
        " decimal=num-period clr=clear tabulator=tab numlk=num-lock page-dn=page-down bktab=back-tab"
        " vol-up=volume-up vol-down=volume-down vol-mute=mute volume-mute=mute"
    ).split()
)
_SHOWN = {
    "control": "Ctrl",
    "command": "Cmd",
    "escape": "Esc",
    "delete": "Del",
    "insert": "Ins",
    "windows": "Win",
    "function": "Fn",
}
_SHOWN |= {"arrow-up": "Up", "arrow-down": "Down", "arrow-left": "Left", "arrow-right": "Right"}
_SHOWN |= {"alt-graph": "Alt Gr", "context-menu": "Menu"}
_SHOWN |= {"grave": "`", "tilde": "~", "exclam": "!", "at": "@", "hash": "#", "dollar": "$", "percent": "%"}
_SHOWN |= {"caret": "^", "ampersand": "&", "asterisk": "*", "paren-left": "(", "paren-right": ")", "minus": "-"}
_SHOWN |= {"underscore": "_", "equal": "=", "plus": "+", "bracket-left": "[", "bracket-right": "]", "brace-left": "{"}
_SHOWN |= {"brace-right": "}", "backslash": "\\", "bar": "|", "semicolon": ";", "colon": ":", "single-quote": "'"}
_SHOWN |= {"double-quote": '"', "comma": ",", "less": "<", "period": ".", "greater": ">", "slash": "/", "question": "?"}
_SAME = frozenset(
    "alt shift option meta enter tab space backspace home end page-up page-down caps-lock  num-lock"
    " scroll-lock print-screen pause break clear help left-shift right-shift left-alt right-alt  left-option"
    " right-option left-button middle-button right-button".split()
)
"""Keys whose name is what stands on them."""
_SIDES = {"l": "Left", "r": "Right", "n": "Num"}
_SIDE = re.compile(
    r"(?P<side>(?:left-|right-|[lr])(?=[comwsa])|num-?(?=[\dampsedc]))"
    r"(?P<key>control|ctrl|command|cmd|option|opt|windows|win|super|shift|alt|meta"
    r"|\d|asterisk|plus|minus|slash|equal|period|enter|delete|clear)"
)


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
    side = _SIDE.fullmatch(name)
    if side and (shown := key_name(side["key"])):
        return f"{_SIDES[side['side'][0]]} {shown}"
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
