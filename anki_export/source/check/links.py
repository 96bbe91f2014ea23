"""Links to pages and headings that are not there."""

import posixpath
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import unquote

from anki_export.diagnostics import Report, Rule
from anki_export.source.check.anchors import anchors, leads_somewhere
from anki_export.source.check.finding import Finding, Sheet
from anki_export.source.links import is_elsewhere
from anki_export.source.page import decode

_PAGES = (".md", ".markdown")


def broken_links(sheet: Sheet) -> Iterator[Finding]:
    """Each link to a page of the source that is missing, or to a heading that its page does not have.

    What lies outside of the source, and what is no page, is left to the site.
    """
    if "](" not in sheet.page.text and "]: " not in sheet.page.text:
        return
    told: set[tuple[int, str]] = set()
    for token in sheet.tokens:
        if token.type == "inline" and "[" in token.content:
            line = token.map[0] if token.map else 0
            for child in token.children or ():
                href = str(child.attrGet("href") or "") if child.type == "link_open" else ""
                if href and not is_elsewhere(href) and (line, href) not in told:
                    told.add((line, href))
                    yield from _broken(href, line, sheet)


def _broken(href: str, line: int, sheet: Sheet) -> Iterator[Finding]:
    address, _, anchor = unquote(href).partition("#")
    name = address.partition("?")[0]
    is_page = PurePosixPath(name).suffix.lower() in _PAGES and not name.startswith("/")
    is_inside = not posixpath.normpath(posixpath.join(posixpath.dirname(sheet.page.path), name)).startswith("../")
    path = sheet.tree.resolve(sheet.page.path, name) if is_page and is_inside else None  # the disk is asked last
    lines: Sequence[str] | None = None if address else sheet.lines
    if path:
        try:
            sheet.tree.size_of(path)
            text = decode(sheet.tree.bytes_of(path), path, Report()) if anchor else None
            lines = text.split("\n") if text is not None else None
        except FileNotFoundError:
            hint = "mend the path, which counts from this page, or add the page"
            yield Finding(
                line, Rule.LINK, f"link leads to {name}, which isn't there", hint, needle=_as_written(href, line, sheet)
            )
            return
        except OSError:
            return
    if anchor and lines is not None and not leads_somewhere(lines, anchor):
        near = get_close_matches(anchor, sorted(anchors(lines)), 1)
        place = f"heading of {name}" if name else "heading of this page"
        yield Finding(
            line,
            Rule.ANCHOR,
            f"link leads to #{anchor}, which is no {place}",
            f"did you mean #{near[0]}?" if near else f"give a heading this name: {{ #{anchor} }}",
            needle=_as_written(href, line, sheet),
        )


def _as_written(href: str, line: int, sheet: Sheet) -> str:
    """An address as it stands on the page: the parser encodes what no address may hold."""
    plain = unquote(href)
    return plain if any(plain in text for text in sheet.lines[line : line + 50]) else href
