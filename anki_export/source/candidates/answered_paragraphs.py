"""Paragraphs that ask, each right above an answer of one shape:

    Which sail is at the bow?        Which sail is at the bow?        Which sail is at the bow?

    > The jib.                       — The jib.                       The jib.

    Explain "to luff".               Explain "to luff".               Why reef a sail?
    > To turn into the wind.         → To turn into the wind.
                                                                      To carry less of it.

Quotes and paragraphs that begin with a dash or an arrow are answers where nearly all paragraphs that ask are above one,
and nearly all of these blocks below such a paragraph; then one that sets a task is a question, too. Dashes and arrows
are in conversations and minutes, too: where no title announces questions, there must be more of them. Text without a
mark is an answer only where a title announces questions: advertising, diaries and essays ask and answer, too.

Not questions: conversations, in which those who answer speak of themselves; forms, which say what to write; answers to
mails, which are below a quote; what a group has decided; pages that ask in passing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answers_beside import is_instruction
from anki_export.source.candidates.page_items import ItemStyle, ListItem
from anki_export.source.lines import (
    LONGEST_TITLE,
    indent_of,
    is_blank,
    is_rule,
    list_marker,
    next_text,
    starts_block,
    task_item,
)
from anki_export.source.outline import Outline
from anki_export.source.types import Wanted
from anki_export.text.asking import (
    is_clear_question,
    is_conversation,
    is_order,
    names_interview,
    names_people,
    names_writer,
)
from anki_export.text.label_kinds import asks, may_have_question_mark
from anki_export.text.normalize import size_in_words
from anki_export.text.regex import regex

_DASH_FIRST = regex(r"(?:[—–―]|[-–—=]+>|[→⇒➔➜➡]\ufe0f?)[ \t]*(?=\w|[^\w\s])")
"""What begins a paragraph that answers."""
_ASKED = regex(r"(?:[?？؟]|[\u0370-\u03ff\u1f00-\u1fff][;\u037e])[\"'”»)]?[ \t]*(?:\n|\Z)")
_NO_QUESTION = "#>|<!`*_-+=:$"
"""What begins a line that is marked, and not a plain paragraph."""
_LONGEST_QUESTION = 60
"""In words."""
_BETWEEN = 2
"""Lines between a question and its answer: a blank one, and that of an id, which is blank here."""
_QUOTES = '"“„«»「『'
"""What begins words of others, on which a reader is to think."""
_QUOTES_END = '"”“»«」』'
_EDGE = ""
"""The kind of what divides sections: a heading or a rule."""
_TEXT, _QUOTE, _DASH, _LIST, _OTHER = "text", "quote", "dash", "list", "other"


class _Block(Struct, frozen=True):
    """A paragraph, a quote, a list, or other lines without a blank one."""

    start: int
    stop: int
    kind: str
    text: str
    asks: bool = False


def may_have_answered_paragraphs(text: str) -> bool:
    """Whether at least three lines of a text end as questions do: a quick check."""
    if sum(text.count(f"{mark}\n") for mark in "?？؟") >= thresholds.ABOVE_BLOCKS.least:
        return True
    return may_have_question_mark(text) and sum(1 for _ in _ASKED.finditer(text)) >= thresholds.ABOVE_BLOCKS.least


def begins_with_dash(line: str) -> bool:
    """Whether a line begins with a dash or an arrow, as answers do."""
    return _DASH_FIRST.match(line) is not None


def without_dash(lines: Sequence[str]) -> list[str]:
    """The lines of an answer without the dash or arrow that begins the first one."""
    first = next_text(lines, 0)
    return [_DASH_FIRST.sub("", line, count=1) if at == first else line for at, line in enumerate(lines)]


def answered_paragraphs(outline: Outline, wanted: Wanted) -> list[ListItem]:
    """The paragraphs of a page that ask and have an answer of one shape right below them, in page order."""
    if not may_have_answered_paragraphs(outline.text) or names_interview(f"{wanted.title} {outline.title}"):
        return []
    blocks = list(_blocks(outline))
    if not thresholds.ABOVE_BLOCKS.of(sum(one.asks for one in blocks), 0):
        return []
    is_announced = _is_announced(outline, wanted, blocks)
    for kind in (_QUOTE, _DASH):
        found = _above_marked(blocks, kind)
        if found and (kind is _QUOTE or is_announced or _are_apart(blocks, found)):
            return list(_items(blocks, found))
    return list(_items(blocks, _above_text(outline, blocks) if is_announced else ()))


def _blocks(outline: Outline) -> Iterator[_Block]:
    """What is on a page at the margin, block by block."""
    lines = outline.lines
    edges = {heading.line for heading in outline.headings}
    edges |= {heading.line + 1 for heading in outline.headings if heading.is_underlined}
    number = 0
    while number < len(lines):
        line = lines[number]
        if is_blank(line):
            stop = number + 1
        elif outline.is_code[number]:
            stop = next((at for at in range(number, len(lines)) if not outline.is_code[at]), len(lines))
            yield _Block(number, stop, _OTHER, "")
        elif number in edges or is_rule(line):
            stop = number + 1
            yield _Block(number, stop, _EDGE, "")
        else:
            kind = _kind(line)
            stop = _end(outline, edges, number, kind)
            text = " ".join(map(str.strip, lines[number:stop]))
            yield _Block(number, stop, kind, text, kind is _TEXT and _may_ask(text, stop - number) and asks(text))
        number = stop


def _may_ask(text: str, lines: int) -> bool:
    """Whether a paragraph is short, not marked, and not what someone says in quotation marks."""
    is_said = text[:1] in _QUOTES and text[-1:] in _QUOTES_END
    is_short = lines <= LONGEST_TITLE and size_in_words(text) <= _LONGEST_QUESTION
    return is_short and not is_said and text[:1] not in _NO_QUESTION


def _kind(line: str) -> str:
    if line[:1] == ">":
        return _QUOTE
    if begins_with_dash(line):
        return _DASH
    if list_marker(line) and not line[:1].isspace():
        return _LIST
    return _OTHER if starts_block(line) or line[:1].isspace() else _TEXT


def _end(outline: Outline, edges: set[int], start: int, kind: str) -> int:
    """The line after a block."""
    lines = outline.lines
    for number in range(start + 1, len(lines)):
        if number in edges or outline.is_code[number] or _is_below(lines, number, kind):
            return number
    return len(lines)


def _is_below(lines: Sequence[str], number: int, kind: str) -> bool:
    """Whether a line is below a block that goes on down to the line above."""
    line, above = lines[number], lines[number - 1].rstrip()
    if kind is _LIST:
        return bool(line and not is_blank(line) and not (above or indent_of(line) or list_marker(line)))
    if is_blank(line) or (line[:1] == ">" if kind is not _QUOTE else line[:1] != ">"):
        return True
    begins = begins_with_dash(line) and (kind is _DASH or asks(above))
    return begins or (kind is not _QUOTE and starts_block(line))


def _above_marked(blocks: Sequence[_Block], kind: str) -> list[int]:
    """The indices of the paragraphs above quotes, or above dashes, if nearly all that ask are, and few other blocks."""
    asking = [at for at, one in enumerate(blocks) if one.asks]
    above = [at for at, (one, below) in enumerate(pairwise(blocks)) if below.kind is kind is not one.kind]
    answered = [at for at in above if blocks[at].asks]
    asked = [at for at in above if blocks[at].asks or _sets_task(blocks[at])]
    if (
        not thresholds.ABOVE_BLOCKS.of(len(answered), len(asking))
        or not thresholds.ABOVE_BLOCKS.of(len(asked), len(above))
        or any(one.kind is kind for one in blocks[: answered[0]])
    ):
        return []
    answers = [blocks[at + 1] for at in asked]
    said = [_said(one) for one in answers]
    others = sum(text[:1] in _QUOTES or asks(text) or is_instruction(text) for text in said)
    of_group = sum(names_writer(blocks[at].text) for at in asked)
    if others * 4 > len(said) or thresholds.HALF.of(of_group, len(asked)) or _speak(blocks, asked):
        return []
    return [at for at, text in zip(asked, said, strict=True) if not asks(text)]


def _are_apart(blocks: Sequence[_Block], asked: Sequence[int]) -> bool:
    """Whether answers with dashes are enough without a title: each close to its question, and apart from the next one.

    People who talk follow each other without blank lines, or say "you" and "I" in a third of the pairs.
    """
    groups = [blocks[at : at + 3] for at in asked]
    close = all(answer.start <= question.stop + _BETWEEN for question, answer, *_ in groups)
    apart = all(below.start > answer.stop for _, answer, *rest in groups for below in rest)
    people = sum(names_people(f"{question.text} {answer.text}") for question, answer, *_ in groups)
    return thresholds.ABOVE_DASHES.of(len(groups), 0) and close and apart and people * 3 < len(groups)


def _said(block: _Block) -> str:
    """What a block says, without its mark."""
    return block.text.lstrip("> ") if block.kind is _QUOTE else _DASH_FIRST.sub("", block.text, count=1)


def _sets_task(block: _Block) -> bool:
    """Whether a plain paragraph asks or sets a task without a question mark."""
    is_plain = block.kind is _TEXT and _may_ask(block.text, block.stop - block.start)
    return is_plain and (is_clear_question(block.text) or is_order(block.text))


def _speak(blocks: Sequence[_Block], asked: Sequence[int]) -> bool:
    return is_conversation([blocks[at].text for at in asked], [blocks[at + 1].text for at in asked])


def _above_text(outline: Outline, blocks: Sequence[_Block]) -> list[int]:
    """The indices of the paragraphs above plain text, where a title announces them and little else is between."""
    asking = [at for at, one in enumerate(blocks) if one.asks]
    asked = [at for at in asking if at + 1 < len(blocks) and blocks[at + 1].kind in (_TEXT, _LIST)]
    asked = [at for at in asked if not blocks[at + 1].asks]
    between = [at for at in range(asking[0], len(blocks)) if blocks[at].kind]
    if not thresholds.ABOVE_TEXT.of(len(asked), len(asking)) or (
        not thresholds.ALTERNATING.of(len(asked) * 2, len(between))
        or _speak(blocks, asked)
        or _name_people(blocks, asked)
    ):
        return []
    lists = [at for at in asked if blocks[at + 1].kind is _LIST]
    are_most = thresholds.HALF.of(len(lists), len(asked))  # as in a survey
    return asked if not are_most and not any(_has_options(outline, blocks[at + 1]) for at in lists) else []


def _is_announced(outline: Outline, wanted: Wanted, blocks: Sequence[_Block]) -> bool:
    """Whether a page, or each heading right above its paragraphs that ask, announces questions, but not a FAQ."""
    if thresholds.is_faq(outline, wanted):
        return False
    return thresholds.are_announced(outline, wanted) or thresholds.headings_announce(
        outline, [one.start for one in blocks if one.asks]
    )


def _name_people(blocks: Sequence[_Block], asked: Sequence[int]) -> bool:
    """Whether a quarter of some questions speak to the reader or of the one who asks, as those of customers do."""
    return thresholds.QUARTER.of(sum(names_people(blocks[at].text) for at in asked), len(asked))


def _has_options(outline: Outline, block: _Block) -> bool:
    return any(OPTION.match(line) or task_item(line) for line in outline.lines[block.start : block.stop])


def _items(blocks: Sequence[_Block], asked: Sequence[int]) -> Iterator[ListItem]:
    """The questions, each up to the next paragraph that asks, heading or rule; those between them have no answer.

    A quote is all of an answer. Otherwise what is below the answer to the last one is text of the page, unless half of
    the others have more than one block.
    """
    edges = [at for at, one in enumerate(blocks) if one.asks or not one.kind or at in asked]
    edges.append(len(blocks))
    stops = {at: edges[bisect_right(edges, at)] for at in asked}
    longer = sum(stops[at] > at + 2 for at in asked[:-1])
    for at in edges[bisect_left(edges, asked[0]) : bisect_right(edges, asked[-1])] if asked else ():
        one, stop = blocks[at], stops.get(at, at + 1)
        if at in stops and blocks[at + 1].kind is _QUOTE:
            stop = next((other for other in range(at + 1, stop) if blocks[other].kind is not _QUOTE), stop)
        elif at == asked[-1] and not thresholds.HALF.of(longer, len(asked) - 1):
            stop = at + 2
        if one.kind:
            end, rank = blocks[stop - 1].stop, ("", 0, ItemStyle.ABOVE_BLOCK)
            yield ListItem(one.start, 0, one.text, "", one.stop, end, rank, True, False, None, False)
