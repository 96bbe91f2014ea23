"""Find the pages to read, and the settings for them."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path, PurePath

from msgspec.structs import replace

from anki_export.disk.paths_and_errors_in_messages import display_path
from anki_export.disk.recorded_reads import Disk
from anki_export.disk.source_tree import SourceTree, source_tree
from anki_export.settings.find_and_complete_settings import for_other_folder
from anki_export.settings.folders import Folders
from anki_export.settings.load_site_config_file import CONFIG_NAMES
from anki_export.settings.setting_defaults import Settings


def pages_to_read(
    settings: Settings, sources: Sequence[Path], folders: Folders, disk: Disk
) -> tuple[Settings, SourceTree]:
    """The pages to read, and the settings for them: what a site says is about its own pages.

    `sources` are folders and pages that the user named. Raises FileNotFoundError when one does not exist.
    """
    tree = source_tree(sources, folders.pages, folders.decks, disk=disk)
    pages = disk.locate(folders.pages) if folders.pages else None
    is_configured = tree.root == pages
    if pages and not is_configured:
        settings = for_other_folder(settings, pages, tree.root)
    is_whole_project = tree.root == disk.locate(settings.home)
    is_ours = is_configured and not is_whole_project and ("source" in settings.places or not settings.site.shown)
    return settings, replace(
        tree,
        exclude=settings.exclude,
        skips_project_files=not is_ours,
        skips_folder=_publish_folder(settings, tree.root, disk),
        include_from=_include_from(settings, tree.root, disk),
    )


def _publish_folder(settings: Settings, root: Path, disk: Disk) -> str:
    """The folder of the setting `publish`, relative to the root; empty without one below it."""
    with suppress(OSError):  # reported by `publish`
        folder = disk.locate_in(settings.home, settings.publish) if settings.publish else root
        if folder != root and folder.is_relative_to(root):
            return folder.relative_to(root).as_posix()
    return ""


def _include_from(settings: Settings, root: Path, disk: Disk) -> tuple[str, ...]:
    """The folders to include text from, relative to the root; none for pages outside the site's own folder."""
    if not root.is_relative_to(disk.locate(settings.home)):
        return ()
    folders = [disk.locate_in(settings.home, folder) for folder in settings.site.include_from]
    return tuple(dict.fromkeys(PurePath(os.path.relpath(folder, root)).as_posix() for folder in folders))


def nothing_found(settings: Settings) -> str:
    """The message and hint for a missing folder of pages."""
    missing = f"{display_path(settings.home / settings.source)}: no such file or folder"
    advice = "Name a folder or a page, such as: anki-export build README.md, or: anki-export build ."
    if place := settings.places.get("source"):
        return f"{missing}. It is the setting `source` in {place}."
    if settings.site.shown:
        return f"{missing}, but {settings.site.shown} has its pages there. {advice}"
    return (
        f"{missing}. Looked for settings in anki-export.toml and pyproject.toml, for the configuration of a site in"
        f" {', '.join(CONFIG_NAMES)}, and for a folder `source`. {advice}"
    )
