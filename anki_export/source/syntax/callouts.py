"""Quotes that begin with a kind in brackets: alerts of GitHub, callouts of Obsidian. They are admonitions.

    > [!NOTE]                          > [!tip]- Title     `-` collapses it, `+` expands it
    > The text.                        > The text.
                                       > > [!warning]
    > [!question]- 1. What is a tag?   > > More.
    > A fixed name for a commit.

The brackets are the first thing in the quote; a title may follow them on their line. What follows a bar in them,
`[!info|wide]`, is about the layout.
"""

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.entry import Hints
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, OPEN, QUESTION_KINDS, Opener, open_box
from anki_export.source.syntax.containers import note_place
from anki_export.text.lazy_regex import regex

_OPEN = regex(
    r"\[!(?P<kind>[A-Za-z][\w-]*)[ ]*(?:\|[^\[\]]*)?\](?:(?P<fold>[+-])|(?=\s|$))[ \t]*(?P<title>\S.*?)?[ \t]*$"
)
_IN_TEXT = regex(r"^[ \t>*+\d.)-]*>[ \t]*\[![A-Za-z]", re.MULTILINE)
FOLDS = {COLLAPSED: "-", EXPANDED: "+", OPEN: ""}
"""What follows the brackets, by the marker of the admonition that does the same."""
_MARKERS = {fold: marker for marker, fold in FOLDS.items()}


def read_callout(text: str) -> Opener | None:
    """Parse the first line of a quote, without its `>`; None if it opens no callout.

    >>> read_callout("[!Question]- What is a tag?").title, read_callout("[![Build](a.svg)](b)")
    ('What is a tag?', None)
    """
    match = _OPEN.match(text) if text.startswith("[!") else None
    if not match:
        return None
    return Opener(_MARKERS[match["fold"] or ""], match["kind"].lower(), match["title"] or "")


def has_callout(text: str) -> bool:
    """Whether a page seems to have such quotes."""
    return "[!" in text and _IN_TEXT.search(text) is not None


def read_first_line(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Turn the quote that has just been opened into an admonition, if its first line says so."""
    quote = state.tokens[-1] if state.tokens else None
    if silent or quote is None or quote.type != "blockquote_open" or not quote.map or quote.map[0] != start:
        return False
    position = state.bMarks[start] + state.tShift[start]
    opener = None if state.is_code_block(start) else read_callout(state.src[position : state.eMarks[start]])
    if opener is None:
        return False
    state.tokens.pop()
    state.level -= 1
    is_named = opener.title or opener.kind in QUESTION_KINDS
    name = opener.kind.replace("-", " ").capitalize()
    box = open_box(state, start, start + 1, opener, opener.title if is_named else name)
    box.map, box.hidden = quote.map, False  # the quote notes its end in this list
    mark = f"> [!{opener.kind}]{FOLDS[opener.marker]}"
    hints = Hints(
        question=f"{mark} {{}}",
        title=f"write the question after the brackets: {mark} …?",
        answer=f"write the answer below `{mark}`, with `>` before each line",
        hidden="> > [!success]- Answer",
    )
    note_place(state, box, start, start + 1, hints)
    box.meta["is_callout"] = True
    state.line = start + 1
    return True


def close_callouts(state: StateCore) -> None:
    """Close as admonitions what was opened as such."""
    if "[!" not in state.src:
        return
    opened: list[Token] = []
    for token in state.tokens:
        if token.type == "blockquote_open" or (token.type == "details_open" and "is_callout" in token.meta):
            opened.append(token)
        elif token.type == "blockquote_close" and opened.pop().type == "details_open":
            token.type, token.tag = "details_close", "div"
