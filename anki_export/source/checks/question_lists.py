"""Questions that a page only lists, without answers:

    - What is a tag?                     #### Tags
    - 🟡 Compare a tag and a branch.     When would you move one?
    - Why sign one?                      [Resources](tags.md)

A page gets one message with their number, at the first of them. In lists, most items ask, and they are most of the
page: what is asked in an article is answered there. Below headings, most sections of a rank end with a question.

Not reported: tasks to tick off, links, contents of the page, items with text below them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from anki_export.diagnostics import Rule
from anki_export.source.candidates import thresholds
from anki_export.source.candidates.page_links import is_only_links
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.lines import is_separator, list_marker, starts_block, tick_box
from anki_export.source.question_numbers import number_of
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.labels import asks
from anki_export.text.normalize import normalised
from anki_export.text.regex import regex

_MARKS = "?？؟"
_LISTS = ("\n- ", "\n* ", "\n1. ")
_SIGN = regex(r"[^\w\s*_`(\[<\"'¿]+")
_DIGIT = regex(r"\d")
_SEPARATOR = regex(r"[-_]+")
_FEW = thresholds.LINES_THAT_ASK.least
_HINT = "write the answer below each question"


class _Unit(NamedTuple):
    """A heading, list item or paragraph outside of questions."""

    line: int
    kind: str
    """"heading", "item" or "text"; "question" for each line of a question that is read."""
    text: str = ""
    """Its first line, without its marker."""
    last: str = ""
    """The last line that is more than links."""
    is_long: bool = False
    """Whether more text follows its first line."""
    level: int = 0
    """That of a heading."""


def listed_questions(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the number of questions that a page only lists."""
    if checked_page.page.wanted.is_fixed or not _may_list(checked_page):
        return
    units, is_announced = _units(checked_page), _is_announced(checked_page)
    read = {normalised(entry.written) for entry in checked_page.entries}
    lines = sorted({*_in_lists(units, read, is_announced), *_below_headings(units, is_announced)})
    if len(lines) >= _FEW:
        message = f"{len(lines)} questions without an answer; skipped"
        yield Finding(lines[0], Rule.UNANSWERED, message, _HINT, places=lines)


def _may_list(checked_page: CheckedPage) -> bool:
    """Whether lines may ask in lists or sections: a quick check."""
    text = checked_page.page.text
    if sum(text.count(f"{mark}\n") for mark in _MARKS) >= _FEW:
        return True
    has_list = any(map(text.__contains__, _LISTS))
    return has_list and (sum(map(text.count, _MARKS)) >= _FEW or _is_announced(checked_page))


def _is_announced(checked_page: CheckedPage) -> bool:
    """Whether the title of a page, its name, that of its folder or a line above its first list announces questions."""
    path = PurePosixPath(checked_page.page.path)
    names = _SEPARATOR.sub(" ", f"{path.stem} {path.parent.name}")
    if announces_questions(f"{checked_page.page.wanted.title} {checked_page.outline.title} {names}"):
        return True
    for line in checked_page.lines:
        if list_marker(line):
            return False
        if _DIGIT.search(line) and announces_questions(without_tags(line)):  # "55 questions"
            return True
    return False


def _units(checked_page: CheckedPage) -> list[_Unit]:
    """The units of a page, without code, HTML and quotes."""
    outline = checked_page.outline
    taken = {number for entry in checked_page.entries for number in entry.lines}
    headings = {heading.line: heading for heading in outline.headings}
    found: list[_Unit] = []
    goes_on = False
    for number, line in enumerate(outline.lines):
        text = line.strip()
        if heading := headings.get(number):
            found.append(_Unit(number, "heading", heading.title, level=heading.level))
            goes_on = False
        elif number in taken:
            found.append(_Unit(number, "question"))
            goes_on = False
        elif outline.is_code[number] or is_separator(line) or text[0] in "<>":
            goes_on = False
        elif (marker := list_marker(line)) or _has_number_with_q(text):
            found.append(_Unit(number, "item", line[marker.end() :].strip() if marker else text, text))
            goes_on = True
        elif is_only_links(text):
            continue
        elif goes_on and not starts_block(line):
            found[-1] = found[-1]._replace(last=text, is_long=True)
        else:
            found.append(_Unit(number, "text", text, text))
            goes_on = True
    return found


def _has_number_with_q(text: str) -> bool:
    number = number_of(text) if text[:1] in "Qq*_" else None
    return number is not None and number.mark == "Q" and number.value is not None


def _in_lists(units: Sequence[_Unit], read: set[str], is_announced: bool) -> Iterator[int]:
    """The lines of items that ask, if they are most of a page; `read` are the titles of its questions."""
    known = read | {normalised(one.text) for one in units if one.kind == "heading"}
    signs = Counter(_sign(one.text) for one in units if one.kind == "item")
    difficulty = {sign for sign, count in signs.items() if sign and count >= thresholds.LABELS_REPEAT}
    found: list[int] = []
    for kind, group in groupby(units, lambda one: one.kind):
        items = list(group) if kind == "item" else []
        open_items = [one for one in items if _may_ask(one.text) and normalised(one.text) not in known]
        asking = [one for one in open_items if is_clear_question(_words(one.text))]
        orders = [one for one in open_items if is_announced and one not in asking and is_order(_words(one.text))]
        marked = [one for one in orders if _sign(one.text) in difficulty]
        enough = thresholds.ANNOUNCED if is_announced else thresholds.LISTS
        is_list = enough.of(len(asking) + len(marked), 0) and enough.of(len(asking) + len(orders), len(items))
        answered = sum(one.is_long and not asks(one.last) for one in (*asking, *orders))
        if is_list and not thresholds.HALF.of(answered, len(asking) + len(orders)):
            found += [one.line for one in (*asking, *orders)]
    content = sum(one.kind in ("item", "text") for one in units)
    if thresholds.HALF.of(len(found), content) and (is_announced or thresholds.LISTS.of(len(found), 0)):
        yield from found


def _below_headings(units: Sequence[_Unit], is_announced: bool) -> Iterator[int]:
    """The lines of headings above text that ends with a question, where most of their rank are such."""
    ranks: dict[int, list[tuple[int, bool]]] = {}
    starts = [at for at, one in enumerate(units) if one.kind == "heading"]
    for start, stop in pairwise((*starts, len(units))):
        below = units[start + 1 : stop]
        if below and all(one.kind == "text" for one in below):
            does_ask = asks(without_tags(below[-1].last, " ").strip())
            ranks.setdefault(units[start].level, []).append((units[start].line, does_ask))
    enough = thresholds.ANNOUNCED if is_announced else thresholds.HEADINGS
    for rank in ranks.values():
        asking = [line for line, does_ask in rank if does_ask]
        if enough.of(len(asking), len(rank)):
            yield from asking


def _may_ask(text: str) -> bool:
    return not tick_box(text) and not is_only_links(text)


def _words(text: str) -> str:
    number = number_of(text)
    return number.rest if number else text


def _sign(text: str) -> str:
    """The sign before a text, such as one of difficulty."""
    match = _SIGN.match(text)
    return match[0] if match else ""
