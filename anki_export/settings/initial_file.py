"""The text of a first anki-export.toml: every setting in a comment, with the value that it has without the file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from anki_export.settings.setting_defaults import NAMES, Settings
from anki_export.text.lazy_regex import regex

_HEAD = """\
# Settings of anki-export. Every line is optional: uncomment what you want to change.
# The values shown are the defaults. Paths are relative to this file.
"""
MEANINGS = {
    "source": "folder with the pages",
    "decks": "folder of packages, lock, changelog and index",
    "publish": 'folder of your site for `anki-export publish`, such as "docs/decks"; empty for none',
    "site_url": "address where the pages are published; cards then link to their page",
    "edit_url": "address where the pages are edited; cards then link to their line",
    "directory_urls": "addresses of pages end in /, not in .html",
    "dollar_math": "true or false: read $...$ as math; by default where a page plainly has formulas",
    "formats": 'question formats to read; "auto" for those that need no setting',
    "page_formats": "other formats for some pages, by pattern",
    "levels": "names of the levels, easiest first",
    "parent": "parent deck of all decks; empty for none",
    "deck_by": 'what gets its own deck: "topic", "section" or "site"',
    "quiz": 'where quiz questions go: a separate deck ("deck"), "with questions", or none ("skip")',
    "bundle": 'what gets a bundle, a package of all its decks: "site", "topics" (the site and each topic) or "none"',
    "exclude": "pages or folders to skip, as in .gitignore",
    "languages": 'languages to read, such as "en"; empty for all',
    "flashcard_tags": "tags of pages with flashcards of Obsidian",
    "flashcard_gaps": 'what is a gap on such pages: "==", "**", "{{"; empty for what the plugin has scheduled',
    "ignore": 'codes of warnings to suppress, such as "S010"',
    "accent": 'colour of links and answers, such as "#0b57d0"',
    "accent_night": "the same in dark mode",
    "font": 'fonts of the learner\'s device, such as "Georgia, serif"',
    "extra_css": "your own CSS file",
    "media_limit_kb": "kilobytes above which a picture or sound is reported as large",
    "answer_limit": "words above which an answer is shortened or reported as too long; 0 for no limit",
    "short_answers": "shorten answers above that limit where their structure says how",
}


def initial_file(settings: Settings, *, has_pages: bool) -> str:
    """The file for these settings: first what the site's own configuration says, then the defaults.

    Without a folder of pages, the file names its own folder.
    """
    of_site = [name for name in NAMES if name in settings.site.values]
    parts = [_HEAD]
    if of_site:
        parts.append(f"# Found in {Path(settings.site.shown).name}:\n{_lines(of_site, settings)}")
    elif not has_pages:
        parts.append(
            '# Found no site and no folder "source", so all pages in this folder and below are read:\nsource = "."\n'
        )
    others = (name for name in NAMES if name not in of_site and (has_pages or name != "source"))
    parts.append(f"# Defaults:\n{_lines(others, settings)}")
    return "\n".join(parts)


def _lines(names: Iterable[str], settings: Settings) -> str:
    return "".join(f"# {_assignment(name, getattr(settings, name))}{MEANINGS[name]}\n" for name in names)


def _assignment(name: str, value: Any) -> str:
    """The start of a line; a setting without default has no value to show."""
    return f"{name} is not set: " if value is None else f"{name} = {_toml(value)}  # "


def _toml(value: Any) -> str:
    """A value as TOML on one line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            escaped = value.replace("\\", "\\\\").replace('"', '\\"')
            return '"' + _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped) + '"'
        case tuple():
            return f"[{', '.join(map(_toml, value))}]"
        case _:
            return str(value)


_CONTROL = regex(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
