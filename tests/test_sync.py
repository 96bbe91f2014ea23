"""Studying on AnkiMobile: a computer imports, a phone studies, and Anki's own sync server connects them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from anki_export.deck.note_type import style
from tests.support.learner import Learner
from tests.support.project import Project, block
from tests.support.sync import Synchronised, sync_server

DAY = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc000000301010018dd8db00000"
    "000049454e44ae426082"
)
NIGHT = DAY + b"more"
WORDS = ("tag", "branch", "commit", "stash", "rebase")


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with sync_server(tmp_path) as address:
        yield address


class Device(Synchronised, Learner):
    """A collection that synchronises."""

    def __init__(self, path: Path, server: str) -> None:
        super().__init__(path)
        self.log_in(server)

    def picture(self) -> bytes:
        """The file that the card with a picture shows."""
        (name,) = re.findall(r'<img [^>]*src="([^"]+)"', self.note("look like")["Explanation"])
        return (Path(self.col.media.dir()) / name).read_bytes()

    def css(self) -> str:
        (model,) = {note.mid for note in self.notes()}
        return str(self.col.models.get(model)["css"])

    def progress(self) -> dict[str, tuple[int, ...]]:
        """What Anki knows of each card that the learner has seen, by its question."""
        cards = [card for note in self.notes() for card in note.cards() if card.reps or card.queue == -1]
        return {c.note()["Question"]: (c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.flags) for c in cards}

    def log(self) -> list[list[int]]:
        rows: list[list[int]] = self.col.db.all(
            "select id, cid, ease, ivl, lastIvl, time, type from revlog order by id"
        )
        return rows


@pytest.fixture
def computer(tmp_path: Path, server: str) -> Iterator[Device]:
    device = Device(tmp_path / "computer.anki2", server)
    yield device
    device.col.close()


@pytest.fixture
def phone(tmp_path: Path, server: str) -> Iterator[Device]:
    device = Device(tmp_path / "phone.anki2", server)
    yield device
    device.col.close()


def first_version(project: Project) -> Path:
    """Six cards, one with a picture."""
    project.write("source/git/basics/graph.png", DAY)
    look = '??? question "What does it look like?"\n    **So**.\n\n    ![A graph](graph.png)'
    project.page("basics", *(block(f"What is a {word}?") for word in WORDS), look)
    project.build()
    (package,) = project.packages()
    return package


def next_version(project: Project) -> Path:
    """A new card, a changed answer, a retired card, a changed picture, other styles."""
    project.write("source/git/basics/graph.png", NIGHT)
    page = project.root / "source/git/basics/index.md"
    text = page.read_text().replace('a branch?"\n    **Because**', 'a branch?"\n    **A movable name**')
    text = text.replace(block("What is a rebase?"), "")
    page.write_text(text + "\n" + block("What is a worktree?") + "\n")
    project.restyle()
    project.build()
    (package,) = project.packages()
    assert package.name == "git-basics-2.0.0.apkg"
    return package


def start(project: Project, computer: Device, phone: Device) -> None:
    """The computer imports the first version, and both have it."""
    assert computer.import_package(first_version(project)) == {"new": 6}
    assert computer.sync() == "FULL_UPLOAD"
    computer.sync()
    assert phone.sync() == "FULL_DOWNLOAD"
    phone.sync()


def study(phone: Device) -> None:
    """Review three cards; suspend, flag, tag and edit one each."""
    phone.study(3)
    phone.col.sched.suspend_cards(phone.note("stash").card_ids())
    phone.col.set_user_flag_for_cards(4, phone.note("tag").card_ids())
    phone.col.tags.bulk_add([phone.note("commit").id], "my::own")
    own = phone.note("stash")
    own["Answer"] = "In my own words"
    phone.col.update_note(own)


def test_the_phone_gets_cards_decks_styles_and_pictures(project: Project, computer: Device, phone: Device) -> None:
    start(project, computer, phone)
    assert [dict(note.items()) for note in phone.notes()] == [dict(note.items()) for note in computer.notes()]
    assert {card.did for note in phone.notes() for card in note.cards()} == {phone.col.decks.id("Git::1 Basics", False)}
    assert phone.css() == computer.css() == style().css
    assert phone.picture() == DAY


def test_what_is_done_on_the_phone_comes_to_the_computer(project: Project, computer: Device, phone: Device) -> None:
    start(project, computer, phone)
    study(phone)
    assert (phone.sync(), computer.sync()) == ("", "")
    assert len(phone.progress()) == 4
    assert computer.progress() == phone.progress()
    assert len(phone.log()) == 3
    assert computer.log() == phone.log()
    assert computer.note("stash")["Answer"] == "In my own words"
    assert "my::own" in computer.note("commit").tags


@pytest.mark.parametrize("studied_offline", [False, True])
def test_the_next_version_reaches_the_phone_and_costs_it_nothing(
    project: Project, computer: Device, phone: Device, studied_offline: bool
) -> None:
    start(project, computer, phone)
    study(phone)
    progress, log = phone.progress(), phone.log()
    if not studied_offline:
        phone.sync()
        computer.sync()
    imported = computer.import_package(next_version(project))
    assert imported == {"new": 1, "updated": 2, "duplicate": 3}
    # Never the choice between two collections, of which one would be lost: changes alone.
    assert [device.sync() for device in (computer, phone, computer)] == ["", "", ""]

    for device in (phone, computer):
        assert device.progress() == progress
        assert device.log() == log
        assert device.note("stash")["Answer"] == "In my own words"
        assert "my::own" in device.note("commit").tags
        assert device.note("branch")["Answer"] == "<p>A movable name.</p>"
        assert device.note("branch")["Version"] == "2.0.0"
        assert device.note("rebase").cards()[0].queue == 0
        assert device.note("worktree").cards()[0].queue == 0
        assert device.picture() == NIGHT
        assert device.css().rstrip().endswith("teal }")
        assert device.col.card_count() == 7
        # Anki merges a deck as a whole, with today's counts in it: whoever studied last keeps the old description.
        if not studied_offline:
            assert "version 2.0.0 · 6 cards" in device.col.decks.by_name("Git::1 Basics")["desc"]


def test_an_edit_on_the_phone_after_the_release_outlives_its_import_on_the_computer(
    project: Project, computer: Device, phone: Device
) -> None:
    start(project, computer, phone)
    package = next_version(project)
    own = phone.note("branch")
    own["Answer"] = "In my own words"
    phone.col.update_note(own)
    assert computer.import_package(package)["updated"] == 2
    assert [device.sync() for device in (computer, phone, computer)] == ["", "", ""]
    assert [device.note("branch")["Answer"] for device in (phone, computer)] == ["In my own words"] * 2


def test_a_version_imported_on_both_devices_makes_no_card_twice(
    project: Project, computer: Device, phone: Device
) -> None:
    start(project, computer, phone)
    study(phone)
    progress = phone.progress()
    package = next_version(project)
    for device in (phone, computer):
        assert device.import_package(package)["new"] == 1
    assert [device.sync() for device in (computer, phone, computer)] == ["", "", ""]
    for device in (phone, computer):
        assert device.col.card_count() == 7
        assert device.progress() == progress
        assert device.picture() == NIGHT


def test_the_phone_goes_on_studying_the_next_version(project: Project, computer: Device, phone: Device) -> None:
    start(project, computer, phone)
    study(phone)
    phone.sync()
    computer.sync()
    computer.import_package(next_version(project))
    computer.sync()
    phone.sync()
    phone.study(3)
    phone.sync()
    computer.sync()
    assert computer.reviews() == 6
    assert computer.progress() == phone.progress()
