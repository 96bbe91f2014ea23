"""Replace parts of a page before it is parsed, so that lines keep their numbers."""

import re
from collections.abc import Iterable, Iterator
from textwrap import dedent

Edit = tuple[int, int, str]
"""Where a part of a text begins and ends, and what replaces it."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits that have at most as many line ends as what they replace; of two that overlap, the first."""
    parts, done = list[str](), 0
    for start, stop, new in sorted(edits):
        if start >= done:
            parts += [text[done:start], "\n" * (text.count("\n", start, stop) - new.count("\n")), new]
            done = stop
    return "".join([*parts, text[done:]])


def lines_of_matches(text: str, matches: Iterable[re.Match[str]]) -> Iterator[tuple[int, re.Match[str]]]:
    """The number of the line of each match of a pattern that begins with a line end, in a line end and the text."""
    number = place = 0
    for match in matches:
        number += text.count("\n", place, match.start())
        place = match.start()
        yield number, match


def lines_of(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where the lines begin and end that have this part of a text; None if they have more."""
    first = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    last = len(text) if end < 0 else end
    return None if text[first:start].strip() or text[stop:last].strip() else (first, last)


def task_with_remark(text: str, remark: str, breaks: int, *, is_ticked: bool) -> str:
    """An item of a task list with so many line ends, with a remark on it if there is room."""
    first, *others = dedent(text.strip("\n")).strip().split("\n")
    lines = [f"- [{'x' if is_ticked else ' '}] {first}", *(f"  {line}" for line in others)]
    remarks = [f"  > {line}" for line in dedent(remark).strip().split("\n")] if remark.strip() else []
    lines += remarks if len(lines) + len(remarks) <= breaks + 1 else []
    return "\n".join(lines) + "\n" * (breaks + 1 - len(lines))
