"""Tasks in quotes below headings that are only a label with a number, as in solutions of exercises of a book:

## 1.1-2                          also `## Exercise 3`

> What does a lookup cost?

As much as the tree is high.

What is right below the quote belongs to it, if it asks about that: `> What is printed?` above code.
"""

from collections.abc import Sequence
from itertools import pairwise

from anki_export.source import thresholds
from anki_export.source.lines import is_blank, is_quoted, next_text, without_quote
from anki_export.source.outline import Heading, Outline
from anki_export.text.label_kinds import asks, is_label, is_numbered_label
from anki_export.text.normalize import size_in_words
from anki_export.text.regex import regex

_DIGITS = regex(r"\d+")
_SMALL = 1000
"""Years are larger than numbers of questions."""
_FEW = 3
"""In words: "Time: 10 minutes"."""


def quoted_tasks(outline: Outline, headings: Sequence[Heading], ends: Sequence[int]) -> dict[int, str]:
    """The quotes right below headings that are only a label with a number, above their answers, by heading line.

    Numbers without a word count up, and one of their quotes asks: other such headings are versions and dates.
    """
    lines = outline.lines
    found: dict[int, str] = {}
    numbers: list[list[int]] = []
    for heading, stop in zip(headings, ends, strict=True):
        first = next_text(lines, heading.line + 1)
        if first >= stop or not is_quoted(lines[first]) or not any(map(str.isdigit, heading.title)):
            continue
        end = next((n for n in range(first, stop) if is_blank(lines[n]) and not outline.is_code[n]), stop)
        below = next_text(lines, end)
        is_answered = below < stop and not is_quoted(lines[below]) and not asks(lines[below])
        if is_answered and is_label(heading.title) and not is_numbered_label(heading.title, "example"):
            found[heading.line] = " ".join(without_quote(line).strip() for line in lines[first:end] if is_quoted(line))
            if heading.title[0].isdigit():
                numbers.append([int(digits) for digits in _DIGITS.findall(heading.title)])
    steps = sum(other == [*one[:-1], one[-1] + 1] for one, other in pairwise(numbers))
    is_list = thresholds.HALF.of(steps, len(numbers) - 1) and all(one[0] < _SMALL for one in numbers)
    is_list = is_list and (not numbers or any(map(asks, found.values())))
    return {line: text for line, text in found.items() if size_in_words(text) > _FEW or asks(text)} if is_list else {}
