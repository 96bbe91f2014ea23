"""Pages with options: each case is in a fixture file as `title . page . result .`."""

import re

import pytest

from anki_export.diagnostics import Rule, Severity
from anki_export.source.pages_and_questions import Question
from tests.support.project import FIXTURES, Project
from tests.support.reading import cases, read, read_text

FILES = sorted(path.name for path in FIXTURES.glob("choices-*.txt"))
OPTION = re.compile(
    r'<li(?P<right> class="iq-correct")?><span class="iq-letter">\w+\)</span> (?P<text>.*?)</li>', re.DOTALL
)


@pytest.mark.parametrize(("page", "result"), [case for name in FILES for case in cases(name)])
def test_options_are_read_or_reported_and_near_misses_stay_as_they_are(page: str, result: str) -> None:
    assert read(page) == result


BODIES = {
    "ticks": ("- [ ] a stone\n- [x] a {}", ""),
    "letters": ("A) a stone\nB) a {}", "**Answer:** B"),
    "letters and a heading for the answer": ("A) a stone\nB) a {}", "{level}# Answer\n\nB"),
    "a list in raw HTML and a hidden answer": (
        '<div class="upper-alpha" markdown>\n1. a stone\n2. a {}\n</div>',
        '??? question "Show Answer"\n    The correct answer is **B**.',
    ),
}
RIGHT = {"Which one grows?": "tree", "Which one swims?": "fish", "Which one flies?": "bird"}


def headed(level: str, heading: str, body: str, number: str = "Q{}. ", first: str = "# Nature Quiz\n\n") -> str:
    """A page of three questions; above the options of the second one stands a heading."""
    options, answer = BODIES[body]
    parts = []
    for i, (title, right) in enumerate(RIGHT.items(), 1):
        above = f"{heading}\n\n" if heading and i == 2 else ""
        below = f"\n\n{answer.format(level=level)}" if answer else ""
        parts.append(f"{level} {number.format(i)}{title}\n\n{above}{options.format(right)}{below}\n")
    return first + "\n".join(parts)


def options_of(question: Question) -> list[tuple[str, bool]]:
    return [(match["text"], bool(match["right"])) for match in OPTION.finditer(question.question)]


def title_of(question: Question) -> str:
    return question.key.partition("\n")[0]


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("heading", ["#### Options", "#### Take your time", "##### Choose one", "## Options", "### A"])
@pytest.mark.parametrize("number", ["Q{}. ", ""])
@pytest.mark.parametrize("level", ["##", "###", "####"])
def test_a_heading_above_the_options_of_a_question_concerns_no_other_question(
    level: str, number: str, heading: str, body: str
) -> None:
    page = headed(level, heading, body, number)
    only_one_is_concerned(page, page.split("\n").index(f"{level} {number.format(2)}Which one swims?") + 1)


def only_one_is_concerned(page: str, line: int) -> None:
    """Assert that the second question, on this line, is read right or reported, and the others are read right.

    What is left without a question below it, such as a block with its answer, is reported as well.
    """
    questions, diagnostics = read_text(page)
    titles = [title_of(question) for question in questions]
    is_read = "Which one swims?" in titles
    assert titles == [title for title in RIGHT if is_read or title != "Which one swims?"]
    for question in questions:
        right = RIGHT[title_of(question)]
        assert options_of(question) == [("a stone", False), (f"a {right}", True)]
        assert question.answer_text == f"a {right}"
    lines = [found.location.line for found in diagnostics if found.rule is not Rule.NO_QUESTION]
    assert lines == ([] if is_read else [line])
    assert all(found.severity is Severity.WARNING for found in diagnostics)


ADMONITIONS = """??? question "Which one grows?"
    - [ ] a stone
    - [x] a tree

??? question "Which one swims?"
{}

??? question "Which one flies?"
    - [ ] a stone
    - [x] a bird
"""
OPTIONS = "- [ ] a stone\n- [x] a fish"


@pytest.mark.parametrize(
    "body",
    [
        f"\n#### Options\n\n{OPTIONS}",
        f"\nOptions\n-------\n\n{OPTIONS}",
        f"\n**Options**\n\n{OPTIONS}",
        f"    #### Options\n\n{OPTIONS}",
        "    #### Options\n\n    - [ ] a stone\n    - [x] a fish",
    ],
    ids=["heading", "underlined", "bold", "only the heading is indented", "all is indented"],
)
def test_a_heading_below_the_title_of_a_block_concerns_no_other_question(body: str) -> None:
    only_one_is_concerned(ADMONITIONS.format(body), 5)


OTHER_FORMS = {
    "headings in list items": (
        "1. #### {}\n\n   - [ ] a stone\n   - [x] a {}\n\n",
        "2. #### Which one swims?\n\n   #### Options\n\n   - [ ] a stone\n   - [x] a fish\n\n",
    ),
    "a question without heading marks": (
        "#### Q1. {}\n\n- [ ] a stone\n- [x] a {}\n\n",
        "Q2. Which one swims?\n\n#### Options\n\n- [ ] a stone\n- [x] a fish\n\n",
    ),
    "tags of a quiz": (
        "<quiz>\n{}\n\n- [ ] a stone\n- [x] a {}\n</quiz>\n\n",
        "<quiz>\nWhich one swims?\n\n#### Options\n\n- [ ] a stone\n- [x] a fish\n</quiz>\n\n",
    ),
}


@pytest.mark.parametrize(("usual", "headed_one"), OTHER_FORMS.values(), ids=OTHER_FORMS)
def test_a_heading_in_a_question_of_another_form_concerns_no_other_question(usual: str, headed_one: str) -> None:
    first = "# Nature Quiz\n\n" + usual.format("Which one grows?", "tree")
    last = usual.format("Which one flies?", "bird").replace("1.", "3.", 1)
    only_one_is_concerned(first + headed_one + last, first.count("\n") + 1)


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("heading", ["#### Options", "##### Options"])
def test_a_heading_that_comes_above_released_options_retires_nothing(project: Project, heading: str, body: str) -> None:
    project.write("source/git/basics.md", headed("####", "", body))
    project.build()
    page = headed("####", heading, body).replace("bird", "bird that sings")
    project.write("source/git/basics.md", page)
    result = project.run("build")
    assert "retired" not in result.stdout
    assert result.exit_code == 0 or "question has lost its answer" in result.output
    assert "bird that sings" in project.run("list").stdout
