"""Abbreviations defined anywhere on the page: `*[VCS]: version control system`.

The definition is not shown; occurrences of the abbreviation become `<abbr title="…">`, as in Python-Markdown.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.markdown_it_helpers import copied
from anki_export.text.lazy_regex import regex

_DEFINITION = regex(r"\*\[(?P<name>[^\[\]]+)\]:\s*(?P<meaning>\S.*?)(?<!\*)\s*$")
_ENV = "abbreviations"


def read_definition(state: StateBlock, start: int, _end: int, silent: bool) -> bool:
    if state.is_code_block(start):
        return False
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    match = _DEFINITION.match(line) if line.startswith("*[") else None
    if not match:
        return False
    if not silent:
        state.env.setdefault(_ENV, {}).setdefault(match["name"], match["meaning"])
        state.line = start + 1
    return True


def mark_abbreviations(state: StateCore) -> None:
    meanings: dict[str, str] = state.env.get(_ENV, {})
    if not meanings:
        return
    names = sorted(map(re.escape, meanings), key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")
    for token in state.tokens:
        if token.type == "inline":
            token.children = [part for child in token.children or () for part in _parts(child, pattern, meanings)]


def _parts(token: Token, pattern: re.Pattern[str], meanings: dict[str, str]) -> list[Token]:
    if token.type != "text" or not pattern.search(token.content):
        return [token]
    parts: list[Token] = []
    end = 0
    for match in pattern.finditer(token.content):
        opening = Token("abbr_open", "abbr", 1, attrs={"title": meanings[match[0]]})
        parts += [_text(token, token.content[end : match.start()]), opening, _text(token, match[0])]
        parts.append(Token("abbr_close", "abbr", -1))
        end = match.end()
    return [part for part in [*parts, _text(token, token.content[end:])] if part.type != "text" or part.content]


def _text(token: Token, content: str) -> Token:
    part = copied(token)
    part.content = content
    return part
