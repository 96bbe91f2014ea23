"""Sites of Docusaurus and VitePress. Their configurations are programs, of which only the title is read.

A sidebar of Docusaurus is read if it is JSON: `sidebars.json`.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from anki_export.disk.recorded_reads import Disk
from anki_export.settings.site_config_type import NavPage, SiteConfig, unique_pages
from anki_export.text.lazy_regex import regex

_NAMES = {
    **{f"docusaurus.config.{suffix}": "docusaurus" for suffix in ("ts", "js", "mjs")},
    **{f".vitepress/config.{suffix}": "" for suffix in ("ts", "mts", "js", "mjs")},
}
"""The generator by the name of its configuration; VitePress has nothing that is read differently."""
_SIDEBARS, _DOCS = "sidebars.json", "docs"
_LIMIT = 1 << 17
"""Maximum size of a file in bytes."""
_DEEPEST = 20
"""How many levels of categories are read."""
_TITLE = regex(r"^(?P<indent>[ \t]*)title\s*:\s*(?P<quote>['\"`])(?P<text>[^'\"`\\$\n]+)(?P=quote)", re.MULTILINE)


def scripted_site(home: Path, folders: Iterable[str], disk: Disk) -> SiteConfig | None:
    """What is read of the first configuration of such a site in some folders below `home`; None without one.

    Its navigation has paths relative to `home`. The title is the one that is indented least: further in are those of
    the navigation bar and its menus.
    """
    for below in ("", *folders):
        folder = home / below
        for name, generator in _NAMES.items():
            with suppress(OSError):
                if (data := disk.read_in_or_none(folder, name, _LIMIT)) is not None:
                    found = list(_TITLE.finditer(data.decode(errors="replace").replace("\r\n", "\n")))
                    match = min(found, key=lambda match: len(match["indent"].expandtabs(4)), default=None)
                    title = match["text"].strip() if match else ""
                    nav = tuple(unique_pages(_sidebars(folder, f"{below}/" * bool(below), disk))) if generator else ()
                    paths = (folder / name, *([folder / _SIDEBARS] if nav else []))
                    return SiteConfig(site_name=title, nav=nav, paths=paths, generator=generator)
    return None


def _sidebars(folder: Path, below: str, disk: Disk) -> Iterator[NavPage]:
    with suppress(OSError, ValueError, RecursionError):
        data = disk.read_in_or_none(folder, _SIDEBARS, _LIMIT)
        content = json.loads(data) if data else {}
        for items in content.values() if isinstance(content, dict) else ():
            yield from (replace(page, path=below + page.path) for page in _pages(items, (), 0))


def _pages(items: Any, sections: tuple[str, ...], depth: int) -> Iterator[NavPage]:
    """The pages in a part of a sidebar: names, categories with `items`, or `{"Category": [...]}`."""
    if isinstance(items, dict) and "type" not in items:
        for label, inside in items.items():
            yield from _pages(inside, (*sections, label), depth + 1)
    for item in items if isinstance(items, list) and depth < _DEEPEST else ():
        one = item if isinstance(item, dict) else {"type": "doc", "id": item}
        label, name = one.get("label"), one.get("id")
        if one.get("type") == "category":
            yield from _pages(one.get("items"), (*sections, label) if isinstance(label, str) else sections, depth + 1)
        elif "type" not in one:
            yield from _pages(one, sections, depth + 1)
        elif one["type"] in ("doc", "ref") and isinstance(name, str):
            title = label if isinstance(label, str) else ""
            yield from (NavPage(f"{_DOCS}/{name}{suffix}", title, sections) for suffix in (".md", ".mdx"))
