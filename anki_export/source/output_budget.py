"""How much the questions of a page may put on cards: footnotes, links and abbreviations can repeat on many."""

from collections.abc import Iterable

from markdown_it.token import Token

from anki_export.source.decode_page import TEXT_LIMIT

_MOST_TAGS = 10_000
"""HTML elements left open take superlinear time."""


class Budget:
    """The output budget of a page: footnotes, links and abbreviations written once can appear on many cards."""

    left = 16 * TEXT_LIMIT

    def spend(self, tokens: Iterable[Token]) -> str:
        """Why a question with these tokens is skipped, or an empty string."""
        weight, tags = _size(tokens)
        self.left -= weight
        if tags > _MOST_TAGS:
            return f"question has more than {_MOST_TAGS:,} HTML tags"
        if weight > TEXT_LIMIT:
            return f"question exceeds {TEXT_LIMIT >> 20} MiB"
        return "" if self.left >= 0 else f"questions on the page exceed {16 * TEXT_LIMIT >> 20} MiB in total"


def _size(tokens: Iterable[Token]) -> tuple[int, int]:
    """The approximate number of characters of HTML that tokens produce, and of raw tags among them."""
    weight = tags = 0
    for token in tokens:
        if children := token.children:
            inner, inner_tags = _size(children)
            weight, tags = weight + inner, tags + inner_tags
        elif content := token.content:
            weight += len(content)
            if token.type in ("html_block", "html_inline"):
                tags += content.count("<")
        if token.attrs:
            weight += sum(len(str(value)) for value in token.attrs.values())
    return weight, tags
