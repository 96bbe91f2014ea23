"""Numbered headings that name topics, on a page whose title says that it has the questions of an exam.

    # Answers to the exam in sailing

    ## Ticket 1

    ### 1. Parts of a mast     the numbers may begin again below each ticket

Chapters have numbers, too: deeper headings, or lines that ask, are below most of them. Steps of a guide are orders.
"""

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import Candidate, candidate, counted
from anki_export.source.candidates.whole_rank import has_text, may_ask
from anki_export.source.outline import Outline
from anki_export.source.types import Wanted
from anki_export.text.asking import asks_for_several, asks_how_it_is, has_question_word, is_clear_question, is_order
from anki_export.text.languages import Words

_EXAM = Words("exam_questions")
_ADVICE = Words("note", "hint")


def exam_topics(outline: Outline, wanted: Wanted) -> list[Candidate]:
    """The sections of the rank that has the questions of an exam; empty if there are none."""
    title = f"{wanted.title} {outline.title} {wanted.file.replace('_', ' ').replace('-', ' ')}"
    if not _EXAM.are_in(title.lower()) or _ADVICE.are_in(title.lower()) or asks_how_it_is(title):
        return []
    ranks: dict[tuple[int, bool], list[Candidate]] = {}
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        one = candidate(range(heading.line, stop), heading.title, heading.rank)
        ranks.setdefault(one.rank, []).append(one)
    found = [
        [one for one in counted(rank) if one in topics or not has_text(outline, one)]
        for rank in ranks.values()
        if thresholds.EXAM_TOPICS.of(len(topics := [one for one in counted(rank) if may_ask(outline, one)]), len(rank))
        and not thresholds.HALF.of(sum(_is_chapter(outline, one) or _is_step(one) for one in topics), len(topics))
    ]
    return max(found, key=len, default=[])


def _is_chapter(outline: Outline, one: Candidate) -> bool:
    below = one.lines[1:]
    has_headings = any(heading.line in below for heading in outline.headings)
    return has_headings or any(is_clear_question(outline.lines[number].lstrip("*-+0123456789.) ")) for number in below)


def _is_step(one: Candidate) -> bool:
    words = one.number.rest if one.number else one.title
    return is_order(words) and not (has_question_word(words) or asks_for_several(words))
