"""Write the script that shows a download button on each page that has a deck.

It carries the table of pages, so that it works without a request, from a disk too, and with any theme.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from importlib.resources import files
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from anki_export.deck.download_index import DeckRow
from anki_export.deck.lock_file import slug_of
from anki_export.publish.download_page import title_of
from anki_export.release.lock import Lock
from anki_export.settings import SiteConfig
from anki_export.text.regex import regex

SCRIPT = "anki-export.js"
_OWNER = regex(rb"/\* anki-export (?P<owner>\d{1,10}): ")
_HOME_PAGE = ("index", "README")
"""The page of a folder is called so; its address is that of the folder."""


def download_buttons(
    rows: Iterable[DeckRow], lock: Lock, folder: Path, pages: Path, site: SiteConfig, exists: Callable[[str], bool]
) -> bytes:
    """The script for decks that are published in `folder` of a site whose pages are in `pages`, both without links.

    `exists` tells whether there is a page at a path below `pages`. The time of the project's first build marks the
    folder as that of the project. The script is in ASCII, since a browser reads it in the encoding of the page.
    """
    decks: dict[str, list[list[str | int]]] = {}
    for row in rows:
        title = title_of(lock.decks[slug_of(row.file)])
        for address in sorted({address for page in row.pages for address in _addresses(page, site, exists)}):
            decks.setdefault(address, []).append([row.file, row.cards, row.version, title])
    lines = "".join(f"    {json.dumps([page, decks[page]])},\n" for page in sorted(decks))
    root = quote(f"{Path(os.path.relpath(pages, folder)).as_posix()}/")
    text = files("anki_export.publish").joinpath(SCRIPT).read_text("utf-8")
    text = text.replace("OWNER", str(lock.started), 1).replace('"../"', json.dumps(root), 1)
    return text.replace("new Map([])", f"new Map([\n{lines}  ])", 1).encode("ascii", "backslashreplace")


def owner_of(script: bytes) -> int:
    """The owner that a script names, or 0 if it is not ours."""
    found = _OWNER.match(script)
    return int(found["owner"]) if found else 0


def _addresses(page: str, site: SiteConfig, exists: Callable[[str], bool]) -> Iterator[str]:
    """The addresses of a page, with and without mkdocs-static-i18n, which Zensical ignores."""
    yield _address(page)
    yield _address(site.served(page))
    for address, translation in site.fallbacks(page):
        if not exists(translation):
            yield _address(address)


def _address(page: str) -> str:
    """What the addresses of a page have in common, whatever they end in.

    >>> _address("git/basics/index.md"), _address("git/basics.md"), _address("README.md")
    ('git/basics', 'git/basics', '')
    """
    path = PurePosixPath(page).with_suffix("")
    return str(path.parent if path.name in _HOME_PAGE else path).removeprefix(".")
