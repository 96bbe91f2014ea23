"""Flashcards of other programs: questions from the lines of a front and of a back.

What such a program shows below the question is the answer, all of it.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from anki_export.source.candidates.flashcard_gaps import GapCard
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.lines import end_of_text, list_marker, starts_block


def flashcard(
    format: str,
    lines: range,
    front: tuple[Sequence[str], int],
    back: tuple[Sequence[str], int],
    hints: Hints,
    id_place: IdPlace,
) -> Span:
    """A card; `front` and `back` are Markdown, each with the line of the page that has the first line of it."""
    texts, first = front
    title, below = _title(texts)
    answer, start = back
    stop = start + max(1, len(answer))
    begin = min(first, start)
    prompt = [*([""] * (first - begin + below)), *texts[below:]]
    return Span(
        format=format,
        lines=lines,
        title=title,
        written=title or next((line.strip() for line in texts if line.strip()), ""),
        hints=hints,
        body=[*([""] * (start - begin)), *answer] if any(map(str.strip, answer)) else [],
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


def both_ways(span: Span, other: Span) -> Span:
    """A card with another one of the same lines, which asks the other way round."""
    return replace(span, more=(replace(other, id_suffix="reverse"),))


def cards_of_gaps(format: str, lines: range, cards: Sequence[GapCard], hints: Hints, id_place: IdPlace) -> Span:
    """The cards of a text with gaps; with several of them, an id could not tell which is which."""
    first, *others = (
        flashcard(format, lines, (card.front, lines.start), ([card.answer], lines.start), hints, id_place)
        for card in cards
    )
    if others:
        return replace(first, takes_id=False, more=tuple(replace(one, takes_id=False) for one in others))
    return first


def _title(lines: Sequence[str]) -> tuple[str, int]:
    """The first paragraph as a title, and the number of its lines; empty if something else comes first."""
    stop = 0
    while stop < len(lines) and lines[stop].strip() and not starts_block(lines[stop]):
        stop += 1
    if not stop and len(lines) == 1 and (marker := list_marker(lines[0])):
        return lines[0][marker.end() :].strip(), 1
    return " ".join(line.strip() for line in lines[:stop]), stop


def trimmed_lines(lines: Sequence[str], start: int) -> tuple[Sequence[str], int]:
    """The lines without empty ones at both ends, and the number of the first."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    stop = end_of_text(lines, first, len(lines))
    return lines[first:stop], start + first
