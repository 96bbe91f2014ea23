"""Compare a collection with packages of a site, and bring it up to date in one step that can be undone.

What the author last gave is known by digests in a media file, which Anki syncs to the learner's other computers. So
three texts are compared: where the learner left a field alone, the author's new text comes; else the learner's stays.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
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
_KEPT_BASES = 3
"""The versions whose digests are kept: an update that is undone needs those of the version before."""
_KEPT_STYLES = 60


class Known(NamedTuple):
    """A note as the author last gave it."""

    deck: str
    tags: list[str]
    digests: dict[str, str]


class Plan(NamedTuple):
    """What an update would change; cards are named by their questions."""

    new: dict[str, tuple[Package, Note]]
    """By guid."""
    changed: dict[int, tuple[dict[str, str], list[str], Note]]
    """Fields by their names in the package, and tags, by the id of the note."""
    kept: list[tuple[str, str]]
    """Questions and fields that both have changed."""
    retired: dict[int, str]
    """By the id of the card."""
    moved: dict[int, tuple[str, str]]
    """Questions and new decks by the id of the card."""
    styles: dict[str, str]
    own_styles: list[str]
    descriptions: dict[str, str]

    def __str__(self) -> str:
        counts = len(self.changed), len(self.new), len(self.retired), len(self.moved)
        parts = zip(counts, ("changed", "new", "retired", "moved"))
        return ", ".join(f"{count} {what}" for count, what in parts if count) or "no card changes"

    def lines(self) -> list[str]:
        """Each change in a line."""
        return [
            *(f"Changed: {plain(note.fields['Question'])}" for _, _, note in self.changed.values()),
            *(f"New: {plain(note.fields['Question'])}" for _, note in self.new.values()),
            *(f"Retired: {plain(question)}" for question in self.retired.values()),
            *(f"Moved to {deck}: {plain(question)}" for question, deck in self.moved.values()),
            *(f"Your text stays in {field}: {plain(question)}" for question, field in self.kept),
            *(f"Your {part} of the cards stays." for part in self.own_styles),
        ]


class Offer(NamedTuple):
    """An update that was downloaded and checked, and can be installed."""

    url: str
    rows: list[Row]
    packages: list[Package]
    plan: Plan


def plain(html: str) -> str:
    """The start of a field as text."""
    text = " ".join(re.sub(r"<[^>]*>", " ", html).split())
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = text.replace(escaped, sign)
    return text if len(text) < 90 else f"{text[:90]}…"


def sites(col: Collection) -> dict[str, Any]:
    """The subscriptions: by the address of an index its packages ("decks", by slug) and the learner's choices."""
    found = (col.get_config(CONFIG) or {}).get("sites", {})
    return found if isinstance(found, dict) else {}


def save_sites(col: Collection, changed: dict[str, Any], **extra: Any) -> OpChanges:
    """Save the subscriptions."""
    return col.set_config(CONFIG, {**(col.get_config(CONFIG) or {}), **extra, "sites": changed}, undoable=True)


def pending(site: dict[str, Any], rows: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """The packages of a subscribed site with a newer version, and what is wrong with others."""
    newer, problems = [], []
    for row in rows:
        have = site["decks"].get(row.slug)
        if have and row.version > tuple(have["version"]):
            newer.append(row)
        elif have and list(row.version) == have["version"] and have["sha256"] != row.sha256:
            problems.append(f"{row.name}: version {dotted(row.version)} is not the same file as before; it is ignored.")
    return newer, problems


def dotted(version: Iterable[int]) -> str:
    """A version as text."""
    return ".".join(map(str, version))


def prepare(col: Collection, url: str, rows: list[Row], packages: list[Package], retired: set[str]) -> Offer:
    """Compare the collection with packages of a site; raises Refused if one can't be installed safely."""
    config = col.get_config(CONFIG) or {}
    known, is_complete = _bases(col, url)
    model = col.models.get(NOTE_TYPE)
    names = _own_names(model) if model else {name: name for name in FIELDS}
    offered: dict[str, tuple[Package, Note]] = {}
    for package in packages:
        for guid, note in package.notes.items():
            if guid in offered:
                raise Refused("Two packages of the site have the same card: look again later.")
            offered[guid] = package, note
    foreign = {guid for other in sites(col) if other != url for guid in _bases(col, other)[0]}
    if clash := foreign.intersection(offered):
        question = plain(offered[clash.pop()][1].fields["Question"])
        raise Refused(f"The card {question!r} belongs to another site to which you have subscribed.")
    plan = Plan({}, {}, [], {}, {}, {}, [], {})
    present = {guid: (nid, mid) for nid, guid, mid in col.db.all("select id, guid, mid from notes")}
    decks = {deck.id: deck.name for deck in col.decks.all_names_and_ids()}
    for guid, (package, note) in offered.items():
        if guid not in present:
            if guid not in known:  # else the learner has deleted it
                plan.new[guid] = package, note
            continue
        nid, mid = present[guid]
        if mid != NOTE_TYPE:
            raise Refused(f"The card {plain(note.fields['Question'])!r} has another note type in your collection.")
        own, base = col.get_note(nid), known.get(guid)
        fields = {}
        for field, text in note.fields.items():
            current = own[names[field]]
            if current != text and not _is_own(field, current, note, own.mod, base):
                fields[field] = text
            elif current != text and (base.digests[field] != digest(text) if base else field != "Extra"):
                plan.kept.append((note.fields["Question"], field))
        before = set(base.tags) if base else set()
        tags = (set(own.tags) - (before - set(note.tags))) | (set(note.tags) - before)
        if fields or tags != set(own.tags):
            plan.changed[nid] = fields, sorted(tags), note
        if base and base.deck != note.deck:
            home = col.db.all("select id, did from cards where nid = ? and ord = 0 and odid = 0", nid)
            plan.moved.update(
                (cid, (note.fields["Question"], note.deck)) for cid, did in home if decks.get(did) == base.deck
            )
    mine = {deck for package in packages for deck in package.decks}
    for guid in retired.intersection(present) - set(offered):
        for cid, did, question in col.db.all(
            "select c.id, did, flds from cards c join notes n on n.id = nid where nid = ? and mid = ? and queue != -1",
            present[guid][0],
            NOTE_TYPE,
        ):
            if guid in known or (not is_complete and decks.get(did) in mine):
                plan.retired[cid] = question.partition("\x1f")[0]
    newest = max(packages, key=lambda package: int(package.model["mod"]))
    if model:
        seen, last = config.get("styles", []), config.get("styled", model["mod"])
        for part, text in _styles(newest.model).items():
            current = _styles(model)[part]
            if current != text and int(newest.model["mod"]) > last and (not seen or digest(current) in seen):
                plan.styles[part] = text
            elif current != text and seen and digest(current) not in seen and digest(text) not in seen:
                plan.own_styles.append(part)
    for package in packages:
        for name, description in package.decks.items():
            deck = col.decks.by_name(name)
            if deck and not deck["dyn"] and description and deck["desc"] != description:
                plan.descriptions[name] = description
    return Offer(url, rows, packages, plan)


def _is_own(field: str, current: str, note: Note, changed: int, base: Known | None) -> bool:
    """Whether the text of a field is the learner's; without digests, that of Extra is, and others by Anki's rule."""
    if base:
        return digest(current) != base.digests[field]
    return bool(current) if field == "Extra" else note.modified <= changed


def digest(text: str) -> str:
    """Six characters, for telling whether a text was changed."""
    return urlsafe_b64encode(hashlib.sha256(normalize("NFC", text).encode()).digest())[:6].decode()


def _own_names(model: dict[str, Any]) -> dict[str, str]:
    """The learner's names of the fields of packages; raises Refused if one is missing."""
    by_id = {field.get("id"): field["name"] for field in model["flds"]}
    names = {name: by_id.get(id_, name) for name, id_ in FIELDS.items()}
    if missing := set(names.values()) - set(by_id.values()):
        raise Refused(f"Your note type {model['name']!r} has no field {missing.pop()!r}.")
    if model["tmpls"][0].get("id") not in (TEMPLATE, None):
        raise Refused(f"Your note type {model['name']!r} has another first card.")
    return names


def _styles(model: dict[str, Any]) -> dict[str, str]:
    template = model["tmpls"][0]
    return {"front": template["qfmt"], "back": template["afmt"], "styling": model["css"]}


def install(col: Collection, offer: Offer, choices: dict[str, bool]) -> OpChanges:
    """Do what the plan says: all of it in one undo step, or nothing; raises Refused."""
    plan, changes, written = offer.plan, OpChanges(), list[str]()
    wanted = {
        name: package.media[name] for package, note in plan.new.values() for name in note.files & set(package.media)
    }
    for *_, note in plan.changed.values():
        for package in offer.packages:
            wanted.update((name, package.media[name]) for name in note.files & set(package.media))
    for row, package in zip(offer.rows, offer.packages):
        wanted[_base_name(offer.url, row.slug, row.version, row.sha256)] = _base(package)

    def steps() -> None:
        target = col.add_custom_undo_entry(UNDO)
        for step in (_import, _restyle, _rewrite, _rearrange):
            for _ in step(col, offer, choices):  # after each operation: Anki keeps 30 of them
                col.merge_undo_entries(target)
        _subscribe(col, offer, choices)
        changes.MergeFrom(col.merge_undo_entries(target))

    try:
        for name, data in wanted.items():
            path = Path(col.media.dir(), name)
            if path.exists() and path.read_bytes() != data:
                raise Refused(f"You have another file with the name {name!r}.")
            if not path.exists():
                written.append(col.media.write_data(name, data))
        col.db.transact(steps)
    except BaseException:
        col.db.execute("update col set mod = mod")  # forgets the undo steps that were rolled back
        col.models._clear_cache()
        col.media.trash_files(written)
        raise
    _forget_bases(col, offer)
    return changes


def _import(col: Collection, offer: Offer, _: object) -> Iterator[object]:
    """Let Anki import the notes that are new, with the learner's own note type if there is one."""
    options = [(key, col.get_config(key)) for key in _IMPORT_OPTIONS]
    for package in offer.packages:
        guids = {guid for guid, (of, _) in offer.plan.new.items() if of is package}
        if not guids:
            continue
        with TemporaryDirectory() as folder:
            path = _new_notes(package, guids, col.models.get(NOTE_TYPE), Path(folder))
            never = ImportAnkiPackageOptions(update_notes=2, update_notetypes=2)  # 2: what is there is left alone
            log = col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=never)).log
        col.models._clear_cache()
        if len(log.new) != len(guids):
            raise Refused("Anki did not import all new cards.")
        yield package
    for key, value in options:
        if col.get_config(key) != value:
            yield col.set_config(key, value, undoable=True) if value is not None else col.remove_config(key)


def _new_notes(package: Package, guids: set[str], model: dict[str, Any] | None, folder: Path) -> Path:
    """A package with only these notes."""
    path, target = folder / "collection.anki2", folder / "new.apkg"
    path.write_bytes(package.collection)
    names = {name: own for own, name in _own_names(model).items()} if model else {}
    decks = {note.deck for guid, note in package.notes.items() if guid in guids}
    with closing(sqlite3.connect(path)) as db:
        db.executemany(
            "delete from notes where id = ?", [(n.id,) for guid, n in package.notes.items() if guid not in guids]
        )
        db.execute("delete from cards where nid not in (select id from notes)")
        db.execute("delete from revlog")
        db.execute("delete from graves")
        if model:
            fields = [names.get(field["name"], "") for field in model["flds"]]
            rows = [("\x1f".join(package.notes[guid].fields.get(name, "") for name in fields), guid) for guid in guids]
            db.executemany("update notes set flds = ? where guid = ?", rows)
        every = json.loads(db.execute("select decks from col").fetchone()[0])
        every = {id_: deck for id_, deck in every.items() if deck["name"] in decks or id_ == "1"}
        models = {str(NOTE_TYPE): model or package.model}
        db.execute("update col set models = ?, decks = ?", (json.dumps(models), json.dumps(every)))
        db.commit()
    with zipfile.ZipFile(target, "w") as archive:
        archive.write(path, "collection.anki2")
        archive.writestr("media", "{}")
    return target


def _restyle(col: Collection, offer: Offer, _: object) -> Iterator[object]:
    model = col.models.get(NOTE_TYPE)
    if model and (styles := offer.plan.styles):
        template = model["tmpls"][0]
        template["qfmt"], template["afmt"] = styles.get("front", template["qfmt"]), styles.get("back", template["afmt"])
        model["css"] = styles.get("styling", model["css"])
        yield col.models.update_dict(model)
    for name, description in offer.plan.descriptions.items():
        if deck := col.decks.by_name(name):
            deck["desc"] = description
            yield col.decks.update_dict(deck)


def _rewrite(col: Collection, offer: Offer, _: object) -> Iterator[object]:
    notes = []
    for nid, (fields, tags, _note) in offer.plan.changed.items():
        note = col.get_note(nid)
        names = _own_names(note.note_type())
        for field, text in fields.items():
            note[names[field]] = text
        note.tags = tags
        notes.append(note)
    if notes:
        yield col.update_notes(notes)


def _rearrange(col: Collection, offer: Offer, choices: dict[str, bool]) -> Iterator[object]:
    if choices.get("retire") and offer.plan.retired:
        yield col.sched.suspend_cards(list(offer.plan.retired))
    by_deck: dict[str, list[int]] = {}
    for cid, (_, deck) in offer.plan.moved.items() if choices.get("move") else ():
        by_deck.setdefault(deck, []).append(cid)
    for deck, cids in by_deck.items():
        if not col.decks.id_for_name(deck):
            yield col.decks.add_normal_deck_with_name(deck)
        yield col.set_deck(cids, col.decks.id_for_name(deck))


def _subscribe(col: Collection, offer: Offer, choices: dict[str, Any]) -> None:
    found = sites(col)
    site = {"decks": {}, **found.get(offer.url, {}), **choices}
    for row in offer.rows:
        site["decks"] = {**site["decks"], row.slug: {"version": list(row.version), "sha256": row.sha256}}
    config = col.get_config(CONFIG) or {}
    now = [digest(text) for package in offer.packages for text in _styles(package.model).values()]
    styles = list(dict.fromkeys([*now, *config.get("styles", [])]))[:_KEPT_STYLES]
    styled = max([config.get("styled", 0), *(int(package.model["mod"]) for package in offer.packages)])
    save_sites(col, {**found, offer.url: site}, styles=styles, styled=styled)


def _base_name(url: str, slug: str, version: Iterable[int], sha256: str) -> str:
    """The media file with the digests of a package; Anki keeps files whose names begin with an underscore."""
    of = hashlib.sha256(f"{url} {slug}".encode()).hexdigest()[:12]
    return f"_deck-subscription-{of}-{dotted(version)}-{sha256[:8]}.json"


def _base(package: Package) -> bytes:
    decks, tags = sorted(package.decks), sorted({" ".join(note.tags) for note in package.notes.values()})
    rows = {
        guid: [decks.index(note.deck), tags.index(" ".join(note.tags)), "".join(map(digest, note.fields.values()))]
        for guid, note in package.notes.items()
    }
    return json.dumps({"decks": decks, "tags": tags, "notes": rows}, separators=(",", ":"), sort_keys=True).encode()


def _bases(col: Collection, url: str) -> tuple[dict[str, Known], bool]:
    """The notes of a site as its author last gave them, and whether those of all packages are known."""
    known: dict[str, Known] = {}
    decks = sites(col).get(url, {}).get("decks", {})
    is_complete = bool(decks)
    for slug, have in decks.items():
        try:
            path = Path(col.media.dir(), _base_name(url, slug, have["version"], have["sha256"]))
            content = json.loads(path.read_bytes())
            for guid, (deck, tags, digests) in content["notes"].items():
                each = dict(zip(FIELDS, (digests[i : i + 6] for i in range(0, len(digests), 6))))
                known[guid] = Known(content["decks"][deck], content["tags"][tags].split(), each)
        except (OSError, ValueError, TypeError, LookupError, AttributeError):
            is_complete = False  # not synced yet: see _is_own
    return known, is_complete


def _forget_bases(col: Collection, offer: Offer) -> None:
    """Remove the digests of versions that no undo can bring back."""
    for row in offer.rows:
        stem = _base_name(offer.url, row.slug, (), "").partition("--")[0]
        found = {
            path.name: [int(n) for n in path.name.split("-")[3].split(".")]
            for path in Path(col.media.dir()).glob(f"{stem}-*.json")
        }
        if old := sorted(found, key=found.__getitem__)[:-_KEPT_BASES]:
            col.media.trash_files(old)
