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

There, paragraphs that follow each other may name who asks and who answers: `> Student question: Is it fixed?` and
`> Professor: Yes.`

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
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.make_labels_alike import with_labels_alike
from anki_export.source.entry import Hints, Span
from anki_export.source.formats.pair_labels import (
    LabelPair,
    Mark,
    below_question,
    is_of_interview,
    letter_of_option,
    marks_in,
    pairs_of,
    question_label,
    span_of,
    with_stars_in_labels,
    without_hidden,
)
from anki_export.source.formats.question_format import Format
from anki_export.source.lines import (
    bold_line,
    end_of_paragraph,
    end_of_text,
    is_blank,
    is_comment,
    is_quoted,
    is_separator,
    starts_block,
    without_quote,
)
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import number_of
from anki_export.text.classify_labels import asks, label_end
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.word_patterns import alternatives, beginnings
from anki_export.text.words_that_ask_or_announce import is_clear_question, names_people

NAME = "labels"


_ASKER = regex(
    lambda: (
        r"^[^\S\n]*>[^\S\n]*(?P<label>[^\W\d_][^\s:：>]{0,20}?(?:[^\S\n][^\s:：]{1,20})?[^\S\n]?"
        rf"{alternatives('question')}[^\S\n]?)[:：]"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_SPEAKER = regex(r"[^\S\n]*>[^\S\n]*(?P<label>[^\W\d_][^\s:：>]{0,15}(?:\s[^\s:：]{1,15})?\s?)[:：](?=\s*\w)")
"""The labels of paragraphs in a quote that say who asks and who speaks: `Student question:`, `Professor:`."""
_LINE = r"\n[^\S\n]*+(?:>[^\S\n]*+)?+(?:(?:[-*+]|\d{1,9}[.)])[^\S\n]++)?+(?:(?:[*_]{1,3}|<b>|<strong>)[^\S\n]*+)?+\[?+"
"""The start of a line, taken as a whole: trying less of it takes most of the time."""
_MAY_HOLD = regex(lambda: rf"{_LINE}{question_label()}(?![^\W\d_])", re.IGNORECASE)
_MAY_BE_LABEL = regex(
    lambda: (
        rf"{_LINE}(?!\n)(?:[qｑ](?![a-z])|{beginnings('question', 'questions')}"
        rf"|(?:{beginnings('numbered')})[^\n\d]{{0,20}}\d"
        r"|[a-z]\s*+\d{0,4}+\s*+(?::|：|\.\*\*|\.__)|[^\n]{0,3}[^\x00-\x7f])"
    )
)
"""Such a line, or one with a word that begins alike: compiling the other pattern takes longer than reading a page."""
_MAY_ASK_IN_QUOTE = regex(r"\n[^\S\n]*+>[^\n]*[:：]")
_SENTENCE = 4
"""In words."""
_HABIT, _FEW = 2, 3
"""This many are no slip, and this many show how all are written."""
_DIGITS = regex(r"\d+")
_NO_ANSWER = ("hint", "note", "references", "extra", "example", "explanation", "difficulty", "option", "question")
"""The labels of paragraphs that are no answers."""
_ARGUMENT = regex(r"[ \t]+q(?:uestion)?_?(?P<number>\d{1,3})[ \t]*[:=][ \t]*\"(?P<text>[^\"]+[?？])\"?", re.IGNORECASE)
_HINTS = Hints(
    question="**Q:** {}",
    title="write the question after its label",
    answer="write the answer below it, after a label such as `**A:**`",
)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    page = with_labels_alike(with_stars_in_labels(outline), _kind_of_label)
    found = _without_given_output(without_hidden(page, pairs_of(page)))
    if not _are_enough(found) and (quotes := _quotes(page, _begins_with_answer if found else _has_only_question)):
        page = _unquoted(page, quotes)
        found = _without_given_output(without_hidden(page, pairs_of(page)))
    if _are_below_answers(page, found) or is_of_interview(page, found):
        return
    if _are_enough(found):  # an empty label shows the layout, too
        found = list(_with_missing_labels(page, found))
        quoted_lines = {pair.question.line for pair in found if is_quoted(outline.lines[pair.question.line])}
        for pair in _without_text_of_page(page.lines, found):
            yield span_of(NAME, _HINTS, page, pair, "> " if pair.question.line in quoted_lines else "")
    elif quotes := _quotes(page := _with_speakers_as_letters(page), _has_both_labels):
        inner = _unquoted(page, quotes)
        ends = {line for quote in quotes for line in (quote.start, quote.stop)}
        inside = {line for quote in quotes for line in quote}
        quoted = [pair for pair in pairs_of(inner, ends) if pair.question.line in inside]
        if _are_enough(quoted):
            yield from (span_of(NAME, _HINTS, inner, pair, "> ") for pair in quoted)


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


def _with_missing_labels(page: Outline, pairs: Sequence[LabelPair]) -> Iterator[LabelPair]:
    """The pairs; where most have a label for the answer, one that lacks it has the paragraph above the next question.

    The question is written as the others are, and nothing but a heading is between it and the next one, above which it
    is no longer than other answers, as what leads to another part may be; so it is above a heading below the last one.
    Else, what is below the last one, also above empty labels to copy, is text of the page, unless it is in the line
    right below, as the answers to others are.
    """
    labels = Counter(_look_of_label(page.lines, pair) for pair in pairs if pair.answer)
    usual, count = labels.most_common(1)[0] if labels else ("", 0)
    is_habit = thresholds.MISSING_LABELS.of(count, len(pairs))
    longest = max((len(_text_from(page.lines, pair.answer, pair)) for pair in pairs if pair.answer), default=0)
    close = [pair for pair in pairs if pair.answer and pair.answer.line == _right_below(page.lines, pair)]
    headings = {heading.line for heading in page.headings} if len(close) < _FEW else ()
    for pair, below in zip(pairs, [*pairs[1:], None], strict=True):
        lacks_label = is_habit and pair.answer is None and _look_of_label(page.lines, pair) == usual
        is_empty = below is not None and _is_empty(page.lines, below)
        is_above = _is_above(page, pair.stop, below.question.line) if below and not is_empty else False
        is_last = below is None and pair.stop in headings and not names_people(page.lines[pair.question.line])
        if lacks_label and (is_above or is_last):
            answer = _paragraph_below(page.lines, pair)
            is_at_end = below is None or pair.stop != below.question.line  # of a part of the page
            is_long = answer and is_at_end and len(_text_from(page.lines, answer, pair)) > longest
            yield replace(pair, answer=None if is_long else answer)
        elif lacks_label and len(close) >= _FEW:
            yield _with_lines_below(page.lines, pair)
        else:
            yield pair


def _text_from(lines: Sequence[str], mark: Mark, pair: LabelPair) -> str:
    """What is behind and below the label of an answer."""
    return "\n".join([lines[mark.line][mark.text :], *lines[mark.line + 1 : pair.stop]]).strip()


def _is_above(page: Outline, stop: int, number: int) -> bool:
    """Whether only headings are between the end of a question and the line of the next one."""
    between = {line for line in range(stop, number) if not is_separator(page.lines[line])}
    return between <= {heading.line for heading in page.headings if between}


def _with_lines_below(lines: Sequence[str], pair: LabelPair) -> LabelPair:
    """A question with the lines right below it as its answer, if these are a paragraph."""
    closed = replace(pair, stop=min(pair.stop, end_of_paragraph(lines, _right_below(lines, pair))))
    answer = _paragraph_below(lines, closed)
    return replace(closed, answer=answer) if answer else pair


def _right_below(lines: Sequence[str], pair: LabelPair) -> int:
    """The line below the label of a question, or below its id."""
    start = pair.question.line + 1
    return start + (start < len(lines) and is_comment(lines[start]))


def _is_empty(lines: Sequence[str], pair: LabelPair) -> bool:
    """Whether a label has no question behind or below it."""
    question, stop = pair.question, pair.answer.line if pair.answer else pair.stop
    rest = (lines[question.line][question.text :], *lines[question.line + 1 : stop])
    return not any(line.strip(" *_") for line in rest)


def _look_of_label(lines: Sequence[str], pair: LabelPair) -> str:
    """How the label of a question is written, without its number; other columns for list items."""
    question = pair.question
    return _DIGITS.sub("", lines[question.line][: question.text]) + question.bold


def _paragraph_below(lines: Sequence[str], pair: LabelPair) -> Mark | None:
    """The paragraph between a question and the next one, if there is only one, as an answer without its label."""
    own = pair.question.line
    start = below_question(lines, own, end_of_paragraph(lines, own))
    stop = end_of_text(lines, start, pair.stop, is_separator)
    title = " ".join(line for line in lines[own:start] if not is_blank(line)).strip(" *_")
    if start >= stop or end_of_paragraph(lines, start) < stop or not is_clear_question(title):
        return None
    text = " ".join(lines[start:stop]).strip()
    is_other = asks(text) or text[0] in "([（【" or text[-1] in ":：" or label_end(text, *_NO_ANSWER)
    if is_other or any(starts_block(at) or letter_of_option(at) or at[:1].isspace() for at in lines[start:stop]):
        return None
    return Mark(start, 0, 0, is_question=False)


def _are_below_answers(page: Outline, pairs: Sequence[LabelPair]) -> bool:
    """Whether each answer is above its question: one is above the first question, and none below the last."""
    if len(pairs) < _HABIT or any(pair.answer is None for pair in pairs[:-1]) or pairs[-1].answer:
        return False
    above = range(pairs[0].question.line)
    return any(not mark.is_question for number in above for mark in marks_in(number, page.lines[number]))


def _with_speakers_as_letters(page: Outline) -> Outline:
    """A page whose quotes have Q and A in place of the names of those who ask and who answer right below."""
    lines = list(page.lines)
    starts = [
        (number, label)
        for number, line in page.lines_with(">")
        if (label := _SPEAKER.match(line)) and not (number and lines[number - 1].strip("> \t"))
    ]
    for (number, asker), (below, speaker) in pairwise(starts):
        is_asker = _ASKER.match(lines[number]) and not _ASKER.match(lines[below]) and asks(lines[number])
        is_sentence = size_in_words(lines[below][speaker.end() :]) >= _SENTENCE
        if is_asker and is_sentence and all(map(is_quoted, lines[number:below])):
            for at, label, letter in ((number, asker, "Q"), (below, speaker, "A")):
                lines[at] = lines[at][: label.start("label")] + letter + lines[at][label.end("label") :]
    return Outline(lines) if lines != page.lines else page


def _quotes(page: Outline, is_meant: Callable[[Sequence[str]], bool]) -> list[range]:
    """The quotes with such lines."""
    found: list[range] = []
    for number, line in page.lines_with(">"):
        if is_quoted(line):
            start = found.pop().start if found and found[-1].stop == number else number
            found.append(range(start, number + 1))
    return [quote for quote in found if is_meant(page.lines[quote.start : quote.stop])]


def _has_both_labels(quoted: Sequence[str]) -> bool:
    """Whether lines begin with the label of a question, and have that of an answer; a mail begins with other text."""
    marks = [[mark.is_question for mark in marks_in(0, without_quote(line))] for line in quoted]
    return True in marks[0] and any(False in line for line in marks)


def _begins_with_answer(quoted: Sequence[str]) -> bool:
    return has_answer_label(without_quote(quoted[0]))


def _has_only_question(quoted: Sequence[str]) -> bool:
    """Whether lines begin with the label of a question, and have none of an answer."""
    marks = [[mark.is_question for mark in marks_in(0, without_quote(line))] for line in quoted]
    return True in marks[0] and not any(False in line for line in marks)


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
    if _MAY_BE_LABEL.search(lines.lower()) and _MAY_HOLD.search(lines):
        return True
    return ">" in text and _MAY_ASK_IN_QUOTE.search(lines) is not None and _ASKER.search(text) is not None


LABELS = Format(
    NAME,
    _may_hold,
    spans=_spans,
    titles=_titles,
    if_unread="lines starting with Q look like questions",
    shown=lambda first: "labels (Q: … A: …)",
)
