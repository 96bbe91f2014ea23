"""Placeholder text such as "TODO: add an example"."""

import re
from collections.abc import Iterator, Sequence
from textwrap import shorten

from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.markdown_it_helpers import start_line
from anki_export.text.lazy_regex import regex

_SIGNS = (
    b"TODO", b"TBD", b"FIXME", b"orem ipsum", b"laceholder", b"oming soon", b"o be added", b"o be written",
    b"o be announced", b"nswer here", b"xample here", b" goes here",
)  # fmt: skip
"""Each match contains one of these, with or without an initial capital."""
_PART = (
    r"(?:answer|explanation|example|detail|content|section|text|description|code|diagram|picture|image|screenshot|link"
    r"|table|solution|question|more)s?"
)
_MARK = regex(r"(?:TODO|TBD|FIXME)(?=\s*(?::|[-–—]\s|$))")
"""At the start of a sentence; "TODO comments are …" is about such markers."""
_ONLY = regex(
    rf"""(?:an?\ |the\ )?placeholder(?:\ {_PART})?
      | (?:(?:(?:the|an?|more|full|detailed)\ )*{_PART}\ (?:is\ |are\ )?)?coming\ soon
      | (?:the\ )?{_PART}\ (?:is\ |are\ )?(?:tbd|todo)
      | (?:(?:the\ |an?\ )?{_PART}\ (?:is\ |are\ )?)?to\ be\ 
        (?:added|written|announced) (?:\ (?:soon|later))?
      | (?:(?:add|write|insert|put)\ )?(?:an?\ |the\ |your\ )?(?:answer|example)\ here
      | (?:the\ |your\ )?{_PART}\ goes\ here
      | lorem\ ipsum(?:\ dolor.*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A whole sentence, or the whole content of brackets."""
_INSTEAD = {"softbreak": "\n", "hardbreak": "\n", "html_inline": ""}
_ENDS = regex(r"[\n()\[\]<>]|(?<=[.!?…])\s+")
_ABOUT = regex(r"\b(?:comment|marker|tag|keyword|annotation)s?\b", re.IGNORECASE)


def placeholder_text(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the first placeholder in the title, answer or explanation of each question, except in code."""
    page = checked_page.outline.text.encode() if checked_page.questions else b""  # ten times as fast
    present = [sign for sign in _SIGNS if sign in page]
    for checked in checked_page.questions if present else ():
        question = checked.question
        card = f"\n{question.question_text}\n{question.answer_text}\n{question.explanation_text}".encode()
        if any(sign in card for sign in present):
            yield from _first(checked)


def _first(checked: CheckedQuestion) -> Iterator[Finding]:
    for token in (checked.title, *(token for block in checked.blocks for token in block.tokens)):
        for sentence in _ENDS.split(_without_code(token.children or ())):
            words = sentence.strip(" \t*_.!…:-–—")
            mark = _MARK.match(words)
            if _ONLY.fullmatch(words) or (mark and not _ABOUT.search(words)):
                line, needle = start_line(token, checked.line), mark[0] if mark else words.split()[0]
                message = f"card contains placeholder text: {shorten(words, 40, placeholder=' …')!r}"
                yield Finding(line, Rule.UNFINISHED, message, "complete it, or remove it", needle=needle)
                return


def _without_code(tokens: Sequence[Token]) -> str:
    """The text of inline tokens, with code and other elements replaced by a character that no word contains."""
    return "".join(
        token.content if token.type == "text" else _INSTEAD.get(token.type, "\0" if not token.nesting else "")
        for token in tokens
    )
