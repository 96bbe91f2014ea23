"""Released decks keep their names: what is told once, and what restores a name."""

import json
import re

import pytest

from tests.support.project import Project, block

BODY = "\n\n".join(block(f"What is a {name}?", f"The {name} of it") for name in ("tag", "branch", "blob"))
COPIES = "learners who have the decks then get every card a second time"


def page(project: Project, path: str, title: str, more: str = "", body: str = BODY) -> None:
    project.write(f"source/{path}", f'---\ntitle: "{title}"\n{more}---\n\n{body}\n')


def decks(project: Project) -> dict[str, str]:
    """The deck of each card in use, by its guid."""
    lock = json.loads((project.root / "decks/lock.json").read_text())
    return {card["guid"]: card["deck"] for card in lock["cards"] if not card.get("retired")}


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("Git", "Git - Advanced", "git.md"),
        ("Git", "Advanced Git", "git.md"),
        ("Git", "Git Interview Questions (Hard)", "git.md"),
        ("Git", "Version control", "vcs.md"),
        ("Git", "Version control - Advanced", "git.md"),
        ("Advanced Git", "Git", "git.md"),
        ("Advanced Git", "Git - Advanced", "git.md"),
        ("Git - Advanced", "Advanced Git", "git.md"),
        ("Git - Advanced", "Version control", "git.md"),
        ("Git - Advanced", "Version control", "vcs.md"),
        ("Git - Advanced", "Version control (Basics)", "git.md"),
        ("Git - Advanced", "Advanced version control", "git.md"),
        ("Git (Beginner)", "Git for beginners", "git.md"),
    ],
)
@pytest.mark.parametrize("other", ["", "SQL", "SQL - Basics"])
def test_the_hint_of_a_renamed_topic_restores_the_deck(
    project: Project, before: str, after: str, path: str, other: str
) -> None:
    if other:
        page(project, "sql.md", other, body=block("What is a join?", "Two tables in one"))
    page(project, "git.md", before)
    project.build()
    released = decks(project)
    (project.root / "source/git.md").unlink()
    page(project, path, after)
    hint = re.search(r"warning R005 .*\n    hint: (.*)", project.run("check").stdout)
    if hint is None:  # only the level has changed
        assert before.startswith("Git") and after in ("Git - Advanced", "Git for beginners")
        return
    page(project, path, after, "".join(f"{line}\n" for line in re.findall("`(.*?)`", hint[1])))
    told = project.build().stderr
    assert "R005" not in told
    assert decks(project) == released


def test_a_level_that_the_released_topic_did_not_have_is_named(project: Project) -> None:
    page(project, "git.md", "Git")
    project.build()
    released = decks(project)
    (project.root / "source/git.md").unlink()
    page(project, "advanced/vcs.md", "Version control")
    told = project.run("check").stdout
    assert "hint: set `topic: Git` in the front matter, and remove the level Advanced from title and path:" in told
    (project.root / "source/advanced").rename(project.root / "source/more")
    page(project, "more/vcs.md", "Version control", "topic: Git\n")
    assert "R005" not in project.build().stderr
    assert decks(project) == released


def sections(project: Project, number: int = 12) -> None:
    for i in range(number):
        page(
            project,
            f"{('core', 'tools', 'web')[i % 3]}/topic-{i}.md",
            f"Subject {i}",
            body=f"{block(f'What is {i}?')}\n\n{block(f'Why {i}?')}",
        )


def reports(project: Project) -> list[str]:
    """The messages about names."""
    return re.findall(r"^.*: warning R(?:005|014) .*", project.run("check", "--verbose").stdout, re.MULTILINE)


@pytest.mark.parametrize("deck_by", ["section", "site"])
def test_a_changed_deck_by_is_told_once_at_its_setting(project: Project, deck_by: str) -> None:
    sections(project)
    project.build()
    project.write("anki-export.toml", f'bundle = "site"\ndeck_by = "{deck_by}"\n')
    message = "`deck_by` applies to new decks; 12 released pages keep theirs"
    assert reports(project) == [f"anki-export.toml:2:1: warning R014 {message}"]
    assert f"move decks/lock.json elsewhere and build with --start-over: {COPIES}" in project.run("check").stdout
    before = decks(project)
    project.build()
    assert decks(project) == before


def test_a_page_that_was_renamed_for_another_reason_is_still_told(project: Project) -> None:
    sections(project)
    project.build()
    project.write("anki-export.toml", 'deck_by = "section"\n')
    page(project, "core/topic-0.md", "Something else", body=f"{block('What is 0?')}\n\n{block('Why 0?')}")
    page(project, "tools/topic-1.md", "Subject 1", "topic: By hand\n", f"{block('What is 1?')}\n\n{block('Why 1?')}")
    assert reports(project) == [
        "anki-export.toml:1:1: warning R014 `deck_by` applies to new decks; 10 released pages keep theirs",
        "source/core/topic-0.md:1:1: warning R005 topic is now 'Core' but was released as 'Subject 0';"
        " the deck keeps its name",
        "source/tools/topic-1.md:1:1: warning R005 topic is now 'By hand' but was released as 'Subject 1';"
        " the deck keeps its name",
    ]


def test_a_deck_by_that_was_set_back_is_told_too(project: Project) -> None:
    sections(project)
    project.write("anki-export.toml", 'deck_by = "section"\n')
    project.build()
    assert reports(project) == []
    project.write("anki-export.toml", 'deck_by = "topic"\n')
    assert reports(project) == [
        "anki-export.toml:1:1: warning R014 `deck_by` applies to new decks; 12 released pages keep theirs"
    ]
    project.write("anki-export.toml", "")  # no place to tell it at; folders may be called like a renamed title
    assert len(reports(project)) == 12 and "R014" not in project.run("check").stdout


def test_a_changed_deck_by_has_effect_where_no_page_was_released(project: Project) -> None:
    sections(project, 1)
    project.build()
    project.write("anki-export.toml", 'deck_by = "section"\n')
    assert reports(project) == [
        "anki-export.toml:1:1: warning R014 `deck_by` applies to new decks; 1 released page keeps its own"
    ]
    for i in range(2):
        page(project, f"new/new-{i}.md", f"Novelty {i}", body=f"{block(f'Who is {i}?')}\n\n{block(f'When is {i}?')}")
    assert len(reports(project)) == 1
    project.build()
    assert set(decks(project).values()) == {"subject-0", "new"}


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("", 'parent = "Tools"', "3 released decks and the bundle 'All decks' keep their names"),
        ('parent = "Tools"', 'parent = "Things"', "3 released decks and the bundle 'Tools' keep their names"),
        ('parent = "Tools"', 'parent = ""', "3 released decks keep their names"),
        (
            'parent = "Tools"\nbundle = "none"',
            'parent = "Things"\nbundle = "none"',
            "3 released decks keep their names",
        ),
        ('parent = "Tools"', 'parent = "Tools"', ""),
        ('parent = "Tools"', "", ""),
        ("", 'parent = ""', ""),
    ],
)
def test_a_changed_parent_is_told_once_at_its_setting(project: Project, first: str, second: str, message: str) -> None:
    for topic in ("Git", "Make", "SQL"):
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic)
    project.write("anki-export.toml", f"{first}\n")
    project.build()
    project.write("anki-export.toml", f"{second}\n")
    place = "anki-export.toml:1:1: warning R014 `parent` applies to new decks and bundles; "
    assert reports(project) == ([place + message] if message else [])
    before = [path.name for path in project.packages()]
    project.build()
    assert [path.name for path in project.packages()] == before


def test_a_topic_that_is_called_like_the_parent_needs_no_parent(project: Project) -> None:
    for topic in ("Tools", "Make"):
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic)
    project.write("anki-export.toml", 'parent = "Tools"\n')
    project.build()
    assert reports(project) == []


def test_a_released_bundle_that_keeps_its_name_is_told(project: Project) -> None:
    for topic in ("Git", "Make"):
        project.page("basics", block(f"What is {topic}?"), topic=topic, folder=topic)
    project.write("anki-export.toml", 'parent = "Tools"\n')
    project.build()
    lock = project.root / "decks/lock.json"
    lock.write_text(lock.read_text().replace('"name": "Tools", "tag"', '"name": "Old", "tag"'))
    assert [line.partition("; ")[2] for line in reports(project)] == ["the bundle 'Old' keeps its name"]


def test_the_way_to_new_names_in_the_hint_is_one(project: Project) -> None:
    sections(project)
    project.build()
    project.write("anki-export.toml", 'deck_by = "section"\n')
    (project.root / "decks/lock.json").rename(project.root.parent / "old-lock.json")
    project.build("--start-over")
    assert reports(project) == [] and len(set(decks(project).values())) == 3
