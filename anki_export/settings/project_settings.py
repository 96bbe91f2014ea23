"""Settings, from `[tool.anki-export]` in pyproject.toml or from anki-export.toml, in this folder or one above.

What these files do not set comes from the configuration of a site in the same folder; without such files, from the
nearest site.
"""

import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from shlex import quote
from textwrap import shorten
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import fields, replace

from anki_export.diagnostics import Diagnostic, Location, Report, Rule, Severity, UnknownCode, rules_named
from anki_export.disk.display import display_path, reason
from anki_export.disk.recorded_reads import Disk, Outside
from anki_export.disk.source_tree import path_spec
from anki_export.settings.site_config import SiteConfig, above, below, elsewhere, find_site
from anki_export.text.page_naming import LEVELS, deck_name
from anki_export.text.regex import regex

_LIMIT = 1 << 17
"""Maximum size of a settings file in bytes."""
AUTO = "auto"
"""The formats that are read without being named."""
FORMAT_NAMES = (
    AUTO, "admonition", "bold", "challenge", "definition", "details", "glossary", "heading", "labels", "numbered-quiz",
    "quiz", "table", "title",
)  # fmt: skip
"""What `formats` may name, in settings and front matter."""


class Settings(Struct, frozen=True):
    """The settings of a project; paths are relative to the settings file."""

    source: str = "source"
    decks: str = "decks"
    publish: str = ""
    """The folder of a site for `publish`; its pages are not read. Empty for none."""
    site_url: str = ""
    directory_urls: bool = True
    dollar_math: bool = False
    levels: tuple[str, ...] = LEVELS
    parent: str | None = None
    """The deck above all others, empty for none; None if it is not set, see `deck_names`."""
    deck_by: str = "topic"
    """What has a deck of its own, one of `DECK_BY`."""
    quiz: str = "deck"
    """Where quiz questions go, one of `QUIZ`."""
    bundle: str = "site"
    """What has a package of all its decks, one of `BUNDLE`."""
    exclude: tuple[str, ...] = ()
    formats: tuple[str, ...] = (AUTO,)
    """The question formats that pages are searched for."""
    page_formats: Mapping[str, tuple[str, ...]] = {}
    """The same for pages that match a pattern as in `.gitignore`; the last one that matches counts."""
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
        return frozenset(rule for rule in rules if rule.severity is Severity.WARNING)

    def formats_of(self, page: str) -> frozenset[str]:
        """The question formats of a page, by its path below the source folder."""
        patterns = reversed(tuple(self.page_formats.items()))
        return frozenset(next((names for one, names in patterns if path_spec((one,)).match_file(page)), self.formats))


DECK_BY = ("topic", "section", "site")
QUIZ = ("deck", "with questions", "skip")
BUNDLE = ("site", "topics", "none")

NAMES = tuple(f.name for f in fields(Settings) if f.name not in ("home", "places", "site"))
"""The names of all settings."""


SETTINGS_FILE = "anki-export.toml"
_HEADER = regex(r"""\s*\[\s*["']?tool["']?\s*\.\s*["']?anki-export["']?\s*\]""")


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
        return settings, problems
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
            usable = tuple(pattern for pattern in value if _is_pattern(pattern))
            bad = [pattern for pattern in value if pattern not in usable]
        else:
            bad = [] if _is_valid(name, value) else [value]
        for item in bad:
            message = f"{name} can't be {_shown(item)}"
            problems.append(Diagnostic(site.places[name], Rule.SITE_CONFIG, message, f"{_SITE_HINT}{_EXAMPLES[name]}"))
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
    site = site or elsewhere(settings.site)
    defaults = Settings()
    names = [name for name in settings.site.values if name in NAMES and name not in ("source", *settings.places)]
    values = {name: site.values.get(name, getattr(defaults, name)) for name in names}
    return replace(settings, **values, site=site)


class Folders(NamedTuple):
    """The folders of the pages and decks of a project."""

    pages: Path | None
    """None when the settings name a folder that they must not name."""
    decks: Path
    bounds: Path
    """Links among the decks must not point outside this folder."""


def folders_of(
    settings: Settings, sources: Sequence[Path], decks: Path | None, disk: Disk
) -> tuple[Folders, list[Diagnostic]]:
    """The folders of pages and decks, and diagnostics; the user named `sources` and `decks`.

    Settings come with the pages and are not trusted: folders that they name must be below the settings file. Only the
    user may name other folders; then these are the only folders of pages.
    """
    pages: Path | None = settings.home / settings.source
    problems = []
    if problem := folder_problem(settings, settings.source, disk):
        pages = None
        if not sources:
            problems.append(outside_project(settings, "source", problem, "anki-export build"))
    if decks is None:
        if problem := folder_problem(settings, settings.decks, disk):
            problems.append(outside_project(settings, "decks", problem, "anki-export build --decks"))
        return Folders(pages, settings.home / settings.decks, settings.home), problems
    return Folders(pages, decks, bounds_of(settings, decks, disk)), problems


def bounds_of(settings: Settings, folder: Path, disk: Disk) -> Path:
    """The folder that links in a folder named by the user must not lead out of: the project, if it is part of it."""
    is_inside = disk.locate(folder).is_relative_to(disk.locate(settings.home))
    return settings.home if is_inside else folder


def folder_problem(settings: Settings, folder: str, disk: Disk) -> str:
    """Why the settings must not name a folder, or an empty string."""
    try:
        disk.locate_in(settings.home, folder)
    except Outside as error:
        return str(error).replace("the folder", "the folder of the settings file")
    except OSError:
        return "can't be resolved"
    return ""


def outside_project(settings: Settings, name: str, problem: str, command: str) -> Diagnostic:
    """The diagnostic for a setting that names a folder which `folder_problem` refuses."""
    folder = getattr(settings, name)
    place = settings.places.get(name, Location(name))
    hint = (
        "name a folder next to or below the settings file;"
        f" to use this one anyway, name it on the command line: {command} {quote(folder)}"
    )
    return Diagnostic(place, Rule.OUT_OF_PROJECT, f"{name} {folder!r} {problem}", hint)


def load_settings(path: Path, shown: str, data: bytes) -> tuple[Settings | None, Sequence[Diagnostic]]:
    """Parse the content of a settings file; None when it has no settings for this program."""
    report = Report()
    try:
        text = data.decode()
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        place = Location(shown, data[: error.start].count(b"\n") + 1, 1)
        report.say(place, Rule.SETTINGS_BROKEN, "the file is not UTF-8", "save it as UTF-8")
        return Settings(home=path.parent), report
    except (ValueError, RecursionError) as error:  # also for numbers with too many digits
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = Location(shown, *(int(n) for n in at.groups())) if at else Location(shown, 1, 1)
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        report.say(place, Rule.SETTINGS_BROKEN, f"invalid TOML: {message}", "fix the syntax at this position")
        return Settings(home=path.parent), report
    table: Any = content
    if path.name == "pyproject.toml":
        tools = content.get("tool")
        table = tools.get("anki-export") if isinstance(tools, dict) else None
        if table is None:
            return None, report
    elif isinstance(tool := content.get("tool"), dict) and "anki-export" in tool:
        line = next((n for n, line in enumerate(text.split("\n"), 1) if _HEADER.match(line)), 1)
        message = "the header [tool.anki-export] belongs in pyproject.toml only"
        report.say(Location(shown, line, 1), Rule.SETTINGS_UNKNOWN, message, "remove this header")
        return Settings(home=path.parent), report
    if not isinstance(table, dict):
        report.say(
            Location(shown, 1, 1), Rule.SETTINGS_VALUE, "tool.anki-export is not a table", "write `[tool.anki-export]`"
        )
        return Settings(home=path.parent), report
    return _settings(table, path, shown, text.split("\n"), report), report


def _settings(table: dict[str, Any], path: Path, shown: str, lines: list[str], report: Report) -> Settings:
    values: dict[str, Any] = {}
    places: dict[str, Location] = {}
    start = next((n for n, line in enumerate(lines) if _HEADER.match(line)), -1) + 1
    for key, value in table.items():
        line = _line_of(key, lines, start)
        place = Location(shown, line + 1, 1)
        name = key.replace("-", "_")
        if name not in NAMES:
            near = difflib.get_close_matches(name, NAMES, 1, 0)
            report.say(place, Rule.SETTINGS_UNKNOWN, f"unknown setting {key[:40]!r}", f"did you mean {near[0]!r}?")
            continue
        if _is_valid(name, value):
            values[name] = tuple(value) if isinstance(value, list) else value
            places[name] = place
            if name == "parent":
                values[name] = deck_name(value)[0]
            if name == "levels":
                values[name] = tuple(deck_name(item)[0] for item in value)
            if name == "ignore":
                values[name] = tuple(code for code in value if _can_be_ignored(code, place, report))
            if name == "formats":
                values[name] = known_formats(value, place, report, Rule.SETTINGS_VALUE)
            if name == "page_formats":
                at = {pattern: Location(shown, _line_of(pattern, lines, line) + 1, 1) for pattern in value}
                values[name] = {
                    pattern: known_formats(names, at[pattern], report, Rule.SETTINGS_VALUE)
                    for pattern, names in value.items()
                }
                places |= {f"{name} {pattern}": place for pattern, place in at.items()}
        else:
            report.say(
                place,
                Rule.SETTINGS_VALUE,
                f"invalid value for {key}: {_shown(value)}",
                f"for example: {_EXAMPLES[name]}",
            )
    return Settings(**values, home=path.parent, places=places)


def _line_of(key: str, lines: Sequence[str], start: int) -> int:
    """The 0-based line, from `start` on, that sets a value or opens its table; `start` itself if none is found."""
    header = r"\[\s*(?:tool\s*\.\s*anki-export\s*\.\s*)?"
    pattern = re.compile(rf"""\s*(?:{header})?["']?{re.escape(key)}["']?\s*[]=.]""")
    return next((n for n in range(start, len(lines)) if pattern.match(lines[n])), start)


def known_formats(names: Sequence[str], place: Location, report: Report, rule: Rule) -> tuple[str, ...]:
    """The names that are question formats; others are reported."""
    for name in names:
        if name not in FORMAT_NAMES:
            near = difflib.get_close_matches(name, FORMAT_NAMES, 1)
            hint = f"did you mean {near[0]!r}? The formats are " if near else "use one of "
            report.say(place, rule, f"unknown question format {name[:40]!r}", hint + ", ".join(FORMAT_NAMES))
    return tuple(name for name in names if name in FORMAT_NAMES)


def _shown(value: Any) -> str:
    """A value as shown in a message."""
    try:
        return shorten(repr(value), 80, placeholder=" …")
    except (ValueError, RecursionError):
        return "too large to show"


def _is_valid(name: str, value: Any) -> bool:
    match name:
        case "directory_urls" | "dollar_math":
            return isinstance(value, bool)
        case "source" | "decks":
            return isinstance(value, str) and value != "" and value.isprintable()
        case "accent" | "accent_night":
            return isinstance(value, str) and re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}|", value) is not None
        case "font":
            return isinstance(value, str) and _is_font_list(value)
        case "extra_css" | "publish":
            return isinstance(value, str) and value.isprintable()
        case "site_url":
            return isinstance(value, str) and (value == "" or _is_address(value))
        case "media_limit_kb" | "answer_limit":
            return isinstance(value, int) and not isinstance(value, bool) and value >= (name == "media_limit_kb")
        case "parent":
            return isinstance(value, str) and not deck_name(value)[1]
        case "deck_by":
            return value in DECK_BY
        case "quiz":
            return value in QUIZ
        case "bundle":
            return value in BUNDLE
        case "levels":
            if not _are_texts(value):
                return False
            words = [re.findall(r"[^\W_]+", item.casefold()) for item in value]
            if any("::" in item or deck_name(f"{n} {item}")[1] for n, item in enumerate(value, 1)):
                return False
            return all(words) and 0 < len(value) == len({tuple(item) for item in words})
        case "exclude":
            return _are_texts(value) and all(map(_is_pattern, value))
        case "page_formats":
            return isinstance(value, dict) and all(
                _is_pattern(pattern) and not pattern.startswith("!") and _are_texts(names)
                for pattern, names in value.items()
            )
        case _:
            return _are_texts(value)


def _can_be_ignored(code: str, place: Location, report: Report) -> bool:
    try:
        rules = rules_named(code)
    except UnknownCode as error:
        report.say(place, Rule.SETTINGS_VALUE, f"ignore: {error}", f"for example: {_EXAMPLES['ignore']}")
        return False
    if all(rule.severity is Severity.ERROR for rule in rules):
        hint = "remove it from the list: only warnings can be ignored"
        report.say(place, Rule.SETTINGS_VALUE, f"ignore: {code} is an error, which can't be ignored", hint)
        return False
    return True


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


_MOST_STARS = 3
"""Wildcards in a pattern that can match in many ways: with more of them, one long name takes minutes to match."""


def _is_pattern(text: str) -> bool:
    """Whether a line of `.gitignore` would exclude something."""
    # A path component that is only "*" matches in one way; so does "**" at either end.
    stars = re.findall(r"\*+", re.sub(r"(?<=/)\*(?=/|$)", "", text.removeprefix("**/").removesuffix("/**")))
    if text.strip("./") == "" or len(stars) > _MOST_STARS:
        return False
    from pathspec import GitIgnoreSpec

    try:
        return all(rule.include is not None for rule in GitIgnoreSpec.from_lines([text], backend="simple").patterns)
    except (ValueError, re.error):  # "!" alone, a range such as [z-a]
        return False


def _is_font_list(text: str) -> bool:
    """Whether a text has only the characters of font names, and every quote is closed."""
    is_closed = re.fullmatch(r"""(?:[^'"]|"[^"]*"|'[^']*')*""", text) is not None
    return is_closed and re.fullmatch(r"""[\w\s,.'"-]*""", text) is not None


_ADDRESS = regex(r"https?://(?:\[[0-9a-f:.]+\])?[\w.~:/?#@!$&()*+,;=%-]*", re.IGNORECASE)
"""No quotes or angle brackets: on a card they would end the attribute. No brackets: they could start a sound tag."""


def _is_address(text: str) -> bool:
    try:
        return _ADDRESS.fullmatch(text) is not None and bool(urlsplit(text).hostname)
    except ValueError:
        return False


_BROKEN_HINT = (
    "correct it, or set what cards have from it in anki-export.toml: source, site_url, directory_urls and dollar_math"
)
_SITE_HINT = "this value is not used; set your own in anki-export.toml, for example: "
_EXAMPLES = {
    "source": 'source = "source"',
    "decks": 'decks = "decks"',
    "publish": 'publish = "docs/decks"',
    "site_url": 'site_url = "https://example.org/questions/"',
    "directory_urls": "directory_urls = true",
    "dollar_math": "dollar_math = false",
    "levels": 'levels = ["Basics", "Intermediate", "Advanced"]',
    "parent": 'parent = "My site"',
    "deck_by": 'deck_by = "section", or "topic" or "site"',
    "quiz": 'quiz = "with questions", or "deck" or "skip"',
    "bundle": 'bundle = "topics", or "site" or "none"',
    "exclude": 'exclude = ["drafts/", "*.draft.md"] (.gitignore patterns with at most three wildcards each)',
    "formats": 'formats = ["auto", "heading"]',
    "page_formats": 'page_formats = { "faq/" = ["heading"] } (.gitignore patterns without "!")',
    "ignore": 'ignore = ["S010"]',
    "accent": 'accent = "#0b57d0"',
    "accent_night": 'accent_night = "#8ab8ff"',
    "font": 'font = "Georgia, serif"',
    "extra_css": 'extra_css = "cards.css"',
    "media_limit_kb": "media_limit_kb = 1000",
    "answer_limit": "answer_limit = 60",
}
