"""Own settings, and what the site's own configuration says."""

from anki_export.settings.config_files import CONFIG_NAMES
from anki_export.settings.initial_file import initial_file
from anki_export.settings.pages_to_read import nothing_found, pages_to_read
from anki_export.settings.project_settings import (
    AUTO,
    DECK_BY,
    FORMAT_NAMES,
    NAMES,
    SETTINGS_FILE,
    Folders,
    Settings,
    bounds_of,
    candidates,
    find_settings,
    folder_problem,
    folders_of,
    for_other_folder,
    for_released_cards,
    known_formats,
    load_settings,
    outside_project,
    own_settings,
    up_to_repository,
)
from anki_export.settings.site_config import SiteConfig

__all__ = [
    "AUTO",
    "CONFIG_NAMES",
    "DECK_BY",
    "FORMAT_NAMES",
    "NAMES",
    "SETTINGS_FILE",
    "Folders",
    "Settings",
    "SiteConfig",
    "bounds_of",
    "candidates",
    "find_settings",
    "folder_problem",
    "folders_of",
    "for_other_folder",
    "for_released_cards",
    "initial_file",
    "known_formats",
    "load_settings",
    "nothing_found",
    "outside_project",
    "own_settings",
    "pages_to_read",
    "up_to_repository",
]
