"""Notes below the slides of a quiz get the label of an answer before a page is parsed, line by line:

    # Which side is port?        # Which side is port?
    ![A ship](ship.png)          **Answer:** ![A ship](ship.png)
    ### Notes:
    The left one.                The left one.

    ## What is a jib?            ## What is a jib?
    ### Notes:                   ### Answer
    A sail.                      A sail.

Notes without a heading are those of a slide only if a rule is below them, and nothing else: elsewhere, a remark begins
like that. Five slides ask, or three where the title announces questions, and most of all. Three in four of these have
nothing but a picture between title and notes. Elsewhere, notes are below the answer. The slide with the title of the
quiz, or with a break, asks nothing: its notes stay what they are. A picture is on the front where the title points to
it ("this bird"), or is that of other slides, too.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.lines import end_of_paragraph, is_blank, is_rule, next_text
from anki_export.source.outline import Heading, Outline
from anki_export.source.thresholds import HALF, HEADINGS, MARKED
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.languages import Words, alternatives, initials
from anki_export.text.regex import regex

_LABEL = regex(
    lambda: (
        rf"\n[ \t]*+(?:(?P<marks>\#{{1,6}})[ \t]+)?[*_]{{0,2}}{initials('note')}{alternatives('note')}"
        r"(?:[ \t]?[:：][*_]{0,2}|[*_]{1,2}[:：])[ \t]*(?P<text>[^\n]*)"
    ),
    re.IGNORECASE,
)
_POINTS = Words("shown", "refers")
_PICTURE = regex(r"(?:!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>|\s)+")


def labels_of_notes(text: str) -> dict[int, re.Match[str]]:
    """The lines of a text that begin with the label of notes."""
    return {text.count("\n", 0, match.start()): match for match in _LABEL.finditer("\n" + text)}


def slide_notes_as_answers(text: str) -> str:
    """The text of a page with labels of answers in place of those of such notes."""
    found = labels_of_notes(text)
    if len(found) < MARKED.least:
        return text  # as most
    outline = Outline(text.split("\n"))
    notes = {at: match["text"] for at, match in found.items() if not outline.is_code[at]}
    marks = {at: match["marks"] or "" for at, match in found.items()}
    titles = [heading for heading in outline.headings if heading.line not in notes]
    slides = [(heading.title, below) for heading, below in _slides(outline, titles) if _asks(heading)]
    headings = {at for at, mark in marks.items() if mark}
    labels = {below: _label(outline.lines, below, notes, headings) for _, below in slides}
    answered = [(title, below) for title, below in slides if labels[below] >= 0]
    least = MARKED.least if announces_questions(outline.title) else HEADINGS.least
    if len(answered) < least or not (MARKED.of(len(answered), len(slides)) and HALF.of(len(slides), len(titles))):
        return text
    lines = list(outline.lines)
    usual = Counter(title for title, _ in answered)
    for title, below in answered:
        label = labels[below]
        first = next_text(lines, below.start)
        if usual[title] > 1 or _POINTS.are_in(title.lower()):
            first = label
        lines[label] = notes[label]
        is_heading = marks[label] and not lines[first].strip()
        lines[first] = f"{marks[label]} Answer" if is_heading else f"**Answer:** {lines[first]}".rstrip()
    return "\n".join(lines)


def _slides(outline: Outline, titles: Sequence[Heading]) -> Iterator[tuple[Heading, range]]:
    """The titles with what is below each of them."""
    starts = [*(heading.line for heading in titles), len(outline.lines)]
    for heading, (start, stop) in zip(titles, pairwise(starts), strict=True):
        yield heading, range(start + 1, stop)


def _asks(heading: Heading) -> bool:
    return is_clear_question(heading.title) or is_order(heading.title)


def _label(lines: Sequence[str], slide: range, notes: Mapping[int, str], headings: Set[int]) -> int:
    """The line with the label of the only notes of a slide, if nothing but a picture is above it; else -1."""
    labels = [at for at in slide if at in notes]
    if len(labels) != 1 or any(has_answer_label(lines[at]) for at in slide):
        return -1
    label = labels[0]
    above = [lines[at] for at in slide if at < label and not is_blank(lines[at])]
    are_notes = label in headings or _ends_slide(lines, label, slide.stop, has_text=notes[label] != "")
    return label if are_notes and all(_PICTURE.fullmatch(line) for line in above) else -1


def _ends_slide(lines: Sequence[str], label: int, stop: int, *, has_text: bool) -> bool:
    """Whether a slide ends at a rule below its notes, or with the page, and no paragraph is below that of a label."""
    rule = next((at for at in range(label + 1, stop) if is_rule(lines[at])), stop)
    below = next_text(lines, end_of_paragraph(lines, label))
    return (rule < stop or stop == len(lines)) and (not has_text or below >= rule)
