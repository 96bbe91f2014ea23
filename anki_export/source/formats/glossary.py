"""Glossaries: headings that are terms, each with the text below it, or items of lists with a dash behind the term.

    ## L                              # Words of unit 5

    #### Latency                      - **la vela** – sail
    Time until the first byte.        - *l'albero*: mast

An entry ends at the next heading of its level or above; the terms are the headings of the level that has the most, or
the items of lists if at least five, and most lines of the page, are such and there are more of them.
Read only where the settings or the page name this format, and then on pages whose title or file name says that they
are glossaries, or in a folder with such a name; if no other format is read there, on any page.

Not a term: single letters (`## A`), headings that ask, sections of links; the headings of a page about glossaries,
which are long.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.navigation_links import leads_elsewhere
from anki_export.source.candidates.question_candidate import candidate, numbered_span, titled_span
from anki_export.source.candidates.strip_around_answers import BodyLines
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import term_of
from anki_export.source.outline import Heading, Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question
from anki_export.text.word_patterns import Words

NAME = "glossary"
_GLOSSARY = Words("glossary")
_GROUP = regex(r"\W*(?:[^\W_]{0,1}|[^\W_]\s*[-–—]\s*[^\W_]|0\s*[-–—]\s*9|numbers|symbols)\W*", re.IGNORECASE)
"""A heading of terms with the same first letter."""
_LONGEST_TERM = 6
"""In words; most terms have at most this many."""
_ITEM = regex(
    r" {0,3}[-*+][ \t]+(?P<written>(?:(?P<mark>\*\*|__|\*|_)[^*_\n]{1,60}(?P=mark)|[^*_`\[\n–—:=→|-]{1,60}?)"
    r"(?:[ \t]*<!--(?:(?!-->).)*-->)?)[ \t]*(?:(?<=[ \t])(?:[-–—=]|->|→)(?=[ \t])|[:：])[ \t]*(?P<meaning>\S.*)"
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    ranks: dict[tuple[int, bool], list[tuple[Heading, int]]] = {}
    is_named = _says_so(outline, wanted)
    listed = list(_listed(outline)) if is_named or _GLOSSARY.are_in(wanted.folder.lower()) else []
    if not (is_named or wanted.is_fixed):
        yield from listed
        return
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        below = outline.lines[heading.line + 1 : stop]
        if not (heading.is_item or _GROUP.fullmatch(heading.title) or leads_elsewhere(heading.title, below)):
            ranks.setdefault(heading.rank, []).append((heading, stop))
    terms = max(ranks.values(), key=len, default=[])
    if len(listed) > len(terms):
        yield from listed
    elif (len(terms) > 1 or wanted.is_fixed) and _are_terms([heading.title for heading, _ in terms]):
        for heading, stop in terms:
            yield _span(outline, heading, stop)


def _says_so(outline: Outline, wanted: Wanted) -> bool:
    """Whether a page is a glossary by its title or its name."""
    file = re.sub(r"[_-]", " ", wanted.file)
    return _GLOSSARY.are_in(f"{wanted.title} {outline.title} {file}".lower())


def _listed(outline: Outline) -> Iterator[Span]:
    """The items of lists that are a term with its meaning on a line, if most lines below headings are."""
    text = [n for n, line in enumerate(outline.lines) if line.strip() and not line.startswith("#")]
    found = [(n, match) for n in text if not outline.is_code[n] and (match := _ITEM.match(outline.lines[n]))]
    are_most = thresholds.LISTED_TERMS.of(len(found), len(text)) and _are_terms([one["written"] for _, one in found])
    for number, match in found if are_most else ():
        body = BodyLines((match["meaning"],), number)
        yield replace(
            numbered_span(NAME, _HINTS_OF_LIST, range(number, number + 1), match["written"], None, body),
            title=term_of(match["written"]),
            is_term=True,
            id_place=IdPlace(number, "", column=match.end("written")),
        )


def _are_terms(titles: Sequence[str]) -> bool:
    statements = sum(not is_clear_question(title) for title in titles)
    short = sum(len(title.split()) <= _LONGEST_TERM for title in titles)
    return thresholds.HALF.of(statements, len(titles)) and thresholds.TERMS.of(short, len(titles))


def _span(outline: Outline, heading: Heading, stop: int) -> Span:
    marks = "#" * heading.level
    hints = Hints(f"{marks} {{}}", f"write the term after `{marks}`", "write its definition below the heading")
    span = titled_span(NAME, outline, candidate(range(heading.line, stop), heading.title), None, hints)
    return replace(span, title=term_of(heading.title), is_term=True)


_HINTS_OF_LIST = Hints(
    question="- **{}** –", title="write the term at the start of the item", answer="write its definition after the dash"
)
GLOSSARY = Format(
    NAME,
    lambda text: "#" in text or "\n- " in text or "\n* " in text,
    When.ON_REQUEST,
    spans=_spans,
    if_unread="terms look like a glossary",
    shown=lambda first: f"terms ({first.hints.question.format('…')})",
)
