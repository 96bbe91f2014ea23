"""Places among the new cards of a deck, with gaps: a question added in between is learned in between."""

from bisect import bisect_left
from collections.abc import Sequence

GAP = 100


def places(known: Sequence[int | None]) -> list[int]:
    """Strictly growing places ≥ 1 for cards in their order; `known` has the place of each card that has one.

    As many cards as can keep their place do, so that an insertion changes nobody else. A learner's card keeps the
    place it was imported with.
    """
    kept = _longest_rise(known)
    result: list[int] = [0] * len(known)
    before, start = 0, 0
    for anchor in [*kept, len(known)]:
        count = anchor - start
        if anchor < len(known):
            place = known[anchor] or 0
            step, is_room = (place - before) // (count + 1), place - before > count
            if not is_room:
                return [(i + 1) * GAP for i in range(len(known))]
        else:
            place, step = 0, GAP
        for i in range(count):
            result[start + i] = before + step * (i + 1)
        if anchor < len(known):
            result[anchor] = before = place
        start = anchor + 1
    return result


def _longest_rise(known: Sequence[int | None]) -> list[int]:
    """Indices of the longest strictly rising run of known places, gaps allowed (patience sorting)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: dict[int, int | None] = {}
    for i, place in enumerate(known):
        if place is None or place < 1:
            continue
        at = bisect_left(tails, place)
        previous[i] = tail_at[at - 1] if at else None
        tails[at : at + 1], tail_at[at : at + 1] = [place], [i]
    run: list[int] = []
    i_or_none = tail_at[-1] if tail_at else None
    while i_or_none is not None:
        run.append(i_or_none)
        i_or_none = previous[i_or_none]
    return run[::-1]
