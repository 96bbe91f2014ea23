"""Rules of the parser called only at the characters with which their elements begin, so that others cost nothing.

Underlined headings are looked for only in a text with a line that ends as an underline does, and code in lines that
are indented. Text with nothing but code and bold, paragraphs of one line, and lists of such lines are read without the
steps that other texts need: these are most of a page, and the tokens are the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TypeVar

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, code, hr, lheading, list_block, paragraph
from markdown_it.rules_core import StateCore, block, text_join
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from anki_export.source.markdown_it_helpers import line_of, parse_blocks, text_has
from anki_export.source.syntax.claimed_lines_as_blocks import SPANS
from anki_export.source.syntax.definition_lists import ANY_MARK
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
_BLOCK_BEGINNINGS = frozenset("".join(_BLOCKS.values()))
_BEGIN_ITEMS = _BLOCKS["list"]
BOXES = frozenset({"[ ] ", "[x] ", "[X] "})
_DEEP = 50
"""Below the nesting at which the parser stops."""
_INLINE = {"newline": "\n"} | _table(
    r"""math_inline \$|escape \|backticks `|strikethrough ~|emphasis *_|superscript ^|highlight =|keys +|critic {|link [
wiki_link [|image !|footnote_ref [|autolink <|answer_button <|html_inline <|entity &"""
)
_UNDERLINE = regex(r"\n[ \t>]*+[-=]++[ \t]*(?:[\n<{]|\Z)")
"""A line that may underline a heading, perhaps in a quote, or one that a tag ends."""
_INDENT_OF_CODE = 4
"""In columns."""
_BULLETS = frozenset({"- ", "* ", "+ "})
_STOPS = ".,:;?)"
"""They may be right behind bold."""
_BEGINNINGS = re.escape("".join(_INLINE.values()))
INLINE = regex(f"[{_BEGINNINGS}]")
"""The characters at which anything but text may begin."""
_IN_TAG = regex(rf"(?P<open><(?P<name>b|strong|i|em)>)(?P<text>[^{_BEGINNINGS}]+)(?P<close></(?P=name)>)")


def by_first_character(md: MarkdownIt) -> None:
    """Call the rules of `md` only at these characters; for a parser to which all rules were added."""
    md.block.ruler.at("lheading", _underlined)
    md.block.ruler.at("code", _indented)
    md.block.ruler.at("paragraph", _paragraph)
    md.block.ruler.at("hr", _rule, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    md.block.ruler = _Dispatched(md.block.ruler, _BLOCKS, _block_rule)
    md.inline.ruler = _Dispatched(md.inline.ruler, _INLINE, _inline_rule)
    md.core.ruler.at("block", _blocks)
    md.core.ruler.at("text_join", _join_text)


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


def _rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The rule `hr`, for lines that may end as one does: most that begin so are list items."""
    return state.src[state.eMarks[start] - 1] in "-*_ \t" and hr(state, start, end, silent)


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


def _blocks(state: StateCore) -> None:
    if state.inlineMode:
        return block(state)
    parse_blocks(state.src, state.md, state.env, state.tokens)


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    first = state.bMarks[start]
    text = first + state.tShift[start]
    is_one_line = start + 1 >= state.lineMax or state.isEmpty(start + 1) or _begins_item(state, start + 1)
    margin = state.src[first:text]
    is_left_out = not margin.strip(" \t") or ("\t" not in margin and len(margin) <= state.blkIndent)  # as in lists
    content, level = state.src[text : state.eMarks[start]], state.level
    if not (is_one_line and is_left_out) or content.strip() != content:
        return paragraph(state, start, end, silent)
    state.line = start + 1
    state.tokens += (
        Token("paragraph_open", "p", 1, level=level, map=[start, start + 1], block=True),
        Token("inline", "", 0, level=level + 1, map=[start, start + 1], children=[], content=content, block=True),
        Token("paragraph_close", "p", -1, level=level, block=True),
    )
    return True


def _begins_item(state: StateBlock, number: int) -> bool:
    """Whether a line below a paragraph is the next item of a list without numbers, as most are that are not blank."""
    begin, indent = state.bMarks[number] + state.tShift[number], state.sCount[number]
    is_item = state.src[begin : begin + 2] in _BULLETS and begin + 2 < state.eMarks[number]
    return is_item and not state.src[begin + 2].isspace() and 0 <= indent < min(state.blkIndent, _INDENT_OF_CODE)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    texts = [] if silent else _flat_items(state, start, end)
    if not texts:
        return list_block(state, start, end, silent)
    stop, level = start + len(texts), state.level
    below = state.skipEmptyLines(stop)
    markup = state.src[state.bMarks[start] + state.tShift[start]]
    state.tokens.append(Token("bullet_list_open", "ul", 1, level=level, map=[start, below], markup=markup, block=True))
    for number, text in enumerate(texts, start):
        lines, item = [number, number + 1], [number, number + 1 if number + 1 < stop else below]
        state.tokens += (
            Token("list_item_open", "li", 1, level=level + 1, map=item, markup=markup, block=True),
            Token("paragraph_open", "p", 1, level=level + 2, map=lines, block=True, hidden=True),
            Token("inline", "", 0, level=level + 3, map=lines.copy(), children=[], content=text, block=True),
            Token("paragraph_close", "p", -1, level=level + 2, block=True, hidden=True),
            Token("list_item_close", "li", -1, level=level + 1, markup=markup, block=True),
        )
    state.tokens.append(Token("bullet_list_close", "ul", -1, level=level, markup=markup, block=True))
    state.line = below
    return True


def _flat_items(state: StateBlock, start: int, end: int) -> list[str]:
    """The texts of a list without numbers whose items have one line of text; none for other lists."""
    if state.level > _DEEP or end != state.lineMax or state.env.get(SPANS) or text_has(state, ANY_MARK):
        return []
    begin, indent, number = state.bMarks[start] + state.tShift[start], state.sCount[start], start
    marker, texts = state.src[begin : begin + 2], list[str]()
    if marker not in _BULLETS or not 0 <= indent - state.blkIndent < _INDENT_OF_CODE:
        return []
    while number < end and not state.isEmpty(number):
        begin = state.bMarks[number] + state.tShift[number]
        text = state.src[begin + 2 : state.eMarks[number]]
        is_plain = text.strip() == text != "" and "<" not in text
        is_plain = is_plain and (text[0] not in _BLOCK_BEGINNINGS or text[:4] in BOXES)
        if not is_plain or state.src[begin : begin + 2] != marker or state.sCount[number] != indent:
            return []
        texts.append(text)
        number += 1
    below = state.skipEmptyLines(number)
    goes_on = below < end and (state.sCount[below] > indent or line_of(state, below)[0] in _BEGIN_ITEMS)
    return [] if goes_on else texts


def _join_text(state: StateCore) -> None:
    """The rule `text_join`, for pages with something to join."""
    for token in state.tokens:
        if token.children and (len(token.children) > 1 or token.children[0].type != "text"):
            kinds = " ".join([child.type for child in token.children])
            if "text text" in kinds or "text_special" in kinds or "image" in kinds:
                return text_join(state)


def code_and_bold(text: str) -> list[Token] | None:
    """The tokens of a text with nothing but code and bold; None for another one, or one that needs a closer look.

    Nearly all texts with tags are titles of collapsed blocks, all of which is in bold: `<b>Answer</b>`.
    """
    if text[0] == "<" and (tagged := _IN_TAG.fullmatch(text)):
        kinds = (("html_inline", "open"), ("text", "text"), ("html_inline", "close"))
        return [Token(kind, "", 0, content=tagged[part]) for kind, part in kinds]
    parts = text.split("`")
    around, code = parts[::2], parts[1::2]
    if "\n" in text or len(around) == len(code) or not (all(code) and all(around[1:-1])):
        return None
    before, *others = "`".join(around).split("**")
    if len(others) % 2 or INLINE.search("".join((before, *others)).replace("`", "")):
        return None
    for bold, after in zip(others[::2], others[1::2], strict=True):
        edges = bold[:1] + bold[-1:]
        is_end = not after or after[0] == " " or (after[0] in _STOPS and bold[-1:].isalnum())
        if not (is_end and edges.strip() == edges != "" and edges.isascii()) or before[-1:] not in ("", " "):
            return None
        before = after or "*"  # more bold would be next to it
    return _tokens_of(parts)


def _tokens_of(parts: Sequence[str]) -> list[Token]:
    """The tokens of text, code, text and so on; right before and behind bold, there is text, which may be empty."""
    tokens: list[Token] = []
    level = 0
    for i, part in enumerate(parts):
        if i % 2:
            content = part[1:-1] if part[0] == part[-1] == " " and part.strip(" ") else part
            tokens.append(Token("code_inline", "code", 0, level=level, content=content, markup="`"))
            continue
        first, *others = part.split("**")
        tokens += [Token("text", "", 0, level=level, content=first)] if first else []
        for text in others:
            level = 1 - level
            if level and (not tokens or tokens[-1].type != "text"):
                tokens.append(Token("text", "", 0))
            bold = Token("strong_open", "strong", 1) if level else Token("strong_close", "strong", -1)
            bold.markup = "**"
            tokens.append(bold)
            tokens += [Token("text", "", 0, level=level, content=text)] if text or not level else []
    return tokens
