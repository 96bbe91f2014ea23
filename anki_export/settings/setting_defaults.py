"""The settings of a project, with their defaults."""

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from anki_export.diagnostics import Location, Rule, Severity, rules_named
from anki_export.disk.source_tree import path_spec
from anki_export.settings.format_names import AUTO
from anki_export.settings.site_config_type import SiteConfig
from anki_export.text.difficulty_levels import LEVELS


class Settings(Struct, frozen=True):
    """The settings of a project; paths are relative to the settings file."""

    source: str = "source"
    decks: str = "decks"
    publish: str = ""
    """The folder of a site for `publish`; its pages are not read. Empty for none."""
    site_url: str = ""
    directory_urls: bool = True
    edit_url: str = ""
    """The address at which the source folder is edited; empty for no links to it on cards."""
    dollar_math: bool | None = None
    """Whether `$…$` is math; None where a page plainly has formulas."""
    levels: tuple[str, ...] = LEVELS
    parent: str | None = None
    """The deck above all others, empty for none; None if it is not set, see `deck_names`."""
    deck_by: str = "topic"
    """What has its own deck, one of `DECK_BY`."""
    quiz: str = "deck"
    """Where quiz questions go, one of `QUIZ`."""
    bundle: str = "site"
    """What has a package of all its decks, one of `BUNDLE`."""
    exclude: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """The languages that are read, as in `text/language_names.py`; empty for all."""
    formats: tuple[str, ...] = (AUTO,)
    """The question formats that pages are searched for."""
    page_formats: Mapping[str, tuple[str, ...]] = {}
    """The same for pages that match a pattern as in `.gitignore`; the last one that matches counts."""
    flashcard_tags: tuple[str, ...] = ("flashcards",)
    """The tags of pages with flashcards of Obsidian, without `#`."""
    flashcard_gaps: tuple[str, ...] = ()
    """What opens a gap on such pages, of `GAPS`; what the plugin has scheduled is read without it."""
    ignore: tuple[str, ...] = ()
    """Warning codes or prefixes to suppress."""
    accent: str = ""
    accent_night: str = ""
    font: str = ""
    extra_css: str = ""
    media_limit_kb: int = 1000
    """Kilobytes above which a picture or sound is reported as large."""
    answer_limit: int = 60
    """Words above which an answer is reported as long; 97 of 100 answers of a real site are shorter."""
    short_answers: bool = True
    """Whether answers above that limit are shortened where their structure says how."""
    home: Path = Path()
    """The folder of the settings file; not a setting."""
    places: Mapping[str, Location] = {}
    """The location of each setting in the file; not a setting."""
    site: SiteConfig = field(default_factory=SiteConfig)
    """What the site's own configuration says; not a setting. Its `values` are those used for settings."""

    @property
    def ignored(self) -> frozenset[Rule]:
        """The suppressed warnings."""
        rules = frozenset[Rule]().union(*map(rules_named, self.ignore))
        return frozenset(rule for rule in rules if rule.severity is not Severity.ERROR)

    def formats_of(self, page: str) -> frozenset[str]:
        """The question formats of a page, by its path below the source folder."""
        if not self.page_formats:
            return frozenset(self.formats)
        patterns = reversed(tuple(self.page_formats.items()))
        return frozenset(next((names for one, names in patterns if path_spec((one,)).match_file(page)), self.formats))


DECK_BY = ("topic", "section", "site")
QUIZ = ("deck", "with questions", "skip")
BUNDLE = ("site", "topics", "none")
GAPS = ("==", "**", "{{")

NAMES = tuple(name for name in Settings.__struct_fields__ if name not in ("home", "places", "site"))
"""The names of all settings."""
