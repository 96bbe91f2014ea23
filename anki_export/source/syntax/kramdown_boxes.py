"""Attribute lists of kramdown, which Jekyll uses, above or below a block:

    {: .note }                          a paragraph or quote with the class of a box is one; also `.prompt-tip`
    Text

    > Text                              {: .warning-title }
    {: .prompt-tip }                    > The title
                                        >
                                        > Text

Others are dropped: those above text here, those below it by `attribute_lists`.
"""

from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from msgspec import Struct

from anki_export.source.container_names import BOXES, COLLAPSED_NAMES
from anki_export.source.syntax.admonitions import OPEN, QUESTION_KINDS, Opener
from anki_export.text.lazy_regex import regex

_LINE = regex(r"[ \t]*\{:(?P<list>[^{}\n]*)\}[ \t]*")
_CLASS = regex(r"\.(?:prompt-)?(?P<kind>[a-z]+)(?P<title>-title)?(?![\w-])")
_KINDS = BOXES - COLLAPSED_NAMES - QUESTION_KINDS


class _Box(Struct, frozen=True):
    kind: str
    has_title: bool = False


def _read(line: str) -> tuple[bool, _Box | None]:
    """Whether a line is an attribute list, and which box it makes of its block."""
    match = _LINE.fullmatch(line)
    classes = _CLASS.finditer(match["list"]) if match else ()
    box = next((_Box(one["kind"], bool(one["title"])) for one in classes if one["kind"] in _KINDS), None)
    return match is not None, box


def make_boxes(state: StateCore) -> None:
    if "{:" not in state.src:
        return
    tokens, quotes = state.tokens, _quotes(state.tokens)
    boxes: dict[int, _Box] = {}
    """The boxes by the index of the token that opens a paragraph or quote."""
    gone: set[int] = set()
    for i in [i for i, token in enumerate(tokens) if token.type == "inline" and "{:" in token.content]:
        if tokens[i - 1].type != "paragraph_open":
            continue
        lines = tokens[i].content.split("\n")
        is_above, above = _read(lines[0])
        is_below, below = _read(lines[-1])
        if len(lines) == 1 and above and i + 2 < len(tokens) and tokens[i + 2].type == "blockquote_open":
            boxes[i + 2] = above
            gone.update((i - 1, i, i + 1))
        elif len(lines) > 1 and is_above:
            tokens[i].content = "\n".join(lines[1:])
            boxes |= {i - 1: above} if above else {}
        elif len(lines) > 1 and is_below and below:
            tokens[i].content = "\n".join(lines[:-1])
            closes_quote = i + 2 < len(tokens) and tokens[i + 2].type == "blockquote_close"
            boxes[quotes[i + 2] if closes_quote else i - 1] = below
    if boxes or gone:
        state.tokens = _with_boxes(tokens, boxes, gone, {opening: close for close, opening in quotes.items()})


def _quotes(tokens: Sequence[Token]) -> dict[int, int]:
    """The indices of tokens that open quotes, by those that close them."""
    opened: list[int] = []
    found: dict[int, int] = {}
    for i, token in enumerate(tokens):
        if token.type == "blockquote_open":
            opened.append(i)
        elif token.type == "blockquote_close":
            found[i] = opened.pop()
    return found


def _with_boxes(tokens: Sequence[Token], boxes: dict[int, _Box], gone: set[int], closes: dict[int, int]) -> list[Token]:
    ends = {closes[i]: box for i, box in boxes.items() if i in closes}
    result: list[Token] = []
    skipped = set(gone)
    for i, token in enumerate(tokens):
        if i in skipped:
            continue
        if (box := boxes.get(i)) and i in closes:
            has_title = box.has_title and tokens[i + 1].type == "paragraph_open"
            title = tokens[i + 2].content if has_title else ""
            skipped.update((i + 1, i + 2, i + 3) if has_title else ())
            result += _opening(box, title, token)
        elif i in ends:
            result.append(Token("details_close", "div", -1, level=token.level, block=True))
        elif box:
            result += _opening(box, "", token)
            for inner in tokens[i : i + 3]:
                inner.level += 1
            result += tokens[i : i + 3]
            result.append(Token("details_close", "div", -1, level=token.level - 1, block=True))
            skipped.update((i + 1, i + 2))
        else:
            result.append(token)
    return result


def _opening(box: _Box, title: str, block: Token) -> list[Token]:
    """The tokens of an admonition up to its body."""
    start = (block.map or [0])[0]
    inline = Token("inline", "", 0, level=block.level + 2, map=[start, start + 1], children=[])
    inline.content = title or box.kind.capitalize()
    meta = {"opener": Opener(OPEN, box.kind, title), "column": 1, "title": inline}
    return [
        Token("details_open", "div", 1, level=block.level, block=True, map=block.map, info=box.kind, meta=meta),
        Token("details_title_open", "p", 1, level=block.level + 1, map=inline.map, meta=meta),
        inline,
        Token("details_title_close", "p", -1, level=block.level + 1, meta=meta),
    ]
