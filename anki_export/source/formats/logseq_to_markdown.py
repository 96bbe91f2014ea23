"""The markup of Logseq that no other program has, written as Markdown of sites.

    - TODO [#A] What is a tag?              the state and priority of a task are removed
      ((65a0b1c2-…)), {{embed ((…))}}       the text of the block with this id on the page
      ^^marked^^, ![](map.png){:width 80}   ==marked==, ![](map.png){width=80}
      #+BEGIN_QUOTE … #+END_QUOTE           a quote
      #+BEGIN_TIP … #+END_TIP               a box

Each line stays one line, so the lines of the page keep their numbers. Code is left alone.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from anki_export.source.candidates.note_markup import masked_code, outside_code
from anki_export.source.lines import indent_of
from anki_export.text.regex import regex

REMOVED = "<!-- -->"
"""Replaces lines that do not belong to a card: a blank line would make its list loose."""
_TASK = regex(
    r"^(?P<bullet>[ \t]*[-*+][ \t]+(?:#card[ \t]+)?)"
    r"(?:(?:TODO|DOING|DONE|NOW|LATER|WAIT(?:ING)?|CANCELL?ED|IN-PROGRESS)[ \t]+(?:\[#[ABC]\][ \t]*)?|\[#[ABC]\][ \t]+)"
)
_REFERENCE = regex(
    r"\{\{embed[ \t]+\(\((?P<embedded>[0-9a-f-]{36})\)\)[ \t]*\}\}|\(\((?P<shown>[0-9a-f-]{36})\)\)", re.IGNORECASE
)
_BEGIN = regex(r"(?P<before>[ \t]*(?:[-*+][ \t]+)?)#\+BEGIN_(?P<kind>[A-Z]+)[ \t]*", re.IGNORECASE)
_END = regex(r"[ \t]*#\+END_[A-Z]+[ \t]*", re.IGNORECASE)
_MARKED = regex(r"\^\^(?P<text>(?!\s)[^^\n]+(?<!\s))\^\^")
_WIDTH = regex(r"(?<=\))\{:(?=[^{}\n]*\bwidth[ \t]+(?P<width>\d{1,5})\b)[^{}\n]*\}")
_BOXES = frozenset({"note", "tip", "important", "caution", "warning", "pinned"})
_BOX_INDENT = 4


def site_markdown(lines: Sequence[str], is_code: Sequence[bool], blocks: Mapping[str, str]) -> list[str]:
    """The lines as Markdown of a site; `blocks` has the texts of the page's blocks by their ids in lower case."""
    result: list[str] = []
    kind, depth = "", 0
    for line, code, is_closed in zip(lines, is_code, _are_closed(lines, is_code), strict=True):
        if begin := _BEGIN.fullmatch(line) if is_closed and not code and not kind else None:
            kind, depth = begin["kind"].lower(), indent_of(begin["before"].replace("-", " "))
            opening = f"!!! {kind}" if kind in _BOXES else REMOVED
            result.append(begin["before"] + opening)
            continue
        if kind and not code and _END.fullmatch(line):
            kind, line = "", " " * depth + REMOVED
        elif kind == "comment":
            line = " " * depth + REMOVED
        elif kind == "quote":
            line = f"{' ' * depth}> {line.strip()}"
        elif kind in _BOXES:
            line = " " * (indent_of(line) + _BOX_INDENT) + line.lstrip()
        if not code:
            line = without_task(line)
        if not code and ("^^" in line or "){:" in line):
            line = outside_code(line, _marked_and_sized)
        if not code and "((" in line:
            line = outside_code(line, lambda text: _REFERENCE.sub(lambda match: blocks.get(_id(match), match[0]), text))
        result.append(line)
    return result


def _are_closed(lines: Sequence[str], is_code: Sequence[bool]) -> list[bool]:
    """For each line whether a block that begins there would end in the same item."""
    result, is_closed = [], False
    for line, code in zip(reversed(lines), reversed(is_code), strict=True):
        is_closed = (not code and _END.fullmatch(line) is not None) or is_closed
        result.append(is_closed)
        is_closed = is_closed and (code or not line.lstrip().startswith("- "))
    return result[::-1]


def without_task(line: str) -> str:
    """A line without the state and the priority of a task."""
    return _TASK.sub(r"\g<bullet>", line, count=1) if line.lstrip()[:1] in ("-", "*", "+") else line


def unknown_references(lines: Sequence[str], is_code: Sequence[bool], ids: Mapping[str, str]) -> Iterator[int]:
    """The lines with references to blocks of other pages."""
    for number, line in enumerate(lines):
        found = _REFERENCE.finditer(masked_code(line)) if "((" in line and not is_code[number] else ()
        if any(_id(match) not in ids for match in found):
            yield number


def _marked_and_sized(text: str) -> str:
    return _WIDTH.sub(r"{width=\g<width>}", _MARKED.sub(r"==\g<text>==", text))


def _id(match: re.Match[str]) -> str:
    return (match["embedded"] or match["shown"]).lower()
