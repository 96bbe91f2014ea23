"""Where the tokens of a page stand: what their links are relative to, and who hears of what is wrong with them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from anki_export.diagnostics import Report, Rule
from anki_export.source.question import Header, Media, Page, Tree


class NotDrawn(Exception):
    """Why a diagram has no picture, for a person; `line` counts from 1 within it, 0 when unknown."""

    def __init__(self, reason: str, hint: str, is_broken: bool = False, line: int = 0) -> None:
        super().__init__(reason)
        self.hint, self.is_broken, self.line = hint, is_broken, line


Draw = Callable[[str], bytes]
"""The text of a Mermaid diagram → SVG, or NotDrawn."""


@dataclass(frozen=True, slots=True)
class Context:
    """A page, what can be reached from it, and what its tokens turned out to show."""

    page: Page
    tree: Tree
    site_url: str
    directory_urls: bool
    report: Report
    lines: Sequence[str]
    """The lines that were parsed, included files and all."""
    origin: Sequence[int]
    """For each of them the 0-based line of the page it came from."""
    media_limit: int = 0
    """The bytes above which a file is called large; 0 for no limit."""
    draw: Draw | None = None
    media: dict[str, Media] = field(default_factory=dict)
    """By name, what the resolved tokens show."""
    known: dict[str, tuple[Media, Header | None, str]] = field(default_factory=dict)
    """By path, what was read: with the header of a picture, and what to say of it."""

    def complain(self, line: int, rule: Rule, message: str, hint: str = "", needle: str = "", shift: int = 0) -> None:
        """Report something at a 0-based parsed line, or where `needle` first stands, `shift` characters on."""
        column = 1
        if needle:
            for number in range(line, min(line + 200, len(self.lines))):
                if (found := self.lines[number].find(needle)) >= 0:
                    line, column = number, found + 1 + shift
                    break
        line = min(line, len(self.lines) - 1)
        place = self.origin[line] + 1 if self.origin else line + 1
        self.report.say(self.page.at(place, column), rule, message, hint)

    @property
    def seal(self) -> str:
        """A word that cannot stand on the page, for no text holds its own digest."""
        return "iq-" + hashlib.sha256("\n".join(self.lines).encode()).hexdigest()
