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

from anki_export.apkg.archive import Archive, Unreadable, json_object, open_archive, open_database
from anki_export.apkg.html_scan import Reader, read, read_styles
from anki_export.apkg.unpack import ForeignNote, note_types_in, notes_in
from anki_export.diagnostics import Diagnostic, Location, Report, Rule
from anki_export.text.html import pieces

_MOST_UNPACKED = 4 << 30
_MOST_PACKED = 200
"""How many times larger than packed an entry of some size may be: text packs to a tenth, a bomb to a thousandth."""
_COLLECTIONS = re.compile(r"collection\.anki2(?:1b?)?|media|meta")
_ID = re.compile(r"[0-9]{1,19}")


_Readers = Sequence[tuple[ForeignNote, Reader]]
_read_template, _read_styles = map(lru_cache(maxsize=8), (read, read_styles))  # packages made together have the same


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


def inspect(data: bytes, shown: str) -> tuple[Inspected | None, Sequence[Diagnostic]]:
    """Look at the package `data`, named `shown`; None when it can't be read."""
    place = Location(shown)
    try:
        archive = open_archive(data)
        _sizes(archive)
        media = _media(archive)
        with open_database(archive) as connection:
            models, notes = note_types_in(connection), tuple(notes_in(connection))
    except Unreadable as error:
        return None, [Diagnostic(place, Rule.NOT_IMPORTABLE, str(error), error.hint)]
    types = {int(key): _note_type(int(key), model) for key, model in models.items() if _ID.fullmatch(key)}
    found = Inspected(tuple(sorted({note.deck for note in notes if note.deck})), notes, types, media)
    readers = [(note, read([html for _, html in note.fields])) for note in found.notes]
    findings = (_check_notes(found), _check_media(found, readers), _check_content(found, readers))
    return found, [Diagnostic(place, rule, message, hint) for rule, message, hint in chain(*findings)]


def compare(new: Inspected, old: Inspected, shown: str) -> list[Diagnostic]:
    """What an import of `new` would do wrong to a learner who has `old`."""
    report, place = Report(), Location(shown)
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
    return report


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
    return any(
        piece.is_start("img", "audio", "video") or (piece.kind == "text" and bool(unescape(piece.source).strip()))
        for piece in pieces(html)
    )


def _check_media(found: Inspected, readers: _Readers) -> Iterator[Finding]:
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


def _check_content(found: Inspected, readers: _Readers) -> Iterator[Finding]:
    for note_type in found.note_types.values():
        for name, *sides in note_type.templates:
            yield from _content(f"template {name!r}", _read_template(tuple(sides)))
        yield from _content(f"the styles of {note_type.name!r}", _read_styles(note_type.css))
    for note, reader in readers:
        if reader.active or reader.remote:
            yield from _content(_name(note), reader)


def _content(place: str, reader: Reader) -> Iterator[Finding]:
    for what in dict.fromkeys(reader.active):
        yield Rule.ACTIVE, f"{place} holds {what}: it runs while the learner studies", "take it out"
    for address in reader.remote:
        yield Rule.LOADS, f"{place} loads {address[:80]!r}", "a card must work without a network: pack the file"


def _name(note: ForeignNote) -> str:
    """A note as a person knows it: by the start of its first field."""
    html = note.fields[0][1] if note.fields else ""
    text = " ".join(piece.source for piece in pieces(html) if piece.kind == "text")
    return f"note {json.dumps(unescape(' '.join(text.split()))[:50], ensure_ascii=False)}"
