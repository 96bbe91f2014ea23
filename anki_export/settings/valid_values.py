"""Which values a setting may have."""

import re
from textwrap import shorten
from typing import Any
from urllib.parse import urlsplit

from anki_export.settings.setting_defaults import BUNDLE, DECK_BY, GAPS, QUIZ
from anki_export.text.deck_names_and_slugs import deck_name
from anki_export.text.language_names import language_of
from anki_export.text.lazy_regex import regex

EXAMPLES = {
    "source": 'source = "source"',
    "decks": 'decks = "decks"',
    "publish": 'publish = "docs/decks"',
    "site_url": 'site_url = "https://example.org/questions/"',
    "edit_url": 'edit_url = "https://github.com/me/notes/edit/main/docs/"',
    "directory_urls": "directory_urls = true",
    "dollar_math": "dollar_math = false",
    "levels": 'levels = ["Basics", "Intermediate", "Advanced"]',
    "parent": 'parent = "My site"',
    "deck_by": 'deck_by = "section", or "topic" or "site"',
    "quiz": 'quiz = "with questions", or "deck" or "skip"',
    "bundle": 'bundle = "topics", or "site" or "none"',
    "exclude": 'exclude = ["drafts/", "*.draft.md"] (.gitignore patterns with at most three wildcards each)',
    "languages": 'languages = ["en", "pt-BR"]',
    "formats": 'formats = ["auto", "heading"]',
    "page_formats": 'page_formats = { "faq/" = ["heading"] } (.gitignore patterns without "!")',
    "flashcard_tags": 'flashcard_tags = ["flashcards", "vocabulary"]',
    "flashcard_gaps": 'flashcard_gaps = ["=="], or "**" or "{{"',
    "ignore": 'ignore = ["S010"]',
    "accent": 'accent = "#0b57d0"',
    "accent_night": 'accent_night = "#8ab8ff"',
    "font": 'font = "Georgia, serif"',
    "extra_css": 'extra_css = "cards.css"',
    "media_limit_kb": "media_limit_kb = 1000",
    "answer_limit": "answer_limit = 60",
    "short_answers": "short_answers = false",
}
"""How a message shows what a setting may be."""


def is_valid(name: str, value: Any) -> bool:
    """Whether a setting may have a value, as written in TOML or in the configuration of a site."""
    match name:
        case "directory_urls" | "dollar_math" | "short_answers":
            return isinstance(value, bool)
        case "source" | "decks":
            return isinstance(value, str) and value != "" and value.isprintable()
        case "accent" | "accent_night":
            return isinstance(value, str) and re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}|", value) is not None
        case "font":
            return isinstance(value, str) and _is_font_list(value)
        case "extra_css" | "publish":
            return isinstance(value, str) and value.isprintable()
        case "site_url" | "edit_url":
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
        case "languages":
            return _are_texts(value) and all(map(language_of, value))
        case "flashcard_tags":
            return _are_texts(value) and all(_TAG.fullmatch(tag) for tag in value)
        case "flashcard_gaps":
            return _are_texts(value) and set(value) <= set(GAPS)
        case "exclude":
            return _are_texts(value) and all(map(is_pattern, value))
        case "page_formats":
            return isinstance(value, dict) and all(
                is_pattern(pattern) and not pattern.startswith("!") and _are_texts(names)
                for pattern, names in value.items()
            )
        case _:
            return _are_texts(value)


_TAG = regex(r"#?[^\W_][\w-]*(?:/[\w-]+)*")


def shown_value(value: Any) -> str:
    """A value as shown in a message."""
    try:
        return shorten(repr(value), 80, placeholder=" …")
    except (ValueError, RecursionError):
        return "too large to show"


def _are_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)


_MOST_STARS = 3
"""Wildcards in a pattern that can match in many ways: with more of them, one long name takes minutes to match."""


def is_pattern(text: str) -> bool:
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
