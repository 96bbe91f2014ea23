"""Blocks between slashes (pymdownx.blocks), which are equivalent to the older forms:

    /// admonition | Title
        type: warning

    Text.
    ///

Supported are `admonition`, `details`, `tab`, `caption`, and kinds such as `note` or `tip`; to nest blocks, use more
slashes for the outer one.
"""

from markdown_it.rules_block import StateBlock

from anki_export.source.markdown_it_helpers import line_of, parse_lines
from anki_export.source.syntax.admonitions import COLLAPSED, OPEN, QUESTION_KINDS, Opener, open_box
from anki_export.source.syntax.containers import note_tag
from anki_export.text.lazy_regex import regex

_OPEN = regex(r"(?P<marks>/{3,})[ \t]*(?P<name>[a-z][\w-]*)[ \t]*(?:\|(?P<title>.*))?$")
_OPTION = regex(r"(?P<name>[a-z_]+):[ \t]*(?P<value>.*)")
_KINDS = frozenset(
    "note abstract info tip success question warning failure danger bug example quote attention caution error hint"
    " important".split()
)
_CAPTIONS = {"caption", "figure-caption", "table-caption"}


def read_slash_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    position = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("///", position) or state.is_code_block(start):
        return False
    opening = _OPEN.match(state.src[position : state.eMarks[start]].rstrip())
    name = opening["name"] if opening else ""
    if not opening or name not in _KINDS | _CAPTIONS | {"admonition", "details", "tab"}:
        return False
    last = _close(state, start, end, opening["marks"])
    if last is None:
        return False
    if silent:
        return True

    options: dict[str, str] = {}
    first = start + 1
    while first < last and state.sCount[first] - state.sCount[start] >= 4:
        line = line_of(state, first)
        if not (option := _OPTION.match(line)):
            break
        options[option["name"]] = option["value"].strip("\"' ")
        first += 1
    title = (opening["title"] or "").strip()
    if name in _CAPTIONS:
        state.push("caption_open", "figcaption", 1).map = [start, last + 1]
    else:
        kind = "tab" if name == "tab" else options.get("type", name if name in _KINDS else "note").split()[-1]
        kind = "note" if kind in QUESTION_KINDS else kind  # none of these is a question
        opener = Opener(COLLAPSED if name == "details" else OPEN, kind, title)
        box = open_box(state, start, last + 1, opener, title or kind.capitalize())
        box.markup = opening["marks"]
        if opener.marker == COLLAPSED:
            note_tag(state, box, start, first, f"{opening['marks']} details | {{}}")
    parse_lines(state, first, last)
    state.push(*(("caption_close", "figcaption") if name in _CAPTIONS else ("details_close", "div")), -1)
    state.line = last + 1
    return True


def _close(state: StateBlock, start: int, end: int, marks: str) -> int | None:
    unclosed: dict[tuple[str, int], int] = state.env.setdefault("unclosed_slashes", {})
    if start < unclosed.get((marks, state.blkIndent), 0):
        return None  # one search is enough for all opening lines of a page
    for number in range(start + 1, end):
        if not state.isEmpty(number):
            if state.sCount[number] < state.blkIndent:
                end = number
                break
            if line_of(state, number).strip() == marks:
                return number
    unclosed[marks, state.blkIndent] = end
    return None
