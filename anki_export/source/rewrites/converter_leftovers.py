"""What converters of documents leave in Markdown becomes what their authors mean, before a page is parsed.

Bracketed spans of Pandoc, which it writes for styles; a link, `[docs]{target="_blank"}`, stays one:

    # []{#_Toc4711 .anchor}Tags           # Tags
    a [fixed name]{.underline}            a <u>fixed name</u>
    [a tag]{.mark}                        <mark>a tag</mark>
    a [      ]{.underline} name           a ____ name
    [a tag]{.smallcaps custom-style="x"}  a tag

Cells that pandas fills where a spreadsheet has none:

    | What is a roux? | nan |             | What is a roux? | |
"""

import re

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, Edit, changes_to, edited
from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.text.lazy_regex import regex

_INSIDE = r"(?:[^\[\]\n]|\n(?![ \t]*\n))"
_SPAN = regex(rf"(?<![\w!\\\]])\[(?!\^)(?P<text>{_INSIDE}*)\](?P<list>{ATTRIBUTE_LIST})(?![(:])")
_LINK = regex(r"^[ \t>]*\[(?P<name>[^\[\]\n]+)\]:", re.MULTILINE)
_DEEPEST = 3
"""Spans in each other: more styles no text has."""
_TAGS = {"underline": "u", "ul": "u", "mark": "mark", "highlight": "mark"}
"""The HTML elements for classes that Pandoc and Quarto know."""
_GAP = "____"
_CLASS = regex(r"(?<=[{\s])\.([\w-]+)")
_NO_CELL = regex(r"(?<=\|)[ \t]*nan[ \t]*(?=\|)")


def bracketed_spans_as_text(outline: Outline) -> Changes:
    """The lines without such spans; those in others first."""
    text = outline.text
    for _ in range(_DEEPEST):
        text = edited(text, _spans(text))
    return changes_to(outline, text.split("\n"))


def _spans(text: str) -> list[Edit]:
    found = list(_SPAN.finditer(Outline(text.split("\n")).without_code))
    links = {match["name"].casefold() for match in _LINK.finditer(text)} if found else set()
    return [
        (match.start(), match.end(), _plain(text[slice(*match.span("text"))], match["list"]))
        for match in found
        if match["text"].casefold() not in links
    ]


def _plain(text: str, attributes: str) -> str:
    tag = next((_TAGS[name] for name in _CLASS.findall(attributes) if name in _TAGS), "")
    if text.isspace():
        return _GAP if tag == "u" else f"[{text}]{attributes}"
    return f"<{tag}>{text}</{tag}>" if tag and text else text


def filled_cells_as_empty(outline: Outline) -> Changes:
    """The lines with such cells without their text."""
    return {at: _NO_CELL.sub(" ", line) for at, line in outline.lines_with("nan |")}
