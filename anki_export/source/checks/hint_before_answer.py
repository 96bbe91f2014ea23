"""Answers that start with a hint or level."""

import re
from textwrap import shorten

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import Block, text_of
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.text.languages import Words, whole_words
from anki_export.text.levels import LEVELS, level_in
from anki_export.text.regex import regex

_BANNER = Words("hint", "difficulty")
_LONGEST_BANNER = 40
"""In characters, with signs before it."""
_SIGNS = regex(r"\W*")
_HINT = regex(lambda: rf"\W*{whole_words('hint')}\s*(?:\d\s*)?(?:[:：–—-]|\W*$)", re.IGNORECASE)
_LEVEL = regex(lambda: rf"\W*{whole_words('difficulty')}\s*[:：–—-]\W*(?P<value>[^\n]{{3,40}})", re.IGNORECASE)


def banner_answer(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an answer that starts with a banner such as "Hint: …" or "Difficulty: easy", or such an admonition."""
    start = checked.question.answer_text[:_LONGEST_BANNER].lower()
    if not checked.parts.answer or _BANNER.end(start, _SIGNS.match(start).end()) < 0:  # type: ignore[union-attr]
        return None
    block = checked.parts.answer[0]
    head = _head(block)
    if _HINT.match(head):
        found, hint = "a hint", "put the answer first"
    elif (level := _LEVEL.match(head)) and level_in(level["value"], LEVELS):
        found, hint = "a level", "set the level in the front matter, and start with the answer"
    else:
        return None
    return Finding(block.first, Rule.BANNER, f"answer starts with {found}: {shorten(head, 40)!r}", hint)


def _head(block: Block) -> str:
    """The text of a paragraph, the title of an admonition, or the first text of a quote."""
    if block.kind == "paragraph":
        return block.text
    first = next((token for token in block.tokens if token.type == "inline"), None)
    return text_of(first.children or ()) if first and block.kind in ("details", "blockquote", "heading") else ""
