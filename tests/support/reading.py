"""Markdown in, questions and diagnostics out, without a project around it."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import pytest

from anki_export.diagnostics import Diagnostic, Severity, in_order
from anki_export.disk.source_tree import SourceTree
from anki_export.settings import Settings
from anki_export.source.checks import check
from anki_export.source.formats import parse_page
from anki_export.source.formats.question_format import ParsedPage
from anki_export.source.ignore_comments import Ignore, apply_ignores, ignores
from anki_export.source.page_text_and_metadata import PageFile, read_page
from anki_export.source.pages_and_questions import Page, Question, Tree
from anki_export.source.read_questions import Reading, read_questions
from anki_export.source.render_and_sanitize import make_parser
from tests.support.project import FIXTURES

CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<page>.*?)\n\.\n(?P<result>.*?)^\.\n", re.MULTILINE | re.DOTALL)
"""A case in a file of fixtures: `title . page . result .`."""
PAGE = "git/basics/page.md"
TREE = SourceTree(FIXTURES / "tree", "tree")
SITE = "https://example.org/questions/"
SITE_SETTINGS = Settings(site_url=SITE)


def read_text(
    markdown: str, path: str = PAGE, settings: Settings = SITE_SETTINGS, tree: Tree = TREE
) -> tuple[tuple[Question, ...], tuple[Diagnostic, ...]]:
    """What comes of a page at `path` below `tree`: its questions, and its messages in order."""
    found = parse(markdown.encode(), path, settings, tree)
    shown, _ = apply_ignores(found.comments, [*found.report, *check(found.questions)])
    return found.questions, in_order(shown)


class Parsed(NamedTuple):
    """A page before checks, and before its comments hide anything."""

    page: Page | None
    questions: tuple[Question, ...]
    comments: tuple[Ignore, ...]
    report: Sequence[Diagnostic]


def parse(data: bytes, path: str = PAGE, settings: Settings = SITE_SETTINGS, tree: Tree = TREE) -> Parsed:
    """The stages of reading that come before the checks, which look at all pages together."""
    reading = _reading(settings.site_url, settings.answer_limit)
    page, report = read_page(PageFile(path, data), settings)
    if page is None:
        return Parsed(None, (), (), report)
    questions, _, more = read_questions(page, tree, reading)
    return Parsed(page, questions, tuple(ignores(page)), [*report, *more])


def parsed(text: str, path: str = PAGE, settings: Settings = SITE_SETTINGS) -> ParsedPage:
    """The lines and entries of a page."""
    page, _ = read_page(PageFile(path, text.encode()), settings)
    return parse_page(page.text, page.wanted) if page else ParsedPage(())


@cache
def _reading(site_url: str, answer_limit: int) -> Reading:
    return Reading(make_parser(), site_url, answer_limit=answer_limit)


def cases(name: str) -> list[pytest.param]:  # type: ignore[valid-type]
    """Page and result of each case in a file of fixtures."""
    found = CASE.finditer((FIXTURES / name).read_text())
    return [pytest.param(m["page"], m["result"].rstrip("\n"), id=m["title"]) for m in found]


def read(text: str, path: str = PAGE, settings: Settings = SITE_SETTINGS) -> str:
    """The questions and diagnostics of a page, in the format of the fixtures."""
    questions, diagnostics = read_text(text, path, settings)
    lines = []
    for question in questions:
        lines.append(f"[{question.rule}] {question.question}")
        lines += ["A " + line for line in question.answer.split("\n")]
        lines += ["E " + line for line in question.explanation.split("\n") if line]
        lines += [f"ID {question.card_id}"] * bool(question.card_id)
    for d in problems(diagnostics):
        place = str(d.location).removeprefix(f"{path}:")
        lines.append(f"{place}: {d.severity.value} {d.rule.code} {d.message}")
    return "\n".join(lines)


def problems(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without notes, which count whatever asks on any page."""
    return [found for found in diagnostics if found.severity is not Severity.NOTE]


def messages(text: str) -> str:
    """The diagnostics of a page, one per line."""
    _, diagnostics = read_text(text, "page.md")
    return "".join(
        f"{str(d.location).removeprefix('page.md:')}: {d.severity.value} {d.rule.code} {d.message}\n"
        for d in problems(diagnostics)
    )
