"""The links at the foot of a card: to the news of its deck, and to where its question is edited."""

import re
from html import unescape

import pytest

from anki_export.deck.package_bytes import fields_in
from tests.support.learner import Learner
from tests.support.project import Project, block

SITE = "site_name: Notes\nsite_url: https://example.org/n/\nrepo_url: https://github.com/me/notes\n"
EDIT = "https://github.com/me/notes/edit/main/docs/"
PAGE = "# Git\n\n" + block("What is a tag?") + "\n\n" + block("What is a branch?") + "\n"


@pytest.fixture
def site(project: Project) -> Project:
    project.write("mkdocs.yml", SITE + "edit_uri: edit/main/docs\n")
    project.write("anki-export.toml", 'publish = "docs/decks"\n')
    project.write("docs/a b/git.md", PAGE)
    return project


def links(project: Project) -> dict[str, list[str]]:
    """The addresses in the version of each card of the deck of Git, by question."""
    (package,) = (project.root / "decks").glob("git-*.apkg")
    notes = fields_in(package.read_bytes()).values()
    return {fields[0]: list(map(unescape, re.findall('href="(.*?)"', fields[6]))) for fields in notes}


def test_a_card_links_to_its_line_and_its_version_to_the_news_of_its_deck(site: Project) -> None:
    site.build()
    news = "https://example.org/n/decks/#deck-git"
    expected = {3: "What is a tag?", 8: "What is a branch?"}
    assert links(site) == {question: [news, f"{EDIT}a%20b/git.md#L{line}"] for line, question in expected.items()}


def test_a_line_that_moves_changes_no_released_byte_and_is_corrected_by_the_next_release(site: Project) -> None:
    site.build()
    before = site.state()
    site.write("docs/a b/git.md", PAGE.replace("# Git\n", "# Git\n\nSome words.\n"))
    for package in (site.root / "decks").glob("*.apkg"):
        package.unlink()
    site.build()
    assert site.state() == before
    more = PAGE.replace("# Git\n", "# Git\n\nSome words.\n") + "\n" + block("What is HEAD?") + "\n"
    site.write("docs/a b/git.md", more)
    site.build()
    assert sorted(found[1].rpartition("#")[2] for found in links(site).values()) == ["L10", "L15", "L5"]


def test_a_learner_gets_the_links_with_the_next_change_of_a_card_only(project: Project, learner: Learner) -> None:
    project.write("mkdocs.yml", "site_name: Notes\nsite_url: https://example.org/n/\n")
    project.write("docs/git.md", PAGE)
    project.build()
    learner.import_package(project.packages()[0])
    project.write("mkdocs.yml", SITE + "edit_uri: edit/main/docs/\n")
    project.build()
    assert links(project) == {question: [] for question in links(project)}
    project.write("docs/git.md", PAGE + "\n" + block("What is HEAD?") + "\n")
    project.build()
    told = learner.import_package(project.packages()[0])
    assert told == {"new": 1, "duplicate": 2}


@pytest.mark.parametrize(
    ("uri", "settings", "edited"),
    [
        ("edit_uri: edit/main/docs/\n", 'edit_url = ""\n', ""),
        ("", "", ""),
        ("edit_uri: '?path='\n", "", ""),
        ("edit_uri: https://git.example/e/\n", "", "https://git.example/e/git.md#L3"),
        ("", 'edit_url = "https://git.example/x"\n', "https://git.example/x/git.md#L3"),
    ],
)
def test_the_address_comes_from_the_site_or_a_setting(project: Project, uri: str, settings: str, edited: str) -> None:
    project.write("mkdocs.yml", SITE + uri)
    project.write("anki-export.toml", settings)
    project.write("docs/git.md", PAGE)
    project.build()
    assert links(project)["What is a tag?"] == ([edited] if edited else [])


def test_without_addresses_the_version_is_plain_and_the_lock_has_none(project: Project) -> None:
    project.write("source/git.md", PAGE)
    project.build()
    (package,) = project.packages()
    assert {fields[6] for fields in fields_in(package.read_bytes()).values()} == {"1.0.0"}
    lock = project.state()["lock.json"]
    assert b'"edit"' not in lock and b'"url"' not in lock
