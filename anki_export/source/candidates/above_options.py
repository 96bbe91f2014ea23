"""Paragraphs right above options, which may be their questions:

Which one is a tag?

A) v1.0
B) main
"""

from collections.abc import Sequence, Set
from functools import lru_cache

from anki_export.source.body.option_letters import FIRST_OPTION, SECOND_OPTION
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.options_called_right import is_called_right
from anki_export.source.lines import bold_line, is_blank, is_rule, list_marker, next_text, starts_block, task_item
from anki_export.source.outline import Outline
from anki_export.text.labels import label_stop

_LONGEST_OPTION = 4
"""In lines."""


@lru_cache(4)  # two formats ask, of the outline of a page or one without marks
def above_options(outline: Outline) -> Set[int]:
    """The first lines of paragraphs right above options: with the letters A and B, with boxes, or some called right.

    Not below a line that is bold as a whole, such as `**Question 1**`. None if text without a label is between two of
    them: it may explain the answer above or belong to the question below.
    """
    lines = outline.lines
    found: set[int] = set()
    start: int | None = None
    """Of the paragraph that the line continues, if it may ask."""
    last = before = ""
    """The first lines of this paragraph and of the one above it, if they are below options."""
    is_labelled = is_below = False
    for number, line in enumerate(lines):
        if is_blank(line) or outline.is_code[number]:
            start = None
            continue
        if starts_block(line) or is_rule(line) or FIRST_OPTION.match(line):
            start, last, is_labelled = None, "", False
            is_below = not (line.startswith("#") or is_rule(line))
            continue
        is_labelled = is_labelled or (line[0] in "*_<" and bold_line(line) != "")
        above = lines[number - 1] if number else ""
        if is_blank(above) or above.startswith("#") or is_rule(above):
            start = number if line[0] not in " \t" and not is_labelled else None
            before, last = last, line if is_below else ""
        first = next_text(lines, number + 1)
        if start is not None and first < len(lines) and _opens_options(lines, first):
            if before and not begins_with_label(before):
                return frozenset()
            found.add(start)
    return found


def begins_with_label(line: str) -> bool:
    """Whether a line begins with the label of an answer or of what explains it."""
    return has_answer_label(line) or label_stop(line.strip(" *_"), "explanation", "references", "note") > 0


def _opens_options(lines: Sequence[str], first: int) -> bool:
    """Whether options begin on a line."""
    below = lines[first + 1 : first + 1 + _LONGEST_OPTION]
    if FIRST_OPTION.match(lines[first]):
        return any(map(SECOND_OPTION.match, below))
    if not list_marker(lines[first]):
        return False
    if task_item(lines[first]):
        return any(map(task_item, below))
    end = next((number for number in range(first, len(lines)) if not list_marker(lines[number])), len(lines))
    return 0 < sum(map(is_called_right, lines[first:end])) < end - first
