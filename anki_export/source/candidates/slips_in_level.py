"""Questions whose heading level is a mistake: deeper headings that ask and do not belong to the answer above."""

from bisect import bisect_left
from collections.abc import Sequence

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import Candidate


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
