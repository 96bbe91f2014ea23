"""Lists of terms with a sign before the meaning, which no format reads, below a title that says what they are:

    # Vocabulary             ## Flashcards

    - dog → Hund             jib :: a sail at the bow
    - cat → Katze            boom :: a spar

Five lines of a section have the same sign, and so has half of it. Dashes count only in a glossary. Whatever the title,
four lines are enough if they are all of a section, and translate something by their shape:

    1. kissa = cat         1. Tengo frío. – I am cold.
    2. koira = dog         2. Está lloviendo. – It is raining.
"""

from collections.abc import Iterator, Sequence, Set

from anki_export.source import thresholds
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.formats.glossary import GLOSSARY
from anki_export.source.lines import is_blank, list_marker, term_of
from anki_export.source.outline import Heading
from anki_export.text.asking import announces_questions
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import Words

_GLOSSARY = Words("glossary")
_ARROWS, _DASHES, _EQUALS = ("→", "⇒", "->", "=>", "::"), ("–", "—"), ("=",)
_TERM = regex(r"(?P<term>[^|\n]{1,80}?)\s*(?P<sign>→|⇒|[-=]>|::|(?<=\s)[–—=](?=\s))\s*\S")
_WORD = r"[^\s\d=(){}\[\]<>.,:;`$_/]+"
_TRANSLATED = regex(
    rf"(?:{_WORD}\s){{1,3}}=(?:\s{_WORD}){{1,3}}\s*|[^=→⇒–—]*\w[.!?]\s+(?:=|[–—]|[-=]>|[→⇒])\s+[^\W\d_][^=→⇒–—]*[.!?]\s*"
)
"""A few words on both sides of an equal sign, which are neither settings nor sums; or a sentence on both sides."""


def term_lists(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report how many lines of each section look like terms with their meanings.

    `told` are the lines of messages that say of something that it is not read.
    """
    page, outline = checked_page.page, checked_page.outline
    is_decided = checked_page.is_decided or page.wanted.is_named(GLOSSARY.name)
    if is_decided or not any(sign in page.text for sign in (*_ARROWS, *_DASHES, " = ")):
        return
    headings = {heading.line: heading for heading in outline.headings}
    around: list[Heading] = []
    lines: list[int] = []
    for number in [*checked_page.free, len(outline.lines)]:
        heading = headings.get(number)
        if heading or number == len(outline.lines):
            yield from _terms(outline.lines, lines, [page.wanted.title, *(one.title for one in around)])
            lines = []
        if heading:
            around = [*(one for one in around if one.level < heading.level), heading]
        elif number < len(outline.lines) and not outline.is_code[number] and number not in told:
            lines.append(number)


def _terms(lines: Sequence[str], numbers: Sequence[int], titles: Sequence[str]) -> Iterator[Finding]:
    """The message about the terms in some lines below some titles."""
    is_glossary = any(_GLOSSARY.are_in(title.lower()) for title in titles)
    are_translated = _are_translated(lines, numbers)
    if not (is_glossary or are_translated or any(map(announces_questions, titles))):
        return
    enough = thresholds.NEARLY if are_translated else thresholds.ON_REQUEST
    for sign in (*_ARROWS, *(_DASHES if is_glossary or are_translated else ()), *(_EQUALS if are_translated else ())):
        terms = [(n, term) for n in numbers if sign in lines[n] and (term := _term(lines[n], sign))]
        if enough.of(len(terms), len(terms)) and thresholds.HALF.of(len(terms), len(numbers)):
            hint = f"{'' if sign == '::' else 'write :: for the sign, and '}give the page the tag #flashcards"
            places = [number for number, _ in terms]
            yield become_no_cards(places, f"lines with {sign} look like terms", hint, first=terms[0][1])


def _are_translated(lines: Sequence[str], numbers: Sequence[int]) -> bool:
    """Whether all of some lines have words or a sentence in two languages, by their shape."""
    own = (lines[number] for number in numbers if not (is_blank(lines[number]) or lines[number].startswith("#")))
    markers = ((line, list_marker(line)) for line in own)
    return all(_TRANSLATED.fullmatch(line[marker.end() :] if marker else line) for line, marker in markers)


def _term(line: str, sign: str) -> str:
    """What is before such a sign in a line, which does not ask; empty if there is none."""
    marker = list_marker(line)
    match = _TERM.match(line, marker.end() if marker else 0)
    term = term_of(match["term"]) if match and match["sign"] == sign else ""
    return "" if asks(term) else term
