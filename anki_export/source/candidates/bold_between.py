"""Bold lines among headings that ask, each of which is a separate question, not part of the answer above it.

    ### 2. What is a tag?

    A fixed name.

    **3. What is a branch?**        continues the numbers of the headings

    **Q: What is a blob?**          is labelled as a question, below text that answers the one above

    **What is a tree?**             has a label for its answer on the next line
    Answer: A folder.

Not such a question: a bold line right below a heading, which belongs to it, and one that only asks.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.candidate import Candidate, candidate
from anki_export.source.lines import bold_line, next_text, with_stars
from anki_export.source.outline import Outline
from anki_export.text.regex import regex

_FIRST = ("*", "_", "<")
_BOLD = regex(r"(?:\*\*|__)\S|<(?:b|strong)>", re.IGNORECASE)


def with_bold_between(outline: Outline, asked: Sequence[Candidate]) -> list[Candidate]:
    """Questions in headings, with those in bold lines between them; in page order."""
    starts = (number for number, line in enumerate(outline.lines) if line[:1] in _FIRST and _BOLD.match(line))
    bold = [number for number in starts if not outline.is_code[number]]
    if not bold:
        return list(asked)
    found: list[Candidate] = []
    for at, one in enumerate(asked):
        after = asked[at + 1] if at + 1 < len(asked) else None
        stop = min(one.lines.stop, after.line) if after else one.lines.stop
        inside = bold[bisect_right(bold, one.line) : bisect_left(bold, stop)]
        parts = [one, *(_questions(outline, one, inside, after) if inside else ())]
        ends = [*(part.line for part in parts[1:]), one.lines.stop]
        found += [replace(part, lines=range(part.line, end)) for part, end in zip(parts, ends, strict=True)]
    return found


def _questions(outline: Outline, above: Candidate, bold: Sequence[int], after: Candidate | None) -> Iterator[Candidate]:
    """The bold lines in the section of a heading that are questions."""
    lines, last = outline.lines, above
    text = next_text(lines, last.line + 1)
    for number in bold:
        title = bold_line(lines[number])
        one = candidate(range(number, number + 1), title or with_stars(lines[number]).strip(), above.rank)
        is_labelled = one.has_q and one.number is not None
        is_next = is_labelled and (last is not above or (one.value or 0) == (last.value or 0) + 1)
        if (number <= text and not is_next) or has_answer_label(lines[number]):
            continue
        is_answered = bool(title) and one.is_clear and has_answer_label(_below(lines, number))
        if is_labelled or is_answered or (title and goes_on(one, last, after)):
            yield one
            last, text = one, next_text(lines, number + 1)


def goes_on(one: Candidate, last: Candidate, after: Candidate | None) -> bool:
    """Whether a number is between those of two questions, or asks and follows the last one; steps of answers do not."""
    if one.value is None or last.value is None or one.value != last.value + 1:
        return False
    if after and after.value is not None and after.value > last.value:
        return after.value > one.value
    return one.is_clear


def _below(lines: Sequence[str], number: int) -> str:
    """The next line that says something."""
    below = next_text(lines, number + 1)
    return lines[below] if below < len(lines) else ""
