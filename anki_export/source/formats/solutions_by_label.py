"""Exercises of MyST whose solutions are elsewhere on the page, and name them by their labels:

    :::{exercise} Masts                also in a fence of code, or from `{exercise-start}` to `{exercise-end}`
    :label: masts

    How many masts has a ketch?
    :::

    ## Solutions

    :::{solution} masts
    Two.
    :::

Not read here: solutions right below their exercises, which are collapsed answers; several for one exercise; those in
examples of code.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.candidate import answered_below, numbered_span
from anki_export.source.candidates.strip_page_additions import body_of
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.mkdocs_quiz import first_paragraph
from anki_export.source.lines import next_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import numbers_of
from anki_export.text.lazy_regex import regex

SIGN = "{exercise"
"""What a page with such exercises has."""
_OPEN = regex(
    r" {0,3}(?P<marks>`{3,}|~{3,}|:{3,})\{(?P<name>exercise|solution|answer)(?P<gate>-start)?\}"
    r"[ \t]*(?P<argument>.*?)[ \t]*"
)
_OPTION = regex(r"[ \t]*:(?P<name>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*")
_HINTS = Hints(
    question=":::{{exercise}}, and below it {}",
    title="write the question in the exercise",
    answer="write the answer in `:::{solution}`, with the label of the exercise",
    hidden="a {solution} directive",
)


class _Directive(Struct, frozen=True):
    name: str
    argument: str
    label: str
    lines: range
    """All of it, with the lines that open and close it."""
    body: range


def spans_by_label(outline: Outline, format: str) -> Iterator[Span]:
    """The exercises that have one solution elsewhere, as those of the format with this name."""
    found = list(_directives(outline))
    uses = Counter(one.argument for one in found if one.name != "exercise")
    solutions = {one.argument: one for one in found if one.name != "exercise" and uses[one.argument] == 1}
    pairs = [(one, solutions[one.label]) for one in found if one.name == "exercise" and one.label in solutions]
    pairs = [pair for pair in pairs if next_text(outline.lines, pair[0].lines.stop) != pair[1].lines.start]
    asked = [_asked(outline, one) for one, _ in pairs]
    for (one, answer), (title, above), number in zip(
        pairs, asked, numbers_of([title for title, _ in asked]), strict=True
    ):
        body = body_of(outline.lines[answer.body.start : answer.body.stop], answer.body.start, outline.is_code)
        span = numbered_span(format, _HINTS, one.lines, title, number, body)
        span = replace(span, above=above, above_start=one.body.start, id_place=IdPlace(one.body.start, ""))
        yield answered_below(replace(span, markup=answer.lines))


def _directives(outline: Outline) -> Iterator[_Directive]:
    """The exercises and solutions that are closed, without those in examples of code."""
    lines, done = outline.lines, 0
    for start, line in enumerate(lines):
        opening = _OPEN.fullmatch(line) if start >= done and "{" in line and not is_shown(outline, start) else None
        if opening is None or (last := _closing(lines, start, opening["marks"])) is None:
            continue
        stop, body = last + 1, _below_options(lines, range(start + 1, last))
        if opening["gate"]:
            end = next((at for at in range(stop, len(lines)) if f"{{{opening['name']}-end}}" in lines[at]), None)
            if end is None:
                continue
            body, stop = range(stop, end), (_closing(lines, end, opening["marks"]) or end) + 1
        options = (_OPTION.fullmatch(lines[at]) for at in range(start + 1, last))
        label = next((one["value"] for one in options if one and one["name"] == "label"), "")
        done = stop
        yield _Directive(opening["name"], opening["argument"], label, range(start, stop), body)


def _closing(lines: Sequence[str], start: int, marks: str) -> int | None:
    """The line that closes what these marks open."""
    stop = len(lines)
    return next((at for at in range(start + 1, stop) if lines[at].strip() == marks), None)


def _below_options(lines: Sequence[str], inside: range) -> range:
    start = next((at for at in inside if not _OPTION.fullmatch(lines[at])), inside.stop)
    return range(start, inside.stop)


def is_shown(outline: Outline, number: int) -> bool:
    """Whether the line of a directive is in an example of code."""
    above = outline.lines[number - 1] if number else ""
    return bool(above.strip(" `~:")) and outline.is_code[number - 1]


def _asked(outline: Outline, one: _Directive) -> tuple[str, Sequence[str]]:
    """The title of an exercise, else its first paragraph, and the text below that."""
    lines = outline.lines[one.body.start : one.body.stop]
    if one.argument:
        return one.argument, lines
    title, place = first_paragraph(lines)
    return title, ["" if at in place else line for at, line in enumerate(lines)]
