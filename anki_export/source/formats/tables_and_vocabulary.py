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

Tables headed Question and Answer, Q and A, or Front and Back, are read without being asked for (`question-table`), if
at least three rows ask, and half of them; fewer are enough beside pages with such tables. A column of numbers or
subjects may be before the two:

    | # | Question        | Answer         |
    |---|-----------------|----------------|
    | 1 | What is a salt? | Random bytes.  |

So are the rows of two columns, whatever their heads say, of which four, and four in five, ask or set a task in
sentences of their own, and half ask, if the answers of most differ and the page announces questions: its title, file or
folder, a heading, or the line above the table. Half of what is on the page, besides its headings, are rows. Decisions,
requirements and reports have such rows, too, and so do a README, a FAQ, minutes, forms, and the answer to a heading
that asks.

Statements are read beside a column headed `True/False`, `V/F` or the like, if it judges at least three, and half of
them; two, and half, beside a column of reasons, and there a sentence beside a letter needs no full stop. Others without
one are reported. Below a title that says so, also beside one of answers or without a head, if it judges two.

Where options are in columns, the row is a question with these (see `table_rows_with_options`).

Tables of the same kind on a page are counted together. Rows without a question in such tables are reported.

Not a question: a row whose first cell is empty or only a dash, tables inside of other blocks. Tables that ask below
other heads are reported.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.candidates.navigation_links import is_only_links, leads_to_anchor
from anki_export.source.candidates.option_table_columns import named_columns
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines
from anki_export.source.candidates.true_false_statements import tells_of_verdicts
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.formats.table_rows_with_options import (
    BREAK,
    QUESTIONS,
    RowsWithOptions,
    are_answered,
    as_paragraph,
    cells_in,
    option_spans,
    remark,
    rows_with_options,
    without_key,
)
from anki_export.source.layouts.page_shape import asks_about_repository, is_about_repository
from anki_export.source.lines import bold_line, is_blank, term_of
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced, is_faq, is_of_faq
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.syntax.bars_in_table_cells import cells_of
from anki_export.text.classify_labels import is_answer_label, is_label_of, names_answer
from anki_export.text.language_names import language_named
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.question_points import only_says_points
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    is_clear_question,
    is_conversation,
    is_order,
    is_statement,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
    wants_answer,
)
from anki_export.text.true_or_false import announces_verdicts, names_both, verdicts
from anki_export.text.word_patterns import alternatives

NAME = "table"
WORDS = "vocabulary"
_RULE = regex(r"\s*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_ANY_RULE = regex(r"\n {0,3}\|?[ \t]*:?-[ \t:|-]*\|")
_SECOND = regex(lambda: alternatives("definition", "answer", "explanation"), re.IGNORECASE)
_WORD = regex(lambda: alternatives("term"), re.IGNORECASE)
_MEANING = regex(lambda: alternatives("definition"), re.IGNORECASE)
_QUESTION = regex(lambda: alternatives("question", "questions"), re.IGNORECASE)
_ANSWERED, _JUDGED, _REASONED, _TOLD, _ASKING = "answered", "judged", "reasoned", "told", "asking"
_PAIR = 2
_FEWEST_WORDS = 3
_OF_SENTENCE = 5
"""In words, without a full stop."""
_Rows: TypeAlias = Sequence[tuple[int, Sequence[str]]]
"""The rows of a table: their lines, each with the heads."""
_NO_WORD = regex(r"[\W_]*")
_MARKS = regex(r"^[\W_]+|[\W_]+$")
_DITTO = regex(r"[-–—\s]*(?:[\"”“″〃?？]|'')[-–—\s]*")
"""What is in a cell for the same as above, or for an answer that is not known yet."""
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
        if wanted.is_named(QUESTIONS) and _is_read_on_request(outline, rows):
            continue
        if wanted.is_fixed or _columns_before(heads) or _is_pair(own) or are_words(own):
            yield from (span for n, _ in rows if (span := _span(NAME, outline.lines[n], n, heads, before)))


def _are_numbered(lines: Sequence[str], rows: _Rows) -> bool:
    """Whether a table has a column that only counts its rows, before two others or more."""
    first = [cells_in(lines[number])[0] for number, _ in rows]
    return len(rows[0][1]) > _PAIR and first == [str(at) for at in range(1, len(rows) + 1)]


def _words(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    for number, heads in (row for rows in _tables(outline) for row in rows):
        if are_words(heads) and (span := _span(WORDS, outline.lines[number], number, heads)):
            yield span if len(span.body) == 0 else _both_ways(span, outline.lines[number])


class _Kind(Struct, frozen=True):
    """How the rows of a table ask."""

    before: int
    """How many columns are before their questions."""
    name: str
    """`_ANSWERED`, `_JUDGED`, `_REASONED`, `_TOLD` or `_ASKING`."""


def _questions(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    is_named = wanted.is_named(QUESTIONS)
    choosing = _choosing(outline, is_named=is_named)
    for one in choosing.values():
        yield from option_spans(outline.lines, one)
    others = (rows for rows in _tables(outline) if rows[0][0] not in choosing)
    is_told = announces_verdicts(wanted.title)
    tables = [(rows, kind) for rows in others if (kind := _kind_in(outline, rows, is_told))]
    of_kind: dict[str, list[tuple[str, str]]] = {}
    for rows, kind in tables:
        of_kind.setdefault(kind.name, []).extend(_pairs(outline, rows, kind))
    are_read = {
        name: _are_for_reader(outline, wanted, pairs) if name == _ASKING else _are_asked(pairs, name, is_named)
        for name, pairs in of_kind.items()
    }
    for rows, kind in tables:
        if are_read[kind.name] or (
            kind.name != _ASKING and _are_asked(_pairs(outline, rows, kind), kind.name, is_named)
        ):
            found = (_span(QUESTIONS, outline.lines[number], number, heads, kind.before) for number, heads in rows)
            are_judged = kind.name in (_JUDGED, _REASONED, _TOLD)
            yield from (replace(span, is_term=not are_judged) for span in found if span)


def _choosing(outline: Outline, *, is_named: bool) -> dict[int, RowsWithOptions]:
    """The tables with options by their first row, if something says which are right in enough rows of the page."""
    found = {rows[0][0]: one for rows in _tables(outline) if (one := _with_options(outline, rows))}
    answered = {first: one for first, one in found.items() if any(one.right)}
    return answered if are_answered(list(answered.values()), is_named=is_named) else {}


def _with_options(outline: Outline, rows: _Rows) -> RowsWithOptions | None:
    heads = rows[0][1]
    return rows_with_options(outline.lines, [number for number, _ in rows], heads) if len(heads) > _PAIR else None


def _kind(heads: Sequence[str]) -> _Kind | None:
    """How the rows of a table with these heads ask; None if they do not."""
    if (before := _columns_before(heads)) is not None:
        return None if before + 1 in named_columns(heads) else _Kind(before, _ANSWERED)  # "Q", "A", "B"
    if (before := _columns_before(heads, judged=True)) is not None:
        is_reasoned = before > 0 and any(is_label_of(head, "explanation", "why") for head in heads[before + _PAIR :])
        return _Kind(before, _REASONED if is_reasoned else _JUDGED)
    return None


def _kind_in(outline: Outline, rows: _Rows, is_told: bool) -> _Kind | None:
    """How the rows of a table ask; that they are to be judged, the front matter, a title or the line above may say."""
    first, heads = rows[0]
    kind = _kind(heads) or _kind_of_sides(outline, rows) or _kind_of_rows(outline, rows)
    may_be_judged = kind is None or kind.name != _ASKING
    if not (may_be_judged and (is_told or tells_of_verdicts(outline, first - _PAIR))):
        return kind
    if kind and kind.name == _ANSWERED:
        pairs = _pairs(outline, rows, kind)
        return replace(kind, name=_TOLD) if _are_asked(pairs, _TOLD, is_named=False) else kind
    before = kind.before if kind else int(_are_numbered(outline.lines, rows))
    head = heads[before + 1]
    names_verdict = not head or names_both(head) or names_answer(head)  # a product has features, too
    return _Kind(before, _TOLD) if names_verdict else kind


def _kind_of_sides(outline: Outline, rows: _Rows) -> _Kind | None:
    """The kind of a table headed by the sides of cards, if enough rows ask: a house has a front, too."""
    heads = [_MARKS.sub("", head) for head in rows[0][1]]
    sides = (
        at for at, pair in enumerate(pairwise(heads)) if is_label_of(pair[0], "front") and is_label_of(pair[1], "back")
    )
    kind = _Kind(next(sides, len(heads)), _ANSWERED)
    return kind if kind.before < _PAIR and _are_asked(_pairs(outline, rows, kind), _ANSWERED, False) else None


def _kind_of_rows(outline: Outline, rows: _Rows) -> _Kind | None:
    """The kind of a table of two columns, besides one that only counts its rows, if the rows may ask themselves."""
    first, heads = rows[0]
    kind = _Kind(int(_are_numbered(outline.lines, rows)), _ASKING)
    own = heads[kind.before :]
    if len(own) != _PAIR or is_clear_question(outline.title_above(first)) or are_words(own) or _is_pair(own):
        return None  # a table below a heading that asks is a part of its answer
    return kind if _may_ask(_pairs(outline, rows, kind)) else None


def _may_ask(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether the first cells of a table ask, and the second ones answer, as far as the table tells."""
    asking = [(text, said) for text, said in pairs if _is_whole_question(text)]
    tasks = sum(is_order(text) and is_statement(text) for text, _ in pairs)
    are_most = thresholds.ASKING_ROWS.of(len(asking) + tasks, len(pairs))
    if not (are_most and thresholds.HALF.of(len(asking), len(pairs))):
        return False  # as most
    answers = {said.casefold() for _, said in asking if said and not (is_only_links(said) or is_clear_question(said))}
    questions = [text for text, _ in asking]
    return (
        thresholds.ANSWERED_ITEMS.of(len(answers), len(asking))
        and not thresholds.HALF.of(sum(map(names_people, questions)), len(questions))
        and not thresholds.QUARTER.of(sum(map(names_writer, questions)), len(questions))
        and not is_conversation(questions, [said for _, said in asking])
    )


def _are_for_reader(outline: Outline, wanted: Wanted, pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether rows that may ask are what a page is for."""
    questions = [text for text, _ in pairs]
    title = wanted.title or outline.title
    is_other = is_about_repository(wanted.file) or is_faq(outline, wanted)
    if is_other or names_dialogue(title) or names_interview(title):
        return False
    if asks_about_repository(outline, wanted, QUESTIONS, questions):
        return False
    return are_announced(outline, wanted) or any(map(_announces, _texts(outline)))


def _is_whole_question(text: str) -> bool:
    """Whether a cell asks in a few words that begin a sentence: a program may ask "which disk?" """
    first = next(filter(str.isalpha, text), "")
    return is_clear_question(text) and not first.islower() and size_in_words(text) >= _FEWEST_WORDS


def _announces(text: str) -> bool:
    """Whether a heading or a line announces questions, other than those of customers."""
    return announces_questions(text) and not (is_of_faq(text) or is_clear_question(text))


def _texts(outline: Outline) -> Sequence[str]:
    """The headings of a page, and the line above each table."""
    rows = [number for number, line in enumerate(outline.lines) if number and "|" in line]
    above = (next((line for line in outline.lines[number - 1 :: -1] if not is_blank(line)), "") for number in rows)
    return [*(heading.title for heading in outline.headings), *(line for line in above if "|" not in line)]


def _pairs(outline: Outline, rows: _Rows, kind: _Kind) -> list[tuple[str, str]]:
    """The cells with the question, without its id, and the answer of each row."""
    cells = ([*cells_in(outline.lines[number])[kind.before :], "", ""] for number, _ in rows)
    return [(row[0].partition("<!--")[0].rstrip(), row[1]) for row in cells]


def _are_asked(pairs: Sequence[tuple[str, str]], kind: str, is_named: bool) -> bool:
    """Whether enough rows of a kind ask; where the settings name the format, they need no question mark."""
    if kind == _ANSWERED:
        asking = sum(wants_answer(question) for question, _ in pairs)
        return is_named or thresholds.ANNOUNCED.of(asking, len(pairs))
    # Settings, requirements and assumptions are true or false, too, but without a full stop, or a letter's reason.
    said = zip(verdicts([answer for _, answer in pairs]), pairs, strict=True)
    judged = sum(
        one is not None
        and (is_statement(text) or (_states(text) and (kind == _TOLD or (kind == _REASONED and len(answer) == 1))))
        for one, (text, answer) in said
    )
    return (thresholds.ANNOUNCED if kind == _JUDGED else thresholds.WITH_ANSWERS).of(judged, len(pairs))


def _states(text: str) -> bool:
    """Whether a text is as long as a sentence, and neither sets a task nor speaks of its writer, as plans do."""
    return size_in_words(text) >= _OF_SENTENCE and not (is_order(text) or names_writer(text))


def _tables(outline: Outline, *, are_inside: bool = False) -> Iterator[_Rows]:
    """The rows of each table with several columns: of those on the level of the page, or inside of other blocks."""
    lines, number = outline.lines if "|" in outline.text else (), 1
    while number < len(lines):
        is_rule = "|" in lines[number] and _RULE.fullmatch(lines[number])
        if not (is_rule and _is_row(outline, number - 1, are_inside) and _is_row(outline, number, are_inside)):
            number += 1
            continue
        start, heads = number + 1, cells_in(lines[number - 1])
        ends = (at for at in range(start, len(lines)) if not _is_row(outline, at, are_inside))
        number = next(ends, len(lines))
        if start + 1 < number and _is_bold(lines[start]) and not any(map(_is_bold, lines[start + 1 : number])):
            heads = heads if any(heads) else cells_in(lines[start])  # the first row goes on with the heads
            start += 1
        if len(heads) > 1 and start < number:
            yield [(at, heads) for at in range(start, number)]


def _is_bold(row: str) -> bool:
    """Whether several cells of a row have text, and all that have are bold, but do not ask."""
    texts = [cell for cell in cells_in(row) if cell] if "**" in row or "__" in row else ()
    return len(texts) >= _PAIR and all(bold_line(text) and not is_clear_question(text) for text in texts)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report the tables whose rows ask and are not read, and rows without a question of those that are."""
    taken = page.taken
    own = {entry.lines.start for entry in entries}
    for rows in _tables(page.outline):
        left = [number for number, _ in rows if number not in taken]
        if not own.isdisjoint(number for number, _ in rows):
            for number in left:
                if not _NO_WORD.fullmatch("".join(cells_in(page.lines[number]))):
                    yield Finding(number, Rule.NO_QUESTION, "row has no question; skipped", "write it in the same row")
        elif len(left) == len(rows) and (choosing := _with_options(page.outline, rows)):
            yield from without_key(choosing)
        elif len(left) == len(rows) and not _is_read_on_request(page.outline, rows):
            yield from _told(page, rows, "name the two columns Question and Answer")
            yield from _unread_statements(page, rows)
    for rows in _tables(page.outline, are_inside=True):
        if taken.isdisjoint(number for number, _ in rows):
            yield from _told(page, rows, "write the table outside of other blocks")


def _is_read_on_request(outline: Outline, rows: _Rows) -> bool:
    """Whether the settings can have a table read, which another message says."""
    kind = _kind(rows[0][1])
    return kind is not None and _are_asked(_pairs(outline, rows, kind), kind.name, True)


def _unread_statements(page: ParsedPage, rows: _Rows) -> Iterator[Finding]:
    """Report sentences without a full stop beside a column of verdicts."""
    if not (kind := _kind(rows[0][1])) or kind.name not in (_JUDGED, _REASONED):
        return
    pairs = _pairs(page.outline, rows, kind)
    called = zip(rows, pairs, verdicts([answer for _, answer in pairs]), strict=True)
    places = [number for (number, _), (text, _), verdict in called if verdict is not None and _states(text)]
    if thresholds.ANNOUNCED.of(len(places), len(rows)):
        first = cells_in(page.lines[places[0]])[kind.before]
        message = f"{len(places)} rows of tables have verdicts; none of them becomes a card (first: {first!r})"
        hint = "end each statement with a full stop, if the reader is to judge it"
        yield Finding(places[0], Rule.OTHER_OPENERS, message, hint, places=places)


def _told(page: ParsedPage, rows: _Rows, hint: str) -> Iterator[Finding]:
    """Report a table if enough of its rows ask, in one of its first columns; rows with one cell are sections."""
    places = [number for number, _ in rows if any(map(_may_be_asked, cells_in(page.lines[number])[:_PAIR]))]
    if thresholds.ANNOUNCED.of(len(places), len(rows)):
        first = next(filter(is_clear_question, cells_in(page.lines[places[0]])))
        message = f"{len(places)} rows of tables ask; none of them becomes a card (first: {first!r})"
        full = (number for number, _ in rows if sum(map(bool, cells_in(page.lines[number]))) >= _PAIR)
        yield Finding(places[0], Rule.OTHER_OPENERS, message, hint, "", sorted({*places, *full}))


def _may_be_asked(cell: str) -> bool:
    """Whether a cell asks, and is not only a link to a place on the page or to another page, which asks itself."""
    is_link = leads_to_anchor(cell) or ("://" not in cell and is_only_links(cell))
    return is_clear_question(cell) and not is_link


def _columns_before(heads: Sequence[str], *, judged: bool = False) -> int | None:
    """How many columns, at most one, are before those of questions and answers, or of statements and verdicts."""
    names = [_MARKS.sub("", head) for head in heads]
    for before in range(min(2, len(names) - 1)):
        if names_both(names[before + 1]) if judged else _are_question_and_answer(*names[before : before + 2]):
            return None if _has_pairs(heads) else before
    return None


def _are_question_and_answer(first: str, second: str) -> bool:
    """Whether two heads are those of questions and answers; `Answer A` is that of the first option."""
    if not _QUESTION.fullmatch(first):
        return (first.lower(), second.lower()) == ("q", "a")
    return is_answer_label(second) and len(second.split()[-1]) > 1


def _has_pairs(heads: Sequence[str]) -> bool:
    """Whether each row of a table has several questions."""
    return any(head and list(heads).count(head) > 1 for head in heads[:_PAIR])


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
    first, second, *_ = cells_in(line)
    body = [as_paragraph(first), *span.body[1:]]
    other = replace(span, title=term_of(BREAK.sub(" ", second)), written=second, body=body)
    return replace(span, more=(replace(other, column=cells_of(line)[1][0] + 1, id_suffix="reverse"),))


def _is_row(outline: Outline, number: int, is_inside: bool) -> bool:
    line = outline.lines[number]
    return "|" in line and not outline.is_code[number] and line.startswith(("    ", "\t")) == is_inside


def _is_pair(heads: Sequence[str]) -> bool:
    first, second = (_MARKS.sub("", head) for head in [*heads, "", ""][:2])
    if _has_pairs(heads):
        return False
    if _QUESTION.search(first) and names_answer(second):
        return True  # "Frequent questions", "Model answers"
    is_term = _WORD.fullmatch(first) or _QUESTION.fullmatch(first)
    return is_term is not None and _SECOND.fullmatch(second) is not None


def _span(format: str, line: str, number: int, heads: Sequence[str], before: int = 0) -> Span | None:
    """The question of a row, whose first columns may not belong to it."""
    heads, cells = heads[before:], cells_in(line)[before:]
    if not cells or not cells[0] or (are_words(heads) and _NO_WORD.fullmatch(cells[0])) or _RULE.fullmatch(line):
        return None
    if cells[0].isdecimal() and _QUESTION.fullmatch(_MARKS.sub("", heads[0])):
        return None  # the number of a question elsewhere: the table is a key
    answer = cells[1] if len(cells) > 1 else ""
    if (are_words(heads) and _NO_WORD.fullmatch(answer)) or _DITTO.fullmatch(answer):
        answer = ""
    beside = zip(heads[2:], cells[2:], strict=False)
    more = [remark(head, cell) for head, cell in beside if cell and not only_says_points(f"{head}: {cell}")]
    body = (as_paragraph(answer), *(text for cell in more for text in ("", cell))) if answer else ()
    return replace(
        numbered_span(format, _HINTS, range(number, number + 1), cells[0], None, BodyLines(body, number)),
        title=term_of(BREAK.sub(" ", cells[0])),
        is_term=True,
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
    signs=("|",),
    spans=_questions,
    unrecognised=_unrecognised,
    has_more_on_request=True,
    if_unread="rows of tables look like questions",
    shown=lambda first: "rows of tables (| …? | … |)",
)

VOCABULARY = Format(
    WORDS,
    TABLE.may_hold,
    When.ON_REQUEST,
    spans=_words,
    shown=lambda first: "words in tables (| … | … |), asked both ways",
)
