"""A build leaves out pages with errors: everything else is built, and their cards stay as they were released."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.learner import Learner
from tests.support.project import Project, block

BROKEN = '??? question "What is a merge?"\nNot indented.'
NOTHING = "Nothing was written: 1 error.\n"
ALL_ELSE = "Everything else was built: 1 error.\n"
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
    stopped = released.run("build", "--strict")
    assert stopped.exit_code == 1
    assert stopped.stderr.endswith(NOTHING)
    assert released.state() == before

    result = released.run("build")
    assert result.exit_code == 1
    assert "Git::1 Basics  1.0.0 → 1.1.0  2 cards  1 added, 1 revised" in result.stdout
    assert "docker" not in result.stdout.lower()
    assert "source/docker.md" in result.stderr
    kept = "source/docker.md has errors: its 1 card stays as released in Docker::1 Basics 1.0.0.\n"
    assert result.stderr.endswith(kept + ALL_ELSE)
    after = released.state()
    assert after["docker-basics-1.0.0.apkg"] == before["docker-basics-1.0.0.apkg"]
    assert [guid for guid, row in rows.items() if lock_rows(released)[guid] != row and "image" in row] == []
    assert len(json.loads(after["index.json"])["decks"]) == 2
    assert learner.import_package(released.root / "decks/git-basics-1.1.0.apkg") == {"new": 1, "updated": 1}

    again = released.run("build")
    assert (again.exit_code, released.state()) == (1, after)
    repeated = released.run("build")  # is not replayed from the cache as a success
    assert (repeated.exit_code, repeated.output) == (1, again.output)


HEADINGS = "# Docker Interview Questions - Basics\n\n" + "".join(f"## What is {x}?\n\nA {x}.\n\n" for x in "abcd")
HIDING: dict[str, bytes] = {
    "no UTF-8": HEADINGS.encode() + b"na\xefve\n",
    "broken front matter": b"---\ntitle: [\n---\n" + HEADINGS.replace("Interview Questions ", "").encode(),
    "too long a line": b"x" * 70_000 + b"\n" + HEADINGS.encode(),
}


@pytest.mark.parametrize("broken", HIDING.values(), ids=HIDING)
def test_an_error_that_hides_all_questions_of_a_page_retires_none(released: Project, broken: bytes) -> None:
    released.write("source/docker.md", HEADINGS)
    released.build("--allow-retire")
    before = lock_rows(released)
    released.write("source/docker.md", broken)
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    result = released.run("build", "--allow-retire")
    assert "source/docker.md has errors: its 4 cards stay as released in Docker::1 Basics" in result.stderr
    assert "1 added" in result.stdout and before.items() <= lock_rows(released).items()


def test_an_error_on_a_page_that_never_had_questions_does_not_matter(released: Project) -> None:
    released.write("source/notes.md", b"# Notes\n\nna\xefve\n")
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    result = released.build()
    assert "notes.md" not in result.output and "1 added" in result.output


def test_when_the_page_is_corrected_its_cards_go_on(released: Project, learner: Learner) -> None:
    for package in released.packages():
        learner.import_package(package)
    guids = set(lock_rows(released))
    released.write("source/docker.md", ERRORS["broken front matter"])
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    released.run("build")
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
    result = released.run("build")
    assert result.exit_code == 1
    assert (
        "error R007 deck 'Git::1 Basics' also has cards from unreadable or invalid pages: source/more.md; "
        "the deck is left out" in result.stderr
    )
    assert released.state() == before
    page(released, "docker.md", block("What is an image?"), block("What is a volume?"), title="Docker - Basics")
    result = released.run("build")
    assert "Wrote 1 deck" in result.stdout
    assert {name: data for name, data in released.state().items() if name.startswith("git")} == {
        name: data for name, data in before.items() if name.startswith("git")
    }


def test_a_broken_page_without_cards_adds_nothing_to_a_deck(released: Project) -> None:
    page(released, "more.md", block("What is a branch?"), BROKEN)
    page(released, "git.md", block("What is a tag?"), block("What is a ref?"))
    assert "1 added" in released.run("build").stdout
    assert not any("branch" in row for row in lock_rows(released).values())


def test_a_first_build_has_the_pages_without_errors(project: Project) -> None:
    page(project, "git.md", block("What is a tag?"))
    page(project, "docker.md", block("What is an image?"), BROKEN, title="Docker - Basics")
    assert project.run("build", "--strict").stderr.endswith(NOTHING)
    result = project.run("build")
    assert result.exit_code == 1
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg"]
    assert "Wrote 1 deck with 1 card to decks/." in result.stdout
    assert "docker" not in (project.root / "decks/lock.json").read_text()


def test_without_a_page_that_can_be_built_nothing_is_written(project: Project) -> None:
    page(project, "git.md", block("What is a tag?"), BROKEN)
    for options in ([], ["--strict"]):
        result = project.run("build", *options)
        assert result.exit_code == 1
        assert result.stderr.endswith("Nothing was written: 1 error.\n")
        assert not (project.root / "decks").exists()


def test_a_page_that_has_lost_its_questions_is_not_all_that_is_built(released: Project) -> None:
    before = released.state()
    page(released, "git.md", "To do.")
    page(released, "docker.md", block("What is an image?"), BROKEN, title="Docker - Basics")
    assert "Nothing was written: 1 error.\n" in released.run("build").stderr
    assert released.state() == before


@pytest.mark.parametrize("broken", ["lock", "settings"])
def test_errors_in_settings_or_lock_still_stop_everything(released: Project, broken: str) -> None:
    if broken == "lock":
        released.write("decks/lock.json", "{")
    else:
        released.write("anki-export.toml", "answer_limit = true\n")
    page(released, "git.md", block("What is a branch?"))
    before = released.state()
    result = released.run("build")
    assert result.exit_code == 1
    assert "Nothing was written: 1 error.\n" in result.stderr
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
    result = project.run("build")
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
    result = released.run("build")
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
    result = released.run("build")
    assert "R007 deck 'Git::3 Advanced' has cards that move from or to a deck that can't be released" in result.stderr
    assert released.state() == before


def test_a_dry_run_and_json_say_the_same(released: Project) -> None:
    released.write("source/docker.md", ERRORS["broken front matter"])
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    before = released.state()
    dry = released.run("build", "--dry-run")
    assert (dry.exit_code, released.state()) == (1, before)
    assert "1.0.0 → 1.1.0" in dry.stdout
    assert "Everything else would be built: 1 error.\n" in dry.stderr
    result = released.run("build", "--format", "json")
    assert result.exit_code == 1
    assert [row["deck"] for row in json.loads(result.stdout)] == ["Git::1 Basics"]
    assert ALL_ELSE in result.stderr


def test_without_errors_a_strict_build_is_the_same(released: Project) -> None:
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    result = released.build("--strict")
    assert "2 cards  1 added" in result.stdout
    assert result.stderr == ""


def test_guids_of_other_packages_are_not_adopted_in_part(released: Project) -> None:
    package = str(released.packages()[0])
    released.write("source/docker.md", ERRORS["broken front matter"])
    result = released.run("build", "--from-package", package, "-o", "elsewhere")
    assert result.stderr.endswith(NOTHING)
    assert not (released.root / "elsewhere").exists()


def test_keep_going_is_refused_with_what_to_do(released: Project) -> None:
    result = released.run("build", "--keep-going")
    assert result.exit_code == 2
    assert "--keep-going is the default now: remove it" in result.stderr


def test_diff_shows_what_a_build_would_release_beside_pages_with_errors(released: Project) -> None:
    released.write("source/docker.md", ERRORS["a lost answer"])
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    result = released.run("diff")
    assert result.exit_code == 1
    assert "+ What is a branch?" in result.stdout
    assert "docker" not in result.stdout.lower()
    assert result.stderr.endswith(
        "source/docker.md has errors: its 1 card stays as released in Docker::1 Basics 1.0.0.\n"
        "Everything else would be built: 1 error.\n"
    )


def test_many_pages_with_errors_are_counted(released: Project) -> None:
    for number in range(12):
        page(released, f"more{number:02}.md", BROKEN, title="Make - Basics")
    page(released, "git.md", block("What is a tag?"), block("What is a branch?"))
    told = released.run("build").stderr.splitlines()[-4:]
    assert told[1:] == [
        "source/more09.md has errors: no cards are made from it.",
        "2 more pages with errors: no cards are made from them.",
        "Everything else was built: 12 errors.",
    ]


def test_nothing_is_asked_or_said_about_a_rewording_on_a_page_with_errors(released: Project) -> None:
    page(released, "git.md", block("Which name of a commit never moves?", "A tag, as it is a fixed name"))
    released.build()
    reworded = block("Which name of one commit does not move?", "A tag, because that is a fixed name", "Not a branch.")
    page(released, "git.md", reworded)
    assert "R009" in released.run("build", "--dry-run").stderr
    page(released, "git.md", reworded, BROKEN)
    page(released, "docker.md", block("What is an image?", "Changed"), title="Docker - Basics")
    assert "Is this the same question" not in (told := released.run_on_terminal("build", typed="quit\n"))
    assert "R009" not in told and "1.0.1" in told


QUESTIONS = ["What is a tag?", "What is a branch?", "What is a merge?", "What is a blob?", "What is a tree?"]
contents = st.dictionaries(
    st.sampled_from(["git/basics.md", "git/advanced.md", "git/basics-more.md", "docker/basics.md"]),
    st.tuples(st.booleans(), st.lists(st.sampled_from(QUESTIONS), max_size=3, unique=True)),
)


Pages = dict[str, tuple[bool, list[str]]]
"""By path, whether the page breaks, and its questions."""


def write_pages(project: Project, state: Pages, answer: str, *, breaks: bool, unread: bool = False) -> set[str]:
    """Write these pages and remove all others; those with errors."""
    for name in project.root.rglob("source/**/*.md"):
        name.unlink()
    broken = set()
    for path, (is_broken, questions) in state.items():
        head = f"---\ntopic: {path.split('/')[0]}\nlevel: {'Basics' if 'basics' in path else 'Advanced'}\n"
        text = "\n\n".join(block(question, answer) for question in questions)
        if is_broken and breaks and questions:
            broken.add(f"source/{path}")
            head, text = (head + "title: [\n", text) if unread else (head, f"{text}\n\n{BROKEN}")
        project.write(f"source/{path}", f"{head}---\n\n{text}\n")
    return broken


def without_decks(project: Project) -> None:
    for name in project.root.glob("decks/*"):
        if name.is_file():
            name.unlink()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=contents, second=contents, unread=st.booleans())
def test_cards_that_a_broken_page_had_never_change(project: Project, first: Pages, second: Pages, unread: bool) -> None:
    without_decks(project)
    write_pages(project, first, "One", breaks=False)
    if not any(questions for _, questions in first.values()):
        return
    project.build()
    before = {row: json.loads(row)["page"] for row in lock_rows(project).values()}
    broken = write_pages(project, second, "Two", breaks=True, unread=unread)
    project.run("build", "--allow-retire")
    after = set(lock_rows(project).values())
    assert {row for row, path in before.items() if path in broken} <= after
    state = project.state()
    project.run("build", "--allow-retire")
    assert project.state() == state


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=contents, second=contents, unread=st.booleans())
def test_when_all_pages_are_corrected_the_cards_are_those_of_a_build_without_errors(
    project: Project, first: Pages, second: Pages, unread: bool
) -> None:
    """Their decks, pages, texts and order, and which of them were released before, as which questions."""

    def released(*, with_errors: bool) -> list[tuple[str, ...]]:
        without_decks(project)
        write_pages(project, first, "One", breaks=False)
        project.build()
        first_lock = {guid: json.loads(row) for guid, row in lock_rows(project).items()}
        known = {guid: f"{card['page']} {card['question']}" for guid, card in first_lock.items()}
        if with_errors:
            write_pages(project, second, "Two", breaks=True, unread=unread)
            project.run("build", "--allow-retire")
        write_pages(project, second, "Two", breaks=False)
        project.run("build", "--allow-retire")
        cards = [json.loads(row) for row in lock_rows(project).values()]
        cards.sort(key=lambda card: (card["deck"], card["due"]))
        return [
            (
                card["deck"],
                card["page"],
                card["question"],
                card["answer"],
                known.get(card["guid"], ""),
            )
            for card in cards
            if "retired" not in card
        ]

    if any(questions for _, questions in first.values()) and any(questions for _, questions in second.values()):
        assert released(with_errors=True) == released(with_errors=False)
