"""The API: what plugins and notebooks call."""

import re
import subprocess
import sys
from importlib.resources import files
from inspect import signature
from pathlib import Path
from textwrap import indent

import pytest

import anki_export
from anki_export import Cache, Execution, Markdown, Settings, load, load_pages, plan, read_text, tree_of, write
from tests.support.learner import Learner
from tests.support.project import NOON, Project, block

PAGE = "---\ntitle: Git Interview Questions - Basics\n---\n\n"
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="4"/></svg>'


def test_the_api_has_the_names_that_it_lists_and_no_others() -> None:
    assert sorted(anki_export.__all__, key=lambda name: (name.islower(), name)) == anki_export.__all__
    assert all(getattr(anki_export, name) is not None for name in anki_export.__all__)
    assert sorted(anki_export._MODULES) == sorted(anki_export.__all__)
    with pytest.raises(AttributeError, match="'anki_export' has no attribute 'lode'"):
        anki_export.lode  # noqa: B018
    assert files("anki_export").joinpath("py.typed").is_file()


def test_every_name_of_the_api_is_documented_with_its_arguments() -> None:
    text = (Path(__file__).parents[1] / "docs/api.md").read_text().partition("## All names")[2]
    cells = "".join(re.findall(r"^\|([^|]*)\|", text, re.MULTILINE))
    documented = re.findall(r"`(\w+)(?:\(([^`]*)\))?`", cells)
    assert sorted(name for name, _ in documented) == sorted(anki_export.__all__)
    for name, arguments in documented:
        if name.islower():
            assert arguments.replace("=", "").split(", ") == list(signature(getattr(anki_export, name)).parameters)


def test_importing_the_api_imports_nothing_else() -> None:
    code = "import sys, anki_export; print(sorted(name for name in sys.modules if name.startswith('anki_export')))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "['anki_export']\n"


def test_a_text_is_read_into_questions_and_diagnostics() -> None:
    page = PAGE + block("What is a branch?") + "\n\n" + block("What is a tag?", "A name. TODO: for what?")
    questions, diagnostics = read_text(page)
    assert [(question.topic, question.level.name, question.question_text) for question in questions] == [
        ("Git", "Basics", "What is a branch?"),
        ("Git", "Basics", "What is a tag?"),
    ]
    assert [(str(found.location), found.rule.code) for found in diagnostics] == [("page.md:11:15", "S041")]


def test_a_text_is_read_with_settings_and_the_files_around_it() -> None:
    page = block("Which dot?", explanation="![A dot](../dot.svg) \\(x\\)")
    settings = Settings(levels=("Easy", "Hard"), ignore=("S024",), site_url="https://example.org/")
    questions, diagnostics = read_text(page, "git/easy/index.md", settings, tree_of({"git/dot.svg": DOT}))
    (question,) = questions
    assert (question.topic, question.level.name, diagnostics) == ("Git", "Easy", ())
    assert [file.name.rpartition(".")[2] for file in question.media] == ["svg"]
    assert question.url == "https://example.org/git/easy/"
    _, diagnostics = read_text(page, "git/easy/index.md", settings)
    assert [found.rule.code for found in diagnostics] == ["S074"]


def test_a_text_that_is_no_unicode_is_a_diagnostic() -> None:
    _, diagnostics = read_text(block("What is \ud800?"))
    assert [found.rule.code for found in diagnostics] == ["F002"]


def test_pages_in_memory_give_the_packages_of_pages_on_disk(project: Project) -> None:
    project.write("source/git/dot.svg", DOT)
    project.write("source/git/part.txt", "More.")
    project.page("basics", block("Which dot?", explanation="![A dot](../dot.svg)"), block("What else?"))
    project.page("advanced", block("Where?", explanation='See.\n\n    --8<-- "../part.txt"'))
    source = project.root / "source"
    texts = {path.relative_to(source).as_posix(): path.read_text() for path in source.rglob("*.*")}
    project.build()
    expected = project.state()

    outcome = write(plan(load(project.root, decks=Path("from-disk")), now=project.clock))
    assert [entry.is_new for entry in outcome.written] == [True, True]
    assert project.state("from-disk") == expected

    (project.root / "source").rename(project.root / "elsewhere")
    result = plan(load_pages(Settings(home=project.root), texts, decks=Path("from-memory")), now=project.clock)
    assert ([found.rule.code for found in result.diagnostics], result.pages) == (["R011"], 2)
    write(result)
    assert project.state("from-memory") == expected

    again = plan(load_pages(Settings(home=project.root), texts), now=project.clock + 9)
    assert write(again).is_idle


def test_pages_in_memory_reach_no_file_of_the_disk(project: Project) -> None:
    project.write("source/secret.txt", "Secret.")
    project.write("secret.txt", "Secret.")
    for name in ("secret.txt", "../secret.txt", str(project.root / "secret.txt")):
        page = block("What is it?", explanation=f'It.\n\n    --8<-- "{name}"')
        result = plan(load_pages(Settings(home=project.root), {"git/basics.md": page}), now=NOON)
        assert [found.rule.code for found in result.diagnostics] == ["S008"], name


def test_pages_in_memory_are_excluded_and_named_as_files_are(project: Project) -> None:
    texts = {"git/basics.md": block("What is a branch?"), "drafts/basics.md": block("What?"), ".git/basics.md": "x"}
    settings = Settings(home=project.root, source="docs", exclude=("drafts/",))
    result = plan(load_pages(settings, texts), now=NOON)
    assert [str(question.location) for question in result.questions] == ["docs/git/basics.md:1:1"]
    assert result.release and [deck.deck.name for deck in result.release.decks] == ["Git::1 Basics"]


def test_wrong_settings_are_a_diagnostic_and_nothing_is_planned(project: Project) -> None:
    result = plan(load_pages(Settings(home=project.root, decks="../decks"), {}), now=NOON)
    assert ([found.rule.code for found in result.diagnostics], result.can_build) == (["C006"], False)


def test_settings_that_no_file_made_are_named_where_they_are_wrong(project: Project) -> None:
    settings = Settings(home=project.root, extra_css="no.css")
    result = plan(load_pages(settings, {"git/basics.md": block("Why?")}), now=NOON)
    assert [(str(found.location), found.rule.code) for found in result.diagnostics] == [("extra_css", "C005")]


def test_an_update_through_the_api_keeps_the_reviews_of_a_learner(project: Project, learner: Learner) -> None:
    settings = Settings(home=project.root)
    for now, answer in ((NOON, "Because"), (NOON + 3600, "It was so")):
        write(plan(load_pages(settings, {"git/basics.md": block("Why?", answer)}), now=now))
        learner.import_package(project.packages()[0])
        if now == NOON:
            learner.study(1)
    assert learner.reviews() == 1


MARKDOWN = {
    "the first line of a paragraph": (
        "**A *name***.\nIt moves.\n\n- one\n\n      two\n- three",
        Markdown("What is it?", "**A *name***.", "It moves.\n\n- one\n\n      two\n- three"),
    ),
    "blocks of their own": (
        "First\nlines.\n\n<!-- card: a -->\n\nSecond.",
        Markdown("What is it?", "First\nlines.", "Second."),
    ),
    "choices, and the one that a letter names": (
        "- A: a\n- B: b\n\n**Answer:** B\n\nBecause.",
        Markdown("What is it?\n\n- A) a\n- B) b", "- B: b", "Because."),
    ),
    "an answer in a box": (
        'Look here.\n\n??? success "Answer"\n    In *here*.\n\n    ```python\n    x  =  1\n    ```\n',
        Markdown("What is it?\n\nLook here.", "In *here*.", "```python\nx  =  1\n```"),
    ),
    "an answer in an element that shares its lines": (
        "Which\n**one**? <details><summary>Answer</summary>See *that*\nand *this*.</details>",
        Markdown("What is it?\n\nWhich\n**one**?", "See *that*\nand *this*.", ""),
    ),
    "an element behind the answer": (
        "**It**. <details><summary>More</summary>See.</details>",
        Markdown("What is it?", "**It**.", "<details><summary>More</summary>See.</details>"),
    ),
    "a list glued to the line above it": (
        "Two:\n- one\n- two\n\nMore.",
        Markdown("What is it?", "Two:\n- one\n- two", "More."),
    ),
    "an included file": ('It.\n\n--8<-- "part.txt"\n', Markdown("What is it?", "It.", "Some `more`.")),
}


@pytest.mark.parametrize(("body", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_a_question_has_its_markdown(body: str, expected: Markdown) -> None:
    page = f'??? question "1. What is it?"\n{indent(body, "    ")}\n'
    (question,), _ = read_text(page, "git/basics.md", tree=tree_of({"part.txt": "Some `more`.\n"}))
    assert question.markdown == expected


def test_the_markdown_of_a_project_is_kept_only_when_it_is_asked_for(project: Project) -> None:
    project.page("basics", block("What is `HEAD`?"))
    for wanted in (False, True, False, True):
        with Cache(project.root / "cache.sqlite") as cache:
            result = plan(load(project.root), now=NOON, execution=Execution(cache, with_markdown=wanted))
        expected = Markdown("What is `HEAD`?", "**Because**.", "It was so.") if wanted else None
        assert [question.markdown for question in result.questions] == [expected]
