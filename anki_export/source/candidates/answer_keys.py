"""Answers with the numbers of their questions, several in a line or in a table.

    1-c, 2-a, 3-b           | Question | Answer | Why         |       | 1 | 2 | 3 |        101 c
                            |----------|--------|-------------|       |---|---|---|        102 a
    1. C  2. A  3. B        | 1        | C      | It is free. |       | C | A | B |        103 b

    Answers: 1. Oslo, 2. Rome         Answers: 1) a, c; 2) b         Answers: T F T

    Exercise 1: 1 Oslo, 2 Rome        Exercise 2: north, south       Key: 1-Oslo 2-Rome

Not keys: prose with numbers, tables whose first column has no numbers in sequence.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source.lines import list_marker
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import is_answer_label, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.true_or_false import verdicts
from anki_export.text.words_by_language import Words

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


_WORDED = regex(r"\(?(?P<number>\d{1,3})(?:[.)]\s+|[:=]\s*|\s?[-–—]\s*)(?=[^\s\d.)]|\d)")
"""What begins an answer in words; the next number tells where it ends."""
_VERDICT = regex(r"(?:(?P<number>\d{1,3})\s?[.):-]?\s?)?(?P<letter>[^\W\d_])(?!\w)")
_VERDICTS = regex(rf"(?:{_VERDICT.pattern}[\s,;|/]*){{2,}}".replace("?P<number>", "").replace("?P<letter>", ""))
_BEFORE_KEY = regex(r":[ *_]*(?:\(?\d|[^\W\d_](?:[ ,;]+[^\W\d_])+[ *_]*\Z)")
"""What separates a label from a key in its line."""
_BEFORE_KEYS = regex(r":[ *_]*(?:\(?1\W|\(?1[^\W\d]\b|[^\W\d_][ ,;]+[^\W\d_][ ,;\n])")
"""The same in a text, where numbers begin with 1."""
_COMMAS = regex(r"[,;，；、]")
_UNSIGNED = regex(r"(?P<number>\d{1,3})\s+(?P<text>[^\d\s].*)")
_FEWEST_UNSIGNED = 3
"""Answers between numbers without a sign: "1 egg and 2 cups" are none."""
_FEW_WORDS = 3
"""In an answer without a number: a sentence has commas, too."""
_BETWEEN = " \t,;|/·•*_"
_SIGNS = (" ", ",", ";")


def may_have_key(line: str) -> bool:
    """Whether a line may have a key behind a label, as few lines have."""
    return _BEFORE_KEY.search(line if line.isascii() else line.replace("：", ":")) is not None


def may_have_keys(text: str) -> bool:
    """Whether a text may have a line with a key behind a label, as few texts have."""
    return ":" in text and _BEFORE_KEYS.search(text) is not None


def key_after_label(line: str) -> str:
    """The key in a line that begins with a label for answers: `**Answers:** 1-c, 2-a`; empty if it has none.

    >>> key_after_label("**Answers:** 1-c, 2-a"), key_after_label("Answers: 1-c"), key_after_label("The answers: few")
    ('1-c, 2-a', '', '')
    """
    label, key = _label_and_key(line)
    is_label = 0 < len(label.split()) <= _LONGEST_LABEL and _ANSWER.are_in(label.lower())
    return key if is_label and _pairs_of_part(key) else ""


def numbers_of_key(line: str) -> list[int]:
    """The numbers of the questions that such a line answers, or one that is named "Key".

    >>> numbers_of_key("**Answers:** 1-c, 2-a"), numbers_of_key("Answers: T F T"), numbers_of_key("The answers: few")
    ([1, 2], [1, 2, 3], [])
    >>> numbers_of_key("Key: 1-Oslo 2-Rome"), numbers_of_key("Key: low")
    ([1, 2], [])
    """
    key = key_after_label(line)
    return [number for number, _ in _pairs_of_part(key or _key_of_legend(line))]


def is_named_key(line: str) -> bool:
    """Whether the label of a line is a word such as "Key", which names the legend of a map, too."""
    return _key_of_legend(line) != ""


def _key_of_legend(line: str) -> str:
    label, key = _label_and_key(line)
    return key if label and is_label_of(label, "key") else ""


def is_key_of_letters(line: str) -> bool:
    """Whether the key in such a line has letters of options, and no words.

    >>> is_key_of_letters("**Answers:** 1-c, 2-a"), is_key_of_letters("Answers: 1. Oslo, 2. Rome")
    (True, False)
    """
    return _KEY.fullmatch(_label_and_key(line)[1]) is not None


def part_of_key(line: str) -> str:
    """What a line calls the questions whose answers it has: `Part A: 1c, 2d`; empty if it has no such key.

    >>> part_of_key("**Part A:** 1c, 2d"), part_of_key("Answers: 1-c, 2-a"), part_of_key("Part A: two questions")
    ('Part A', '', '')
    >>> part_of_key("- Exercise 1: 1 Oslo, 2 Rome"), part_of_key("Exercise 1: 1. Oslo")
    ('Exercise 1', '')
    """
    marker = list_marker(line)
    label, key = _label_and_key(line[marker.end() :] if marker else line)
    return label if label and _pairs_of_part(key) and not key_after_label(line) else ""


def answers_of_part(line: str) -> tuple[str, list[tuple[int, str]]]:
    """What a line calls some questions, and their answers, with numbers or in order.

    >>> answers_of_part("Exercise 1: 1 Oslo, 2 Rome"), answers_of_part("Key: 1-Oslo 2-Rome")
    (('Exercise 1', [(1, 'Oslo'), (2, 'Rome')]), ('Key', [(1, 'Oslo'), (2, 'Rome')]))
    """
    if label := part_of_key(line):
        return label, _pairs_of_part(_split_at_colon(line)[1])
    label, words = words_of_part(line)
    return label, [*enumerate(words, 1)]


def count_in_words(line: str) -> int:
    """How many answers the key of a part has in words; 0 if these are letters of options.

    >>> count_in_words("Part A: 1c, 2d"), count_in_words("Exercise 1: 1 Oslo, 2 Rome")
    (0, 2)
    """
    key = _split_at_colon(line)[1]
    return 0 if _KEY.fullmatch(key) else len(_pairs_of_part(key))


def words_of_part(line: str) -> tuple[str, list[str]]:
    """What a line calls some questions, and their answers in order, without numbers; empty if it has no such key.

    >>> words_of_part("- **Exercise 2:** north, south"), words_of_part("Exercise 2: see page 7")
    (('Exercise 2', ['north', 'south']), ('', []))
    """
    marker = list_marker(line)
    label, key = _split_at_colon(line[marker.end() :] if marker else line)
    words = [] if any(map(str.isdigit, key)) else [one.strip(_BETWEEN + ".") for one in _COMMAS.split(key)]
    is_list = len(words) >= _FEW and all(0 < len(one.split()) <= _FEW_WORDS for one in words)
    return (label, words) if label and is_list else ("", [])


def _label_and_key(line: str) -> tuple[str, str]:
    """What is before and after the colon of a line that may have a key; empty in most lines."""
    return _split_at_colon(line) if may_have_key(line) else ("", "")


def _split_at_colon(line: str) -> tuple[str, str]:
    label, _, key = line.strip(" *_").replace("**", "").replace("__", "").replace("：", ":").partition(":")
    return label.strip(), key.strip()


def _pairs(key: str) -> list[tuple[int, str]]:
    """The answers in a line with their numbers: letters of options, verdicts, or words behind 1, 2, 3.

    >>> _pairs("1c 2d"), _pairs("T F T"), _pairs("1. Oslo, 2. New York"), _pairs("1) a, c; 2) b")
    ([(1, 'c'), (2, 'd')], [(1, 'T'), (2, 'F'), (3, 'T')], [(1, 'Oslo'), (2, 'New York')], [(1, 'a, c'), (2, 'b')])
    """
    if not (key[:1].isdigit() or key[:1] == "(" or key[1:2] in _SIGNS):
        return []  # as most texts
    if _KEY.fullmatch(key):
        return [(int(one["number"]), one["letter"]) for one in _PAIR.finditer(key)]
    if _VERDICTS.fullmatch(key):
        found = list(_VERDICT.finditer(key))
        if None not in verdicts([one["letter"] for one in found]):
            return [(int(one["number"] or at), one["letter"]) for at, one in enumerate(found, 1)]
    starts: list[re.Match[str]] = []
    for one in _WORDED.finditer(key):
        if int(one["number"]) == int(starts[-1]["number"]) + 1 if starts else one.start() == 0:
            starts.append(one)
    stops = [*(one.start() for one in starts[1:]), len(key)]
    words = [key[one.end() : stop].strip(_BETWEEN) for one, stop in zip(starts, stops, strict=False)]
    if len(starts) < _FEW:
        return []
    return [(int(one["number"]), text) for one, text in zip(starts, words, strict=True)]


def _pairs_of_part(key: str) -> list[tuple[int, str]]:
    """The answers in a line that is known to have some, with their numbers, which may have no sign.

    >>> _pairs_of_part("1 Oslo, 2 New York"), _pairs_of_part("1 egg, 3 eggs"), _pairs_of_part("1. Oslo 2. Rome")
    ([(1, 'Oslo'), (2, 'New York')], [], [(1, 'Oslo'), (2, 'Rome')])
    >>> _pairs_of_part("1 Oslo 2 in 1870 3 1990"), _pairs_of_part("1 egg and 2 cups"), _pairs_of_part("1 a 2 b 3 c 2")
    ([(1, 'Oslo'), (2, 'in 1870'), (3, '1990')], [], [])
    """
    if not key[:1].isdigit():
        return _pairs(key)
    if found := _pairs(key):
        return found
    parts = [_UNSIGNED.fullmatch(part.strip(_BETWEEN)) for part in _COMMAS.split(key)]
    pairs = [(int(part["number"]), part["text"]) for part in parts if part]
    is_list = len(pairs) >= _FEW and [number for number, _ in pairs] == [*range(1, len(parts) + 1)]
    return pairs if is_list else _pairs_between_numbers(key)


def _pairs_between_numbers(key: str) -> list[tuple[int, str]]:
    """The answers between 1, 2, 3 and so on, each of which is there once, so that none can be in an answer."""
    words = key.split()
    at = [words.index(str(number)) for number in range(1, len(words)) if words.count(str(number)) == 1]
    count = next((n for n in range(1, len(words) + 1) if words.count(str(n)) != 1), len(words)) - 1
    at, stops = at[:count], [*at[1:count], len(words)]
    if count < _FEWEST_UNSIGNED or any(stop < start + 2 for start, stop in zip(at, stops, strict=True)) or at[0]:
        return []
    return [
        (number, " ".join(words[start + 1 : stop]).strip(_BETWEEN))
        for number, (start, stop) in enumerate(zip(at, stops, strict=True), 1)
    ]


def keyed_answers(outline: Outline, numbers: range, parts: Container[int] = ()) -> Iterator[KeyedAnswer]:
    """The answers in the lines and tables of a part of the page; `parts` are the lines of which more is known."""
    lines = outline.lines
    for number in numbers:
        line = lines[number].strip()
        if number in parts and (part := answers_of_part(line)[1]):
            yield from (KeyedAnswer(number, asked, text) for asked, text in part)
            continue
        label, key = _label_and_key(line) if ":" in line else ("", "")
        if outline.is_code[number] or not (label or any(map(str.isdigit, line))):
            continue
        if alone := _ALONE.fullmatch(line):
            yield KeyedAnswer(number, int(alone["number"]), alone["letter"])
            continue
        is_labelled = label != "" and (_KEY.fullmatch(key) is not None or key_after_label(line) != "")
        key = key if is_labelled else line.strip("*_ ")
        marker = list_marker(key)
        if not marker or marker["number"]:
            pairs = _pairs_of_part(key) if is_labelled else _pairs(key)
            yield from (KeyedAnswer(number, asked, text) for asked, text in pairs)
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
    if not len(rows) == len(found) >= _FEW or not _rise([int(match["number"]) for _, match, _ in found]):
        return
    column = next((i for i, title in enumerate(head) if i and is_answer_label(title)), 1)
    others = [i for i, title in enumerate(head) if i not in (0, column) and not _QUESTION.are_in(title.lower())]
    for line, match, cells in found:
        if said := " — ".join(cells[i] for i in (column, *others) if i < len(cells) and cells[i]):
            yield KeyedAnswer(line, int(match["number"]), said)


def _rise(numbers: Sequence[int]) -> bool:
    """Whether each number is higher than the one before, unlike the points for a mark."""
    return all(one < other for one, other in pairwise(numbers))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _PIPE.split(row.strip().strip("|"))]
