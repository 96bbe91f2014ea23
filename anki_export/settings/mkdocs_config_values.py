"""Read what MkDocs, Zensical or ProperDocs says about a site in its configuration."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk, Outside
from anki_export.settings.load_site_config_file import ConfigFile, find_config
from anki_export.settings.site_config_type import NavPage, SiteConfig, unique_pages

_DOCS = "docs"
"""The folder of the pages by default, in all three generators."""


_DEEPEST = 20
"""How many levels of sections are read."""


_MOST_PAGES = 50_000
"""How many pages of a navigation are read."""


_SETTING_OF = {
    "docs_dir": "source",
    "site_url": "site_url",
    "use_directory_urls": "directory_urls",
    "markdown_extensions": "dollar_math",
}
"""Our settings that change cards, by key of the file: which pages there are, the links to them, and what is math."""


_EDITING = ("repo_url", "edit_uri")


def find_site(folders: Iterable[Path], disk: Disk) -> tuple[Path | None, SiteConfig, list[Diagnostic]]:
    """The folder of the nearest site among `folders`, what its configuration says, and what is wrong with that."""
    config, problems = find_config(folders, disk)
    if config is None:
        return None, SiteConfig(), problems
    reader = _Reader(config, disk)
    values, places = reader.settings()
    unknown = [name for key, name in _SETTING_OF.items() if key not in config.values]
    site = SiteConfig(
        display_path(config.path),
        values,
        places,
        tuple(islice(unique_pages(reader.nav()), _MOST_PAGES)),
        reader.value("site_name", str, "text") or "",
        *reader.languages(),
        reader.translations(),
        tuple(reader.include_from(values["source"])),
        values["source"],
        tuple(reader.scripts()),
        repo_url=reader.value("repo_url", str, "text") or "",
        paths=tuple(path for path, _ in config.texts),
        broken=(*((name, problem) for problem in problems for name in unknown), *reader.broken),
    )
    return config.path.parent, site, [*problems, *reader.problems]


class _Reader(Struct):
    """Reads values of a configuration, and collects what is wrong with them."""

    config: ConfigFile
    disk: Disk
    problems: list[Diagnostic] = []
    broken: list[tuple[str, Diagnostic]] = []

    def value(self, key: str, kind: type, called: str) -> Any:
        """A value of the right type, or None."""
        found = self.config.values.get(key)
        if found is None or isinstance(found, kind):
            return found
        self.say(key, f"{key} is not {called}")
        return None

    def say(self, key: str, message: str, *, is_nested: bool = False) -> None:
        hint = "the default applies; to use something else, set it in anki-export.toml"
        problem = Diagnostic(self.config.place(key, is_nested=is_nested), Rule.SITE_CONFIG, message, hint)
        self.problems.append(problem)
        if key in (*_SETTING_OF, "nav"):
            self.broken.append((_SETTING_OF.get(key, key), problem))

    def settings(self) -> tuple[dict[str, Any], dict[str, Location]]:
        """Values for our settings and their locations; `source` always has a value."""
        exclude: str | None = self.value("exclude_docs", str, "text with one pattern on each line")
        lines = [line.strip() for line in (exclude or "").split("\n")]
        found = {
            "source": ("docs_dir", self.docs_dir()),
            "site_url": ("site_url", self.value("site_url", str, "text") or None),
            "directory_urls": ("use_directory_urls", self.value("use_directory_urls", bool, "true or false")),
            "edit_url": ("edit_uri", self.edit_url() or None),
            "exclude": ("exclude_docs", tuple(line for line in lines if line and not line.startswith("#")) or None),
            "dollar_math": ("markdown_extensions", self.has_dollar_math() or None),
        }
        values = {name: value for name, (_, value) in found.items() if value is not None}
        places = {name: self.config.place(key) for name, (key, _) in found.items() if name in values}
        return values, places

    def edit_url(self) -> str:
        """The address at which the folder of the pages is edited: `edit_uri` continues `repo_url`."""
        repository, path = (found if isinstance(found := self.config.values.get(key), str) else "" for key in _EDITING)
        if not path or path.startswith(("?", "#")):
            return ""
        return urljoin(repository.rstrip("/") + "/", path).rstrip("/") + "/"

    def docs_dir(self) -> str:
        """The folder of the pages, inside the folder of the file.

        If the file names none that can be used, and there is no `docs` but our own default `source`, that is it.
        """
        named: str | None = self.value("docs_dir", str, "text")
        problem = "" if named is None else self.problem_of_folder(named)
        if problem:
            self.say("docs_dir", f"docs_dir {(named or '')[:80]!r} {problem}")
        elif named is not None:
            return named
        home = self.config.path.parent
        is_ours = not self.disk.exists(home / _DOCS) and self.disk.exists(home / "source")
        return "source" if is_ours else _DOCS

    def problem_of_folder(self, name: str) -> str:
        """Why a folder is not used, or an empty string."""
        if not name or not name.isprintable():
            return "is not a path"
        try:
            self.disk.locate_in(self.config.path.parent, name)
        except Outside as error:
            return str(error).replace("the folder", "the folder of the file")
        except OSError:
            return "can't be resolved"
        return ""

    def extension(self, name: str) -> Mapping[str, Any] | None:
        """The options of a Markdown extension, or None if the site does not use it."""
        found = self.config.values.get("markdown_extensions")
        if isinstance(found, list):
            for item in found:
                if item == name:
                    return {}
                if isinstance(item, dict) and name in item:
                    return mapping_or_empty(item[name])
        elif isinstance(found, dict):
            if name in found:
                return mapping_or_empty(found[name])
            value: Any = (
                found  # in TOML, the header [project.markdown_extensions.pymdownx.snippets] makes nested tables
            )
            for part in name.split("."):
                if not isinstance(value, dict) or part not in value:
                    return None
                value = value[part]
            return mapping_or_empty(value)
        return None

    def has_dollar_math(self) -> bool:
        """Whether `$…$` is math on the site."""
        options = self.extension("pymdownx.arithmatex")
        if options is None:
            return False
        syntax = options.get("inline_syntax")
        return "dollar" in syntax if isinstance(syntax, list) else True

    def include_from(self, source: str) -> Iterator[str]:
        """The base paths of snippets; a path outside the folder of the file is reported."""
        options = self.extension("pymdownx.snippets")
        if options is None:
            return
        named = options.get("base_path", ["."])
        for name in named if isinstance(named, list) else [named]:
            if not isinstance(name, str):
                self.say("base_path", "base_path of pymdownx.snippets is not text", is_nested=True)
                continue
            # MkDocs knows the tag !relative, with these two variables.
            path = name.replace("$config_dir", ".", 1).replace("$docs_dir", source, 1)
            if problem := self.problem_of_folder(path):
                self.say("base_path", f"base_path {name[:80]!r} of pymdownx.snippets {problem}", is_nested=True)
            else:
                yield path

    def scripts(self) -> Iterator[str]:
        """The paths in `extra_javascript`, where an item may also have attributes."""
        listed = self.config.values.get("extra_javascript")
        for item in listed if isinstance(listed, list) else ():
            path = mapping_or_empty(item).get("path") if isinstance(item, dict) else item
            if isinstance(path, str):
                yield path.removeprefix("./")

    def nav(self) -> Iterator[NavPage]:
        """The pages of the navigation in order, also under each folder of languages."""
        found = self.value("nav", list, "a list")
        folders = ["", *self.language_folders()]
        for page in _pages(found or [], (), 0):
            for folder in folders:
                yield NavPage(folder + page.path, page.title, page.sections)

    def language_folders(self) -> Iterator[str]:
        """The folders that mkdocs-static-i18n puts before the paths of the navigation."""
        if self.translations() == "folder":
            yield from (f"{language}/" for language in self.languages()[1])

    def translations(self) -> str:
        """How mkdocs-static-i18n tells languages apart; empty if the site does not use it."""
        names = [options.get("docs_structure") for options in self.translating()]
        return ("folder" if "folder" in names else "suffix") if names else ""

    def translating(self) -> Iterator[Mapping[str, Any]]:
        """The options of mkdocs-static-i18n, if the site uses it."""
        plugins = self.config.values.get("plugins")
        for plugin in plugins if isinstance(plugins, list) else [plugins]:
            if isinstance(plugin, dict) and "i18n" in plugin:
                yield mapping_or_empty(plugin["i18n"])

    def languages(self) -> tuple[str, tuple[str, ...]]:
        """The language of the site, and all languages into which its pages are translated."""
        default = mapping_or_empty(self.config.values.get("theme")).get("language")
        locales: list[str] = []
        for options in self.translating():
            listed = options.get("languages")  # older versions have a mapping, and the default beside it
            for one in listed if isinstance(listed, list | dict) else ():
                locale = mapping_or_empty(one).get("locale") if isinstance(one, dict) else one
                if isinstance(locale, str):
                    locales.append(locale)
                    default = locale if mapping_or_empty(one).get("default") else default
            default = options.get("default_language", default)
        return default if isinstance(default, str) else "", tuple(locales)


def mapping_or_empty(value: Any) -> Mapping[str, Any]:
    """A mapping that a file should have; empty if it has anything else."""
    return value if isinstance(value, dict) else {}


def _pages(items: list[Any], sections: tuple[str, ...], depth: int) -> Iterator[NavPage]:
    """The pages in a part of the navigation; anything but a page, such as an address, is skipped."""
    for item in items:
        named = item.items() if isinstance(item, dict) else [("", item)]
        for title, target in named:
            title = " ".join(title.split()) if isinstance(title, str) else ""
            if isinstance(target, list) and depth < _DEEPEST:
                yield from _pages(target, (*sections, title) if title else sections, depth + 1)
            elif isinstance(target, str) and target and "://" not in target:
                yield NavPage(str(PurePosixPath(target)), title, sections)
