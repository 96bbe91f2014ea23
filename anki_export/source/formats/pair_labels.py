"""The labels of questions and answers at the start of lines, and what each question has below its label."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from unicodedata import normalize

from msgspec import Struct

from anki_export.source.body.option_letters import LETTER, SECOND_OPTION
from anki_export.source.candidates.answer_labels import unlabelled_question
from anki_export.source.candidates.hidden_answer_blocks import hidden_answers
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.layouts.page_shape import asks_person
from anki_export.source.lines import (
    bold_line,
    columns_of,
    end_of_text,
    indent_of,
    is_rule,
    is_separator,
    is_to_fill_in,
    list_marker,
    next_text,
    starts_block,
    with_stars,
    without_bold,
    without_line_breaks,
)
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import NUMBER_SIGN, QuestionNumber
from anki_export.source.syntax.attribute_lists import ATTRIBUTE_LIST
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, names_interview
from anki_export.text.word_patterns import Words, alternatives, initials


def question_label() -> str:
    """A pattern for what begins the label of a question."""
    look = initials("question", "questions", "numbered", "question_letter")
    return (
        rf"{look}(?:[qｑ]|{alternatives('question', 'questions')}|第\s*\d{{1,4}}\s*[题題問问]"
        rf"|{alternatives('numbered')}(?=\.?\s*(?:\d|[:：])|\.(?:\*\*|__))"
        rf"|{alternatives('question_letter')}(?=\s*\d{{0,4}}\s*(?:[:：]|\.(?:\*\*|__))))"
    )


def _answer_label() -> str:
    small, right, answer = alternatives("small"), alternatives("right"), alternatives("answer", "solution")
    reveal = alternatives("reveal")
    return (
        # `**Respuesta modelo:** B`; an answer key has those of many questions
        rf"{answer}\s+(?!key){reveal}(?(open)(?=[:：]|(?:\*\*|__)[:：])|(?!))"
        rf"|(?:{small}\s+)?(?:{right}\s*)?(?:[aａ]|ans|{answer})(?:\s*{right})?"
        # `Possible solution:` alone, or `**Reference answer:** B`
        rf"|{reveal}\s+{answer}"
        r"(?:(?=[:：]?(?:\*\*|__)?[:：]?\s*\Z)|(?(open)(?=[:：]|(?:\*\*|__)[:：])|(?!)))"
    )


_LABEL = regex(
    lambda: (
        rf"""(?:(?:[=-]+>|[→⇒➔➜➡👉✅])\ufe0f?[^\S\n]*)?(?P<open>[*_]{{1,3}})?[^\S\n]*
    (?:(?P<question>{question_label()}) | (?P<answer>{_answer_label()}) | (?P<output>{alternatives("output")})
        | (?P<letter>{alternatives("answer_letter")})(?=\s*\d{{0,4}}\s*(?:[:：]|\.(?:\*\*|__))))
    (?![^\W\d_])(?(question)(?:\.(?=\s*\d{{1,4}}\s*[.:)：．])|(?P<dot>\.)(?=\d{{1,4}}(?:[\s*_]|\Z)))?)(?:\.(?=[:：]))?[^\S\n]*(?:-(?=\d)|{NUMBER_SIGN}[^\S\n]*(?=\d))?(?P<number>\d{{1,4}})?(?:[^\S\n]*\([^()\n]{{0,40}}\))?[^\S\n]*
    (?P<sign>\.?\)|[:：.．]|[-–—](?=[^\S\n]))?(?(open)(?P<close>[*_]{{1,3}})?)
    (?:[^\S\n]*(?P<colon>[:：]|(?<![:：]\s)[-–—](?=[^\S\n])))?[^\S\n]*"""
    ),
    re.VERBOSE | re.IGNORECASE,
)
_INLINE = regex(r"(?:\*\*|__)(?=[^\W\d_])|(?<=[>?？؟])[^\S\n]*(?=[^\W\d_])")
"""Where a label may begin inside a line: in bold, or after a break or a question mark."""
_SPAN = regex(rf"\A(?P<open>\s*(?:\*\*|__)?)\[(?P<text>[^\[\]]+)\]{ATTRIBUTE_LIST}")
_BREAK = regex(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_OUTPUT = Words("output")
_BOTH_OPTIONS = regex(r"\(?a([.)])\s.+\s\(?b\1\s", re.IGNORECASE)
"""The first two options in one line."""
_LONGEST_LABEL = 20
"""In characters, with its number."""
_OF_LEVEL = 3
"""In words."""
_CODE_INDENT = 4
"""In columns."""
_NUMBER_OF_ITEM = regex(r"\A\s*\d+(?=[.)]\s)")
"""What would begin a list: `A: 2. It floats.`, `A: 4624. It stands for a logon.`"""
_NOT_ASKED = regex(r"[ \t]*(?:<|!\[|$)")
"""A line that does not continue a question, besides a block or an option: HTML, a picture, a blank line."""


class Mark(Struct, frozen=True):
    """A label."""

    line: int
    start: int
    """The column at which it begins, after the marker of a list item."""
    text: int
    """The column at which the text after it begins."""
    is_question: bool
    digits: str = ""
    """Its number; empty without one."""
    place: int = 0
    """The column of the digits."""
    is_letter: bool = False
    """Whether it is only the letter A."""
    bold: str = ""
    """What opens bold text that continues after the label."""
    is_output: bool = False
    """Whether it says that the answer is what a program prints."""
    has_sign: bool = True
    """Whether a sign or bold text sets it apart from the text after it."""


class LabelPair(Struct, frozen=True):
    """A question, its answer if it has one, and the line below both."""

    question: Mark
    answer: Mark | None
    stop: int


QuestionFinder = Callable[[int, str], Mark | None]
"""Finds what begins a question on a line with a number."""


def is_of_interview(page: Outline, pairs: Sequence[LabelPair]) -> bool:
    """Whether a title only names an interview or minutes, or a person who is asked and no questions for the reader."""
    title = page.title
    if is_label_of(title, "spoken") or (names_interview(title) and not announces_questions(title)):
        return True
    titles = {pair.question.line: page.lines[pair.question.line][pair.question.text :] for pair in pairs}
    return bool(titles) and asks_person(page, "", titles)


def without_hidden(page: Outline, pairs: Iterable[LabelPair]) -> list[LabelPair]:
    """The pairs without those whose answer a block below the question hides: the block is the answer."""
    hidden = {line for one in hidden_answers(page) for line in one.lines}
    return [
        pair
        for pair in pairs
        if pair.question.line in hidden
        or (pair.answer.line not in hidden if pair.answer else hidden.isdisjoint(range(pair.question.line, pair.stop)))
    ]


def below_question(lines: Sequence[str], number: int, end: int) -> int:
    """The first line with text below a question, whose paragraph ends at a line; a line that asks is all of it."""
    line = lines[number]
    does_ask = asks(line.rstrip(" *_")) or (line.rstrip().endswith("。") and is_clear_question(line))
    return next_text(lines, number + 1 if does_ask or bold_line(line) else end)


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


def pairs_of(outline: Outline, ends: Set[int] = frozenset(), find: QuestionFinder | None = None) -> Iterator[LabelPair]:
    """The questions of a page, each with the label of its answer and the line after it.

    None continues beyond the lines `ends`. With `find`, what it finds on a line begins a question, instead of a label.
    """
    headings = {heading.line for heading in outline.headings}
    lines = outline.lines
    question: Mark | None = None
    answers: list[Mark] = []
    option, last, are_numbered = -1, 0, False
    for number, line in enumerate(lines):
        if outline.is_code[number]:
            continue
        if not line and number not in ends:
            continue
        is_apart = number in headings or is_rule(line)
        is_next = question is not None and answers and _is_next_item(lines, question, answers[-1], number)
        is_next = is_next or (question is not None and _is_outer_item(lines, question, number))
        if is_apart or is_next or number in ends:
            if question:
                yield LabelPair(question, *_last(lines, question, _answer(answers, option), number))
            question = None
        if is_apart:
            continue
        if question and option < question.line:
            option = number if SECOND_OPTION.match(line, start := _start(line)) else option
            option = number + 1 if _BOTH_OPTIONS.match(line, start) else option
        slip = _without_sign(number, line, question) if question and not answers and are_numbered and not find else None
        for mark in (slip,) if slip else marks_in(number, line, find):
            if not mark.is_question:
                own = -1 if find or not (question and answers) else unlabelled_question(lines, number, answers[-1].line)
                if question and own > max(option, question.line):
                    yield LabelPair(question, _answer(answers, option), own)
                    question, answers = Mark(own, 0, 0, is_question=True), []  # as if it had a label
                if not mark.is_output or (question and _asks_for_output(outline, question, number)):
                    answers.append(mark)
                    are_numbered = are_numbered or mark.digits != ""
            elif _names_option(lines, mark):
                continue
            elif _is_apart(lines, mark, question, 2 if find else 4) and (mark.has_sign or int(mark.digits) == last + 1):
                if question and not _is_number_above(lines, question, mark, answers):
                    yield LabelPair(question, _answer(answers, option), number)
                question, answers, last = mark, [], int(mark.digits or last)
    if question:
        yield LabelPair(question, *_last(lines, question, _answer(answers, option), len(lines)))


def _is_next_item(lines: Sequence[str], question: Mark, answer: Mark, number: int) -> bool:
    """Whether a line begins the numbered item after that of a question, which has its answer in it."""
    line = lines[number]
    own = list_marker(lines[question.line]) if line.lstrip()[:1].isdecimal() else None
    if not own or not own["number"] or not (below := list_marker(line)) or not below["number"]:
        return False  # as most lines
    is_inside = answer.line == question.line or indent_of(lines[answer.line]) > indent_of(lines[question.line])
    is_beside = indent_of(line) == indent_of(lines[question.line])
    return is_inside and is_beside and int(below["number"]) > int(own["number"])


def _is_outer_item(lines: Sequence[str], question: Mark, number: int) -> bool:
    """Whether a line begins an item of the list around that with a question."""
    indent = indent_of(lines[question.line])
    return indent > indent_of(lines[number]) and _is_item(lines[question.line]) and _is_item(lines[number])


def _is_item(line: str) -> bool:
    return list_marker(line) is not None


def _without_sign(number: int, line: str, question: Mark) -> Mark | None:
    """The label of an answer with the number of its question, which lacks the sign that others have: `A2 A tag`."""
    start = _start(line)
    may_be = question.digits != "" and question.digits in line[start : start + _LONGEST_LABEL]
    match = _LABEL.match(line, start) if may_be else None
    if not match or not match["answer"] or match["sign"] or match["open"] or match["number"] != question.digits:
        return None
    is_apart = line[match.end() - 1].isspace() and match.end() < len(line)
    return Mark(number, start, match.end(), is_question=False, digits=match["number"]) if is_apart else None


def _names_option(lines: Sequence[str], mark: Mark) -> bool:
    """Whether a line with a label asks nothing and begins with the letter after that of the one above: `D:` below `C:`.

    A label behind the number of an item, `2. Q: …`, is one.
    """
    number = mark.line
    if lines[number][: mark.start].strip()[:1].isdecimal():
        return False
    matches = map(letter_of_option, (lines[number - 1] if number else "", lines[number]))
    above, own = (match["letter"] if match else None for match in matches)
    if above is None or own is None or asks(lines[number].strip("* ")):
        return False
    if above.isdecimal() and own.isdecimal():
        return int(own) == int(above) + 1
    return len(above) == len(own) and ord(own) == ord(above) + 1


def letter_of_option(line: str) -> re.Match[str] | None:
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


def marks_in(number: int, line: str, find: QuestionFinder | None = None) -> Iterator[Mark]:
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
    word = normalize("NFKC", match["question"] or match["answer"] or match["output"] or match["letter"]).lower()
    sign = match["colon"] or match["sign"] or match["dot"]
    if not sign and match["open"] in ("*", "_"):  # emphasis
        return None
    is_number = bool(match["question"] and match["number"])
    if sign in (":", "："):
        is_label = True
    elif sign and sign in "-–—":
        is_label = bool(match["close"]) or is_number or word == "ans" or is_label_of(word, "answer")
    elif sign:  # `Answer. The …` and `Answer) …` are ordinary text
        is_label = bool(match["number"]) or word in ("q", "a", "ans") or (sign == "." and bool(match["close"]))
    elif match["close"]:
        is_label = len(word) > 1 or not word.isascii() or bool(match["number"])
    else:  # QUESTION NO 31, and **Q4 What …** without the sign
        is_in_bold = match["open"] in ("**", "__") and line[match.end() :][:1].isalpha()
        is_label = is_number and (is_in_bold or match.end() == len(line))
    has_sign = is_label
    if not is_label and is_number and not match["open"]:  # Q6 What …, after Q5. …
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
    if question is None:
        return indent_of(lines[mark.line]) < _CODE_INDENT or _is_item(lines[mark.line])
    return indent_of(lines[mark.line]) < columns + indent_of(lines[question.line])


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
        above = (*prompt, *gap) if any(line.strip() and not is_to_fill_in(line) for line in prompt) else ()
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
        lacks_label=not answer and _has_text(lines, below_question(lines, question.line, below), stop),
        id_place=IdPlace(max(below, question.line + 1), quote + " " * prefix),
        column=len(quote) + question.start + 1,
        is_anywhere=not quote and indent_of(head) > 0 and _is_item(head),
        markup=range(stop, pair.stop),
    )


def _has_text(lines: Sequence[str], start: int, stop: int) -> bool:
    """Whether some lines begin with a paragraph, which is no option."""
    return start < stop and not (starts_block(lines[start]) or letter_of_option(lines[start]))


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
    while below < end and not any(ends(lines[below]) for ends in (starts_block, _NOT_ASKED.match, letter_of_option)):
        text.append(lines[below].strip())
        below += 1
    return without_line_breaks(" ".join(text).strip()), below
