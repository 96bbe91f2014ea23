"""Right options that are stressed in another way become bold before a page is parsed, line by line:

    a) a file                   a) a file
    <u>b) a name</u>            **b) a name**
    c) a folder                 c) a folder

So do those that are highlighted or coloured, and those in italics beside letters. Most lists of a page have one such
item, and it is not always the first or the last: others stress a word.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from anki_export.source.lines import columns_of, indent_of
from anki_export.source.outline import Outline
from anki_export.source.rewrites.apply_line_changes import Changes
from anki_export.source.thresholds import SINGLE_BOLD
from anki_export.text.lazy_regex import regex

_TAGS = "u|ins|mark|span|font|em|i|b|strong"
_LETTER = r"[(（]?[^\W\d_][.)）:][ \t]+"
_LETTERED = regex(_LETTER.replace(r"[^\W\d_]", r"(?P<name>[^\W\d_])"))
_MARKER = r"(?:[-+*•]|\d{1,2}[.)])[ \t]++(?:\[ ?\][ \t]+)?"
_ITEM = regex(rf"(?P<lead>[ \t>]*+(?P<bullet>{_MARKER})?)(?P<letter>{_LETTER})?(?P<text>\S.*)")
_AROUND = (
    regex(r"(?P<mark>\*{1,3}|_{1,3}|==)(?P<text>[^\s*_=](?:(?!(?P=mark)).)*)(?P=mark)(?P<sign>[.,;]?)"),
    regex(rf"<(?P<mark>{_TAGS})\b[^<>]*>(?P<text>(?:(?!</(?P=mark)>).)+)</(?P=mark)>(?P<sign>[.,;]?)", re.IGNORECASE),
)
_DIGITS = regex(r"\d+")
_ITALIC = frozenset({"*", "_", "em", "i"})
"""In a list without letters, a name or a foreign word."""


class _Item(Struct, frozen=True, gc=False):
    """An item of a list, or an option with a letter."""

    line: int
    column: int
    kind: str
    """Its bullet; `0` for a number, empty for a letter without bullet."""
    rank: int
    """The place of its letter among others, or its number; -1 without any."""
    before: str
    """What is before its text: white space, a bullet, a letter."""
    text: str
    """Its text without what stresses all of it."""
    stress: str
    """What does so; empty if nothing does."""
    end: str


def stressed_options_as_bold(outline: Outline) -> Changes:
    """The lines of such items in bold."""
    lists = list(_lists(outline))
    single = [(items, found[0]) for items in lists if len(found := [item for item in items if item.stress]) == 1]
    if not SINGLE_BOLD.of(len(single), len(lists)) or len({items.index(item) for items, item in single}) == 1:
        return {}
    stresses = {item.stress for _, item in single}
    return {
        item.line: f"{item.before}**{item.text}**{item.end}"
        for items in lists
        for item in items
        if item.stress in stresses
    }


def _lists(outline: Outline) -> Iterator[Sequence[_Item]]:
    """Items of one kind below each other, with nothing but blank lines and their own lines between."""
    found: list[_Item] = []
    for number, line in enumerate((*outline.lines, "#")):
        if not line.strip():
            continue
        item = _item(number, line) if number < len(outline.lines) and not outline.is_code[number] else None
        if item and found and _is_next(found[-1], item):
            found.append(item)
        elif item or not found or indent_of(line) <= found[0].column:
            yield from [found] if len(found) > 1 else ()
            found = [item] if item else []


def _is_next(last: _Item, item: _Item) -> bool:
    is_alike = (item.column, item.kind, item.rank < 0) == (last.column, last.kind, last.rank < 0)
    return is_alike and item.rank in (-1, last.rank + 1)


def _item(number: int, line: str) -> _Item | None:
    match = _ITEM.fullmatch(line)
    if not match:
        return None
    text, stress = match["text"].rstrip(" \t\\"), ""
    end = match["text"][len(text) :]
    while around := next(filter(None, (pattern.fullmatch(text) for pattern in _AROUND)), None):
        text, stress = around["text"].strip() + around["sign"], stress or around["mark"].lower()
    bullet, letter = match["bullet"] or "", _LETTERED.match((match["letter"] or "") + text)
    if not (bullet or letter) or "**" in text:
        return None
    stress = "" if stress in _ITALIC and not letter else stress
    digits, column = _DIGITS.match(bullet), columns_of(match["lead"]) - len(bullet)
    rank = int(digits[0]) if digits else ord(letter["name"].lower()) if letter else -1
    before = match["lead"] + (match["letter"] or "")
    return _Item(number, column, "0" if digits else bullet[:1], rank, before, text, stress, end)
