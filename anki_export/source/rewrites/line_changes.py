"""Change lines and parts of a page before it is parsed, so that lines keep their numbers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import dedent

from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.text.html_tokenizer import Piece

OF_PLUGIN = "<quiz plugin>"
"""The tag that begins a quiz rewritten from a block of another plugin."""
Changes = Mapping[int, str]
"""What becomes of some lines, by their numbers."""
Edit = tuple[int, int, str]
"""Where a part of a text begins and ends, and what replaces it."""


def changed(outline: Outline, changes: Changes) -> Outline:
    """A page with some lines changed; the page itself without any."""
    return Outline([changes.get(at, line) for at, line in enumerate(outline.lines)]) if changes else outline


def changes_to(outline: Outline, lines: Sequence[str]) -> Changes:
    """The lines that differ from those of a page."""
    pairs = zip(outline.lines, lines, strict=True)
    return {at: new for at, (old, new) in enumerate(pairs) if new != old}


def matching_lines(outline: Outline, pattern: re.Pattern[str]) -> dict[int, re.Match[str]]:
    """The lines outside of code that begin with what a pattern says."""
    found = ((at, match) for at, line in enumerate(outline.lines) if (match := pattern.match(line)))
    return {at: match for at, match in found if not outline.is_code[at]}


def runs(lines: Sequence[str], found: Iterable[int]) -> list[list[int]]:
    """Some lines of a page in groups of those that have nothing but blank lines between them."""
    groups = list[list[int]]()
    for at in found:
        if not groups or not all(map(is_blank, lines[groups[-1][-1] + 1 : at])):
            groups.append([])
        groups[-1].append(at)
    return groups


def edited(text: str, edits: Iterable[Edit]) -> str:
    """A text with edits that have at most as many line ends as what they replace; of two that overlap, the first."""
    parts, done = list[str](), 0
    for start, stop, new in sorted(edits):
        if start >= done:
            parts += [text[done:start], "\n" * (text.count("\n", start, stop) - new.count("\n")), new]
            done = stop
    return "".join([*parts, text[done:]])


def lines_of(text: str, start: int, stop: int) -> tuple[int, int] | None:
    """Where the lines begin and end that have this part of a text; None if they have more."""
    first = text.rfind("\n", 0, start) + 1
    end = text.find("\n", stop)
    last = len(text) if end < 0 else end
    return None if text[first:start].strip() or text[stop:last].strip() else (first, last)


def paired_tags(tags: Iterable[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """The tags that open and close each element, inner ones first."""
    opened = list[Piece]()
    names = Counter[str]()  # of those; a page may have many that are never closed
    for tag in tags:
        if tag.kind == "start":
            opened.append(tag)
            names[tag.name] += 1
        elif tag.kind == "end" and names[tag.name]:
            while (one := opened.pop()).name != tag.name:
                names[one.name] -= 1
            names[tag.name] -= 1
            yield one, tag


def task_with_remark(text: str, remark: str, breaks: int, *, is_ticked: bool) -> str:
    """An item of a task list with so many line ends, with a remark on it if there is room."""
    first, *others = dedent(text.strip("\n")).strip().split("\n")
    lines = [f"- [{'x' if is_ticked else ' '}] {first}", *(f"  {line}" for line in others)]
    remarks = [f"  > {line}" for line in dedent(remark).strip().split("\n")] if remark.strip() else []
    lines += remarks if len(lines) + len(remarks) <= breaks + 1 else []
    return "\n".join(lines) + "\n" * (breaks + 1 - len(lines))
