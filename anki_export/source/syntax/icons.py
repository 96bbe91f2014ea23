"""Icons (Material for MkDocs): `:material-check:`, `:fontawesome-solid-xmark:{ .red }`, `:octicons-arrow-right-24:`.

Cards have no such pictures. An icon that means something is a sign (✓ ✗ ⚠ →), one that stands alone in its line, cell
or link is its name in words, any other is ornament and dropped.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.source.syntax.inline import text

_SETS = (":material-", ":fontawesome-", ":octicons-", ":simple-")
_ICON = re.compile(
    rf"(?<![\w:]):(?:material|fontawesome-(?:solid|regular|brands)|octicons|simple)-(?P<name>[a-z0-9][a-z0-9-]*):"
    rf"(?:{ATTRIBUTE_LIST})?"
)
_STYLES = frozenset(
    "circle outline bold thick box fill solid variant octagon decagram square round triangle marked 12 16 24 48".split()
)
_SIGNS = {
    sign: words.split()
    for sign, words in {
        "✓": "check check-all checkbox tick",
        "✗": "close xmark x times cancel remove",
        "⚠": "alert warning exclamation",
        "→": "arrow-right right-arrow right-long",
        "←": "arrow-left left-arrow left-long",
        "↑": "arrow-up",
        "↓": "arrow-down",
        "+": "plus",
        "−": "minus",
        "★": "star",
        "ℹ": "info information",
        "🔒": "lock",
        "🔓": "unlock lock-open lock-open-variant",
        "💡": "lightbulb",
        "♥": "heart",
    }.items()
}  # fmt: skip
_SIGN_OF = {word: sign for sign, words in _SIGNS.items() for word in words}


def sign_of(name: str) -> str:
    """The sign for an icon's name without its set, or "".

    >>> sign_of("check-circle-outline"), sign_of("arrow-right-24"), sign_of("rocket")
    ('✓', '→', '')
    """
    words = [word for word in name.split("-") if word not in _STYLES]
    return _SIGN_OF.get("-".join(words[-2:])) or _SIGN_OF.get(words[-1] if words else "", "")


def _words(name: str) -> str:
    words = [word for word in name.split("-") if word not in _STYLES]
    return " ".join(words) or name.replace("-", " ")


def _icons(state: StateCore) -> None:
    if not any(start in state.src for start in _SETS):
        return
    for token in state.tokens:
        if token.type == "inline" and ":" in token.content and token.children:
            children = [part for child in token.children for part in _parts(child)]
            if len(children) > len(token.children) or any(child.type == "icon" for child in children):
                token.children = _settled(children)


def _parts(token: Token) -> list[Token]:
    if token.type != "text" or not _ICON.search(token.content):
        return [token]
    parts: list[Token] = []
    end = 0
    for match in _ICON.finditer(token.content):
        icon = Token("icon", "", 0, content=sign_of(match["name"]), meta={"name": match["name"]})
        parts += [text(token.content[end : match.start()]), icon]
        end = match.end()
    parts.append(text(token.content[end:]))
    return [part for part in parts if part.type == "icon" or part.content]


def _settled(children: Sequence[Token]) -> list[Token]:
    """Signs stay; an icon without one becomes words where nothing else is to see, else it goes with a space."""
    links: list[tuple[int, int]] = []
    opened: list[int] = []
    for i, child in enumerate(children):
        if child.type == "link_open":
            opened.append(i)
        elif child.type == "link_close" and opened:
            links.append((opened.pop(), i))
    result: list[Token] = []
    for i, child in enumerate(children):
        if child.type == "icon" and not child.content:
            start, end = next(((a, b) for a, b in links if a < i < b), (-1, len(children)))
            if _is_empty(children[start + 1 : end]):
                result.append(text(_words(child.meta["name"])))
            elif (
                result
                and result[-1].type == "text"
                and (i + 1 == len(children) or children[i + 1].type == "link_close")
            ):
                result[-1].content = result[-1].content.rstrip(" ")
        elif child.type == "text" and i and children[i - 1].type == "icon" and not children[i - 1].content:
            is_start = not result or not (result[-1].type == "text" and not result[-1].content.endswith(" "))
            result.append(text(child.content.lstrip(" ") if is_start else child.content))
        else:
            result.append(child)
    return _joined(result)


def _is_empty(tokens: Sequence[Token]) -> bool:
    return not any(
        token.content.strip() if token.type in ("text", "icon", "code_inline", "keys") else token.type == "image"
        for token in tokens
    )


def _joined(tokens: Sequence[Token]) -> list[Token]:
    """Neighbours that are text as one token."""
    for before, token in pairwise(tokens):
        if before.type == token.type == "text":
            token.content, before.content = before.content + token.content, ""
    return [token for token in tokens if token.type != "text" or token.content]


def icons_plugin(md: MarkdownIt) -> None:
    """Teach `md` icons; a token `icon` holds a sign."""
    md.core.ruler.before("text_join", "icons", _icons)
