"""The anchors on a page that a link such as `page.md#heading` can point to.

Headings have the ids that Python-Markdown's `toc`, pymdownx or GitHub would generate: which one a site uses is
configured where this program does not look.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from anki_export.text.lazy_regex import regex

_HEADING = regex(r"[\s>]*#{1,6}(?P<text>[^\n]*?)[\s#]*")
_RULE = regex(r"\s*(?:=+|-+)\s*")
_FENCE = regex(r"[\s>]*(?P<mark>```+|~~~+)")
_ID = regex(r"""\{[^{}]*?#(?P<list>[^\s{}'"#]+)|\b(?:id|name)=["']?(?P<html>[^\s"'<>]+)""")
_ATTRIBUTES = regex(r"\s*\{:?[^{}]*[#.=][^{}]*\}\s*$")
_MARKUP = regex(
    r"\\(?P<escaped>.)|!\[[^\]]*\]\([^)]*\)|\[(?P<link>[^\]]*)\]\([^)]*\)|<[^<>]*>|:[\w-]+:|[*`]|&\w+;"
    r"|(?<!\w)__?(?=\w)|(?<=\w)__?(?!\w)"
)
_MADE_ELSEWHERE = regex(r"__|fn:|fnref|text=|:~:")
"""Anchors that the site generates for code lines, tabs and footnotes, and text fragments handled by browsers."""
_UNKNOWN = regex(r"\{%|\{\{|--8<--|^:::", re.MULTILINE)
"""Pages with one of these can have headings that are not visible here."""


def anchor_exists(text: str, anchor: str) -> bool:
    """Whether a link to `#anchor` on a page with this text is valid, or may be."""
    return bool(_MADE_ELSEWHERE.match(anchor)) or (known := anchors_of(text)) is None or anchor in known


@lru_cache(maxsize=32)
def anchors_of(text: str) -> frozenset[str] | None:
    """The anchors of a page, None if unknown; cached because many links point to the same page."""
    return None if _UNKNOWN.search(text) else frozenset(anchors(text.split("\n")))


def anchors(lines: Sequence[str]) -> set[str]:
    """The anchors of headings under all possible names, and explicit ids on the page."""
    found: set[str] = set()
    counts: Counter[str] = Counter()
    for text in _headings(lines):
        names = {slugify(text) for slugify in (_markdown, _pymdownx, _github)}
        found |= names
        for name in names:
            again = counts[name] + (not name)  # an empty slug becomes _1
            found |= {f"{name}_{again}", f"{name}-{again}"} if again else set()
        counts.update(names)
    for line in lines:
        if "{" in line or "=" in line:
            found.update(match["list"] or match["html"] for match in _ID.finditer(line))
    return found


def _headings(lines: Sequence[str]) -> Iterator[str]:
    """The texts of headings outside code fences, without markup."""
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
    """GitHub's slug, which keeps each space."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", text.strip().lower()))
