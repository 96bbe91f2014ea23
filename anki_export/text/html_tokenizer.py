"""Tokenise HTML into pieces (tags, comments, text) as browsers do, however broken it is.

It takes linear time, unlike `html.parser`, which searches again for the end of each unclosed tag.
https://html.spec.whatwg.org/multipage/parsing.html#tokenization

>>> [(piece.kind, piece.source) for piece in pieces('a<br title=">"/></p><!-- b --!><i')]
[('text', 'a'), ('start', '<br title=">"/>'), ('end', '</p>'), ('comment', '<!-- b --!>'), ('broken', '<i')]
>>> [piece.attributes for piece in pieces("<a HREF=b&amp;c title = '<' hidden>")]
[{'href': 'b&c', 'title': '<', 'hidden': ''}]
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from itertools import accumulate
from typing import Literal

from msgspec import Struct

from anki_export.text.lazy_regex import regex

_NAME = r"[^\s/>][^\s/>=]*+"
_VALUE = r"""(?:"[^"]*+"?+|'[^']*+'?+|[^\s>]++)"""
_MARKUP = regex(
    rf"""<(?: !--(?:-?>|.*?(?:--!?>|\Z))
        | (?:[!?]|/(?![a-z]|\Z))[^>]*+>?+
        | (?P<slash>/?)(?P<name>[a-z][^\s/>]*+)(?:[\s/]*+{_NAME}(?:\s*+=\s*+{_VALUE}?+)?+)*+[\s/]*+(?P<close>>|\Z) )""",
    re.ASCII | re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_ATTRIBUTE = regex(rf"({_NAME})(?:\s*+=\s*+({_VALUE}?))?", re.ASCII)
_TAG_NAME = regex(r"</?[^\s/>]*", re.ASCII)
RAW_TEXT = frozenset("style script textarea title xmp iframe noembed noframes noscript".split())
"""Elements whose content browsers treat as raw text, up to their end tag."""
DROPPED = frozenset({"script", "style", "svg", "math"})
"""Elements that are removed from cards with their content; of other forbidden elements, the content is kept."""

_NO_RAW: frozenset[str] = frozenset()
_SHORT = 80
"""In characters: lines that questions repeat, such as `<details><summary><b>Show the answer</b></summary>`."""
VOID = frozenset({"area", "br", "col", "hr", "img", "wbr"})
"""Void elements in a field, which have no end tag."""


class Piece(Struct, frozen=True):
    """A piece of HTML: a tag, a comment, text, raw text of a script, or an unclosed tag."""

    kind: Literal["start", "end", "comment", "text", "raw", "broken"]
    name: str
    """The name of a tag, or of the element around raw text; in lower case."""
    source: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.source)

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of a tag by lower-case name; of duplicates, browsers use the first."""
        head = _TAG_NAME.match(self.source)
        if not head:
            return {}
        end = len(self.source) - (self.kind != "broken")
        found: dict[str, str] = {}
        for name, value in _ATTRIBUTE.findall(self.source, head.end(), end):
            plain = value[1:].removesuffix(value[0]) if value[:1] in ('"', "'") else value
            found.setdefault(name.lower(), unescape(plain))
        return found

    def is_start(self, *names: str) -> bool:
        """Whether it is the start tag of one of these elements."""
        return self.kind == "start" and self.name in names

    @property
    def is_open(self) -> bool:
        """Whether it is an unclosed comment."""
        return self.source.startswith("<!--") and not self.source.endswith(("-->", "--!>"))


def pieces(
    html: str, start: int = 0, end: int | None = None, raw: frozenset[str] = DROPPED, is_open_raw: bool = False
) -> Iterator[Piece]:
    """The pieces of `html[start:end]`, which join to the whole text.

    Elements in `raw` contain raw text: those with an end tag and, with `is_open_raw`, as in browsers, those without.
    """
    if len(html) <= _SHORT and not start and end is None:
        return iter(_pieces_of_short(html, raw, is_open_raw))
    return _pieces(html, start, len(html) if end is None else end, raw, is_open_raw)


@lru_cache(1 << 8)
def _pieces_of_short(html: str, raw: frozenset[str], is_open_raw: bool) -> tuple[Piece, ...]:
    """The pieces of a line: its tags are looked at many times, and the lines of other questions are the same."""
    return tuple(_pieces(html, 0, len(html), raw, is_open_raw))


def _pieces(html: str, start: int, stop: int, raw: frozenset[str], is_open_raw: bool) -> Iterator[Piece]:
    position = start
    while position < stop:
        match = _MARKUP.search(html, position, stop)
        begin = match.start() if match else stop
        if begin > position:
            yield Piece("text", "", html[position:begin], position)
        if not match:
            return
        position = match.end()
        source, slash, name, close_mark = match.group(0, "slash", "name", "close")
        if name is None:
            yield Piece("comment", "", source, begin)
            continue
        name = name.lower()
        yield Piece("broken" if not close_mark else "end" if slash else "start", name, source, begin)
        if name in raw and close_mark and not slash:
            close = _end_tag(name).search(html, position, stop)
            if not (close or is_open_raw):
                raw = raw - {name}  # there is none in the rest, either
                continue
            inner = html[position : close.start() if close else stop]
            if inner:
                yield Piece("raw", name, inner, position)
            position += len(inner)


def without_tags(html: str, between: str = "") -> str:
    """The text of HTML as written, with `between` in place of each tag and comment.

    >>> without_tags("<b>1 < 2</b><!-- really -->, see <i>x"), without_tags("a<br>b", " ")
    ('1 < 2, see x', 'a b')
    """
    return _without_tags(html, between) if "<" in html else html  # nearly no line has one


@lru_cache(1 << 8)
def _without_tags(html: str, between: str) -> str:
    return "".join(piece.source if piece.kind in ("text", "broken") else between for piece in pieces(html, raw=_NO_RAW))


def is_deeper(html: str, most: int) -> bool:
    """Whether elements that have end tags are nested more than `most` deep.

    Browsers give up after some hundred levels, each at a different depth.
    """
    if html.count("<") <= most:  # true of nearly all fields
        return False
    starts = (-1 if part.startswith("/") else 1 for part in html.split("<")[1:])
    if max(accumulate(starts)) <= most:  # true of nearly all others, and faster than any parser
        return False
    tags = (piece for piece in pieces(html) if piece.name and piece.name not in VOID)
    return max(accumulate({"start": 1, "end": -1}.get(piece.kind, 0) for piece in tags), default=0) > most


@lru_cache(16)
def _end_tag(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{re.escape(name)}(?![^\s/>])", re.ASCII | re.IGNORECASE)
