"""Formats that are read only where the settings or a page name them: definitions, glossaries, tables and titles."""

import re
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from anki_export.diagnostics import Rule, Severity
from anki_export.source.edit.ids import pin
from anki_export.source.pages_and_questions import Question
from tests.support.examples import examples
from tests.support.reading import SITE_SETTINGS, cases, parsed, read, read_text

REQUESTED = ("definition", "glossary", "table", "title")
PATH = "git/basics/glossary.md"


def asked(text: str, *formats: str, path: str = PATH) -> list[str]:
    questions, _ = read_text(text, path, replace(SITE_SETTINGS, formats=formats))
    return [question.question_text for question in questions]


@pytest.mark.parametrize(("page", "result"), cases("formats-requested.txt"))
def test_what_a_page_asks_for_is_read_and_near_misses_are_not(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), cases("formats-requested.txt"))
def test_nothing_of_it_is_read_without_being_asked_for(page: str, result: str) -> None:
    text = re.sub(r"^formats: .*\n", "", page, flags=re.MULTILINE)
    assert [q.question_text for q in read_text(text)[0]] == (["Why?"] if "???" in page else [])


@pytest.mark.parametrize(
    ("file", "heading", "question"),
    [
        ("What is a heap.md", "# Heap", "What is a heap"),
        ("Adapter pattern.md", "", "Adapter pattern"),
        ("What's `==` and *why*?.md", "# Equals", "What's `==` and *why*?"),
        ("Heap.md", "# What is a heap?", "What is a heap?"),
        ("queue-or-stack.md", "# Queue or stack", "Queue or stack"),
        ("queue-or_stack.md", "", "queue or stack"),
        ("12. Heaps.md", "## Heap", "12. Heaps"),
        ("堆.md", "", "堆"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_name_of_a_file_asks_unless_its_first_heading_does(
    file: str, heading: str, question: str, end: str
) -> None:
    text = end.join([heading, "", "A tree.", "", "## More", "", "Text.", ""])
    assert asked(text, "auto", "title", path=f"git/basics/{file}") == [question]


@pytest.mark.parametrize("file", ["README.md", "index.md", "CONTRIBUTING.md", "404.md", "2024-01-01.md", "_part.md"])
def test_pages_about_the_repository_ask_nothing_by_their_name(file: str) -> None:
    assert asked("# Heap\n\nA tree.\n", "title", path=f"git/basics/{file}") == []


PAGES = {
    "definition": "a\n:   one\n\nb\nc\n\n:   two\n:   three\n",
    "glossary": "# Glossary\n\n#### a\n\none\n\n#### b c\ntwo\n",
    "table": "| Term | Definition | More |\n|---|---|---|\n| a | one | x |\n|b|two|\n",
    "title": "# Why a?\n\none\n",
}


@pytest.mark.parametrize("name", REQUESTED)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ids_are_written_without_changing_a_card(name: str, end: str) -> None:
    settings = replace(SITE_SETTINGS, formats=("auto", name))
    text = "\ufeff" + PAGES[name].replace("\n", end)
    before, _ = read_text(text, PATH, settings)
    ids = {question.location.line: f"id-{n}" for n, question in enumerate(before)}
    new = pin(text, ids, parsed(text, PATH, settings))
    after, diagnostics = read_text(new, PATH, settings)
    assert [q.card_id for q in after] == list(ids.values())
    assert list(map(content, after)) == list(map(content, before))
    assert not [d for d in diagnostics if d.severity is Severity.ERROR]
    assert re.sub(r"\s*<!-- card: [\w-]+ -->", "", new).split() == text.split()


def content(question: Question) -> Sequence[str]:
    return question.key, question.question, question.answer, question.explanation


words = st.lists(st.sampled_from("lorem ipsum dolor Sit amet 12 çé 用 a_b x*y".split()), min_size=1, max_size=4)
"""Words of a term or a definition."""
texts = words.map(" ".join)
blanks = st.sampled_from(["", "\n", "\n\n"])
colons = st.sampled_from([":   ", ": ", ":\t", ":\u00a0", "  :  "])


@examples(60)
@given(st.lists(st.tuples(texts, texts, colons, blanks, st.booleans()), min_size=1, max_size=6))
def test_each_definition_is_a_card_or_a_message(rows: list[tuple[str, str, str, str, bool]]) -> None:
    page = "".join(
        f"T{n} {term}\n{colon}{f'D{n} {text}' if is_written else '<!-- -->'}\n{blank}"
        for n, (term, text, colon, blank, is_written) in enumerate(rows)
    )
    check_law("definition", page, [is_written for *_, is_written in rows])


@examples(60)
@given(st.lists(st.tuples(texts, texts, blanks, st.booleans()), min_size=1, max_size=6), st.integers(2, 6))
def test_each_term_of_a_glossary_is_a_card_or_a_message(rows: list[tuple[str, str, str, bool]], level: int) -> None:
    page = "".join(
        f"{'#' * level} T{n} {term}\n{blank}{f'D{n} {text}' * is_written}\n\n"
        for n, (term, text, blank, is_written) in enumerate(rows)
    )
    check_law("glossary", page, [is_written for *_, is_written in rows])


@examples(60)
@given(
    st.lists(st.tuples(texts, texts, texts, st.booleans()), min_size=1, max_size=6),
    st.sampled_from([("| ", " | ", " |"), ("|", "|", ""), ("", " | ", "")]),
)
def test_each_row_of_a_table_is_a_card_or_a_message(
    rows: list[tuple[str, str, str, bool]], bars: tuple[str, str, str]
) -> None:
    first, between, last = bars
    cells = [("Term", "Meaning", "Source"), ("---", ":-:", "---")]
    cells += [(f"T{n} {a}", f"D{n} {b}" * is_written, c) for n, (a, b, c, is_written) in enumerate(rows)]
    page = "".join(f"{first}{between.join(row)}{last}\n" for row in cells)
    check_law("table", page, [is_written for *_, is_written in rows])


def check_law(name: str, page: str, is_written: Sequence[bool]) -> None:
    """Each candidate is a card that has its answer and no other, or is reported on its line."""
    questions, diagnostics = read_text(page, PATH, replace(SITE_SETTINGS, formats=(name,)))
    cards = {question.question_text.split()[0]: question for question in questions}
    assert list(cards) == [f"T{n}" for n, written in enumerate(is_written) if written]
    for title, question in cards.items():
        back = question.answer_text + question.explanation_text
        assert re.findall(r"\b[DT]\d\b", back) == [title.replace("T", "D")]
    lines = [number for number, line in enumerate(page.split("\n"), 1) if re.search(r"\bT\d\b", line)]
    told = {d.location.line for d in diagnostics if d.rule is Rule.UNANSWERED}
    assert told == {line for line, written in zip(lines, is_written, strict=True) if not written}


MANY = {
    "definition": "term\n:   text\nmore\n\n" * 5000,
    "definition without terms": ":   text\n\n" * 5000,
    "terms without definitions": "term\n" * 5000 + ":   text\n",
    "glossary": "# Glossary\n\n" + "## term\ntext\n" * 5000,
    "table": "| Term | Meaning |\n|---|---|\n" + "| a | b |\n" * 5000,
    "tables": "| Term | Meaning |\n|---|---|\n| a | b |\n\n" * 2000,
    "bars": "|" * 20_000 + "\n" + "|-" * 20_000 + "\n",
    "title": "# Links\n\n[a](b)\n\n" * 5000,
}


@pytest.mark.parametrize("name", MANY)
def test_a_page_of_thousands_is_searched_in_linear_time(name: str) -> None:
    from anki_export.source.formats import FORMATS
    from anki_export.source.outline import Outline
    from anki_export.source.pages_and_questions import Wanted

    wanted = Wanted(frozenset(REQUESTED), file="Heaps")
    started = time.process_time()
    lines = MANY[name].split("\n")
    outline = Outline(lines)
    for format in FORMATS:
        if format.name in REQUESTED and format.may_hold(MANY[name]):
            list(format.spans(outline, wanted))
    assert time.process_time() - started < 2


@pytest.mark.parametrize(("name", "mark"), [("heading", "## {}"), ("bold", "**{}**"), ("details", "<summary>{}")])
def test_little_evidence_is_enough_for_a_format_that_is_named(name: str, mark: str) -> None:
    end = "</summary>\n\nText.\n\n</details>\n\n" if name == "details" else "\n\nText.\n\n"
    start = "<details>\n" * (name == "details")
    text = "".join(start + mark.format(title) + end for title in ("What is a tag?", "Notes", "Facts", "Sizes"))
    assert asked(text, "auto", path="git/basics/page.md") == []
    assert asked(text, "auto", name, path="git/basics/page.md") == ["What is a tag?"]
    assert asked(text, name, path="git/basics/page.md") == ["What is a tag?"]
