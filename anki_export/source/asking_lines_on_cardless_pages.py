"""Lines that may ask on a page without cards, whatever the evidence, for the message that nothing is read.

One pass over the lines, which knows no format. A line asks if it ends with a question mark, or has one before a sign
such as `::`, or before more text; rows of tables may be terms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Location
from anki_export.source.candidates.navigation_links import is_only_links
from anki_export.source.lines import bold_line, fence_below, list_marker
from anki_export.source.pages_and_questions import Page
from anki_export.source.thresholds import LABELS_REPEAT, LINES_ELSEWHERE, LINES_THAT_ASK
from anki_export.text.classify_labels import asks, ends_in_code
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

_MARKS = "?？؟❓❔;\u037e"
"""Signs that may end a question."""
_TAG_AFTER = regex(r"(?<=[?？؟])\s*<(?:/\w+|br)\b[^<>]*>", re.IGNORECASE)
_BEFORE_SIGN = regex(
    r"(?P<text>[^?？؟\n]+[?？؟])[\"'”»\]})*_]*"
    r"(?:[ \t]*(?:::|[|;<\t→⇒➔➜]|\*\*|[-–—]\s|[-–—=]+>)|[ \t]+[^\W_]|[ \t]*[*_(/]|[\"'”»\]})]+|[ \t]*\Z)"
)
"""A question before what separates it from an answer, or at the end of an argument."""
_LONGEST_FIRST = 60
"""In characters."""


class Kind(Struct, frozen=True):
    """Lines of the same form."""

    name: str
    """For people, in the singular."""
    format: str
    """The format that reads them where the settings name it; empty if there is none."""


_HEADINGS, _SUMMARIES = Kind("heading", "heading"), Kind("collapsed block", "details")
_BOLD, _TEXT = Kind("bold line", "bold"), Kind("paragraph", "")
LIST_ITEMS, ROWS = Kind("list item", ""), Kind("table row", "table")


class UnreadLines(Struct, frozen=True):
    """The lines of a kind that may ask on a page."""

    kind: Kind
    amount: int
    location: Location
    """The location of the first line."""
    first: str
    """Its text."""
    places: tuple[Location, ...] = ()
    """The locations of all; none where the author has decided what is read."""
    is_titled: bool = False
    """Whether the first line is the title of the page, which may be in the front matter."""


def unread_lines(page: Page) -> tuple[UnreadLines, ...]:
    """The lines of a page that may ask, by their kinds; those of most lines come first."""
    title = page.wanted.title
    is_above = page.wanted.title_line and title not in page.text
    found: dict[Kind, list[tuple[int, str]]] = {_HEADINGS: [(page.wanted.title_line, title)]} if is_above else {}
    if "|\n" in page.text or any(mark in page.text for mark in _MARKS):
        for number, line in _outside_fences(page.text.split("\n")):
            if line[:1] == "|":
                found.setdefault(ROWS, []).append((number, line.strip("| ").partition("|")[0].strip()))
            elif text := asking_text(line):
                found.setdefault(_kind(line), []).append((number, text))
    if ROWS in found:  # without the heads of the tables and the lines below these
        rows = found.pop(ROWS)
        starts = {rows[i][0] for i in range(len(rows)) if not i or rows[i][0] > rows[i - 1][0] + 1}
        if rows := [row for row in rows if row[0] not in starts and row[0] - 1 not in starts]:
            found[ROWS] = rows
    repeats = Counter(text for lines in found.values() for _, text in lines)
    counted = [
        UnreadLines(
            kind,
            len(lines),
            page.at(lines[0][0]),
            _short(lines[0][1]),
            () if page.wanted.is_fixed else tuple(page.at(number) for number, _ in lines),
            kind == _HEADINGS and lines[0][1] in (title, page.title),
        )
        for kind, of_kind in found.items()
        if (lines := [each for each in of_kind if kind == ROWS or repeats[each[1]] < LABELS_REPEAT])
    ]
    return tuple(sorted(counted, key=lambda each: (each.kind == ROWS, -each.amount)))


def may_have_questions(unread: Iterable[UnreadLines]) -> bool:
    """Whether enough lines of a page ask that it may have questions; texts ask in passing more often than headings."""
    unread = list(unread)
    return LINES_THAT_ASK.of(
        sum(each.amount for each in unread if each.kind not in (ROWS, LIST_ITEMS, _TEXT)), 0
    ) or LINES_ELSEWHERE.of(asking(unread), 0)


def asking(unread: Iterable[UnreadLines]) -> int:
    """How many lines ask."""
    return sum(each.amount for each in unread if each.kind != ROWS)


def by_kind(unread: Iterable[UnreadLines]) -> list[tuple[UnreadLines, int]]:
    """The lines of all pages together: for each kind the sum, at the first page, and the number of pages."""
    groups: dict[Kind, list[UnreadLines]] = {}
    for each in unread:
        groups.setdefault(each.kind, []).append(each)
    sums = [
        (replace(min(group, key=lambda each: each.location), amount=sum(each.amount for each in group)), len(group))
        for group in groups.values()
    ]
    return sorted(sums, key=lambda each: (each[0].kind == ROWS, -each[0].amount))


def _outside_fences(lines: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The lines outside of code, with their 1-based numbers."""
    fence = ""
    for number, line in enumerate(lines, 1):
        above, fence = fence, fence_below(line, fence)
        if not (above or fence):
            yield number, line


_ADDRESS = regex(r"<?https?://\S+\Z|\[[^\[\]]+\]:\s")
"""The address of a page, or the definition of a link."""


def asking_text(line: str) -> str:
    """The text of a line that asks, without marks around it; empty if it does not."""
    if not any(mark in line for mark in _MARKS):
        return ""  # as most
    if "<summary" in line:  # its answer may follow on the line
        line = line.partition("<summary")[2].partition(">")[2].partition("</summary")[0]
    marker = list_marker(line)
    line = _TAG_AFTER.sub("|", line)
    text = without_tags(line[marker.end() :] if marker else line).strip().lstrip("#> ").strip("*_| ")
    if (
        not (asks(text) or ends_in_code(text))
        and (before := _BEFORE_SIGN.match(text))
        and is_clear_question(before["text"])
    ):
        text = before["text"]
    is_asked = asks(text) and text.strip(_MARKS) and _ADDRESS.match(text) is None
    return text if is_asked and not is_only_links(text) else ""


def _kind(line: str) -> Kind:
    if line.lstrip().startswith("#"):
        return _HEADINGS
    if "<summary" in line:
        return _SUMMARIES
    marker = list_marker(line)
    if marker and line[marker.end() :].startswith("#"):
        return _HEADINGS
    if bold_line(line[marker.end() :] if marker else line):
        return _BOLD
    return LIST_ITEMS if marker else _TEXT


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_FIRST else f"{text[: _LONGEST_FIRST - 2]} …"
