"""What the columns of a table have: questions, options and a key.

    | No. | Question    | A      | B      | C        | Key | Why         |
    |-----|-------------|--------|--------|----------|-----|-------------|
    | 1   | What moves? | a tag  | a head | a branch | C   | At commits. |

    | Question    | Correct | Wrong 1 | Wrong 2 |     | Question    | Options                          | Answer |
    |-------------|---------|---------|---------|     |-------------|----------------------------------|--------|
    | What moves? | a head  | a tag   |         |     | What moves? | A) a tag<br>B) a head<br>C) none | a head |

The columns of options are named by letters or numbers in sequence, perhaps with a word: `A`, `b)`, `Option 1`,
`Antwort A`. The key names options by letter, number or text; a row whose key may be read in two ways has none. Without
a column of keys, bold or signs mark the right options.

Not such tables: those whose key names no options, as results and comparisons have; rows without words in the question;
rows in which a text repeats, as in comparisons; counts of what people chose, whose numbers have the same sum in each
row.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import (
    BY_FIRST,
    CAPITALS,
    LETTER,
    LETTERS,
    letter_of,
    option_name,
    sequence_of,
)
from anki_export.source.body.options_on_card import text_key
from anki_export.source.lines import bold_line
from anki_export.source.thresholds import HALF, MARKED
from anki_export.text.classify_labels import is_label_of, names_explanation, names_extra
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question
from anki_export.text.ticks_and_crosses import TICKS
from anki_export.text.word_patterns import Words, alternatives

_NAME = rf"[a-j{CAPITALS}а-икα-ικ]|\d{{1,2}}"
_NAMED = (
    regex(rf"(?P<word>.*?)[\s_.:(#-]*(?P<name>{_NAME})[\s.:)]*", re.IGNORECASE),
    regex(rf"\(?(?P<name>{_NAME})[\s.:)_-]+(?P<word>[^\W\d_].*)", re.IGNORECASE),
)
"""The head of a column of options: a word and a letter or number, in either order."""
_HUMP = regex(r"(?<=[a-z])(?=[A-Z])|_")
"""Between the words of a name in code: `correctOption`, `correct_option`."""
_REMARK = regex(r"\([^()]*\)\s*\Z")
"""At the end of a head: `Option(s)`, `Options (right one in bold)`."""
_NUMBER_AT_END = regex(r"[\W_]*\d+\Z")
_MARKS = regex(r"^[\W_]+|[^\w)]+$")
_IS_QUESTION = ("question", "questions", "stem", "exercise")
_ANSWER = regex(lambda: alternatives("answer", "solution", "key", "short", "right"), re.IGNORECASE)
_RIGHT, _WRONG = Words("right", "key"), Words("wrong")
_OF_WRONG = ("wrong", "answer", "option", "solution")
_OF_KEY = ("right", "key", "option", "answer", "solution", "short")
_BETWEEN_TEXTS = regex(r"\s*(?:<br\s*/?>|;|；|\n)\s*", re.IGNORECASE)
_LISTS_TEXTS = regex(r"\s*(?:<br\s*/?>|[,;，；、/|])\s*", re.IGNORECASE)
_WORD = regex(r"[^\W_]+")
_JOINS = regex(lambda: alternatives("joins"), re.IGNORECASE)
_AMOUNT = regex(r"(?P<amount>\d{1,6}(?:[.,]\d+)?)\s*%?")
_LETTERED = regex(r"(?:^|\s)(?=[(（]?[^\W_]\s?[.:)）．、])")
"""Where an option with a letter may begin in a line."""
_SIGN = regex(f"[{TICKS}]")
_FEWEST = 2
_LONGEST_HEAD = 60
"""In characters: these patterns take quadratic time."""
_LONG = 3
"""In words: a column of remarks has longer cells than one of levels, points and names."""

_Cells = Sequence[str]


class Choice(Struct, frozen=True):
    """The options of a row."""

    texts: Sequence[str]
    """Those that are not empty."""
    names: Sequence[str]
    """What the table calls them: "A", "1"."""
    key: str
    heads: Sequence[str] = ()
    """The heads of their columns."""
    is_first_right: bool = False


class OptionTable(Struct, frozen=True):
    """Which columns of a table have what."""

    question: int
    options: Sequence[int]
    names: Sequence[str]
    """The letters or numbers of the options; empty if one column has all options of a row."""
    heads: Sequence[str]
    key: int | None = None
    is_first_right: bool = False
    """Whether the first of the options is the right one, and the heads call the others wrong."""

    def choice(self, cells: _Cells) -> Choice:
        """The options of a row and its key."""
        key = _at(cells, self.key) if self.key is not None else ""
        if not self.names and not self.is_first_right:
            return _listed(_at(cells, self.options[0]), key)
        names = self.names or LETTERS
        columns = [(name, _at(cells, at), self.heads[at]) for name, at in zip(names, self.options, strict=False)]
        filled = [one for one in columns if not _is_empty(one[1])]
        if self.is_first_right:
            texts = [text for _, cell, _ in filled for text in _BETWEEN_TEXTS.split(cell) if text]
            return Choice(texts, LETTERS[: len(texts)], "", is_first_right=bool(_at(cells, self.options[0])))
        own, texts, filled_heads = ([one[at] for one in filled] for at in range(3))
        return Choice(_without_own_letters(texts, own), own, key, filled_heads)

    def asks(self, cells: _Cells) -> bool:
        """Whether a row has a question in words."""
        return any(map(str.isalpha, _at(cells, self.question)))

    def remarks(self, rows: Sequence[_Cells]) -> list[int]:
        """The columns that explain, or have remarks of several words that do not repeat."""
        taken = {self.question, self.key, *self.options}
        others = [at for at in range(len(self.heads)) if at not in taken]
        return [at for at in others if _explains(self.heads[at], [_at(cells, at) for cells in rows])]


def option_table(heads: Sequence[str], rows: Sequence[_Cells]) -> OptionTable | None:
    """The columns of a table if they are a question and its options; without a key if none of them is one."""
    if not (found := columns_of_options(tuple(heads))):
        return None
    options, names, is_first_right = found
    question = _question(heads, rows, options)
    if question is None:
        return None
    table = OptionTable(question, options, names, heads, is_first_right=is_first_right)
    if _are_counts(table, rows):
        return None
    keys = [at for at, head in enumerate(heads) if at not in (question, *options) and _names_key(head)]
    with_keys = [OptionTable(question, options, names, heads, at) for at in keys]
    fits = [sum(map(bool, right_of_rows(one, rows))) for one in with_keys]
    best = max(range(len(keys)), key=lambda at: (fits[at], _calls_right(heads[keys[at]])), default=None)
    if best is None or not fits[best]:
        return table
    return with_keys[best]


def named_columns(heads: Sequence[str]) -> Sequence[int]:
    """The columns whose heads name options by letters or numbers: `A`, `B`, or `Answer 1`, `Answer 2`."""
    found = columns_of_options(tuple(heads))
    return found[0] if found and found[1] else ()


def right_of_rows(table: OptionTable, rows: Sequence[_Cells]) -> list[frozenset[int]]:
    """The right options of each row; none where its key says nothing, or may be read in two ways.

    >>> table = option_table(["Question", "A", "B", "Key"], rows := [["What moves?", "a tag", "a head", "B"]])
    >>> right_of_rows(table, rows)
    [frozenset({1})]
    """
    choices = [table.choice(cells) for cells in rows]
    if table.is_first_right:
        return [frozenset({0} if one.is_first_right and _are_alike(one.texts) else ()) for one in choices]
    if table.key is None:
        return _marked(choices)
    starts_at = int(not any(one.key.strip("*_` ") == "0" for one in choices))
    return [_right_of(one, starts_at) for one in choices]


def _right_of(choice: Choice, starts_at: int) -> frozenset[int]:
    """The options that the key of a row names; none if its letter or number names another one than its text."""
    if not choice.key or len(choice.texts) < _FEWEST or not _are_different(choice.texts):
        return frozenset()
    named, written = _named(choice, starts_at), _written(choice)
    return frozenset() if named and written and named != written else named or written


def _marked(choices: Sequence[Choice]) -> list[frozenset[int]]:
    """The options that bold or signs mark, if they do so with one in most rows, and not always in one column."""
    marked = [
        frozenset(at for at, text in enumerate(one.texts) if bold_line(text) or _SIGN.search(text)) for one in choices
    ]
    found = list(zip(marked, choices, strict=True))
    single = [one for one, choice in found if len(one) == 1 and _are_different(choice.texts)]
    has_habit = MARKED.of(len(single), sum(len(one.texts) >= _FEWEST for one in choices)) and len(set(single)) > 1
    return [one if has_habit and len(one) < len(choice.texts) else frozenset() for one, choice in found]


@lru_cache(maxsize=1 << 6)
def columns_of_options(heads: tuple[str, ...]) -> tuple[Sequence[int], Sequence[str], bool] | None:
    """The columns of options, their names, and whether the first one is right; None without such columns."""
    names = [_MARKS.sub("", head) for head in heads]
    for at in range(len(names) - 1):
        run = [at]
        for word, order in _sequences(names[at]):
            for name in order[1:]:
                if at + len(run) < len(names) and (word, name) in _parts(names[at + len(run)]):
                    run.append(at + len(run))
                else:
                    break
            if len(run) >= _FEWEST and not _WRONG.are_in(word):
                return run, order[: len(run)], False
            run = [at]
    wrong = [at for at, name in enumerate(names) if is_label_of(_words_of(_NUMBER_AT_END.sub("", name)), *_OF_WRONG)]
    wrong = [at for at in wrong if _WRONG.are_in(_words_of(names[at]).lower())]
    right = [at for at, name in enumerate(names) if at not in wrong and _names_key(name)]
    if wrong and len(right) == 1:
        return [*right, *wrong], (), True
    lists = [at for at, name in enumerate(names) if is_label_of(_words_of(name), "option") and not _names_key(name)]
    return (lists, (), False) if len(lists) == 1 else None


def _sequences(head: str) -> Iterator[tuple[str, Sequence[str]]]:
    """The word in a head, and the names that options have whose first one is in that head."""
    for word, name in _parts(head):
        if names := BY_FIRST.get(name):
            yield word, names


def _parts(head: str) -> set[tuple[str, str]]:
    """The word in a head, which may be empty, and its letter or number."""
    found = (pattern.fullmatch(head) for pattern in _NAMED if len(head) <= _LONGEST_HEAD)
    return {(match["word"].strip(" _").lower(), option_name(match["name"])) for match in found if match}


def _words_of(head: str) -> str:
    return _HUMP.sub(" ", _REMARK.sub("", head)).strip(" .:?")


def _names_key(head: str) -> bool:
    """Whether a head names the right answer, and not what someone chose: `Your answer`."""
    words = _words_of(_MARKS.sub("", head))
    return _ANSWER.fullmatch(words) is not None or (is_label_of(words, *_OF_KEY) and _RIGHT.are_in(words.lower()))


def _calls_right(head: str) -> bool:
    return _RIGHT.are_in(_words_of(head).lower())


def _question(heads: Sequence[str], rows: Sequence[_Cells], options: Sequence[int]) -> int | None:
    """The column of the questions: its head names them, or half of its cells ask, as in no other one."""
    others = [at for at in range(len(heads)) if at not in options]
    named = [at for at in others if (words := _words_of(heads[at])).lower() == "q" or is_label_of(words, *_IS_QUESTION)]
    asking = {at: sum(is_clear_question(_at(cells, at)) for cells in rows) for at in named or others}
    best = max(asking, key=lambda at: asking[at], default=None)
    if best is None or not (named or HALF.of(asking[best], len(rows))):
        return None
    return best


def _are_counts(table: OptionTable, rows: Sequence[_Cells]) -> bool:
    """Whether the options of most rows are numbers with the same sum: how many chose each of them."""
    sums: list[float] = []
    for texts in (table.choice(cells).texts for cells in rows):
        amounts = list(map(_AMOUNT.fullmatch, texts))
        if texts and None not in amounts:
            sums.append(round(sum(float(one["amount"].replace(",", ".")) for one in amounts if one)))
    alike = Counter(sums).most_common(1)[0][1] if sums else 0
    return alike >= _FEWEST and HALF.of(alike, sum(any(cells) for cells in rows))


def _are_different(texts: Sequence[str]) -> bool:
    """Whether no text repeats, as in rows that compare things."""
    return len(set(map(text_key, texts))) == len(texts)


def _are_alike(texts: Sequence[str]) -> bool:
    """Whether texts may be options of one question: a number beside a word counts how often something was wrong."""
    amounts = [_AMOUNT.fullmatch(text) is not None or len(text) == 1 for text in texts]
    return len(texts) >= _FEWEST and len(set(amounts)) == 1 and _are_different(texts)


def _named(choice: Choice, starts_at: int) -> frozenset[int]:
    """The options that a key names by their letters or numbers, by their places, or by the heads of their columns."""
    key = choice.key.strip("*_` ")
    if any(text_key(head) == text_key(key) for head in choice.heads):
        return frozenset(at for at, head in enumerate(choice.heads) if text_key(head) == text_key(key))
    letter = LETTER.match(key)
    if letter and key[letter.end() :] and letter_of(letter) in choice.names:
        at = list(choice.names).index(letter_of(letter))
        return frozenset({at} if text_key(key[letter.end() :]) == text_key(choice.texts[at]) else ())
    words = [option_name(word) for word in _WORD.findall(key) if not (len(word) > 1 and _JOINS.fullmatch(word))]
    if len(words) == 1 and len(words[0]) > 1 and not words[0].isdecimal() and all(a < b for a, b in pairwise(words[0])):
        words = list(words[0])  # "AC"
    if set(words) <= set(choice.names):
        return frozenset(map(list(choice.names).index, words))
    order = sequence_of(choice.names[0])
    if not choice.names[0].isdecimal() and all(map(str.isdecimal, words)):
        places = [int(word) - starts_at for word in words]
    elif choice.names[0].isdecimal() and all(word in LETTERS for word in words):
        places = [LETTERS.index(word) for word in words]
    else:
        return frozenset()
    named = [order[at] for at in places if 0 <= at < len(order)]
    is_whole = len(named) == len(places) and set(named) <= set(choice.names)
    return frozenset(map(list(choice.names).index, named)) if is_whole else frozenset()


def _written(choice: Choice) -> frozenset[int]:
    """The options whose texts are the key, or are listed in it."""
    texts = [text_key(text) for text in choice.texts]
    for wanted in ([choice.key], _LISTS_TEXTS.split(choice.key)):
        keys = {text_key(text) for text in wanted}
        if "" not in keys and keys <= set(texts):
            return frozenset(map(texts.index, keys))
    return frozenset()


def _listed(cell: str, key: str) -> Choice:
    """The options in one cell, between line breaks or semicolons, or behind letters."""
    texts = [text for text in _BETWEEN_TEXTS.split(cell) if text]
    if len(texts) < _FEWEST:
        texts = [text.strip(" ,;") for text in _LETTERED.split(cell) if text.strip()]
    names = [letter_of(letter) for letter in map(LETTER.match, texts) if letter]
    if len(names) == len(texts) >= _FEWEST and list(BY_FIRST.get(names[0], ())[: len(names)]) == names:
        return Choice(_without_own_letters(texts, names), names, key)
    return Choice(texts if len(texts) <= len(LETTERS) else (), LETTERS[: len(texts)], key)


def _without_own_letters(texts: Sequence[str], names: Sequence[str]) -> Sequence[str]:
    """Options without the letters of their columns, if all of them repeat these."""
    letters = [LETTER.match(text) for text in texts]
    if not all(letter and letter_of(letter) == name for letter, name in zip(letters, names, strict=True)):
        return texts
    return [text[letter.end() :] for text, letter in zip(texts, letters, strict=True) if letter]


def _explains(head: str, cells: _Cells) -> bool:
    filled = [cell for cell in cells if not _is_empty(cell)]
    if names_explanation(head) or names_extra(head):
        return True
    is_long = HALF.of(sum(len(cell.split()) >= _LONG for cell in filled), len(filled))
    return bool(filled) and is_long and len(set(filled)) == len(filled)


def _is_empty(cell: str) -> bool:
    return not cell.strip(" -–—")


def _at(cells: _Cells, at: int) -> str:
    return cells[at] if at < len(cells) else ""
