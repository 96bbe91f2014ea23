"""Headings that ask on a page that asks inside their sections, too: they are chapters of a text.

    ## Who sets the bit?

    `VACUUM` does, and an insert clears it again.

    > **Question:** Why is the query slow an hour later?
    >
    > **Answer:** An insert has cleared the bit.

Such a question has a label, or is in a box for questions, and other text is between it and the heading. So is a key of
several questions: `*Answers: 1 a rope, 2 a sail*`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from anki_export.source import thresholds
from anki_export.source.candidates.question_candidate import Candidate
from anki_export.source.formats.pair_labels import marks_in
from anki_export.source.lines import next_text
from anki_export.source.outline import Outline
from anki_export.source.syntax.admonitions import QUESTION_KINDS, read_opener
from anki_export.source.syntax.callouts import read_callout
from anki_export.source.syntax.containers import read_container
from anki_export.text.classify_labels import label_stop
from anki_export.text.lazy_regex import regex

_KEY = regex(r"[\s*_]*\(?1[.):]?\s.*\b2[.):]?\s")
_FEWEST = 2
"""In one section alone, a question may be an example."""


def are_chapters(outline: Outline, asking: Sequence[Candidate]) -> bool:
    """Whether at least half of the sections below headings, and two, have such a question below other text."""
    places = list(_questions_in_text(outline))
    if len(places) < _FEWEST:
        return False  # as on most pages
    count = 0
    for one in asking:
        at = bisect_left(places, one.line)
        count += at < len(places) and next_text(outline.lines, one.line + 1) < places[at] < one.lines.stop
    return count >= _FEWEST and thresholds.HALF.of(count, len(asking))


def _questions_in_text(outline: Outline) -> Iterator[int]:
    """The lines that begin with the label of a question in bold, open a box for questions, or are a key."""
    for number, line in outline.lines_with("*", "_", "!!!", ":::", "[!"):
        text = line.lstrip(" \t>")
        if text.startswith(("*", "_")):
            is_bold = text.startswith(("**", "__"))
            stop = label_stop(text.lstrip("*_"), "answer", "solution")
            is_key = stop > 0 and _KEY.match(text.lstrip("*_"), stop) is not None
            is_question = is_key or (is_bold and any(mark.is_question for mark in marks_in(0, text)))
        else:
            opener = read_opener(text) or read_container(text) or read_callout(text)
            is_question = opener is not None and opener.kind in QUESTION_KINDS
        if is_question:
            yield number
