"""Answers with the numbers of their questions, several in a line or in a table.

    1-c, 2-a, 3-b           | Question | Answer | Why         |       | 1 | 2 | 3 |        101 c
                            |----------|--------|-------------|       |---|---|---|        102 a
    1. C  2. A  3. B        | 1        | C      | It is free. |       | C | A | B |        103 b

Not keys: prose with numbers, tables whose first column has no numbers in sequence.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source.lines import list_marker
from anki_export.source.outline import Outline
from anki_export.text.labels import is_answer_label
from anki_export.text.languages import Words
from anki_export.text.regex import regex

_ONE = (
    r"\(?(?P<{0}>\d{{1,4}})\s*(?:[-–—.):=：、]\s*)?(?:\*\*|__)?"
    r"\(?(?P<{1}>[A-Ja-jА-ИКа-ик]|(?:(?<=[-–—:=])|(?<=[-–—:=]\s))\d{{1,2}})\)?(?:\*\*|__)?(?!\w)[.)]?"
)
_PAIR = regex(_ONE.format("number", "letter"))
_KEY = regex(rf"(?:{_ONE.format('_1', '_2')}[\s,;|/·•]*){{2,}}".replace("?P<_1>", "").replace("?P<_2>", ""))
_ALONE = regex(r"\s*(?P<number>\d{1,4})\s+\(?(?P<letter>[A-Ja-jА-ИКа-ик])\)?\s*")
"""One answer in a line, without a sign after its number."""
_NUMBER = regex(r"\W*(?:[^\W\d_]{1,12}\s*)?\W*(?P<number>\d{1,4})\W*")
"""The number of a question in a cell, perhaps after a word."""
_DELIMITER = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)+")
_PIPE = regex(r"(?<!\\)\|")
_QUESTION = Words("question", "questions")
_ANSWER = Words("answer", "solution")
_FEW = 2
_LONGEST_LABEL = 4
"""In words: "Key to the answers"."""


class KeyedAnswer(Struct, frozen=True):
    """An answer in a key."""

    line: int
    number: int
    text: str


def key_after_label(line: str) -> str:
    """The key in a line that begins with a label for answers: `**Answers:** 1-c, 2-a`; empty if it has none.

    >>> key_after_label("**Answers:** 1-c, 2-a"), key_after_label("Answers: 1-c"), key_after_label("The answers: few")
    ('1-c, 2-a', '', '')
    """
    if ":" not in line and "：" not in line:
        return ""
    text = line.strip(" *_").replace("**", "").replace("__", "")
    label, _, key = text.replace("：", ":").partition(":")
    key = key.strip()
    if not key.lstrip("(")[:1].isdecimal() or not _KEY.fullmatch(key):
        return ""  # as most lines
    return key if len(label.split()) <= _LONGEST_LABEL and _ANSWER.are_in(label.lower()) else ""


def keyed_answers(outline: Outline, numbers: range) -> Iterator[KeyedAnswer]:
    """The answers in the lines and tables of a part of the page."""
    lines = outline.lines
    for number in numbers:
        line = lines[number].strip()
        if outline.is_code[number] or not any(map(str.isdigit, line)):
            continue
        if (alone := _ALONE.fullmatch(line)) and any(map(_ALONE.fullmatch, lines[max(0, number - 1) : number + 2 : 2])):
            yield KeyedAnswer(number, int(alone["number"]), alone["letter"])
            continue
        key = key_after_label(line) or line.strip("*_ ")
        marker = list_marker(key)
        if _KEY.fullmatch(key) and not (marker and not marker["number"]):
            yield from (KeyedAnswer(number, int(one["number"]), one["letter"]) for one in _PAIR.finditer(key))
    start = numbers.start
    while start + 1 < numbers.stop:
        stop = start + 1
        if "|" in lines[start] and _DELIMITER.fullmatch(lines[stop]):
            stop = next((number for number in range(start + 2, numbers.stop) if "|" not in lines[number]), numbers.stop)
            yield from _in_table(lines, start, stop)
        start = stop


def _in_table(lines: Sequence[str], start: int, stop: int) -> Iterator[KeyedAnswer]:
    """The answers of a table, whose head is its first line: a row or a column for each."""
    head, rows = _cells(lines[start]), [(number, _cells(lines[number])) for number in range(start + 2, stop)]
    above = [int(match["number"]) for cell in head if (match := _NUMBER.fullmatch(cell))]
    before = int(len(above) < len(head) and not _NUMBER.fullmatch(head[0]))
    if len(above) == len(head) - before >= _FEW and _rise(above):
        if len(rows) == 1:
            pairs = zip(above, rows[0][1][before:], strict=False)
            yield from (KeyedAnswer(rows[0][0], asked, cell) for asked, cell in pairs if cell)
        return
    found = [(line, match, cells) for line, cells in rows if (match := _NUMBER.fullmatch(cells[0]))]
    asked = [int(match["number"]) for _, match, _ in found]
    if not len(rows) == len(found) >= _FEW or not _rise(asked) or len(head) < _FEW:
        return
    column = next((i for i, title in enumerate(head) if i and is_answer_label(title)), 1)
    others = [i for i, title in enumerate(head) if i not in (0, column) and not _QUESTION.are_in(title.lower())]
    for line, match, cells in found:
        said = [cells[i] for i in (column, *others) if i < len(cells) and cells[i]]
        if said:
            yield KeyedAnswer(line, int(match["number"]), " — ".join(said))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _PIPE.split(row.strip().strip("|"))]


def _rise(numbers: Sequence[int]) -> bool:
    return all(one < other for one, other in pairwise(numbers))
