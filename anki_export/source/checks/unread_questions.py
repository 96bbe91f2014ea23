"""Text that asks and becomes no card: lists without answers, and what is left when all else has been told.

    - What is a tag?                     #### Tags                          What is a branch?
    - 🟡 Compare a tag and a branch.     When would you move one?
    - Why sign one?                      [Resources](tags.md)               A moving name.

Of lists, a page gets one message with the number of their questions, at the first one. Most items ask, and they are
most of the page: what is asked in an article is answered there. Below headings, most sections of a rank end with a
question. Items with text below them are reported apart: they may be answered there. Not reported: tasks to tick off,
links, contents.

Other text is that of lines that no question has and no message names, of any layout, and the title of a page that only
announces questions.
"""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, pairwise
from pathlib import PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.asking_lines_on_cardless_pages import asking_text
from anki_export.source.candidates.answers_on_same_line import answered_beside
from anki_export.source.candidates.collect_items_and_paragraphs import LINKED_NUMBER
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.checks.checked_page import LISTED, CheckedPage, Finding, become_no_cards
from anki_export.source.layouts.page_shape import is_about_repository
from anki_export.source.lines import (
    indent_of,
    is_comment,
    is_separator,
    last_text,
    list_marker,
    starts_block,
    task_item,
    tick_box,
)
from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import asks
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, is_order

_CELLS = ("<tr", "<td")
"""What begins lines of a table in HTML, in which no format looks for questions."""
_MARKS = "?？؟❓❔"
_LINE_END = regex(r"[?？؟❓❔][^\w\n<]*(?:<[^<>\n]*>)*\n")
_LISTS = ("\n- ", "\n* ", "\n1. ")
_SIGN = regex(r"[^\w\s*_`(\[<\"'¿]+")
_BOLD = ("**", "__", "<b")
_LINK_ELSEWHERE = regex(r"\[[^\[\]]+\]\((?:\w+:|//|\{)")
"""Templates write addresses, too: `[Why?]({{base}}12)`."""
_DIGIT = regex(r"\d")
_SEPARATOR = regex(r"[-_]+")
_SECOND_PARTS = (" b) ", "\nb) ", "1b) ", " b. ", "1b. ", "\nb. ")
_FEW = thresholds.LINES_THAT_ASK.least
_HINT = "write the answer below each question"


def unread_text(checked_page: CheckedPage, told: Set[int]) -> Iterator[Finding]:
    """Report the lines that ask, or the title of a page without cards that announces questions.

    `told` are the lines of messages that say of something that it is not read.
    """
    outline, wanted = checked_page.outline, checked_page.page.wanted
    if checked_page.is_decided:
        return
    rest = (n for n in checked_page.free if not outline.is_code[n] or outline.lines[n].lstrip().startswith(_CELLS))
    lines = [number for number in rest if told.isdisjoint((number, last_text(outline.lines, number)))]
    asking = [
        (number, text)
        for number in lines
        if (text := asking_text(line := outline.lines[number])) and not ("](" in line or task_item(line.strip()))
    ]
    if checked_page.entries and not asking:
        return  # as on most pages
    is_announced = announces_questions(f"{wanted.title} {outline.title}") and not is_about_repository(wanted.file)
    repeats = Counter(text for _, text in asking)
    apart = [(n, text) for n, text in asking if normalised(text) not in checked_page.asked]
    places = [n for n, text in apart if repeats[text] < thresholds.LABELS_REPEAT]
    enough = thresholds.LINES_THAT_ASK if is_announced else thresholds.LINES_IN_TEXT
    places = places if enough.of(len(places), len(lines)) else []
    if places:
        yield become_no_cards(places, "lines ask a question", first=dict(asking)[places[0]])
    elif is_announced and not (told or checked_page.entries):
        others = [n for n in lines if not (is_separator(outline.lines[n]) or is_comment(outline.lines[n]))]
        if sum(not is_only_links(outline.lines[number]) for number in others) * 2 > len(others) >= _FEW:
            title = outline.title or wanted.title
            yield become_no_cards(others[:1], "pages with a title that announces questions", first=title)
            return
    if not (places or told or checked_page.entries) and sum(map(outline.text.count, _SECOND_PARTS)) > 1:
        from anki_export.source.checks.unread_lettered_parts import parts_with_key

        if parts := parts_with_key(outline):
            yield become_no_cards(parts, "parts of tasks", first=outline.lines[parts[0]].strip())


class _Unit(Struct, frozen=True):
    """A heading, list item or paragraph outside of questions."""

    line: int
    kind: str
    """"heading", "item" or "text"; "question" for each line of a question that is read."""
    text: str = ""
    """Its first line, without its marker."""
    last: str = ""
    """The last line that is more than links."""
    level: int = 0
    """The level of a heading; for others, the columns of indentation."""
    is_answered: bool = False
    """Whether text that does not ask is below its first line."""
    has_code: bool = False
    """Whether code is below it."""


def listed_questions(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the number of questions that a page only lists."""
    if checked_page.is_decided or not _may_list(checked_page):
        return
    units, is_announced = _with_answers(_units(checked_page)), _is_announced(checked_page)
    in_lists = list(_in_lists(units, checked_page.asked, is_announced, has_cards=bool(checked_page.questions)))
    answered = [one.line for one in in_lists if one.is_answered]
    lines = sorted({one.line for one in in_lists if not one.is_answered}.union(_below_headings(units, is_announced)))
    if not checked_page.questions:
        answered = sorted({*answered, *_answered_tasks(units, is_announced)}.difference(lines))
    if len(lines) >= _FEW:
        message = f"{len(lines)} questions without an answer; skipped"
        yield Finding(lines[0], Rule.UNANSWERED, message, _HINT, places=lines)
    if len(answered) >= _FEW:
        yield become_no_cards(answered, LISTED)


def _may_list(checked_page: CheckedPage) -> bool:
    """Whether lines may ask in lists or sections: a quick check."""
    if not checked_page.free:
        return False
    taken = checked_page.taken
    text = "\n".join(["", *[line for number, line in enumerate(checked_page.lines) if number not in taken]])
    if sum(map(text.count, _MARKS)) >= _FEW and sum(1 for _ in _LINE_END.finditer(text)) >= _FEW:
        return True
    if not any(map(text.__contains__, _LISTS)):
        return False
    return _is_announced(checked_page) or any(announces_questions(one.title) for one in checked_page.outline.headings)


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
    headings = {heading.line: heading for heading in outline.headings}
    found: list[_Unit] = []
    goes_on = False
    for number, line in enumerate(outline.lines):
        text = line.strip()
        if heading := headings.get(number):
            found.append(_Unit(number, "heading", heading.title, level=heading.level))
            goes_on = False
        elif number in checked_page.taken:
            found.append(_Unit(number, "question"))
            goes_on = False
        elif outline.is_code[number]:
            if found and found[-1].kind == "item" and not is_comment(line):
                found[-1] = replace(found[-1], has_code=True)
            goes_on = False
        elif is_separator(line) or text[0] in "<>":
            goes_on = False
        elif marker := list_marker(line):
            found.append(_Unit(number, "item", line[marker.end() :].strip(), text, indent_of(line)))
            goes_on = True
        elif is_only_links(text):
            continue
        elif goes_on and not starts_block(line):
            found[-1] = replace(found[-1], last=text, is_answered=not asks(text))
        else:
            found.append(_Unit(number, "text", text, text, indent_of(line)))
            goes_on = True
    return found


def _with_answers(units: Sequence[_Unit]) -> list[_Unit]:
    """The units, and which of the items have an answer below them: deeper text, or any below an item alone."""
    found = list(units)
    for at, (one, below) in enumerate(pairwise(units)):
        is_alone = below.kind == "text" and (at == 0 or units[at - 1].kind != "item")
        is_deeper = below.kind in ("item", "text") and below.level > one.level
        if one.kind == "item" and (is_alone or is_deeper) and not is_clear_question(_words(below.text)):
            found[at] = replace(one, is_answered=True)
    return found


def _in_lists(units: Sequence[_Unit], read: Set[str], is_announced: bool, *, has_cards: bool) -> Iterator[_Unit]:
    """The items that ask, if they are most of a page; `read` are the titles of its questions."""
    known = read | {normalised(one.text) for one in units if one.kind == "heading"}
    signs = Counter(_sign(one.text) for one in units if one.kind == "item")
    difficulty = {sign for sign, count in signs.items() if sign and count >= thresholds.LABELS_REPEAT}
    enough = thresholds.ANNOUNCED if is_announced else thresholds.LISTS
    found: list[_Unit] = []
    clear = 0
    for kind, group in groupby(units, lambda one: one.kind):
        items = list(group) if kind == "item" else []
        open_items = [one for one in items if _may_ask(one.text) and normalised(one.text) not in known]
        asking = [one for one in open_items if is_clear_question(_words(one.text))]
        ask = {one.line for one in asking}
        orders = [one for one in open_items if is_announced and one.line not in ask and is_order(_words(one.text))]
        marked = [one for one in orders if _sign(one.text) in difficulty]
        least = min((one.level for one in items), default=0)
        ask.update(one.line for one in orders)
        outer = sum(one.level == least or one.line in ask for one in items)
        if (asking or marked) and (len(asking) + len(orders)) * 100 >= enough.percent * outer:
            clear += len(asking) + len(marked)
            found += [*asking, *orders]
    below = sum(one.is_answered for one in found)
    content = sum(one.kind in ("item", "text") for one in units) - below
    plain = sum(one.is_answered and one.text[:2] not in _BOLD for one in found)
    is_nearly_read = not has_cards and thresholds.ANSWERED_ITEMS.of(plain, len(found))  # bold lines are counted as such
    if (enough.of(clear, 0) or is_nearly_read) and thresholds.HALF.of(len(found), content):
        yield from found
    elif has_cards and thresholds.LINES_ELSEWHERE.of(clear, 0):  # other pages are named where nothing is read
        yield from (replace(one, is_answered=True) for one in found)


def _answered_tasks(units: Sequence[_Unit], is_announced: bool) -> Sequence[int]:
    """The lines of items with blocks below them in parts of a page that announce questions, if a quarter asks."""
    items: list[_Unit] = []
    starts = [0, *(at for at, one in enumerate(units) if one.kind == "heading")]
    for start, stop in pairwise((*starts, len(units))):
        own = [one for one in units[start:stop] if one.kind == "item"]
        least = min((one.level for one in own), default=0)
        if is_announced or (own and announces_questions(units[start].text)):
            items += [one for one in own if one.level == least and (_may_ask(one.text) or _is_answered_link(one))]
    answered = [one for one in items if one.is_answered or one.has_code]
    words = [LINKED_NUMBER.sub("", _words(without_tags(one.text, " ").strip("*_ "))) for one in answered]
    asking = [is_clear_question(text) for text in words]
    is_clear = thresholds.QUARTER.of(sum(asking), len(answered))
    is_enough = thresholds.ANSWERED_ANNOUNCED.of(len(answered), len(items)) and is_clear
    return [one.line for one in answered] if is_enough else ()


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


def _is_answered_link(one: _Unit) -> bool:
    """Whether an item links to a question elsewhere, which text below it may answer."""
    return one.is_answered and _LINK_ELSEWHERE.match(one.text) is not None and is_clear_question(one.text)


def _words(text: str) -> str:
    """A text without its number, and without what is behind its question."""
    words = without_number(text)
    return beside.title if (beside := answered_beside(words)) else words


def _sign(text: str) -> str:
    """The sign before a text, such as one of difficulty."""
    match = _SIGN.match(text)
    return match[0] if match else ""
