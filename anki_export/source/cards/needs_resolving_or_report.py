"""Whether an entry has anything to resolve or to report: most are plain text, code and lists."""

from markdown_it.token import Token

from anki_export.source.candidates.double_bracket_gaps import FILLED_TAG, GAP_TAG, SIGN
from anki_export.source.cards.resolve_links import UNCHANGED, is_unchanged
from anki_export.source.entry import Entry
from anki_export.source.syntax.containers import SITE_ONLY
from anki_export.source.syntax.list_items import TASK_BOX
from anki_export.text.invisible_characters import INVISIBLE
from anki_export.text.lazy_regex import regex

_MARKUP = regex(r"<|&|\[|\{|\||\\|\$|:::|///|===")
"""In all texts with links, pictures, formulas, raw HTML or syntax that only a site reads.

As `re` searches alternatives by their first characters only if all are literals, there are no brackets."""
_KNOWN = frozenset({"<b>", "</b>", "<strong>", "</strong>", FILLED_TAG, GAP_TAG, "</span>", SIGN})
"""Bold, and gaps of flashcards."""
_BOX = {f"details_{name}" for name in ("open", "title_open", "title_close", "close")}
_PLAIN = UNCHANGED | _BOX | {"fence", "code_block", "hr"}
"""Blocks without such, unless they are marked as such, draw a diagram, or have attributes."""


def has_markup(entry: Entry) -> bool:
    """Whether an entry may have something to resolve or to report."""
    tokens = [token for token in (entry.title, *entry.prompt, *entry.body) if token.nesting >= 0]  # others only close
    return "<!--" in entry.comment or any(map(_is_markup, tokens))


def _is_markup(token: Token) -> bool:
    if token.type == "inline":
        text = token.content
        may_have = _MARKUP.search(text) or (not text.isascii() and INVISIBLE.search(text))
        return not all(map(_is_text if may_have else _is_known, token.children or ()))
    if token.type not in _PLAIN or SITE_ONLY in token.meta or "mermaid" in token.info:
        return True
    return bool(token.attrs) and not all(str(value).isascii() for value in token.attrs.values())


def _is_known(token: Token) -> bool:
    """Whether an inline token has nothing to resolve that its text does not show, as with a tick box."""
    return token.type in UNCHANGED or TASK_BOX in token.content


def _is_text(token: Token) -> bool:
    """Whether an inline token is bold, or text or code without such markup."""
    if token.meta:
        return False
    is_text = is_unchanged(token) and (token.type == "code_inline" or not _MARKUP.search(token.content))
    return is_text or token.content in _KNOWN
