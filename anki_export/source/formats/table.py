"""Tables of terms, questions or words: each row is one.

    | Term     | Definition                   | Example       |
    |----------|------------------------------|---------------|
    | **Salt** | Random bytes before hashing  | `$2b$10$N9qo` |

The question is the first cell and the answer the second one; further cells follow with the head of their column. Read
only where the settings or the page name this format, and then tables whose first two heads are a pair such as
Term and Definition, Question and Answer, Command and Description, Word and Meaning, or two languages; if no other
format is read there, any table. A column that only counts the rows is left out. The format `vocabulary` reads tables of
words only, and asks each row both ways:

    | German   | English  | Notes |        two cards: the tree? der Baum?
    |----------|----------|-------|
    | der Baum | the tree | Noun  |

Tables headed Question and Answer, or Q and A, are read without being asked for (`question-table`), if at least three
rows ask, and half of them. A column of numbers or subjects may be before the two:

    | # | Question        | Answer         |
    |---|-----------------|----------------|
    | 1 | What is a salt? | Random bytes.  |

So are statements beside a column headed `True/False`, `V/F` or the like, if it judges at least three, and half of them.

Not a question: a row whose first cell is empty or only a dash, tables inside of other blocks. Tables that ask below
other heads are reported.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.term_text import term_of
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.types import Format, ParsedPage, When
from anki_export.source.outline import Outline
from anki_export.source.syntax.tables import cells_of
from anki_export.source.thresholds import ANNOUNCED
from anki_export.source.types import Wanted
from anki_export.text.asking import is_clear_question, is_order, is_statement
from anki_export.text.label_kinds import is_answer_label, names_answer
from anki_export.text.language_names import language_named
from anki_export.text.languages import alternatives
from anki_export.text.regex import regex
from anki_export.text.true_or_false import names_both, verdicts

NAME = "table"
WORDS = "vocabulary"
QUESTIONS = "question-table"
_RULE = regex(r" {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_ANY_RULE = regex(r"\n {0,3}\|?[ \t]*:?-[ \t:|-]*\|")
_FIRST = regex(lambda: alternatives("term", "question", "questions"), re.IGNORECASE)
_SECOND = regex(lambda: alternatives("definition", "answer", "explanation"), re.IGNORECASE)
_WORD = regex(lambda: alternatives("term"), re.IGNORECASE)
_MEANING = regex(lambda: alternatives("definition"), re.IGNORECASE)
_QUESTION = regex(lambda: alternatives("question", "questions"), re.IGNORECASE)
_PAIR = 2
_BREAK = regex(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_NO_WORD = regex(r"[\W_]*")
_MARKS = regex(r"^[\W_]+|[\W_]+$")
_HINTS = Hints(
    question="| {} |",
    title="write the term in the first cell of the row",
    answer="write the answer in the second cell of the row",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    for rows in _tables(outline):
        heads = rows[0][1]
        before = _columns_before(heads) or int(_are_numbered(outline.lines, rows))
        own = heads[before:]
        if wanted.is_fixed or _columns_before(heads) or _is_pair(own) or are_words(own):
            yield from (span for n, _ in rows if (span := _span(NAME, outline.lines[n], n, heads, before)))


def _are_numbered(lines: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> bool:
    """Whether a table has a column that only counts its rows, before two others or more."""
    first = [_cells(lines[number])[0] for number, _ in rows]
    return len(rows[0][1]) > _PAIR and first == [str(at) for at in range(1, len(rows) + 1)]


def _words(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    for number, heads in _rows(outline):
        if are_words(heads) and (span := _span(WORDS, outline.lines[number], number, heads)):
            yield span if len(span.body) == 0 else _both_ways(span, outline.lines[number])


def _questions(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    for rows in _tables(outline):
        heads = rows[0][1]
        before, is_judged = _columns_before(heads), False
        if before is None:
            before, is_judged = _columns_before(heads, judged=True), True
        if before is None:
            continue
        cells = [_cells(outline.lines[number])[before:] for number, _ in rows]
        if is_judged:
            said = verdicts([row[1] if len(row) > 1 else "" for row in cells])
            # Names of settings and what they do are true or false, too, but without a full stop.
            asking = sum(one is not None and is_statement(row[0]) for one, row in zip(said, cells, strict=True))
        else:
            asking = sum(is_clear_question(row[0]) or is_order(row[0]) for row in cells if row)
        if ANNOUNCED.of(asking, len(rows)):
            found = (_span(QUESTIONS, outline.lines[number], number, heads, before) for number, heads in rows)
            yield from (span for span in found if span)


def _tables(outline: Outline) -> Iterator[Sequence[tuple[int, Sequence[str]]]]:
    """The rows of each table."""
    tables: dict[int, list[tuple[int, Sequence[str]]]] = {}  # by the last line of each
    for number, heads in _rows(outline):
        tables[number] = tables.pop(number - 1, [])
        tables[number].append((number, heads))
    yield from tables.values()


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the tables whose rows ask below other heads than Question and Answer."""
    taken = {number for entry in page.entries for number in entry.lines}
    for rows in _tables(page.outline):
        if _has_options(rows[0][1]) or not taken.isdisjoint(number for number, _ in rows):
            continue
        places = [number for number, _ in rows if any(map(is_clear_question, _cells(page.lines[number])[:_PAIR]))]
        if ANNOUNCED.of(len(places), len(rows)):
            first = next(filter(is_clear_question, _cells(page.lines[places[0]])))
            message = f"{len(places)} rows of tables ask; none of them becomes a card (first: {first!r})"
            hint = "name the two columns Question and Answer"
            yield Finding(places[0], Rule.OTHER_OPENERS, message, hint, "", places)


def _columns_before(heads: Sequence[str], *, judged: bool = False) -> int | None:
    """How many columns, at most one, are before those of questions and answers, or of statements and verdicts."""
    names = [_MARKS.sub("", head) for head in heads]
    for before in range(min(2, len(names) - 1)):
        if names_both(names[before + 1]) if judged else _are_question_and_answer(*names[before : before + 2]):
            return before
    return None


def _are_question_and_answer(first: str, second: str) -> bool:
    """Whether two heads are those of questions and answers; `Answer A` is that of the first option."""
    if not _QUESTION.fullmatch(first):
        return (first.lower(), second.lower()) == ("q", "a")
    return is_answer_label(second) and len(second.split()[-1]) > 1


def _has_options(heads: Sequence[str]) -> bool:
    """Whether a table has several columns of answers, which are options."""
    return sum(map(names_answer, heads)) >= _PAIR


def _rows(outline: Outline) -> Iterator[tuple[int, Sequence[str]]]:
    """The rows of the tables with several columns, each with the heads of its table."""
    lines, number = outline.lines, 1
    while number < len(lines):
        if not (_is_row(outline, number - 1) and _is_row(outline, number) and _RULE.fullmatch(lines[number])):
            number += 1
            continue
        heads = _cells(lines[number - 1])
        number += 1
        while number < len(lines) and _is_row(outline, number):
            if len(heads) > 1:
                yield number, heads
            number += 1


def are_words(heads: Sequence[str]) -> bool:
    """Whether the heads of a table are those of words: two languages, or Word and Meaning.

    >>> are_words(["Deutsch", "English", "Notes"]), are_words(["Language", "Python"]), are_words(["Wort", "Bedeutung"])
    (True, False, True)
    """
    first, second = (_MARKS.sub("", head) for head in [*heads, "", ""][:2])
    languages = _language(first), _language(second)
    if all(languages):
        return languages[0] != languages[1]
    has_first, has_second = _WORD.fullmatch(first) or languages[0], _MEANING.fullmatch(second) or languages[1]
    return bool(has_first and has_second)


def _language(head: str) -> str:
    """The language that a head names, perhaps beside another word: `German word`, `English translation`."""
    words = head.split()
    if len(words) == 2 and (_WORD.fullmatch(words[1]) or _MEANING.fullmatch(words[1])):
        return language_named(words[0])
    return language_named(head)


def _both_ways(span: Span, line: str) -> Span:
    """A row with a second card, which asks for the first cell."""
    first, second, *_ = _cells(line)
    other = replace(span, title=term_of(_BREAK.sub(" ", second)), written=second, body=[first, *span.body[1:]])
    return replace(span, more=(replace(other, column=cells_of(line)[1][0] + 1, id_suffix="reverse"),))


def _is_row(outline: Outline, number: int) -> bool:
    line = outline.lines[number]
    return "|" in line and not outline.is_code[number] and not line.startswith(("    ", "\t"))


def _is_pair(heads: Sequence[str]) -> bool:
    first, second = (_MARKS.sub("", head) for head in [*heads, "", ""][:2])
    if _QUESTION.search(first) and names_answer(second) and not _has_options(heads):
        return True  # "Frequent questions", "Model answers"
    return _FIRST.fullmatch(first) is not None and _SECOND.fullmatch(second) is not None


def _cells(line: str) -> list[str]:
    return [line[start:stop].replace(r"\|", "|") for start, stop in cells_of(line)]


def _span(format: str, line: str, number: int, heads: Sequence[str], before: int = 0) -> Span | None:
    """The question of a row, whose first columns may not belong to it."""
    heads, cells = heads[before:], _cells(line)[before:]
    if not cells or not cells[0] or (are_words(heads) and _NO_WORD.fullmatch(cells[0])):
        return None
    if cells[0].isdecimal() and _QUESTION.fullmatch(_MARKS.sub("", heads[0])):
        return None  # the number of a question elsewhere: the table is a key
    answer = cells[1] if len(cells) > 1 else ""
    if are_words(heads) and _NO_WORD.fullmatch(answer):
        answer = ""
    more = [f"**{term_of(head)}:** {cell}" for head, cell in zip(heads[2:], cells[2:], strict=False) if cell]
    return Span(
        format=format,
        lines=range(number, number + 1),
        title=term_of(_BREAK.sub(" ", cells[0])),
        written=cells[0],
        is_term=True,
        hints=_HINTS,
        body=[answer, *(text for cell in more for text in ("", cell))] if answer else [],
        body_start=number,
        id_place=IdPlace(number, "", column=cells_of(line)[before][1]),
    )


TABLE = Format(
    NAME,
    lambda text: "|" in text and _ANY_RULE.search("\n" + text) is not None,
    When.ON_REQUEST,
    spans=_spans,
    if_unread="rows of tables look like terms or questions",
    shown=lambda first: "rows of tables (| … | … |)",
)

QUESTION_TABLE = Format(
    QUESTIONS,
    TABLE.may_hold,
    When.BY_EVIDENCE,
    spans=_questions,
    unrecognised=_unrecognised,
    shown=lambda first: "rows of tables (| …? | … |)",
)

VOCABULARY = Format(
    WORDS,
    TABLE.may_hold,
    When.ON_REQUEST,
    spans=_words,
    shown=lambda first: "words in tables (| … | … |), asked both ways",
)
