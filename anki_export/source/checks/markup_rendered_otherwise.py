"""Markup that a card or the site shows otherwise than it is meant.

- An unclosed `**` or backtick in a title, which the card shows literally.
- A table row with more cells than the header, whose excess cells are not shown.
- A list or table without a blank line before it. Cards follow CommonMark, but Python-Markdown, which builds the site,
  recognises a list only at the start of a block: after a paragraph or fence its markers stay in the text. Inside a list
  item no blank line is needed. Fences need none either (pymdownx.superfences).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import shorten

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import LISTS, Block, inside
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.formats import FLASHCARDS
from anki_export.source.syntax.bars_in_table_cells import EXCESS
from anki_export.text.lazy_regex import regex

_ESCAPED = regex(r"\\.")
_MARK = regex(
    r"""(?P<code>`+)                                # unclosed: closed ones are code
      | \*\* (?: (?=\w) | (?<=[^\s*]\*\*) )         # before or after a word
    """,
    re.VERBOSE,
)
_NAMES = {"bullet_list": "a list", "ordered_list": "a list", "table": "a table"}
_ABOVE = {"paragraph": "text", "fence": "code", "table": "a table"}
_BOXES = {"details", "blockquote"}


def open_emphasis(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an unclosed `**` or backtick in the title, unless it is escaped.

    A single asterisk is usually part of a name, as in `*nix` or `*args`, and is not reported.
    """
    if "*" not in checked.title.content and "`" not in checked.title.content:
        return None
    escaped = "".join(_ESCAPED.findall(checked.title.content))
    for token in checked.title.children or ():
        mark = _MARK.search(token.content) if token.type == "text" else None
        if mark and mark[0][0] not in escaped:
            kind, others = ("code", "") if mark["code"] else ("emphasis", ", or put literal asterisks in backticks")
            message = f"{kind} in the title is not closed: the card shows {mark[0]}"
            hint = f"close it with another {mark[0]}{others}"
            needle = token.content[mark.start() :].split(" ")[0]
            return Finding(checked.line, Rule.TITLE_EMPHASIS, message, hint, needle=needle)
    return None


def excess_cells(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report the first row with more cells than the header in each question, and how many more there are."""
    if "|" in checked_page.outline.text and any(token.type == "table_open" for token in checked_page.tokens):
        yield from filter(None, map(_first_row, checked_page.questions))


def _first_row(checked: CheckedQuestion) -> Finding | None:
    blocks = (block for block in checked.blocks if block.kind != "paragraph")
    rows = [(t.map[0], str(t.meta[EXCESS])) for block in blocks for t in block.tokens if EXCESS in t.meta and t.map]
    if not rows:
        return None
    line, excess = rows[0]
    more = f"; {len(rows) - 1} more in this question" if len(rows) > 1 else ""
    message = f"row has more cells than the table has columns: {shorten(excess, 60)!r} is not shown{more}"
    return Finding(line, Rule.CUT_ROW, message, r"write \| for a literal bar", needle=excess)


def missing_blank_lines(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report the first list or table in a question that its site renders as text, and how many more there are."""
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
        is_item = above.kind in LISTS or is_item
        if is_glued and below.kind in _NAMES and _end_of(above) in _ABOVE and not is_item:
            yield above, below
        is_item = is_item and is_glued
    for block in blocks:
        if block.kind in _BOXES:
            yield from _adjacent(inside(block, lines), lines)
        elif block.kind in LISTS and not _is_tight(block):
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
