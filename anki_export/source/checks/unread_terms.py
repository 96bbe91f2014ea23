"""Lists of terms with a sign before the meaning, which no format reads, below a title that says what they are:

    # Vocabulary             ## Flashcards

    - dog → Hund             jib :: a sail at the bow
    - cat → Katze            boom :: a spar

Five lines of a section have the same sign, and so has half of it. Dashes count only in a glossary.
"""

from collections.abc import Iterator, Sequence, Set

from anki_export.source import thresholds
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.formats.glossary import GLOSSARY
from anki_export.source.lines import list_marker, term_of
from anki_export.source.outline import Heading
from anki_export.text.asking import announces_questions
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import Words

_GLOSSARY = Words("glossary")
_ARROWS, _DASHES = ("→", "⇒", "->", "=>", "::"), ("–", "—")
_TERM = regex(r"(?P<term>[^|\n]{1,80}?)\s*(?P<sign>→|⇒|[-=]>|::|(?<=\s)[–—](?=\s))\s*\S")


def term_lists(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report how many lines of each section look like terms with their meanings.

    `told` are the lines of messages that say of something that it is not read.
    """
    page, outline = checked_page.page, checked_page.outline
    is_decided = checked_page.is_decided or page.wanted.is_named(GLOSSARY.name)
    if is_decided or not any(sign in page.text for sign in (*_ARROWS, *_DASHES)):
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
    if not (is_glossary or any(map(announces_questions, titles))):
        return
    for sign in (*_ARROWS, *(_DASHES if is_glossary else ())):
        terms = [(n, term) for n in numbers if sign in lines[n] and (term := _term(lines[n], sign))]
        if thresholds.ON_REQUEST.of(len(terms), 0) and thresholds.HALF.of(len(terms), len(numbers)):
            hint = f"{'' if sign == '::' else 'write :: for the sign, and '}give the page the tag #flashcards"
            places = [number for number, _ in terms]
            yield become_no_cards(places, f"lines with {sign} look like terms", hint, first=terms[0][1])


def _term(line: str, sign: str) -> str:
    """What is before such a sign in a line, which does not ask; empty if there is none."""
    marker = list_marker(line)
    match = _TERM.match(line, marker.end() if marker else 0)
    term = term_of(match["term"]) if match and match["sign"] == sign else ""
    return "" if asks(term) else term
