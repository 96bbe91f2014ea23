"""Quiz questions have decks of their own, go with the other questions, or are left out."""

import json

import pytest

from tests.support.project import Project, block


def quiz(question: str, right: str = "Right", wrong: str = "Wrong") -> str:
    return f"<quiz>\n{question}\n\n- [ ] {wrong}\n- [x] {right}\n\nIt was so.\n</quiz>"


def write_quiz(project: Project, *quizzes: str, level: str = "basics", head: str = "# Git Quiz\n\n") -> None:
    project.write(f"source/quiz/git/{level}/index.md", f"---\ntopic: Git\n---\n\n{head}" + "\n\n".join(quizzes) + "\n")


def decks(project: Project) -> dict[str, int]:
    """The number of cards in use of each deck."""
    lock = json.loads((project.root / "decks/lock.json").read_text())
    names = {deck["slug"]: deck["name"] for deck in lock["decks"]}
    counts: dict[str, int] = {}
    for card in lock["cards"]:
        if not card.get("retired"):
            counts[names[card["deck"]]] = counts.get(names[card["deck"]], 0) + 1
    return counts


@pytest.fixture
def both(project: Project) -> Project:
    """A project with a page of questions, and a page of quizzes, of which one asks the same."""
    project.page("basics", block("What is a branch?"), block("What is a tag?"))
    write_quiz(project, quiz("What is a tag?", "A name"), quiz("What is a ref?"))
    return project


def test_quizzes_have_a_deck_below_that_of_their_topic_and_level(both: Project) -> None:
    both.build()
    assert decks(both) == {"Git::1 Basics": 2, "Git::1 Basics::Quiz": 1}
    assert [path.name for path in both.packages()] == ["git-basics-1.0.0.apkg", "git-basics-quiz-1.0.0.apkg"]


def test_a_setting_puts_them_into_the_deck_of_the_questions(both: Project) -> None:
    both.write("anki-export.toml", 'quiz = "with questions"')
    both.build()
    assert decks(both) == {"Git::1 Basics": 3}


def test_a_setting_leaves_them_out(both: Project) -> None:
    both.write("anki-export.toml", 'quiz = "skip"')
    assert "R013" not in both.build().stderr
    assert decks(both) == {"Git::1 Basics": 2}


def test_an_unknown_value_of_the_setting_is_an_error(both: Project) -> None:
    both.write("anki-export.toml", 'quiz = "yes"')
    result = both.run("build")
    assert "C003 invalid value for quiz: 'yes'" in result.stderr
    assert result.exit_code == 1


def test_cards_that_a_setting_moves_keep_their_guids(both: Project) -> None:
    both.build()
    before = {card["question"]: card["guid"] for card in json.loads(both.state()["lock.json"])["cards"]}
    both.write("anki-export.toml", 'quiz = "with questions"')
    assert "moved: What is a ref?" in both.build().stdout
    after = {card["question"]: card["guid"] for card in json.loads(both.state()["lock.json"])["cards"]}
    assert after == before


def test_a_setting_that_leaves_out_released_quizzes_retires_their_cards_without_a_warning(both: Project) -> None:
    both.build()
    both.write("anki-export.toml", 'quiz = "skip"')
    result = both.build()
    assert "retired: What is a ref?" in result.stdout
    assert result.stderr == ""


@pytest.mark.parametrize("setting", ["deck", "with questions"])
def test_a_quiz_question_that_another_question_asks_is_left_out_and_reported(both: Project, setting: str) -> None:
    both.write("anki-export.toml", f'quiz = "{setting}"')
    result = both.build()
    assert (
        "source/quiz/git/basics/index.md:7:1: warning R013 quiz question is left out,"
        " because the question at source/git/basics/index.md:12:1 is the same\n"
    ) in result.stderr
    assert "A name" not in both.run("list").stdout


def test_those_of_one_page_are_reported_once_with_their_lines(both: Project) -> None:
    write_quiz(both, quiz("What is a TAG?"), quiz("What is a ref?"), quiz("What is a branch?", "A ref"))
    assert (
        "2 quiz questions are left out, because source/git/basics/index.md asks the same (lines 7, 25)"
        in both.run("check").stdout
    )


def test_a_quiz_question_of_another_level_or_topic_stays(both: Project) -> None:
    write_quiz(both, quiz("What is a tag?"), level="advanced")
    write_quiz(both, quiz("What is a ref?"))
    both.write("source/html/basics.md", quiz("What is a tag?", "A word in brackets"))
    assert "R013" not in both.build().stderr
    assert decks(both) == {
        "Git::1 Basics": 2,
        "Git::1 Basics::Quiz": 1,
        "Git::3 Advanced::Quiz": 1,
        "HTML::1 Basics::Quiz": 1,
    }


def test_code_below_the_question_is_part_of_what_it_asks(project: Project) -> None:
    page = "# Git Basics\n\n" + "".join(
        f"## {n}. What does this print?\n\n```sh\ngit {word} --list\n```\n\n<details>\n\nNames.\n\n</details>\n\n"
        for n, word in enumerate(("tag", "branch", "stash"), 1)
    )
    project.write("source/git/basics.md", page)
    asked = "What does this print?\n\n```sh\ngit {} --list\n```"
    write_quiz(project, quiz(asked.format("log")), quiz(asked.format("tag")))
    assert "quiz/git/basics/index.md:20:1: warning R013 quiz question is" in project.run("check").stdout


def test_a_released_quiz_question_keeps_its_card_when_a_question_asks_the_same(both: Project) -> None:
    both.page("basics", block("What is a branch?"))
    both.build()
    both.page("basics", block("What is a branch?"), block("What is a tag?"), block("What is a ref?"))
    result = both.build()
    assert "R013" not in result.stderr
    assert "retired" not in result.stdout
    assert decks(both) == {"Git::1 Basics": 3, "Git::1 Basics::Quiz": 2}
    write_quiz(both, quiz("What is a tag?", "A name", "A branch"), quiz("What is a ref?"))
    assert "Git::1 Basics::Quiz  1.0.0 → 1.0.1  2 cards  1 revised" in both.build().stdout


@pytest.mark.parametrize("setting", ["deck", "with questions"])
def test_a_quiz_question_on_the_page_of_the_other_one_stays_left_out(project: Project, setting: str) -> None:
    project.write("anki-export.toml", f'quiz = "{setting}"')
    page = project.write("source/git/basics.md", f"{block('What is a tag?')}\n\n{quiz('What is a tag?')}\n")
    project.build()
    assert "Nothing changed" in project.build().stdout
    page.rename(page.with_name("names.md"))
    project.build()
    assert sum(decks(project).values()) == 1


def test_a_released_quiz_question_keeps_its_card_when_its_page_is_renamed(both: Project) -> None:
    both.page("basics", block("What is a branch?"))
    both.build()
    both.page("basics", block("What is a branch?"), block("What is a tag?"))
    page = both.root / "source/quiz/git/basics/index.md"
    renamed = page.rename(page.with_name("names.md"))
    assert "retired" not in both.build().stdout
    page.write_bytes(renamed.read_bytes())
    renamed.write_text("# Git\n")
    assert "retired" not in both.build().stdout


def test_a_quiz_question_stays_left_out_while_the_page_of_the_other_one_has_errors(both: Project) -> None:
    both.build()
    both.page("basics", block("What is a branch?"), '??? question "What is a tag?"\nSo.')
    result = both.run("build")
    assert "left out, because the question at source/git/basics/index.md is the same" in result.stderr
    assert decks(both) == {"Git::1 Basics": 2, "Git::1 Basics::Quiz": 1}


def test_a_quiz_question_stays_left_out_if_the_page_of_the_other_one_is_not_read(project: Project) -> None:
    project.page("basics", block("What is a branch?"), block("What is a tag?"))
    project.build()
    project.write("other/git/basics.md", f"{quiz('What is a tag?')}\n\n{quiz('What is a ref?')}\n")
    assert "the question at source/git/basics/index.md is the same" in project.build("other").stderr
    assert decks(project) == {"Git::1 Basics": 2, "Git::1 Basics::Quiz": 1}


def test_a_quiz_question_becomes_a_card_once_the_other_question_is_gone(both: Project) -> None:
    both.build()
    both.page("basics", block("What is a branch?"))
    both.build()
    assert decks(both) == {"Git::1 Basics": 1, "Git::1 Basics::Quiz": 2}


def test_quizzes_of_a_topic_without_level_have_a_deck_below_the_topic(project: Project) -> None:
    project.write("source/git.md", f"# Git\n\n{block('What is a tag?')}\n\n{quiz('What is a ref?')}\n")
    project.build()
    assert decks(project) == {"Git": 1, "Git::Quiz": 1}


def test_a_new_quiz_goes_beside_its_topic_below_the_parent_of_the_release(project: Project) -> None:
    project.write("anki-export.toml", 'parent = "Tools"')
    write_quiz(project, quiz("What is a ref?"))
    project.build()
    project.write("anki-export.toml", "")
    project.page("basics", block("What is a tag?"))
    project.build()
    assert decks(project) == {"Tools::Git::1 Basics": 1, "Tools::Git::1 Basics::Quiz": 1}


def test_a_preview_of_pages_that_are_not_released_names_the_deck(both: Project) -> None:
    assert "Git::1 Basics::Quiz" in both.run("list", "source/quiz").stdout
