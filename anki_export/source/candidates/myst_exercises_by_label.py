"""The exercises and solutions of MyST on a page, and the labels by which they belong together.

    ```{exercise} Masts            also `:::`, or from `{exercise-start}` to `{exercise-end}`
    :label: masts
    How many masts has a ketch?
    ```

    ```{solution} masts
    Two.
    ```

Those in examples of code or in items of lists are none. Not read here: solutions right below their exercises, which are
collapsed answers; several for one exercise.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.candidates.question_candidate import answered_below, numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.lines import first_paragraph, next_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import numbers_of
from anki_export.text.lazy_regex import regex

_OPEN = regex(
    r"(?P<marks>`{3,}|~{3,}|:{3,})\{(?P<name>exercise|solution|answer)(?P<gate>-start)?\}"
    r"[ \t]*(?P<argument>.*?)[ \t]*"
)
_CLOSE = regex(r"[ \t]*(?P<marks>`{3,}|~{3,}|:{3,})(?:\{(?P<name>\w+)-end\})?[ \t]*")
_MARKS = ("```", "~~~", ":::")
_OPTION = regex(r"[ \t]*:(?P<name>[\w-]+):[ \t]*(?P<value>.*?)[ \t]*")
SIGN = "{exercise"
"""What a page with such exercises has."""
_HINTS = Hints(
    question=":::{{exercise}}, and below it {}",
    title="write the question in the exercise",
    answer="write the answer in `:::{solution}`, with the label of the exercise",
    hidden="a {solution} directive",
)


class Directive(Struct, frozen=True):
    """An exercise, or the solution of one."""

    argument: str
    """The title of an exercise, or the label of the one that is solved."""
    label: str
    is_exercise: bool
    lines: range
    """All of it, with the lines that open and close it."""
    body: range


def labels_of_exercises(outline: Outline) -> Sequence[str]:
    """The labels of the exercises of a page that have no solution there."""
    found = list(exercises_and_solutions(outline))
    solved = {one.argument for one in found if not one.is_exercise}
    return [one.label for one in found if one.label and one.label not in solved]


def solutions_of_others(outline: Outline) -> Mapping[str, range]:
    """The lines of the solutions of a page whose exercises are elsewhere, by the labels of these."""
    found = list(exercises_and_solutions(outline))
    own = {"", *(one.label for one in found)}
    return {one.argument: one.lines for one in found if not one.is_exercise and one.argument not in own}


def exercises_and_solutions(outline: Outline) -> Iterator[Directive]:
    """Those that are closed, in page order."""
    lines, done = outline.lines, 0
    ends: dict[str, list[int]] = defaultdict(list)  # by the marks that close, or the name of what ends
    for number, line in enumerate(lines):
        if line.strip(" \t")[:3] in _MARKS and (closing := _CLOSE.fullmatch(line)):
            ends[closing["name"] or closing["marks"]].append(number)

    def end_of(what: str, start: int) -> int | None:
        at = bisect_left(ends[what], start)
        return ends[what][at] if at < len(ends[what]) else None

    for start, line in enumerate(lines):
        opening = _OPEN.fullmatch(line) if start >= done and "{" in line and not is_shown(outline, start) else None
        last = end_of(opening["marks"], start + 1) if opening else None
        if opening is None or last is None:
            continue
        first = next((at for at in range(start + 1, last) if not _OPTION.fullmatch(lines[at])), last)
        body, stop = range(first, last), last + 1
        if opening["gate"]:
            if (end := end_of(opening["name"], stop)) is None:
                continue
            body, stop = range(stop, end), (end_of(opening["marks"], end) or end) + 1
        options = (_OPTION.fullmatch(line) for line in lines[start + 1 : first])
        label = next((one["value"] for one in options if one and one["name"] == "label"), "")
        done = stop
        yield Directive(opening["argument"], label, opening["name"] == "exercise", range(start, stop), body)


def is_shown(outline: Outline, number: int) -> bool:
    """Whether the line of a directive is in an example of code."""
    above = outline.lines[number - 1] if number else ""
    return bool(above.strip(" `~:")) and outline.is_code[number - 1]


def spans_by_label(outline: Outline, format: str) -> Iterator[Span]:
    """The exercises that have one solution elsewhere, as those of the format with this name."""
    found = list(exercises_and_solutions(outline))
    uses = Counter(one.argument for one in found if not one.is_exercise)
    solutions = {one.argument: one for one in found if not one.is_exercise and uses[one.argument] == 1}
    pairs = [(one, solutions[one.label]) for one in found if one.is_exercise and one.label in solutions]
    pairs = [pair for pair in pairs if next_text(outline.lines, pair[0].lines.stop) != pair[1].lines.start]
    asked = [_asked(outline, one) for one, _ in pairs]
    numbers = numbers_of([title for title, _ in asked])
    for (one, answer), (title, above), number in zip(pairs, asked, numbers, strict=True):
        body = body_of(outline.lines[answer.body.start : answer.body.stop], answer.body.start, outline.is_code)
        span = numbered_span(format, _HINTS, one.lines, title, number, body)
        span = replace(span, above=above, above_start=one.body.start, id_place=IdPlace(one.body.start, ""))
        yield answered_below(replace(span, markup=answer.lines))


def _asked(outline: Outline, one: Directive) -> tuple[str, Sequence[str]]:
    """The title of an exercise, else its first paragraph, and the text below that."""
    lines = outline.lines[one.body.start : one.body.stop]
    if one.argument:
        return one.argument, lines
    title, place = first_paragraph(lines)
    return title, ["" if at in place else line for at, line in enumerate(lines)]
