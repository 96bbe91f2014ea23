"""Collapsed blocks that are named as answers, whether or not the parser reads them as such.

??? note "Answer"      <details><summary>Show the answer</summary>      ::: details Solution      > [!tip]- Answer

And lines below headings which show that these ask: such blocks, others that repeat, and ticked options.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.find_raw_details import summary_in
from anki_export.source.lines import indent_of, is_blank, is_quoted, list_marker, task_item
from anki_export.source.outline import Outline
from anki_export.source.syntax.admonitions import read_opener
from anki_export.source.syntax.callouts import read_callout
from anki_export.source.syntax.containers import read_container
from anki_export.text.classify_labels import begins_with_answer, is_answer_label, names_answer
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question, wants_answer

_REVEAL = regex(r"\s*\?\?\?\s*[\w ]*\"(?P<title>[^\"]+)\"")
_DIGITS = regex(r"\d+")
_SUMMARY = 2
"""In lines, from a `<details>` on that is not closed."""


class HiddenLines(Struct, frozen=True):
    """Such a block; without an end, it continues to that of the page."""

    lines: range
    title: str
    body: range
    """The lines of its content; none if it shares one with a tag."""


@lru_cache(1 << 5)
def hidden_answers(outline: Outline) -> Sequence[HiddenLines]:
    """The blocks of a page that are in no other one of their syntax; several formats ask."""
    return list(titled_blocks(outline, _names_answer))


def titled_blocks(outline: Outline, is_title: Callable[[str], bool]) -> Iterator[HiddenLines]:
    """The collapsed blocks of a page with certain titles that are in no other one of their syntax."""
    lines = outline.lines
    stop = 0
    for one in outline.collapsed:
        title = _plain(one.summary)
        if one.lines.start >= stop and is_title(title):
            stop = one.lines.stop
            inside = outline.body_of(one)
            is_apart = len(inside) > 1 and not (inside[0] + inside[-1]).strip()
            body = range(one.body_line + 1, stop - 1) if is_apart else range(0)
            yield HiddenLines(one.lines, title, body)
    repeats = Counter(_plain(one.summary) for one in outline.collapsed) if outline.unclosed else {}
    for start, title in _unclosed(outline):
        if is_title(title) or (repeats[title] >= thresholds.LABELS_REPEAT and not is_clear_question(title)):
            yield HiddenLines(range(start, len(lines)), "", range(0))
    containers = {one.lines.start: one.lines for one in outline.containers}
    stop = 0
    for number, line in outline.lines_with("???", ":::", "[!"):
        if number >= stop:
            text = line.lstrip("> \t")
            is_quote = ">" in line[: len(line) - len(text)]
            opener = read_opener(text) or read_container(text) or (read_callout(text) if is_quote else None)
            title = (opener.title or opener.kind) if opener and opener.marker[0] == "?" else ""
            if is_title(title):
                is_fenced = ":::" in line
                if is_fenced:
                    stop = containers.get(number, range(len(lines))).stop
                else:
                    stop = (_end_of_quote if "[!" in line else _end_of_indented)(lines, number)
                yield HiddenLines(range(number, stop), title, range(number + 1, stop - is_fenced))


def summary_names_answer(html: str) -> bool:
    """Whether the first `<summary>` in raw HTML names an answer."""
    summary = summary_in(html)
    return summary is not None and _names_answer(_plain(summary.source))


def _unclosed(outline: Outline) -> Iterator[tuple[int, str]]:
    """The lines with a `<details>` that is not closed, and its title."""
    for start in sorted(set(outline.unclosed)):
        if summary := summary_in("\n".join(outline.lines[start : start + _SUMMARY])):
            yield start, _plain(summary.source)


def _plain(summary: str) -> str:
    return " ".join(without_tags(summary, " ").split())


def _names_answer(title: str) -> bool:
    return is_answer_label(title) or begins_with_answer(title)


def _end_of_indented(lines: Sequence[str], start: int) -> int:
    """The line below an admonition."""
    stop, indent = start + 1, indent_of(lines[start])
    while stop < len(lines) and (not lines[stop].strip() or indent_of(lines[stop]) > indent):
        stop += 1
    return stop


def _end_of_quote(lines: Sequence[str], start: int) -> int:
    """The line below a callout."""
    return next((number for number in range(start + 1, len(lines)) if not is_quoted(lines[number])), len(lines))


def lines_with_hidden_answers(outline: Outline) -> list[int]:
    """The lines that hide an answer: the title of the block says so, or several have the same one.

    Where others only differ by a number, each answers one of several questions below a heading.
    """
    hidden = sorted([*((one.lines.start, _plain(one.summary)) for one in outline.collapsed), *_unclosed(outline)])
    hidden += [(number, match["title"]) for number, line in outline.lines_with("???") if (match := _REVEAL.match(line))]
    hidden = [(number, title) for number, title in hidden if not _is_in_asking_item(outline.lines, number)]
    repeats = Counter(title.casefold() for _, title in hidden)
    numbered = Counter(_DIGITS.sub("", title) for title in repeats)
    labels = {
        title
        for title, count in repeats.items()
        if count >= thresholds.LABELS_REPEAT and numbered[_DIGITS.sub("", title)] == 1
    }
    return [line for line, title in hidden if title.casefold() in labels or names_answer(title)]


def _is_in_asking_item(lines: Sequence[str], number: int, *, is_any_number: bool = False) -> bool:
    """Whether a line is inside a list item that asks, or has a number: it answers that, and not the heading above."""
    indent = indent_of(lines[number])
    above = (lines[at] for at in range(number - 1, -1, -1) if not is_blank(lines[at]) and indent_of(lines[at]) < indent)
    item = next(above, "") if indent > 1 else ""
    marker = list_marker(item)
    text = item[marker.end() :] if marker else ""
    asks = wants_answer(text) or (is_any_number and marker is not None and marker["number"])
    return marker is not None and bool(asks)


def ticked_lines(outline: Outline) -> list[int]:
    """The lines of ticked options, apart from those of list items that ask or have a number."""
    lines = outline.lines_with("[x]", "[X]")
    ticked = [number for number, line in lines if (task := task_item(line)) and task.is_ticked]
    return [number for number in ticked if not _is_in_asking_item(outline.lines, number, is_any_number=True)]
