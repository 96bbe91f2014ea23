"""Exactly the reported problems are fixed, and no card changes."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.source.edit.fix import FIXABLE, fix
from anki_export.source.pages_and_questions import Question
from tests.support.examples import examples
from tests.support.openers import openers, others
from tests.support.project import Project, block
from tests.support.reading import cases, parsed, read_text

LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
NOWHERE = Location("", 0, 0)


def read(text: str) -> tuple[list[Question], list[Diagnostic]]:
    """The questions of a page, wherever they stand, and its messages."""
    questions, diagnostics = read_text(text)
    return [replace(question, location=NOWHERE, last_line=0) for question in questions], list(diagnostics)


def words(line: str, rule: Rule) -> list[str]:
    """What an opener says: its letters and digits, without the number that may stand before them."""
    before, marker, title = re.split(r"(\?\?\?|!!!)", line, maxsplit=1)
    title = re.sub(r"\d+", "", title, count=1) if rule is Rule.NUMBERS else title
    return [before, marker, *re.findall(r"[^\W_]+", title)]


def fixed(text: str) -> str:
    """The page mended, after a look at all that must hold of any page."""
    questions, told = read(text)
    found: dict[int, set[Rule]] = {}
    for diagnostic in told:
        found.setdefault(diagnostic.location.line, set()).add(diagnostic.rule)
    new, changes = fix(text, found, parsed(text))
    before, after = LINES.findall(text), LINES.findall(new)
    assert len(before) == len(after)
    for number, (old_line, new_line) in enumerate(zip(before, after, strict=True), 1):
        mine = [change for change in changes if change.line == number]
        assert old_line[len(old_line.rstrip("\r\n")) :] == new_line[len(new_line.rstrip("\r\n")) :]
        if mine:
            assert (mine[0].before, mine[-1].after) == (old_line.rstrip("\r\n"), new_line.rstrip("\r\n"))
            assert {change.rule for change in mine} <= {*found.get(number, ()), Rule.NUMBERS}
            for change in mine:
                if change.rule is not Rule.MOJIBAKE:
                    assert words(change.after, change.rule) == words(change.before, change.rule)
        else:
            assert old_line == new_line
    assert read(new)[0] == questions
    return new


HEAD = "---\ntopic: Git\nlevel: Basics\n---\n\n"
TITLES = {
    "no closing quote": ('??? question "1. What is a tag?', '??? question "1. What is a tag?"'),
    "no closing quote but two stars": ('??? question "2. What is `git gc`?**', '??? question "2. What is `git gc`?"'),
    "no quotes": ("??? question What is a tag?", '??? question "What is a tag?"'),
    "no quotes, the kind's own word": ("??? question question mark", '??? question "question mark"'),
    "no quotes, a part of the kind": ("??? question uest", '??? question "uest"'),
    "single quotes": ("???+ question 'Six?'", '???+ question "Six?"'),
    "curly quotes": ("!!! question “Seven?”  ", '!!! question "Seven?"  '),
    "angle quotes": ("??? faq « Huit ? »", '??? faq "Huit ?"'),
    "quotes inside": ('??? question “What is a "ref"?”', '??? question "What is a "ref"?"'),
    "an odd quote at the end": ('??? question What is a branch?"', '??? question "What is a branch?"'),
    "German quotes": ("??? question „What is a note?“", '??? question "What is a note?"'),
    "French quotes the other way": ("??? question »Was?«", '??? question "Was?"'),
    "Japanese quotes": ("??? question 「何?」", '??? question "何?"'),
    "single quotes of other languages": ("??? question ‚What's a fork?‘", '??? question "What\'s a fork?"'),
    "curly single quotes": ("??? question ‘What’s a fork?’", '??? question "What’s a fork?"'),
    "two kinds of quotes": ('??? question “Why?"', '??? question "Why?"'),
    "words in quotes that open no title": ('??? question "add" does what?', '??? question ""add" does what?"'),
    "words in quotes at the end": ("??? question What is „HEAD“", '??? question "What is „HEAD“"'),
    "words in quotes at both ends": ("??? question “merge” or “rebase”", '??? question "“merge” or “rebase”"'),
    "a capital before words in quotes": ('??? question What is "HEAD"', '??? question "What is "HEAD""'),
    "a colon": ('??? question: "Why?"', '??? question "Why?"'),
    "a colon, no quotes": ("??? question: Why: so?", '??? question "Why: so?"'),
    "layout": ("??? question inline end 'Five?'", '??? question inline end "Five?"'),
    "layout, a part of its words": ('??? question inline end "e', '??? question inline end "e"'),
    "attributes": ("??? question 'Why?' { .red }", '??? question "Why?" { .red }'),
    "an id": ('??? question "Why? <!-- card: why -->', '??? question "Why?" <!-- card: why -->'),
    "a list": ("- ??? question Why?", '- ??? question "Why?"'),
    "a quote": ("> ??? question 'Why?'", '> ??? question "Why?"'),
    "capitals": ("??? Question Why?", '??? Question "Why?"'),
    "decoded twice": ('??? question "Whatâ€™s a cafÃ©?"', '??? question "What’s a café?"'),
    "decoded twice, in quotes of that": ("??? question â€œWhy?â€\x9d", '??? question "Why?"'),
    "right already": ('??? question "What is a "ref"?"', '??? question "What is a "ref"?"'),
}


@pytest.mark.parametrize("name", TITLES)
def test_a_title_is_fixed(name: str) -> None:
    before, after = TITLES[name]
    prefix = re.split(r"\?\?\?|!!!", before)[0].replace("-", " ")
    body = f"\n{prefix}    A\n"
    assert fixed(HEAD + before + body) == HEAD + after + body
    assert not {d.rule for d in read(HEAD + after + body)[1]} & FIXABLE


@pytest.mark.parametrize(
    ("line", "rules"),
    [
        ("??? question â€œWhy?â€\x9d", {Rule.TITLE_QUOTES}),
        ('??? question "Why cafÃ\x00©?"', {Rule.MOJIBAKE}),
        ('text that opens "nothing', {Rule.TITLE_QUOTES}),
    ],
    ids=["quotes that are decoded twice", "a control character in between", "changed since it was told"],
)
def test_a_line_that_would_be_parsed_differently_is_left_unchanged(line: str, rules: set[Rule]) -> None:
    assert fix(line + "\n    A\n", {1: rules}, parsed(line + "\n    A\n")) == (line + "\n    A\n", [])


NUMBERS = {
    "a gap": ("1 2 4 5", "1 2 3 4"),
    "a repeat": ("1 2 2 3", "1 2 3 4"),
    "no order": ("3 1 2", "1 2 3"),
    "all the same": ("1 1 1", "1 2 3"),
    "in order": ("1 2 3", "1 2 3"),
    "from elsewhere": ("21 22 23", "21 22 23"),
    "sections that restart at 1": ("1 2 # 1 2 # 1 3", "1 2 # 1 2 # 1 2"),
    "sections that go on": ("1 2 # 3 5 # 5", "1 2 # 3 4 # 5"),
    "some without": ("1 - 2 - 4", "1 - 2 - 3"),
    "parts": ("1 1.2 2 4", "1 1.2 2 3"),
    "from elsewhere, many": (" ".join(map(str, [*range(21, 35), 36])), " ".join(map(str, range(21, 36)))),
    "from elsewhere, few": ("8 9 11", "8 9 11"),
    "of anything": ("22 80 53", "22 80 53"),
    "far beyond a list": ("1 2 404", "1 2 404"),
    "zeros before": ("01 02 04", "01 02 03"),
    "one more digit": ("1 2 3 4 5 6 7 8 9 11", "1 2 3 4 5 6 7 8 9 10"),
}
FORMS = ["{}. Why {}?", "Q{} (easy): Why {}?", "**Q{}:** Why {}?", "**{}) Why {}?**", "#{} Why {}?"]


def numbered(numbers: str, form: str) -> str:
    parts = []
    for i, number in enumerate(numbers.split()):
        title = f"Why {i}?" if number == "-" else form.format(number, i)
        parts.append("## More\n" if number == "#" else f'??? question "{title}"\n    Because {i}\n')
    return HEAD + "\n".join(parts)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NUMBERS)
def test_questions_are_renumbered_consecutively(name: str, form: str) -> None:
    before, after = NUMBERS[name]
    assert fixed(numbered(before, form)) == numbered(after, form)


def test_a_page_that_includes_others_keeps_its_numbers() -> None:
    text = numbered("1 2 4", "{}. Why {}?").replace(
        '??? question "4.', '{% include-markdown "three.md" %}\n\n??? question "4.'
    )
    assert fixed(text) == text


titles = st.sampled_from(
    ["Why {}?", "Whatâ€™s {}?", 'What is "{}"?', "{}", "cafÃ© {} 漢字", "`{}` :smile:", "{}**", "'{}'", "{} { .x }"]
).flatmap(lambda form: st.from_regex(r"[a-z]{1,3}( [a-z]{1,3})?", fullmatch=True).map(lambda w: form.replace("{}", w)))
quotes = st.sampled_from(
    [
        *[('"', '"'), ('"', ""), ("", '"'), ("", ""), ("'", "'"), ("“", "”"), ("“", ""), ("", "“"), ("«", "»")],
        *[("»", "«"), ("„", "“"), ("„", '"'), ("‚", "‘"), ("‘", "’"), ("「", "」"), ("â€œ", "â€\x9d")],
    ]
)
questions = st.builds(
    lambda prefix, kind, start, title, marks, end: (
        f"{prefix}{kind}{marks[0]}{start}{title}{marks[1]}{end}\n{prefix.replace('-', ' ')}    A{title}"
    ),
    st.sampled_from(["", "", "", "- ", "> "]),
    st.sampled_from(["??? question ", "???+ Question ", "!!! faq ", "??? question: ", "??? question inline end "]),
    st.sampled_from(["", "1. ", "2. ", "3) ", "Q7: ", "1.2. ", "007. "]),
    titles,
    quotes,
    st.sampled_from(["", "", " ", " <!-- card: x -->", " { .x }"]),
)
pages = st.builds(
    lambda head, parts, end, is_ended: (head + "\n\n".join(parts) + "\n" * is_ended).replace("\n", end),
    st.sampled_from([HEAD, "\ufeff" + HEAD, "", "\ufeff", "ï»¿" + HEAD]),
    st.lists(questions | st.sampled_from(["## More", "naÃ¯ve text", "```\n??? question Why?\n```"]), max_size=6),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.booleans(),
)


@examples(150)
@given(pages)
@example("\ufeff" + HEAD.replace("\n", "\r") + "??? question â€œA\r    B")
def test_fixing_never_changes_a_card(text: str) -> None:
    """Mended once, nothing is left of what is mended; mended twice is mended once; cards stay as they are."""
    new = fixed(text)
    assert not {d.rule for d in read(new)[1]} & FIXABLE
    assert fixed(new) == new


@examples(150)
@given(st.lists(openers | others | st.text(max_size=30).map(lambda t: t.replace("\n", " ")), max_size=14))
def test_fixing_never_changes_a_card_for_any_lines(lines: list[str]) -> None:
    new = fixed("\n".join(lines) + "\n")
    assert fixed(new) == new


CASES = [
    pytest.param(case.values[0], id=f"{name}: {case.id}")
    for name in ("markup.txt", "openers.txt", "pages.txt", "splitting.txt")
    for case in cases(name)
]


@pytest.mark.parametrize("page", CASES)
def test_a_fixture_has_the_same_cards_after_fixing(page: str) -> None:
    assert fixed(fixed(page)) == fixed(page)


@pytest.mark.parametrize("path", sorted((Path(__file__).parents[1] / "source").rglob("*.md")), ids=str)
def test_a_page_without_defects_is_left_alone(path: Path) -> None:
    text = path.read_bytes().decode()
    assert fixed(text) == text


BROKEN = '??? question "1. Whatâ€™s a tag?\n    A cafÃ©\n\n??? question “3. What is a branch?”\n    A name\n'
PAGE = "source/git/basics/index.md"


def broken(project: Project) -> Path:
    return project.write(PAGE, f"\ufeff{HEAD}{BROKEN}".replace("\n", "\r\n"))


def test_fixing_a_released_page_changes_no_card(project: Project) -> None:
    page = broken(project)
    project.build()
    before = project.state()
    result = project.run("check", "--fix")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{PAGE}:6: fixed S017: ??? question \"1. What’s a tag?\n"
        f"{PAGE}:6: fixed S011: ??? question \"1. What’s a tag?\"\n"
        f"{PAGE}:7: fixed S017: A café\n"
        f"{PAGE}:9: fixed S011: ??? question \"3. What is a branch?\"\n"
        f"{PAGE}:9: fixed S034: ??? question \"2. What is a branch?\"\n"
        "1 page, 2 questions: no problems found.\n"
    )  # fmt: skip
    mended = '??? question "1. What’s a tag?"\n    A café\n\n??? question "2. What is a branch?"\n    A name\n'
    assert page.read_bytes().decode() == f"\ufeff{HEAD}{mended}".replace("\n", "\r\n")
    assert "Nothing changed" in project.build().stdout
    assert project.state() == before
    assert project.run("check", "--fix").stdout == "1 page, 2 questions: no problems found.\n"


def test_a_dry_run_shows_what_would_be_fixed(project: Project) -> None:
    page = broken(project)
    before = page.read_bytes()
    result = project.run("check", "--fix", "--dry-run")
    assert (result.exit_code, page.read_bytes()) == (0, before)
    assert "-??? question “3. What is a branch?”\n" in result.stdout
    assert '+??? question "2. What is a branch?"\n' in result.stdout
    page.write_text(f'{HEAD}??? question "Why?"\n    So\n')
    assert project.run("check", "--fix", "--dry-run").stdout == "Nothing to fix.\n"
    assert "--dry-run needs --fix" in project.run("check", "--dry-run").output


def test_only_selected_rules_are_fixed(project: Project) -> None:
    page = broken(project)
    project.run("check", "--fix", "--select", "S017")
    assert "“3. What is a branch?”" in page.read_text()
    assert "A café" in page.read_text()
    project.write(PAGE, page.read_text() + "\n    <!-- check: ignore S011 -- so be it -->\n")
    assert "“2. What is a branch?”" in project.run("check", "--fix").stdout


def test_pages_with_uncommitted_changes_are_skipped(project: Project) -> None:
    page = broken(project)
    other = project.write("source/git/advanced.md", HEAD.replace("Basics", "Advanced") + "??? question Why?\n    So\n")
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "source"], check=True)
    subprocess.run([*git, "commit", "-qm", "start"], check=True)
    page.write_bytes(page.read_bytes() + b"\r\n")
    before = page.read_bytes()
    for options in (["--dry-run"], []):
        result = project.run("check", "--fix", *options)
        assert result.exit_code == 1
        assert f"{PAGE}: error F006 page has uncommitted changes" in result.output
    assert page.read_bytes() == before
    assert '??? question "Why?"' in other.read_text()


def test_a_write_that_fails_leaves_whole_pages(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    page = broken(project)
    before = page.read_bytes()

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    for command in (["check", "--fix"], ["pin"]):
        result = project.run(*command)
        assert result.exit_code == 1
        assert f"{PAGE}: error F004 can't be written: no space left on device" in result.output
        assert ": fixed" not in result.output
    assert page.read_bytes() == before


def test_errors_on_a_page_do_not_prevent_fixes(project: Project) -> None:
    project.page("basics", block("Why?"), "??? question What?\n    So\n", '??? question "Empty?"\nSo.')
    result = project.run("check", "--fix")
    assert result.exit_code == 1
    assert "fixed S011" in result.stdout
    assert "error S002" in result.stdout


def test_problems_in_an_included_file_are_reported_and_fixed_there(project: Project) -> None:
    included = project.write("source/part.txt", "One line.\r\nA naÃ¯ve \u202eone.\r\n")
    bodies = [block(f"What is a {name}?", explanation='--8<-- "part.txt"') for name in ("tag", "branch")]
    project.page("basics", bodies[0])
    project.page("advanced", bodies[1])
    said = [line.split(" ")[:3] for line in project.run("check").stdout.splitlines() if "part.txt" in line]
    assert said == [["source/part.txt:2:5:", "warning", "S017"], ["source/part.txt:2:10:", "warning", "S018"]]
    project.run("check", "--fix")
    assert included.read_bytes().decode() == "One line.\r\nA naïve \u202eone.\r\n"
