"""A real site as a canary; skipped if it is not available."""

import re
import sys
from pathlib import Path

from tests.support.html_text import text_of
from tests.support.project import Project

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
import corpus as measure


def test_every_question_marker_of_a_real_site_is_a_card_or_a_message(corpus: Path) -> None:
    questions, report = measure.read_site(corpus)
    openers = measure.count_openers(corpus)
    for page in openers:
        cards = sum(q.location.path == page for q in questions)
        skip_reason = {
            d.location for d in report if d.location.path == page and d.rule.name in ("PLACEHOLDER", "NO_QUESTION")
        }
        assert openers[page] == cards + len(skip_reason), page
    assert {d.severity.value for d in report} <= {"warning", "note"}


def test_the_text_of_a_real_site_is_that_of_its_own_toolchain(corpus: Path) -> None:
    questions, _ = measure.read_site(corpus, short_answers=False)
    found = measure.unequal_texts(corpus, questions)
    assert not found["question"]
    assert not found["other"]
    assert len(found["no card"]) == sum(1 for page in found["no card"] if "azure" in page)


def test_only_lists_that_the_real_site_shows_as_text_are_reported(corpus: Path) -> None:
    questions, report = measure.read_site(corpus, short_answers=False)
    told = {(d.location.path, d.location.line) for d in report if d.rule.code == "S046"}
    glued = {
        f"docs/{q.location.path}:{q.location.line}"
        for q in questions
        if any(path == q.location.path and q.location.line <= line <= q.last_line for path, line in told)
    }
    assert glued == set(measure.unequal_texts(corpus, questions)["list after a paragraph"])


def test_wrong_titles_and_placeholders_on_a_real_site_are_reported(corpus: Path) -> None:
    _, report = measure.read_site(corpus)
    told = {(d.location.path, d.location.line, d.rule.name) for d in report}
    for path in measure.count_openers(corpus):
        for number, line in enumerate((corpus / "site/docs" / path).read_text().split("\n"), 1):
            if line.startswith("???") and not line.rstrip().endswith('"'):
                assert (path, number, "TITLE_QUOTES") in told
            if line.startswith("???") and "Placeholder" in line:
                assert (path, number, "PLACEHOLDER") in told


def test_no_site_syntax_is_left_in_the_visible_text_of_a_real_site(corpus: Path) -> None:
    questions, _ = measure.read_site(corpus)
    for question in questions:
        for field in (question.question, question.answer, question.explanation):
            text = text_of(re.sub(r"<code\b.*?</code>", "", field, flags=re.DOTALL))
            left = re.search(r":::|===|\{:|\+\+\w|--8<--|\{%|:material-|^///|^!!!|^\?\?\?", text, re.MULTILINE)
            assert not left, f"{question.location}: {text}"


def test_a_real_site_builds_and_a_second_build_changes_nothing(corpus: Path, project: Project) -> None:
    source = str(corpus / "site/docs/interview-questions")
    result = project.build(source, "-o", "decks")
    assert "error" not in result.stderr
    before = project.state()
    assert "Nothing changed" in project.build(source, "-o", "decks").stdout
    assert project.state() == before


def test_reworded_questions_of_a_real_site_keep_their_cards(corpus: Path) -> None:
    import identity

    count = identity.Count()
    for case in identity.cases(corpus):
        if case.span[1] - case.span[0] == 1:
            count.add(case, identity.Weights())
    total = count.kept + count.alike + count.offered + count.lost
    assert count.wrong == 0
    assert (count.kept + count.alike) / total >= 0.85
    assert 1 - count.lost / total >= 0.98
