"""The context in which a page's tokens are processed: base for links, collected media, and diagnostics."""

import hashlib
from collections.abc import Callable, Sequence

from msgspec import Struct

from anki_export.diagnostics import Diagnostic, Report, Rule
from anki_export.settings import SiteConfig
from anki_export.source.entry import Finding
from anki_export.source.pages_and_questions import Header, Media, Page, Tree


class DiagramError(Exception):
    """Why a diagram could not be rendered; `line` is 1-based within the diagram, 0 when unknown."""

    def __init__(self, reason: str, hint: str, is_broken: bool = False, line: int = 0) -> None:
        super().__init__(reason)
        self.hint, self.is_broken, self.line = hint, is_broken, line


DiagramRenderer = Callable[[str], bytes]
"""Renders the text of a Mermaid diagram as SVG; raises NotDrawn."""


class Context(Struct, frozen=True):
    """A page, the files it can reach, and the media its tokens use."""

    page: Page
    tree: Tree
    site_url: str
    directory_urls: bool
    diagnostics: Report
    lines: Sequence[str]
    """The parsed lines, including those of included files."""
    origin: Sequence[int]
    """For each parsed line, the 0-based line of the page it came from."""
    media_limit: int = 0
    """Size in bytes above which a file is reported as large; 0 for no limit."""
    draw: DiagramRenderer | None = None
    site: SiteConfig = SiteConfig()
    finds_anywhere: bool = False
    """Whether the name of a picture means one in any folder, as in notes of Obsidian."""
    media: dict[str, Media] = {}
    """The media used by the resolved tokens, by name."""
    known: dict[str, tuple[Media, Header | None, str]] = {}
    """Files already read, by path: the media, the picture header, and the parts removed from it."""

    def report(self, line: int, rule: Rule, message: str, hint: str = "", needle: str = "", shift: int = 0) -> None:
        """Report at a 0-based parsed line, or `shift` characters after the first occurrence of `needle`."""
        column = 1
        if needle:
            for number in range(line, min(line + 200, len(self.lines))):
                if (found := self.lines[number].find(needle)) >= 0:
                    line, column = number, found + 1 + shift
                    break
        line = min(line, len(self.lines) - 1)
        self.diagnostics.say(self.page.at(self._line_of(line), column), rule, message, hint)

    def report_together(self, found: Finding) -> None:
        """Report several lines in one diagnostic, at one of them."""
        place, *places = (self.page.at(self._line_of(number)) for number in (found.line, *found.places))
        diagnostic = Diagnostic(place, found.rule, found.message, found.hint, tuple(places), found.format)
        self.diagnostics.append(diagnostic)

    def _line_of(self, number: int) -> int:
        """The 1-based line of the page that a 0-based parsed line came from."""
        return self.origin[number] + 1 if self.origin else number + 1

    @property
    def placeholder(self) -> str:
        """A string that can't occur on the page, because no text contains its own digest."""
        return "iq-" + hashlib.sha256("\n".join(self.lines).encode()).hexdigest()
