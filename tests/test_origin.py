"""Cards of a repository without a site link to it, and the description of a deck names source and license."""

import json
import sqlite3
import zipfile

import pytest

from anki_export.source.repository_url_and_license import address_of_page, web_address
from tests.support.project import Project, block

CONFIG = (
    '[core]\n\tbare = false\n[remote "upstream"]\n\turl = https://github.com/no/no\n[remote "origin"]\n\turl = {}\n'
)
GITHUB = "https://github.com/ada/git-questions"
BLOCKS = block("What is a tag?"), block("What is a branch?")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/ada/git-questions", GITHUB),
        ("https://github.com/ada/git-questions.git", GITHUB),
        ("https://ada:secret@github.com/ada/git-questions.git/", GITHUB),
        ("git@github.com:ada/git-questions.git", GITHUB),
        ("ssh://git@github.com:22/ada/git-questions.git", GITHUB),
        ("https://git.example.org/team/sub/questions", "https://git.example.org/team/sub/questions"),
        ("/home/ada/questions", ""),
        ("../questions.git", ""),
        ("file:///home/ada/questions", ""),
        ("https://github.com/", ""),
        ("javascript://github.com/ada/x", ""),
        ('https://github.com/ada/"><b>', ""),
        ("", ""),
    ],
)
def test_an_address_for_browsers_is_made_of_what_git_knows(url: str, address: str) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    ("pages", "page", "address"),
    [
        (f"{GITHUB}/blob/HEAD/", "a b/README.md", f"{GITHUB}/blob/HEAD/a%20b/README.md?plain=1#L7"),
        ("https://bitbucket.org/ada/q/src/HEAD/", "q.md", "https://bitbucket.org/ada/q/src/HEAD/q.md#lines-7"),
        ("https://git.example.org/ada/q", "q.md", "https://git.example.org/ada/q"),
        (f"{GITHUB}/blob/HEAD/", "../q.md", ""),
        ("", "q.md", ""),
    ],
)
def test_the_address_of_a_line_depends_on_the_host(pages: str, page: str, address: str) -> None:
    assert address_of_page(pages, page, 7) == address


def clone(project: Project, url: str = f"{GITHUB}.git") -> None:
    project.write(".git/config", CONFIG.format(url))


def package(project: Project, name: str = "git-basics-1.0.0.apkg") -> tuple[dict[str, str], str]:
    """The source of each card, and the description of the deck."""
    data = zipfile.ZipFile(project.root / "decks" / name).read("collection.anki2")
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data)
    fields = [row[0].split("\x1f") for row in connection.execute("select flds from notes")]
    (decks,) = connection.execute("select decks from col").fetchone()
    (deck,) = [deck for id_, deck in json.loads(decks).items() if id_ != "1"]
    return {question: source for question, _, _, _, _, source, *_ in fields}, deck["desc"]


def test_cards_link_to_their_lines_and_the_deck_names_pages_and_license(project: Project) -> None:
    clone(project)
    project.write("LICENSE", "Do what you like.\n")
    project.page("basics", *BLOCKS)
    project.build()
    page = f"{GITHUB}/blob/HEAD/source/git/basics/index.md"
    sources, description = package(project)
    assert sources == {"What is a tag?": f"{page}?plain=1#L7", "What is a branch?": f"{page}?plain=1#L12"}
    assert f'<br>Source: <a href="{page}">{page}</a><br>License: see the file LICENSE of the source' in description
    assert "like" not in description
    assert f'<link rel="alternate" href="{page}"/>' in (project.root / "decks/feed.xml").read_text()


def test_lines_that_move_change_no_card_and_no_package(project: Project) -> None:
    clone(project)
    page = project.page("basics", *BLOCKS)
    project.build()
    before = (project.root / "decks/git-basics-1.0.0.apkg").read_bytes()
    page.write_text(page.read_text().replace("# Basics\n", "# Basics\n\nRead this first.\n"))
    assert "Nothing changed" in project.build().stdout
    (project.root / "decks/git-basics-1.0.0.apkg").unlink()
    project.build()
    assert (project.root / "decks/git-basics-1.0.0.apkg").read_bytes() == before
    page.write_text(page.read_text().replace("What is a tag?", "What is a tag, please?"))
    project.build()
    sources, _ = package(project, "git-basics-1.0.1.apkg")
    assert [source.partition("#")[2] for source in sources.values()] == ["L12", "L9"]  # that of the other one stays


def test_a_fork_and_a_copy_without_git_make_the_same_packages(project: Project) -> None:
    clone(project)
    project.page("basics", *BLOCKS)
    project.build()
    path = project.root / "decks/git-basics-1.0.0.apkg"
    before = path.read_bytes()
    for url in ("https://github.com/bob/fork", ""):
        clone(project, url)
        path.unlink()
        project.build()
        assert path.read_bytes() == before


def test_a_deck_that_was_released_without_links_gets_them_only_when_asked(project: Project) -> None:
    project.page("basics", *BLOCKS)
    project.build()
    clone(project)
    assert "Nothing changed" in project.build().stdout
    project.page("advanced", block("What is deep?"))
    project.build()
    assert package(project, "git-advanced-1.0.0.apkg")[0]["What is deep?"].startswith(GITHUB)
    assert set(package(project)[0].values()) == {""}
    assert "2 revised" in project.build("--restyle").stdout
    assert all(package(project, "git-basics-1.0.1.apkg")[0].values())


def test_a_site_comes_before_its_repository(project: Project) -> None:
    clone(project)
    project.write("anki-export.toml", 'site_url = "https://example.org/"\n')
    project.page("basics", *BLOCKS)
    project.build()
    sources, description = package(project)
    assert set(sources.values()) == {"https://example.org/git/basics/"}
    assert "github" not in description


def test_the_address_that_a_site_names_comes_before_that_of_git(project: Project) -> None:
    clone(project, "https://github.com/bob/fork")
    project.write("mkdocs.yml", f"site_name: Git\nrepo_url: {GITHUB}\n")
    project.write("docs/git-basics.md", "\n\n".join(BLOCKS))
    project.build()
    assert all(source.startswith(GITHUB) for source in package(project)[0].values())


def test_the_folder_of_the_decks_is_part_of_the_address(project: Project) -> None:
    clone(project)
    project.write("questions/anki-export.toml", 'source = "pages"\n')
    project.write("questions/pages/git-basics.md", block("What is a tag?"))
    clone_of = Project(project.root)
    result = clone_of.run("build", "questions/pages", "-o", "questions/decks")
    assert result.exit_code == 0, result.output
    (lock,) = project.root.rglob("lock.json")
    assert f'"pages": "{GITHUB}/blob/HEAD/questions/"' in lock.read_text()


@pytest.mark.parametrize("address", ["javascript:alert(1)//", 'https://github.com/a/b" onclick="', "https://x"])
def test_a_forged_lock_puts_no_other_address_on_cards(project: Project, address: str) -> None:
    clone(project)
    project.page("basics", *BLOCKS)
    project.build()
    lock = project.root / "decks/lock.json"
    lock.write_text(lock.read_text().replace(f'"{GITHUB}/blob/HEAD/"', json.dumps(address)))
    result = project.run("build")
    assert result.exit_code == 1 and "R001 deck 'git-basics' has an invalid page address" in result.output
