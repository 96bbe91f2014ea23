"""Group the blocks of a body into segments: blocks that belong together, such as a lead-in and what it introduces.

    Run these:              a lead-in and what it introduces are one segment,

    ```
    git init
    ```

    ## Why                  and so are a heading and its content.

    It makes a repository.

A lead-in is recognised by its last character, or by an unfinished sentence, which works in every language.
"""

from collections.abc import Sequence
from operator import attrgetter

from markdown_it.token import Token

from anki_export.source.body.blocks import (
    CODE,
    LISTS,
    UNSEEN,
    Block,
    bold_opening,
    end_of_line,
    has_colon,
    is_seen,
    is_seen_html,
    text_of,
    trimmed,
)
from anki_export.source.syntax.annotations import NOTES
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

Segment = list[Block]
Segments = list[Segment]
shows = attrgetter("is_shown")
"""Whether a block is visible on a card."""

_SHOWN = LISTS | CODE | {"table", "math_block"}
"""Blocks that an unfinished sentence introduces."""
_PICTURES = frozenset({"image", "html_inline"})
_LEADS_IN = regex(r"(?:[:：,，、;；—–]|\s-)\Z")
"""At the end of a text, in its last two characters."""
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")
_CLOSERS = "\"'”’»」』)]）*_` "
_NEW_SENTENCE = regex(r"[.!?…][\"'”’»)]*\s+[^\W\d_a-z]|[。！？।؟]\s*\S")
_FOLLOWS = Words("follows", "teaser")
_OPENS_FILE = regex(
    r"(?:\A|[\s;&|$])(?:vim?|nano|emacs|code|touch)\s+[^\s-]\S*\s*\Z|(?<!<)>\s*[\w./~-]+\.\w+\s*\Z"
    r"|\s-o[ =]?(?:yaml|json)\s*\Z"
)
"""vi x, … > x.yaml, … -o yaml"""
_LETTER = regex(r"\w")
_NUMBERED = regex(r"(?:[^\W\d]+\s?)?\d+\s?[:：.)]\s|[A-H][.)]\s|\d+[）、．]|（\d+）")
"""Step 1: …, Schritt 1: …"""


def segments_of(blocks: Sequence[Block]) -> Segments:
    """Group blocks without a blank line between them; invisible blocks belong to the segment before them."""
    segments: Segments = []
    for block in blocks:
        if segments and (block.first <= segments[-1][-1].last or _is_notes(block) or not shows(block)):
            segments[-1].append(block)
        elif segments or shows(block):
            segments.append([block])
    return segments


def joined(segments: Segments) -> Segments:
    """The segments, each joined with what it introduces."""
    found: Segments = []
    for segment in segments:
        if found and _leads_to(found[-1], segment):
            found[-1] += segment
        else:
            found.append([*segment])
    return found


def without_edges(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks from the first visible one to the last."""
    if blocks and shows(blocks[0]) and shows(blocks[-1]):
        return tuple(blocks)  # as nearly always
    start, stop = 0, len(blocks)
    while start < stop and not shows(blocks[start]):
        start += 1
    while stop > start + 1 and not shows(blocks[stop - 1]):
        stop -= 1
    return tuple(blocks[start:stop])


def is_picture(block: Block) -> bool:
    """Whether the block is a paragraph of pictures, or HTML that shows nothing else."""
    if block.kind == "html_block":
        seen = list(filter(is_seen_html, pieces(block.opening.content)))
        return bool(seen) and all(piece.is_start("img") for piece in seen)
    inline = block.inline
    if not inline or (inline[0].type == "text" and inline[0].content.strip()):  # most blocks
        return False
    has_picture = False
    for token in inline:
        if token.type == "text":
            if token.content.strip(UNSEEN):
                return False  # as in all that have one
        elif token.type in _PICTURES:
            has_picture = has_picture or is_seen(token)
        elif not token.nesting and is_seen(token):
            return False
    return has_picture


def heading_kind(block: Block) -> str:
    """The kind of heading, or "": headings of the same kind start parts of the same level.

    A first line that is entirely bold and not a sentence is also a heading.
    """
    if block.kind == "heading":
        return block.opening.tag
    if not (opening := bold_opening(block.inline)):
        return ""
    bold, rest = opening
    end = end_of_line(rest)
    line = text_of([*bold, *rest[:end]]).rstrip()
    is_bold = not text_of(rest[:end]).strip(" :：")
    return "bold" if is_bold and not _is_sentence(line) else ""


def is_labelled(block: Block) -> bool:
    """Whether the block is a paragraph that starts with a label: `**BIOS**: …`, `**Disk** - …`, `Step 1: …`."""
    if not (opening := bold_opening(block.inline)):
        return is_numbered(block)
    label, rest = (text_of(tokens).strip() for tokens in opening)
    has_mark = has_colon(label) or rest.startswith((":", "：", "-", "–", "—"))
    return bool(rest) and (has_mark or is_numbered(block))


def is_link(inline: Sequence[Token]) -> bool:
    """Whether inline tokens are only a link."""
    has_link, depth = False, 0
    for token in inline:
        if token.type == "text":
            if not depth and _LETTER.search(token.content):  # nearly all lines begin with one
                return False
        elif token.type in ("link_open", "link_close"):
            has_link, depth = True, depth + token.nesting
    return has_link


def is_numbered(block: Block) -> bool:
    """Whether the block is a paragraph that starts with a number: `**1. Start** …`, `Step 1: …`."""
    return _NUMBERED.match(block.text) is not None


def _is_only_code(block: Block) -> bool:
    """Whether a paragraph is only inline code: a line of a list of names or commands."""
    kinds = {token.type for token in block.inline if token.type != "text" or _LETTER.search(token.content)}
    return "code_inline" in kinds and "text" not in kinds


def is_tab(block: Block) -> bool:
    """Whether the block is a tab; those next to each other are one group."""
    return block.kind == "details" and block.opening.info == "tab"


def opens_file(block: Block) -> bool:
    """Whether the last line of some code opens or writes a file, whose content follows."""
    code = block.opening.content.rstrip() if block.kind in CODE else ""
    return bool(code) and _OPENS_FILE.search(code.rpartition("\n")[2]) is not None


def _is_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_ENDS)


def _is_notes(block: Block) -> bool:
    """Whether the block explains the annotation numbers in the block before it."""
    return block.opening.attrGet("class") == NOTES


def _leads_to(segment: Segment, following: Segment) -> bool:
    last = next((block for block in reversed(segment) if shows(block)), segment[-1])
    if heading_kind(last) or _continues(following[0]):
        return True
    if any(is_one(last) and is_one(following[0]) for is_one in (is_tab, _is_only_code)):
        return True
    if opens_file(last) and (following[0].kind in CODE or _LEADS_IN.search(following[-1].text.rstrip()[-2:])):
        return True
    text = _last_line(last).rstrip("*_ ")
    if not text:
        return False
    if has_colon(text) or (last.kind not in LISTS and _LEADS_IN.search(text[-2:])):
        return True
    if following[0].kind not in _SHOWN:
        return False
    if not _is_sentence(text) or _FOLLOWS.are_in(_last_sentences(text).lower()):
        return True
    return following[0].kind in LISTS and is_one_sentence(segment)


def is_one_sentence(segment: Segment) -> bool:
    """Whether the segment is a paragraph of one sentence."""
    block = segment[0]
    return len(segment) == 1 and block.kind == "paragraph" and not _NEW_SENTENCE.search(block.text)


def _last_line(block: Block) -> str:
    """The text at the end of a paragraph, list or quote; "" for other blocks."""
    if block.kind == "paragraph":
        return block.text.strip()
    last = next((token for token in reversed(block.tokens) if token.nesting == 0), None)
    is_text = last and last.type == "inline" and block.kind in (*LISTS, "blockquote")
    return text_of(last.children or ()).strip() if last and is_text else ""


def _last_sentences(text: str) -> str:
    """The last two sentences."""
    ends = [match.start() for match in _NEW_SENTENCE.finditer(text)]
    return text[ends[-2] :] if len(ends) > 1 else text


def _continues(block: Block) -> bool:
    """Whether a paragraph continues a sentence: it starts with a lower-case letter."""
    inline = trimmed(block.inline)
    return bool(inline) and inline[0].type == "text" and inline[0].content.lstrip()[:1].islower()
