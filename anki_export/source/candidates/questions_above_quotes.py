"""Paragraphs that ask, each right above a quote that answers:

    Which sail is at the bow?

    > The jib.

    Explain "to luff".
    > To turn into the wind.

Nearly all paragraphs that ask are above a quote, and nearly all quotes below such a paragraph; then one that sets a
task is a question, too.

Not questions: conversations, in which those who answer speak of themselves; forms, which say what to write; answers to
mails, which are below a quote; pages that ask in passing.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.candidates.answers_on_same_line import is_instruction
from anki_export.source.candidates.collect_items_and_paragraphs import ItemStyle, ListItem
from anki_export.source.lines import LONGEST_TITLE, is_blank, is_rule, starts_block, without_quote
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.syntax.callouts import read_callout
from anki_export.text.classify_labels import asks, may_have_question_mark
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import is_conversation, names_interview, names_writer, wants_answer

_ASKED = regex(r"(?:[?？؟]|[\u0370-\u03ff\u1f00-\u1fff][;\u037e])[\"'”»)]?[ \t]*(?:\n|\Z)")
_NO_QUESTION = "#>|<!`*_-+=:$"
"""What begins a line that is marked, and not a plain paragraph."""
_LONGEST_QUESTION = 60
"""In words."""
_QUOTES = '"“„«»「『'
"""What begins words of others, on which a reader is to think."""
_QUOTES_END = '"”“»«」』'
_EDGE = ""
"""The kind of what divides sections: a heading or a rule."""
_TEXT, _QUOTE, _OTHER = "text", "quote", "other"


class _Block(Struct, frozen=True):
    """A paragraph, a quote, or other lines without a blank one."""

    start: int
    stop: int
    kind: str
    text: str
    asks: bool = False


def _may_have_answered_paragraphs(text: str) -> bool:
    """Whether at least three lines of a text end as questions do, and one is a quote: a quick check."""
    least = thresholds.ABOVE_QUOTES.least
    if "\n>" not in text or (text.isascii() and text.count("?") < least):
        return False  # as on most pages
    if sum(text.count(f"{mark}\n") for mark in "?？؟") >= least:
        return True
    return may_have_question_mark(text) and sum(1 for _ in _ASKED.finditer(text)) >= least


def answered_paragraphs(outline: Outline, wanted: Wanted) -> list[ListItem]:
    """The paragraphs of a page that ask and have a quote right below them, in page order."""
    if not _may_have_answered_paragraphs(outline.text) or names_interview(f"{wanted.title} {outline.title}"):
        return []
    blocks = list(_blocks(outline))
    return list(_items(blocks, _above_quotes(blocks)))


def _blocks(outline: Outline) -> Iterator[_Block]:
    """What is on a page at the margin, block by block."""
    lines = outline.lines
    edges = {heading.line for heading in outline.headings}
    number = 0
    while number < len(lines):
        line = lines[number]
        if is_blank(line):
            stop = number + 1
        elif outline.is_code[number]:
            stop = outline.below_code(number)
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
    return _OTHER if starts_block(line) or line[:1].isspace() else _TEXT


def _end(outline: Outline, edges: set[int], start: int, kind: str) -> int:
    """The line after a block."""
    lines = outline.lines
    for number in range(start + 1, len(lines)):
        if number in edges or outline.is_code[number] or _is_below(lines[number], kind):
            return number
    return len(lines)


def _is_below(line: str, kind: str) -> bool:
    """Whether a line is below a block that goes on down to the line above."""
    if kind is _QUOTE:
        return line[:1] != ">" or ("[!" in line and read_callout(without_quote(line).strip()) is not None)
    return is_blank(line) or line[:1] == ">" or starts_block(line)


def _above_quotes(blocks: Sequence[_Block]) -> list[int]:
    """The indices of the paragraphs above quotes, if nearly all that ask are, and few other blocks."""
    asking = [at for at, one in enumerate(blocks) if one.asks]
    above = [at for at, (one, below) in enumerate(pairwise(blocks)) if below.kind is _QUOTE is not one.kind]
    answered = [at for at in above if blocks[at].asks]
    asked = [at for at in above if blocks[at].asks or _sets_task(blocks[at])]
    enough = thresholds.ABOVE_QUOTES
    are_most = enough.of(len(answered), len(asking)) and enough.of(len(asked), len(above))
    if not are_most or any(one.kind is _QUOTE for one in blocks[: asked[0]]):
        return []
    titles, said = [blocks[at].text for at in asked], [blocks[at + 1].text.strip("> *_`") for at in asked]
    others = sum(text[:1] in _QUOTES or asks(text) or is_instruction(text) for text in said)
    of_group = sum(map(names_writer, titles))
    if others * 4 > len(said) or thresholds.HALF.of(of_group, len(asked)):
        return []
    if is_conversation(titles, [blocks[at + 1].text for at in asked]):
        return []
    return [at for at, text in zip(asked, said, strict=True) if not asks(text)]


def _sets_task(block: _Block) -> bool:
    """Whether a plain paragraph asks or sets a task without a question mark."""
    is_plain = block.kind is _TEXT and _may_ask(block.text, block.stop - block.start)
    return is_plain and wants_answer(block.text)


def _items(blocks: Sequence[_Block], asked: Sequence[int]) -> Iterator[ListItem]:
    """The questions, each with its quote, up to the next paragraph that asks, heading or rule.

    Those between them have no answer.
    """
    edges = [at for at, one in enumerate(blocks) if one.asks or not one.kind or at in asked]
    edges.append(len(blocks))
    for at in edges[bisect_left(edges, asked[0]) : bisect_right(edges, asked[-1])] if asked else ():
        one, stop = blocks[at], at + 1
        if at in asked:
            stop = edges[bisect_right(edges, at)]
            stop = next((other for other in range(at + 1, stop) if blocks[other].kind is not _QUOTE), stop)
        if one.kind:
            end, rank = blocks[stop - 1].stop, ("", 0, ItemStyle.ABOVE_QUOTE)
            yield ListItem(one.start, 0, one.text, "", one.stop, end, rank, True, False, None, False)
