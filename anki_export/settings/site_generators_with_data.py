"""What the configuration of Hugo, Jekyll, mdBook, Quarto, Jupyter Book or MyST says, read as data; nothing is run.

Titles, folders, addresses and the order of pages: from `hugo.toml`, `_config.yml`, `book.toml` with `SUMMARY.md`,
`_quarto.yml`, `_toc.yml`, `myst.yml`. A value that can't be read is treated as missing.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from anki_export.diagnostics import Location
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk
from anki_export.settings.mkdocs_config_values import mapping_or_empty
from anki_export.settings.safe_yaml import BrokenYaml, parse_yaml
from anki_export.settings.site_config_type import NavPage, SiteConfig, unique_pages
from anki_export.text.lazy_regex import regex

_LIMIT = 1 << 18
"""Maximum size of a file in bytes."""
_DEEPEST = 20
"""How many levels of sections are read."""
_HUGO = tuple(f"{folder}{name}.{suffix}" for name in ("hugo", "config") for folder in ("", "config/_default/")
              for suffix in ("toml", "yaml", "yml", "json"))  # fmt: skip
OTHER_CONFIG_NAMES = ("book.toml", "_quarto.yml", "myst.yml", "_toc.yml", "_config.yml", *_HUGO)
"""The files that are looked for, in one folder in this order."""
_ITEM = regex(r"(?P<indent>[ \t]*)(?:[-*+][ \t]+)?\[(?P<title>[^\]]*)\]\((?P<path>[^()\s]*)\)[ \t]*")
_PART = regex(r"#{1,6}[ \t]+(?P<title>.*\S)")


class _Found(Struct, frozen=True):
    generator: str
    title: str = ""
    source: str = "."
    url: str = ""
    directory_urls: bool = False
    nav: tuple[NavPage, ...] = ()
    language: str = ""
    paths: tuple[Path, ...] = ()


def find_other_site(folders: Iterable[Path], disk: Disk) -> tuple[Path | None, SiteConfig]:
    """The folder of the nearest site of such a generator, and what its configuration says."""
    for folder in folders:
        for name in OTHER_CONFIG_NAMES:
            values = _values(folder, name, disk)
            found = _read(folder, name, values, disk) if values else None
            if found is None:
                continue
            path = folder / name
            source = found.source if _is_inside(folder, found.source, disk) else "."
            settings: dict[str, Any] = {"source": source, "directory_urls": found.directory_urls}
            settings |= {"site_url": found.url} if found.url.startswith(("https://", "http://")) else {}
            return folder, SiteConfig(
                display_path(path),
                settings,
                dict.fromkeys(settings, Location(display_path(path))),
                tuple(unique_pages(found.nav)),
                found.title,
                found.language,
                paths=(path, *found.paths),
                generator=found.generator,
            )
    return None, SiteConfig()


def _values(folder: Path, name: str, disk: Disk) -> Mapping[str, Any]:
    """The values in a file; none if there is no such file, or it can't be read."""
    with suppress(OSError, ValueError, BrokenYaml, RecursionError):
        data = disk.read_in_or_none(folder, name, _LIMIT)
        text = data.decode("utf-8-sig") if data else ""
        content = _parsed(text, name.rpartition(".")[2]) if text else None
        return content if isinstance(content, dict) else {}
    return {}


def _parsed(text: str, suffix: str) -> Any:
    if suffix != "toml":
        return json.loads(text) if suffix == "json" else parse_yaml(text)
    import tomllib  # compiles patterns, and many folders have no such file

    return tomllib.loads(text)


def _read(folder: Path, name: str, values: Mapping[str, Any], disk: Disk) -> _Found | None:
    match name:
        case "book.toml":
            return _mdbook(folder, values, disk)
        case "_quarto.yml":
            return _quarto(values)
        case "myst.yml":
            project, site = mapping_or_empty(values.get("project")), mapping_or_empty(values.get("site"))
            title = _text(site, "title") or _text(project, "title")
            return _Found("myst", title, nav=tuple(_pages(project.get("toc"))), directory_urls=True)
        case "_toc.yml":
            config = _values(folder, "_config.yml", disk)
            address = _text(mapping_or_empty(config.get("html")), "baseurl")
            nav = (*_pages([{"file": values.get("root")}]), *_pages([{k: v for k, v in values.items() if k != "root"}]))
            return _Found("jupyter-book", _text(config, "title"), url=address, nav=nav, paths=(folder / "_config.yml",))
        case "_config.yml":
            return _jekyll(values)
    return _hugo(name, values)


def _mdbook(folder: Path, values: Mapping[str, Any], disk: Disk) -> _Found:
    book = mapping_or_empty(values.get("book"))
    source = _text(book, "src") or "src"
    nav: tuple[NavPage, ...] = ()
    if _is_inside(folder, source, disk):
        with suppress(OSError):
            data = disk.read_in_or_none(folder, f"{source}/SUMMARY.md", _LIMIT) or b""
            nav = tuple(_of_summary(data.decode(errors="replace")))
    paths = (folder / source / "SUMMARY.md",)
    return _Found("mdbook", _text(book, "title"), source, nav=nav, language=_text(book, "language"), paths=paths)


def _of_summary(text: str) -> Iterator[NavPage]:
    """The pages in a `SUMMARY.md`: links in nested lists, below headings that name parts."""
    part, above = "", list[tuple[int, str]]()
    for line in text.replace("\r\n", "\n").split("\n"):
        if heading := _PART.match(line):
            title = heading["title"]
            part, above = "" if title.lower() == "summary" else title, []
        elif item := _ITEM.fullmatch(line):
            indent = len(item["indent"].expandtabs(4))
            while above and above[-1][0] >= indent:
                above.pop()
            sections = ((part,) if part else ()) + tuple(title for _, title in above[:_DEEPEST])
            if item["path"] and "://" not in item["path"]:
                yield NavPage(str(PurePosixPath(item["path"])), item["title"], sections)
            above.append((indent, item["title"]))


def _quarto(values: Mapping[str, Any]) -> _Found:
    website, book = mapping_or_empty(values.get("website")), mapping_or_empty(values.get("book"))
    site = book or website
    listed = book.get("chapters") or mapping_or_empty(website.get("sidebar")).get("contents")
    return _Found("quarto", _text(site, "title"), url=_text(site, "site-url"), nav=tuple(_pages(listed)),
                  language=_text(values, "lang"))  # fmt: skip


def _jekyll(values: Mapping[str, Any]) -> _Found:
    address = _text(values, "url")
    url = f"{address.rstrip('/')}/{_text(values, 'baseurl').strip('/')}".rstrip("/") if address else ""
    permalink = _text(values, "permalink")
    return _Found("jekyll", _text(values, "title"), url=url, directory_urls=permalink == "pretty",
                  language=_text(values, "lang"))  # fmt: skip


def _hugo(name: str, values: Mapping[str, Any]) -> _Found | None:
    given = {key.lower(): value for key, value in values.items()}
    if "config." in name and "baseurl" not in given:  # of another program
        return None
    address = "" if given.get("permalinks") else _text(given, "baseurl")
    return _Found("hugo", _text(given, "title"), _text(given, "contentdir") or "content", address,
                  given.get("uglyurls") is not True, language=_text(given, "languagecode"))  # fmt: skip


def _pages(items: Any, sections: tuple[str, ...] = (), depth: int = 0) -> Iterator[NavPage]:
    """The pages in a list of chapters, parts and sections; a path without a suffix is that of Markdown."""
    for item in items if isinstance(items, list) and depth < _DEEPEST else ():
        if isinstance(item, str):
            yield from _page(item, "", sections)
            continue
        one = mapping_or_empty(item)
        path = next((found for key in ("file", "href") if (found := _text(one, key))), "")
        title = next(
            (found for key in ("title", "text", "caption", "section", "part") if (found := _text(one, key))), ""
        )
        yield from _page(path, title, sections)
        if not path and PurePosixPath(title).suffix in (".md", ".qmd"):  # Quarto: a part may be a page
            yield from _page(title, "", sections)
            title = ""
        inside = (*sections, title) if title else sections
        for key in ("parts", "chapters", "sections", "contents", "children", "entries", "subtrees"):
            yield from _pages(one.get(key), inside, depth + 1)


def _page(path: str, title: str, sections: tuple[str, ...]) -> Iterator[NavPage]:
    if path and "://" not in path and "*" not in path:
        written = path if PurePosixPath(path).suffix else f"{path}.md"
        yield NavPage(str(PurePosixPath(written)), title, sections)


def _is_inside(folder: Path, name: str, disk: Disk) -> bool:
    if not name.isprintable():
        return False
    try:
        disk.locate_in(folder, name)
    except OSError:
        return False
    return True


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    return " ".join(value.split()) if isinstance(value, str) else ""
