"""Tags in the front matter of pages are tags of their cards, where most pages of a folder have them."""

import json

import pytest

from anki_export.deck.package_rows import read_rows
from tests.support.project import Project, block
from tests.support.reading import read_text


def page(front: str, *names: str) -> str:
    return f"---\n{front}\n---\n# Git\n\n" + "\n\n".join(block(f"What is a {name}?") for name in names)


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        ("tags: [storage, File systems]", ("storage", "file-systems")),
        ("tags:\n  - storage\n  - C++", ("storage", "cplusplus")),
        ("tags: storage, File systems", ("storage", "file-systems")),
        ("tags: storage disks", ("storage", "disks")),
        ("tag: 'disks/ssd, a::b'", ("disks::ssd", "a::b")),
        ('tags: ["#storage", "#flashcards/linux"]', ("storage",)),
        ("tags: [2026, Диски, storage, storage]", ("2026", "диски", "storage")),
        ("tags: [Git]", ()),
        ("tags: [{name: x}, null, '  ', '!?', true]", ()),
        ("tags:", ()),
        ("tags: 7", ()),
        ("keywords: [storage]", ()),
    ],
)
def test_front_matter_gives_tags(front: str, tags: tuple[str, ...]) -> None:
    (question,), _ = read_text(page(front, "tag"), "git/basics.md")
    assert question.tags == tags


def test_ten_tags_of_a_page_count_and_long_ones_are_shortened() -> None:
    (question,), _ = read_text(page(f"tags: [{'x' * 300}, {', '.join(f'tag{i}' for i in range(30))}]", "tag"))
    assert len(question.tags) == 10 and all(len(tag) <= 60 for tag in question.tags)


def tags_in(project: Project) -> dict[str, list[str]]:
    rows = [row for package in project.packages() for row in read_rows(package.read_bytes()).rows]
    return {row[6].split("\x1f")[0].removeprefix("What is a ").rstrip("?"): row[5].split() for row in rows}


def test_tags_count_where_half_of_the_pages_in_a_folder_have_them(project: Project) -> None:
    for folder, count in (("most", 2), ("few", 1)):
        for number in range(3 if folder == "few" else 4):
            front = f"topic: Git\ntags: [x{number}]" if number < count else "topic: Git"
            project.write(f"source/{folder}/page{number}.md", page(front, f"{folder}{number}"))
    project.write("source/most/about.md", "# About\n\nNo questions.\n")
    project.build()
    tags = tags_in(project)
    assert tags["most0"] == ["git", "git::x0"] and tags["most1"] == ["git", "git::x1"] and tags["most2"] == ["git"]
    assert tags["few0"] == ["git"]
    project.build()  # all pages are cached
    listed = json.loads(project.run("list", "--format", "json").stdout)
    assert [row["tags"] for row in listed if row["question_text"] == "What is a most0?"] == [["git", "git::x0"]]


def test_new_tags_alone_release_nothing_and_come_with_the_next_change(project: Project) -> None:
    project.write("source/git.md", page("topic: Git", "ref"))
    project.build()
    before = project.state()
    assert "tags" not in project.root.joinpath("decks/lock.json").read_text()
    with_tags = page("topic: Git\ntags: [storage]", "ref")
    project.write("source/git.md", with_tags)
    project.build()
    assert project.state() == before
    project.write("source/git.md", with_tags.replace("**Because**", "**For a reason**"))
    project.build()
    assert tags_in(project) == {"ref": ["git", "git::storage"]}


@pytest.mark.parametrize(
    ("titles", "tags"),
    [
        (("What is a keel? (Easy)", "What is a mast? (hard)", "What is a jib? (Hard)"), ("easy", "hard", "hard")),
        (
            ("【简单】什么是龙骨？", "【困难】什么是桅杆？", "什么是帆？", "【困难】什么是舵？"),
            ("简单", "困难", "", "困难"),
        ),
        (("What is a keel? ⭐", "What is a mast? ★★☆", "What is a jib? ⭐"), ("stars-1", "stars-2", "stars-1")),
        (("[Easy] What is a keel?", "[Easy] What is a mast?", "[Easy] What is a jib?"), ("", "", "")),
        (("What is a keel? (Easy)", "What is a mast?", "What is a jib? (Hard)"), ("", "", "")),
    ],
)
def test_levels_in_titles_are_tags_where_most_have_one(titles: tuple[str, ...], tags: tuple[str, ...]) -> None:
    questions, _ = read_text("\n\n".join(map(block, titles)))
    assert [question.tags for question in questions] == [(tag,) if tag else () for tag in tags]
    is_alike = not any(tags) and titles[0].startswith("[")
    assert any("Easy" in question.question for question in questions) is not (any(tags) or is_alike)


def test_levels_in_titles_are_kept_beside_rare_tags(project: Project) -> None:
    names = ("keel? (Easy)", "mast? (Hard)", "jib? (Hard)")
    project.write("source/a.md", page("topic: Git\ntags: [x]", *names).replace(")?", ")"))
    for number in range(3):
        project.write(f"source/b{number}.md", page("topic: Git", f"sail{number}"))
    project.build()
    assert tags_in(project)["mast"] == ["git", "git::hard"]


def test_stars_of_headings_are_tags() -> None:
    titles = ("What is a keel? ⭐", "What is a mast? ⭐⭐", "What is a jib? ⭐")
    page = "# Quiz\n\n" + "\n\n".join(f"## {number}. {title}\n\nWood." for number, title in enumerate(titles, 1))
    questions, _ = read_text(page)
    assert [question.tags for question in questions] == [("stars-1",), ("stars-2",), ("stars-1",)]


@pytest.mark.parametrize(
    ("legend", "tags"),
    [("Levels: 👶 easy ‍⭐️ medium", ("easy", "medium", "easy")), ("Have fun 👶!", ("", "", ""))],
)
def test_signs_of_bold_lines_are_tags_where_the_page_says_what_they_mean(legend: str, tags: tuple[str, ...]) -> None:
    titles = ("What is a keel? 👶", "What is a mast? ‍⭐️", "What is a jib? 👶")
    page = f"# Quiz\n\n{legend}\n\n" + "\n\n".join(f"**{title}**\n\nWood." for title in titles)
    questions, _ = read_text(page)
    assert [question.tags for question in questions] == [(tag,) if tag else () for tag in tags]
    signs = "" if any(tags) else " 👶"
    assert [question.question for question in questions] == [
        f"What is a keel?{signs}", "What is a mast?", f"What is a jib?{signs}"
    ]  # fmt: skip


def test_cards_are_known_by_their_titles_with_remarks(project: Project) -> None:
    titles = (
        "(Easy) What is a keel? (2 points)",
        "(Hard) What is a mast? (1 point)",
        "(Hard) What is a jib? (1 point)",
    )
    project.write("source/git.md", "# Git\n\n" + "\n\n".join(map(block, titles[:2])))
    project.build()
    before = guids_in(project)
    project.write("source/git.md", "# Git\n\n" + "\n\n".join(map(block, titles)))
    project.build()
    assert len(before) == 2 and before < guids_in(project)
    assert set(tags_in(project)) == {"keel", "mast", "jib"}


def guids_in(project: Project) -> set[str]:
    return {card["guid"] for card in json.loads((project.root / "decks/lock.json").read_text())["cards"]}
