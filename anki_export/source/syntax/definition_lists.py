"""Definition lists as in Python-Markdown (markdown-it's plugin supports one term each, and `~` as a marker):

`git fetch`
`git remote update`
:   Gets what others published.

    More about it, four spaces deep.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from anki_export.text.regex import regex

_MARK = regex(r":[ \t]+(?=\S)")
_ANY_MARK = regex(r"\n[ \t>*+\d.-]*:[ \t]+\S")


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or not _may_have(state) or state.is_code_block(start):
        return False
    first = _definition(state, start, end)
    if first is None:
        return False
    opening = state.push("dl_open", "dl", 1)
    lines = opening.map = [start, 0]
    line = start
    while first is not None:
        for number in range(line, first):
            if not state.isEmpty(number):
                state.push("dt_open", "dt", 1).map = [number, number + 1]
                term = state.push("inline", "", 0)
                term.content, term.children = state.getLines(number, number + 1, state.blkIndent, False).strip(), []
                term.map = [number, number + 1]
                state.push("dt_close", "dt", -1)
        last = _body(state, first, end)
        lines[1] = last
        line = last
        while line < end and state.isEmpty(line):
            line += 1
        first = line if line < end and _is_mark(state, line) else _definition(state, line, end)
    state.push("dl_close", "dl", -1)
    state.line = lines[1]
    return True


def _may_have(state: StateBlock) -> bool:
    """Whether the page has any marker: almost none does, and then paragraphs need no further checks."""
    if "definitions" not in state.env:
        state.env["definitions"] = bool(_ANY_MARK.search("\n" + state.src))
    return bool(state.env["definitions"])


def _is_mark(state: StateBlock, line: int) -> bool:
    indent = state.sCount[line] - state.blkIndent
    return 0 <= indent < 4 and _MARK.match(state.src, state.bMarks[line] + state.tShift[line]) is not None


def _definition(state: StateBlock, line: int, end: int) -> int | None:
    """The line of the first definition of the terms in `line` and below; None if they are not terms."""
    number = line
    rules = state.md.block.ruler.getRules("paragraph")
    while number < end and not state.isEmpty(number) and not _is_mark(state, number):
        if not 0 <= state.sCount[number] - state.blkIndent < 4:
            return None
        if number > line and any(rule(state, number, end, True) for rule in rules):
            return None
        number += 1
    if number == line:
        return None
    while number < end and state.isEmpty(number):
        number += 1
    return number if number < end and _is_mark(state, number) else None


def _body(state: StateBlock, start: int, end: int) -> int:
    """Push the tokens of a definition; returns the line after it."""
    last, depths = start + 1, [4]
    for number in range(start + 1, end):
        if not state.isEmpty(number):
            depth = state.sCount[number] - state.sCount[start]
            if depth < 2:
                break
            last = number + 1
            depths.append(depth)
    has_blank = start > 0 and state.isEmpty(start - 1)
    is_tight = not has_blank and not any(state.isEmpty(number) for number in range(start, last))
    level, known = state.level + 1, len(state.tokens)
    state.push("dd_open", "dd", 1).map = [start, last]
    kept = state.blkIndent, state.tShift[start], state.sCount[start], state.parentType, state.lineMax
    position = state.bMarks[start] + state.tShift[start]
    mark = _MARK.match(state.src, position)
    state.blkIndent = state.sCount[start] + min(depths)
    state.tShift[start] += mark.end() - position if mark else 0
    state.sCount[start] = state.blkIndent
    state.parentType, state.lineMax = "deflist", last
    state.md.block.tokenize(state, start, last)
    state.blkIndent, state.tShift[start], state.sCount[start], state.parentType, state.lineMax = kept
    state.push("dd_close", "dd", -1)
    for token in state.tokens[known:]:
        if is_tight and token.level == level and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True
    return last


def definitions_plugin(md: MarkdownIt) -> None:
    """Add definition lists to `md`; tokens are `dl_open`, `dt_open`, `dd_open` and their closing tokens."""
    md.block.ruler.before("paragraph", "definitions", _list)
