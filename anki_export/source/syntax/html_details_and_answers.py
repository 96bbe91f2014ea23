"""Raw elements of HTML that ask, or hide answers.

`<details>` elements, as used on GitHub, are treated as collapsed admonitions:

    <details>
    <summary>Show answer</summary>

    **The index**.

    </details>

The body is Markdown, even without a blank line before it. An element may begin after text, which is a paragraph then:

    What finds a row? <details><summary>Answer</summary>The index.</details>

An element that is not closed, or not in the same list or quote, or that has text right after it, not only `<br>`, is
handled by CommonMark.

Elements whose class says that they ask or answer are treated as containers:

    <div class="question">              also `exercise`; the page shows it
    What is a tag?
    </div>

    <div class="answer">                also `solution`: a collapsed box, for it answers what is above

    A fixed name.

    </div>

So is a hidden one if its id or a part of its class says that it answers: `<div id="solution-2" style="display: none">`,
`<span class="hidden-answer">A fixed name.</span>`. Nothing is before and after it on its lines, and its content is
Markdown; what asks has its tags alone on their lines. A button at the end of a line with a label such as "Show answer"
is left out. Other elements are handled by CommonMark.
"""

from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import takewhile

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from anki_export.source.container_names import COLLAPSED_NAMES
from anki_export.source.lines import is_separator, without_code_spans, without_line_breaks
from anki_export.source.markdown_it_helpers import line_of
from anki_export.source.syntax.admonitions import COLLAPSED, EXPANDED, OPEN, Opener, open_box
from anki_export.source.syntax.containers import is_too_deep, note_tag, push_box, push_paragraph
from anki_export.source.syntax.markdown_in_html import closing_tag
from anki_export.text.classify_labels import names_answer
from anki_export.text.html_tokenizer import Piece, pieces, without_tags
from anki_export.text.lazy_regex import regex

_FEW = 2
"""Lines in which most summaries end: an element in others is part of their text, which is looked at for each."""
_TAGS = ("<div", "<span")
_NAMES = ("question", "exercise", "answer", "solution")
_USED = regex(
    r"""<(?:div|span)[^<>\n]{0,200}\b(?:class|id)=["'][^"'<>\n]{0,200}(?<![^\W_])(?:answer|solution)(?![^\W\d_])"""
)
_HIDDEN = regex(r"\bdisplay\s*:\s*none\b")
_BUTTON = regex(r"<button\b[^<>]*>(?P<label>[^<>]*)</button>[ \t]*(?![^\n])")
_LETTERS = regex(r"[^\W\d_]+")


def read_details_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if state.isEmpty(start) or state.src[position : position + 8].lower() != "<details" or state.is_code_block(start):
        return False
    close = closing_tag(state, start, end, "details")
    if close is None:
        return False
    last, tag = close
    if not is_separator(state.src[tag.end : state.eMarks[last]]):
        return False
    if silent:
        return True
    text = _head(state, start, last)
    if "</summary" not in text.lower():
        text = _head(state, start, last, last) + state.src[state.bMarks[last] + state.tShift[last] : tag.start]
    opener, title, body = _opened(text)
    open_box(state, start, last + 1, opener, title).markup = "<details>"
    first = start + text.count("\n", 0, body)
    begin = state.bMarks[first] + state.tShift[first] + body - (text.rfind("\n", 0, body) + 1)
    read_between(state, first, begin, (last, tag.start))
    state.push("details_close", "div", -1).block = True
    state.line = last + 1
    return True


@lru_cache(1 << 3)
def _opened(text: str) -> tuple[Opener, str, int]:
    """What opens an element, its title, and where its body begins; most elements of a page begin alike."""
    tags = pieces(text)
    opening = next(tags)
    summary, body = _summary(text, tags, opening.end)
    title = " ".join(summary.split())
    words = " ".join(unescape(without_tags(title)).split())
    return Opener(COLLAPSED if "open" not in opening.attributes else EXPANDED, "details", words), title, body


def read_behind_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if "<" not in line or "<details" not in line.lower() or state.is_code_block(start):
        return False
    tags = (piece for piece in pieces(without_code_spans(line)) if piece.is_start("details"))
    column = next((tag.start for tag in tags if line[tag.start - 1 : tag.start] != "\\"), 0)
    if not column:
        return False
    shift = state.tShift[start]
    state.tShift[start] += column
    is_box = read_details_element(state, start, end, True)
    if is_box and not silent:
        _read_text(state, start, line[:column])
        read_details_element(state, start, end, False)
    state.tShift[start] = shift
    return is_box


def _read_text(state: StateBlock, start: int, text: str) -> None:
    """Push a paragraph with the text before an element, or add it to the one that continues in this line."""
    above = state.tokens[-3:]
    if above and above[-1].type == "paragraph_close" and above[0].map and above[0].map[1] == start:
        opening, inline, _ = above
        first, text = above[0].map[0], f"{inline.content}\n{text}"
        opening.map, inline.map, inline.content = [first, start + 1], [first, start + 1], without_line_breaks(text)
    elif text := without_line_breaks(text):
        push_paragraph(state, start, start + 1, text)


def _summary(text: str, below: Iterator[Piece], position: int) -> tuple[str, int]:
    """The content of the `<summary>` right after a position, and where it ends: with its line if nothing closes it.

    `below` are the pieces of the text from there on.
    """
    tags = (piece for piece in below if piece.source.strip())
    opening = next(tags, None)
    if opening and opening.is_start("summary"):
        for piece in takewhile(lambda piece: not piece.is_start("details"), tags):
            if (piece.kind, piece.name) == ("end", "summary"):
                return text[opening.end : piece.start], piece.end
        first, _, rest = text[opening.end :].partition("\n")
        if first.strip() and rest.strip():
            return first, opening.end + len(first)
    return "", len(text) - len(text[position:].lstrip())


def _head(state: StateBlock, start: int, last: int, most: int = _FEW) -> str:
    """The first lines above line `last`, each with its end."""
    part = slice(start, min(last, start + most))
    lines = zip(state.bMarks[part], state.tShift[part], state.eMarks[part], strict=True)
    return "".join([f"{state.src[mark + shift : stop]}\n" for mark, shift, stop in lines])


def read_between(state: StateBlock, first: int, begin: int, end: tuple[int, int]) -> None:
    """Parse the content from a position of the source, in line `first`, up to a line and a position in it."""
    last, stop = end
    marks = state.bMarks, state.tShift, state.sCount, state.eMarks
    raw = list(takewhile(lambda line: not state.isEmpty(line), range(first + 1, last)))
    kept = [{line: mark[line] for line in {first, *raw, last}} for mark in marks]
    kept_state = state.blkIndent, state.lineMax, state.parentType

    state.eMarks[last] = stop
    rest = state.src[begin : state.eMarks[first]]
    state.bMarks[first], state.tShift[first] = begin, len(rest) - len(rest.lstrip())
    inner = slice(first + 1, last + 1)
    lines = zip(state.bMarks[inner], state.tShift[inner], state.eMarks[inner], state.sCount[inner], strict=True)
    indent = min((count for mark, shift, stop, count in lines if mark + shift < stop), default=state.blkIndent)
    state.sCount[first] = indent
    for line in raw:  # as sites read HTML down to a blank line, whatever its indentation
        if state.src.startswith("<", state.bMarks[line] + state.tShift[line]):
            state.sCount[line] = indent
    state.blkIndent, state.lineMax, state.parentType = indent, last + 1, "html"
    pushed = len(state.tokens)
    state.md.block.tokenize(state, first, last + 1)
    final = next((token for token in reversed(state.tokens[pushed:]) if not token.nesting), None)
    if final and final.type == "html_block":
        final.content = final.content.removesuffix("<")  # the next character must be the line end

    state.blkIndent, state.lineMax, state.parentType = kept_state
    for mark, values in zip(marks, kept, strict=True):
        for line, value in values.items():
            mark[line] = value


def push_tagged_box(
    state: StateBlock, opener: Opener, start: int, begin: tuple[int, int], end: tuple[int, int], tag: str
) -> None:
    """Push a box with the content between two places, as in `read_between`; `tag`, with `{}` for a title, opens it."""
    box = open_box(state, start, end[0] + 1, opener, opener.title or opener.kind.capitalize())
    box.markup = "===" if opener.kind == "tab" else "<"
    if opener.marker != OPEN and begin[0] < end[0]:
        note_tag(state, box, start, begin[0] + 1, tag)
    read_between(state, *begin, end)
    state.push("details_close", "div", -1).block = True


def has_answer_element(text: str) -> bool:
    """Whether a page seems to have an element that answers.

    >>> [has_answer_element(text) for text in ('<div id="a" class="answer">', "<div>answer</div>")]
    [True, False]
    """
    return ("<div" in text or "<span" in text) and _USED.search(text) is not None


def read_box_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(_TAGS, position) or state.is_code_block(start):
        return False
    opening = next(pieces(state.src, position, state.eMarks[start]))
    classes = (opening.attributes.get("class") or "").split()
    words = _LETTERS.findall(" ".join([*classes, opening.attributes.get("id") or ""]))
    style = opening.attributes.get("style") or ""
    is_hidden = "hidden" in words or "hidden" in opening.attributes or _HIDDEN.search(style) is not None
    if is_hidden:
        classes += [word for word in words if word in COLLAPSED_NAMES]
    name = next((each for each in classes if each in _NAMES), "")
    if not opening.is_start("div", "span") or not name or (opening.name == "span" and not is_hidden):
        return False
    close = closing_tag(state, start, end, opening.name)
    if close is None or is_too_deep(state):
        return False
    last, tag = close
    is_apart = not state.src[opening.end : state.eMarks[start]].strip() and line_of(state, last).strip() == tag.source
    if state.src[tag.end : state.eMarks[last]].strip() or not (is_apart or is_hidden):
        return False
    if not silent:
        opener = Opener(COLLAPSED if name in COLLAPSED_NAMES else OPEN, name, "")
        if is_apart:
            push_box(state, opener, start, start + 1, last, tag=f'<div class="{name}">')
        else:
            open_box(state, start, last + 1, opener, "")
            read_between(state, start, opening.end, (last, tag.start))
            state.push("details_close", "div", -1).block = True
        state.line = last + 1
    return True


def skip_button(state: StateInline, silent: bool) -> bool:
    found = _BUTTON.match(state.src, state.pos)
    if not found or not names_answer(found["label"]):
        return False
    state.pos = found.end()
    return True


def skip_line_with_button(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    found = _BUTTON.fullmatch(line_of(state, start).strip())
    if not found or not names_answer(found["label"]) or state.is_code_block(start):
        return False
    state.line = start + 1
    return True
