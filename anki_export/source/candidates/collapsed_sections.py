"""Collapsed blocks that only hold questions: they name a part of the page, and are no questions themselves.

Paragraphs may introduce some of these, if the summary is not a question. Other collapsed blocks or headings go on with
an answer, even if they ask:

    <details>
    <summary><h3 id="disks">Disks</h3></summary>

    #### Advanced                   headings may be between the questions

    <details>
    <summary>What is an inode?</summary>
    …
"""

import re
from collections.abc import Sequence, Set

from anki_export.source import thresholds
from anki_export.source.candidates.navigation_links import leads_to_top
from anki_export.source.candidates.question_candidate import Candidate
from anki_export.source.find_raw_details import Collapsed
from anki_export.source.lines import bold_line, is_separator
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import without_number
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

_HEADING = regex(r"\s*(?:#{1,6}\s|<h[1-6]\b)", re.IGNORECASE)
_PICTURES = ("![", "[![")


def section_starts(outline: Outline, found: Sequence[tuple[Collapsed, Candidate]]) -> Set[int]:
    """The first lines of those collapsed blocks that only hold questions; outer blocks come before those inside."""
    starts: set[int] = set()
    below: list[tuple[Collapsed, Candidate]] = []
    """The blocks below the current one that are not inside each other, the last one first."""
    for element, one in reversed(found):
        inside: list[tuple[Collapsed, Candidate]] = []
        while below and below[-1][0].lines.start < element.lines.stop:
            inside.append(below.pop())
        below.append((element, one))
        asking = sum(each.asks_or_orders or each.line in starts for _, each in inside)
        if not inside:
            is_section = not one.asks and _holds_headings(outline, element)
        else:
            is_enough = asking > 0 and thresholds.HALF.of(asking, len(inside))
            is_section = is_enough and _only_holds(outline, element, one, [each.lines for each, _ in inside])
        if is_section:
            starts.add(element.lines.start)
    return starts


def _only_holds(outline: Outline, element: Collapsed, one: Candidate, inside: Sequence[range]) -> bool:
    """Whether a block has nothing besides those inside that could be an answer."""
    if one.asks_or_orders and len(inside) == 1:
        return False
    paragraphs = _paragraphs(outline, element, inside)
    return not paragraphs or (not one.asks_or_orders and thresholds.HALF.of(len(inside) - len(paragraphs), len(inside)))


def _holds_headings(outline: Outline, element: Collapsed) -> bool:
    """Whether a block begins with a heading, and has several that ask, which are most of their level."""
    headings = outline.headings_in(element.lines)
    asking = [one for one in headings if is_clear_question(without_number(one.title))]
    if not asking or _paragraphs(outline, element, [range(headings[0].line, element.lines.stop)]):
        return False
    return thresholds.WITH_ANSWERS.of(len(asking), sum(one.level == asking[0].level for one in headings))


def _paragraphs(outline: Outline, element: Collapsed, inside: Sequence[range]) -> list[int]:
    """The lines at which text begins in a block, outside of ranges in page order; headings and links are not text."""
    own: list[tuple[int, str]] = []
    start = element.body_line
    for lines in (*inside, range(element.lines.stop, 0)):
        own += [(number, outline.lines[number]) for number in range(start, min(lines.start, element.lines.stop))]
        start = max(start, lines.stop)
    own = [(number, _own_part(element, number, line)) for number, line in own]
    says = [number for number, line in own if outline.is_code[number] or _says_something(line)]
    return [number for number, above in zip(says, [-1, *says], strict=False) if number != above + 1]


def _own_part(element: Collapsed, number: int, line: str) -> str:
    """What a line has after the summary of a block and before its end."""
    if number == element.lines.stop - 1:
        line = line[: element.stop_column]
    return line[element.body_column :] if number == element.body_line else line


def _says_something(line: str) -> bool:
    text = without_tags(line).strip()
    is_mark = is_separator(text) or text.startswith(_PICTURES) or bold_line(text) or leads_to_top(line)
    return bool(text) and not (is_mark or _HEADING.match(line))
