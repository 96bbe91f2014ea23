"""Slides of a quiz get answers before a page is parsed, line by line. The notes below them get the label of one:

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

Slides with the answers to those above them become parts of these:

    # Question 1                 # Question 1
    Which sail is in front?      Which sail is in front?
    ---                          ---
    # Answer                     ## Answer
    The jib                      The jib

Three numbered headings of a level or more are above text, which asks below half of them. Below three in four is a
heading of the level that names an answer. Elsewhere on such a page, what is below a question without an answer is for
the class. The settings of slides and the notes of those who speak are on no card.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.lines import end_of_paragraph, is_blank, is_rule, last_text, next_text, starts_block
from anki_export.source.outline import Heading, Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to, matching_lines
from anki_export.source.thresholds import HALF, HEADINGS, MARKED
from anki_export.text.classify_labels import is_answer_label, is_label, is_numbered_label
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import announces_questions, ends_in_question, has_blank, wants_answer
from anki_export.text.word_patterns import Words, alternatives, initials

_NOTES = regex(
    lambda: (
        rf"[ \t]*+(?:(?P<marks>\#{{1,6}})[ \t]+)?[*_]{{0,2}}{initials('note')}{alternatives('note')}"
        r"(?:[ \t]?[:：][*_]{0,2}|[*_]{1,2}[:：])[ \t]*(?P<text>[^\n]*)"
    ),
    re.IGNORECASE,
)
_POINTS = Words("shown", "refers")
_PICTURE = regex(r"(?:!\[[^\[\]]*\]\([^()]*\)|<img\b[^<>]*>|\s)+")
_SETTING = regex(r"[a-z][\w-]*:(?:\s.*)?|\s+\S.*")
_SIZE = regex(r"!\[(?:bg\b|(?:w|h|width|height):)[^\[\]\n]*\](?=\()")
"""Where a picture is on its slide, or how large, in place of what it shows: `![bg right:40%](hull.png)`."""
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_RULE, _BREAK = "---", "--"
"""What divides slides that are beside each other, or below."""
_LOWEST = 6


class _NumberedSlide(Struct, frozen=True):
    """A question and its answer."""

    heading: Heading
    asked: range
    """The lines below the heading of the question, up to its answer."""
    answer: range | None = None
    """From its heading on; None without an answer."""


def slide_notes_as_answers(outline: Outline) -> Changes:
    """The lines with labels of answers in place of those of such notes."""
    notes = matching_lines(outline, _NOTES)
    titles = [heading for heading in outline.headings if heading.line not in notes]
    slides = [(heading.title, below) for heading, below in _slides(outline, titles) if _asks(heading.title)]
    labels = {below: _label(outline.lines, below, notes) for _, below in slides}
    answered = [(title, below) for title, below in slides if labels[below] >= 0]
    least = MARKED.least if announces_questions(outline.title) else HEADINGS.least
    if len(answered) < least or not (MARKED.of(len(answered), len(slides)) and HALF.of(len(slides), len(titles))):
        return {}
    lines = list(outline.lines)
    usual = Counter(title for title, _ in answered)
    for title, below in answered:
        label = labels[below]
        first = next_text(lines, below.start)
        if usual[title] > 1 or _POINTS.are_in(title.lower()):
            first = label
        lines[label], marks = notes[label]["text"], notes[label]["marks"]
        is_heading = marks and not lines[first].strip()
        lines[first] = f"{marks} Answer" if is_heading else f"**Answer:** {lines[first]}".rstrip()
    return changes_to(outline, lines)


def _slides(outline: Outline, titles: Sequence[Heading]) -> Iterator[tuple[Heading, range]]:
    """The titles with what is below each of them."""
    starts = [*(heading.line for heading in titles), len(outline.lines)]
    for heading, (start, stop) in zip(titles, pairwise(starts), strict=True):
        yield heading, range(start + 1, stop)


def _label(lines: Sequence[str], slide: range, notes: Mapping[int, re.Match[str]]) -> int:
    """The line with the label of the only notes of a slide, if nothing but a picture is above it; else -1."""
    labels = [at for at in slide if at in notes]
    if len(labels) != 1 or any(has_answer_label(lines[at]) for at in slide):
        return -1
    label = labels[0]
    above = [lines[at] for at in slide if at < label and not is_blank(lines[at])]
    has_text = notes[label]["text"] != ""
    are_notes = notes[label]["marks"] or _ends_slide(lines, label, slide.stop, has_text=has_text)
    return label if are_notes and all(_PICTURE.fullmatch(line) for line in above) else -1


def _ends_slide(lines: Sequence[str], label: int, stop: int, *, has_text: bool) -> bool:
    """Whether a slide ends at a rule below its notes, or with the page, and no paragraph is below that of a label."""
    rule = next((at for at in range(label + 1, stop) if is_rule(lines[at])), stop)
    below = next_text(lines, end_of_paragraph(lines, label))
    return (rule < stop or stop == len(lines)) and (not has_text or below >= rule)


def answer_slides_as_sections(page: Outline) -> Changes:
    """The lines with such answers in sections of their questions."""
    outline = _plain(page)
    numbered = sorted(_numbered(outline), key=lambda each: each[0].rank)
    for _, rank in groupby(numbered, key=lambda each: each[0].rank):
        slides = [_numbered_slide(outline, heading, below) for heading, below in rank]
        answered = [each for each in slides if each.answer]
        asking = sum(any(map(_asks, _texts(outline, each.asked))) for each in answered)
        if MARKED.of(len(answered), len(slides)) and HALF.of(asking, len(answered)):
            return changes_to(page, _with_sections(outline, slides))
    return {}


def _numbered(outline: Outline) -> Iterator[tuple[Heading, Heading | None]]:
    """The headings that only number a question, with the ones below them."""
    for heading, below in zip(outline.headings, [*outline.headings[1:], None], strict=True):
        has_number = any(map(str.isdigit, heading.title))
        if has_number and heading.level < _LOWEST and not heading.is_item and is_label(heading.title):
            yield heading, below


def _numbered_slide(outline: Outline, heading: Heading, below: Heading | None) -> _NumberedSlide:
    """A question with its answer in the section below it."""
    start, stop = heading.line + 1, below.line if below else len(outline.lines)
    rule = next((at for at in outline.rules if start <= at < stop), stop)
    if not (below and below.rank == heading.rank and is_answer_label(below.title)) or (
        is_numbered_label(below.title, "answer", "solution") or not any(_texts(outline, range(start, rule)))
    ):
        return _NumberedSlide(heading, range(start, stop))
    section = range(below.line, outline.section_ends[outline.headings.index(below)])
    return _NumberedSlide(heading, range(start, stop), section)


def _texts(outline: Outline, slide: range) -> list[str]:
    """The lines of a slide that show something."""
    text = "\n".join(outline.lines[slide.start : slide.stop])
    lines = (_COMMENT.sub("", text) if "<!--" in text else text).split("\n")
    return [line for line in lines if line.strip() and not is_rule(line)]


def _asks(line: str) -> bool:
    return ends_in_question(line) or wants_answer(line) or has_blank(line)


def _plain(outline: Outline) -> Outline:
    """A page without what sets the looks of slides, such as `layout: center` between two rules, and with one rule."""
    lines = list(outline.lines)
    for at, line in outline.lines_with("!["):
        lines[at] = _SIZE.sub("![]", line)
    for at, _ in outline.lines_with(_BREAK):
        if lines[at].strip() == _BREAK and not (lines[at - 1 : at] and lines[at - 1].strip()):
            lines[at] = _RULE
    rules = [at for at, line in enumerate(lines) if is_rule(line) and not outline.is_code[at]]
    for above, below in pairwise(rules):
        inside = lines[above + 1 : below]
        if inside and all(_SETTING.fullmatch(line) and not has_answer_label(line) for line in inside):
            lines[above + 1 : below + 1] = [""] * (below - above)
    return Outline(lines) if lines != outline.lines else outline


def _with_sections(outline: Outline, slides: Sequence[_NumberedSlide]) -> list[str]:
    """The lines of the page, whose answers are below headings of a lower level than their questions."""
    lines = list(outline.lines)
    headings = {heading.line: heading.level for heading in outline.headings}
    answers = [each.answer for each in slides if each.answer]
    divided = sum(any(map(is_rule, lines[max(0, last_text(lines, at.start)) : at.start + 1])) for at in answers)
    notes = matching_lines(outline, _NOTES) if HALF.of(divided, len(answers)) else ()
    for each in slides:
        whole = range(each.asked.start, (each.answer or each.asked).stop)
        ends = [at for at in whole if at in headings or is_rule(lines[at])]
        for at in notes:
            if at in whole:
                stop = next((end for end in ends if end > at), whole.stop)
                lines[at:stop] = [""] * (stop - at)
        above = last_text(lines, each.answer.start) if each.answer else -1
        if above in each.asked and is_rule(lines[above]):
            lines[above] = ""
        if each.answer is None:
            _clear_below_question(lines, outline, each.asked)
        else:
            for at in each.answer:
                if headings.get(at, _LOWEST) < _LOWEST and lines[at].lstrip().startswith("#"):
                    lines[at] = lines[at].replace("#", "##", 1)
    return lines


def _clear_below_question(lines: list[str], outline: Outline, asked: range) -> None:
    """Clear what is below the first paragraph of a question without an answer, if nothing there looks like one."""
    rule = next((at for at in asked if is_rule(lines[at])), asked.stop)
    if not _texts(outline, range(rule, asked.stop)) and not any(
        starts_block(line) or has_answer_label(line) for line in _texts(outline, asked)
    ):
        end = end_of_paragraph(lines, next_text(lines, asked.start))
        lines[end : asked.stop] = [""] * (asked.stop - end)
