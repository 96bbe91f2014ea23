"""The text of HTML, read with Python's own parser: by other means than the program's."""

import re
from html.parser import HTMLParser

_MARKUP = re.compile(r"<[^<>]*>|[\W_]+")


class _Text(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts += [dict(attrs).get("alt") or ""] * (tag == "img")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def text_of(html: str) -> str:
    """All text, and what pictures show in words."""
    return "".join(_Text(html).parts)


def words_of(text: str) -> str:
    """The words of a text or of Markdown in lower case, without marks."""
    return _MARKUP.sub(" ", text).strip().casefold()
