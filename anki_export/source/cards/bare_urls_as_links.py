"""Bare URLs in answers and explanations become links, as on GitHub: a learner opens the source of an answer by tapping.

Those of code, links and raw HTML stay as they are, and so do those of a question, which a tap turns over.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it.common.normalize_url import normalizeLink
from markdown_it.token import Token

from anki_export.source.markdown_it_helpers import copied
from anki_export.text.lazy_regex import regex

SIGN = "://"
_URL = regex(r"(?i)(?<![a-z0-9])https?://[^\s<>\"`、。，；：！？）」』】》]+")
_TRAILING = "?!.,:;*_~'"
"""Such signs at the end of a URL are rather those of the sentence."""
_RAW_LINK = ("<a ", "<A ")


def with_links(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a body with links in place of bare URLs; none of the given ones is changed."""
    return [
        _linked(token) if SIGN in token.content and any(map(_has_url, token.children or ())) else token
        for token in tokens
    ]


def _has_url(token: Token) -> bool:
    return token.type == "text" and SIGN in token.content


def _linked(inline: Token) -> Token:
    children, depth = list[Token](), 0
    for token in inline.children or ():
        if token.content.startswith(_RAW_LINK):
            return inline
        depth += token.nesting if token.type in ("link_open", "link_close") else 0
        children += _parts(token) if not depth and _has_url(token) else (token,)
    changed = copied(inline)
    changed.children = children
    return changed


def _parts(text: Token) -> Iterator[Token]:
    """A text as texts and links."""
    content, end = text.content, 0
    for match in _URL.finditer(content):
        url = _without_end(match[0])
        if not _has_domain(url):
            continue
        yield Token("text", "", 0, content=content[end : match.start()])
        yield Token("link_open", "a", 1, attrs={"href": normalizeLink(url)}, markup="linkify", info="auto")
        yield Token("text", "", 0, content=url)
        yield Token("link_close", "a", -1, markup="linkify", info="auto")
        end = match.start() + len(url)
    yield Token("text", "", 0, content=content[end:])


def _without_end(url: str) -> str:
    """A URL without the signs of a sentence at its end, and without a parenthesis that opens before it."""
    while url[-1:] in _TRAILING or (url.endswith(")") and url.count(")") > url.count("(")):
        url = url[:-1]
    return url


def _has_domain(url: str) -> bool:
    """Whether a URL leads to a host of the internet, not to `localhost`."""
    try:
        return "." in (urlsplit(url).hostname or "")
    except ValueError:
        return False  # such as a bracket that begins no address
