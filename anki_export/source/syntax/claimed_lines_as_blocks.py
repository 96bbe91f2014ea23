"""Lines that a question format claims before parsing: each span is one block of the page.

The parser's environment has the spans by their first line. Tokens are `entry_open`, whose `meta` has the span, then the
title, the blocks of the prompt, `entry_body`, the blocks of the body, and `entry_close`; lines are those of the page.
"""

from collections.abc import Mapping, Sequence

from markdown_it.rules_block import StateBlock

from anki_export.source.entry import Span
from anki_export.source.lines import without_line_breaks
from anki_export.source.markdown_it_helpers import parse_blocks

SPANS = "spans"
"""The key of the spans in the parser's environment."""


def read_span(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    spans: Mapping[int, Span] | None = state.env.get(SPANS)
    span = spans.get(start) if spans else None
    if span is None or not _may_start(state, start, span, is_nested=bool(state.level) and not silent):
        return False
    if silent:
        return True
    for one in (span, *span.more):
        _push(state, start, one)
    state.line = span.lines.stop
    return True


def _push(state: StateBlock, start: int, span: Span) -> None:
    """Add the tokens of a question."""
    token = state.push("entry_open", "", 1)
    token.block, token.map, token.meta = True, [start, span.lines.stop], {"span": span}
    title = state.push("inline", "", 0)
    line = start if span.title_line is None else span.title_line
    title.content, title.map = without_line_breaks(span.title), [line, line + 1]
    title.children, title.meta = [], {"is_title": True}
    spans = state.env.pop(SPANS)
    stop = span.body_stop or span.lines.stop
    _parse(state, span.prompt, span.body_start, stop)
    state.push("entry_body", "", 0)
    _parse(state, span.above, span.above_start, span.lines.stop)
    _parse(state, span.body, span.body_start, stop)
    state.env[SPANS] = spans
    state.push("entry_close", "", -1).block = True


def _parse(state: StateBlock, lines: Sequence[str], start: int, stop: int) -> None:
    """Add the tokens of Markdown that is in the lines of the page from `start` on, and at most up to `stop`."""
    if lines:
        pushed = len(state.tokens)
        parse_blocks("\n".join(lines), state.md, state.env, state.tokens)
        for inner in state.tokens[pushed:]:
            if inner.map:
                first, last = inner.map
                ends_inside = last + start <= stop
                inner.map = [first + start, last + start] if ends_inside else [min(first + start, stop), stop]


def _may_start(state: StateBlock, start: int, span: Span, *, is_nested: bool) -> bool:
    if span.is_anywhere:
        is_code = state.sCount[start] - state.blkIndent >= 4
        return not is_code and span.lines.stop <= state.lineMax
    return not state.blkIndent and not is_nested
