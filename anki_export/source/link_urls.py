"""The URL of a link on a card, where the relative links of a page do not work."""

import posixpath
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin

from anki_export.disk.source_tree import PAGE_SUFFIXES
from anki_export.source.render_context import Context
from anki_export.text.lazy_regex import regex
from anki_export.text.page_paths import page_url

SCHEME = regex(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE_SCHEMES = ("http:", "https:", "mailto:")


def is_elsewhere(source: str) -> bool:
    """Whether an address points outside the site's source."""
    return source.startswith("//") or SCHEME.match(source) is not None


def link_url(href: str, context: Context) -> str | None:
    """The absolute address of a link on the page, or None when it has none outside the site's source."""
    try:
        return _url(href.strip(), context)
    except ValueError:  # a host in brackets that is not a valid address
        return None


def _url(href: str, context: Context) -> str | None:
    if href.startswith("//"):
        return "https:" + href
    if SCHEME.match(href):
        return href if href.lower().startswith(_SAFE_SCHEMES) else None
    if not context.site_url or not href:
        return None
    if href.startswith("#"):
        return context.page.url + href
    path, hash_mark, fragment = href.partition("#")
    if path.startswith("/"):
        return urljoin(context.site_url, path) + hash_mark + fragment
    page = context.page.path.removeprefix(context.site.folder)
    target = context.site.served(posixpath.normpath(posixpath.join(posixpath.dirname(page), path)), page)
    if PurePosixPath(path).suffix.lower() in PAGE_SUFFIXES:
        return page_url(context.site_url, target, context.directory_urls) + hash_mark + fragment
    if _is_file(path, context):  # as MkDocs, which leaves unknown addresses unchanged
        return urljoin(context.site_url, target) + hash_mark + fragment
    return urljoin(context.page.url, path) + hash_mark + fragment


def _is_file(path: str, context: Context) -> bool:
    """Whether the link is to a source file that the site publishes unchanged."""
    found = context.tree.resolve(context.page.path, unquote(path)) if PurePosixPath(path).suffix else None
    try:
        return found is not None and context.tree.size_of(found) >= 0
    except OSError:
        return False
