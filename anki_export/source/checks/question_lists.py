"""Questions that a page only lists, without answers:

    - What is a tag?                     #### Tags
    - 🟡 Compare a tag and a branch.     When would you move one?
    - Why sign one?                      [Resources](tags.md)

A page gets one message with their number, at the first of them. In lists, most items ask; where nothing announces
questions, these items are most of the page. Below headings, most sections of a rank end with a question.

Not reported: tasks to tick off, links, contents of the page, items with text below them, questions inside of prose.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import PurePosixPath
from typing import NamedTuple

from anki_export.diagnostics import Rule
from anki_export.source.candidates import thresholds
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.source.lines import indent_of, is_separator, list_marker, starts_block, tick_box
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.text.asking import announces_questions, is_clear_question, is_order
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.labels import asks
from anki_export.text.normalize import normalised
from anki_export.text.regex import regex

_MARKS = "?？؟"
_ONLY_LINK = regex(r"\W*(?:\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]\([^()]*(?:\([^()]*\)[^()]*)*\)[\s|,.·•&-]*)+|\W*<?https?://\S+\W*")
_SIGN = regex(r"[^\w\s*_`(\[<\"'¿]+")
_DIGIT = regex(r"\d")
_FEW = thresholds.LINES_THAT_ASK.least
_HINT = "write the answer below each question, or ignore this message: `<!-- check: ignore S073 -->`"


class _Unit(NamedTuple):
    """A paragraph, heading or list item."""

    line: int
    text: str
    """Of its first line."""
    last: str
    """Its last line that is more than a link."""
    kind: str
    """"item", "heading" or "text"."""
    lines: int = 1


def listed_questions(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the number of questions that are only listed on a page."""
    if checked_page.page.wanted.is_fixed or not _may_list(checked_page):
        return
    units = list(_units(checked_page))
    found = sorted({*_in_lists(units, checked_page), *_below_headings(units, checked_page)})
    if len(found) >= _FEW:
        yield Finding(found[0], Rule.UNANSWERED, f"{len(found)} questions without an answer; skipped", _HINT)


def _may_list(checked_page: CheckedPage) -> bool:
    """Whether enough lines end with a question mark, or the top of a page announces questions: a quick check."""
    text = checked_page.page.text
    if sum(text.count(f"{mark}\n") for mark in _MARKS) >= _FEW:
        return True
    return any(sign in text for sign in ("\n- ", "\n* ", "\n1. ")) and (
        sum(map(text.count, _MARKS)) >= _FEW or _is_announced(checked_page)
    )


def _is_announced(checked_page: CheckedPage) -> bool:
    """Whether the title of a page, its name, that of its folder or the text above its first list says so."""
    wanted, path = checked_page.page.wanted, PurePosixPath(checked_page.page.path)
    names = f"{wanted.title} {checked_page.outline.title} {path.stem} {path.parent.name}".replace("-", " ").replace("_", " ")
    if announces_questions(names):
        return True
    for line in checked_page.lines:
        if list_marker(line):
            return False
        if _DIGIT.search(line) and announces_questions(without_tags(line)):
            return True
    return False


def _units(checked_page: CheckedPage) -> Iterator[_Unit]:
    """The units outside of questions, code, HTML and quotes."""
    outline = checked_page.outline
    taken = {number for entry in checked_page.entries for number in entry.lines}
    headings = {heading.line: heading for heading in outline.headings}
    unit: _Unit | None = None
    for number, line in enumerate(outline.lines):
        text = line.strip()
        if number in headings or number in taken or outline.is_code[number] or is_separator(line) or text[:1] in ("<", ">"):
            if unit:
                yield unit
            unit = None
            if number in headings:
                yield _Unit(number, headings[number].title, "", "heading", headings[number].level)
            elif number in taken:
                yield _Unit(number, "", "", "taken")
            continue
        marker = list_marker(line)
        numbered = None if marker else number_of(text)
        if marker or (numbered and numbered.mark == "Q" and numbered.value is not None):
            if unit:
                yield unit
            unit = _Unit(number, line[marker.end() :].strip() if marker else text, text, "item")
        elif unit and not starts_block(line):
            is_link = _ONLY_LINK.fullmatch(text)
            unit = unit._replace(last=unit.last if is_link else text, lines=unit.lines + (not is_link))
        else:
            if unit:
                yield unit
            unit = None if _ONLY_LINK.fullmatch(text) else _Unit(number, text, text, "text")
    if unit:
        yield unit


def _in_lists(units: Sequence[_Unit], checked_page: CheckedPage) -> Iterator[int]:
    """The lines of items that ask, in lists of which most items do."""
    known = {normalised(one.text) for one in units if one.kind == "heading"}
    known.update(normalised(entry.written) for entry in checked_page.entries)
    is_announced = _is_announced(checked_page)
    signs = Counter(_sign(one.text) for one in units if one.kind == "item")
    found: list[_Unit] = []
    for kind, group in groupby(units, lambda one: one.kind):
        items = list(group)
        if kind != "item":
            continue
        asking = [one for one in items if _asks(one) and normalised(one.text) not in known]
        if is_announced:
            asking_or_orders = [one for one in items if one in asking or _orders(one)]
            marked = [one for one in asking_or_orders if signs[_sign(one.text)] >= thresholds.LABELS_REPEAT and _sign(one.text)]
            is_list = len({*asking, *marked}) >= _FEW and thresholds.ANNOUNCED.of(len(asking_or_orders), len(items))
            asking = asking_or_orders
        else:
            is_list = thresholds.Enough(_FEW, thresholds.HEADINGS.percent).of(len(asking), len(items))
        with_text = sum(one.lines > 1 and not asks(one.last) for one in asking)
        if is_list and not thresholds.HALF.of(with_text, len(asking)):
            found += asking
    content = sum(one.kind in ("item", "text") for one in units)
    if thresholds.HALF.of(len(found), content) and (is_announced or thresholds.HEADINGS.of(len(found), 0)):
        yield from (one.line for one in found)


def _below_headings(units: Sequence[_Unit], checked_page: CheckedPage) -> Iterator[int]:
    """The lines of headings above sections that end with a question, where most of their rank are such."""
    ranks: dict[int, list[tuple[_Unit, bool]]] = {}
    starts = [at for at, one in enumerate(units) if one.kind == "heading"]
    for start, stop in pairwise((*starts, len(units))):
        below = units[start + 1 : stop]
        if below and all(one.kind == "text" for one in below):
            text = without_tags(below[-1].last, " ").strip()
            ranks.setdefault(units[start].lines, []).append((units[start], asks(text)))
    enough = thresholds.ANNOUNCED if _is_announced(checked_page) else thresholds.HEADINGS
    for rank in ranks.values():
        asking = [heading.line for heading, does_ask in rank if does_ask]
        if enough.of(len(asking), len(rank)):
            yield from asking


def _asks(one: _Unit) -> bool:
    return not tick_box(one.text) and not _ONLY_LINK.fullmatch(one.text) and is_clear_question(_words(one))


def _orders(one: _Unit) -> bool:
    return not tick_box(one.text) and not _ONLY_LINK.fullmatch(one.text) and is_order(_words(one))


def _words(one: _Unit) -> str:
    number = number_of(one.text)
    return number.rest if number else one.text


def _sign(text: str) -> str:
    """The sign before a text, such as one of difficulty."""
    match = _SIGN.match(text)
    return match[0].strip() if match else ""
