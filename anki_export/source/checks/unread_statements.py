"""Statements with verdicts that become no cards, where a title or the line above them says "True or false":

    A candle needs oxygen. (T)             1. (F) A mule is a horse. It is a hybrid.

    Water puts out burning fat. (F)        2. (T) A foal is a horse.

Paragraphs may be those of a text, and of several sentences nothing says which ones are the reason.
"""

from collections.abc import Iterator, Set

from anki_export.source.candidates.true_false_statements import tells_of_verdicts
from anki_export.source.checks.checked_page import CheckedPage, Finding, become_no_cards
from anki_export.source.lines import is_blank, list_marker, starts_block
from anki_export.source.thresholds import WITH_ANSWERS
from anki_export.text.judged_text import JudgedText, judged_before, judged_behind, may_be_judged, may_have_verdict_apart
from anki_export.text.true_or_false import verdicts

_HINT = "number the statements, with a verdict behind each: `1. A tag moves. (F) It stays.`"


def unread_statements(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the statements that become no cards; `told` are the lines of messages about others."""
    outline = checked_page.outline
    free = [n for n in checked_page.free if n not in told and not is_blank(outline.lines[n])]
    if checked_page.is_decided or len(free) <= WITH_ANSWERS.least or not may_be_judged(outline.text):
        return  # as most
    called = (n for n in free if may_have_verdict_apart(outline.lines[n]))
    apart = (n for n in called if not outline.is_code[n] and tells_of_verdicts(outline, n))
    judged = {n: one for n in apart if (one := _judged(outline.lines[n]))}
    said = verdicts([one.said for one in judged.values()])
    places = [n for n, verdict in zip(judged, said, strict=True) if verdict is not None]
    if WITH_ANSWERS.of(len(places), len(judged)):
        yield become_no_cards(places, "statements with verdicts", _HINT, first=judged[places[0]].statement)


def _judged(line: str) -> JudgedText | None:
    """What a line states, in a paragraph or an item of a list."""
    marker = list_marker(line)
    if marker is None and starts_block(line):
        return None
    text = line[marker.end() :] if marker else line.strip()
    return judged_behind(text) or judged_before(text)
