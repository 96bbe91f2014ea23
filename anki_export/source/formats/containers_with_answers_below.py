"""Containers named as a question, an exercise or an example, as in books made with Quarto and bookdown:

    ::: {.guidedpractice}              ::: {.workedexample}
    How many masts has a sloop?[^1]    How many has a ketch?
    :::
                                       ---
    [^1]: One.
                                       Two.
                                       :::

The answer is a footnote at the end of the text to which nothing else refers, if at least two containers of the name on
a page, and half of them, have one; or what is below the only rule in a container that asks above it.

Code right below a container with a list of tasks is the answer, with a paragraph that is all there is between it and
the next heading, if comments in the code have the numbers of these tasks, each above a line that solves one.

Not questions: containers that set no task; footnotes that are hints; text that asks, too.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source.body.asking_blocks import ends_asking, gives_order
from anki_export.source.candidates.question_candidate import answered_below, numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.entry import Hints, Span
from anki_export.source.lines import (
    dedented,
    end_of_paragraph,
    first_paragraph,
    indent_of,
    is_blank,
    is_quoted,
    last_text,
    list_marker,
    next_text,
    starts_block,
    without_quote,
)
from anki_export.source.outline import Container, Outline
from anki_export.source.question_numbers import numbers_of
from anki_export.source.thresholds import WITH_ANSWERS
from anki_export.text.classify_labels import is_label, is_label_of, label_stop
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import ends_in_question, has_blank

_REFERENCE = regex(r"(?P<text>.*\S)\s*\[\^(?P<id>[^\]\s]+)\]\s*")
_DEFINITION = regex(r" {0,3}\[\^(?P<id>[^\]\s]+)\]:[ \t]*")
_USE = regex(r"\[\^([^\]\s]+)\](?!:)")
_HEADING = regex(r" {0,3}#{1,6}\s+(?P<title>.*?)\s*")
_LABEL = regex(r"(?P<bold>\*\*|__)\(?[^\W\d_]{0,3}\d[\w.]{0,6}\)?[.:]?(?P=bold)[.:]?\s+")
"""The number of a task: `**2E1.**`"""
_NUMBER = regex(r"\s*(?:#+|//|--|%)\s*[^\W\d_]+\s+(?P<number>\d{1,2})\b")
"""A comment with a word and the number of a task: `# Question 1`; a number alone may be that of an option."""
_COMMENT = regex(r"\s*(?:#|//|--|%|`{3}|~{3}|\.{3}|pass\b)")
"""Another comment, the end of the code, or what stands for code that is to be written."""
_SEVERAL = 2
_INDENT = 4
"""The columns by which a footnote goes on."""
_HINTS = Hints(
    question="::: question, and below it {}",
    title="write the question in the first paragraph of the container",
    answer="write the answer below a rule, `---`, inside the container",
    hidden="a rule inside the container",
)


class _Box(Struct, frozen=True):
    name: str
    lines: range
    """Of all of it, without a footnote."""
    asked: Sequence[str]
    """The lines in it that ask, without the marks of a quote and without the reference to its answer."""
    answer: BodyLines


def spans_of_boxes(outline: Outline, name: str) -> Iterator[Span]:
    """The questions of such containers, as those of the format with this name."""
    found = [(box, *_title(box.asked)) for box in _boxes(outline) if _sets_task(box)]
    for (box, title, place), number in zip(found, numbers_of([title for _, title, _ in found]), strict=True):
        above = ["" if at in place else line for at, line in enumerate(box.asked)]
        span = numbered_span(name, _HINTS, box.lines, title, number, box.answer)
        yield answered_below(replace(span, above=above, above_start=box.lines.start + 1))


def _boxes(outline: Outline) -> Iterator[_Box]:
    """The containers that have an answer."""
    by_name: dict[str, list[Container]] = defaultdict(list)
    starts = sorted(one.lines.start for one in outline.containers)
    for one in sorted(outline.containers, key=lambda one: one.lines.start):
        holds_none = bisect_left(starts, one.lines.start + 1) == bisect_left(starts, one.lines.stop)
        if holds_none and not one.depth and _is_named(one.name, "question", "exercise", "example"):
            by_name[one.name].append(one)
    noted = list(outline.lines_with("[^"))
    uses = Counter(reference for _, line in noted for reference in _USE.findall(line))
    definitions = ((number, _DEFINITION.match(line)) for number, line in noted)
    notes = {match["id"]: number for number, match in definitions if match and uses[match["id"]] == 1}
    for boxes in by_name.values():
        with_rule = [each for box in boxes if (each := _with_rule(outline, box))]
        with_code = [each for box in boxes if (each := _with_code_below(outline, box))]
        with_note = [each for box in boxes if (each := _with_note(outline, box, notes))]
        yield from (*with_rule, *with_code)
        yield from with_note if WITH_ANSWERS.of(len(with_note), len(boxes) - len(with_rule)) else ()


def _is_named(name: str, *kinds: str) -> bool:
    """Whether a name ends with a label of some kinds: `guidedpractice`."""
    return any(is_label_of(name[at:], *kinds) for at in range(len(name)))


def _with_rule(outline: Outline, box: Container) -> _Box | None:
    """A container with something below its only rule."""
    lines, inside = outline.lines, box.lines[1:-1]
    rules = [at for at in outline.rules if at in inside and is_blank(lines[at - 1])]
    if len(rules) != 1 or next_text(lines, rules[0] + 1) >= inside.stop:
        return None
    start = rules[0] + 1
    answer = body_of(lines[start : inside.stop], start, outline.is_code)
    return _Box(box.name, box.lines, _plain(lines[inside.start : rules[0]]), answer)


def _with_note(outline: Outline, box: Container, notes: Mapping[str, int]) -> _Box | None:
    """A container that ends with its only reference to one of some footnotes, which is no hint."""
    lines, inside = outline.lines, box.lines[1:-1]
    last = last_text(lines, inside.stop)
    reference = _REFERENCE.fullmatch(lines[last]) if last in inside and not outline.is_code[last] else None
    start = notes.get(reference["id"]) if reference else None
    if reference is None or start is None or sum(lines[at].count("[^") for at in inside) > 1:
        return None
    stop = start + 1
    while (below := next_text(lines, stop)) < len(lines):
        is_lazy = below == stop and not starts_block(lines[below]) and not _DEFINITION.match(lines[below])
        if indent_of(lines[below]) < _INDENT and not is_lazy:
            break
        stop = below + 1
    first = _DEFINITION.sub("", lines[start])
    if label_stop(first, "hint", "references"):
        return None
    note = [first, *(dedented(line, _INDENT) for line in lines[start + 1 : stop])]
    asked = [*lines[inside.start : last], reference["text"]]
    return _Box(box.name, box.lines, _plain(asked), body_of(note, start, outline.is_code))


def _with_code_below(outline: Outline, box: Container) -> _Box | None:
    """A container of a list of tasks whose numbers are in comments of the code right below it."""
    lines, asked, start = outline.lines, outline.lines[box.lines.start + 1 : box.lines.stop - 1], box.lines.stop
    first = next_text(lines, start)
    last = next((at for at in range(first, len(lines)) if not outline.is_code[at]), len(lines))
    tasks = [int(marker["number"]) for line in asked if (marker := list_marker(line)) and marker["number"]]
    code = [line for line in lines[first:last] if line.strip()]
    pairs = [(int(match["number"]), below) for line, below in pairwise(code) if (match := _NUMBER.match(line))]
    is_solved = not any(_COMMENT.match(below) or has_blank(below) for _, below in pairs)
    if len(tasks) < _SEVERAL or [number for number, _ in pairs] != tasks or not is_solved:
        return None
    below = next_text(lines, last)
    end = end_of_paragraph(lines, below)
    after = next_text(lines, end)
    is_all = after == len(lines) or _HEADING.fullmatch(lines[after]) is not None
    stop = end if is_all and below < len(lines) and not starts_block(lines[below]) else last
    answer = body_of(lines[start:stop], start, outline.is_code)
    return _Box(box.name, range(box.lines.start, stop), _plain(asked), answer)


def _plain(asked: Sequence[str]) -> list[str]:
    """Lines without the mark of a quote, if all of them are in one."""
    is_quote = all(is_quoted(line) for line in asked if not is_blank(line))
    return [without_quote(line) for line in asked] if is_quote else list(asked)


def _title(asked: Sequence[str]) -> tuple[str, range]:
    """The first paragraph or heading, and its lines with a heading above it that is only a label; empty without one."""
    start = next_text(asked, 0)
    heading = _HEADING.fullmatch(asked[start]) if start < len(asked) else None
    if heading and not is_label(heading["title"]):
        return heading["title"], range(start, start + 1)
    below = start + (heading is not None)
    title, place = first_paragraph(asked[below:])
    return _LABEL.sub("", title), range(start, below + place.stop)


def _sets_task(box: _Box) -> bool:
    """Whether a container asks or gives an order, or has the number of a task; an example asks at its end."""
    paragraphs = [" ".join(map(str.strip, group)) for blank, group in groupby(box.asked, is_blank) if not blank]
    if not paragraphs or ends_in_question(paragraphs[-1]):
        return bool(paragraphs)
    is_task = _LABEL.match(paragraphs[0]) is not None or any(ends_asking(one) or gives_order(one) for one in paragraphs)
    return is_task and _is_named(box.name, "question", "exercise")
