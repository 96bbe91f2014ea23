"""Right options that are stressed in another way become bold before a page is parsed, line by line:

    a) a file                   a) a file
    <u>b) a name</u>            **b) a name**
    c) a folder                 c) a folder

So do those that are highlighted or coloured, and those in italics beside letters. Most lists of a page have one such
item, and it is not always the first or the last: others stress a word.

Where a line says that right answers are in bold, as one of its words is, options become task lists:

    The right answers are **bold**.

    1. What moves?              1. What moves?
       - **a branch**              - [x] a branch
       - a tag                     - [ ] a tag

At least two lists below lines that ask or have a number have some such items, and half of those below the line, however
many these are and wherever.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from anki_export.source.lines import columns_of, indent_of, last_text, list_marker
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.source.rewrites.line_changes import Changes
from anki_export.source.thresholds import SINGLE_BOLD, WITH_ANSWERS
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import is_clear_question
from anki_export.text.word_patterns import Words

_TAGS = "u|ins|mark|span|font|em|i|b|strong"
_LETTER = r"[(（]?[^\W\d_][.)）:][ \t]+"
_LETTERED = regex(_LETTER.replace(r"[^\W\d_]", r"(?P<name>[^\W\d_])"))
_MARKER = r"(?:[-+*•]|\d{1,2}[.)])[ \t]++(?:\[ ?\][ \t]+)?"
_ITEM = regex(rf"(?P<lead>[ \t>]*+(?P<bullet>{_MARKER})?)(?P<letter>{_LETTER})?(?P<text>\S.*)")
_AROUND = (
    regex(r"(?P<mark>\*{1,3}|_{1,3}|==)(?P<text>[^\s*_=](?:(?!(?P=mark)).)*)(?P=mark)(?P<sign>[.,;]?)"),
    regex(rf"<(?P<mark>{_TAGS})\b[^<>]*>(?P<text>(?:(?!</(?P=mark)>).)+)</(?P=mark)>(?P<sign>[.,;]?)", re.IGNORECASE),
)
_BOLD_WORD = regex(r"(?P<mark>\*\*|__)(?P<word>[^\W\d_]+)[.!]?(?P=mark)")
_CLAUSE_ENDS = regex(r"[?!.,;。，；？！](?!\*|_)")
_MARKS_OF_ONE, _LONGEST_CLAUSE = 2, 10
"""What begins and ends one word in bold; in words."""
_RIGHT, _ANSWERS = Words("right"), Words("answer", "solution", "option")
_DIGITS = regex(r"\d+")
_ITALIC = frozenset({"*", "_", "em", "i"})
"""In a list without letters, a name or a foreign word."""
_BOLD = frozenset({"**", "__", "b", "strong"})


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


def bold_options_as_tasks(outline: Outline) -> Changes:
    """The lines of options in bold and of those beside them as items of task lists."""
    said = next((at for at, _ in outline.lines_with("**", "__") if _says_what_is_bold(outline, at)), -1)
    lists = [items for items in _lists(outline) if items[0].line > said >= 0 and items[0].kind != "0"]
    asked = [items for items in lists if {True, False} == {item.stress in _BOLD for item in items}]
    asked = [items for items in asked if _asks(outline, last_text(outline.lines, items[0].line))]
    if not WITH_ANSWERS.of(len(asked), len(lists)):
        return {}
    return {item.line: _task(item) for items in asked for item in items}


def _says_what_is_bold(outline: Outline, number: int) -> bool:
    """Whether a clause of a text names right answers beside its only word in bold: this says how they look."""
    line = outline.lines[number]
    clauses = () if outline.is_code[number] or list_marker(line) else _CLAUSE_ENDS.split(line)
    marked = [(clause, found[0][1]) for clause in clauses if (found := _BOLD_WORD.findall(clause))]
    if len(marked) != 1 or line.count("**") + line.count("__") != _MARKS_OF_ONE:
        return False
    rest = _BOLD_WORD.sub("", marked[0][0]).lower()
    is_meant = _RIGHT.are_in(rest) and _ANSWERS.are_in(rest) and size_in_words(rest) < _LONGEST_CLAUSE
    return is_meant and not _RIGHT.are_in(marked[0][1].lower())


def _asks(outline: Outline, number: int) -> bool:
    """Whether a line asks, whatever its marks are, or has a number: the options may end its sentence."""
    text = outline.lines[number].strip("#*_> ")
    return is_clear_question(text) or without_number(text) != text


def _task(item: _Item) -> str:
    """The line of an option with a box instead of its stress."""
    line = f"{item.before}{item.text}{item.end}"
    marker = list_marker(line)
    start = marker.end() if marker else indent_of(line)
    bullet = "" if marker else "- "
    return f"{line[:start]}{bullet}[{'x' if item.stress in _BOLD else ' '}] {line[start:]}"


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
