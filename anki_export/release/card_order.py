"""Due numbers, which order the new cards of a deck; gaps leave room to insert cards."""

from bisect import bisect_left
from collections.abc import Sequence

GAP = 100


def due_numbers(known: Sequence[int | None]) -> list[int]:
    """Strictly increasing due numbers ≥ 1 for cards in order; `known` has the current number of each card, or None.

    As many cards as possible keep their number, so that an insertion changes no other card. A card that a learner
    already has keeps the number with which it was imported.
    """
    kept = _longest_increasing(known)
    result: list[int] = [0] * len(known)
    before, start = 0, 0
    for anchor in [*kept, len(known)]:
        count = anchor - start
        if anchor < len(known):
            due = known[anchor] or 0
            step, has_room = (due - before) // (count + 1), due - before > count
            if not has_room:
                return [(i + 1) * GAP for i in range(len(known))]
        else:
            due, step = 0, GAP
        for i in range(count):
            result[start + i] = before + step * (i + 1)
        if anchor < len(known):
            result[anchor] = before = due
        start = anchor + 1
    return result


def _longest_increasing(known: Sequence[int | None]) -> list[int]:
    """Indices of the longest strictly increasing subsequence of the known numbers (patience sorting)."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: dict[int, int | None] = {}
    for i, due in enumerate(known):
        if due is None or due < 1:
            continue
        at = bisect_left(tails, due)
        previous[i] = tail_at[at - 1] if at else None
        tails[at : at + 1], tail_at[at : at + 1] = [due], [i]
    run: list[int] = []
    i_or_none = tail_at[-1] if tail_at else None
    while i_or_none is not None:
        run.append(i_or_none)
        i_or_none = previous[i_or_none]
    return run[::-1]
