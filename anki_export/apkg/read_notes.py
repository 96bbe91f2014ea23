"""Read the notes of a package made by any program."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from anki_export.apkg.open_package import Unreadable, json_object, open_archive, open_database
from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.text.invisible_characters import remove_invisible

# The deck of a note is that of its first card; a card in a filtered deck has its home deck in `odid`.
# The last row for a note is its first card. This is a separate query: a join without an index would be too slow.
_HOMES = "select nid, case when odid then odid else did end from cards order by ord desc, id desc"
_NOTES = "select id, guid, mid, mod, tags, flds from notes order by id"


class ForeignNote(Struct, frozen=True):
    """A note in a package."""

    guid: str
    model_id: int
    """Id of its note type: Anki updates a note only if this is the same."""
    model_name: str
    fields: tuple[tuple[str, str], ...]
    """Name and HTML, in order."""
    tags: tuple[str, ...]
    modified: int
    """In seconds since 1970."""
    deck: str
    """Deck of its first card, with levels separated by `::`; empty if the note has no card."""


def unpack(data: bytes, shown: str) -> tuple[tuple[ForeignNote, ...], Sequence[Diagnostic]]:
    """Read the notes of a package; none and a diagnostic if it can't be read.

    Invisible characters are removed from deck names, which are kept and shown on terminals.
    """
    try:
        with open_database(open_archive(data)) as connection:
            notes = notes_in(connection, note_types_in(connection))
            return tuple(replace(note, deck=remove_invisible(note.deck)) for note in notes), ()
    except Unreadable as error:
        return (), [Diagnostic(Location(shown), Rule.UNREADABLE, str(error), error.hint)]


def notes_in(connection: sqlite3.Connection, models: Mapping[str, Any]) -> Iterator[ForeignNote]:
    """The notes of a collection with these note types; raises Unreadable."""
    decks = {id_: text_in(deck, "name").replace("\x1f", "::") for id_, deck in _column(connection, "decks").items()}
    names = {id_: (text_in(model, "name"), _field_names(model)) for id_, model in models.items()}
    homes = dict(connection.execute(_HOMES))
    for id_, guid, model_id, modified, tags, values in connection.execute(_NOTES):
        if not guid or not type(guid) is type(tags) is type(values) is str:
            raise Unreadable(f"a note has an invalid guid, tags or fields: {str(guid)[:40]!r}")
        model_name, field_names = names.get(str(model_id), ("", []))
        yield ForeignNote(
            guid,
            model_id if isinstance(model_id, int) else 0,
            model_name,
            _named(field_names, values.split("\x1f")),
            tuple(tags.split()),
            modified if isinstance(modified, int) else 0,
            decks.get(str(homes.get(id_)), ""),
        )


def note_types_in(connection: sqlite3.Connection) -> dict[str, Any]:
    """The note types of a collection by id, as in its JSON; raises Unreadable."""
    return _column(connection, "models")


def _column(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    row = connection.execute(f"select {name} from col").fetchone()
    if row is None:
        raise Unreadable("the database has no collection")
    return json_object(row[0], name)


def _field_names(model: object) -> list[str]:
    return [text_in(row, "name") for row in rows_in(model, "flds")]  # in order, as Anki writes them


def _named(names: list[str], values: list[str]) -> tuple[tuple[str, str], ...]:
    """The fields with their names; fields that the note type lacks are numbered."""
    if len(names) < len(values):
        names = [*names, *(f"Field {i + 1}" for i in range(len(names), len(values)))]
    return tuple(zip(names, values, strict=False))


def rows_in(row: object, key: str) -> list[object]:
    """A list of a JSON object, or an empty one."""
    value = row.get(key) if isinstance(row, dict) else None
    return value if isinstance(value, list) else []


def text_in(row: object, key: str) -> str:
    """A text of a JSON object, or an empty one; lone surrogates, which can't be encoded, become question marks."""
    value = row.get(key) if isinstance(row, dict) else None
    return value.encode(errors="replace").decode() if isinstance(value, str) else ""
