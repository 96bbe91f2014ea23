"""Invariants of the lock, neighbours, versions, and normalisation."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from anki_export.release.card_order import GAP, due_numbers
from anki_export.release.lock import Card, Deck, Lock, dump_lock, load_lock
from anki_export.release.types import Bump, next_version
from anki_export.text.invisible_characters import remove_invisible
from anki_export.text.normalize import normalised
from tests.support.project import Project, block

text = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
cards = st.builds(
    Card, guid=text, deck=st.just("git-basics"), page=text, question=text, answer=st.text(max_size=5),
    due=st.integers(1, 2**30), version=st.just("1.2.3"), modified=st.integers(0, 2**33 - 1), digest=text,
    id=st.sampled_from(["", "an-id"]), retired=st.sampled_from(["", "2.0.0"]),
)  # fmt: skip
DECK = Deck("git-basics", "Git::1 Basics", "Git", "Basics", "git", "1.2.3", "abc")


def harmless(card: Card) -> Card:
    """The card as it is read: what people are shown of it steers no terminal."""
    shown = {name: remove_invisible(getattr(card, name)) for name in ("page", "question", "answer", "explanation")}
    return replace(card, **shown)


@given(st.lists(cards, max_size=6, unique_by=lambda card: card.guid))
def test_a_lock_is_read_as_it_was_written_whatever_its_texts(some: list[Card]) -> None:
    lock = Lock({"git-basics": DECK}, tuple(sorted(some, key=lambda card: card.guid)), "abc", 7)
    data = b"".join(dump_lock(lock))
    loaded, report = load_lock(data, "lock.json")
    assert loaded == replace(lock, cards=tuple(map(harmless, lock.cards)))
    assert not report
    assert data.count(b"\n") == 6 + len(some)


STRANGE = '\0\x1b\x1f\x7f\x85\u2028\u2029\ufeff\uffff\U0001f600"\\/<\t\n'


@given(cards | st.just(Card("g", "git-basics", STRANGE, STRANGE, STRANGE, STRANGE, 1, "1.2.3", 0, STRANGE)))
def test_a_line_of_the_lock_is_the_same_as_that_of_pythons_json(card: Card) -> None:
    optional = {
        name
        for name in ("id", "retired", "was", "apart", "last", "released", "section", "tags", "reads", "line", "edit")
        if not getattr(card, name)
    }
    row = {name: getattr(card, name) for name in Card.__struct_fields__ if name not in optional}
    line = b"".join(dump_lock(Lock({"git-basics": DECK}, (card,)))).split(b"\n")[5]
    assert line == json.dumps(row, ensure_ascii=False).encode()


GOOD = b"".join(
    dump_lock(Lock({"git-basics": DECK}, (Card("g1", "git-basics", "p", "Q", "A", "", 1, "1.2.3", 0, "d"),)))
)
NO_TIME = "note_type or started is missing from the lock, or invalid"
NO_BUNDLE = "an entry of the lock is not a bundle: None"
DAMAGED = {
    "a truth": ('"due": 1', '"due": true', 6, "card g1 has an invalid value for due"),
    "a fraction": ('"due": 1', '"due": 1.0', 6, "card g1 has an invalid value for due"),
    "a number in quotes": ('"due": 1', '"due": "1"', 6, "card g1 has an invalid value for due"),
    "null": ('"answer": "A"', '"answer": null', 6, "card g1 has an invalid value for answer"),
    "a lost field": ('"answer": "A", ', "", 6, "card g1 has no answer"),
    "a lost guid": ('"guid": "g1", ', "", 1, "card ? has no guid"),
    "a lost field of a deck": ('"style": "abc"', '"x": 1', 3, "deck git-basics has no style"),
    "a row that is none": ('"cards": [', '"cards": [7,', 1, "an entry of the lock is not a card: 7"),
    "a table that is none": ('"decks": [', '"decks": 1, "x": [', 1, "the lock has no valid list of decks"),
    "a lost table": ('"cards": [', '"x": [', 1, "the lock has no valid list of cards"),
    "a list twice": ('"decks": [', '"bundles": [7], "bundles": [], "decks": [', 1, NO_BUNDLE),
    "a time that is none": ('"started": 0', '"started": "0"', 1, NO_TIME),
    "a lost note type": ('"note_type"', '"x"', 1, NO_TIME),
    "half a character": ('"A"', '"\\ud800"', 1, "the lock can't be read: it contains values that a build never writes"),
    "a comma": (', "answer"', ' "answer"', 6, "the lock is not valid JSON: expecting ',' delimiter"),
    "no format": ('"format": 1', '"format": 0', 1, "this is not a lock of anki-export: it has no format number"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), DAMAGED.values(), ids=DAMAGED)
def test_a_value_that_no_build_writes_is_named_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert old in GOOD.decode()
    lock, report = load_lock(GOOD.decode().replace(old, new).encode(), "lock.json")
    assert lock is None
    assert [(found.location.line, found.message) for found in report] == [(line, message)]


def test_a_field_whose_name_has_lost_its_encoding_is_not_taken_for_an_unknown_one() -> None:
    lock, report = load_lock(GOOD.replace(b'"digest": "d"', b'"digest": "d", "r\xe9tired": "1.2.0"'), "lock.json")
    assert lock is None
    assert [(found.location.line, found.message) for found in report] == [(6, "the lock is not UTF-8")]


def test_unknown_fields_of_the_lock_are_ignored_and_the_last_of_two_equal_ones_counts() -> None:
    changed = GOOD.replace(b'"due": 1', b'"due": 5, "new": [{}], "due": 7').replace(b'"decks"', b'"y": {}, "decks"')
    lock, _ = load_lock(changed, "lock.json")
    assert lock and lock.cards[0].due == 7


def test_texts_that_cards_share_are_in_memory_once() -> None:
    row = GOOD.decode().split("\n")[5]
    lock, _ = load_lock(GOOD.replace(row.encode(), f"{row},\n{row.replace('g1', 'g2')}".encode()), "lock.json")
    assert lock
    one, other = lock.cards
    assert one.deck is other.deck and one.page is other.page and one.version is other.version


@given(st.binary(max_size=40))
def test_any_other_content_is_a_message_not_a_traceback(data: bytes) -> None:
    loaded, report = load_lock(data, "lock.json")
    assert loaded is None
    assert report


KEYS = st.sampled_from(["format", "decks", "cards", "note_type", "modified", "guid"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=3)


@given(st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)))
def test_any_other_json_is_a_message_not_a_traceback(content: object) -> None:
    lock, report = load_lock(json.dumps(content).encode(), "lock.json")
    assert (lock is None) == bool(report)


@given(st.lists(st.none() | st.integers(1, 500), max_size=30))
def test_places_rise_strictly_and_a_deck_in_order_keeps_them(known: list[int | None]) -> None:
    result = due_numbers(known)
    assert all(a < b for a, b in zip([0, *result], result, strict=False))
    assert due_numbers(result) == result


@given(st.lists(st.integers(1, 100), min_size=1, max_size=20, unique=True), st.data())
def test_an_insertion_changes_no_other_place_where_there_is_room(gaps: list[int], data: st.DataObject) -> None:
    known = [place * GAP for place in sorted(gaps)]
    at = data.draw(st.integers(0, len(known)))
    result = due_numbers([*known[:at], None, *known[at:]])
    assert result[:at] + result[at + 1 :] == known


def test_moving_one_card_moves_one_place() -> None:
    assert due_numbers([200, 300, 400, 100]) == [200, 300, 400, 500]
    assert due_numbers([400, 100, 200, 300]) == [50, 100, 200, 300]


def test_a_full_gap_renumbers_the_deck() -> None:
    assert due_numbers([1, None, 2]) == [100, 200, 300]


def test_versions_count_up() -> None:
    assert [next_version("1.2.3", bump) for bump in Bump] == ["1.2.3", "1.2.4", "1.3.0", "2.0.0"]


@given(st.text(max_size=30))
def test_normalising_twice_is_normalising_once_for_prose(question: str) -> None:
    once = normalised(question.replace("`", ""))
    assert normalised(once.replace("`", "")) == once


def test_wording_ignores_case_and_punctuation_but_not_code() -> None:
    assert normalised("What is “HEAD”?") == normalised("what is head")
    assert normalised("Use `git add`!") == normalised("use git add")
    assert normalised("`$@`") != normalised("`$*`")
    assert normalised("`A..B`") != normalised("`A...B`")


def test_two_branches_that_add_different_questions_merge(project: Project, tmp_path: Path) -> None:
    import subprocess

    def git(*args: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *args], check=True, capture_output=True
        )

    many = [block(f"What is thing {i}?") for i in range(40)]
    project.page("basics", *many)
    project.build()
    git("init", "-b", "main")
    git("add", "source", "decks/lock.json")
    git("commit", "-m", "start")
    git("checkout", "-b", "other")
    project.page("basics", block("A new first?"), *many)
    project.build()
    git("commit", "-am", "first")
    git("checkout", "main")
    project.page("basics", *many, block("A new last?"))
    project.build()
    git("commit", "-am", "last")
    git("merge", "other")
    project.build()
    lock = json.loads((project.root / "decks/lock.json").read_text())
    assert len(lock["cards"]) == len({card["guid"] for card in lock["cards"]}) == 42
