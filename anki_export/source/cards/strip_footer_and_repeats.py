"""What is below the last answer of a page and belongs to the page: what is below a last rule, its date, its links.

    ## What is a jib?      ## What is a keel?      ## What is a mast?
    A sail.                A part.                 A spar.

    ---                                            *Last updated: 2024-05-01*
    © Ann

What the questions have in common decides, not words: where rules are between them, or where none of many has text below
a rule, a last rule ends the last answer; with few questions, what is below it must look like a footer. So does the
hidden answer or the list of options with which all others end. A line that ends at least half of them, such as an
advertisement, is none of them. However few the questions are, links such as `[← Back](README.md)` are no part of the
last answer.

No footers: what is below a rule in the answer to a page's only question, or below an unfinished sentence; sections,
code and tables.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from anki_export.source.body.blocks import LISTS, Block, has_colon, is_italic, text_of_block
from anki_export.source.body.find_options import has_tick_box
from anki_export.source.body.group_into_segments import is_link, shows
from anki_export.source.body.page_habits import is_collapsed
from anki_export.source.candidates.navigation_links import LEAVES_FOLDER
from anki_export.source.lines import is_rule
from anki_export.text.classify_labels import is_label_of, label_end
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words

_FEW = 3
"""With this few questions, two others show what is usual."""
_MANY = 6
"""So many answers without text below a rule, or without a link at the end, show that the author puts none there."""
_PARTS = ("example", "explanation", "why", "note", "extra", "answer")
"""The labels of parts of an answer."""
_FEWEST_TOKENS = 3
"""Of a link or text in italics, with those that open and close it."""
_MOST_OF_SOURCE = 8
"""In words: what is shorter may be a source, "Read more in the documentation"."""
_MOST_WORDS = 60
"""What is longer below a rule may be a part of an answer."""
_DATE = regex(r"\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|(?<!\d)(?:19|20)\d\d(?!\d)")
_DATED = regex(rf"[^\d:：]{{3,40}}[:：]\s*(?:{_DATE.pattern})\W*\Z")
"""Last updated: 2024-05-01"""
_ARROW = regex(r"[←→↑⬅➡⬆«»◀▶]")
_FIRST_PAGE = regex(r"(?=.)(?:\.{0,2}/)*(?:(?:readme|_?index)(?:\.\w+)?(?:#.*)?|\.{1,2})?\Z", re.IGNORECASE)
"""The address of the first page of the folder or of one above it."""
_PAGE = regex(r"\.(?:mdx?|markdown|html?)(?:#.*)?\Z", re.IGNORECASE)
_LOOSE = frozenset({"paragraph", "html_block", "blockquote", "hr", "details", *LISTS})
_MARKUP = frozenset({"link_open", "image", "html_inline", "html_block"})
_OPENS = frozenset({"link_open", "em_open"})
_SIGN = regex(r"[©®]|(?<!\d)(?:19|20)\d\d(?!\d)")


def without_footers(bodies: Sequence[Sequence[Block]], lines: Sequence[str]) -> list[Sequence[Block]]:
    """The bodies of the questions of a page without what belongs to the page."""
    bodies = list(bodies)
    if bodies and _ends_with_navigation(bodies[-1], bodies[:-1], lines):
        bodies[-1] = bodies[-1][:-1]
    if len(bodies) < _FEW:
        return bodies
    bodies = _without_usual_opening(bodies)
    if _may_have_closings(bodies):
        bodies = _without_repeated(_without_repeated(bodies, partial(_closing, lines)), _invitation)
    *others, last = bodies
    return [*others, last[: _end(last, others, lines)] if last else last]


def _without_usual_opening(bodies: list[Sequence[Block]]) -> list[Sequence[Block]]:
    """The bodies without a line such as `Click here to expand...` with which at least half of them begin."""
    texts = [body[0].text for body in bodies if len(body) > 1]
    counts = Counter([text for text in texts if text[-3:] == "..." or text[-1:] == "…"])
    if not counts:
        return bodies  # as on most pages
    usual = {text for text, count in counts.items() if count >= max(_FEW, len(bodies) / 2)}
    return [body[1:] if len(body) > 1 and body[0].text in usual else body for body in bodies]


def _may_have_closings(bodies: Sequence[Sequence[Block]]) -> bool:
    """Whether a link or italics are in the last block of a body: closings have such."""
    texts = (body if body and body[-1].is_shown else body[: _end_of_text(body)] for body in bodies)
    ends = {leaf.type for body in texts for block in body[-1:] for one in block.tokens for leaf in one.children or ()}
    return not _OPENS.isdisjoint(ends)


def _without_repeated(
    bodies: Sequence[Sequence[Block]], closing_of: Callable[[Sequence[Block]], str]
) -> Sequence[Sequence[Block]]:
    """The bodies without the closing with which at least half of them end.

    In italics, it is an answer if it is all of a body, such as "*True*".
    """
    closed = [(body, closing_of(body[: _end_of_text(body)])) for body in bodies]
    counts = Counter(text for body, text in closed if text and len(body) > 1)
    if not counts:
        return bodies  # as on most pages
    answers = {text for body, text in closed if len(body) == 1 and is_italic(body[0].inline)}
    repeated = {text for text, count in counts.items() if count >= max(_FEW, len(bodies) / 2)} - answers
    return [body[: _end_of_text(body) - 1] if text in repeated else body for body, text in closed]


def _end_of_text(body: Sequence[Block]) -> int:
    """The number of blocks down to the last one that shows something, other than a rule."""
    end = len(body)
    while end and (body[end - 1].kind == "hr" or not shows(body[end - 1])):
        end -= 1
    return end


def _closing(lines: Sequence[str], body: Sequence[Block]) -> str:
    """The last paragraph of a body as written, if it is only a link or in italics."""
    inline = body[-1].inline if body else ()
    may_close = [token for token in inline if token.type in _OPENS]  # as few do
    if not may_close or len(inline) < _FEWEST_TOKENS or not (is_link(inline) or is_italic(inline)):
        return ""
    is_part = is_label_of(body[-1].text, "references") or label_end(body[-1].text, *_PARTS)
    return "" if is_part else "\n".join(lines[body[-1].first : body[-1].last])


def _invitation(body: Sequence[Block]) -> str:
    """The text of the last paragraph or quote of a body, if it is a sentence with a link, wherever that leads."""
    if not body or body[-1].kind not in ("paragraph", "blockquote"):
        return ""
    if "link_open" not in [leaf.type for token in body[-1].tokens for leaf in token.children or ()]:
        return ""  # as most
    text = text_of_block(body[-1])
    return text if size_in_words(text) > _MOST_OF_SOURCE else ""


def _end(last: Sequence[Block], others: Iterable[Sequence[Block]], lines: Sequence[str]) -> int:
    """The number of blocks of the last body without the footer of the page."""
    if len(last) < 2 or lines[last[0].first][:1].isspace() or any(map(str.strip, lines[last[-1].last :])):
        return len(last)  # it is in a box, or the page continues
    others = [body for body in others if body]
    rule = max((i for i, block in enumerate(last) if block.kind == "hr"), default=0)
    above = [block for block in last[:rule] if shows(block)]
    begins_with_rule = last[0].kind == "hr" and all(body[0].kind != "hr" for body in others)
    if begins_with_rule and _may_be_footer(last[1:], is_apart=False):
        return 0  # the question has no answer
    if above and not (has_colon(above[-1].text) or any(map(_goes_on_below_a_rule, others))):
        are_between = 2 * sum(_has_rule_below(body, lines) for body in others) > len(others)
        is_part = any(label_end(block.text, *_PARTS) for block in last[rule + 1 :])
        is_apart = are_between or (len(others) >= _MANY and not is_part)
        return rule if _may_be_footer(last[rule + 1 :], is_apart) else len(last)
    if (end := _usual_end(last, others)) and _may_be_footer(last[end:], is_apart=True):
        return end
    is_footer = _is_dated(last[-1]) or _leads_on(last[-1])
    is_usual = any(_is_dated(body[-1]) or _leads_on(body[-1]) for body in others)
    return len(last) - (is_footer and not is_usual)


def _ends_with_navigation(body: Sequence[Block], others: Sequence[Sequence[Block]], lines: Sequence[str]) -> bool:
    """Whether only links to other pages of the folder end a page, and no other answer."""
    are_many = len(others) >= _MANY
    if not _is_navigation(body, are_many):
        return False
    above = [block for block in body[:-1] if shows(block)]
    if not above or has_colon(above[-1].text):
        return False
    if any(_is_navigation(other, are_many) for other in others):
        return False
    return not (lines[body[-1].first][:1].isspace() or any(map(str.strip, lines[body[-1].last :])))


def _is_navigation(body: Sequence[Block], are_many: bool) -> bool:
    """Whether the last paragraph is only links to other pages, one with an arrow or to the first page of a folder.

    Below a rule, strokes between them are enough: `[A](a.md) | [B](b.md)`; with many questions, any page is.
    """
    if not body or not is_link(body[-1].inline):
        return False
    text = body[-1].text
    links = [str(token.attrGet("href")) for token in body[-1].inline if token.type == "link_open"]
    is_way = _ARROW.search(text) or any(map(_FIRST_PAGE.match, links)) or ("|" in text and body[-2:][0].kind == "hr")
    are_pages = are_many and all(map(_PAGE.search, links)) and all(token.type != "image" for token in body[-1].inline)
    return (are_pages or bool(is_way)) and not any(map(LEAVES_FOLDER.match, links))


def _usual_end(last: Sequence[Block], others: Sequence[Sequence[Block]]) -> int:
    """The number of blocks down to the kind of block that ends all other bodies: a hidden answer, a list with boxes."""
    ends = {_end_of(body[-1]) for body in others}
    if len(others) < _FEW or len(ends) > 1 or "" in ends:
        return 0
    return max((at for at, block in enumerate(last, 1) if _end_of(block) in ends), default=0)


def _end_of(block: Block) -> str:
    """What a hidden answer is, or a list with boxes; empty for other blocks."""
    if block.kind == "details":
        return block.opening.info if is_collapsed(block.opening) else ""
    return "boxes" if block.kind in LISTS and any(map(has_tick_box, block.tokens)) else ""


def _goes_on_below_a_rule(body: Sequence[Block]) -> bool:
    rule = next((i for i, block in enumerate(body) if block.kind == "hr"), len(body))
    return any(map(shows, body[rule + 1 :]))


def _has_rule_below(body: Sequence[Block], lines: Sequence[str]) -> bool:
    """Whether a rule ends a body or is right below it."""
    below = next((line for line in lines[body[-1].last :] if line.strip()), "")
    return body[-1].kind == "hr" or is_rule(below)


def _may_be_footer(blocks: Sequence[Block], is_apart: bool) -> bool:
    """Whether blocks may be a footer: if no rule sets the answers apart, all of them must look like one."""
    is_short = size_in_words("\n".join(map(text_of_block, blocks))) <= _MOST_WORDS
    return is_short and all(block.kind in _LOOSE and (is_apart or _looks_like_footer(block)) for block in blocks)


def _looks_like_footer(block: Block) -> bool:
    """Whether a block has links, pictures, HTML, a year or a copyright sign, leads to such, or is in italics."""
    text = text_of_block(block)
    types = {leaf.type for token in block.tokens for leaf in (token, *(token.children or ()))}
    return not types.isdisjoint(_MARKUP) or bool(_SIGN.search(text)) or has_colon(text) or is_italic(block.inline)


def _is_dated(block: Block) -> bool:
    """Whether a paragraph is only a date with a label, or has a date and is in italics."""
    text = block.text
    return bool(_DATED.match(text)) or (is_italic(block.inline) and _DATE.search(text) is not None)


def _leads_on(block: Block) -> bool:
    """Whether a paragraph is only links with arrows."""
    return is_link(block.inline) and _ARROW.search(block.text) is not None
