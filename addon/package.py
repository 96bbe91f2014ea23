"""Read a package that anki-export wrote, and refuse any other: what is in it is not trusted.

Nothing of a package reaches Anki before it was read here: sizes are bounded, tables and note type are those that
anki-export writes, and HTML is what its sanitiser writes. That is stricter than looking for what may be dangerous.
"""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

NOTE_TYPE = 1741095283164
"""The id of the note type of anki-export, which never changes; like those of its fields and its template."""
FIELDS = {
    "Question": 3158272640917253841,
    "Answer": 7720391846502918374,
    "Explanation": 1936482750193847265,
    "Topic": 8203917465820193746,
    "Level": 4571920386475610293,
    "Source": 6092817364509182736,
    "Version": 2847561930284756193,
    "Extra": 5310298475610394857,
}
TEMPLATE = 9018273645564738291
LARGEST = 256 << 20
"""Bytes that a package may have, packed or unpacked. Hosts of static files refuse more than 25 to 100 MB."""
MARK = b"anki-export "
"""The start of the comment of the archive."""

_TABLES = {"col", "notes", "cards", "revlog", "graves"}
_TAGS = frozenset(
    "a abbr article aside b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em"
    " figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark nav ol p pre q rp rt rtc ruby s"
    " samp section small span strike strong sub summary sup table tbody td th thead time tr tt u ul var wbr".split()
)
_ATTRIBUTES = frozenset(
    "align alt aria-label class colspan dir height href lang open role rowspan scope src start tabindex title"
    " width".split()
)
_TAG = re.compile(r'<(?:/([a-z0-9]+)|([a-z0-9]+)((?: [a-z-]+="[^"]*")*) ?/?)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_LINK = re.compile(r"(?:https?://|mailto:|#)\S*|[^\s\\:/?#][^\s\\:]*|", re.IGNORECASE)
_FILE = re.compile(r"[^\W_][\w.-]*\.(?:png|jpe?g|gif|webp|avif|svg|mp3|ogg|oga|opus|wav|flac|aac|m4a)")
_BRACKET = re.compile(r"\[(?:sound:([^\]]*)\]?|/?\$|/?latex\]|/?anki:|type:)", re.IGNORECASE)
_INLINE = frozenset("a b br code del em i ins mark pre s small span strong sub sup u wbr".split())
"""What may stand in code: anything else could leave it, as the rows of a table do."""
_COMMAND = re.compile(
    r"\\(?:href|url|style|class|cssId|data|html\w*|mmlToken|unicode|includegraphics|[egx]?def|let|futurelet"
    r"|(?:re)?new\w+|providecommand|Declare[A-Z]\w*|setOptions|mathtoolsset"
    r"|require(?!\s*\{(?:ams\w*|bbox|boldsymbol|braket|cancel|color|enclose|mathtools|mhchem)\}))(?![A-Za-z])"
)
"""Commands of MathJax that create links or styles, load something, or have effects on other cards."""
_REFERENCE = re.compile(r"\{\{(?:[#^/]|text:)?(?:FrontSide|" + "|".join(FIELDS) + r")\}\}")
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_CSS_LOADS = re.compile(r"@import|(?:url|src|image-set|expression)\s*\(|</|<!|behavior\s*:|-moz-binding", re.IGNORECASE)


class Refused(Exception):
    """Why something is not installed, as a sentence."""


class Note(NamedTuple):
    """A note of a package."""

    id: int
    fields: dict[str, str]
    tags: list[str]
    deck: str
    modified: int

    @property
    def files(self) -> set[str]:
        """The names of its pictures and sounds."""
        text = "".join(self.fields.values())
        return {
            unescape(name)
            for name in re.findall(r'<img [^>]*?src="([^"]*)"|\[sound:([^\]]*)\]', text)
            for name in name
            if name
        }


class Package(NamedTuple):
    """What is in a package."""

    notes: dict[str, Note]
    """By guid."""
    decks: dict[str, str]
    """The description of each deck, by name."""
    model: dict[str, Any]
    collection: bytes
    media: dict[str, bytes]


def read_package(data: bytes) -> Package:
    """Read a package and everything in it; raises Refused."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        if not archive.comment.startswith(MARK):
            raise Refused("The package was not written by anki-export.")
        names = archive.namelist()
        if len(set(names)) < len(names) or sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise Refused("The package would unpack to more than a package may have.")
        files = json.loads(_content(archive, "media"))
        if not isinstance(files, dict) or {*files, "media", "collection.anki2"} != set(names):
            raise Refused("The package has files that it does not list.")
        if bad := [name for name in files.values() if not isinstance(name, str) or not _FILE.fullmatch(name)]:
            raise Refused(f"The package has a file {str(bad[0])[:60]!r}, which is no picture or sound.")
        media = {name: _content(archive, number) for number, name in files.items()}
        return _read_collection(_content(archive, "collection.anki2"), media)
    except (zipfile.BadZipFile, zlib.error, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError,
            RuntimeError, EOFError, OverflowError, RecursionError, OSError) as error:  # fmt: skip
        raise Refused(f"The package is damaged: {type(error).__name__}.") from error


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("The package is compressed in an unknown way.")
    with archive.open(entry) as file:
        return file.read(entry.file_size + 1)  # without a number, all is inflated before the size is compared


def _read_collection(collection: bytes, media: dict[str, bytes]) -> Package:
    with TemporaryDirectory() as folder:
        path = Path(folder, "collection.anki2")
        path.write_bytes(collection)
        with closing(sqlite3.connect(path)) as db:
            db.execute("pragma trusted_schema = off")
            schema = db.execute("select type, tbl_name, rootpage, sql from sqlite_master").fetchall()
            if any(
                kind not in ("table", "index") or table not in _TABLES or not page for kind, table, page, _ in schema
            ):
                raise Refused("The package has tables that anki-export does not write.")
            if any(re.search(r"generated|\bas\s*\(|\bwhere\b|virtual", str(sql), re.IGNORECASE) for *_, sql in schema):
                raise Refused("The package has tables that anki-export does not write.")
            ((models, decks),) = db.execute("select models, decks from col").fetchall()
            rows = db.execute(
                "select n.id, guid, mid, n.mod, n.tags, n.flds, did, ord from notes n left join cards c on nid = n.id"
            )
            found = rows.fetchmany(100_001)  # a deck of more questions than anyone can ask
            if len(found) > 100_000:
                raise Refused("The package has too many notes.")
    model = json.loads(models)[str(NOTE_TYPE)]
    names = {int(id_): deck["name"] for id_, deck in json.loads(decks).items()}
    notes: dict[str, Note] = {}
    for id_, guid, mid, modified, tags, fields, did, ord_ in found:
        values = fields.split("\x1f")
        if mid != NOTE_TYPE or ord_ != 0 or len(values) != len(FIELDS) or not guid or guid in notes:
            raise Refused("The package has a note that anki-export does not write.")
        notes[guid] = Note(int(id_), dict(zip(FIELDS, values)), tags.split(), names[did], int(modified))
    used = {note.deck for note in notes.values()}
    package = Package(
        notes,
        {deck["name"]: deck["desc"] for deck in json.loads(decks).values() if deck["name"] in used},
        model,
        collection,
        media,
    )
    for problem in _problems(package):
        raise Refused(problem)
    return package


def _problems(package: Package) -> Iterator[str]:
    model = package.model
    if [(row["name"], row["id"]) for row in model["flds"]] != list(FIELDS.items()) or model.get("type"):
        yield "The package has a note type with other fields than those of anki-export."
    (template,) = model["tmpls"]
    if template["id"] != TEMPLATE:
        yield "The package has a note type with another template than that of anki-export."
    for side in (template["qfmt"], template["afmt"]):
        html = _REFERENCE.sub("", side.replace("<hr id=answer>", ""))
        yield from (f"A template has {what}." for what in (["{{"] if "{{" in html else active(html)))
    yield from (
        f"The styles load something or end early: {found!r}." for found in _CSS_LOADS.findall(_plain_css(model["css"]))
    )
    for name, description in package.decks.items():
        yield from (f"The description of {name!r} has {what}." for what in active(description))
        if not name or any(not part or part != part.strip() for part in name.split("::")) or '"' in name:
            yield f"A deck has the name {name!r}."
    for note in package.notes.values():
        fields = note.fields
        yield from (f"The card {fields['Question'][:60]!r} has {what}." for what in active("\n".join(fields.values())))
        if re.search(r'["<>{}]', unescape(fields["Level"])) or not _LINK.fullmatch(unescape(fields["Source"])):
            yield f"The card {fields['Question'][:60]!r} has a level or source that could be active."


def _plain_css(css: str) -> str:
    """The styles without escapes, and then as written: either may hide something from the other."""
    return (
        f"{_CSS_ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2], css)}\n{css}"
    )


def active(html: str) -> Iterator[str]:
    """What HTML of a card has that the sanitiser of anki-export never writes, and that could run or load something."""
    for closing_, name, attributes in _TAG.findall(html):
        if (closing_ or name) not in _TAGS:
            yield f"<{closing_ or name}>"
        for key, value in _ATTRIBUTE.findall(attributes):
            text = unescape(value)
            if key not in _ATTRIBUTES:
                yield f"the attribute {key}"
            elif (key == "href" and not _LINK.fullmatch(text)) or (key == "src" and not _FILE.fullmatch(text)):
                yield f"the address {text[:60]!r}"
    if "<" in _TAG.sub("", html):
        yield f"HTML such as {re.sub(_TAG, '', html).partition('<')[2][:20]!r}"
    for name in _BRACKET.finditer(html):
        if not _FILE.fullmatch(unescape(name[1] or "")):
            yield f"{name[0][:40]!r}"
    text = _outside_code(html) if "\\" in html else ""
    if ("\\(" in text or "\\[" in text) and (found := _COMMAND.search(text)):
        yield f"{found[0]!r}"


def _outside_code(html: str) -> str:
    """The text in which MathJax looks for formulas."""
    parts, start, depth = [], 0, 0
    for tag in _TAG.finditer(html):
        parts.append("" if depth else html[start : tag.start()])
        start, name = tag.end(), tag[1] or tag[2]
        if name in ("pre", "code"):
            depth = max(0, depth + (-1 if tag[1] else 1))
        elif name not in _INLINE:
            depth = 0
    return "".join([*parts, "" if depth else html[start:]])
