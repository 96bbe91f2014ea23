"""Packages to look into: ours, ours with something changed, and what a script makes with genanki."""

import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.support.project import NOON, Project, block

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000"
    "000049454e44ae426082"
)

Entries = dict[str, bytes]


def package(project: Project) -> Path:
    """A package with a picture."""
    project.write("source/git/basics/dot.png", PNG)
    project.page("basics", block("What is a tag?", explanation="![A dot](dot.png)"), block("What is a branch?"))
    project.build()
    return project.packages()[0]


def tampered(path: Path, change: Callable[[Entries], None] = lambda entries: None, *sql: str) -> Path:
    """A copy in which entries are changed and statements were run."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    connection = sqlite3.connect(":memory:")
    connection.deserialize(entries["collection.anki2"])
    for statement in sql:
        connection.execute(statement)
    connection.commit()
    entries["collection.anki2"] = connection.serialize()
    connection.close()
    change(entries)
    target = path.with_name("tampered.apkg")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return target


def field(html: str) -> str:
    quoted = html.replace("'", "''")
    return (
        f"update notes set flds = 'What is a tag?' || char(31) || '{quoted}' || substr(flds, instr(flds, '</p>') + 4)"
    )


BASIC = 1559383000
"""The id of genanki's basic note type."""
OLD = NOON - 1_000_000


def genanki_package(
    path: Path, decks: dict[str, Iterable[tuple[str, str, str]]], fields: tuple[str, str] = ("Front", "Back")
) -> Path:
    """A package as a script would make it: by deck the guid, question and answer of each note."""
    import genanki

    model = genanki.Model(
        BASIC,
        "Basic (genanki)",
        fields=[{"name": name} for name in fields],
        templates=[{"name": "Card 1", "qfmt": f"{{{{{fields[0]}}}}}", "afmt": f"{{{{{fields[1]}}}}}"}],
    )
    made = []
    for i, (name, notes) in enumerate(decks.items()):
        deck = genanki.Deck(2_000_000_000 + i, name)
        for guid, question, answer in notes:
            deck.add_note(genanki.Note(model, [question, answer], guid=guid, tags=["old"]))
        made.append(deck)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        genanki.Package(made).write_to_file(path, timestamp=OLD)
    return path
