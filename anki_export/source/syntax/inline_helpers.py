"""What inline rules share."""

from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token


def wrap(state: StateInline, tag: str, start: int, end: int) -> None:
    """Push the parsed source between `start` and `end`, wrapped in an element."""
    kept = state.pos, state.posMax
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = start, end
    state.md.inline.tokenize(state)
    state.pos, state.posMax = kept
    state.push(f"{tag}_close", tag, -1)


def texts(state: StateCore) -> Iterator[Token]:
    """The text tokens of a page, outside code, math and raw HTML."""
    for token in state.tokens:
        if token.type == "inline":
            for child in token.children or ():
                if child.type == "text":
                    yield child


def text(content: str) -> Token:
    return Token("text", "", 0, content=content)
