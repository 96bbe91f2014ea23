"""The cards of flashcards keep their reviews while their gaps, texts and order change."""

import json
import re

import pytest

from tests.support.learner import Learner, Studied
from tests.support.project import Project

TEXT = "The primary colours of light are ==red==, ==green== and ==blue==."
OTHERS = (
    "Water boils at ==100 °C== at sea level.",
    "A stack gives back what came ==last==.",
    "The capital of France is ==Paris==, on the ==Seine==.",
)


def write(project: Project, *texts: str, program: str = "obsidian") -> None:
    """A page with a text with gaps for each of these, as a program writes them."""
    if program == "hashcards":
        for number, text in enumerate(texts):
            parts = text.split("==")
            texts = (
                *texts[:number],
                "C: " + "".join(part + "[]"[i % 2] for i, part in enumerate(parts))[:-1],
                *texts[number + 1 :],
            )
        project.write("source/colours.md", "# Colours\n\n" + "\n\n".join(texts) + "\n")
    else:
        project.write("source/colours.md", "#flashcards\n\n" + "\n\n".join(texts) + "\n")


def guids(project: Project) -> dict[str, str]:
    """The guids of the cards by what they ask for."""
    rows = json.loads(project.run("list", "--format", "json").stdout)
    assert len({row["guid"] for row in rows}) == len(rows)
    return {row["answer_text"]: row["guid"] for row in rows}


@pytest.mark.parametrize("program", ["obsidian", "hashcards"])
@pytest.mark.parametrize(
    ("changed", "new", "gone"),
    [
        (
            "The primary colours of light are ==red==, ==green== and ==blue==, and ==white== is their sum.",
            {"white"},
            set(),
        ),
        ("The ==three== primary colours of light are ==red==, ==green== and ==blue==.", {"three"}, set()),
        ("==red==, ==green== and ==blue== are the primary colours of light.", set(), set()),
        ("Light has three primary colours: ==red==, ==green== and ==blue==.", set(), set()),
        ("The primary colours of light are ==blue==, ==red== and ==green==.", set(), set()),
        ("The primary colours of light are ==red==, green and ==blue==.", set(), {"green"}),
        ("The primary colors of light are ==red==, ==green== and ==blue==.", set(), set()),
        ("The main colours of light are ==red==, ==green== and ==blue==.", set(), set()),
        ("The main colours of light are ==red==, ==green==, ==blue== and ==white==.", {"white"}, set()),
    ],
)
def test_each_gap_keeps_its_history(
    project: Project, changed: str, new: set[str], gone: set[str], program: str
) -> None:
    project.write("anki-export.toml", 'flashcard_gaps = ["=="]\n')
    write(project, TEXT, *OTHERS, program=program)
    project.build()
    released = guids(project)
    assert set(released) == {"red", "green", "blue", "100 °C", "last", "Paris", "Seine"}
    write(project, changed, *OTHERS[::-1], program=program)
    project.build()
    after = guids(project)
    assert set(after) - set(released) == new
    assert set(released) - set(after) == gone
    assert {answer: guid for answer, guid in after.items() if answer not in new} == {
        answer: guid for answer, guid in released.items() if answer not in gone
    }
    assert not {after[answer] for answer in new} & set(released.values())


def test_a_text_that_is_written_anew_is_asked_about_and_no_gap_takes_the_history_of_another(project: Project) -> None:
    project.write("anki-export.toml", 'flashcard_gaps = ["=="]\n')
    write(project, TEXT, *OTHERS)
    project.build()
    released = guids(project)
    write(project, "A screen mixes ==red==, ==green== and ==blue== lamps.", *OTHERS)
    result = project.build()
    after = guids(project)
    assert "R009" in result.stderr
    assert {answer: guid for answer, guid in after.items() if guid in released.values()} == {
        answer: released[answer] for answer in ("100 °C", "last", "Paris", "Seine")
    }


def test_a_gap_in_a_text_about_something_else_is_another_one(project: Project) -> None:
    project.write("anki-export.toml", 'flashcard_gaps = ["=="]\n')
    text = "Before data is sent, TCP opens a ==connection== by a ==handshake==."
    write(project, text, *OTHERS)
    project.build()
    released = guids(project)
    write(project, text.replace("TCP", "QUIC"), *OTHERS)
    assert project.build().stderr.count("R009") == 2
    after = guids(project)
    assert {answer for answer in after if after[answer] != released[answer]} == {"connection", "handshake"}


def test_a_gap_whose_answer_is_corrected_keeps_its_history(project: Project) -> None:
    project.write("anki-export.toml", 'flashcard_gaps = ["=="]\n')
    write(project, TEXT, *OTHERS)
    project.build()
    released = guids(project)
    write(project, TEXT.replace("==blue==", "==blue light=="), *OTHERS)
    project.build()
    after = guids(project)
    assert after.pop("blue light") == released.pop("blue")
    assert after == released


def test_a_gap_that_is_unclear_is_matched_by_its_column(project: Project) -> None:
    project.write("anki-export.toml", 'flashcard_gaps = ["=="]\n')
    write(project, TEXT, *OTHERS)
    project.build()
    released = guids(project)
    write(project, "A screen mixes ==red==, ==green== and ==blue== lamps.", *OTHERS)
    hints = re.findall(r"anki-export same (\S+) (\S+)", project.build().stderr)
    assert [where.rpartition(":")[2] for _, where in hints] == ["16", "25", "39"]
    for guid, where in hints:
        assert project.run("same", guid, where).exit_code == 0
    project.build()
    assert guids(project) == released
    line = hints[0][1].rpartition(":")[0]
    assert "several questions start on this line" in project.run("different", line).output
    assert "source/colours.md:3:25  A screen mixes red, […] and blue lamps." in project.run("same", "x", line).output
    assert project.run("different", f"{line}:25").exit_code == 0
    assert "several questions" in project.run("different", f"{line}:26").output
    project.build()
    after = guids(project)
    assert {answer for answer in after if after[answer] != released[answer]} == {"green"}


LIGHT = "A prism divides the light of the sun, so the wall shows "
CELL = "In a cell of an animal or a plant, a [mitochondrion] makes "
CARDS = [
    (LIGHT + "==red==, ==green== and ==blue==.", CELL + "[ATP].", "A server.", "addresses"),
    (LIGHT + "==red==, ==green==, ==blue== and ==white==.", CELL + "[ATP] and [heat].", "A name server.", "addresses"),
    (
        LIGHT.replace("divides", "splits") + "==red==, ==green==, ==blue== and ==white==.",
        "All " + CELL + "[ATP] and [heat].",
        "It.",
        "many",
    ),
    (LIGHT + "==blue==, ==green==, ==red== and ==white==.", CELL + "[heat] and [ATP].", "A server of names.", "lots"),
]
"""A text with gaps of Obsidian and of hashcards, an answer and a gap of Logseq, in four releases."""
PAGES = {
    "notes/light.md": "{}\n<!--SR:!2025-06-11,17,250-->|TTL:::A time|What is a port?\n?\n- A number.|#flashcards",
    "cards/cells.md": "C: {}|P: Add 2 and 3.\nS: 5|Q: What is a cell?\nA: A room.",
    "pages/dns.md": "- What does `dig` ask? #card\n\t- {}|- DNS maps {{{{cloze names}}}} to {{{{cloze {}}}}}. #card",
}


def test_a_learner_keeps_the_history_of_each_card_while_gaps_texts_and_order_change(
    project: Project, learner: Learner
) -> None:
    """With Anki's own importer: what was reviewed stays, each card shows its new text, and only new gaps are new."""
    studied: dict[str, Studied] = {}
    asked: dict[str, str] = {}
    new = []
    for release, (obsidian, hashcards, *logseq) in enumerate(CARDS):
        for (path, text), filled in zip(PAGES.items(), ([obsidian], [hashcards], logseq), strict=True):
            parts = text.format(*filled).split("|")
            project.write(f"source/{path}", "\n\n".join(parts[:: -1 if release % 2 else 1]) + "\n")
        project.build()
        for package in project.packages():
            learner.import_package(package)
        shown = {note.guid: note["Answer"] for note in learner.notes()}
        new.append(sorted(shown[guid] for guid in shown.keys() - studied.keys()))
        assert {guid: learner.schedule()[guid] for guid in studied} == studied
        kept = ("red", "green", "blue", "white", "mitochondrion", "ATP", "heat")
        assert all(shown[guid] == asked[guid] for guid in asked if asked[guid] in [f"<p>{gap}</p>" for gap in kept])
        assert f"<p>{logseq[0]}</p>" in shown.values()
        asked = shown
        for days, guid in enumerate(sorted(shown), 1):
            learner.due_in(guid, days)
            learner.answer(guid)
        studied = learner.schedule()
    assert [len(each) for each in new] == [12, 2, 0, 0]
    assert new[1] == ["<p>heat</p>", "<p>white</p>"]


LOGSEQ = "- What is a {name}? #card\n  id:: 65a0\n\t- {text}\n"
WORDS = "| Deutsch | English |\n|---|---|\n{rows}"


def write_outline(project: Project, about: dict[str, str]) -> None:
    text = "".join(LOGSEQ.format(name=name, text=text) for name, text in about.items())
    project.write("source/pages/git.md", text)


def test_cards_of_logseq_that_are_moved_and_reworded_keep_their_history(project: Project) -> None:
    about = {
        "tag": "A fixed name for a commit.",
        "branch": "A name that moves along with new commits.",
        "stash": "Changes that are put aside for later.",
    }
    write_outline(project, about)
    project.build()
    released = guids(project)
    write_outline(project, {"stash": about["stash"], "light tag": about["tag"], "branch": about["branch"]})
    project.build()
    assert guids(project) == released
    assert project.run("pin").exit_code == 0
    assert (project.root / "source/pages/git.md").read_text().count("<!-- card: ") == 3
    project.build()
    text = (project.root / "source/pages/git.md").read_text()
    project.write("source/pages/git.md", text.replace("What is a light tag?", "How are releases named?"))
    project.build()
    assert guids(project) == released


def test_both_directions_of_words_have_a_history_each(project: Project) -> None:
    project.write("anki-export.toml", 'formats = ["auto", "vocabulary"]\n')
    rows = ["| der Baum | the tree |", "| das Haus | the house |", "| der Hund | the dog |"]
    project.write("source/german.md", WORDS.format(rows="\n".join(rows)) + "\n")
    project.build()
    released = guids(project)
    assert len(released) == 6
    rows = ["| die Katze | the cat |", *rows[::-1]]
    project.write("source/german.md", WORDS.format(rows="\n".join(rows)) + "\n")
    project.build()
    after = guids(project)
    assert {answer: after[answer] for answer in released} == released
    assert len(after) == 8


def test_a_card_that_is_asked_both_ways_keeps_the_history_of_the_first(project: Project) -> None:
    project.write("source/net.md", "#flashcards\n\nWhat is TTL?::The time that an answer is kept.\n")
    project.build()
    released = guids(project)
    project.write("source/net.md", "#flashcards\n\nWhat is TTL?:::The time that an answer is kept.\n")
    project.build()
    after = guids(project)
    assert after.pop("The time that an answer is kept.") == released["The time that an answer is kept."]
    assert set(after) == {"What is TTL?"}
