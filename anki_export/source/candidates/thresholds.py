"""How much evidence is enough: how many candidates of a page must ask, and which part of them.

A page that has questions in a format has nothing else there, or little: on real pages, at least half of the candidates
ask where they are questions, and at most a third where they are not. So the exact percentages matter little, and the
counts keep out pages on which a few headings happen to ask. Less is enough where more than words says so: a number, a
title that announces questions, an answer beside it.
"""

from typing import NamedTuple

from anki_export.source.outline import Outline
from anki_export.source.types import Wanted
from anki_export.text.asking import announces_questions


class Enough(NamedTuple):
    """So many candidates that ask, and at least so many percent of all."""

    least: int
    percent: int = 0

    def of(self, asking: int, candidates: int) -> bool:
        """Whether that many ask."""
        return asking >= self.least and asking * 100 >= candidates * self.percent


HEADINGS_WITH_Q = Enough(3)
"""`Q.` numbers nothing but questions; one or two may be an example, or a name such as `Q4`."""
NUMBERED = Enough(2, 50)
"""Of numbers that rise by one, those that ask or set a task: the chapters of an article are numbered, too."""
NUMBERED_CLEAR = Enough(2, 25)
"""Of the same, those whose words leave no doubt: else an article about tasks would be one of questions."""
ALL_ANNOUNCED = Enough(2, 100)
"""Where a title announces questions and every heading of a rank asks or sets a task: those that ask."""
ANNOUNCED = Enough(3, 50)
"""Where a title announces questions, some candidates may be parts of the page, such as an introduction."""
HEADINGS = Enough(5, 60)
"""Where nothing announces questions: articles ask in some of their headings."""
BOLD_LINES = Enough(5, 70)
"""The same for bold lines, of which more are there for other reasons: captions, warnings, words to stress."""
BOLD_LINES_WITH_NUMBERS = Enough(3, 100)
"""Where all of them are numbered 1, 2, 3: captions and words to stress are not."""
WITH_ANSWERS = Enough(2, 50)
"""Of candidates that have an answer by their form: collapsed blocks, labels `Q:` and `A:`, two numbered lists."""
BOXES = Enough(2, 60)
"""Of the admonitions of a kind, those whose titles ask: one in three may be a link or a summary, as among headings."""
BOXES_OF_ASIDES = Enough(3, 60)
"""The same for kinds such as `note`: an article has two asides that ask more often than a list of two questions."""
BOXES_WITH_NUMBERS = Enough(2, 50)
"""The same where all are numbered: asides are not, and so fewer need to ask."""
LISTS = Enough(5, 60)
"""Of the items of a list where nothing announces questions: some notes ask in one or two."""
TERMS = Enough(0, 80)
"""Of the terms of a glossary, the short ones: headings of a text about glossaries are long."""
HALF = Enough(0, 50)
"""What a page has for a purpose is at least half of what looks like it."""
LINES_THAT_ASK = Enough(3)
"""Lines in a format that is not read, of which half ask: so many deserve a message."""
LINES_ELSEWHERE = Enough(6)
"""The same on pages without a level, which may be about the site, if half of the lines have neither number nor `Q`."""
ON_REQUEST = Enough(5)
"""Terms and titles on a whole site that deserve a message: fewer are no glossary."""
LABELS_REPEAT = 3
"""A line that a page repeats so often asks nothing: it is a label, such as "Show answer"; a sign at the end of so many
questions is one of difficulty."""


def are_announced(outline: Outline, wanted: Wanted) -> bool:
    """Whether a page says that it has questions: in its title, or by naming the only formats that are read."""
    return wanted.is_fixed or announces_questions(f"{wanted.title} {outline.title}")
