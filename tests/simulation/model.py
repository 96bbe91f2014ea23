"""A site as its author knows it: pages of questions, each with an identity that no page shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from tests.simulation.texts import Text, letters

LEVELS = ("basics", "intermediate", "advanced")


class Layout(Enum):
    """How a page marks its questions."""

    BLOCKS = "???"
    HEADINGS = "##"


@dataclass(frozen=True)
class Question:
    identity: int
    text: Text

    @property
    def asked(self) -> str:
        """What a learner is asked, to compare."""
        return letters(self.text.prompt + self.text.code)

    @property
    def key(self) -> tuple[str, str]:
        """What tells a question from all others, as far as its text can: what it asks, and its answer."""
        return self.asked, self.text.answer


@dataclass(frozen=True)
class Page:
    folder: str
    level: str
    """Empty on a site without levels, where each page is a topic."""
    title: str
    layout: Layout
    questions: tuple[Question, ...]

    @property
    def path(self) -> str:
        return f"source/{self.folder}/{self.level}.md" if self.level else f"source/{self.folder}.md"


class Deleted(NamedTuple):
    """A question that was on a page, and the path of this page."""

    path: str
    question: Question


@dataclass(frozen=True)
class Site:
    has_levels: bool
    pages: tuple[Page, ...]
    deleted: tuple[Deleted, ...] = ()

    def with_page(self, old: Page, *new: Page) -> "Site":
        """The site with `new` in the place of a page."""
        at = self.pages.index(old)
        return replace(self, pages=self.pages[:at] + new + self.pages[at + 1 :])


@dataclass(frozen=True)
class Place:
    """Where a question stands."""

    page: Page
    question: Question


def places(site: Site) -> dict[int, Place]:
    """Where each question stands, by identity."""
    return {question.identity: Place(page, question) for page in site.pages for question in page.questions}


def with_questions(page: Page, questions: Iterable[Question]) -> Page:
    return replace(page, questions=tuple(questions))


def fits(page: Page, questions: Iterable[Question]) -> bool:
    """Whether no page would ask the same twice."""
    asked = [normal(question) for question in (*page.questions, *questions)]
    return len(set(asked)) == len(asked)


def normal(question: Question) -> str:
    """What is asked, without capital letters and punctuation."""
    return "".join(c for c in question.asked.casefold() if c.isalnum())


def markdown(page: Page) -> str:
    """The page as its author writes it."""
    level = f" - {page.level.capitalize()}" if page.level else ""
    asks = _heading if layout_of(page) is Layout.HEADINGS else _block
    questions = (asks(number, question.text) for number, question in enumerate(page.questions, 1))
    return "\n".join([f"# {page.title} Interview Questions{level}\n", *questions])


def layout_of(page: Page) -> Layout:
    """Headings need three questions to be recognised as such."""
    return page.layout if len(page.questions) >= 3 else Layout.BLOCKS


def _block(number: int, text: Text) -> str:
    lines = [f'??? question "{number}. {text.prompt}"', *_indented(_body(text, '??? success "Answer"'))]
    return "\n".join(lines) + "\n"


def _heading(number: int, text: Text) -> str:
    return "\n".join([f"## {number}. {text.prompt}", "", *_body(text, "<details><summary>Answer</summary>")]) + "\n"


def _body(text: Text, hides: str) -> Iterator[str]:
    answer = [f"**{text.answer}**.", "", f"{text.explanation}."]
    if not text.code:
        yield from answer
        return
    yield from ("```python", *text.code.splitlines(), "```", "", hides)
    if hides.startswith("<"):
        yield from ("", *answer, "", "</details>")
    else:
        yield from _indented(answer)


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"    {line}" if line else "" for line in lines)
