"""The places of a page that a link such as `page.md#heading` may lead to.

Headings have the name that Python-Markdown's table of contents gives them, or that pymdownx or GitHub would: which of
them a site uses is set where this program does not look.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

_HEADING = re.compile(r"[\s>]*#{1,6}(?P<text>[^\n]*?)[\s#]*")
_RULE = re.compile(r"\s*(?:=+|-+)\s*")
_FENCE = re.compile(r"[\s>]*(?P<mark>```+|~~~+)")
_ID = re.compile(r"""\{[^{}]*?#(?P<list>[^\s{}'"#]+)|\b(?:id|name)=["']?(?P<html>[^\s"'<>]+)""")
_ATTRIBUTES = re.compile(r"\s*\{:?[^{}]*[#.=][^{}]*\}\s*$")
_MARKUP = re.compile(
    r"\\(?P<escaped>.)|!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]*)\]\([^)]*\)|<[^<>]*>|:[\w-]+:|[*`]|&\w+;"
    r"|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)"
)
_MADE_ELSEWHERE = re.compile(r"__|fn:|fnref|text=|:~:")
"""Anchors that the site makes of code lines, tabs, and footnotes, and searches that the browser makes."""
_UNKNOWN = re.compile(r"\{%|\{\{|--8<--|^:::", re.MULTILINE)
"""Pages that hold one of these may have headings that nobody sees here."""


def leads_somewhere(text: str, anchor: str) -> bool:
    """Whether a link to `#anchor` on a page of this text arrives, or may do so."""
    return bool(_MADE_ELSEWHERE.match(anchor)) or (known := anchors_of(text)) is None or anchor in known


@lru_cache(maxsize=32)
def anchors_of(text: str) -> frozenset[str] | None:
    """The anchors of a page, None when they can't be known; many links may lead to one page."""
    return None if _UNKNOWN.search(text) else frozenset(anchors(text.split("\n")))


def anchors(lines: Sequence[str]) -> set[str]:
    """The anchors of headings under all names they may have, and those that the page sets itself."""
    found: set[str] = set()
    counts: Counter[str] = Counter()
    for text in _headings(lines):
        names = {slugify(text) for slugify in (_markdown, _pymdownx, _github)}
        found |= names
        for name in names:
            again = counts[name] + (not name)  # a heading of which nothing is left is _1
            found |= {f"{name}_{again}", f"{name}-{again}"} if again else set()
        counts.update(names)
    for line in lines:
        if "{" in line or "=" in line:
            found.update(match["list"] or match["html"] for match in _ID.finditer(line))
    return found


def _headings(lines: Sequence[str]) -> Iterator[str]:
    """The texts of headings without markup; what stands in a fence is none."""
    mark = ""
    above = ""
    for line in lines:
        fence = _FENCE.match(line)
        if mark:
            mark = "" if fence and fence["mark"].startswith(mark) else mark
        elif fence:
            mark = fence["mark"]
        elif heading := _HEADING.fullmatch(line):
            yield _plain(heading["text"])
        elif above.strip() and _RULE.fullmatch(line):
            yield _plain(above)
        above = line


def _plain(text: str) -> str:
    return _MARKUP.sub(lambda m: m["escaped"] or m["link"] or "", _ATTRIBUTES.sub("", text)).replace("`", "").strip()


def _markdown(text: str) -> str:
    """Python-Markdown's `toc.slugify`."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_text).strip().lower())


def _pymdownx(text: str) -> str:
    """`pymdownx.slugs.slugify`, and Python-Markdown's `slugify_unicode`."""
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", unicodedata.normalize("NFC", text)).strip().lower())


def _github(text: str) -> str:
    """GitHub's, which keeps each space."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower()))
