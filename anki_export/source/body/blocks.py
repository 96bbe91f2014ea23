"""A body as blocks, and helpers for the inline tokens of a paragraph. Tokens are markdown-it's."""

from collections.abc import Iterable, Sequence
from html import unescape

from markdown_it.token import Token
from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.kept_property import kept_property
from anki_export.source.lines import BOLD_TAGS
from anki_export.source.markdown_it_helpers import copied
from anki_export.source.render_and_sanitize import is_element
from anki_export.source.syntax.admonitions import behind_title
from anki_export.text.html_tokenizer import VOID, Piece, pieces

Attributes = dict[str, str | int | float]
LISTS = frozenset({"ordered_list", "bullet_list"})
CODE = frozenset({"fence", "code_block"})
_COLONS = frozenset(":：")
_BOXES = frozenset({"[ ]", "[x]", "[X]"})
BREAKS = frozenset({"softbreak", "hardbreak"})
_LONGEST_BOLD = 40
"""In tokens: a bold label or title in HTML is shorter, and an unclosed tag is not searched for in a long paragraph."""
UNSEEN = " \n\t\u00a0\u200b\u200c\u200d\u2060\ufeff"
"""Characters that show nothing."""
_UNSEEN_KINDS = frozenset({"hr", "softbreak", "hardbreak"})
_WORDS = frozenset({"text", "code_inline", "fence", "code_block"})
_MEDIA = frozenset({"img", "audio", "video", "input"})
_FRAMES = frozenset("table thead tbody tr ul ol dl blockquote figure pre details".split())


class Block(Struct, frozen=True, dict=True):
    """A block of a body with all its tokens; lines are 0-based, `last` exclusive."""

    kind: str
    """The type of its opening token, without `_open`."""
    tokens: Sequence[Token]
    first: int
    last: int

    @property
    def opening(self) -> Token:
        return self.tokens[0]

    @property
    def line(self) -> Sequence[Token]:
        """The inline tokens of a paragraph or heading, () for other blocks."""
        return self.tokens[1].children or () if self.kind in ("paragraph", "heading") else ()

    @kept_property
    def inline(self) -> Sequence[Token]:
        """The inline tokens of a paragraph, () for other blocks."""
        return self.tokens[1].children or () if self.kind == "paragraph" else ()

    @property
    def first_number(self) -> int:
        """The number at which an ordered list starts."""
        return int(self.opening.attrs.get("start", 1))

    @property
    def title(self) -> Sequence[Token]:
        """The inline tokens of an admonition's title."""
        return self.opening.meta["title"].children or ()

    @kept_property
    def text(self) -> str:
        """The plain text of a paragraph, "" for other blocks."""
        return text_of(self.inline)

    @kept_property
    def is_shown(self) -> bool:
        """Whether it is visible on a card, and more than a box without text."""
        if self.kind == "bullet_list":
            leaves = [one for one in self.tokens if not one.nesting]
            if leaves and all(one.type == "inline" and one.content in _BOXES for one in leaves):
                return False
        for token in self.inline or self.tokens:
            if token.type == "text":
                if token.content.strip(UNSEEN):
                    return True  # as nearly always
            elif not token.nesting and is_seen(token):
                return True
        return False


def is_seen(token: Token) -> bool:
    """Whether a token shows anything on a card, unlike `<br>`, `<a name="x">`, a comment or a thematic break."""
    if token.type == "text":  # most tokens
        return bool(token.content.strip(UNSEEN))
    if token.type == "inline":
        return any(map(is_seen, token.children or ()))
    if token.nesting or token.type in _UNSEEN_KINDS:
        return False
    if token.type in ("html_block", "html_inline"):
        return any(map(is_seen_html, pieces(token.content)))
    return token.type not in _WORDS or bool(token.content.strip(UNSEEN))


def is_seen_html(piece: Piece) -> bool:
    """Whether a piece of raw HTML shows anything: text, pictures, empty tables, and unknown tags, which become text."""
    if piece.kind == "start":
        return piece.name in _MEDIA or piece.is_start(*_FRAMES) or not is_element(piece.name)
    return piece.kind == "broken" or (piece.kind == "text" and bool(unescape(piece.source).strip(UNSEEN)))


def blocks_of(tokens: Sequence[Token], lines: Sequence[str]) -> list[Block]:
    """The top-level blocks of `tokens`, parsed from `lines`; trailing blank lines are not part of a block."""
    blocks: list[Block] = []
    depth = start = 0
    for i, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            block = tokens[start : i + 1]
            first, last = block[0].map or (0, 0)
            while last > first and not lines[last - 1].strip():
                last -= 1
            blocks.append(Block(token.type.removesuffix("_close"), block, first, last))
            start = i + 1
    return blocks


def inside(block: Block, lines: Sequence[str]) -> list[Block]:
    """The blocks in an admonition, quote, list or list item."""
    _, *tokens, _ = block.tokens
    return blocks_of(behind_title(tokens) if block.kind == "details" else tokens, lines)


def text_of(tokens: Sequence[Token]) -> str:
    """The plain text of inline tokens."""
    if len(tokens) == 1 and tokens[0].type == "text":  # nearly half of them
        return tokens[0].content
    text = ""
    for token in tokens:
        kind = token.type
        if kind == "text":
            text += token.content
        elif kind in BREAKS:
            text += " "
        elif kind != "html_inline":
            text += text_of(token.children) if token.children else token.content
    return text


def text_of_block(block: Block) -> str:
    """The plain text of a block; of its lists and quotes, too."""
    if block.kind in CODE:
        return block.opening.content
    if block.kind == "paragraph":  # as most
        return block.text if block.inline else block.tokens[1].content
    return " ".join(
        text_of(token.children) if token.children else token.content
        for token in block.tokens
        if token.type in ("inline", *CODE)
    )


def has_colon(text: str) -> bool:
    """Whether a text ends with a colon."""
    return text.rstrip()[-1:] in _COLONS


def bold_opening(inline: Sequence[Token]) -> tuple[list[Token], list[Token]] | None:
    """The bold tokens at the start of inline tokens, with those that open and close them, and the tokens after them."""
    if inline and inline[0].type == "text" and inline[0].content.strip():  # most paragraphs
        return None
    tokens = trimmed(inline)
    if not tokens or tokens[0].type not in ("strong_open", "html_inline"):
        return None
    stop = closing(tokens) + 1 if tokens[0].type == "strong_open" else _end_of_bold_html(tokens)
    return (tokens[:stop], tokens[stop:]) if stop else None


def _end_of_bold_html(tokens: Sequence[Token]) -> int:
    """The index after the `</b>` that closes a `<b>` in the first token; 0 without them."""
    opening = next(pieces(tokens[0].content))
    if not opening.is_start(*BOLD_TAGS):
        return 0
    first = tokens[:_LONGEST_BOLD]
    tags = (next(pieces(token.content)) if token.type == "html_inline" else None for token in first)
    return next((i + 1 for i, tag in enumerate(tags) if tag and (tag.kind, tag.name) == ("end", opening.name)), 0)


def end_of_line(tokens: Sequence[Token]) -> int:
    """The index of the first break among inline tokens; their number without one."""
    for at, token in enumerate(tokens):
        if token.type in BREAKS:
            return at
    return len(tokens)


def opens_bold(blocks: Sequence[Block]) -> bool:
    """Whether blocks start in bold, like answers."""
    return bool(blocks) and bold_opening(blocks[0].inline) is not None


def inline_lines(inline: Sequence[Token]) -> list[list[Token]]:
    """Inline tokens by lines, without `<br>` at their ends; breaks inside of emphasis and links part nothing."""
    if len(inline) == 1 and inline[0].type == "text":
        return [trimmed(inline)]
    rows: list[list[Token]] = [[]]
    depth = 0
    for token in inline:
        depth += token.nesting
        if token.type in BREAKS and not depth:
            rows.append([])
        else:
            rows[-1].append(token)
    lines = [trimmed(_without_break(trimmed(row))) for row in rows]
    return list(filter(None, lines)) or lines[:1]


def _without_break(row: list[Token]) -> list[Token]:
    is_break = row and row[-1].type == "html_inline" and all(p.is_start("br") for p in pieces(row[-1].content))
    return row[:-1] if is_break else row


def joined_lines(rows: Sequence[Sequence[Token]]) -> list[Token]:
    """The opposite of `inline_lines`."""
    joined = list(rows[0])
    for row in rows[1:]:
        joined += [Token("softbreak", "br", 0), *row]
    return joined


def lstrip(tokens: Sequence[Token], characters: str) -> list[Token]:
    """Inline tokens without leading breaks and `characters`."""
    rest = list(tokens)
    while rest and (rest[0].type in BREAKS or (rest[0].type == "text" and not rest[0].content.strip(characters))):
        rest.pop(0)
    if rest and rest[0].type == "text":
        rest[0] = with_content(rest[0], rest[0].content.lstrip(characters))
    return rest


def with_content(token: Token, content: str) -> Token:
    changed = copied(token)
    changed.content = content
    return changed


def paragraph(block: Block, inline: Sequence[Token]) -> Block:
    """The paragraph `block` with its inline tokens replaced."""
    opening, middle, close = block.tokens
    changed = Token(
        "inline", "", 0, map=middle.map, level=middle.level, children=list(inline), content=middle.content, block=True
    )
    return replace(block, tokens=(opening, changed, close))


def new_paragraph(inline: Sequence[Token], line: int) -> Block:
    """A paragraph of inline tokens that belong to a line."""
    opening, middle, close = Token("paragraph_open", "p", 1), Token("inline", "", 0), Token("paragraph_close", "p", -1)
    opening.block = middle.block = close.block = True
    opening.map = middle.map = [line, line + 1]
    middle.content, middle.children = text_of(inline), list(inline)
    return Block("paragraph", (opening, middle, close), line, line)


def list_item(tokens: Iterable[Token], style: str = "") -> list[Token]:
    """The tokens of a list item."""
    opening = Token("list_item_open", "li", 1, attrs={"class": style} if style else {}, block=True)
    return [opening, *tokens, Token("list_item_close", "li", -1, block=True)]


def list_of(
    items: Iterable[Token], line: int, attributes: Attributes | None = None, kind: str = "bullet_list"
) -> Block:
    """A list of items that belong to a line."""
    tag = "ol" if kind == "ordered_list" else "ul"
    opening = Token(f"{kind}_open", tag, 1, attrs=attributes or {}, block=True, map=[line, line + 1])
    return Block(kind, (opening, *items, Token(f"{kind}_close", tag, -1, block=True)), line, line)


def with_tags(block: Block, are_shown: bool = True) -> Block:
    """A paragraph with its tags, or without, as in a tight list; other blocks stay."""
    if block.kind != "paragraph" or block.tokens[0].hidden != are_shown:
        return block
    opening, middle, close = map(copied, block.tokens)
    opening.hidden = close.hidden = not are_shown
    return replace(block, tokens=(opening, middle, close))


def without_start(tokens: Sequence[Token], length: int) -> list[Token]:
    """Inline tokens without the first `length` characters of their text, spaces after them, and what is then empty."""
    if len(tokens) == 1 and tokens[0].type == "text":
        content = tokens[0].content[length:].lstrip()
        return [with_content(tokens[0], content)] if content else []
    opened: list[Token] = []
    for at, token in enumerate(tokens):
        if token.nesting < 0 or token.content.startswith("</"):
            opened = opened[:-1]
        elif token.nesting > 0 or (token.type == "html_inline" and not _is_void(token)):
            opened.append(token)
        else:
            text = text_of([token])
            rest = text[length:].lstrip()
            if rest or (token.type == "image" and not text):
                rest_of_token = with_content(token, rest) if token.type == "text" else token
                return trimmed([*opened, rest_of_token, *tokens[at + 1 :]])
            length = max(0, length - len(text))
    return []


def _is_void(token: Token) -> bool:
    """Whether a tag such as `<br>` has no end tag."""
    return any(piece.name in VOID for piece in pieces(token.content))


def without_end(tokens: Sequence[Token], length: int) -> list[Token]:
    """Inline tokens without the last `length` characters of their text, and so on."""
    closed: list[Token] = []
    for at, token in reversed([*enumerate(tokens)]):
        if token.type == "html_inline" and _is_void(token):
            continue
        if token.nesting > 0 or (token.type == "html_inline" and not token.content.startswith("</")):
            closed = closed[1:]
        elif token.nesting < 0 or token.type == "html_inline":
            closed.insert(0, token)
        else:
            text = text_of([token])
            rest = text[: max(0, len(text) - length)].rstrip()
            if rest or (token.type == "image" and not text):
                rest_of_token = with_content(token, rest) if token.type == "text" else token
                return trimmed([*tokens[:at], rest_of_token, *closed])
            length = max(0, length - len(text))
    return []


def closing(tokens: Sequence[Token]) -> int:
    """The index of the token that closes the first one."""
    depth = 0
    for i, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            return i
    raise AssertionError("markdown-it pairs its tokens")


def is_italic(tokens: Sequence[Token]) -> bool:
    """Whether a line is in italics as a whole."""
    if not tokens or tokens[0].type not in ("em_open", "text"):
        return False
    own = trimmed(tokens)
    return bool(own) and own[0].type == "em_open" and closing(own) == len(own) - 1


def trimmed(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while kept and kept[0].type == "text" and not kept[0].content.strip():
        kept.pop(0)
    while kept and kept[-1].type == "text" and not kept[-1].content.strip():
        kept.pop()
    return kept
