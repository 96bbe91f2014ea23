"""A build that would retire most of a deck stops: usually a page was overwritten or removed by mistake."""

import json

import pytest

from tests.support.project import Project, block

LOSES = "Git::1 Basics would lose 6 of its 10 cards"


def lose(project: Project, kept: int, of: int = 10) -> None:
    """A deck was built, then only the first of its questions are left."""
    blocks = [block(f"What is thing {i}?", f"Thing {i}", f"Number {i}.") for i in range(of)]
    project.page("advanced", block("What is deep?"))
    project.page("basics", *blocks)
    project.build()
    project.page("basics", *blocks[:kept])


def retired(project: Project) -> int:
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return sum("retired" in card for card in lock["cards"])


def test_a_build_that_would_retire_most_of_a_deck_stops_and_names_the_option_that_allows_it(project: Project) -> None:
    lose(project, 4)
    before = project.state()
    result = project.run("build")
    assert result.exit_code == 1
    assert f"decks/lock.json: error R012 {LOSES}" in result.stderr
    assert "anki-export build --allow-retire" in result.stderr
    assert "Nothing was written: 1 error.\n" in result.stderr
    assert project.state() == before
    assert "6 retired" in project.build("--allow-retire").stdout
    assert "Nothing changed" in project.build().stdout


def test_a_deck_that_loses_its_page_stops_the_build(project: Project) -> None:
    lose(project, 4)
    (project.root / "source/git/basics/index.md").unlink()
    assert "Git::1 Basics would lose 10 of its 10 cards" in project.run("build").stderr


@pytest.mark.parametrize(("kept", "of"), [(5, 10), (0, 4)], ids=["half of a deck", "a page of four cards"])
def test_a_build_that_retires_no_more_than_half_or_a_few_goes_on(project: Project, kept: int, of: int) -> None:
    lose(project, kept, of)
    project.build()
    assert retired(project) == of - kept


def test_a_page_of_five_that_loses_three_stops_the_build(project: Project) -> None:
    lose(project, 2, 5)
    assert "source/git/basics/index.md would lose 3 of its 5 cards" in project.run("build").stderr
    project.build("--allow-retire")
    assert retired(project) == 3


def test_many_small_decks_that_lose_all_cards_stop_the_build_with_one_message(project: Project) -> None:
    for n in range(4):
        project.page("basics", *[block(f"What is {n}-{i}?") for i in range(4)], topic=f"Topic {n}", folder=f"t{n}")
    project.build()
    for n in range(3):
        (project.root / f"source/t{n}/basics/index.md").unlink()
    result = project.run("build")
    assert "R012 the build would retire 12 of 16 cards" in result.stderr
    assert "1 error" in result.stderr
    project.build("--allow-retire")
    assert retired(project) == 12


def test_cards_that_move_to_another_deck_are_not_counted_as_retired(project: Project) -> None:
    lose(project, 10)
    (project.root / "source/git/basics/index.md").rename(project.write("source/git/intermediate/index.md", ""))
    page = project.root / "source/git/intermediate/index.md"
    page.write_text(page.read_text().replace("Basics", "Intermediate"))
    project.build()
    assert retired(project) == 0


@pytest.mark.parametrize(("typed", "is_written"), [("y\n", True), ("n\n", False), ("\n", False)])
def test_on_a_terminal_the_author_is_asked_whether_the_cards_may_go(
    project: Project, typed: str, is_written: bool
) -> None:
    lose(project, 4)
    shown = project.run_on_terminal("build", typed=typed)
    assert LOSES in shown
    assert "  - What is thing 4?" in shown
    assert "Retire these cards? Learners keep them but get no more updates for them. [y/N]" in shown
    assert (retired(project) == 6) is is_written
    assert ("Nothing was written." in shown) is not is_written


def test_what_only_shows_the_next_build_does_not_stop_and_says_that_the_build_will(project: Project) -> None:
    lose(project, 4)
    for command in (("check",), ("diff",), ("build", "--dry-run")):
        result = project.run(*command)
        assert result.exit_code == 0
        assert "R012" not in result.output
        assert f"{LOSES}: `build` asks first, or needs --allow-retire." in result.stdout


def test_a_question_that_is_still_on_its_page_but_no_longer_read_is_reported(project: Project) -> None:
    faq = "# Git FAQ\n\n## 1. What is a tag?\n\nA name.\n\n## 2. What is a *head*?\n\nA branch.\n"
    project.write("source/git/basics.md", f"---\ntopic: Git\n---\n{faq}")
    project.page("basics", block("What is a branch?"), block("What is a remote?"))
    project.build()
    project.write("source/git/basics.md", "---\ntopic: Git\n---\n# Git\n\n## What is a tag?\n\nA name.\n")
    result = project.run("build")
    assert (
        "source/git/basics.md:6:1: error R018 question is no longer recognised as one, and its card would"
        in result.stderr
    )
    assert result.stderr.count("no longer recognised") == 1  # the other one is gone from the page
    assert retired(project) == 0
    result = project.run("build", "--allow-retire")
    assert (
        "source/git/basics.md:6:1: warning S047 question is no longer recognised as one, and its card is"
        in result.stderr
    )
    assert "2 retired" in result.stdout


RANK = ("What is a class?", "Interfaces", "What is an enum?", "What is a record?", "Explain generics")
RANK += ("What is a lambda?", "Streams and lists", "Why var?")


def test_headings_keep_their_cards_when_others_are_reworded(project: Project) -> None:
    def page(*titles: str, front: str = "") -> None:
        text = "".join(f"## {title}\n\nThis is the answer about {title[-9:]}.\n\n" for title in titles)
        project.write("source/java/questions.md", f"{front}# Java interview questions\n\n{text}")

    page(*RANK)
    project.build()
    reworded = [{"What is a record?": "Records", "Why var?": "The keyword var"}.get(title, title) for title in RANK]
    page(*reworded)
    result = project.run("build")
    assert result.exit_code == 1
    assert result.stderr.count("error R018") == 2  # Interfaces, Streams and lists
    assert retired(project) == 0
    page(*reworded, front="---\nformats: [auto, heading]\n---\n")  # as the hint says
    result = project.build()
    assert "R018" not in result.stderr
    assert retired(project) == 0
