"""The format of mkdocs-freetext: admonitions in which lines begin with `question:` and `answer:`.

    !!! freetext                              !!! freetext-assessment
        question: What does `ls` list?            title: Files
        marks: 2                                  question: What does `ls` list?
        answer: The files of a folder.            answer: The files of a folder.
                                                  ---
                                                  question: What does `cd` change?
                                                  answer: The current folder.

Also `!!! exercise freetext`. Question and answer continue up to the next key, with paragraphs, code and pictures;
other keys, such as `marks:`, are settings in a line. An entry begins with its `question:` and ends with the admonition,
or at a rule.

Not questions: lines in code; an admonition without `question:`, which is reported. See
https://pypi.org/project/mkdocs-freetext/.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import dedented, end_of_text, indent_of, is_rule, starts_block
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.text.lazy_regex import regex

NAME = "freetext"
_OPENER = regex(r"(?:!!!|\?\?\?\+?)[ \t]+(?:exercise[ \t]+)?freetext(?:-assessment)?(?:[ \t]+\".*\")?")
_KEY = regex(r"(?P<key>question|answer|type|marks|placeholder|show_answer|title|shuffle)[ \t]*:(?:[ \t]+(?P<text>.*))?")
_HINTS = Hints(
    question="question: {}",
    title="write the question in a line `question: …`",
    answer="write the answer in a line `answer: …` below the question",
    hidden="a line `answer: …`",
)


class _Question(Struct, frozen=True):
    lines: range
    """From its first key to the end of its answer."""
    title: str
    below: int
    """The line below the title."""
    prompt: Sequence[str]
    """Its lines without the title and the answer, the others empty."""
    body: Sequence[str]
    """The lines of the answer, the others empty."""
    answer: range | None
    indent: int


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    found = [one for lines in _boxes(outline) for one in _questions(outline, lines)]
    for one, number in zip(found, numbers_of([one.title for one in found]), strict=True):
        yield _span(one, number)


def _boxes(outline: Outline) -> Iterator[range]:
    """The lines of such admonitions."""
    lines, stop = outline.lines, 0
    for number, line in outline.lines_with("freetext"):
        if number >= stop and _OPENER.fullmatch(line.strip()):
            indent, stop = indent_of(line) + 4, number + 1
            while stop < len(lines) and (not lines[stop].strip() or indent_of(lines[stop]) >= indent):
                stop += 1
            yield range(number, end_of_text(lines, number + 1, stop))


def _questions(outline: Outline, box: range) -> Iterator[_Question]:
    """The questions of an admonition, which rules separate."""
    rules = (at for at in box[1:] if is_rule(outline.lines[at].strip()) and not outline.is_code[at])
    for above, stop in pairwise([box.start, *rules, box.stop]):
        yield from _question(outline, range(above + 1, stop), indent_of(outline.lines[box.start]) + 4)


def _question(outline: Outline, lines: range, indent: int) -> Iterator[_Question]:
    keys = {
        number: match
        for number in lines
        if not outline.is_code[number] and (match := _KEY.fullmatch(outline.lines[number].strip()))
    }
    start = next((number for number, match in keys.items() if match["key"] == "question"), None)
    if start is None:
        return
    title, prompt, body = [keys[start]["text"] or ""], [""], [""]
    answer, is_title = None, True
    stop = end_of_text(outline.lines, start, lines.stop)
    for number in range(start + 1, stop):
        match, line = keys.get(number), dedented(outline.lines[number], indent)
        is_title = is_title and not match and not starts_block(line) and bool(line.strip())
        if match:
            is_answer = match["key"] == "answer"
            answer = number if is_answer and answer is None else answer
            line = (match["text"] or "") if is_answer else ""
        elif is_title:
            title.append(line.strip())
            line = ""
        prompt.append("" if answer is not None else line)
        body.append(line if answer is not None else "")
    place = None if answer is None else range(answer, stop)
    yield _Question(range(start, stop), " ".join(filter(None, title)), start + len(title), prompt, body, place, indent)


def _span(one: _Question, number: QuestionNumber | None) -> Span:
    body = BodyLines(tuple(one.body), one.lines.start)
    return replace(
        numbered_span(NAME, _HINTS, one.lines, one.title, number, body),
        column=one.indent + 1,
        id_place=IdPlace(one.below, " " * one.indent),
        prompt=one.prompt if any(map(str.strip, one.prompt)) else (),
        answer=AnswerLines((one.answer,)) if one.answer else None,
        is_anywhere=True,
    )


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report admonitions without a question."""
    for lines in _boxes(page.outline):
        if not any(True for _ in _questions(page.outline, lines)):
            yield Finding(lines.start, Rule.NO_QUESTION, "freetext block has no question; skipped", _HINTS.title)


FREETEXT = Format(
    NAME,
    lambda text: "freetext" in text,
    signs=("freetext",),
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "free-text questions (question: …)",
)
