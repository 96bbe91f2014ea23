"""Other people's sites and repositories: one command, an empty home, and no settings."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from anki_export.settings import NAMES, Settings, load_settings
from anki_export.settings.initial_file import MEANINGS
from tests.support.project import NOON, Project, block


def page(title: str, *blocks: str) -> str:
    return f"# {title}\n\n" + "\n\n".join(blocks) + "\n"


def run_alone(project: Project, *args: str, folder: str = ".") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, with an empty home and hardly any environment."""
    home = project.root.parent / "home"
    home.mkdir(exist_ok=True)
    names = ("PATH", "SYSTEMROOT", "PYTHONPATH", "VIRTUAL_ENV")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    environment |= {"HOME": str(home), "SOURCE_DATE_EPOCH": str(NOON)}
    environment["PYTHONPATH"] = str(Path(__file__).parents[1])
    command = [sys.executable, "-m", "anki_export", *args]
    return subprocess.run(
        command, cwd=project.root / folder, env=environment, capture_output=True, text=True, check=False
    )


def index(project: Project) -> dict[str, int]:
    rows = json.loads((project.root / "decks/index.json").read_text())["decks"]
    return {row["name"]: row["cards"] for row in rows}


MKDOCS = """\
site_name: Everything about shells
site_url: !ENV [SITE_URL, "https://shells.example/"]
theme:
  name: material
  custom_dir: !ENV THEME
plugins: [search, {tags: {}}]
exclude_docs: |
  drafts/
markdown_extensions:
  - admonition
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.snippets: {base_path: [parts]}
  - toc:
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
"""


def test_a_mkdocs_site_needs_one_command(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS)
    project.write("parts/note.md", "Every shell has one.")
    project.write("docs/index.md", "# Welcome\n\nNo questions here.\n")
    project.write(
        "docs/zsh.md",
        page(
            "Zsh - Basics",
            block("What is a glob?", "A pattern", '--8<-- "note.md"'),
            block("How many files match?", "At most $2^n$", "See [Bash](bash.md)."),
        ),
    )
    project.write("docs/bash.md", page("Bash - Basics", block("What is a pipe?", "A queue")))
    project.write("docs/drafts/fish.md", page("Fish - Basics", block("Is it ready?", "No")))
    result = run_alone(project, "build")
    assert (result.returncode, result.stderr) == (0, "")
    assert index(project) == {"Zsh::1 Basics": 2, "Bash::1 Basics": 1}
    rows = json.loads(run_alone(project, "list", "--format", "json").stdout)
    (glob,) = [row for row in rows if row["question_text"] == "What is a glob?"]
    assert "Every shell has one." in glob["explanation"]
    (many,) = [row for row in rows if row["question_text"] == "How many files match?"]
    assert r"\(2^n\)" in many["answer"] and 'href="https://shells.example/bash/"' in many["explanation"]
    assert not any((project.root.parent / "home").rglob("*.toml"))


def test_one_readme_needs_one_command(project: Project) -> None:
    readme = page("Shell Interview Questions - Basics", block("What is a glob?", "A pattern"))
    for name in ("README.md", "OTHER.md", "sub/README.md"):
        project.write(name, readme)
    result = run_alone(project, "build", "README.md")
    assert (result.returncode, result.stderr) == (0, "")
    assert index(project) == {"Shell::1 Basics": 1}
    assert {path.name for path in project.root.iterdir()} == {"README.md", "OTHER.md", "sub", "decks"}


def test_a_cloned_site_with_sections_needs_one_command_from_any_of_its_folders(project: Project) -> None:
    project.write(".git/HEAD", "ref: refs/heads/main\n")
    project.write(
        "mkdocs.yml",
        "site_name: Course\ndocs_dir: content\nnav:\n  - Start: index.md\n  - 2. Shells:\n      - Zsh: shells/zsh.md\n"
        "      - Bash: shells/bash.md\n  - 1. Editors:\n      - editors/vi.md\n",
    )
    project.write("content/index.md", "# Welcome\n")
    for path, topic in (("editors/vi", "Vi"), ("shells/bash", "Bash"), ("shells/zsh", "Zsh"), ("more", "Awk")):
        project.write(f"content/{path}.md", page(f"{topic} - Basics", block(f"What is {topic}?")))
    result = run_alone(project, "build", folder="content/shells")
    assert (result.returncode, result.stderr) == (0, "")
    names = [line.split("::")[0] for line in result.stdout.splitlines() if "::" in line]
    assert names == ["Zsh", "Bash", "Vi", "Awk"]
    assert run_alone(project, "build").stdout.startswith("Nothing changed: 4 decks, 4 cards")


PASSED_OVER = [
    ".hidden/a.md",
    ".github/CONTRIBUTING.md",
    ".github/quiz.md",
    "packages/one/.github/ISSUE_TEMPLATE/quiz.md",
    "lessons/.github/notes.md",
    "node_modules/package/README.md",
    "packages/one/node_modules/package/README.md",
    "env/lib/a.md",
    "conda/lib/a.md",
    "lib/site-packages/a/README.md",
    "CONTRIBUTING.md",
    "contributing.md",
    "AGENTS.md",
    "packages/one/CLAUDE.md",
    "CHANGELOG.md",
    "packages/one/CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "docs/code_of_conduct.md",
    "SECURITY.md",
    "LICENSE.md",
    "LICENSE.markdown",
]
READ = [
    "README.md",
    "security.md",
    "docs/license.md",
    "security/basics.md",
    "envs/a.md",
    "changelogs.md",
    "claude.md",
    "lessons/.github/quiz-after.md",
    "contributing/quiz.md",
]


def repository(project: Project) -> None:
    for number, path in enumerate([*PASSED_OVER, *READ]):
        project.write(path, page("Shells - Basics", block(f"What is number {number}?")))
    project.write("env/pyvenv.cfg", "home = /usr/bin\n")
    project.write("conda/conda-meta/history", "")


def pages(project: Project, *args: str) -> set[str]:
    return {row["page"] for row in json.loads(project.run("list", "--format", "json", *args).stdout)}


def test_a_whole_repository_is_read_without_tools_and_files_about_the_project(project: Project) -> None:
    repository(project)
    assert pages(project, ".") == set(READ)


def test_a_repository_that_the_settings_name_is_read_alike(project: Project) -> None:
    repository(project)
    project.write("anki-export.toml", 'source = "."\n')
    assert pages(project) == set(READ)


def test_the_pages_of_a_site_are_read_alike(project: Project) -> None:
    repository(project)
    project.write("mkdocs.yml", "docs_dir: .\n")
    assert pages(project) == set(READ)


def test_a_folder_of_pages_that_the_settings_name_is_read_whole(project: Project) -> None:
    project.write("source/CHANGELOG.md", page("Shells - Basics", block("What is it?")))
    assert pages(project) == {"source/CHANGELOG.md"}


def test_a_page_that_is_named_is_read_whatever_its_name(project: Project) -> None:
    repository(project)
    assert pages(project, "CHANGELOG.md") == {"CHANGELOG.md"}
    project.write("mkdocs.yml", "docs_dir: docs\n")
    assert pages(project, "docs/code_of_conduct.md") == {"docs/code_of_conduct.md"}


def test_what_was_looked_for_is_named_when_nothing_is_found(project: Project) -> None:
    result = project.run("build")
    assert result.exit_code == 2
    for name in (
        "source: no such",
        "anki-export.toml",
        "pyproject.toml",
        "zensical.toml",
        "properdocs.yml",
        "mkdocs.yml",
    ):
        assert name in result.stderr
    assert "anki-export build README.md" in result.stderr


def uncommented(text: str) -> str:
    return "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line)


def test_init_writes_what_the_site_says_in_comments(project: Project) -> None:
    project.write("mkdocs.yml", MKDOCS)
    project.write("docs/zsh.md", page("Zsh - Basics", block("What is a glob?")))
    before = project.run("list", "--format", "json").stdout
    assert project.run("init").stdout.startswith("Wrote anki-export.toml.")
    text = (project.root / "anki-export.toml").read_text()
    assert tomllib.loads(text) == {}
    found = tomllib.loads(uncommented(text))
    assert found.keys() == {name for name in NAMES if getattr(Settings(), name) is not None} | {"dollar_math"}
    assert found["source"] == "docs" and found["exclude"] == ["drafts/"] and found["dollar_math"] is True
    assert "# Found in mkdocs.yml:\n" in text
    assert project.run("list", "--format", "json").stdout == before
    project.write("anki-export.toml", uncommented(text))
    assert project.run("list", "--format", "json").stdout == before


def test_init_writes_beside_the_site_and_only_once(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write("mkdocs.yml", "site_name: Shells\n")
    project.write("docs/zsh.md", page("Zsh - Basics", block("What is a glob?")))
    monkeypatch.chdir(project.root / "docs")
    assert project.run("init").exit_code == 0
    own = project.root / "anki-export.toml"
    own.write_text("# mine\n")
    result = project.run("init")
    assert result.exit_code == 2 and "anki-export.toml has settings already" in result.stderr
    assert own.read_text() == "# mine\n"


def test_init_leaves_settings_in_pyproject_alone(project: Project) -> None:
    project.write("pyproject.toml", "[tool.anki-export]\nanswer_limit = 1\n")
    result = project.run("init")
    assert result.exit_code == 2 and "pyproject.toml has settings already" in result.stderr
    assert not (project.root / "anki-export.toml").exists()


def test_after_init_in_a_repository_of_pages_a_build_needs_no_argument(project: Project) -> None:
    repository(project)
    project.run("init")
    assert pages(project) == set(READ)


def test_what_init_writes_is_valid_whatever_the_site_says(project: Project) -> None:
    project.write("mkdocs.yml", 'docs_dir: \'a \\\\ "b" # c\'\nexclude_docs: |\n  \\"x\\\\#\n  \u2028y\n')
    project.write('a \\ "b" # c/zsh.md', page("Zsh - Basics", block("What is a glob?")))
    project.run("init")
    text = (project.root / "anki-export.toml").read_text()
    settings, report = load_settings(project.root / "anki-export.toml", "x", uncommented(text).encode())
    assert settings and not report
    assert tomllib.loads(text) == {}


def test_init_explains_every_setting() -> None:
    assert MEANINGS.keys() == set(NAMES)
