"""What the rules look at, and what they find."""

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from anki_export.source.body.blocks import Block
from anki_export.source.body.split import Split
from anki_export.source.entry import Entry
from anki_export.source.entry import Finding as Finding
from anki_export.source.question import Page, Question, Tree


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that becomes a card: what will stand on it, and the tokens that this was made from."""

    question: Question
    line: int
    """The 0-based line of its opener."""
    title: Token
    """The inline token of its title, without number."""
    blocks: Sequence[Block]
    """The whole body."""
    parts: Split

    @property
    def answer_line(self) -> int:
        """The 0-based line on which the answer begins."""
        return self.parts.answer[0].first if self.parts.answer else self.line


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a whole: its lines, included files and all, what they were parsed to, and the questions among it."""

    page: Page
    tree: Tree
    lines: Sequence[str]
    tokens: Sequence[Token]
    entries: Sequence[Entry]
    """All questions, whether they become cards or not."""
    asked: Sequence[Asked]
    """The questions that become cards."""
    origin: Sequence[int]
    """For each line the 0-based line of the page it came from."""
    answer_limit: int = 0
    """The words above which an answer is called long; 0 for no limit."""

    def line_of(self, number: int) -> int:
        """The line of the page, counted from 1, that a 0-based line came from."""
        return self.origin[number] + 1
