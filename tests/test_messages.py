"""Messages stay useful: pages without questions get none, and repeated ones are summarised."""

import json
from pathlib import Path

import pytest

from tests.support.project import Project, block

PROSE = {
    "broken front matter": "---\ntitle: [open\n---\n\nText.\n",
    "front matter that is a list": "---\n- one\n---\n\nText.\n",
    "a level that is none": "---\nlevel: Olympic\n---\n\nText.\n",
    "a value given twice": "---\ntitle: A\ntitle: B\n---\n\nText.\n",
    "another encoding": "# Où?\n".encode("latin-1"),
    "another encoding of two bytes": "# Text\n".encode("utf-16"),
    "text decoded twice": "# cafÃ©\n",
    "characters nobody sees": "# In\u200bvisible\n",
    "broken links": "!!! note\n    [a](#nowhere) [b](nowhere.md)\n",
    "a line longer than anyone writes": "a " * 200_000,
    "more text than is read": "a\n" * 600_000,
    "an example": '!!! note\n    [a](#nowhere)\n\n```\n??? question "Why?"\n    So.\n```\n',
}


@pytest.mark.parametrize("path", ["source/about.md", "source/git/basics/about.md", "source/basic-terms.md"])
@pytest.mark.parametrize("page", PROSE.values(), ids=PROSE)
def test_a_page_without_questions_does_not_stop_a_build_and_gets_no_message(
    project: Project, path: str, page: str | bytes
) -> None:
    project.page("basics", block("What is a tag?"))
    project.write(path, page)
    assert project.run("check").stdout == "2 pages, 1 question: no problems found.\n"
    project.build()


QUESTION = '??? question "Où?"\n    Là.\n'


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (QUESTION.encode("latin-1"), "F002"),
        (QUESTION.encode("utf-16"), "F002"),
        ("## Où?\n\nLà.\n\n## Quand?\n\nTôt.\n\n## Qui?\n\nNous.\n".encode("latin-1"), "F002"),
        ("a\n" * 600_000 + QUESTION, "F010"),
        ("a " * 200_000 + "\n\n" + QUESTION, "F011"),
        ("---\ntitle: [\n---\n\n" + QUESTION, "S001"),
        ("---\ntitle: [\n---\n\n<div>\n" + QUESTION + "</div>\n", "S015"),
        ('??? question "Why?"\n    So: [a](#nowhere).\n', "S044"),
    ],
)
def test_a_page_with_questions_gets_its_messages(project: Project, page: str | bytes, code: str) -> None:
    project.page("basics", block("What is a tag?"))
    project.write("source/docker/basics.md", page)
    assert f" {code} " in project.run("check").stdout


def test_a_page_whose_front_matter_names_a_level_is_missed_when_it_has_no_questions(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    page = project.write("source/git/advanced.md", "# Git\n\nSoon.\n")
    assert "S010" not in project.run("check").stdout
    page.write_text("---\nlevel: advanced\n---\n\nSoon.\n")
    assert "source/git/advanced.md:1:1: warning S010 page has no questions" in project.run("check").stdout


def test_a_link_to_a_picture_outside_the_source_is_not_a_page(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    outside = project.write("assets/x.png", b"")
    (project.root / "source/git/x.png").symlink_to(outside)
    assert project.run("check").stdout == "1 page, 1 question: no problems found.\n"


def test_that_there_are_no_questions_comes_after_what_looks_like_some(project: Project) -> None:
    project.write("source/git.md", "".join(f"## What is {n}?\n\nIt.\n\n## Thing {n}\n\nIt.\n\n" for n in range(8)))
    for arguments in (["check"], ["check", "source/git.md"], ["check", "--format", "github"]):
        said = project.run(*arguments).stdout
        assert 0 < said.index("16 headings look like questions") < said.index("no questions in a supported format")
    rows = json.loads(project.run("check", "--format", "json").stdout)
    assert list(dict.fromkeys(row["code"] for row in rows)) == ["S047", "F003"]


def test_without_anything_that_looks_like_a_question_it_says_how_to_write_one(project: Project) -> None:
    project.write("source/git.md", "# Git\n")
    said = project.run("check").stdout
    assert "source: error F003 no questions found\n    hint: write ??? question" in said


def many(project: Project, pages: int) -> Path:
    """Pages that have the same fault."""
    for number in range(pages):
        project.write(f"source/topic{number:02}.md", f'??? question "What is thing {number}?"\nSo.\n')
    project.page("basics", block("What is **a tag?"))
    return project.root


def test_forty_equal_messages_are_one_line_and_all_of_them_with_verbose(project: Project) -> None:
    many(project, 40)
    for command in ("check", "build"):
        result = project.run(command)
        told = (result.stdout if command == "check" else result.stderr).splitlines()
        assert result.exit_code == 1
        assert sum("S002" in line for line in told) == 1
        assert (
            "source/topic00.md:1:1: error S002 question has no answer (and 39 more like this, on 40 pages;"
            " --verbose shows all)"
        ) in told
        assert sum("S033" in line for line in told) == 1
        assert "40 errors, 1 warning" in told[-1]
        for option in ("-v", "--verbose"):
            all_of_them = project.run(command, option).output
            assert all_of_them.count("error S002 question has no answer\n") == 40


def test_a_few_equal_messages_are_shown_one_by_one(project: Project) -> None:
    many(project, 10)
    assert project.run("check").stdout.count("S002 question has no answer\n") == 10


def test_only_messages_that_differ_in_numbers_are_summarised(project: Project) -> None:
    answers = (" ".join(["word"] * (70 + number)) for number in range(20))
    questions = (f'??? question "What is {number}?"\n    {answer}' for number, answer in enumerate(answers))
    links = (f"[x{letter}](nowhere-{letter}.md)" for letter in "abcdefghijklmn")
    project.page("basics", *questions, block("Where?", explanation=" ".join(links)))
    told = project.run("check").stdout
    assert told.count(" S037 ") == 1 and "(and 19 more like this; --verbose shows all)" in told
    assert told.count(" S043 ") == 14


@pytest.mark.parametrize("style", ["json", "github", "sarif", "counts"])
def test_machine_readable_output_is_not_summarised(project: Project, style: str) -> None:
    many(project, 40)
    told = project.run("check", "--format", style).stdout
    if style == "counts":
        assert "   40  error    S002" in told
    else:
        assert told.count("question has no answer") == 40
    assert "more like this" not in told


def test_without_enough_evidence_it_says_what_asks_and_where_and_how_to_read_it(project: Project) -> None:
    project.write("source/git.md", "# Git\n\n## What is it?\n\nIt.\n\n## Use\n\nSo.\n\n## Why use it?\n\nSo.\n")
    project.write("source/docker.md", "# Docker\n\n## Why?\n\nSo.\n\n- When to use it?\n")
    for arguments in (["check"], ["build"]):
        said = project.run(*arguments).output
        assert (
            "source: error F003 no questions found; 3 headings on 2 pages and 1 list item end with a question mark,"
            " which is too little evidence (first: source/docker.md:3:1 'Why?')\n"
            '    hint: if they are questions, add formats = ["auto", "heading"] to the settings' in said
        )
    project.write("anki-export.toml", 'formats = ["auto", "heading"]\n')
    assert "2 pages, 4 questions" in project.run("check").stdout


def test_a_summary_with_its_answer_on_the_same_line_is_counted(project: Project) -> None:
    project.write("source/git.md", "# Git\n\n<details><summary>What is a tag?</summary>A name.</details>\n")
    assert "no questions found; 1 collapsed block ends with a question mark" in project.run("check").stdout


def test_a_message_about_one_line_is_in_the_singular(project: Project) -> None:
    project.write("source/git.md", "# Git\n\nSoon.\n\n- What is a tag? #card\n    - A name.\n")
    said = project.run("check").stdout
    assert "S047 1 flashcard of Logseq; it does not become a card" in said


def test_rows_of_any_table_may_hold_terms_when_nothing_else_is_found(project: Project) -> None:
    rows = "".join(f"| wort {n} | word {n} |\n" for n in range(6))
    project.write("source/german.md", f"# German\n\n| Form | Example |\n|---|---|\n{rows}")
    assert "no questions found; 6 table rows may hold terms (first: source/german.md:5:1 'wort 0')" in (
        project.run("check").stdout
    )


def test_questions_without_answers_are_no_lack_of_a_format(project: Project) -> None:
    project.write("source/git.md", "# Git questions\n\n- What is a tag?\n- What is a branch?\n- Why?\n")
    said = project.run("check").stdout
    assert "source/git.md:3:1: warning S073 3 questions without an answer; skipped" in said
    assert "source: error F003 no questions with answers found" in said


def test_verbose_lists_all_places_of_a_message_about_several(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.write("source/ideas.md", "# Git questions\n\n- What is a branch?\n- What is a remote?\n\n1. Why?\n")
    assert "source/ideas.md:4:1" not in project.run("check").output
    for command in ("check", "build", "list"):
        said = project.run(command, "-v").output
        assert "    source/ideas.md:3:1\n    source/ideas.md:4:1\n    source/ideas.md:6:1\n" in said


def test_programs_get_a_message_at_each_of_its_places(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    project.write("source/ideas.md", "# Git questions\n\n- What is a branch?\n- What is a remote?\n\n1. Why?\n")
    rows = json.loads(project.run("check", "--format", "json").stdout)
    assert [row["line"] for row in rows if row["path"] == "source/ideas.md"] == [3, 4, 6]
    said = project.run("check", "--format", "github").stdout
    assert [line for line in (3, 4, 6) if f"file=source/ideas.md,line={line}," in said] == [3, 4, 6]


def test_the_summary_ends_with_pages_that_may_ask_but_gave_no_card(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    for number in range(5):
        asked = "".join(f"## What is {n}?\n\nIt.\n\n## Thing {n}\n\nIt.\n\n" for n in range(number))
        project.write(f"source/prose{number}.md", f"# Prose\n\n{asked}")
    may = "source/prose4.md:3:1, source/prose3.md:3:1, source/prose2.md:3:1"
    told = f"5 of 6 pages have no cards; 3 of them may contain questions: {may}.\n"
    assert project.run("check").stdout.endswith(told)
    assert told in project.run("build").stdout
    assert project.run("build").stdout.endswith(told)
    assert project.run("list").stderr.endswith(told)
    assert told not in project.run("list", "--format", "csv").output


def test_pages_of_prose_are_not_named(project: Project) -> None:
    project.page("basics", block("What is a tag?"))
    parts = "".join(f"## {n}.0\n\n### What's new?\n\nIt.\n\n### Thanks\n\nYou.\n\n" for n in range(8))
    project.write("source/prose.md", f"# Changes\n\nDid you know?\n\n{parts}")
    result = project.run("check", "--fail-on-warning")
    said = result.stdout
    assert result.exit_code == 0
    assert "note S089 1 line" in said and "warning" not in said
    assert said.endswith("\n2 pages, 1 question: no problems found.\n")


def test_lines_that_ask_are_noted_where_other_messages_say_why_there_are_no_cards(project: Project) -> None:
    for number in range(4):
        project.write(f"source/knots/{number}.md", f"# What is knot {number}?\n\nA loop.\n")
    project.write("source/club.md", "# Club\n\n## Who has the key?\n\nTom.\n\n## Who has the boat?\n\nAnn.\n")
    said = project.run("check").stdout
    assert "S047 4 questions in titles of pages" in said and "see the other messages" in said
    assert "source/club.md:3:1: note S089 2 lines ask a question" in said


def test_links_of_contents_to_missing_headings_are_not_reported(project: Project) -> None:
    project.page("basics", f"- [Tags](#tags)\n\n{block('What is a tag?')}\n[Top](#top)\n")
    assert "S044" not in project.run("check").stdout
    project.page("basics", '??? question "What is a tag?"\n    A name. [More](#more)\n')
    assert "S044 link points to #more" in project.run("check").stdout


def test_many_links_to_missing_headings_are_one_line(project: Project) -> None:
    for number in range(12):
        project.write(f"source/t{number}.md", f'??? question "What is {number}?"\n    A name. [More](#more{number})\n')
    said = project.run("check").stdout
    assert said.count("S044") == 1
    assert "(and 11 more like this, on 12 pages; --verbose shows all)" in said


def test_nothing_is_said_of_a_site_where_there_is_none(project: Project) -> None:
    project.write("README.md", '??? question "What is a tag?"\n    A name.\n    - It stays.\n')
    assert "S046" not in project.run("check", "README.md").stdout
    project.write("mkdocs.yml", "site_name: Git\n")
    project.write("docs/git.md", '??? question "What is a tag?"\n    A name.\n    - It stays.\n')
    assert "S046" in project.run("check", "docs").stdout
