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

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import candidate, titled_span
from anki_export.source.candidates.page_links import leads_elsewhere
from anki_export.source.candidates.term_text import term_of
from anki_export.source.entry import Hints, Span
from anki_export.source.formats.types import Format, When
from anki_export.source.outline import Heading, Outline
from anki_export.source.types import Wanted
from anki_export.text.asking import is_clear_question
from anki_export.text.languages import Words
from anki_export.text.regex import regex

NAME = "glossary"
_GLOSSARY = Words("glossary")
_GROUP = regex(r"\W*(?:[^\W_]{0,1}|[^\W_]\s*[-–—]\s*[^\W_]|0\s*[-–—]\s*9|numbers|symbols)\W*", re.IGNORECASE)
"""A heading of terms with the same first letter."""
_LONGEST_TERM = 6
"""In words; most terms have at most this many."""


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    ranks: dict[tuple[int, bool], list[tuple[Heading, int]]] = {}
    if not _says_so(outline, wanted):
        return
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        below = outline.lines[heading.line + 1 : stop]
        if (
            not (heading.is_item or heading.is_underlined)
            and not _GROUP.fullmatch(heading.title)
            and not leads_elsewhere(heading.title, below)
        ):
            ranks.setdefault(heading.rank, []).append((heading, stop))
    terms = max(ranks.values(), key=len, default=[])
    if _are_terms([heading.title for heading, _ in terms]):
        for heading, stop in terms:
            yield _span(outline, heading, stop)


def _says_so(outline: Outline, wanted: Wanted) -> bool:
    """Whether a page is a glossary by its title, its name, or the formats that it names."""
    file = re.sub(r"[_-]", " ", wanted.file)
    return wanted.is_fixed or _GLOSSARY.are_in(f"{wanted.title} {outline.title} {file}".lower())


def _are_terms(titles: Sequence[str]) -> bool:
    statements = sum(not is_clear_question(title) for title in titles)
    short = sum(len(title.split()) <= _LONGEST_TERM for title in titles)
    return thresholds.HALF.of(statements, len(titles)) and thresholds.TERMS.of(short, len(titles))


def _span(outline: Outline, heading: Heading, stop: int) -> Span:
    span = titled_span(NAME, outline, candidate(range(heading.line, stop), heading.title), None, _hints(heading.level))
    return replace(span, title=term_of(heading.title), is_term=True)


def _hints(level: int) -> Hints:
    return Hints(
        question=f"{'#' * level} {{}}",
        title=f"write the term after `{'#' * level}`",
        answer="write its definition below the heading",
    )


GLOSSARY = Format(
    NAME,
    lambda text: "#" in text,
    When.ON_REQUEST,
    spans=_spans,
    if_unread="terms look like a glossary",
    shown=lambda first: f"terms in headings ({first.hints.question.format('…')})",
)
