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
from anki_export.source.candidates.answer_sections import names_answers
from anki_export.source.candidates.answered_paragraphs import begins_with_dash
from anki_export.source.candidates.answers_on_same_line import answered_beside
from anki_export.source.candidates.collect_items_and_paragraphs import LINKED_NUMBER, marked_text
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.checks.checked_page import LISTED, CheckedPage, Finding, become_no_cards
from anki_export.source.formats.pair_labels import is_of_interview, marks_in, pairs_of
from anki_export.source.formats.question_and_answer_labels import LABELS
from anki_export.source.layouts.page_shape import is_about_repository
from anki_export.source.lines import (
    bold_line,
    indent_of,
    is_blank,
    is_comment,
    is_separator,
    last_text,
    list_marker,
    next_text,
    starts_block,
    task_item,
    tick_box,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import has_q, without_number
from anki_export.text.asking import announces_questions, is_clear_question, is_order, names_writer
from anki_export.text.classify_labels import asks
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.word_patterns import Words

_CELLS = ("<tr", "<td")
"""What begins lines of a table in HTML, in which no format looks for questions."""
_IN_ITALICS = regex(r"(?P<mark>[*_])(?![*_])[^*\n]+(?<![*_])(?P=mark)")
"""A line that is set off as bold ones are."""
_BOLD_OPENING = regex(r"(?P<bold>\*\*|__)(?P<text>[^\n]+?)(?P=bold)[^\n]*\w")
"""A line with more text behind the bold one that it begins with."""
_NAME = regex(r"[\s*_]*[^\W\d_][^:.?!]{0,24}:")
"""What is before what somebody says."""
_NUMBERED = regex(r"[ \t]*(?:\d{1,3}|[^\W\d_])[.)]\s")
_BEHIND_LABEL = regex(r"[:：][ *_]*\d.*")
_OTHER_BLOCKS = frozenset("#[(|<")
_BEFORE_SLASH = regex(r"[?？؟]\s*/")
_WORDS = 3
_MARKS = "?？؟❓❔"
_RIGHT = Words("right", ending=r"\W*\Z")
_LINE_END = regex(r"[?？؟❓❔][^\w\n<]*(?:<[^<>\n]*>)*\n")
_LISTS = ("\n- ", "\n* ", "\n1. ")
_SIGN = regex(r"[^\w\s*_`(\[<\"'¿]+")
_BOLD = ("**", "__", "<b")
_MARKS_OF_LINES = ("*", "_", "`")
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
    said = dict(asking)
    answered = sum(_is_answered(outline.lines[n], said[n]) for n in places)
    is_likely = not checked_page.entries and (
        thresholds.ANSWERED_IN_LINE.of(answered, len(lines)) or _are_pairs(outline, places) or _is_quiz(outline, places)
    )
    enough = thresholds.LINES_THAT_ASK if is_announced or is_likely else thresholds.LINES_IN_TEXT
    set_off = [n for n in places if _is_set_off(outline.lines[n].strip())]
    set_off = [n for n in set_off if "".join(outline.lines[n + 1 : n + 3]).lstrip()[:1] not in ("(", "")]  # a survey
    if not enough.of(len(places), len(lines)):
        are_set_off = thresholds.LINES_THAT_ASK.of(len(set_off), 0)
        places = set_off if are_set_off else _where_few_ask(checked_page, places)
    if places:
        yield become_no_cards(places, "lines ask a question", first=said[places[0]])
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


def _where_few_ask(checked_page: CheckedPage, asking: Sequence[int]) -> list[int]:
    """The lines that look like the questions of a page with cards, or that ask on one without."""
    if not checked_page.entries:
        return _labelled(checked_page, asking) or _few(checked_page.outline, asking)
    lines, has_labels = checked_page.lines, any(one.format == LABELS.name for one in checked_page.entries)
    apart = [n for n in asking if has_labels and not lines[n][0].isspace()]
    labelled = {n for n in apart if any(mark.is_question for mark in marks_in(n, lines[n]))}
    return sorted(labelled.union(_above_marked(checked_page, asking), _in_sections(checked_page, asking)))


def _in_sections(checked_page: CheckedPage, asking: Sequence[int]) -> Iterator[int]:
    """The lines that ask in sections without a card, as they do on pages without one."""
    outline = checked_page.outline
    read = {outline.part_at(one.lines.start) for one in checked_page.entries}
    starts = [0, *(heading.line for heading in outline.headings), len(outline.lines)]
    for part, group in groupby(asking, outline.part_at):
        inside = range(starts[part], starts[part + 1])
        few = [n - inside.start for n in group if part not in read and not _NAME.match(outline.lines[n])]
        found = _few(Outline(outline.lines[inside.start : inside.stop]), few) if len(few) >= _FEW else []
        yield from (n + inside.start for n in found if len(found) >= _FEW)


def _above_marked(checked_page: CheckedPage, asking: Sequence[int]) -> list[int]:
    """The lines that ask right above one that is marked as a whole, as the answers to half of the questions are."""
    lines = checked_page.lines
    marks = Counter(lines[one.answer_line].strip()[:1] for one in checked_page.questions)
    usual = {mark for mark in _MARKS_OF_LINES if thresholds.HALF.of(marks[mark], len(checked_page.questions))}
    above = [n for n in asking if usual and n + 1 < len(lines) and lines[n + 1].strip()[:1] in usual]
    return [n for n in above if lines[n].strip()[:1] not in usual and marked_text(lines, n + 1)]  # as in one quote


def _are_pairs(outline: Outline, asking: Sequence[int]) -> bool:
    """Whether paragraphs of two lines, of which only the first asks, are most of a page; speakers have names."""
    lines = ["", *outline.lines, "", ""]
    starts = [n for n in range(1, len(lines) - 2) if not is_blank(lines[n]) and is_blank(lines[n - 1])]
    pairs, asked = 0, set(asking)
    for number in starts:
        first, second, below = lines[number : number + 3]
        is_pair = number - 1 in asked and not is_blank(second) and is_blank(below) and asks(first.rstrip(" *_"))
        pairs += is_pair and not (asks(second) or starts_block(second) or _NAME.match(first))
    headings = {heading.line + 1 for heading in outline.headings}
    return thresholds.PAIRS_OF_LINES.of(pairs, len([n for n in starts if n not in headings]))


def _is_quiz(outline: Outline, asking: Sequence[int]) -> bool:
    """Whether lines with numbers or letters ask above one that names answers, perhaps with some behind it."""
    named = [n for n in asking if _NUMBERED.match(outline.lines[n])]
    if not thresholds.LINES_THAT_ASK.of(len(named), 0):
        return False
    below = (line for line in outline.lines[named[-1] + 1 :] if not _NUMBERED.match(line))
    labels = (_BEHIND_LABEL.sub("", line).strip("#*_ :") for line in below)
    if any(label and names_answers(label) for label in labels):
        return True
    return _are_called_right(outline, named)


def _are_called_right(outline: Outline, asking: Sequence[int]) -> bool:
    """Whether a heading below lines that ask calls as many items right, at its end: "So ist es richtig"."""
    key = next((one for one in outline.headings if one.line > asking[-1]), None)
    said = [line for line in outline.lines[key.line + 1 :] if _NUMBERED.match(line)] if key else []
    is_key = len(said) == len(asking) and key and _RIGHT.are_in(key.title.lower())
    return bool(is_key) and not any(names_writer(outline.lines[at]) for at in asking) and not any(map(asks, said))


def _is_set_off(line: str) -> bool:
    """Whether a line is all in italics, or a cell of a table in HTML that asks."""
    return bool(_IN_ITALICS.fullmatch(line)) or (line.startswith("<td") and asks(without_tags(line)))


def _is_answered(line: str, question: str) -> bool:
    """Whether more follows a question in its line; one of two words may be a label: "Went well?".

    Behind a slash are speakers and prices, and paths begin with one.
    """
    is_long = size_in_words(question) >= _WORDS and not _BEFORE_SLASH.search(line)
    return is_long and not asks(without_tags(line).rstrip(" *_"))


def _few(outline: Outline, asking: Sequence[int]) -> list[int]:
    """The paragraphs that ask where few do: three above text, two that begin in bold, or half of all blocks."""
    lines = outline.lines
    apart = [number for number in asking if _is_paragraph(lines, number)]
    alone = [number for number in apart if asks(lines[number].rstrip(" *_"))]
    answered = [number for number in alone if _is_above_text(lines, number)]
    labelled = sum(has_q(lines[number].replace("**", "")) for number in alone)
    above, blocks = _blocks(outline, alone)
    if thresholds.HALF.of(len(answered), len(alone)) and (
        thresholds.WITH_ANSWERS.of(labelled, len(alone))
        or (thresholds.LINES_THAT_ASK.of(len(alone), 0) and len(alone) >= above)
    ):
        return alone
    opening = {n: match["text"] for n, line in enumerate(lines) if (match := _BOLD_OPENING.match(line))}
    bold = [number for number in apart if number in opening and asks(opening[number])]
    if thresholds.WITH_ANSWERS.of(len(bold), len(opening)):
        return bold
    begin = (n for n in apart if n not in alone and ". " not in asking_text(lines[n]))
    said = sorted(number for number in (*answered, *begin) if not bold_line(lines[number]))
    return said if thresholds.WITH_ANSWERS.of(len(said), blocks) else []


def _labelled(checked_page: CheckedPage, asking: Sequence[int]) -> list[int]:
    """The lines that ask behind the label of a question, if at least two of the page do, and half have an answer."""
    outline = checked_page.outline
    if not asking or is_about_repository(checked_page.page.wanted.file) or not LABELS.may_hold(outline.text):
        return []  # as most
    pairs = [pair for pair in pairs_of(outline) if asks(outline.lines[pair.question.line].rstrip(" *_"))]
    answered = sum(pair.answer is not None for pair in pairs)
    if not (thresholds.HALF.of(answered, len(pairs)) and len(pairs) > 1) or is_of_interview(outline, pairs):
        return []
    return [n for n in asking if any((n, 0) == (pair.question.line, pair.question.start) for pair in pairs)]


def _is_paragraph(lines: Sequence[str], number: int) -> bool:
    """Whether a line is all of a paragraph, or begins one and is bold as a whole or above the dash of an answer."""
    is_answered = number + 1 < len(lines) and begins_with_dash(lines[number + 1])
    stop = number if is_answered or bold_line(lines[number]) else number + 2
    around = (*lines[max(number - 1, 0) : number], *lines[number + 1 : stop])
    return not starts_block(lines[number]) and all(map(is_blank, around))


def _is_above_text(lines: Sequence[str], number: int) -> bool:
    """Whether a paragraph that does not ask is below a line; boxes and lists may be what to choose from."""
    below = next_text(lines, number + 1)
    line = lines[below].rstrip(" *_") if below < len(lines) else ""
    return not (is_separator(line) or line[:1] in _OTHER_BLOCKS or list_marker(line) or asks(line))


def _blocks(outline: Outline, asking: Sequence[int]) -> tuple[int, int]:
    """How many blocks are above the first question of their section, as in reports and minutes, and how many in all."""
    headings = {heading.line for heading in outline.headings}
    above, blocks, is_above = 0, 0, True
    for number, (before, line) in enumerate(pairwise(["", *outline.lines])):
        if number in headings:
            is_above = True
        elif not is_separator(line) and (number - 1 in headings or is_blank(before)):
            is_above = is_above and number not in asking
            blocks += 1
            above += is_above
    return above, blocks


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
