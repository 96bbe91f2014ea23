"""The items of the lists of a page, and the paragraphs that may ask, with what each looks like and where it ends:

    1. **What is a tag?**        - What is a tag?        *What is a tag?*        > What is a tag?
    **What is a tag?** A fixed name for a commit.

Those of one rank look the same: by their marker, their indentation, and how they begin.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from enum import Enum, auto
from itertools import islice, pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answers_on_same_line import ARROW, answered_beside, order_beside
from anki_export.source.candidates.navigation_links import is_mostly_link, is_only_links
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
from anki_export.text.classify_labels import QUESTION_MARKS, asks
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import asks_if_announced, is_clear_question, is_statement
from anki_export.text.word_patterns import alternatives, initials

_BEGINS_BOLD = regex(r"(?P<mark>\*\*|__)(?P<text>(?:(?!\*\*|__).)+)(?P=mark)(?:\s*[-–—:]\s)?\s*(?P<rest>\S.*)")
_ASKS_FIRST = regex(
    r"(?P<text>[^?？؟]*[?？؟])(?:\s*<br\s*/?>\s*(?P<below>\S.*)|\s+(?P<rest>[^\W\d_`*][^?？؟]{8,}))", re.IGNORECASE
)
"""A question, and more than a remark after it, or anything after a break."""
_LEADS_TO = regex(rf"(?P<text>[^?？؟]*[?？؟])(?:\s*{ARROW}|\s+[-–—]+(?=\s|\Z))\s*(?P<rest>.*)")
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
_EMPTY_BOX = regex(r"\s*[(\[] ?[)\]]\s")
_OPENS = regex(
    lambda: rf"[*_`>(\dq]|{initials('question')}{alternatives('question')}|<(?:{MARKING_TAGS})\b", re.IGNORECASE
)
"""What opens a paragraph that is marked or numbered."""
_NO_TITLE = ("#", ">", "|", "<", "!", "`")
_GOES_ON = regex(r"(?:`[^`]+`|<\w[^<>]*>)(?:\s+[^\W\d_]+){3}")
"""Words behind code or a tag, which a statement begins with."""
_INSIDE, _MARGIN = 2, 4
"""In columns: what is indented by this many is in an item, or may be code."""
_WORDS = 3
_COLONS = (":", "：")


class ItemStyle(Enum):
    """How an item begins; in a list, some bold questions may have their answers in the same line."""

    BOLD = auto()
    BOLD_THEN_TEXT = auto()
    PLAIN = auto()
    LEADS_ON = auto()
    MARKED = auto()
    QUOTED = auto()
    BETWEEN_RULES = auto()
    ABOVE_QUOTE = auto()
    IN_LINE = auto()


_PARAGRAPHS = frozenset(ItemStyle) - {ItemStyle.BOLD, ItemStyle.PLAIN, ItemStyle.LEADS_ON}
"""The styles that make a question of a paragraph, which is not an item."""
Rank = tuple[str, int, ItemStyle]


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
    rank: Rank
    is_clear: bool
    is_order: bool
    number: int | None
    is_inside: bool
    """Whether it is in an item that names several."""
    said: str = ""
    """What its author calls it, true or false, if the rest is the reason for that."""

    @property
    def leads_on(self) -> bool:
        """Whether its title leads to what is below it."""
        return self.title.endswith(_COLONS)

    @property
    def begins_bold(self) -> bool:
        """Whether it is a paragraph, and its title is what begins it in bold."""
        return self.rank[0] == "" and self.rank[2] is ItemStyle.BOLD_THEN_TEXT


def may_have_items(outline: Outline) -> bool:
    """Whether at least two lines of a page may begin an item, as on few short pages: a quick check."""
    if sum(map(outline.text.count, "?？؟")) > 1:
        return True  # some may have their answers behind them
    lines = zip(outline.lines, outline.is_code, strict=True)
    texts = (text for line, is_code in lines if not is_code and (text := line.lstrip()))
    opened = (text for text in texts if text[0] in "-+" or _OPENS.match(text))
    return next(islice(opened, 1, None), None) is not None


def items_of(outline: Outline) -> Iterator[ListItem]:
    lines, margin = outline.lines, _MARGIN
    inner: int | None = None
    """The indentation of the items that ask inside of the one above, whose title only names them or is their stem."""
    stem = ""
    set_off = dict.fromkeys(_answered_lines(outline), ItemStyle.IN_LINE)
    set_off |= dict.fromkeys(_between_rules(outline), ItemStyle.BETWEEN_RULES)
    for number, line in enumerate(lines):
        marker = list_marker(line)
        if line[:1] not in " \t" and line:
            margin = _MARGIN
        is_inside = marker is not None and indent_of(line) > margin + 1
        if is_inside and indent_of(line) != inner:
            continue  # in the item above
        if marker and not is_inside:
            text = _LEVEL.sub("", line[marker.end() :]).strip()
            margin, inner = indent_of(line), _indent_of_questions(outline, number, text)
            if inner is not None:
                stem = f"{text} " if is_statement(text) else ""
                continue
        is_first = marker is not None or number == 0 or not lines[number - 1].strip()
        is_first = is_first or set_off.get(number) is ItemStyle.IN_LINE
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
        if style is ItemStyle.LEADS_ON and below < len(lines) and indent_of(lines[below]) > indent_of(line):
            style, title, rest = ItemStyle.PLAIN, text, ""  # what the arrow or dash leads to is a remark
        goes_on = not rest and style in (ItemStyle.PLAIN, ItemStyle.BETWEEN_RULES)
        below = _end_of_title(lines, number, text) if goes_on else number + 1
        title = " ".join([title, *map(str.strip, lines[number + 1 : below])])
        if linked := LINKED_NUMBER.match(title):
            kind, title = "[1]", title[linked.end() :]
        words = own.rest if (own := number_of(title)) else title
        value = linked["number"] if linked else digits
        title = f"{stem}{title}" if is_inside else title
        begins_bold = style is ItemStyle.BOLD_THEN_TEXT
        style = ItemStyle.BOLD if marker and begins_bold else style
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
            asks_if_announced(words) or (begins_bold and is_clear_question(words) and is_statement(words)),
            int(value) if value else own.value if own else None,
            is_inside,
        )


def _indent_of_questions(outline: Outline, number: int, outer: str) -> int | None:
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
    is_stem = is_statement(outer) or not thresholds.HALF.of(sum(map(asks, beside)), len(beside))
    return indent if is_stem and not is_clear_question(outer) else None  # it is a question like those beside it


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
    lines: Sequence[str], number: int, text: str, *, is_item: bool, set_off: ItemStyle | None
) -> tuple[ItemStyle, str, str] | None:
    """The style of an item or paragraph, its title, and what follows that in its line; None if it can't ask."""
    whole = None if is_item else _marked(lines, number, text)
    can_begin = text[:1] not in _NO_TITLE or (is_item and _GOES_ON.match(text))
    if not whole and (not can_begin or tick_box(text) or is_only_links(text)):
        return None
    style, title, rest = whole or _parted(text)
    if set_off is ItemStyle.IN_LINE or (set_off and style is ItemStyle.PLAIN):
        style, title, rest = set_off, text, ""
    can_ask = (is_item or style in _PARAGRAPHS) and not is_option(text)
    return (style, title, rest) if can_ask else None


def is_option(line: str) -> bool:
    return (OPTION.match(line) or _EMPTY_BOX.match(line)) is not None


def _parted(text: str) -> tuple[ItemStyle, str, str]:
    """How a text begins, its title, and what follows that in the same line."""
    if title := bold_line(text.rstrip(" :")):
        return ItemStyle.BOLD, title, ""
    if match := _BEGINS_BOLD.fullmatch(text):
        return ItemStyle.BOLD_THEN_TEXT, match["text"], match["rest"]
    if match := _LEADS_TO.fullmatch(text):
        return ItemStyle.LEADS_ON, match["text"], match["rest"]
    if match := _ASKS_FIRST.fullmatch(text):
        return ItemStyle.PLAIN, match["text"], match["below"] or match["rest"]
    return ItemStyle.PLAIN, text, ""


def _marked(lines: Sequence[str], number: int, text: str) -> tuple[ItemStyle, str, str] | None:
    """A line that is marked or quoted as a whole, as `_parted` returns it."""
    if text[:1] == ">":
        is_alone = number + 1 == len(lines) or lines[number + 1].lstrip()[:1] != ">"
        return (ItemStyle.QUOTED, text[1:].strip(" *_"), "") if is_alone else None
    match = next(filter(None, (whole.fullmatch(text) for whole in _WHOLE_LINE)), None)
    return (ItemStyle.MARKED, match["text"], "") if match and not text.startswith(("**", "__")) else None


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
    rules = {number for number, line in enumerate(lines) if line and line[0] in "-*_ " and is_rule(line)}
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


def _end_of_title(lines: Sequence[str], number: int, text: str) -> int:
    """The line after a title, which may continue for a few lines up to a question mark."""
    for below in range(number + 1, min(number + LONGEST_TITLE, len(lines)) + 1):
        if text.rstrip().endswith(QUESTION_MARKS):
            return below
        if below == len(lines) or is_blank(lines[below]) or starts_block(lines[below]):
            break
        text = lines[below]
    return number + 1


def with_stops(outline: Outline, rank: Sequence[ListItem]) -> list[ListItem]:
    """The items with the lines where they end.

    At the next one, a heading, or a rule outside of them; at their own end in Markdown, unless half of them have more
    text below. What is below a colon, and code or a list up to the end, belongs to a paragraph that begins in bold.
    """
    lines, headings = outline.lines, (heading.line for heading in outline.headings)
    is_list = rank[0].rank[0] in ("-", "1", "[1]")
    margin = rank[0].rank[1] + _INSIDE if is_list else _MARGIN
    may_be = ((n, line) for n, line in enumerate(lines) if line and line[0] in "-*_ ")
    rules = [n for n, line in may_be if is_rule(line) and indent_of(line) < margin]
    if rules and outline.collapsed:
        rules = [number for number in rules if not any(number in hidden.lines for hidden in outline.collapsed)]
    ends = sorted([*(item.line for item in rank), *headings, *rules, len(lines)])
    ends_of = [ends[bisect_right(ends, item.line)] for item in rank]
    own = [own_end(lines, item, end) for item, end in zip(rank, ends_of, strict=True)]
    more = sum(any(not is_blank(line) for line in lines[a:b]) for a, b in zip(own, ends_of, strict=True))
    # Some forget to indent code.
    ranges = zip(rank, own, ends_of, strict=True)
    coded = [_below_code(outline, item, range(stop, end)) for item, stop, end in ranges] if is_list else own
    is_loose = thresholds.HALF.of(more, len(rank)) and not any(item.is_inside for item in rank)
    stops = ends_of if is_loose else coded
    if not is_loose and more and rank[0].begins_bold:
        pairs = zip(own, ends_of, strict=True)
        stops = [end if _goes_on(lines, stop, end) else stop for stop, end in pairs]
    return [replace(item, stop=max(stop, item.below)) for item, stop in zip(rank, stops, strict=True)]


def _goes_on(lines: Sequence[str], stop: int, end: int) -> bool:
    """Whether a paragraph that ends above a line goes on below it: it leads on, or only code or a list is there."""
    below = next_text(lines, stop)
    is_block = below < end and starts_block(lines[below]) and end_of_paragraph(lines, below) + 1 >= end < len(lines)
    return is_block or lines[last_text(lines, stop)].endswith(_COLONS)


def _below_code(outline: Outline, item: ListItem, rest: range) -> int:
    """The line after the code at the start of what is below an item, and after what is indented below that code."""
    lines, stop = outline.lines, min(outline.below_code(rest.start), rest.stop)
    while rest.start < stop and (at := next_text(lines, stop)) < rest.stop:
        if indent_of(lines[at]) < item.indent:
            break
        stop = end_of_paragraph(lines, at)
    return min(stop, rest.stop)


def own_end(lines: Sequence[str], item: ListItem, end: int) -> int:
    """The line after an item or paragraph."""
    is_paragraph = item.rank[0] in ("", "Q")
    for number in range(item.line + 1, end):
        is_apart = is_blank(lines[number - 1]) or (starts_block(lines[number]) and not is_paragraph)
        is_apart = is_apart and (is_paragraph or number > item.line + 2 or not is_comment(lines[number - 1]))  # an id
        is_inside = indent_of(lines[number]) > indent_of(lines[item.line]) and not is_paragraph
        if not is_blank(lines[number]) and is_apart and not is_inside:
            return number
    return end


def lists_of(items: Sequence[ListItem]) -> Iterator[Sequence[ListItem]]:
    """The items that follow each other, which have the lines where they end."""
    own: list[ListItem] = []
    for item in items:
        if own and own[-1].stop != item.line:
            yield own
            own = []
        own.append(item)
    if own:
        yield own


def has_options(lines: Sequence[str], item: ListItem) -> bool:
    """Whether at least two options are below an item, perhaps below a picture or code."""
    return sum(bool(OPTION.match(line) or task_item(line)) for line in written_below(lines, item)) > 1


def has_text_below(lines: Sequence[str], item: ListItem) -> bool:
    """Whether there is more than links and further questions below a title, or after it."""
    below = (item.rest, *lines[item.below : item.stop])
    return any(not (is_blank(line) or is_mostly_link(line) or asks(line)) for line in below)


def written_below(lines: Sequence[str], item: ListItem) -> list[str]:
    return [line for line in lines[item.below : item.stop] if not is_blank(line)]
