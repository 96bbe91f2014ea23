"""The package with all decks, and those with the levels of a topic."""

import json
import re
import sqlite3
import tracemalloc
import zipfile
from collections.abc import Iterable
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from anki_export.deck import bundle_bytes as bundle_module
from anki_export.deck.bundle_bytes import bundle_bytes
from anki_export.deck.note_type import style
from anki_export.deck.package_content import Note, PackageContent
from anki_export.deck.package_rows import rows_of
from anki_export.release.plan_bundles import bump
from anki_export.release.types import Bump
from tests.support.learner import Learner
from tests.support.packages import PNG
from tests.support.project import Project, block


def two(project: Project, *more: str, answer: str = "Because") -> None:
    """A site with a deck at two levels; `more` are further questions of the first."""
    project.write("anki-export.toml", 'parent = "Tools"\n')
    project.page("basics", block("What is a tag?", answer), *map(block, more))
    project.page("advanced", block("What is a blob?"))


def make(project: Project, question: str = "What is a rule?") -> None:
    project.page("basics", block(question), topic="Make", folder="make")


def names(project: Project) -> list[str]:
    return [path.name for path in project.bundles()]


def rows(project: Project) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((project.root / "decks/index.json").read_text())["bundles"]
    return found


def questions(package: Path) -> dict[str, list[str]]:
    """The questions of a package by deck."""
    with zipfile.ZipFile(package) as archive:
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    (decks,) = connection.execute("select decks from col").fetchone()
    found: dict[str, list[str]] = {}
    for did, fields in connection.execute("select did, flds from notes join cards on nid = notes.id order by did, due"):
        found.setdefault(json.loads(decks)[str(did)]["name"], []).append(fields.split("\x1f")[0])
    connection.close()
    return found


def test_a_site_of_two_decks_has_a_package_of_both(project: Project) -> None:
    two(project)
    assert "Bundle of all 2 decks: decks/tools-all-1.0.0.apkg\n" in project.build().stdout
    (bundle,) = project.bundles()
    assert bundle.name == "tools-all-1.0.0.apkg"
    assert questions(bundle) == {
        "Tools::Git::1 Basics": ["What is a tag?"],
        "Tools::Git::3 Advanced": ["What is a blob?"],
    }
    (row,) = rows(project)
    assert (row["name"], row["topic"], row["version"], row["cards"]) == ("Tools", "", "1.0.0", 2)
    assert row["decks"] == ["git-basics-1.0.0.apkg", "git-advanced-1.0.0.apkg"]
    assert row["bytes"] == bundle.stat().st_size
    assert "Nothing changed" in project.build().stdout


def test_a_single_deck_needs_no_bundle(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    assert "Bundle" not in project.build().stdout
    assert not project.bundles() and '"bundles"' not in (project.root / "decks/lock.json").read_text()


@pytest.mark.parametrize(
    ("kind", "expected"), [("site", ["tools-all"]), ("topics", ["git-all", "tools-all"]), ("none", [])]
)
def test_the_setting_says_what_has_a_bundle(project: Project, kind: str, expected: list[str]) -> None:
    two(project)
    make(project)
    project.write("anki-export.toml", f'parent = "Tools"\nbundle = "{kind}"\n')
    out = project.build().stdout
    assert names(project) == [f"{slug}-1.0.0.apkg" for slug in expected]
    assert ("tools-all-1.0.0.apkg, and 1 more bundle\n" in out) == (kind == "topics")
    assert [row["topic"] for row in rows(project)] == ["", "Git"][: len(expected)]


def test_a_bundle_that_is_switched_off_goes_and_comes_back_with_the_next_version(project: Project) -> None:
    two(project)
    project.build()
    project.write("anki-export.toml", 'parent = "Tools"\nbundle = "none"\n')
    project.build()
    assert not project.bundles() and not rows(project)
    two(project, "What is a commit?")
    project.build()
    assert names(project) == ["tools-all-1.1.0.apkg"]


def test_an_unknown_kind_of_bundle_is_reported(project: Project) -> None:
    two(project)
    project.write("anki-export.toml", 'bundle = "everything"\n')
    assert "invalid value for bundle" in project.run("build").output


def test_the_version_changes_as_much_as_the_deck_that_changes_most(project: Project) -> None:
    two(project)
    project.build()
    two(project, answer="Another answer")
    project.build()
    assert names(project) == ["tools-all-1.0.1.apkg"]
    two(project, "What is a commit?", answer="Another answer")
    project.build()
    assert names(project) == ["tools-all-1.1.0.apkg"]
    make(project)
    project.build()
    assert names(project) == ["tools-all-1.2.0.apkg"]
    two(project, answer="Another answer")
    project.build()
    assert names(project) == ["tools-all-2.0.0.apkg"]
    (project.root / "source/make/basics/index.md").unlink()
    project.build()
    assert names(project) == ["tools-all-3.0.0.apkg"]
    assert "Nothing changed" in project.build().stdout


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({"a": "1.2.3"}, {"a": "1.2.3"}, Bump.NONE),
        ({"a": "1.2.3", "b": "1.0.0"}, {"a": "2.0.0", "b": "1.0.1"}, Bump.MAJOR),
        ({"a": "1.2.3"}, {"a": "1.1.9"}, Bump.MINOR),
        ({"a": "1.2.3"}, {"b": "1.2.3"}, Bump.MAJOR),
        ({}, {"b": "1.2.3"}, Bump.MINOR),
    ],
)
def test_a_deck_that_is_added_is_a_minor_change_and_one_that_goes_a_major_one(
    before: dict[str, str], after: dict[str, str], expected: Bump
) -> None:
    assert bump(before, after) is expected


def test_a_bundle_goes_with_its_last_but_one_deck(project: Project) -> None:
    two(project)
    project.build()
    page = project.root / "source/git/advanced/index.md"
    text = page.read_bytes()
    page.unlink()
    project.build()
    assert not project.bundles() and not rows(project)
    page.write_bytes(text)
    project.build()
    assert names(project) == ["tools-all-2.0.0.apkg"]


def test_a_fresh_clone_gets_the_same_bytes_and_older_bundles_go(project: Project) -> None:
    two(project)
    project.build()
    two(project, answer="Another answer")
    project.build()
    before = project.state()
    assert names(project) == ["tools-all-1.0.1.apkg"]
    for package in (project.root / "decks").glob("*.apkg"):
        package.unlink()
    project.build()
    assert project.state() == before


def test_older_bundles_can_be_kept(project: Project) -> None:
    two(project)
    project.build()
    two(project, answer="Another answer")
    project.build("--keep")
    assert names(project) == ["tools-all-1.0.0.apkg", "tools-all-1.0.1.apkg"]
    two(project, answer="A third answer")
    project.build()
    assert names(project) == ["tools-all-1.0.2.apkg"]


def test_a_dry_run_names_the_bundle_and_writes_nothing(project: Project) -> None:
    two(project)
    assert "Bundle of all 2 decks: decks/tools-all-1.0.0.apkg\n" in project.run("build", "--dry-run").stdout
    assert not (project.root / "decks").exists()


def test_a_bundle_that_was_deleted_is_made_again(project: Project) -> None:
    two(project)
    project.build()
    before = project.state()
    project.bundles()[0].unlink()
    assert "No cards changed: 2 decks, 2 cards up to date in decks.\nBundle of all 2 decks" in project.build().stdout
    assert project.state() == before


def test_an_old_lock_has_no_bundles_and_gets_them_without_a_change_of_any_deck(project: Project) -> None:
    two(project)
    project.build()
    lock = json.loads((project.root / "decks/lock.json").read_text())
    del lock["bundles"]
    project.write("decks/lock.json", json.dumps(lock))
    assert "but a build would update decks/lock.json" in project.run("diff").stdout
    assert "No cards changed" in project.build().stdout
    assert names(project) == ["tools-all-1.0.0.apkg"]


@pytest.mark.parametrize("kind", ["site", "topics"])
def test_no_bundle_has_the_file_name_of_a_deck(project: Project, kind: str) -> None:
    project.write("anki-export.toml", f'parent = "Git"\nbundle = "{kind}"\n')
    project.write("source/git.md", "# Git\n\n" + block("What is a tag?"))
    project.page("basics", block("What is a branch?"))
    make(project)
    project.build()
    assert len(project.packages()) == 3 and len(project.bundles()) == (1 if kind == "site" else 2)
    assert "git-1.0.0.apkg" in {path.name for path in project.packages()}
    assert "git-all-1.0.0.apkg" in names(project)


def test_no_later_deck_has_the_file_name_of_a_bundle(project: Project) -> None:
    two(project)
    project.build()
    project.write("source/tools.md", "# Tools all\n\n" + block("What is a hammer?"))
    project.build()
    assert "tools-all-2-1.0.0.apkg" in {path.name for path in project.packages()}
    assert names(project) == ["tools-all-1.1.0.apkg"]


def snapshot(learner: Learner) -> dict[str, Any]:
    notes = {
        note.guid: (
            note.fields,
            note.tags,
            note.mod,
            [(c.due, c.queue, learner.col.decks.name(c.did)) for c in note.cards()],
        )
        for note in learner.notes()
    }
    return notes | {deck["name"]: deck["desc"] for deck in learner.col.decks.all()}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_a_learner_can_import_a_bundle_and_its_decks_in_any_order(
    project: Project, learner: Learner, order: tuple[int, ...]
) -> None:
    project.write("source/git/basics/dot.png", PNG)
    two(project, "What is a commit?", "![A dot](dot.png) What is it?")
    project.build()
    packages = [*project.packages(), *project.bundles()]
    logs = [learner.import_package(packages[number]) for number in order]
    assert sum(log.get("new", 0) for log in logs) == 4
    assert {name for log in logs for name in log} <= {"new", "duplicate"}
    before = snapshot(learner)
    for number in order:
        assert learner.import_package(packages[number]).keys() == {"duplicate"}
    assert snapshot(learner) == before
    assert {deck for deck in before if "Git" in deck} >= {"Tools::Git::1 Basics", "Tools::Git::3 Advanced"}


def test_an_update_by_a_bundle_is_the_same_as_by_its_decks(project: Project, learner: Learner) -> None:
    two(project, "What is a commit?")
    project.build()
    learner.import_package(project.packages()[0])
    learner.import_package(project.packages()[1])
    own = learner.note("commit")
    own["Answer"] = "My own words"
    learner.col.update_note(own)
    two(project, "What is a commit?", answer="Another answer")
    make(project)
    project.build()
    assert learner.import_package(project.bundles()[0]) == {"new": 1, "updated": 1, "duplicate": 2}
    assert learner.note("commit")["Answer"] == "My own words"
    for package in project.packages():
        assert learner.import_package(package).keys() == {"duplicate"}


def test_a_picture_of_two_decks_is_in_the_bundle_once(project: Project) -> None:
    for level in ("basics", "advanced"):
        project.write(f"source/git/{level}/dot.png", PNG)
        project.page(level, block(f"What is {level}?", explanation="![A dot](dot.png)"))
    project.build()
    with zipfile.ZipFile(project.bundles()[0]) as archive:
        assert archive.namelist() == ["collection.anki2", "media", "0"]
        assert archive.read("0") == PNG
    assert "1 package: no problems found" in project.run("verify", str(project.bundles()[0])).stdout


def test_a_build_of_one_topic_takes_the_other_decks_from_their_packages(project: Project) -> None:
    two(project)
    make(project)
    project.build()
    two(project, answer="Another answer")
    make(project, "What is a target?")  # not yet released
    project.build("source/git")
    assert names(project) == ["tools-all-1.0.1.apkg"]
    found = questions(project.bundles()[0])
    assert found["Tools::Make::1 Basics"] == ["What is a rule?"]
    assert len(found) == 3
    assert rows(project)[0]["decks"][-1] == "make-basics-1.0.0.apkg"


def test_a_bundle_has_the_same_bytes_whether_its_decks_are_in_the_release_or_in_packages(project: Project) -> None:
    two(project, "42", "1e3", "What is `a` < b?")
    project.write("source/make/basics/dot.png", PNG)
    project.page("basics", block("10"), block("What is 'x'?", "![A dot](dot.png)"), topic="Make", folder="make")
    project.build()
    project.page("basics", block("What is 'x'?", "![A dot](dot.png)"), block("007"), topic="Make", folder="make")
    project.build()
    (bundle,) = project.bundles()
    data = bundle.read_bytes()
    for only in ("source/git", "source/make"):
        bundle.unlink()
        project.build(only)
        assert bundle.read_bytes() == data


def test_a_build_of_one_topic_leaves_the_bundle_alone_without_the_other_packages(project: Project) -> None:
    two(project)
    make(project)
    project.build()
    (project.root / "decks/make-basics-1.0.0.apkg").unlink()
    before = rows(project)
    two(project, answer="Another answer")
    out = project.build("source/git").stdout
    assert (
        "decks/tools-all-1.0.0.apkg is not updated, because make-basics-1.0.0.apkg is missing: build all pages.\n"
        in out
    )
    assert names(project) == ["tools-all-1.0.0.apkg"]
    assert rows(project) == before
    assert "Make::1 Basics" in project.build().stdout
    assert names(project) == ["tools-all-1.0.1.apkg"]


def test_a_build_of_one_topic_in_a_fresh_clone_makes_no_bundle(project: Project) -> None:
    two(project)
    make(project)
    project.build()
    index = rows(project)
    for package in (project.root / "decks").glob("*.apkg"):
        package.unlink()
    for _ in range(2):  # the second time, nothing is to be built
        project.build("source/git")
        assert len(project.packages()) == 2 and not project.bundles()
        assert rows(project) == index


@pytest.mark.parametrize("kind", ["damaged", "of another release", "no package"])
def test_a_package_that_is_not_the_released_one_gets_into_no_bundle(project: Project, kind: str) -> None:
    two(project)
    make(project)
    project.build()
    package = project.root / "decks/make-basics-1.0.0.apkg"
    data = package.read_bytes()
    other = (project.root / "decks/git-basics-1.0.0.apkg").read_bytes()
    package.write_bytes({"damaged": data[:300] + b"x" * 40 + data[340:], "no package": b"x"}.get(kind, other))
    two(project, answer="Another answer")
    before = project.state()
    result = project.run("build", "source/git")
    assert result.exit_code == 1
    assert "decks/make-basics-1.0.0.apkg: error F001 is damaged or from another release" in result.output
    assert project.state() == before
    package.unlink()
    project.build()
    assert questions(project.bundles()[0])["Tools::Make::1 Basics"] == ["What is a rule?"]


def test_a_link_in_place_of_a_package_that_leads_outside_is_reported(project: Project, tmp_path: Path) -> None:
    two(project)
    make(project)
    project.build()
    package = project.root / "decks/make-basics-1.0.0.apkg"
    package.rename(tmp_path / "elsewhere.apkg")
    package.symlink_to(tmp_path / "elsewhere.apkg")
    two(project, answer="Another answer")
    output = project.run("build", "source/git").output
    assert "decks/make-basics-1.0.0.apkg: error F004 can't be written: points outside the folder" in output
    assert "hint: remove the link" in output


def test_a_broken_page_keeps_its_deck_in_the_bundle_as_it_was_released(project: Project) -> None:
    two(project)
    make(project)
    project.build()
    page = project.page("basics", block("What is a rule?"), topic="Make", folder="make")
    page.write_text(page.read_text() + '\n??? question "Empty?"\nSo.\n')
    two(project, answer="Another answer")
    assert project.run("build").exit_code == 1
    assert names(project) == ["tools-all-1.0.1.apkg"]
    assert questions(project.bundles()[0])["Tools::Make::1 Basics"] == ["What is a rule?"]


def test_a_bundle_has_the_newest_styles_of_its_decks(project: Project, learner: Learner) -> None:
    two(project)
    make(project)
    project.build()
    project.write("cards.css", ".card { color: teal }\n")
    project.write("anki-export.toml", 'parent = "Tools"\nextra_css = "cards.css"\n')
    project.build("source/make")
    learner.import_package(project.bundles()[0])
    (model,) = [m for m in learner.col.models.all() if "teal" in m["css"]]
    assert model["name"] == "Interview question"


def test_a_bundle_that_differs_from_its_decks_is_not_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    two(project)
    original = bundle_module.archive_bytes

    def damaged(database: Iterable[bytes], *rest: Any) -> bytes:
        return original([b"".join(database).replace(b"What is a blob?", b"What is a blot?")], *rest)

    monkeypatch.setattr(bundle_module, "archive_bytes", damaged)
    result = project.run("build")
    assert result.exit_code == 1
    assert "decks/tools-all-1.0.0.apkg: error P001 the bundle differs from the packages of its decks" in result.output
    assert not (project.root / "decks").exists()


@pytest.mark.parametrize("number", [-1, 1])
def test_a_bundle_with_a_note_more_or_less_is_not_written(
    project: Project, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    two(project, "What is a branch?")
    original = bundle_module._write_database

    def damaged(file: Path, rows: Iterable[Any], *rest: Any) -> None:
        found = list(rows)
        last = found[-1]
        original(file, [*found, (last[0] + 4, "another", *last[2:])] if number > 0 else found[:-1], *rest)

    monkeypatch.setattr(bundle_module, "_write_database", damaged)
    assert "the bundle differs from the packages of its decks" in project.run("build").output


def test_a_bundle_takes_little_memory(tmp_path: Path) -> None:
    """Neither its notes nor its database are in memory as a whole."""
    file = tmp_path / "database"
    texts = [Random(number).randbytes(500).hex() + "x" * 9_000 for number in range(400)]
    notes = [Note(f"guid {number}", (text,) * 8, ("a",), number, 1) for number, text in enumerate(texts)]
    parts = [
        rows_of(PackageContent(number, f"Deck {number}", "", tuple(notes[number::4]), (), style(), 1))
        for number in range(4)
    ]
    bundle_bytes(parts, b"", "all", file)  # what is imported counts as memory, too
    file.write_bytes(b"")
    tracemalloc.start()
    try:
        package, problems = bundle_bytes(parts, b"", "all", file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert package and not problems
    assert peak < 4 << 20 < 32 << 20 < file.stat().st_size


def test_after_a_merge_the_bundle_gets_a_version_of_its_own(project: Project) -> None:
    """Both branches have released 1.0.1 with another deck changed; the line of one of them was kept."""
    two(project)
    project.build()
    start = project.state()
    two(project, answer="Another answer")
    project.build()
    mine = json.loads((project.root / "decks/lock.json").read_text())
    for name, data in start.items():
        project.write(f"decks/{name}", data)
    two(project)
    project.page("advanced", block("What is a blob?", "Bytes"))
    project.build()
    theirs = json.loads((project.root / "decks/lock.json").read_text())
    theirs["decks"][1], theirs["bundles"] = mine["decks"][1], mine["bundles"]
    theirs["cards"] = [theirs["cards"][0], mine["cards"][1]]
    project.write("decks/lock.json", json.dumps(theirs))
    two(project, answer="Another answer")
    project.page("advanced", block("What is a blob?", "Bytes"))
    project.build()
    assert names(project) == ["tools-all-1.0.2.apkg"]


def test_after_a_merge_a_bundle_with_the_file_name_of_a_deck_can_be_removed(project: Project) -> None:
    """One branch has added the deck `tools-all`, the other one a second deck, and with it the bundle `tools-all`."""
    two(project)
    project.build()
    bundles = json.loads((project.root / "decks/lock.json").read_text())["bundles"]
    project.write("source/tools.md", "# Tools all\n\n" + block("What is a hammer?"))
    project.build("-o", "other")
    lock = json.loads((project.root / "other/lock.json").read_text())
    assert bundles[0]["slug"] in {deck["slug"] for deck in lock["decks"]}
    text = (project.root / "other/lock.json").read_text()
    project.write("decks/lock.json", re.sub(r'(?<="bundles": \[\n).+', json.dumps(bundles[0]), text))
    output = project.run("check").output
    assert "R001 a deck and a bundle have the file name tools-all\n    hint: " in output
    assert "build --merge-lock\n" in output
    project.build("--merge-lock")
    assert names(project) == ["tools-all-2-1.0.0.apkg"]
