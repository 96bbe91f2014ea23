"""The documentation is true: its commands are run, its links lead somewhere, and its tables are complete.

A page is a session in an empty folder, and so is each section of a page of diagnostics. From top to bottom,

- a code block with a title is the file of that name: the test writes it;
- a block `console` holds commands and what they print; a line `...` stands for any lines.

Both also work inside HTML comments, where readers do not see them: so a page can set up what it takes for granted.
`python -m tests.test_docs [PAGE]...` runs the commands and writes what they print into the pages: read the diff before
you commit it.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner
from msgspec.structs import fields

from anki_export.cli.command_group import main
from anki_export.diagnostics.rules import Rule
from anki_export.settings import NAMES, Settings
from anki_export.source.edit.fix import FIXABLE
from anki_export.source.formats import FORMATS
from anki_export.source.formats.question_format import When
from tests.support.learner import Learner
from tests.support.project import NOON, Project

ROOT = Path(__file__).parents[1]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
"""Ours, but not that of a `make test` that runs us: a make inside would print more."""
DOCS = ROOT / "docs"
DIAGNOSTICS = DOCS / "reference/diagnostics"
TUTORIAL = DOCS / "tutorial.md"
PAGES = [ROOT / "README.md", *sorted(path for path in DOCS.rglob("*.md") if path.parent.name != "decks")]
"""All but the generated page in docs/decks."""
CODE = re.compile(
    r"^(?P<fence>`{3,}|~{3,})(?P<language>\w*)(?P<rest>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
SECTION = re.compile(r"^(?=## [A-Z]\d{3}: )", re.MULTILINE)
COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


OURS = re.compile(r"anki-export(?P<arguments>(?: [^ |&;<>$*\\]+)*)(?P<quiet> > /dev/null)?")
"""A command of ours that a shell would not change."""


@dataclass(frozen=True)
class Session:
    """Files and commands in an empty folder, in the order of the text."""

    name: str
    text: str

    @property
    def has_commands(self) -> bool:
        return any(block["language"] == "console" for block in CODE.finditer(self.text))

    def run(self, folder: Path, seen: Callable[[str, str, str], str]) -> str:
        """Write the files and run the commands; the text with what `seen` makes of each command and its outputs."""
        (folder / "home").mkdir()
        (folder / "work").mkdir()
        clock = NOON

        def block(match: re.Match[str]) -> str:
            title = re.search(r'title="([^"]+)"', match["rest"])
            if title:
                path = folder / "work" / title[1]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(match["body"])
            if match["language"] != "console":
                return match[0]
            body = COMMAND.sub(command, match["body"])
            return f"{match['fence']}console{match['rest']}\n{body}{match['fence']}"

        def command(match: re.Match[str]) -> str:
            nonlocal clock
            clock += 3600
            printed = output_of(match["command"], folder / "work", environment(folder / "home", clock))
            return f"$ {match['command']}\n{seen(match['command'], match['output'], printed)}"

        return CODE.sub(block, self.text)


def output_of(command: str, folder: Path, env: dict[str, str]) -> str:
    """What a command prints. Ours run in this process where no shell is needed: to start one takes longer than it."""
    if ours := OURS.fullmatch(command):
        with chdir(folder), patch.dict(os.environ, env, clear=True):
            result = CliRunner().invoke(main, shlex.split(ours["arguments"]), prog_name="anki-export")
        return result.stderr if ours["quiet"] else result.output
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    ).stdout


def environment(home: Path, clock: int) -> dict[str, str]:
    """Of a new user on a machine without optional programs, an hour after the command before."""
    git = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in PERSON.items()}
    return {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}",
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
        "SOURCE_DATE_EPOCH": str(clock),
        **git,
        **{f"GIT_{who}_DATE": f"{clock} +0000" for who in ("AUTHOR", "COMMITTER")},
        "GIT_CONFIG_NOSYSTEM": "1",
        "NO_MKDOCS_2_WARNING": "1",
    }


PERSON = {"NAME": "Ada", "EMAIL": "ada@example.org"}


def sessions(path: Path) -> list[Session]:
    """The sessions of a page."""
    text = path.read_text()
    name = path.relative_to(ROOT).as_posix()
    if path.parent != DIAGNOSTICS:
        return [Session(name, text)]
    return [Session(f"{name} {part[3:7]}", part) for part in SECTION.split(text)]


def is_as_written(expected: str, printed: str) -> bool:
    """Whether a command printed what the page says."""
    parts = re.split(r"^\.\.\.\n", expected, flags=re.MULTILINE)
    return re.fullmatch("(?s:.*)".join(map(re.escape, parts)), printed) is not None


RUN = [
    pytest.param(session, id=session.name)
    for path in PAGES
    for session in sessions(path)
    if session.has_commands and path != TUTORIAL  # which has a test of its own
]
SECTIONS = {
    part[3:7]: part for path in sorted(DIAGNOSTICS.glob("*.md")) for part in SECTION.split(path.read_text())[1:]
}
"""The section of each code."""


def compare(command: str, expected: str, printed: str) -> str:
    assert is_as_written(expected, printed), f"$ {command}\n{printed}"
    return expected


@pytest.mark.parametrize("session", RUN)
def test_the_commands_of_a_page_print_what_it_says(session: Session, tmp_path: Path) -> None:
    session.run(tmp_path, compare)


def test_lines_may_be_left_out_of_an_output_but_not_invented() -> None:
    assert is_as_written("a\n...\nd\n", "a\nb\nc\nd\n")
    assert not is_as_written("a\n...\nd\n", "a\nb\n")
    assert not is_as_written("a\n", "a\nb\n")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_commands_and_options_that_a_page_names_exist(path: Path) -> None:
    text = path.read_text()
    for target in re.findall(r"`make ([a-z-]+)", text):
        assert f"\n{target}:" in (ROOT / "Makefile").read_text(), target
    for name, rest in re.findall(r"anki-export ([a-z]+)\b([^`\n|]*)", text):
        assert name in main.commands, name
        options = {option for parameter in main.commands[name].params for option in parameter.opts} | {"--help"}
        for option in re.findall(r"(?<=\s)--[a-z-]+", rest.split(" &&")[0]):
            assert option in options, f"{name} {option}"


def test_the_tutorial_prints_what_it_says_and_costs_a_learner_no_review(tmp_path: Path, learner: Learner) -> None:
    (session,) = sessions(TUTORIAL)
    imports: dict[str, dict[str, int]] = {}

    def learn(command: str, expected: str, printed: str) -> str:
        for package in (tmp_path / "work/decks").glob("*.apkg"):
            if package.name not in imports:
                imports[package.name] = learner.import_package(package)
                learner.study(1)
        return compare(command, expected, printed)

    session.run(tmp_path, learn)
    assert imports == {
        "git-basics-1.0.0.apkg": {"new": 4},
        "git-basics-1.1.0.apkg": {"new": 1, "updated": 2, "duplicate": 2},
    }
    assert learner.reviews() == 2


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120


def test_the_links_of_the_readme_lead_somewhere() -> None:
    """Those within the repository, with headings as GitHub names them."""
    for path, _, heading in re.findall(r"\]\((?!https?:)([^)#]+)(#([^)]*))?\)", (ROOT / "README.md").read_text()):
        assert (ROOT / path).exists(), path
        if heading:
            titles = re.findall(r"^#+ (.*)$", (ROOT / path).read_text(), re.MULTILINE)
            assert heading in {re.sub(r"[^\w-]", "", title.lower().replace(" ", "-")) for title in titles}, heading


def test_every_command_is_in_the_reference() -> None:
    text = (DOCS / "reference/commands.md").read_text()
    assert re.findall(r"^## `anki-export (\w+)`$", text, re.MULTILINE) == sorted(main.commands)
    for name in main.commands:
        assert f"$ anki-export {name} --help\n" in text


def test_every_setting_is_in_the_reference_with_its_default() -> None:
    text = (DOCS / "reference/settings.md").read_text()
    assert sorted(re.findall(r"^\| `([a-z_]+)`", text, re.MULTILINE)) == sorted(NAMES)
    for field in fields(Settings):
        if field.name in NAMES:
            default = getattr(Settings(), field.name)
            value = list(default) if isinstance(default, tuple) else default
            shown = "not set" if value is None else f"`{json.dumps(value)}`"
            assert f"| `{field.name}` | {shown} |" in text


def test_every_diagnostic_has_a_section_and_every_section_a_diagnostic() -> None:
    assert SECTIONS.keys() == {rule.code for rule in Rule}


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_a_section_says_what_why_and_how_to_fix_it(rule: Rule) -> None:
    section = SECTIONS[rule.code]
    assert section.startswith(
        f"## {rule.code}: {rule.meaning} {{ #{rule.code.lower()} }}\n\n*{rule.severity.value.capitalize()}"
    )
    assert ("Fixed by `check --fix`" in section.split("\n\n")[1]) == (rule in FIXABLE)
    assert "\n**Why:** " in section
    assert "\n**Fix:** " in section or "\n    hint: " in section


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.code)
def test_the_example_of_a_section_reports_its_code_and_no_other(rule: Rule) -> None:
    shown = "".join(block["body"] for block in CODE.finditer(SECTIONS[rule.code]) if block["language"] == "console")
    found = set(re.findall(r"(?:error|warning|note) ([A-Z]\d{3}) ", shown))
    without = re.search(r"^\*\*No example:\*\* ", SECTIONS[rule.code], re.MULTILINE)
    assert found == (set() if without else {rule.code})


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_has_help_and_examples(project: Project, name: str) -> None:
    text = project.run(name, "--help").stdout
    assert f"anki-export {name}" in text.split("Examples:")[1]
    for parameter in main.commands[name].params:
        if parameter.param_type_name == "option":
            assert getattr(parameter, "help", None), parameter.name


def test_the_table_of_formats_lists_them_in_their_order_with_when_they_are_read() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \|.*\| ([\w ]+) \|$", (DOCS / "reference/formats.md").read_text(), re.MULTILINE)
    words = {When.ALWAYS: "always", When.FLASHCARDS: "first", When.BY_EVIDENCE: "by evidence"}
    assert rows == [(format.name, words.get(format.when, "on request")) for format in FORMATS]


def test_the_guide_to_pages_that_are_not_read_has_the_table_of_formats() -> None:
    formats, guide = (
        re.findall(r"^\| .* \|$", text[text.index("| name |") :].split("\n\n")[0], re.MULTILINE)
        for text in ((DOCS / name).read_text() for name in ("reference/formats.md", "how-to/not-read.md"))
    )
    assert [re.sub(r"\]\([^)]*\)", "]", row) for row in formats] == [re.sub(r"\]\([^)]*\)", "]", row) for row in guide]
    assert len(formats) == len(FORMATS) + 1


def test_every_target_of_make_has_a_line_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = set(re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()) - {"all"}
    shown = subprocess.run(
        ["make", "help"], cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True
    ).stdout
    assert {line.split()[1] for line in shown.splitlines()} == targets


@pytest.mark.parametrize("config", ["mkdocs.yml", "examples/mkdocs.yml"])
def test_a_site_builds_and_none_of_its_links_is_broken(config: str, tmp_path: Path) -> None:
    mkdocs = shutil.which("mkdocs", path=str(Path(sys.executable).parent))
    if not mkdocs:
        pytest.skip("mkdocs-material is missing: make .venv/tested")
    command = [mkdocs, "build", "--quiet", "--strict", "--config-file", config, "--site-dir", str(tmp_path / "site")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def rewrite(path: Path) -> None:
    """Run the commands of a page and write what they print into it."""

    def printed(_: str, expected: str, printed: str) -> str:
        return expected if "...\n" in expected and is_as_written(expected, printed) else printed

    text = path.read_text()
    for session in sessions(path):
        if session.has_commands:
            with tempfile.TemporaryDirectory() as folder:
                text = text.replace(session.text, session.run(Path(folder), printed))
    path.write_text(text)


if __name__ == "__main__":
    for name in sys.argv[1:] or PAGES:
        rewrite(Path(name).absolute())
