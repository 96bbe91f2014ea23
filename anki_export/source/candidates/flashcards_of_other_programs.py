"""Flashcards of other programs: questions from the lines of a front and of a back, or from the gaps in a text.

What such a program shows below the question is the answer, all of it. A gap is

    ==gap==, ==gap==^[hint], ==gap;;hint==    Obsidian: a card for each
    ==1;;gap;;hint==, ==gap==^[hint][^1]      a card for all with that number; gaps without one are only marked text
    ==ash;;gap==, ==gap==[^ash]               asked by the first card, shown by the second, hidden by the third
    **gap**, {{gap}}                          the same, where such a text was scheduled, or a setting says so
    [gap]                                     hashcards; `[x](y)` is a link, and `\\[` a bracket

Its card hides it and shows the others: the text of the other gaps stays on its front, so a gap that is added changes no
card. Numbers and letters are read as ClozeCraft does, the library of Obsidian's plugin.
"""

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from html import escape
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.hide_double_bracket_gaps import FILLED_TAG, GAP_TAG
from anki_export.source.candidates.obsidian_and_logseq_as_markdown import BLOCK_ID, without_code
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.lines import end_of_text, list_marker, starts_block
from anki_export.text.lazy_regex import regex

CARD_ID = regex(r"<!--[ \t]*card:[^\n<>]*-->", re.IGNORECASE)
"""The id of a card: it is in the text of a line, because other programs read the lines below it, too."""
MOST_GAPS = 30
"""Maximum number of gaps in a text: each is a card, and nobody learns a text by more of them."""
_BEHIND = r"(?P<hint>\^\[[^\[\]\n]*\])?(?P<turns>\[\^(?:\d{1,3}|[ash]{1,30})\])?"
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "==": regex(r"==(?P<text>[^=\n](?:[^=\n]|=(?!=))*)==" + _BEHIND),
    "**": regex(r"(?<!\*)\*\*(?P<text>[^*\s](?:[^*\n]*[^*\s])?)\*\*(?!\*)" + _BEHIND),
    "{{": regex(r"\{\{(?P<text>[^{}\n]+)\}\}" + _BEHIND),
    "[": regex(r"(?<![!\\\]])\[(?P<text>(?!\^)(?:[^\[\]\\\n]|\\.)+)\](?![(\[])"),
}
_TURNS = regex(r"\d{1,3}|[ash]{1,30}")


class Gap(Struct, frozen=True):
    line: int
    """The line of the text."""
    start: int
    stop: int
    text: str
    hint: str
    turns: str
    """The number of its card, or a letter for each card: it asks for the gap, shows it, or hides it."""


class GapCard(Struct, frozen=True):
    front: list[str]
    """The lines of the text."""
    filled: list[str]
    """The lines without its gaps, whose texts are marked."""
    answer: str
    column: int
    """The 1-based column of its first gap."""


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


def gaps_in(
    lines: Sequence[str], is_code: Sequence[bool], sign: str, footnotes: Container[str] = frozenset()
) -> list[Gap]:
    """The gaps in a text that a sign opens, none of which continues beyond its line."""
    found: list[Gap] = []
    for number, line in enumerate(lines):
        if sign not in line or is_code[number]:
            continue
        for match in _PATTERNS[sign].finditer(without_code(line)):
            text, stop = line[match.start("text") : match.end("text")], match.end()
            if sign == "[":
                parts, hint, turns = [text], "", ""
            else:
                parts, hint = text.split(";;", 2), (match["hint"] or "").strip("^[] ")
                turns = parts.pop(0).strip() if len(parts) > 1 and _TURNS.fullmatch(parts[0].strip()) else ""
                if match["turns"] and match["turns"][2:-1] not in footnotes:
                    turns = turns or match["turns"][2:-1]
                elif match["turns"]:
                    stop = match.start("turns")
            if text := parts[0].strip():
                hint = ";;".join(parts[1:]).strip() or hint
                found.append(Gap(number, match.start(), stop, text, hint, turns))
    return found


def apart(gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps in the order of the text, without those around others."""
    found: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: (gap.line, gap.stop, -gap.start)):
        if not found or (found[-1].line, found[-1].stop) <= (gap.line, gap.start):
            found.append(gap)
    return found


def gap_cards(lines: Sequence[str], gaps: Sequence[Gap]) -> list[GapCard]:
    """A card for each gap, or as their numbers or letters say, in the order of the text."""
    return [card_asking(lines, gaps, asked, hidden) for asked, hidden in _groups(gaps)]


def _groups(gaps: Sequence[Gap]) -> Iterator[tuple[Sequence[Gap], Sequence[Gap]]]:
    """The gaps that each card asks for, and those that it only hides."""
    if numbered := [gap for gap in gaps if gap.turns.isdecimal()]:
        for number in dict.fromkeys(gap.turns for gap in numbered):
            yield [gap for gap in numbered if gap.turns == number], ()
    elif any(gap.turns for gap in gaps):
        for turn in range(max(len(gap.turns) for gap in gaps)):
            by_letter = {letter: [gap for gap in gaps if gap.turns[turn : turn + 1] == letter] for letter in "ah"}
            if by_letter["a"]:
                yield by_letter["a"], by_letter["h"]
    else:
        yield from (([gap], ()) for gap in gaps)


def card_asking(lines: Sequence[str], gaps: Sequence[Gap], own: Sequence[Gap], hidden: Sequence[Gap] = ()) -> GapCard:
    """The card of a text that asks for some of its gaps, and only hides others."""
    signs = {gap: f"{GAP_TAG}[{escape(gap.hint) or '…'}]</span>" for gap in (*own, *hidden)}
    marked = {gap: f"{FILLED_TAG}{gap.text}</strong>" for gap in own}
    answer = ", ".join(dict.fromkeys(gap.text for gap in own))
    filled = {gap: marked.get(gap, signs[gap]) for gap in signs}
    return GapCard(_with(lines, gaps, signs), _with(lines, gaps, filled), answer, own[0].start + 1)


def _with(lines: Sequence[str], gaps: Sequence[Gap], shown: Mapping[Gap, str]) -> list[str]:
    """The lines with what is shown for some gaps, and the text of the others."""
    result = list(lines)
    has_turns = any(gap.turns for gap in gaps)
    for gap in sorted(gaps, key=lambda gap: (gap.line, -gap.start)):
        if has_turns and not gap.turns:  # only marked text
            continue
        line = result[gap.line]
        result[gap.line] = line[: gap.start] + shown.get(gap, gap.text) + line[gap.stop :]
    return result
