"""What the configuration of a site says about its pages."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location

_ABOUT_PAGES = ("site_url", "directory_urls", "edit_url", "exclude")
"""The settings whose values are about paths below `docs_dir`."""


class NavPage(Struct, frozen=True):
    """A page in the navigation."""

    path: str
    """Relative to the folder of the pages, with `/`."""
    title: str = ""
    """Empty if the navigation lists only the path."""
    sections: tuple[str, ...] = ()
    """The titles of the sections around it, outermost first."""


class SiteConfig(Struct, frozen=True):
    """What the configuration of a site says about its pages; empty without a site."""

    shown: str = ""
    """The file, as the user would type its path; empty without a site."""
    values: Mapping[str, Any] = {}
    """Values of the right type, by the name of our setting. `source` is always set if there is a site."""
    places: Mapping[str, Location] = {}
    """Where the file sets the values, by the name of our setting."""
    nav: tuple[NavPage, ...] = ()
    """In order; a page that is listed twice counts where it is first."""
    site_name: str = ""
    language: str = ""
    """The code of the language of its pages, without those that name another one."""
    languages: tuple[str, ...] = ()
    """The codes of the languages into which mkdocs-static-i18n translates pages."""
    translations: str = ""
    """How that plugin tells them apart: by `folder` or by `suffix`; empty without it."""
    include_from: tuple[str, ...] = ()
    """Folders to include text from, relative to the file's folder and inside it; `pymdownx.snippets` calls them
    base paths."""
    docs_dir: str = ""
    """The folder of its pages, relative to that of our settings; empty without MkDocs or one like it."""
    scripts: tuple[str, ...] = ()
    """The scripts that all of its pages load, relative to the folder of the pages."""
    folder: str = ""
    """The part of the pages that is on the site, such as `docs/` when the user builds the folder above."""
    paths: tuple[Path, ...] = ()
    """The files that were read."""
    broken: tuple[tuple[str, Diagnostic], ...] = ()
    """Values that can't be read although cards depend on them: the name of our setting, or `nav`, and the problem."""
    generator: str = ""
    """What makes the site, such as `hugo`; empty if that is MkDocs or one like it, or unknown."""
    repo_url: str = ""
    """The address of the repository of the site."""

    def locale_of(self, path: str) -> tuple[str, str]:
        """The code of the language that mkdocs-static-i18n sees in a path, and the path without it."""
        if self.translations == "folder":
            code, _, rest = path.partition("/")
        else:
            name, _, suffix = path.rpartition(".")
            rest, _, code = name.rpartition(".")
            rest = f"{rest}.{suffix}"
        return (code, rest) if self.translations and code in self.languages else ("", path)

    def served(self, path: str, page: str = "") -> str:
        """The path at which that plugin publishes a file: the default language without its code, others in folders.

        `page` links to it: a link from a translation leads to a translation.
        """
        code, rest = self.locale_of(path)
        if not code and self.translations == "suffix":
            code = self.locale_of(page)[0]
        return rest if code in ("", self.language) else f"{code}/{rest}"

    def fallbacks(self, path: str) -> Iterator[tuple[str, str]]:
        """Where that plugin also publishes a page, each with the translation that it replaces if that is missing.

        Only pages in the default language are published in the others, too.
        """
        code, rest = self.locale_of(path)
        if self.translations and code in ("", self.language):
            for other in self.languages:
                if other != self.language:
                    in_folder = f"{other}/{rest}"
                    suffixed = str(PurePosixPath(rest).with_suffix(f".{other}{PurePosixPath(rest).suffix}"))
                    yield in_folder, in_folder if self.translations == "folder" else suffixed


def below(site: SiteConfig, folder: str) -> SiteConfig:
    """What the site says about a folder inside `docs_dir`, as if that were the folder of the pages."""
    start = f"{folder}/"
    values = dict(site.values)
    if "site_url" in values:
        values["site_url"] = f"{values['site_url'].rstrip('/')}/{quote(site.served(start))}"
    if "edit_url" in values:
        values["edit_url"] += quote(start)
    if "exclude" in values:
        patterns = (_pattern_below(pattern, start) for pattern in values["exclude"])
        values["exclude"] = tuple(pattern for pattern in patterns if pattern)
    nav = [replace(page, path=page.path.removeprefix(start)) for page in site.nav if page.path.startswith(start)]
    is_of_language = bool(site.locale_of(start)[0])
    return replace(site, values=values, nav=tuple(nav), translations="" if is_of_language else site.translations)


def _pattern_below(pattern: str, start: str) -> str:
    """A pattern of `.gitignore` relative to a folder further down; empty if it is about other folders."""
    sign = "!" * pattern.startswith("!")
    text = pattern.removeprefix("!")
    if text.startswith("**/") or "/" not in text.rstrip("/"):
        return pattern
    anchored = text.removeprefix("/")
    return f"{sign}/{anchored.removeprefix(start)}" if anchored.startswith(start) else ""


def above(site: SiteConfig, folder: str) -> SiteConfig:
    """What the site says about a folder that has `docs_dir` as its part `folder`."""
    values = dict(site.values)
    if "exclude" in values:
        values["exclude"] = tuple(_pattern_above(pattern, folder) for pattern in values["exclude"])
    nav = tuple(replace(page, path=f"{folder}/{page.path}") for page in site.nav)
    return replace(site, values=values, nav=nav, folder=f"{folder}/")


def _pattern_above(pattern: str, folder: str) -> str:
    """A pattern of `.gitignore` relative to a folder further up."""
    sign, text = "!" * pattern.startswith("!"), pattern.removeprefix("!")
    is_anchored = "/" in text.rstrip("/")
    return f"{sign}/{folder}/{'' if is_anchored else '**/'}{text.removeprefix('/')}"


def elsewhere(site: SiteConfig) -> SiteConfig:
    """What the site says about pages outside `docs_dir`: only how their Markdown is read."""
    values = {name: value for name, value in site.values.items() if name not in _ABOUT_PAGES}
    broken = site.broken
    if all(name != "source" for name, _ in broken):  # else they may be its pages
        broken = tuple((name, problem) for name, problem in broken if name not in (*_ABOUT_PAGES, "nav"))
    return replace(site, values=values, nav=(), language="", languages=(), broken=broken)


def unique_pages(pages: Iterable[NavPage]) -> Iterator[NavPage]:
    """The pages, each where it is first."""
    seen: set[str] = set()
    for page in pages:
        if page.path not in seen:
            seen.add(page.path)
            yield page
