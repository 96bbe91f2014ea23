"""Gaps in the flashcards of other programs: each becomes a card that hides it and shows the others.

    ==gap==, ==gap==^[hint], ==1;;gap;;hint==    Obsidian; gaps with one number are hidden together
    **gap**, {{gap}}                             the same, where such a text was scheduled, or a setting says so
    [gap]                                        hashcards; `[x](y)` is a link, and `\\[` a bracket

One card a gap, each with a history of its own: the text of the other gaps stays on its front, so a gap that is added
changes no card.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import NamedTuple

from anki_export.source.candidates.note_markup import without_code
from anki_export.text.regex import regex

MOST_GAPS = 30
"""Of a text: each is a card, and nobody learns a text by more of them."""
_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "==": regex(r"==(?P<text>[^=\n](?:[^=\n]|=(?!=))*)==(?:\^\[(?P<hint>[^\[\]\n]*)\])?"),
    "**": regex(r"(?<!\*)\*\*(?P<text>[^*\s](?:[^*\n]*[^*\s])?)\*\*(?!\*)(?:\^\[(?P<hint>[^\[\]\n]*)\])?"),
    "{{": regex(r"\{\{(?P<text>[^{}\n]+)\}\}(?:\^\[(?P<hint>[^\[\]\n]*)\])?"),
    "[": regex(r"(?<![!\\\]])\[(?P<text>(?!\^)(?:[^\[\]\\\n]|\\.)+)\](?![(\[])(?P<hint>)?"),
}


class Gap(NamedTuple):
    line: int
    """Of the text."""
    start: int
    stop: int
    text: str
    hint: str
    group: str
    """Gaps of a group are hidden together."""


class GapCard(NamedTuple):
    front: list[str]
    """The lines of the text."""
    filled: list[str]
    """The lines without its gaps, whose texts are marked."""
    answer: str
    column: int
    """Of its first gap, 1-based."""


def gaps_in(lines: Sequence[str], is_code: Sequence[bool], sign: str) -> list[Gap]:
    """The gaps in a text that a sign opens, none of which goes on beyond its line."""
    found: list[Gap] = []
    for number, line in enumerate(lines):
        if sign not in line or is_code[number]:
            continue
        for match in _PATTERNS[sign].finditer(without_code(line)):
            start, stop = match.span("text")
            parts = [part.strip() for part in line[start:stop].split(";;", 2 if sign != "[" else 0)]
            group = parts.pop(0) if len(parts) > 1 and parts[0].isdecimal() else ""
            if parts[0]:
                hint = parts[1] if len(parts) > 1 else (match["hint"] or "").strip()
                found.append(Gap(number, match.start(), match.end(), parts[0], hint, group))
    return found


def gap_cards(lines: Sequence[str], gaps: Sequence[Gap]) -> list[GapCard]:
    """A card for each gap, or group of gaps, in the order of the text."""
    groups: dict[object, list[Gap]] = {}
    for number, gap in enumerate(gaps):
        groups.setdefault(gap.group or number, []).append(gap)
    return [_card(lines, gaps, own) for own in groups.values()]


def hidden_together(lines: Sequence[str], gaps: Sequence[Gap]) -> GapCard:
    """One card that hides all gaps."""
    return _card(lines, gaps, gaps)


def _card(lines: Sequence[str], gaps: Sequence[Gap], own: Sequence[Gap]) -> GapCard:
    signs = {gap: f'<span class="iq-gap">[{escape(gap.hint) or "…"}]</span>' for gap in own}
    marked = {gap: f'<strong class="iq-gap-filled">{gap.text}</strong>' for gap in own}
    answer = ", ".join(dict.fromkeys(gap.text for gap in own))
    return GapCard(_with(lines, gaps, signs), _with(lines, gaps, marked), answer, own[0].start + 1)


def _with(lines: Sequence[str], gaps: Sequence[Gap], shown: Mapping[Gap, str]) -> list[str]:
    """The lines with what is shown for some gaps, and the text of the others."""
    result = list(lines)
    for gap in sorted(gaps, key=lambda gap: (gap.line, -gap.start)):
        line = result[gap.line]
        result[gap.line] = line[: gap.start] + shown.get(gap, gap.text) + line[gap.stop :]
    return result
