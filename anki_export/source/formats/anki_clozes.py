"""Texts with gaps as Anki itself writes them, which many programs for flashcards take over:

    The {{c1::keel}} is below the {{c2::hull::a part}}.     a card for each number, with hints behind `::`

    - {{c1::Port}} is left.                 the items of a list are texts of their own
    - {{c1::Starboard}} is right.

    ## {{c1::Luff}} is to turn to the wind  so is a heading

    T: The {{c1::jib}} is a sail.           as AnkiOps has it, with what explains it below the text
    E: It is small.

A text continues up to a blank line, a heading, a rule, a comment, a container or a note of another program.

Not questions: gaps in code and formulas. On a page that shows such gaps in code, the others are examples, too: it
explains how to write them. See https://docs.ankiweb.net/editing.html#cloze-deletion.
"""

import re
from collections.abc import Iterator, Sequence
from textwrap import dedent

from anki_export.diagnostics import Rule
from anki_export.source.candidates.flashcards_of_other_programs import (
    MOST_GAPS,
    OF_ANKI,
    cards_of_gaps,
    gap_cards,
    gaps_in,
    id_behind,
)
from anki_export.source.entry import Entry, Finding, Hints, Span
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import indent_of, is_blank, is_comment, is_quoted, is_rule, list_marker, without_quote
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex

NAME = "cloze"
_GAP = regex(r"\{\{c\d{1,3}::", re.IGNORECASE)
_CODE = regex(r"(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)")
_HEADING = regex(r" {0,3}#{1,6}[ \t]+")
_BORDER = regex(r"[ \t]*(?::{3,}|\[\^[^\[\]]+\]:)")
_LABEL, _EXTRA = regex(r"(?:T|Text):[ \t]*"), regex(r"[EM]:[ \t]*|(?:Back )?Extra:[ \t]*")
_OF_OTHERS = regex(r"[ \t]*START[ \t]*|[QA]:.*")
"""What begins notes of other programs, which are read or reported whole."""
_HINTS = Hints(
    question="{}",
    title="write a text with {{c1::gaps}}",
    answer="write what the text hides as {{c1::…}}",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    if _are_explained(outline) and not wanted.is_named(NAME):
        return
    for lines in _texts(outline):
        texts, below = _sides(outline, lines)
        gaps = gaps_in(texts, [outline.is_code[number] for number in lines], OF_ANKI)
        if gaps and len(gaps) <= MOST_GAPS and len(gaps) == _written(outline, lines):
            place = id_behind(outline.lines[lines[-1]], lines[-1])
            yield cards_of_gaps(NAME, lines, gap_cards(texts, gaps), _HINTS, place, below)


def _are_explained(outline: Outline) -> bool:
    """Whether code of a page has gaps."""
    return any(
        any(_GAP.search(code[0]) for code in _CODE.finditer(line)) or (outline.is_code[number] and _GAP.search(line))
        for number, line in enumerate(outline.lines)
        if "{{" in line
    )


def _texts(outline: Outline) -> Iterator[range]:
    """The lines of each text that may have gaps."""
    lines, start, is_list, has_gaps = outline.lines, -1, False, False
    for number, line in enumerate([*lines, ""]):
        is_code = number < len(lines) and outline.is_code[number]
        is_heading = not is_code and _HEADING.match(line) is not None
        is_border = is_comment(line) or (
            not is_code and (is_heading or is_blank(line) or is_rule(line) or _BORDER.match(line))
        )
        is_item = not is_code and list_marker(line) is not None
        is_inner = has_gaps and indent_of(line) > indent_of(lines[start])  # the list of an item belongs to its text
        if start >= 0 and (is_border or (is_item and is_list and not is_inner)):
            if has_gaps and not _OF_OTHERS.fullmatch(lines[start]):
                yield range(start, number)
            start, has_gaps = -1, False
        if is_heading and _GAP.search(line):
            yield range(number, number + 1)
        if start < 0 and not is_border:
            start, is_list = number, is_item
        has_gaps = has_gaps or (start >= 0 and "{{" in line and _GAP.search(line) is not None)


def _sides(outline: Outline, lines: range) -> tuple[list[str], list[str]]:
    """The lines of a text without marks around it, and those below it that explain it."""
    texts = list(outline.lines[lines.start : lines.stop])
    texts[0] = _HEADING.sub("", texts[0])
    if all(map(is_quoted, texts)):
        texts = list(map(without_quote, texts))
    if not (label := _LABEL.match(texts[0])):
        return dedent("\n".join(texts)).split("\n"), []
    texts[0] = texts[0][label.end() :]
    stop = next((at for at, line in enumerate(texts) if _EXTRA.match(line)), len(texts))
    return texts[:stop], [text for line in texts[stop:] for text in ("", _EXTRA.sub("", line))]


def _written(outline: Outline, lines: range) -> int:
    """How many gaps a text seems to have: those in a formula, or not closed, are none."""
    return sum(len(_GAP.findall(outline.lines[number])) for number in lines)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report texts with gaps that are no cards."""
    if _are_explained(page.outline) and not entries:
        return
    known = page.taken.union(*(span.lines for span in page.unread))
    for lines in _texts(page.outline):
        if lines.start not in known:
            message, hint = "a {{c1::gap}} is in a formula or not closed; skipped", "put the whole formula into the gap"
            if _written(page.outline, lines) > MOST_GAPS:
                message, hint = f"text has more gaps than the limit of {MOST_GAPS}; skipped", "split it"
            yield Finding(lines.start, Rule.NOT_READ, message, hint, needle="{{")


CLOZE = Format(
    NAME,
    lambda text: "{{" in text and _GAP.search(text) is not None,
    signs=("{{",),
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "texts with gaps ({{c1::…}})",
)
