"""Ids that authors give to cards in comments: `<!-- card: some-id -->`."""

import re

from anki_export.diagnostics import Rule
from anki_export.source.entry import Entry
from anki_export.source.page_context import Context
from anki_export.text.html_tokenizer import pieces
from anki_export.text.regex import regex

_CARD_ID = regex(r"<!--\s*card:(?P<id>[^>\n]*)-->", re.IGNORECASE)
_GOOD_ID = regex(r"[A-Za-z0-9][\w.-]*")


def card_id(entry: Entry, context: Context) -> str:
    """The id from a comment `<!-- card: some-id -->` next to the title or anywhere in the body, or ""."""
    if not entry.takes_id:
        return ""
    start, texts = entry.lines.start, [entry.comment]
    for token in (*entry.prompt, *entry.body):
        texts += [child.content for child in (token, *(token.children or ())) if child.type.startswith("html_")]
    texts = [text for text in texts if "<!--" in text]
    ids = [
        match["id"].strip() for text in texts for piece in pieces(text) if (match := _CARD_ID.fullmatch(piece.source))
    ]
    if len(ids) > 1:
        context.report(start, Rule.CARD_ID, "question has more than one card id", "keep one", needle="card:")
    if ids and not _GOOD_ID.fullmatch(ids[0]):
        context.report(
            start,
            Rule.CARD_ID,
            f"card id {ids[0]!r} is invalid",
            "use only letters, digits, '-', '_' and '.'",
            needle="card:",
        )
        return ""
    return ".".join(filter(None, (ids[0], entry.id_suffix))) if ids else ""
