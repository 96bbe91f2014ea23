"""Definition lists as in Python-Markdown (markdown-it's plugin supports one term each, and `~` as a marker):

`git fetch`
`git remote update`
:   Gets what others published,
also over lines that are not indented.

    More about it, four spaces deep.

The terms are lines of text; blank lines may follow. A definition continues over indented lines, and over lines of text
right below, up to the next term, which is right above its definition. What reads such lists without the parser asks
`text_lines` and `definitions_below`, as the parser does.
"""

from collections.abc import Callable, Sequence

from markdown_it.rules_block import StateBlock

from anki_export.source.lines import indent_of, starts_block
from anki_export.source.markdown_it_helpers import text_has
from anki_export.source.syntax.claimed_lines_as_blocks import SPANS
from anki_export.text.lazy_regex import regex

NO_TEXT = "<"
"""In place of a line that is not part of the list, such as code: a definition ends there."""
_MARK = regex(r" {0,3}:[ \t\u00a0]+(?=\S)")
ANY_MARK = regex(r"\n[ \t>*+\d.-]*:[ \t\u00a0]+\S")
"""Almost no text has one, and then paragraphs need no further checks."""
_NO_TEXT = regex(r"\s*(?:[<:]|-{3}|\[[^\]]*\]:)")
"""What is not text besides the start of a block: HTML, a marker, a rule, the target of a link."""


def text_lines(line_at: Callable[[int], str], start: int, stop: int) -> range:
    """The lines of text from `start` on, which are terms if a definition is below them."""
    number = start
    while number < stop and _is_text(line_at(number)):
        number += 1
    return range(start, number)


def definitions_below(line_at: Callable[[int], str], line: int, stop: int) -> Sequence[range]:
    """The lines of each definition from `line` on, perhaps below blank lines; none if something else is there."""
    while line < stop and not line_at(line).strip():
        line += 1
    if line == stop or not _MARK.match(line_at(line)):
        return ()
    starts, ends, is_below_blank = [line], [line + 1], False
    for number in range(line + 1, stop):
        text = line_at(number)
        if not text.strip():
            is_below_blank = True
            continue
        if _MARK.match(text):
            starts.append(number)
            ends.append(number + 1)
        elif indent_of(text) < indent_of(line_at(starts[-1])) + 2:
            is_term = number + 1 < stop and _MARK.match(line_at(number + 1))
            if is_below_blank or is_term or not _is_text(text):
                break
        ends[-1], is_below_blank = number + 1, False
    return list(map(range, starts, ends))


def without_marker(line: str) -> str:
    """The first line of a definition."""
    return _MARK.sub("", line, count=1)


def _is_text(line: str) -> bool:
    return bool(line.strip()) and indent_of(line) < 4 and not (starts_block(line) or _NO_TEXT.match(line))


def read_list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or not text_has(state, ANY_MARK):
        return False

    def line_at(number: int) -> str:
        is_outside = state.sCount[number] < state.blkIndent and not state.isEmpty(number)
        return NO_TEXT if is_outside else state.getLines(number, number + 1, state.blkIndent, False)

    terms = text_lines(line_at, start, end)
    definitions = definitions_below(line_at, terms.stop, end) if terms else ()
    if not definitions:
        return False
    opening = state.push("dl_open", "dl", 1)
    line, questions = start, state.env.get(SPANS, {})
    while definitions:
        for number in terms:
            state.push("dt_open", "dt", 1).map = [number, number + 1]
            term = state.push("inline", "", 0)
            term.content, term.children, term.map = line_at(number).strip(), [], [number, number + 1]
            state.push("dt_close", "dt", -1)
        for definition in definitions:
            line = _body(state, definition)
        terms = text_lines(line_at, state.skipEmptyLines(line), end)
        is_in_list = terms and line == definition.stop and terms.start not in questions
        definitions = definitions_below(line_at, terms.stop, end) if is_in_list else ()
    opening.map = [start, line]
    state.push("dl_close", "dl", -1)
    state.line = line
    return True


def _body(state: StateBlock, lines: range) -> int:
    """Push the tokens of a definition; returns the line after it."""
    start = lines.start
    depths = [state.sCount[number] - state.sCount[start] for number in lines if not state.isEmpty(number)]
    is_tight = len(depths) == len(lines) and not (start > 0 and state.isEmpty(start - 1))
    level, known = state.level + 1, len(state.tokens)
    opening = state.push("dd_open", "dd", 1)
    kept = state.blkIndent, state.tShift[start], state.sCount[start], state.parentType, state.lineMax
    position = state.bMarks[start] + state.tShift[start]
    mark = _MARK.match(state.src, position)
    state.blkIndent = state.sCount[start] + min([4, *(depth for depth in depths if depth >= 2)])
    state.tShift[start] += mark.end() - position if mark else 0
    state.sCount[start] = state.blkIndent
    state.parentType, state.lineMax = "deflist", lines.stop
    state.md.block.tokenize(state, start, lines.stop)
    state.blkIndent, state.tShift[start], state.sCount[start], state.parentType, state.lineMax = kept
    opening.map = [start, state.line]
    state.push("dd_close", "dd", -1)
    for token in state.tokens[known:]:
        if is_tight and token.level == level and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True
    return state.line
