"""`build --keep-going` leaves out pages with errors: everything else is built, and their cards stay as released."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.learner import Learner
from tests.support.project import Project, block

BROKEN = '??? question "What is a merge?"\nNot indented.'
ADVICE = "To build the pages without errors, add --keep-going.\n"
LEFT_OUT = "Pages with errors are left out, and their cards stay as they were released: "
ERRORS: dict[str, str | bytes] = {
    "a question without an answer": f"---\ntitle: Docker - Basics\n---\n{block('What is a volume?')}\n\n{BROKEN}\n",
    "a lost answer": '---\ntitle: Docker - Basics\n---\n??? question "What is an image?"\n',
    "broken front matter": "---\ntitle: [\n---\n" + block("What is an image?", "Changed"),
    "no UTF-8": block("What is an ïmage?").encode("latin-1"),
    "a card id used twice": "---\ntitle: Docker - Basics\n---\n"
    + "\n\n".join(f"{block(question)}\n\n    <!-- card: one -->" for question in ("Who?", "What?")),
}


def lock_rows(project: Project) -> dict[str, str]:
    """The cards in the lock by guid, as written."""
    cards = json.loads((project.root / "decks/lock.json").read_text())["cards"]
    return {card["guid"]: json.dumps(card) for card in cards}


def page(project: Project, path: str, *blocks: str, title: str = "Git - Basics") -> Path:
    return project.write(f"source/{path}", f"---\ntitle: {title}\n---\n\n" + "\n\n".join(blocks) + "\n")


@pytest.fixture
def released(project: Project) -> Project:
    """A project with a released deck of each of two topics."""
    page(project, "git.md", block("What is a tag?"))
    page(project, "docker.md", block("What is an image?"), title="Docker - Basics")
    project.build()
    return project


@pytest.mark.parametrize("broken", ERRORS.values(), ids=ERRORS)
def test_a_broken_page_does_not_stop_the_others_and_keeps_its_cards(
    released: Project, learner: Learner, broken: str | bytes
) -> None:
    for package in released.packages():
        learner.import_package(package)
    before, rows = released.state(), lock_rows(released)
    released.write("source/docker.md", broken)
    page(released, "git.md", block("What is a tag?", "A fixed name"), block("What is a branch?"))
    stopped = released.run("build")
    assert stopped.exit_code == 1
    assert stopped.stderr.endswith(ADVICE)
    assert released.state() == before

    result = released.run("build", "--keep-going")
    assert result.exit_code == 1
    assert "Git::1 Basics  1.0.0 → 1.1.0  2 cards  1 added, 1 revised" in result.stdout
    assert "docker" not in result.stdout.lower()
    assert "source/docker.md" in result.stderr
    assert result.stderr.splitlines()[-1].startswith(LEFT_OUT)
    after = released.state()
    assert after["docker-basics-1.0.0.apkg"] == before["docker-basics-1.0.0.apkg"]
    assert [guid for guid, row in rows.items() if lock_rows(released)[guid] != row and "image" in row] == []
    assert len(json.loads(after["index.json"])["decks"]) == 2
    assert learner.import_package(released.root / "decks/git-basics-1.1.0.apkg") == {"new": 1, "updated": 1}

    again = released.run("build", "--keep-going")
    assert (again.exit_code, released.state()) == (1, after)
    repeated = released.run("build", "--keep-going")  # is not replayed from the cache as a success
    assert (repeated.exit_code, repeated.output) == (1, again.output)


def test_when_the_page_is_corrected_its_cards_go_on(released: Project, learner: Learner) -> None:
    for package in released.packages():
        learner.import_package(package)
    guids = set(lock_rows(released))
    released.write("source/docker.md", ERRORS["broken front matter"])
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    released.run("build", "--keep-going")
    page(released, "docker.md", block("What is an image?", "Changed"), title="Docker - Basics")
    assert "1.0.0 → 1.0.1  1 card  1 revised" in released.build().stdout
    assert guids < set(lock_rows(released))
    assert learner.import_package(released.root / "decks/docker-basics-1.0.1.apkg") == {"updated": 1}
    assert "Changed" in learner.note("image")["Answer"]


def test_a_deck_with_cards_of_a_broken_page_is_left_as_it_was(released: Project) -> None:
    page(released, "more.md", block("What is a merge?"))
    released.build()
    before = released.state()
    page(released, "more.md", BROKEN)
    page(released, "git.md", block("What is a tag?", "Changed"))
    result = released.run("build", "--keep-going")
    assert result.exit_code == 1
    assert (
        "error R007 deck 'Git::1 Basics' also has cards from unreadable or invalid pages: source/more.md; "
        "the deck is left out" in result.stderr
    )
    assert released.state() == before
    page(released, "docker.md", block("What is an image?"), block("What is a volume?"), title="Docker - Basics")
    result = released.run("build", "--keep-going")
    assert "1 of 1 deck written" in result.stdout
    assert {name: data for name, data in released.state().items() if name.startswith("git")} == {
        name: data for name, data in before.items() if name.startswith("git")
    }


def test_a_broken_page_without_cards_adds_nothing_to_a_deck(released: Project) -> None:
    page(released, "more.md", block("What is a branch?"), BROKEN)
    page(released, "git.md", block("What is a tag?"), block("What is a ref?"))
    assert "1 added" in released.run("build", "--keep-going").stdout
    assert not any("branch" in row for row in lock_rows(released).values())


def test_a_first_build_has_the_pages_without_errors(project: Project) -> None:
    page(project, "git.md", block("What is a tag?"))
    page(project, "docker.md", block("What is an image?"), BROKEN, title="Docker - Basics")
    assert project.run("build").stderr.endswith(ADVICE)
    result = project.run("build", "--keep-going")
    assert result.exit_code == 1
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg"]
    assert "1 of 1 deck written to decks, 1 card in all" in result.stdout
    assert "docker" not in (project.root / "decks/lock.json").read_text()


def test_without_a_page_that_can_be_built_nothing_is_written_and_no_advice_given(project: Project) -> None:
    page(project, "git.md", block("What is a tag?"), BROKEN)
    for options in ([], ["--keep-going"]):
        result = project.run("build", *options)
        assert result.exit_code == 1
        assert result.stderr.endswith("Nothing was written: 1 error.\n")
        assert not (project.root / "decks").exists()


def test_a_page_that_has_lost_its_questions_is_not_all_that_is_built(released: Project) -> None:
    before = released.state()
    page(released, "git.md", "To do.")
    page(released, "docker.md", block("What is an image?"), BROKEN, title="Docker - Basics")
    assert "Nothing was written: 1 error.\n" in released.run("build", "--keep-going").stderr
    assert released.state() == before


@pytest.mark.parametrize("broken", ["lock", "settings"])
def test_errors_in_settings_or_lock_still_stop_everything(released: Project, broken: str) -> None:
    if broken == "lock":
        released.write("decks/lock.json", "{")
    else:
        released.write("anki-export.toml", "answer_limit = true\n")
    page(released, "git.md", block("What is a branch?"))
    before = released.state()
    result = released.run("build", "--keep-going")
    assert result.exit_code == 1
    assert "Nothing was written: 1 error.\n" in result.stderr
    assert "--keep-going" not in released.run("build").stderr
    assert released.state() == before


@pytest.mark.parametrize(
    "hidden", ['---\ntitle: "[\n---\n' + block("What is a merge?"), block("What is a mérge?").encode("latin-1")]
)
def test_a_question_that_may_have_moved_to_a_broken_page_is_not_retired(project: Project, hidden: str | bytes) -> None:
    project.page("basics", block("What is a tag?"), block("What is a merge?"))
    project.page("advanced", block("What is a blob?"))
    project.page("basics", block("What is an image?"), block("What is a layer?"), topic="Docker", folder="docker")
    project.build()
    before = lock_rows(project)
    project.page("basics", block("What is a tag?"))  # and the other question is on the broken page
    project.write("source/git/advanced/index.md", hidden)
    project.page("basics", block("What is an image?"), topic="Docker", folder="docker")
    result = project.run("build", "--keep-going")
    assert "error R007 deck 'Git::1 Basics' " in result.stderr
    assert "retired: What is a layer?" in result.stdout  # another topic is not affected
    assert {row for row in lock_rows(project).values() if '"git' in row} == {
        row for row in before.values() if '"git' in row
    }


def test_the_cards_of_a_page_that_was_renamed_and_broken_are_not_retired(released: Project) -> None:
    before = lock_rows(released)
    (released.root / "source/docker.md").unlink()
    released.write("source/containers.md", "---\ntitle: [\n---\n" + block("What is an image?"))
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    result = released.run("build", "--keep-going")
    assert "1 added" in result.stdout
    assert "retired" not in result.stdout
    assert before.items() <= lock_rows(released).items()


def test_a_deck_that_exchanges_cards_with_one_that_is_left_out_is_left_out_too(released: Project) -> None:
    page(released, "more.md", block("What is a merge?"))
    released.build()
    before = released.state()
    page(released, "more.md", BROKEN)
    page(released, "git.md", block("What is a ref?"))
    page(released, "deep.md", block("What is a tag?"), title="Git - Advanced")
    result = released.run("build", "--keep-going")
    assert "R007 deck 'Git::3 Advanced' exchanges cards with one that can't be released" in result.stderr
    assert released.state() == before


def test_a_dry_run_and_json_say_the_same(released: Project) -> None:
    released.write("source/docker.md", ERRORS["broken front matter"])
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    before = released.state()
    dry = released.run("build", "--keep-going", "--dry-run")
    assert (dry.exit_code, released.state()) == (1, before)
    assert "1.0.0 → 1.1.0" in dry.stdout
    assert LEFT_OUT in dry.stderr
    result = released.run("build", "--keep-going", "--format", "json")
    assert result.exit_code == 1
    assert [row["deck"] for row in json.loads(result.stdout)] == ["Git::1 Basics"]
    assert LEFT_OUT in result.stderr


def test_without_errors_the_option_changes_nothing(released: Project) -> None:
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    result = released.build("--keep-going")
    assert "2 cards  1 added" in result.stdout
    assert result.stderr == ""


def test_guids_of_other_packages_are_not_adopted_in_part(released: Project) -> None:
    package = str(released.packages()[0])
    result = released.run("build", "--keep-going", "--from-package", package, "-o", "elsewhere")
    assert result.exit_code == 2
    assert "--from-package needs all pages" in result.stderr


QUESTIONS = ["What is a tag?", "What is a branch?", "What is a merge?", "What is a blob?", "What is a tree?"]
contents = st.dictionaries(
    st.sampled_from(["git/basics.md", "git/advanced.md", "git/basics-more.md", "docker/basics.md"]),
    st.tuples(st.booleans(), st.lists(st.sampled_from(QUESTIONS), max_size=3, unique=True)),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=contents, second=contents, unread=st.booleans())
def test_cards_that_a_broken_page_had_never_change(
    project: Project, first: dict[str, tuple[bool, list[str]]], second: dict[str, tuple[bool, list[str]]], unread: bool
) -> None:
    for name in (*project.root.rglob("source/**/*.md"), *project.root.glob("decks/*")):
        if name.is_file():
            name.unlink()

    def write(state: dict[str, tuple[bool, list[str]]], answer: str, *, breaks: bool) -> set[str]:
        broken = set()
        for path, (is_broken, questions) in state.items():
            head = f"---\ntopic: {path.split('/')[0]}\nlevel: {'Basics' if 'basics' in path else 'Advanced'}\n"
            text = "\n\n".join(block(question, answer) for question in questions)
            if is_broken and breaks and questions:
                broken.add(f"source/{path}")
                head, text = (head + "title: [\n", text) if unread else (head, f"{text}\n\n{BROKEN}")
            project.write(f"source/{path}", f"{head}---\n\n{text}\n")
        return broken

    write(first, "One", breaks=False)
    if not any(questions for _, questions in first.values()):
        return
    project.build()
    before = {row: json.loads(row)["page"] for row in lock_rows(project).values()}
    broken = write(second, "Two", breaks=True)
    project.run("build", "--keep-going", "--allow-retire")
    after = set(lock_rows(project).values())
    assert {row for row, path in before.items() if path in broken} <= after
