"""Headings that ask, on a page that has too few of them to be sure by itself; the other pages of its folder are alike.

# What is a tag?            its answer ends at the next heading that asks, of whatever level

A fixed name.

## Can it move?             most of one rank ask

Not by itself.

## Two kinds of tags        is a question, too, between others of its rank, if its section is no longer than theirs

Lightweight and annotated.
"""

from collections.abc import Sequence
from functools import lru_cache

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import Candidate, candidate
from anki_export.source.candidates.whole_rank import FURNITURE, has_text, is_between, may_ask
from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.text.asking import has_question_word
from anki_export.text.label_kinds import is_label_of
from anki_export.text.normalize import size_in_words

_FEW_WORDS, _MORE_WORDS = 3, 4
"""Not "What now?", and without a word that asks not "Ready to code?", which invite."""


@lru_cache(maxsize=1)  # the first page of a folder is looked at by its own name and by that of the folder
def asking_sections(outline: Outline) -> Sequence[Candidate]:
    """The sections of a page that ask, if most of a rank do, apart from parts of the page such as its contents."""
    whole = _whole(outline)
    asked = _asking(outline, whole)
    known = {one.line for one in asked}
    ranks = {one.rank: [0, 0] for one in asked}
    others = (one for one in whole if one.rank in ranks and one.line not in known and may_ask(outline, one))
    for one in (*asked, *others):
        ranks[one.rank][0] += one.is_clear
        ranks[one.rank][1] += 1
    if not any(thresholds.SECTIONS.of(*counts) for counts in ranks.values()):
        return ()
    return _up_to_next([one for one in asked if thresholds.HALF.of(*ranks[one.rank])])


def _whole(outline: Outline) -> list[Candidate]:
    return [
        candidate(range(heading.line, stop), heading.title, heading.rank)
        for heading, stop in zip(outline.headings, outline.section_ends, strict=True)
    ]


def sections_with_topics(outline: Outline) -> list[Candidate]:
    """The sections that ask, with topics between those of a rank; chapters have short titles, or more text."""
    asked = list(asking_sections(outline))
    inside = {line for one in asked for line in one.lines}
    found = list(asked)
    for rank in {one.rank for one in asked}:
        own = [one for one in asked if one.rank == rank]
        others = [one for one in _whole(outline) if one.rank == rank and one.line not in inside]
        if thresholds.REST_ANNOUNCED.of(len(own), len(own) + len(others)):
            most = max(_words_below(outline, one) for one in own)
            found += (one for one in others if _is_topic(outline, one, most) and is_between(outline, one, own))
    return sorted(found, key=lambda one: one.line)


def _is_topic(outline: Outline, one: Candidate, most: int) -> bool:
    """Whether a section has a title of several words, and at most so many words below it, but no headings."""
    has_headings = any(heading.line in one.lines[1:] for heading in outline.headings)
    is_short = size_in_words(one.title) >= _FEW_WORDS and _words_below(outline, one) <= most
    return is_short and not has_headings and may_ask(outline, one)


def _words_below(outline: Outline, one: Candidate) -> int:
    own = outline.lines[one.line + 1 : one.lines.stop]
    return size_in_words(" ".join(line for line in own if not is_blank(line)))


def asks_something(one: Candidate) -> bool:
    """Whether a title asks in more words than "What now?", and not about the page, as "How to contribute?" does."""
    words = one.title.rstrip("?？؟ ")
    size = size_in_words(words) if one.is_clear else 0
    asks = size >= _MORE_WORDS or (size >= _FEW_WORDS and has_question_word(words))
    return asks and not is_label_of(words, *FURNITURE)


def _asking(outline: Outline, whole: Sequence[Candidate]) -> list[Candidate]:
    """The sections that ask, without those that only hold others."""
    found: list[Candidate] = []
    for one, above in zip(reversed(whole), (None, *reversed(whole)), strict=False):
        stop = above.line if above and above.line in one.lines else one.lines.stop
        holds_others = stop < one.lines.stop and not has_text(outline, replace(one, lines=range(one.line, stop)))
        if asks_something(one) and not holds_others:
            found.append(one)
    return found[::-1]


def _up_to_next(sections: Sequence[Candidate]) -> list[Candidate]:
    """The sections, each up to the next one of them if that is inside it."""
    lines = [one.line for one in sections]
    return [
        replace(one, lines=range(one.line, min(below, one.lines.stop)))
        for one, below in zip(sections, [*lines[1:], *(one.lines.stop for one in sections[-1:])], strict=True)
    ]
