"""Annotations (Material for MkDocs): numbers in code or text that refer to the ordered list that follows.

    ``` sh
    git push # (1)!
    ```

    1.  Sends commits.

    Text (1) of any kind.
    { .annotate }

    1.  A note.

`(1)` becomes a `note` token; in code, the numbers of a line are stored in the `meta` of the fence. Without a list, or
beyond its end, `(1)` is text.
"""

import re
from collections.abc import Sequence

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from anki_export.source.syntax.attribute_lists import classes
from anki_export.source.syntax.inline_helpers import text
from anki_export.text.lazy_regex import regex

NOTES = "iq-notes"
"""The class of a list of notes."""
_NUMBER = regex(r"\(\d{1,3}\)")
_IN_TEXT = regex(r"(?<!\w)\((?P<number>\d{1,3})\)")
_IN_CODE = regex(
    r"(?P<sign>(?:\#|//|--|;|%|/\*|<!--)[ \t]*)(?P<numbers>(?:\(\d{1,3}\)!?[ \t]*)+)(?P<end>\*/|-->)?[ \t]*$"
)
_HTML_CLASS = regex(r"""\bclass\s*=\s*["'][^"']*\bannotate\b""")


def read_annotations(state: StateCore) -> None:
    if not _NUMBER.search(state.src):
        return
    tokens = state.tokens
    for i, token in enumerate(tokens):
        if token.type != "ordered_list_open" or not i:
            continue
        before = tokens[i - 1]
        start = _opening(tokens, i - 1)
        count = _items(tokens, i)
        if before.type == "fence":
            is_annotated = _mark_code(before, count)
        else:
            is_annotated = _is_annotated(tokens[start]) and _mark_text(tokens[start:i], count)
        if is_annotated:
            token.attrSet("class", NOTES)


def _opening(tokens: Sequence[Token], close: int) -> int:
    level = tokens[close].level
    return next(i for i in range(close, -1, -1) if tokens[i].level == level and tokens[i].nesting >= 0)


def _items(tokens: Sequence[Token], start: int) -> int:
    count = 0
    for token in tokens[start + 1 :]:
        if token.level <= tokens[start].level:
            break
        count += token.type == "list_item_open" and token.level == tokens[start].level + 1
    return count


def _is_annotated(token: Token) -> bool:
    if token.type == "details_open":
        return bool(token.meta["opener"].is_annotated)
    return "annotate" in classes(token) or (
        token.type == "html_block" and _HTML_CLASS.search(token.content) is not None
    )


def _mark_code(fence: Token, count: int) -> bool:
    lines = fence.content.split("\n")
    notes: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        if ("(" in line) and (match := _IN_CODE.search(line)):
            numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])]
            if max(numbers) <= count and min(numbers) > 0:
                notes[i] = numbers
                kept = "" if "!" in match["numbers"] else f"{match['sign']}{match['end'] or ''}"
                lines[i] = (line[: match.start()] + kept).rstrip()
    if notes:
        fence.content = "\n".join(lines)
        fence.meta["notes"] = notes
    return bool(notes)


def _mark_text(tokens: Sequence[Token], count: int) -> bool:
    is_marked = False
    for token in tokens:
        if token.type == "inline" and "(" in token.content:
            children = [part for child in token.children or () for part in _parts(child, count)]
            is_marked = is_marked or any(child.type == "note" for child in children)
            token.children = children
    return is_marked


def _parts(token: Token, count: int) -> list[Token]:
    if token.type != "text":
        return [token]
    parts, end = [], 0
    for match in _IN_TEXT.finditer(token.content):
        if 0 < int(match["number"]) <= count:
            parts += [text(token.content[end : match.start()]), Token("note", "", 0, meta={"number": match["number"]})]
            end = match.end()
    return [*parts, text(token.content[end:])] if parts else [token]


def note_html(number: object) -> str:
    """Field HTML of a note number."""
    return f'<span class="iq-note">{number}</span>'
