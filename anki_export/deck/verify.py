"""What a learner would get from a package, whoever made it: what keeps it from arriving, and what it would do there.

Facts of the importer are from rslib/src/import_export/package/apkg/import/ in Anki's source.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import chain
from typing import Any
from urllib.parse import unquote

from anki_export.deck.archive import Archive, Unreadable, json_object, open_archive, open_database
from anki_export.deck.unpack import ForeignNote, note_types_in, notes_in
from anki_export.diagnostics import Location, Report, Rule

_MOST_UNPACKED = 4 << 30
_MOST_PACKED = 200
"""How many times larger than packed an entry of some size may be: text packs to a tenth, a bomb to a thousandth."""
_COLLECTIONS = re.compile(r"collection\.anki2(?:1b?)?|media|meta")
_ID = re.compile(r"[0-9]{1,19}")
_SOUND = re.compile(r"\[sound:(?P<name>[^\]]{1,500}+)\]")
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|https?:", re.IGNORECASE)
_REMOTE_CSS = re.compile(
    r"(?:@import\s*+|\b(?:url|src)\(\s*+|image-set\([^)]{0,200})[\"']?\s*(?:(?:https?|ftp):|//)[^\s\"')]+",
    re.IGNORECASE,
)
_SCRIPT_URL = re.compile(r"javascript:|vbscript:|data:text/html", re.IGNORECASE)
_UNSEEN_IN_URL = re.compile(r"^[\x00-\x20]+|[\t\r\n]")
"""What a browser drops before it looks at an address."""
_TAG = re.compile(
    r"<(?:(?P<comment>!--)|(?P<bogus>[!?]|/(?![a-z]))|(?P<end>/?)(?P<name>[a-z][^\s/>]*+))", re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    r"""[\s/]*+ (?: (?P<close>>) | (?P<name>[^\s/>][^\s/>=]*+)
        (?: \s*+=\s*+ (?: "(?P<a>[^"]*+)" | '(?P<b>[^']*+)' | (?P<c>[^\s>"'][^\s>]*+) | (?=[>"']) ) )? )""",
    re.VERBOSE,
)
_END = re.compile(">")
_COMMENT_END = re.compile(r"--!?>")
_TEXT_TAGS = frozenset("style script textarea title xmp iframe noembed noframes noscript".split())
"""What they hold is no HTML, up to their end."""
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(\W))|/\*.*?(?:\*/|\Z)", re.IGNORECASE | re.DOTALL)
_ACTIVE = frozenset(
    "script iframe object embed applet base meta link form frame frameset portal noscript noembed noframes".split()
)
_LOADING = frozenset("src srcset poster background data ping".split())
_SHOWING = {"img", "audio", "video", "source", "object"}
_FOLLOWED = {"a", "area"}
"""Whose address is loaded only when a learner follows it."""
_LINKS = frozenset("href action formaction xlink:href".split())
_ANIMATIONS = {"animate", "set"}
_TELLING = re.compile(
    rf"""<(?!/[a-z][a-z0-9]*> | (?!{"|".join(sorted(_ACTIVE | {"style"}))})[a-z][a-z0-9]*
        (?:\s(?:class|role|tabindex|aria-label|dir|title|start)="[^"<>]*")* \s*/?>)""",
    re.VERBOSE,
)
"""A tag that is not plainly harmless."""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type as a package has it."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    """Name, front and back of each."""
    css: str

    schema: tuple[object, ...]
    """What makes it another note type for Anki when it changes: ids, else names, of fields and templates in order."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A package that can be read, with what is in it."""

    decks: tuple[str, ...]
    notes: tuple[ForeignNote, ...]
    note_types: Mapping[int, NoteType]
    media: tuple[str, ...]


def inspect(data: bytes, shown: str, report: Report) -> Inspected | None:
    """Look at the package `data`, named `shown`; None when it can't be read. What is wrong goes to `report`."""
    place = Location(shown)
    try:
        archive = open_archive(data)
        _sizes(archive)
        media = _media(archive)
        with open_database(archive) as connection:
            models, notes = note_types_in(connection), tuple(notes_in(connection))
    except Unreadable as error:
        report.say(place, Rule.NOT_IMPORTABLE, str(error), error.hint)
        return None
    types = {int(key): _note_type(int(key), model) for key, model in models.items() if _ID.fullmatch(key)}
    found = Inspected(tuple(sorted({note.deck for note in notes if note.deck})), notes, types, media)
    readers = [(note, _read([html for _, html in note.fields])) for note in found.notes]
    findings = (_check_notes(found), _check_media(found, readers), _check_content(found, readers))
    for rule, message, hint in chain(*findings):
        report.say(place, rule, message, hint)
    return found


def compare(new: Inspected, old: Inspected, shown: str, report: Report) -> None:
    """Report what an import of `new` would do wrong to a learner who has `old`."""
    place = Location(shown)
    for id_, before in old.note_types.items():
        now = new.note_types.get(id_)
        if now and now.schema != before.schema:
            message = f"note type {now.name!r} has other fields or templates than before: Anki makes a second one"
            report.say(place, Rule.OTHER_SCHEMA, message, "keep names and order of fields and templates")
    known = {note.guid: note for note in old.notes}
    for note in new.notes:
        before_ = known.get(note.guid)
        if before_ is None:
            continue
        is_same = (note.fields, note.tags) == (before_.fields, before_.tags)
        if note.model_id != before_.model_id:
            message = f"{_name(note)} has another note type than before: Anki never updates it"
            report.say(place, Rule.OTHER_SCHEMA, message, "keep the note type's id")
        elif not is_same and note.modified <= before_.modified:
            message = f"{_name(note)} has changed, but not its time: Anki skips the change without a word"
            report.say(place, Rule.SKIPPED, message, "give each changed note a later time (`mod`)")
        elif is_same and note.modified > before_.modified:
            message = (
                f"{_name(note)} has not changed, but has a later time: Anki overwrites the learner's tags and edits"
            )
            report.say(place, Rule.OVERWRITES, message, "leave the time (`mod`) of an unchanged note alone")


Finding = tuple[Rule, str, str]


def _sizes(archive: Archive) -> None:
    total = 0
    for entry in archive.entries.values():
        total += entry.file_size
        if entry.file_size > 1 << 20 and entry.file_size > _MOST_PACKED * max(1, entry.compress_size):
            raise Unreadable(
                f"{entry.filename[:40]!r} says it unpacks to {entry.file_size >> 20} MiB: it may be a bomb"
            )
    if total > _MOST_UNPACKED:
        raise Unreadable(f"it says it unpacks to {total >> 20} MiB")


def _media(archive: Archive) -> tuple[str, ...]:
    """The names of the media; raises Unreadable for what makes Anki refuse the whole package."""
    names = json_object(archive.content("media"), "list of media") if "media" in archive.entries else {}
    for number, name in names.items():
        if not isinstance(name, str) or not name or re.search(r"[/\\:\0]", name) or name in (".", ".."):
            raise Unreadable(
                f"a media file is called {name!r}: not everywhere will Anki take it", "use a plain file name"
            )
        if number not in archive.entries:
            raise Unreadable(f"media file {name!r} is listed but not in the package", "pack it, or do not list it")
    if odd := [name for name in archive.entries if name not in names and not _COLLECTIONS.fullmatch(name)]:
        raise Unreadable(f"it has an entry {odd[0][:60]!r}, which no package of Anki has")
    return tuple(names.values())


def _note_type(id_: int, model: Any) -> NoteType:
    def rows(key: str) -> list[dict[str, Any]]:
        value = model.get(key) if isinstance(model, dict) else None
        return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []

    def text(row: Any, key: str) -> str:
        value = row.get(key) if isinstance(row, dict) else None
        return value if isinstance(value, str) else ""

    return NoteType(
        id_,
        text(model, "name"),
        tuple(text(row, "name") for row in rows("flds")),
        tuple((text(row, "name"), text(row, "qfmt"), text(row, "afmt")) for row in rows("tmpls")),
        text(model, "css"),
        tuple(row.get("id") or row.get("name") for key in ("flds", "tmpls") for row in (*rows(key), {})),
    )


def _check_notes(found: Inspected) -> Iterator[Finding]:
    for guid, count in Counter(note.guid for note in found.notes).items():
        if count > 1:
            yield Rule.GUID_TWICE, f"{count} notes have the guid {guid!r}", "give each note a guid of its own"
    for note in found.notes:
        note_type = found.note_types.get(note.model_id)
        if note_type is None:
            yield (
                Rule.NOT_IMPORTABLE,
                f"{_name(note)} is of a note type that is not in the package",
                "pack its note type",
            )
        elif len(note.fields) != len(note_type.fields):
            message = f"{_name(note)} has {len(note.fields)} fields, its note type {len(note_type.fields)}"
            yield Rule.NOT_IMPORTABLE, f"{message}: Anki refuses the package", "fill every field, and no more"
        if not note.deck:
            yield Rule.NO_CARD, f"{_name(note)} has no card", "a note without a card is never asked"
        elif not _seen(note.fields[0][1]):
            yield Rule.NO_CARD, f"{_name(note)} has an empty {note.fields[0][0]!r}", "its card would have no front"


def _seen(html: str) -> bool:
    return bool(re.sub(r"<(?!img|audio|video)[^<>]*>|&nbsp;|\s", "", html))


def _check_media(found: Inspected, readers: "_Readers") -> Iterator[Finding]:
    used: dict[str, ForeignNote] = {}
    for note, reader in readers:
        for name in reader.files:
            used.setdefault(name, note)
    packed = set(found.media)
    for name in sorted(used.keys() - packed):
        in_other_words = next((other for other in (unquote(name), unescape(name)) if other in packed), "")
        hint = f"{in_other_words!r} is there: write its plain name" if in_other_words else "pack the file"
        yield Rule.MEDIA_MISSING, f"{_name(used[name])} shows {name!r}, which is not in the package", hint
    for name in sorted(name for name in packed - used.keys() if not name.startswith("_")):
        yield (
            Rule.MEDIA_UNUSED,
            f"{name!r} is in no field: Anki does not copy it",
            "leave it out, or name it in a field",
        )


def _check_content(found: Inspected, readers: "_Readers") -> Iterator[Finding]:
    for note_type in found.note_types.values():
        for name, *sides in note_type.templates:
            yield from _content(f"template {name!r}", _read_template(tuple(sides)))
        yield from _content(f"the styles of {note_type.name!r}", _read_styles(note_type.css))
    for note, reader in readers:
        if reader.active or reader.remote:
            yield from _content(_name(note), reader)


def _content(place: str, reader: "_Reader") -> Iterator[Finding]:
    for what in dict.fromkeys(reader.active):
        yield Rule.ACTIVE, f"{place} holds {what}: it runs while the learner studies", "take it out"
    for address in reader.remote:
        yield Rule.LOADS, f"{place} loads {address[:80]!r}", "a card must work without a network: pack the file"


def _read(parts: Sequence[str]) -> "_Reader":
    """What pieces of HTML run, load and show."""
    reader = _Reader()
    joined = "\x1f".join(parts)
    for html in parts if _TELLING.search(joined) else ():  # most notes need no reading
        reader.feed(html)
    if "[sound:" in joined:
        reader.files += [unescape(match["name"]) for html in parts for match in _SOUND.finditer(html)]
    return reader


def _read_styles(css: str) -> "_Reader":
    """What the styles of a note type load, and what stands behind an end of them, for Anki writes them into a page."""
    reader = _Reader()
    reader.feed(f"<style>{css}</style>")
    return reader


def _remote_css(css: str) -> list[str]:
    """What styles load from elsewhere, written plainly or with escapes and comments inside."""
    plain = _CSS_ESCAPE.sub(_unescaped, css)
    return list(dict.fromkeys(_REMOTE_CSS.findall(css) + _REMOTE_CSS.findall(plain.replace("\\", "/"))))


def _unescaped(escape: re.Match[str]) -> str:
    """The sign of an escape, nothing for a comment; what begins or ends something does not when it is escaped."""
    sign = chr(min(int(escape[1], 16), 0x10FFFF)) if escape[1] else escape[2] or ""
    return "_" if sign in {*"()@\"'"} else sign


_read_template = lru_cache(maxsize=8)(_read)  # packages made together have the same


class _Reader:
    """What a piece of HTML would run and load, read as a browser does: to its end, however broken it is.

    `html.parser` takes for ever where many tags are open: it looks for the end of each anew.
    """

    def __init__(self) -> None:
        self.active: list[str] = []
        self.remote: list[str] = []
        self.files: list[str] = []

    def feed(self, html: str, is_text: bool = False) -> None:
        """Look through a piece; what an element of text holds is looked through as well: in an SVG it is none."""
        position = 0
        while match := _TAG.search(html, position):
            position = match.end()
            if match["name"] is None:
                end = (_COMMENT_END if match["comment"] else _END).search(html, match.start() + 2)
                if end is None:
                    return
                position = end.end()
                continue
            attributes: list[tuple[str, str]] = []
            while found := _ATTRIBUTE.match(html, position):
                position = found.end()
                if found["close"]:
                    break
                attributes.append((found["name"].lower(), unescape(found["a"] or found["b"] or found["c"] or "")))
            else:
                return  # a tag that is not closed is none
            tag = match["name"].lower()
            if match["end"]:
                continue
            self._start(tag, attributes)
            if tag in _TEXT_TAGS and not is_text:
                end = re.compile(rf"</{tag}(?![^\s/>])", re.IGNORECASE).search(html, position)
                text = html[position : end.start() if end else len(html)]
                self.feed(text, is_text=True)
                if tag == "style":
                    self.remote += _remote_css(text)
                position += len(text)

    def _start(self, tag: str, attributes: list[tuple[str, str]]) -> None:
        if tag in _ACTIVE:
            self.active.append(f"<{tag}>")
        for name, value in attributes:
            address = _UNSEEN_IN_URL.sub("", value).replace("\\", "/")
            is_loading = name in _LOADING or (name in _LINKS and tag not in _FOLLOWED)
            if name.startswith("on"):
                self.active.append(f"{name}=")
            if name in _LINKS | _LOADING and _SCRIPT_URL.match(address):
                self.active.append(f"{name}={value[:30]!r}")
            elif (
                tag in _ANIMATIONS and name == "attributename" and re.match(r"(?:\w+:)?href\b|on", value, re.IGNORECASE)
            ):
                self.active.append(f"<{tag} attributeName={value[:30]!r}>")
            elif name == "style":
                self.remote += _remote_css(value)
            elif name == "srcset":
                self.remote += [part for part in re.split(r"[\s,]+", address) if _REMOTE.match(part)]
            elif is_loading and _REMOTE.match(address):
                self.remote.append(value)
            elif tag in _SHOWING and name in ("src", "data") and value and not value.startswith("data:"):
                self.files.append(value)


_Readers = Sequence[tuple[ForeignNote, _Reader]]


def _name(note: ForeignNote) -> str:
    """A note as a person knows it: by the start of its first field."""
    text = " ".join(re.sub(r"<[^<>]*>", " ", note.fields[0][1] if note.fields else "").split())
    return f"note {json.dumps(unescape(text)[:50], ensure_ascii=False)}"
