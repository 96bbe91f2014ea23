"""Compare a collection with packages of a site, and bring it up to date in one step that can be undone.

What the author last gave is known by digests in a media file, which Anki syncs to the learner's other computers. So
three texts are compared: where the learner left a field alone, the author's new text comes; else the learner's stays.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import sqlite3
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import shorten
from typing import Any, NamedTuple
from unicodedata import normalize

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest, OpChanges

from .net import Row
from .package import FIELDS, NOTE_TYPE, TEMPLATE, Note, Package, Refused

CONFIG = "deckSubscriptions"
"""The key in the collection's config, which is synced, and undone with an update: by site its packages and choices."""
UNDO = "Update decks"
_IMPORT_OPTIONS = ("mergeNotetypes", "withScheduling", "withDeckConfigs", "updateNotes", "updateNotetypes")
"""Anki saves the options of each import as the next defaults, under these keys."""
_GONE = "\x1f"
"""The start of the deck of a card that is no longer in the package but may return."""
Packages = list[tuple[Row, Package]]


class Known(NamedTuple):
    """A note as the author last gave it."""

    deck: str
    tags: list[str]
    digests: dict[str, str]


class Plan(NamedTuple):
    """What an update would change; cards are named by their questions."""

    changed: dict[int, tuple[dict[str, str], list[str], Note]]
    """Fields by their names in the package, and tags, by the id of the note."""
    new: dict[str, Note]
    """By guid."""
    retired: dict[int, str]
    """By the id of the card."""
    moved: dict[int, tuple[str, str]]
    """Questions and new decks by the id of the card."""
    kept: list[tuple[str, str]]
    """Questions and fields that both have changed."""
    styles: dict[str, str]
    own_styles: list[str]

    def __str__(self) -> str:
        counts = {what: len(getattr(self, what)) for what in self._fields[:4]}
        return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "no card changes"

    def lines(self) -> list[str]:
        """Each change in a line."""
        lines = [f"Changed: {note.fields['Question']}" for *_, note in self.changed.values()]
        lines += [f"New: {note.fields['Question']}" for note in self.new.values()]
        lines += [f"Retired: {question}" for question in self.retired.values()]
        lines += [f"Moved to {deck}: {question}" for question, deck in self.moved.values()]
        lines += [f"Your text stays in {field}: {question}" for question, field in self.kept]
        return [plain(line) for line in lines] + [f"Your {part} of the cards stays." for part in self.own_styles]


class Offer(NamedTuple):
    """An update that was downloaded and checked, and can be installed."""

    url: str
    packages: Packages
    plan: Plan


def plain(html: str) -> str:
    """The start of a field as text."""
    return shorten(unescape(re.sub(r"<[^>]*>", " ", html)), 120, placeholder=" …")


def dotted(version: Iterable[int]) -> str:
    """A version as text."""
    return ".".join(map(str, version))


def digest(text: str) -> str:
    """Six characters, for telling whether a text was changed."""
    return urlsafe_b64encode(hashlib.sha256(normalize("NFC", text).encode()).digest())[:6].decode()


def sites(col: Collection) -> dict[str, Any]:
    """The subscriptions: by the address of an index its packages ("decks", by slug) and the learner's choices."""
    return dict(_config(col).get("sites", {}))


def save_sites(col: Collection, changed: dict[str, Any], config: dict[str, Any] | None = None) -> OpChanges:
    """Save the subscriptions."""
    return col.set_config(CONFIG, {**(config or _config(col)), "sites": changed}, undoable=True)


def _config(col: Collection) -> dict[str, Any]:
    return col.get_config(CONFIG) or {}


def pending(site: dict[str, Any], rows: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """The packages of a subscribed site with a newer version, and what is wrong with others."""
    pairs = [(row, site["decks"][row.slug]) for row in rows if row.slug in site["decks"]]
    same = [row for row, have in pairs if list(row.version) == have["version"] and row.sha256 != have["sha256"]]
    problems = [f"{row.name} {dotted(row.version)} is not the same file as before; it is ignored." for row in same]
    return [row for row, have in pairs if list(row.version) > have["version"]], problems


def prepare(col: Collection, url: str, packages: Packages, retired: set[str]) -> Offer:
    """Compare the collection with packages of a site; raises Refused if one can't be installed safely."""
    known, is_complete = _last_given(col, url)
    foreign = {guid for other in sites(col) if other != url for guid in _last_given(col, other)[0]}
    names = _own_names(col.models.get(NOTE_TYPE))
    present = {guid: (nid, mid) for nid, guid, mid in col.db.all("select id, guid, mid from notes")}
    decks = {deck.id: deck.name for deck in col.decks.all_names_and_ids()}
    plan, offered = Plan({}, {}, {}, {}, [], *_new_styles(col, packages)), set[str]()
    for guid, note in [pair for _, package in packages for pair in package.notes.items()]:
        question, base = note.fields["Question"], known.get(guid)
        nid, mid = present.get(guid, (0, NOTE_TYPE))
        if guid in offered or guid in foreign or mid != NOTE_TYPE:
            raise Refused(f"The card {plain(question)!r} is in another package, site or note type, too.")
        offered.add(guid)
        if not nid:
            plan.new.update({} if base else {guid: note})  # the learner has deleted what the author gave before
            continue
        own, fields = col.get_note(nid), {}
        for field, text in note.fields.items():
            current, given = own[names[field]], base.digests[field] if base else ""
            # Without digests, the text in Extra is the learner's, and others follow Anki's rule: the newer one wins.
            by_rule = bool(current) if field == "Extra" else note.modified <= own.mod
            if current != text and not (digest(current) != given if base else by_rule):
                fields[field] = text
            elif current != text and (given != digest(text) if base else field != "Extra"):
                plan.kept.append((question, field))
        before, now = set(base.tags if base else ()), set(note.tags)
        tags = (set(own.tags) - (before - now)) | (now - before)
        if fields or tags != set(own.tags):
            plan.changed[nid] = fields, sorted(tags), note
        for cid, did in col.db.all("select id, did from cards where nid = ? and odid = 0", nid):
            if base and base.deck.strip(_GONE) == decks[did] != note.deck:
                plan.moved[cid] = question, note.deck
    mine = {deck for _, package in packages for deck in package.decks}
    cards = "select c.id, did, flds from cards c join notes n on n.id = nid where nid = ? and mid = ? and queue != -1"
    for guid in sorted(retired.intersection(present) - offered):
        for cid, did, text in col.db.all(cards, present[guid][0], NOTE_TYPE):
            if known[guid].deck[0] != _GONE if guid in known else not is_complete and decks.get(did) in mine:
                plan.retired[cid] = text.partition("\x1f")[0]
    return Offer(url, packages, plan)


def _own_names(model: dict[str, Any] | None) -> dict[str, str]:
    """The learner's names of the fields of packages; raises Refused if one is missing."""
    if not model:
        return {name: name for name in FIELDS}
    by_id = {field.get("id"): field["name"] for field in model["flds"]}
    names = {name: by_id.get(id_, name) for name, id_ in FIELDS.items()}
    if set(names.values()) - set(by_id.values()) or model["tmpls"][0].get("id") not in (TEMPLATE, None):
        raise Refused(f"Your note type {model['name']!r} has lost a field or its card.")
    return names


def _styles(model: dict[str, Any]) -> dict[str, str]:
    return {"front": model["tmpls"][0]["qfmt"], "back": model["tmpls"][0]["afmt"], "styling": model["css"]}


def _new_styles(col: Collection, packages: Packages) -> tuple[dict[str, str], list[str]]:
    """The author's new templates and styles, and which of the learner's stay."""
    own = col.models.get(NOTE_TYPE)
    newest = max((package.model for _, package in packages), key=lambda model: int(model["mod"]))
    seen, last = _config(col).get("styles", []), _config(col).get("styled", own["mod"] if own else 0)
    parts = _styles(newest).items() if own else ()
    differing = [(part, text, digest(_styles(own)[part])) for part, text in parts if text != _styles(own)[part]]
    new = {part: text for part, text, now in differing if int(newest["mod"]) > last and (not seen or now in seen)}
    return new, [part for part, text, now in differing if seen and now not in seen and digest(text) not in seen]


def install(col: Collection, offer: Offer, choices: dict[str, bool]) -> OpChanges:
    """Do what the plan says: all of it in one undo step, or nothing; raises Refused."""
    changes, written = OpChanges(), list[str]()
    bases = {row.slug: _base(col, offer, row.slug, package) for row, package in offer.packages}
    files = dict(bases.values())
    texts = [*offer.plan.new.values(), *(note for *_, note in offer.plan.changed.values())]
    html = "".join(text for note in texts for text in note.fields.values())
    used = {unescape("".join(found)) for found in re.findall(r'<img [^>]*?src="([^"]*)"|\[sound:([^\]]*)\]', html)}
    files.update(item for _, package in offer.packages for item in package.media.items() if item[0] in used)

    def steps() -> None:
        target = col.add_custom_undo_entry(UNDO)
        for _ in _steps(col, offer, choices):  # after each operation: Anki keeps 30 of them
            changes.MergeFrom(col.merge_undo_entries(target))
        _subscribe(col, offer, choices, {slug: name for slug, (name, _) in bases.items()})
        changes.MergeFrom(col.merge_undo_entries(target))

    try:
        for name, data in files.items():
            path = Path(col.media.dir(), name)
            if not path.exists():
                written.append(col.media.write_data(name, data))
            elif path.read_bytes() != data:
                raise Refused(f"You have another file with the name {name!r}.")
        old = sites(col).get(offer.url, {}).get("decks", {})
        col.db.transact(steps)
        col.media.trash_files([have["before"] for slug, have in old.items() if slug in bases and have["before"]])
    except BaseException:
        col.db.execute("update col set mod = mod")  # forgets the undo steps that were rolled back
        col.models._clear_cache()
        col.media.trash_files(written)
        raise
    return changes


def _steps(col: Collection, offer: Offer, choices: dict[str, bool]) -> Iterator[object]:
    """Do one operation after another."""
    plan, options = offer.plan, [(key, col.get_config(key)) for key in _IMPORT_OPTIONS]
    for _, package in offer.packages:
        if new := {guid: note for guid, note in package.notes.items() if guid in plan.new}:
            _import(col, package, new)
            yield package
    for key, value in options:
        if col.get_config(key) != value:
            yield col.set_config(key, value, undoable=True) if value is not None else col.remove_config(key)
    if plan.styles:
        model = col.models.get(NOTE_TYPE)
        styles = {**_styles(model), **plan.styles}
        model["tmpls"][0].update(qfmt=styles["front"], afmt=styles["back"])
        yield col.models.update_dict({**model, "css": styles["styling"]})
    for name, text in [item for _, package in offer.packages for item in package.decks.items()]:
        deck = col.decks.by_name(name)
        if text and deck and not deck["dyn"] and deck["desc"] != text:
            yield col.decks.update_dict({**deck, "desc": text})
    notes, names = [], _own_names(col.models.get(NOTE_TYPE))
    for nid, (fields, tags, _note) in plan.changed.items():
        notes.append(col.get_note(nid))
        notes[-1].tags = tags
        for field, text in fields.items():
            notes[-1][names[field]] = text
    yield col.update_notes(notes)
    if choices.get("retire"):
        yield col.sched.suspend_cards(list(plan.retired))
    moved = plan.moved if choices.get("move") else {}
    for name in sorted({deck for _, deck in moved.values()}):
        if not col.decks.id_for_name(name):
            yield col.decks.add_normal_deck_with_name(name)
        yield col.set_deck([cid for cid, (_, deck) in moved.items() if deck == name], col.decks.id_for_name(name))


def _import(col: Collection, package: Package, new: dict[str, Note]) -> None:
    """Let Anki import notes that are new, with the learner's own note type if there is one."""
    model = col.models.get(NOTE_TYPE)
    names, decks = {own: name for name, own in _own_names(model).items()}, {note.deck for note in new.values()}
    with TemporaryDirectory() as folder:
        path, target = Path(folder, "collection.anki2"), Path(folder, "new.apkg")
        path.write_bytes(package.collection)
        with closing(sqlite3.connect(path)) as db:
            db.executemany("delete from notes where guid = ?", [(guid,) for guid in package.notes if guid not in new])
            db.execute("delete from cards where nid not in (select id from notes)")
            db.execute("delete from revlog")
            order = [names.get(field["name"], "") for field in model["flds"]] if model else list(FIELDS)
            rows = [("\x1f".join(note.fields.get(name, "") for name in order), guid) for guid, note in new.items()]
            db.executemany("update notes set flds = ? where guid = ?", rows)
            every = json.loads(db.execute("select decks from col").fetchone()[0]).items()
            used = {id_: deck for id_, deck in every if deck["name"] in decks or id_ == "1"}
            models = json.dumps({NOTE_TYPE: model or package.model})
            db.execute("update col set models = ?, decks = ?", (models, json.dumps(used)))
            db.commit()
        with zipfile.ZipFile(target, "w") as archive:
            archive.write(path, "collection.anki2")
            archive.writestr("media", "{}")
        never = ImportAnkiPackageOptions(update_notes=2, update_notetypes=2)  # 2: what is there is left alone
        log = col.import_anki_package(ImportAnkiPackageRequest(package_path=str(target), options=never)).log
    col.models._clear_cache()
    if len(log.new) != len(new):
        raise Refused("Anki did not import all new cards.")


def _subscribe(col: Collection, offer: Offer, choices: dict[str, bool], bases: dict[str, str]) -> OpChanges:
    """Remember the versions, and the styles that are the author's."""
    found, config = sites(col), dict(_config(col))
    decks = dict(found.get(offer.url, {}).get("decks", {}))
    for row, package in offer.packages:
        new = {"version": list(row.version), "sha256": row.sha256, "base": bases[row.slug]}
        decks[row.slug] = {**new, "before": decks.get(row.slug, {}).get("base", "")}
        config["styled"] = max(config.get("styled", 0), int(package.model["mod"]))
        now = [*map(digest, _styles(package.model).values()), *config.get("styles", [])]
        config["styles"] = list(dict.fromkeys(now))[:60]
    site = {**found.get(offer.url, {}), **choices, "decks": decks}
    return save_sites(col, {**found, offer.url: site}, config)


def _base(col: Collection, offer: Offer, slug: str, package: Package) -> tuple[str, bytes]:
    """A media file with what the author gives, by guid: Anki keeps files that begin with an underscore.

    Cards that the package no longer has stay in it: they may return.
    """
    offered = {guid for _, each in offer.packages for guid in each.notes}
    name = sites(col).get(offer.url, {}).get("decks", {}).get(slug, {}).get("base", "")
    before = {guid: known for guid, known in (_read_base(col, name) or {}).items() if guid not in offered}
    rows = {guid: known._replace(deck=_GONE + known.deck.strip(_GONE)) for guid, known in before.items()}
    for guid, note in package.notes.items():
        rows[guid] = Known(note.deck, sorted(note.tags), {field: digest(text) for field, text in note.fields.items()})
    data = json.dumps(rows, sort_keys=True).encode()
    name = f"_deck-subscription-{hashlib.sha256(offer.url.encode() + data).hexdigest()[:20]}.gz"
    return name, gzip.compress(data, mtime=0)


def _read_base(col: Collection, name: str) -> dict[str, Known] | None:
    """The notes of a package as the author last gave them; None if the file has not been synced yet."""
    path = Path(col.media.dir(), name)
    if not path.is_file():
        return None
    return {guid: Known(*row) for guid, row in json.loads(gzip.decompress(path.read_bytes())).items()}


def _last_given(col: Collection, url: str) -> tuple[dict[str, Known], bool]:
    """The notes of a site as its author last gave them, and whether those of all packages are known."""
    decks = sites(col).get(url, {}).get("decks", {}).values()
    bases = [_read_base(col, have["base"]) for have in decks]
    rows = [row for base in bases if base for row in base.items()]
    return dict(sorted(rows, key=lambda row: row[1].deck[0] != _GONE)), bool(bases) and None not in bases
