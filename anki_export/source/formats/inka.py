"""Questions for inka, in sections of notes between rules:

    ---

    Deck: Ships                        or such a comment as below; `Tags: …` may be above or below it

    <!--ID:1614701123456-->            what the program knows
    1. What is a cleat?                more paragraphs of it may be indented

    > A fitting for ropes.             the answer, up to the end of the quote

    ---

Not questions: text and lists outside of such sections, or below text in them; settings between rules at the start of a
page, without a quote. Items without a quote are reported. See https://github.com/keiqu/inka.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from anki_export.source.candidates.flashcards_of_other_programs import flashcard, id_behind, trimmed_lines
from anki_export.source.entry import Hints, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import dedented
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex

NAME = "inka"
_SECTION = regex(r"Deck:[ \t]*\S.*|<!--ID:\d+-->[ \t]*")
_TAGS = regex(r"Tags:.*")
_MAY_HOLD = regex(r"\n---[ \t]*\n\s*(?:(?:Deck|Tags):|<!--ID:\d)")
_NUMBER = regex(r"<!--ID:\d+-->[ \t]*")
_ITEM = regex(r"\d{1,4}\.[ \t]+(?=\S)")
_QUOTE = regex(r">[ \t]?")
_HINTS = Hints(
    question="1. {}",
    title="write the question after its number",
    answer="write the answer below it as a quote, after >",
    hidden="a quote below the question",
)


def _read(outline: Outline, wanted: Wanted) -> Sequence[Span]:
    spans = [span for section in _sections(outline) for span in _cards(outline, section)]
    return spans if any(span.body for span in spans) else ()


def _sections(outline: Outline) -> Iterator[range]:
    lines = outline.lines
    for above, stop in pairwise([*outline.rules, len(lines)]):
        head = takewhile(lambda line: not _ITEM.match(line), lines[above + 1 : stop])
        found = [_SECTION.fullmatch(line) for line in head if line.strip() and not _TAGS.fullmatch(line)]
        if found and all(found):
            yield range(above + 1, stop)


def _cards(outline: Outline, section: range) -> Iterator[Span]:
    lines, is_code = outline.lines, outline.is_code
    starts = [number for number in section if not is_code[number] and _ITEM.match(lines[number])]
    for start, end in pairwise([*starts, section.stop]):
        ends = (number for number in range(start, end) if not is_code[number] and _NUMBER.fullmatch(lines[number]))
        end = next(ends, end)
        quote = next((number for number in range(start, end) if lines[number].startswith(">")), end)
        others = (n for n in range(quote, end) if lines[n].strip() and not lines[n].startswith(">"))
        width = _ITEM.match(lines[start]).end()  # type: ignore[union-attr]
        asked = [lines[start][width:], *(dedented(line, width) for line in lines[start + 1 : quote])]
        answer = [_QUOTE.sub("", line, count=1) for line in lines[quote : next(others, end)]]
        front, back = trimmed_lines(asked, start), trimmed_lines(answer, quote)
        place = id_behind(lines[start], start)
        last = back[1] + len(back[0]) if back[0] else front[1] + len(front[0])
        yield flashcard(NAME, range(start, last), (front, back), _HINTS, place)


INKA = Format(
    NAME,
    lambda text: (
        ("Deck:" in text or "Tags:" in text or "<!--ID:" in text) and _MAY_HOLD.search(f"\n{text}") is not None
    ),
    When.FLASHCARDS,
    flashcards=_read,
    shown=lambda first: "questions for inka (1. … > …)",
)
