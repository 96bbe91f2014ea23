"""Find settings: `[tool.anki-export]` in pyproject.toml, or anki-export.toml, in this folder or one above.

What these files do not set comes from the configuration of a site in the same folder, or in one such as `docs` in it;
without such files, from the nearest site.
"""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.disk.paths_and_errors_in_messages import display_path, reason
from anki_export.disk.recorded_reads import Disk
from anki_export.settings.docusaurus_vitepress_title_and_sidebar import scripted_site
from anki_export.settings.folders import folder_problem
from anki_export.settings.load_site_config_file import CONFIG_NAMES
from anki_export.settings.mkdocs_config_values import find_site
from anki_export.settings.read_settings_file import load_settings
from anki_export.settings.setting_defaults import NAMES, Settings
from anki_export.settings.site_config_type import SiteConfig, above, below, elsewhere
from anki_export.settings.site_generators_with_data import find_other_site
from anki_export.settings.valid_values import EXAMPLES, is_pattern, is_valid, shown_value

SETTINGS_FILE = "anki-export.toml"
_LIMIT = 1 << 17
"""Maximum size of a settings file in bytes."""
_BROKEN_HINT = (
    "correct it, or set what cards take from it in anki-export.toml: source, site_url, directory_urls and dollar_math"
)
SITE_FOLDERS = ("docs", "doc", "documentation", "website", "site")
"""Folders of a project in which its site may have its configuration; those in `examples` are of other projects."""
_SITE_HINT = "this value is not used; set your own in anki-export.toml, for example: "


def candidates(start: Path) -> Iterator[Path]:
    """The files that may contain settings, nearest first."""
    for folder in (start, *start.parents):
        yield folder / SETTINGS_FILE
        yield folder / "pyproject.toml"


def find_settings(start: Path, disk: Disk) -> tuple[Settings, list[Diagnostic]]:
    """Load the nearest settings, completed by what the site's own configuration says, or the defaults."""
    own, problems = own_settings(start, disk)
    home, site, found = find_site([own.home] if own else up_to_repository(start, disk), disk)
    problems += found
    settings = own or Settings(home=home or start)
    if home is None:
        home, site, found = _site_below(settings, disk)
        problems += found
    if home is None:
        home, site = find_other_site([own.home] if own else up_to_repository(start, disk), disk)
        settings = own or Settings(home=home or start)
    if home is None:
        folders = [name for name in SITE_FOLDERS if disk.exists(settings.home / name)]
        scripted = scripted_site(settings.home, folders, disk)
        return replace(settings, site=scripted) if scripted else settings, problems
    completed, found = _completed(settings, _site_of(settings, site, disk))
    return completed, [*problems, *found]


def own_settings(start: Path, disk: Disk) -> tuple[Settings | None, list[Diagnostic]]:
    """The nearest settings of this program, or None."""
    problems: list[Diagnostic] = []
    for path in candidates(start):
        try:
            data = disk.read_in_or_none(path.parent, path.name, _LIMIT)
        except OSError as error:
            hint = "check its read permissions, or remove it"
            problems.append(Diagnostic(Location(str(path)), Rule.UNREADABLE, reason(error), hint))
            continue
        if data is not None:
            settings, found = load_settings(path, display_path(path), data)
            problems += found
            if settings is not None:
                return settings, problems
    return None, problems


def up_to_repository(start: Path, disk: Disk) -> Iterator[Path]:
    """This folder and those above that may have its site or project: a repository is not part of one around it."""
    for folder in (start, *start.parents):
        yield folder
        if disk.exists(folder / ".git"):
            return


def site_folders(home: Path) -> tuple[Path, ...]:
    """The folders of a project in which its site may have its configuration."""
    return tuple(home / name for name in SITE_FOLDERS)


def _site_below(settings: Settings, disk: Disk) -> tuple[Path | None, SiteConfig, list[Diagnostic]]:
    """As `find_site`, in a folder of the project, if exactly one has a site and the project has pages nowhere else."""
    home = settings.home
    names = [
        folder.name
        for folder in site_folders(home)
        if disk.exists(folder)
        and any(disk.is_file(folder / file) for file in CONFIG_NAMES)
        and not folder_problem(settings, folder.name, disk)
    ]
    if len(names) != 1 or (disk.exists(home / settings.source) and "source" not in settings.places):
        return None, SiteConfig(), []
    _, site, problems = find_site([home / names[0]], disk)
    moved = partial(_joined, names[0])
    values = {**site.values, "source": moved(site.values["source"])}
    if "source" not in settings.places and not disk.exists(home / values["source"]):
        return None, SiteConfig(), []
    return (
        home,
        replace(site, values=values, docs_dir=values["source"], include_from=tuple(map(moved, site.include_from))),
        problems,
    )


def _joined(folder: str, path: str) -> str:
    return PurePosixPath(os.path.normpath(PurePosixPath(folder, path))).as_posix()


def _site_of(settings: Settings, site: SiteConfig, disk: Disk) -> SiteConfig:
    """What the site says about the folder that our own settings name, which need not be that of the site."""
    if "source" not in settings.places:
        return site
    try:
        docs, source = disk.locate(settings.home / site.values["source"]), disk.locate(settings.home / settings.source)
    except (OSError, RuntimeError):  # reported when the folder is read
        return elsewhere(site)
    if source == docs:
        return site
    return below(site, source.relative_to(docs).as_posix()) if source.is_relative_to(docs) else elsewhere(site)


def _completed(settings: Settings, site: SiteConfig) -> tuple[Settings, list[Diagnostic]]:
    """The settings, with what they do not set from the site, and diagnostics about values that can't be used."""
    values: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    broken = list(site.broken)
    for name, value in site.values.items():
        if name in settings.places:
            continue
        usable = value
        if name == "exclude":
            usable = tuple(pattern for pattern in value if is_pattern(pattern))
            bad = [pattern for pattern in value if pattern not in usable]
        else:
            bad = [] if is_valid(name, value) else [value]
        for item in bad:
            message = f"{name} can't be {shown_value(item)}"
            problems.append(Diagnostic(site.places[name], Rule.SITE_CONFIG, message, f"{_SITE_HINT}{EXAMPLES[name]}"))
        if bad and name != "exclude":
            broken.append((name, problems[-1]))
        if name == "exclude" or not bad:
            values[name] = usable
    return replace(settings, **values, site=replace(site, values=values, broken=tuple(broken))), problems


def for_released_cards(settings: Settings, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics, with errors for what is broken in the site's configuration and changes cards in use.

    With the defaults, these cards would lose what they have from it, such as links, and learners their own edits.
    """
    broken = {problem for name, problem in settings.site.broken if name not in settings.places}
    return [replace(p, rule=Rule.SITE_BROKEN, hint=_BROKEN_HINT) if p in broken else p for p in problems]


def for_other_folder(settings: Settings, source: Path, root: Path) -> Settings:
    """The settings for pages in `root`, named by the user, where the site has its pages in `source`."""
    site = above(settings.site, source.relative_to(root).as_posix()) if source.is_relative_to(root) else None
    if not settings.site.values and root.is_relative_to(settings.home):  # its navigation begins there
        site = (
            settings.site if root == settings.home else below(settings.site, root.relative_to(settings.home).as_posix())
        )
    site = site or elsewhere(settings.site)
    defaults = Settings()
    names = [name for name in settings.site.values if name in NAMES and name not in ("source", *settings.places)]
    values = {name: site.values.get(name, getattr(defaults, name)) for name in names}
    return replace(settings, **values, site=site)
