"""An id written into a page names its question and changes nothing else."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from anki_export.diagnostics import Location
from anki_export.source.edit.ids import new_id
from anki_export.source.edit.ids import pin as pin_ids
from anki_export.source.pages_and_questions import Question
from tests.support.examples import examples
from tests.support.openers import openers, others
from tests.support.project import Project
from tests.support.reading import cases, parsed, read_text

SOURCE = Path(__file__).parents[1] / "source"
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
WITHIN = re.compile(r" <!-- card: [\w.-]+ -->(?=</summary)")
"""An id on a line with other text."""
Message = tuple[str, str, str, int]


def read(text: str, path: str = "git/basics/page.md") -> tuple[tuple[Question, ...], list[Message]]:
    """The questions of a page, and its messages with the line itself instead of its number."""
    questions, diagnostics = read_text(text, path)
    lines = ["", *LINE.findall(text), ""]
    told = []
    for d in diagnostics:
        line, column = lines[d.location.line].rstrip("\r\n"), d.location.column
        if within := WITHIN.search(line):
            line, column = line.replace(within[0], ""), column - len(within[0]) * (column > within.start())
        told.append((d.rule.code, re.sub(r"line \d+", "line", d.message), line, column))
    return questions, told


def pin(text: str, ids: Mapping[int, str]) -> str:
    """The page with ids in all of these lines."""
    return pin_ids(text, ids, parsed(text))


def ids_for(questions: tuple[Question, ...]) -> dict[int, str]:
    ids: dict[int, str] = {}
    for question in questions:
        if not question.card_id:
            ids[question.location.line] = new_id(question.question_text, set(ids.values()))
    return ids


def unpinned(new: str, old: str, ids: Mapping[int, str]) -> str:
    """The page without the comments and the blank lines that came with them."""
    below = dict(ids)
    for number, name in ids.items():
        within = f" <!-- card: {name} --></summary"
        if within in new:
            new = new.replace(within, "</summary")
            del below[number]
    rest, before = LINE.findall(new), [*LINE.findall(old), ""]
    kept = []
    for number in range(1, len(before)):
        kept.append(rest.pop(0))
        if number in below:
            assert rest.pop(0).lstrip(" \t>").rstrip("\r\n") == f"<!-- card: {ids[number]} -->"
            if rest and not rest[0].strip(" \t>\r\n") and rest[0] != before[number]:
                rest.pop(0)
    assert not rest
    return "".join(kept)


def assert_only_the_ids_are_new(text: str, path: str = "git/basics/page.md") -> str:
    questions, told = read(text, path)
    ids = ids_for(questions)
    new = pin(text, ids)
    assert unpinned(new, text, ids) == text
    again, told_again = read(new, path)
    nowhere = Location("", 0, 0)
    assert [replace(q, location=nowhere, last_line=0) for q in again] == [
        replace(q, location=nowhere, last_line=0, card_id=q.card_id or ids[q.location.line]) for q in questions
    ]
    assert [q.location.column for q in again] == [q.location.column for q in questions]
    assert told_again == told
    return new


FIXTURE_CASES = [
    pytest.param(case.values[0], "page.md" if name == "pages.txt" else "git/basics/page.md", id=f"{name}: {case.id}")
    for name in ("markup.txt", "openers.txt", "pages.txt", "splitting.txt")
    for case in cases(name)
    if "<!-- card: not good -->" not in case.values[0]  # it has an id, which can't be used: to be put right by hand
]


@pytest.mark.parametrize(("page", "path"), FIXTURE_CASES)
def test_a_fixture_reads_the_same_with_ids(page: str, path: str) -> None:
    assert_only_the_ids_are_new(page, path)
    assert_only_the_ids_are_new("\ufeff" + page.replace("\n", "\r\n"), path)


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.md")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_page_of_ours_reads_the_same_with_ids(path: Path) -> None:
    text = path.read_bytes().decode()
    new = assert_only_the_ids_are_new(text)
    assert new.count("\n") - text.count("\n") == len(read(text)[0])  # our bodies start with text: no blank lines


BODIES = {
    "text": "**Because**.\n\nIt was so.",
    "text of two lines": "**Because**\nit was so.",
    "a list": "- one\n- two\n\nmore",
    "steps": "1. one\n2. two",
    "a fence": "```sh\nls\n\npwd\n```",
    "a table": "| a | b |\n|---|---|\n| 1 | 2 |",
    "a table without edges": "a | b\n---|---\n1 | 2",
    "indented code": "    code\n      deep\n\ntext",
    "a blank line": "\n**Because**.",
    "two blank lines and code": "\n\n    code",
    "html": "<div>\nx\n</div>\n\n**y**",
    "a comment": "<!-- later -->\n**Because**.",
    "a comment of two lines": "<!-- later\nthan that -->\n**Because**.",
    "an admonition": "!!! tip\n    more",
    "an answer box": '??? success "Answer"\n    **yes**',
    "a quote": "> said\nso",
    "a heading": "## Head\ntext",
    "a heading by its line": "Head\n---\ntext",
    "a rule": "---\ntext",
    "a footnote": "[^1]: note\n\ntext[^1]",
    "a link reference": "[a]: https://example.org\n[a] is one.",
    "a tab": '=== "One"\n    x',
    "math": "\\[\nx\n\\]",
    "a picture": "![p](p.png)",
    "a question": '??? question "Inner?"\n    x',
    "an indent of one": " text\n\n  - list",
    "a snippet": '--8<-- "nowhere.md"\ntext',
}
CONTAINERS = {
    "the page": ("", ""),
    "two spaces": ("  ", "  "),
    "three spaces, body at four": ("   ", ""),
    "a list": ("- ", "  "),
    "a wide list": ("1.  ", "    "),
    "a list with a tab": ("-\t", "\t"),
    "a list, further in": ("-   ", "    "),
    "below an item's text": ("- item\n  ", "  "),
    "below an item's text, loose": ("10. item\n\n    ", "    "),
    "a quote": ("> ", "> "),
    "a quote without space": (">", "> "),
    "a quote, further in": ("  > ", ">  "),
    "a quote in a quote": ("> > ", ">> "),
    "a list in a quote": ("> * ", ">   "),
    "a quote in a list": ("- > ", "  > "),
    "a footnote": ("text[^n]\n\n[^n]: ", "    "),
    "a definition": ("term\n:   ", "    "),
    "a definition with one space": ("term\n: ", "    "),
    "a definition in a list": ("- term\n  :   ", "      "),
    "a box between slashes": ("/// note\n", ""),
    "an admonition": ("!!! note\n    ", "    "),
    "a tab": ('=== "Tab"\n\n    ', "    "),
}


def page_of(container: tuple[str, str], body: str, indent: str = "    ", below: str = "") -> str:
    first, rest = container
    lines = [f'{first}??? question "1. Why {len(body)}?"']
    lines += [f"{rest}{indent}{line}" if line else rest.rstrip() for line in body.split("\n")]
    return "\n".join(lines) + "\n" + below


@pytest.mark.parametrize("container", CONTAINERS.values(), ids=CONTAINERS.keys())
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_any_body_anywhere_reads_the_same_with_an_id(body: str, container: tuple[str, str]) -> None:
    text = page_of(container, body)
    assert read(text)[0] or text.count("[^") > 3  # a footnote can't stand in a footnote
    assert_only_the_ids_are_new(text)


@examples(100)
@given(
    st.lists(
        st.builds(
            page_of,
            st.sampled_from(list(CONTAINERS.values())),
            st.lists(st.sampled_from(list(BODIES.values())), min_size=1, max_size=2).map("\n".join),
            st.sampled_from(["    ", "\t", "     ", "      "]),
            st.sampled_from(["", "\n", "\n\ntext\n\n", "text\n", "> quote\n", "\n    code\n"]),
        ),
        min_size=1,
        max_size=3,
    ).map("".join),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff", "---\ntitle: T\n---\n", "\ufeff---\ntitle: T\n---\n\n"]),
    st.booleans(),
)
def test_pinning_never_changes_a_card(text: str, end: str, head: str, is_ended: bool) -> None:
    """Without the inserted lines the page is the old one to the byte; with them it reads the same, but for ids."""
    text = (head + text if is_ended else (head + text).rstrip("\n")).replace("\n", end)
    assert_only_the_ids_are_new(text)


@examples(100)
@given(st.lists(openers | others, max_size=14))
@example(["\ufeff??? question", "    A"])
@example(["\x0c??? question x", "\x0c    A"])
def test_pinning_never_changes_a_card_for_any_lines(lines: list[str]) -> None:
    assert_only_the_ids_are_new("\n".join(lines) + "\n")


ANNOUNCED = "# Interview questions\n\n"
ELSEWHERE = {
    "a heading": "### {n}. Why is it {n}?\n{body}\n\n",
    "a heading below a blank line": "### Why is it {n}?\n\n{body}\n\n",
    "a heading in a list": "{n}. ### Why is it {n}?\n{indented}\n\n",
    "a heading in a list, with text at the margin": "1. ### Why is it {n}?\n\n{body}\n\n",
    "details": "<details>\n<summary>{n}. Why is it {n}?</summary>\n\n{body}\n\n</details>\n\n",
    "details below each other": "<details>\n<summary>Why is it {n}?</summary>\n{body}\n</details>\n",
    "details in a line": "<details><summary><b>Why is it {n}?</b></summary>{body}</details>\n\n",
    "details around tags": "<details>\n<summary>Why is it {n}?</summary>\n<br><b>\n{body}\n</b></details>\n\n",
    "details with tags in a line": "<details>\n<summary>Why is it {n}?</summary><br><b>\n{body}\n</b></details>\n\n",
    "details with a long summary": (
        "<details><summary>\nWhy is it <code>{n}</code>?\n<ul><li>a</li></ul>\n</summary>\n\n{body}\n\n</details>\n\n"
    ),
    "a quiz": "<quiz>\nWhy is it {n}?\n\n{body}\n\n- [x] Because\n- [ ] Not\n</quiz>\n\n",
    "a quiz with gaps": "<quiz>\n{body}\n\nIt is [[{n}]].\n</quiz>\n\n",
}


def page_of_others(format: str, bodies: Sequence[str]) -> str:
    """A page of questions in another format."""
    questions = (
        ELSEWHERE[format].format(n=n, body=body, indented="\n".join(f"   {line}".rstrip() for line in body.split("\n")))
        for n, body in enumerate(bodies, 1)
    )
    return ANNOUNCED + "".join(questions)


@pytest.mark.parametrize("format", ELSEWHERE)
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_any_body_in_any_format_reads_the_same_with_an_id(body: str, format: str) -> None:
    assert_only_the_ids_are_new(page_of_others(format, [BODIES["text"], body, BODIES["text"]]))


@examples(100)
@given(
    st.sampled_from(sorted(ELSEWHERE)),
    st.lists(
        st.lists(st.sampled_from(list(BODIES.values())), min_size=1, max_size=2).map("\n".join),
        min_size=2,
        max_size=5,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["", "\ufeff", "---\ntitle: T\n---\n"]),
)
def test_pinning_never_changes_a_card_in_any_format(format: str, bodies: list[str], end: str, head: str) -> None:
    assert_only_the_ids_are_new((head + page_of_others(format, bodies)).replace("\n", end))


def test_the_id_of_a_heading_stands_below_it_and_that_of_a_summary_in_it() -> None:
    assert pin(page_of_others("a heading", ["So."] * 2), {3: "one"}).split("\n")[2:5] == [
        "### 1. Why is it 1?",
        "<!-- card: one -->",
        "So.",
    ]
    assert pin(page_of_others("a heading in a list", ["So."] * 2), {3: "one"}).split("\n")[2:5] == [
        "1. ### Why is it 1?",
        "   <!-- card: one -->",
        "   So.",
    ]
    assert pin(page_of_others("details in a line", ["So."] * 2), {3: "one"}).split("\n")[2] == (
        "<details><summary><b>Why is it 1?</b> <!-- card: one --></summary>So.</details>"
    )


def test_the_id_stands_below_the_opener_like_the_body() -> None:
    assert pin('??? question "1. Why?"\n    **Because**.\n', {1: "why"}) == (
        '??? question "1. Why?"\n    <!-- card: why -->\n    **Because**.\n'
    )
    assert pin('??? question "Why?"\n\t**Because**.\n', {1: "why"}).split("\n")[1] == "\t<!-- card: why -->"
    assert pin('  ??? question "Why?"\n    **Because**.\n', {1: "why"}).split("\n")[1] == "    <!-- card: why -->"
    assert pin('> ??? question "Why?"\n>     A\n', {1: "why"}).split("\n")[1] == ">     <!-- card: why -->"
    assert pin('- ??? question "Why?"\n      A\n', {1: "why"}).split("\n")[1] == "      <!-- card: why -->"


def test_an_id_in_a_list_item_stands_as_deep_as_the_body() -> None:
    """Less deep, Python-Markdown would end the question at the comment."""
    page = '- item\n\n    ??? question "Why?"\n        So it is.\n'
    assert pin(page, {3: "why"}).split("\n")[3:5] == ["        <!-- card: why -->", "        So it is."]


def test_a_body_that_starts_after_a_blank_line_keeps_it() -> None:
    assert pin('??? question "Why?"\n\n    A\n', {1: "why"}) == '??? question "Why?"\n    <!-- card: why -->\n\n    A\n'


@pytest.mark.parametrize("name", ["a list", "steps", "a fence", "a table", "a table without edges", "indented code"])
def test_a_blank_line_separates_the_id_from_blocks_that_the_site_would_misparse(name: str) -> None:
    """Python-Markdown reads no list, table or code in a block that starts with a comment."""
    assert pin(page_of(("", ""), BODIES[name]), {1: "x"}).split("\n")[1:3] == ["    <!-- card: x -->", ""]
    assert pin(page_of(("> ", "> "), BODIES[name]), {1: "x"}).split("\n")[1:3] == [">     <!-- card: x -->", ">"]


def test_line_ends_and_byte_order_mark_stay() -> None:
    text = '\ufeff??? question "A?"\r\n    A\r\n\r\n??? question "B?"\r\n    B'
    assert pin(text, {1: "a", 4: "b"}) == (
        '\ufeff??? question "A?"\r\n    <!-- card: a -->\r\n    A\r\n\r\n'
        '??? question "B?"\r\n    <!-- card: b -->\r\n    B'
    )


def test_without_ids_a_page_stays_as_it_is() -> None:
    text = "\ufeffa\r\nb\rc\n\x0cd\u2028e"
    assert pin(text, {}) == text


def test_a_line_without_a_question_takes_no_id() -> None:
    for line in (2, 9):
        with pytest.raises(ValueError, match=f"line {line} opens no question"):
            pin('??? question "Why?"\n    A\n', {line: "x"})


@pytest.mark.parametrize(
    ("question", "card_id"),
    [
        ("What does `git status` show?", "git-status-show"),
        ("What's the difference between C, C++ and C#?", "difference-between-c-cplusplus-and-csharp"),
        ("How do you do?", "how-do-you-do"),
        ("Wie löst man „große“ Konflikte?", "wie-lost-man-grosse-konflikte"),
        ("Gdzie leży Łódź?", "gdzie-lezy-lodz"),
        ("Why does a very long question need an id that is cut where a word ends?", None),
    ],
)
def test_an_id_reads_like_its_question(question: str, card_id: str | None) -> None:
    assert new_id(question, set()) == (card_id or "why-very-long-question-need-id-that-cut-where")


def test_words_in_other_scripts_become_a_hash() -> None:
    one, other = new_id("Что такое ветка?", set()), new_id("Что такое тег?", set())
    assert one != other
    assert re.fullmatch("[0-9a-f]{8}", one)
    assert re.fullmatch("git-[0-9a-f]{8}", new_id("Что такое git?", set()))


@examples(100)
@given(st.lists(st.text(max_size=80) | st.sampled_from(["Why?", "why", "a" * 60, "ab " * 30, "", "-", "如何"])))
def test_ids_are_short_plain_and_unlike_each_other(questions: list[str]) -> None:
    taken: set[str] = set()
    for question in questions:
        card_id = new_id(question, taken)
        assert card_id not in taken
        assert len(card_id) <= 48
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", card_id)
        taken.add(card_id)


def test_a_taken_id_is_numbered() -> None:
    assert new_id("Why?", {"why"}) == "why-2"
    assert new_id("Why?", {"why", "why-2"}) == "why-3"
    assert len(new_id("a" * 60, {"a" * 48})) == 48


def test_a_question_in_a_definition_list_gets_its_id(project: Project) -> None:
    page = project.page("basics", 'term\n\n:   ??? question "Why?"\n        So it is.\n')
    assert project.run("pin").exit_code == 0
    assert '\n:   ??? question "Why?"\n        <!-- card: why -->\n        So it is.\n' in page.read_text()


def test_a_question_with_its_answer_in_the_block_below_gets_its_id(project: Project) -> None:
    answer = '??? success "Answer"\n    So it is.\n'
    page = project.page("basics", f'??? question "Why?"\n\n{answer}\n!!! question "How?"\n{answer}')
    assert project.run("pin").exit_code == 0
    assert (
        f'??? question "Why?"\n    <!-- card: why -->\n\n{answer}\n'
        f'!!! question "How?"\n    <!-- card: how -->\n\n{answer}'
    ) in page.read_text()
    assert project.run("pin").output == "Nothing to do: every question has an id.\n"


def test_the_id_of_a_question_with_options_is_made_without_them(project: Project) -> None:
    page = project.page("basics", '??? question "Which port has HTTP?"\n    - [ ] 22\n    - [x] 80\n')
    assert project.run("pin").exit_code == 0
    assert "<!-- card: port-has-http -->" in page.read_text()
