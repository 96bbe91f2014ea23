"""Turn footnotes of a page into numbered notes on the cards that use them."""

from collections.abc import Sequence

from markdown_it.token import Token

from anki_export.source.body.blocks import list_item
from anki_export.source.markdown_it_helpers import copied


def footnotes(tokens: Sequence[Token]) -> dict[int, list[Token]]:
    """The tokens of each footnote of the page, by the plugin's number, without back references."""
    notes: dict[int, list[Token]] = {}
    current: list[Token] | None = None
    for token in tokens if tokens and tokens[-1].type == "footnote_block_close" else ():
        if token.type == "footnote_open":
            current = notes.setdefault(token.meta["id"], [])
        elif token.type == "footnote_close":
            current = None
        elif current is not None:
            if token.children:
                token = copied(token)
                token.children = [child for child in token.children or () if child.type != "footnote_anchor"]
            if token.type != "footnote_anchor":
                current.append(token)
    return notes


def with_footnotes(parts: Sequence[Sequence[Token]], notes: dict[int, list[Token]]) -> list[list[Token]]:
    """The parts of a card with footnotes numbered from 1, and the notes as a list at the end of the last part."""
    if not notes:
        return [list(part) for part in parts]
    order: dict[int, int] = {}

    def numbered(tokens: Sequence[Token]) -> list[Token]:
        result = []
        for token in tokens:
            if token.type == "footnote_ref":
                token = copied(token)
                token.meta = {"number": order.setdefault(token.meta["id"], len(order) + 1)}
            elif token.children:
                token = copied(token)
                token.children = numbered(token.children or ())
            result.append(token)
        return result

    result = [numbered(part) for part in parts]
    if order:
        last = next(part for part in reversed(result) if part)
        last.append(Token("ordered_list_open", "ol", 1, attrs={"class": "iq-notes"}, block=True))
        for note in order:
            last += list_item(without_references(notes.get(note, ())))
        last.append(Token("ordered_list_close", "ol", -1, block=True))
    return result


def without_references(tokens: Sequence[Token]) -> list[Token]:
    """The tokens without references: a footnote within a footnote has no number on the card."""
    result = []
    for token in tokens:
        if token.children:
            token = copied(token)
            token.children = without_references(token.children or ())
        if token.type != "footnote_ref":
            result.append(token)
    return result
