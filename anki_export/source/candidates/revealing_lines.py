"""Lines below headings which show that these ask: hidden answers and ticked options."""

from collections import Counter
from collections.abc import Sequence

from anki_export.source import thresholds
from anki_export.source.lines import indent_of, is_blank, list_marker, task_item
from anki_export.source.outline import Outline, summary_in
from anki_export.text.asking import is_clear_question, is_order
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.label_kinds import names_answer
from anki_export.text.regex import regex

_REVEAL = regex(r"\s*\?\?\?\s*[\w ]*\"(?P<title>[^\"]+)\"")
_DIGITS = regex(r"\d+")
_SUMMARY = 2
"""In lines, from a `<details>` on that is not closed."""


def lines_with_hidden_answers(outline: Outline) -> list[int]:
    """The lines that hide an answer: the title of the block says so, or several have the same one.

    Where others only differ by a number, each answers one of several questions below a heading.
    """
    summaries = [(one.lines.start, one.summary) for one in outline.collapsed]
    for start in outline.unclosed:
        if summary := summary_in("\n".join(outline.lines[start : start + _SUMMARY])):
            summaries.append((start, summary.source))
    hidden = [(line, " ".join(without_tags(summary, " ").split())) for line, summary in sorted(summaries)]
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
    asks = is_clear_question(text) or is_order(text) or (is_any_number and marker is not None and marker["number"])
    return marker is not None and bool(asks)


def ticked_lines(outline: Outline) -> list[int]:
    """The lines of ticked options, apart from those of list items that ask or have a number."""
    lines = outline.lines_with("[x]", "[X]")
    ticked = [number for number, line in lines if (task := task_item(line)) and task.is_ticked]
    return [number for number in ticked if not _is_in_asking_item(outline.lines, number, is_any_number=True)]
