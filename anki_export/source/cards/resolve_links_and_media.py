"""Resolve links and media in the tokens of a body, so that they work on a card away from the page.

Most questions are plain text, code and lists, and have nothing to resolve or to report.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile, zip_longest
from operator import is_

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import BREAKS, text_of
from anki_export.source.candidates.hide_double_bracket_gaps import FILLED_TAG, GAP_TAG, SIGN
from anki_export.source.cards.broken_formulas import check_formula, report_unsafe_commands
from anki_export.source.entry import Entry
from anki_export.source.link_urls import SCHEME, link_url
from anki_export.source.markdown_it_helpers import copied, start_line
from anki_export.source.media.mermaid_pictures import diagram
from anki_export.source.media.pictures_on_card import picture, raw_pictures, raw_source
from anki_export.source.media.sounds import linked_sound, raw_sounds
from anki_export.source.render_and_sanitize import ACTIVE_TAGS
from anki_export.source.render_context import Context
from anki_export.source.syntax.containers import SITE_ONLY
from anki_export.source.syntax.task_boxes_and_empty_items import TASK_BOX
from anki_export.text.html_tokenizer import Piece, pieces
from anki_export.text.invisible_characters import INVISIBLE, named
from anki_export.text.lazy_regex import regex

_LONG_WORD = regex(r"\S{24}")
_REFERENCE = regex(r"&#(?:0*(?P<decimal>\d{1,7})(?!\d)|x0*(?P<hex>[\da-f]{1,6})(?![\da-f]));?", re.IGNORECASE)
"""Numeric character references; HTML maps 128 to 159 to Windows-1252 characters."""
_ACTIVE_STYLE = regex(r"(?:url|image|position)\b", re.IGNORECASE)
_ACTIVE_ATTRIBUTES = frozenset({"background", "ping", "srcset"})
"""Styles that load or cover something; others are removed silently."""
_MARKS = ("paragraph", "strong", "em", "s", "bullet_list", "ordered_list", "list_item", "heading", "blockquote")
UNCHANGED = BREAKS.union(
    ("text", "code_inline", "letter"), (f"{name}_{end}" for name in _MARKS for end in ("open", "close"))
)
"""Tokens with nothing to resolve, if they have no attributes: most are such."""
_MARKUP = regex(r"<|&|\[|\{|\||\\|\$|:::|://|///|===")
"""In all texts with links, URLs, pictures, formulas, raw HTML or syntax that only a site reads.

As `re` searches alternatives by their first characters only if all are literals, there are no brackets."""
_KNOWN = frozenset({"<b>", "</b>", "<strong>", "</strong>", FILLED_TAG, GAP_TAG, "</span>", SIGN})
"""Bold, and gaps of flashcards."""
_BOX = {f"details_{name}" for name in ("open", "title_open", "title_close", "close")}
_PLAIN = UNCHANGED | _BOX | {"fence", "code_block", "hr"}
"""Blocks without such, unless they are marked as such, draw a diagram, or have attributes."""


def resolve(tokens: Sequence[Token], context: Context, line: int = 0) -> list[Token]:
    """The tokens adapted for a card; pictures and sounds are collected in `context`, and no token is modified.

    Links to pages become links to the site, or plain text when the site is unknown. Local pictures get the name
    under which they are packaged. Pictures from the web become links: a card must work offline.
    """
    tokens = _whole_sounds(tokens)
    result: list[Token] = []
    after_link: list[list[Token] | None] = []
    """Replacements for the closing tokens of enclosing links; None for a link that is kept."""
    for token, following in zip_longest(tokens, tokens[1:]):
        line = start_line(token, line)
        if is_unchanged(token) or (token.type == "inline" and all(map(is_unchanged, token.children or ()))):
            result.append(token)
            continue
        if any(map(INVISIBLE.search, _decoded(token))):  # the parsed token no longer has it
            _report_unseen("\n".join(takewhile(str.strip, context.lines[line:])), context, line, least=0x80)
        match token.type:
            case "link_open":
                sound = linked_sound(token, context, line)
                href = None if sound else _link_target(str(token.attrGet("href") or ""), context, line)
                after_link.append(None if href else [sound] if sound else [])
                if href:
                    result.append(_with_attributes(token, href=href))
            case "link_close":
                ending = after_link.pop()
                result += [token] if ending is None else ending
            case "image":
                result += picture(token, context, line, in_link=bool(after_link))
            case "html_inline" if TASK_BOX in token.content:
                result.append(token)
            case "html_inline" | "html_block":
                changed = copied(token)
                changed.content = raw_sounds(token.content, context, line)
                for piece in pieces(changed.content):
                    if piece.kind in ("start", "broken"):
                        _report_tag(piece, token.type == "html_inline", context, line)
                _report_unseen(changed.content, context, line)
                if r"\(" in changed.content or r"\[" in changed.content:
                    report_unsafe_commands(changed.content, context, line)
                changed.content = raw_pictures(changed.content, context, line)
                result.append(changed)
            case "fence" if token.info.split()[:1] == ["mermaid"]:
                result += diagram(token, context)
            case "math_inline" | "math_inline_double" | "math_block":
                check_formula(token, context, line)
                result.append(token)
            case "th_open" | "td_open":
                result.append(_cell(token, following))
            case _ if token.children:
                children = resolve(token.children, context, line)
                if result and result[-1].type == "paragraph_open" and _are_pictures(children):
                    result[-1] = _with_attributes(result[-1], **{"class": "iq-pictures"})
                result.append(_with_children(token, children))
            case _:
                result.append(token)
    return result


def is_unchanged(token: Token) -> bool:
    """Whether nothing in a token itself is to be resolved."""
    return token.type in UNCHANGED and not token.attrs and token.content.isascii()


def raw_attribute(context: Context, line: int, tag: str, name: str, value: str) -> str | None:
    """Resolve an attribute of raw HTML: links and pictures are treated as in Markdown."""
    match tag, name:
        case "a", "href":
            return link_url(value, context)
        case "img", "src":
            return raw_source(value, context, line)
        case _:
            return value


def _whole_sounds(tokens: Sequence[Token]) -> list[Token]:
    """The inline tokens with each `<audio>` element merged into one piece of raw HTML."""
    result: list[Token] = []
    start = -1
    for token in tokens:
        result.append(token)
        if token.type != "html_inline":
            continue
        if token.content.lower().startswith("<audio"):
            start = len(result) - 1
        elif start >= 0 and token.content.lower().startswith("</audio"):
            whole = copied(token)
            whole.content = "".join(
                part.content if part.type == "html_inline" else escapeHtml(part.content) for part in result[start:]
            )
            result[start:] = [whole]
            start = -1
    return result


def _with_attributes(token: Token, **attributes: str) -> Token:
    changed = copied(token)
    changed.attrs = {**{k: v for k, v in token.attrs.items() if k != "style"}, **attributes}
    return changed


def _with_children(token: Token, children: list[Token]) -> Token:
    before = token.children or []
    if len(before) == len(children) and all(map(is_, before, children)):
        return token
    changed = copied(token)
    changed.children = children
    return changed


def _are_pictures(children: Sequence[Token]) -> bool:
    """Whether a paragraph contains only pictures, each of which is then shown on a separate line."""
    seen = [child.type for child in children if child.content.strip() or child.type == "image"]
    return bool(seen) and all(type_ == "image" for type_ in seen)


def _cell(token: Token, inside: Token) -> Token:
    """A table cell; a long word in it can be broken, because such a wide column would not fit on a phone."""
    alignment = str(token.attrGet("style") or "").removeprefix("text-align:")
    classes = [f"iq-{alignment}"] if alignment else []
    classes += ["iq-long"] if _LONG_WORD.search(text_of(inside.children or ())) else []
    return _with_attributes(token, **{"class": " ".join(classes)}) if classes else token


def _link_target(href: str, context: Context, line: int, needle: str = "") -> str | None:
    """The target of a link, or None; reports links that would open or run something other than a page."""
    url = link_url(href, context)
    if url is None and (scheme := SCHEME.match(href.strip())):
        message = f"link {scheme[0].lower()} is removed: cards can't contain active content"
        hint = "link to an https: or http: page, or remove the link"
        context.report(line, Rule.RAW_HTML, message, hint, needle=needle or scheme[0])
    return url


def _report_tag(tag: Piece, is_inline: bool, context: Context, line: int) -> None:
    """Report what a tag of raw HTML would run or load."""
    needle = tag.source[: 1 + len(tag.name)]
    message, hint = "{} is removed: cards can't contain active content", "write it as Markdown or as code"
    if tag.name in ACTIVE_TAGS and is_inline:  # see `render`: only blocks lose such tags
        message = "{} is shown as text: cards can't contain active content"
        hint = "put it in backticks if it is meant as text, or remove it"
    if tag.name in ACTIVE_TAGS:
        context.report(line, Rule.RAW_HTML, message.format(f"<{tag.name}>"), hint, needle=needle)
        return
    for name, value in tag.attributes.items():
        if name.startswith("on") or name in _ACTIVE_ATTRIBUTES or (name == "style" and _ACTIVE_STYLE.search(value)):
            context.report(line, Rule.RAW_HTML, message.format(f"{name}="), hint, needle=needle)
        elif name.rpartition(":")[2] == "href" and tag.name == "a":
            _link_target(value, context, line, needle)


def _decoded(token: Token) -> Iterator[str]:
    """The decoded strings of a token: its text, attribute values, and alternative text."""
    if not token.content.isascii() and not token.children:
        yield token.content
    yield from map(str, token.attrs.values())
    if token.type == "image":
        yield from (child.content for child in token.children or ())


def _report_unseen(text: str, context: Context, line: int, least: int = 1) -> None:
    """Report references to invisible characters from number `least`; the field omits these characters.

    Markdown itself leaves references to control characters as literal text.
    """
    for match in _REFERENCE.finditer(text):
        number = int(match["hex"], 16) if match["hex"] else int(match["decimal"])
        if least <= number < 0x110000 and not 0x80 <= number < 0xA0 and INVISIBLE.match(chr(number)):
            name = named(chr(number)).replace("control characters", "a control character")
            message, hint = f"{match[0]} is {name}, which is omitted", "remove it from the page"
            context.report(line, Rule.CONTROL_CHARACTERS, message, hint, needle=match[0])


def has_markup(entry: Entry) -> bool:
    """Whether an entry may have something to resolve or to report."""
    for token in (entry.title, *entry.prompt, *entry.body):
        if token.type == "inline":
            text = token.content
            if _MARKUP.search(text) or (not text.isascii() and INVISIBLE.search(text)):
                if not all(map(_is_text, token.children or ())):
                    return True
                continue
            for child in token.children or ():
                if child.type not in UNCHANGED and TASK_BOX not in child.content:
                    return True
        elif token.nesting >= 0 and (token.type not in UNCHANGED or token.attrs or token.meta) and _is_markup(token):
            return True  # others only close
    return "<!--" in entry.comment


def _is_markup(token: Token) -> bool:
    if token.type not in _PLAIN or SITE_ONLY in token.meta or "mermaid" in token.info:
        return True
    return bool(token.attrs) and not all(str(value).isascii() for value in token.attrs.values())


def _is_text(token: Token) -> bool:
    """Whether an inline token is bold, or text or code without such markup."""
    if token.meta:
        return False
    is_text = is_unchanged(token) and (token.type == "code_inline" or not _MARKUP.search(token.content))
    return is_text or token.content in _KNOWN
