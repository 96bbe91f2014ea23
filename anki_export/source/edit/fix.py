"""Fix what is safe to fix on a page: the card is the same before and after.

    ??? question "1. What is a tag?        →    ??? question "1. What is a tag?"
    naÃ¯ve                                 →    naïve
    1. … 2. … 4. … 4. …                    →    1. … 2. … 3. … 4. …

Lines are fixed one by one, and a line is left unchanged if it would be parsed differently afterwards. The positions and
numbers of questions come from the parsed page.
"""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.decode_and_repair_text import decode, decoded_once
from anki_export.source.entry import Entry
from anki_export.source.formats.question_format import ParsedPage
from anki_export.source.include_directives import has_directive
from anki_export.source.question_numbers import QuestionNumber, can_be_renumbered
from anki_export.text.lazy_regex import regex

_LINE = regex(r"([^\r\n]*)(\r\n|\r|\n|\Z)")

FIXABLE = frozenset({Rule.MOJIBAKE, Rule.TITLE_QUOTES, Rule.NUMBERS})
"""The rules that can be fixed automatically."""


class FixedLine(Struct, frozen=True):
    """A line before and after."""

    line: int
    """Counted from 1."""
    rule: Rule
    before: str
    after: str


def fix(text: str, found: Mapping[int, Collection[Rule]], page: ParsedPage) -> tuple[str, list[FixedLine]]:
    """Fix a page and return the changed lines.

    `text` is the page as stored in its file; line ends, byte order mark and everything else are kept. `found` has the
    rules reported for each line, counted from 1; one about numbers applies to the whole page. `page` is the same text
    as a build parses it.
    """
    written = [match.groups() for match in _LINE.finditer(text)]
    lines = [line for line, _ in written]
    seen = page.lines
    entries = [entry for entry in page.entries if not entry.is_nested]
    repairs = {(entry.lines.start, repair.rule): repair for entry in entries for repair in entry.repairs}
    changes: list[FixedLine] = []

    def change(at: int, rule: Rule, after: str) -> None:
        if after != lines[at]:
            changes.append(FixedLine(at + 1, rule, lines[at], after))
            lines[at] = after

    for at in range(len(lines)):
        rules = found.get(at + 1, ())
        if Rule.MOJIBAKE in rules and _shown(lines[at]) == _shown(after := decoded_once(lines[at])):
            change(at, Rule.MOJIBAKE, after)
        for rule in rules:
            # If the line differs from the parsed one, its columns are shifted.
            if (repair := repairs.get((at, rule))) and lines[at].endswith(seen[at]):
                shift = len(lines[at]) - len(seen[at])
                change(at, rule, lines[at][: repair.begin + shift] + repair.text + lines[at][repair.end + shift :])
    if any(Rule.NUMBERS in rules for rules in found.values()):
        for at, after in _renumbered(lines, seen, entries).items():
            change(at, Rule.NUMBERS, after)
    return "".join(line + end for line, (_, end) in zip(lines, written, strict=True)), changes


def _shown(line: str) -> str | None:
    """A line as the parser sees it."""
    return decode(line.encode(), "")[0]


def _renumbered(lines: Sequence[str], seen: Sequence[str], entries: Sequence[Entry]) -> dict[int, str]:
    """The lines with renumbered titles, by 0-based line.

    Numbers count up from the smallest; they can restart at 1 where there is content between two questions. Numbers
    that may be the subject of the questions are kept. Questions without a number are ignored. A page that includes
    others outside its questions is left unchanged, because these may be numbered as well.
    """
    bodies = {at for entry in entries for at in entry.lines}
    numbered = [(e, e.number, e.number.value) for e in entries if e.number and e.number.value is not None]
    can_renumber = can_be_renumbered([number for _, number, _ in numbered])
    if not can_renumber or has_directive("\n".join(line for at, line in enumerate(seen) if at not in bodies)):
        return {}
    runs: list[list[tuple[Entry, QuestionNumber, int]]] = []
    last_end = 0
    for entry, number, value in numbered:
        if not runs or (value == 1 and any(line.strip() for line in seen[last_end : entry.lines.start])):
            runs.append([])
        runs[-1].append((entry, number, value))
        last_end = entry.lines.stop
    new: dict[int, str] = {}
    for run in runs:
        first = min(value for *_, value in run)
        for right, (entry, number, value) in enumerate(run, first):
            at = entry.title.map[0] if entry.title.map else entry.lines.start
            title = lines[at].find(entry.written, entry.column - 1 if at == entry.lines.start else 0)
            if title < 0 and _starts_at(lines[at], entry, number):  # the number of a list item: `1. ### Why?`
                title = entry.column - 1
            if value != right and title >= 0:
                new[at] = _with_number(lines[at], title, number.place, right)
    return new


def _starts_at(line: str, entry: Entry, number: QuestionNumber) -> bool:
    """Whether a title starts in the column of its question, up to the end of its number."""
    return line[entry.column - 1 :].startswith(entry.written[: number.place[1]])


def _with_number(line: str, title: int, place: tuple[int, int], number: int) -> str:
    """The line with another number in its title, zero-padded to the same width if the old one was."""
    begin, end = title + place[0], title + place[1]
    width = end - begin if line[begin] == "0" else 0
    return f"{line[:begin]}{number:0{width}}{line[end:]}"
