"""Single lines of Markdown: how far they are indented, what marks them, and what surrounds their text.

Whatever reads lines before the parser uses these functions. White space includes the no-break space, which comes
with text pasted from web pages.
"""

import re
from collections.abc import Callable, Sequence

from msgspec import Struct

from anki_export.text.classify_labels import QUESTION_MARKS
from anki_export.text.html_tokenizer import pieces
from anki_export.text.lazy_regex import regex

BOLD_TAGS = ("b", "strong")
"""The HTML elements that are bold."""
LONGEST_TITLE = 4
"""In lines: a question that continues for longer is a text that asks at its end."""
_LIST_MARKER = r"[^\S\n]*(?:[-*+]|(?P<number>\d{1,9})[.)])[^\S\n]+"
_LIST_ITEM = regex(rf"{_LIST_MARKER}(?=\S)")
_BOX = r"\[(?P<tick>[ xX\u00a0]?)\](?!\()"
_TASK_ITEM = regex(rf"(?P<marker>{_LIST_MARKER}){_BOX}[^\S\n]?")
_TICK_BOX = regex(rf"(?P<marker>\s*(?:(?:[-*+]|\d{{1,2}}[.)])\s*)?){_BOX}\s*")
_BOLD_ITEM = regex(r"(?P<indent>\s*)(?P<mark>\*\*|__)(?P<number>\d{1,2}[.)])\s+(?P<text>[^*_]+)(?P=mark)(?P<end>\s*)")
_RULE = regex(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_SEPARATOR = regex(r"\s*(?:(?:</?br\s*/?>\s*)+|\#?(?:[-*_]\s*){3,}\#?)?", re.IGNORECASE)
_TO_FILL_IN = regex(r"\s*(?:[.…_‥·]\s*){5,}")
_LINE_BREAKS = regex(r"(?:\s*<br\s*/?>|\s*\\)*\s*\Z", re.IGNORECASE)
_BLOCK = regex(
    r"\s*(?:`{3}|~{3}|[-*+]\s|\d{1,9}[.)]\s|>|\||#{1,6}\s|\$\$|\?\?\?|!!!|===|:::"
    r"|</?(?:p|div|table|pre|ul|ol|dl|details|figure|center|h[1-6]|blockquote|section|iframe|video|audio|script|style)\b)",
    re.IGNORECASE,
)
_QUOTE = regex(r"\A {0,3}>[^\S\n]?")
_CODE_SPAN = regex(r"`[^`\n]*`")
_COMMENT = regex(r"(?<!\s)\s*<!--(?:(?!<!--).)*?-->\s*$")
_ATTRIBUTES = regex(r"(?<!\s)\s*\{:?\s*[#.][^{}]*\}\s*$")


class TaskItem(Struct, frozen=True):
    """The start of an item of a task list."""

    marker: str
    """The marker of the list item, with the white space around it."""
    is_ticked: bool
    text: int
    """The column at which its text begins."""


def columns_of(text: str) -> int:
    """How many columns a text takes; a tab continues to the next multiple of four."""
    return len(text.expandtabs(4))


def indent_of(line: str) -> int:
    """The number of columns by which a line is indented."""
    return columns_of(line[: len(line) - len(line.lstrip())])


def dedented(line: str, columns: int) -> str:
    """A line without at most that many columns of its indentation."""
    return " " * max(0, indent_of(line) - columns) + line.lstrip()


def end_of_text(lines: Sequence[str], start: int, stop: int, is_empty: Callable[[str], bool] = str.isspace) -> int:
    """The line after the last one of `lines[start:stop]` that is not empty; `start` if all are."""
    while stop > start and (not lines[stop - 1] or is_empty(lines[stop - 1])):
        stop -= 1
    return stop


def end_of_paragraph(lines: Sequence[str], start: int) -> int:
    """The first blank line from a line on."""
    for number in range(start, len(lines)):
        if is_blank(lines[number]):
            return number
    return len(lines)


def fence_below(line: str, fence: str) -> str:
    """The mark of the code fence that is open below a line; `fence` is that of the one above, empty without one."""
    mark = line.lstrip()[:3]
    return fence if mark not in ("```", "~~~") else "" if fence == mark else fence or mark


def is_rule(line: str) -> bool:
    """Whether a line is a thematic break, such as `---`."""
    return _RULE.fullmatch(line) is not None


def is_quoted(line: str) -> bool:
    """Whether a line has the mark of a quote."""
    return _QUOTE.match(line) is not None


def without_quote(line: str) -> str:
    """A line without the first mark of a quote.

    >>> without_quote("> > Why?"), without_quote("Why?")
    ('> Why?', 'Why?')
    """
    return _QUOTE.sub("", line, count=1)


def is_separator(line: str) -> bool:
    """Whether a line only separates what is above and below it: a blank line, a rule, line breaks."""
    return not line or _SEPARATOR.fullmatch(line) is not None


def is_to_fill_in(line: str) -> bool:
    """Whether a line is only one to write on: dots or underscores."""
    return _TO_FILL_IN.fullmatch(line) is not None


def is_comment(text: str) -> bool:
    """Whether a line or block is one HTML comment."""
    inner = text.strip()
    return inner.startswith("<!--") and inner.find("-->") == len(inner) - 3


def is_blank(line: str) -> bool:
    """Whether a line shows nothing."""
    return not line or line.isspace() or ("<!--" in line and is_comment(line))


def next_text(lines: Sequence[str], start: int) -> int:
    """The first line from `start` on that shows something; the number of lines if there is none."""
    for number in range(start, len(lines)):
        if lines[number] and not is_blank(lines[number]):
            return number
    return len(lines)


def last_text(lines: Sequence[str], stop: int) -> int:
    """The last line above `stop` that shows something; -1 if there is none."""
    for number in range(stop - 1, -1, -1):
        if lines[number] and not is_blank(lines[number]):
            return number
    return -1


def list_marker(line: str) -> re.Match[str] | None:
    """The marker of a list item with the white space around it; the group `number` has the digits of `7.`."""
    return _LIST_ITEM.match(line)


def item_outside_bold(line: str) -> str:
    """A line that is a numbered item in bold, with the number before the bold.

    >>> item_outside_bold("**2. a tag**"), item_outside_bold("**2.** a tag")
    ('2. **a tag**', '**2.** a tag')
    """
    match = _BOLD_ITEM.fullmatch(line) if line.lstrip()[:2] in ("**", "__") else None
    return "{indent}{number} {mark}{text}{mark}{end}".format(**match.groupdict()) if match else line


def task_item(line: str) -> TaskItem | None:
    """The start of an item such as `- [x] text`; in old pages the brackets of an unticked one may be empty.

    >>> task_item("1. [X] Yes"), task_item("- [x](link)")
    (TaskItem(marker='1. ', is_ticked=True, text=7), None)
    """
    return _task_item(_TASK_ITEM.match(line))


def tick_box(text: str) -> TaskItem | None:
    """A box at the start of a text, with the marker of a list item before it or without.

    >>> tick_box("[x] Yes"), tick_box("-[ ]No")
    (TaskItem(marker='', is_ticked=True, text=4), TaskItem(marker='-', is_ticked=False, text=4))
    """
    return _task_item(_TICK_BOX.match(text) if "[" in text else None)


def _task_item(match: re.Match[str] | None) -> TaskItem | None:
    return TaskItem(match["marker"], match["tick"] in ("x", "X"), match.end()) if match else None


def starts_block(line: str) -> bool:
    """Whether a line can't continue a paragraph: list items, quotes, headings, fences, tables, boxes, raw HTML."""
    return _BLOCK.match(line) is not None


def first_paragraph(lines: Sequence[str]) -> tuple[str, range]:
    """The first paragraph or heading in one line, and its lines; empty if something else comes first."""
    start = next((i for i, line in enumerate(lines) if not is_blank(line)), len(lines))
    is_numbered = any(map(_has_number, lines[start : start + 1]))  # `2. Why?` alone is not a list
    is_numbered = is_numbered and not any(map(_has_number, lines[start + 1 :]))
    stop = start
    while (
        stop < len(lines)
        and lines[stop].strip()
        and ((is_numbered and stop == start) or not _ends_paragraph(lines[stop], is_first=stop == start))
    ):
        stop += 1
    return " ".join(line.strip() for line in lines[start:stop]), range(start, stop)


def _has_number(line: str) -> bool:
    """Whether a line is a list item with a number, and no option."""
    marker = list_marker(line)
    return marker is not None and marker["number"] is not None and not task_item(line)


def _ends_paragraph(line: str, *, is_first: bool) -> bool:
    is_indented = indent_of(line) >= 4  # such a line continues a paragraph
    return is_rule(line) or (is_first if is_indented else starts_block(line))


def with_stars(text: str) -> str:
    """A text in which bold HTML at its start is written with asterisks.

    >>> with_stars("<b>Why?</b><br>"), with_stars("<strong>A:</strong> no"), with_stars("Why <b>not</b>")
    ('**Why?**<br>', '**A:** no', 'Why <b>not</b>')
    """
    if not text.startswith("<") or not text[1:].lower().startswith(BOLD_TAGS):
        return text
    opening, *others = pieces(text)
    close = next((tag for tag in others if (tag.kind, tag.name) == ("end", opening.name)), None)
    if not close or not opening.is_start(*BOLD_TAGS) or not text[opening.end : close.start].strip():
        return text
    return f"**{text[opening.end : close.start].strip()}**{text[close.end :]}"


def without_bold(text: str) -> str:
    """A text without bold around all of it.

    >>> without_bold("**Why?**"), without_bold("**Why** and **how**"), without_bold("**Why `**x`?**")
    ('Why?', '**Why** and **how**', 'Why `**x`?')
    """
    for mark in ("**", "__"):
        is_around = text.startswith(mark) and text.endswith(mark) and len(text) > 4
        if is_around and without_code_spans(text).count(mark) == 2:
            return text[2:-2].strip()
    return text


def without_code_spans(text: str) -> str:
    """A text with spaces in place of code spans, which hold no tags though it may look so."""
    return _CODE_SPAN.sub(lambda match: " " * len(match[0]), text) if "`" in text else text


def without_line_breaks(text: str) -> str:
    """A text without the `<br>` or backslash at its end.

    >>> [without_line_breaks(text) for text in ("Why?<br/>", "Why?\\\\", "Why?\\t")]
    ['Why?', 'Why?', 'Why?']
    """
    return text[: _LINE_BREAKS.search(text).start()] if text.endswith((">", "\\", " ", "\t")) else text  # type: ignore[union-attr]


def bold_line(line: str) -> str:
    """The text of a line that is bold as a whole, perhaps before a line break; else empty."""
    text = with_stars(without_line_breaks(line))
    if text[-1:] in QUESTION_MARKS and text[-3:-1] in ("**", "__"):
        text = f"{text[:-3]}{text[-1]}{text[-3:-1]}"  # the mark may be after the asterisks
    bold = without_bold(text)
    return bold if bold != text else ""


def without_attributes(text: str) -> str:
    """A heading or term without the attribute list at its end: `Tags {#tags .new}`."""
    return _ATTRIBUTES.sub("", text) if "}" in text else text


def without_closing_marks(heading: str) -> str:
    """The text of a heading without the number signs that may close it.

    >>> without_closing_marks("Why? ##"), without_closing_marks("What is C#")
    ('Why?', 'What is C#')
    """
    text = heading.rstrip()
    if not text.endswith("#"):
        return text
    before = text.rstrip("#")
    return text if before and not before[-1].isspace() else before.rstrip()


def term_of(written: str) -> str:
    """A term of a glossary or table as Markdown, without marks around all of it; a comment stays.

    >>> [term_of(text) for text in ("**Salt**", "tag <!-- card: tag -->")]
    ['Salt', 'tag <!-- card: tag -->']
    """
    comment = _COMMENT.search(written)
    text = (written[: comment.start()] if comment else written).strip()
    text = without_bold(text)
    return f"{text} {comment[0].strip()}" if comment else text
