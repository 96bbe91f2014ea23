"""Rules of the parser called only at the characters with which their elements begin, so that others cost nothing.

Underlined headings are looked for only in a text with a line that ends as an underline does, and code in lines that
are indented.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, code, lheading
from markdown_it.rules_inline import StateInline

from anki_export.source.markdown_it_helpers import text_has
from anki_export.text.lazy_regex import regex

_Rule = TypeVar("_Rule")


def _table(text: str) -> dict[str, str]:
    return dict(row.split(" ") for line in text.split("\n") for row in line.split("|"))


_BLOCKS = _table(
    r"""math_block $\|details ?!=|slash_blocks /|containers :|fence `~|myst_directives `~:|blockquote >|hr *-_
bare_number 0123456789|list *+-0123456789|abbreviation *|footnote_def [|callouts [|myst_targets (|reference [
template_tags {|html_boxes <|answer_buttons <|html_details <|components <|html_markdown <|html_block <|bare_signs #
heading #"""
)
"""The first characters of blocks. Rules that are not here are called for each line."""
_INLINE = {"newline": "\n"} | _table(
    r"""math_inline \$|escape \|backticks `|strikethrough ~|emphasis *_|superscript ^|highlight =|keys +|critic {|link [
wiki_link [|image !|footnote_ref [|autolink <|answer_button <|html_inline <|entity &"""
)
_UNDERLINE = regex(r"\n[ \t>]*+[-=]++[ \t]*(?:[\n<{]|\Z)")
"""A line that may underline a heading, perhaps in a quote, or one that a tag ends."""
_INDENT_OF_CODE = 4
"""In columns."""
INLINE = regex(f"[{re.escape(''.join(_INLINE.values()))}]")
"""The characters at which anything but text may begin."""


def by_first_character(md: MarkdownIt) -> None:
    """Call the rules of `md` only at these characters; for a parser to which all rules were added."""
    md.block.ruler.at("lheading", _underlined)
    md.block.ruler.at("code", _indented)
    md.block.ruler = _Dispatched(md.block.ruler, _BLOCKS, _block_rule)
    md.inline.ruler = _Dispatched(md.inline.ruler, _INLINE, _inline_rule)


class _Dispatched(Ruler[_Rule]):
    """The rules of another ruler, as one rule for each chain."""

    def __init__(
        self,
        ruler: Ruler[_Rule],
        characters: Mapping[str, str],
        dispatcher: Callable[[Mapping[str, Sequence[_Rule]], Sequence[_Rule]], _Rule],
    ) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__  # the parser asks for their names
        self._active = ruler.get_active_rules()  # asked for by each block of the parser
        first = dict(zip(ruler.getRules(), map(characters.get, self._active), strict=True))

        def chain(name: str) -> list[_Rule]:
            rules = ruler.getRules(name)
            at = {
                character: [rule for rule in rules if first[rule] is None or character in str(first[rule])]
                for character in "".join(characters.values())
            }
            return [dispatcher(at, [rule for rule in rules if first[rule] is None])]

        self._chain = cache(chain)

    def getRules(self, chainName: str = "") -> list[_Rule]:  # noqa: N802, N803
        return self._chain(chainName)

    def get_active_rules(self) -> list[str]:
        return self._active


def _underlined(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return text_has(state, _UNDERLINE) and lheading(state, start, end, silent)


def _indented(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return state.sCount[start] - state.blkIndent >= _INDENT_OF_CODE and code(state, start, end, silent)


def _block_rule(
    at: Mapping[str, Sequence[RuleFuncBlockType]], elsewhere: Sequence[RuleFuncBlockType]
) -> RuleFuncBlockType:
    def dispatch(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        position = state.bMarks[start] + state.tShift[start]
        for rule in at.get(state.src[position : position + 1], elsewhere):  # noqa: SIM110 (a generator takes longer)
            if rule(state, start, end, silent):
                return True
        return False

    return dispatch


def _inline_rule(
    at: Mapping[str, Sequence[RuleFuncInlineType]], elsewhere: Sequence[RuleFuncInlineType]
) -> RuleFuncInlineType:
    at = {character: [rule for rule in rules if rule not in elsewhere] for character, rules in at.items()}  # no text

    def dispatch(state: StateInline, silent: bool) -> bool:
        for rule in at.get(state.src[state.pos], elsewhere):  # noqa: SIM110
            if rule(state, silent):
                return True
        return False

    return dispatch
