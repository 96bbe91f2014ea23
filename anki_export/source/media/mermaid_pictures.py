"""Render Mermaid fences as pictures; without a renderer, show their code."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.markdown_it_helpers import start_line
from anki_export.source.media.collect_media import media_of, parts_named
from anki_export.source.media.picture_header import PictureError
from anki_export.source.render_context import Context, DiagramError
from anki_export.text.lazy_regex import regex

_NAMED = regex(r"^\s*(?:accTitle\s*:|title\s*:?)\s*(?P<name>\S.*?)\s*$", re.MULTILINE)
_COMMENT = regex(r"%%[^\n]*")
_FRONT_MATTER = regex(r"\A\s*---\n.*?\n\s*---\s*\n", re.DOTALL)

DIAGRAMS = "diagrams"
"""The folder inside the decks folder that stores rendered diagrams."""


def diagram(token: Token, context: Context) -> Iterator[Token]:
    """The picture of a diagram, or its code and a warning."""
    if context.draw is None:
        yield token
        return
    from anki_export.source.media.sanitize_svg import clean  # rarely needed

    line = start_line(token)
    hint = "correct the diagram; https://mermaid.live shows a preview as you type"
    try:
        cleaned = clean(context.draw(token.content))
    except DiagramError as error:
        rule = Rule.DIAGRAM_BROKEN if error.is_broken else Rule.DIAGRAM
        text = "".join(context.lines[line + error.line : line + error.line + 1]).strip()
        needle = text if error.line else token.markup
        context.report(line + error.line, rule, str(error), error.hint or hint, needle=needle)
        yield token
        return
    except PictureError as error:
        context.report(
            line, Rule.DIAGRAM_BROKEN, f"diagram picture {error}", "delete it from decks/diagrams/", token.markup
        )
        yield token
        return
    if cleaned.removed:
        context.report(
            line,
            Rule.SVG_PARTS,
            f"diagram is packaged without {parts_named(cleaned.removed)}",
            "write its labels without HTML",
            needle=token.markup,
        )
    media = media_of("diagram.svg", cleaned.data)
    context.media[media.name] = media
    image = Token("image", "img", 0, content=title(token.content))
    image.children = [Token("text", "", 0, content=image.content)]
    image.attrs = {"src": media.name, "alt": "", "class": "iq-plate"}
    if cleaned.header.width:
        image.attrs |= {"width": str(cleaned.header.width), "height": str(cleaned.header.height)}
    yield Token("paragraph_open", "p", 1, block=True)
    yield Token("inline", "", 0, content=image.content, children=[image])
    yield Token("paragraph_close", "p", -1, block=True)


def title(text: str) -> str:
    """The alternative text of a diagram: its title, else its kind.

    >>> title("pie title Pets\\n \\"Dogs\\" : 3"), title("flowchart LR\\n  A --> B")
    ('Diagram: Pets', 'Diagram: flowchart')
    """
    plain = _COMMENT.sub("", _FRONT_MATTER.sub("", text)).strip()
    kind, _, rest = plain.partition("\n")
    inline = re.match(r"pie\b.*?\btitle\s+(?P<name>\S.*)", kind)
    front = _FRONT_MATTER.match(text)
    accessible = re.search(r"^\s*accTitle\s*:\s*(?P<name>\S.*?)\s*$", rest, re.MULTILINE)
    named = accessible or inline or _NAMED.search(front[0] if front else "") or _NAMED.search(rest)
    word = (kind.split() or ["diagram"])[0].removesuffix("-v2").removesuffix("-beta")
    word = re.sub(r"(?<=[a-z])([A-Z])", lambda m: " " + m[1].lower(), word).removesuffix(" diagram")
    return f"Diagram: {named['name'].strip(chr(34)) if named else 'flowchart' if word == 'graph' else word}"
