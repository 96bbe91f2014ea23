"""The outline of a page: its headings, bold lines, collapsed blocks and containers, found in one pass over its lines.

Question formats that are recognised by their lines look at this. It is cheap, does not parse inline Markdown, and
ignores code fences and comments. Lines are 0-based.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, wraps
from itertools import chain
from typing import Any, Concatenate, ParamSpec, TypeVar

from msgspec import Struct

from anki_export.source.container_names import COLLAPSED_NAMES, TAB_SETS, box_kind, container_name
from anki_export.source.find_raw_details import Collapsed, collapsed_elements
from anki_export.source.kept_property import kept_property
from anki_export.source.lines import (
    bold_line,
    columns_of,
    is_rule,
    is_separator,
    list_marker,
    next_text,
    without_attributes,
    without_bold,
    without_closing_marks,
    without_code_spans,
)
from anki_export.text.classify_labels import QUESTION_MARKS, is_answer_label, is_label
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex

_FENCE = regex(r"(?P<indent>\s*)(?:(?:[-*+]|\d+[.)])\s+)?(?P<mark>`{3,}|~{3,})(?P<info>[^`]*)$")
_HEADING = regex(
    r"(?P<indent>\s*)(?P<item>\d{1,5}[.)]\s+)?"
    r"(?P<marks>#{1,6})(?:[ \t\u00a0]+|(?<=##)(?=[^\W_]))(?P<text>.*)$"
)
_HTML_HEADING = regex(r"<h[1-6]\b", re.IGNORECASE)
_END_OF_HTML_HEADING = regex(r"</h[1-6]>", re.IGNORECASE)
_LONGEST_HEADING = 4
"""In lines."""
_BOLD = ("**", "__", "<b", "<B", "<s", "<S")
"""How lines begin that may be bold."""
_TEXT = regex(r"[^\s#>|<*+=:`~-]")
_RULE_OF_TABLE = regex(r"\s*\|?[ \t]*:?-+:?[ \t]*\|")
_UNDERLINE = regex(r"={3,}\s*$")
_RAW = regex(r"\s*<(?P<name>pre|script|style|table)\b", re.IGNORECASE)
_RAW_STARTS = frozenset({"<!", "<p", "<s", "<t"})
"""How a comment and the elements above begin."""
_OF_RULES = frozenset("-*_")
_DIV = regex(r"\s*(?P<colons>:{3,})\s*(?P<name>[\w-]+|\{[^}]*\})?.*$")
_ANCHOR = regex(
    r"<a\s[^<>]*>\s*</a>|<a\s(?![^<>]*\bhref\s*=\s*[\"']?[^\"'#])[^<>]*>(?P<text>[^<>]*)</a>", re.IGNORECASE
)
"""An anchor, or a link to one on the page; the text in it is part of the title."""
_REFERENCE = regex(r"\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+)\]\(@(?:id|ref)(?: [^()]*)?\)")
"""An anchor or a link of Documenter.jl: `[Why is it slow?](@id slow)`."""
_WAY_UP = regex(r"\[+[⬆↥⇧▲↑🔝]\ufe0f?\]*\(#[^()]*\)\]*\s*")
"""A link to the top of the page, in brackets or not: `[[↑]](#contents)`."""
_BADGE = regex(r"\s*<Badge\b[^<>]*(?:/>|>[^<>]*</Badge>)\s*\Z")
"""The label that VitePress shows beside a title."""
_STOPS = (".", "!", ":", "。", "！", "：")
_ENOUGH_UNDERLINED = 3
"""One or two questions may be above a rule by chance."""


class Heading(Struct, frozen=True, order=True, dict=True):
    """An ATX heading, one that is underlined, or one that is the first line of a list item: `1. ### Text`."""

    line: int
    level: int
    is_item: bool
    text: str
    """With the number of its list item, if it is one."""
    indent: int
    """The columns by which the content below a list item is indented; 0 for other headings."""
    is_underlined: bool = False
    """Whether the line below it is a line of `=` or `-`. On pages that are read, no heading is: see `rewrites/`."""

    @property
    def below(self) -> int:
        """The line below it."""
        return self.line + 1 + self.is_underlined

    @property
    def rank(self) -> tuple[int, bool]:
        """Headings of one rank look the same on the page."""
        return self.level, self.is_item

    @kept_property
    def title(self) -> str:
        """Its text without attributes, anchors, badges, and bold around all of it."""
        return _title_of(self.text)


@lru_cache(1 << 10)
def _title_of(text: str) -> str:
    text = _BADGE.sub("", text) if "<Badge" in text else text
    text = _WAY_UP.sub("", text, count=1) if text.startswith("[") else text
    text = _ANCHOR.sub(lambda anchor: anchor["text"] or "", text) if "<a" in text.lower() else text
    text = _REFERENCE.sub(r"\g<text>", text) if "](@" in text else text
    return without_bold(without_attributes(text).strip())


class HtmlHeading(Struct, frozen=True):
    """A heading in HTML."""

    text: str
    stop: int
    """The line after the one in which it ends."""
    rest: str
    """What follows it in that line."""


class BoldLine(Struct, frozen=True):
    """A line at the margin that is bold as a whole."""

    line: int
    text: str


class Container(Struct, frozen=True):
    """A fenced container: `::: name` up to its closing colons."""

    lines: range
    name: str
    depth: int


_Found = TypeVar("_Found")
_Given = ParamSpec("_Given")


class Outline(Struct, frozen=True, dict=True, eq=False):
    """What is where on a page; each part is found when it is first asked for. It equals only itself."""

    lines: Sequence[str]
    """The lines of the page without front matter."""

    @kept_property
    def text(self) -> str:
        """The lines as one text, in which a mark is found sooner than in each line."""
        return "\n".join(self.lines)

    @kept_property
    def found(self) -> dict[object, Any]:
        """What functions with `kept` have found."""
        return {}

    @property
    def without_code(self) -> str:
        """The text with spaces in place of code, which holds no tags though it may look so."""
        pairs = zip(self.lines, self.is_code, strict=True)
        return "\n".join(" " * len(line) if is_code else without_code_spans(line) for line, is_code in pairs)

    def lines_with(self, *marks: str) -> Sequence[tuple[int, str]]:
        """The lines that have one of some marks, and are not code, with their numbers."""
        found = [mark for mark in marks if mark in self.text]
        if not found:
            return ()  # as on most pages
        numbers = sorted({at for mark in found for at, line in enumerate(self.lines) if mark in line})
        return [(number, self.lines[number]) for number in numbers if not self.is_code[number]]

    @kept_property
    def is_code(self) -> Sequence[bool]:
        """For each line, whether it is in a code fence, a comment, or raw HTML that contains no Markdown."""
        return _code(self.lines)

    @kept_property
    def headings(self) -> Sequence[Heading]:
        """The headings, in page order; without titles of boxes and tabs."""
        marked = [*_headings(self), *_above_dashes(self)]
        found = sorted([*marked, *_html_headings(self, marked)])
        return _without_titles(found, self.containers, self.lines) if found and self.containers else found

    @kept_property
    def section_ends(self) -> Sequence[int]:
        """For each heading, the line at which its section ends."""
        return section_ends(self, self.headings)

    @kept_property
    def _heading_lines(self) -> Sequence[int]:
        return [heading.line for heading in self.headings]

    def part_at(self, line: int) -> int:
        """The number of the part of the page with a line: 0 above the first heading, 1 from that on."""
        return bisect_right(self._heading_lines, line)

    def headings_in(self, lines: range) -> Sequence[Heading]:
        return self.headings[self.part_at(lines.start - 1) : self.part_at(lines.stop - 1)]

    def below_code(self, line: int) -> int:
        """The line below the code that is next from a line on; that line if something else is next."""
        start = stop = next_text(self.lines, line)
        while stop < len(self.lines) and self.is_code[stop]:
            stop += 1
        return stop if stop > start else line

    def title_above(self, line: int) -> str:
        """The title of the part with a line; empty above the first heading."""
        part = self.part_at(line)
        return self.headings[part - 1].title if part else ""

    @property
    def title(self) -> str:
        """The text of the first heading of level 1; empty without one."""
        return next((heading.text for heading in self.headings if heading.level == 1), "")

    @kept_property
    def bold_lines(self) -> Sequence[BoldLine]:
        """The lines at the margin that are bold as a whole."""
        return [
            BoldLine(number, text)
            for number, line in enumerate(self.lines)
            if line[:2] in _BOLD and not self.is_code[number] and (text := bold_line(line))
        ]

    @kept_property
    def heads_of_tables(self) -> Sequence[tuple[int, str]]:
        """The lines above the rules of tables, with their numbers."""
        found = ((number, line) for number, line in self.lines_with("|") if number + 1 < len(self.lines))
        return [(number, line) for number, line in found if _RULE_OF_TABLE.match(self.lines[number + 1])]

    @kept_property
    def rules(self) -> Sequence[int]:
        """The lines that are a rule, such as `---`."""
        return [
            number
            for number, line in enumerate(self.lines)
            if line and line.rstrip()[-1:] in _OF_RULES and is_rule(line) and not self.is_code[number]
        ]

    @kept_property
    def _details(self) -> tuple[Sequence[Collapsed], Sequence[int]]:
        return collapsed_elements(self.lines, self.is_code) if "details" in self.text.lower() else ((), ())

    @property
    def collapsed(self) -> Sequence[Collapsed]:
        """The `<details>` elements, outer ones before those inside them."""
        return self._details[0]

    @property
    def unclosed(self) -> Sequence[int]:
        """The lines with a `<details>` that is never closed."""
        return self._details[1]

    @kept_property
    def containers(self) -> Sequence[Container]:
        """The fenced containers, outer ones before those inside them."""
        if ":::" not in self.text:
            return ()
        return sorted(_containers(self.lines, self.is_code), key=lambda each: (each.lines.start, -each.lines.stop))

    def body_of(self, element: Collapsed) -> list[str]:
        """What is between the summary of an element and its closing tag."""
        lines = list(self.lines[element.body_line : element.lines.stop])
        lines[-1] = lines[-1][: element.stop_column]
        lines[0] = lines[0][element.body_column :]
        return lines


def kept(find: Callable[Concatenate[Outline, _Given], _Found]) -> Callable[Concatenate[Outline, _Given], _Found]:
    """A function of a page and hashable values that keeps what it finds with the page: several steps ask the same."""

    @wraps(find)
    def found(outline: Outline, /, *given: _Given.args, **named: _Given.kwargs) -> _Found:
        key = find, given, *named.items()
        if key not in outline.found:
            outline.found[key] = find(outline, *given, **named)
        result: _Found = outline.found[key]
        return result

    return found


def section_ends(outline: Outline, headings: Sequence[Heading]) -> list[int]:
    """For each heading, the line of the next one of its level or above, or that closes the element it is in.

    A heading inside a collapsed block does not end the section around the block.
    """
    ends = [len(outline.lines)] * len(headings)
    opened: list[tuple[int, list[int]]] = [(len(outline.lines), [])]
    elements = iter(outline.collapsed)
    element = next(elements, None)
    for i, heading in enumerate(headings):
        while element and element.lines.start < heading.line:
            if heading.line in element.lines:
                opened.append((element.lines.stop - 1, []))
            element = next(elements, None)
        while opened[-1][0] < heading.line:
            stop, inside = opened.pop()
            for one in inside:
                ends[one] = stop
        sections = opened[-1][1]
        while sections and headings[sections[-1]].level >= heading.level:
            ends[sections.pop()] = heading.line
        sections.append(i)
    for stop, inside in opened:
        for one in inside:
            ends[one] = stop
    return ends


def _headings(outline: Outline) -> Iterator[Heading]:
    lines = outline.lines
    for number, line in outline.lines_with("#", "==="):
        if match := _HEADING.match(line):
            indent, item, marks, text = match.groups(default="")
            margin = columns_of(indent) if indent else 0
            if item or margin < 4:
                text = item + without_closing_marks(text)
                yield Heading(number, len(marks), bool(item), text, margin + len(item) if item else 0)
        elif line[:3] == "===" and _is_underline(lines, number):
            yield Heading(number - 1, 1, False, lines[number - 1].strip(), 0, True)


def _is_underline(lines: Sequence[str], number: int) -> bool:
    """Whether a line of equal signs underlines the line above it."""
    return _UNDERLINE.match(lines[number]) is not None and _is_alone(lines, number - 1)


def _above_dashes(outline: Outline) -> Iterator[Heading]:
    """The lines above dashes, if most of them ask or are labels such as `Question 3`, and the titles of answers.

    Elsewhere, dashes are rules that lack the blank line above.

    Below a title that is underlined with equal signs, they name parts of the page.
    """
    lines = outline.lines
    found = [
        number - 1
        for number, line in outline.lines_with("---")
        if line[:3] == "---" and not line.strip("- \t") and _is_alone(lines, number - 1)
    ]
    if not found:
        return  # as on most pages
    texts = [lines[number].strip() for number in found]
    asking = sum(text.endswith(QUESTION_MARKS) or (text[-1:].isdigit() and is_label(text)) for text in texts)
    are_parts = sum(text.endswith(_STOPS) for text in texts) * 2 < len(found) and any(
        line[:3] == "===" and _is_underline(lines, number) for number, line in outline.lines_with("===")
    )
    are_all = (asking >= _ENOUGH_UNDERLINED and asking * 2 > len(found)) or are_parts
    for number, text in zip(found, texts, strict=True):
        if are_all or is_answer_label(text):
            yield Heading(number, 2, False, text, 0, True)


def _html_headings(outline: Outline, others: Sequence[Heading]) -> Iterator[Heading]:
    """The headings in HTML of the levels of which most ask, and of those above such levels, if some are between these.

    Most of those above have a heading right below: elsewhere, they are logos, names of pages, and examples in answers.
    `others` are the headings in Markdown.
    """
    found: dict[int, list[Heading]] = {}
    ends: dict[int, int] = {}
    for number, line in outline.lines_with("<h", "<H"):
        if html := html_heading(outline.lines, number):
            level = int(line[2])
            ends |= {} if html.rest else {number: html.stop}
            found.setdefault(level, []).append(Heading(number, level, False, html.text, 0))
    if not found:
        return
    asking = {level: headings for level, headings in found.items() if _most_ask(headings)}
    of_levels = [[one for one in others if one.rank == (level, False)] for level in range(1, 7)]
    firsts = (each[0] for each in (*asking.values(), *filter(_most_ask, of_levels)))
    lowest = max(firsts, key=lambda one: one.level, default=None)
    starts = {one.line for one in chain(others, *asking.values())}
    for level, headings in found.items():
        if level in asking:
            yield from headings
        elif lowest and level < lowest.level and headings[-1].line > lowest.line:
            alone = [one for one in headings if one.line in ends]
            if 2 * sum(_next_but_rules(outline.lines, ends[one.line]) in starts for one in alone) > len(alone):
                yield from alone


def _next_but_rules(lines: Sequence[str], start: int) -> int:
    """The first line from `start` on that is no rule and shows something."""
    return next((number for number in range(start, len(lines)) if not is_separator(lines[number])), len(lines))


def _most_ask(headings: Sequence[Heading]) -> bool:
    asking = sum(heading.title.endswith(QUESTION_MARKS) for heading in headings)
    return asking >= _ENOUGH_UNDERLINED and asking * 2 > len(headings)


def html_heading(lines: Sequence[str], start: int) -> HtmlHeading | None:
    """The heading `<h3>…</h3>` that begins with a line, and may have a few."""
    if lines[start][:2] not in ("<h", "<H") or not _HTML_HEADING.match(lines[start]):
        return None
    text = "\n".join(lines[start : start + _LONGEST_HEADING])
    end = _END_OF_HTML_HEADING.search(text)
    if not end:
        return None
    stop = start + text.count("\n", 0, end.start()) + 1
    rest = text[end.end() :].partition("\n")[0].strip()
    return HtmlHeading(" ".join(without_tags(text[: end.start()]).split()), stop, rest)


def _without_titles(
    headings: Sequence[Heading], containers: Sequence[Container], lines: Sequence[str]
) -> list[Heading]:
    """The headings that are not titles of boxes or tabs, and are not in a box.

    Those in a box that are of the level of others outside may be questions: where it is not closed, it extends further.
    So may those in a box that has several of the level of its first one.
    """
    titles: set[int] = set()
    in_boxes: set[int] = set()
    at = [heading.line for heading in headings]
    for one in containers:
        inside = headings[bisect_left(at, one.lines.start) : bisect_left(at, one.lines.stop)]
        if one.name in TAB_SETS:
            titles |= {each.line for each in inside if each.level == inside[0].level}
        elif inside and box_kind(one.name) and one.name not in COLLAPSED_NAMES:
            if any(each.level <= inside[0].level for each in inside[1:]):
                continue
            if not any(line.strip() for line in lines[one.lines.start + 1 : inside[0].line]):
                titles.add(inside[0].line)
            in_boxes |= {each.line for each in inside}
    boxed = titles | in_boxes
    outside = {each.level for each in headings if each.line not in boxed}
    return [
        each for each in headings if each.line not in titles and (each.line not in in_boxes or each.level in outside)
    ]


def _is_alone(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a separate paragraph, or at least the first line of one."""
    return number >= 0 and _TEXT.match(lines[number]) is not None and not (number and lines[number - 1].strip())


def _code(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is in a code fence, a comment or raw HTML.

    A fence that no line closes hides nothing, and one in which another fence with a language opens ends there: authors
    forget closing lines more often than they show a fence in a fence of the same length.
    """
    inside = [False] * len(lines)
    ends: dict[str, int] = {}
    fence: tuple[int, str] | None = None
    end = 0
    for number in [at for at, line in enumerate(lines) if "<" in line or "```" in line or "~~~" in line]:
        line = lines[number]
        if fence:
            if fence[1] in line:
                stripped = line.strip()
                if stripped.startswith(fence[1]) and not stripped.strip(fence[1][0]):
                    inside[fence[0] : number + 1] = [True] * (number + 1 - fence[0])
                    fence = None
                elif match := _FENCE.match(line):
                    fence = (number, match["mark"]) if match["info"].strip() else fence
        elif number < end:
            continue  # in a raw element
        elif ("```" in line or "~~~" in line) and (match := _FENCE.match(line)):
            fence = number, match["mark"]
        elif line.lstrip()[:2].lower() in _RAW_STARTS:
            end = _end_of_raw(lines, number, ends)
            inside[number:end] = [True] * (end - number)
    return inside


def _end_of_raw(lines: Sequence[str], number: int, ends: dict[str, int]) -> int:
    """The line after a comment or raw element that starts on a separate line; the line itself if there is none.

    `ends` notes from which line on no end was found.
    """
    line = lines[number]
    if line.lstrip().startswith("<!--"):
        end = "-->"
        if line.rstrip().endswith(end):
            return number + 1
        if end in line:
            return number
    elif match := _RAW.match(line):
        end = f"</{match['name'].lower()}"
        if end in line.lower():
            return number
    else:
        return number
    if number >= ends.get(end, len(lines)):
        return number
    for stop in range(number + 1, len(lines)):
        if end in lines[stop].lower():
            return stop + 1
    ends[end] = number
    return number


def _containers(lines: Sequence[str], is_code: Sequence[bool]) -> Iterator[Container]:
    opened: list[tuple[int, str]] = []
    for number, line in enumerate(lines):
        if ":::" not in line or is_code[number]:
            continue
        marker = list_marker(line)
        match = _DIV.match(line, marker.end() if marker else 0)
        if not match:
            continue
        if match["name"]:
            opened.append((number, container_name(match["name"])))
        elif opened:
            start, name = opened.pop()
            yield Container(range(start, number + 1), name, len(opened))
