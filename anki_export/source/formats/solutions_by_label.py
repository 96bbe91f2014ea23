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

from msgspec.structs import replace

from anki_export.source.candidates.myst_exercises_by_label import Directive, exercises_and_solutions
from anki_export.source.candidates.question_candidate import answered_below, numbered_span
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import Hints, IdPlace, Span
from anki_export.source.formats.mkdocs_quiz import first_paragraph
from anki_export.source.lines import next_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import numbers_of

SIGN = "{exercise"
"""What a page with such exercises has."""
_HINTS = Hints(
    question=":::{{exercise}}, and below it {}",
    title="write the question in the exercise",
    answer="write the answer in `:::{solution}`, with the label of the exercise",
    hidden="a {solution} directive",
)


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
