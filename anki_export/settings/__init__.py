"""Own settings, and what the site's own configuration says."""

from anki_export.settings.config_files import CONFIG_NAMES
from anki_export.settings.project_settings import (
    NAMES,
    Folders,
    Settings,
    candidates,
    find_settings,
    folders_of,
    for_other_folder,
    load_settings,
)
from anki_export.settings.site_config import SiteConfig

__all__ = [
    "CONFIG_NAMES",
    "NAMES",
    "Folders",
    "Settings",
    "SiteConfig",
    "candidates",
    "find_settings",
    "folders_of",
    "for_other_folder",
    "load_settings",
]
