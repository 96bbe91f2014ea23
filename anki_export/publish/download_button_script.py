"""Write the script that shows a download button on each page that has a deck.

It carries the table of pages, so that it works without a request, also from a disk, and with any theme. A table that is
large is divided among other scripts, of which a page loads one.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from msgspec import Struct

from anki_export.deck.download_index import DeckRow
from anki_export.deck.package_file_names import slug_of
from anki_export.publish.download_page import title_of
from anki_export.publish.download_page_words import WORDS
from anki_export.release.lock import Lock
from anki_export.settings import SiteConfig
from anki_export.text.lazy_regex import regex

SCRIPT = "anki-export.js"
_OWNER = regex(rb"/\* anki-export (?P<owner>\d{1,10}): ")
_TABLE_NAME = regex(r"anki-export-\d{1,4}\.js")
_LARGE = 16_000
"""Bytes of a table above which it is divided: about the size of the rest of the script and an icon."""
_TABLE = """\
/* anki-export OWNER: a table for anki-export.js, which loads it. */
for (const [page, decks] of [
LINES]) window.ankiExport.set(page, decks);
"""
_HOME_PAGE = ("index", "README")
"""The name of a folder's page; its address is that of the folder."""


class Where(Struct, frozen=True):
    """Where the decks and the pages of a site are."""

    folder: Path
    """The folder of the decks, with links resolved, like `pages`."""
    pages: Path
    site: SiteConfig
    exists: Callable[[str], bool]
    """Whether there is a page at a path below `pages`."""


def download_buttons(rows: Iterable[DeckRow], lock: Lock, where: Where) -> dict[str, bytes]:
    """The script for decks that are published on a site, by its file name, and those with its table if it is large.

    The time of the project's first build marks the folder as that of the project. The script is in ASCII, since a
    browser reads it in the encoding of the page.
    """
    decks: dict[str, list[list[str | int]]] = {}
    for row in rows:
        deck = lock.decks[slug_of(row.file)]
        shown: list[str | int] = [row.file, row.cards, row.version, title_of(deck)]
        shown += [deck.language] if deck.language else []
        for address in sorted({address for page in row.pages for address in _addresses(page, where)}):
            decks.setdefault(address, []).append(shown)
    lines = {page: f"    {json.dumps([page, decks[page]])},\n" for page in sorted(decks)}
    size = sum(map(len, lines.values()))
    tables: list[list[str]] = [[] for _ in range(-(-size // _LARGE))] if size > _LARGE else []
    for page, line in lines.items() if tables else ():
        tables[_hash(page) % len(tables)].append(line)
    root = quote(f"{Path(os.path.relpath(where.pages, where.folder)).as_posix()}/")
    said = (
        (code, (w.deck, w.card, w.cards, w.how, w.all_decks, w.copy, w.copied)) for code, w in sorted(WORDS.items())
    )
    words = "".join(f"    {language}: {json.dumps(texts)},\n" for language, texts in said)
    text = Path(__file__).with_name(SCRIPT).read_text("utf-8")
    text = text.replace("TABLES = 0", f"TABLES = {len(tables)}", 1).replace('"../"', json.dumps(root), 1)
    text = text.replace("WORDS = {}", f"WORDS = {{\n{words}  }}", 1)
    text = text.replace("new Map([])", f"new Map([\n{'' if tables else ''.join(lines.values())}  ])", 1)
    scripts = {f"anki-export-{n}.js": _TABLE.replace("LINES", "".join(table)) for n, table in enumerate(tables)}
    scripts[SCRIPT] = text
    owned = {name: script.replace("OWNER", str(lock.started), 1) for name, script in scripts.items()}
    return {name: script.encode("ascii", "backslashreplace") for name, script in owned.items()}


def _hash(page: str) -> int:
    """A number that the script also computes, to find the table that a page is in."""
    number = 0
    for character in page:
        number = (number * 31 + ord(character)) % 65521
    return number


def is_table(name: str) -> bool:
    """Whether a file has the name of a table."""
    return _TABLE_NAME.fullmatch(name) is not None


def owner_of(script: bytes) -> int:
    """The owner that a script names, or 0 if it is not ours."""
    found = _OWNER.match(script)
    return int(found["owner"]) if found else 0


def _addresses(page: str, where: Where) -> Iterator[str]:
    """The addresses of a page, with and without mkdocs-static-i18n, which Zensical ignores."""
    yield _address(page)
    yield _address(where.site.served(page))
    for address, translation in where.site.fallbacks(page):
        if not where.exists(translation):
            yield _address(address)


def _address(page: str) -> str:
    """What the addresses of a page have in common, regardless of their endings.

    >>> _address("git/basics/index.md"), _address("git/basics.md"), _address("README.md")
    ('git/basics', 'git/basics', '')
    """
    path = PurePosixPath(page).with_suffix("")
    return str(path.parent if path.name in _HOME_PAGE else path).removeprefix(".")
