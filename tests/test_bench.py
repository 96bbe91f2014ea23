"""The benchmark code; no timings are asserted."""

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from anki_export import Settings, tree_of
from anki_export.diagnostics import Diagnostic
from anki_export.disk.source_tree import SourceTree
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Question
from anki_export.source.read_questions import Reading, read_questions
from anki_export.source.render_and_sanitize import make_parser
from tests.support.html_text import text_of
from tests.support.learner import Learner
from tests.support.project import ROOT, Project

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import ablation
import floor
import layouts
import pages
import peers
import report
import repositories
import same_cards
import speed
import timing
from results import Found, Group, Variant
from switches import SWITCHES, Constant, Edit, Pattern, Switch
from timing import Failure, Sample

BENCHMARKS = Path(pages.__file__).parent


def read(root: Path) -> tuple[list[Question], list[Diagnostic]]:
    tree, found, questions = SourceTree(root, "source"), [], []
    reading = Reading(make_parser())
    for path in tree.pages().pages:
        page = read_page(PageFile(path, tree.bytes_of(path), tree.name(path)))
        assert page[0]
        some, _, more = read_questions(page[0], tree, reading)
        questions += some
        found += [*page[1], *more]
    return questions, found


def digest(size: int) -> str:
    return hashlib.sha256("".join(page.path + page.text for page in pages.site(size)).encode()).hexdigest()


def test_the_generated_site_is_the_same_in_every_process() -> None:
    code = f"import sys; sys.path[:0] = {[str(BENCHMARKS), str(ROOT)]!r}"
    code += "; from tests import test_bench; print(test_bench.digest(100))"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == digest(100)
    assert digest(100) != digest(80)


@pytest.mark.parametrize(("size", "decks"), [(20, 1), (1_200, 60), (2_400, 60)])
def test_the_generated_site_has_twenty_questions_per_page_and_three_levels_per_topic(size: int, decks: int) -> None:
    found = list(pages.site(size))
    assert sum(len(page.questions) for page in found) == size
    assert {len(page.questions) for page in found} == {20}
    assert len({page.deck for page in found}) == decks
    assert len({page.path for page in found}) == len(found)


def test_the_generated_site_resembles_a_real_one_and_has_no_diagnostics(tmp_path: Path) -> None:
    pages.write(pages.site(1_200), tmp_path)
    questions, found = read(tmp_path)
    assert not list(found)
    bodies = [question.answer + question.explanation for question in questions]

    def share(is_one: Callable[[int], object]) -> float:
        return sum(map(bool, map(is_one, range(len(questions))))) / len(questions)

    assert share(lambda i: questions[i].rule == "bold") == pytest.approx(0.71, abs=0.03)
    assert share(lambda i: re.fullmatch(r"<p>[^\n]*</p>", questions[i].explanation)) == pytest.approx(0.58, abs=0.03)
    assert share(lambda i: "iq-code" in bodies[i]) == pytest.approx(0.04, abs=0.015)
    assert share(lambda i: re.search("<[uo]l", bodies[i])) == pytest.approx(0.14, abs=0.02)
    assert share(lambda i: "<table" in bodies[i]) == pytest.approx(0.003, abs=0.003)
    assert share(lambda i: "<a " in bodies[i]) == pytest.approx(0.02, abs=0.01)
    assert share(lambda i: "<code" in bodies[i] + questions[i].question) == pytest.approx(0.58, abs=0.05)


@pytest.mark.parametrize("layout", layouts.LAYOUTS, ids=lambda layout: layout.name)
def test_each_layout_is_read_whole_and_its_baseline_has_the_same_contents(
    project: Project, layout: layouts.Layout
) -> None:
    size = 2 * layout.per_page
    pages.write(layouts.site(layout, size), project.root / "source")
    questions, found = read(project.root / "source")
    assert {each.rule.code for each in found} <= {"S037"}
    assert len({q.question for q in questions}) == len(questions) == size
    has_options = layout.name in ("ticked", "quiz", "lettered")
    assert {q.rule == "choices" for q in questions} == {has_options}
    theirs = [row for rows in floor.read(project.root / "source").values() for row in rows]
    assert len(theirs) == size
    ours = {flat(q.question): len(flat(q.question + q.answer + q.explanation)) for q in questions}
    for row in theirs:
        if not has_options:
            title = re.sub(r"^\d+\.", "", flat(row[0]))
            assert ours[title] == len(title + flat(row[1] + row[2]))
    assert len(set(ours.values())) > 1


def test_a_card_with_options_is_compared_with_one_of_the_same_length() -> None:
    sizes = [
        sum(len(page.text) for page in layouts.site(layouts.BY_NAME[name], 400)) / 400 for name in ("quiz", "listed")
    ]
    assert sizes[0] == pytest.approx(sizes[1], rel=0.05)


def test_every_question_of_a_reworded_page_asks_in_other_words() -> None:
    (before, *_) = pages.one_topic(60)
    after = pages.reworded(before)
    pairs = list(zip(before.questions, after.questions, strict=True))
    assert all(old.title != new.title for old, new in pairs)
    assert len({new.title for _, new in pairs}) == len(pairs)
    assert 0 < sum(old.body == new.body for old, new in pairs) < len(pairs)


def flat(html: str) -> str:
    return "".join(text_of(html).split())


@pytest.mark.parametrize("is_stock", [False, True])
def test_the_packages_of_the_baseline_import_and_have_the_same_contents_as_ours(
    project: Project, learner: Learner, is_stock: bool
) -> None:
    pages.write(pages.site(60), project.root / "source")
    assert floor.build(project.root / "source", project.root / "floor", is_stock) == 60
    packages = sorted((project.root / "floor").glob("*.apkg"))
    assert [learner.import_package(path) for path in packages] == [{"new": 20}] * 3
    decks = {learner.col.decks.name(card.did) for note in learner.notes() for card in note.cards()}
    questions, _ = read(project.root / "source")
    assert decks == {f"{q.topic}::{q.level.ordinal} {q.level.name}" for q in questions}
    theirs = {(flat(note["Question"]), flat(note["Answer"] + note["Explanation"])) for note in learner.notes()}
    assert theirs == {(flat(q.question), flat(q.answer + q.explanation)) for q in questions}
    if not is_stock:
        bold = {q.question: (q.answer, q.explanation) for q in questions if q.rule == "bold"}
        same = {note["Question"]: (note["Answer"], note["Explanation"]) for note in learner.notes()}
        assert {question: same[question] for question in bold} == bold


def test_a_card_of_another_program_is_right_when_nothing_of_it_is_missing() -> None:
    wanted = [("Q1?", "AB"), ("Q2?", "C"), ("Q2?", "D")]
    assert peers.count_right([("Q1?", "xABx"), ("Q2?", "C"), ("Q2?", "D")], wanted) == 3
    assert peers.count_right([("Q1?", "A"), ("Q2?", "C")], wanted) == 1
    assert peers.count_right([], wanted) == 0
    assert peers.words("<style>b{}</style><p>a &lt; <b>b</b>\n c</p>") == "a<bc"


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    (tmp_path / "tmp").mkdir()
    return tmp_path


def test_a_sample_counts_children_and_not_the_memory_of_what_measures(temporary: Path) -> None:
    ballast = bytearray(os.urandom(1 << 20) * 200)
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    inner = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    sample = timing.run([sys.executable, "-c", inner], temporary, temporary, 60)
    assert isinstance(sample, Sample)
    assert sample.cpu >= 0.2
    assert sample.peak < len(ballast) / 2


def test_a_run_that_fails_or_never_ends_says_so(temporary: Path) -> None:
    wrong = timing.run([sys.executable, "-c", "raise SystemExit('no flour')"], temporary, temporary, 60)
    assert wrong == Failure("no flour")
    endless = timing.run([sys.executable, "-c", "import time; time.sleep(60)"], temporary, temporary, 0.3)
    assert endless == Failure("timed out after 0 s")
    misuse = timing.run([sys.executable, "-c", "raise SystemExit(2)"], temporary, temporary, 60, codes=(2,))
    assert isinstance(misuse, Sample)


def group(size: int, **seconds: float) -> Group:
    names = {
        "full": report.FULL,
        "alone": report.ALONE,
        "floor": report.FLOOR,
        "same": report.SAME,
        "start": report.PASS,
    }
    samples = {name: [Sample(value, value * 2, 50 << 20, 0.0)] * 7 for name, value in seconds.items()}
    return Group(size, [Variant(names[name], [], Path(), samples=found) for name, found in samples.items()], [0.0])


def test_what_is_wanted_is_compared_with_what_was_measured() -> None:
    groups = {"1200": group(1_200, full=0.4, alone=0.4, floor=0.4, same=0.4, start=0.02)}
    shown = report.text(groups, Found(untouched="2 files touched", flushes="3 flushes for 3 files"))
    assert "| full build by one process ÷ floor, processor | ≤ 1.9 | 1 | ✓ |" in shown
    assert "| nothing changed ÷ `python -c pass`, processor | ≤ 3.5 | 20 | ✗ |" in shown
    assert "| nothing changed: files | no file touched | 2 files touched | ✗ |" in shown
    assert "| full build: flushes to the disk | at most one a file | 3 flushes for 3 files | ✓ |" in shown
    assert "| preview in Chromium, search | ≤ 500 ms | not measured |  |" in shown
    assert "| ours: full build | 0.400 | 0.800 | 50 | 20.00 | 1.00 |  |" in shown
    assert "did other work" not in shown
    groups["1200"].busy = [0.5] * 10
    assert "did other work" in report.text(groups, Found())


def test_results_go_between_their_marks_and_into_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, picture = tmp_path / "README.md", tmp_path / "times.svg"
    page.write_text(before := report.inserted(report.README.read_text(), ""))
    monkeypatch.setattr(report, "README", page)
    monkeypatch.setattr(report, "PLOT", picture)
    groups = {"20": group(20, full=0.1, floor=0.1), "1200": group(1_200, full=0.5, floor=0.4)}
    for _ in range(2):
        report.show(groups, Found(), is_whole=True)
        assert page.read_text().count("### 20 questions") == 1
    assert report.inserted(page.read_text(), "") == before
    assert picture.read_text().count("<circle") == 3 * 2 * 2
    assert f">{report.FULL}<" in picture.read_text()
    with pytest.raises(ValueError, match="has no"):
        report.inserted("no marks", "| a |")


def test_public_repositories_are_built_from_a_copy_and_only_figures_are_shown(tmp_path: Path) -> None:
    page = tmp_path / "ada+git-questions/docs/git.md"
    page.parent.mkdir(parents=True)
    page.write_text('??? question "What is a tag?"\n    **A fixed name**.\n')
    repository = repositories.Repository("ada/git-questions", "docs", "`??? question`", is_in_front=True)
    built = repositories.build(repository, tmp_path, 2)
    assert (built.pages, built.cards) == (1, 1) and built.seconds > 0
    shown = repositories.front([built], "2026-09-21")
    assert "A list of 1 React questions: one command, 0 s, 1 cards." in shown
    assert "| [ada/git-questions](https://github.com/ada/git-questions) | `??? question` | 1 | 1 | 0." in shown
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["git.md"]
    for readme in (report.README, repositories.FRONT):
        assert "415 | " in readme.read_text().partition(repositories.MARKS[0])[2].partition(repositories.MARKS[1])[0]


def test_one_size_is_measured_alone_and_only_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = report.README.read_text()
    monkeypatch.setattr(speed, "HOME", tmp_path)
    monkeypatch.setattr(sys, "argv", ["speed.py", "--sizes", "20", "--only", "ours: full,floor", "--rounds", "1"])
    speed.main()
    shown = capsys.readouterr().out
    shown = shown.split("### 20 questions")[1]
    rows = re.findall(r"^\| ((?:ours|floor)[^|]*) \(median of 1\) \| \d", shown, re.MULTILINE)
    ours = ["", " by one process", " by one process, with a package of all decks"]
    assert rows == [*(f"ours: full build{how}" for how in ours), "floor", "floor: stock parser"]
    assert "not measured" not in shown
    assert report.README.read_text() == page
    assert not list((tmp_path / "temporary/tmp").iterdir())


def card(place: str, question: str, answer: str) -> dict[str, str]:
    return {"place": place, "question": question, "answer": answer, "key": question}


def test_cards_of_two_checkouts_are_matched_by_place_then_by_question() -> None:
    old = {
        "cards": [
            card("a.md:1", "1", "a"),
            card("a.md:3", "3", "c"),
            card("a.md:5", "5", "e"),
            card("a.md:7", "7", "g"),
        ]
    }
    new = {
        "cards": [
            card("a.md:1", "1", "a"),
            card("a.md:3", "3", "C"),
            card("a.md:6", "5", "e"),
            card("b.md:7", "7", "g"),
        ]
    }
    found = same_cards.compared({**old, "messages": [("S001", "x")]}, {**new, "messages": [("S001", "y")] * 2})
    assert found[:2] == (4, 4)
    assert [[each["place"] for each in cards] for cards in found[2:4]] == [["a.md:7"], ["b.md:7"]]
    assert [(one["place"], other["place"]) for one, other in found.changed] == [
        ("a.md:3", "a.md:3"),
        ("a.md:5", "a.md:6"),
    ]
    assert found.messages == ("S001: 1 → 2, as - x",)
    assert list(same_cards.shown(found))[2] == "  changed a.md:3\n    answer\n      - c\n      + C"
    same = same_cards.compared({**old, "messages": []}, {**old, "messages": []})
    assert not same.differs


@pytest.mark.parametrize(
    ("switch", "numbers", "changed"),
    [
        (Switch("body.unmarked_answer:_bold", Constant(None)), {1}, 1),
        (Switch("body.unmarked_answer:_steps", Constant(None)), set(), 0),
        (Switch("body.unmarked_answer:_bold", Edit("_is_heading(first, after)", "True")), {1}, 1),
        (Switch("body.unmarked_answer:_PUNCTUATION", Pattern()), {1}, 1),
    ],
)
def test_a_switched_off_rule_changes_the_cards_of_pages_on_which_it_did_something(
    switch: Switch, numbers: set[int], changed: int
) -> None:
    texts = [f'??? question "What is a tag?"\n    {answer}\n' for answer in ("A name.", "**A name**.\n    It stays.")]
    found = [ablation.Page(ablation.PAGES, "page.md", "page.md", text, Settings(), tree_of({})) for text in texts]
    baseline, kept, watched = ablation.first_reading(found, [switch])
    assert kept == [0, 1]
    assert watched == {switch.name: numbers}
    for read_again in (kept, sorted(numbers)):
        row = ablation.changes(switch, found, baseline, read_again)
        assert row.cards[ablation.PAGES] == changed
    assert ablation.read(found[1]) == baseline[1]


def test_the_table_of_switches_names_the_rules_as_they_are_and_each_once() -> None:
    assert not {switch.name: problem for switch in SWITCHES if (problem := ablation.problem_of(switch))}
    assert len({switch.name for switch in SWITCHES}) == len(SWITCHES)
