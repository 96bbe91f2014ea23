"""The name of a site: from its configuration, else the title of its home page, else its folder."""

import re
from contextlib import suppress
from pathlib import Path

from anki_export.source.decode_and_repair_text import decode
from anki_export.source.front_matter import front_matter
from anki_export.source.naming.navigation import Navigation
from anki_export.source.naming.title_from_heading import title_in
from anki_export.source.pages_and_questions import Tree
from anki_export.text.deck_names_and_slugs import deck_name
from anki_export.text.extract_topic import is_generic, topic_of, topic_of_folder
from anki_export.text.lazy_regex import regex

_HOME_PAGES = ("README.md", "index.md", "readme.md", "Readme.md", "INDEX.md", "docs/index.md", "docs/README.md")
_WITH_SLUG = ("docs/intro.md", "intro.md")
"""Home pages of Docusaurus, if their front matter has `slug: /`."""

_OF_FIRST_PAGE = regex(
    r"(?:welcome|willkommen|bienvenue|bienvenid[oa]s?|bem-vind[oa]s?|benvenut[oiae]|welkom)\b"
    r"|(?:getting started|quick ?start|how to \w+|install(?:ation|ing)?|set ?up|usage)\Z",
    re.IGNORECASE,
)
"""What a home page says in place of a name."""


def site_name(navigation: Navigation, tree: Tree, root: Path) -> str:
    """The name of the site as the name of a deck; `root` is the folder of `tree`."""
    return own_name(navigation, tree) or deck_name(topic_of_folder(f"{root}/index.md"))[0]


def own_name(navigation: Navigation, tree: Tree) -> str:
    """The name that the site gives itself, or an empty string.

    Words such as "Interview Questions" are left out, and so are names that say nothing, such as "Documentation".
    """
    named = navigation.site_name
    return deck_name(_cleaned(named) or named or _cleaned(_title(tree)))[0]


def _cleaned(name: str) -> str:
    topic = topic_of(name, ())
    return "" if is_generic(topic) or _OF_FIRST_PAGE.match(topic) else topic


def _title(tree: Tree) -> str:
    """The title of the first home page that has one, as a heading or in its front matter."""
    for name in (*_HOME_PAGES, *_WITH_SLUG):
        with suppress(OSError):
            text, _ = decode(tree.bytes_of(name), name)
            meta, text, _ = front_matter(text or "", name)
            title = title_in(text) or meta.get("title")
            if title and (name not in _WITH_SLUG or meta.get("slug") == "/"):
                return str(title)
    return ""
