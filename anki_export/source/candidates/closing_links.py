"""Links back to the top of a page, as far as they end its answers.

## What is a tag?

A fixed name.

## Two kinds            of the same rank, but the answer is not over: part of it

Light and annotated ones.

[back to top](#git)

## What is a branch?    and so on, each up to such a link
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import Candidate, candidate
from anki_export.source.candidates.page_links import (
    leads_around,
    leads_to_anchor,
    leads_to_top,
    listed_titles,
    title_in_list,
)
from anki_export.source.candidates.whole_rank import may_ask
from anki_export.source.lines import end_of_text, is_separator
from anki_export.source.outline import Outline
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.labels import is_label_of


def up_to_links(
    outline: Outline, rank: Sequence[Candidate], asked: Sequence[Candidate]
) -> tuple[list[Candidate], list[Candidate]]:
    """The questions of a rank, each up to the link that ends its answer, and the rest of the rank.

    What is between a question and its link is neither, unless it asks, has a number or is in the table of contents.
    """
    known = {one.line for one in asked}
    others = {one.line: one for one in rank if one.line not in known}
    closed = sum(_is_closed(outline, one.lines) for one in asked) if others else 0
    if not thresholds.CLOSED.of(closed, len(asked)):
        return list(asked), list(others.values())
    found: list[Candidate] = []
    for one in asked:
        parts, stop = [], one.lines.stop
        while not _is_closed(outline, range(one.line, stop)) and _is_part(outline, others.get(stop)):
            parts.append(stop)
            stop = others[stop].lines.stop
        if parts and _is_closed(outline, range(one.line, stop)):
            one = replace(one, lines=range(one.line, stop))
            others = {line: other for line, other in others.items() if line not in parts}
        found.append(one)
    return found, list(others.values())


def up_to_lower_headings(
    outline: Outline, asked: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """The questions, with headings of a lower level that ask right below a link back, where those above them end."""
    lines = [each.line for each in candidates]
    found: list[Candidate] = []
    for one in asked:
        below = candidates[bisect_right(lines, one.line) : bisect_left(lines, one.lines.stop)]
        asking = [each for each in below if each.is_clear and is_below_link(outline, each.line)]
        stop = asking[0].line if asking else one.lines.stop
        found += [replace(one, lines=range(one.line, stop)), *asking]
    is_slip = len(found) > len(asked)
    if is_slip and thresholds.CLOSED_MOSTLY.of(sum(_is_closed(outline, one.lines) for one in asked), len(asked)):
        return found
    return list(asked)


def is_below_link(outline: Outline, number: int) -> bool:
    """Whether the last text above a line is a link back."""
    above = end_of_text(outline.lines, 0, number, is_separator)
    line = outline.lines[above - 1] if above else ""
    return above > 0 and not outline.is_code[above - 1] and (leads_to_top(line) or leads_to_anchor(line))


def closed_rank(outline: Outline) -> list[Candidate]:
    """The sections of the rank of which most end with a link back, without those of no topic; empty if few do.

    Below that of the last one may be the end of the page.
    """
    ranks: dict[tuple[int, bool], list[Candidate]] = {}
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        one = candidate(range(heading.line, stop), heading.title, heading.rank)
        if may_ask(outline, one):
            ranks.setdefault(one.rank, []).append(one)
    closed = [
        rank
        for rank in ranks.values()
        if thresholds.CLOSED.of(
            sum(_is_closed(outline, one.lines) for one in rank[:-1])
            + any(_leads_back(outline, number) for number in rank[-1].lines),
            len(rank),
        )
    ]
    return max(closed, key=len, default=[])


def closed_and_listed(outline: Outline) -> list[Candidate]:
    """The same where all of them are in the table of contents and some ask, and none is a part such as the license.

    The title of the page announces questions: the others are on topics, too.
    """
    rank = closed_rank(outline)
    if not thresholds.NUMBERED_CLEAR.of(sum(one.is_clear for one in rank), len(rank)):
        return []
    of_rank = [heading.title for heading in outline.headings if heading.rank == rank[0].rank]
    listed = listed_titles(outline.lines)
    is_list = all(title_in_list(one.title) in listed for one in rank)
    return rank if is_list and not any(is_label_of(title, "sections") for title in of_rank) else []


def _is_part(outline: Outline, one: Candidate | None) -> bool:
    """Whether a heading may be inside the answer above it."""
    if one is None or one.asks_or_orders or one.number is not None:
        return False
    return f"[{one.title}](#" not in outline.text


def _leads_back(outline: Outline, number: int) -> bool:
    line = outline.lines[number]
    return not outline.is_code[number] and (leads_to_top(line) or leads_to_anchor(line) or leads_around(line))


def _is_closed(outline: Outline, lines: range) -> bool:
    """Whether a section ends with a link back, perhaps with sources below it."""
    last = None
    for number in reversed(lines[1:]):
        line = outline.lines[number]
        is_text = not is_separator(line) and without_tags(line).strip() != ""
        if last is None and is_text:
            last = number
            if not outline.is_code[number] and (leads_to_top(line) or leads_to_anchor(line)):
                return True
        if last is not None:
            if not is_text:
                return False
            if not outline.is_code[number] and leads_around(line):
                return True
    return False
