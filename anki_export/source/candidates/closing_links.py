"""Links back to the top of a page, as far as they end its answers."""

from collections.abc import Sequence

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
from anki_export.text.label_kinds import is_label_of


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
    return rank if are_listed(outline, rank) else []


def are_listed(outline: Outline, rank: Sequence[Candidate]) -> bool:
    """Whether all of a rank are in the table of contents, and none is a part of the page such as the license."""
    of_rank = [heading.title for heading in outline.headings if heading.rank == rank[0].rank]
    listed = listed_titles(outline.lines)
    is_list = all(title_in_list(one.title) in listed for one in rank)
    return is_list and not any(is_label_of(title, "sections") for title in of_rank)


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
