"""Write packages from rendered fields with other writers: unmodified genanki, and Anki itself.

python benchmarks/writers.py fields SOURCE NOTES.json     the fields of a site's questions, rendered once
python benchmarks/writers.py genanki NOTES.json DECKS     a package for each deck
python benchmarks/writers.py anki NOTES.json DECKS        the same by Anki's backend
python benchmarks/writers.py anki-one NOTES.json DECKS    one package of all decks
"""

import json
import sys
import tempfile
from pathlib import Path
from zlib import crc32

Notes = dict[str, list[list[str]]]
"""The fields of each note, by deck name."""


def save_fields(source: Path, target: Path) -> None:
    """Render a site's questions like the baseline."""
    from floor import LEVELS, read

    notes = {f"{topic}::{LEVELS[level]} {level}": rows for (topic, level), rows in read(source).items()}
    target.write_text(json.dumps(notes))


def with_genanki(notes: Notes, decks: Path) -> None:
    """Write a package for each deck, as shown in genanki's README."""
    import genanki

    from anki_export.deck.note_type import FIELDS, MODEL_ID, MODEL_NAME, TEMPLATE, style

    for name, rows in notes.items():
        model = genanki.Model(
            MODEL_ID,
            MODEL_NAME,
            fields=[{"name": field} for field, _ in FIELDS],
            templates=[{"name": TEMPLATE[0], "qfmt": style().front, "afmt": style().back}],
            css=style().css,
        )
        deck = genanki.Deck(crc32(name.encode()), name)
        for fields in rows:
            deck.add_note(genanki.Note(model, fields, tags=_tags(name)))
        genanki.Package(deck).write_to_file(decks / _file(name))


def with_anki(notes: Notes, decks: Path, is_one: bool) -> None:
    """Add all notes to a new collection, and export it deck by deck or as a whole."""
    from anki.collection import AddNoteRequest, Collection, DeckIdLimit, ExportAnkiPackageOptions
    from anki.decks import DeckId

    from anki_export.deck.note_type import FIELDS, MODEL_NAME, TEMPLATE, style

    with tempfile.TemporaryDirectory() as folder:
        col = Collection(str(Path(folder, "collection.anki2")))
        model = col.models.new(MODEL_NAME)
        for field, _ in FIELDS:
            col.models.add_field(model, col.models.new_field(field))
        template = col.models.new_template(TEMPLATE[0])
        template["qfmt"], template["afmt"] = style().front, style().back
        col.models.add_template(model, template)
        model["css"] = style().css
        col.models.add_dict(model)
        known = col.models.by_name(MODEL_NAME)
        assert known, "it was just added"
        requests, ids = [], {}
        for name, rows in notes.items():
            ids[name] = DeckId(col.decks.add_normal_deck_with_name(name).id)
            for fields in rows:
                note = col.new_note(known)
                note.fields, note.tags = list(fields), _tags(name)
                requests.append(AddNoteRequest(note, ids[name]))
        col.add_notes(requests)
        options = ExportAnkiPackageOptions(legacy=True, with_scheduling=False, with_media=True)
        if is_one:
            col.export_anki_package(out_path=str(decks / "all.apkg"), options=options, limit=None)
        else:
            for name, id_ in ids.items():
                limit = DeckIdLimit(id_)
                col.export_anki_package(out_path=str(decks / _file(name)), options=options, limit=limit)
        col.close()


def _file(name: str) -> str:
    return f"{name}.apkg".lower().replace("::", "-").replace(" ", "-")


def _tags(name: str) -> list[str]:
    topic, level = name.split("::")
    return [topic.lower().replace(" ", "-"), f"level::{level[2:].lower()}"]


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    how, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if how == "fields":
        save_fields(source, target)
        return
    notes: Notes = json.loads(source.read_text())
    target.mkdir(parents=True, exist_ok=True)
    if how == "genanki":
        with_genanki(notes, target)
    else:
        with_anki(notes, target, is_one=how == "anki-one")


if __name__ == "__main__":
    main()
