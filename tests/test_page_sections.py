"""Headings and collapsed blocks that hold several questions of a page are tags of their cards."""

import json

import pytest

from anki_export.deck.package_rows import read_rows
from tests.support.project import Project, block
from tests.support.reading import read_text


def sections(page: str) -> list[str]:
    questions, _ = read_text(page)
    return [question.section for question in questions]


def boxes(*names: str) -> str:
    return "\n\n".join(block(f"What is a {name}?") for name in names)


def themes(*titles: str) -> str:
    """A page with two questions below each title."""
    parts = [f"{title}\n\n{boxes(f'thing{i}', f'part{i}')}" for i, title in enumerate(titles)]
    return "# Notes\n\n" + "\n\n".join(parts)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("## Disks", "disks"),
        ("## 2. Disks and files", "disks-and-files"),
        ("## [Disks](#disks) 🚀", "disks"),
        ("## :rocket: Disks (questions 11-20)", "disks"),
        ("## <a id='disks'></a>Disks <sup>(61)</sup>", "disks"),
        ("## 磁盘", "磁盘"),
        ("## Диски и файлы", "диски-и-файлы"),
    ],
)
def test_a_heading_names_the_section_of_the_questions_below_it(title: str, name: str) -> None:
    assert sections(themes(title, "## Nets")) == [name, name, "nets", "nets"]


@pytest.mark.parametrize(
    "title",
    ["## What is a disk?", "## Quiz", "## Questions", "## Exercise 2: disks", "## 🚀", "## Git"],
)
def test_a_heading_that_names_no_theme_is_no_section(title: str) -> None:
    assert sections(themes(title, "## Nets")) == ["", "", "nets", "nets"]


def test_what_holds_all_questions_or_one_is_no_section() -> None:
    assert sections("## Disks\n\n" + boxes("block", "file", "disk")) == ["", "", ""]
    page = f"{boxes('block', 'file')}\n\n## Nets\n\n{boxes('port')}\n\n## Users\n\n{boxes('name')}"
    assert sections(page) == ["", "", "", ""]


def test_titles_that_repeat_are_labels() -> None:
    page = themes("## Disks", "## Nets", "## Users").replace("\n\n??? question", "\n\n### Check\n\n??? question", 1)
    assert sections(page) == ["disks"] * 2 + ["nets"] * 2 + ["users"] * 2
    assert sections(themes("## Warm-up", "## Warm-up", "## Warm-up")) == [""] * 6


def test_sections_in_sections_are_parts_of_a_tag() -> None:
    page = f"## Disks\n{boxes('disk')}\n### Advanced\n{boxes('inode', 'block')}\n## Nets\n{boxes('port', 'cable')}"
    assert sections(page) == ["disks", "disks::advanced", "disks::advanced", "nets", "nets"]


def test_a_section_ends_with_the_block_around_it() -> None:
    theme = "<details>\n<summary><h3>{}</h3></summary>\n\n{}\n\n</details>\n"
    one = "<details><summary>What is a {}?</summary>\n\nA thing.\n\n</details>\n"
    disks = theme.format("Disks", one.format("disk") + "\n#### Advanced\n" + one.format("inode") + one.format("block"))
    page = disks + theme.format("Nets", one.format("port") + one.format("cable"))
    assert sections(page) == ["disks", "disks::advanced", "disks::advanced", "nets", "nets"]


def test_a_summary_is_no_title_of_a_page() -> None:
    questions, _ = read_text(
        "<details>\n<summary><h3>Disks</h3></summary>\n\n" + boxes("disk") + "\n</details>", "git.md"
    )
    assert [question.topic for question in questions] == ["Git"]


def test_a_card_has_its_section_as_a_tag_below_that_of_its_topic(project: Project) -> None:
    project.page("basics", "## Disks\n\n" + boxes("disk", "inode"), boxes("block"), "## Nets\n\n" + boxes("port"))
    project.build()
    rows = read_rows(project.packages()[0].read_bytes()).rows
    tags = {row[6].split("\x1f")[0]: row[5].split() for row in rows}
    assert tags["What is a disk?"] == ["git", "level::basics", "git::disks"]
    assert tags["What is a port?"] == ["git", "level::basics"]
    listed = json.loads(project.run("list", "--format", "json").stdout)
    assert next(row["tags"] for row in listed) == ["git", "level::basics", "git::disks"]


def test_another_section_alone_releases_nothing_and_comes_with_the_next_change(project: Project) -> None:
    project.page("basics", boxes("disk", "inode", "port"))
    project.build()
    before = project.packages()[0].read_bytes()
    project.page("basics", "## Disks\n\n" + boxes("disk", "inode"), "## Nets\n\n" + boxes("port"))
    project.build()
    assert project.packages()[0].read_bytes() == before
    changed = boxes("disk", "inode").replace("**Because**", "**For a reason**", 1)
    project.page("basics", "## Disks\n\n" + changed, "## Nets\n\n" + boxes("port"))
    project.build()
    rows = read_rows(project.packages()[0].read_bytes()).rows
    tags = {row[6].split("\x1f")[0]: row[5].split() for row in rows}
    assert tags["What is a disk?"] == ["git", "level::basics", "git::disks"]
    assert tags["What is a inode?"] == ["git", "level::basics"]
