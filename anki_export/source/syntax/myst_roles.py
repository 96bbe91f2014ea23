"""Roles of MyST, a name in braces before code: {kbd}`Ctrl+C`, {sup}`2`, {math}`x^2`, {ref}`a text <target>`.

Keys, formulas and raised text are what they say; references and terms are their text, without a link; others, such as
{command}`git`, are code. Other names are text.
"""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.syntax.inline_helpers import text
from anki_export.source.syntax.keyboard_keys import key_name
from anki_export.text.lazy_regex import regex

_ROLE = regex(r"\{(?P<name>[A-Za-z][\w:-]*)\}$")
_TEXT = regex(r"(?P<text>.+?)\s*<[^<>]+>$", re.DOTALL)
_TEXTS = frozenset("ref doc term numref eq download abbr any guilabel menuselection prf:ref std:ref std:doc".split())
_RAISED = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup"}
_CODE = frozenset("code command file program envvar option samp mod func class meth attr data exc obj const".split())
_DOMAINS = ("py:", "c:", "cpp:", "js:", "rst:")


def read_roles(state: StateCore) -> None:
    if "}`" not in state.src:
        return
    for token in state.tokens:
        if token.type == "inline" and token.children and "}`" in token.content:
            children = token.children
            for i in range(len(children) - 1, 0, -1):
                before, code = children[i - 1], children[i]
                role = _ROLE.search(before.content) if (before.type, code.type) == ("text", "code_inline") else None
                shown = _shown(role["name"].lower(), code) if role else None
                if role and shown is not None:
                    before.content = before.content[: role.start()]
                    children[i : i + 1] = shown


def _shown(name: str, code: Token) -> list[Token] | None:
    """The tokens of a role; None if there is no such role."""
    content = code.content
    if name == "kbd":
        written = [key.strip() for key in content.split("+") if key.strip()] or [content]
        names = [key_name(key) or key for key in written]
        return [Token("keys", "kbd", 0, content="+".join(names), meta={"names": names})]
    if tag := _RAISED.get(name):
        return [Token(f"{tag}_open", tag, 1), text(content), Token(f"{tag}_close", tag, -1)]
    if name == "math":
        return [Token("math_inline", "", 0, content=content, markup=r"\(")]
    if name in ("cite", "cite:p", "cite:t"):
        return [text(f"[{content}]")]
    if name in _TEXTS:
        words = _TEXT.fullmatch(content)
        short = re.fullmatch(r"(.+?)\s*\(.+\)", content) if name == "abbr" else None
        return [text(short[1] if short else words["text"] if words else content.rpartition("/")[2])]
    return [code] if name in _CODE or name.startswith(_DOMAINS) else None
