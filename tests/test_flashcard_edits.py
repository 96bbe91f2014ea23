"""What `pin` and `check --fix` write into pages of flashcards changes no card, and programs still read the pages."""

import re

import pytest
from hypothesis import given
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.settings import Settings
from anki_export.source.edit.fix import fix
from anki_export.source.edit.ids import new_id, pin
from anki_export.source.formats import FLASHCARDS
from anki_export.source.pages_and_questions import Question
from tests.support.examples import examples
from tests.support.flashcards import pages
from tests.support.reading import cases, parsed, read_text

PATH = "notes/page.md"
PLAIN = Settings()
REPEATED = {Rule.ASKED_TWICE, Rule.ASKED_NEARLY}
FIXTURES = [
    pytest.param(case.values[0], id=f"{name}: {case.id}")
    for name in ("obsidian", "hashcards", "hascard", "inka", "logseq")
    for case in cases(f"formats-{name}.txt")
]


def read(text: str) -> tuple[list[Question], list[tuple[str, str, int]]]:
    """The questions of a page without their ids and columns, and its messages."""
    questions, messages = read_text(text, PATH, PLAIN)
    kept = [replace(one, card_id="", location=replace(one.location, column=1)) for one in questions]
    return kept, [(each.rule.code, each.message, each.location.line) for each in messages]


def assert_only_ids_are_new(text: str) -> None:
    questions, messages = read_text(text, PATH, PLAIN)
    if {each.rule for each in messages} & REPEATED or any(one.format not in FLASHCARDS for one in questions):
        return  # an id tells repeated questions apart
    ids: dict[int, str] = {}
    for one in questions:
        if not one.card_id and one.location.line not in ids:
            ids[one.location.line] = new_id(one.question_text, {*ids.values(), *(each.card_id for each in questions)})
    page = parsed(text)
    new = pin(text, ids, page)
    written = {line: name for line, name in ids.items() if f" <!-- card: {name} -->" in new}
    assert re.sub(rf" <!-- card: (?:{'|'.join(written.values()) or '(?!)'}) -->", "", new) == text
    assert read(new) == read(text)
    several = {entry.lines.start + 1 for entry in page.entries if not entry.takes_id}
    assert ids.keys() - written.keys() <= several
    again, _ = read_text(new, PATH, PLAIN)
    for one in again:
        if name := written.get(one.location.line):
            assert one.card_id.removesuffix(".reverse") == name


@pytest.mark.parametrize("page", FIXTURES)
def test_a_fixture_with_flashcards_reads_the_same_with_ids(page: str) -> None:
    assert_only_ids_are_new(page)


@examples(150)
@given(pages)
def test_pinning_never_changes_a_flashcard(page: str) -> None:
    assert_only_ids_are_new(page)


def fixed(text: str) -> str:
    _, messages = read_text(text, PATH, PLAIN)
    by_line = {
        each.location.line: {other.rule for other in messages if other.location.line == each.location.line}
        for each in messages
    }
    new, _ = fix(text, by_line, parsed(text))
    return new


@pytest.mark.parametrize("page", FIXTURES)
def test_a_fixture_with_flashcards_has_the_same_cards_after_fixing(page: str) -> None:
    new = fixed(page)
    assert read(new)[0] == read(page)[0]
    assert fixed(new) == new


@examples(150)
@given(pages)
def test_fixing_never_changes_a_flashcard(page: str) -> None:
    page = page.replace("é", "Ã©")
    new = fixed(page)
    assert read(new)[0] == read(page)[0]
    assert fixed(new) == new
