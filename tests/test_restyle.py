"""A newer version of the program or of a library that only draws differently releases nothing, unless asked to."""

import json
from html import escape
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from anki_export.deck import note_type, project_style
from anki_export.source.syntax import code_highlighting
from tests.support.learner import Learner
from tests.support.project import MEDIA, Project, block

CODE = "```python\nfor x in range(3):\n    print(x)\n```"
NOTE = (
    "1 card would look different, but read the same, as after an upgrade of this program or of a library."
    " To release that: anki-export build --restyle"
)


def coded(question: str, code: str = CODE) -> str:
    return block(question, explanation=code.replace("\n", "\n    "))


@pytest.fixture
def upgrade(project: Project, monkeypatch: pytest.MonkeyPatch) -> "Upgrade":
    return Upgrade(project, monkeypatch)


class Upgrade:
    """Newer versions, which start with an empty cache as they do."""

    def __init__(self, project: Project, patch: pytest.MonkeyPatch) -> None:
        self._project, self._patch, self._count = project, patch, 0

    def _new_cache(self) -> None:
        self._count += 1
        self._patch.setenv("XDG_CACHE_HOME", str(self._project.root.parent / f"cache-{self._count}"))

    def highlighter(self, name: str = "nx") -> None:
        """Each character is an element, with another class than before."""

        def coloured(source: str) -> str:
            return "".join(c if c == "\n" else f'<span class="{name}">{escape(c)}</span>' for c in source)

        self._new_cache()
        self._patch.setattr(code_highlighting, "_colours", lambda *_: coloured)

    def styles(self, css: str = "/* newer */") -> None:
        """The program's own CSS."""
        base = note_type.style()
        self._new_cache()
        self._patch.setattr(project_style, "style", lambda: replace(base, css=f"{base.css}{css}\n"))


def rows(project: Project, kind: str = "cards") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((project.root / "decks/lock.json").read_text())[kind]
    return found


def versions(project: Project) -> list[str]:
    return [row["version"] for row in rows(project, "decks")]


def test_a_newer_highlighter_releases_nothing(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    before = project.state()
    upgrade.highlighter()
    diff = project.run("diff", "--exit-code")
    assert (diff.exit_code, diff.output) == (0, f"{NOTE}\nNothing to release.\n")
    first, again = project.build().output, project.build().output
    assert first == again == f"Nothing changed: 1 deck, 2 cards up to date in decks.\n{NOTE}\n"
    assert project.state() == before
    (row,) = json.loads(project.build("--format", "json").stdout)
    assert (row["looks_different"], row["restyled"], row["revised"], row["written"]) == (1, 0, 0, False)
    assert json.loads(project.run("diff", "--format", "json").stdout) == []


def test_what_only_looks_different_is_released_on_request(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    upgrade.highlighter()
    assert "1.0.0 → 1.0.1  2 cards  1 restyled" in project.build("--restyle").stdout
    assert (
        "## [Git::1 Basics 1.0.1] - 2026-09-21\n\n### Changed\n\n- 1 card: restyled.\n"
        in project.state()["CHANGELOG.md"].decode()
    )
    assert project.build().output == "Nothing changed: 1 deck, 2 cards up to date in decks.\n"
    assert project.run("diff", "--exit-code").output == "Nothing to release.\n"


def test_newer_styles_of_the_program_release_nothing(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("advanced", block("What is a loop?"))
    project.build()
    before = project.state()
    upgrade.styles()
    assert project.run("diff", "--exit-code").exit_code == 0
    assert "2 cards would look different" in project.build().stdout
    assert project.state() == before
    assert "restyled" in project.build("--restyle").stdout
    assert versions(project) == ["1.0.1", "1.0.1"]
    assert "- All cards: restyled." in project.state()["CHANGELOG.md"].decode()
    assert "different" not in project.build().stdout


@pytest.mark.parametrize("is_styled_before", [False, True])
def test_styles_of_the_author_are_released_as_ever(project: Project, upgrade: Upgrade, is_styled_before: bool) -> None:
    project.page("basics", block("What is a tag?"))
    if is_styled_before:
        project.restyle()
    project.build()
    upgrade.styles()
    assert "Nothing changed" in project.build().stdout
    project.write("anki-export.toml", 'accent = "#8a2be2"\n')
    assert "1.0.0 → 1.0.1  1 card  restyled" in project.build().stdout
    assert rows(project, "decks")[0]["own_style"]
    (project.root / "anki-export.toml").unlink()
    assert "1.0.1 → 1.0.2  1 card  restyled" in project.build().stdout


def test_a_deck_that_is_released_takes_newer_styles_and_the_others_do_not(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("advanced", block("What is a loop?"))
    project.build()
    head = json.loads((project.root / "decks/lock.json").read_text())["note_type"]
    upgrade.styles()
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    before = project.state()
    assert "1 card would look different" in project.build().stdout
    assert versions(project) == ["1.0.0", "1.1.0"]
    new = json.loads((project.root / "decks/lock.json").read_text())["note_type"]
    assert new["digest"] != head["digest"] and new["modified"] > head["modified"]
    assert project.state()["git-advanced-1.0.0.apkg"] == before["git-advanced-1.0.0.apkg"]
    after = project.state()
    assert project.run("diff", "--exit-code").exit_code == 0
    assert "Nothing changed" in project.build().stdout
    assert project.state() == after


def test_cards_that_look_different_are_counted_after_a_release_of_others(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    upgrade.highlighter()
    project.page("basics", coded("What is a loop?"), block("What is a tag?", "A name"))
    assert NOTE in project.build().stdout
    assert NOTE in project.build().stdout
    upgrade.highlighter("o")
    after = project.state()
    assert NOTE in project.build().stdout
    assert project.state() == after


def test_a_missing_package_is_built_under_the_released_version(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", coded("What is a loop?"))
    project.page("advanced", block("What is a tag?"))
    project.build()
    lock, index = project.state()["lock.json"], json.loads(project.state()["index.json"])
    upgrade.highlighter()
    for package in (project.root / "decks").glob("*.apkg"):
        package.unlink()
    project.build()
    assert [path.name for path in project.packages()] == ["git-advanced-1.0.0.apkg", "git-basics-1.0.0.apkg"]
    assert len(project.bundles()) == 1 and project.state()["lock.json"] == lock
    assert [row["file"] for row in json.loads(project.state()["index.json"])["decks"]] == [
        row["file"] for row in index["decks"]
    ]
    after = project.state()
    assert "Nothing changed" in project.build().stdout
    upgrade.highlighter("o")
    assert "Nothing changed" in project.build().stdout
    assert project.state() == after


def test_a_missing_bundle_is_made_of_the_released_packages(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", coded("What is a loop?"))
    project.page("advanced", block("What is a tag?"))
    project.build()
    before = project.state()
    upgrade.highlighter()
    upgrade.styles()
    for bundle in project.bundles():
        bundle.unlink()
    project.build()
    assert project.state() == before


def test_a_package_of_another_branch_is_not_taken_for_an_older_drawing(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    start = project.state()["lock.json"]
    project.restyle()
    project.build()
    of_branch = project.packages()[0].read_bytes()
    project.write("decks/lock.json", start)
    project.write("cards.css", ".card { color: navy }\n")
    project.build()
    package = project.packages()[0]
    assert package.name == "git-basics-1.0.1.apkg" and package.read_bytes() != of_branch
    right = package.read_bytes()
    package.write_bytes(of_branch)
    project.build()
    assert package.read_bytes() == right


def test_a_package_that_marks_retired_cards_is_left_alone(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    project.page("basics", block("What is a tag?"))
    project.build("--retirements")
    before = project.state()
    assert "git-basics-retired.apkg" in before
    upgrade.styles()
    project.build("--retirements")
    assert project.state() == before


def test_a_lock_without_what_is_read_is_read_on(project: Project, upgrade: Upgrade) -> None:
    project.write("anki-export.toml", 'accent = "#8a2be2"\n')
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    lock = json.loads((project.root / "decks/lock.json").read_text())
    assert [bool(card.pop("reads", "")) for card in lock["cards"]].count(True) == 1
    assert lock["decks"][0].pop("own_style")
    text = json.dumps(lock).encode()
    project.write("decks/lock.json", text)
    upgrade.styles("")
    assert project.run("diff", "--exit-code").exit_code == 0
    assert "Nothing changed" in project.build().stdout and project.state()["lock.json"] == text
    assert "No cards changed" in project.build("--restyle").stdout  # records it for all cards
    assert versions(project) == ["1.0.0"]
    upgrade.highlighter()
    upgrade.styles()
    assert "2 cards would look different" in project.build().stdout


def test_a_lock_gets_what_is_read_when_its_deck_is_released(project: Project, upgrade: Upgrade) -> None:
    project.page("basics", coded("What is a loop?"))
    project.build()
    lock = json.loads((project.root / "decks/lock.json").read_text())
    assert lock["cards"][0].pop("reads")
    project.write("decks/lock.json", json.dumps(lock))
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    upgrade.highlighter()
    assert NOTE in project.build().stdout
    assert versions(project) == ["1.1.0"]


def test_learners_whose_cards_are_taken_over_get_the_text_of_the_pages(project: Project) -> None:
    project.page("basics", coded("What is a loop?"))
    project.build()
    released = project.write("released.apkg", project.packages()[0].read_bytes())
    for path in (project.root / "decks").iterdir():
        path.unlink()
    assert "1 revised" in project.build("--from-package", str(released)).stdout


EDITS = {
    "a word of code": (CODE, CODE.replace("range(3)", "range(4)")),
    "emphasis": ("A *plain* fact.", "A plain fact."),
    "a list": ("- one\n- two", "one\n\ntwo"),
    "a link": ("See [this](https://example.org/a).", "See [this](https://example.org/b)."),
    "a picture": ("![A chart](chart.png)", "![A chart](other.png)"),
    "what a picture shows": ("![A chart](chart.png)", "![A table](chart.png)"),
    "a line that stands out": (CODE.replace("python", 'python hl_lines="1"'), CODE),
    "a box": ('!!! tip "Mind"\n    The gap.', "Mind\n\nThe gap."),
    "a formula": (r"So \(x^2\).", r"So \\(x^2\\)."),
}


@pytest.mark.parametrize(("before", "after"), EDITS.values(), ids=EDITS)
def test_an_edit_that_a_learner_reads_is_a_revision(
    project: Project, upgrade: Upgrade, before: str, after: str
) -> None:
    chart = (MEDIA / "clear.png").read_bytes()
    project.write("source/git/basics/chart.png", chart)
    project.write("source/git/basics/other.png", (MEDIA / "solid.png").read_bytes())
    project.page("basics", coded("What is it?", before))
    project.build()
    upgrade.highlighter()
    assert "Nothing changed" in project.build().stdout
    project.page("basics", coded("What is it?", after))
    assert "1.0.0 → 1.0.1  1 card  1 revised" in project.build().stdout


def test_another_right_option_is_a_revision(project: Project, upgrade: Upgrade) -> None:
    def quiz(right: int) -> str:
        options = "\n".join(f"    - [{'x' if n == right else ' '}] `{n}`" for n in range(3))
        return f'??? question "What is 1?"\n{options}\n\n    Because.'

    project.page("basics", quiz(1))
    project.build()
    project.page("basics", quiz(2))
    assert "1.0.0 → 1.0.1  1 card  1 revised" in project.build().stdout


def test_lines_that_are_wrapped_in_another_way_are_no_revision(project: Project) -> None:
    project.page("basics", block("What is it?", explanation="One fact and another."))
    project.build()
    project.page("basics", block("What is it?", explanation="One fact\n    and another."))
    assert project.run("diff", "--exit-code").exit_code == 0


def test_edits_and_tags_of_learners_survive_an_upgrade(project: Project, upgrade: Upgrade, learner: Learner) -> None:
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    learner.import_package(project.packages()[0])
    learner.study(2)
    note = learner.note("loop")
    note["Explanation"] = "Mine"
    note.tags = [*note.tags, "hard"]
    learner.col.update_note(note)
    upgrade.highlighter()
    upgrade.styles()
    project.packages()[0].unlink()  # as on a machine that builds for each download
    project.build()
    assert learner.import_package(project.packages()[0]) == {"duplicate": 2}
    assert learner.note("loop")["Explanation"] == "Mine" and learner.note("loop").has_tag("hard")
    assert learner.reviews() == 2


def test_learners_get_what_was_restyled(project: Project, upgrade: Upgrade, learner: Learner) -> None:
    project.page("basics", coded("What is a loop?"), block("What is a tag?"))
    project.build()
    learner.import_package(project.packages()[0])
    upgrade.highlighter()
    upgrade.styles()
    project.build("--restyle")
    assert learner.import_package(project.packages()[0]) == {"updated": 1, "duplicate": 1}
    assert '<span class="nx">f</span>' in learner.note("loop")["Explanation"]
    assert "/* newer */" in learner.col.models.by_name("Interview question")["css"]


def test_a_dry_run_shows_what_would_be_restyled(project: Project, upgrade: Upgrade, tmp_path: Path) -> None:
    project.page("basics", coded("What is a loop?"))
    project.build("-o", "out")
    upgrade.highlighter()
    assert f"{NOTE} -o out\n" in project.build("--dry-run", "-o", "out").stdout
    assert "1 restyled" in project.build("--dry-run", "--restyle", "-o", "out").stdout
