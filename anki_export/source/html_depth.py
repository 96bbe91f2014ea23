"""How deep elements stand in each other: browsers give up some hundred elements down, each at another place."""

from html.parser import HTMLParser
from itertools import accumulate

_VOID = frozenset({"area", "br", "col", "hr", "img", "wbr"})
"""Elements of a field that hold nothing and have no end tag."""


class _Depth(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.now = self.most = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.now += tag not in _VOID
        self.most = max(self.most, self.now)

    def handle_endtag(self, tag: str) -> None:
        self.now -= 1


def is_deeper(html: str, most: int) -> bool:
    """Whether elements of field HTML, each with its end tag, stand more than `most` deep in each other."""
    starts = (-1 if part.startswith("/") else 1 for part in html.split("<")[1:])
    if max(accumulate(starts), default=0) <= most:  # as in nearly all fields; no parser is as fast
        return False
    parser = _Depth()
    parser.feed(html)
    parser.close()
    return parser.most > most
