"""The same question with the same answer on several pages is one card, with one message for each pair of pages."""

import json
import re
from itertools import count
from typing import Any

import pytest

from anki_export.release import leave_out_copies
from tests.support.project import Project, block

WORDS = ("tag", "branch", "commit", "remote", "stash")


def questions(*names: str, answer: str = "A name for a commit that somebody has given") -> str:
    return "\n\n".join(block(f"What does a {name} keep?", f"{answer}: {name}") for name in names) + "\n"


def cards(project: Project) -> list[tuple[str, str]]:
    """The page and the question of each card."""
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return sorted(
        (row["page"], re.findall(r"\w+", row["question"])[-2]) for row in lock["cards"] if not row.get("retired")
    )


def left_out(output: str) -> list[str]:
    return re.findall(r"(\S+): warning R017 ([^\n]*)", output)


def test_the_first_page_keeps_the_card_and_each_pair_of_pages_has_one_message(project: Project) -> None:
    for page in ("README.md", "book/names.md", "site/names.md"):
        project.write(f"source/{page}", "# Names\n\n" + questions(*WORDS))
    result = project.build()
    assert cards(project) == [("source/README.md", name) for name in sorted(WORDS)]
    said = "5 questions are left out: source/README.md has the same questions and answers"
    assert left_out(result.output) == [("source/book/names.md:3:1", said), ("source/site/names.md:3:1", said)]
    assert "S035" not in result.output


def test_the_page_of_the_navigation_keeps_the_card(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Names\ndocs_dir: source\nnav:\n  - site/names.md\n")
    for page in ("README.md", "site/names.md"):
        project.write(f"source/{page}", "# Names\n\n" + questions("tag"))
    project.build()
    assert cards(project) == [("source/site/names.md", "tag")]


def test_another_answer_or_explanation_is_another_card(project: Project) -> None:
    project.write("source/a.md", questions("tag", "branch", "stash"))
    project.write("source/b.md", questions("tag", answer="Something else") + "\n" + questions("commit"))
    project.write("source/c.md", questions("branch").replace("It was so.", "It is different."))
    result = project.build()
    pages = [page for page, _ in cards(project)]
    assert (pages.count("source/a.md"), pages.count("source/b.md"), pages.count("source/c.md")) == (3, 2, 1)
    assert not left_out(result.output)


@pytest.mark.parametrize("common", [0, 1])
def test_short_prompts_are_copies_only_between_pages_that_have_others_in_common(project: Project, common: int) -> None:
    short = '??? question "Is it ordered?"\n    No.\n\n'
    project.write("source/lists.md", "# Lists\n\n" + short + questions(*WORDS[:1]))
    project.write("source/sets.md", "# Sets\n\n" + short + questions(*WORDS[1 - common : 2 - common]))
    project.build()
    asked = [page for page, name in cards(project) if name == "it"]
    assert asked == (["source/lists.md"] if common else ["source/lists.md", "source/sets.md"])


def test_cards_with_the_same_answer_are_not_compared_with_each_other(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 60
    asked = [block(f"Is bird number {n} able to fly?", "True") for n in range(number)]
    project.write("source/birds.md", "# Birds\n\n" + "\n\n".join(asked) + "\n")
    project.build()
    calls = count()

    def counted(text: str, real: Any = leave_out_copies.normalised) -> str:
        next(calls)
        return str(real(text))

    monkeypatch.setattr(leave_out_copies, "normalised", counted)
    project.write("source/birds.md", "# Birds\n\n" + "\n\n".join(reversed(asked)) + "\n")
    project.build()
    assert next(calls) <= 4 * number


@pytest.mark.parametrize(("shared", "expected"), [(10, 10), (9, 18)])
def test_ten_short_questions_with_the_same_answers_are_copies(project: Project, shared: int, expected: int) -> None:
    names = "tag branch commit remote stash index tree blob hook note".split()[:shared]
    for page in ("one.md", "two.md"):
        blocks = (f'??? question "What is a {name}?"\n    A thing {number}.\n' for number, name in enumerate(names))
        project.write(f"source/{page}", "# Names\n\n" + "\n".join(blocks))
    project.build()
    assert len(cards(project)) == expected


def test_code_and_pictures_on_the_card_tell_questions_apart(project: Project) -> None:
    code = (
        '??? question "What is the output of the last line of this program?"\n    ```python\n    {}\n    ```\n\n'
        '    ??? note "Answer"\n        A line with the text of the name that was given to it before.\n'
    )
    project.write("source/a.md", code.format("print(a)"))
    project.write("source/b.md", code.format("print(b)"))
    project.build()
    assert len(cards(project)) == 2


def test_a_released_card_stays_on_its_page(project: Project) -> None:
    project.write("source/z.md", questions(*WORDS))
    project.build()
    before = cards(project)
    project.write("source/a.md", questions(*WORDS, "note"))
    result = project.build()
    assert cards(project) == sorted([("source/a.md", "note"), *before])
    assert len(left_out(result.output)) == 1
    assert left_out(project.build().output) == left_out(result.output)


def test_both_cards_stay_if_both_were_released(project: Project) -> None:
    project.write("source/a.md", questions("tag", answer="Some words that are not those of the other page"))
    project.write("source/b.md", questions("tag"))
    project.build()
    before = cards(project)
    project.write("source/a.md", questions("tag"))
    assert not left_out(project.build().output)
    assert cards(project) == before


def test_a_page_that_is_renamed_keeps_its_cards_beside_its_copy(project: Project) -> None:
    project.write("source/m.md", questions(*WORDS))
    project.write("source/n.md", questions(*WORDS))
    project.build()
    guids = {row["guid"] for row in json.loads((project.root / "decks/lock.json").read_text())["cards"]}
    (project.root / "source/m.md").rename(project.root / "source/q.md")
    project.build()
    rows = json.loads((project.root / "decks/lock.json").read_text())["cards"]
    assert {row["guid"] for row in rows} == guids
    assert not any(row.get("retired") for row in rows)


def test_a_build_of_one_page_knows_the_cards_of_the_others(project: Project) -> None:
    project.write("source/one/a.md", questions(*WORDS))
    project.build()
    project.write("source/two/b.md", questions(*WORDS, "note"))
    result = project.build("source/two/b.md")
    assert [name for page, name in cards(project) if page == "source/two/b.md"] == ["note"]
    assert len(left_out(result.output)) == 1


def test_the_card_of_a_page_with_errors_keeps_its_copies_out(project: Project) -> None:
    project.write("source/a.md", questions(*WORDS))
    project.build()
    project.write("source/a.md", questions(*WORDS) + '\n??? question "Empty?"\nNot indented.\n')
    project.write("source/b.md", questions(*WORDS, "note"))
    project.run("build")
    assert [name for page, name in cards(project) if page == "source/b.md"] == ["note"]


def test_different_ids_say_that_both_are_wanted(project: Project) -> None:
    for page, name in zip("ab", count(1), strict=False):
        project.write(f"source/{page}.md", questions("tag").replace("    **", f"    <!-- card: tag-{name} -->\n    **"))
    project.build()
    assert len(cards(project)) == 2


def test_the_same_text_in_ten_folders_is_one_card_of_the_first(project: Project) -> None:
    for number in range(10):
        project.write(f"source/f{number}/names.md", "# Names\n\n" + questions(*WORDS))
    result = project.build()
    assert {page for page, _ in cards(project)} == {"source/f0/names.md"}
    assert len(left_out(result.output)) == 9
