"""Adding a format or a check takes one function or object and one line in a table; an output, one function."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from anki_export import pipeline as program
from anki_export.diagnostics import Rule
from anki_export.disk.source_tree import SourceTree
from anki_export.source import checks, formats
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format
from anki_export.source.outline import Outline
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Question, Wanted
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.source.read_questions import Reading, read_questions
from anki_export.source.render_and_sanitize import make_parser
from tests.support.learner import Learner
from tests.support.project import NOON, Project, block

HINTS = Hints("@ {}", "write the question: @ …?", "indent the answer", "a note")


def at_signs(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    """A toy: `@ question`, and below it the answer, indented by two columns."""
    lines = outline.lines
    starts = [number for number, line in enumerate(lines) if line.startswith("@ ")]
    titles = [lines[number][2:] for number in starts]
    for start, title, number in zip(starts, titles, numbers_of(titles), strict=True):
        stop = start + 1
        while stop < len(lines) and (not lines[stop].strip() or lines[stop].startswith("  ")):
            stop += 1
        while not lines[stop - 1].strip():
            stop -= 1
        asked = number.rest if number else title
        yield span("toy", outline, range(start, stop), asked, title, number, indent=2)


def span(
    name: str,
    outline: Outline,
    of: range,
    title: str,
    written: str = "",
    number: QuestionNumber | None = None,
    indent: int = 0,
) -> Span:
    body = body_of(outline.lines[of.start + 1 : of.stop], of.start + 1, outline.is_code, indent)
    place = IdPlace(of.start + 1, " " * indent)
    return Span(
        format=name,
        lines=of,
        title=title,
        written=written,
        number=number,
        hints=HINTS,
        body=body.lines,
        body_start=body.start,
        id_place=place,
    )


def may_hold(text: str) -> bool:
    return "@ " in text


TOY = Format("toy", may_hold, likely_holds=may_hold, spans=at_signs)


def shouting(asked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """A toy: one message for a question in capitals."""
    shouts = asked.question.question_text.isupper()
    return Finding(asked.line, Rule.UNFINISHED, "the question shouts", "write small letters") if shouts else None


def as_lines(questions: Iterable[Question]) -> str:
    """A toy: questions and answers as text, with a tab between them."""
    return "".join(f"{q.question_text}\t{' '.join(q.answer_text.split())}\t{q.topic}\n" for q in questions)


@pytest.fixture
def with_toys(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, TOY))
    for cached in ("_formats", "_with_signs"):  # without the toy
        monkeypatch.setattr(formats, cached, getattr(formats, cached).__wrapped__)
    monkeypatch.setattr(checks, "QUESTION_RULES", (*checks.QUESTION_RULES, shouting))
    return project


FIRST = """@ 1. What is a **tag**?
  **A fixed name for a commit**, see the [manual] and[^1].

  - It does not move.

  ```sh
  git tag v1
  ```
"""
SECOND = """@ 2. WHY SO?
  Because.
"""
LINKS = "[manual]: https://git-scm.com/docs/git-tag\n\n[^1]: A note.\n"


def rows(project: Project) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(project.run("list", "--format", "json").stdout)
    return found


def messages(project: Project) -> set[tuple[str, int]]:
    found = json.loads(project.run("check", "--format", "json").stdout)
    return {(d["code"], d["line"]) for d in found if d["code"] != "R001"}


def written(project: Project) -> str:
    return (project.root / "source/git/basics/index.md").read_text()


def test_a_format_is_read_listed_and_built(with_toys: Project, learner: Learner) -> None:
    with_toys.page("basics", FIRST, SECOND, block("What is a branch?"), LINKS)

    first, *others = rows(with_toys)
    assert (first["line"], first["question"]) == (7, "What is a <strong>tag</strong>?")
    assert [row["question_text"] for row in others] == ["WHY SO?", "What is a branch?"]
    body = first["answer"] + first["explanation"]
    assert "<strong>A fixed name for a commit</strong>" in body and "<li>It does not move.</li>" in body
    assert 'href="https://git-scm.com/docs/git-tag"' in body and "A note." in body  # from below on the page
    assert "git tag v1" in first["explanation_text"].split("\n")

    with_toys.build()
    for package in with_toys.packages():
        assert learner.import_package(package)["new"] == 3


def test_checks_see_entries_of_a_format_and_comments_ignore_their_messages(with_toys: Project) -> None:
    with_toys.page("basics", FIRST, SECOND, LINKS)
    assert messages(with_toys) == {(Rule.UNFINISHED.code, 17)}

    with_toys.page("basics", FIRST, SECOND + f"\n  <!-- check: ignore {Rule.UNFINISHED.code} -->\n", LINKS)
    assert messages(with_toys) == set()

    with_toys.page("basics", FIRST, "@ 2. Who?\n\nText", LINKS)
    assert messages(with_toys) == {(Rule.UNANSWERED.code, 17)}


def test_ids_and_fixes_are_written_into_entries_of_a_format(with_toys: Project) -> None:
    with_toys.page("basics", FIRST, SECOND.replace("2.", "4."), LINKS)
    with_toys.build()
    before = [row["guid"] for row in rows(with_toys)]
    assert (Rule.NUMBERS.code, 17) in messages(with_toys)

    assert with_toys.run("check", "--fix").exit_code == 0
    assert "@ 2. WHY SO?" in written(with_toys)
    assert with_toys.run("pin").exit_code == 0
    assert "@ 1. What is a **tag**?\n  <!-- card: tag -->\n" in written(with_toys)
    assert "@ 2. WHY SO?\n  <!-- card: why-so -->\n  Because.\n" in written(with_toys)
    with_toys.build()
    assert [row["guid"] for row in rows(with_toys)] == before


def test_a_card_keeps_its_identity_from_one_format_to_another(with_toys: Project) -> None:
    with_toys.page("basics", "@ What is a branch?\n  **A name**.\n\n  It moves.")
    with_toys.build()
    before = rows(with_toys)
    with_toys.page("basics", block("What is a branch?", "A name", "It moves."))
    with_toys.build()
    assert rows(with_toys)[0]["guid"] == before[0]["guid"] and len(with_toys.packages()) == 1


def test_a_span_that_the_parser_does_not_reach_is_reported_except_in_examples(with_toys: Project) -> None:
    with_toys.page("basics", SECOND, "```\n@ What is an example?\n```", "<pre>\na\n@ What is lost?\n  A.\n</pre>")
    assert (Rule.NOT_READ.code, 17) in messages(with_toys)
    assert {line for code, line in messages(with_toys) if code == Rule.NOT_READ.code} == {17}


def test_an_id_beside_the_title_of_a_span_is_read(with_toys: Project) -> None:
    with_toys.page("basics", "@ What is a tag? <!-- card: tag -->\n  A name.")
    result = program.plan(program.load(Path.cwd()), now=NOON)
    assert [(q.card_id, q.question) for q in result.questions] == [("tag", "What is a tag?")]


def test_lines_of_a_span_that_are_indented_less_belong_to_its_body(
    with_toys: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def listed(outline: Outline, wanted: Wanted) -> Iterator[Span]:
        lines = outline.lines
        yield span("listed", outline, range(lines.index("1. # Why?"), len(lines)), "Why?", "Why?", indent=3)

    monkeypatch.setattr(formats, "FORMATS", (Format("listed", lambda text: True, spans=listed),))
    with_toys.page("basics", "1. # Why?\n   **One**.\n\nTwo.\n\n- Three\n\n   ```\n   four\n ```\n\n      five")
    (row,) = rows(with_toys)
    assert row["answer"] == "<p>One.</p>"
    assert row["explanation_text"].split("\n") == ["Two.", "Three", "four", "five"]


def test_an_entry_inside_a_span_is_nested_in_it(with_toys: Project) -> None:
    with_toys.page("basics", '@ What is outside?\n  Text.\n\n  ??? question "What is inside?"\n      Text.')
    assert [row["question_text"] for row in rows(with_toys)] == ["What is outside?"]
    assert (Rule.NESTED.code, 10) in messages(with_toys)


def test_lines_claimed_by_two_formats_belong_to_the_first_in_the_table(
    with_toys: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_lines(outline: Outline, wanted: Wanted) -> Iterator[Span]:
        lines = outline.lines
        yield span("page", outline, range(lines.index("# Basics"), len(lines)), "What is on the page?")

    whole = Format("page", lambda text: True, likely_holds=lambda text: True, spans=all_lines)
    with_toys.page("basics", SECOND)
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, whole))
    assert [row["question_text"] for row in rows(with_toys)] == ["WHY SO?"]
    with_toys.page("basics", SECOND + "\n")
    monkeypatch.setattr(formats, "FORMATS", (whole, TOY))
    assert [row["question_text"] for row in rows(with_toys)] == ["What is on the page?"]


def test_an_unreadable_page_is_reported_if_it_likely_contains_a_question(with_toys: Project) -> None:
    with_toys.page("basics", SECOND)
    with_toys.write("source/git/advanced.md", "@ What is a tag?\n  Ümlaut\n".encode("latin-1"))
    with_toys.write("source/git/expert.md", "Ümlaut\n".encode("latin-1"))
    codes = [(d["code"], d["path"]) for d in json.loads(with_toys.run("check", "--format", "json").stdout)]
    assert [path for code, path in codes if code == Rule.NOT_UTF8.code] == ["source/git/advanced.md"]


def test_an_output_is_a_function_of_questions(with_toys: Project) -> None:
    with_toys.page("basics", SECOND, block("What is a branch?", "A name"))
    result = program.plan(program.load(Path.cwd()), now=NOON)
    assert as_lines(result.questions) == "WHY SO?\tBecause.\tGit\nWhat is a branch?\tA name.\tGit\n"


def test_a_span_is_read_as_the_same_question_in_an_admonition(with_toys: Project) -> None:
    reading, tree = Reading(make_parser()), SourceTree(Path("nowhere"), "")

    def read(text: str) -> list[tuple[object, ...]]:
        page, _ = read_page(PageFile("git/basics.md", text.encode(), "page.md"))
        found, *_ = read_questions(page, tree, reading) if page else ((), ())
        return [(q.location.line, q.last_line, q.key, q.question, q.answer, q.explanation, q.rule) for q in found]

    pages = [path.read_text() for path in sorted((Path(__file__).parents[1] / "source").rglob("*.md"))]
    for page in pages:
        toy = re.sub(r'^\?\?\? question "(.*)"$', r"@ \1", re.sub("^    ", "  ", page, flags=re.MULTILINE), flags=re.M)
        assert read(toy) == read(page) and ("@ " in toy) == ("??? question" in page)
    assert len(pages) > 1
