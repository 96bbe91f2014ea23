"""Quizzes of LiaScript: options in brackets, and gaps to fill, below what they ask.

    Which keys are black?            Which word means slow?             Where is middle C?

    [[X]] C sharp                    [[presto | (lento)]] means slow.   [[!]]
    [[ ]] F                          [[?]] It has five letters.         ****
    [[X]] B flat                                                        Between the clefs.
                                                                        ****

`[(X)]` and `[( )]` are options of which one is right, `[[lento]]` is a text to write. A question is right above, as it
is above other options (`options`), or is the sentence with the gap. Hints, and what is between lines of asterisks right
below, are on the back; an entry ends there.

Only on pages that say what they are by a comment at their top, with lines such as `narrator:` and `language:`, or by
two lists of options in such brackets. Not questions: surveys (`[[1]] yes`, `[[___]]`), links, quizzes in fences.
See https://github.com/LiaScript/docs.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.hide_double_bracket_gaps import all_filled, all_hidden
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines
from anki_export.source.entry import AnswerLines, Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.options import TextAbove, question_above
from anki_export.source.formats.question_format import Format, ParsedPage
from anki_export.source.lines import dedented, indent_of, is_comment, starts_block, without_code_spans
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import QuestionNumber, numbers_of
from anki_export.text.lazy_regex import regex

NAME = "liascript"
_HOLDS = regex(r"\[[(\[][ xX][)\]]\]|\[\[[^\[\]\n]+\]\]")
_HEADER = regex(r"\s*<!--(?P<text>.*?)-->", re.DOTALL)
_FIELD = regex(
    r"^[ \t]*(?:author|comment|email|import|language|link|logo|narrator|script|version)[ \t]*:", re.MULTILINE
)
_OPTION = regex(r"\s*(?:[-*+]\s+)?\[[(\[](?P<tick>[ xX])[)\]]\]\s+(?P<text>\S.*)")
_GAP = regex(r"(?<![!\[\\])\[\[(?P<text>(?!\s*[\^?_]|[ xX]?\]\])[^\[\]]+)\]\](?![(\]])")
_SURVEY = regex(r"\s*(?:[-*+]\s+)?\[[(\[]\s*(?::\w+|-?\d+)\s*[)\]]\]\s+\S")
_LONE = regex(r"\s*\[\[[^\[\]]+\]\]\s*")
_HINT = regex(r"\s*\[\[\?\]\]\s*(?P<text>.*)")
_STARS = regex(r"\s*\*{3,}\s*")
_ROW = regex(r"\s*\[\s*(?:[(\[][ xX][)\]]\s*){2,}\]")
"""A row of a matrix."""
_UNCHECKED = "[[!]]"
"""A text that nothing checks: the solution is below."""
_FIELDS, _LISTS = 3, 2
"""Lines of the comment at the top and, where that has fewer, lists of options: an Obsidian page has links like gaps."""
_HINTS = Hints(
    question="{}",
    title="write the question above its options or its gap",
    answer="write the solution between two lines of asterisks below the gap",
    hidden="lines of asterisks",
)


class _Quiz(Struct, frozen=True):
    lines: range
    """Its options, or the lines of the text with gaps."""
    back: Sequence[str]
    """The lines below these with hints and the solution; what marks them is taken off."""
    solution: range | None
    ticks: Sequence[bool]
    """Which of its options are right; empty without options."""

    @property
    def stop(self) -> int:
        """The line below all of it."""
        return self.lines.stop + len(self.back)


def has_quizzes(outline: Outline) -> bool:
    """Whether a page has such quizzes, of which all are read or reported."""
    return len(_quizzes(outline)) > 0


def _quizzes(outline: Outline) -> Sequence[_Quiz]:
    if "[[" not in outline.text and "[(" not in outline.text:
        return ()
    header = _HEADER.match(outline.text)
    is_course = header is not None and len(_FIELD.findall(header["text"])) >= _FIELDS
    lines, found = outline.lines, list[_Quiz]()
    for number, line in outline.lines_with("[[", "[("):
        floor = found[-1].stop if found else 0
        if number < floor or _HINT.match(line) or _SURVEY.match(line):
            continue
        start, stop, ticks = number, number + 1, list[bool]()
        if _OPTION.match(line):
            below = indent_of(line) + 2  # what belongs to an option is deeper
            while stop < len(lines) and (
                _OPTION.match(lines[stop]) or (indent_of(lines[stop]) >= below and not _ends_text(lines[stop]))
            ):
                stop += 1
            ticks = [match["tick"] in "xX" for at in range(start, stop) if (match := _OPTION.match(lines[at]))]
        elif is_course and _GAP.search(without_code_spans(line)):
            while start > floor and not (_ends_text(lines[start - 1]) or outline.is_code[start - 1]):
                start -= 1
            while stop < len(lines) and not _ends_text(lines[stop]):
                stop += 1
        else:
            continue
        found.append(_Quiz(range(start, stop), *_back(lines, stop, indent_of(line)), ticks))
    return found if is_course or sum(len(set(quiz.ticks)) > 1 for quiz in found) >= _LISTS else ()


def _ends_text(line: str) -> bool:
    """Whether a line can't be in a paragraph with a gap."""
    return not line.strip() or line[0] == "#" or any(mark.match(line) for mark in (_HINT, _STARS, _OPTION))


def _back(lines: Sequence[str], start: int, indent: int) -> tuple[Sequence[str], range | None]:
    """The hints and the solution that begin on a line, and the lines of the solution."""
    back: list[str] = []
    solution = None
    while (at := start + len(back)) < len(lines):
        if match := _HINT.fullmatch(lines[at]):
            back.append(f"> {match['text']}")
        elif is_comment(lines[at]):
            back.append(lines[at].strip())
        elif solution is None and _STARS.fullmatch(lines[at]):
            end = next((n for n in range(at + 1, len(lines)) if _STARS.fullmatch(lines[n])), None)
            if end is None:
                break
            solution = range(at + 1, end)
            back += ["", *(dedented(line, indent) for line in lines[at + 1 : end]), ""]
        else:
            break
    return back, solution


def _asked(outline: Outline) -> Iterator[tuple[_Quiz, TextAbove | None, tuple[str, str]]]:
    """The quizzes with the text above that asks, if any, and why one can't be a card, with what to do, if it can't."""
    floor = 0
    for quiz in _quizzes(outline):
        lines = outline.lines[quiz.lines.start : quiz.lines.stop]
        above = question_above(outline, quiz.lines.start, floor)
        is_sentence = not quiz.ticks and not all(map(_LONE.fullmatch, lines))
        problem = ("", "")
        if quiz.ticks and not any(quiz.ticks):
            problem = ("no right option", "tick it: [(X)] or [[X]]")
        elif _UNCHECKED in lines[0] and quiz.solution is None:
            problem = ("no solution", _HINTS.answer)
        elif above is None and (not is_sentence or starts_block(lines[0])):
            problem = ("no question above it", _HINTS.title)
        yield quiz, above, problem
        floor = quiz.stop


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    found = [(quiz, above) for quiz, above, (problem, _) in _asked(outline) if not problem]
    for (quiz, above), number in zip(found, numbers_of([one.title if one else "" for _, one in found]), strict=True):
        yield _span(outline, quiz, above, number)


def _span(outline: Outline, quiz: _Quiz, above: TextAbove | None, number: QuestionNumber | None) -> Span:
    start, stop = quiz.lines.start, quiz.lines.stop
    between = [dedented(line, above.indent) for line in outline.lines[above.below : start]] if above else []
    shown: Sequence[str] = ()
    answer = None
    if quiz.ticks:
        indent = indent_of(outline.lines[start])
        lines = [_OPTION.sub(r"- [\g<tick>] \g<text>", dedented(line, indent)) for line in outline.lines[start:stop]]
    else:
        lines = [line.strip().replace(_UNCHECKED, "") for line in outline.lines[start:stop]]
        is_code = [False] * len(lines)
        is_input = all(_LONE.fullmatch(line) and "|" not in line for line in lines if line)
        shown = () if is_input else all_hidden([_GAP.sub(_with_choices, line) for line in lines], is_code)
        lines = all_filled([_GAP.sub(_without_choices, line) for line in lines], is_code)
        back = (range(stop, quiz.stop),)
        answer = AnswerLines((quiz.lines,), back) if any(lines) else AnswerLines((quiz.solution or quiz.lines,))
    title = above.title if above else " ".join(shown)
    own = range(above.line if above else start, quiz.stop)
    body = BodyLines((*between, *lines, *quiz.back), above.below if above else start)
    return replace(
        numbered_span(NAME, _HINTS, own, title, number, body),
        id_place=IdPlace(above.below, " " * above.indent) if above else IdPlace(stop, ""),
        prompt=[*between, *shown] if above and shown else (),
        answer=answer,
        is_anywhere=True,
        has_options=bool(quiz.ticks),
    )


def _choices(match: re.Match[str]) -> list[str]:
    return [choice.strip() for choice in match["text"].split("|")]


def _without_choices(match: re.Match[str]) -> str:
    """A gap with the right one of its choices, which is in parentheses."""
    choices = _choices(match)
    right = [choice[1:-1].strip() for choice in choices if choice[:1] == "(" and choice[-1:] == ")"]
    return f"[[{' / '.join(right or choices)}]]" if len(choices) > 1 else match[0]


def _with_choices(match: re.Match[str]) -> str:
    """The same with all choices behind it."""
    choices = [choice.strip("() ") for choice in _choices(match)]
    return _without_choices(match) + f" ({' / '.join(choices)})" * (len(choices) > 1)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report quizzes that can't be cards, with the reason, and those in rows and columns."""
    quizzes = list(_asked(page.outline))
    for quiz, _, (problem, hint) in quizzes:
        if problem:
            yield Finding(quiz.lines.start, Rule.NOT_READ, f"quiz has {problem}; skipped", hint)
    rows = (number for number, line in page.outline.lines_with("[(", "[[", "[ ") if quizzes and _ROW.match(line))
    for number in rows:
        if not _ROW.match(page.lines[number - 1]):
            yield Finding(number, Rule.NOT_READ, "quiz has rows and columns; skipped", "write a quiz for each row")


LIASCRIPT = Format(
    NAME,
    lambda text: ("[[" in text or "[(" in text) and _HOLDS.search(text) is not None,
    signs=("[[", "[("),
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "quizzes of LiaScript ([[X]], [[gap]])",
)
