"""Verify a package made by any program: whether Anki can import it, and what it would do to a learner.

Facts about the importer are from rslib/src/import_export/package/apkg/import/ in Anki's source.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import unescape
from itertools import chain
from urllib.parse import unquote

from msgspec import Struct

from anki_export.apkg.active_html import Reader, read, read_styles
from anki_export.apkg.open_package import Archive, Unreadable, json_object, open_archive, open_database
from anki_export.apkg.read_notes import ForeignNote, note_types_in, notes_in, rows_in, text_in
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex

_COLLECTIONS = regex(r"collection\.anki2(?:1b?)?|media|meta")
_ID = regex(r"[0-9]{1,19}")


_Finding = tuple[Rule, str, str]
"""A rule, message and hint."""
_Readers = Sequence[tuple[ForeignNote, Reader]]
_read_template, _read_styles = map(lru_cache(maxsize=8), (read, read_styles))  # packages built together share them


class NoteType(Struct, frozen=True):
    """A note type in a package."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    """Name, front and back of each."""
    css: str

    schema: tuple[object, ...]
    """Ids, or else names, of fields and templates in order: if this changes, Anki creates another note type."""


class Inspected(Struct, frozen=True):
    """The content of a package that could be read."""

    decks: tuple[str, ...]
    notes: tuple[ForeignNote, ...]
    note_types: Mapping[int, NoteType]
    media: tuple[str, ...]


def inspect(data: bytes, shown: str) -> tuple[Inspected | None, Sequence[Diagnostic]]:
    """Check the package `data`, named `shown` in messages; None if it can't be read."""
    place = Location(shown)
    try:
        archive = open_archive(data)
        media = _media(archive)
        with open_database(archive) as connection:
            models = note_types_in(connection)
            notes = tuple(notes_in(connection, models))
    except Unreadable as error:
        return None, [Diagnostic(place, Rule.NOT_IMPORTABLE, str(error), error.hint)]
    types = {int(key): _note_type(int(key), model) for key, model in models.items() if _ID.fullmatch(key)}
    found = Inspected(tuple(sorted({note.deck for note in notes if note.deck})), notes, types, media)
    readers = [(note, read([html for _, html in note.fields])) for note in found.notes]
    findings = (_check_notes(found), _check_media(found, readers), _check_content(found, readers))
    return found, [Diagnostic(place, rule, message, hint) for rule, message, hint in chain(*findings)]


def compare(new: Inspected, old: Inspected, shown: str) -> list[Diagnostic]:
    """Problems for a learner who has `old` and imports `new`."""
    return [Diagnostic(Location(shown), rule, message, hint) for rule, message, hint in _compared(new, old)]


def _compared(new: Inspected, old: Inspected) -> Iterator[_Finding]:
    for id_, type_before in old.note_types.items():
        now = new.note_types.get(id_)
        if now and now.schema != type_before.schema:
            problem = "has different fields or templates than before: Anki creates a second note type"
            hint = "keep the names and order of fields and templates"
            yield Rule.OTHER_SCHEMA, f"note type {now.name!r} {problem}", hint
    known = {note.guid: note for note in old.notes}
    times = [(note.modified, known[note.guid].modified) for note in new.notes if note.guid in known]
    if any(now < before for now, before in times) and all(now <= before for now, before in times):
        message = "all changed notes are older than those in the --against package: Anki skips them"
        yield Rule.SKIPPED, message, "name the newer package first: anki-export verify NEW --against OLD"
        return
    for note in new.notes:
        before = known.get(note.guid)
        if before is None:
            continue
        is_same = (note.fields, note.tags) == (before.fields, before.tags)
        if note.model_id != before.model_id:
            problem = "has a different note type than before: Anki never updates it"
            yield Rule.OTHER_SCHEMA, f"{_name(note)} {problem}", "keep the note type's id"
        elif not is_same and note.modified <= before.modified:
            problem = "has changed, but its modification time has not: Anki silently skips the change"
            hint = "give every changed note a later modification time (`mod`)"
            yield Rule.SKIPPED, f"{_name(note)} {problem}", hint
        elif is_same and note.modified > before.modified:
            problem = "has not changed, but has a later modification time: Anki overwrites the learner's tags and edits"
            yield Rule.OVERWRITES, f"{_name(note)} {problem}", "keep the modification time (`mod`) of unchanged notes"


def _media(archive: Archive) -> tuple[str, ...]:
    """The names of the media files; raises Unreadable for anything that makes Anki reject the whole package."""
    names = json_object(archive.content("media"), "list of media") if "media" in archive.entries else {}
    for number, name in names.items():
        if not isinstance(name, str) or not name or re.search(r"[/\\:\0]", name) or name in (".", ".."):
            message = f"media file name {name!r} is not accepted by Anki on all systems"
            raise Unreadable(message, "use a file name without slashes, backslashes and colons")
        if number not in archive.entries:
            message = f"media file {name!r} is listed but not in the package"
            raise Unreadable(message, "add it, or remove it from the list")
    if odd := [name for name in archive.entries if name not in names and not _COLLECTIONS.fullmatch(name)]:
        raise Unreadable(f"it has an entry {odd[0][:60]!r}, which is not part of Anki packages")
    return tuple(names.values())


def _note_type(id_: int, model: object) -> NoteType:
    fields, templates = ([row for row in rows_in(model, key) if isinstance(row, dict)] for key in ("flds", "tmpls"))
    return NoteType(
        id_,
        text_in(model, "name"),
        tuple(text_in(row, "name") for row in fields),
        tuple((text_in(row, "name"), text_in(row, "qfmt"), text_in(row, "afmt")) for row in templates),
        text_in(model, "css"),
        tuple(row.get("id") or row.get("name") for rows in (fields, templates) for row in (*rows, {})),
    )


def _check_notes(found: Inspected) -> Iterator[_Finding]:
    for guid, count in Counter(note.guid for note in found.notes).items():
        if count > 1:
            yield Rule.GUID_TWICE, f"{count} notes have the guid {guid!r}", "give each note a unique guid"
    for note in found.notes:
        note_type = found.note_types.get(note.model_id)
        if note_type is None:
            message = f"{_name(note)} has a note type that is not in the package"
            yield Rule.NOT_IMPORTABLE, message, "add its note type"
        elif len(note.fields) != len(note_type.fields):
            size = f"{len(note.fields)} fields, its note type {len(note_type.fields)}"
            message = f"{_name(note)} has {size}: Anki rejects the package"
            yield Rule.NOT_IMPORTABLE, message, "give it as many fields as its note type has"
        if not note.deck:
            yield Rule.NO_CARD, f"{_name(note)} has no card", "add a card: learners never see a note without one"
        elif not _is_visible(note.fields[0][1]):
            yield (
                Rule.NO_CARD,
                f"{_name(note)} has an empty {note.fields[0][0]!r}",
                "fill in this field: without it, the card has no front",
            )


def _is_visible(html: str) -> bool:
    return html.removeprefix("<p>")[:1].isalnum() or any(  # as in most fields
        piece.is_start("img", "audio", "video") or (piece.kind == "text" and bool(unescape(piece.source).strip()))
        for piece in pieces(html)
    )


def _check_media(found: Inspected, readers: _Readers) -> Iterator[_Finding]:
    used: dict[str, ForeignNote] = {}
    for note, reader in readers:
        for name in reader.files:
            used.setdefault(name, note)
    packed = set(found.media)
    for name in sorted(used.keys() - packed):
        decoded = next((other for other in (unquote(name), unescape(name)) if other in packed), "")
        hint = f"write the name without escapes: {decoded!r} is in the package" if decoded else "add the file"
        yield Rule.MEDIA_MISSING, f"{_name(used[name])} shows {name!r}, which is not in the package", hint
    for name in sorted(name for name in packed - used.keys() if not name.startswith("_")):
        message = f"{name!r} is not used in any field: Anki does not import it"
        yield Rule.MEDIA_UNUSED, message, "remove it, or use it in a field"


def _check_content(found: Inspected, readers: _Readers) -> Iterator[_Finding]:
    for note_type in found.note_types.values():
        for name, *sides in note_type.templates:
            yield from _content(f"template {name!r}", _read_template(tuple(sides)))
        yield from _content(f"the styles of {note_type.name!r}", _read_styles(note_type.css))
    for note, reader in readers:
        if reader.active or reader.remote:
            yield from _content(_name(note), reader)


def _content(place: str, reader: Reader) -> Iterator[_Finding]:
    for what in dict.fromkeys(reader.active):
        yield Rule.ACTIVE, f"{place} contains {what}, which runs while the learner studies", "remove it"
    for address in reader.remote:
        yield Rule.LOADS, f"{place} loads {address[:80]!r}", "cards must work offline: add the file to the package"


def _name(note: ForeignNote) -> str:
    """A note in a message: the start of its first field."""
    html = note.fields[0][1] if note.fields else ""
    text = " ".join(piece.source for piece in pieces(html) if piece.kind == "text")
    return f"note {json.dumps(unescape(' '.join(text.split()))[:50], ensure_ascii=False)}"
