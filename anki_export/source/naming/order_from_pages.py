"""The order of pages in the menu of a site whose configuration lists none: what the pages and folders say themselves.

Hugo sorts by `weight` in the front matter, that of a folder in its `_index.md`. Docusaurus sorts by `sidebar_position`,
or the number at the start of a name, and that of a folder in `_category_.json` or `_category_.yml`. Pages without any
come last, by name.
"""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import PurePosixPath

from anki_export.disk.source_tree import SourceTree
from anki_export.text.lazy_regex import regex

_KEYS = {"hugo": "weight", "docusaurus": "sidebar_position"}
_OF_FOLDER = frozenset({"_index", "index", "readme"})
"""Names of pages that are about their folder."""
_OWN_PAGES = ("_index.md", "index.md", "index.mdx", "README.md")
_CATEGORIES = ("_category_.json", "_category_.yml", "_category_.yaml")
_FRONT = 1 << 12
"""Bytes in which the front matter says it."""
_HEAD = regex(r"\A\ufeff?(?:---|\+\+\+|\{)[ \t]*\n(?P<values>.*?)\n(?:---|\+\+\+|\})[ \t]*(?:\n|\Z)", re.DOTALL)
_VALUE = r"(?:^|[{{,])[ \t]*\"?{}\"?[ \t]*[:=][ \t]*(?P<value>-?\d{{1,9}}(?:\.\d{{1,9}})?)[ \t,}}]*$"
_SAID = {generator: regex(_VALUE.format(key), re.MULTILINE) for generator, key in _KEYS.items()}
_POSITION = regex(_VALUE.format("position"), re.MULTILINE)
_PREFIX = regex(r"\A(?P<value>\d{1,9})[ \t]*[-_.)]+[ \t]*\S")


def menu_order(pages: Iterable[str], tree: SourceTree, generator: str) -> Mapping[str, int]:
    """The positions of pages, by their paths; empty if no page or folder says anything, or for other generators."""
    if generator not in _KEYS:
        return {}
    known = frozenset(pages)

    def said(path: str) -> float | None:
        head = _HEAD.match(_start(tree, path))
        value = _number(_SAID[generator], head["values"]) if head else None
        return value if value or generator != "hugo" else None  # Hugo takes 0 as unset

    @cache
    def of_folder(folder: str) -> float | None:
        own = [page for name in _OWN_PAGES if (page := f"{folder}/{name}") in known]
        if generator == "hugo":
            return _first(map(said, own))
        listed = (_number(_POSITION, _start(tree, f"{folder}/{name}")) for name in _CATEGORIES)
        return _first([_first(listed), _first(map(said, own)), _prefix(folder)])

    def place(page: str) -> list[tuple[float, str]]:
        path = PurePosixPath(page)
        folders = [str(each) for each in reversed(path.parents)][1:]
        steps = [(_or_last(of_folder(folder)), PurePosixPath(folder).name) for folder in folders]
        if path.stem.lower() in _OF_FOLDER:
            return [*steps, (float("-inf"), path.name)]
        value = _first([said(page), _prefix(page) if generator == "docusaurus" else None])
        return [*steps, (_or_last(value), path.name)]

    places = {page: place(page) for page in known}
    if all(step in (float("-inf"), float("inf")) for steps in places.values() for step, _ in steps):
        return {}
    return {page: position for position, page in enumerate(sorted(places, key=lambda page: places[page]))}


def _start(tree: SourceTree, path: str) -> str:
    """The start of a file; empty if it can't be read."""
    with suppress(OSError):
        return tree.bytes_of(path)[:_FRONT].decode(errors="replace").replace("\r\n", "\n")
    return ""


def _number(pattern: re.Pattern[str], text: str) -> float | None:
    found = pattern.search(text)
    return float(found["value"]) if found else None


def _prefix(path: str) -> float | None:
    """The number at the start of a name."""
    return _number(_PREFIX, PurePosixPath(path).name)


def _first(values: Iterable[float | None]) -> float | None:
    return next((value for value in values if value is not None), None)


def _or_last(value: float | None) -> float:
    return float("inf") if value is None else value
