"""Building as a maintainer does it: what is printed, what is written, and what is not."""

import csv
import io
import json
import stat
import subprocess
from pathlib import Path

import pytest

from anki_export.cli.run_and_report import safe_json
from anki_export.deck import package_bytes as package_module
from tests.support.project import Project, block


def seedlike(count: int = 3, answer: str = "Because") -> list[str]:
    return [block(f"{i}. What is thing {i}?", answer) for i in range(1, count + 1)]


def test_a_single_page_anywhere_makes_a_deck(project: Project) -> None:
    page = project.page("intermediate", *seedlike(), topic="AWS Machine Learning Engineer")
    page.rename(project.root / "aws-ml-engineer-intermediate.md")
    result = project.build("aws-ml-engineer-intermediate.md")
    assert "AWS Machine Learning Engineer::2 Intermediate  1.0.0  3 cards  new deck" in result.stdout
    assert [p.name for p in project.packages()] == ["aws-machine-learning-engineer-intermediate-1.0.0.apkg"]


def test_a_build_with_nothing_changed_writes_nothing_and_says_so(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (project.root / "decks").iterdir()}
    result = project.build()
    assert result.stdout == "Nothing changed: 1 deck, 3 cards up to date in decks.\n"
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in (project.root / "decks").iterdir()} == before


def test_a_lost_or_damaged_package_is_made_again_to_the_byte(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    before = project.state()
    (package,) = project.packages()
    package.unlink()
    assert "3 cards  written" in project.build().stdout
    assert project.state() == before
    package.write_bytes(package.read_bytes()[:-100])
    project.build()
    assert project.state() == before


def test_versions_tell_what_a_release_brings(project: Project) -> None:
    def version_after(*blocks: str) -> str:
        project.page("basics", *blocks)
        project.build()
        (package,) = project.packages()
        return package.stem.removeprefix("git-basics-")

    one, two, three = seedlike()
    assert version_after(one, two) == "1.0.0"
    assert version_after(one, block("2. What is thing 2?", "Really")) == "1.0.1"
    assert version_after(one, block("2. What is thing 2?", "Really"), three) == "1.1.0"
    assert version_after(three, one, block("2. What is thing 2?", "Really")) == "1.1.1"  # another order
    assert version_after(three, one) == "2.0.0"
    assert version_after(three, one, two) == "2.1.0"  # back again


def test_a_returning_question_gets_its_guid_back(project: Project) -> None:
    def guids() -> dict[str, str]:
        lock = json.loads((project.root / "decks/lock.json").read_text())
        return {card["question"]: card["guid"] for card in lock["cards"]}

    project.page("basics", *seedlike())
    project.build()
    before = guids()
    project.page("basics", *seedlike(2))
    project.build()
    assert guids() == before
    project.page("basics", *seedlike(3, "Something else"))
    project.build()
    assert guids() == before


def test_a_styled_change_alone_is_a_patch(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    project.restyle()
    assert "1.0.0 → 1.0.1" in project.build().stdout
    assert "Nothing changed" in project.build().stdout


def test_a_dry_run_writes_nothing_not_even_a_folder(project: Project) -> None:
    project.page("basics", *seedlike())
    result = project.build("--dry-run")
    assert "Dry run: nothing was written" in result.stdout
    assert not (project.root / "decks").exists()


def test_an_older_package_goes_unless_it_is_to_be_kept(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    project.page("basics", *seedlike(4))
    project.build("--keep")
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg", "git-basics-1.1.0.apkg"]
    project.write("decks/git-basics-notes.apkg", b"not ours")
    project.build()
    assert [p.name for p in project.packages()] == ["git-basics-1.1.0.apkg", "git-basics-notes.apkg"]


def test_one_page_is_built_with_the_others_in_view(project: Project) -> None:
    project.page("basics", *seedlike(4))
    project.page("advanced", block("What is deep?"))
    project.build()
    before = project.state()
    project.page("basics", *seedlike(3))
    project.page("advanced", block("What is deep?"), block("4. What is thing 4?"))
    project.page("basics", *seedlike(2), topic="Other", folder="other")
    project.build("source/git/advanced")
    assert [p.name for p in project.packages()] == ["git-advanced-1.1.0.apkg", "git-basics-2.0.0.apkg"]
    lock = json.loads((project.root / "decks/lock.json").read_text())
    old = json.loads(before["lock.json"])
    assert {card["guid"] for card in lock["cards"]} == {card["guid"] for card in old["cards"]}


def test_a_renamed_title_keeps_the_published_deck_name(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    project.page("basics", *seedlike(), topic="Git and friends")
    result = project.build()
    assert "warning R005 topic is now 'Git and friends' but was released as 'Git'" in result.stderr
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg"]


def test_a_renamed_folder_keeps_every_card_and_the_file_name(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    before = {c["guid"] for c in json.loads((project.root / "decks/lock.json").read_text())["cards"]}
    (project.root / "source/git").rename(project.root / "source/version-control")
    project.build()
    assert {c["guid"] for c in json.loads((project.root / "decks/lock.json").read_text())["cards"]} == before
    assert [p.name for p in project.packages()] == ["git-basics-1.0.0.apkg"]


def test_a_clock_that_goes_back_never_takes_a_change_from_a_learner(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    project.clock -= 100_000
    project.page("basics", *seedlike(answer="Changed"))
    result = project.build()
    assert "warning R006 the clock is" in result.stderr
    cards = json.loads((project.root / "decks/lock.json").read_text())["cards"]
    assert {card["modified"] for card in cards} == {1_790_003_601}


BAD_PAGES = {
    "with broken front matter": ("title: [Git - Basics", block("Why?"), ":3:1: error S001"),
    "with a body that is not indented": ("title: Git - Basics", '??? question "Why?"\nSo.', ":5:1: error S002"),
}


@pytest.mark.parametrize("case", BAD_PAGES)
def test_a_bad_page_is_named_and_nothing_changes_in_a_strict_build(project: Project, case: str) -> None:
    project.page("basics", *seedlike())
    project.build()
    before = project.state()
    head, body, message = BAD_PAGES[case]
    project.write("source/bad.md", f"---\n{head}\n---\n\n{body}\n")
    project.page("basics", *seedlike(5))
    for command in (["build", "--strict"], ["check"]):
        result = project.run(*command)
        assert result.exit_code == 1
        assert f"source/bad.md{message}" in result.output
        assert project.state() == before


def test_a_page_that_is_not_utf8_is_named_with_line_and_column(project: Project) -> None:
    project.write("source/git/basics.md", b"# Git\n\nna\xefve\n\n" + block("Why?").encode())
    result = project.run("build")
    assert result.exit_code == 1
    assert "source/git/basics.md:3:3: error F002 byte 0xef is not valid UTF-8" in result.stderr


def test_all_problems_are_reported_together(project: Project) -> None:
    project.write("source/a-basics.md", '??? question "One?"\nSo.\n\n??? question "Two?"\nSo.\n')
    project.write("source/b-basics.md", '??? question "Three?"\nSo.\n')
    assert project.run("build").stderr.count("error S002") == 3


def test_a_page_that_leads_out_of_the_source_is_named_and_skipped(project: Project) -> None:
    outside = project.write("secret.md", block("Why?"))
    (project.root / "source").mkdir()
    (project.root / "source/basics.md").symlink_to(outside)
    result = project.run("build")
    assert result.exit_code == 1  # there is nothing else
    assert "source/basics.md: warning F013 skipped: points outside the source folder" in result.stderr
    assert "hint: replace the link with its target, or remove it" in result.stderr
    project.page("basics", *seedlike())
    assert "basics.md: warning F013" in project.build().stderr


@pytest.mark.parametrize(
    "arguments", [["build", "nowhere"], ["build", "nowhere.md"], ["check", "nowhere"], ["list", "nowhere"], ["build"]]
)
def test_a_missing_source_is_a_usage_error(project: Project, arguments: list[str]) -> None:
    result = project.run(*arguments)
    assert result.exit_code == 2
    assert "no such file or folder" in result.stderr


def test_decks_that_are_a_file_are_a_usage_error(project: Project) -> None:
    project.page("basics", *seedlike())
    project.write("decks", "a file")
    result = project.run("build")
    assert result.exit_code == 2
    assert "decks is a file: name a folder" in result.stderr
    assert (project.root / "decks").read_text() == "a file"


def test_an_empty_folder_is_an_error(project: Project) -> None:
    (project.root / "source").mkdir()
    result = project.run("build")
    assert result.exit_code == 1
    assert "source: error F003 no Markdown pages found" in result.stderr


def test_a_page_without_questions_is_an_error_alone_and_a_warning_among_others(project: Project) -> None:
    project.write("source/git/basics.md", "---\nlevel: basics\n---\n\n# Git\n\nSoon.\n")
    result = project.run("build", "source/git/basics.md")
    assert result.exit_code == 1
    assert "source/git/basics.md:1:1: error F003 no questions found" in result.stderr
    project.page("advanced", *seedlike())
    result = project.build()
    assert "source/git/basics.md:1:1: warning S010 page has no questions" in result.stderr


LOCKS = {
    "truncated": (lambda text: text[: len(text) // 2], ":6:", "R001 the lock is not valid JSON"),
    "empty": (lambda text: "", ":1:1", "R001 the lock is not valid JSON"),
    "not a lock": (lambda text: "[]", ":1:1", "R001 this is not a lock of anki-export"),
    "newer": (lambda text: text.replace('"format": 1', '"format": 2'), ":1:1", "R002 the lock was written by a newer"),
    "merge markers": (
        lambda text: text.replace('"cards": [', '<<<<<<< HEAD\n"cards": ['),
        ":5:1",
        "R001 a merge left conflict",
    ),
    "twice the same guid": (
        lambda text: text.replace('"cards": [\n', '"cards": [\n' + text.split("\n")[5] + "\n"),
        ":7:1",
        "R003 guid",
    ),
    "a wrong type": (
        lambda text: text.replace('"due": 100', '"due": "first"'),
        "where it is damaged",
        "has an invalid value for due",
    ),
    "a lost key": (lambda text: text.replace('"due": 200, ', ""), "where it is damaged", "has no due"),
    "an unknown deck": (
        lambda text: text.replace('"deck": "git-basics"', '"deck": "gone"'),
        ":6:1",
        "belongs to deck 'gone'",
    ),
}


@pytest.mark.parametrize("case", LOCKS)
def test_a_damaged_lock_is_named_and_nothing_changes(project: Project, case: str) -> None:
    project.page("basics", *seedlike())
    project.build()
    damage, place, message = LOCKS[case]
    lock = project.root / "decks/lock.json"
    good = lock.read_text()
    lock.write_text(damage(good))
    before = project.state()
    project.page("basics", *seedlike(5))
    result = project.run("build")
    assert result.exit_code == 1, result.output
    if place == "where it is damaged":
        pairs = zip(good.split("\n"), lock.read_text().split("\n"), strict=True)
        place = f":{next(n for n, (old, new) in enumerate(pairs, 1) if old != new)}:1"
    assert f"decks/lock.json{place}" in result.stderr
    assert message in result.stderr
    assert "hint: " in result.stderr
    assert project.state() == before


def test_a_failing_write_leaves_everything_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("basics", *seedlike())
    project.page("advanced", *seedlike())
    project.build()
    before = project.state()
    project.page("basics", *seedlike(4))
    project.page("advanced", *seedlike(4))
    real, calls = package_module.package_bytes, []

    def full_disk(content: package_module.PackageContent) -> bytes:
        calls.append(content)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(content)

    monkeypatch.setattr("anki_export.deck.write_release.package_bytes", full_disk)
    result = project.run("build")
    assert result.exit_code == 1
    assert "error F004 can't be written: no space left on device" in result.stderr
    assert project.state() == before


def test_files_are_made_for_everyone_to_read(project: Project) -> None:
    project.page("basics", *seedlike())
    project.build()
    for path in (project.root / "decks").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) & 0o044 == 0o044, path


def test_list_gives_rows_with_guid_and_version_once_built(project: Project) -> None:
    project.page("basics", block("1. What is `HEAD`?", "A pointer"))
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    assert (row["guid"], row["version"]) == (None, None)
    project.build()
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    assert len(row.pop("guid")) >= 10
    assert row == {
        "page": "source/git/basics/index.md",
        "line": 7,
        "topic": "Git",
        "level": "Basics",
        "deck": "Git::1 Basics",
        "format": "admonition",
        "rule": "bold",
        "tags": ["git", "level::basics"],
        "question": 'What is <code class="nb">HEAD</code>?',
        "answer": "<p>A pointer.</p>",
        "explanation": "<p>It was so.</p>",
        "question_text": "What is HEAD?",
        "answer_text": "A pointer.",
        "explanation_text": "It was so.",
        "version": "1.0.0",
    }


def test_check_prints_for_people_programs_and_pull_requests(project: Project) -> None:
    project.write("source/a-basics.md", '??? question "One?"\nSo.\n')
    text, data, github = (project.run("check", "--format", style) for style in ("text", "json", "github"))
    assert [r.exit_code for r in (text, data, github)] == [1, 1, 1]
    assert text.stdout.startswith("source/a-basics.md:1:1: error S002 question has no answer\n    hint: indent")
    assert text.stdout.endswith("1 page, 0 questions: 1 error.\n")
    (row,) = json.loads(data.stdout)
    assert (row["path"], row["line"], row["code"]) == ("source/a-basics.md", 1, "S002")
    assert github.stdout.startswith(
        "::error file=source/a-basics.md,line=1,col=1,title=S002::question has no answer%0A"
    )


def test_json_of_a_build_stands_alone_on_standard_output(project: Project) -> None:
    project.page("basics", *seedlike())
    project.write("source/git/advanced.md", "---\nlevel: advanced\n---\n")
    result = project.build("--format", "json")
    (row,) = json.loads(result.stdout)
    assert (row["deck"], row["version"], row["added"], row["file"]) == (
        "Git::1 Basics", "1.0.0", 3, "decks/git-basics-1.0.0.apkg",
    )  # fmt: skip
    assert "warning S010" in result.stderr


def test_colours_are_for_terminals_only(project: Project) -> None:
    project.write("source/a-basics.md", '??? question "One?"\n')
    assert "\x1b[" not in project.run("check").output


def test_an_invalid_time_is_a_usage_error(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    from click.testing import CliRunner

    from anki_export.cli.command_group import main

    project.page("basics", *seedlike())
    result = CliRunner().invoke(main, ["build"], env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH is 'yesterday'" in result.stderr


SETTINGS = {
    "unknown": ('sorce = "a"', ":2:1: error C002 unknown setting 'sorce'\n    hint: did you mean 'source'?"),
    "wrong type": ("decks = 3", ":2:1: error C003 invalid value for decks: 3"),
    "no address": ('site_url = "example.org"', ":2:1: error C003 invalid value for site_url: 'example.org'"),
    "equal levels": ('levels = ["A", "a"]', ":2:1: error C003 invalid value for levels:"),
    "no TOML": ("decks = ", ":2:9: error C001 invalid TOML"),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_a_wrong_setting_is_named_with_its_line(project: Project, case: str) -> None:
    line, message = SETTINGS[case]
    project.page("basics", *seedlike())
    project.write("pyproject.toml", f"[tool.anki-export]\n{line}\n")
    result = project.run("build")
    assert result.exit_code == 1
    assert f"pyproject.toml{message}" in result.stderr
    assert not (project.root / "decks").exists()


def test_settings_are_found_from_a_folder_below(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.write(
        "anki-export.toml",
        'source = "pages"\ndecks = "out"\nsite_url = "https://example.org/q"\nlevels = ["Easy", "Hard"]\n',
    )
    project.write("pages/git/hard.md", "# Git\n\n" + block("Why?"))
    (project.root / "sub").mkdir()
    monkeypatch.chdir(project.root / "sub")
    assert "Git::2 Hard" in project.build().stdout
    assert (project.root / "out/git-hard-1.0.0.apkg").exists()
    (row,) = json.loads(project.run("list", "--format", "json").stdout)
    assert row["page"] == "../pages/git/hard.md" or Path(row["page"]).is_absolute()


def test_a_build_and_a_check_list_what_they_would_change(project: Project) -> None:
    project.page("basics", *seedlike(3))
    project.page("advanced", block("What is deep?"))
    project.build()
    project.page(
        "basics",
        seedlike()[0],
        block("2. What is thing 2?", "Changed"),
        block("Who made it?", "Someone else", "Long ago."),
    )
    check = project.run("check").stdout
    assert "2 pages, 4 questions: a build would retire 1 card, which learners keep without updates:" in check
    assert "  - Git::1 Basics: What is thing 3?" in check
    out = project.build().stdout.splitlines()
    assert out == [
        "Git::1 Basics  1.0.0 → 2.0.0  3 cards  1 added, 1 revised, 1 retired",
        "  - retired: What is thing 3?",
        "  ~ revised: What is thing 2?",
        "  + added: Who made it?",
        "Wrote 1 of 2 decks to decks/, 4 cards in all.",
        "Bundle of all 2 decks: decks/all-decks-2.0.0.apkg",
        "Import the bundle, or the decks you want, into Anki.",
        "Commit decks/lock.json: it records which question is which card.",
    ]


def test_a_list_is_printed_card_by_card(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the text of all cards is never in memory at once."""
    project.page("basics", *(block(f"What is \u2028 {n}?", f"A ##[x] {n}") for n in range(9)))
    texts = [project.run("list", "--format", name).stdout for name in ("json", "csv")]
    assert texts[0] == safe_json(json.loads(texts[0])) + "\n"
    printed: list[str | bytes] = []
    with monkeypatch.context() as patch:
        patch.setattr("click.echo", lambda text, nl=True, **given: printed.append(text))
        for name, text in zip(("json", "csv"), texts, strict=True):
            printed.clear()
            project.run("list", "--format", name)
            assert len(printed) >= 9 and max(map(len, printed)) < len(text) / 5
    project.page("basics", "Nothing.")
    assert project.run("list", "--format", "json").stdout == "[]\n"


def test_list_knows_built_cards_even_beside_an_error_and_says_so(project: Project) -> None:
    project.page("basics", *seedlike(1))
    project.build()
    project.page("basics", *seedlike(1), '??? question "Empty?"\nSo.')
    result = project.run("list", "--format", "json")
    assert result.exit_code == 1
    (row,) = json.loads(result.stdout)
    assert row["version"] == "1.0.0"
    assert row["guid"]


def test_list_prints_csv_that_other_programs_read_as_it_stands_on_cards(project: Project) -> None:
    code = 'It is `=1+1`, "so".\n\n    ```\n    a, b\n    ::before\n    ```'
    project.page("basics", block('What is "a", b?', "=SUM(A1)", code), block("@Why, ünï?", explanation=""))
    printed = project.run("list", "--format", "csv").stdout_bytes
    rows = list(csv.reader(io.StringIO(printed.decode(), newline="")))
    assert rows == [
        ["question", "answer", "explanation", "tags"],
        ['What is "a", b?', "=SUM(A1).", 'It is =1+1, "so".\na, b\n::before', "git level::basics"],
        ["@Why, ünï?", "Because.", "", "git level::basics"],
    ]
    assert printed.count(b"\r\n") == 3 and printed.endswith(b"\r\n")  # the ends of records; lines inside end in \n
    project.build()
    assert project.run("list", "--format", "csv", "-q").stdout_bytes == printed


def test_csv_holds_no_command_to_a_runner_of_workflows(project: Project) -> None:
    project.page("basics", block("What?", explanation="```\n    It is\n    ::error::x\n    ##[group]x\n    ```"))
    printed = project.run("list", "--format", "csv").stdout
    assert "\n::error" not in printed and "##[" not in printed and "It is\n" in printed


def test_no_color_is_honoured_on_a_terminal(project: Project) -> None:
    from click.testing import CliRunner

    from anki_export.cli.command_group import main

    project.write("source/a-basics.md", '??? question "One?"\n')
    for environment, is_coloured in (({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)):
        result = CliRunner().invoke(main, ["check"], env={"NO_COLOR": None, "TERM": "xterm", **environment}, color=True)
        assert ("\x1b[" in result.stdout) is is_coloured, environment


def test_warnings_of_pages_that_were_not_asked_for_are_not_shown(project: Project) -> None:
    project.page("basics", *seedlike())
    project.write("source/git/advanced.md", "---\nlevel: advanced\n---\n")
    assert "S010" in project.run("check").stdout
    assert "S010" not in project.run("check", "source/git/basics").stdout


def test_the_lock_is_written_before_any_package(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    project.page("basics", *seedlike())
    order = []
    real = Path.replace

    def noted(source: Path, target: Path) -> Path:
        order.append(target.name)
        return real(source, target)

    monkeypatch.setattr(Path, "replace", noted)
    project.build()
    assert order == [".gitignore", "CHANGELOG.md", "feed.xml", "lock.json", "git-basics-1.0.0.apkg", "index.json"]


def test_a_lock_behind_a_link_stays_behind_it(project: Project) -> None:
    project.page("basics", *seedlike())
    (project.root / "decks").mkdir()
    project.write("kept/lock.json", "")
    (project.root / "kept/lock.json").unlink()
    project.build()
    (project.root / "decks/lock.json").rename(project.root / "kept/lock.json")
    (project.root / "decks/lock.json").symlink_to(project.root / "kept/lock.json")
    project.page("basics", *seedlike(4))
    project.build()
    assert (project.root / "decks/lock.json").is_symlink()
    assert "What is thing 4?" in (project.root / "kept/lock.json").read_text()


def test_a_message_for_a_whole_file_has_no_line_in_a_pull_request(project: Project) -> None:
    (project.root / "source").mkdir()
    out = project.run("check", "--format", "github").stdout
    assert out.startswith("::error file=source,title=F003::")


def test_levels_and_topics_whose_names_meet_are_two_decks(project: Project) -> None:
    project.write("anki-export.toml", 'levels = ["Staff", "Senior Staff"]\n')
    for topic, level in (("Git", "Senior Staff"), ("Git Senior", "Staff")):
        head = f"---\ntopic: {topic}\nlevel: {level}\n---\n\n"
        project.write(f"source/{topic.lower().replace(' ', '-')}.md", head + block(f"Why {topic}?"))
    assert "Wrote 2 decks" in project.build().stdout
    assert "Nothing changed: 2 decks" in project.build().stdout


def test_the_first_build_keeps_packages_and_preview_out_of_version_control(project: Project) -> None:
    project.page("basics", *seedlike())
    subprocess.run(["git", "init", "-q"], check=True)
    project.build()
    project.run("preview")
    subprocess.run(["git", "add", "-A"], check=True)
    added = subprocess.run(["git", "ls-files", "decks"], capture_output=True, text=True, check=True).stdout.split()
    assert added == ["decks/.gitignore", "decks/CHANGELOG.md", "decks/feed.xml", "decks/index.json", "decks/lock.json"]


def test_a_gitignore_of_the_author_stays_and_a_removed_one_is_not_made_again(project: Project) -> None:
    project.page("basics", *seedlike())
    ignored = project.write("decks/.gitignore", "# packages are committed here\n")
    project.build()
    assert ignored.read_text() == "# packages are committed here\n"
    ignored.unlink()
    project.page("basics", *seedlike(4))
    project.build()
    assert not ignored.exists()
