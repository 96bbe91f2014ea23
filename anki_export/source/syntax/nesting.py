"""How deep links and pictures may stand in each other: `[![a](b)](c)` is two deep, and a page of brackets without end.

Of each bracket the parser looks for its end as deep as anything may be; blocks may stand much deeper in each other.
"""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_core.inline import inline

_DEEPEST = 10


def _shallow(state: StateCore) -> None:
    deepest = state.md.options["maxNesting"]
    state.md.options["maxNesting"] = _DEEPEST
    try:
        inline(state)
    finally:
        state.md.options["maxNesting"] = deepest


def nesting_plugin(md: MarkdownIt) -> None:
    """Read lines of text to that depth only."""
    md.core.ruler.at("inline", _shallow)
