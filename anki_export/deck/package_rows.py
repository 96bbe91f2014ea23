"""The rows of a package of a deck, for copying: from its content, or from its file.

A release knows the content of its packages, so that their files need not be opened again.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anki_export.apkg.open_package import Archive, Unreadable, json_object, open_archive, open_database
from anki_export.deck.note_type import MODEL_ID, Style
from anki_export.deck.package_content import Note, PackageContent, note_ids
from anki_export.text.canonical_html import canonical

NOTE = "id guid mid mod usn tags flds sfld csum flags data".split()
CARD = "id nid did ord mod usn type queue due ivl factor reps lapses left odue odid flags data".split()
_COLUMNS = [*(f"notes.{name}" for name in NOTE), *(f"cards.{name}" for name in CARD)]
_QUERY = f"select {', '.join(_COLUMNS)} from notes join cards on cards.nid = notes.id order by notes.id, cards.id"
INSERT_NOTE, INSERT_CARD = (
    f"insert into {table} values ({', '.join('?' * len(columns))})"
    for table, columns in (("notes", NOTE), ("cards", CARD))
)
Row = tuple[Any, ...]
"""The columns of a note, and then those of its card."""


class PackageRows(Struct, frozen=True):
    """Notes with their cards, and what a package has besides them."""

    rows: Iterable[Row]
    """In the order of their ids."""
    decks: dict[str, Any]
    models: dict[str, Any]
    media: dict[str, bytes]


class _RowsOf(Struct, frozen=True):
    """The rows of a content, made each time they are iterated: those of all decks would need much memory."""

    content: PackageContent

    def __iter__(self) -> Iterator[Row]:
        for id_, note in sorted(zip(note_ids(self.content), self.content.notes, strict=True), key=itemgetter(0)):
            yield (*note_row(note, id_), *card_row(note, id_, self.content.deck_id))


def rows_of(content: PackageContent) -> PackageRows:
    """The rows of a content."""
    from anki_export.deck.empty_collection import deck_json, model_json  # imports genanki

    decks, models = {str(content.deck_id): deck_json(content)}, {str(MODEL_ID): model_json(content)}
    return PackageRows(_RowsOf(content), decks, models, {file.name: file.data for file in content.media})


def is_current(package: bytes, content: PackageContent, style: str) -> bool:
    """Whether a package has a content, as it is rendered now or was before; `style` is that of `is_redrawn`."""
    return content.is_in(package) or is_redrawn(package, content, style)


def is_redrawn(package: bytes, content: PackageContent, style: str) -> bool:
    """Whether a package has the same cards as an older version of the program or of a library rendered them.

    `style` is the digest of the style with which the cards were released: another one may be that of another branch.
    """
    try:
        found = read_rows(package)
    except Unreadable:
        return False
    is_known = _style_in(found.models) in (style, content.style.digest)
    return is_known and list(map(_read, found.rows)) == list(map(_read, rows_of(content).rows))


def _read(row: Row) -> Row:
    """What a learner gets from a row."""
    columns = dict(zip(_COLUMNS, row, strict=True))
    fields = tuple(map(canonical, columns["notes.flds"].split("\x1f")))
    return fields, *(columns[name] for name in ("notes.guid", "notes.mod", "notes.tags", "cards.due"))


def _style_in(models: dict[str, Any]) -> str:
    """The digest of the style of the note type; empty if the package has another one."""
    try:
        model = models[str(MODEL_ID)]
        (template,) = model["tmpls"]
        return Style(template["qfmt"], template["afmt"], model["css"]).digest
    except (KeyError, TypeError, ValueError):
        return ""


def note_row(note: Note, id_: int) -> Row:
    """The columns of a note."""
    fields, tags = "\x1f".join(note.fields), f" {' '.join(note.tags)} "
    return id_, note.guid, MODEL_ID, note.modified, -1, tags, fields, note.fields[0], 0, 0, ""


def card_row(note: Note, note_id: int, deck_id: int) -> Row:
    """The columns of its card, whose id is the next one."""
    return note_id + 1, note_id, deck_id, 0, note.modified, -1, 0, 0, note.due, *(0,) * 8, ""


def read_rows(package: bytes) -> PackageRows:
    """The rows of a package; raises Unreadable."""
    archive = open_archive(package)
    with open_database(archive) as connection:
        found = packed_rows(connection, archive)
        rows = list(found.rows)
        if not all(type(row[0]) is int and 0 < row[0] < 1 << 62 for row in rows):
            raise Unreadable("a note has an invalid id")
        return replace(found, rows=rows)


def packed_rows(connection: sqlite3.Connection, archive: Archive) -> PackageRows:
    """The rows in the database of an archive, which can be iterated once; raises Unreadable, also then."""
    names = json_object(archive.content("media"), "list of media")
    media = {name: archive.content(number) for number, name in names.items()}
    decks, models = connection.execute("select decks, models from col").fetchone() or ("", "")
    found = connection.execute(_QUERY)
    return PackageRows(found, json_object(decks, "list of decks"), json_object(models, "list of note types"), media)
