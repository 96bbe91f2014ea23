"""Emphasis, highlights and changes in text.

Emphasis next to Chinese, Japanese and Korean text, which has no spaces: `**答案：**是的` is bold. CommonMark requires a
space or punctuation next to the asterisks; Python-Markdown, which builds the sites, does not.

Highlights, insertions, super- and subscripts (pymdownx.mark, caret, tilde): `==mark==`, `^^ins^^`, `x^2^`, `H~2~O`.
`a == b and c == d`, `2^10`, `~/foo and ~/bar`, `HEAD~1..HEAD~3` remain text: super- and subscripts are one short word.

Changes under review (CriticMarkup): `{++in++}`, `{--out--}`, `{~~old~>new~~}`, `{==mark==}`, `{>>comment<<}`.
Insertions, deletions and highlights are shown; comments are for authors and removed.
"""

import re
import unicodedata

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.emphasis import tokenize
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.rules_inline.strikethrough import tokenize as strikethrough

from anki_export.source.syntax.inline_helpers import wrap
from anki_export.text.lazy_regex import regex

_PAIRS = {ord("="): "mark", ord("^"): "ins"}
_RAISED = regex(r"\^(?P<content>(?:(?!\.\.)[\w.,+\-−–()*=:%′']){1,60})\^(?!\^)")
_LOWERED = regex(r"~(?P<content>(?:(?!\.\.)[\w.,+\-()*=:]){0,60}[\w)*])~(?!~)")
_CHANGE = regex(
    r"\{(?: \+\+(?P<ins>\s?\S.{0,2000}?)\+\+ | --(?P<del>\s?\S.{0,2000}?)-- | ==(?P<mark>\s?\S.{0,2000}?)=="
    r" | >>(?P<comment>.{0,2000}?)<< | ~~(?P<old>.{0,2000}?)~>(?P<new>.{0,2000}?)~~ )\}",
    re.VERBOSE | re.DOTALL,
)
_OPENING = {"++", "--", "==", ">>", "~~"}


def is_east_asian(character: str) -> bool:
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def emphasis(state: StateInline, silent: bool) -> bool:
    """The inline rule for `*` and `_`: next to wide characters, asterisks can always open and close."""
    start, known = state.pos, len(state.delimiters)
    if not tokenize(state, silent):
        return False
    before, after = state.src[start - 1 : start], state.src[state.pos : state.pos + 1]
    is_ascii = (before + after).isascii()  # as most
    if not is_ascii and state.src[start] == "*" and (is_east_asian(before) or is_east_asian(after)):
        added: list[Delimiter] = state.delimiters[known:]
        for delimiter in added:
            delimiter.open = bool(after.strip())
            delimiter.close = bool(before.strip())
    return True


def pair(state: StateInline, silent: bool) -> bool:
    """The inline rule for `==` and `^^`; pairs are matched once the whole text is parsed, as for emphasis."""
    scanned = state.scanDelims(state.pos, False)
    marker = state.src[state.pos]
    if silent or scanned.length == 1:
        return False
    token = state.push("text", "", 0)
    token.content = marker * scanned.length
    if scanned.length == 2:
        before, after = state.src[state.pos - 1 : state.pos], state.src[state.pos + 2 : state.pos + 3]
        is_free = is_east_asian(before) or is_east_asian(after)
        state.delimiters.append(
            Delimiter(
                marker=ord(marker),
                length=0,
                token=len(state.tokens) - 1,
                end=-1,
                open=bool(after.strip()) if is_free else scanned.can_open,
                close=bool(before.strip()) if is_free else scanned.can_close,
            )
        )
    state.pos += scanned.length
    return True


def caret(state: StateInline, silent: bool) -> bool:
    """The inline rule for `^`."""
    return _one(state, silent, _RAISED, "sup") or pair(state, silent)


def tilde(state: StateInline, silent: bool) -> bool:
    """The inline rule for `~`; `~~` is strikethrough."""
    return _one(state, silent, _LOWERED, "sub") or strikethrough(state, silent)


def _one(state: StateInline, silent: bool, pattern: re.Pattern[str], tag: str) -> bool:
    if state.src.startswith(state.src[state.pos], state.pos + 1):
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match or state.src[state.pos - 1 : state.pos] == state.src[state.pos]:
        return False
    if not silent:
        wrap(state, tag, match.start("content"), match.end("content"))
    state.pos = match.end()
    return True


def join_marks(state: StateInline) -> None:
    lists = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta)]
    for delimiters in lists:
        for opening in delimiters:
            if opening.marker in _PAIRS and opening.end >= 0:
                tag = _PAIRS[opening.marker]
                for delimiter, nesting in ((opening, 1), (delimiters[opening.end], -1)):
                    token = state.tokens[delimiter.token]
                    token.type, token.tag = f"{tag}_{'open' if nesting > 0 else 'close'}", tag
                    token.nesting, token.markup, token.content = nesting, token.content, ""


def critic(state: StateInline, silent: bool) -> bool:
    """The inline rule."""
    if state.src[state.pos + 1 : state.pos + 3] not in _OPENING or "}" not in state.src[state.pos : state.pos + 4010]:
        return False
    match = _CHANGE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        for name, tag in (("ins", "ins"), ("del", "del"), ("mark", "mark"), ("old", "del"), ("new", "ins")):
            if match[name]:
                wrap(state, tag, match.start(name), match.end(name))
    state.pos = match.end()
    return True
