"""Where the raw `<details>` elements of a page are, with their summaries, found without the parser."""

import re
from collections.abc import Sequence

from msgspec import Struct

from anki_export.source.lines import list_marker, without_code_spans
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex

_FEW_LINES = 40
"""Where nearly all summaries end."""
_SUMMARY_STOPS = regex(r"</summary|</?details", re.IGNORECASE)


class Collapsed(Struct, frozen=True):
    """A raw `<details>` element that is closed."""

    lines: range
    summary: str
    """The source of its summary; empty if it has none."""
    body_line: int
    """The line on which the body begins."""
    body_column: int
    stop_column: int
    """Where the closing tag begins in the last line."""
    depth: int
    """How many such elements enclose it."""
    is_alone: bool
    """Whether nothing else is on the line that opens it, but for the marker of a list item."""


class Summary(Struct, frozen=True):
    """A `<summary>` element in a text."""

    start: int
    source: str
    """What is between its tags."""
    stop: int


def collapsed_elements(lines: Sequence[str], is_code: Sequence[bool]) -> tuple[Sequence[Collapsed], Sequence[int]]:
    """The closed `<details>` elements, and the lines with one that is never closed; tags in code do not count."""
    found: list[Collapsed] = []
    opened: list[tuple[int, int, int]] = []
    for number, line in enumerate(lines):
        if "<" not in line or is_code[number] or "details" not in line.lower():
            continue
        for tag in pieces(without_code_spans(line)):
            if tag.name != "details":
                continue
            if tag.kind == "start":
                opened.append((number, tag.start, tag.end))
            elif tag.kind == "end" and opened:
                found.append(_element(lines, opened.pop(), (number, tag.start), len(opened)))
    found.sort(key=lambda each: (each.lines.start, -each.lines.stop))
    return found, [start for start, _, _ in opened]


def _element(lines: Sequence[str], opening: tuple[int, int, int], closing: tuple[int, int], depth: int) -> Collapsed:
    (start, before, after), (end, stop) = opening, closing
    inside = lines[start : min(end + 1, start + _FEW_LINES)]
    inside = [*inside[:-1], inside[-1][:stop]] if start + len(inside) > end else inside
    text = inside[0][after:]
    summary = summary_in(text)
    if not summary:  # most end in the first line
        text = "\n".join(inside)[after:]
        summary = summary_in(text)
    if not summary and len(inside) == _FEW_LINES and "<summary" in text.lower() and not _SUMMARY_STOPS.search(text):
        more = range(start + _FEW_LINES, end + 1)  # it holds no other element, so no line is looked at twice
        last = next((number for number in more if _SUMMARY_STOPS.search(lines[number])), end)
        text = "\n".join([text, *lines[start + _FEW_LINES : last + 1]])
        summary = summary_in(text)
    if summary and text[: summary.start].strip():  # it belongs to an element inside
        summary = None
    above = text[: summary.stop] if summary else ""
    line, column = start + above.count("\n"), len(above) - above.rfind("\n") - 1
    column += after * (line == start)
    is_alone = not inside[0][:before].strip() or (
        (marker := list_marker(inside[0])) is not None and marker.end() == before
    )
    return Collapsed(range(start, end + 1), summary.source if summary else "", line, column, stop, depth, is_alone)


def summary_in(text: str) -> Summary | None:
    """The first summary in a text that is closed there."""
    opening = None
    for piece in pieces(without_code_spans(text)):
        if piece.name != "summary":
            continue
        if piece.kind == "start":
            opening = opening or piece
        elif opening and piece.kind == "end":
            return Summary(opening.start, text[opening.end : piece.start], piece.end)
    return None
