"""Questions and answers in a chat keep nothing of the messages between them, before a page is parsed, line by line:

    **Ann** 19:02                                who wrote a message, and when, is in a line of its own
    Question 1: Which side is port?              **Question 1:** Which side is port?
    **Ben** 19:03
    right?
    **Ann** 19:05
    Answer 1: The left one.                      **Answer:** The left one.

    [19:07] Ann: Q2: What is a jib?              **Question 2:** What is a jib?       or before each message
    [19:08] Ben: a rope
    [19:09] Ann: A2: A sail.                     **Answer:** A sail.

The lines above messages have one form, there are several, and few people. At least two messages begin with the label
of a question, and one with that of an answer. Those who ask know it: if they answer at all, what others call an answer
is a guess. What they ask may go on over several lines, up to the next message.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source.lines import is_rule
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

_NEAR = 60
"""In characters: a time is near the start of the line that says who wrote."""
_LEAST = 4
"""Messages of a chat with two questions and their answers."""
_FEWEST = 2
_NAME = r"(?P<name>[^\W\d_](?:[\w.'’ -]{0,30}[\w.])?)"
_TIME = (
    r"[\[(]?(?:(?:[^\W\d_]{1,12}\.?|\d{1,4}(?:[./-]\d{1,4}){0,2}\.?),?[ \t]+){0,4}"
    r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \u202f]?[AaPp]\.?[Mm]\.?)?[\])]?"
)
"""A time of day, perhaps after a date."""
_MARKS = r"[*_]{0,3}"
_LEAD = r"[ \t]*(?:\#{1,6}[ \t]+|[-*+>][ \t]+)?"
_END = rf"(?P<end>(?:[:：]|(?<=>)){_MARKS}[ \t]*(?P<text>\S.*)?|[ \t]*)$"
_FORMS = (
    regex(rf"{_LEAD}{_MARKS}{_NAME}{_MARKS}[ \t]*[—–,|·•-]?[ \t]*{_MARKS}{_TIME}{_MARKS}{_END}"),
    regex(rf"{_LEAD}{_MARKS}{_TIME}{_MARKS}[ \t]*[—–,|·•-]?[ \t]*{_MARKS}<?{_NAME}>?{_MARKS}{_END}"),
)
_LABEL = regex(
    r"[\W_]*(?P<word>[^\W\d_][^\d\n:：]{0,20}?)[ \t]*"
    r"(?:\#?(?P<number>\d{1,3})[*_]*[ \t]*[:：.)–—-]|[*_]*[ \t]*[:：])[*_]*[ \t]*(?=\S)"
)
_IS_QUESTION = Words("question", "numbered", "question_letter", ending=r"\Z")
_IS_ANSWER = Words("answer", "solution", "answer_letter", ending=r"\Z")
_Q, _A = "q", "a"


class _Message(Struct, frozen=True):
    """What one person wrote at once."""

    name: str
    head: int
    """The line that says who wrote it."""
    first: int
    """The first line of what it says."""
    text: str
    """What is in that line, without a label."""
    stop: int
    kind: str
    """Whether it has the label of a question or of an answer: `q`, `a`, or nothing."""
    number: str


def chat_as_questions(outline: Outline) -> Changes:
    """The lines of messages, of which only questions and answers are left."""
    messages = list(_messages(outline))
    if len(messages) < _LEAST or len({message.name for message in messages}) > len(messages) // 2:
        return {}
    questions = [at for at, message in enumerate(messages) if message.kind == _Q]
    answers = dict(_answers(messages, questions)) if len(questions) >= _FEWEST else {}
    if not answers:
        return {}
    kept = {*questions, *answers.values()}
    changes: dict[int, str] = {}
    for at, message in enumerate(messages):
        changes |= dict.fromkeys(range(message.head, message.first + 1 if at in kept else message.stop), "")
        if at in kept:
            label = f"Question {message.number}".strip() if message.kind == _Q else "Answer"
            changes[message.first] = f"**{label}:** {message.text}"
    return changes


def _messages(outline: Outline) -> Iterator[_Message]:
    """The messages whose lines above them have the form that most have."""
    found = list(_heads(outline))
    usual = Counter(form for _, form, _ in found).most_common(1)
    heads = [(at, match) for at, form, match in found if form == usual[0][0]]
    apart = [at for at, line in enumerate(outline.lines) if line.startswith("#") or is_rule(line)]
    stops = sorted({*(at for at, _ in heads), *apart, len(outline.lines)})
    ends = dict(pairwise(stops))
    asked = ""
    for at, match in heads:
        stop = ends[at]
        first = at if match["text"] else next((n for n in range(at + 1, stop) if outline.lines[n].strip()), at)
        text = match["text"] or (outline.lines[first].strip() if first > at else "")
        label = _LABEL.match(text)
        word = label["word"].lower() if label else ""
        may_ask, may_answer = word == _Q or _IS_QUESTION.end(word) > 0, word == _A or _IS_ANSWER.end(word) > 0
        if may_ask and may_answer:  # a letter of several languages
            may_ask = asked in ("", word)
        kind = _Q if may_ask else _A if may_answer else ""
        asked = asked or (word if may_ask else "")
        number = (label["number"] or "") if label and kind else ""
        yield _Message(match["name"], at, first, text[label.end() if label else 0 :], stop, kind, number)


def _heads(outline: Outline) -> Iterator[tuple[int, tuple[int, bool], re.Match[str]]]:
    """The lines that say who wrote when, with their form: what comes first, and whether the message follows in it."""
    for at, line in enumerate(outline.lines):
        if any(sign.isdecimal() for sign in line[:_NEAR]) and not outline.is_code[at]:
            for form, pattern in enumerate(_FORMS):
                if match := pattern.match(line):
                    yield at, (form, match["end"].strip() != ""), match
                    break


def _answers(messages: Sequence[_Message], questions: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The answer to each question that has one with its number, or without any, before the next question."""
    asking = {messages[at].name for at in questions}
    are_own = any(message.kind == _A and message.name in asking for message in messages)
    for at, stop in zip(questions, [*questions[1:], len(messages)], strict=True):
        question = messages[at]
        found = [
            place
            for place in range(at + 1, stop)
            if messages[place].kind == _A and messages[place].number in ("", question.number)
            if not are_own or messages[place].name == question.name
        ]
        if len(found) == 1:
            yield at, found[0]
