"""Options that a plus calls right, and a minus wrong, become a task list before a page is parsed, line by line:

    1. Which layer has ports?      1. Which layer has ports?
    - network                      - [ ] network
    + transport                    - [x] transport

    2. Which one has addresses?    2. Which one has addresses?
    + network                      - [x] network
    - transport                    - [ ] transport

At least two lists mix both, and half of them have three items, with a minus above a plus, and half of them one plus:
lists of pros and cons begin with the pros, or have several, and changelogs say what went and what came. A list of
minuses alone, right below a numbered line of such a page, has no right option.
"""

from collections.abc import Iterator, Sequence

from anki_export.source.lines import last_text
from anki_export.source.outline import Outline
from anki_export.source.thresholds import HALF, WITH_ANSWERS
from anki_export.text.classify_labels import QUESTION_MARKS
from anki_export.text.lazy_regex import regex

_ITEM = regex(r"(?P<indent>[ \t]*)(?P<sign>[-+])[ \t]+(?!\[[ xX]\])(?=\S)")
_NUMBERED = regex(r"\s*(?:#{1,6}\s+)?(?:\*\*|__)?\D{0,12}\d{1,4}[.)]")


def plus_lists_as_tasks(text: str) -> str:
    """The text of a page with such lists as task lists."""
    outline = Outline(text.split("\n"))
    lists = list(_lists(outline))
    mixed = [one for one in lists if len(set(_signs(outline.lines, one))) > 1]
    signs = [_signs(outline.lines, one) for one in mixed]
    choices = sum("-+" in each and len(each) > 2 for each in signs)
    single = sum(each.count("+") == 1 for each in signs)
    asked = sum(_asks(_above(outline.lines, one.start)) for one in mixed)
    is_mixed = any(each.strip(each[0]).strip(each[-1]) for each in signs)  # what is good is above or below what is bad
    is_quiz = HALF.of(single, len(mixed)) or (is_mixed and HALF.of(asked, len(mixed)))
    if not (WITH_ANSWERS.of(choices, len(mixed)) and is_quiz):
        return text
    lines = list(outline.lines)
    for one in lists:
        if one in mixed or (lines[one.start].lstrip()[0] == "-" and _NUMBERED.match(_above(lines, one.start))):
            lines[one.start : one.stop] = map(_as_task, lines[one.start : one.stop])
    return "\n".join(lines)


def _lists(outline: Outline) -> Iterator[range]:
    """The lists of at least two items in lines that follow each other, with one indentation, below a text."""
    start = 0
    indents = [
        match["indent"] if not outline.is_code[number] and (match := _ITEM.match(line)) else None
        for number, line in enumerate(outline.lines)
    ]
    for stop in range(1, len(indents) + 1):
        if stop < len(indents) and indents[stop] == indents[start]:
            continue
        if indents[start] is not None and stop - start > 1:
            above = _above(outline.lines, start)
            if above and not _ITEM.match(above):
                yield range(start, stop)
        start = stop


def _above(lines: Sequence[str], start: int) -> str:
    """The nearest line above one that shows something."""
    above = last_text(lines, start)
    return lines[above] if above >= 0 else ""


def _asks(line: str) -> bool:
    """Whether a line ends with a question mark, or begins with a number."""
    return line.rstrip("*_ ").endswith(QUESTION_MARKS) or _NUMBERED.match(line) is not None


def _signs(lines: Sequence[str], items: range) -> str:
    return "".join(lines[number].lstrip()[0] for number in items)


def _as_task(line: str) -> str:
    return _ITEM.sub(lambda match: f"{match['indent']}- [{'x' if match['sign'] == '+' else ' '}] ", line, count=1)
