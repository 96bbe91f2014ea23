"""Lines that begin with a label for an answer: `**Answer:** B`, `Antwort: B`, `<b>Answer</b>`. What is above asks.

So does a heading `#### Answer`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from anki_export.source.body.option_letters import FIRST_OPTION, SECOND_OPTION
from anki_export.source.candidates.candidate import Candidate
from anki_export.source.lines import (
    bold_line,
    is_blank,
    is_rule,
    list_marker,
    next_text,
    starts_block,
    task_item,
    with_stars,
)
from anki_export.source.outline import Outline
from anki_export.text.labels import ends_with_letter, is_label_of, label_stop, says_right
from anki_export.text.regex import regex
from anki_export.text.ticks_and_crosses import TICKS

PART = regex(r"(?P<open>\*\*|__)\(?[a-h][.)](?P=open)\s*(?=\S)")
"""What begins a part of a task, in bold."""
_TICKED = regex(rf"\s*[-*+]\s+(?:[{TICKS}]|\[[xX]\]|.*[{TICKS}]\ufe0f?\s*\Z)")
"""A list item with a sign, which calls it right if the item above or below it has none."""
_REMARK = regex(r"\w\W*?(?:[(（](?P<words>[^()（）]{2,30})[)）]|(?:\*\*|__)(?P<bold>[^*_]{2,30})(?:\*\*|__))[\s.*_]*\Z")
"""A remark at the end of an option: `- a name **(Correct)**`."""
_OPTION = regex(r"\s*(?:[-*+]\s|\(?[^\W\d_][.)])")
_LONGEST_OPTION = 4
"""In lines."""
_CLOSES = (")", "）", "*", "_")
_ENDS = (*_CLOSES, " ", ".")


def with_labels(outline: Outline, candidates: Sequence[Candidate], stops: Sequence[int]) -> list[Candidate]:
    """Candidates that say what is below their titles, each above the line at which its section stops."""
    starts = [one.line for one in candidates]
    labels = [
        number for number, line in enumerate(outline.lines) if not outline.is_code[number] and has_answer_label(line)
    ]
    titles = (heading.line for heading in outline.headings if is_label_of(heading.title, "answer", "solution"))
    labels = sorted([*labels, *titles, *_ticked(outline)])
    answered = _have(labels, starts, stops)
    if not any(answered):
        return list(candidates)
    options = [number for number, line in enumerate(outline.lines) if SECOND_OPTION.match(line)]
    below = zip(candidates, answered, _have(options, starts, stops), strict=True)
    return [one._replace(is_answered=label or one.is_answered, has_options=option) for one, label, option in below]


def _ticked(outline: Outline) -> Iterator[int]:
    """The list items that signs tell apart from the one above or below."""
    for number, line in enumerate(outline.lines):
        if _may_call_right(line) and not outline.is_code[number] and calls_right(line):
            beside = outline.lines[max(0, number - 1) : number + 2]
            if not all(calls_right(one) for one in beside if _OPTION.match(one)):
                yield number


def _may_call_right(line: str) -> bool:
    """Whether a line has what marks a right option, as few do."""
    return not line.isascii() or "[" in line or line.endswith(_ENDS)


def calls_right(line: str) -> bool:
    """Whether a sign or a word in the line of an option calls it right.

    >>> [calls_right(line) for line in ("- ✅ a tag", "- [x] a tag", "B) a tag (correct)", "- a")]
    [True, True, True, False]
    """
    return ((not line.isascii() or "[" in line) and _TICKED.match(line) is not None) or is_called_right(line)


def is_called_right(line: str) -> bool:
    """Whether a word at the end of an option calls it right.

    >>> [is_called_right(line) for line in ("- a tag **(Correct)**", "- ✅ a tag", "- to turn (right)")]
    [True, False, False]
    """
    found = _REMARK.search(line) if line.rstrip(" .")[-1:] in _CLOSES and _OPTION.match(line) else None
    return found is not None and says_right((found["words"] or found["bold"]).strip("*_ "))


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
            if before and not _begins_with_label(before):
                return frozenset()
            found.add(start)
    return found


def _begins_with_label(line: str) -> bool:
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


def has_only_answered_parts(outline: Outline, lines: range) -> bool:
    """Whether a section is only parts of a task, `**a)** Why?`, with labels for their answers: each asks by itself."""
    first = next_text(outline.lines, lines.start + 1)
    return (
        first in lines
        and PART.match(outline.lines[first]) is not None
        and any(map(has_answer_label, outline.lines[first : lines.stop]))
    )


@lru_cache(maxsize=1 << 13)  # each format that reads a page asks
def has_answer_label(line: str) -> bool:
    """Whether a line begins with a label for an answer; "Solution:" is one only in bold."""
    if not (":" in line or "**" in line or "__" in line or "</" in line or "：" in line or ends_with_letter(line)):
        return False
    marker = list_marker(line)
    text = with_stars(line[marker.end() :] if marker else line.strip())
    if not text.startswith(("**", "__")):
        return label_stop(text, "answer") > 0
    return label_stop(text, "answer", "solution") > 0 or is_label_of(bold_line(text), "answer", "solution")


def _have(lines: Sequence[int], starts: Sequence[int], stops: Sequence[int]) -> list[bool]:
    """For each start, whether one of some lines, in page order, is between it and its stop."""
    return [bisect_right(lines, start) < bisect_left(lines, stop) for start, stop in zip(starts, stops, strict=True)]
