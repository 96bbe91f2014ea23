"""Questions and answers with labels, each at the start of a line:

    **Q1:** What is a tag?          also `**Q1. What is a tag?**`, `Question 1: …` and `Q. …`, in list items as well,
    It may continue, with code.        and in other languages: `**Frage:** …` and `**Antwort:** …`
    **A:** A fixed name.            also `Answer: …`, `Ans - …`, `**Answer**`, and in its line: `Q: …? A: …`

An entry ends at the next label of a question, a heading or a rule; the last one in a list ends with its list item.
Labels are read where at least two questions, and half of them, have an answer. A question without a label for its
answer is reported. One that is indented by four columns below another is part of its answer. Where all labels are in
quotes, each of which has both, these are read:

    > **Q:** What is a tag?         **Question 1** What is a tag?
    > **A:** A fixed name.
                                    > **Answer:** A fixed name.

What a program prints is an answer, too, if the label of the question is alone above code, or if it asks for that:

    **Q1**
    ```py
    print(1 + 1)
    ```
    **Output:** `2`, a number.

The label of the answer asks on the front of the first kind: "Output?"

Not questions: labels in headings and code; those whose answer is in a collapsed block below them; quotes in which only
one of the labels begins a line, such as interviews; a letter `A` beside a `B`, which is a choice; pages on which all
answers are above their questions.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.make_labels_alike import with_labels_alike
from anki_export.source.entry import Hints, Span
from anki_export.source.formats.pair_labels import (
    LabelPair,
    Mark,
    is_of_interview,
    marks_in,
    pairs_of,
    question_label,
    span_of,
    with_stars_in_labels,
    without_hidden,
)
from anki_export.source.formats.question_format import Format
from anki_export.source.lines import bold_line, is_quoted, starts_block, without_quote
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import number_of
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import beginnings

NAME = "labels"


_LINE = r"\n[^\S\n]*+(?:>[^\S\n]*+)?+(?:(?:[-*+]|\d{1,9}[.)])[^\S\n]++)?+(?:(?:[*_]{1,3}|<b>|<strong>)[^\S\n]*+)?+\[?+"
"""The start of a line, taken as a whole: trying less of it takes most of the time."""
_MAY_HOLD = regex(lambda: rf"{_LINE}{question_label()}(?![^\W\d_])", re.IGNORECASE)
_MAY_BE_LABEL = regex(
    lambda: (
        rf"{_LINE}(?!\n)(?:[qｑ](?![a-z])|{beginnings('question', 'questions')}"
        rf"|(?:{beginnings('numbered')})[^\n\d]{{0,20}}[\d:：.]"
        r"|[a-z]\s*+\d{0,4}+\s*+(?::|：|\.\*\*|\.__)|[^\n]{0,3}[^\x00-\x7f])"
    )
)
"""Such a line, or one with a word that begins alike: compiling the other pattern takes longer than reading a page."""
_HABIT, _FEW = 2, 3
"""This many are no slip, and this many show how all are written."""
_ARGUMENT = regex(r"[ \t]+q(?:uestion)?_?(?P<number>\d{1,3})[ \t]*[:=][ \t]*\"(?P<text>[^\"]+[?？])\"?", re.IGNORECASE)
_HINTS = Hints(
    question="**Q:** {}",
    title="write the question after its label",
    answer="write the answer below it, after a label such as `**A:**`",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    page = with_labels_alike(with_stars_in_labels(outline), _kind_of_label)
    found = _without_given_output(without_hidden(page, pairs_of(page)))
    is_meant = _begins_with_answer if found else partial(_asks, is_answered=False)
    if not _are_enough(found) and (quotes := _quotes(page, is_meant)):
        page = _unquoted(page, quotes)
        found = _without_given_output(without_hidden(page, pairs_of(page)))
    if _are_below_answers(page, found) or is_of_interview(page, found):
        return
    if quotes := _quotes(page, partial(_asks, is_answered=True)):
        page = _unquoted(page, quotes)
        ends = {line for quote in quotes for line in (quote.start, quote.stop)}
        inside = {line for quote in quotes for line in quote}
        every = list(pairs_of(page, ends))
        quoted = [pair for pair in every if pair.question.line in inside]
        found = _without_given_output(without_hidden(page, every)) if _are_enough(found) else quoted
    if not _are_enough(found):
        return
    quoted_lines = {pair.question.line for pair in found if is_quoted(outline.lines[pair.question.line])}
    for pair in _without_text_of_page(page.lines, found):
        yield span_of(NAME, _HINTS, page, pair, "> " if pair.question.line in quoted_lines else "")


def _kind_of_label(number: int, line: str) -> bool | None:
    """Whether a line begins with the label of a question, or of an answer; None if it has none."""
    return next((mark.is_question for mark in marks_in(number, line)), None)


def _without_given_output(pairs: Sequence[LabelPair]) -> Sequence[LabelPair]:
    """The pairs; where a page has labels of answers, an output alone is part of a task."""
    if not any(pair.answer and not pair.answer.is_output for pair in pairs):
        return pairs
    return [replace(pair, answer=None) if pair.answer and pair.answer.is_output else pair for pair in pairs]


def _without_text_of_page(lines: Sequence[str], pairs: Sequence[LabelPair]) -> Sequence[LabelPair]:
    """The pairs; where only the last answer is a paragraph apart from its label, it is text of the page."""
    answers = [pair.answer for pair in pairs if pair.answer]
    apart = [mark for mark in answers if _is_above_blank_line(lines, mark)]
    if len(answers) < _FEW or apart != answers[-1:] or apart[0] is not pairs[-1].answer:
        return pairs
    text = next((line for line in lines[apart[0].line + 1 :] if line.strip()), "")
    return pairs if starts_block(text) else [*pairs[:-1], replace(pairs[-1], answer=None)]


def _is_above_blank_line(lines: Sequence[str], mark: Mark) -> bool:
    """Whether a label has nothing beside and right below it."""
    return not any(line.strip(" *_") for line in (lines[mark.line][mark.text :], *lines[mark.line + 1 : mark.line + 2]))


def _are_enough(pairs: Sequence[LabelPair]) -> bool:
    return thresholds.WITH_ANSWERS.of(sum(pair.answer is not None for pair in pairs), len(pairs))


def _are_below_answers(page: Outline, pairs: Sequence[LabelPair]) -> bool:
    """Whether each answer is above its question: one is above the first question, and none below the last."""
    if len(pairs) < _HABIT or any(pair.answer is None for pair in pairs[:-1]) or pairs[-1].answer:
        return False
    above = range(pairs[0].question.line)
    return any(not mark.is_question for number in above for mark in marks_in(number, page.lines[number]))


def _quotes(page: Outline, is_meant: Callable[[Sequence[str]], bool]) -> list[range]:
    """The quotes with such lines."""
    found: list[range] = []
    for number, line in page.lines_with(">"):
        if is_quoted(line):
            start = found.pop().start if found and found[-1].stop == number else number
            found.append(range(start, number + 1))
    return [quote for quote in found if is_meant(page.lines[quote.start : quote.stop])]


def _asks(quoted: Sequence[str], *, is_answered: bool) -> bool:
    """Whether lines begin with the label of a question, and have that of an answer or none; mails begin otherwise."""
    marks = [[mark.is_question for mark in marks_in(0, without_quote(line))] for line in quoted]
    return True in marks[0] and any(False in line for line in marks) == is_answered


def _begins_with_answer(quoted: Sequence[str]) -> bool:
    return has_answer_label(without_quote(quoted[0]))


def _unquoted(page: Outline, quotes: Sequence[range]) -> Outline:
    lines = list(page.lines)
    for quote in quotes:
        lines[quote.start : quote.stop] = map(without_quote, lines[quote.start : quote.stop])
    return Outline(lines)


def _titles(outline: Outline, lines: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The lines that begin with `Q.`, `Q7:`, `Question 7:`, or in a tag of a site with `q7="…?"`."""
    for number in lines:
        line = outline.lines[number]
        if "=" in line and (value := _ARGUMENT.match(line)):
            yield number, f"Q{value['number']}. {value['text']}"
        if (line[:1].isalpha() or line[:1] in ("*", "_")) and not bold_line(line):
            found = number_of(line.strip())
            if found and found.mark == "Q":
                yield number, line.strip()


def _may_hold(text: str) -> bool:
    lines = "\n" + text
    return _MAY_BE_LABEL.search(lines.lower()) is not None and _MAY_HOLD.search(lines) is not None


LABELS = Format(
    NAME,
    _may_hold,
    spans=_spans,
    titles=_titles,
    if_unread="lines starting with Q look like questions",
    shown=lambda first: "labels (Q: … A: …)",
)
