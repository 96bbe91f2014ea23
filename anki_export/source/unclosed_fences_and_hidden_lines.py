"""Code fences that are not closed where they should be, and the lines hidden by them and by other raw blocks."""

import re
from collections.abc import Iterator, Sequence, Set

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.entry import Finding
from anki_export.text.lazy_regex import regex

CONTAINER = regex(r"\s*(?:(?:>|[-*+:]|\d{1,9}[.)]|\[\^[^\]]*\]:)(?:\s+|$))*")
"""Markers that can precede a block: quotes, lists, definitions and footnotes."""
EXAMPLE_CODE, SWALLOWED = "in an example", "in a code fence"
_PLACES = {"fence": SWALLOWED, "code_block": "in indented code", "html_block": "in raw HTML"}


def open_fences(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Finding]:
    """The fences in a question's body that are not closed within it."""
    for token in tokens:
        if token.type == "fence" and token.map and not _is_sound(token, lines):
            if _is_closed(token, lines):
                message = "code fence is not closed before another one opens"
                longer = token.markup + token.markup[0]
                hint = f"close it; if its code contains a fence, open and close it with {longer}"
            else:
                message = "code fence is not closed within its question"
                hint = "indent the code and the closing fence by four spaces, like the opening fence"
            yield Finding(token.map[0], Rule.OPEN_FENCE, message, hint, needle=token.markup)


def hidden_lines(tokens: Sequence[Token], lines: Sequence[str], inside: Set[int] = frozenset()) -> dict[int, str]:
    """The kind of code or raw HTML each line is in; closed fences are examples. `inside` has the lines of bodies."""
    hidden: dict[int, str] = {}
    fences = [token for token in tokens if token.type == "fence" and token.map]
    broken = {id(token) for token in fences if not _is_sound(token, lines)}
    for token in tokens:
        if token.type in _PLACES and token.map:
            # After one unclosed fence, later fences on the page may open where they were meant to close.
            is_trusted = id(token) not in broken and (token.map[0] in inside or not broken)
            place = EXAMPLE_CODE if token.type == "fence" and is_trusted else _PLACES[token.type]
            hidden.update(dict.fromkeys(range(*token.map), place))
    return hidden


def _is_sound(token: Token, lines: Sequence[str]) -> bool:
    """Whether a fence is closed and no other fence seems to open inside it."""
    inner = re.compile(rf"^ {{0,3}}{re.escape(token.markup)}+ ?[^\s`~][^`\n]*$", re.MULTILINE)
    return _is_closed(token, lines) and not inner.search(token.content)


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    start, end = token.map or (0, 0)
    last = CONTAINER.sub("", lines[end - 1], count=1).strip()
    return end - 1 > start and last.startswith(token.markup) and not last.strip(token.markup[0])
