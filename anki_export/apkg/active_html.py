"""Find what untrusted, possibly invalid HTML would run, load and show in a browser."""

import re
from collections.abc import Mapping, Sequence
from html import unescape

from anki_export.text.html_tokenizer import RAW_TEXT, pieces
from anki_export.text.lazy_regex import regex

_SOUND = regex(r"\[sound:(?P<name>[^\]]{1,500}+)\]")
_REMOTE = regex(r"(?:[a-z][a-z0-9+.-]*:)?//|https?:", re.IGNORECASE)
_REMOTE_CSS = regex(
    r"(?:@import\s*+|\b(?:url|src)\(\s*+|image-set\([^)]{0,200})[\"']?\s*(?:(?:https?|ftp):|//)[^\s\"')]+",
    re.IGNORECASE,
)
_SCRIPT_URL = regex(r"javascript:|vbscript:|data:text/html", re.IGNORECASE)
_IGNORED_IN_URL = regex(r"^[\x00-\x20]+|[\t\r\n]")
"""Characters that browsers remove from a URL before they parse it."""
_CSS_ESCAPE = regex(r"\\(?:([0-9a-f]{1,6})\s?|(\W))|/\*.*?(?:\*/|\Z)", re.IGNORECASE | re.DOTALL)
_ACTIVE = frozenset(
    "script iframe object embed applet base meta link form frame frameset portal noscript noembed noframes".split()
)
_LOADING = frozenset("src srcset poster background data ping".split())
_SHOWING = {"img", "audio", "video", "source", "object"}
_FOLLOWED = {"a", "area"}
"""Elements whose URL is loaded only when a learner follows the link."""
_LINKS = frozenset("href action formaction xlink:href".split())
_ANIMATIONS = {"animate", "set"}
_SUSPICIOUS = regex(
    rf"""<(?!/[a-z][a-z0-9]*> | hr\sid=answer>
        | a\s (?:class="[^"<>]*"\s)? href="(?:https?://|{{{{text:)[^"<>]*" (?:\s title="[^"<>]*")?>
        | (?!{"|".join(sorted(_ACTIVE | {"style"}))})[a-z][a-z0-9]*
        (?:\s(?:class|role|tabindex|aria-label|dir|title|start)="[^"<>]*")* \s*/?>)""",
    re.VERBOSE,
)
"""A tag that is not obviously harmless, as those in fields and templates are."""


def read(parts: Sequence[str]) -> "Reader":
    """Scan pieces of HTML."""
    reader = Reader()
    joined = "\x1f".join(parts)
    for html in parts if _SUSPICIOUS.search(joined) else ():  # most notes need no scan
        reader.feed(html)
    if "[sound:" in joined:
        reader.files += [unescape(match["name"]) for html in parts for match in _SOUND.finditer(html)]
    return reader


def read_styles(css: str) -> "Reader":
    """Scan the styles of a note type, including HTML after a `</style>`, since Anki inserts them into a page."""
    reader = Reader()
    if "<" in css:
        reader.feed(f"<style>{css}</style>")
    else:
        reader.remote += _remote_css(css)
    return reader


def _remote_css(css: str) -> list[str]:
    """URLs that styles load from other servers, including those hidden by escapes and comments."""
    plain = _CSS_ESCAPE.sub(_unescaped, css).replace("\\", "/") if "\\" in css or "/*" in css else css
    return list(dict.fromkeys(address for text in (css, plain) for address in _addresses(text)))


def _addresses(css: str) -> list[str]:
    """The URLs of styles that have neither escapes nor comments; most styles have nothing that begins one."""
    lower = css.lower()
    return _REMOTE_CSS.findall(css) if "//" in lower or "http" in lower or "ftp" in lower else []


def _unescaped(escape: re.Match[str]) -> str:
    """The character of an escape, or nothing for a comment; escaped delimiters lose their meaning."""
    sign = chr(min(int(escape[1], 16), 0x10FFFF)) if escape[1] else escape[2] or ""
    return "_" if sign in {*"()@\"'"} else sign


class Reader:
    """Collects what HTML would run, load and show."""

    def __init__(self) -> None:
        self.active: list[str] = []
        self.remote: list[str] = []
        self.files: list[str] = []

    def feed(self, html: str, is_text: bool = False) -> None:
        """Scan a piece, including the content of text elements such as `<title>`: in SVG, it is not text."""
        for piece in pieces(html, raw=frozenset() if is_text else RAW_TEXT, is_open_raw=True):
            if piece.kind == "start":
                self._start(piece.name, piece.attributes)
            elif piece.kind == "raw":
                self.feed(piece.source, is_text=True)
                if piece.name == "style":
                    self.remote += _remote_css(piece.source)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in _ACTIVE:
            self.active.append(f"<{tag}>")
        for name, value in attributes.items():
            address = _IGNORED_IN_URL.sub("", value).replace("\\", "/")
            is_loading = name in _LOADING or (name in _LINKS and tag not in _FOLLOWED)
            if name.startswith("on"):
                self.active.append(f"{name}=")
            if name in _LINKS | _LOADING and _SCRIPT_URL.match(address):
                self.active.append(f"{name}={value[:30]!r}")
            elif (
                tag in _ANIMATIONS and name == "attributename" and re.match(r"(?:\w+:)?href\b|on", value, re.IGNORECASE)
            ):
                self.active.append(f"<{tag} attributeName={value[:30]!r}>")
            elif name == "style":
                self.remote += _remote_css(value)
            elif name == "srcset":
                self.remote += [part for part in re.split(r"[\s,]+", address) if _REMOTE.match(part)]
            elif is_loading and _REMOTE.match(address):
                self.remote.append(value)
            elif tag in _SHOWING and name in ("src", "data") and value and not value.startswith("data:"):
                self.files.append(value)
