"""Raw HTML that contains Markdown (md_in_html), as in card grids:

    <div class="grid cards" markdown>

    -   **Fast**

    </div>

The element is one block whose content is parsed; without the attribute `markdown`, HTML is as in CommonMark. There, all
lines below one that is only `<br>` are HTML; here, they are text, as their authors mean them. Paragraphs in HTML that
have a line of their own are paragraphs: a label or the letter of an option is the same in both.

    <p><b>Answer: B.</b></p>
    <p>It does not move.</p>
"""

import re

from markdown_it.rules_block import StateBlock, html_block
from msgspec.structs import replace

from anki_export.source.markdown_it_helpers import line_of, parse_lines
from anki_export.source.syntax.containers import push_paragraph
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.lazy_regex import regex

_ELEMENTS = frozenset(
    "address article aside blockquote center dd details div dl dt fieldset figcaption figure footer header li main nav"
    " ol p section summary table tbody td th thead tr ul".split()
)
_ACTIVE = frozenset("script style iframe svg object embed form video audio".split())
_VALUES = frozenset({"", "1", "block", "span", "true"})
"""Values of the attribute `markdown`."""

_BREAK = regex(r"<br ?/?>[ \t]*", re.IGNORECASE)
_PARAGRAPH = regex(
    r"<p>(?P<text>(?:[^<\n]|<(?:br ?/?|/?(?:a|b|code|em|i|kbd|small|strong|su[bp]|u)(?: [^<>\n]*)?)>)++)</p>\s*"
)
_FENCES = ("```", "~~~")

_Closings = dict[int, tuple[int, Piece | None]]
"""The line and tag that close an opening tag, or the line before which nothing does, by the position of the tag."""


def read_html_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.isEmpty(start) or state.src[position] != "<" or state.is_code_block(start):
        return False
    opening = next(pieces(state.src, position, state.eMarks[start]))
    if not opening.is_start(*_ELEMENTS) or opening.attributes.get("markdown") not in _VALUES:
        return False
    close = closing_tag(state, start, end, opening.name)
    if close is None:
        return False
    last, tag = close
    same = last == start
    head = state.src[opening.end : tag.start if same else state.eMarks[start]].strip()
    tail = "" if same else state.src[state.bMarks[last] + state.tShift[last] : tag.start].strip()
    is_inline = bool(same or head or tail)
    inner = range(start + 1, last)
    if is_inline and any(piece.is_start(*_ACTIVE) for piece in pieces(state.src, opening.end, tag.start)):
        return False
    if state.src[tag.end : state.eMarks[last]].strip() or (is_inline and any(map(state.isEmpty, inner))):
        return False
    if silent:
        return True

    token = state.push("html_block", "", 1)
    token.content, token.map = opening.source + "\n", [start, last + 1]
    if is_inline:
        text = state.push("inline", "", 0)
        middle = state.getLines(start + 1, last, state.blkIndent, False).strip()
        text.content, text.children = "\n".join(part for part in (head, middle, tail) if part), []
        text.map = [start, last + 1]
    else:
        indent = min((state.sCount[n] for n in inner if not state.isEmpty(n)), default=state.blkIndent)
        parse_lines(state, start + 1, last, indent)
    state.push("html_block", "", -1).content = tag.source + "\n"
    state.line = last + 1
    return True


def closing_tag(state: StateBlock, start: int, end: int, name: str) -> tuple[int, Piece] | None:
    """The line and tag that close the element with which line `start` begins; tags in fences do not count."""
    position = state.bMarks[start] + state.tShift[start]
    prefix = state.bMarks[start] - state.src.rfind("\n", 0, state.bMarks[start])  # of a quote, which has its own fences
    closings: dict[tuple[str, str, int, int], _Closings] = state.env.setdefault("closing_tags", {})
    known = closings.setdefault((state.src, name, state.blkIndent, prefix), {})
    line, tag = known.get(position, (0, None))
    if tag is None and line < end and next(pieces(state.src[position : state.eMarks[start]])).is_start(name):
        known |= _closings(state, start, end, name)  # all of them: those inside are asked for next
        line, tag = known.get(position, (0, None))
    return (line, tag) if tag and line < end else None


def _closings(state: StateBlock, start: int, end: int, name: str) -> _Closings:
    found: _Closings = {}
    opened: list[int] = []
    fence = ""
    for number in range(start, end):
        position = state.bMarks[number] + state.tShift[number]
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            end = len(state.bMarks)  # the list item ends here
            break
        line = state.src[position : state.eMarks[number]]
        if line.startswith(_FENCES):
            fence = "" if fence == line[:3] else fence or line[:3]
        if fence or "<" not in line:
            continue
        for piece in pieces(line):  # as a text of its own: lines are repeated
            if piece.name != name:
                continue
            if piece.kind == "start":
                opened.append(position + piece.start)
            elif piece.kind == "end":
                found[opened.pop()] = number, replace(piece, start=position + piece.start)
                if not opened:
                    return found
    return found | dict.fromkeys(opened, (end, None))


def read_html(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block of HTML, unless it is text below a line break, or a paragraph."""
    position = state.bMarks[start] + state.tShift[start]
    if state.src.startswith("<p>", position) and not state.is_code_block(start):
        found = _PARAGRAPH.fullmatch(line_of(state, start).strip())
        if found and (start + 1 >= end or state.isEmpty(start + 1) or line_of(state, start + 1).lstrip()[:1] == "<"):
            if not silent:
                push_paragraph(state, start, start + 1, found["text"].strip())
                state.line = start + 1
            return True
    is_text = start + 1 < end and not state.isEmpty(start + 1)
    if is_text and _BREAK.fullmatch(state.src, position, state.eMarks[start]):
        return False
    return html_block(state, start, end, silent)
