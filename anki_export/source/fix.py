"""What can be mended on a page without asking: the card is the same before and after.

    ??? question "1. What is a tag?        →    ??? question "1. What is a tag?"
    naÃ¯ve                                 →    naïve
    1. … 2. … 4. … 4. …                    →    1. … 2. … 3. … 4. …

Lines are mended one by one, and a line is left alone where it would be read otherwise afterwards.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from markdown_it import MarkdownIt

from anki_export.diagnostics import Report, Rule
from anki_export.source.include import has_directive
from anki_export.source.openers import openings
from anki_export.source.page import decode, decoded_once, read_page
from anki_export.source.syntax.details import Opener, number_in, read_opener

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_MARKER = re.compile(r"\?\?\?|!!!")
_BEHIND_TITLE = r"(?:\*\*)?(?:\s*[\"”'»])?(?P<tail>\s*+(?:\{[^{}]*\}\s*+)?(?:<!--[^>]*-->\s*+)?)"
"""Two stars of a label that lost its quote, the quote, then attributes and a comment."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line before and after."""

    line: int
    """Counted from 1."""
    rule: Rule
    before: str
    after: str


def fix(text: str, found: Mapping[int, Collection[Rule]], md: MarkdownIt) -> tuple[str, list[Change]]:
    """Mend a page, and tell line by line what changed.

    `text` is the page as its file has it; line ends, byte order mark and all else stay. `found` has the messages of
    each line, counted from 1; one about numbers is about all of the page.
    """
    written = [match.groups() for match in _LINE.finditer(text)]
    lines = [line for line, _ in written]
    changes: list[Change] = []

    def change(at: int, rule: Rule, after: str) -> None:
        changes.append(Change(at + 1, rule, lines[at], after))
        lines[at] = after

    for at, line in enumerate(lines):
        for rule, mended in _OF_LINES.items():
            if rule in found.get(at + 1, ()) and _reads_the_same(line, after := mended(line)) and after != line:
                change(at, rule, after)
                line = after
    if any(Rule.NUMBERS in rules for rules in found.values()):
        for at, after in _renumbered(lines, text, md).items():
            change(at, Rule.NUMBERS, after)
    return "".join(line + end for line, (_, end) in zip(lines, written, strict=True)), changes


def _with_plain_quotes(line: str) -> str:
    """A question's first line with its title between plain quotes, whatever was around it."""
    start, opener = _opener_in(line)
    if opener is None or not opener.complaint:
        return line
    # The kind ends a word; a colon, a quote and spaces may follow it.
    head = r"(?P<head>.*?[\w-])(?![\w-])[\s:]*+[\"“'«]?\s*+"
    match = re.fullmatch(head + re.escape(opener.title) + _BEHIND_TITLE, line[start:])
    return f'{line[:start]}{match["head"]} "{opener.title}"{match["tail"]}' if match else line


_OF_LINES: Mapping[Rule, Callable[[str], str]] = {
    Rule.MOJIBAKE: decoded_once,
    Rule.TITLE_QUOTES: _with_plain_quotes,
}
"""How a line is mended, in this order."""
MENDED = frozenset({*_OF_LINES, Rule.NUMBERS})
"""What can be mended."""


def _reads_the_same(before: str, after: str) -> bool:
    """Whether the reader sees the same line, or the same question."""
    one, other = (decode(line.encode(), "", Report()) or "" for line in (before, after))
    if one == other:
        return True
    (start, opener), (start_after, opener_after) = _opener_in(one), _opener_in(other)
    if opener is None or opener_after is None or one[:start] != other[:start_after]:
        return False
    return _identity(opener) == _identity(opener_after)


def _identity(opener: Opener) -> tuple[str | bool, ...]:
    return opener.marker, opener.kind, opener.title, opener.comment, opener.has_kind, opener.is_annotated


def _opener_in(line: str) -> tuple[int, Opener | None]:
    """Where an opener stands in a line, perhaps in a list or quote, and the opener."""
    match = _MARKER.search(line)
    return (match.start(), read_opener(line[match.start() :])) if match else (0, None)


def _renumbered(lines: Sequence[str], text: str, md: MarkdownIt) -> dict[int, str]:
    """The openers that get another number, by their 0-based line.

    Numbers go up by one from the first of the page; they may begin at 1 again where something stands between two
    questions. Questions without a number are passed over. A page that includes others outside of its questions is left
    alone, for these may be numbered, too.
    """
    page = read_page("page.md", "", text.encode(), Report())
    if page is None:
        return {}
    tokens = md.parse(page.text, {})
    seen = page.text.split("\n")
    spans = [token.map for token, _, is_nested in openings(tokens) if token.map and not is_nested]
    bodies = {at for start, end in spans for at in range(start, end)}
    if has_directive([line for at, line in enumerate(seen) if at not in bodies]):
        return {}
    new: dict[int, str] = {}
    last, last_end = -1, 0
    for at, end in spans:
        start, opener = _opener_in(lines[at])
        place = number_in(opener.title) if opener else None
        if opener is None or place is None:
            continue
        number = int(opener.title[slice(*place)])
        is_new_run = last < 0 or (number == 1 and any(line.strip() for line in seen[last_end:at]))
        last, last_end = number if is_new_run else last + 1, end
        if number != last:
            new[at] = _with_number(lines[at], lines[at].find(opener.title, start), place, last)
    return new


def _with_number(line: str, title: int, place: tuple[int, int], number: int) -> str:
    """The line with another number at a place of its title, as wide as before where that began with a zero."""
    begin, end = title + place[0], title + place[1]
    width = end - begin if line[begin] == "0" else 0
    return f"{line[:begin]}{number:0{width}}{line[end:]}"
