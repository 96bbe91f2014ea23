"""Headings that are underlined become headings with marks, before a page is parsed:

Ferns          # Ferns
=====
                           Which lines are headings, `source/outline.py` decides: dashes may be a rule that lacks
Answers        ## Answers  the blank line above it.
-------
"""

from anki_export.source.outline import Outline


def underlined_as_marked(text: str) -> str:
    """The text of a page with `#` before its underlined headings."""
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    for heading in outline.headings:
        below = lines[heading.line + 1 : heading.line + 2]
        if lines[heading.line].lstrip()[:1] not in ("#", "<") and below and not below[0].strip("=- \t"):
            lines[heading.line] = f"{'#' * heading.level} {lines[heading.line].strip()}"
            lines[heading.line + 1] = ""
    return "\n".join(lines)
