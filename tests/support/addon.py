"""A site that publishes decks, and a learner who has subscribed to it with the add-on."""

import hashlib
import json
from pathlib import Path
from typing import Any

from addon.net import Row
from addon.package import Package, read_package
from addon.update import Offer, install, pending, prepare, sites
from tests.support.learner import Learner
from tests.support.project import Project

URL = "https://example.org/decks/index.json"
TABLES = {
    "notes": "select id, guid, mid, mod, tags, flds from notes order by id",
    "cards": "select id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, flags, odid from cards",
    "decks": "select id, name, common, kind from decks order by id",
    "note types": "select id, name, config from notetypes order by id",
    "templates": "select ntid, name, config from templates order by ntid",
    "fields": "select ntid, name, config from fields order by ntid, ord",
    "config": "select key, val from config where key not in ('curDeck', 'curModel') order by key",
    "reviews": "select * from revlog order by id",
    "graves": "select oid, type from graves order by oid",
}


class Site:
    """What the folder of a project offers, as the add-on would download it."""

    def __init__(self, project: Project) -> None:
        self.folder = project.root / "decks"

    @property
    def index(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.folder / "index.json").read_text())
        return found

    def rows(self) -> list[Row]:
        return [row_of(row, "decks" in row) for table in ("decks", "bundles") for row in self.index[table]]

    def package(self, row: Row) -> Package:
        data = (self.folder / row.file).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (row.size, row.sha256)
        return read_package(data)

    def retired(self) -> set[str]:
        return {guid for row in self.index.get("retired", []) for guid in row["cards"]}


def row_of(row: dict[str, Any], is_bundle: bool = False) -> Row:
    slug, _, version = row["file"].removesuffix(".apkg").rpartition("-")
    major, minor, patch = map(int, version.split("."))
    return Row(
        row["name"], slug, (major, minor, patch), row["file"], row["bytes"], row["sha256"], row["cards"], is_bundle
    )


class Subscriber(Learner):
    """A learner whose collection follows a site."""

    def offer(self, site: Site, url: str = URL, slugs: tuple[str, ...] = ()) -> Offer | None:
        """The update that the add-on would offer; with `slugs`, of packages that are not subscribed yet."""
        rows = (
            [row for row in site.rows() if row.slug in slugs]
            if slugs
            else pending(sites(self.col)[url], site.rows())[0]
        )
        if not rows:
            return None
        return prepare(self.col, url, [(row, site.package(row)) for row in rows], site.retired())

    def subscribe(self, site: Site, *slugs: str, url: str = URL) -> Offer:
        decks = tuple(row.slug for row in site.rows() if not row.is_bundle)
        offer = self.offer(site, url, slugs or decks)
        assert offer
        install(self.col, offer, {"retire": False, "move": False})
        return offer

    def update(self, site: Site, retire: bool = True, move: bool = True, url: str = URL) -> Offer:
        offer = self.offer(site, url)
        assert offer
        install(self.col, offer, {"retire": retire, "move": move})
        return offer

    def state(self) -> dict[str, list[Any]]:
        """Everything in the collection that a learner could lose."""
        return {name: self.col.db.all(query) for name, query in TABLES.items()}

    def media(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in Path(self.col.media.dir()).iterdir()}
