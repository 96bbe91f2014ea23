"""Flashcards of other programs: questions from the lines of a front and of a back.

What such a program shows below the question is the answer, all of it.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from anki_export.source.candidates.flashcard_gaps import GapCard
from anki_export.source.candidates.note_markup import BLOCK_ID
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.lines import end_of_text, list_marker, starts_block
from anki_export.text.regex import regex

CARD_ID = regex(r"<!--[ \t]*card:[^\n<>]*-->", re.IGNORECASE)
"""The id of a card: it is in the text of a line, because other programs read the lines below it, too."""


Side: TypeAlias = tuple[Sequence[str], int]
"""Markdown, with the line of the page that has the first line of it."""


def flashcard(
    format: str, lines: range, sides: tuple[Side, Side], hints: Hints, id_place: IdPlace, *, both_ways: bool = False
) -> Span:
    """A card with its front and back; `both_ways` if another one asks the other way round, where there is an answer.

    Their columns tell them apart: no two questions have one place.
    """
    (texts, first), (answer, start) = sides
    ids = [match[0] for line in (*texts, *answer) for match in CARD_ID.finditer(line)]
    texts, answer = ([without_id(line) for line in side] for side in (texts, answer))
    title, below = _title(texts)
    stop = start + max(1, len(answer))
    begin = min(first, start)
    prompt = [*([""] * (first - begin + below)), *texts[below:]]
    body = [*([""] * (start - begin)), *answer] if any(map(str.strip, answer)) else []
    span = Span(
        format=format,
        lines=lines,
        title=title,
        written=title or next((line.strip() for line in texts if line.strip()), ""),
        hints=hints,
        body=[*body, *(text for one in dict.fromkeys(ids) for text in ("", one))] if body else body,
        body_start=begin,
        body_stop=max(lines.stop, stop),
        title_line=first,
        prompt=prompt if any(map(str.strip, prompt)) else (),
        answer=AnswerLines((range(start, stop),), is_whole=True),
        id_place=id_place,
        is_anywhere=True,
        is_term=True,
        keeps_label=True,
    )
    if not (both_ways and body):
        return span
    other = flashcard(format, lines, sides[::-1], hints, id_place)
    return replace(span, more=(replace(other, id_suffix="reverse", column=span.column + 1),))


def without_id(line: str) -> str:
    return CARD_ID.sub("", line).rstrip() if "<!--" in line and CARD_ID.search(line) else line


def id_behind(line: str, number: int) -> IdPlace:
    """The end of a line, before the id by which Obsidian knows it: other programs read the lines below it, too."""
    text = line.rstrip()
    block_id = BLOCK_ID.search(text) if "^" in text else None
    return IdPlace(number, "", column=block_id.start() if block_id else len(text))


def cards_of_gaps(format: str, lines: range, cards: Sequence[GapCard], hints: Hints, id_place: IdPlace) -> Span:
    """The cards of a text with gaps; with several of them, an id could not tell which is which."""
    spans: list[Span] = []
    for card in cards:
        span = gap_card(format, lines, card, hints, id_place)
        column = max(card.column, spans[-1].column + 1 if spans else 1)  # no two questions have one place
        spans.append(replace(span, column=column, takes_id=len(cards) == 1))
    return replace(spans[0], more=tuple(spans[1:]))


def gap_card(
    format: str, lines: range, card: GapCard, hints: Hints, id_place: IdPlace, below: Sequence[str] = ()
) -> Span:
    """The card of a gap: the words are the answer, and the whole text, with what is `below` it, explains it."""
    filled = [without_id(line) for line in card.filled]
    text = [*(_without_marker(filled) if len(filled) == 1 else filled), *below]
    span = flashcard(format, lines, ((card.front, lines.start), (text, lines.start)), hints, id_place)
    stop = lines.start + len(text)
    ids = span.body[len(text) :]
    return replace(
        span,
        body=[*text, *ids, "", card.answer],
        body_start=lines.start,
        body_stop=stop,  # the answer has no line of its own: it is where the text ends
        answer=AnswerLines((range(stop, stop + 1),), (range(lines.start, stop),), is_whole=True),
    )


def _title(lines: Sequence[str]) -> tuple[str, int]:
    """The first paragraph as a title, and the number of its lines; empty if something else comes first."""
    stop = 0
    while stop < len(lines) and lines[stop].strip() and not starts_block(lines[stop]):
        stop += 1
    if not stop and len(lines) == 1 and list_marker(lines[0]):
        return _without_marker(lines)[0].strip(), 1
    return " ".join(line.strip() for line in lines[:stop]), stop


def _without_marker(lines: Sequence[str]) -> list[str]:
    """The lines without the marker of a list item in the first."""
    marker = list_marker(lines[0])
    return [lines[0][marker.end() :] if marker else lines[0], *lines[1:]]


def trimmed_lines(lines: Sequence[str], start: int) -> tuple[Sequence[str], int]:
    """The lines without empty ones at both ends, and the number of the first."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    stop = end_of_text(lines, first, len(lines))
    return lines[first:stop], start + first
