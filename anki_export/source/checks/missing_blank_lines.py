"""Lists and tables without a blank line before them, which the site renders as text.

Cards follow CommonMark. Python-Markdown, which builds the site, recognises a list only at the start of a block: after a
paragraph or fence its markers stay in the text. Inside a list item no blank line is needed. Fences need none either
(pymdownx.superfences).
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import Block, inside
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.formats import FLASHCARDS

_NAMES = {"bullet_list": "a list", "ordered_list": "a list", "table": "a table"}
_ABOVE = {"paragraph": "text", "fence": "code", "table": "a table"}
_BOXES = {"details", "blockquote"}
_LISTS = {"bullet_list", "ordered_list"}


def missing_blank_lines(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report the first such block in a question on a site and how many more there are."""
    if not checked_page.is_on_site or checked.question.format in FLASHCARDS:  # other programs show it as a card does
        return None
    found = list(_adjacent(checked.blocks, checked_page.lines))
    if not found:
        return None
    above, below = found[0]
    more = f"; {len(found) - 1} more in this question" if len(found) > 1 else ""
    message = f"{_NAMES[below.kind]} directly follows {_ABOVE[_end_of(above)]}: the site shows it as text{more}"
    return Finding(below.first, Rule.GLUED, message, "add a blank line before it")


def _adjacent(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[Block, Block]]:
    is_item = False
    """Whether the lines belong to a list: Python-Markdown adds any adjacent lines to its last item."""
    for above, below in pairwise(blocks):
        is_glued = above.last == below.first
        is_item = above.kind in _LISTS or is_item
        if is_glued and below.kind in _NAMES and _end_of(above) in _ABOVE and not is_item:
            yield above, below
        is_item = is_item and is_glued
    for block in blocks:
        if block.kind in _BOXES:
            yield from _adjacent(inside(block, lines), lines)
        elif block.kind in _LISTS and not _is_tight(block):
            for item in inside(block, lines):
                yield from _adjacent(inside(item, lines)[1:], lines)


def _is_tight(block: Block) -> bool:
    """Whether a list has no blank lines between items: the parser hides their paragraphs."""
    _list, _item, paragraph, *_ = block.tokens
    return paragraph.hidden


def _end_of(block: Block) -> str:
    """The kind of a block, or of the last block in a quote, which continues below it."""
    if block.kind != "blockquote":
        return block.kind
    *_, last, _close = block.tokens
    return last.type.removesuffix("_close")
