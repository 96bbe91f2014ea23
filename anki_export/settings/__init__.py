"""The settings of a project, and what the configuration of its site says."""

from anki_export.settings.find_and_complete_settings import (
    SETTINGS_FILE,
    candidates,
    find_settings,
    for_released_cards,
    own_settings,
    site_folders,
    up_to_repository,
)
from anki_export.settings.folders import Folders, bounds_of, decks_url, folder_problem, folders_of, outside_project
from anki_export.settings.format_names import AUTO, FORMAT_NAMES
from anki_export.settings.load_site_config_file import CONFIG_NAMES
from anki_export.settings.read_settings_file import known_formats, load_settings
from anki_export.settings.setting_defaults import DECK_BY, NAMES, Settings
from anki_export.settings.site_config_type import SiteConfig
from anki_export.settings.site_generators_with_data import OTHER_CONFIG_NAMES
from anki_export.settings.source_tree_from_settings import nothing_found, pages_to_read

__all__ = [
    "AUTO",
    "CONFIG_NAMES",
    "DECK_BY",
    "FORMAT_NAMES",
    "NAMES",
    "OTHER_CONFIG_NAMES",
    "SETTINGS_FILE",
    "Folders",
    "Settings",
    "SiteConfig",
    "bounds_of",
    "candidates",
    "decks_url",
    "find_settings",
    "folder_problem",
    "folders_of",
    "for_released_cards",
    "known_formats",
    "load_settings",
    "nothing_found",
    "outside_project",
    "own_settings",
    "pages_to_read",
    "site_folders",
    "up_to_repository",
]
