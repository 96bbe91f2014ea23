"""Headings that are underlined become headings with marks, before a page is parsed:

Ferns          # Ferns
=====
                           Which lines are headings, `source/outline.py` decides: dashes may be a rule that lacks
Answers        ## Answers  the blank line above it.
-------
"""

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes


def underlined_as_marked(outline: Outline) -> Changes:
    """The underlined headings of a page with `#`, and nothing in place of the lines below them."""
    underlined = [heading for heading in outline.headings if heading.is_underlined]
    marked = {one.line: f"{'#' * one.level} {outline.lines[one.line].strip()}" for one in underlined}
    return marked | {one.line + 1: "" for one in underlined}
