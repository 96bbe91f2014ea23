"""Code, tables and pictures above questions that point to them, and belong on the front of each:

    | town | people |
    | ---- | ------ |
    | Oslo | 7      |

    1. Which town is in this table?
    2. How many people live in the towns of the table above?

They are right above the first of several questions that all point to them, and no question has them; or the question
before has them, and the next one says that they are above. A quote of two sentences or more, right below or above the
order to read it, is on the front of all questions below it:

    Read the text and answer.

    > A fox came by. It was hungry.
"""

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.asking_blocks import is_subject
from anki_export.source.body.blocks import CODE, Block, blocks_of, has_colon, text_of_block
from anki_export.source.body.group_into_segments import shows
from anki_export.source.cards.make_card import ReadEntry
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_order, is_statement
from anki_export.text.word_patterns import Words

_TOKENS = frozenset({*CODE, "table_open", "blockquote_open", "html_block"})
"""What a page has if something is shown on it, other than pictures."""
_SENTENCES = regex(r"(?<=[.!?…。！？])\s*(?<=[\s。！？])")
_LEAST_SENTENCES = 2
_READS = Words("reads")
_KINDS = {"code": Words("this_code"), "shown": Words("shown"), "above": Words("shown_above")}


def with_subjects_above(read: Sequence[ReadEntry], tokens: Sequence[Token], lines: Sequence[str]) -> list[ReadEntry]:
    """The questions of a page with these tokens and lines, in order, each with what it points to above."""
    shown = [one.map[0] for one in tokens if one.type in _TOKENS and one.map]
    shown += [number for number, line in enumerate(lines) if "![" in line or "<img" in line]
    if not shown:
        return list(read)
    taken = {line for one in read for line in one.entry.lines}
    if taken.issuperset(shown) and not any(
        _own_subject(one) and _KINDS["above"].are_in(read[at].asked) for at, one in enumerate(read[:-1], 1)
    ):
        return list(read)  # as on most pages
    points = cache(lambda at: _points(read[at]))
    free = [one for one in blocks_of(tokens, lines) if one.first not in taken and one.first < one.last and shows(one)]
    starts = [block.first for block in free]
    found, subject, passage, stop = list[ReadEntry](), tuple[Block, ...](), tuple[Block, ...](), 0
    for at, one in enumerate(read):
        between = free[bisect_left(starts, stop) : bisect_left(starts, one.entry.lines.start)]
        if between:
            subject, passage = _subject(between), _passage(between)
        elif at:
            own = _own_subject(read[at - 1])
            subject = subject if subject and points(at - 1) and not _subject(read[at - 1].blocks) else ()
            subject = own if own and "above" in points(at) else subject
        stop = one.entry.lines.stop
        kinds = points(at) if subject else ()
        is_meant = any("above" in kinds or ("code" if block.kind in CODE else "shown") in kinds for block in subject)
        above = subject if is_meant else passage
        if one.parts and above and not (passage and any(map(is_subject, one.parts.front))):
            one = replace(one, parts=replace(one.parts, front=(*above, *one.parts.front)))
        found.append(one)
    return found


def _passage(above: Sequence[Block]) -> tuple[Block, ...]:
    """The text to read right above a question, beside the order to do so; a quote may also give orders or time."""
    *_, before, last = (None, None, *above)
    for quote, order in ((before, last), (last, before)):
        if not quote or not order or (quote.kind, order.kind) != ("blockquote", "paragraph"):
            continue
        if _READS.end(order.text.lower()) > 0:
            sentences = [one for one in _SENTENCES.split(text_of_block(quote).strip()) if is_statement(one)]
            if len(sentences) >= _LEAST_SENTENCES and not any(map(is_order, sentences)):
                return (quote,)
    return ()


def _own_subject(one: ReadEntry) -> tuple[Block, ...]:
    """The code, tables and pictures of a question, or else at the end of its answer."""
    asked = tuple(block for block in one.parts.front if is_subject(block)) if one.parts else ()
    return asked or _subject(one.blocks)


def _points(one: ReadEntry) -> frozenset[str]:
    """How a question points to things that it does not have itself."""
    if one.parts is None or any(map(is_subject, (*one.parts.front, *one.blocks[:1]))):
        return frozenset()
    text = one.asked
    return frozenset(kind for kind, words in _KINDS.items() if words.are_in(text))


def _subject(above: Sequence[Block]) -> tuple[Block, ...]:
    """The code, tables and pictures right above a question, with the line that leads to them."""
    if not any(map(is_subject, above)):
        return ()  # as below most questions
    shown = list(above)
    while shown and (has_colon(shown[-1].text) or shown[-1].kind == "hr"):
        shown.pop()
    count = sum(1 for _ in takewhile(is_subject, reversed(shown)))
    start = len(shown) - count
    leads = count > 0 and start > 0 and has_colon(shown[start - 1].text)
    return tuple(shown[start - leads :]) if count else ()
