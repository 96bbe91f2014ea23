"""All cards of a release → one HTML page to look at them before they are published.

The page is made of preview.html, preview.css and preview.js beside this file, with what it shows as a block of JSON.
It needs nothing else, neither from the web nor from disk.
"""

import hashlib
import json
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from anki_export.deck.note_type import FIELDS, Style
from anki_export.deck.result import Result
from anki_export.deck.template import render
from anki_export.diagnostics import Diagnostic, Location
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.release import Change, ReleasedCard, content_of, names_of
from anki_export.release.summary import in_short, versions
from anki_export.source.question import Media, Question
from anki_export.text.word_diff import shorten, word_diff

_MIME = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif",
    ".webp": "image/webp", ".avif": "image/avif", ".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".wav": "audio/wav",
    ".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac",
}  # fmt: skip
"""What a browser must be told; it finds out the rest by itself."""

FRONT = "\0"
"""Stands on a back for its front, which is on the page already; no field can hold it."""


@dataclass(frozen=True, slots=True)
class Preview:
    """The page, with a version that tells whether another one shows something else."""

    html: bytes
    version: str


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A deck with what stands in it; without a plan nothing is known but the questions."""

    deck: Deck
    cards: Sequence[tuple[Question, ReleasedCard | None]]
    versions: str = ""
    in_short: str = ""
    retired: Sequence[Card] = ()
    moved_away: Sequence[Card] = ()


def preview(result: Result, *, is_live: bool = False) -> Preview:
    """One page that shows all cards and messages, also where no release can be planned.

    A live page waits for events of the server that it came from.
    """
    style, lock = result.project.style, result.lock
    shelves = list(_shelves(result))
    beside, alone = _assigned(result.diagnostics, [question for shelf in shelves for question, _ in shelf.cards])
    present = {entry.card.guid for shelf in shelves for _, entry in shelf.cards if entry}
    media = {file.name: file for shelf in shelves for question, _ in shelf.cards for file in question.media}
    data = json.dumps(
        {
            "is_live": is_live,
            "can_build": result.can_build,
            "is_planned": result.release is not None,
            "css": style.css,
            "media": {name: _data_url(media[name]) for name in sorted(media)},
            "decks": [
                {
                    "name": shelf.deck.name,
                    "versions": shelf.versions,
                    "in_short": shelf.in_short,
                    "cards": [_card_row(shelf.deck, *card, style, lock, beside) for card in shelf.cards],
                }
                for shelf in shelves
            ],
            "gone": [row for shelf in shelves for row in _gone(shelf, lock, present)],
            "messages": [{"path": path, "messages": [_message(d) for d in told]} for path, told in alone.items()],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    data = data.replace("<", r"\u003c").replace("\u2028", r"\u2028").replace("\u2029", r"\u2029")
    page, script = _file("preview.html"), _file("preview.js")
    page = page.replace("POLICY", _policy(script, is_live=is_live))
    page = page.replace("/* preview.css */", _file("preview.css")).replace("/* preview.js */", script)
    version = hashlib.sha256(data.encode(errors="replace")).hexdigest()[:16]
    head, tail = page.replace("VERSION", version, 1).split("DATA", 1)
    return Preview(f"{head}{data}{tail}".encode(errors="replace"), version)


def _shelves(result: Result) -> Iterator[_Shelf]:
    if result.release is None:
        by_deck: dict[Deck, list[Question]] = defaultdict(list)
        for question, deck, _ in result.placed():
            by_deck[deck].append(question)
        for deck in sorted(by_deck, key=lambda deck: deck.name):
            yield _Shelf(deck, [(question, None) for question in by_deck[deck]])
        return
    for deck_release in result.release.decks:
        cards = [(entry.question, entry) for entry in deck_release.cards]
        yield _Shelf(
            deck_release.deck,
            cards,
            versions(deck_release),
            in_short(deck_release),
            deck_release.retired,
            deck_release.moved_away,
        )


def _assigned(
    diagnostics: Iterable[Diagnostic], questions: Sequence[Question]
) -> tuple[dict[Location, list[Diagnostic]], dict[str, list[Diagnostic]]]:
    """The messages of each question by its place, and by page those that stand outside of all of them."""
    blocks: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        blocks[question.location.path].append(question)
    beside: dict[Location, list[Diagnostic]] = defaultdict(list)
    alone: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in diagnostics:
        place = diagnostic.location
        for question in blocks[place.path]:
            if question.location.line <= place.line <= question.last_line:
                beside[question.location].append(diagnostic)
                break
        else:
            alone[place.path].append(diagnostic)
    return beside, alone


def _card_row(
    deck: Deck,
    question: Question,
    entry: ReleasedCard | None,
    style: Style,
    lock: Lock,
    messages: dict[Location, list[Diagnostic]],
) -> dict[str, Any]:
    values = (*content_of(question, names_of(deck)), entry.card.version if entry else "", "")
    fields = {name: value for (name, _), value in zip(FIELDS, values, strict=True)}
    row: dict[str, Any] = {
        "front": render(style.front, fields),
        "back": render(style.back, {**fields, "FrontSide": FRONT}),
        "texts": [question.question_text, question.answer_text, question.explanation_text],
        "tags": deck.tags,
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
    """The texts that changed: name of the field, then signs with what stayed, went and came."""
    for name in ("question", "answer", "explanation"):
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield [name, [[piece.sign, piece.text] for piece in shorten(word_diff(old, new))]]


def _gone(shelf: _Shelf, lock: Lock, present: set[str]) -> Iterator[dict[str, Any]]:
    """The cards that the deck loses now, and those that it lost before."""
    before = [c for c in lock.cards if c.deck == shelf.deck.slug and c.retired and c.guid not in present]
    for how, cards in (("retired", shelf.retired), ("moved away", shelf.moved_away), ("retired before", before)):
        for card in cards:
            yield {
                "deck": shelf.deck.name,
                "how": how,
                "guid": card.guid,
                "path": card.page,
                "version": card.retired,
                "texts": [card.question, card.answer, card.explanation],
            }


def _message(diagnostic: Diagnostic) -> dict[str, str]:
    return {
        "place": str(diagnostic.location),
        "severity": diagnostic.severity.value,
        "code": diagnostic.rule.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _data_url(file: Media) -> str:
    mime = _MIME.get(PurePosixPath(file.name).suffix.lower(), "application/octet-stream")
    return f"data:{mime};base64,{b64encode(file.data).decode()}"


def _policy(script: str, *, is_live: bool) -> str:
    """What the page, and the cards on it, may do: run its script, show what it brings, hear of changes when live."""
    fingerprint = b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode()
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'sha256-{fingerprint}'",
            "style-src 'unsafe-inline'",
            "img-src data:",
            "media-src data:",
            "connect-src 'self'" if is_live else "connect-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _file(name: str) -> str:
    return files("anki_export.deck").joinpath(name).read_text("utf-8")
