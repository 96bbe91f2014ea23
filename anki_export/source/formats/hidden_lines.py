"""Lines in collapsed blocks that are named as answers, whether or not the parser reads them as such.

??? note "Answer"      <details><summary>Show the answer</summary>      ::: details Solution
"""

from collections.abc import Iterator, Sequence

from anki_export.source.lines import indent_of
from anki_export.source.outline import Outline, summary_in
from anki_export.source.syntax.admonitions import read_opener
from anki_export.source.syntax.details_containers import read_container
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.labels import begins_with_answer, is_answer_label

_SUMMARY = 2
"""In lines, from a `<details>` on that is not closed."""


def hidden_answers(outline: Outline) -> Iterator[range]:
    """The lines of each such block that is in no other one of its syntax; without an end, up to that of the page."""
    lines = outline.lines
    stop = 0
    for one in outline.collapsed:
        if one.lines.start >= stop and _names_answer(one.summary):
            stop = one.lines.stop
            yield one.lines
    for start in outline.unclosed:
        if summary_names_answer("\n".join(lines[start : start + _SUMMARY])):
            yield range(start, len(lines))
    containers = {one.lines.start: one.lines for one in outline.containers}
    stop = 0
    for number, line in enumerate(lines):
        if number >= stop and ("???" in line or ":::" in line) and not outline.is_code[number]:
            text = line.lstrip("> \t")
            opener = read_opener(text) or read_container(text)
            if opener and opener.marker[0] == "?" and _names_answer(opener.title or opener.kind):
                stop = _end_of_indented(lines, number) if "???" in line else len(lines)
                found = containers.get(number, range(number, stop))
                stop = found.stop
                yield found


def summary_names_answer(html: str) -> bool:
    """Whether the first `<summary>` in raw HTML names an answer."""
    summary = summary_in(html)
    return summary is not None and _names_answer(summary.source)


def _names_answer(title: str) -> bool:
    text = " ".join(without_tags(title, " ").split())
    return is_answer_label(text) or begins_with_answer(text)


def _end_of_indented(lines: Sequence[str], start: int) -> int:
    """The line below an admonition."""
    stop, indent = start + 1, indent_of(lines[start])
    while stop < len(lines) and (not lines[stop].strip() or indent_of(lines[stop]) > indent):
        stop += 1
    return stop
