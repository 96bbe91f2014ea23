"""Open boxes named as answers, right below open boxes named as questions, become collapsed before a page is parsed.

    :::note Question 1            :::note Question 1
    What is a keel?               What is a keel?
    :::                           :::

    :::tip Answer                 :::details Answer
    A fin below the hull.         A fin below the hull.
    :::                           :::

So do admonitions and callouts, `!!! tip "Answer"` and `> [!TIP] Answer`. Two of a page do so: one may be an aside. One
asks or sets a task: others are obstacles, and what is done about them.
"""

from collections.abc import Sequence
from itertools import pairwise

from anki_export.source.lines import is_quoted, last_text, next_text
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.source.syntax.admonitions import COLLAPSED, OPEN, Opener, read_opener
from anki_export.source.syntax.callouts import read_callout
from anki_export.source.syntax.containers import read_container
from anki_export.text.asking import sets_task_at_end, wants_answer
from anki_export.text.classify_labels import answers_something, is_label, names_extra

_LEAST = 2
_COLONS = ":::"


def open_answers_as_collapsed(outline: Outline) -> Changes:
    """The first lines of such answers, collapsed."""
    lines = outline.lines
    boxes = [
        (number, opener)
        for number, line in enumerate(lines)
        if line.startswith((OPEN, _COLONS, ">")) and not outline.is_code[number] and (opener := _open_box(line))
    ]
    found = [
        (above, number)
        for (above, asked), (number, said) in pairwise(boxes)
        if answers_something(said.title) and _is_named_question(asked.title) and _is_below(lines, above, number)
    ]
    asked = [lines[next_text(lines, above + 1)].strip(" >") for above, _ in found]
    is_list = len(found) >= _LEAST and any(wants_answer(line) or sets_task_at_end(line) for line in asked)
    return {number: _collapsed(lines[number]) for _, number in found} if is_list else {}


def _open_box(line: str) -> Opener | None:
    """The box that a line opens, if it is not collapsed."""
    quoted = line.lstrip("> ")
    opener = read_callout(quoted) if is_quoted(line) else read_opener(line) or read_container(line)
    return opener if opener and opener.marker == OPEN else None


def _is_named_question(title: str) -> bool:
    return is_label(title) and not names_extra(title) and not answers_something(title)


def _is_below(lines: Sequence[str], above: int, number: int) -> bool:
    """Whether nothing is between the end of a box and the next one."""
    last = last_text(lines, number)
    line = lines[last]
    return last > above and (line.strip(":") == "" or line[:1].isspace() or is_quoted(line))


def _collapsed(line: str) -> str:
    """The first line of a box, collapsed."""
    if is_quoted(line):
        return line.replace("]", "]-", 1)
    if line.startswith(OPEN):
        return COLLAPSED + line[len(OPEN) :]
    colons = line[: len(line) - len(line.lstrip(":"))]
    opener = read_container(line)
    return f"{colons} details {opener.title if opener else ''}"
