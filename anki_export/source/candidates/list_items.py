"""List items and paragraphs that ask, with their answers below them and no label:

    1. **What is a tag?**          - What is a tag?          **What is a tag?** A fixed name for a commit.

       A fixed name.                 A fixed name.           **What is a branch?** A name that moves.

    2. **Tags and branches**       - What is a branch?       also in list items
    …                                                        - What is a tag? → A fixed name.

    *What is a tag?*               > What is a tag?          What is a tag?

    A fixed name.                  A fixed name.             A fixed name.
                                                             ---
    What is a tag?                 What moves?               only where the answers are marked or quoted as a whole

    *a fixed name*                 > a branch

Lists and lines with answers behind most questions are read as a whole (see `answers_beside`).

Those of one rank look the same: by their marker, their indentation, and how they begin. A rank is read if most of it
asks, and most of what asks has text below it; on a page of questions, also those of its lists in which all items ask,
numbered ones with code below them, and bold ones below headings that announce questions;
and numbered ones, or paragraphs, with options of which boxes, signs or words say which is right; and numbered
statements with verdicts below them. Items inside of others are read if these only name them: `- Tags`; a sentence above
them is part of each: `1. You have a tag.`
Then items with text below them that are right beside those are read whatever their words, if they are bold, too, or
continue the numbers.

Not questions: other items inside of others, tasks to tick off, links, options; other paragraphs; surveys, quizzes
without answers and interview guides, whose items have nothing but a list of a few words or further questions below
them.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from enum import Enum, auto
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answers_beside import (
    Answered,
    answered_beside,
    are_answers,
    is_instruction,
    order_beside,
)
from anki_export.source.candidates.options_called_right import is_called_right
from anki_export.source.candidates.page_links import is_only_links
from anki_export.source.candidates.whole_rank import FURNITURE, is_only_link
from anki_export.source.lines import (
    BOLD_TAGS,
    LONGEST_TITLE,
    bold_line,
    columns_of,
    end_of_paragraph,
    indent_of,
    is_blank,
    is_comment,
    is_rule,
    last_text,
    list_marker,
    next_text,
    starts_block,
    task_item,
    tick_box,
    with_stars,
    without_line_breaks,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.types import Layout, Wanted
from anki_export.text.asking import announces_questions, asks_if_announced, is_clear_question, is_order, is_statement
from anki_export.text.label_kinds import asks, is_label_of, label_end, may_be_task, names_quiz
from anki_export.text.languages import alternatives, initials
from anki_export.text.normalize import size_in_words
from anki_export.text.regex import regex
from anki_export.text.ticks_and_crosses import CROSSES, TICKS
from anki_export.text.true_or_false import is_true_or_false, verdicts

_BEGINS_BOLD = regex(r"(?P<mark>\*\*|__)(?P<text>(?:(?!\*\*|__).)+)(?P=mark)(?:\s*[-–—:]\s)?\s*(?P<rest>\S.*)")
_ASKS_FIRST = regex(
    r"(?P<text>[^?？؟]*[?？؟])(?:\s*<br\s*/?>\s*(?P<below>\S.*)|\s+(?P<rest>[^\W\d_`*][^?？؟]{8,}))", re.IGNORECASE
)
"""A question, and more than a remark after it, or anything after a break."""
_LEADS_TO = regex(r"(?P<text>[^?？؟]*[?？؟])(?:\s*(?:[-–—=]+>|[→⇒➔➜])|\s+[-–—]+(?=\s|\Z))\s*(?P<rest>.*)")
"""A question, and what a dash or arrow leads to."""
_MAY_ASK_IN_LINE = regex(r"(?!\d{1,9}[.)])[\w¿][^?？؟]*[?？؟]")
_NUMBERED = regex(
    lambda: (
        r"(?:(?P<mark>\*\*|__)(?P<bold>\d{1,3})\s?[.):]?-?(?P=mark)[.):]?|\(?(?P<plain>\d{1,3})(?:\s?\.-|\)|\s?[-–/])"
        rf"|(?P<bold_q>\*\*|__)?{initials('question')}(?:Q(?:ues)?|{alternatives('question')})\.?\s?(?P<q>\d{{0,3}})"
        r"(?:\s?[.:：)](?(bold_q)(?P=bold_q))|(?(bold_q)(?:(?<=\d)(?P=bold_q)[:：]?|(?P=bold_q)\s?[:：])|(?!))))(?:\s+|(?<=：))(?=\S)"
    ),
    re.IGNORECASE,
)
"""The number of a paragraph that begins no list: `**1.** Why?`, `1.- Why?`, `(1) Why?`, `Q1. Why?`."""
_SENTENCES = regex(r"[.!。！](?=.*\w)|<br", re.IGNORECASE)
"""The end of one sentence above another, or a break."""
LINKED_NUMBER = regex(r"\A\[(?:\d+\.)*(?P<number>\d+)\.?\]\(#[^()]*\)\s*(?=\S)")
"""A number that links to its own place: `[1.2](#tags)`."""
_LEVEL = regex(r"\A\[(?!X\])[A-Z]\][ \t]+(?=\S)")
"""A letter for the level of a question: `[E] Why?`."""
_MARKS = "u|mark|span|font|i|em|h[1-6]"
MARKING_TAGS = f"{'|'.join(BOLD_TAGS)}|{_MARKS}"
"""The HTML elements that mark a line, as a pattern."""
_WHOLE_LINE = (
    regex(r"(?P<mark>[*_])(?P<text>(?!(?P=mark)).+)(?P=mark)"),
    regex(r"(?P<mark>`)(?P<text>[^`]+)`"),
    regex(rf"<(?P<mark>{_MARKS})\b[^<>]*>(?P<text>[^<>]+)</(?P=mark)>", re.IGNORECASE),
)
"""A line that is marked as a whole, other than by asterisks that make it bold."""
QUOTED_LETTERS = regex(r"[ \t]*>\s*[A-H](?:[\s,、]*[A-H])*[\s.。]*")
_EMPTY_BOX = regex(r"\s*[(\[] ?[)\]]\s")
_OPENS = regex(
    lambda: rf"[*_`>(\dq]|{initials('question')}{alternatives('question')}|<(?:{MARKING_TAGS})\b", re.IGNORECASE
)
"""What opens a paragraph that is marked or numbered."""
_MARKED_RIGHT = regex(rf"\*\*|\[[xX]\]|[{TICKS}{CROSSES}←⬅]|[)）]\s*\Z|[+]\s")
"""What marks right options, or those that are not."""
_SIGNED = regex(rf"[{TICKS}]\ufe0f?[^\w{TICKS}]*\Z|\A[^\w{TICKS}]*[{TICKS}]")
_BOLD_START = regex(r"\s*(?P<mark>\*\*|__)(?P<text>[^*_\n]{1,20})(?P=mark)(?:(?<=[.!,:;]..)|\s*(?![\w\s`]))")
_NO_TITLE = ("#", ">", "|", "<", "!", "`")
_GOES_ON = regex(r"(?:`[^`]+`|<\w[^<>]*>)(?:\s+[^\W\d_]+){3}")
"""Words behind code or a tag, which a statement begins with."""
OF_COMMANDS = frozenset({"", "bash", "console", "sh", "shell", "shell-session", "text", "zsh"})
"""The languages of code that may be commands, such as those of steps."""
_Q_AND_A = regex(
    lambda: (
        rf"(?<![^\W_])(?:q\s*(?:&(?:amp;)?|/|\+)\s*a|{alternatives('faq')})(?![^\W_])"
        rf"|{alternatives('question', 'questions')}.*{alternatives('answer')}|[问問]答"
    ),
    re.IGNORECASE,
)
"""In the title of a section, whose questions have answers."""
_MARK_BELOW = regex(r"(?:<!--[^\n]*-->\n)?\n(?:[_`>]|\*(?! ))")
"""What begins a marked paragraph below a line, with perhaps an id between them."""
_ANSWER_MARKS = frozenset("*_`>")
_MARGIN = 4
"""In columns: what is indented by this many may be code."""
_WORDS = 3
_OF_OPTION = 5
"""In words: options are short, unlike the points of an answer."""

_FEW_WORDS = 4
"""What a form says of what to write in it is longer."""
_OF_ANSWER = 8
"""In words: remarks on some questions of a list, such as who asked them, are shorter."""
_REMARKS = ("hint", "references", "difficulty")
"""The labels of longer ones."""


class _Style(Enum):
    """How an item begins; in a list, some bold questions may have their answers in the same line."""

    BOLD = auto()
    BOLD_THEN_TEXT = auto()
    PLAIN = auto()
    LEADS_ON = auto()
    MARKED = auto()
    QUOTED = auto()
    BETWEEN_RULES = auto()
    ABOVE_MARKED = auto()
    IN_LINE = auto()


_PARAGRAPHS = frozenset(_Style) - {_Style.BOLD, _Style.PLAIN, _Style.LEADS_ON}
"""The styles that make a question of a paragraph, which is not an item."""


_Rank = tuple[str, int, _Style]


class ListItem(Struct, frozen=True):
    """An item or paragraph at the margin that may ask, and what is below it."""

    line: int
    indent: int
    """The columns by which what is below it is indented, if it is in it."""
    title: str
    """With the number of the item."""
    rest: str
    """What follows the title in its line."""
    below: int
    """The line after the title."""
    stop: int
    rank: _Rank
    is_clear: bool
    is_order: bool
    number: int | None
    is_inside: bool
    """Whether it is in an item that names several."""

    @property
    def begins_bold(self) -> bool:
        """Whether it is a paragraph, and its title is what begins it in bold."""
        return self.rank[0] == "" and self.rank[2] is _Style.BOLD_THEN_TEXT


class _List(Struct, frozen=True):
    """The items of a list, some of which have answers of one kind behind them in their line."""

    items: Sequence[ListItem]
    answered: Mapping[int, Answered]
    """By the lines of the items."""
    kind: int
    below: int
    """How many others ask and have an answer below them."""

    @property
    def is_list(self) -> bool:
        """Whether it is no row of paragraphs."""
        return self.items[0].rank[2] is not _Style.IN_LINE


def list_questions(outline: Outline, wanted: Wanted) -> Sequence[ListItem]:
    """The items that ask, in page order.

    They are those of the rank with most of them, those of others in sections without these, and others with a label
    `Q)`.
    """
    ranks: dict[_Rank, list[ListItem]] = {}
    headings = [heading.line for heading in outline.headings]
    apart = {at for at, heading in enumerate(outline.headings, 1) if is_label_of(heading.title, "sections")}
    items = list(_items(outline))
    in_line = [] if wanted.layout is Layout.SOLVED else list(_answered_in_line(outline, items, wanted))
    known = {item.line for item in in_line}
    for item in items:
        if item.line in known or item.rank[2] is _Style.IN_LINE:
            continue
        if item.is_clear or bisect_right(headings, item.line) not in apart:  # not the steps of "Contributing"
            ranks.setdefault(item.rank, []).append(item)
    numbered = [rank for rank in ranks.values() if rank[0].number is not None]
    if wanted.layout is Layout.SOLVED and numbered:
        rank = _with_stops(outline, max(numbered, key=len))
        return [replace(item, title=f"{item.title} {item.rest}".strip(), rest="") for item in rank]
    is_announced = thresholds.are_announced(outline, wanted) if ranks else False
    all_of = [_with_stops(outline, _with_orders(outline, rank)) for rank in ranks.values()]
    read = [_read_rank(outline, rank, is_announced) for rank in all_of]
    if any(read):
        read += [rank for rank, items in zip(all_of, read, strict=True) if not items and _all_ask(outline.lines, rank)]
    found: list[ListItem] = []
    for of_rank in sorted([in_line, *read], key=len, reverse=True):
        taken = {bisect_right(headings, item.line) for item in found}
        found += [item for item in of_rank if item.rank[0] == "Q" or bisect_right(headings, item.line) not in taken]
    beside = _beside(outline.lines, [item for rank in all_of for item in rank], found)
    return sorted([*found, *beside], key=lambda item: item.line)


def _beside(lines: Sequence[str], items: Sequence[ListItem], read: Sequence[ListItem]) -> Iterator[ListItem]:
    """The items that ask and have text below, right below one of the same list that is read, but written otherwise."""
    places = {(*item.rank[:2], item.stop) for item in read if item.rank[0] in ("-", "1")}
    known = {item.line for item in read}
    for item in items:
        if (*item.rank[:2], item.line) in places and item.line not in known and item.is_clear:
            own = replace(item, stop=_own_end(lines, item, item.stop))
            if _has_text(lines, own):
                yield own


def _answered_in_line(outline: Outline, items: Sequence[ListItem], wanted: Wanted) -> Iterator[ListItem]:
    """All items of the lists in which most questions have their answers behind them in the same line."""
    lists = [one for own in _lists(outline, items) if (one := _list(outline.lines, own))]
    for kind, is_list in sorted({(one.kind, one.is_list) for one in lists}):
        of_kind = [one for one in lists if (one.kind, one.is_list) == (kind, is_list)]
        titles = [_title_above(outline, one.items[0].line) for one in of_kind]
        found = [answer for one in of_kind for answer in one.answered.values()]
        answered = len(found) + sum(one.below for one in of_kind)
        others = [item.title for one in of_kind for item in one.items if item.line not in one.answered]
        size = sum(len(one.items) for one in of_kind)
        is_announced = all(map(announces_questions, titles)) or thresholds.are_announced(outline, wanted)
        if not (is_list or is_announced):
            continue  # people talk so, too
        is_enough = is_announced and thresholds.ANNOUNCED.of(answered, size)
        orders = (order for title in others if (order := order_beside(title, kind)))
        answered += sum(is_statement(order.title) for order in orders)
        is_enough = is_enough or thresholds.ANSWERED_LIST.of(answered, size) or thresholds.LISTS.of(answered, size)
        if is_enough and are_answers(found, is_quiz=any(map(names_quiz, (outline.title, *titles)))):
            yield from (item for one in of_kind for item in _whole_list(outline.lines, one))


def _list(lines: Sequence[str], items: Sequence[ListItem]) -> _List | None:
    """A list with its answers, if half of its items have them in their line, and most questions have one."""
    found = {item.line: one for item in items if (one := _answered(item)) and _is_in_line(lines, item, one)}
    if not thresholds.HALF.of(len(found), len(items)):
        return None
    kind, _ = Counter(one.kind for one in found.values()).most_common(1)[0]
    found = {line: one for line, one in found.items() if one.kind == kind}
    asking = [item for item in items if item.is_clear]
    below = sum(item.line not in found and _has_text(lines, replace(item, rest="")) for item in asking)
    is_whole = thresholds.HALF.of(len(found), len(items)) and thresholds.IN_LINE.of(len(found) + below, len(asking))
    return _List(items, found, kind, below) if is_whole else None


def _whole_list(lines: Sequence[str], whole: _List) -> Iterator[ListItem]:
    """The items of a list that ask or have an answer behind them; some may have it below, and others none."""
    for item in whole.items:
        one = _answered(item)
        if not one and item.rank[2] in (_Style.PLAIN, _Style.IN_LINE) and not item.rest:
            one = order_beside(item.title, whole.kind)
        if one and one.kind == whole.kind:
            yield replace(item, title=one.title, rest=one.rest)
        elif item.is_clear or item.is_order:
            yield item if _has_text(lines, item) else replace(item, rest="", stop=item.below)


def _answered(item: ListItem) -> Answered | None:
    """An item with what is behind its question in its line."""
    if item.rank[2] is _Style.LEADS_ON:
        return Answered(0, item.title, item.rest)
    return answered_beside(item.title) if item.rank[2] in (_Style.PLAIN, _Style.IN_LINE) and not item.rest else None


def _lists(outline: Outline, items: Sequence[ListItem]) -> Iterator[Sequence[ListItem]]:
    """The items of each list, and paragraphs that follow each other, with their ends."""
    groups: dict[tuple[str, int], list[ListItem]] = {}
    for item in items:
        if item.rank[0] or item.rank[2] is _Style.IN_LINE:
            groups.setdefault(item.rank[:2], []).append(item)
    for group in groups.values():
        own: list[ListItem] = []
        for item in _with_stops(outline, group):
            if own and own[-1].stop != item.line:
                yield own
                own = []
            own.append(item)
        yield own


def _is_in_line(lines: Sequence[str], item: ListItem, answered: Answered) -> bool:
    """Whether an answer is all in its line, but for an id and a remark, or all that a sign leads to is below it."""
    below = map(str.strip, lines[item.below : item.stop])
    is_below = any(line and not is_comment(line) and (line[0], line[-1]) != ("(", ")") for line in below)
    return bool(answered.rest) != is_below


def _title_above(outline: Outline, line: int) -> str:
    """The title of the section with a line."""
    at = bisect_right([heading.line for heading in outline.headings], line)
    return outline.headings[at - 1].title if at else ""


def _sections_announce(outline: Outline) -> bool:
    """Whether half of a page is below headings that announce questions."""
    found: set[int] = set()
    for at, heading in enumerate(outline.headings):
        if announces_questions(heading.title):
            below = (one.line for one in outline.headings[at + 1 :] if one.level <= heading.level)
            found.update(range(heading.line, next(below, len(outline.lines))))
    return thresholds.HALF.of(len(found), len(outline.lines))


def _items(outline: Outline) -> Iterator[ListItem]:
    lines, margin = outline.lines, _MARGIN
    inner: int | None = None
    """The indentation of the items that ask inside of the one above, whose title only names them or is their stem."""
    stem = ""
    set_off = dict.fromkeys(_answered_lines(outline), _Style.IN_LINE)
    set_off |= dict.fromkeys(_between_rules(outline), _Style.BETWEEN_RULES)
    set_off |= dict.fromkeys(_above_marked(outline), _Style.ABOVE_MARKED)
    for number, line in enumerate(lines):
        marker = list_marker(line)
        if line[:1] not in " \t" and line:
            margin = _MARGIN
        is_inside = marker is not None and indent_of(line) > margin + 1
        if is_inside and indent_of(line) != inner:
            continue  # in the item above
        if marker and not is_inside:
            margin, inner = indent_of(line), _indent_of_questions(outline, number)
            if inner is not None:
                text = _LEVEL.sub("", line[marker.end() :]).strip()
                stem = f"{text} " if is_statement(text) else ""
                continue
        is_first = marker is not None or number == 0 or not lines[number - 1].strip()
        is_first = is_first or set_off.get(number) is _Style.IN_LINE
        may_open = marker is not None or number in set_off or _OPENS.match(line) is not None
        if not (may_open and is_first) or outline.is_code[number] or (indent_of(line) >= _MARGIN and not is_inside):
            continue
        kind, digits, start = _number_in(line, marker)
        text = without_line_breaks(with_stars(_LEVEL.sub("", line[start:])))
        opening = _opening(lines, number, text, is_item=start > 0, set_off=set_off.get(number))
        if opening is None:
            continue
        style, title, rest = opening
        below = next_text(lines, number + 1)
        if style is _Style.LEADS_ON and below < len(lines) and indent_of(lines[below]) > indent_of(line):
            style, title, rest = _Style.PLAIN, text, ""  # what the arrow or dash leads to is a remark
        goes_on = not rest and style in (_Style.PLAIN, _Style.BETWEEN_RULES)
        below = _end_of_title(lines, number, text) if goes_on else number + 1
        title = " ".join([title, *map(str.strip, lines[number + 1 : below])])
        if linked := LINKED_NUMBER.match(title):
            kind, title = "[1]", title[linked.end() :]
        words = own.rest if (own := number_of(title)) else title
        value = linked["number"] if linked else digits
        title = f"{stem}{title}" if is_inside else title
        begins_bold = style is _Style.BOLD_THEN_TEXT
        style = _Style.BOLD if marker and begins_bold else style
        yield ListItem(
            number,
            columns_of(line[: marker.end()]) if marker else 0,
            f"{digits}. {title}" if digits and not linked else title,
            rest,
            below,
            below,
            (kind, margin if is_inside else indent_of(line), style),
            # A paragraph may begin with a few words that ask: `**Why?** Because …`.
            is_clear_question(words) and not (begins_bold and words.isascii() and len(words.split()) < _WORDS),
            asks_if_announced(words),
            int(value) if value else own.value if own else None,
            is_inside,
        )


def _indent_of_questions(outline: Outline, number: int) -> int | None:
    """The indentation of the items inside of an item that does not ask, if the first of them asks and has text below.

    1. Tags
        1. What is a tag?

           A fixed name.
    """
    lines = outline.lines
    below = next_text(lines, number + 1)
    last = next_text(lines, below + 1)
    if last >= len(lines) or not (marker := list_marker(lines[below])) or asks(lines[number]):
        return None
    indent = indent_of(lines[below])
    is_deeper = indent_of(lines[number]) + 1 < indent < indent_of(lines[last]) and not outline.is_code[below]
    text = _LEVEL.sub("", lines[below][marker.end() :])
    if not is_deeper or not asks(text) or is_only_links(text):
        return None
    margin = indent_of(lines[number])
    beside = [line for line in lines if list_marker(line) and indent_of(line) == margin]
    outer = _LEVEL.sub("", lines[number][_end_of_marker(lines[number]) :]).strip()
    is_stem = is_statement(outer) or not thresholds.HALF.of(sum(map(asks, beside)), len(beside))
    return indent if is_stem and not is_clear_question(outer) else None  # it is a question like those beside it


def _end_of_marker(line: str) -> int:
    return marker.end() if (marker := list_marker(line)) else 0


def _with_orders(outline: Outline, rank: Sequence[ListItem]) -> Sequence[ListItem]:
    """The items of a rank: one sentence such as "Give an example" belongs to the question where answers are below."""
    lines = outline.lines
    found = [item for item in rank if item.rest and item.indent and _is_only_order(item.rest)]
    if not found or rank[0].rank[2] is not _Style.PLAIN:
        return rank
    inside = {
        item.line
        for item in rank
        if (at := next_text(lines, item.line + 1)) < len(lines)
        and indent_of(lines[at]) > indent_of(lines[item.line]) + 1
    }
    if not thresholds.HALF.of(sum(not item.rest and item.line in inside for item in rank), len(rank)):
        return rank
    return [
        replace(item, title=f"{item.title} {item.rest}", rest="") if item in found and item.line in inside else item
        for item in rank
    ]


def _is_only_order(text: str) -> bool:
    return (is_order(text) or is_clear_question(text)) and not _SENTENCES.search(text)


def _number_in(line: str, marker: re.Match[str] | None) -> tuple[str, str, int]:
    """What marks an item or a numbered paragraph, its digits, and where its text begins."""
    if marker:
        return "1" if marker["number"] else "-", marker["number"] or "", marker.end()
    found = _NUMBERED.match(line)
    if not found:
        return "", "", 0
    return (
        "1" if found["plain"] else found["mark"] or (found["q"] and found["bold_q"]) or "Q",
        found["bold"] or found["plain"] or found["q"] or "",
        found.end(),
    )


def _opening(
    lines: Sequence[str], number: int, text: str, *, is_item: bool, set_off: _Style | None
) -> tuple[_Style, str, str] | None:
    """The style of an item or paragraph, its title, and what follows that in its line; None if it can't ask."""
    whole = None if is_item else _marked(lines, number, text)
    can_begin = text[:1] not in _NO_TITLE or (is_item and _GOES_ON.match(text))
    if not whole and (not can_begin or tick_box(text) or is_only_links(text)):
        return None
    style, title, rest = whole or _parted(text)
    if set_off is _Style.IN_LINE or (set_off and style is _Style.PLAIN):
        style, title, rest = set_off, text, ""
    can_ask = (is_item or style in _PARAGRAPHS) and not _is_option(text)
    return (style, title, rest) if can_ask else None


def _is_option(line: str) -> bool:
    return (OPTION.match(line) or _EMPTY_BOX.match(line)) is not None


def _parted(text: str) -> tuple[_Style, str, str]:
    """How a text begins, its title, and what follows that in the same line."""
    if title := bold_line(text.rstrip(" :")):
        return _Style.BOLD, title, ""
    if match := _BEGINS_BOLD.fullmatch(text):
        return _Style.BOLD_THEN_TEXT, match["text"], match["rest"]
    if match := _LEADS_TO.fullmatch(text):
        return _Style.LEADS_ON, match["text"], match["rest"]
    if match := _ASKS_FIRST.fullmatch(text):
        return _Style.PLAIN, match["text"], match["below"] or match["rest"]
    return _Style.PLAIN, text, ""


def _marked(lines: Sequence[str], number: int, text: str) -> tuple[_Style, str, str] | None:
    """A line that is marked or quoted as a whole, as `_parted` returns it."""
    if text[:1] == ">":
        is_alone = number + 1 == len(lines) or lines[number + 1].lstrip()[:1] != ">"
        return (_Style.QUOTED, text[1:].strip(" *_"), "") if is_alone else None
    match = next(filter(None, (whole.fullmatch(text) for whole in _WHOLE_LINE)), None)
    return (_Style.MARKED, match["text"], "") if match and not text.startswith(("**", "__")) else None


def _answered_lines(outline: Outline) -> Set[int]:
    """The lines outside of lists with a question and its answer, next to others of the kind; one may be an order."""
    lines = [(n, line) for n, line in enumerate(outline.lines) if not is_blank(line)]
    texts = {n: line.rstrip(" \\") for n, line in lines if _MAY_ASK_IN_LINE.match(line) and not outline.is_code[n]}
    kinds = {n: one.kind for n, text in texts.items() if (one := answered_beside(text))}
    pairs = [(a, b) for (a, _), (b, _) in pairwise(lines) if a in kinds and kinds[a] == kinds.get(b)]
    found = {number for pair in pairs for number in pair}
    for (above, _), (number, line), (below, _) in zip(lines, lines[1:], lines[2:], strict=False) if kinds else ():
        is_between = above in kinds and kinds[above] == kinds.get(below) and number not in kinds
        if is_between and (order_beside(line, kinds[above]) or is_clear_question(line)):
            found |= {above, number, below}
    for (above, _), (number, line) in pairwise(lines) if found else ():
        kind = kinds.get(above, kinds.get(number, 0))
        if above in found and number == above + 1 and (is_clear_question(line) or order_beside(line, kind)):
            found.add(number)
    return found


def _between_rules(outline: Outline) -> Set[int]:
    """The lines right below rules, without the blank ones, and those above the first rule below a heading."""
    lines = outline.lines
    headings = {heading.line for heading in outline.headings}
    rules = {number for number, line in enumerate(lines) if line[:1] in "-*_ " and is_rule(line)}
    rules -= {line + 1 for line in headings if lines[line][:1] not in "#<"}  # these underline a heading
    if len(rules) < thresholds.ANNOUNCED.least:
        return frozenset()
    found: set[int] = set()
    last: int | None = None
    """The first line below a heading, down to the next separator."""
    above = -1
    for number, line in enumerate(lines):
        if number in rules and last is not None:
            found.add(last)
        if number in rules or number in headings:
            last = None
        elif above in rules:
            found.add(number)
        elif above in headings:
            last = number
        above = number if line.strip() else above
    return found


def _above_marked(outline: Outline) -> Iterator[int]:
    """The lines that are all of a paragraph, and not marked, right above one that is marked or quoted as a whole."""
    if not may_be_above_marked(outline.text):
        return
    lines = outline.lines
    for number, line in enumerate(lines):
        if line[:1] not in _ANSWER_MARKS or outline.is_code[number] or not marked_text(lines, number):
            continue
        asked = last_text(lines, number)
        is_apart = 0 <= asked < number - 1 and (asked == 0 or is_blank(lines[asked - 1]))
        above = last_text(lines, asked) if is_apart else -1
        is_apart = is_apart and not (above >= 0 and may_be_task(lines[above].strip("*_ ")))  # "**Example 3**"
        if is_apart and not (outline.is_code[asked] or starts_block(lines[asked]) or _OPENS.match(lines[asked])):
            yield asked


def may_be_above_marked(text: str) -> bool:
    """Whether a few questions of a text end above lines that begin with a mark: a quick check."""
    below = (part for mark in "?？؟" if f"{mark}\n" in text for part in text.split(f"{mark}\n")[1:])
    return sum(_MARK_BELOW.match(part) is not None for part in below) >= thresholds.ABOVE_MARKED.least


def marked_text(lines: Sequence[str], number: int) -> str:
    """The text of a paragraph that is marked or quoted as a whole, and neither asks nor leads to more; else empty."""
    stop = end_of_paragraph(lines, number)
    text = lines[number].strip()
    if text[0] == ">":
        text = " ".join(line.lstrip("> ") for line in lines[number:stop])
    elif stop > number + 1:
        return ""
    else:
        whole = _marked(lines, number, text)
        text = bold_line(text) or (whole[1] if whole else "")
    return "" if asks(text) or text.endswith((":", "：")) else text


def _end_of_title(lines: Sequence[str], number: int, text: str) -> int:
    """The line after a title, which may continue for a few lines up to a question mark."""
    for below in range(number + 1, min(number + LONGEST_TITLE, len(lines)) + 1):
        if text.rstrip().endswith(("?", "？", "؟")):
            return below
        if below == len(lines) or is_blank(lines[below]) or starts_block(lines[below]):
            break
        text = lines[below]
    return number + 1


def _with_stops(outline: Outline, rank: Sequence[ListItem]) -> list[ListItem]:
    """The items with the lines where they end.

    At the next one, a heading or a rule; at their own end in Markdown, unless half of them have more text below.
    """
    lines, headings = outline.lines, (heading.line for heading in outline.headings)
    rules = [number for number, line in enumerate(lines) if line[:1] in "-*_ " and is_rule(line)]
    if rules and outline.collapsed:
        rules = [number for number in rules if not any(number in hidden.lines for hidden in outline.collapsed)]
    ends = sorted([*(item.line for item in rank), *headings, *rules, len(lines)])
    ends_of = [ends[bisect_right(ends, item.line)] for item in rank]
    own = [_own_end(lines, item, end) for item, end in zip(rank, ends_of, strict=True)]
    more = sum(any(not is_blank(line) for line in lines[a:b]) for a, b in zip(own, ends_of, strict=True))
    is_list = rank[0].rank[0] in ("-", "1", "[1]")
    coded = [_with_code(outline, stop, end) for stop, end in zip(own, ends_of, strict=True)] if is_list else own
    is_loose = thresholds.HALF.of(more, len(rank)) and not any(item.is_inside for item in rank)
    stops = ends_of if is_loose else coded
    return [replace(item, stop=max(stop, item.below)) for item, stop in zip(rank, stops, strict=True)]


def _with_code(outline: Outline, stop: int, end: int) -> int:
    """The end of an item, with code right below it: some forget to indent it."""
    start = number = next_text(outline.lines, stop)
    while number < end and outline.is_code[number]:
        number += 1
    return number if number > start else stop


def _own_end(lines: Sequence[str], item: ListItem, end: int) -> int:
    """The line after an item or paragraph."""
    if item.rank[2] is _Style.ABOVE_MARKED:
        return end_of_paragraph(lines, next_text(lines, item.below))
    is_paragraph = item.rank[0] in ("", "Q")
    for number in range(item.line + 1, end):
        is_apart = is_blank(lines[number - 1]) or (starts_block(lines[number]) and not is_paragraph)
        is_apart = is_apart and (is_paragraph or number > item.line + 2 or not is_comment(lines[number - 1]))  # an id
        is_inside = indent_of(lines[number]) > indent_of(lines[item.line]) and not is_paragraph
        if not is_blank(lines[number]) and is_apart and not is_inside:
            return number
    return end


def _read_rank(outline: Outline, rank: Sequence[ListItem], is_announced: bool) -> Sequence[ListItem]:
    """The items of a rank that are questions; of a page of notes, those of the sections in which all items ask."""
    if (found := _read(outline, rank, is_announced)) or not is_announced:
        return found
    headings = [heading.line for heading in outline.headings]
    sections: dict[int, list[ListItem]] = {}
    for item in rank:
        sections.setdefault(bisect_right(headings, item.line), []).append(item)
    asking = [section for section in sections.values() if all(one.is_clear or one.is_order for one in section)]
    read = [_read(outline, section, is_announced) for section in asking]
    is_habit = any(read)
    return [
        item
        for section, items in zip(asking, read, strict=True)
        for item in items or (section if is_habit and _are_answered(outline, section) else ())
    ]


def _all_ask(lines: Sequence[str], rank: Sequence[ListItem]) -> bool:
    """Whether all items of a list ask and have text below them, which is enough beside one that is read."""
    is_list = len(rank) > 1 and rank[0].rank[0] in ("-", "1") and not _is_survey(lines, rank)
    return is_list and all(item.is_clear and _has_text(lines, item) and not _asks_below(lines, item) for item in rank)


def _do_all_ask(lines: Sequence[str], rank: Sequence[ListItem]) -> bool:
    """Whether all items ask or set a task; of many, one may do so in other words, if it has text below it."""
    others = [item for item in rank if not (item.is_clear or item.is_order)]
    is_one_of_many = len(others) == 1 and thresholds.REST_AT_ENDS.of(len(rank) - 1, len(rank))
    return not others or (is_one_of_many and is_statement(others[0].title) and _has_text(lines, others[0]))


def _are_answered(outline: Outline, items: Sequence[ListItem]) -> bool:
    """Whether most of some items have text below them, such as those of a section beside one that is read."""
    return len(items) > 1 and sum(_has_text(outline.lines, item) for item in items) * 2 > len(items)


def _read(outline: Outline, rank: Sequence[ListItem], is_announced: bool) -> Sequence[ListItem]:
    """The items of a rank that are questions."""
    if choosing := _choosing(outline.lines, rank, is_announced):
        return choosing
    if _are_judged(outline.lines, rank):
        return rank
    whole = [_with_whole_title(outline, item) for item in rank] if is_announced else ()
    if whole and _are_answered_in_code(outline, whole):
        return whole
    repeats = Counter(item.title for item in rank)
    asking = [
        item
        for item in rank
        if (item.is_clear or (item.is_order and item.rank[0] == "Q")) and repeats[item.title] < thresholds.LABELS_REPEAT
    ]
    if is_announced and thresholds.HALF.of(len(asking), len(rank)) and _do_all_ask(outline.lines, rank):
        asking = list(rank)
    if _are_alike(outline.lines, rank, asking) and (is_announced or _sections_announce(outline)):
        return rank
    if _are_labelled_in_sections(outline, rank, asking):
        return asking
    if rank[0].rank[2] is _Style.ABOVE_MARKED:
        leads = any(item.title.endswith((":", "：")) for item in rank)  # to more of an answer
        return asking if not leads and _are_above_answers(outline.lines, rank, asking, is_announced) else ()
    if len(asking) < thresholds.ANNOUNCED.least:
        return ()
    answered = [item for item in asking if _has_text(outline.lines, item)]
    kind, _, style = rank[0].rank
    is_sure = is_announced and (style is _Style.BOLD or len(asking) == len(rank))
    is_sure = is_sure and not any(_hides(outline.lines, item) for item in asking)
    enough = thresholds.ANSWERED_ANNOUNCED if is_sure else thresholds.ANSWERED_ITEMS
    if is_sure and _explain(outline, answered) and not any(_asks_below(outline.lines, item) for item in asking):
        enough = thresholds.FEW_ANSWERED
    if not enough.of(len(answered), len(asking)) or _is_survey(outline.lines, answered):
        return ()
    asking_or_orders = [item for item in rank if item.is_clear or item.is_order]
    is_usual = style in (_Style.BOLD, _Style.BOLD_THEN_TEXT, _Style.PLAIN, _Style.LEADS_ON)
    enough = thresholds.LISTS if is_usual else thresholds.BOLD_LINES
    if is_announced and thresholds.ANNOUNCED.of(len(asking_or_orders), len(rank)):
        asking = max(asking, asking_or_orders, key=len)
    elif not (enough.of(len(asking), len(rank)) or thresholds.ANSWERED_LIST.of(len(asking), len(rank)) or kind == "Q"):
        return ()
    return _with_siblings(outline.lines, rank, asking)


def _are_labelled_in_sections(outline: Outline, rank: Sequence[ListItem], asking: Sequence[ListItem]) -> bool:
    """Whether a few items with the label `Q:` all ask, have text below them, and are below headings such as "Q & A".

    What is below "Open questions" answers none.
    """
    if rank[0].rank[0] != "Q" or not thresholds.ALL_ANNOUNCED.of(len(asking), len(rank)):
        return False
    lines, headings = outline.lines, [heading.line for heading in outline.headings]
    above = {bisect_right(headings, item.line) - 1 for item in asking}
    return (
        -1 not in above
        and all(_Q_AND_A.search(outline.headings[at].title) for at in above)
        and all(_has_text(lines, item) for item in asking)
        and not any(_asks_below(lines, item) or _hides(lines, item) for item in asking)
        and not all(_lists_words(lines, item) for item in asking)
    )


def _are_above_answers(
    lines: Sequence[str], rank: Sequence[ListItem], asking: Sequence[ListItem], is_announced: bool
) -> bool:
    """Whether paragraphs above marked ones mostly ask, and half of what is marked is short and different.

    In a form, it says what to write there: *Describe the error*, *e.g. 1.2*, *(optional)*. Where no title announces
    questions, answers are a few words, as these seldom are.
    """
    said = {marked_text(lines, next_text(lines, item.below)) for item in asking}
    instructions = sum(map(is_instruction, said))
    longest = _OF_ANSWER if is_announced else _FEW_WORDS
    short = sum(size_in_words(text) <= longest for text in said)
    is_form = instructions * 4 > len(said)
    return not is_form and thresholds.ABOVE_MARKED.of(len(asking), len(rank)) and short * 2 > len(asking)


def _choosing(lines: Sequence[str], rank: Sequence[ListItem], is_announced: bool) -> Sequence[ListItem]:
    """The items with options, if marks in at least two of these lists, and in half of all, say which is right.

    They have numbers, or letters in a quote below their options.

    Lists of what is done, or supported, look alike: no item of these asks.
    """
    own = [item for item in rank if item.number is not None]
    called = {item.line for item in own if _calls_some_right(lines, item)}
    items = [item for item in own if item.line in called or _has_options(lines, item)]
    is_quiz = is_announced or any(item.is_clear for item in items)
    marked = sum(
        _has_ticked_options(lines, item, is_quiz)
        or (is_quiz and (item.line in called or _has_one_signed_option(lines, item)))
        for item in items
    )
    in_list = rank if rank[0].rank[0] in ("-", "1") else ()
    choices = {item.line: _quotes_letters(lines, item) for item in in_list if _has_options(lines, item)}
    does_ask = is_announced or any((item.is_clear or "__" in item.title) and item.line in choices for item in rank)
    are_named = does_ask and thresholds.WITH_ANSWERS.of(sum(choices.values()), len(choices))
    if not (thresholds.WITH_ANSWERS.of(marked, len(rank)) or are_named):
        return ()
    lines_of = {item.line for item in items} | set(choices if are_named else ())
    others = (item for item in rank if item.is_clear or (is_announced and item.is_order))
    lines_of.update(item.line for item in others if _has_text(lines, item))
    return [item for item in rank if item.line in lines_of]


def _are_judged(lines: Sequence[str], rank: Sequence[ListItem]) -> bool:
    """Whether items are numbered statements, each with a verdict below it: `**False.** The last page …`."""
    if len(rank) < thresholds.ANNOUNCED.least or not all(item.number and is_statement(item.title) for item in rank):
        return False
    found = [_BOLD_START.match(next(iter(_written_below(lines, item)), "")) for item in rank]
    return None not in found and None not in verdicts([match["text"] for match in found if match])


def _are_alike(lines: Sequence[str], rank: Sequence[ListItem], asking: Sequence[ListItem]) -> bool:
    """Whether items are bold, most of them ask, and most have text in a block of its own below them."""
    set_off = [item for item in rank if not item.rest and _has_text(lines, item)]
    return (
        rank[0].rank[2] is _Style.BOLD
        and not any(_hides(lines, item) for item in rank)
        and not any(item.title.endswith((":", "：")) or is_label_of(item.title, *FURNITURE) for item in rank)
        and thresholds.BOLD_ITEMS.of(len(asking), len(rank))
        and thresholds.ANSWERED_ITEMS.of(len(set_off), len(rank))
    )


def _with_whole_title(outline: Outline, item: ListItem) -> ListItem:
    """An item whose title is its first paragraph, if code is below that: "**1) Sum**. Add both." is one text."""
    lines = outline.lines
    own = range(item.below, item.stop)
    stop = next((number for number in own if is_blank(lines[number]) or starts_block(lines[number])), item.stop)
    code = next_text(lines, stop)
    stop = stop if code < item.stop and outline.is_code[code] else item.below
    first = f"{item.title}{' ' * item.rest[:1].isalnum()}{item.rest}"
    title = " ".join([first, *map(str.strip, lines[item.below : stop])])
    return replace(item, title=title, rest="", below=stop)


def _are_answered_in_code(outline: Outline, rank: Sequence[ListItem]) -> bool:
    """Whether titles have numbers, and half of them have code right below: `**1)** All rows.`

    The numbers are in order, and may restart at 1 in each section. They begin paragraphs in bold, link to their own
    places, or are those of items that set tasks.
    """
    kind, _, style = rank[0].rank
    is_paragraph = kind in ("**", "__") or (kind == "" and style is _Style.BOLD_THEN_TEXT)
    numbers = [item.number for item in rank]
    if not all(number in (1, (last or 0) + 1) for last, number in pairwise((None, *numbers))):
        return False
    answered = [line for item in rank if (line := next_text(outline.lines, item.below)) < item.stop]
    coded = [line for line in answered if outline.is_code[line]]
    if not thresholds.ANNOUNCED.of(len(coded), len(rank)):
        return False
    if is_paragraph:
        return len(answered) == len(rank)
    is_read = kind == "[1]" or (kind == "1" and _are_tasks(rank, [outline.lines[line] for line in coded]))
    return is_read and thresholds.ANSWERED_ITEMS.of(len(answered), len(rank))


def _are_tasks(items: Sequence[ListItem], fences: Sequence[str]) -> bool:
    """Whether some items ask, and the code below them is in one language: commands would be what their steps run."""
    languages = {fence.strip(" `~").lower() for fence in fences}
    leads_on = any(item.title.endswith((":", "：")) for item in items)
    asks_once = any(is_clear_question(item.title) for item in items)
    return asks_once and not leads_on and len(languages) == 1 and languages.isdisjoint(OF_COMMANDS)


def _has_options(lines: Sequence[str], item: ListItem) -> bool:
    """Whether at least two options are below an item, perhaps below a picture or code."""
    return sum(bool(OPTION.match(line) or task_item(line)) for line in _written_below(lines, item)) > 1


def _quotes_letters(lines: Sequence[str], item: ListItem) -> bool:
    """Whether a quote below an item begins with nothing but letters, such as those of the right options."""
    below = pairwise(lines[item.below - 1 : item.stop])
    return any(QUOTED_LETTERS.fullmatch(line) and above.lstrip()[:1] != ">" for above, line in below)


def _has_ticked_options(lines: Sequence[str], item: ListItem, is_quiz: bool) -> bool:
    """Whether boxes below an item are ticked as those of options are."""
    below = _boxes(lines, item)
    ticks = [tick for tick, _ in below]
    if set(ticks) != {True, False}:
        return False
    is_first = ticks == sorted(ticks, reverse=True)
    are_options = all(OPTION.match(text) for _, text in below) or is_true_or_false([text for _, text in below])
    return item.is_clear or are_options or (is_quiz and not is_first and item.number is not None)


def _boxes(lines: Sequence[str], item: ListItem) -> list[tuple[bool, str]]:
    """The boxes below an item: whether each is ticked, and its text."""
    return [(task.is_ticked, line[task.text :]) for line in _written_below(lines, item) if (task := task_item(line))]


def _calls_some_right(lines: Sequence[str], item: ListItem) -> bool:
    """Whether words call some of the options below an item right, and not all of them."""
    below = _written_below(lines, item)
    called = sum(map(is_called_right, below))
    return 0 < called < sum(bool(list_marker(line) or OPTION.match(line)) for line in below)


def _has_one_signed_option(lines: Sequence[str], item: ListItem) -> bool:
    """Whether one of several lines with letters below an item has a sign."""
    options = [line for line in _written_below(lines, item) if OPTION.match(line)]
    return len(options) > 1 and sum(_SIGNED.search(line) is not None for line in options) == 1


def _with_siblings(lines: Sequence[str], rank: Sequence[ListItem], asking: Sequence[ListItem]) -> list[ListItem]:
    """The items that ask, with those right beside them in a list that are bold too, or continue their numbers.

    Where half of them have ticked options, others that have some are questions, too.
    """
    known = {item.line for item in asking}
    ticked = {item.line for item in rank if {tick for tick, _ in _boxes(lines, item)} == {True, False}}
    known |= ticked if ticked and thresholds.HALF.of(len(known & ticked), len(known)) else set()
    for order in (1, -1):
        last: ListItem | None = None
        for item in rank[::order]:
            is_other = item.title.endswith((":", "：")) or is_label_of(item.title, *FURNITURE)
            if (
                last
                and item.line not in known
                and not is_other
                and _has_text(lines, item)
                and _is_beside(last, item, order)
            ):
                known.add(item.line)
            last = item if item.line in known else None
    return [item for item in rank if item.line in known]


def _is_beside(one: ListItem, other: ListItem, order: int) -> bool:
    """Whether an item that does not ask is in the list of one that is read, and written like it."""
    above, below = (one, other)[::order]
    if above.stop != below.line or not one.rank[0]:
        return False
    goes_on = above.number is not None and below.number == above.number + 1
    return one.rank[2] is _Style.BOLD or (one.rank[2] is _Style.PLAIN and goes_on)


def _has_text(lines: Sequence[str], item: ListItem) -> bool:
    """Whether there is more than links and further questions below a title, or after it."""
    below = (item.rest, *lines[item.below : item.stop])
    return any(not (is_blank(line) or is_only_link(line) or asks(line)) for line in below)


def _explain(outline: Outline, items: Sequence[ListItem]) -> bool:
    """Whether what is below half of some titles is longer than a remark; code and tables may belong to the question."""
    return thresholds.HALF.of(sum(_words_below(outline, item) >= _OF_ANSWER for item in items), len(items))


def _words_below(outline: Outline, item: ListItem) -> int:
    below = (outline.lines[number] for number in range(item.below, item.stop) if not outline.is_code[number])
    texts = [item.rest, *(line[marker.end() :] if (marker := list_marker(line)) else line.strip() for line in below)]
    return sum(size_in_words(text) for text in texts if text[:1] != "|" and not label_end(text, *_REMARKS))


def _asks_below(lines: Sequence[str], item: ListItem) -> bool:
    """Whether further questions are below a title, as in lists for those who ask."""
    return any(map(asks, lines[item.below : item.stop]))


def _hides(lines: Sequence[str], item: ListItem) -> bool:
    """Whether a collapsed block is below a title; it may answer several questions."""
    return any(line.lstrip().startswith(("???", "<details")) for line in lines[item.below : item.stop])


def _is_survey(lines: Sequence[str], items: Sequence[ListItem]) -> bool:
    """Whether at least half of some items have nothing but a list of a few words below them."""
    return thresholds.HALF.of(sum(_lists_words(lines, item) for item in items), len(items))


def _lists_words(lines: Sequence[str], item: ListItem) -> bool:
    below = _written_below(lines, item)
    texts = [line[marker.end() :] for line in below if (marker := list_marker(line))]
    is_list = len(texts) == len(below) >= 2 or (below and all(map(_is_option, below)))
    are_marked = 0 < sum(_MARKED_RIGHT.search(line) is not None for line in below) < len(below)
    return bool(is_list) and not (are_marked or item.rest) and all(len(text.split()) <= _OF_OPTION for text in texts)


def _written_below(lines: Sequence[str], item: ListItem) -> list[str]:
    return [line for line in lines[item.below : item.stop] if not is_blank(line)]
