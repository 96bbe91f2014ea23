"""The level and topic of a page, and the names of decks, files and tags derived from them."""

import json
import re
import zipfile

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from anki_export.source import front_matter
from anki_export.source.pages_and_questions import Page
from anki_export.text.difficulty_levels import LEVELS, level_of_path, level_of_title
from tests.support.project import Project, block
from tests.support.reading import parse

TITLES = {
    "Git - Basics": "Basics",
    "Git – Interview Questions: Advanced": "Advanced",
    "Git (Expert)": "Advanced",
    "Git (Advanced) Interview Questions": "Advanced",
    "Git Interview Questions for Beginners": "Basics",
    "Docker Basics Quiz": "Basics",
    "Basics Questions": "Basics",
    "Git - Basics - Part 2": "Basics",
    "Medium Access Control (Advanced)": "Advanced",
    "Advanced File Operations": None,
    "Advanced Git - Branches": None,
    "The Basics of Git": None,
    "Git: Advanced Topics": None,
    "Why is naming hard?": None,
    "From Basics to Advanced": None,
    "Git - Basics, Intermediate and Advanced": None,
}
PATHS = {
    "git/basics/index.md": "Basics",
    "git/01-basics/index.md": "Basics",
    "git/basics.md": "Basics",
    "git-basics.md": "Basics",
    "git/basics/branches.md": "Basics",
    "git/Advanced_Questions.md": "Advanced",
    "git/level-2-intermediate/index.md": "Intermediate",
    "advanced/git/basics.md": "Basics",
    "terminal-basics/quiz.md": None,
    "06-advanced-files/index.md": None,
    "advanced-files.md": None,
    "hardware.md": None,
    "01/index.md": None,
}


@pytest.mark.parametrize(("title", "level"), TITLES.items(), ids=TITLES.keys())
def test_a_title_names_a_level_at_its_end_or_set_apart(title: str, level: str | None) -> None:
    found = level_of_title(title, LEVELS)
    assert (found and found[0]) == level


@pytest.mark.parametrize(("path", "level"), PATHS.items(), ids=PATHS.keys())
def test_a_path_names_a_level_by_a_whole_folder_or_the_end_of_a_file_name(path: str, level: str | None) -> None:
    assert level_of_path(path, LEVELS)[0] == level


@pytest.mark.parametrize("levels", [("Level 1", "Level 2"), ("1", "2")], ids=["with a word", "bare"])
def test_levels_that_are_numbers_are_named_by_path_and_title(levels: tuple[str, ...]) -> None:
    assert level_of_path(f"git/{levels[1].lower().replace(' ', '-')}.md", levels) == (levels[1], ("git",))
    found = level_of_title(f"Git - {levels[1]}", levels)
    assert found
    assert found[0] == levels[1]


def read(text: str, path: str = "page.md") -> tuple[Page, list[str]]:
    page, _, _, report = parse(text.encode(), path)
    assert page
    return page, [str(message).partition("\n")[0] for message in (*report, *page.naming.diagnostics)]


def test_a_title_with_a_level_word_inside_neither_names_a_level_nor_loses_the_word() -> None:
    page, told = read("---\ntitle: Advanced File Operations\nlevel: Basics\n---\n", "06-advanced-files/quiz.md")
    assert (page.topic, page.level and page.level.name, told) == ("Advanced File Operations", "Basics", [])


def test_a_title_that_begins_with_the_level_of_its_page_gives_the_topic_without_it() -> None:
    page, told = read("# Advanced Git Interview Questions\n", "git/advanced.md")
    assert (page.topic, page.level and page.level.name, told) == ("Git", "Advanced", [])


def test_a_title_that_begins_with_a_level_as_a_noun_keeps_it() -> None:
    assert read("# Basics of Git\n", "git/basics.md")[0].topic == "Basics of Git"


def test_a_path_and_a_title_that_name_different_levels_are_reported() -> None:
    page, told = read("# Git (Advanced)\n", "git/01-basics/index.md")
    assert page.level
    assert page.level.name == "Basics"
    place = "git/01-basics/index.md:1:1"
    message = "levels disagree: the path says Basics, the title says Advanced; Basics is used"
    assert told == [f"{place}: warning S014 {message}"]


def test_a_front_matter_without_its_first_line_makes_no_second_deck() -> None:
    page, told = read("title: Git - Basics\ntags: [git]\n---\n\n# Commands\n")
    assert (page.topic, page.level and page.level.name) == ("Git", "Basics")
    assert told == ["page.md:1:1: warning S070 front matter does not start with ---"]
    assert page.text == "\n\n\n\n# Commands\n"


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Git", "Git"),
        (r"\u200b Git\u00ad \u2060", "Git"),
        (r"G\u200cit \u202e&\u001b more", "Git & more"),
        (r"Cafe\u0301", "Café"),
        ("Cloud :: AWS", "Cloud::AWS"),
        (r"Cloud::\u200b::AWS", "Cloud::AWS"),
        (r"::\u3164::", "Title"),
        (r"\U0001F3F3\uFE0F\u200D\U0001F308", "\U0001f3f3\ufe0f\u200d\U0001f308"),
        (r"\u0645\u06cc\u200c\u062e", "\u0645\u06cc\u200c\u062e"),
        ("x" * 101, "x" * 99 + "…"),
        ("word " * 30, "word " * 18 + "word…"),
        (f"{'x' * 100}::{'y' * 100}", f"{'x' * 100}::{'y' * 100}"),
    ],
)
def test_the_parts_of_a_deck_name_are_trimmed_short_and_visible(topic: str, name: str) -> None:
    page, _ = read(f'---\ntitle: Title\ntopic: "{topic}"\n---\n')
    assert page.topic == name


def test_a_topic_that_was_released_under_a_longer_name_keeps_it_and_is_not_called_renamed(project: Project) -> None:
    long = "word " * 30 + "end"
    page = project.page("basics", block("What is a word?"), topic="Short")
    project.build()
    lock = project.root / "decks/lock.json"
    lock.write_text(lock.read_text().replace("Short", long))
    page.write_text(page.read_text().replace("Short", long))
    told = project.build().output
    assert "S071" in told
    assert "R005" not in told
    assert long in lock.read_text()


def test_the_message_about_a_long_topic_shows_its_start(project: Project) -> None:
    project.write("source/basics.md", f'---\ntopic: {"Long" * 30}\n---\n\n??? question "Why?"\n    So it is.\n')
    assert "topic 'LongLong" in project.run("check").output


def names(project: Project) -> list[str]:
    return [path.name for path in project.packages()]


def tags(project: Project) -> set[str]:
    return {deck["tag"] for deck in json.loads((project.root / "decks/lock.json").read_text())["decks"]}


def test_file_name_and_tag_come_from_the_topic_not_from_the_path(project: Project) -> None:
    project.write("source/k8s/networking.md", f"---\ntitle: Kubernetes - Basics\n---\n\n{block('What is a pod?')}\n")
    project.build()
    assert names(project) == ["kubernetes-basics-1.0.0.apkg"]
    assert tags(project) == {"kubernetes"}
    assert b"kubernetes level::basics" in zipfile.ZipFile(project.packages()[0]).read("collection.anki2")


def test_topics_with_equal_tags_are_distinguished_by_a_number(project: Project) -> None:
    for name, topic in (("c", "✂"), ("d", "☂")):
        project.write(f"source/{name}/basics.md", f"---\ntopic: {topic}\n---\n\n{block(f'What is {name}?')}\n")
    project.build()
    assert names(project) == [f"{name}-basics-1.0.0.apkg" for name in ("deck-2", "deck")]


def test_topics_that_differ_only_in_case_and_punctuation_share_their_decks(project: Project) -> None:
    for folder, topic in (("a", "Node.js"), ("b", "Node JS")):
        project.page("basics", block(f"What is {folder}?"), topic=topic, folder=folder)
    project.page("basics", block("What is a pointer?"), topic="C", folder="c")
    project.page("basics", block("What is a class?"), topic="C++", folder="cpp")
    result = project.build()
    assert names(project) == [f"{name}-basics-1.0.0.apkg" for name in ("c", "cplusplus", "node-js")]
    assert "R00" not in result.output


def test_a_released_deck_keeps_the_file_name_and_tag_that_its_lock_has(project: Project) -> None:
    page = project.page("basics", block("What is a pod?"), topic="Kubernetes", folder="k8s")
    project.build()
    lock = project.root / "decks/lock.json"
    lock.write_text(lock.read_text().replace("kubernetes", "k8s-networking"))
    project.packages()[0].unlink()
    page.write_text(page.read_text() + "\n" + block("What is a node?") + "\n")
    project.page("advanced", block("What is a controller?"), topic="Kubernetes", folder="other")
    project.build()
    assert names(project) == ["k8s-networking-advanced-1.0.0.apkg", "k8s-networking-basics-1.1.0.apkg"]
    assert tags(project) == {"k8s-networking"}


@given(
    st.lists(
        st.from_regex(re.compile(front_matter._SIMPLE.pattern, front_matter._SIMPLE.flags), fullmatch=True), min_size=1
    )
)
def test_front_matter_that_is_read_without_yaml_means_the_same_in_yaml(lines: list[str]) -> None:
    values, _ = front_matter._yaml(lines, 0, "page.md")
    texts = {name.lower(): value for name, value in yaml.safe_load("\n".join(lines)).items() if isinstance(name, str)}
    assert texts.items() <= values.items()  # YAML reads names such as `no` and `null` as other values
