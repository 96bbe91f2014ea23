"""Answers with the numbers of their questions, several in a line or in a table.

    1-c, 2-a, 3-b           | Question | Answer | Why         |       | 1 | 2 | 3 |        101 c
                            |----------|--------|-------------|       |---|---|---|        102 a
    1. C  2. A  3. B        | 1        | C      | It is free. |       | C | A | B |        103 b

    Answers: 1. Oslo, 2. Rome         Answers: 1) a, c; 2) b         Answers: T F T

    Exercise 1: 1 Oslo, 2 Rome        Exercise 2: north, south       Key: 1-Oslo 2-Rome

    **2.1** A tag is fixed. **2.2** Yes. A branch moves.

Not keys: prose with numbers, tables whose first column has no numbers in sequence.
"""

import re
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import OF_OPTIONS
from anki_export.source.candidates.numbered_units import number_with_part
from anki_export.source.lines import last_text, list_marker, next_text, without_quote
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import is_answer_label, is_label_of
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import names_writer
from anki_export.text.true_or_false import verdicts
from anki_export.text.word_patterns import Words

LETTERS_OF_ONE = rf"[{OF_OPTIONS}](?!\w)(?:\s?[+&,/]\s?[{OF_OPTIONS}](?![\w.)]))*+|(?=[A-H]{{2}})A?B?C?D?E?F?G?H?(?!\w)"
"""The letters of the right options: `b`, `a+c`, `a, c`, `AC`."""
_ONE = (
    r"(?:\*\*|__)?[(#№]?(?P<{0}>\d{{1,4}})\s*+(?:(?:[-–—.):=：、．/→]|->)\s*+)?(?:\*\*|__)?+\s*+"
    rf"\(?(?P<{{1}}>{LETTERS_OF_ONE.replace('{', '{{').replace('}', '}}')}"
    r"|(?:(?<=[-–—:=])|(?<=[-–—:=]\s))\d{{1,2}})\)?(?:\*\*|__)?(?!\w)[.)]?"
)
_PAIR = regex(_ONE.format("number", "letter"))
_KEY = regex(
    rf"(?:{_ONE.format('_1', '_2')}(?:[\s,;|/·•]|(?<=[^\W\d_]\s)[-–—](?=\s))*){{2,}}".replace("?P<_1>", "").replace(
        "?P<_2>", ""
    )
)
_ALONE = regex(rf"(?P<number>\d{{1,4}})(?P<sign>\s+|\s*(?:[=/:–—-]|→|->)\s*)?\(?(?P<letter>{LETTERS_OF_ONE})\)?\s*")
"""One answer in a line, without a sign after its number, or with one that begins no item."""
_RANGE = regex(
    r"(?P<first>\d{1,4})\s?[-–—~～]\s?(?P<last>\d{1,4})\s*+(?:[:：.、)]\s*+)?"
    rf"(?P<letters>[{OF_OPTIONS}](?:[\s,，;]*[{OF_OPTIONS}])*(?!\w)|[^\W\d_](?:[\s,，;]+[^\W\d_])+(?!\w))[\s,，;|.]*"
)
"""Answers without numbers, behind those of the first and the last: `1-5: b a c b a`, `6-10 BACDA`, `1-3: T, F, T`."""
_OPTION = regex(rf"[{OF_OPTIONS}]")
_IN_ORDER = regex(rf"[{OF_OPTIONS}](?:[\s,;，、·]+[{OF_OPTIONS}]){{3,}}|[A-J]{{4,}}")
_OPEN = regex(r"(?<!\S)[(#№]?\d{1,4}[.):]?\s*(?:[-–—?]+|\.{2,}|…)\s*(?=[,;]|\Z)")
"""A question without an answer among others: `3 -`."""
_NUMBER = regex(r"\W*(?:[^\W\d_]{1,12}\s*)?\W*(?:(?P<chapter>\d{1,3})\.(?P<part>\d{1,3})|(?P<number>\d{1,4}))\W*")
"""The number of a question in a cell, perhaps after a word."""
_DELIMITER = regex(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)+")
_PIPE = regex(r"(?<!\\)\|")
_QUESTION = Words("question", "questions")
_ANSWER = Words("answer", "solution")
_FENCES = ("```", "~~~")
_AROUND = ("`", "||")
_FEW = 2
_LONGEST_LABEL = 4
"""In words: "Key to the answers"."""


class KeyedAnswer(Struct, frozen=True):
    """An answer in a key."""

    line: int
    number: int
    text: str


_WORDED = regex(
    r"\(?(?:(?P<number>\d{1,3})(?:[.)]\s+|[:=]\s*|\s?[-–—]\s*)|(?P<chapter>\d{1,3})\.(?P<part>\d{1,3})[.):]?\s+)"
    r"(?=[^\s\d.)]|\d)"
)
"""What begins an answer in words; the next number tells where it ends."""
_BOLD_NUMBER = regex(
    r"(?:\*\*|__)[(#№]?(?:(?P<chapter>\d{1,3})\.(?P<part>\d{1,3})|(?P<number>\d{1,3}))[.):]?(?:\*\*|__)[.):]?\s+"
)
_VERDICT = regex(r"(?:(?P<number>\d{1,3})\s?[.):、．-]?\s?)?(?P<letter>[^\W\d_]|[√×✓✔✗✘○〇◯])(?!\w)")
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
_BEFORE_NUMBER = ("(", "#", "№")
_NONE = ("-", "–", "—", "?", "..", "…")


def may_have_key(line: str) -> bool:
    """Whether a line may have a key behind a label, as few lines have."""
    return _BEFORE_KEY.search(line if line.isascii() else line.replace("：", ":")) is not None


def may_have_keys(text: str) -> bool:
    """Whether a text may have a line with a key behind a label, as few texts have."""
    return ":" in text and _BEFORE_KEYS.search(text) is not None


class LabelledKey(Struct, frozen=True):
    """A key behind a label in its line."""

    label: str
    answers: Sequence[tuple[int, str]]
    """With their numbers, or those of their order."""
    is_in_words: bool
    """Whether nothing but commas are between words, as in a list of anything."""
    has_only_letters: bool
    """Whether they are letters of options."""

    @property
    def is_of_answers(self) -> bool:
        """Whether the label names answers, as "Answers" does, and "My answers" does not."""
        names = 0 < len(self.label.split()) <= _LONGEST_LABEL and _ANSWER.are_in(self.label.lower())
        return names and not self.is_in_words and not names_writer(self.label)

    @property
    def is_of_part(self) -> bool:
        """Whether the label may be what the questions are called: `Part A`."""
        return not (self.is_in_words or self.is_of_answers)

    @property
    def is_named_key(self) -> bool:
        """Whether the label is a word such as "Key", which names the legend of a map, too."""
        return is_label_of(self.label, "key")

    @property
    def numbers(self) -> list[int]:
        """The numbers of the questions that it answers, if its label says that it has answers."""
        return [number for number, _ in self.answers] if self.is_of_answers or self.is_named_key else []


def labelled_key(line: str) -> LabelledKey | None:
    """The key in a line behind a label.

    >>> [key and key.label for key in map(labelled_key, ("**Answers:** 1-c, 2-a", "Answers: 1-c", "The answers: few"))]
    ['Answers', None, None]
    >>> [key and key.answers for key in map(labelled_key, ("Key: 1-Oslo 2-Rome", "Exercise 1: 1 Oslo, 2 Rome"))]
    [[(1, 'Oslo'), (2, 'Rome')], [(1, 'Oslo'), (2, 'Rome')]]
    >>> [key and key.answers for key in map(labelled_key, ("- **Exercise 2:** north, south", "Exercise 2: see page 7"))]
    [[(1, 'north'), (2, 'south')], None]
    """
    marker = list_marker(line)
    text = line[marker.end() :] if marker else line
    label, key = _split_at_colon(text)
    if not (label and key):
        return None
    if may_have_key(text) and (pairs := _pairs_of_part(key)):
        return LabelledKey(label, pairs, is_in_words=False, has_only_letters=has_only_letters(key))
    words = [] if any(map(str.isdigit, key)) else [one.strip(_BETWEEN + ".") for one in _COMMAS.split(key)]
    is_list = len(words) >= _FEW and all(0 < len(one.split()) <= _FEW_WORDS for one in words)
    return LabelledKey(label, [*enumerate(words, 1)], is_in_words=True, has_only_letters=False) if is_list else None


def key_of_answers(line: str) -> LabelledKey | None:
    """The key in a line behind a label that names answers: `**Answers:** 1-c, 2-a`."""
    key = labelled_key(line) if may_have_key(line) else None
    return key if key and key.is_of_answers else None


def has_only_letters(key: str) -> bool:
    """Whether a text is nothing but numbers with letters of options.

    >>> [has_only_letters(key) for key in ("1-c, 2-a", "1-3: b a c", "1-3: b a", "1. Oslo, 2. Rome")]
    [True, True, False, False]
    """
    return _KEY.fullmatch(key) is not None or bool(_in_ranges(key))


def letters_in_order(line: str) -> Sequence[str]:
    """The letters of options in a line that has nothing else, but perhaps a label, and no numbers.

    >>> letters_in_order("Key: B A C B"), letters_in_order("**BACB**"), letters_in_order("b, a")
    (['B', 'A', 'C', 'B'], ['B', 'A', 'C', 'B'], [])
    """
    text = _bare(line).replace("：", ":").rpartition(":")[2].strip(" *_.")
    return [letter for letter in text if letter.isalnum()] if _IN_ORDER.fullmatch(text) else []


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
    >>> [text for _, text in _pairs("2.1 A tag. 2.2 Since 1.5")]
    ['A tag.', 'Since 1.5']
    """
    if not (key[:1].isdigit() or key[:1] in _BEFORE_NUMBER or key[1:2] in _SIGNS):
        return []  # as most texts
    key = _OPEN.sub("", key) if key.endswith(_NONE) or any(f"{sign}," in key for sign in _NONE) else key
    if _KEY.fullmatch(key):
        return [(int(one["number"]), one["letter"]) for one in _PAIR.finditer(key)]
    if found := _in_ranges(key):
        return found
    if _VERDICTS.fullmatch(key):
        said = list(_VERDICT.finditer(key))
        if None not in verdicts([one["letter"] for one in said]):
            return [(int(one["number"] or at), one["letter"]) for at, one in enumerate(said, 1)]
    starts: list[re.Match[str]] = []
    for one in _WORDED.finditer(key):
        if _number_of(one) == _number_of(starts[-1]) + 1 if starts else one.start() == 0:
            starts.append(one)
    stops = [*(one.start() for one in starts[1:]), len(key)]
    words = [key[one.end() : stop].strip(_BETWEEN) for one, stop in zip(starts, stops, strict=False)]
    if len(starts) < _FEW:
        return []
    return [(_number_of(one), text) for one, text in zip(starts, words, strict=True)]


def _number_of(match: re.Match[str]) -> int:
    return int(match["number"]) if match["number"] else number_with_part(int(match["chapter"]), int(match["part"]))


def _in_ranges(key: str) -> list[tuple[int, str]]:
    """The letters behind the numbers of the first and the last; none if they are more or fewer than the numbers.

    >>> _in_ranges("1-3: b a c"), _in_ranges("1-2 BA 3-4 CA"), _in_ranges("1-3: b a"), _in_ranges("1-2: T, F")
    ([(1, 'b'), (2, 'a'), (3, 'c')], [(1, 'B'), (2, 'A'), (3, 'C'), (4, 'A')], [], [(1, 'T'), (2, 'F')])
    """
    at, found = 0, list[tuple[int, str]]()
    while at < len(key) and (match := _RANGE.match(key, at)):
        letters = [letter for letter in match["letters"] if letter.isalnum()]
        numbers = range(int(match["first"]), int(match["last"]) + 1)
        found += zip(numbers, letters, strict=False)
        are_read = all(map(_OPTION.match, letters)) or None not in verdicts(letters)
        if not (_FEW <= len(letters) == len(numbers) and are_read):
            return []
        at = match.end()
    return found if at == len(key) else []


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
    labelled: dict[int, bool] = {}
    for number in numbers:
        if number in parts and (part := _in_part(lines[number])):
            yield from (KeyedAnswer(number, asked, text) for asked, text in part)
        elif any(map(str.isdigit, lines[number])) or may_have_key(lines[number]):
            yield from (KeyedAnswer(number, asked, text) for asked, text in _in_line(outline, number, labelled))
    start = numbers.start
    while start + 1 < numbers.stop:
        stop = start + 1
        if "|" in lines[start] and _DELIMITER.fullmatch(lines[stop]):
            stop = next((number for number in range(start + 2, numbers.stop) if "|" not in lines[number]), numbers.stop)
            yield from _in_table(lines, start, stop)
        start = stop


def _in_part(line: str) -> Sequence[tuple[int, str]]:
    """The answers in a line that is known to have some."""
    key = labelled_key(line)
    return key.answers if key else [*enumerate(letters_in_order(line), 1)]


def _in_line(outline: Outline, number: int, labelled: dict[int, bool]) -> Sequence[tuple[int, str]]:
    """The answers in a line with their numbers: several, perhaps behind a label, or one that is no item of a list.

    `labelled` keeps which lines are in a list that begins behind a label.
    """
    line = _bare(outline.lines[number])
    alone = _ALONE.fullmatch(line)
    if outline.is_code[number] and not ((alone or has_only_letters(line)) and _is_in_fence(outline, number)):
        return ()
    alone = alone or (_PAIR.fullmatch(line) if line[:1] in _BEFORE_NUMBER else None)
    if alone and (alone.groupdict().get("sign") or _beside(outline.lines, number, int(alone["number"]))):
        return [(int(alone["number"]), alone["letter"])]
    if one := _below_label(outline.lines, number, labelled) or _beside_key(outline.lines, number):
        return [one]
    label, key = _label_and_key(line) if ":" in line else ("", "")
    is_labelled = label != "" and (has_only_letters(key) or key_of_answers(line) is not None)
    key = key if is_labelled else line.strip("*_ ")
    marker = list_marker(key)
    if marker and not marker["number"]:
        return ()
    return _pairs_of_part(key) if is_labelled else _behind_bold_numbers(line) or _pairs(key)


def _behind_bold_numbers(line: str) -> Sequence[tuple[int, str]]:
    """The answers behind the numbers in bold of a line that begins with one and counts up.

    >>> _behind_bold_numbers("**1.** Oslo. **2.** See 3. **3)** Rome"), _behind_bold_numbers("**1.** A **b**")
    ([(1, 'Oslo.'), (2, 'See 3.'), (3, 'Rome')], [])
    """
    starts = [*_BOLD_NUMBER.finditer(line)]
    numbers = [*map(_number_of, starts)]
    if len(starts) < _FEW or starts[0].start() or numbers != [*range(numbers[0], numbers[0] + len(numbers))]:
        return []
    stops = [*(one.start() for one in starts[1:]), len(line)]
    texts = [line[one.end() : stop].strip(_BETWEEN) for one, stop in zip(starts, stops, strict=True)]
    return [*zip(numbers, texts, strict=True)]


def _bare(line: str) -> str:
    """A line without the marks of a quote, tags, and signs of code or a spoiler around it."""
    line = without_quote(line).strip()
    line = without_tags(line, " ").strip() if "<" in line else line
    return line.strip("`|").strip() if line.startswith(_AROUND) else line


def _is_in_fence(outline: Outline, number: int) -> bool:
    """Whether a line of code is in a fence, in which it keeps its columns, and not in a comment."""
    start = next(at for at in range(number, -1, -1) if at == 0 or not outline.is_code[at - 1])
    return outline.lines[start].lstrip().startswith(_FENCES)


def _below_label(lines: Sequence[str], number: int, labelled: dict[int, bool]) -> tuple[int, str] | None:
    """The only answer in a line of a list that begins behind a label: `Answers: 1. b`, and `2. a` below."""
    line = _bare(lines[number])
    label, key = _label_and_key(line) if ":" in line else ("", line)
    one = _PAIR.fullmatch(key)
    if not one or not _beside(lines, number, int(one["number"])):
        return None
    above: re.Match[str] | None = one
    passed: list[int] = []
    is_labelled = label != ""
    while not is_labelled and above and (number := _beside(lines, number, int(above["number"]), (-1,))):
        if number in labelled:  # as for all but the first of a list
            is_labelled = labelled[number]
            break
        passed.append(number)
        line = _bare(lines[number])
        label, key = _label_and_key(line)
        is_labelled, above = label != "", _PAIR.fullmatch(key or line)
    labelled.update(dict.fromkeys(passed, is_labelled))
    return (int(one["number"]), one["letter"]) if is_labelled else None


def _beside_key(lines: Sequence[str], number: int) -> tuple[int, str] | None:
    """The only answer in a line right above or below one with several: columns differ in length."""
    one = _PAIR.fullmatch(_bare(lines[number]))
    beside = (lines[at] for at in (number - 1, number + 1) if 0 <= at < len(lines))
    are_keys = one is not None and any(_KEY.fullmatch(_bare(line)) for line in beside)
    return (int(one["number"]), one["letter"]) if one and are_keys else None


def _beside(lines: Sequence[str], number: int, asked: int, steps: Sequence[int] = (-1, 1)) -> int:
    """The line above or below if it, too, only has a letter, perhaps behind a label, with the number before or next."""
    for step in steps:
        at = last_text(lines, number) if step < 0 else next_text(lines, number + 1)
        line = _bare(lines[at]) if 0 <= at < len(lines) else ""
        one = _PAIR.fullmatch(line) or _PAIR.fullmatch(_label_and_key(line)[1])
        if one and int(one["number"]) == asked + step:
            return at
    return 0


def _in_table(lines: Sequence[str], start: int, stop: int) -> Iterator[KeyedAnswer]:
    """The answers of a table, whose head is its first line: a row or a column for each, or a cell."""
    head, rows = _cells(lines[start]), [(number, _cells(lines[number])) for number in range(start + 2, stop)]
    all_rows = [(start, head), *rows] if any(head) else rows
    above = _numbers_above(all_rows[0][1]) if all_rows else ()
    if above:
        yield from _in_columns(all_rows)
        return
    of_rows = [(line, _in_cells(cells)) for line, cells in rows]
    if of_rows and all(pairs for _, pairs in of_rows):
        of_rows = [(start, _in_cells(head)), *of_rows]
        yield from (KeyedAnswer(line, asked, letter) for line, pairs in of_rows for asked, letter in pairs)
        return
    rows = [(start, head), *rows] if _PAIR.fullmatch(" ".join(head)) else rows  # the head is an answer, too
    found = [(line, match, cells) for line, cells in rows if (match := _NUMBER.fullmatch(cells[0]))]
    if not len(rows) == len(found) >= _FEW or not _rise([_number_of(match) for _, match, _ in found]):
        return
    named = next((i for i, title in enumerate(head) if i and is_answer_label(title)), 0)
    column = named or 1
    others = [i for i, title in enumerate(head) if i not in (0, column) and not _QUESTION.are_in(title.lower())]
    others = [i for i in others if not (named and is_label_of(head[i], "page", "points"))]
    for line, match, cells in found:
        if said := " — ".join(cells[i] for i in (column, *others) if i < len(cells) and cells[i]):
            yield KeyedAnswer(line, _number_of(match), said)


def _numbers_above(cells: Sequence[str]) -> Sequence[int]:
    """The numbers in a row that has nothing else, but perhaps a word in its first cell: 0 for that."""
    found = [match and _number_of(match) for match in map(_NUMBER.fullmatch, cells)]
    numbers = [number or 0 for number in found]
    own = numbers[found[0] is None :]
    return numbers if len(own) >= _FEW and None not in found[1:] and _rise(own) else ()


def _in_columns(rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[KeyedAnswer]:
    """The answers in every other row of a table, below their numbers."""
    above = [_numbers_above(cells) for _, cells in rows[::2]]
    if len(rows) % 2 or not all(above) or not _rise([number for row in above for number in row if number]):
        return
    for numbers, (line, cells) in zip(above, rows[1::2], strict=True):
        if numbers[0] or len(cells) == len(numbers):
            pairs = zip(numbers, cells, strict=False)
            yield from (KeyedAnswer(line, asked, cell) for asked, cell in pairs if asked and cell)


def _in_cells(cells: Sequence[str]) -> Sequence[tuple[int, str]]:
    """The answers in a row of cells with a number and a letter each, or with these in turn.

    >>> _in_cells(["1. b", "4. a", ""]), _in_cells(["1", "b", "4", "a"]), _in_cells(["1", "b"])
    ([(1, 'b'), (4, 'a')], [(1, 'b'), (4, 'a')], [])
    """
    texts = [*filter(None, cells)]
    if len(texts) % 2 == 0 and len(texts) > _FEW and all(map(str.isdecimal, texts[::2])):
        texts = [f"{number} {letter}" for number, letter in zip(texts[::2], texts[1::2], strict=True)]
    found = [_PAIR.fullmatch(text) for text in texts]
    return [(int(one["number"]), one["letter"]) for one in found if one] if all(found) else []


def _rise(numbers: Sequence[int]) -> bool:
    """Whether each number is higher than the one before, unlike the points for a mark."""
    return all(one < other for one, other in pairwise(numbers))


def _cells(row: str) -> list[str]:
    return [cell.strip() for cell in _PIPE.split(row.strip().strip("|"))]
