"""Questions whose heading level is a mistake: deeper headings that ask and do not belong to the answer above."""

from bisect import bisect_left
from collections.abc import Sequence

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import Candidate
from anki_export.source.lines import next_text
from anki_export.source.outline import Outline
from anki_export.text.labels import asks
from anki_export.text.languages import Words

REFERS = Words("refers")


def with_slips(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate], revealing: Sequence[int]
) -> list[Candidate]:
    """The questions, and deeper headings that ask below the hidden answer of one and hide an answer of their own."""
    if not thresholds.MARKED.of(sum(one.is_marked for one in chosen), len(chosen)):
        return list(chosen)
    known = {one.line for one in chosen}
    found = list(chosen)
    for one in candidates:
        at = bisect_left(chosen, one.line, key=lambda each: each.line)
        above = chosen[at - 1] if at else None
        if above is None or one.line in known or one.line not in above.lines or not one.is_marked:
            continue
        first = bisect_left(revealing, above.line)
        if first < len(revealing) and revealing[first] < one.line and (one.is_clear or one.is_order):
            found.append(one)
    return sorted(found, key=lambda one: one.line)


def with_first_of_sections(
    outline: Outline, chosen: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The questions, and deeper headings that ask above the first one of a section: a slip in their level."""
    starts = [one.line for one in chosen]
    headings = [heading.line for heading in outline.headings]
    known, found = set(starts), list(chosen)
    for one in candidates:
        at = bisect_left(starts, one.line)
        below = chosen[at] if at < len(chosen) else None
        above = outline.headings[index - 1] if (index := bisect_left(headings, one.line)) > 1 else None  # not the title
        if below is None or above is None or not one.is_clear or one.line in known:
            continue
        is_deeper = above.level < below.rank[0] < one.rank[0] and one.rank[1] == below.rank[1]
        is_first = (
            is_deeper
            and one.lines.stop <= below.line
            and not any(
                heading.level <= above.level for heading in outline.headings[index : bisect_left(headings, below.line)]
            )
        )
        if is_first and next_text(outline.lines, one.line + 1) < one.lines.stop:
            found.append(one)
    return sorted(found, key=lambda one: one.line)


def with_only_deeper(outline: Outline, chosen: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """The questions, and a single deeper heading with a question mark below the text of one: its level is a mistake.

    Where parts of answers ask, several do, or they refer to the question with a word such as "it".
    """
    starts = [one.line for one in chosen]
    if len(chosen) < thresholds.REST.least or any(one.is_marked for one in chosen):
        return list(chosen)
    known = set(starts)
    inside = [
        one
        for one in candidates
        if (at := bisect_left(starts, one.line)) and one.line in (above := chosen[at - 1]).lines
        if one.rank > above.rank and one.line not in known and asks(one.title)
    ]
    if len(inside) != 1:
        return list(chosen)
    (one,) = inside
    if REFERS.are_in(one.title.lower()):
        return list(chosen)
    above = chosen[bisect_left(starts, one.line) - 1]
    has_text = next_text(outline.lines, one.line + 1) < one.lines.stop
    first = next_text(outline.lines, above.line + 1)
    is_below_text = first < one.line and all(heading.line != first for heading in outline.headings)
    return sorted([*chosen, one], key=lambda each: each.line) if has_text and is_below_text else list(chosen)
