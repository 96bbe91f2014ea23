"""Build the bytes of an `.apkg`, reproducibly: this module fixes compression, and the times in the archive."""

import io
import json
import zipfile
from collections.abc import Iterable, Sequence

from anki_export.apkg.read_notes import unpack
from anki_export.deck.package_content import PackageContent

COLLECTION = "collection.anki2"
"""The name of the database in the archive."""


def package_bytes(content: PackageContent) -> bytes:
    """The `.apkg`: a zip archive with the database, the list of media, and the media."""
    from anki_export.deck.collection import database  # imports genanki

    media = [(file.name, file.data) for file in content.media]
    return archive_bytes([database(content)], media, content.fingerprint)


def archive_bytes(
    collection: Iterable[bytes | bytearray], media: Sequence[tuple[str, bytes]], fingerprint: bytes
) -> bytes:
    """The archive with the database of a collection, in pieces, and with media by name."""
    buffer = io.BytesIO()
    # Level 9 takes 50 % longer and saves 0.3 %.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        _add(archive, COLLECTION, collection)
        _add(archive, "media", [json.dumps({str(i): name for i, (name, _) in enumerate(media)}).encode()])
        for i, (_, data) in enumerate(media):
            _add(archive, str(i), [data])
        archive.comment = fingerprint
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: Iterable[bytes | bytearray]) -> None:
    with archive.open(name, "w") as file:  # dated 1980, the earliest time in a zip archive
        for piece in content:
            file.write(piece)
    entry = archive.getinfo(name)
    entry.create_system = 3  # by default, this differs on Windows
    entry.external_attr = 0o644 << 16


def fields_in(package: bytes) -> dict[str, tuple[str, ...]]:
    """The fields of each note in a package, by guid; empty if the file is not a package."""
    notes, _ = unpack(package, "")
    return {note.guid: tuple(html for _, html in note.fields) for note in notes}
