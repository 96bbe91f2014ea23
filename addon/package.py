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
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

NOTE_TYPE = 1741095283164
"""The id of the note type of anki-export, which never changes; like those of its fields and its template."""
_IDS = """3158272640917253841 7720391846502918374 1936482750193847265 8203917465820193746
    4571920386475610293 6092817364509182736 2847561930284756193 5310298475610394857"""
FIELDS = dict(zip("Question Answer Explanation Topic Level Source Version Extra".split(), map(int, _IDS.split())))
TEMPLATE = 9018273645564738291
LARGEST = 256 << 20
"""Bytes that a package may have, packed or unpacked. Hosts of static files refuse more than 25 to 100 MB."""
MOST_NOTES = 100_000
MARK = b"anki-export "
"""The start of the comment of the archive."""

_TAGS = frozenset(
    "a abbr acronym area article aside b bdi bdo blockquote br caption center cite code col colgroup data dd del"
    " details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li map mark"
    " nav ol p pre q rp rt rtc ruby s samp section small span strike strong sub summary sup table tbody td th thead"
    " time tr tt u ul var wbr".split()
)
_ATTRIBUTES = frozenset(
    "align alt aria-label class colspan dir height href lang open role rowspan scope src start tabindex title".split()
) | {"width"}
_TAG = re.compile(r'<(?:/([a-z0-9]+)|([a-z0-9]+)((?: [a-z-]+="[^"]*")*) ?/?)>')
_ATTRIBUTE = re.compile(r' ([a-z-]+)="([^"]*)"')
_LINK = re.compile(r"(?:https?://|mailto:|#)[^\x00-\x1f]*|[^\s\\:/?#][^\s\\:]*|", re.IGNORECASE)
_FILE = re.compile(r"[^\W_][\w.-]*\.(?:png|jpe?g|gif|webp|avif|svg|mp3|ogg|oga|opus|wav|flac|aac|m4a)")
_BRACKET = re.compile(r"\[(?:sound:([^\]]*)\]?|/?\$|/?latex\]|/?anki:|\[type:)", re.IGNORECASE)
_CODE = re.compile(r"<code(?: [^<>]*)?>[^<]*</code>")
_COMMAND = re.compile(
    r"\\(?:href|url|style|class|cssId|data|html\w*|mmlToken|unicode|includegraphics|[egx]?def|let|futurelet"
    r"|(?:re)?new\w+|providecommand|Declare[A-Z]\w*|setOptions|mathtoolsset"
    r"|require(?!\s*\{(?:ams\w*|bbox|boldsymbol|braket|cancel|color|enclose|mathtools|mhchem)\}))(?![A-Za-z])"
)
"""Commands of MathJax that create links or styles, load something, or have effects on other cards."""
_IN_TAGS = re.compile(r'(?<=href=")\{\{text:Source\}\}(?=")|(?<=iq-level-)\{\{text:Level\}\}|(?<=<hr) id=answer')
_REFERENCE = re.compile(r"\{\{[#^/]?(?:FrontSide|" + "|".join(FIELDS) + r")\}\}")
"""In a tag or with a filter, what a field has could leave its attribute: anki-export only does that in two places."""
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_CSS_LOADS = re.compile(r"@import|(?:url|src|image-set|expression)\s*\(|</|<!|behavior\s*:|-moz-binding", re.IGNORECASE)


class Refused(Exception):
    """Why something is not installed, as a sentence."""


class Note(NamedTuple):
    """A note of a package."""

    fields: dict[str, str]
    tags: list[str]
    deck: str
    modified: int


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
        names = archive.namelist()
        if not archive.comment.startswith(MARK):
            raise Refused("The package was not written by anki-export.")
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
            raise Refused("The package would unpack to more than a package may have.")
        files = json.loads(_content(archive, "media"))
        if {*files, "media", "collection.anki2"} != set(names) or len(set(names)) < len(names):
            raise Refused("The package has files that it does not list.")
        if bad := [name for name in files.values() if not _FILE.fullmatch(name)]:
            raise Refused(f"The package has a file {bad[0][:60]!r}, which is not a picture or sound.")
        media = {name: _content(archive, number) for number, name in files.items()}
        collection = _content(archive, "collection.anki2")
        package = _package(collection, media, *_rows(collection))
        for problem in _problems(package):
            raise Refused(problem)
        return package
    except Exception as error:  # whatever a damaged file makes the parsers raise
        raise error if isinstance(error, Refused) else Refused(f"The package is damaged: {error!r:.200}.") from error


def _content(archive: zipfile.ZipFile, name: str) -> bytes:
    entry = archive.getinfo(name)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused("The package is compressed in an unknown way.")
    with archive.open(entry) as file:
        return file.read(entry.file_size + 1)  # without a number, all is inflated before the size is compared


def _rows(collection: bytes) -> tuple[str, str, list[tuple[Any, ...]]]:
    """The note types, decks and notes with their cards."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "collection.anki2")
        path.write_bytes(collection)
        with closing(sqlite3.connect(path)) as db:
            db.execute("pragma trusted_schema = off")
            for kind, table, page, sql in db.execute("select type, tbl_name, rootpage, sql from sqlite_master"):
                odd = re.search(r"generated|\bas\s*\(|\bwhere\b|virtual", str(sql), re.IGNORECASE) or not page
                if odd or kind not in ("table", "index") or table not in ("col", "notes", "cards", "revlog", "graves"):
                    raise Refused("The package has tables that anki-export does not write.")
            ((models, decks),) = db.execute("select models, decks from col").fetchall()
            notes = "guid, mid, n.mod, n.tags, flds, did, ord from notes n left join cards on nid = n.id"
            return models, decks, db.execute(f"select {notes}").fetchmany(MOST_NOTES + 1)


def _package(collection: bytes, media: dict[str, bytes], models: str, decks: str, rows: list[Any]) -> Package:
    names = {int(id_): deck["name"] for id_, deck in json.loads(decks).items()}
    notes: dict[str, Note] = {}
    for guid, mid, modified, tags, fields, did, card in rows:
        values = fields.split("\x1f")
        is_odd = mid != NOTE_TYPE or card != 0 or len(values) != len(FIELDS) or not guid or guid in notes
        if is_odd or len(notes) == MOST_NOTES:
            raise Refused("The package has a note that anki-export does not write.")
        notes[guid] = Note(dict(zip(FIELDS, values)), tags.split(), names[did], int(modified))
    used = {note.deck for note in notes.values()}
    described = {deck["name"]: deck["desc"] for deck in json.loads(decks).values() if deck["name"] in used}
    return Package(notes, described, json.loads(models)[str(NOTE_TYPE)], collection, media)


def _problems(package: Package) -> Iterator[str]:
    model = package.model
    (template,) = model["tmpls"]
    fields = {row["name"]: row["id"] for row in model["flds"]}
    if list(fields.items()) != list(FIELDS.items()) or template["id"] != TEMPLATE or model.get("type"):
        yield "The package has a note type with other fields or templates than that of anki-export."
    sides = _REFERENCE.sub("\0", _IN_TAGS.sub("", template["qfmt"] + template["afmt"]))
    odd = [tag[0] for tag in _TAG.finditer(sides) if "\0" in tag[0]] + re.findall(r"\{\{.{0,20}", sides)
    yield from (f"A template has {what[:60]!r}." for what in [*active(sides), *odd])
    yield from (f"The styles have {what!r}, which may load something." for what in loads(model["css"]))
    for name, description in package.decks.items():
        yield from (f"The description of {name!r} has {what}." for what in active(description))
    for note in package.notes.values():
        level, source = unescape(note.fields["Level"]), unescape(note.fields["Source"])
        odd = (
            [] if _LINK.fullmatch(source) and not re.search('["<>]', level + source) else ["an active level or source"]
        )
        odd += [what for html in note.fields.values() for what in active(html)]
        yield from (f"The card {note.fields['Question'][:60]!r} has {what}." for what in odd)


def loads(css: str) -> list[str]:
    """What styles load, or end early with; escapes may hide it, or be hidden by it."""
    plain = _CSS_ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2], css)
    return _CSS_LOADS.findall(f"{plain}\n{css}")


def active(html: str) -> Iterator[str]:
    """What HTML of a card has that the sanitiser of anki-export never writes, and that could run or load something."""
    for end, start, attributes in _TAG.findall(html) if "<" in html else ():
        if (end or start) not in _TAGS:
            yield f"<{end or start}>"
        for key, value in _ATTRIBUTE.findall(attributes):
            pattern = {"href": _LINK, "src": _FILE}.get(key)
            if key not in _ATTRIBUTES or (pattern and not pattern.fullmatch(unescape(value))):
                yield f"the attribute {key}={value[:60]!r}"
    if "<" in html and "<" in (rest := _TAG.sub("", html)):
        yield f"HTML such as {rest[rest.index('<') :][:20]!r}"
    yield from (repr(tag[0][:40]) for tag in _BRACKET.finditer(html) if not _FILE.fullmatch(unescape(tag[1] or "")))
    # MathJax matches formulas across line breaks, but not across other elements.
    text = _TAG.sub(lambda tag: "" if tag[2] in ("br", "wbr") else "<", _CODE.sub("", html)) if "\\" in html else ""
    for formula in re.split(r"\\[(\[]", text)[1:]:
        yield from map(repr, _COMMAND.findall(re.split(r"\\[)\]]|<", formula, maxsplit=1)[0]))
