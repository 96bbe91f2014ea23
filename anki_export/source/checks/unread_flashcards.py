"""Flashcards for other programs on pages that do not look like theirs as a whole, with the setting that reads them:

- What is a tag? #card           Logseq, on a page with text outside of lists
C: A [tag] has a fixed name.     hashcards, below other text
What is a tag?::A fixed name.    Obsidian, on a page without its tag; also `?` in a line between them

And questions in other formats, beside flashcards that are read.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.checks.unread_formats import setting_for
from anki_export.source.entry import Span
from anki_export.source.formats import FORMATS, beside_flashcards
from anki_export.source.formats.hashcards import HASHCARDS
from anki_export.source.formats.logseq import LOGSEQ
from anki_export.source.formats.obsidian import OBSIDIAN
from anki_export.source.formats.question_format import ParsedPage
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex

_ASKS = regex(r"[?？؟](?:\s*::|[ \t]*\n\?\??[ \t]*\n)")


def other_flashcards(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report how many flashcards a page has for a program, if it is read in no format."""
    text, wanted = checked_page.page.text, checked_page.page.wanted
    if checked_page.alone:
        parsed = ParsedPage(checked_page.outline, entries=checked_page.entries)
        if others := beside_flashcards(parsed, wanted):
            hint = "move them to a separate page, or write them like the other flashcards on the page"
            places = [one.lines.start for one in others]
            what = "questions beside flashcards of other programs"
            yield become_no_cards(places, what, hint, first=others[0].written)
    if checked_page.entries or checked_page.is_decided:
        return
    for format, program in ((LOGSEQ, "Logseq"), (HASHCARDS, "hashcards")):
        if format not in FORMATS or wanted.is_named(format.name) or not format.may_hold(text):
            continue
        named = replace(wanted, formats=wanted.formats | {format.name})
        found = format.flashcards(checked_page.outline, named)
        lines = sorted(one.lines.start for one in found.spans if one.body)
        is_enough = format is LOGSEQ or thresholds.HALF.of(len(lines), text.count("\n\n"))
        every = sorted({*(one.lines.start for one in found.spans), *(one.line for one in found.findings)})
        if format is HASHCARDS and lines and any(map(_is_clear, (checked_page.lines[line] for line in every))):
            lines = every
            is_enough = thresholds.HALF.of(len(lines), len(lines) + _other_texts(checked_page, found.spans))
        if lines and is_enough:
            yield become_no_cards(lines, f"flashcards of {program}", setting_for(wanted, format))
    yield from _untagged(checked_page)


def _is_clear(line: str) -> bool:
    """Whether a line has a label of hashcards that is rare elsewhere: `Q:` and `A:` are labels on many pages."""
    return line.lstrip(" \t>")[:1] in ("P", "C")


def _other_texts(checked_page: CheckedPage, spans: Iterable[Span]) -> int:
    """How many blocks of text a page has beside flashcards and headings."""
    taken = {number for span in spans for number in span.lines}
    lines = [
        "" if number in taken or line[:1] == "#" else line.strip() for number, line in enumerate(checked_page.lines)
    ]
    return sum(bool(line) and not above for above, line in pairwise(["", *lines]))


def _untagged(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report `question::answer`, or `?` between them, on a page without the tag for flashcards of Obsidian."""
    page = checked_page.page
    if not _ASKS.search(page.text) or page.wanted.is_named(LOGSEQ.name):
        return
    named = replace(page.wanted, formats=page.wanted.formats | {OBSIDIAN.name})
    spans = [span for span in OBSIDIAN.flashcards(checked_page.outline, named).spans if asks(span.written)]
    lines = [span.lines.start for span in spans]
    own = sum(bool(checked_page.lines[number].strip()) for span in spans for number in span.lines)
    written = sum(bool(line.strip()) for line in checked_page.lines)
    if lines and (thresholds.HALF.of(own, written) or thresholds.LINES_THAT_ASK.of(len(lines), 0)):
        hint = f"give the page the tag of the plugin, such as #flashcards, or {setting_for(page.wanted, OBSIDIAN)}"
        yield become_no_cards(lines, "flashcards of Obsidian on a page without their tag", hint)
