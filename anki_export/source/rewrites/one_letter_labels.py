"""Labels of one letter become Q and A, whatever the letters are, before a page is parsed, line by line:

    F: Vad är en knop?        Q: Vad är en knop?        also `**F:** …`, `F. …`, `F – …`, and in list items
    S: En sjömil i timmen.    A: En sjömil i timmen.

    F: Var sitter rodret?     Q: Var sitter rodret?
    S: I aktern.              A: I aktern.

A page has two such letters, besides those of options. They take turns, one asks each time, and the other never does.
People take turns, too: so each pair is set off from the next one, or the letters begin the words for a question and an
answer in a language, or the title announces questions. One question in three may lack an answer.

Not labels: the first two letters of an alphabet, which name options and speakers; what people say to each other; those
that the text says stand for something else, `T = teacher`.
"""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct

from anki_export.source import thresholds
from anki_export.source.body.option_letters import SEQUENCES
from anki_export.source.candidates.answer_lines import unlabelled_question
from anki_export.source.lines import indent_of, is_blank, is_comment, is_rule, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.text.asking import (
    announces_questions,
    is_clear_question,
    is_conversation,
    names_dialogue,
    names_interview,
    names_people,
)
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import LANGUAGES, Words, words_of

_LABEL = regex(
    r"(?P<lead>[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?)(?P<letter>[^\W\d_])"
    r"(?P<sign>[ \t]?[:：]|\.|[ \t]+[-–—](?=[ \t])|(?=\*\*[ \t]?[:：]|__[ \t]?[:：]))(?=[ \t]*\S)(?!\.\w)"
)
_STANDS_FOR = regex(r"(?<!\w)(?P<letter>[^\W\d_])(?:\*\*|__)?\s?=\s?(?P<name>[^\W\d_]{2,})")
_QUESTION_LETTER, _ANSWER_LETTER = Words("question_letter", ending=r"\Z"), Words("answer_letter", ending=r"\Z")
_JOINS = Words("joins")
_QUESTION_WORD, _ANSWER_WORD = Words("question", ending=r"\Z"), Words("answer", ending=r"\Z")


class _Turn(Struct, frozen=True, dict=True):
    """A line with a label, and the text up to the next one or a heading."""

    line: int
    match: re.Match[str]
    letter: str
    lines: Sequence[str]
    """What is below it."""

    @cached_property
    def paragraph(self) -> str:
        """Its text up to a blank line."""
        ends = (at for at, line in enumerate(self.lines) if is_blank(line) or is_comment(line) or starts_block(line))
        stop = next(ends, len(self.lines))
        first = self.match.string[self.match.end() :]
        return " ".join(map(str.strip, (first, *self.lines[:stop]))).strip(" *_:：")


def letter_labels_as_usual(outline: Outline) -> Changes:
    """The lines with Q and A as such labels."""
    turns = _without_options(_turns(outline))
    letters = list(dict.fromkeys(turn.letter for turn in turns))
    if len(letters) != 2 or _are_read(*letters) or not _are_labels(outline, turns, *letters):
        return {}
    changes: dict[int, str] = {}
    for turn in turns:
        usual = "Q" if turn.letter == letters[0] else "A"
        rest = outline.lines[turn.line][turn.match.end() :]
        changes[turn.line] = f"{turn.match['lead']}{usual}{':' if turn.match['sign'] else ''}{rest}"
    if end := _end_of_last(turns):
        changes[end] = "***"
    return changes


def _end_of_last(turns: Sequence[_Turn]) -> int:
    """The blank line between the last answer and text of the page, which no other answer has below it; 0 if none."""
    *others, last = (_text_below(turn) for turn in turns)
    return last if last and not any(others) else 0


def _text_below(turn: _Turn) -> int:
    """The blank line above more text at the margin below a label; 0 without such text."""
    blank = next((at for at, line in enumerate(turn.lines) if not line.strip()), len(turn.lines))
    below = next((line for line in turn.lines[blank:] if not is_blank(line)), " ")
    return 0 if below[0].isspace() or starts_block(below) else turn.line + 1 + blank


def _turns(outline: Outline) -> list[_Turn]:
    found = matching_lines(outline, _LABEL)
    below = dict(pairwise(sorted({*found, *(heading.line for heading in outline.headings), len(outline.lines)})))
    return [_Turn(at, match, match["letter"].upper(), outline.lines[at + 1 : below[at]]) for at, match in found.items()]


def _without_options(turns: Sequence[_Turn]) -> list[_Turn]:
    """The labels without those of options: letters in order from the first one on."""
    left: list[_Turn] = []
    at = 0
    while at < len(turns):
        order = next((names for names in SEQUENCES if names[0] == turns[at].letter), ())
        size = 0
        for turn, name in zip(turns[at:], order, strict=False):
            if turn.letter != name:
                break
            size += 1
        left += turns[at : at + 1] if size < 2 else ()
        at += max(size, 1)
    return left


def _are_read(question: str, answer: str) -> bool:
    """Whether labels with these letters are read as they are: none of them means the other in a language."""
    question, answer = question.lower(), answer.lower()
    is_question, is_answer = (
        letter == own or any(words.end(letter) > 0 for words in kinds)
        for letter, own, kinds in (
            (question, "q", (_QUESTION_LETTER, _QUESTION_WORD)),
            (answer, "a", (_ANSWER_LETTER, _ANSWER_WORD)),
        )
    )
    return is_question and is_answer and _QUESTION_LETTER.end(answer) <= 0


def _are_labels(outline: Outline, turns: Sequence[_Turn], question: str, answer: str) -> bool:
    """Whether lines with two letters are questions and answers, and not what two people say."""
    asked = [turn for turn in turns if turn.letter == question]
    said = [turn for turn in turns if turn.letter == answer]
    pairs = [(above, below) for above, below in pairwise(turns) if below.letter == answer]
    repeats = [(above.line, below.line) for above, below in pairs if above.letter == answer]
    if turns[0].letter != question or not thresholds.MISSING_LABELS.of(len(pairs) - len(repeats), len(asked)):
        return False
    if any(unlabelled_question(outline.lines, below, above) < 0 for above, below in repeats):
        return False
    do_ask = all(is_clear_question(turn.paragraph) and not _goes_on(turn.paragraph) for turn in asked)
    if not do_ask or any(asks(turn.paragraph) for turn in said) or _stand_for_others(outline, question, answer):
        return False
    titles = " ".join(heading.title for heading in outline.headings)
    questions = [turn.paragraph for turn in asked]
    is_spoken = names_interview(titles) or names_dialogue(titles)
    if is_spoken or is_conversation(questions, [turn.paragraph for turn in said]):
        return False
    are_apart, are_initials = _are_set_off(outline, asked, said), (question, answer) in _initials()
    if (are_apart and are_initials) or _are_inside(outline.lines, asked, said):
        return True
    is_announced = announces_questions(outline.title)
    name_people = thresholds.QUARTER.of(sum(map(names_people, questions)), len(questions))
    return (are_apart or are_initials or is_announced) and not name_people


def _goes_on(question: str) -> bool:
    """Whether a question begins with a word such as "and", as those do that go on from what was said."""
    return _JOINS.end(question.lower()) > 1


def _are_set_off(outline: Outline, asked: Sequence[_Turn], said: Sequence[_Turn]) -> bool:
    """Whether most questions have a blank line above them, and most answers none."""
    lines = outline.lines
    ends = {heading.line for heading in outline.headings}

    def apart(turns: Sequence[_Turn]) -> int:
        above = [turn.line - 1 for turn in turns]
        return sum(at < 0 or at in ends or not lines[at].strip() or is_rule(lines[at]) for at in above)

    return apart(asked) * 2 > len(asked) and apart(said) * 2 < len(said)


def _are_inside(lines: Sequence[str], asked: Sequence[_Turn], said: Sequence[_Turn]) -> bool:
    """Whether answers are in the list items of their questions, as nothing is that people say."""
    depth = max(indent_of(lines[turn.line]) for turn in asked)
    return all(indent_of(lines[turn.line]) > depth for turn in said)


def _stand_for_others(outline: Outline, question: str, answer: str) -> bool:
    """Whether the text says what the letters stand for, and that is no word for a question or answer."""
    names = (one for _, line in outline.lines_with("=") for one in _STANDS_FOR.finditer(line))
    of_letters = [one["name"] for one in names if one["letter"] in (question, answer)]
    return any(not is_label_of(name, "question", "questions", "answer", "solution") for name in of_letters)


@cache
def _initials() -> frozenset[tuple[str, str]]:
    """The first letters of the words for a question and an answer in each language."""
    return frozenset(
        (question[0].upper(), answer[0].upper())
        for language in LANGUAGES
        for question in words_of(language, "question")
        for answer in words_of(language, "answer")
        if question[0] != answer[0]
    )
