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
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from itertools import pairwise
from unicodedata import normalize

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.option_letters import LETTER, SECOND_OPTION
from anki_export.source.candidates.answer_labels import has_answer_label, unlabelled_question, with_labels_alike
from anki_export.source.candidates.body_without_wrappers import body_of
from anki_export.source.candidates.collapsed_blocks import hidden_answers
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.formats.types import Format
from anki_export.source.lines import (
    bold_line,
    columns_of,
    end_of_paragraph,
    end_of_text,
    indent_of,
    is_blank,
    is_quoted,
    is_rule,
    is_separator,
    list_marker,
    next_text,
    starts_block,
    with_stars,
    without_bold,
    without_line_breaks,
    without_quote,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import NUMBER_SIGN, QuestionNumber, number_of
from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.source.types import Wanted
from anki_export.text.asking import is_clear_question
from anki_export.text.label_kinds import asks, is_label_of, label_end
from anki_export.text.languages import Words, alternatives, beginnings, initials
from anki_export.text.normalize import size_in_words
from anki_export.text.regex import regex

NAME = "labels"


def question_label() -> str:
    """A pattern for what begins the label of a question."""
    look = initials("question", "questions", "numbered", "question_letter")
    return (
        rf"{look}(?:[qｑ]|{alternatives('question', 'questions')}|第\s*\d{{1,4}}\s*[题題問问]"
        rf"|{alternatives('numbered')}(?=\.?\s*\d)|{alternatives('question_letter')}(?=\s*\d{{0,4}}\s*(?:[:：]|\.(?:\*\*|__))))"
    )


def _answer_label() -> str:
    small, right, answer = alternatives("small"), alternatives("right"), alternatives("answer", "solution")
    return (
        rf"(?:{small}\s+)?(?:{right}\s*)?(?:[aａ]|ans|{answer})(?:\s*{right})?"
        rf"|{alternatives('reveal')}\s+{answer}(?=[:：]?(?:\*\*|__)?[:：]?\s*\Z)"  # `Possible solution:` alone
    )


_LABEL = regex(
    lambda: (
        rf"""(?:(?:[=-]+>|[→⇒➔➜➡👉✅])\ufe0f?[^\S\n]*)?(?P<open>\*\*?|__?)?[^\S\n]*
    (?:(?P<question>{question_label()}) | (?P<answer>{_answer_label()}) | (?P<output>{alternatives("output")})
        | (?P<letter>{alternatives("answer_letter")})(?=\s*\d{{0,4}}\s*(?:[:：]|\.(?:\*\*|__))))
    (?![^\W\d_])(?(question)(?:\.(?=\s*\d{{1,4}}\s*[.:)：．]))?)(?:\.(?=[:：]))?[^\S\n]*(?:-(?=\d)|{NUMBER_SIGN}[^\S\n]*(?=\d))?(?P<number>\d{{1,4}})?(?:[^\S\n]*\([^()\n]{{0,40}}\))?[^\S\n]*
    (?P<sign>\.?\)|[:：.．]|[-–—](?=[^\S\n]))?(?(open)(?P<close>\*\*?|__?)?)
    (?:[^\S\n]*(?P<colon>[:：]|[-–—](?=[^\S\n])))?[^\S\n]*"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_ASKER = regex(
    lambda: (
        r"^[^\S\n]*>[^\S\n]*(?P<label>[^\W\d_][^\s:：>]{0,20}?(?:[^\S\n][^\s:：]{1,20})?[^\S\n]?"
        rf"{alternatives('question')}[^\S\n]?)[:：]"
    ),
    re.IGNORECASE | re.MULTILINE,
)
_SPEAKER = regex(r"[^\S\n]*>[^\S\n]*(?P<label>[^\W\d_][^\s:：>]{0,15}(?:\s[^\s:：]{1,15})?\s?)[:：](?=\s*\w)")
"""The labels of paragraphs in a quote that say who asks and who speaks: `Student question:`, `Professor:`."""
_INLINE = regex(r"(?:\*\*|__)(?=[^\W\d_])|(?<=[>?？؟])[^\S\n]*(?=[^\W\d_])")
"""Where a label may begin inside a line: in bold, or after a break or a question mark."""
_SPAN = regex(rf"\A(?P<open>\s*(?:\*\*|__)?)\[(?P<text>[^\[\]]+)\]{ATTRIBUTE_LIST}")
_BREAK = regex(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_LINE = r"\n[^\S\n]*+(?:>[^\S\n]*+)?+(?:(?:[-*+]|\d{1,9}[.)])[^\S\n]++)?+(?:(?:\*\*|__|<b>|<strong>)[^\S\n]*+)?+\[?+"
"""The start of a line, taken as a whole: trying less of it takes most of the time."""
_MAY_HOLD = regex(lambda: rf"{_LINE}{question_label()}(?![^\W\d_])", re.IGNORECASE)
_MAY_BE_LABEL = regex(
    lambda: (
        rf"{_LINE}(?!\n)(?:[qｑ](?![a-z])|{beginnings('question', 'questions')}"
        rf"|(?:{beginnings('numbered')})[^\n\d]{{0,20}}\d"
        r"|[a-z]\s*\d{0,4}\s*[:.]|[a-z]\s*\d{0,4}\s*：|[^\n]{0,3}[^\x00-\x7f])"
    )
)
"""Such a line, or one with a word that begins alike: compiling the other pattern takes longer than reading a page."""
_MAY_ASK_IN_QUOTE = regex(r"\n[^\S\n]*+>[^\n]*[:：]")
_OUTPUT = Words("output")
_BOTH_OPTIONS = regex(r"\(?a([.)])\s.+\s\(?b\1\s", re.IGNORECASE)
"""The first two options in one line."""
_HABIT, _FEW = 2, 3
"""This many are no slip, and this many show how all are written."""
_OF_LEVEL, _SENTENCE = 3, 4
"""In words."""
_CODE_INDENT = 4
"""In columns."""
_NUMBER_OF_ITEM = regex(r"\A\s*\d+(?=[.)]\s)")
"""What would begin a list: `A: 2. It floats.`, `A: 4624. It stands for a logon.`"""
_DIGITS = regex(r"\d+")
_NO_ANSWER = ("hint", "note", "references", "extra", "example", "explanation", "difficulty", "option", "question")
"""The labels of paragraphs that are no answers."""
_ARGUMENT = regex(r"[ \t]+q(?:uestion)?_?(?P<number>\d{1,3})[ \t]*[:=][ \t]*\"(?P<text>[^\"]+[?？])\"?", re.IGNORECASE)
_NOT_ASKED = regex(r"[ \t]*(?:<|!\[|$)")
"""A line that does not continue a question, besides a block or an option: HTML, a picture, a blank line."""
_HINTS = Hints(
    question="**Q:** {}",
    title="write the question after its label",
    answer="write the answer below it, after a label such as `**A:**`",
)


class Mark(Struct, frozen=True):
    """A label."""

    line: int
    start: int
    """The column at which it begins, after the marker of a list item."""
    text: int
    """The column at which the text after it begins."""
    is_question: bool
    digits: str
    """Its number; empty without one."""
    place: int
    """The column of the digits."""
    is_letter: bool
    """Whether it is only the letter A."""
    bold: str
    """What opens bold text that continues after the label."""
    is_output: bool = False
    """Whether it says that the answer is what a program prints."""
    has_sign: bool = True
    """Whether a sign or bold text sets it apart from the text after it."""


class LabelPair(Struct, frozen=True):
    question: Mark
    answer: Mark | None
    stop: int


QuestionFinder = Callable[[int, str], Mark | None]
"""Finds what begins a question on a line with a number."""


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    page = with_labels_alike(with_stars_in_labels(outline), _kind_of_label)
    found = _without_given_output(without_hidden(page, pairs_of(page)))
    if found and not _are_enough(found) and (answers := _quotes(page, _begins_answer)):
        page = _unquoted(page, answers)
        found = _without_given_output(without_hidden(page, pairs_of(page)))
    if _are_below_answers(page, found):
        return
    if _are_enough(found):  # an empty label shows the layout, too
        found = list(with_missing_labels(page, found))
        yield from (span_of(NAME, _HINTS, page, pair) for pair in _without_text_of_page(page.lines, found))
    elif quotes := _quotes(page := _with_speakers_as_letters(page), _has_both_labels):
        inner = _unquoted(page, quotes)
        ends = {line for quote in quotes for line in (quote.start, quote.stop)}
        inside = {line for quote in quotes for line in quote}
        quoted = [pair for pair in pairs_of(inner, ends) if pair.question.line in inside]
        if _are_enough(quoted):
            yield from (span_of(NAME, _HINTS, inner, pair, "> ") for pair in quoted)


def _kind_of_label(number: int, line: str) -> bool | None:
    """Whether a line begins with the label of a question, or of an answer; None if it has none."""
    mark = _mark(number, line, _start(line))
    return mark.is_question if mark else None


def without_hidden(page: Outline, pairs: Iterable[LabelPair]) -> list[LabelPair]:
    """The pairs without those whose answer a block below the question hides: the block is the answer."""
    hidden = {line for one in hidden_answers(page) for line in one.lines}
    return [
        pair
        for pair in pairs
        if not hidden
        or pair.question.line in hidden
        or (pair.answer.line not in hidden if pair.answer else hidden.isdisjoint(range(pair.question.line, pair.stop)))
    ]


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


def with_missing_labels(page: Outline, pairs: Sequence[LabelPair]) -> Iterator[LabelPair]:
    """The pairs; where most have a label for the answer, one that lacks it has the paragraph above the next question.

    The question is written as the others are, and nothing else is between it and the next one. Below the last one, also
    above empty labels to copy, is text of the page.
    """
    labels = Counter(_look_of_label(page.lines, pair) for pair in pairs if pair.answer)
    usual, count = labels.most_common(1)[0] if labels else ("", 0)
    is_habit = thresholds.MISSING_LABELS.of(count, len(pairs))
    for pair, below in zip(pairs, [*pairs[1:], None], strict=True):
        is_between = is_habit and below is not None and pair.stop == below.question.line
        is_between = is_between and below is not None and not _is_empty(page.lines, below)
        if pair.answer is None and is_between and _look_of_label(page.lines, pair) == usual:
            yield replace(pair, answer=_paragraph_below(page.lines, pair))
        else:
            yield pair


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
    start = _below_question(lines, own, end_of_paragraph(lines, own))
    stop = end_of_text(lines, start, pair.stop, is_separator)
    title = " ".join(line for line in lines[own:start] if not is_blank(line)).strip(" *_")
    if start >= stop or end_of_paragraph(lines, start) < stop or not is_clear_question(title):
        return None
    text = " ".join(lines[start:stop]).strip()
    is_other = asks(text) or text[0] in "([（【" or text[-1] in ":：" or label_end(text, *_NO_ANSWER)
    if is_other or any(starts_block(at) or _letter(at) or at[:1].isspace() for at in lines[start:stop]):
        return None
    return Mark(start, 0, 0, False, "", 0, False, "")


def _below_question(lines: Sequence[str], number: int, end: int) -> int:
    """The first line with text below a question, whose paragraph ends at a line; a line that asks is all of it."""
    line = lines[number]
    return next_text(lines, number + 1 if bold_line(line) or asks(line.rstrip(" *_")) else end)


def _are_below_answers(page: Outline, pairs: Sequence[LabelPair]) -> bool:
    """Whether each answer is above its question: one is above the first question, and none below the last."""
    if len(pairs) < _HABIT or any(pair.answer is None for pair in pairs[:-1]) or pairs[-1].answer:
        return False
    above = range(pairs[0].question.line)
    return any(not mark.is_question for number in above for mark in _marks(number, page.lines[number]))


def with_stars_in_labels(page: Outline) -> Outline:
    """A page in which bold HTML at the start of a line or list item is written with asterisks.

    What Pandoc calls a span, `[Q1]{.question}`, is its text.
    """
    if not any("<" in line or "]{" in line for line in page.lines):
        return page
    lines = [
        _SPAN.sub(r"\g<open>\g<text>", line) if "]{" in line and not page.is_code[number] else line
        for number, line in enumerate(page.lines)
    ]
    lines = [line[: (start := _start(line))] + with_stars(line[start:]) if "<" in line else line for line in lines]
    return page if lines == page.lines else Outline(lines)


def _with_speakers_as_letters(page: Outline) -> Outline:
    """A page whose quotes have Q and A in place of the names of those who ask and who answer right below."""
    lines = list(page.lines)
    starts = [
        (number, label)
        for number, line in page.lines_with(">")
        if (label := _SPEAKER.match(line)) and not (number and _has_quoted_text(lines[number - 1]))
    ]
    for (number, asker), (below, speaker) in pairwise(starts):
        is_asker = _ASKER.match(lines[number]) and not _ASKER.match(lines[below]) and asks(lines[number])
        is_sentence = size_in_words(lines[below][speaker.end() :]) >= _SENTENCE
        if is_asker and is_sentence and all(map(is_quoted, lines[number:below])):
            for at, label, letter in ((number, asker, "Q"), (below, speaker, "A")):
                lines[at] = lines[at][: label.start("label")] + letter + lines[at][label.end("label") :]
    return Outline(lines) if lines != page.lines else page


def _has_quoted_text(line: str) -> bool:
    return is_quoted(line) and without_quote(line).strip() != ""


def _quotes(page: Outline, is_meant: Callable[[Sequence[str]], bool]) -> list[range]:
    """The quotes with such lines."""
    found: list[range] = []
    for number, line in enumerate(page.lines):
        if ">" in line and not page.is_code[number] and is_quoted(line):
            start = found.pop().start if found and found[-1].stop == number else number
            found.append(range(start, number + 1))
    return [quote for quote in found if is_meant(page.lines[quote.start : quote.stop])]


def _begins_answer(quoted: Sequence[str]) -> bool:
    """Whether a quote begins with the label of an answer."""
    return has_answer_label(without_quote(quoted[0]))


def _has_both_labels(quoted: Sequence[str]) -> bool:
    """Whether lines begin with the label of a question, and have that of an answer; a mail begins with other text."""
    marks = [[mark.is_question for mark in _marks(0, without_quote(line))] for line in quoted]
    return True in marks[0] and any(False in line for line in marks)


def _unquoted(page: Outline, quotes: Sequence[range]) -> Outline:
    lines = list(page.lines)
    for quote in quotes:
        lines[quote.start : quote.stop] = map(without_quote, lines[quote.start : quote.stop])
    return Outline(lines)


def pairs_of(outline: Outline, ends: Set[int] = frozenset(), find: QuestionFinder | None = None) -> Iterator[LabelPair]:
    """The questions of a page, each with the label of its answer and the line after it.

    None continues beyond the lines `ends`. With `find`, what it finds on a line begins a question, instead of a label.
    """
    headings = {heading.line for heading in outline.headings}
    lines = outline.lines
    question: Mark | None = None
    answers: list[Mark] = []
    option, last = -1, 0
    for number, line in enumerate(lines):
        if outline.is_code[number]:
            continue
        if not line and number not in ends:
            continue
        is_apart = number in headings or is_rule(line)
        if is_apart or number in ends:
            if question:
                yield LabelPair(question, *_last(lines, question, _answer(answers, option), number))
            question = None
        if is_apart:
            continue
        if question and option < question.line:
            option = number if SECOND_OPTION.match(line, start := _start(line)) else option
            option = number + 1 if _BOTH_OPTIONS.match(line, start) else option
        for mark in _marks(number, line, find):
            if not mark.is_question:
                own = -1 if find or not (question and answers) else unlabelled_question(lines, number, answers[-1].line)
                if question and own > max(option, question.line):
                    yield LabelPair(question, _answer(answers, option), own)
                    question, answers = _without_label(own), []
                if not mark.is_output or (question and _asks_for_output(outline, question, number)):
                    answers.append(mark)
            elif _names_option(lines, number):
                continue
            elif _is_apart(lines, mark, question, 2 if find else 4) and (mark.has_sign or int(mark.digits) == last + 1):
                if question and not _is_number_above(lines, question, mark, answers):
                    yield LabelPair(question, _answer(answers, option), number)
                question, answers, last = mark, [], int(mark.digits or last)
    if question:
        yield LabelPair(question, *_last(lines, question, _answer(answers, option), len(lines)))


def _without_label(line: int) -> Mark:
    """The start of a line that asks between the answers of a page, as if it had a label."""
    return Mark(line, 0, 0, True, "", 0, False, "")


def _names_option(lines: Sequence[str], number: int) -> bool:
    """Whether a line that does not ask begins with the letter after that of the line above: `D:` below `C:`."""
    matches = map(_letter, (lines[number - 1] if number else "", lines[number]))
    above, own = (match["letter"] if match else None for match in matches)
    if above is None or own is None or asks(lines[number].strip("* ")):
        return False
    if above.isdecimal() and own.isdecimal():
        return int(own) == int(above) + 1
    return len(above) == len(own) and ord(own) == ord(above) + 1


def _letter(line: str) -> re.Match[str] | None:
    """The letter or number of an option at the start of a line, which may be bold or an item."""
    return LETTER.match(line.replace("**", "").lstrip(" -*+"))


def _is_number_above(lines: Sequence[str], question: Mark, mark: Mark, answers: Sequence[Mark]) -> bool:
    """Whether `Question 3` only numbers what `Question:` below it asks; between them may be a line such as a level."""
    rest = (lines[question.line][question.text :], *lines[question.line + 1 : mark.line])
    texts = [text for line in rest if (text := line.strip(" *_"))]
    is_number = question.digits != "" and mark.digits == "" and not answers
    return is_number and len(texts) <= 1 and sum(len(text.split()) for text in texts) <= _OF_LEVEL


def _answer(answers: Sequence[Mark], option: int) -> Mark | None:
    """The label of the answer; a letter A above the second option names the first one."""
    found = [mark for mark in answers if not (mark.is_letter and mark.line < option)]
    return min(found, key=lambda mark: mark.is_output, default=None)


def _asks_for_output(outline: Outline, question: Mark, number: int) -> bool:
    """Whether a question is only a label above code, or asks for the output of the code above a line."""
    text = outline.lines[question.line][question.text :].strip(" *_")
    between = range(question.line + 1, number)
    has_code = any(outline.is_code[at] or indent_of(outline.lines[at]) >= _CODE_INDENT for at in between)
    return has_code and (not text or _OUTPUT.are_in(text.lower()))


def _marks(number: int, line: str, find: QuestionFinder | None = None) -> Iterator[Mark]:
    """The label at the start of a line, and that of an answer further on in the line of a question."""
    asked = find(number, line) if find else None
    mark = asked or _mark(number, line, _start(line))
    if mark is None or (find and mark.is_question and not asked):
        return
    yield mark
    for place in _INLINE.finditer(line, mark.text) if mark.is_question else ():
        found = _mark(number, line, place.start() if place[0].strip() else place.end())
        if found and not (found.is_question or found.is_output):
            yield found
            return


def _start(line: str) -> int:
    """The column at which the text of a line begins, after the marker of a list item."""
    marker = list_marker(line) or (_BREAK.match(line) if "<br" in line else None)
    return marker.end() if marker else len(line) - len(line.lstrip())


def _mark(number: int, line: str, start: int) -> Mark | None:
    match = _LABEL.match(line, start)
    if match is None or (match["close"] and match["close"] != match["open"]):
        return None
    word = normalize("NFKC", match["question"] or match["answer"] or match["output"] or match["letter"]).casefold()
    sign = match["colon"] or match["sign"]
    if not sign and match["open"] in ("*", "_"):  # emphasis
        return None
    if sign in (":", "："):
        is_label = True
    elif sign and sign in "-–—":
        is_number = bool(match["question"] and match["number"])
        is_label = bool(match["close"]) or is_number or word == "ans" or is_label_of(word, "answer")
    elif sign:  # `Answer. The …` and `Answer) …` are ordinary text
        is_label = bool(match["number"]) or word in ("q", "a", "ans") or (sign == "." and bool(match["close"]))
    elif (
        match["question"]
        and match["number"]
        and (
            match.end() == len(line)
            or (match["open"] in ("**", "__") and not match["close"] and line[match.end() :][:1].isalpha())
        )
    ):  # QUESTION NO 31, and **Q4 What …** without the sign
        is_label = True
    else:
        is_label = bool(match["close"]) and (len(word) > 1 or not word.isascii() or bool(match["number"]))
    has_sign = is_label
    if not is_label and match["question"] and match["number"] and not match["open"]:  # Q6 What …, after Q5. …
        is_label = line[match.end() - 1].isspace() and is_clear_question(line[match.end() :])
    if not is_label:
        return None
    return Mark(
        line=number,
        start=start,
        text=match.end(),
        is_question=match["question"] is not None,
        digits=match["number"] or "",
        place=match.start("number"),
        is_letter=word == "a" and not match["number"],
        bold=match["open"] if match["open"] and not match["close"] else "",
        is_output=match["output"] is not None,
        has_sign=has_sign,
    )


def _is_apart(lines: Sequence[str], mark: Mark, question: Mark | None, columns: int) -> bool:
    """Whether a label begins a separate question, and is not inside an answer or code.

    There it is this many columns deeper than a question; the item of a nested list is at least two.
    """
    return indent_of(lines[mark.line]) < (columns + indent_of(lines[question.line]) if question else 4)


def _last(lines: Sequence[str], question: Mark, answer: Mark | None, stop: int) -> tuple[Mark | None, int]:
    """The answer of the last question before a line, and where it ends: with its list item, if it is in one."""
    item = lines[question.line][: question.start]
    if answer is None or not item.strip():
        return answer, stop
    own = item if answer.line == question.line else lines[answer.line][: answer.start]
    if not own.strip():
        return answer, stop
    width = columns_of(own)
    for number in range(answer.line + 1, stop):
        if lines[number].strip() and not lines[number - 1].strip() and indent_of(lines[number]) < width:
            return answer, number
    return answer, stop


def span_of(format: str, hints: Hints, outline: Outline, pair: LabelPair, quote: str = "") -> Span:
    """The question of a pair; `quote` is what is before its lines and is not in those of the outline."""
    lines, question, answer = outline.lines, pair.question, pair.answer
    stop = end_of_text(lines, question.line + 1, pair.stop, is_separator)
    head = lines[question.line]
    prefix = columns_of(head[: question.start])
    written, below = asked(lines, question, answer, stop)
    body: Sequence[str] = ()
    front: Sequence[str] = ()
    body_start = below
    if answer:
        indent = prefix if answer.line == question.line else columns_of(lines[answer.line][: answer.start])
        text = lines[answer.line][answer.text :]
        if not _begins_list(text, lines[answer.line + 1 : stop]):  # `2. It floats.` may name an option above
            text = _NUMBER_OF_ITEM.sub(r"\g<0>\\", text, count=1)
        text = f"\\{text}" if text.startswith("???") else text  # no block begins behind a label
        first = " " * indent + answer.bold + text
        own = body_of([first, *lines[answer.line + 1 : stop]], answer.line, outline.is_code, indent)
        prompt = body_of(lines[below : answer.line], below, outline.is_code, prefix).lines
        is_apart = outline.is_code[answer.line - 1]
        # Without a blank line, the answer would continue a paragraph.
        gap = [""] * max(not is_apart, own.start - below - len(prompt))
        above = (*prompt, *gap) if any(line.strip() for line in prompt) else ()
        if above and answer.is_output and not written:  # nothing else asks
            front = (*prompt, lines[answer.line][answer.start : answer.text].strip(" *_:：") + "?")
            above = ("",) * len(above)
        body, body_start = (*above, *own.lines), own.start - len(above)
    bold = question.bold if question.bold in written else ""  # its end may be forgotten
    rest = without_bold(bold + written) or ("" if answer else lines[question.line].strip(" *_"))
    label = head[question.start : question.text]
    place = question.place - question.start, question.place - question.start + len(question.digits)
    return Span(
        format=format,
        lines=range(question.line, stop),
        title=rest,
        written=(label + written).strip(),
        number=QuestionNumber(rest, "Q", int(question.digits), place) if question.digits else QuestionNumber(rest, "Q"),
        hints=hints,
        body=body,
        body_start=body_start,
        prompt=front,
        answer=AnswerLines((range(answer.line, stop),)) if answer else None,
        lacks_label=not answer and _has_text(lines, _below_question(lines, question.line, below), stop),
        id_place=IdPlace(max(below, question.line + 1), quote + " " * prefix),
        column=len(quote) + question.start + 1,
        markup=range(stop, pair.stop),
    )


def _has_text(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether some lines begin with a paragraph, which is no option."""
    return start < stop and not (starts_block(lines[start]) or _letter(lines[start]))


def _begins_list(text: str, below: Iterable[str]) -> bool:
    """Whether a number at the start of an answer is that of an item: the next one below goes on, or is the same."""
    own = _NUMBER_OF_ITEM.match(text)
    numbers = (marker["number"] for line in below if (marker := list_marker(line)) and marker["number"])
    after = next(numbers, None)
    return own is not None and after is not None and int(after) - int(own[0]) in (0, 1)


def asked(lines: Sequence[str], question: Mark, answer: Mark | None, stop: int) -> tuple[str, int]:
    """The first paragraph after the label of a question, and the line below it."""
    line = lines[question.line]
    if answer and answer.line == question.line:
        return without_line_breaks(line[question.text : answer.start]).strip(), answer.line
    text, below = [line[question.text :].strip()], question.line + 1
    end = answer.line if answer else stop
    while below < end and not any(ends(lines[below]) for ends in (starts_block, _NOT_ASKED.match, _letter)):
        text.append(lines[below].strip())
        below += 1
    return without_line_breaks(" ".join(text).strip()), below


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
