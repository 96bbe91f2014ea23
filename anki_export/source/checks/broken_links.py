"""Broken links to pages and headings.

Headings have the ids that Python-Markdown's `toc`, pymdownx or GitHub would generate: which one a site uses is
configured where this program does not look.
"""

import posixpath
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from anki_export.diagnostics import Rule
from anki_export.disk.source_tree import PAGE_SUFFIXES
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.decode_and_repair_text import decode
from anki_export.source.link_urls import is_elsewhere
from anki_export.source.markdown_it_helpers import start_line
from anki_export.text.lazy_regex import regex
from anki_export.text.similarity import nearest

_GUESSES, _GUESSED = 20, 2000
"""How many links per page get a suggestion, and the maximum number of candidates: each search is slow."""
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


def broken_links(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report links without a target, to missing pages of the source, or to missing headings.

    Targets outside the source and files other than pages are left to the site. A missing heading is reported where the
    link is on a card: others are those of a table of contents.
    """
    if "](" not in checked_page.page.text and "]: " not in checked_page.page.text:
        return
    on_cards = cache(lambda: {line for checked in checked_page.questions for line in _lines_of(checked)})
    reported: set[tuple[int, str]] = set()
    texts: dict[str, str | OSError | None] = {"": checked_page.outline.text}
    guesses = iter(range(_GUESSES))
    for token in checked_page.tokens:
        if token.type == "inline" and "[" in token.content:
            line = start_line(token)
            for child in token.children or ():
                if child.type != "link_open":
                    continue
                href = str(child.attrGet("href") or "")
                if not href or href.endswith("://"):
                    hint = "add the address, or remove the link"
                    yield Finding(line, Rule.LINK, "link has no target", hint, needle=f"]({href})")
                elif not is_elsewhere(href) and (line, href) not in reported:
                    reported.add((line, href))
                    for finding in _broken(href, line, checked_page, texts, guesses):
                        if finding.rule is not Rule.ANCHOR or line in on_cards():
                            yield finding


def _lines_of(checked: CheckedQuestion) -> Iterator[int]:
    """The lines on the card of a question."""
    yield from range(*(checked.title.map or (checked.line, checked.line + 1)))
    for block in checked.blocks:
        yield from range(block.first, block.last)


def _broken(
    href: str, line: int, checked_page: CheckedPage, texts: dict[str, str | OSError | None], guesses: Iterator[int]
) -> Iterator[Finding]:
    """Problems with a link; `texts` caches the pages read for other links."""
    address, _, anchor = unquote(href).partition("#")
    name = address.partition("?")[0]
    is_page = PurePosixPath(name).suffix.lower() in PAGE_SUFFIXES and not name.startswith("/")
    page = checked_page.page.path
    is_inside = not posixpath.normpath(posixpath.join(posixpath.dirname(page), name)).startswith("../")
    path = checked_page.tree.resolve(page, name) if is_page and is_inside else None  # reads the disk: last
    text = texts[""] if not address else _text(path, checked_page, texts) if path else None
    known = anchors_of(text) if anchor and isinstance(text, str) and not _MADE_ELSEWHERE.match(anchor) else None
    if isinstance(text, OSError):
        is_missing = isinstance(text, FileNotFoundError)
        problem = "does not exist" if is_missing else f"can't be read: {(text.strerror or str(text)).lower()}"
        hint = "correct the path, which is relative to this page, or add the page"
        message = f"link points to {name}, which {problem}"
        yield Finding(line, Rule.LINK, message, hint, needle=_as_written(href, line, checked_page))
    elif known is not None and anchor not in known:
        may_guess = len(known) < _GUESSED and next(guesses, None) is not None
        guess = nearest(anchor, known) if may_guess else ""
        place = f"heading in {name}" if name else "heading on this page"
        message = f"link points to #{anchor}, which is not a {place}"
        hint = f"did you mean #{guess}?" if guess else f"add this id to a heading: {{ #{anchor} }}"
        yield Finding(line, Rule.ANCHOR, message, hint, needle=_as_written(href, line, checked_page))


def _text(path: str, checked_page: CheckedPage, texts: dict[str, str | OSError | None]) -> str | OSError | None:
    """The text of a page of the source, None if it can't be decoded, or the error on opening it."""
    if path not in texts:
        try:
            checked_page.tree.size_of(path)
            texts[path] = decode(checked_page.tree.bytes_of(path), path)[0]
        except OSError as error:
            texts[path] = error
    return texts[path]


def _as_written(href: str, line: int, checked_page: CheckedPage) -> str:
    """An address as written on the page: the parser percent-encodes invalid characters."""
    plain = unquote(href)
    return plain if any(plain in text for text in checked_page.lines[line : line + 50]) else href


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
