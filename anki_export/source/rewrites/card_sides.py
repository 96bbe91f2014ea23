"""Flashcards with the names of their sides get labels before a page is parsed, line by line:

    Front: What is a tag?           **Q:** What is a tag?
    Back: A fixed name.             **A:** A fixed name.

    - **Vorderseite:** ein Tag      - **Q:** ein Tag
      **Rückseite:** ein Name         **A:** ein Name

A page has at least three, and nearly all of its fronts have a back. Half of them ask, or the title names flashcards.
"""

import re
from itertools import pairwise

from anki_export.source.outline import Outline
from anki_export.source.rewrites.text_edits import lines_of_matches
from anki_export.source.thresholds import HALF, MARKED
from anki_export.text.asking import announces_questions
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import alternatives, initials

_SIDE = regex(
    lambda: (
        rf"\n(?P<lead>[ \t>]*+(?:(?:[-*+]|\d{{1,3}}[.)])[ \t]+)?)(?P<mark>\*\*|__)?{initials('front', 'back')}"
        rf"(?:(?P<front>{alternatives('front')})|{alternatives('back')})[ \t]?\d{{0,3}}[ \t]*"
        r"(?:[:：](?(mark)(?P=mark))|(?(mark)(?P=mark)[ \t]*[:：]|(?!)))[ \t]*"
    ),
    re.IGNORECASE,
)

_SIDES = 2


def card_sides_as_labels(text: str) -> str:
    """The text of a page with labels of questions and answers in place of these names."""
    found = list(_SIDE.finditer("\n" + text))
    if len(found) < _SIDES * MARKED.least:
        return text
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    sides = [(number, match) for number, match in lines_of_matches(text, found) if not outline.is_code[number]]
    are_fronts = [match["front"] is not None for _, match in sides]
    pairs = sum(one and not other for one, other in pairwise(are_fronts))
    if not MARKED.of(pairs, max(are_fronts.count(True), are_fronts.count(False))):
        return text
    asking = sum(asks(lines[number]) for (number, _), is_front in zip(sides, are_fronts, strict=True) if is_front)
    if not (HALF.of(asking, are_fronts.count(True)) or announces_questions(outline.title)):
        return text  # a house has a front, too
    for number, match in sides:
        label = "**Q:** " if match["front"] else "**A:** "
        lines[number] = match["lead"] + label + lines[number][match.end() - match.start() - 1 :]
    return "\n".join(lines)
