"""The lock, `decks/lock.json`: the state between builds, one line per card, easy to review and merge."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from sys import intern
from typing import Any, TypeVar, get_origin

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.text.invisible import remove_invisible
from anki_export.text.page_naming import slug
from anki_export.text.regex import regex

FORMAT = 1
"""Increased when older versions of the program could no longer read the file."""
_RESTORE = "restore the file from version control (`git checkout -- {path}`); without it, learners lose their reviews"
_OPTIONAL = ("part", "id", "retired", "was", "apart", "last")
_NAME = regex(r"[^\W_][\w-]*")
"""The form of file names and tags: no path separators, and nothing that a command could take for an option."""
_SURROGATE = regex(r"\\u[Dd][89A-Fa-f]")
_MAX_SLUG_BYTES = 226
"""Maximum length of a slug in bytes: with a version and the suffix of a temporary file, it is a name of 255 bytes."""
_MERGE = (
    "keep one line for each deck and bundle, with the higher version, and one for each guid; end all but the last line"
    " with a comma, remove the conflict markers, and build again"
)


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck as last released; its name and file name never change again."""

    slug: str
    name: str
    topic: str
    level: str
    """Empty if the pages have none."""
    tag: str
    """The topic as a tag and in file names."""
    version: str
    style: str
    """Digest of the templates and styles of its last release."""
    part: str = ""
    """The part of its topic and level that it has: `Quiz`, or empty for all else."""

    @property
    def file_name(self) -> str:
        """The name of its package."""
        return f"{self.slug}-{self.version}.apkg"

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of its cards."""
        return (self.tag, f"level::{slug(self.level)}") if self.level else (self.tag,)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A package of several decks as last released; its name and file name never change again."""

    slug: str
    name: str
    tag: str
    """The tag of its topic; empty if it has the decks of the whole site."""
    version: str
    decks: dict[str, str]
    """The version of each of its decks, by slug."""

    @property
    def file_name(self) -> str:
        """The name of its package."""
        return f"{self.slug}-{self.version}.apkg"


@dataclass(frozen=True, slots=True)
class Card:
    """A card as last released."""

    guid: str
    deck: str
    """Slug of the deck where new learners get it."""
    page: str
    question: str
    """Plain text, with code spans in backticks."""
    answer: str
    """Plain text, like the explanation; used for similarity and by the changelog."""
    explanation: str
    due: int
    """Position among the new cards of the deck; gaps leave room for later questions."""
    version: str
    """The deck version in which the card last changed."""
    modified: int
    """When its content last changed, in seconds since 1970; increases with every change."""
    digest: str
    """Digest of the content, to detect changes."""
    id: str = ""
    """The explicit id from the page."""
    retired: str = ""
    """The first deck version without the card, or empty."""
    was: str = ""
    """The question before it was reworded."""
    apart: str = ""
    """A question that must never be matched to the card, by an author's decision."""
    last: str = ""
    """The last fields of a retired card as a JSON list; a package that marks it needs all of them."""


@dataclass(frozen=True, slots=True)
class Lock:
    """The content of the lock file."""

    decks: Mapping[str, Deck]
    cards: tuple[Card, ...]
    style_digest: str = ""
    style_modified: int = 0
    """When templates or styles of the note type last changed."""
    started: int = 0
    """When the first build of the project was; guids are derived from it."""
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    """By tag."""


_Row = TypeVar("_Row", Deck, Bundle, Card)
_SHOWN = frozenset(("name", "topic", "level", "page", "question", "answer", "explanation"))
"""Fields that are shown to people: a file edited by hand may contain characters that control a terminal."""
_REPEATED = frozenset(("deck", "page", "version"))
"""Texts that many cards share: each is kept in memory once."""

LOCK = "lock.json"
"""The name of its file, next to the packages."""
EMPTY = Lock({}, ())
"""The lock before the first build."""


def dump_lock(lock: Lock) -> Iterator[bytes]:
    """The file's content in pieces: sorted, one line for each deck, bundle and card, so that branches can be merged."""
    head = {
        "format": FORMAT,
        "started": lock.started,
        "note_type": {"digest": lock.style_digest, "modified": lock.style_modified},
    }
    yield json.dumps(head, ensure_ascii=False)[:-1].encode() + b',\n"decks": [\n'
    yield from _rows(Deck, [lock.decks[slug] for slug in sorted(lock.decks)])
    if lock.bundles:
        yield b'],\n"bundles": [\n'
        yield from _rows(Bundle, [lock.bundles[tag] for tag in sorted(lock.bundles)])
    yield b'],\n"cards": [\n'
    yield from _rows(Card, sorted(lock.cards, key=lambda card: (card.deck, card.guid)))
    yield b"]}\n"


def load_lock(data: bytes | None, path: str) -> tuple[Lock | None, Sequence[Diagnostic]]:
    """Parse the file's content; None and diagnostics when it must not be trusted."""
    if data is None:
        return EMPTY, ()
    try:
        text = data.decode()
        marker = re.search(r"^(?:<{7}|={7}|>{7})(?: |$)", text, re.MULTILINE)
        if marker:
            raise _Broken(text.count("\n", 0, marker.start()) + 1, "a merge left conflict markers", _MERGE)
        content = json.loads(text)
        if _SURROGATE.search(text):
            json.dumps(content, ensure_ascii=False).encode()  # reject a lone surrogate now, not when writing
        return _lock_from(content, text, path)
    except UnicodeDecodeError as error:
        broken = _Broken(data[: error.start].count(b"\n") + 1, "the lock is not UTF-8")
    except json.JSONDecodeError as error:
        hint = _MERGE if "delimiter" in error.msg else ""
        broken = _Broken(error.lineno, f"the lock is not valid JSON: {error.msg.lower()}", hint, column=error.colno)
    except (RecursionError, ValueError):  # nested too deeply, or a number with too many digits
        broken = _Broken(1, "the lock can't be read: it contains values that no build writes")
    except _Broken as error:
        broken = error
    place, hint = Location(path, broken.line, broken.column), broken.hint or _RESTORE.format(path=path)
    return None, [Diagnostic(place, broken.rule, broken.message, hint)]


class _Broken(Exception):
    def __init__(self, line: int, message: str, hint: str = "", rule: Rule = Rule.LOCK_BROKEN, column: int = 1) -> None:
        self.line, self.message, self.hint, self.rule, self.column = line, message, hint, rule, column


def problem_of(lock: Lock) -> tuple[str, str] | None:
    """Why a lock can't be used: the slug or guid, and a message; numbers of a forged lock can grow out of range."""
    if not _is_time(lock.style_modified) or not _is_time(lock.started):
        return "", "note_type or started is missing from the lock, or invalid"
    for deck in lock.decks.values():
        if not _is_version(deck.version):
            return deck.slug, f"version {deck.version[:20]!r} is not of the form X.Y.Z"
        if not (_is_slug(deck.slug) and _is_slug(deck.tag) and deck.name.strip()):
            return deck.slug, f"deck {deck.slug[:40]!r} has an invalid slug, name or tag"
    for bundle in lock.bundles.values():
        if not all(map(_is_version, (bundle.version, *bundle.decks.values()))):
            return bundle.slug, f"bundle {bundle.slug[:40]!r} has a version that is not of the form X.Y.Z"
        if not (_is_slug(bundle.slug) and bundle.name.strip()) or bundle.slug in lock.decks:
            return bundle.slug, f"bundle {bundle.slug[:40]!r} has an invalid slug or name"
        if unknown := sorted(bundle.decks.keys() - lock.decks.keys()):
            return bundle.slug, f"bundle {bundle.slug} has deck {unknown[0][:40]!r}, which is not in the lock"
    for card in lock.cards:
        if card.deck not in lock.decks:
            return card.guid, f"card {card.guid[:40]} belongs to deck {card.deck[:40]!r}, which is not in the lock"
        if not card.guid or not _is_time(card.modified) or not 0 < card.due < 2**31:
            return card.guid, f"card {card.guid[:40]!r} has an invalid guid, due number or modification time"
        if card.last and not _is_list_of_texts(card.last):
            return card.guid, f"card {card.guid[:40]!r} has an invalid value for last"
    return None


def _is_version(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}", value) is not None


def _is_slug(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and len(text.encode()) <= _MAX_SLUG_BYTES


def _is_time(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**33


def _is_list_of_texts(text: str) -> bool:
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()  # lone surrogates
    except (ValueError, RecursionError):
        return False
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _rows(kind: type[_Row], rows: Sequence[_Row]) -> Iterator[bytes]:
    """The rows, one per line."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    names = [field.name for field in fields(kind)]
    optional = [name for name in _OPTIONAL if name in names]
    values_of = attrgetter(*names)
    for i, row in enumerate(rows, 1):
        content = dict(zip(names, values_of(row), strict=True))
        for name in optional:
            if not content[name]:
                del content[name]
        yield encode(content).encode() + (b",\n" if i < len(rows) else b"\n")


def _lock_from(content: Any, text: str, path: str) -> tuple[Lock | None, Sequence[Diagnostic]]:
    if not isinstance(content, dict) or type(content.get("format")) is not int or content["format"] < 1:
        raise _Broken(1, "this is not a lock of anki-export: it has no format number")
    if content["format"] > FORMAT:
        raise _Broken(
            1,
            f"the lock was written by a newer anki-export (format {content['format']}, this one reads {FORMAT})",
            "install the version of this program that wrote the lock, or a newer one",
            Rule.LOCK_NEWER,
        )
    note_type: Any = content.get("note_type")
    style: dict[str, Any] = note_type if isinstance(note_type, dict) else {}
    decks, cards = _table(Deck, content, "decks", text), _table(Card, content, "cards", text)
    bundles = _table(Bundle, {"bundles": [], **content}, "bundles", text)
    for kind, slugs in (("deck", [deck.slug for deck in decks]), ("bundle", [bundle.slug for bundle in bundles])):
        if twice := _repeated(slugs):
            raise _Broken(_lines_of(twice[0], text)[0], f"{kind} {twice[0]} is in the lock twice", _MERGE)
    if twice := _repeated(bundle.tag for bundle in bundles):
        raise _Broken(1, f"two bundles have the tag {twice[0][:40]!r}", _MERGE)
    if both := sorted({deck.slug for deck in decks} & {bundle.slug for bundle in bundles}):
        hint = "delete the line of the bundle, and build again: it gets another name"
        raise _Broken(_lines_of(both[0], text)[:2][-1], f"a deck and a bundle have the file name {both[0]}", hint)
    lock = Lock(
        {deck.slug: deck for deck in decks},
        tuple(cards),
        str(style.get("digest", "")),
        style.get("modified", -1),
        content.get("started", -1),
        {bundle.tag: bundle for bundle in bundles},
    )
    if problem := problem_of(lock):
        raise _Broken(_lines_of(problem[0], text)[0], problem[1])
    if twice := _repeated(card.guid for card in cards):
        return None, [_repeated_guid(guid, text, path) for guid in twice]
    return lock, ()


def _repeated_guid(guid: str, text: str, path: str) -> Diagnostic:
    first, *more = _lines_of(guid, text)
    return Diagnostic(
        Location(path, (more or [first])[0], 1),
        Rule.LOCK_GUID,
        f"guid {guid} is already on line {first}",
        "keep only the line with the right question: a guid belongs to one card",
    )


def _table(kind: type[_Row], content: Mapping[str, Any], name: str, text: str) -> list[_Row]:
    rows = content.get(name)
    if not isinstance(rows, list):
        raise _Broken(1, f"the lock has no valid list of {name}")
    types: dict[str, object] = {field.name: get_origin(field.type) or field.type for field in fields(kind)}
    needed = [field.name for field in fields(kind) if field.default != ""]
    for i, row in enumerate(rows):
        rows[i] = _row(kind, row, types, needed, text)  # in place, to save memory
    return rows


def _row(kind: type[_Row], row: Any, types: Mapping[str, object], needed: list[str], text: str) -> _Row:
    if isinstance(row, dict):
        missing = [name for name in needed if name not in row]
        wrong = [name for name, value in row.items() if name in types and type(value) is not types[name]]
        if not missing and not wrong:
            known = {name: value for name, value in row.items() if name in types}
            known |= {name: remove_invisible(row[name]) for name in _SHOWN & row.keys()}
            known |= {name: intern(known[name]) for name in _REPEATED & row.keys()}
            return kind(**known)
        key = str(row.get("guid") or row.get("slug") or "")
        problem = f"has no {', '.join(missing)}" if missing else f"has an invalid value for {', '.join(wrong)}"
        raise _Broken(_lines_of(key, text)[0], f"{kind.__name__.lower()} {key or '?'} {problem}")
    raise _Broken(1, f"an entry of the lock is not a {kind.__name__.lower()}: {str(row)[:60]}")


def _lines_of(key: str, text: str) -> list[int]:
    """The lines with a slug or guid, or else the first line."""
    quoted = json.dumps(key, ensure_ascii=False)
    return [n for n, line in enumerate(text.split("\n"), 1) if key and quoted in line] or [1]


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
