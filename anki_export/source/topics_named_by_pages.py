"""The topics that pages name themselves, or would have with other settings, and those of flashcards."""

from contextlib import suppress
from pathlib import PurePosixPath

from msgspec.structs import replace

from anki_export.settings import DECK_BY, Settings
from anki_export.source.formats.hascard import HASCARD
from anki_export.source.formats.logseq import LOGSEQ
from anki_export.source.formats.obsidian import OBSIDIAN
from anki_export.source.naming.navigation import navigation_of
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Page, Tree


def other_topics(path: str, tree: Tree, settings: Settings, site_name: str) -> frozenset[str]:
    """The topics that a page would have with other values of the setting `deck_by`."""
    others = (replace(settings, deck_by=deck_by) for deck_by in DECK_BY if deck_by != settings.deck_by)
    pages = [page for other in others if (page := _page(path, tree, other, site_name))]
    return frozenset({*(page.topic for page in pages), *(page.naming.topic_with_level for page in pages)} - {""})


def own_topic(path: str, tree: Tree, settings: Settings, site_name: str) -> str:
    """The topic that a page names itself, even if it asks one question and the folder names the topic."""
    page = _page(path, tree, settings, site_name)
    return page.topic if page else ""


def _page(path: str, tree: Tree, settings: Settings, site_name: str) -> Page | None:
    with suppress(OSError):
        navigation = replace(navigation_of(settings.site), site_name=site_name)
        return read_page(PageFile(path, tree.bytes_of(path)), settings, navigation)[0]
    return None


def flashcard_topic(page: Page, format: str) -> str:
    """The deck of flashcards as their program names it: by a tag, the front matter, the folder, or the page.

    >>> from anki_export.source.page_text_and_metadata import PageFile, read_page
    >>> page, _ = read_page(PageFile("notes/DNS.md", b"#flashcards/Networks/DNS\\n\\nTTL::time\\n"))
    >>> page and flashcard_topic(page, "obsidian")
    'Networks::DNS'
    """
    if page.flashcard_deck:
        return page.flashcard_deck
    if format == OBSIDIAN.name:
        return "::".join(PurePosixPath(page.path).parent.parts)
    if format == HASCARD.name:  # all of its headings are cards
        return PurePosixPath(page.path).stem
    return "::".join(PurePosixPath(page.path).stem.split("___")) if format == LOGSEQ.name else ""
