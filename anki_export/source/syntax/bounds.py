"""How much text is looked through for what stands in a line: not without end, for each of its signs may pair with any.

A paragraph, a cell or a block of raw HTML has a longest length; code has none, for it is taken as it stands. Links and
pictures stand only so deep in each other: `[![a](b)](c)` is two deep. Of each bracket the parser looks for its end as
deep as anything may be; blocks may stand much deeper in each other.
"""

from collections.abc import Mapping

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.inline import inline

LONGEST = 1 << 16
"""Characters of a piece of text: what one costs grows faster than its length."""
_DEEPEST = 10
_OVERLONG = "overlong"


def overlong(env: Mapping[str, object]) -> int | None:
    """The 0-based line at which the first piece of text begins that was too long to be read, or None."""
    line = env.get(_OVERLONG)
    return line if isinstance(line, int) else None


def _bounded(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in ("inline", "html_block") and len(token.content) > LONGEST:
            token.content = ""
            state.env.setdefault(_OVERLONG, token.map[0] if token.map else 0)
    deepest = state.md.options["maxNesting"]
    state.md.options["maxNesting"] = _DEEPEST
    try:
        inline(state)
    finally:
        state.md.options["maxNesting"] = deepest


def bounds_plugin(md: MarkdownIt) -> None:
    """Read lines of text to that length and depth only."""
    md.core.ruler.at("inline", _bounded)
