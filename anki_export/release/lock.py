"""The lock, `decks/lock.json`: the state between builds, one line per card, easy to review and merge."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.text.deck_names_and_slugs import slug
from anki_export.text.invisible_characters import remove_invisible
from anki_export.text.lazy_regex import regex
from anki_export.text.merge_conflicts import marker

FORMAT = 1
"""Increased when older versions of the program could no longer read the file."""
_RESTORE = "restore the file from version control (`git checkout -- {path}`); without it, learners lose their reviews"
_NAME = regex(r"[^\W_][\w-]*")
"""The form of file names and tags: no path separators, and nothing that a command could take for an option."""
_ADDRESS = regex(r"https://[\w.-]+/[\w.~%/-]+", re.ASCII)
"""The form of addresses of repositories: a forged lock could put another scheme on cards."""
_MAX_SLUG_BYTES = 226
"""Maximum length of a slug in bytes: with a version and the suffix of a temporary file, it is a name of 255 bytes."""
_NO_TIME = "note_type or started is missing from the lock, or invalid"
_UNREADABLE = "the lock can't be read: it contains values that a build never writes"


class Deck(Struct, frozen=True, omit_defaults=True, gc=False):
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
    own_style: str = ""
    """Digest of the project's own part of the style; empty if it has none."""
    language: str = ""
    """The code of the language that its topic names; empty if it names none."""
    url: str = ""
    """Its place on the download page at its last release; empty if that was not known."""
    pages: str = ""
    """The address of the folder that its pages are relative to, as in `Origin`; empty if cards link to no repository.

    It is that of the first release: clones and forks make the same cards.
    """
    license: str = ""
    """The name of the license file that its description names."""

    @property
    def file_name(self) -> str:
        """The name of its package."""
        return f"{self.slug}-{self.version}.apkg"

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that all of its cards have."""
        level = (f"level::{slug(self.level)}",) if self.level else ()
        return (self.tag, *level, *((f"language::{self.language}",) if self.language else ()))

    def tags_of(self, section: str, of_page: Sequence[str] = ()) -> tuple[str, ...]:
        """The tags of a card in a section of its page, which may have tags, too; an empty section adds none."""
        own = dict.fromkeys((section, *of_page) if section else of_page)
        return (*self.tags, *(f"{self.tag}::{name}" for name in own)) if own else self.tags


class Bundle(Struct, frozen=True):
    """A package of several decks as last released; its name and file name never change again."""

    slug: str
    name: str
    tag: str
    """The tag of its topic or language; empty if it has all decks of the whole site, or of its main language."""
    version: str
    decks: dict[str, str]
    """The version of each of its decks, by slug."""

    @property
    def file_name(self) -> str:
        """The name of its package."""
        return f"{self.slug}-{self.version}.apkg"


class Card(Struct, frozen=True, omit_defaults=True, gc=False):
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
    """Digest of the content as released, to detect changes."""
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
    released: int = 0
    """When the content of a retired card last changed; 0 for a card in use, and once a package has marked the card."""
    section: str = ""
    """The section of its page when its content last changed: the rest of a tag below that of the topic."""
    tags: tuple[str, ...] = ()
    """The tags of its page when its content last changed, each the rest of a tag below that of the topic."""
    reads: str = ""
    """Digest of what a learner reads of it; empty if it equals `digest`, or if an older version released the card."""
    edit: str = ""
    """Where its question was edited at the last release of its deck; empty if that was not known."""
    line: int = 0
    """The line of its page when its content last changed, if it links to the page in a repository."""

    @property
    def title(self) -> str:
        """The question without what is below it, such as options."""
        return self.question.strip().partition("\n")[0]


class Lock(Struct, frozen=True):
    """The content of the lock file."""

    decks: Mapping[str, Deck]
    cards: tuple[Card, ...]
    style_digest: str = ""
    style_modified: int = 0
    """When templates or styles of the note type last changed."""
    started: int = 0
    """When the first build of the project was; guids are derived from it."""
    bundles: Mapping[str, Bundle] = {}
    """The bundles by tag."""


class _NoteType(Struct, frozen=True):
    digest: str = ""
    modified: int = -1


class Head(Struct, frozen=True):
    """The first line of the file."""

    format: Annotated[int, Meta(ge=1)]
    started: int = -1
    note_type: _NoteType = _NoteType()


class _File(Struct, frozen=True):
    """The layout of the file."""

    format: Annotated[int, Meta(ge=1, le=FORMAT)]
    decks: list[Deck]
    cards: tuple[Card, ...]
    bundles: list[Bundle] = []
    started: int = -1
    note_type: _NoteType = _NoteType()


_SHOWN: Mapping[type, tuple[str, ...]] = {
    Deck: ("name", "topic", "level", "license"),
    Bundle: ("name",),
    Card: ("page", "question", "answer", "explanation"),
}
"""Fields that are shown to people: a file edited by hand may contain characters that control a terminal."""
_Row = TypeVar("_Row", bound=Deck | Bundle | Card)
_REPEATED = ("deck", "page", "version")
"""Texts that many cards share: each is kept in memory once."""
_MISSING = regex(r"required field `(\w+)`")
_PLACE = regex(r"`\$\.(?P<table>\w+)(?:\[(?P<row>\d+)\](?:\.(?P<field>\w+))?)?")
"""In messages of msgspec, such as ``Object missing required field `due` - at `$.cards[3]` ``."""

LOCK = "lock.json"
"""The name of its file, next to the packages."""
EMPTY_LOCK = Lock({}, ())
"""The lock before the first build."""


def dump_lock(lock: Lock) -> Iterator[bytes]:
    """The file's content in pieces: sorted, one line for each deck, bundle and card, so that branches can be merged."""
    head = {
        "format": FORMAT,
        "started": lock.started,
        "note_type": {"digest": lock.style_digest, "modified": lock.style_modified},
    }
    yield json_line(head)[:-1] + b',\n"decks": [\n'
    yield from _rows([lock.decks[slug] for slug in sorted(lock.decks)])
    if lock.bundles:
        yield b'],\n"bundles": [\n'
        yield from _rows([lock.bundles[tag] for tag in sorted(lock.bundles)])
    yield b'],\n"cards": [\n'
    cards = sorted(lock.cards, key=lambda card: (card.deck, card.guid))
    yield from _rows(cards)
    yield b"]}\n"


def _rows(rows: Sequence[Struct]) -> Iterator[bytes]:
    """The rows, one per line."""
    for i, row in enumerate(rows, 1):
        yield json_line(row) + (b",\n" if i < len(rows) else b"\n")


def load_lock(data: bytes | None, path: str) -> tuple[Lock | None, Sequence[Diagnostic]]:
    """Parse the file's content; None and diagnostics when it must not be trusted."""
    if data is None:
        return EMPTY_LOCK, ()
    try:
        return _lock_from(_decoded(data), data, path)
    except LockError as broken:
        return None, [broken.diagnostic(path)]


def json_line(value: object) -> bytes:
    """A value as JSON on one line, with a space after each comma and colon, and with characters as they are."""
    return msgspec.json.format(msgspec.json.encode(value), indent=0)


class LockError(Exception):
    """Why a lock can't be used, and where."""

    def __init__(self, line: int, message: str, hint: str = "", rule: Rule = Rule.LOCK_BROKEN, column: int = 1) -> None:
        self.line, self.message, self.hint, self.rule, self.column = line, message, hint, rule, column

    def diagnostic(self, path: str) -> Diagnostic:
        """The message about the lock at `path`; by default, the advice is to restore it."""
        hint = self.hint or _RESTORE.format(path=path)
        return Diagnostic(Location(path, self.line, self.column), self.rule, self.message, hint)


def problem_of(lock: Lock) -> tuple[str, str] | None:
    """Why a lock can't be used: the slug or guid, and a message; numbers of a forged lock can grow out of range."""
    if not _is_time(lock.style_modified) or not _is_time(lock.started):
        return "", _NO_TIME
    for deck in lock.decks.values():
        if not _is_version(deck.version):
            return deck.slug, f"version {deck.version[:20]!r} is not of the form X.Y.Z"
        if not (_is_slug(deck.slug) and _is_slug(deck.tag) and deck.name.strip()):
            return deck.slug, f"deck {deck.slug[:40]!r} has an invalid slug, name or tag"
        if deck.pages and not _ADDRESS.fullmatch(deck.pages):
            return deck.slug, f"deck {deck.slug[:40]!r} has an invalid page address"
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
        if not card.guid or not _is_time(card.modified) or not 0 < card.due < 2**31 or card.line < 0:
            return card.guid, f"card {card.guid[:40]!r} has an invalid guid, due number, line or modification time"
        if not _is_time(card.released):
            return card.guid, f"card {card.guid[:40]!r} has an invalid value for released"
        if card.section and not all(map(_is_slug, card.section.split("::"))):
            return card.guid, f"card {card.guid[:40]!r} has an invalid section"
        if not all(_is_slug(part) for name in card.tags for part in name.split("::")):
            return card.guid, f"card {card.guid[:40]!r} has an invalid tag"
        if card.last and not _is_list_of_texts(card.last):
            return card.guid, f"card {card.guid[:40]!r} has an invalid value for last"
    return None


def check_lock(lock: Lock, data: bytes) -> None:
    """Raise LockError with the line if a lock that was read from `data` can't be used."""
    if problem := problem_of(lock):
        raise LockError(_lines_of(problem[0], data)[0], problem[1])


def _is_version(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}\.[0-9]{1,9}\.[0-9]{1,9}", value) is not None


def _is_slug(text: str) -> bool:
    return _NAME.fullmatch(text) is not None and len(text.encode()) <= _MAX_SLUG_BYTES


def _is_time(value: object) -> bool:
    return type(value) is int and 0 <= value < 2**33


def _is_list_of_texts(text: str) -> bool:
    try:
        return bool(msgspec.json.decode(text, type=list[str]))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return False


def _decoded(data: bytes) -> _File:
    try:
        file = msgspec.json.decode(data, type=_File)
        if not data.isascii():
            data.decode()  # msgspec does not look at the bytes of unknown fields, such as a damaged name
        return file
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise _reason(data, str(error)) from None


def _reason(data: bytes, error: str) -> LockError:
    """Why msgspec refuses the file, with the line; `error` is its own message."""
    try:
        text = data.decode()
        if line := next((number for number, line in enumerate(text.split("\n"), 1) if marker(line)), 0):
            return LockError(line, "a merge left conflict markers")
        content = json.loads(text)
    except UnicodeDecodeError as found:
        return LockError(data[: found.start].count(b"\n") + 1, "the lock is not UTF-8")
    except json.JSONDecodeError as found:
        return LockError(found.lineno, f"the lock is not valid JSON: {found.msg.lower()}", column=found.colno)
    except (RecursionError, ValueError):  # nested too deeply, or a number with too many digits
        return LockError(1, _UNREADABLE)
    if not isinstance(content, dict) or type(content.get("format")) is not int or content["format"] < 1:
        return LockError(1, "this is not a lock of anki-export: it has no format number")
    if content["format"] > FORMAT:
        return newer(content["format"])
    return _invalid(content, data, error)


def newer(format_: int) -> LockError:
    """The error for a lock that this version can't read."""
    return LockError(
        1,
        f"the lock was written by a newer anki-export (format {format_}, this one reads {FORMAT})",
        "install the version of this program that wrote the lock, or a newer one",
        Rule.LOCK_NEWER,
    )


def _invalid(content: Mapping[str, Any], data: bytes, error: str) -> LockError:
    """Which value has the wrong type or is missing."""
    missing, place = _MISSING.search(error), _PLACE.search(error)
    table = place["table"] if place else missing[1] if missing else ""
    if not table:  # such as a lone surrogate
        return LockError(1, _UNREADABLE)
    if table not in ("decks", "bundles", "cards"):
        return LockError(1, _NO_TIME)
    rows, kind = content.get(table), table[:-1]
    if not isinstance(rows, list) or not place or not place["row"]:
        return LockError(1, f"the lock has no valid list of {table}")
    row = rows[int(place["row"])] if int(place["row"]) < len(rows) else None  # None if the file has the list twice
    if not isinstance(row, dict):
        return LockError(1, f"an entry of the lock is not a {kind}: {str(row)[:60]}")
    key = str(row.get("guid") or row.get("slug") or "")
    problem = f"has no {missing[1]}" if missing else f"has an invalid value for {place['field']}"
    return LockError(_lines_of(key, data)[0], f"{kind} {key or '?'} {problem}")


def _lock_from(file: _File, data: bytes, path: str) -> tuple[Lock | None, Sequence[Diagnostic]]:
    decks, bundles = list(map(cleaned, file.decks)), list(map(cleaned, file.bundles))
    cards = tuple(map(cleaned, file.cards))
    for kind, slugs in (("deck", [deck.slug for deck in decks]), ("bundle", [bundle.slug for bundle in bundles])):
        if twice := _repeated(slugs):
            raise LockError(_lines_of(twice[0], data)[0], f"{kind} {twice[0]} is in the lock twice")
    if twice := _repeated(bundle.tag for bundle in bundles):
        raise LockError(1, f"two bundles have the tag {twice[0][:40]!r}")
    if both := sorted({deck.slug for deck in decks} & {bundle.slug for bundle in bundles}):
        raise LockError(_lines_of(both[0], data)[:2][-1], f"a deck and a bundle have the file name {both[0]}")
    lock = Lock(
        {deck.slug: deck for deck in decks},
        cards,
        file.note_type.digest,
        file.note_type.modified,
        file.started,
        {bundle.tag: bundle for bundle in bundles},
    )
    check_lock(lock, data)
    if twice := _repeated(card.guid for card in cards):
        return None, [_repeated_guid(guid, data, path) for guid in twice]
    return lock, ()


def _repeated_guid(guid: str, data: bytes, path: str) -> Diagnostic:
    first, *more = _lines_of(guid, data)
    message = f"guid {guid} is already on line {first}"
    return LockError((more or [first])[0], message, rule=Rule.LOCK_GUID).diagnostic(path)


def cleaned(row: _Row) -> _Row:
    """The row without invisible characters; cards share equal texts, which saves memory."""
    texts = {name: remove_invisible(getattr(row, name)) for name in _SHOWN[type(row)]}
    if isinstance(row, Card):
        texts |= {name: intern(texts.get(name, getattr(row, name))) for name in _REPEATED}
    return replace(row, **texts)


def _lines_of(key: str, data: bytes) -> list[int]:
    """The lines with a slug or guid, or else the first line."""
    quoted = json.dumps(key, ensure_ascii=False).encode(errors="surrogatepass")
    return [n for n, line in enumerate(data.split(b"\n"), 1) if key and quoted in line] or [1]


def _repeated(names: Iterable[str]) -> list[str]:
    return sorted(name for name, count in Counter(names).items() if count > 1)
