"""Sounds of a body: their text and Anki's tag `[sound:NAME]`, which plays the file.

Authors can't write such tags, because they are all escaped on cards. Ours are inserted as placeholders, which can't
occur on the page, until that is done.
"""

import re
from collections.abc import Iterator, Sequence
from html import escape

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.link_urls import is_elsewhere, link_url
from anki_export.source.media.collect_media import is_sound, pack
from anki_export.source.render_context import Context
from anki_export.text.html_tokenizer import Piece, pieces


def playable(name: str, text: str, context: Context) -> Iterator[Token]:
    """The text of a sound, and the placeholder for its tag."""
    if text.strip():
        yield Token("text", "", 0, content=text + " ")
    yield Token("text", "", 0, content=f"{context.placeholder}({name})")


def linked_sound(token: Token, context: Context, line: int) -> Token | None:
    """The tag for a link to a local sound; None for other links."""
    href = str(token.attrGet("href") or "")
    if not is_sound(href) or is_elsewhere(href):
        return None
    packed = pack(href, context, line)
    return Token("text", "", 0, content=f" {context.placeholder}({packed.name})" if packed else "")


def raw_sounds(html: str, context: Context, line: int) -> str:
    """Raw HTML with each `<audio>` replaced by a tag for its file, named by it or by a `<source>` inside.

    The text inside is a fallback for browsers without audio and is dropped.
    """
    if "<audio" not in html.lower():
        return html
    parts: list[str] = []
    element: list[Piece] = []
    for piece in pieces(html):
        if element or piece.is_start("audio"):
            element.append(piece)
        else:
            parts.append(piece.source)
        if element and (piece.kind, piece.name) == ("end", "audio"):
            parts.append(_raw_sound(element, context, line))
            element = []
    return "".join([*parts, *(piece.source for piece in element)])


def _raw_sound(element: Sequence[Piece], context: Context, line: int) -> str:
    tags = [piece.attributes for piece in element if piece.kind == "start"]
    sources = [attributes["src"].strip() for attributes in tags if "src" in attributes]
    known = [source for source in sources if is_sound(source) or is_elsewhere(source)]
    for source in known:
        packed = pack(source, context, line)  # reports remote and missing files
        if packed:
            return f"{context.placeholder}({packed.name})"
        if url := link_url(source, context) if is_elsewhere(source) else None:
            return f'<a href="{escape(url)}">{escape(url)}</a>'
    if sources and not known:
        problem = f"{sources[0]} can't be played by Anki on every device" if sources[0] else "does not name a file"
        context.report(line, Rule.PICTURE, f"sound {problem}", "save it as MP3", needle=sources[0] or "src=")
    return "" if sources else "".join(piece.source for piece in element)


def with_sounds(html: str, context: Context) -> str:
    """Replace placeholders in escaped field HTML with the tags of its sounds."""
    if not any(is_sound(name) for name in context.media):
        return html
    return re.sub(rf"{context.placeholder}\(([a-z0-9.-]+)\)", r"[sound:\1]", html)
