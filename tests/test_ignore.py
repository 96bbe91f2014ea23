"""Intentional warnings can be ignored, errors can't, and unused ignore comments are reported."""

import json
import subprocess
from pathlib import Path

import pytest

from anki_export.diagnostics import Report
from anki_export.source.ignore_comments import Ignore, apply_ignores
from anki_export.source.pages_and_questions import Question
from tests.support.packages import package, tampered
from tests.support.project import Project, block
from tests.support.reading import parse
from tests.support.rewording import unclear

HEAD = "---\ntopic: Git\nlevel: Basics\n---\n\n"
PICTURE = "![A](https://example.org/a.png) seen.[^1]"
"""Two warnings: S020, because the picture is from the web, and S031, because the footnote is not defined."""


def read(text: str) -> tuple[tuple[Question, ...], tuple[Ignore, ...], Report]:
    _, questions, comments, report = parse(text.encode())
    return questions, comments, report


def told(text: str) -> list[str]:
    """Line and code of each diagnostic of a page; ignored ones in brackets."""
    _, comments, report = read(text)
    shown, hidden = apply_ignores(comments, report)
    return sorted([f"{d.location.line} {d.rule.code}" for d in shown] + [f"({d.rule.code})" for d in hidden])


def question(title: str, *lines: str) -> str:
    return "\n    ".join([f'??? question "{title}"', *lines]) + "\n"


def test_a_comment_in_a_body_applies_to_its_question() -> None:
    one = question("One?", "**A name**.", "", PICTURE, "", "<!-- check: ignore S020 -->")
    other = question("Two?", "**A name**.", "", PICTURE)
    assert told(f"{HEAD}{one}\n{other}") == ["(S020)", "16 S020", "16 S031", "9 S031"]


def test_a_comment_outside_questions_applies_to_the_page() -> None:
    page = question("One?", "**A name**.", "", PICTURE) + "\n" + question("Two?", PICTURE)
    for comment in ("<!-- check: ignore S020, S031 -->", "<!-- Check: IGNORE s020 s031 -- they are\nours -->"):
        assert told(f"{HEAD}{comment}\n\n{page}") == ["(S020)", "(S020)", "(S031)", "(S031)"]
        assert told(f"{HEAD}{page}\n{comment}\n") == ["(S020)", "(S020)", "(S031)", "(S031)"]


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- check: ignore S020,S031 -->",
        "<!--check:ignore S020 S031-->",
        "<!-- check: ignore S020, S031 -- our own server -->",
        "<!-- check: ignore S020, S031 — our own server -->",
        "<!-- check: ignore S020, S031 --our own server-->",
        "<!-- check: ignore S020 --> <!-- check: ignore S031 -->",
    ],
)
def test_codes_are_separated_by_commas_or_spaces_and_a_reason_may_follow(comment: str) -> None:
    assert told(HEAD + question("One?", "**A name**.", "", PICTURE, "", comment)) == ["(S020)", "(S031)"]


@pytest.mark.parametrize(
    "lines",
    [
        ("`<!-- check: ignore S020 -->`",),
        ("```html", "<!-- check: ignore S020 -->", "```"),
        ("    <!-- check: ignore S020 -->",),
        ("\\<!-- check: ignore S020 -->",),
    ],
    ids=["code", "a fence", "indented code", "escaped"],
)
def test_in_code_a_comment_is_text(lines: tuple[str, ...]) -> None:
    text = HEAD + question("One?", "**A name**.", "", PICTURE, "", *lines)
    assert told(text) == ["9 S020", "9 S031"]
    assert "check: ignore S020" in read(text)[0][0].explanation_text


PLACES = {
    "below the title": (PAD := "<!-- check: ignore S020 -->", "**A name**.", "", PICTURE, "", "And more."),
    "in a line of its own": ("**A name**.", "", PAD, "", PICTURE, "", "And more."),
    "at the end of a line": ("**A name**.", "", f"{PICTURE} {PAD}", "", "And more."),
    "in the middle of a line": ("**A name**.", "", PICTURE, "", f"And{PAD} more."),
    "below a paragraph": ("**A name**.", PAD, "", PICTURE, "", "And more."),
    "at the end": ("**A name**.", "", PICTURE, "", "And more.", "", PAD),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_leaves_no_trace_on_the_card(place: str) -> None:
    lines = PLACES[place]
    ((with_,), comments, report), ((without,), _, _) = (
        read(HEAD + question("One?", *lines)),
        read(HEAD + question("One?", "**A name**.", "", PICTURE, "", "And more.")),
    )
    assert (with_.question, with_.answer) == (without.question, without.answer)
    assert with_.explanation.replace(" </p>", "</p>") == without.explanation
    assert [d.rule.code for d in apply_ignores(comments, report)[1]] == ["S020"]


def test_a_comment_next_to_the_title_applies_to_the_question() -> None:
    text = HEAD + f'??? question "One?" <!-- check: ignore S020, S031 -->\n    **A name**.\n\n    {PICTURE}\n'
    assert told(text) == ["(S020)", "(S031)"]
    assert read(text)[0][0].question_text == "One?"


def test_unclosed_comments_take_linear_time() -> None:
    """Nothing is timed here: what this page guards against takes minutes, and would be noticed."""
    for text in ("<!-- check: ignore S011 -- " * 2000, " `x <!-- check: ignore S011 --> " * 1500):
        assert told(HEAD + question("One?", "**A name**.", *["", text, "", "<div>", text] * 4))


MISTAKES = {
    "an error": ("S002", "S061 S002 is an error, which can't be ignored"),
    "an unknown code": ("S999", "S061 unknown code 'S999'; did you mean S0"),
    "a start of codes": ("S02", "S061 'S02' matches several codes"),
    "a reason without a dash": ("S020, for now", "S061 unknown code 'for'"),
    "itself": ("S060", "S061 S060 is about ignore comments and can't be ignored"),
    "nothing": ("", "S061 comment lists no code to ignore"),
    "what isn't there": ("S012", "S060 there is no S012 in this question to ignore"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_an_invalid_comment_is_reported_with_its_location(project: Project, name: str) -> None:
    code, message = MISTAKES[name]
    project.page("basics", question("One?", PICTURE, "", f"And <!-- check: ignore {code} --> more."))
    result = project.run("check")
    assert result.exit_code == 0
    assert f"source/git/basics/index.md:10:9: warning {message}" in result.stdout


def test_a_comment_is_not_reported_as_unused_if_an_error_may_hide_its_warning(project: Project) -> None:
    text = question("One?", "**A name**.", "", "<!-- check: ignore S020 -->")
    project.page("basics", text)
    assert "S060" in project.run("check").stdout
    project.page("basics", text, '??? question "Two?"\nSo.')
    assert "S060" not in project.run("check").stdout


def test_a_diagram_may_be_ignored_where_it_is_drawn(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    flow = ("**A name**.", "", "```mermaid", "flowchart LR", "```", "", "<!-- check: ignore S027 -->")
    project.page("basics", question("One?", *flow))
    assert "no problems found" in project.run("check").stdout
    project.page("basics", question("One?", "**A name**.", "", flow[-1]))
    assert "no problems found" in project.run("check").stdout


def test_a_page_without_questions_can_ignore_that_warning(project: Project) -> None:
    project.page("basics", block("Why?"))
    project.write("source/git/advanced.md", "---\nlevel: advanced\n---\n\n<!-- check: ignore S010 -- soon -->\n")
    assert project.run("check").stdout == "2 pages, 1 question: no problems found.\n"


def test_a_comment_added_to_a_released_page_changes_nothing(project: Project) -> None:
    lines = ("**A name**.", "", PICTURE)
    project.page("basics", question("One?", *lines))
    project.build()
    project.page("basics", question("One?", *lines, "", "<!-- check: ignore S020, S031 -->"))
    result = project.build()
    assert result.stderr == ""
    assert "Nothing changed" in result.stdout


def warned(project: Project) -> None:
    project.page("basics", question("One?", "**A name**.", "", PICTURE))


def test_the_setting_ignores_everywhere(project: Project) -> None:
    warned(project)
    project.write("anki-export.toml", 'ignore = ["S020", "s031"]')
    assert project.run("check").stdout == "1 page, 1 question: no problems found.\n"
    assert project.run("list").stderr == ""
    assert project.run("diff").stderr == ""
    assert "S020" not in project.run("preview", "--to", "page.html").output
    assert b"S020" not in Path("page.html").read_bytes()
    assert project.build().stderr == ""


def test_a_code_prefix_ignores_the_warnings_that_match_it(project: Project) -> None:
    project.page("basics", question("One?", "**A name**.", "", PICTURE), '??? question "Two?"\nSo.')
    project.write("anki-export.toml", 'ignore = ["S0"]')
    assert {row["code"] for row in json.loads(project.run("check", "--format", "json").stdout)} == {"S002"}


def test_an_older_package_that_stays_can_be_ignored(project: Project) -> None:
    warned(project)
    project.write("anki-export.toml", 'ignore = ["S", "F005"]')
    project.build()
    (project.root / "decks/git-basics-0.9.0.apkg").mkdir()
    assert project.build().stderr == ""


def test_warnings_about_packages_can_be_ignored(project: Project) -> None:
    good = package(project)
    bad = str(tampered(good, lambda entries: None, "update notes set flds = replace(flds, 'src=', 'alt=')"))
    assert "warning P005" in project.run("verify", bad).stdout
    project.write("anki-export.toml", 'ignore = ["P005"]')
    assert project.run("verify", bad).stdout.endswith("1 package: no problems found.\n")


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("S002", "ignore: S002 is an error, which can't be ignored"),
        ("S9", "ignore: unknown code 'S9'; did you mean S0"),
    ],
)
def test_ignoring_an_error_in_the_settings_is_an_error(project: Project, code: str, message: str) -> None:
    warned(project)
    project.write("pyproject.toml", f'[tool.anki-export]\nignore = ["S020", "{code}"]\n')
    result = project.run("build")
    assert result.exit_code == 1
    assert f"pyproject.toml:2:1: error C003 {message}" in result.stderr


def test_a_strict_build_reports_ignored_warnings(project: Project) -> None:
    unclear(project)
    project.write("anki-export.toml", 'ignore = ["R009"]')
    assert "R009" not in project.run("check").output
    result = project.run("build", "--strict")
    assert result.exit_code == 1
    assert "warning R009 this may be" in result.stderr


def codes(project: Project, *options: str) -> tuple[int, set[str]]:
    result = project.run("check", "--format", "json", *options)
    return result.exit_code, {row["code"] for row in json.loads(result.stdout)}


def test_codes_choose_what_is_shown_and_what_counts(project: Project) -> None:
    project.page("basics", question("One?", "**A name**.", "", PICTURE), '??? question "Two?"\nSo.')
    assert codes(project) == (1, {"S002", "S020", "S031"})
    assert codes(project, "--select", "S020,s031") == (0, {"S020", "S031"})
    assert codes(project, "--select", "S02") == (0, {"S020"})
    assert codes(project, "--select", "S020", "--select", "S002") == (1, {"S002", "S020"})
    assert codes(project, "--select", "S", "--ignore", "S02") == (1, {"S002", "S031"})
    assert codes(project, "--ignore", "S002, S020") == (0, {"S031"})
    assert codes(project, "--ignore", "S") == (0, set())
    assert codes(project, "--ignore", "S002", "--fail-on-warning") == (1, {"S020", "S031"})
    assert codes(project, "--ignore", "S", "--fail-on-warning") == (0, set())
    text = project.run("check", "--ignore", "S02,S03").stdout
    assert text.endswith("1 page, 1 question: 1 error; not shown: 2 warnings.\n")
    assert project.run("build").exit_code == 1


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("value", ["S099", "X", "", "S002,", "S002 S003"])
def test_unknown_codes_are_a_usage_error(project: Project, option: str, value: str) -> None:
    warned(project)
    result = project.run("check", option, value)
    assert result.exit_code == 2
    assert "unknown code " in result.stderr


def test_counts_sum_up(project: Project) -> None:
    project.page(
        "basics", *(question(f"Is it {i}?", "**A name**.", "", PICTURE) for i in range(60)), '??? question "Two?"\nSo.'
    )
    lines = project.run("check", "--format", "counts", "--select", "S002,S020,S031").stdout.splitlines()
    assert lines[:3] == [
        "   60  warning  S020  picture or sound from another server",
        "   60  warning  S031  footnote is not defined",
        "    1  error    S002  question has no answer",
    ]
    assert lines[3].startswith("1 page, 60 questions: 1 error, 120 warnings")


def in_repository(project: Project) -> None:
    """A site in a folder of a repository."""
    subprocess.run(["git", "init", "-q", ".."], check=True)
    project.page("basics", question("One?", "**A name**.", "", PICTURE), '??? question "Two?"\nSo.', folder="c #1 ä")


def test_github_output_has_paths_relative_to_the_repository_root(project: Project) -> None:
    in_repository(project)
    lines = project.run("check", "--format", "github").stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        assert " file=project/source/c #1 ä/basics/index.md,line=" in line


def test_sarif_is_what_code_scanning_needs(project: Project) -> None:
    """What the schema of SARIF 2.1.0 and GitHub's documentation ask for."""
    in_repository(project)
    result = project.run("check", "--format", "sarif")
    assert result.exit_code == 1
    log = json.loads(result.stdout)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "anki-export"
    rules = driver["rules"]
    assert len({rule["id"] for rule in rules}) == len({rule["name"] for rule in rules}) == len(rules)
    for rule in rules:
        assert all(rule[key]["text"] for key in ("shortDescription", "fullDescription", "help"))
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert [r["ruleId"] for r in run["results"]] == ["S020", "S031", "S002"]
    for found in run["results"]:
        rule = rules[found["ruleIndex"]]
        assert (rule["id"], rule["defaultConfiguration"]["level"]) == (found["ruleId"], found["level"])
        assert found["message"]["text"].count("\n") == 1  # message and hint
        (location,) = found["locations"]
        place = location["physicalLocation"]
        assert place["artifactLocation"] == {
            "uri": "project/source/c%20%231%20%C3%A4/basics/index.md",
            "uriBaseId": "%SRCROOT%",
        }
        assert place["region"]["startLine"] >= 1
        assert place["region"]["startColumn"] >= 1


def test_a_message_on_a_whole_file_outside_of_any_repository_has_an_address(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    log = json.loads(project.run("check", str(tmp_path / "empty"), "--format", "sarif").stdout)
    (found,) = log["runs"][0]["results"]
    assert found["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": (tmp_path / "empty").as_uri()},
        "region": {"startLine": 1, "startColumn": 1},
    }
