"""Every setting takes effect, and problems are reported with their line."""

import json
import time
from pathlib import Path

import pytest

from anki_export.settings import AUTO, FORMAT_NAMES, load_settings
from anki_export.source.formats import FORMATS
from tests.support.project import Project, block

PAGE = block("Why?", "From $x$ on")


def row(project: Project) -> dict[str, str]:
    (found,) = json.loads(project.run("list", "--format", "json").stdout)
    assert isinstance(found, dict)
    return found


EFFECTS = {
    "source": ('source = "pages"', "pages/git/basics.md", "page", "pages/git/basics.md"),
    "dollar_math": ("dollar_math = true", "source/git/basics.md", "answer", r"<p>From \(x\) on.</p>"),
    "levels": ('levels = ["Hard"]', "source/git/hard.md", "level", "Hard"),
}


@pytest.mark.parametrize("name", EFFECTS)
def test_a_setting_takes_effect_on_questions(project: Project, name: str) -> None:
    line, path, key, value = EFFECTS[name]
    project.write("anki-export.toml", line)
    project.write(path, PAGE)
    assert row(project)[key] == value


AREAS = """??? question "What are the areas of a repository?"
    - **Working tree**: the files that you edit. It is an ordinary folder, and nothing is added to it but one folder.
    - **Index**: what the next commit will hold. One command copies files to it, and another one shows how it differs.
    - **Object store**: all that was ever committed. It only grows, until a command
      removes those of them that nothing reaches.
"""


def test_an_answer_is_shortened_unless_the_settings_say_no_and_keeps_its_card(project: Project) -> None:
    project.write("anki-export.toml", "short_answers = false")
    project.write("source/git/basics.md", AREAS)
    project.build()
    whole = row(project)
    (project.root / "anki-export.toml").unlink()
    project.build()
    short = row(project)
    assert (whole["rule"], short["rule"]) == ("single", "heads")
    assert short["answer_text"] == "Working tree\nIndex\nObject store"
    assert short["explanation_text"] == whole["answer_text"]
    assert (short["guid"], short["version"]) == (whole["guid"], "1.0.1")


def test_decks_go_where_the_settings_say(project: Project) -> None:
    project.write("anki-export.toml", 'decks = "out/anki"')
    project.write("source/git/basics.md", PAGE)
    project.build()
    assert (project.root / "out/anki/git-basics-1.0.0.apkg").exists()


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("", "https://example.org/q/git/basics/"),
        ("directory_urls = false", "https://example.org/q/git/basics.html"),
    ],
    ids=["with folders", "with .html"],
)
def test_cards_link_to_their_page(project: Project, line: str, address: str) -> None:
    import zipfile

    project.write("anki-export.toml", f'site_url = "https://example.org/q"\n{line}\n')
    project.write("source/git/basics.md", block("Why?", explanation="See [the index](index.md) and [x](../a.md#b)."))
    project.build()
    database = zipfile.ZipFile(project.packages()[0]).read("collection.anki2")
    assert database.count(address.encode()) == 3  # the field, and address and text of the link in the description
    assert ("/q/git/index.html" in row(project)["explanation"]) == bool(line)


EXCLUDED = {
    "drafts/*": {"drafts/a.md", "drafts/deep/b.md"},
    "/drafts/*": {"drafts/a.md", "drafts/deep/b.md"},
    "/drafts/": {"drafts/a.md", "drafts/deep/b.md"},
    "drafts/": {"drafts/a.md", "drafts/deep/b.md", "git/drafts/c.md"},
    "**/drafts/*": {"drafts/a.md", "drafts/deep/b.md", "git/drafts/c.md"},
    "**/drafts/**": {"drafts/a.md", "drafts/deep/b.md", "git/drafts/c.md"},
    "**/deep/b.md": {"drafts/deep/b.md"},
    'drafts/*", "!b.md': {"drafts/a.md"},
    "drafts/**": {"drafts/a.md", "drafts/deep/b.md"},
    "drafts": {"drafts/a.md", "drafts/deep/b.md", "git/drafts/c.md"},
    "*.draft.md": {"git/d.draft.md"},
    "git/drafts/c.md": {"git/drafts/c.md"},
}


@pytest.mark.parametrize("pattern", EXCLUDED)
def test_excluded_pages_are_passed_over(project: Project, pattern: str) -> None:
    pages = {"drafts/a.md", "drafts/deep/b.md", "git/drafts/c.md", "git/d.draft.md", "git/e.md"}
    for page in pages:
        project.write(f"source/{page}", f"---\ntopic: Git\nlevel: basics\n---\n\n{block(f'What is {page}?')}\n")
    project.write("anki-export.toml", f'exclude = ["{pattern}"]')
    listed = {r["page"].removeprefix("source/") for r in json.loads(project.run("list", "--format", "json").stdout)}
    assert listed == pages - EXCLUDED[pattern]


@pytest.mark.parametrize("pattern", ["draft/*", "git/e", "./drafts", "*.png", "!kept.md"])
def test_a_pattern_that_matches_no_page_is_reported_at_its_setting(project: Project, pattern: str) -> None:
    project.write("source/drafts/basics.md", PAGE)
    project.page("basics", PAGE)
    project.write("anki-export.toml", f'source = "source"\nexclude = ["{pattern}"]')
    told = f"anki-export.toml:2:1: warning C007 exclude pattern '{pattern}' matches no page"
    assert told in project.run("check").stdout
    assert "C007" not in project.run("check", "source/git").stdout
    project.write("elsewhere/git/basics.md", PAGE)
    assert "C007" not in project.run("check", "elsewhere").stdout


def test_a_pattern_that_excludes_a_page_is_not_reported(project: Project) -> None:
    project.write("source/drafts/basics.md", PAGE)
    project.page("basics", PAGE)
    project.write("anki-export.toml", 'exclude = ["drafts/", "drafts/basics.md", "!git"]')
    assert project.run("check").stdout == "1 page, 1 question: no problems found.\n"


def test_an_excluded_link_that_leads_out_of_the_source_is_not_reported(project: Project, tmp_path: Path) -> None:
    project.page("basics", PAGE)
    (project.root / "source/elsewhere").symlink_to(tmp_path)
    assert "F013" in project.run("check").stdout
    project.write("anki-export.toml", 'exclude = ["elsewhere"]')
    assert "F013" not in project.run("check").stdout


def test_no_pattern_takes_for_ever(project: Project) -> None:
    project.write("source/" + "/".join(["a" * 200] * 10) + "b.md", PAGE)
    project.write("anki-export.toml", 'exclude = ["*a*a*ax", "**/*a*a*ax/**", "*a/**/*ax", "/*a*a/*/*ax", "*/*/*/*/x"]')
    started = time.process_time()
    assert "C003" not in project.run("check").stdout
    assert time.process_time() - started < 10


def test_a_file_of_ones_own_counts_before_pyproject(project: Project) -> None:
    project.write("anki-export.toml", 'source = "mine"')
    project.write("pyproject.toml", '[tool.anki-export]\nsource = "theirs"\n')
    project.write("mine/git/basics.md", PAGE)
    assert row(project)["page"] == "mine/git/basics.md"


@pytest.mark.parametrize("end", ['"><img src=x onerror=1>', "[sound:a.mp3]", r"\\(x\\)", "'", "{{x}}", " x", "<b>"])
def test_an_address_that_would_be_more_than_one_on_a_card_is_an_error(project: Project, end: str) -> None:
    project.write("source/git/basics.md", PAGE)
    project.write("anki-export.toml", f"""site_url = '''https://example.org/{end}'''""")
    assert "anki-export.toml:1:1: error C003 invalid value for site_url:" in project.run("check").stdout


@pytest.mark.parametrize(
    "address", ["http://[::1]", "https://b\u00fccher.example/a~b/(c);d?e=f&g=1#h", "http://a.example:80"]
)
def test_an_address_of_a_site_is_one(project: Project, address: str) -> None:
    project.write("source/git/basics.md", PAGE)
    project.write("anki-export.toml", f'site_url = "{address}"')
    assert "C003" not in project.run("check").stdout


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"source = '\xff'", ":1:1: error C001 the file is not UTF-8"),
        (b"[tool]\nanki-export = 3\n", ":1:1: error C003 tool.anki-export is not a table"),
        (b'[tool.anki-export]\nsource = "a\\u001bb"\n', ":2:1: error C003 invalid value for source:"),
        (b'[tool.anki-export]\nextra_css = "a\\u0000b.css"\n', ":2:1: error C003 invalid value for extra_css:"),
        (b"[tool.anki-export]\naccent = '#fff; } a { x: y'\n", ":2:1: error C003 invalid value for accent:"),
        (b"[tool.anki-export]\naccent_night = '#12345'\n", ":2:1: error C003 invalid value for accent_night:"),
        (
            b"[tool.anki-export]\nsite_url = 'javascript://example.org/%0ax'\n",
            ":2:1: error C003 invalid value for site_url:",
        ),
        (b"[tool.anki-export]\nlevels = ['Easy', '!']\n", ":2:1: error C003 invalid value for levels:"),
        (b"[tool.anki-export]\nlevels = ['A::B']\n", ":2:1: error C003 invalid value for levels:"),
        (b"[tool.anki-export]\nlevels = ['" + b"x" * 99 + b"']\n", ":2:1: error C003 invalid value for levels:"),
        (b"[tool.anki-export]\nhome = '/'\n", ":2:1: error C002 unknown setting 'home'"),
        (b"[tool.anki-export]\naccent = 'blue'\n", ":2:1: error C003 invalid value for accent:"),
        (b"[tool.anki-export]\nfont = 'a; } body { x: y'\n", ":2:1: error C003 invalid value for font:"),
        (b'[tool.anki-export]\nfont = "\'Open"\n', ":2:1: error C003 invalid value for font:"),
        (b"[tool.anki-export]\nexclude = ['.']\n", ":2:1: error C003 invalid value for exclude:"),
        (b"[tool.anki-export]\nexclude = ['[z-a]']\n", ":2:1: error C003 invalid value for exclude:"),
        (b"[tool.anki-export]\nexclude = ['!']\n", ":2:1: error C003 invalid value for exclude:"),
        (b"[tool.anki-export]\nexclude = ['*a*a*a*a']\n", ":2:1: error C003 invalid value for exclude:"),
        (b"[tool.anki-export]\nexclude = ['a/**/b/**/c/**/*d']\n", ":2:1: error C003 invalid value for exclude:"),
        (b"[tool.anki-export]\nexclude = ['# drafts']\n", ":2:1: error C003 invalid value for exclude:"),
        (b"[tool.anki-export]\nsite_url = 'http://[x'\n", ":2:1: error C003 invalid value for site_url:"),
        (b"[tool.anki-export]\ndecks = 'a\\u0000b'\n", ""),
        (b"[tool.anki-export]\nparent = '::'\n", ":2:1: error C003 invalid value for parent: '::'"),
        (b"[tool.anki-export]\ndeck-by = 'page'\n", ":2:1: error C003 invalid value for deck-by: 'page'"),
        (b"[tool.anki-export]\nanswer_limit = -1\n", ":2:1: error C003 invalid value for answer_limit: -1"),
        (b"[tool.anki-export]\nanswer_limit = 0\n", ""),
        (b"[tool.anki-export]\nformats = 'auto'\n", ":2:1: error C003 invalid value for formats: 'auto'"),
        (
            b"[tool.anki-export]\nformats = ['auto', 'headings']\n",
            ":2:1: error C003 unknown question format 'headings'\n    hint: did you mean 'heading'? The formats are",
        ),
        (b"[tool.anki-export]\nformats = []\n", ""),
        (
            b"[tool.anki-export]\n\n[tool.anki-export.page_formats]\n'a/' = ['auto']\n'b/' = ['xyz']\n",
            ":5:1: error C003 unknown question format 'xyz'\n    hint: use one of auto, ",
        ),
        (b"[tool.anki-export.page_formats]\n'!a' = ['auto']\n", ":1:1: error C003 invalid value for page_formats:"),
        (b"[tool.anki-export]\npage_formats = ['auto']\n", ":2:1: error C003 invalid value for page_formats:"),
    ],
    ids=[
        "not UTF-8",
        "no table",
        "a folder with an escape of a terminal",
        "a file with a NUL",
        "more than a colour",
        "half a colour",
        "an address that runs",
        "a level without a word",
        "a level of two parts",
        "a level too long",
        "what is not to be set",
        "no colour",
        "more than a font",
        "an open quote",
        "a pattern that names all",
        "a range of letters backwards",
        "a pattern that names nothing",
        "more stars than can be matched soon",
        "more folders at any depth than can be matched soon",
        "a comment for a pattern",
        "no address",
        "a backslash in a literal",
        "a parent without a name",
        "decks by what is not known",
        "fewer words than none",
        "no limit of words",
        "a name for a list of names",
        "a format that is nearly one",
        "no formats",
        "a format of some pages that is none",
        "a pattern that takes back",
        "no table of pages",
    ],
)
def test_what_is_wrong_is_told(content: bytes, message: str) -> None:
    _, report = load_settings(Path("pyproject.toml"), "pyproject.toml", content)
    assert "".join(str(d) for d in report).startswith(f"pyproject.toml{message}" if message else "")
    assert bool(report) == bool(message)


HEADINGS = """\
---
topic: Git
level: basics
---

??? question "What is a tag?"
    A name.

## What is a branch?

A name that moves.

## Remotes

Other repositories.

## Stashes

Changes that are put aside.
"""


@pytest.mark.parametrize(
    ("settings", "front", "asked"),
    [
        ("", "", ["tag"]),
        ('formats = ["auto"]', "", ["tag"]),
        ('formats = ["auto", "heading"]', "", ["tag", "branch"]),
        ('formats = ["heading"]', "", ["branch"]),
        ("formats = []", "", []),
        ('[page_formats]\n"git/" = ["heading"]', "", ["branch"]),
        ('[page_formats]\n"*.md" = ["auto", "heading"]\n"/git/**" = ["auto"]', "", ["tag"]),
        ('[page_formats]\n"/git/**" = ["auto"]\n"*.md" = ["auto", "heading"]', "", ["tag", "branch"]),
        ('formats = ["heading"]\n[page_formats]\n"hub/" = ["auto"]', "", ["branch"]),
        ("", "formats: heading", ["branch"]),
        ("", "formats: [auto, heading]", ["tag", "branch"]),
        ('formats = ["heading"]', "formats: auto", ["tag"]),
        ('formats = ["heading"]', "formats: heding", ["branch"]),
        ('formats = ["heading"]', "formats: []", []),
    ],
)
def test_formats_are_named_for_all_pages_some_pages_and_a_page(
    project: Project, settings: str, front: str, asked: list[str]
) -> None:
    project.write("anki-export.toml", settings)
    project.write("source/git/basics.md", HEADINGS.replace("level: basics", f"level: basics\n{front}".strip()))
    rows = json.loads(project.run("list", "--format", "json").stdout)
    assert [row["question"] for row in rows] == [f"What is a {word}?" for word in asked]


def test_ids_and_fixes_are_written_where_a_build_finds_questions(project: Project) -> None:
    import subprocess

    project.write("anki-export.toml", '[page_formats]\n"git/" = ["heading"]')
    page = project.write("source/git/basics.md", HEADINGS.replace("## What", "## 3. What"))
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=project.root, check=True)
    assert project.run("pin").exit_code == 0
    assert "## 3. What is a branch?\n<!-- card: branch -->\n" in page.read_text()
    assert page.read_text().count("card:") == 1


def test_every_format_can_be_named() -> None:
    assert sorted(FORMAT_NAMES) == sorted([AUTO, *(format.name for format in FORMATS)])


@pytest.mark.parametrize("header", ["[tool.anki-export]", "[ tool . 'anki-export' ]  # ours"])
def test_the_header_of_pyproject_in_a_file_of_ones_own_is_to_be_removed(project: Project, header: str) -> None:
    project.write("source/git/basics.md", PAGE)
    project.write("anki-export.toml", f'accent = "#0b57d0"\n{header}\nsource = "source"\n')
    told = project.run("check").stdout
    assert told.startswith(
        "anki-export.toml:2:1: error C002 the header [tool.anki-export] belongs in pyproject.toml only\n"
        "    hint: remove this header\n"
    )
    assert told.count(" error ") == 1
