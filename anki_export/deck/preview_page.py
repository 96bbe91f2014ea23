"""Build an HTML page that shows all cards of a release before it is published.

The page consists of preview.html, preview.css and preview.js from this folder, with its data as a block of JSON: an
index of all cards, and parts with what is needed to render and to search them. Large parts are scripts beside the page,
which loads them when it needs them, even without a server. Nothing is loaded from the web.
"""

import hashlib
from base64 import b64encode
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

from msgspec import Struct

from anki_export.deck.note_type import FIELDS, Style
from anki_export.deck.package_content import version_html
from anki_export.deck.plan_result import Result, stopping
from anki_export.deck.preview_chunks import ONE_PAGE, PreviewCard, as_json, chunks_of
from anki_export.deck.render_card_template import is_empty, render, shown_text
from anki_export.diagnostics import Diagnostic, Location, has_errors
from anki_export.release.lock import Card, Deck, Lock
from anki_export.release.release_summary_and_losses import change_counts, versions
from anki_export.release.types import Change, DeckRelease, ReleasedCard, content_of, names_of
from anki_export.source.pages_and_questions import Question
from anki_export.text.word_diff import shorten, word_diff

_FILLED = frozenset({"Question", "Answer", "Explanation", "Topic", "Source", "Version"})
"""The fields that the page fills into its templates; there are templates for each value of the others."""
_TITLE = 80
"""Characters of a question that name its card for screen readers."""


class Preview(Struct, frozen=True):
    """The page, with a version that changes with its content, and the files beside it by their relative names."""

    html: bytes
    version: str
    files: Mapping[str, bytes] = {}


_DeckView = tuple[Deck, Sequence[tuple[Question, ReleasedCard | None]], DeckRelease | None]
"""A deck with its cards; without a planned release, it has only questions."""


def preview(result: Result, *, is_live: bool = False, folder: str = "cards") -> Preview:
    """An HTML page that shows all cards and messages, even if no release can be planned.

    A live page listens for events from its server. With many cards there are files, in `folder` beside the page.
    """
    return _page(*_content(result, is_live, folder))  # the content of single cards is no longer needed then


def _content(result: Result, is_live: bool, folder: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The index, and the parts by their names."""
    style = result.project.style
    decks = list(_deck_views(result))
    by_question, by_page = _assign(result.diagnostics, [question for _, cards, _ in decks for question, _ in cards])
    present = {entry.card.guid for _, cards, _ in decks for _, entry in cards if entry}
    retired: dict[str, list[Card]] = defaultdict(list)
    for card in result.lock.cards:
        if card.retired and card.guid not in present:
            retired[card.deck].append(card)
    by_deck = [[_card(deck, *card, result.lock, by_question) for card in cards] for deck, cards, _ in decks]
    cards = [card for of_deck in by_deck for card in of_deck]
    templates = list(dict.fromkeys(card.templates for card in cards))
    parts = chunks_of(cards, {fields: number for number, fields in enumerate(templates)})
    rules = {one.rule for one in result.diagnostics}
    index = {
        "is_live": is_live,
        "can_build": result.can_build,
        "stops": has_errors(stopping(result.diagnostics, result.broken, strict=False)),
        "is_planned": result.release is not None,
        "css": style.css,
        "templates": [_template(style, dict(fields)) for fields in templates],
        "has_math": any(card.has_math for card in cards),
        "decks": [
            {
                "name": deck.name,
                "topic": names_of(deck)[0],
                "versions": versions(release) if release else "",
                "change_counts": change_counts(release) if release else "",
                "cards": [card.row for card in of_deck],
            }
            for (deck, _, release), of_deck in zip(decks, by_deck, strict=True)
        ],
        "gone": [row for deck, _, release in decks for row in _removed_cards(deck, release, retired[deck.slug])],
        "messages": [{"path": path, "messages": list(map(_message, found))} for path, found in by_page.items()],
        "counts": Counter(one.severity.value for one in result.diagnostics),
        "rules": {rule.code: [rule.severity.value, rule.meaning] for rule in sorted(rules, key=lambda rule: rule.code)},
        "parts": {kind: [part.size for part in some] for kind, some in parts.items()},
        "folder": folder,
    }  # fmt: skip
    return index, {f"{kind}-{n}": part.json for kind, some in parts.items() for n, part in enumerate(some)}


def _page(index: dict[str, Any], parts: Mapping[str, str]) -> Preview:
    """The page with its parts, or with files for them."""
    text = as_json(index)
    digest = hashlib.sha256(text.encode(errors="replace"))
    for part in parts.values():  # one by one: all together can be 100 MB
        digest.update(f"\n{part}".encode(errors="replace"))
    version = digest.hexdigest()[:16]
    in_files = sum(map(len, parts.values())) > ONE_PAGE
    on_page = "" if in_files else ",".join(f'"{name}":{part}' for name, part in parts.items())
    page, script = _file("preview.html"), _file("preview.js")
    # The policy of the page: it may run its own scripts, show embedded media, and listen when live.
    fingerprint = b64encode(hashlib.sha256(f"\n{script}\n".encode()).digest()).decode()
    page = page.replace("FINGERPRINT", fingerprint).replace(" NONCE", f" 'nonce-{version}'" if in_files else "")
    page = page.replace("EVENTS", "'self'" if index["is_live"] else "'none'").replace("VERSION", version, 1)
    page = page.replace("/* preview.css */", _file("preview.css")).replace("/* preview.js */", script)
    head, tail = page.split("DATA", 1)
    html = f'{head}{text.removesuffix("}")},"on_page":{{{on_page}}}}}{tail}'.encode(errors="replace")
    beside = parts if in_files else {}
    named = {
        f"{index['folder']}/{name}.js": f'receive("{version}","{name}",{part})\n'.encode(errors="replace")
        for name, part in beside.items()
    }
    return Preview(html, version, named)


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


def _card(
    deck: Deck,
    question: Question,
    entry: ReleasedCard | None,
    lock: Lock,
    messages: Mapping[Location, Sequence[Diagnostic]],
) -> PreviewCard:
    version = version_html(entry.card, deck) if entry else ""
    names = [name for name, _ in FIELDS]
    values = dict(zip(names, (*content_of(question, names_of(deck)), version, ""), strict=True))
    filled = {
        **{name: values[name] for name in ("Question", "Answer", "Explanation")},
        "Source": shown_text(question.url),
    }
    found = messages.get(question.location, ())
    source = entry.card if entry else question
    tags = deck.tags_of(source.section, source.tags)
    row: list[Any] = [
        len(question.answer) + len(question.explanation),
        *((entry.card.guid, entry.change.value) if entry else (None, None)),
        *([sorted({one.rule.code for one in found})] if found else ()),
    ]
    details: dict[str, Any] = {
        "title": question.question_text[:_TITLE],
        "path": question.location.path,
        "line": question.location.line,
        "fields": filled,
        "tags": tags,
        "format": question.format,
        "rule": question.rule,
    }
    if found:
        details["messages"] = [_message(one) for one in found]
    if entry:
        details["version"] = entry.card.version
        if version != entry.card.version:  # it is linked
            filled["Version"] = version
        if entry.before and entry.change is not Change.KEPT:
            details["was"] = list(_changes(entry.before, entry.card))
        if entry.before and entry.change is Change.MOVED:
            details["from"] = lock.decks[entry.before.deck].name
    return PreviewCard(
        row,
        as_json(details),
        as_json(_searched(question, entry.card.guid if entry else "", tags, found)),
        tuple(
            (name, f"\0{name}\0" if name in _FILLED and not is_empty(value) else value)
            for name, value in values.items()
        ),
        question.media,
        any("\\(" in text or "\\[" in text for text in filled.values()),
    )


def _searched(question: Question, guid: str, tags: Iterable[str], messages: Iterable[Diagnostic]) -> str:
    """What a search looks into, in lower case, which would take the browser a fifth of the time of a first search."""
    is_option = question.answer_text in question.question_text
    texts = (
        question.question_text,
        *(() if is_option else (question.answer_text,)),
        question.explanation_text,
        f"{question.location.path}:{question.location.line}",
        *(guid, *tags),
        *(f"{one.rule.code} {one.message}" for one in messages),
    )
    return normalize("NFC", "\n".join(texts).lower())


def _template(style: Style, fields: dict[str, str]) -> dict[str, str]:
    """The front and the back of cards; the page fills in fields, whose names are between null characters."""
    return {"front": render(style.front, fields), "back": render(style.back, {**fields, "FrontSide": "\0FrontSide\0"})}


def _changes(before: Card, now: Card) -> Iterator[list[Any]]:
    """Yield each changed text: the name of the field, and the pieces of its word diff."""
    for name in ("question", "answer", "explanation"):
        old, new = getattr(before, name), getattr(now, name)
        if old != new:
            yield [name, [[piece.sign, piece.text] for piece in shorten(word_diff(old, new))]]


def _removed_cards(deck: Deck, release: DeckRelease | None, before: Sequence[Card]) -> Iterator[dict[str, Any]]:
    """The cards that the release removes from the deck, and those that earlier releases retired."""
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


def _message(diagnostic: Diagnostic) -> list[str]:
    """Its code, text and hint, and where it is on its page."""
    place = str(diagnostic.location).removeprefix(diagnostic.location.path)
    return [diagnostic.rule.code, diagnostic.message, diagnostic.hint, place]


def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
