"""What Anki does with a schedule in a package, on which the guide for flashcards of Obsidian relies."""

from pathlib import Path

import pytest

from tests.support.project import Project


@pytest.mark.parametrize("is_ticked", [False, True])
def test_anki_imports_a_schedule_only_for_a_learner_who_asks_for_it(tmp_path: Path, is_ticked: bool) -> None:
    from anki.collection import (
        Collection,
        DeckIdLimit,
        ExportAnkiPackageOptions,
        ImportAnkiPackageOptions,
        ImportAnkiPackageRequest,
    )

    author = Collection(str(tmp_path / "author.anki2"))
    deck = author.decks.id("Networks")
    assert deck is not None
    basic = author.models.by_name("Basic")
    assert basic is not None
    note = author.new_note(basic)
    note["Front"], note["Back"] = "What is TTL?", "A time."
    author.add_note(note, deck)
    author.sched.set_due_date([card.id for card in note.cards()], "17!")
    package = tmp_path / "networks.apkg"
    options = ExportAnkiPackageOptions(with_scheduling=True, with_media=False)
    author.export_anki_package(out_path=str(package), options=options, limit=DeckIdLimit(deck))
    author.close()
    learner = Collection(str(tmp_path / "learner.anki2"))
    chosen = ImportAnkiPackageOptions(with_scheduling=True) if is_ticked else ImportAnkiPackageOptions()
    learner.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=chosen))
    (found,) = learner.find_cards("")
    card = learner.get_card(found)
    assert (card.type, card.ivl) == ((2, 17) if is_ticked else (0, 0))
    learner.close()


def test_anki_loses_the_reviews_of_a_gap_that_takes_the_number_of_another(tmp_path: Path) -> None:
    """Why the gaps of a text are notes of their own: Anki's cloze knows them by their numbers."""
    from anki.collection import Collection

    col = Collection(str(tmp_path / "cloze.anki2"))
    cloze = col.models.by_name("Cloze")
    assert cloze is not None
    note = col.new_note(cloze)
    note["Text"] = "{{c1::red}}, {{c2::green}} and {{c3::blue}}"
    col.add_note(note, col.decks.id("Colours") or 1)
    cards = {card.ord: card.id for card in note.cards()}
    note["Text"] = "{{c1::red}}, green and {{c2::blue}}"
    col.update_note(note)
    assert 'data-cloze="blue"' in col.get_card(cards[1]).question()  # it asked for green
    assert [list(one.card_ids) for one in col.get_empty_cards().notes] == [[cards[2]]]
    assert not col.decks.config_dict_for_deck_id(note.cards()[0].did)["new"]["bury"]
    col.close()


def test_the_cards_of_gaps_are_notes_of_the_one_note_type(project: Project, tmp_path: Path) -> None:
    from tests.support.learner import Learner

    project.write("anki-export.toml", 'flashcard_gaps = ["=="]\n')
    project.write(
        "source/colours.md", "#flashcards/Colours\n\nLight is ==red==, ==green== and ==blue==.\n\nTTL:::A time\n"
    )
    project.build()
    learner = Learner(tmp_path / "learner.anki2")
    (package,) = (project.root / "decks").glob("*.apkg")
    assert learner.import_package(package) == {"new": 5}
    assert len({note.mid for note in learner.notes()}) == 1
    shown = [note.cards()[0].render_output() for note in learner.notes()]
    assert all("has a problem" not in one.question_text + one.answer_text for one in shown)
    assert sum("iq-gap" in one.question_text for one in shown) == 3
    assert project.run("verify", str(package)).exit_code == 0
