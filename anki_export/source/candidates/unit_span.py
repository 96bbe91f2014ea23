"""The lines of a numbered question and of its answer as one question, without what the answer repeats of it."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.body_without_wrappers import BodyLines, body_of
from anki_export.source.candidates.candidate import answered_below, numbered_span
from anki_export.source.candidates.numbered_units import (
    FEWEST,
    PARTS,
    Unit,
    asked_text,
    end_of_code,
    end_of_title,
    joined_lines_of,
    paragraph_below,
)
from anki_export.source.candidates.pair_units import Match
from anki_export.source.entry import Finding, Hints, IdPlace, Span
from anki_export.source.lines import end_of_text, is_blank, is_separator, is_to_fill_in, next_text
from anki_export.source.outline import Outline
from anki_export.text.normalize import normalised, size_in_words
from anki_export.text.points import without_points

NAME = "answers-below"
_HINTS = Hints(
    question="### Q1. {}",
    title="write the question after its number",
    answer="write one answer with the same number below the heading of the answers",
)


def unasked(match: Match) -> Iterator[Finding]:
    """Report once that answers have no question."""
    known = {answer.line for answer in match.found if answer}
    left = [answer for answer in match.answers if answer.line not in known]
    if left:
        others = f", and neither do {len(left) - 1} others" if len(left) > 1 else ""
        whole, part = divmod(left[0].number - PARTS, PARTS)
        number = f"{whole}.{part}" if whole >= 0 else str(left[0].number)
        name, what = (number, "number") if left[0].number else (repr(left[0].text), "title")
        message = f"answer {name} has no question with its {what}{others}; skipped"
        yield Finding(left[0].line, Rule.NOT_READ, message, f"give both the same {what}")


def span_of_unit(outline: Outline, question: Unit, answer: Unit | None, markup: Sequence[int]) -> Span:
    """A question, whose answer is elsewhere on the page."""
    lines, stop = outline.lines, end_of_text(outline.lines, question.line + 1, question.lines.stop, is_separator)
    stop = end_of_code(outline, question, stop)
    below = end_of_title(lines, question)
    title = " ".join([question.text, *map(str.strip, lines[question.line + 1 : below])]).strip()
    written = ["" if is_to_fill_in(lines[n]) and not outline.is_code[n] else lines[n] for n in range(below, stop)]
    prompt = body_of(written, below, outline.is_code, question.indent).lines
    if not (title or answer):  # its text is below: `### Exercise 2`
        title = next(filter(None, map(str.strip, prompt)), "")
    body = BodyLines((), stop)
    if answer:
        end = end_of_text(lines, answer.line + 1, answer.lines.stop, is_separator)
        said = end_of_title(lines, answer)
        text = " ".join([answer.text, *map(str.strip, lines[answer.line + 1 : said])])
        if not text and (below_number := paragraph_below(lines, answer)):
            said, text = below_number.stop, without_points(joined_lines_of(lines, below_number))
        asked = title or asked_text(lines, question)
        is_repeated = (answer.rank.startswith("#") or said < end) and normalised(text) == normalised(asked)
        first, start = ("", said - 1) if is_repeated else (" " * answer.indent + answer.text, answer.line)
        if rest_of_line := "" if is_repeated else _after_repeat(text, asked):
            first, start = " " * answer.indent + rest_of_line, said - 1
        rest = below if title else paragraph_below(lines, question).stop
        start = _end_of_repeat(lines[rest:stop], lines[:end], start) if is_repeated else start
        body = body_of([first, *lines[start + 1 : end]], start, outline.is_code, answer.indent)
    span = numbered_span(NAME, _HINTS, range(question.line, stop), title, None, body)
    return replace(
        answered_below(replace(span, above=prompt)) if answer else span,
        above_start=below,
        id_place=IdPlace(below, " " * question.indent),
        column=len(lines[question.line]) - len(lines[question.line].lstrip()) + 1,
        markup=markup,
    )


def _after_repeat(text: str, asked: str) -> str:
    """What follows a question that an answer repeats: `*Which is it?* The first.`; empty if it repeats none."""
    plain = text.lstrip("*_")
    is_repeated = size_in_words(asked) > FEWEST and plain.startswith(asked)
    return plain[len(asked) :].lstrip(" *_:–—-") if is_repeated else ""


def _end_of_repeat(prompt: Sequence[str], lines: Sequence[str], start: int) -> int:
    """The last line below a repeated title that repeats the lines below the question, too; `start` if none does."""
    at = start
    for line in prompt:
        if is_blank(line):
            continue
        at = next_text(lines, at + 1)
        if at >= len(lines) or not _is_same(lines[at], line):
            return start
    return at if next_text(lines, at + 1) < len(lines) else start


def _is_same(one: str, other: str) -> bool:
    """Whether two lines say the same; options may have other markers."""
    if OPTION.match(one) and OPTION.match(other):
        return normalised(one) == normalised(other)
    return one.strip() == other.strip()
