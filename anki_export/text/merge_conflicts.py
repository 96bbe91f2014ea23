"""Find the conflicts that git leaves in a text, and separate their two sides.

A conflict is a line of `<<<<<<<` with a label, the lines of the current branch, a line of `=======`, the lines of the
other branch, and a line of `>>>>>>>` with a label. In the style diff3, a line of `|||||||` and what both branches had
before follow on the lines of the current branch.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import Struct

from anki_export.text.lazy_regex import regex

START = "<<<<<<<"
"""A text without it has no conflict."""
_MARKER = regex(r"(?:(?P<labelled><{7}|\|{7}|>{7})(?: .*)?|={7})\r?")
_FENCE = regex(r"(?P<mark>`{3,}|~{3,})(?P<info>.*)")


class Conflict(Struct, frozen=True):
    """The 0-based lines of both sides; the first marker is right above, the last one right below."""

    ours: range
    theirs: range

    @property
    def lines(self) -> range:
        """All lines, with the markers."""
        return range(self.ours.start - 1, self.theirs.stop + 1)


def marker(line: str) -> str:
    """The sign of a conflict marker; empty for any other line.

    >>> marker("<<<<<<< HEAD"), marker("======="), marker("========"), marker(" >>>>>>> other")
    ('<', '=', '', '')
    """
    return line[0] if _MARKER.fullmatch(line) else ""


def conflicts(lines: Sequence[str]) -> Iterator[Conflict]:
    """The conflicts with all their markers in order, each at the start of a line; a single marker is text."""
    start = base = middle = 0  # each one more than the line, 0 before it is found
    for number, line in enumerate(lines, 1):
        match marker(line) if line[:1] in ("<", "|", "=", ">") else "":
            case "<":
                start, base, middle = number, 0, 0
            case "|" if start and not middle:
                base = base or number
            case "=" if start:
                middle = middle or number
            case ">" if middle:
                yield Conflict(range(start, (base or middle) - 1), range(middle, number - 1))
                start = base = middle = 0


def sides(text: str) -> tuple[str, str]:
    """Both sides of a text with conflicts; without these, both are the text."""
    lines = text.split("\n")
    ours: list[str] = []
    theirs: list[str] = []
    end = 0
    for conflict in conflicts(lines):
        before = lines[end : conflict.lines.start]
        ours += [*before, *(lines[number] for number in conflict.ours)]
        theirs += [*before, *(lines[number] for number in conflict.theirs)]
        end = conflict.lines.stop
    return "\n".join([*ours, *lines[end:]]), "\n".join([*theirs, *lines[end:]])


def conflict_lines(text: str) -> list[int]:
    """The 1-based first lines of the conflicts in a Markdown page, without those that a code fence shows.

    A fence shows a conflict only if it opens at the start of a line, as markers do, and is closed below all of it: a
    conflict in an indented code block doesn't count as code that shows one.
    """
    if START not in text:
        return []
    lines = text.split("\n")
    fence_of = _fences(lines)
    return [
        one.lines.start + 1
        for one in conflicts(lines)
        if not fence_of[one.lines.start] or fence_of[one.lines.start] != fence_of[one.lines.stop - 1]
    ]


def _fences(lines: Sequence[str]) -> list[int]:
    """For each line the number of the closed fence that it is in; 0 outside."""
    changes = [0] * (len(lines) + 1)
    opened, mark = 0, ""
    for number, line in enumerate(lines):
        match = _FENCE.match(line) if line[:3] in ("```", "~~~") else None
        if match and not mark and not ("`" in match["mark"] and "`" in match["info"]):
            opened, mark = number, match["mark"]
        elif match and mark and match["mark"].startswith(mark) and not match["info"].strip():
            changes[opened], changes[number] = opened + 1, -opened - 1
            mark = ""
    return list(accumulate(changes))[:-1]
