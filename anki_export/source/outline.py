"""The outline of a page: its headings, bold lines, collapsed blocks and containers, found in one pass over its lines.

Question formats that are recognised by their lines look at this. It is cheap, does not parse inline Markdown, and
ignores code fences and comments. Lines are 0-based.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from anki_export.source.types import AUTOMATIC, Wanted
from anki_export.text.regex import regex

_FENCE = regex(r"(?P<indent>\s*)(?:>\s*)*(?:(?:[-*+]|\d+[.)])\s+)?(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_HEADING = regex(
    r"(?P<indent>\s*)(?P<item>\d{1,5}[.)]\s+)?"
    r"(?P<marks>#{1,6})(?:[ \t\u00a0]+|(?=\*\*|[Qq]\d)|(?<=##)(?=[^\W_]))(?P<text>.*)$"
)
_TEXT = regex(r"[^\s#>|<*+=:`~-]")
_UNDERLINE = regex(r"={3,}\s*$")
_BOLD = regex(r"(?P<mark>\*\*|__)(?P<text>(?:(?!\1).)+)(?P=mark)\s*(?:<br\s*/?>|\\)?\s*$")
_RAW = regex(r"\s*<(?P<name>pre|script|style|table)\b", re.IGNORECASE)
_DIV = regex(r"\s*(?P<colons>:{3,})\s*(?P<name>[\w-]+|\{[^}]*\})?.*$")
_DETAILS = regex(r"<(?P<close>/?)details\b[^<>]*>", re.IGNORECASE)
_SUMMARY = regex(r"\s*<summary\b[^<>]*>(?P<text>.*?)</summary\s*>", re.IGNORECASE | re.DOTALL)
_NO_TAGS = regex(r"`[^`\n]*`|<!--(?:(?!<!--).)*?-->")
"""What holds no tags, though it may look so."""
_LONGEST_SUMMARY = 40
"""In lines: a summary that is not closed does not take the whole page."""


class Heading(NamedTuple):
    """An ATX heading, one that is underlined with `=`, or one that is the first line of a list item: `1. ### Text`."""

    line: int
    level: int
    is_item: bool
    text: str
    """With the number of its list item, if it is one."""
    indent: int
    """The columns by which the content below a list item is indented; 0 for other headings."""
    is_underlined: bool = False
    """Whether the line below it is a line of `=`: such a heading names a page or a part of it."""

    @property
    def rank(self) -> tuple[int, bool]:
        """Headings of one rank look the same on the page."""
        return self.level, self.is_item


class BoldLine(NamedTuple):
    """A line at the margin that is bold as a whole."""

    line: int
    text: str


class Collapsed(NamedTuple):
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
    """How many such elements it lies in."""
    is_alone: bool
    """Whether nothing else is on the line that opens it."""


class Container(NamedTuple):
    """A fenced container: `::: name` up to its closing colons."""

    lines: range
    name: str
    depth: int


class Outline(Struct):
    """What stands where on a page; computed when asked for."""

    lines: Sequence[str]
    wanted: Wanted
    """What the settings and the page say about its formats."""
    title: str
    is_code: Sequence[bool]
    """For each line, whether it is in a code fence, a comment, or raw HTML that contains no Markdown."""
    headings: Sequence[Heading]
    bold_lines: Sequence[BoldLine]
    unclosed: list[int] = []
    """The lines with a `<details>` that is never closed, once `collapsed` was looked at."""
    _collapsed: list[Collapsed] | None = None

    @property
    def collapsed(self) -> Sequence[Collapsed]:
        """The `<details>` elements, outer ones before those inside them."""
        if self._collapsed is None:
            self._collapsed = sorted(_collapsed(self), key=lambda each: (each.lines.start, -each.lines.stop))
        return self._collapsed

    def body_of(self, element: Collapsed) -> list[str]:
        """What stands between the summary of an element and its closing tag."""
        lines = list(self.lines[element.body_line : element.lines.stop])
        lines[-1] = lines[-1][: element.stop_column]
        lines[0] = lines[0][element.body_column :]
        return lines

    @property
    def containers(self) -> Sequence[Container]:
        """The fenced containers, outer ones before those inside them."""
        return sorted(_containers(self), key=lambda each: (each.lines.start, -each.lines.stop))


def outline_of(lines: Sequence[str], wanted: Wanted = AUTOMATIC) -> Outline:
    """The outline of a page without front matter; the text of its first heading of level 1 is part of its title."""
    is_code = _code(lines)
    headings, bold_lines = [], []
    for number, line in enumerate(lines):
        if is_code[number]:
            continue
        if "#" in line and (match := _HEADING.match(line)):
            item = match["item"] or ""
            if item or len(match["indent"].expandtabs(4)) < 4:
                indent = len(match["indent"].expandtabs(4)) + len(item) if item else 0
                text = item + without_closing(match["text"])
                headings.append(Heading(number, len(match["marks"]), bool(item), text, indent))
        elif line[:3] == "===" and _UNDERLINE.match(line) and _is_alone(lines, number - 1):
            headings.append(Heading(number - 1, 1, False, lines[number - 1].strip(), 0, True))
        elif line[:2] in ("**", "__") and (match := _BOLD.match(line)):
            bold_lines.append(BoldLine(number, match["text"].strip()))
    first = next((heading.text for heading in headings if heading.level == 1), "")
    return Outline(lines, wanted, f"{wanted.title} {first}".strip(), is_code, headings, bold_lines)


def _is_alone(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a paragraph of its own, or at least its first one."""
    return number >= 0 and _TEXT.match(lines[number]) is not None and not (number and lines[number - 1].strip())


def without_closing(heading: str) -> str:
    """The text of a heading without the number signs that may close it.

    >>> without_closing("Why? ##"), without_closing("What is C#")
    ('Why?', 'What is C#')
    """
    text = heading.rstrip()
    before = text.rstrip("#")
    return text if before and not before[-1].isspace() else before.rstrip()


def _code(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is in a code fence, a comment or raw HTML.

    A fence that no line closes hides nothing, and one in which another fence with a language opens ends there: authors
    forget closing lines more often than they show a fence in a fence of the same length.
    """
    inside, unclosed = _fenced(lines, frozenset())
    if unclosed is None:
        return inside
    # One that a later opening line seems to close goes on over a heading of a section.
    for start in (number for number in range(1, unclosed) if inside[number] and not inside[number - 1]):
        stop = next(number for number in range(start, len(lines)) if number == unclosed or not inside[number])
        if _FENCE.match(lines[start]) and any(_swallowed(lines, number) for number in range(start + 1, stop)):
            again, still = _fenced(lines, frozenset({start}))
            return again if still is None else inside
    return inside


def _swallowed(lines: Sequence[str], number: int) -> bool:
    """Whether a line in a fence is a heading of a section, and no comment in code."""
    return (
        lines[number].startswith("##") and not lines[number - 1].strip() and _HEADING.match(lines[number]) is not None
    )


def _fenced(lines: Sequence[str], ignored: frozenset[int]) -> tuple[list[bool], int | None]:
    """The lines in code as above, without the fences that open on `ignored` lines; the fence that is not closed."""
    inside = [False] * len(lines)
    ends: dict[str, int] = {}
    fence: tuple[int, str] | None = None
    number = 0
    while number < len(lines):
        line = lines[number]
        if fence:
            stripped = line.strip().lstrip("> ")
            if stripped.startswith(fence[1]):
                if not stripped.strip(fence[1][0]):
                    inside[fence[0] : number + 1] = [True] * (number + 1 - fence[0])
                    fence = None
                elif match := _FENCE.match(line):
                    fence = (number, match["mark"]) if match["info"].strip() else fence
        elif number not in ignored and ("```" in line or "~~~" in line) and (match := _FENCE.match(line)):
            fence = number, match["mark"]
        elif "<" in line:
            stop = _end_of_raw(lines, number, ends)
            inside[number:stop] = [True] * (stop - number)
            number = max(stop, number + 1)
            continue
        number += 1
    return inside, fence[0] if fence else None


def _end_of_raw(lines: Sequence[str], number: int, ends: dict[str, int]) -> int:
    """The line after a comment or raw element that starts on a line of its own; the line itself if there is none.

    `ends` notes from which line on an end was looked for in vain.
    """
    line = lines[number]
    if line.lstrip().startswith("<!--"):
        end = "-->"
        if line.rstrip().endswith(end):
            return number + 1
        if end in line:
            return number
    elif match := _RAW.match(line):
        end = f"</{match['name'].lower()}"
        if end in line.lower():
            return number
    else:
        return number
    if number >= ends.get(end, len(lines)):
        return number
    for stop in range(number + 1, len(lines)):
        if end in lines[stop].lower():
            return stop + 1
    ends[end] = number
    return number


def _collapsed(outline: Outline) -> Iterator[Collapsed]:
    """The closed `<details>` elements; tags in code do not count, and one that is never closed is ignored."""
    opened: list[tuple[int, int, int]] = []
    for number, line in enumerate(outline.lines):
        if outline.is_code[number] or "details" not in line.lower():
            continue
        for tag in _DETAILS.finditer(_without_code_spans(line)):
            if not tag["close"]:
                opened.append((number, tag.start(), tag.end()))
            elif opened:
                start, before, after = opened.pop()
                yield _element(outline, (start, before, after), (number, tag.start()), len(opened))
    outline.unclosed = [start for start, _, _ in opened]


def _element(outline: Outline, opening: tuple[int, int, int], closing: tuple[int, int], depth: int) -> Collapsed:
    (start, before, after), (end, stop) = opening, closing
    lines = outline.lines[start : min(end + 1, start + _LONGEST_SUMMARY)]
    lines = [*lines[:-1], lines[-1][:stop]] if start + len(lines) > end else lines
    text = "\n".join(lines)[after:]
    match = _SUMMARY.match(text)
    summary, above = (match["text"], text[: match.end()]) if match else ("", "")
    line, column = start + above.count("\n"), len(above) - above.rfind("\n") - 1
    column += after * (line == start)
    return Collapsed(range(start, end + 1), summary, line, column, stop, depth, not lines[0][:before].strip())


def _without_code_spans(line: str) -> str:
    return _NO_TAGS.sub(lambda match: " " * len(match[0]), line) if "`" in line or "-->" in line else line


def _containers(outline: Outline) -> Iterator[Container]:
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(outline.lines):
        if ":::" not in line or outline.is_code[number] or not (match := _DIV.match(line)):
            continue
        if match["name"]:
            opened.append((number, match["name"].strip("{}. ").lower()))
        elif opened:
            start, name = opened.pop()
            yield Container(range(start, number + 1), name, len(opened))
