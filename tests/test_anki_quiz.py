"""What the real Anki backend makes of questions with options and gaps, from the first import to an update."""

import re
from pathlib import Path

from tests.support.html_text import text_of
from tests.support.learner import Learner
from tests.support.packages import PNG
from tests.support.project import Project

LIGHT = """
Which harbour light is green as you come in?

- [ ] The left one
- [x] The right one
- [ ] The last one
> It is white.

Red is on the left, as on a ship.
"""
KNOTS = """
Which of these knots hold a load?

- [x] Bowline
- [ ] Slip knot
- [x] Figure eight
"""
DEPTH = """
A [[fathom]] has six feet, a [[cable]] about a hundred of them.

---

Both are old.
"""
CODE = """
Which of these lines counts to three?

- [ ] `seq 0 3`
- [x] `seq 1 3`
"""
FLAGS = """
Which of these flags is ours?

- [ ] ![Blue](blue.png)
- [x] ![Red](red.png)
"""


def published(project: Project, *quizzes: str) -> Path:
    project.write("source/git/basics/blue.png", PNG)
    project.write("source/git/basics/red.png", PNG + b"red")
    project.page("basics", *(f"<quiz>{quiz}</quiz>" for quiz in quizzes))
    project.build()
    (package,) = project.packages()
    return package


def sides(learner: Learner, question: str) -> tuple[str, str]:
    """The HTML of front and back."""
    (card,) = learner.note(question).cards()
    out = card.render_output()
    assert "has a problem" not in out.question_text + out.answer_text
    return out.question_text, out.answer_text


def seen(html: str) -> str:
    """The text in one line, without the topic and level above it."""
    return " ".join(text_of(html).split()).removeprefix("Git Basics ")


def test_the_front_shows_all_options_with_letters_and_the_back_marks_the_right_ones(
    project: Project, learner: Learner
) -> None:
    assert learner.import_package(published(project, LIGHT, KNOTS, DEPTH, CODE, FLAGS)) == {"new": 5}
    asked = {
        "light": "Which harbour light is green as you come in? A) The left one B) The right one C) The last one",
        "knots": "Which of these knots hold a load? A) Bowline B) Slip knot C) Figure eight",
        "feet": "A […] has six feet, a […] about a hundred of them.",
        "lines": "Which of these lines counts to three? A) seq 0 3 B) seq 1 3",
        "flags": "Which of these flags is ours? A) Blue B) Red",
    }
    assert {name: seen(sides(learner, name)[0]) for name in asked} == asked
    backs = {name: sides(learner, name)[1] for name in asked}
    answers = {name: seen(back).removeprefix(asked[name]) for name, back in backs.items()}
    assert answers == {
        "light": " The right one Explanation C) The last one It is white. Red is on the left, as on a ship. v1.0.0",
        "knots": " Bowline Figure eight v1.0.0",
        "feet": " A fathom has six feet, a cable about a hundred of them. Explanation Both are old. v1.0.0",
        "lines": " seq 1 3 v1.0.0",
        "flags": " B) Red v1.0.0",
    }
    right = re.compile(r'<li class="iq-correct"><span class="iq-letter">(\w)')
    assert {name: "".join(right.findall(back)) for name, back in backs.items()} == {
        "light": "B", "knots": "AC", "feet": "", "lines": "B", "flags": "B",
    }  # fmt: skip
    css = learner.notes()[0].note_type()["css"]
    assert '.iq-answered .iq-correct::after { content: "✓ Right"' in css


def test_the_front_is_the_same_whichever_option_is_right(project: Project, learner: Learner) -> None:
    learner.import_package(published(project, CODE, KNOTS))
    before = [sides(learner, name)[0] for name in ("lines", "knots")]
    code = CODE.replace("[x]", "[ ]").replace("[ ] `seq 0", "[x] `seq 0")
    knots = KNOTS.replace("[x] Bowline\n- [ ]", "[ ] Bowline\n- [x]")
    assert learner.import_package(published(project, code, knots)) == {"updated": 2}
    after = [sides(learner, name)[0] for name in ("lines", "knots")]
    assert after != before
    unmarked = [[front.replace(' class="iq-correct"', "") for front in fronts] for fronts in (before, after)]
    assert unmarked[0] == unmarked[1]
    assert "iq-answered" not in "".join(after)


def test_reworded_and_shuffled_options_update_the_card_and_keep_its_schedule(
    project: Project, learner: Learner
) -> None:
    learner.import_package(published(project, LIGHT, KNOTS, DEPTH, CODE, FLAGS))
    learner.study(5)
    before = {note.guid: [(c.due, c.ivl, c.reps, c.queue) for c in note.cards()] for note in learner.notes()}

    reworded = LIGHT.replace("The left one", "The one at the end of the mole")
    shuffled = KNOTS.replace("- [x] Bowline\n- [ ] Slip knot\n", "- [ ] Slip knot\n- [x] Bowline\n")
    package = published(project, reworded, shuffled, DEPTH, CODE, FLAGS)
    assert learner.import_package(package) == {"updated": 2, "duplicate": 3}
    assert "A) The one at the end of the mole B)" in seen(sides(learner, "light")[0])
    assert seen(sides(learner, "knots")[0]).endswith("A) Slip knot B) Bowline C) Figure eight")
    assert {note.guid: [(c.due, c.ivl, c.reps, c.queue) for c in note.cards()] for note in learner.notes()} == before
    assert learner.reviews() == 5

    assert learner.import_package(package) == {"duplicate": 5}
