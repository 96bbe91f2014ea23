"""Glossaries: headings that are terms, each with the text below it.

    ## L

    #### Latency
    Time until the first byte.

An entry ends at the next heading of its level or above; the terms are the headings of the level that has the most.
Read only where the settings or the page name this format, and then on pages whose title or file name says that they
are glossaries; if no other format is read there, on any page.

Not a term: single letters (`## A`), headings that ask, sections of links; the headings of a page about glossaries,
which are long.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anki_export.source.entry import Entry, Hints, IdPlace, Span
from anki_export.source.formats.body_lines import body_of
from anki_export.source.formats.heading import heading_title, section_ends
from anki_export.source.formats.terms import leads_elsewhere, term_of
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Heading, Outline
from anki_export.text.asking import is_clear_question
from anki_export.text.languages import whole_words
from anki_export.text.regex import regex

NAME = "glossary"
_GLOSSARY = regex(whole_words("glossary"), re.IGNORECASE)
_GROUP = regex(r"\W*(?:[^\W_]{0,1}|[^\W_]\s*[-–—]\s*[^\W_]|0\s*[-–—]\s*9|numbers|symbols)\W*", re.IGNORECASE)
"""A heading of terms that begin alike."""
_LONGEST_TERM = 6
"""In words; most terms have at most so many."""


def _may_hold(text: str) -> bool:
    return "#" in text


def _spans(outline: Outline) -> Iterator[Span]:
    ranks: dict[tuple[int, bool], list[tuple[Heading, int]]] = {}
    for heading, stop in zip(outline.headings, section_ends(outline), strict=True):
        title = heading_title(heading.text)
        below = outline.lines[heading.line + 1 : stop]
        if (
            not (heading.is_item or heading.is_underlined)
            and not _GROUP.fullmatch(title)
            and not leads_elsewhere(title, below)
        ):
            ranks.setdefault(heading.rank, []).append((heading, stop))
    terms = max(ranks.values(), key=len, default=[])
    if _are_terms(outline, [heading_title(heading.text) for heading, _ in terms]):
        for heading, stop in terms:
            yield _span(outline, heading, stop)


def _are_terms(outline: Outline, titles: Sequence[str]) -> bool:
    if not outline.wanted.is_fixed and not _GLOSSARY.search(f"{outline.title} {_words(outline.wanted.file)}"):
        return False
    asking = sum(map(is_clear_question, titles))
    short = sum(len(title.split()) <= _LONGEST_TERM for title in titles)
    return asking * 2 <= len(titles) and short * 5 >= len(titles) * 4


def _words(file: str) -> str:
    return re.sub(r"[_-]", " ", file)


def _span(outline: Outline, heading: Heading, stop: int) -> Span:
    start = heading.line
    while stop > start + 1 and not outline.lines[stop - 1].strip():
        stop -= 1
    body = body_of(outline.lines[start + 1 : stop], start + 1)
    title = heading_title(heading.text)
    return Span(
        format=NAME,
        lines=range(start, stop),
        title=term_of(title),
        written=title,
        label=None,
        is_term=True,
        hints=_hints(heading.level),
        body=body.lines,
        body_start=body.start,
        id_place=IdPlace(start + 1, ""),
    )


@lru_cache(maxsize=8)
def _hints(level: int) -> Hints:
    return Hints(
        question=f"{'#' * level} {{}}",
        title=f"write the term after `{'#' * level}`",
        answer="write its definition below the heading",
        hidden="a <details> element",
    )


def _shown(entries: Sequence[Entry]) -> str:
    return f"terms in headings ({entries[0].hints.question.format('…')})"


GLOSSARY = Format(NAME, _may_hold, when=When.ON_REQUEST, spans=_spans, shown=_shown)
