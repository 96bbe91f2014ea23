"""Pages in, questions and diagnostics out: each case is in a fixture file as `title . page . result .`."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from anki_export import read_text as project_text
from anki_export.settings import Settings
from anki_export.source.edit.ids import pin
from anki_export.source.pages_and_questions import Question
from tests.support.project import FIXTURES
from tests.support.reading import CASE, PAGE, SITE_SETTINGS, cases, parsed, read, read_text


@pytest.mark.parametrize(("page", "result"), cases("openers.txt"))
def test_a_question_marker_becomes_a_card_or_a_message(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), cases("splitting.txt"))
def test_a_body_splits_into_answer_and_explanation(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), cases("short-answers.txt"))
def test_a_long_answer_is_shortened_where_its_structure_says_how(page: str, result: str) -> None:
    assert read(page) == result


def test_no_answer_is_shortened_if_the_settings_say_so() -> None:
    rules = {"heads", "code", "definition", "example"}
    pages = [param.values[0] for param in cases("short-answers.txt")]
    assert {question.rule for page in pages for question in project_text(page)[0]} > rules
    for page in pages:
        assert not {question.rule for question in project_text(page, settings=Settings(short_answers=False))[0]} & rules


@pytest.mark.parametrize(("page", "result"), cases("page-footers.txt"))
def test_the_end_of_a_page_is_no_part_of_its_last_answer(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), cases("front-matter.txt"))
def test_lists_in_front_matter_are_questions_which_take_no_ids(page: str, result: str) -> None:
    assert read(page) == result
    end = page.index("\n---\n", 1)
    ids = {one.location.line: f"id-{one.location.line}" for one in read_text(page)[0]}
    assert pin(page, ids, parsed(page)).startswith(page[:end])


@pytest.mark.parametrize(("page", "result"), cases("choices.txt"))
def test_options_are_on_the_front_and_the_right_ones_are_the_answer(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), cases("markup.txt"))
def test_markup_becomes_field_html(page: str, result: str) -> None:
    assert read(page) == result


@pytest.mark.parametrize(("page", "result"), cases("media.txt"))
def test_pictures_sounds_and_formulas_are_what_they_should_be(page: str, result: str) -> None:
    assert read(page) == result


def question(title: str, body: str) -> Question:
    (found,), _ = read_text(f'??? question "{title}"\n    {body}\n')
    return found


@pytest.mark.parametrize(
    "title", [":material-check: Why `x`?", "Why `x`? { .red }", "Why `#!py x`?", ":simple-git:{ .lg } Why `x`{ .a }?"]
)
def test_icons_and_attributes_in_a_title_do_not_make_another_question(title: str) -> None:
    assert question(title, "So.").key == question("Why `x`?", "So.").key


def test_keys_and_symbols_have_a_plain_text() -> None:
    found = question(
        "What does ++ctrl+c++ do?", "It :material-arrow-right: stops H~2~O, {++new++}{>>really<<} :smile:."
    )
    assert found.key == "What does Ctrl+C do?"
    assert found.answer_text == "It → stops H2O, new 😄."


SYNTAX = sorted(path.name for path in FIXTURES.glob("syntax-*.txt"))
PAGES = {"pages.txt": "page.md", "syntax-docusaurus.txt": "git/basics/page.mdx"}
"""The paths of the pages in a fixture file, where they matter."""


@pytest.mark.parametrize("name", SYNTAX)
def test_syntax_of_sites_becomes_field_html_and_near_misses_stay_text(name: str) -> None:
    for case in cases(name):
        page, result = case.values  # type: ignore[attr-defined]
        assert read(page, PAGES.get(name, PAGE)) == result, case.id  # type: ignore[attr-defined]


@pytest.mark.parametrize(("page", "result"), cases("pages.txt"))
def test_a_page_is_read_whole(page: str, result: str) -> None:
    assert read(page, "page.md") == result


def test_dollars_are_math_only_when_asked_for() -> None:
    page = '??? question "Cost?"\n    From $5 to $10, or $x^2$.'
    assert "A <p>From $5 to $10, or $x^2$.</p>" in read(page)
    assert r"A <p>From $5 to $10, or \(x^2\).</p>" in read(page, settings=replace(SITE_SETTINGS, dollar_math=True))


def test_links_to_pages_are_plain_text_when_the_site_is_unknown() -> None:
    page = '??? question "Where?"\n    There. See [the other page](../other.md), [here](#a) and [there](https://example.com).'
    found = read(page, settings=Settings())
    assert 'A <p>There. See the other page, here and <a href="https://example.com">there</a>.</p>' in found


HEAD = "---\ntopic: T\nlevel: Basics\n---\n\n"
ENDLESS = {
    "spaces in a heading": "# a" + " " * 20_000 + "b\n",
    "a title of one word again and again": f"---\ntitle: Git{' interview' * 3000}x\n---\n",
    "a title of dashes": f"---\ntitle: Git{' -' * 20_000}x\n---\n",
    "a comment without end": HEAD + '??? question "Q?"\n    A\n\n    <!-- card:' + " " * 20_000 + "\n",
    "comments without end": HEAD + '??? question "Q?"\n    A\n\n    <div>' + "<!-- card: x" * 8000 + "\n",
    "math without end": HEAD + '??? question "Q?"\n' + "    \\[ x\n" * 8000,
    "math before text": HEAD + '??? question "Q?"\n' + "    \\[ x\n" * 8000 + "    \\] y\n",
    "white space in a title": HEAD + f'??? question "Q{" " * 20_000}?"\n    A\n',
    "tags without end": HEAD + '??? question "Q?"\n    A\n\n    <div>' + "<a on" * 3000 + "\n",
    "values of values": "---\na: &a [x, x]\n"
    + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]\n" for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "level: *j\n---\n",
    "marks without end": HEAD
    + '??? question "Q?"\n    '
    + "==a ^^b {++c {~~d ++e+ f^g ~h {: .i { .j :k: " * 2000
    + "\n",
    "attribute lists without end": HEAD + '??? question "Q?"\n    a{ .b' + " .b" * 20_000 + "\n",
    "keys without end": HEAD + '??? question "Q?"\n    ++a' + "+a" * 20_000 + "\n",
    "terms without definitions": HEAD + '??? question "Q?"\n    : a\n\n' + "    b\n" * 8000,
    "elements without end": HEAD + '??? question "Q?"\n' + "    <div markdown>\n" * 2000,
    "details without end": HEAD + '??? question "Q?"\n' + "    <details><summary>x\n\n" * 1000,
    "details below each other": HEAD
    + '??? question "Q?"\n    a\n\n'
    + '    ??? note "x"\n        b\n\n    c\n\n' * 2000,
    "slashes without end": HEAD + '??? question "Q?"\n' + "    /// note\n" * 2000,
    "quotes in quotes": HEAD + ">" * 5000 + ' ??? question "Q?"\n',
    "lists in lists": HEAD + '??? question "Q?"\n' + "".join("    " + "  " * i + "- x\n" for i in range(200)),
}


@pytest.mark.parametrize("page", ENDLESS.values(), ids=ENDLESS.keys())
def test_every_page_is_parsed_within_seconds(page: str) -> None:
    """Nothing is timed here: what these pages guard against takes minutes, and would be noticed."""
    assert read(page) is not None


def regenerate(path: Path) -> None:
    """Regenerate the results in a fixture; review the diff before committing it."""
    where = PAGES.get(path.name, PAGE)
    text = path.read_text()
    path.write_text(CASE.sub(lambda m: f"{m['title']}\n.\n{m['page']}\n.\n{read(m['page'], where)}\n.\n", text))


if __name__ == "__main__":  # python -m tests.test_reading
    for file in sorted(FIXTURES.glob("*.txt")):
        if not file.name.startswith("hidden-"):  # what these expect is written by hand, in fewer signs
            regenerate(file)
