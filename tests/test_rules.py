"""Content checks: for each code a file of pages that trigger it, and one of near misses.

Each case is `title . pages . messages .`; a line `@@ path` starts another page.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from anki_export.diagnostics import Rule, in_order
from anki_export.disk.source_tree import SourceTree
from anki_export.settings import Settings
from anki_export.source.checks import check
from anki_export.source.checks.broken_links import anchors
from anki_export.source.group_similar_diagnostics import summed_up
from tests.support.project import FIXTURES, Project, block
from tests.support.reading import CASE, SITE_SETTINGS, parse, problems

FOLDER = FIXTURES / "rules"
NUMBERED = [rule.code for rule in Rule if "S033" <= rule.code < "S060"]
CODES = [*NUMBERED, *(rule.code for rule in Rule if "S080" <= rule.code < "S089")]
FIRST = "git/basics/page.md"


@dataclass(frozen=True)
class Pages:
    """A source tree in memory."""

    files: dict[str, bytes] = field(default_factory=dict)

    def resolve(self, page: str, target: str) -> str | None:
        return SourceTree(Path("/nowhere"), "nowhere").resolve(page, target)

    def size_of(self, page: str) -> int:
        return len(self.bytes_of(page))

    def bytes_of(self, page: str) -> bytes:
        if page not in self.files:
            raise FileNotFoundError(page)
        return self.files[page]


def told(text: str, answer_limit: int = Settings().answer_limit) -> str:
    """The messages for the pages, with hints, in the format of the fixtures."""
    parts = re.split(r"^@@ (.+)\n", text if text.startswith("@@ ") else f"@@ {FIRST}\n{text}", flags=re.MULTILINE)[1:]
    tree = Pages({path: page.encode() for path, page in zip(parts[::2], parts[1::2], strict=True)})
    settings = replace(SITE_SETTINGS, answer_limit=answer_limit)
    read = [parse(data, path, settings, tree) for path, data in tree.files.items()]
    report = [diagnostic for page in read for diagnostic in page.report]
    report += check([question for page in read for question in page.questions])
    return "\n".join(str(d).removeprefix(f"{FIRST}:") for d in problems(in_order(summed_up(report))))


def cases(kind: str) -> list[pytest.param]:  # type: ignore[valid-type]
    return [
        pytest.param(path.name[:4], m["page"], m["result"].rstrip("\n"), id=f"{path.name[:4]} {m['title']}")
        for path in sorted(FOLDER.glob(f"*-{kind}.txt"))
        for m in CASE.finditer(path.read_text())
    ]


@pytest.mark.parametrize(("code", "pages", "result"), cases("found"))
def test_a_rule_says_what_is_wrong_where_and_what_to_do(code: str, pages: str, result: str) -> None:
    assert f" {code} " in result
    assert told(pages) == result


@pytest.mark.parametrize(("code", "pages", "result"), cases("near-miss"))
def test_a_near_miss_is_left_alone(code: str, pages: str, result: str) -> None:
    assert f" {code} " not in result
    assert told(pages) == result


@pytest.mark.parametrize("code", CODES)
def test_each_rule_has_what_it_finds_and_a_near_miss(code: str) -> None:
    for kind in ("found", "near-miss"):
        assert CASE.search((FOLDER / f"{code}-{kind}.txt").read_text())


def test_codes_are_one_run_of_numbers_except_for_rules_that_are_gone() -> None:
    codes = [rule.code for rule in Rule if rule.code[0] == "S" and rule.code < "S060"]
    gone = [5]  # a page without a topic: its folder names one
    assert sorted([*(int(code[1:]) for code in codes), *gone]) == list(range(1, len(NUMBERED) + 33))


@pytest.mark.parametrize(("limit", "is_long"), [(0, False), (3, False), (2, True)])
def test_the_limit_of_words_is_what_the_settings_say(limit: int, is_long: bool) -> None:
    assert ("S037" in told('??? question "Which?"\n    **One two three**.\n', limit)) == is_long


def test_a_build_tells_of_it_and_writes_all_the_same(project: Project) -> None:
    project.write("anki-export.toml", "answer_limit = 3")
    project.page(
        "basics", block("1. What is **rebase?", "TODO: say it"), block("3. What is a tag?", "A fixed name of it")
    )
    told = project.build().stderr
    assert [code for code in CODES if code in told] == ["S033", "S034", "S037", "S041"]
    assert len(project.packages()) == 1


@given(st.text(max_size=300))
def test_no_text_breaks_a_rule(text: str) -> None:
    """Whatever stands on a page is read and told about, and no rule raises."""
    body = text.replace("\r", "").replace("\n", "\n    ")
    told(f'{text}\n??? question "1. {text[:40]}"\n    {body}\n\n??? question "Why {text[-40:]}?"\n    {body}\n')


@given(st.lists(st.text(max_size=40).filter(lambda text: "\n" not in text), max_size=8))
def test_each_anchor_of_a_page_is_one_word(lines: list[str]) -> None:
    assert all(not re.search(r"\s", anchor) for anchor in anchors(lines))


if __name__ == "__main__":  # python -m tests.test_rules
    for file in sorted(FOLDER.glob("*.txt")):
        file.write_text(
            CASE.sub(lambda m: f"{m['title']}\n.\n{m['page']}\n.\n{told(m['page'])}\n.\n", file.read_text())
        )
