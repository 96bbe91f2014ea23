"""Raw HTML tags in question titles: they are shown as text, unless they are markup around some words.

What does <b> do?      Where are <b> and </b>?             text: a browser would show nothing for it
What is the <!DOCTYPE html>?                               the same
What is H<sub>2</sub>O?   What is <img src="a.png">?       markup
What is a tag? <!-- card: tag -->                          a comment
"""

from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.text.html_tokenizer import pieces

_MEDIA = frozenset({"img", "audio"})


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
