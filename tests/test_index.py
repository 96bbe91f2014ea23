"""decks/index.json: what web pages offer for download."""

import json
from typing import Any

import pytest

from anki_export.deck.download_index import Index, dump_index, load_index
from tests.support.project import Project, block


def index(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((project.root / "decks/index.json").read_text())
    return found


def old_format(project: Project) -> None:
    """Rewrite the index as the first version of the program wrote it."""
    rows = [{name: value for name, value in row.items() if name != "pages"} for row in index(project)["decks"]]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    project.write("decks/index.json", f"[\n{lines}\n]\n")


def test_a_deck_names_the_pages_of_its_cards_below_the_source_folder(project: Project) -> None:
    project.write("source/git/b.md", '---\ntitle: "Git"\n---\n\n' + block("What is a branch?"))
    project.write("source/git/a.md", '---\ntitle: "Git"\n---\n\n' + block("What is a tag?"))
    project.build()
    (row,) = index(project)["decks"]
    assert row["pages"] == ["git/a.md", "git/b.md"]
    (project.root / "source/git/b.md").unlink()
    project.build("--allow-retire")
    assert index(project)["decks"][0]["pages"] == ["git/a.md"]


def test_a_build_of_one_page_keeps_the_pages_of_the_other_decks(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    project.write("README.md", "# Make\n\n" + block("What is a rule?"))
    project.build("README.md")
    assert [row["pages"] for row in index(project)["decks"]] == [["git/basics/index.md"], ["README.md"]]


def test_dates_survive_from_the_first_format(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.build()
    before = project.state()
    old_format(project)
    project.clock += 10 * 86_400
    project.build()
    assert project.state() == before


@pytest.mark.parametrize("value", ["git/basics/index.md", [1], [["a"]], None, {}])
def test_a_row_with_pages_that_are_no_texts_is_left_out(value: Any) -> None:
    row = {"name": "Git", "topic": "Git", "level": "", "version": "1.0.0", "file": "git-1.0.0.apkg", "cards": 1}
    row |= {"bytes": 1, "sha256": "0", "released": "2026-11-25", "pages": value}
    assert load_index(json.dumps({"format": 2, "decks": [row], "bundles": [row, 1]}).encode()) == Index()


def test_a_row_with_a_size_that_cannot_be_written_is_left_out() -> None:
    row = {"name": "Git", "topic": "Git", "level": "", "version": "1.0.0", "file": "git-1.0.0.apkg", "cards": 1}
    row |= {"bytes": 1, "sha256": "0", "released": "2026-11-25", "pages": []}
    index = load_index(json.dumps({"format": 2, "decks": [row, {**row, "bytes": 2**70}]}).encode())
    assert [found.bytes for found in index.decks] == [1]


def test_retired_cards_are_named_by_deck(project: Project) -> None:
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    assert "retired" not in index(project)
    project.page("basics", block("What is a tag?"))
    project.build("--allow-retire")
    (card,) = [
        card for card in json.loads((project.root / "decks/lock.json").read_text())["cards"] if "retired" in card
    ]
    assert index(project)["retired"] == [{"name": "Git::1 Basics", "cards": [card["guid"]]}]
    data = (project.root / "decks/index.json").read_bytes()
    assert dump_index(load_index(data)) == data
    project.run("publish", "site")
    assert json.loads((project.root / "site/index.json").read_text())["retired"] == index(project)["retired"]
    project.page("basics", block("What is a tag?"), block("What is a branch?"))
    project.build()
    assert "retired" not in index(project)


def test_an_index_is_read_as_it_was_written(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.page("advanced", block("What is a blob?"))
    project.build()
    data = (project.root / "decks/index.json").read_bytes()
    assert len(load_index(data).decks) == 2
    assert dump_index(load_index(data)) == data


def test_cards_that_move_to_another_deck_are_named_until_they_are_back(project: Project) -> None:
    tag, branch = block("What is a tag?"), block("What is a branch?")

    def moved(basics: str, advanced: str) -> Any:
        project.page("basics", basics, block("What is a commit?"))
        project.page("advanced", advanced, block("What is a blob?"))
        project.build("--allow-retire")
        data = (project.root / "decks/index.json").read_bytes()
        assert dump_index(load_index(data)) == data
        return index(project).get("moved", [])

    assert moved(tag, branch) == []
    ((guid, deck),) = moved("", f"{branch}\n\n{tag}")[0]["cards"].items()
    assert deck == "Git::3 Advanced"
    expected = [{"name": "Git::1 Basics", "cards": {guid: deck}}]
    assert moved("", f"{branch}\n\n{tag}\n\n" + block("What is HEAD?")) == expected
    assert moved("", branch) == []  # retired
    assert moved("", f"{branch}\n\n{tag}") == []
    assert moved(tag, branch) == [{"name": "Git::3 Advanced", "cards": {guid: "Git::1 Basics"}}]
