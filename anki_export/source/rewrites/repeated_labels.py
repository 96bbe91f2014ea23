"""Labels and headings that repeat above answers become those of questions before a page is parsed, line by line.

    **Quick check:** What is a luff?     **Question:** What is a luff?
    *Answer:* The front edge.            *Answer:* The front edge.

So they are in quotes and list items. Each label of a kind has the label of an answer below its paragraph, and at least
half of these paragraphs ask or set a task; code may be between. Those with a word for a question or a quiz may have a
collapsed block that is named as the answer; above such a block, others are part of the question: `**Scenario:**`.

Headings that repeat become those of exercises. Each has one such label of an answer in its section, below its first
paragraph and code; and at least half of these paragraphs ask or set a task.

    ### Try it                           ### Exercise
    Print the last element.              Print the last element.
    **Solution**                         **Solution**

Not such labels: those that say what else a text is, such as `**Note:**`, and those that are read as they are.
"""

import re
from collections import defaultdict
from collections.abc import Sequence, Set

from anki_export.source.candidates.hidden_answer_blocks import hidden_answers
from anki_export.source.lines import is_blank, next_text
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import HALF
from anki_export.text.classify_labels import asks, is_label_of, label_stop
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer
from anki_export.text.word_patterns import Words

_LABEL = regex(
    r"(?P<lead>[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?)(?P<mark>\*\*|__)(?P<label>[^\W\d_][^*_:：\n]{2,38}?)"
    r"(?:[ \t]\d{1,3})?(?:[ \t]?[:：](?P=mark)|(?P=mark)[ \t]?[:：])[ \t]*(?=[^\s*_])"
)
_HABIT = 2
"""One such label above an answer may be anything."""
_OTHERS = (
    *("question", "questions", "answer", "solution", "explanation", "hint", "note", "example", "references", "extra"),
    *("output", "option", "term", "definition", "front", "back", "difficulty", "short"),
)
_ASKS = Words("question", "quiz")
_AROUND = " \t>*_"


def repeated_labels_as_questions(outline: Outline) -> Changes:
    """The lines of such labels with that of a question."""
    found = matching_lines(outline, _LABEL)
    hidden = {one.lines.start for one in hidden_answers(outline)}
    by_label = defaultdict[str, list[int]](list)
    for at, match in found.items():
        by_label[match["label"].casefold()].append(at)
    changes: dict[int, str] = {}
    for label, places in by_label.items():
        if len(places) < _HABIT or is_label_of(label, *_OTHERS):
            continue
        texts = [_paragraph(outline.lines, at, found[at]) for at in places]
        is_asked = HALF.of(sum(map(wants_answer, texts)), len(texts))
        blocks = hidden if _ASKS.are_in(label) else frozenset()
        if is_asked and all(_is_answered(outline, at, blocks) for at in places):
            changes |= {at: f"{found[at]['lead']}**Question:** {_text(outline.lines, at, found[at])}" for at in places}
    return changes


def repeated_headings_as_exercises(outline: Outline) -> Changes:
    """The lines of such headings with the word for an exercise."""
    sections = defaultdict[str, list[range]](list)
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        sections[heading.title.casefold()].append(range(heading.line, stop))
    lines = outline.lines
    changes: dict[int, str] = {}
    for title, places in sections.items():
        if len(places) < _HABIT or is_label_of(title, "exercise", *_OTHERS) or asks(title):
            continue
        starts = [next_text(lines, section.start + 1) for section in places]
        asked = sum(wants_answer(" ".join(lines[start : _end(lines, start)])) for start in starts)
        answers = [sum(_names_answer(lines[at]) for at in section) for section in places]
        is_answered = set(answers) == {1} and all(_is_answered(outline, start, frozenset()) for start in starts)
        if is_answered and HALF.of(asked, len(places)):
            marks = (lines[section.start].partition(" ")[0] for section in places)
            changes |= {section.start: f"{mark} Exercise" for section, mark in zip(places, marks, strict=True)}
    return changes


def _text(lines: Sequence[str], at: int, label: re.Match[str]) -> str:
    return lines[at][label.end() :]


def _paragraph(lines: Sequence[str], at: int, label: re.Match[str]) -> str:
    """The text of a paragraph behind the label at its start."""
    below = lines[at + 1 : _end(lines, at)]
    return " ".join([_text(lines, at, label), *(line.strip(_AROUND) for line in below)])


def _end(lines: Sequence[str], at: int) -> int:
    """The line below a paragraph: a blank one, in a quote, too, or that with the label of an answer."""
    ends = (n for n in range(at + 1, len(lines)) if is_blank(line := lines[n].strip(" \t>")) or _names_answer(line))
    return next(ends, len(lines))


def _is_answered(outline: Outline, at: int, hidden: Set[int]) -> bool:
    """Whether the next text below a paragraph that is no code is the label of an answer, or hides one."""
    lines = outline.lines
    below = range(_end(lines, at), len(lines))
    texts = (n for n in below if not outline.is_code[n] and not is_blank(lines[n].strip(" \t>")))
    first = next(texts, -1)
    return first in hidden or (first > 0 and _names_answer(lines[first]))


def _names_answer(line: str) -> bool:
    """Whether a line is the label of an answer, or begins with one."""
    text = line.strip(_AROUND)
    return label_stop(text, "answer", "solution") > 0 or is_label_of(text, "answer", "solution")
