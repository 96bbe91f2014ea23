"""Symbols in text that are written as names or in ASCII.

Icons (Material for MkDocs), `:material-check:`, `:fontawesome-solid-xmark:{ .red }`, `:octicons-arrow-right-24:`. Cards
don't have these. Icons with a meaning become symbols (✓ ✗ ⚠ →), icons alone on a line, or in a cell or link, become
their name in words, and all others are decoration and removed.

Emoji shortcodes as on GitHub, `:smile:`, `:+1:`; `10:30:45`, `a::b` and `:unknown:` remain text.

Signs in ASCII (pymdownx.smartsymbols): `-->`, `<--`, `<-->`, `=/=`, `+/-`, `(tm)`, `(r)`, `(c)`. Only where they are
unambiguous: arrows and ≠ between spaces, ± before a number, ® after a name, © before a year. Fractions, ordinals and
`c/o` are not replaced: on question pages they are ratios, dates and paths.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, takewhile, zip_longest

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.source.syntax.inline_helpers import text, texts
from anki_export.text.lazy_regex import regex

_SETS = (":material-", ":fontawesome-", ":octicons-", ":simple-")
_ICON = regex(
    rf"(?<![\w:]):(?:material|fontawesome-(?:solid|regular|brands)|octicons|simple)-(?P<name>[a-z0-9][a-z0-9-]*):"
    rf"(?:{ATTRIBUTE_LIST})?"
)
_STYLES = frozenset(
    "circle outline bold thick box fill solid variant octagon decagram square round triangle marked 12 16 24 48".split()
)
_TABLE = """\
✓ check check-all checkbox tick|✗ close xmark x times cancel remove|⚠ alert warning exclamation
→ arrow-right right-arrow right-long|← arrow-left left-arrow left-long|↑ arrow-up|↓ arrow-down|+ plus|− minus|★ star
ℹ info information|🔒 lock|🔓 unlock lock-open lock-open-variant|💡 lightbulb|♥ heart"""
_SIGN_OF = {word: sign for sign, *words in map(str.split, _TABLE.replace("\n", "|").split("|")) for word in words}
_MAY_BE_EMOJI = regex(r":[a-z0-9_+-]+:")
_SHORTCODE = regex(r"(?<![\w:]):(?P<name>\+1|-1|[a-z0-9_]+(?:[-_][a-z0-9_]+)*):(?![\w:])")
_SIGNS = {"-->": "→", "<--": "←", "<-->": "↔", "=/=": "≠", "+/-": "±", "(tm)": "™", "(r)": "®", "(c)": "©"}
_SYMBOL = regex(
    r"(?<=\s)(?:<?-->|<--|=/=)(?=\s)|(?<![^\s(])\+/-(?=\s?\d)|(?<=\w)\(tm\)(?!\w)"
    r"|(?<!\w)(?P<name>[A-Z]\w{2,})\(r\)(?!\w)|(?<!\w)\(c\)(?=\s(?:19|20)\d\d\b)"
)


def sign_of(name: str) -> str:
    """The symbol for an icon's name without its set, or "".

    >>> sign_of("check-circle-outline"), sign_of("arrow-right-24"), sign_of("rocket")
    ('✓', '→', '')
    """
    words = [word for word in name.split("-") if word not in _STYLES]
    return _SIGN_OF.get("-".join(words[-2:])) or _SIGN_OF.get(words[-1] if words else "", "")


def _words(name: str) -> str:
    words = [word for word in name.split("-") if word not in _STYLES]
    return " ".join(words) or name.replace("-", " ")


def read_icons(state: StateCore) -> None:
    if not any(start in state.src for start in _SETS):
        return
    for token in state.tokens:
        if token.type == "inline" and _ICON.search(token.content):
            pairs = zip_longest(token.children or (), (token.children or ())[1:])
            children = [part for child, after in pairs for part in _parts(child, not after or after.nesting < 0)]
            token.children = [shown for i, child in enumerate(children) for shown in _shown(child, children, i)]


def _parts(token: Token, is_last: bool) -> Iterator[Token]:
    """Split a text so that each icon is a separate token; an icon without a symbol includes one space.

    `is_last` is true if the text ends a link, a paragraph or similar.
    """
    if token.type != "text":
        yield token
        return
    end = 0
    for match in _ICON.finditer(token.content):
        sign = sign_of(match["name"])
        before = token.content[end : match.start()]
        is_end = is_last and not sign and match.end() == len(token.content)
        yield text(before.rstrip(" ") if is_end else before)
        yield Token("icon", "", 0, content=sign, meta={"name": match["name"]})
        end = match.end() + (not sign and token.content[match.end() : match.end() + 1] == " ")
    yield text(token.content[end:])


def _shown(token: Token, context: Sequence[Token], i: int) -> Sequence[Token]:
    """Replace an icon without a symbol: by words if nothing else is visible, otherwise by nothing."""
    if token.type != "icon" or token.content:
        return (token,)
    before = takewhile(lambda one: one.type != "link_open", reversed(context[:i]))
    after = takewhile(lambda one: one.type != "link_close", context[i:])
    return () if any(map(_is_seen, chain(before, after))) else (text(_words(token.meta["name"])),)


def _is_seen(token: Token) -> bool:
    return token.type == "image" or (
        token.type in ("text", "icon", "code_inline", "keys") and token.content.strip() != ""
    )


def replace_shortcodes(state: StateCore) -> None:
    if not _MAY_BE_EMOJI.search(state.src):
        return
    for token in texts(state):
        if ":" in token.content:
            token.content = _SHORTCODE.sub(_emoji, token.content)


def _emoji(match: re.Match[str]) -> str:
    import emoji  # a table of thousands of names, which most pages don't need

    return emoji.emojize(match[0], language="alias")


def replace_symbols(state: StateCore) -> None:
    signs = [sign for sign in _SIGNS if sign in state.src]
    if not signs:
        return
    for token in texts(state):
        if any(sign in token.content for sign in signs):
            token.content = _SYMBOL.sub(_symbol, token.content)


def _symbol(match: re.Match[str]) -> str:
    return f"{match['name']}®" if match["name"] else _SIGNS[match[0]]
