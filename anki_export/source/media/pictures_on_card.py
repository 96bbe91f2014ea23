"""Prepare the pictures of a body, in Markdown and raw HTML, for a card.

A transparent picture gets a white background in dark mode. Of a pair for light and dark mode (`a.png#only-light` and
`b.png#only-dark`) the card shows the matching one; a single one is always shown.
"""

import re
from collections.abc import Iterator
from html import escape

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.link_urls import is_elsewhere, link_url
from anki_export.source.markdown_it_helpers import copied
from anki_export.source.media.collect_media import Packed, is_sound, pack
from anki_export.source.media.sounds import playable
from anki_export.source.render_context import Context
from anki_export.text.html_tokenizer import Piece, pieces

_MODES = {"only-light": "light", "gh-light-mode-only": "light", "only-dark": "dark", "gh-dark-mode-only": "dark"}
_KEPT = ("title", "class", "lang", "dir")
_PLATE = {"light": "iq-plate", "dark": "iq-plate-dark"}


def picture(token: Token, context: Context, line: int, in_link: bool) -> Iterator[Token]:
    """Resolve a Markdown image: the picture under its name in the package, a link to it, or its text."""
    source = str(token.attrGet("src") or "")
    packed = pack(source, context, line)
    url = link_url(source, context) if source.lower().startswith(("http://", "https://", "//")) else None
    if packed and not packed.header:
        yield from playable(packed.name, token.content, context)
    elif packed:
        if not token.content.strip():
            _report_missing_alt(source, context, line)
        changed = copied(token)
        changed.attrs = {
            **{name: value for name, value in token.attrs.items() if name != "style"},
            **_shown(packed, source, {name: str(value) for name, value in token.attrs.items()}, context),
        }
        yield changed
    elif url and not in_link:
        yield Token("link_open", "a", 1, attrs={"href": url})
        yield Token("text", "", 0, content=token.content or _file_name(source))
        yield Token("link_close", "a", -1)
    else:
        yield Token("text", "", 0, content=token.content)


def raw_pictures(html: str, context: Context, line: int) -> str:
    """Raw HTML in which each `<img>` is treated as in Markdown."""
    if "<img" not in html.lower():
        return html
    return "".join(
        _raw_picture(piece, context, line) if piece.is_start("img") else piece.source for piece in pieces(html)
    )


def _raw_picture(tag: Piece, context: Context, line: int) -> str:
    values = tag.attributes
    source, alt = values.get("src", "").strip(), values.get("alt", "")
    if not source:
        return tag.source
    packed = pack(source, context, line)
    if packed and packed.header:
        if "alt" not in values:
            _report_missing_alt(source, context, line)
        kept = {name: values[name] for name in _KEPT if name in values}
        shown = {**kept, "alt": alt, **_shown(packed, source, values, context)}
        return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in shown.items()) + ">"
    if packed:
        return "".join(part.content for part in playable(packed.name, escape(alt), context))
    url = link_url(source, context) if is_elsewhere(source) else None
    return f'<a href="{escape(url)}">{escape(alt or _file_name(source))}</a>' if url else escape(alt)


def _file_name(source: str) -> str:
    """The name of a picture elsewhere, to show in its place: the whole address is longer than most answers."""
    return source.partition("?")[0].partition("#")[0].rpartition("/")[2] or source


def raw_source(value: str, context: Context, line: int) -> str | None:
    """The address of an `<img>` that `raw_pictures` could not parse."""
    if value in context.media:
        return value
    packed = None if is_sound(value) else pack(value, context, line)
    return packed.name if packed else None


def paired(html: str, context: Context) -> str:
    """Field HTML with mode-specific pictures matched into pairs; unpaired ones are always shown."""
    if not context.media:
        return html
    pattern = re.compile(rf"{context.placeholder}-(?P<mode>light|dark)(?P<plate>-plate)?")
    pairs: set[int] = set()
    lone: list[re.Match[str]] = []
    for match in pattern.finditer(html):
        if lone and lone[-1]["mode"] != match["mode"]:
            pairs |= {lone.pop().start(), match.start()}
        else:
            lone.append(match)

    def settled(match: re.Match[str]) -> str:
        if match.start() in pairs:
            return f"iq-only-{match['mode']}"
        return _PLATE[match["mode"]] if match["plate"] else ""

    return pattern.sub(settled, html).replace(' class=""', "") if lone or pairs else html


def _shown(packed: Packed, source: str, given: dict[str, str], context: Context) -> dict[str, str]:
    """The attributes of a picture on a card: its size, to avoid layout shift, and its background.

    Whether a picture for one mode has its pair is not known yet: `paired` sets the final class.
    """
    header = packed.header
    if header is None:
        raise AssertionError("a sound is not a picture")
    mode = _MODES.get(source.partition("#")[2], "")
    classes = given.get("class", "").split()
    if mode:
        classes.append(f"{context.placeholder}-{mode}{'-plate' if header.is_transparent else ''}")
    elif header.is_transparent:
        classes.append("iq-plate")
    width, height = given.get("width", ""), given.get("height", "")
    if header.width and header.height:
        if not width and not height:
            width, height = str(header.width), str(header.height)
        elif width.isdecimal() and not height:
            height = str(max(1, round(int(width) * header.height / header.width)))
        elif height.isdecimal() and not width:
            width = str(max(1, round(int(height) * header.width / header.height)))
    values = {"src": packed.name, "class": " ".join(classes), "width": width, "height": height}
    return {name: value for name, value in values.items() if value}


def _report_missing_alt(source: str, context: Context, line: int) -> None:
    context.report(
        line,
        Rule.NO_ALT,
        f"picture {source} has no alternative text",
        'write ![what it shows](…), or <img alt="" …> for decoration',
        needle=source,
    )
