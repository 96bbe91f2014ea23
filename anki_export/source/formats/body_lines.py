"""The lines of a body, without what a page adds around an answer.

    <br><b>                     wrappers around the whole body
    The answer.
    </b>
    **[⬆ Back to top](#top)**   links for moving around on the page

Lines keep their numbers: what is removed leaves an empty line.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from anki_export.text.regex import regex

_BEFORE = regex(r"(?:\s*<(?:br\s*/?|p|b|strong|center)>)+", re.IGNORECASE)
_AFTER = regex(r"(?:(?:<br\s*/?>|</(?:p|b|strong|center)>)\s*)+\Z", re.IGNORECASE)
_TAGS = regex(r"<(?P<close>/?)(?P<name>p|b|strong|center)>", re.IGNORECASE)
_TOP = regex(
    r"\W*(?:(?:go\s+|jump\s+)?back\s+to\s+(?:the\s+)?(?:top|contents|questions|toc|index|list)\b|to\s+top)\W*", re.I
)
_ARROW = regex(r"[⬆↥⇧▲↑🔝]")
_LINK = regex(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)")
_TO_ANCHOR = regex(r"\W*\[[^\]]*\]\(#[^)]*\)\W*|\W*<a\s+href=[\"']#[^>]*>.*</a>\W*", re.IGNORECASE)
_ANY_TAG = regex(r"<[^<>]*>")
_ROW = regex(r"(?:[-*+|]|\d+[.)])\s|\[")
_LONGEST_LINK = 200


class BodyLines(NamedTuple):
    """The lines of a body, dedented; the first is the line `start` of the page."""

    lines: tuple[str, ...]
    start: int


def body_of(text: Sequence[str], start: int, indent: int = 0) -> BodyLines:
    """The body in lines of a page, of which the first is the line `start`.

    `indent` is the number of columns by which the lines are indented at most.
    """
    lines = [_dedented(line, indent) for line in text] if indent else list(text)
    for number, line in enumerate(lines):
        if len(line) < _LONGEST_LINK and is_navigation(line):
            lines[number] = ""
    while lines and not lines[-1].strip():
        lines.pop()
    if lines and _leads_to_anchor(lines[-1]) and not (len(lines) > 1 and _leads_to_anchor(lines[-2])):
        lines.pop()
    return _unwrapped(BodyLines(tuple(lines), start))


def _leads_to_anchor(line: str) -> bool:
    return len(line) < _LONGEST_LINK and _TO_ANCHOR.fullmatch(line) is not None


def is_navigation(line: str) -> bool:
    """Whether a line only leads back to the top of the page.

    >>> [is_navigation(line) for line in ("**[⬆ Back to Top](#toc)**", "<b><a href='#'>↥ back to top</a></b>", "Top")]
    [True, True, False]
    """
    if "top" not in line.lower() and not _ARROW.search(line) and "back to" not in line.lower():
        return False
    shown = _LINK.sub(lambda match: match["text"], _ANY_TAG.sub("", line)).strip()
    return _TOP.fullmatch(shown) is not None or (
        ("](#" in line or "href" in line) and _ARROW.search(shown) is not None and len(shown.split()) <= 5
    )


def is_table_of_contents(lines: Sequence[str]) -> bool:
    """Whether lines mostly link to places on the page, each on a line of its own.

    >>> is_table_of_contents(["- [What is a tag?](#tag)", "- [What is a branch?](#branch)", "", "- [Why?](#why)"])
    True
    """
    links = rows = 0
    for line in lines:
        shown = _ANY_TAG.sub("", line).strip()
        rows += any(map(str.isalnum, shown))
        links += "](#" in shown and _ROW.match(shown) is not None and not is_navigation(line)
        if rows >= 12 and links * 4 < rows:
            return False
    return links > 0 and (links * 5 >= rows * 3 if links >= 3 else links >= rows - 1)


def _dedented(line: str, indent: int) -> str:
    rest = line.lstrip(" \t")
    width = len(line[: len(line) - len(rest)].expandtabs(4))
    return " " * max(0, width - indent) + rest


def _unwrapped(body: BodyLines) -> BodyLines:
    """The body without tags around all of it; a tag that the body closes elsewhere stays."""
    if not body.lines or "<" not in body.lines[0] + body.lines[-1] + "".join(body.lines[:3]):
        return body
    text = "\n".join(body.lines)
    if not (before := _BEFORE.match(text)):
        return body
    after = _AFTER.search(text, before.end())
    opened = [tag["name"].lower() for tag in _TAGS.finditer(before[0])]
    closed = [tag["name"].lower() for tag in _TAGS.finditer(after[0])] if after else []
    if sorted(opened) != sorted(closed):
        if opened:
            return body
        closed, after = [], None
    inner = text[before.end() : after.start() if after else len(text)]
    return BodyLines(tuple(inner.split("\n")), body.start + before[0].count("\n"))
