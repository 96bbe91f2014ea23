"""Replace parts of a page before it is parsed, so that lines keep their numbers."""

from collections.abc import Iterable
from textwrap import dedent

from anki_export.source.lines import without_code_spans
from anki_export.source.outline import Outline

Edit = tuple[int, int, str]
"""Where a part of a text begins and ends, and what replaces it."""


def code_as_spaces(text: str) -> str:
    """A text with spaces in place of code, which holds no tags though it may look so."""
    lines = text.split("\n")
    is_code = Outline(lines).is_code
    return "\n".join(
        " " * len(line) if code else without_code_spans(line) for line, code in zip(lines, is_code, strict=True)
    )


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


def task_with_remark(text: str, remark: str, breaks: int, *, is_ticked: bool) -> str:
    """An item of a task list with so many line ends, with a remark on it if there is room."""
    first, *others = dedent(text.strip("\n")).strip().split("\n")
    lines = [f"- [{'x' if is_ticked else ' '}] {first}", *(f"  {line}" for line in others)]
    remarks = [f"  > {line}" for line in dedent(remark).strip().split("\n")] if remark.strip() else []
    lines += remarks if len(lines) + len(remarks) <= breaks + 1 else []
    return "\n".join(lines) + "\n" * (breaks + 1 - len(lines))
