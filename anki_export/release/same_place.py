"""Find questions in the same place as removed ones: between the same neighbours on the same page."""

from collections import defaultdict
from collections.abc import Mapping, Sequence


def same_place(
    old_pages: Sequence[str], new_pages: Sequence[str], matches: Mapping[int, int]
) -> dict[tuple[int, int], float]:
    """Pairs of unmatched old and new questions in the same gap, each with 1 / the number of questions in the gap.

    `old_pages` and `new_pages` have the page of each question in order, `matches` maps matched old questions to new.
    """
    back = {new: old for old, new in matches.items() if old_pages[old] == new_pages[new]}
    old_gaps = _gaps(old_pages, {old: old for old in back.values()}, set(matches))
    new_gaps = _gaps(new_pages, back, set(matches.values()))
    return {
        (i, j): 1 / max(len(olds), len(new_gaps[gap]))
        for gap, olds in old_gaps.items()
        if gap in new_gaps
        for i in olds
        for j in new_gaps[gap]
    }


def _gaps(pages: Sequence[str], anchors: Mapping[int, int], matched: set[int]) -> dict[tuple[str, int], list[int]]:
    """The unmatched questions by page and matched question above them, or -1 at the top."""
    gaps: dict[tuple[str, int], list[int]] = defaultdict(list)
    above: dict[str, int] = {}
    for i, page in enumerate(pages):
        if i in anchors:
            above[page] = anchors[i]
        elif i not in matched:
            gaps[page, above.get(page, -1)].append(i)
    return gaps
