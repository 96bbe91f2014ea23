"""What authors do to pages, and what a learner has before and after in Anki: guids, reviews and due dates."""

import json
from collections.abc import Sequence
from typing import NamedTuple

import pytest

from tests.support.learner import Learner, Studied
from tests.support.project import Project

GIT = {
    "What does `git bisect` search for?": "The commit that introduced a bug, by halving the range",
    "How do you undo a commit that others already have?": "With a new commit: `git revert`",
    "Where does git keep the tip of a branch?": "In a file below .git/refs/heads",
    "When is a merge a fast-forward?": "When the target has no commits of its own",
    "What is a detached HEAD?": "HEAD names a commit instead of a branch",
    "Which command shows who last changed a line?": "`git blame`, with the commit of each line",
}
SHELL = {
    "What does `set -o pipefail` change?": "A pipe fails if any of its commands fails",
    "Why quote a variable in a test?": "An empty value would leave an argument out",
    "How do you read a file line by line?": "With `while IFS= read -r line`",
    "What does exit code 127 mean?": "The command was not found",
    "Which signal can't be trapped?": "SIGKILL, because the kernel ends the process itself",
    "What is a here document?": "Lines of the script that become a command's input",
}
MAKE = {
    "When does make rebuild a target?": "When a prerequisite is newer, or the target is missing",
    "What is a phony target?": "A name that is no file, so that its recipe always runs",
    "Why must a recipe begin with a tab?": "It is how make tells recipes from rules",
}
Questions = dict[str, str]
Pages = dict[str, str]


def blocks(title: str, questions: Questions) -> str:
    """A page that marks questions as `???`."""
    asked = (f'??? question "{question}"\n    **{answer}**.\n' for question, answer in questions.items())
    return "\n".join([f"# {title}\n", *asked])


def headings(title: str, questions: Questions) -> str:
    """A page that marks questions as headings."""
    asked = (f"## {question}\n\n**{answer}**.\n" for question, answer in questions.items())
    return "\n".join([f"# {title} Interview Questions\n", *asked])


def part(questions: Questions, first: int = 0, end: int | None = None) -> Questions:
    return dict(list(questions.items())[first:end])


class Action(NamedTuple):
    """Pages before and after, and the folders and pages that both builds name."""

    before: Pages
    after: Pages
    sources: Sequence[str] = ()


ACTIONS = {
    "one question of twelve moves to another page": Action(
        {"source/git.md": blocks("Git", GIT | SHELL), "source/make.md": blocks("Make", MAKE)},
        {
            "source/git.md": blocks("Git", part(GIT | SHELL, 1)),
            "source/make.md": blocks("Make", MAKE | part(GIT, 0, 1)),
        },
    ),
    "one question of twelve moves to the page of another level": Action(
        {
            "source/git/basics.md": blocks("Git - Basics", GIT | SHELL),
            "source/git/advanced.md": blocks("Git - Advanced", MAKE),
        },
        {
            "source/git/basics.md": blocks("Git - Basics", part(GIT | SHELL, 1)),
            "source/git/advanced.md": blocks("Git - Advanced", MAKE | part(GIT, 0, 1)),
        },
    ),
    "a page is split in two": Action(
        {"source/tools.md": blocks("Tools", GIT | SHELL), "source/make.md": blocks("Make", MAKE)},
        {
            "source/tools.md": blocks("Tools", GIT),
            "source/shell.md": blocks("Shell", SHELL),
            "source/make.md": blocks("Make", MAKE),
        },
    ),
    "a page is split into two new ones": Action(
        {"source/tools.md": blocks("Tools", GIT | SHELL), "source/make.md": blocks("Make", MAKE)},
        {
            "source/git.md": blocks("Git", GIT),
            "source/shell.md": blocks("Shell", SHELL),
            "source/make.md": blocks("Make", MAKE),
        },
    ),
    "two pages are merged into one of them": Action(
        {"source/git.md": blocks("Git", GIT), "source/shell.md": blocks("Shell", SHELL)},
        {"source/git.md": blocks("Git", GIT | SHELL)},
    ),
    "two pages are merged into a new one": Action(
        {"source/git.md": blocks("Git", GIT), "source/shell.md": blocks("Shell", SHELL)},
        {"source/tools.md": blocks("Tools", SHELL | GIT)},
    ),
    "a page is retitled and split": Action(
        {"source/git.md": blocks("Git", GIT | SHELL), "source/make.md": blocks("Make", MAKE)},
        {
            "source/git.md": blocks("Version Control", GIT),
            "source/shell.md": blocks("Command Line", SHELL),
            "source/make.md": blocks("Make", MAKE),
        },
    ),
    "README.md is split into two pages below docs, and all is built": Action(
        {"README.md": headings("Tools", GIT | SHELL)},
        {
            "README.md": "# Tools\n\nSee docs.\n",
            "docs/git.md": headings("Git", GIT),
            "docs/shell.md": headings("Shell", SHELL),
        },
        ["."],
    ),
    "headings become blocks and move at once": Action(
        {"source/git.md": headings("Git", GIT), "source/shell.md": headings("Shell", SHELL)},
        {
            "source/git.md": blocks("Git", part(GIT, 0, 3)),
            "source/shell.md": blocks("Shell", part(SHELL, 3)),
            "source/tools.md": blocks("Tools", part(GIT, 3) | part(SHELL, 0, 3)),
        },
    ),
}
"""By name. All questions are there before and after, each with its answer."""


def write(project: Project, pages: Pages, old: Pages | None = None) -> None:
    for path in old or {}:
        (project.root / path).unlink()
    for path, text in pages.items():
        project.write(path, text)


def import_all(project: Project, learner: Learner) -> None:
    for package in project.packages():
        learner.import_package(package)


def studied(project: Project, learner: Learner, pages: Pages, sources: Sequence[str] = ()) -> None:
    """The first build: the learner has each card in review, and each is due on another day."""
    write(project, pages)
    project.build(*sources)
    import_all(project, learner)
    for days, guid in enumerate(sorted(learner.schedule()), 3):
        learner.due_in(guid, days)


def cards(learner: Learner) -> dict[str, tuple[str, Studied]]:
    """The guid and the schedule of each card, by its question; no question has two."""
    schedule = learner.schedule()
    found = {note["Question"]: (note.guid, schedule[note.guid]) for note in learner.notes()}
    assert len(found) == len(schedule), "a question has two notes"
    return found


def retired(project: Project) -> int:
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return sum("retired" in card for card in lock["cards"])


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_cards_keep_guids_reviews_and_due_dates(project: Project, learner: Learner, action: Action) -> None:
    studied(project, learner, action.before, action.sources)
    before = cards(learner)
    assert {schedule.kind for _, schedule in before.values()} == {2}
    write(project, action.after, action.before)
    project.build(*action.sources)
    import_all(project, learner)
    assert cards(learner) == before
    assert retired(project) == 0
    made = project.state()
    project.build(*action.sources)
    assert project.state() == made


def test_a_moved_question_gets_the_fields_of_its_new_page_and_stays_in_the_learners_deck(
    project: Project, learner: Learner
) -> None:
    action = ACTIONS["one question of twelve moves to another page"]
    studied(project, learner, action.before)
    write(project, action.after, action.before)
    project.build()
    import_all(project, learner)
    note = learner.note("bisect")
    assert (note["Topic"], note.tags) == ("Make", ["make"])
    (card,) = note.cards()
    assert learner.col.decks.name(card.did) == "Project::Git"


TCP = {"What does TCP guarantee about the order of data?": "Bytes arrive in the order in which they were sent"}
UDP = {"What does UDP guarantee about the order of data?": "Nothing: datagrams may arrive in any order"}
LISTS = {"Is it thread-safe?": "Yes", "What are the benefits?": "Elements can be added in constant time"}
QUEUES = {"Is it thread-safe?": "No", "What are the benefits?": "Producers never wait for a consumer"}
OTHERS = {
    "another question in its place": Action(
        {"source/net.md": blocks("Networks", GIT | TCP | SHELL)},
        {"source/net.md": blocks("Networks", GIT | UDP | SHELL)},
    ),
    "generic prompts go, and others with the same words come on another page": Action(
        {"source/lists.md": blocks("Lists", GIT | LISTS), "source/queues.md": blocks("Queues", SHELL)},
        {"source/lists.md": blocks("Lists", GIT), "source/queues.md": blocks("Queues", SHELL | QUEUES)},
    ),
    "generic prompts go, and others with the same words come on another level": Action(
        {
            "source/collections/basics.md": blocks("Collections - Basics", GIT | LISTS),
            "source/collections/advanced.md": blocks("Collections - Advanced", SHELL),
        },
        {
            "source/collections/basics.md": blocks("Collections - Basics", GIT),
            "source/collections/advanced.md": blocks("Collections - Advanced", SHELL | QUEUES),
        },
    ),
}
"""By name. Some questions go, and others that look like them come."""


def guids(learner: Learner) -> dict[tuple[str, str], str]:
    """The guid of each card by question and answer."""
    return {(note["Question"], note["Answer"]): note.guid for note in learner.notes()}


@pytest.mark.parametrize("action", OTHERS.values(), ids=OTHERS.keys())
def test_no_question_gets_the_card_of_another(project: Project, learner: Learner, action: Action) -> None:
    studied(project, learner, action.before)
    before = guids(learner)
    write(project, action.after, action.before)
    project.build()
    import_all(project, learner)
    assert guids(learner).items() >= before.items()
    assert len(guids(learner)) == len(before) + retired(project)


def test_generic_prompts_that_change_pages_take_their_cards_along(project: Project, learner: Learner) -> None:
    before = {"source/lists.md": blocks("Lists", GIT | LISTS), "source/queues.md": blocks("Queues", SHELL | QUEUES)}
    studied(project, learner, before)
    was = guids(learner)
    write(project, {"source/lists.md": blocks("Lists", GIT), "source/sets.md": blocks("Sets", LISTS)})
    project.build()
    import_all(project, learner)
    assert guids(learner) == was


def test_a_question_that_returns_on_another_page_has_its_card_again(project: Project, learner: Learner) -> None:
    studied(project, learner, {"source/git.md": blocks("Git", GIT), "source/shell.md": blocks("Shell", SHELL)})
    before = cards(learner)
    project.write("source/git.md", blocks("Git", part(GIT, 1)))
    project.build()
    assert retired(project) == 1
    project.write("source/shell.md", blocks("Shell", SHELL | part(GIT, 0, 1)))
    project.build()
    import_all(project, learner)
    assert cards(learner) == before
    assert retired(project) == 0


README = ACTIONS["README.md is split into two pages below docs, and all is built"]


def test_a_build_of_docs_keeps_the_cards_of_a_readme_that_gave_its_questions_away_or_names_it(
    project: Project, learner: Learner
) -> None:
    studied(project, learner, README.before, ["README.md"])
    before, state = cards(learner), project.state()
    write(project, README.after, README.before)
    result = project.run("build", "docs")
    if result.exit_code != 0:
        assert result.exit_code == 1
        assert "README.md" in result.stderr
        assert project.state() == state
    import_all(project, learner)
    assert cards(learner) == before
    project.build("docs", "README.md")
    import_all(project, learner)
    assert cards(learner) == before
    assert retired(project) == 0


WORK = ("block", "open", "paint", "weigh", "sink")
FORTY = {
    f"source/{area}-{thing}.md": blocks(
        f"{area.capitalize()} {thing}",
        {f"Who may {verb} the {thing} of a {area}?": f"The {verb} crew of the {area}" for verb in WORK},
    )
    for area in ("harbour", "airport", "station", "depot", "bridge", "tunnel", "canal", "mine")
    for thing in ("crane", "gate", "track", "lamp", "clock")
}
HOME = {"source/home.md": blocks("Home", MAKE)}


def test_a_build_stops_when_forty_pages_of_five_questions_are_gone(project: Project, learner: Learner) -> None:
    studied(project, learner, FORTY | HOME)
    before, state = cards(learner), project.state()
    assert len(before) == 203
    for path in FORTY:
        (project.root / path).unlink()
    result = project.run("build")
    assert result.exit_code == 1
    assert "--allow-retire" in result.stderr
    assert "200" in result.stderr
    assert project.state() == state
    project.build("--allow-retire")
    assert retired(project) == 200
    import_all(project, learner)
    assert cards(learner) == before  # learners keep them
    write(project, FORTY)
    project.build()
    import_all(project, learner)
    assert cards(learner) == before
    assert retired(project) == 0


@pytest.mark.parametrize(("left", "stops"), [(2, True), (3, False)])
def test_a_build_stops_when_more_than_half_of_a_page_of_five_is_gone(project: Project, left: int, stops: bool) -> None:
    pages = {"source/git.md": blocks("Git", part(GIT, 0, 5)), "source/shell.md": blocks("Shell", SHELL | MAKE)}
    write(project, pages)
    project.build()
    state = project.state()
    project.write("source/git.md", blocks("Git", part(GIT, 0, left)))
    result = project.run("build")
    assert result.exit_code == stops
    if stops:
        assert "source/git.md" in result.stderr
        assert "--allow-retire" in result.stderr
        assert project.state() == state
        project.build("--allow-retire")
    assert retired(project) == 5 - left


def test_a_page_of_four_may_lose_all_but_one(project: Project) -> None:
    write(project, {"source/git.md": blocks("Git", part(GIT, 0, 4)), "source/shell.md": blocks("Shell", SHELL)})
    project.build()
    project.write("source/git.md", blocks("Git", part(GIT, 0, 1)))
    project.build()
    assert retired(project) == 3
