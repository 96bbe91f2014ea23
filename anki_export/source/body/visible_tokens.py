"""Whether tokens show anything on a card, unlike `<br>`, `<a name="x">`, a comment or a thematic break."""

from html import unescape

from markdown_it.token import Token

from anki_export.source.render import is_element
from anki_export.text.html_tokenizer import Piece, pieces

_UNSEEN = " \n\t\u00a0\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN_KINDS = frozenset({"hr", "softbreak", "hardbreak"})
_WORDS = frozenset({"text", "code_inline", "fence", "code_block"})
_MEDIA = frozenset({"img", "audio", "video", "input"})
_FRAMES = frozenset("table thead tbody tr ul ol dl blockquote figure pre details".split())


def is_seen(token: Token) -> bool:
    """Whether a token shows anything."""
    if token.type == "text":  # most tokens
        return bool(token.content.strip(_UNSEEN))
    if token.type == "inline":
        return any(map(is_seen, token.children or ()))
    if token.nesting or token.type in _UNSEEN_KINDS:
        return False
    if token.type in ("html_block", "html_inline"):
        return any(map(is_seen_html, pieces(token.content)))
    return token.type not in _WORDS or bool(token.content.strip(_UNSEEN))


def is_seen_html(piece: Piece) -> bool:
    """Whether a piece of raw HTML shows anything; an empty table does, too."""
    return has_content(piece) or piece.is_start(*_FRAMES)


def has_content(piece: Piece) -> bool:
    """Whether a piece of raw HTML is visible: text, pictures, and unknown tags, which become text."""
    if piece.kind == "start":
        return piece.name in _MEDIA or not is_element(piece.name)
    return piece.kind == "broken" or (piece.kind == "text" and bool(unescape(piece.source).strip(_UNSEEN)))
