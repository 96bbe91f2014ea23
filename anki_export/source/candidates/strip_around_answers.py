"""The lines of a body, without what a page adds around an answer.

    <br><b>                     wrappers around the whole body
    The answer.
    </b>
    ……………                       lines to write on above it
    **[⬆ Back to top](#top)**   links for moving around on the page, but not in code

    1. one                      a number inside bold among numbered items
    **2. two**

Lines keep their numbers: what is removed leaves an empty line.
"""

import re
from collections.abc import Sequence

from msgspec import Struct

from anki_export.source.candidates.navigation_links import leads_around, leads_to_anchor, leads_to_top, may_lead_to_top
from anki_export.source.lines import (
    dedented,
    end_of_text,
    indent_of,
    is_blank,
    is_comment,
    is_separator,
    is_to_fill_in,
    item_outside_bold,
    list_marker,
)
from anki_export.text.lazy_regex import regex

# Patterns, because what is between the tags is Markdown: in its code, "<" opens no tag.
_BEFORE = regex(r"(?:\s*<(?:br\s*/?|p|b|strong|center)>)+", re.IGNORECASE)
_BREAKS = regex(r"\s*(?:</?br\s*/?>\s*)+", re.IGNORECASE)
_AFTER = regex(r"(?:(?:<br\s*/?>|</(?:p|b|strong|center)>)\s*)+\Z", re.IGNORECASE)
_TAGS = regex(r"<(?P<close>/?)(?P<name>p|b|strong|center)>", re.IGNORECASE)


class BodyLines(Struct, frozen=True):
    """The lines of a body, dedented; the first is the line `start` of the page."""

    lines: tuple[str, ...]
    start: int


def body_of(text: Sequence[str], start: int, is_code: Sequence[bool], indent: int = 0) -> BodyLines:
    """The body in lines of a page, of which the first is the line `start`.

    `is_code` says of each line of the page whether it is code, `indent` is the number of columns by which the lines of
    the body are indented at most; code is not indented by more than its first line.
    """
    lines = list(text)
    own = indent
    for number, line in enumerate(text, start) if indent else ():
        own = indent if not is_code[number] else own if number and is_code[number - 1] else min(indent, indent_of(line))
        lines[number - start] = dedented(line, own) if own else line
    whole = "\n".join(text)
    for at, line in enumerate(text) if may_lead_to_top(whole) else ():
        if line and leads_to_top(line) and not is_code[start + at]:
            lines[at] = ""
    if "**" in whole or "__" in whole:
        _take_numbers_out_of_bold(lines, is_code[start : start + len(lines)])
    _take_lines_to_write_on(lines, is_code[start : start + len(lines)])
    has_tags = "<" in whole
    first = next((at for at, line in enumerate(lines) if line.strip()), 0) if has_tags else 0
    if has_tags and _BREAKS.fullmatch(lines[first]):
        lines[first] = ""  # a label right below it would be raw HTML, too
    stop = end_of_text(lines, 0, len(lines))
    if "](#" not in whole and not has_tags:
        return BodyLines(tuple(lines[:stop]), start)  # no links
    if stop and leads_to_anchor(lines[stop - 1]) and not (stop > 1 and leads_to_anchor(lines[stop - 2])):
        stop -= 1
    stop = _without_navigation(lines, stop, is_code[start : start + stop])
    return _unwrapped(BodyLines(tuple(lines[:stop]), start))


def _take_lines_to_write_on(lines: list[str], is_code: Sequence[bool]) -> None:
    """Blank out the first lines that are only dots to write on, above the answer."""
    found: list[int] = []
    for at, line in enumerate(lines):
        if is_blank(line):
            continue
        if is_code[at] or not is_to_fill_in(line):
            for number in found:
                lines[number] = ""
            return
        found.append(at)


def _take_numbers_out_of_bold(lines: list[str], is_code: Sequence[bool]) -> None:
    """Where an item of a numbered list is bold with its number, make it an item as its neighbours are."""
    bold = ((at, line) for at, line in enumerate(lines) if "**" in line or "__" in line)
    items = [(at, item) for at, line in bold if (item := item_outside_bold(line)) != line]
    for at, item in items:
        number = _number(item)
        above, below = lines[max(0, at - 1) : at], lines[at + 1 : at + 2]
        if not is_code[at] and ([number - 1] == list(map(_number, above)) or [number + 1] == list(map(_number, below))):
            lines[at] = item


def _number(line: str) -> int:
    """The number of a list item; -2, beside no number, without one."""
    marker = list_marker(line)
    return int(marker["number"]) if marker and marker["number"] else -2


def _without_navigation(lines: list[str], stop: int, is_code: Sequence[bool]) -> int:
    """Blank out a line in the last block that leads around, and return where the text ends.

    Below a line that ends in a colon, it may answer.
    """
    last = end_of_text(lines, 0, stop, lambda line: is_separator(line) or is_comment(line))
    first = next((at for at in range(last - 1, -1, -1) if not lines[at].strip()), -1) + 1
    above = end_of_text(lines, 0, first)
    for at in range(first, last) if not (above and lines[above - 1].rstrip().endswith((":", "："))) else ():
        if leads_around(lines[at]) and not is_code[at]:
            lines[at] = ""
            return end_of_text(lines, 0, last, is_separator)
    return stop


def _unwrapped(body: BodyLines) -> BodyLines:
    """The body without tags around all of it; a tag that the body closes elsewhere stays."""
    if not body.lines or "<" not in body.lines[0] + body.lines[-1] + "".join(body.lines[:3]):
        return body
    text = "\n".join(body.lines)
    if not text.lstrip().startswith("<") or not (before := _BEFORE.match(text)):
        return body
    after = _AFTER.search(text, before.end())
    opened = [tag["name"].lower() for tag in _TAGS.finditer(before[0])]
    closed = [tag["name"].lower() for tag in _TAGS.finditer(after[0])] if after else []
    if sorted(opened) != sorted(closed):
        return body
    inner = text[before.end() : after.start() if after else len(text)]
    return BodyLines(tuple(inner.split("\n")), body.start + before[0].count("\n"))
