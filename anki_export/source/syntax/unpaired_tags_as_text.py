"""Tags in a text that are not markup: those that only name an element are shown as text, open links are left out.

The elements <a> to <img> are inline.      Where are <b> and </b>?     text: a browser would show nothing for them
A link to <a href="x.md">a page.           A heading <a id="x"/>       nothing: the rest would be part of the link
<box-title>The title</box-title>           its text: the tags of an element of the site itself, in a text
A tag <a>with words</a>, a<br>break, <img src="a.png">                 markup
<b>A paragraph

and the next one</b>                                                   markup: a later block closes it

An element whose end tag may be left out is markup at the start and the end of a line, and so is one with attributes.

In titles, all tags are text, unless they are markup around some words, pictures, sounds or comments:

What does <b> do?      What is the <!DOCTYPE html>?        text
What is H<sub>2</sub>O?   What is <img src="a.png">?       markup
What is a tag? <!-- card: tag -->                          a comment
"""

from collections.abc import Iterator, Sequence, Set

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.text.html_tokenizer import VOID, Piece, pieces

_MEDIA = frozenset({"img", "audio"})
_BREAKS = frozenset({"softbreak", "hardbreak"})
_MAY_STAY_OPEN = frozenset("dd dt li p rp rt td th tr".split())


def unpaired_tags_plugin(md: MarkdownIt, known: Set[str]) -> None:
    """Make `md` treat tags of known elements so; the tokens have the tag as `unpaired` in their `meta`."""

    def rule(state: StateCore) -> None:
        if "<" not in state.src:
            return
        for inline, i, tag in _unpaired(state.tokens):
            if "-" in tag.name:
                children = inline.children or []
                children[i] = Token("text", "", 0, level=children[i].level)
            elif tag.name in known and (tag.name == "a" or not tag.attributes):
                children = inline.children or []
                text = "" if tag.attributes else tag.source
                meta = {"unpaired": tag.source} if text or "href" in tag.attributes else {}
                children[i] = Token("text", "", 0, content=text, level=children[i].level, meta=meta)

    # Last, like the tags in titles: text tokens are joined before this, and these must stay separate.
    md.core.ruler.push("unpaired_tags", rule)


def _unpaired(tokens: list[Token]) -> Iterator[tuple[Token, int, Piece]]:
    """The tags that are not markup, each with its inline token and the index in it."""
    opened: dict[str, list[tuple[Token, int, Piece]]] = {}
    for token in tokens:
        if "<" not in token.content or token.meta.get("is_title") or token.type not in ("inline", "html_block"):
            continue
        children = token.children or []
        for i, child in enumerate(children or (token,)):
            for tag in pieces(child.content) if child.type in ("html_inline", "html_block") else ():
                if tag.kind == "end" and opened.get(tag.name):
                    start = opened[tag.name].pop()
                    is_plain = start[0] is token and not start[2].attributes and bool(children)
                    if is_plain and ("-" in tag.name or _is_apart(children[start[1] + 1 : i])):
                        yield from (start, (token, i, tag))
                elif tag.kind == "start" and (not children or _needs_end(tag, children, i)):
                    opened.setdefault(tag.name, []).append((token, i, tag))
    left = (place for places in opened.values() for place in places if place[0].children)
    yield from (place for place in left if "-" not in place[2].name)


def _is_apart(between: list[Token]) -> bool:
    """Whether spaces part the words between two tags from both: "between <b> and </b>"."""
    return bool(between) and between[0].content[:1] == " " == between[-1].content[-1:]


def _needs_end(tag: Piece, children: list[Token], i: int) -> bool:
    """Whether a tag needs an end tag; a picture needs an address."""
    if tag.name in VOID:
        return tag.name == "img" and "src" not in tag.attributes
    is_at_edge = not i or i + 1 == len(children) or children[i - 1].type in _BREAKS or children[i + 1].type in _BREAKS
    return not (tag.name in _MAY_STAY_OPEN and is_at_edge)


def keep_tags(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and "<" in token.content and token.meta.get("is_title"):
            token.children = _shown(token.children or ())


def _shown(tokens: Sequence[Token]) -> list[Token]:
    if not any(token.type == "html_inline" for token in tokens):
        return list(tokens)
    kept = _markup(tokens)
    return [
        _text(token)
        if token.type == "html_inline" and i not in kept and not token.content.startswith("<!--")
        else token
        for i, token in enumerate(tokens)
    ]


def _text(token: Token) -> Token:
    meta = {"tag": next(pieces(token.content)).name}
    return Token("text", "", 0, content=token.content, level=token.level, meta=meta)


def _markup(tokens: Sequence[Token]) -> set[int]:
    """Indices of tags that are markup: pictures and sounds, and pairs that enclose words or have attributes."""
    kept: set[int] = set()
    opened: list[tuple[str, int, bool]] = []
    for i, token in enumerate(tokens):
        tag = next(pieces(token.content)) if token.type == "html_inline" else None
        if not tag or not tag.name:
            continue
        if tag.kind == "start":
            opened.append((tag.name, i, bool(tag.attributes)))
            if tag.name in _MEDIA and "src" in tag.attributes:
                kept.add(i)
            continue
        at = next((at for at in reversed(range(len(opened))) if opened[at][0] == tag.name), None)
        if at is not None:
            _, start, has_attributes = opened[at]
            del opened[at:]
            inside = "".join(each.content or "·" for each in tokens[start + 1 : i])
            if has_attributes or (inside.strip() and not (inside[0].isspace() and inside[-1].isspace())):
                kept |= {start, i}
    return kept
