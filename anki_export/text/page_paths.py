"""The paths of pages, and their addresses on a site."""

from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import quote, urljoin

_HOME_PAGES = {"index", "readme"}


@lru_cache(1 << 14)  # each step asks for all pages
def folders_and_stem(path: str) -> tuple[tuple[str, ...], str]:
    """The folders of a page, and its name without the suffix.

    >>> folders_and_stem("docs/1.2/notes.v1.md"), folders_and_stem("/.md")
    ((('docs', '1.2'), 'notes.v1'), (('/',), '.md'))
    """
    if path.startswith("/") or "//" in path or "." in path[:1] or "/." in path:  # none of a page
        pure = PurePosixPath(path)
        return pure.parts[:-1], pure.stem
    *folders, name = path.split("/")
    stem, dot, suffix = name.rpartition(".")
    return tuple(folders), stem if dot and suffix else name


def is_home(stem: str) -> bool:
    """Whether a page of that name is the home page of its folder."""
    return stem.lower() in _HOME_PAGES


def page_url(site_url: str, path: str, directory_urls: bool) -> str:
    """The address at which MkDocs publishes `path`, relative to the source folder, or "" without a site.

    >>> page_url("https://example.org/", "git/basics/index.md", True)
    'https://example.org/git/basics/'
    """
    if not site_url:
        return ""
    pure = PurePosixPath(path)
    is_index = is_home(pure.stem)
    folder = "" if pure.parent == PurePosixPath() else f"{pure.parent}/"
    if directory_urls:
        place = folder if is_index else f"{folder}{pure.stem}/"
    else:
        place = f"{folder}{'index' if is_index else pure.stem}.html"
    return urljoin(site_url.rstrip("/") + "/", quote(place, safe="/%"))
