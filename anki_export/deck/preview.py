"""Build an HTML page that shows all cards of a release before it is published.

The page consists of preview.html, preview.css and preview.js from this folder, with its data as a block of JSON. It
loads nothing else, neither from the web nor from disk.
"""

import hashlib
import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from anki_export.deck.note_type import FIELDS, Style
from anki_export.deck.package_content import version_html
from anki_export.deck.render_template import render
from anki_export.deck.result import Result, stopping
from anki_export.diagnostics import Diagnostic, Location, has_errors
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.summary import change_counts, versions
from anki_export.release.types import Change, DeckRelease, ReleasedCard, content_of, names_of
from anki_export.source.types import Media, Question
from anki_export.text.word_diff import shorten, word_diff

_MIME = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".avif": "image/avif", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav",
    ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac",
}  # fmt: skip
"""Media types that browsers need; they detect the others."""

FRONT = "\0"
"""Placeholder for the front on a back, so that it is not on the page twice; no field contains it."""


class Preview(Struct, frozen=True):
    """The page, with a version that changes with its content."""

    html: bytes
    version: str


_DeckView = tuple[Deck, Sequence[tuple[Question, ReleasedCard | None]], DeckRelease | None]
"""A deck with its cards; without a planned release, it has only questions."""


def preview(result: Result, *, is_live: bool = False) -> Preview:
    """An HTML page that shows all cards and messages, even if no release can be planned.

    A live page listens for events from its server.
    """
    style, lock = result.project.style, result.lock
    decks = list(_deck_views(result))
    by_question, by_page = _assign(result.diagnostics, [question for _, cards, _ in decks for question, _ in cards])
    present = {entry.card.guid for _, cards, _ in decks for _, entry in cards if entry}
    media = {file.name: file for _, cards, _ in decks for question, _ in cards for file in question.media}
    data = json.dumps(
        {
            "is_live": is_live,
            "can_build": result.can_build,
            "stops": has_errors(stopping(result.diagnostics, result.broken, strict=False)),
            "is_planned": result.release is not None,
            "css": style.css,
            "media": {name: _data_url(media[name]) for name in sorted(media)},
            "decks": [
                {
                    "name": deck.name,
                    "versions": versions(release) if release else "",
                    "change_counts": change_counts(release) if release else "",
                    "cards": [_card_row(deck, *card, style, lock, by_question) for card in cards],
                }
                for deck, cards, release in decks
            ],
            "gone": [row for deck, _, release in decks for row in _removed_cards(deck, release, lock, present)],
            "messages": [{"path": path, "messages": list(map(_message, found))} for path, found in by_page.items()],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    data = data.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
    page, script = _file("preview.html"), _file("preview.js")
    fingerprint = b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode()
    # The policy of the page: it may run its own script, show embedded media, and listen when live.
    page = page.replace("FINGERPRINT", fingerprint).replace("EVENTS", "'self'" if is_live else "'none'")
    page = page.replace("/* preview.css */", _file("preview.css")).replace("/* preview.js */", script)
    version = hashlib.sha256(data.encode(errors="replace")).hexdigest()[:16]
    head, tail = page.replace("VERSION", version, 1).split("DATA", 1)
    return Preview(f"{head}{data}{tail}".encode(errors="replace"), version)


def _deck_views(result: Result) -> Iterator[_DeckView]:
    if result.release is None:
        by_deck: dict[Deck, list[tuple[Question, None]]] = defaultdict(list)
        for question, deck, _ in result.placed():
            by_deck[deck].append((question, None))
        for deck in sorted(by_deck, key=lambda deck: deck.name):
            yield deck, by_deck[deck], None
        return
    for release in result.release.decks:
        yield release.deck, [(entry.question, entry) for entry in release.cards], release


def _assign(
    diagnostics: Iterable[Diagnostic], questions: Sequence[Question]
) -> tuple[dict[Location, list[Diagnostic]], dict[str, list[Diagnostic]]]:
    """The diagnostics of each question by its location, and by page those outside all questions."""
    blocks: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        blocks[question.location.path].append(question)
    by_question: dict[Location, list[Diagnostic]] = defaultdict(list)
    by_page: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        place = diagnostic.location
        for question in blocks[place.path]:
            if question.location.line <= place.line <= question.last_line:
                by_question[question.location].append(diagnostic)
                break
        else:
            by_page[place.path].append(diagnostic)
    return by_question, by_page


def _card_row(
    deck: Deck,
    question: Question,
    entry: ReleasedCard | None,
    style: Style,
    lock: Lock,
    messages: dict[Location, list[Diagnostic]],
) -> dict[str, Any]:
    values = (*content_of(question, names_of(deck)), version_html(entry.card, deck) if entry else "", "")
    fields = {name: value for (name, _), value in zip(FIELDS, values, strict=True)}
    row: dict[str, Any] = {
        "front": render(style.front, fields),
        "back": render(style.back, {**fields, "FrontSide": FRONT}),
        "texts": [question.question_text, question.answer_text, question.explanation_text],
        "tags": deck.tags_of(entry.card.section if entry else question.section),
        "format": question.format,
        "rule": question.rule,
        "path": question.location.path,
        "line": question.location.line,
        "messages": [_message(d) for d in messages.get(question.location, ())],
    }
    if entry:
        row |= {"guid": entry.card.guid, "version": entry.card.version, "change": entry.change.value}
        if entry.before and entry.change is not Change.KEPT:
            row["was"] = list(_changes(entry.before, entry.card))
        if entry.before and entry.change is Change.MOVED:
            row["from"] = lock.decks[entry.before.deck].name
    return row


def _changes(before: Card, now: Card) -> Iterator[list[Any]]:
    """Yield each changed text: the name of the field, and the pieces of its word diff."""
    for name in ("question", "answer", "explanation"):
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield [name, [[piece.sign, piece.text] for piece in shorten(word_diff(old, new))]]


def _removed_cards(deck: Deck, release: DeckRelease | None, lock: Lock, present: set[str]) -> Iterator[dict[str, Any]]:
    """The cards that the release removes from the deck, and those that earlier releases retired."""
    before = [c for c in lock.cards if c.deck == deck.slug and c.retired and c.guid not in present]
    moved = [card for card, _ in release.moved_away] if release else []
    gone = [("retired", release.retired), ("moved away", moved)] if release else []
    for how, cards in (*gone, ("retired before", before)):
        for card in cards:
            yield {
                "deck": deck.name,
                "how": how,
                "guid": card.guid,
                "path": card.page,
                "version": card.retired,
                "texts": [card.question, card.answer, card.explanation],
            }


def _message(diagnostic: Diagnostic) -> dict[str, str | int]:
    return {**diagnostic.as_json(), "place": str(diagnostic.location)}


def _data_url(file: Media) -> str:
    mime = _MIME.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream")
    return f"data:{mime};base64,{b64encode(file.data).decode()}"


def _file(name: str) -> str:
    return files("anki_export.deck").joinpath(name).read_text("utf-8")
