"""Headings that ask but are not written like the questions of their page, so that none of them becomes a card.

> ### What is a tag?        in a quote
What is a tag?              underlined; one that is underlined with `-` is mostly text above a rule
----
<h3>What is a tag?</h3>     HTML
    ### What is a tag?      indented as code is
##### What is a tag?        deeper than the questions: part of an answer
"""

import re
from collections.abc import Iterator

from anki_export.source.lines import indent_of, starts_block, without_bold, without_closing_marks
from anki_export.source.outline import Outline
from anki_export.text.asking import is_clear_question
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.regex import regex

_QUOTED = regex(r" {0,3}(?:>\s*)+#{1,6}\s+(?P<text>.+)")
_UNDERLINE = regex(r" {0,3}(?:-{2,}|={2,})\s*")
_HTML = regex(r"\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>.+)</h(?P=level)>\s*", re.IGNORECASE)
_INDENTED = regex(r"\s*#{1,6}\s+(?P<text>.+)")


def look_alikes(outline: Outline) -> Iterator[tuple[int, str, str]]:
    """The lines of headings that ask and are no headings of the outline, their texts, and how they are written."""
    lines = outline.lines
    for number, line in enumerate(lines):
        found = text = ""
        if "#" in line:
            if (match := _QUOTED.match(line)) is not None:
                found, text = "in quotes", match["text"]
            elif indent_of(line) >= 4 and (match := _INDENTED.match(line)):
                found, text = "indented", match["text"]
        elif line[:2] in ("--", "==") and number and _UNDERLINE.fullmatch(line):
            above = lines[number - 1]
            if above.strip() and not starts_block(above) and not (number > 1 and lines[number - 2].strip()):
                found, text, number = "underlined", above, number - 1
        elif "<h" in line.lower() and (match := _HTML.fullmatch(line)):
            found, text = "written in HTML", without_tags(match["text"])
        if found and not outline.is_code[number]:
            text = without_bold(without_closing_marks(text.strip()))
            if is_clear_question(text):
                yield number, text, found
