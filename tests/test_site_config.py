"""A site's own configuration says what the settings do not, runs nothing, and reaches nothing outside its folder."""

import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from anki_export.settings.safe_yaml import BrokenYaml, parse_yaml
from tests.support.project import Project, block


def page(topic: str, *blocks: str) -> str:
    return f"# {topic} - Basics\n\n" + "\n\n".join(blocks or [block(f"What is {topic}?")]) + "\n"


def listed(project: Project, *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(project.run("list", "--format", "json", *args).stdout)
    return found


def pages(project: Project, *args: str) -> list[str]:
    return [row["page"] for row in listed(project, *args)]


def source_links(project: Project) -> bytes:
    return b"".join(zipfile.ZipFile(path).read("collection.anki2") for path in project.packages())


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml"])
def test_pages_are_where_the_site_has_them(project: Project, name: str) -> None:
    project.write(name, "docs_dir: content\n")
    project.write("content/git.md", page("Git"))
    project.write("docs/other.md", page("Other"))
    assert pages(project) == ["content/git.md"]


def test_zensical_toml_is_read_from_its_project_table(project: Project) -> None:
    project.write(
        "zensical.toml",
        '[project]\nsite_name = "Course"\ndocs_dir = "content"\nsite_url = "https://x.example/a/"\n'
        'nav = [{ "Second" = "b.md" }, { "Part" = ["a.md"] }]\n'
        "[project.markdown_extensions.pymdownx.arithmatex]\ngeneric = true\n",
    )
    project.write("content/a.md", page("Git", block("Why?", "From $x$ on")))
    project.write("content/b.md", page("Linux"))
    rows = listed(project)
    assert [row["page"] for row in rows] == ["content/b.md", "content/a.md"]
    assert rows[1]["answer"] == r"<p>From \(x\) on.</p>"
    project.build()
    assert b"https://x.example/a/b/" in source_links(project)


def test_the_successor_counts_before_the_file_it_replaces(project: Project) -> None:
    for name in ("mkdocs.yml", "properdocs.yml"):
        project.write(name, f"docs_dir: {name[:6]}\n")
        project.write(f"{name[:6]}/git.md", page("Git"))
    assert pages(project) == ["proper/git.md"]
    project.write("zensical.toml", '[project]\ndocs_dir = "mkdocs"\n')
    assert pages(project) == ["mkdocs/git.md"]


def test_a_site_without_docs_dir_has_its_pages_in_docs(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Course\n")
    project.write("docs/git.md", page("Git"))
    project.write("source/old.md", page("Old"))
    assert pages(project) == ["docs/git.md"]


def test_a_site_without_docs_leaves_the_pages_in_source(project: Project) -> None:
    project.write("mkdocs.yml", "site_name: Course\n")
    project.write("source/git.md", page("Git"))
    assert pages(project) == ["source/git.md"]


def test_own_settings_win_over_those_of_the_site(project: Project) -> None:
    project.write("mkdocs.yml", "site_url: https://site.example/\nuse_directory_urls: false\ndocs_dir: docs\n")
    project.write("docs/git.md", page("Git"))
    project.write("anki-export.toml", 'site_url = "https://own.example/"\n')
    project.build()
    assert b"https://own.example/git.html" in source_links(project)
    assert b"site.example" not in source_links(project)


def test_own_settings_are_completed_only_from_their_own_folder(project: Project, monkeypatch: Any) -> None:
    project.write("anki-export.toml", 'source = "site/docs"\n')
    project.write("site/mkdocs.yml", "docs_dir: other\n")
    project.write("site/docs/git.md", page("Git"))
    monkeypatch.chdir(project.root / "site")
    assert pages(project) == ["docs/git.md"]


def test_a_site_is_found_from_the_folders_below_it_up_to_the_repository(project: Project, monkeypatch: Any) -> None:
    project.write("mkdocs.yml", "docs_dir: docs\n")
    project.write("docs/git/basics.md", page("Git"))
    monkeypatch.chdir(project.root / "docs/git")
    assert "What is Git?" in project.run("list").stdout
    (project.root / "docs/git/.git").mkdir()
    assert project.run("list").exit_code == 2


def test_links_follow_the_addresses_of_the_site(project: Project) -> None:
    project.write("mkdocs.yml", "site_url: https://x.example/course/\nuse_directory_urls: false\n")
    project.write("docs/git.md", page("Git"))
    project.build()
    assert b"https://x.example/course/git.html" in source_links(project)


def test_a_part_of_the_site_keeps_its_addresses_order_and_exclusions(project: Project) -> None:
    project.write(
        "mkdocs.yml",
        "site_url: https://x.example/\nnav:\n  - quiz/z.md\n  - quiz/a.md\n"
        "exclude_docs: |\n  /quiz/drafts/\n  /a.md\n  *.draft.md\n",
    )
    project.write("anki-export.toml", 'source = "docs/quiz"\n')
    for name in ("a.md", "z.md", "drafts/b.md", "c.draft.md"):
        project.write(f"docs/quiz/{name}", page(f"Topic {name[0]}", block(f"What is {name}?")))
    assert pages(project) == ["docs/quiz/z.md", "docs/quiz/a.md"]
    project.build()
    assert b"https://x.example/quiz/z/" in source_links(project)


def test_pages_outside_the_site_get_no_addresses_of_it(project: Project) -> None:
    project.write("mkdocs.yml", "site_url: https://x.example/\n")
    project.write("docs/git.md", page("Git"))
    project.write("notes/linux.md", page("Linux"))
    project.build("notes")
    assert b"x.example" not in source_links(project)


def test_a_folder_around_the_site_gives_its_pages_the_same_cards(project: Project) -> None:
    project.write("mkdocs.yml", "site_url: https://x.example/\nnav: [z.md, sub/a.md]\nexclude_docs: /drafts/\n")
    links = "[a](sub/a.md) [b](../README.md) [c](/c) [d](#d) [e](sub/dot.svg) [f](f/)"
    project.write("docs/z.md", page("Zsh", block("Why?", explanation=links)))
    project.write("docs/sub/a.md", page("Awk"))
    project.write("docs/sub/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    project.write("docs/drafts/b.md", page("Bash"))
    first = project.build().stdout.splitlines()
    assert project.build(".").stdout.startswith("Nothing changed")
    project.write("README.md", page("Readme", block("Is it on the site?", explanation="[z](docs/z.md) [x](x/)")))
    assert "Readme" in project.build(".").stdout
    assert [line.split("::")[0] for line in first[:2]] == ["Zsh", "Awk"]
    (readme,) = [row for row in listed(project, ".") if row["page"] == "README.md"]
    assert "https://" not in readme["explanation"]


def test_decks_and_questions_stand_in_the_order_of_the_navigation(project: Project) -> None:
    project.write(
        "mkdocs.yml",
        "nav:\n  - Home: index.md\n  - Part:\n      - z.md\n      - Deep:\n          - b.md\n"
        "  - Elsewhere: https://x.example/\n  - A again: b.md\n",
    )
    for name in "abz":
        project.write(f"docs/{name}.md", page(f"Topic {name}"))
    assert pages(project) == ["docs/z.md", "docs/b.md", "docs/a.md"]
    lines = project.build().stdout.splitlines()
    assert [line.split("::")[0] for line in lines[:3]] == ["Topic z", "Topic b", "Topic a"]


def test_a_navigation_without_language_folders_orders_their_pages(project: Project) -> None:
    project.write(
        "mkdocs.yml",
        "plugins:\n  - i18n:\n      docs_structure: folder\n      languages: [{locale: en}, {locale: fr}]\n"
        "nav: [z.md, a.md]\n",
    )
    for name in ("en/a.md", "en/z.md"):
        project.write(f"docs/{name}", page(f"Topic {name[3]}"))
    assert pages(project) == ["docs/en/z.md", "docs/en/a.md"]


def test_pages_that_the_site_excludes_are_skipped(project: Project) -> None:
    project.write(
        "mkdocs.yml",
        "exclude_docs: |\n  # not yet\n  drafts/\n\n  *.draft.md\n  !kept.draft.md\n  nothing-like-this/\n",
    )
    for name in ("git.md", "drafts/a.md", "b.draft.md", "kept.draft.md"):
        project.write(f"docs/{name}", page("Git", block(f"What is {name}?")))
    assert pages(project) == ["docs/git.md", "docs/kept.draft.md"]
    assert "C007" not in project.run("check").stdout
    assert pages(project, ".") == ["docs/git.md", "docs/kept.draft.md"]


@pytest.mark.parametrize(
    ("extensions", "is_math"),
    [
        ("[pymdownx.arithmatex]", True),
        ("[{pymdownx.arithmatex: {generic: true}}]", True),
        ("{pymdownx.arithmatex: {generic: true}}", True),
        ("[{pymdownx.arithmatex: {inline_syntax: [round]}}]", False),
        ("[admonition]", False),
    ],
)
def test_dollars_are_math_where_the_site_says_so(project: Project, extensions: str, is_math: bool) -> None:
    project.write("mkdocs.yml", f"markdown_extensions: {extensions}\n")
    project.write("docs/git.md", page("Git", block("Why?", "From $x$ on")))
    assert (r"\(x\)" in listed(project)[0]["answer"]) == is_math


def test_inherited_values_are_merged_and_the_nearest_wins(project: Project) -> None:
    project.write("mkdocs.yml", "INHERIT: conf/base.yml\ndocs_dir: docs\nmarkdown_extensions:\n  admonition: {}\n")
    project.write("conf/base.yml", "INHERIT: ../more.yml\ndocs_dir: other\nsite_url: https://x.example/\n")
    project.write("more.yml", "site_url: https://y.example/\nmarkdown_extensions:\n  pymdownx.arithmatex: {}\n")
    project.write("docs/git.md", page("Git", block("Why?", "From $x$ on")))
    project.build()
    assert b"https://x.example/git/" in source_links(project)
    assert r"\(x\)" in listed(project)[0]["answer"]


def test_text_is_included_from_the_base_paths_of_the_site(project: Project) -> None:
    project.write("mkdocs.yml", "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: [parts, docs]\n")
    project.write("parts/one.md", 'One.\n\n--8<-- "two.md"\n')
    project.write("parts/two.md", "Two.\n")
    project.write("docs/git.md", page("Git", block("Why?", explanation='--8<-- "one.md"')))
    explanation = listed(project)[0]["explanation"]
    assert "One." in explanation and "Two." in explanation


@pytest.mark.parametrize("base", ["", "\n      base_path: !relative $config_dir"])
def test_without_base_path_text_is_included_from_the_folder_of_the_site(project: Project, base: str) -> None:
    options = f":{base}\n" if base else "\n"
    project.write("mkdocs.yml", f"markdown_extensions:\n  - pymdownx.snippets{options}")
    project.write("parts/one.md", "One.\n")
    project.write("docs/git.md", page("Git", block("Why?", explanation='--8<-- "parts/one.md"')))
    assert "One." in listed(project)[0]["explanation"]


def test_a_site_without_snippets_includes_nothing_from_outside_its_pages(project: Project) -> None:
    project.write("mkdocs.yml", "markdown_extensions: [admonition]\n")
    project.write("parts/one.md", "One.\n")
    project.write("docs/git.md", page("Git", block("Why?", explanation='--8<-- "parts/one.md"')))
    assert "S008" in project.run("check").stdout


@pytest.mark.parametrize(
    "target",
    ["../outside.md", "../../outside.md", ".env", ".ssh/key", "linked.md", "/outside.md", "parts/../../outside.md"],
)
def test_base_paths_open_nothing_outside_the_folder_of_the_site(project: Project, target: str) -> None:
    outside = project.root.parent / "outside.md"
    outside.write_text("Secret.")
    project.write(".env", "Secret.")
    project.write(".ssh/key", "Secret.")
    (project.root / "linked.md").symlink_to(outside)
    project.write("mkdocs.yml", "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: ['.', 'parts']\n")
    project.write("parts/one.md", f'--8<-- "{target}"\n')
    for directive in (target, "one.md"):
        project.write("docs/git.md", page("Git", block("Why?", explanation=f'--8<-- "{directive}"')))
        result = project.run("check")
        assert "S008" in result.stdout and "Secret" not in result.output
        assert not any("Secret" in row["explanation"] for row in listed(project))


@pytest.mark.parametrize("base", ["..", "/", "/etc", "docs/../..", "linked"])
def test_a_base_path_outside_the_folder_of_the_site_is_reported(project: Project, base: str) -> None:
    (project.root.parent / "outside.md").write_text("Secret.")
    (project.root / "linked").symlink_to(project.root.parent)
    project.write("mkdocs.yml", f"markdown_extensions:\n  - pymdownx.snippets:\n      base_path: {base}\n")
    project.write("docs/git.md", page("Git", block("Why?", explanation='--8<-- "outside.md"')))
    told = project.run("check").stdout
    assert f"mkdocs.yml:3:1: warning C008 base_path '{base}' of pymdownx.snippets points outside the folder" in told
    assert "S008" in told


def test_pictures_and_links_stay_inside_the_pages_whatever_the_base_paths(project: Project) -> None:
    project.write("mkdocs.yml", "markdown_extensions:\n  - pymdownx.snippets:\n      base_path: ['.', 'parts']\n")
    project.write("parts/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    for address in ("../parts/dot.svg", "/../parts/dot.svg", "/dot.svg"):
        project.write("docs/git.md", page("Git", block("Why?", explanation=f"![A dot]({address})")))
        said = project.run("check").stdout
        assert "S074" in said or "S009" in said


@pytest.mark.parametrize("value", ["..", "/", "/etc", "docs/../..", "linked", '"a\\0b"', "''"])
def test_a_folder_of_pages_outside_that_of_the_site_is_reported_and_not_used(project: Project, value: str) -> None:
    (project.root / "linked").symlink_to(project.root.parent)
    project.write("mkdocs.yml", f"site_name: Course\ndocs_dir: {value}\n")
    project.write("docs/git.md", page("Git"))
    (project.root.parent / "other.md").write_text(page("Other"))
    assert pages(project) == ["docs/git.md"]
    assert "mkdocs.yml:2:1: warning C008 docs_dir " in project.run("check").stdout


BROKEN = {
    "a tab": (b"site_name: a\n\tb: c\n", "mkdocs.yml:2:1: warning C008 invalid YAML: "),
    "not UTF-8": (b"site_name: a\nnav: \xff\n", "mkdocs.yml:2:1: warning C008 the file is not UTF-8"),
    "a list": (b"- a\n", "mkdocs.yml: warning C008 the file is not a mapping"),
    "two documents": (b"a: b\n---\nc: d\n", "mkdocs.yml:2:1: warning C008 invalid YAML: "),
    "too large": (b"#" * (1 << 19), "mkdocs.yml: warning C008 can't be read: larger than"),
    "too deep": (b"a: " + b"[" * 5000, "mkdocs.yml: warning C008 invalid YAML: nested too deeply"),
    "a circle of aliases": (b"nav: &a [*a]\n", "mkdocs.yml:1:6: warning C008 invalid YAML: an alias contains itself"),
    "a control character": (b"a: \x01\n", "mkdocs.yml: warning C008 invalid YAML: "),
    "a list for a text": (b"docs_dir: [a]\n", "mkdocs.yml:1:1: warning C008 docs_dir is not text"),
    "a text for a list": (b"nav: index.md\n", "mkdocs.yml:1:1: warning C008 nav is not a list"),
    "a list of patterns": (b"exclude_docs: [a]\n", "mkdocs.yml:1:1: warning C008 exclude_docs is not text with"),
    "a word for a truth": (b"use_directory_urls: maybe\n", "mkdocs.yml:1:1: warning C008 use_directory_urls is not"),
    "nothing": (b"\n", "mkdocs.yml: warning C008 the file is empty"),
    "no address": (b"site_url: javascript:alert(1)\n", "mkdocs.yml:1:1: warning C008 site_url can't be 'javascript"),
    "a pattern with catastrophic backtracking": (
        b"exclude_docs: a*a*a*a*b\n",
        "mkdocs.yml:1:1: warning C008 exclude can't be",
    ),
    "an inherited number": (b"INHERIT: [1]\n", "mkdocs.yml:1:1: warning C008 INHERIT is not the path"),
    "an inherited file that is missing": (
        b"INHERIT: a.yml\n",
        "mkdocs.yml:1:1: warning C008 INHERIT: 'a.yml' can't be",
    ),
    "an inherited folder": (b"INHERIT: docs\n", "mkdocs.yml:1:1: warning C008 INHERIT: 'docs' can't be read"),
    "an inherited file above": (
        b"INHERIT: ../a.yml\n",
        "mkdocs.yml:1:1: warning C008 INHERIT: '../a.yml' can't be read",
    ),
    "an inherited file of the system": (b"INHERIT: /etc/passwd\n", "mkdocs.yml:1:1: warning C008 INHERIT: '/etc/pas"),
    "an inherited file that inherits from it": (
        b"INHERIT: circle.yml\n",
        "circle.yml:1:1: warning C008 INHERIT is",
    ),
    "extensions that are none": (
        b"markdown_extensions: {pymdownx.snippets: {base_path: [1, {a: b}]}}\n",
        "C008 base_pa",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_reported_and_the_defaults_apply(project: Project, case: str) -> None:
    content, told = BROKEN[case]
    project.write("mkdocs.yml", content)
    project.write("circle.yml", "INHERIT: mkdocs.yml\n")
    (project.root.parent / "a.yml").write_text("docs_dir: secret")
    project.write("docs/git.md", page("Git"))
    result = project.run("check")
    assert told in result.stdout and "Traceback" not in result.output
    assert result.exit_code == 0
    assert pages(project) == ["docs/git.md"]
    assert "Wrote 1 deck with 1 card" in project.build().stdout


SITE = "site_url: https://x.example/\nuse_directory_urls: false\n"
ONLY_WARNS = {"a list of patterns", "a pattern with catastrophic backtracking", "extensions that are none"}
OWN = 'source = "docs"\nsite_url = "https://x.example/"\ndirectory_urls = false\ndollar_math = false\n'


def released_site(project: Project) -> dict[str, bytes]:
    """A site with a released card; all files of its decks."""
    project.write("mkdocs.yml", SITE)
    project.write("docs/git.md", page("Git"))
    project.build()
    return project.state()


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_and_changes_released_cards_stops_a_build(project: Project, case: str) -> None:
    content, told = BROKEN[case]
    before = released_site(project)
    project.write("circle.yml", "INHERIT: mkdocs.yml\n")
    project.write("mkdocs.yml", content)
    if case in ONLY_WARNS:
        assert told in project.run("check").stdout
        return
    for command in (["check"], ["diff"], ["build"], ["build", "--strict"]):
        result = project.run(*command)
        assert told.replace("warning C008", "error C009") in result.output
        assert result.output.count("C009") == 1 and "C008" not in result.output
        assert result.exit_code == 1
    assert project.state() == before


def test_a_broken_site_only_warns_if_our_own_settings_say_what_cards_have_from_it(project: Project) -> None:
    before = released_site(project)
    project.write("anki-export.toml", OWN)
    project.write("mkdocs.yml", "site_url: [\n")
    result = project.build()
    assert "warning C008" in result.stderr
    assert "Nothing changed" in result.stdout
    assert project.state() == before
    for line in OWN.splitlines():
        project.write("anki-export.toml", OWN.replace(line, ""))
        assert "error C009" in project.run("build").stderr


def test_a_site_whose_cards_are_all_retired_only_warns(project: Project) -> None:
    released_site(project)
    lock = project.root / "decks/lock.json"
    lock.write_text(lock.read_text().replace('"digest"', '"retired": "2.0.0", "digest"'))
    project.write("mkdocs.yml", "site_url: [\n")
    assert "warning C008" in project.run("check").stdout


def test_what_an_inheriting_file_sets_itself_is_not_lost_with_the_inherited_one(project: Project) -> None:
    project.write("base.yml", "docs_dir: docs\n")
    project.write("mkdocs.yml", f"INHERIT: base.yml\n{SITE}docs_dir: docs\n")
    project.write("docs/git.md", page("Git"))
    project.build()
    project.write("base.yml", "docs_dir: [\n")
    assert "base.yml:2:1: error C009 invalid YAML" in project.run("check").stdout
    project.write("mkdocs.yml", f"INHERIT: base.yml\n{SITE}docs_dir: docs\nmarkdown_extensions: []\n")
    assert "base.yml:2:1: warning C008 invalid YAML" in project.run("check").stdout


def test_a_broken_address_of_a_site_with_other_pages_only_warns(project: Project) -> None:
    project.write("anki-export.toml", 'source = "cards"\n')
    project.write("mkdocs.yml", SITE)
    project.write("cards/git.md", page("Git"))
    project.write("docs/index.md", "# Home\n")
    project.build()
    project.write("mkdocs.yml", "site_url: [a]\n")
    assert "warning C008 site_url is not text" in project.run("check").stdout


def test_broken_toml_is_reported_with_its_line(project: Project) -> None:
    project.write("zensical.toml", "[project]\nsite_name = \n")
    project.write("docs/git.md", page("Git"))
    assert project.run("check").stdout.startswith("zensical.toml:2:13: warning C008 invalid TOML: Invalid value")


def test_tags_run_nothing_and_read_nothing(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLACE", "https://secret.example/")
    ran = project.root / "ran"
    project.write(
        "mkdocs.yml",
        f"site_url: !ENV [PLACE, HOME, 'https://x.example/']\nsite_name: !ENV PLACE\n"
        f"a: !!python/object/apply:os.system ['touch {ran}']\n"
        f"b: !!python/object/new:subprocess.Popen [['touch', '{ran}']]\n"
        "c: !!python/name:material.extensions.emoji.twemoji\nd: !!python/module:antigravity\ne: !unknown {f: 1}\n",
    )
    project.write("docs/git.md", page("Git"))
    assert "C008" not in project.run("check").stdout
    project.build()
    assert b"https://x.example/git/" in source_links(project) and b"secret" not in source_links(project)
    assert not ran.exists()


def test_what_yaml_says_is_text_unless_it_is_a_structure_or_a_truth() -> None:
    content = "a: 1\nb: 2026-99-99\nc: 0x1F\nd: yes\ne: ~\nf: !!binary x\ng: 1:30\nh: !!set {i, j}\n404: k\n"
    assert parse_yaml(content) == {
        "a": "1", "b": "2026-99-99", "c": "0x1F", "d": True, "e": None, "f": "x", "g": "1:30",
        "h": {"i": None, "j": None}, "404": "k",
    }  # fmt: skip


@pytest.mark.parametrize("merge", ["", "<<: "])
def test_aliases_that_multiply_are_refused_at_once(merge: str) -> None:
    rows = ["a0: &a0 {x: y}" if merge else "a0: &a0 [x, x]"]
    rows += [
        f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" if merge else f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]"
        for n in range(1, 40)
    ]
    with pytest.raises(BrokenYaml, match="more than 100,000 values"):
        parse_yaml("\n".join(rows))


def test_a_chain_of_inherited_files_ends(project: Project) -> None:
    for n in range(20):
        project.write("mkdocs.yml" if n == 0 else f"{n}.yml", f"INHERIT: {n + 1}.yml\n")
    project.write("20.yml", "docs_dir: far\n")
    project.write("docs/git.md", page("Git"))
    assert "warning C008 INHERIT goes through more than 10 files" in project.run("check").stdout
    assert pages(project) == ["docs/git.md"]


def test_a_configuration_that_is_a_pipe_does_not_block(project: Project) -> None:
    os.mkfifo(project.root / "mkdocs.yml")
    project.write("docs/git.md", page("Git"))
    assert "mkdocs.yml: warning C008 can't be read: is not a regular file" in project.run("check").stdout


def test_a_build_without_changes_notices_an_edit_of_the_configuration(project: Project) -> None:
    project.write("mkdocs.yml", "INHERIT: base.yml\n")
    base = project.write("base.yml", "site_url: https://x.example/\n")
    project.write("docs/git.md", page("Git"))
    project.build()
    assert project.build().stdout.startswith("Nothing changed")
    base.write_text("site_url: https://y.example/\n")
    assert "1 revised" in project.build().stdout
    assert project.build().stdout.startswith("Nothing changed")
    project.write("properdocs.yml", "site_url: https://z.example/\n")
    assert "1 revised" in project.build().stdout
    assert b"https://z.example/git/" in source_links(project)


def test_the_preview_notices_an_edit_of_the_configuration(project: Project) -> None:
    from anki_export import watched

    project.write("mkdocs.yml", "INHERIT: base.yml\n")
    base = project.write("base.yml", "site_url: https://x.example/\n")
    project.write("docs/git.md", page("Git"))
    before = watched()
    base.write_text("site_url: https://yy.example/\n")
    between = watched()
    project.write("zensical.toml", "[project]\n")
    assert before != between != watched()


def test_a_missing_folder_is_reported_with_what_names_it(project: Project) -> None:
    project.write("mkdocs.yml", "docs_dir: content\n")
    result = project.run("build")
    assert result.exit_code == 2
    assert "content: no such file or folder, but mkdocs.yml has its pages there." in result.stderr
    project.write("anki-export.toml", 'source = "mine"\n')
    assert (
        "mine: no such file or folder. It is the setting `source` in anki-export.toml:1:1."
        in project.run("build").stderr
    )


def test_an_unreadable_place_of_the_pages_says_nothing_of_other_folders(project: Project) -> None:
    project.write("mkdocs.yml", f"docs_dir: {Path('/root/secret')}\n")
    project.write("docs/git.md", page("Git"))
    assert "points outside the folder of the file" in project.run("check").stdout
