"""The format of mkdocs-quiz: blocks between tags on separate lines, also inside tabs and admonitions.

    <quiz>                              <quiz>
    Which of these are even?            Water boils at [[100]] °C.
    - [x] 2
    - [ ] 3                             ---
    > That one is odd.                  At sea level.
                                        </quiz>
    Even numbers end in 0, 2, 4, 6, 8.
    </quiz>

    <?quiz?>                            the first version of the plugin
    question: Which one is even?
    answer-correct: 2
    answer: 3
    content:
    Even numbers end in 0, 2, 4, 6, 8.
    <?/quiz?>

    {:.quiz}                            a class of kramdown above a block, up to the end of the list
    Which one is even?
    - (x) 2
    - ( ) 3

The first paragraph is the title, and further blocks before the task list belong to the question. The body has the
list, with remarks (`>`) as part of their options, and the explanation below it. Where there is no list, words in double
brackets are gaps: the front hides them, and the answer is the text with its gaps filled.

An entry ends with its closing tag. Not questions: tags in code; a block without list and gaps, without a right option,
or without a closing tag, each of which is reported.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import dedent

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.hide_double_bracket_gaps import all_filled, all_hidden, has_gaps, hidden
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import (
    TaskItem,
    columns_of,
    end_of_paragraph,
    first_paragraph,
    is_comment,
    is_rule,
    list_marker,
    next_text,
    task_item,
)
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.source.rewrites.line_changes import OF_PLUGIN
from anki_export.text.lazy_regex import regex

NAME = "quiz"
_HOLDS = regex(r"<\??quiz\b|\{:[^{}\n]*\.quiz\b", re.IGNORECASE)
_LOOKS_LIKE_TAG = regex(r"[\s>]*<\??quiz\b|\{:[^{}]*\.quiz\b(?![\w-])", re.IGNORECASE)
_CLASS = regex(r"\{:\s*\.quiz(?:\s+[^{}\s]+)*\s*\}\s*")
_RADIO = regex(r"(?P<marker>\s*[-*+]\s+)\((?P<tick>[ xX]?)\)(?=\s)")
_OPEN = regex(r"(?P<indent>\s*)<(?:quiz(?:\s[^<>]*)?|\?quiz\?)>\s*", re.IGNORECASE)
_CLOSE = regex(r"\s*<(?:/quiz\s*|\?/quiz\?)>\s*", re.IGNORECASE)
_FIELD = regex(r"(?P<indent>\s*)(?P<name>question|answer|answer-correct|content):[ \t]*")
_MARKS = {"question": "", "answer": "- [ ] ", "answer-correct": "- [x] ", "content": ""}
_HINTS = Hints(
    question="<quiz> {}",
    title="write the question below <quiz>",
    answer="write options below the question: - [x] right, - [ ] wrong",
    hidden="options",
)


class _QuizBlock(Struct, frozen=True):
    lines: range
    indent: int
    """The columns before its opening tag."""
    id_line: int
    takes_id: bool
    title: str
    title_lines: range
    """Counted from the start of the body; empty without a title."""
    body: BodyLines
    is_code: Sequence[bool]
    """For each line of the body."""
    tasks: Mapping[int, TaskItem]
    """The options, by their lines in the body."""

    @property
    def problem(self) -> tuple[str, str]:
        """Why it can't be a card, and what to do; empty if it can."""
        if not any(map(str.strip, self.body.lines)):
            return "quiz is empty", "write its question and options between <quiz> and </quiz>"
        if self.tasks and not any(task.is_ticked for task in self.tasks.values()):
            return "quiz has no right option", "tick it: - [x] …"
        if not self.tasks and not has_gaps(self.body.lines, self.is_code):
            return ("quiz has neither options nor gaps", "add options (- [x] right, - [ ] wrong) or [[gaps]]")
        return "", ""


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    found = [quiz for block in _closed(outline) if not (quiz := _quiz(outline, *block)).problem[0]]
    for quiz, number in zip(found, numbers_of([quiz.title for quiz in found]), strict=True):
        yield _options(quiz, number) if quiz.tasks else _gaps(quiz, number)


def _closed(outline: Outline) -> Iterator[tuple[range, int]]:
    """The lines and the indent of each closed block; one that is never closed ends at the next one, and is skipped."""
    opened: tuple[int, int] | None = None
    below = 0
    """The line below the last one with a class."""
    for number, line in enumerate(outline.lines):
        if "quiz" not in line.lower() or outline.is_code[number] or number < below:
            continue
        if _CLASS.fullmatch(line) and not (number and outline.lines[number - 1].strip()):  # not of what is above it
            below = _end_of_list(outline.lines, number + 1)
            yield range(number, below), 0
        elif match := _OPEN.fullmatch(line):
            opened = number, columns_of(match["indent"])
        elif opened and _CLOSE.fullmatch(line):
            yield range(opened[0], number + 1), opened[1]
            opened = None


def _end_of_list(lines: Sequence[str], start: int) -> int:
    """The line below a paragraph and the list that follows it."""
    stop = end_of_paragraph(lines, start)
    while (below := next_text(lines, stop)) < len(lines) and list_marker(lines[below]):
        stop = end_of_paragraph(lines, below)
    return stop


def _quiz(outline: Outline, lines: range, indent: int) -> _QuizBlock:
    is_closed = _CLOSE.fullmatch(outline.lines[lines.stop - 1]) is not None
    inside = slice(lines.start + 1, lines.stop - is_closed)
    inner = _with_options(outline.lines[inside], outline.is_code[inside])
    body = body_of(inner, lines.start + 1, outline.is_code, indent)
    is_code = outline.is_code[body.start : body.start + len(body.lines)]
    tasks = {i: task for i, line in enumerate(body.lines) if not is_code[i] and (task := task_item(line))}
    title, title_lines = first_paragraph(body.lines)
    # A class is that of what is right below it.
    id_line = body.start + min(tasks, default=0) if _CLASS.fullmatch(outline.lines[lines.start]) else lines.start + 1
    takes_id = outline.lines[lines.start].strip() != OF_PLUGIN  # its settings may be right below its first line
    return _QuizBlock(lines, indent, id_line, takes_id, title, title_lines, body, is_code, tasks)


def _with_options(lines: Sequence[str], is_code: Sequence[bool]) -> list[str]:
    """The lines of a block, with other options and the fields of the first version of the plugin as a task list."""
    if not any(line.lstrip().startswith("answer-correct:") for line in lines):
        pairs = zip(lines, is_code, strict=True)
        return [line if code else _RADIO.sub(r"\g<marker>[\g<tick>]", line) for line, code in pairs]
    found = []
    for line in lines:
        field = _FIELD.match(line)
        found.append(f"{field['indent']}{_MARKS[field['name']]}{line[field.end() :]}" if field else line)
    return found


def _options(quiz: _QuizBlock, number: QuestionNumber | None) -> Span:
    """A question with options."""
    lines = list(_without(quiz.title_lines, quiz.body.lines))
    first, last = min(quiz.tasks), max(quiz.tasks)
    indent = ""
    for i in range(first, len(lines)):
        if quiz.is_code[i]:
            indent = ""
        elif task := quiz.tasks.get(i):
            indent = " " * len(task.marker)
            lines[i] = f"{task.marker}[{'x' if task.is_ticked else ' '}] {lines[i][task.text :]}"
        elif indent and lines[i].lstrip().startswith(">"):
            lines[i] = indent + lines[i].lstrip()  # a remark is part of its option
        elif not lines[i].strip():
            indent = ""
    if all(task_item(lines[i]) or lines[i].lstrip()[:1] in ("", ">") for i in range(first, last)):
        # Where no option has text below it, what is indented below the last one explains.
        stop = next((i for i in range(last, len(lines)) if not lines[i].strip()), len(lines))
        lines[stop:] = dedent("\n".join(lines[stop:])).split("\n") if stop < len(lines) else []
    return _span(quiz, number, lines)


def _gaps(quiz: _QuizBlock, number: QuestionNumber | None) -> Span:
    """A text with gaps."""
    lines = quiz.body.lines
    end = next((i for i, line in enumerate(lines) if not quiz.is_code[i] and is_rule(line)), len(lines))
    text, is_code = list(lines[:end]), quiz.is_code[:end]
    if quiz.title:
        text = list(_without(quiz.title_lines, text))
        text[quiz.title_lines.start] = number.rest if number else quiz.title
    prompt = _without(quiz.title_lines, ["" if is_comment(line) else line for line in all_hidden(text, is_code)])
    body = [*all_filled(text, is_code), *([""] if end < len(lines) else []), *lines[end + 1 :]]
    first, stop = quiz.body.start, quiz.body.start + end
    answer = AnswerLines((range(first, stop),), (range(stop, quiz.lines.stop),), is_whole=True)
    prompt = prompt if any(map(str.strip, prompt)) else ()
    return replace(_span(quiz, number, body), prompt=prompt, answer=answer)


def _span(quiz: _QuizBlock, number: QuestionNumber | None, body: Sequence[str]) -> Span:
    title = number.rest if number else quiz.title
    return replace(
        numbered_span(NAME, _HINTS, quiz.lines, quiz.title, number, BodyLines(tuple(body), quiz.body.start)),
        title=title if quiz.tasks else hidden(title),
        id_place=IdPlace(quiz.id_line, " " * quiz.indent),
        title_line=quiz.body.start + quiz.title_lines.start if quiz.title else quiz.lines.start,
        is_anywhere=True,
        takes_id=quiz.takes_id,
        has_options=bool(quiz.tasks),
    )


def _without(removed: range, lines: Sequence[str]) -> Sequence[str]:
    return ["" if i in removed else line for i, line in enumerate(lines)]


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report each opening tag that is not read, with the reason."""
    if not _may_hold(page.outline.text):
        return
    known = {entry.lines.start for entry in entries} | {span.lines.start for span in page.unread}
    outline = page.outline
    closed = {lines.start: (lines, indent) for lines, indent in _closed(outline)}
    ends = {lines.stop - 1 for lines, _ in closed.values()}
    is_open = False
    for number, line in enumerate(page.lines):
        if "/quiz" in line and number not in ends and not outline.is_code[number] and _CLOSE.fullmatch(line):
            hint = "write <quiz> on a separate line above the question"
            yield Finding(number, Rule.NOT_READ, "quiz ends here but is not opened; skipped", hint, needle="<")
        is_code = outline.is_code[number]
        if number in known or (is_code and not is_open) or not _LOOKS_LIKE_TAG.match(line):
            continue
        if block := closed.get(number):
            message, hint = _quiz(outline, *block).problem
        elif is_code:  # a fence that has lost its opening line hides what was outside
            message, hint = "quiz is in code below one that is not closed", "close the quiz and the code above it"
        elif _OPEN.fullmatch(line):
            is_open = True
            message, hint = "quiz is not closed", "write </quiz> on a separate line below it"
        else:
            message, hint = "this looks like a quiz but is not alone on its line", "write <quiz> on a separate line"
        if message:
            yield Finding(number, Rule.NOT_READ, f"{message}; skipped", hint, needle="<")


def _may_hold(text: str) -> bool:
    return "quiz" in text.lower() and _HOLDS.search(text) is not None


QUIZ = Format(
    NAME,
    _may_hold,
    signs=("<", "{:"),
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "quizzes (<quiz>…</quiz>)",
)
