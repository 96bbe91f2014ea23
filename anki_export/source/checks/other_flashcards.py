"""Flashcards for other programs on pages that do not look like theirs as a whole, with the setting that reads them:

- What is a tag? #card           Logseq, on a page with text outside of lists
C: A [tag] has a fixed name.     hashcards, below other text

And questions in other formats, beside flashcards that are read.
"""

from collections.abc import Iterator

from anki_export.diagnostics import Rule
from anki_export.settings import FORMAT_NAMES
from anki_export.source.candidates import thresholds
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.checks.unread_formats import setting_of
from anki_export.source.formats import FORMATS, beside_flashcards
from anki_export.source.formats.hashcards import HASHCARDS
from anki_export.source.formats.logseq import LOGSEQ
from anki_export.source.formats.types import ParsedPage


def other_flashcards(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report how many flashcards a page has for a program, if it is read in no format."""
    text, wanted = checked_page.page.text, checked_page.page.wanted
    if checked_page.alone:
        parsed = ParsedPage(checked_page.outline, entries=checked_page.entries)
        if others := beside_flashcards(parsed, wanted):
            message = f"{len(others)} questions beside flashcards of other programs; none of them becomes a card"
            hint = "move them to a page of their own, or write them as the other flashcards of the page"
            places = [one.lines.start for one in others]
            yield Finding(places[0], Rule.OTHER_OPENERS, f"{message} (first: {others[0].written!r})", hint, "", places)
    if checked_page.entries or checked_page.alone or wanted.is_fixed:
        return
    for format, program in ((LOGSEQ, "Logseq"), (HASHCARDS, "hashcards")):
        if format not in FORMATS or wanted.is_named(format.name) or not format.may_hold(text):
            continue
        named = wanted._replace(formats=wanted.formats | {format.name})
        lines = [span.lines.start for span in format.flashcards(checked_page.outline, named).spans if span.body]
        if lines and (format is LOGSEQ or thresholds.HALF.of(len(lines), text.count("\n\n"))):
            message = f"{len(lines)} flashcards of {program}; none of them becomes a card"
            hint = setting_of(sorted(named.formats, key=FORMAT_NAMES.index))
            yield Finding(lines[0], Rule.OTHER_OPENERS, message, hint, places=lines)
