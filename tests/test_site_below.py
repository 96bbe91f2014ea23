"""The configuration of a site in a folder of the project, such as `docs`, and the title of one by Docusaurus."""

import json
import os
import zipfile
from typing import Any

import pytest

from tests.support.project import Project, block

SITE = "site_name: Course\nsite_url: https://x.example/\nnav:\n  - Second: b.md\n  - a.md\n"


def page(topic: str) -> str:
    return f"# {topic}\n\n{block(f'What is {topic}?')}\n"


def site(project: Project, folder: str = "docs", config: str = SITE) -> None:
    project.write(f"{folder}/mkdocs.yml", config)
    project.write(f"{folder}/docs/a.md", page("Git"))
    project.write(f"{folder}/docs/b.md", page("Linux"))


def listed(project: Project, *args: str) -> list[tuple[str, str]]:
    """The decks and pages of all questions."""
    rows: list[dict[str, Any]] = json.loads(project.run("list", "--format", "json", *args).stdout)
    return [(row["deck"], row["page"]) for row in rows]


@pytest.mark.parametrize("folder", ["docs", "website"])
@pytest.mark.parametrize("args", [(), (".",), ("{}/docs",), ("{}",)])
def test_a_site_one_folder_down_names_and_orders_decks_and_links_to_its_pages(
    project: Project, folder: str, args: tuple[str, ...]
) -> None:
    site(project, folder)
    args = tuple(arg.format(folder) for arg in args)
    assert listed(project, *args) == [
        ("Course::Linux", f"{folder}/docs/b.md"),
        ("Course::Git", f"{folder}/docs/a.md"),
    ]
    project.build(*args)
    assert (project.root / "decks/lock.json").exists()
    assert any(b"https://x.example/a/" in zipfile.ZipFile(path).read("collection.anki2") for path in project.packages())


def test_text_is_included_from_the_folder_of_such_a_site(project: Project) -> None:
    site(project, config=f"{SITE}markdown_extensions: [pymdownx.snippets]\n")
    project.write("docs/parts/tag.txt", "A fixed name.\n")
    project.write("docs/docs/a.md", '# Git\n\n??? question "What is a tag?"\n    --8<-- "parts/tag.txt"\n')
    assert "A fixed name." in project.run("list").stdout


def without_site(project: Project) -> None:
    """Pages are read as if there were no site."""
    assert "Course" not in project.run("list", ".").stdout
    assert "https://x.example" not in project.run("list", ".", "--format", "json").stdout


def test_a_site_of_the_project_itself_counts_first(project: Project) -> None:
    site(project)
    project.write("mkdocs.yml", "site_name: Own\ndocs_dir: pages\n")
    project.write("pages/c.md", page("SQL"))
    project.write("pages/d.md", page("Go"))
    assert listed(project) == [("Own::SQL", "pages/c.md"), ("Own::Go", "pages/d.md")]
    without_site(project)


def test_of_two_sites_below_none_counts(project: Project) -> None:
    site(project)
    site(project, "website")
    without_site(project)


@pytest.mark.parametrize("folder", ["examples", "tests", "docs/guide", "templates"])
def test_a_site_in_another_folder_is_not_that_of_the_project(project: Project, folder: str) -> None:
    site(project, folder)
    without_site(project)


def test_pages_in_the_folder_source_are_not_replaced_by_such_a_site(project: Project) -> None:
    site(project)
    project.write("source/c.md", page("SQL"))
    assert listed(project) == [("SQL", "source/c.md")]


def test_own_settings_may_name_a_part_of_such_a_site(project: Project) -> None:
    site(project)
    project.write("docs/docs/more/c.md", page("SQL"))
    project.write("anki-export.toml", 'source = "docs/docs/more"\n')
    project.build()
    assert b"https://x.example/more/c/" in zipfile.ZipFile(project.packages()[0]).read("collection.anki2")


def test_a_configuration_whose_pages_do_not_exist_is_none(project: Project) -> None:
    project.write("docs/mkdocs.yml", SITE)
    project.write("docs/a.md", page("Git"))
    without_site(project)


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_site_behind_a_link_out_of_the_project_is_none(project: Project, tmp_path_factory: Any) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "docs").mkdir()
    (elsewhere / "mkdocs.yml").write_text(SITE)
    (elsewhere / "docs/a.md").write_text(page("Git"))
    (project.root / "docs").symlink_to(elsewhere)
    project.write("c.md", page("SQL"))
    without_site(project)


def test_a_broken_configuration_below_is_reported_at_its_place(project: Project) -> None:
    site(project, config="site_name: [\n")
    assert "docs/mkdocs.yml:2:1: warning C008" in project.run("check").output


DOCUSAURUS = """\
import {themes} from 'prism-react-renderer';
const config: Config = {
  tagline: 'All about it',
  themeConfig: {
    navbar: {
      title: 'Menu',
    },
  },
  title: 'My Notes',
};
export default config;
"""


@pytest.mark.parametrize(
    "path",
    [
        *("docusaurus.config.ts", "website/docusaurus.config.js", "docs/docusaurus.config.mjs"),
        *(".vitepress/config.mts", "docs/.vitepress/config.js"),
    ],
)
def test_the_title_of_a_site_whose_configuration_is_a_program_names_the_decks(project: Project, path: str) -> None:
    project.write(path, DOCUSAURUS)
    project.write("pages/a.md", page("Git"))
    project.write("pages/b.md", page("Linux"))
    assert [deck for deck, _ in listed(project, "pages")] == ["My Notes::Git", "My Notes::Linux"]


@pytest.mark.parametrize(
    "config",
    [
        "const title = 'x'; export default {title};",
        "title: `${name}`,",
        "\xff\xfe",
        "",
        "subtitle: 'No',",
        "title: name,",
    ],
)
def test_a_title_that_is_a_program_names_nothing(project: Project, config: str) -> None:
    project.write("docusaurus.config.js", config.encode("latin-1"))
    project.write("pages/a.md", page("Git"))
    project.write("pages/b.md", page("Linux"))
    assert [deck for deck, _ in listed(project, "pages")] == ["Project::Git", "Project::Linux"]


def test_a_build_without_changes_notices_a_site_that_is_new(project: Project) -> None:
    project.write("docs/docs/a.md", page("Git"))
    project.write("docs/docs/b.md", page("Linux"))
    assert "Course" not in project.run("list", "docs/docs").stdout
    project.write("docs/mkdocs.yml", SITE)
    assert "Course::Git" in project.run("list", "docs/docs").stdout
