"""What can be mended on a page without asking: the card is the same before and after.

    ??? question "1. What is a tag?        →    ??? question "1. What is a tag?"
    naÃ¯ve                                 →    naïve
    1. … 2. … 4. … 4. …                    →    1. … 2. … 3. … 4. …

Lines are mended one by one, and a line is left alone where it would be read otherwise afterwards. Where questions open
and what numbers them is known from the parse of the page.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from anki_export.diagnostics import Rule
from anki_export.source.formats.admonition import openings
from anki_export.source.include import has_directive
from anki_export.source.numbering import can_be_renumbered
from anki_export.source.page_text import decode, decoded_once, read_page
from anki_export.source.syntax.details import read_opener

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")

MENDED = frozenset({Rule.MOJIBAKE, Rule.TITLE_QUOTES, Rule.NUMBERS})
"""What can be mended."""


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
    page, _ = read_page("page.md", "", text.encode())
    seen = page.text.split("\n") if page else []
    opened = [token for token, _, is_nested in openings(md.parse(page.text, {})) if not is_nested] if page else []
    by_line = {token.map[0]: token for token in opened if token.map}
    changes: list[Change] = []

    def change(at: int, rule: Rule, after: str) -> None:
        if after != lines[at]:
            changes.append(Change(at + 1, rule, lines[at], after))
            lines[at] = after

    for at in range(len(lines)):
        rules = found.get(at + 1, ())
        if Rule.MOJIBAKE in rules and _shown(lines[at]) == _shown(after := decoded_once(lines[at])):
            change(at, Rule.MOJIBAKE, after)
        # Where the line is not yet the one that was read, its columns are others.
        if Rule.TITLE_QUOTES in rules and at in by_line and lines[at].endswith(seen[at]):
            change(at, Rule.TITLE_QUOTES, _with_plain_quotes(lines[at], len(seen[at]), by_line[at]))
    if any(Rule.NUMBERS in rules for rules in found.values()):
        for at, after in _renumbered(lines, seen, opened).items():
            change(at, Rule.NUMBERS, after)
    return "".join(line + end for line, (_, end) in zip(lines, written, strict=True)), changes


def _shown(line: str) -> str | None:
    """A line as the reader sees it."""
    return decode(line.encode(), "")[0]


def _with_plain_quotes(line: str, width: int, token: Token) -> str:
    """A question's first line, the last `width` characters of which were read, with its title between plain quotes."""
    start = len(line) - width + token.meta["column"] - 1
    opener = token.meta["opener"]
    begin, end = (start + at for at in opener.place)
    after = f'{line[:begin]} "{opener.title}"{line[end:]}'
    again = read_opener(after[start:])
    is_same = again and not again.complaint and replace(again, place=opener.place, complaint=opener.complaint) == opener
    return after if is_same else line


def _renumbered(lines: Sequence[str], seen: Sequence[str], opened: Sequence[Token]) -> dict[int, str]:
    """The openers that get another number, by their 0-based line.

    Numbers go up by one from the smallest; they may begin at 1 again where something stands between two questions.
    Numbers that may be what the questions are about stay. Questions without a number are passed over. A page that
    includes others outside of its questions is left alone, for these may be numbered, too.
    """
    spans = [(token.map[0], token.map[1], token) for token in opened if token.map]
    bodies = {at for start, end, _ in spans for at in range(start, end)}
    numbered = [span for span in spans if (label := span[2].meta["label"]) and label.number is not None]
    is_meant = can_be_renumbered([token.meta["label"] for *_, token in numbered])
    if not is_meant or has_directive([line for at, line in enumerate(seen) if at not in bodies]):
        return {}
    runs: list[list[tuple[int, Token]]] = []
    last_end = 0
    for at, end, token in numbered:
        is_new_run = not runs or (token.meta["label"].number == 1 and any(line.strip() for line in seen[last_end:at]))
        if is_new_run:
            runs.append([])
        runs[-1].append((at, token))
        last_end = end
    new: dict[int, str] = {}
    for run in runs:
        first = min(token.meta["label"].number for _, token in run)
        for number, (at, token) in enumerate(run, first):
            label, opener = token.meta["label"], token.meta["opener"]
            title = lines[at].find(opener.title, token.meta["column"] - 1 + opener.place[0])
            if label.number != number and title >= 0:
                new[at] = _with_number(lines[at], title, label.place, number)
    return new


def _with_number(line: str, title: int, place: tuple[int, int], number: int) -> str:
    """The line with another number at a place of its title, as wide as before where that began with a zero."""
    begin, end = title + place[0], title + place[1]
    width = end - begin if line[begin] == "0" else 0
    return f"{line[:begin]}{number:0{width}}{line[end:]}"
