"""What a package has in it: the notes of a deck release, or marks for retired cards."""

import hashlib
import json
from collections.abc import Iterable
from html import escape

from msgspec import Struct

from anki_export.deck.note_type import FIELDS, Style
from anki_export.release.lock import Card, Deck
from anki_export.release.types import DeckRelease, content_of, names_of
from anki_export.source.pages_and_questions import Media
from anki_export.source.render_and_sanitize import text_html

_FORMAT = "1"
"""Increased when the same notes result in different bytes."""
MARK = b"anki-export "
"""The start of the fingerprint at the end of each package."""


class Note(Struct, frozen=True, gc=False):
    """A note as written into a package."""

    guid: str
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    due: int
    modified: int


class PackageContent(Struct, frozen=True):
    """The complete content of a package."""

    deck_id: int
    deck_name: str
    description: str
    notes: tuple[Note, ...]
    media: tuple[Media, ...]
    style: Style
    style_modified: int

    @property
    def fingerprint(self) -> bytes:
        """A digest of the content, which is the end of the package."""
        content = json.dumps(
            [
                _FORMAT,
                self.deck_id,
                self.deck_name,
                self.description,
                self.style_modified,
                self.style.digest,
                [[note.guid, note.fields, note.tags, note.due, note.modified] for note in self.notes],
            ]
        )
        return MARK + hashlib.sha256(content.encode()).hexdigest().encode()

    def is_in(self, package: bytes | None) -> bool:
        """Whether a package has this content."""
        return package is not None and package.endswith(self.fingerprint)


def package_content(release: DeckRelease, style: Style, style_modified: int) -> PackageContent:
    """The content of the package for a deck release."""
    deck, names = release.deck, names_of(release.deck)
    notes = tuple(
        Note(
            entry.card.guid,
            (*content_of(entry.question, names), version_html(entry.card, deck), ""),
            deck.tags_of(entry.card.section, entry.card.tags),
            entry.card.due,
            entry.card.modified,
        )
        for entry in release.cards
    )
    media = {file.name: file for entry in release.cards for file in entry.question.media}
    return PackageContent(
        _deck_id(deck.slug),
        deck.name,
        _description(release),
        notes,
        tuple(media[name] for name in sorted(media)),
        style,
        style_modified,
    )


def version_html(card: Card, deck: Deck) -> str:
    """The version of a card, with links to the news of its deck and to where it is edited.

    It stays the same until the next release: the addresses are those in the lock.
    """
    edit = _link(card.edit, "Improve this card")
    return _link(deck.url, card.version) + (f" · {edit}" if card.edit else "")


def _link(url: str, text: str) -> str:
    return f'<a class="iq-src" href="{escape(url)}">{text}</a>' if url.startswith(("https://", "http://")) else text


def retirements(deck: Deck, cards: Iterable[Card], style: Style, style_modified: int) -> PackageContent:
    """The content of a package that marks retired cards with a tag, and with a banner that names the version.

    A package can't remove or suspend cards, not even its own; with the tag, a learner finds them in one search. Cards
    whose last fields are unknown are left out.
    """
    notes = []
    for card in sorted(filter(has_last_fields, cards), key=lambda card: (card.due, card.guid)):
        *fields, _ = json.loads(card.last)
        banner = f"Retired in version {card.retired}: the deck no longer asks this."
        notes.append(
            Note(
                card.guid,
                (*fields, banner),
                (*deck.tags_of(card.section, card.tags), "retired"),
                card.due,
                card.modified,
            )
        )
    # If the description is empty, Anki keeps the current one.
    return PackageContent(_deck_id(deck.slug), deck.name, "", tuple(notes), (), style, style_modified)


def has_last_fields(card: Card) -> bool:
    """Whether all last fields of a retired card are known, so that it can be marked."""
    return bool(card.last) and len(json.loads(card.last)) == len(FIELDS)


def note_ids(content: PackageContent) -> list[int]:
    """An id for each note; the following id is for its card. Anki reads ids as creation times in milliseconds."""
    ids = [0] * len(content.notes)
    free = 1
    for i in sorted(range(len(ids)), key=lambda i: content.notes[i].modified):
        ids[i] = free = max(free, content.notes[i].modified * 1000)
        free += 2
    return ids


def _description(release: DeckRelease) -> str:
    """The HTML description that Anki shows for the deck; it replaces the previous one."""
    deck, count = release.deck, len(release.cards)
    size = f"{count} card{'' if count == 1 else 's'}"
    parts = filter(None, (deck.topic, deck.level, f"version {deck.version}", size))
    lines = [text_html(" · ".join(parts))]
    if release.urls:
        links = ", ".join(f'<a href="{escape(url)}">{escape(url, quote=False)}</a>' for url in release.urls)
        lines.append(f"Source: {links}")
    if deck.license:
        lines.append(f"License: see the file {text_html(deck.license)} of the source")
    return "<br>".join(lines)


def _deck_id(slug: str) -> int:
    """A unique id outside the range of Anki's ids, which are milliseconds; Anki matches decks by name."""
    return (1 << 40) + int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4])
