"""Labels that take turns, whatever they are, become those of questions and answers before a page is parsed.

Those of one letter. A page has two, besides those of options; one asks each time, and the other never does. A label may
be empty if others are not. People take turns, too: so each pair is set off from the next one, or the letters begin the
words for a question and an answer in a language, or the title announces questions. One question in three may lack an
answer, or its label; where all of that holds but for the title, one in four may lack its question mark.
Fewer than half may begin with "and" in a language whose words the letters begin, or with a word that is "and" only in
another one, where each pair is set off.

    F: Vad är en knop?                Q: Vad är en knop?                also `**F:** …`, `F. …`, `F – …`, in list items
    S: En sjömil i timmen.            A: En sjömil i timmen.

    **Q** What is a knot?             **Q:** What is a knot?          so do letters in bold that have no sign
    **A** A mile in an hour.          **A:** A mile in an hour.

    - **P.:** Co to jest węzeł?       - **Q:** Co to jest węzeł?        and those with a dot before their colon
      **O.:** Mila na godzinę.          **A:** Mila na godzinę.

    > ❓ What is a knot?              > Q: What is a knot?              and signs, wherever such lines are
    > ✅ A mile in an hour.           > A: A mile in an hour.

Not labels: the first two letters of an alphabet, which name options and speakers; what people say to each other; those
that the text says stand for something else, `T = teacher`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from itertools import pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import BY_FIRST
from anki_export.source.candidates.answer_labels import unlabelled_question
from anki_export.source.lines import (
    indent_of,
    is_blank,
    is_comment,
    is_rule,
    starts_block,
)
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to, matching_lines
from anki_export.source.thresholds import MARKED, MISSING_LABELS, QUARTER
from anki_export.text.classify_labels import asks, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import (
    AMBIGUOUS,
    announces_questions,
    is_clear_question,
    is_conversation,
    is_statement,
    names_dialogue,
    names_interview,
    names_people,
    wants_answer,
)
from anki_export.text.word_patterns import Words, words_of
from anki_export.text.words_by_language import WORDS

_LABEL = regex(
    r"(?P<lead>[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?)(?P<letter>[^\W\d_])"
    r"(?P<sign>\.?[ \t]?[:：]|\.|[ \t]+[-–—](?=[ \t])|(?=(?:\*\*|__)[ \t]?[:：])"
    r"|(?P<bare>(?=(?:\*\*|__)[ \t]+[^\s:：–—-])))"
    r"(?:(?<=[:：.])(?=[ \t]*\Z)|(?=[ \t]*\S)(?!\.\w))"
)
_SEVERAL_SIGNS = (".:", ".：")
_UNKNOWN = "?？؟… "
"""What is below a question whose answer is missing."""
_ASKING, _ANSWERING = "❓❔🤔", "✅✔☑💡👉➡🔑📝📖🅰"
_SIGN = regex(
    rf"(?P<lead>[ \t>]*(?:[-*+][ \t]+)?)(?P<sign>[{_ASKING}{_ANSWERING}])\ufe0f?[ \t]*"
    r"(?P<text>(?:[-*+][ \t]+)?(?:\*\*|__)?[\w¿`].*)"
)
"""A sign that asks or answers before a text or the first item of a list: other emojis are what people react with."""
_STANDS_FOR = regex(r"(?<!\w)(?P<letter>[^\W\d_])(?:\*\*|__)?\s?=\s?(?P<name>[^\W\d_]{2,})")
_QUESTION_LETTER = Words("question_letter", ending=r"\Z")
_QUESTION, _ANSWER = Words("question_letter", "question", ending=r"\Z"), Words("answer_letter", "answer", ending=r"\Z")
_JOINS = Words("joins")
_COLONS = "՝៖፦"
_WITH_COLON = regex(
    r"(?P<label>^[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?:\*\*|__)?"
    rf"(?P<word>[^\W\d_][^\s\d:：.,;!?*_()\[\]<>|`\"=/@#{_COLONS}]{{1,23}})(?:[ \t]\d{{1,3}})?)(?P<colon>[{_COLONS}])"
)
_KNOWN = (
    *("question", "questions", "numbered", "answer", "solution", "explanation", "hint", "exercise", "quiz"),
    *("note", "example", "references", "extra", "option", "output", "term", "definition", "difficulty"),
)


class _Turn(Struct, frozen=True, dict=True):
    """A line with a label, and the text up to the next one or a heading."""

    line: int
    match: re.Match[str]
    letter: str
    lines: Sequence[str]
    """What is below it."""

    @property
    def beside(self) -> str:
        """Its text in the line of the label."""
        return self.match.string[self.match.end() :].strip(" *_:：")

    @property
    def has_sign_of_label(self) -> bool:
        """Whether it looks like a label in any language: with a colon or a sign in bold; `Q.` and `A.` do, too."""
        sign = self.match["sign"].strip()
        if self.match["bare"] is not None or sign in _SEVERAL_SIGNS:
            return False
        return (
            sign in (":", "：", "")
            or self.match["lead"].endswith(("**", "__"))
            or (sign == "." and self.letter in "QA")
        )

    @cached_property
    def paragraph(self) -> str:
        """Its text up to a blank line."""
        ends = (at for at, line in enumerate(self.lines) if is_blank(line) or is_comment(line) or starts_block(line))
        stop = next(ends, len(self.lines))
        first = self.match.string[self.match.end() :]
        return " ".join(map(str.strip, (first, *self.lines[:stop]))).strip(" *_:：")


def letter_labels_as_usual(outline: Outline) -> Changes:
    """The lines with Q and A as such labels; of empty ones, as in a template, only those below a question."""
    found = matching_lines(outline, _LABEL)
    written = {at: match for at, match in found.items() if match.string[match.end() :].strip()}
    letters = {match["letter"] for match in written.values()}
    every = {at: match for at, match in found.items() if match["letter"] in letters}
    changes = _as_usual(outline, written)
    if len(every) == len(written):
        return changes
    if not changes:
        return _as_usual(outline, every)
    asked = {at for at, line in changes.items() if line.lstrip("-*+_ \t")[:1] == "Q"}
    empty = [at for above, at in pairwise(sorted(every)) if above in asked and at not in written]
    return {**changes, **{at: f"{every[at]['lead']}A:" for at in empty}}


def _as_usual(outline: Outline, found: Mapping[int, re.Match[str]]) -> Changes:
    turns = _without_options(_turns(outline, found))
    letters = list(dict.fromkeys(turn.letter for turn in turns))
    have_signs = all(turn.has_sign_of_label for turn in turns)
    if len(letters) != 2 or not _are_labels(outline, turns, *letters):
        return {}
    are_dotted = all(turn.match["sign"] == "." for turn in turns)  # as what a group asks and decides
    if _are_read(*letters) and (have_signs or (are_dotted and _name_people(turn.paragraph for turn in turns))):
        return {}
    changes: dict[int, str] = {}
    for turn in turns:
        usual = "Q" if turn.letter == letters[0] else "A"
        rest = outline.lines[turn.line][turn.match.end() :]
        is_behind = not turn.match["sign"] and turn.match["bare"] is None  # the colon is behind the bold letter
        changes[turn.line] = f"{turn.match['lead']}{usual}{'' if is_behind else ':'}{rest}"
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


def _turns(outline: Outline, found: Mapping[int, re.Match[str]]) -> list[_Turn]:
    below = dict(pairwise(sorted({*found, *(heading.line for heading in outline.headings), len(outline.lines)})))
    return [_Turn(at, match, match["letter"].upper(), outline.lines[at + 1 : below[at]]) for at, match in found.items()]


def _without_options(turns: Sequence[_Turn]) -> list[_Turn]:
    """The labels without those of options: letters in order from the first one on."""
    left: list[_Turn] = []
    at = 0
    while at < len(turns):
        order = BY_FIRST.get(turns[at].letter, ())
        size = 0
        for turn, name in zip(turns[at : at + len(order)], order, strict=False):
            if turn.letter != name:
                break
            size += 1
        left += turns[at : at + 1] if size < 2 else ()
        at += max(size, 1)
    return left


def _are_read(question: str, answer: str) -> bool:
    """Whether labels with these letters are read as they are: none of them means the other in a language."""
    question, answer = question.lower(), answer.lower()
    is_question = question == "q" or _QUESTION.end(question) > 0
    is_answer = answer == "a" or _ANSWER.end(answer) > 0
    return is_question and is_answer and _QUESTION_LETTER.end(answer) <= 0


def _are_labels(outline: Outline, turns: Sequence[_Turn], question: str, answer: str) -> bool:
    """Whether lines with two letters are questions and answers, and not what two people say."""
    asked = [turn for turn in turns if turn.letter == question]
    said = [turn for turn in turns if turn.letter == answer]
    pairs = [(above, below) for above, below in pairwise(turns) if below.letter == answer]
    repeats = [(above.line, below.line) for above, below in pairs if above.letter == answer]
    if not MISSING_LABELS.of(len(pairs) - len(repeats), len(asked)):
        return False
    if any(unlabelled_question(outline.lines, below, above) < 0 for above, below in repeats):
        return False
    answered = {above.line for above, _ in pairs}
    # Below a question that lacks the label of its answer is the answer.
    questions = [one.beside if one.line not in answered and asks(one.beside) else one.paragraph for one in asked]
    is_other = any(
        asks(text) and text.strip(_UNKNOWN) for turn in said if (text := turn.paragraph)
    ) or _stand_for_others(outline, question, answer)
    others = [one for one in questions if not is_clear_question(one)]
    if is_other or any(map(is_statement, others)):
        return False
    if _are_spoken(outline, questions, [turn.paragraph for turn in said]):
        return False
    are_apart = _are_set_off(outline, [turn.line for turn in asked], [turn.line for turn in said])
    languages = [language for language, letters in _initials() if letters == (question, answer)]
    name_people = _name_people(questions)
    going_on = [one for one in questions if _JOINS.end(one.lower()) > 1]  # from what was said
    if going_on and (name_people or not are_apart or not _are_few(going_on, questions, languages)):
        return False
    if are_apart and languages and MARKED.of(len(questions) - len(others), len(questions)):
        return True
    if others:
        return False
    if (are_apart and languages) or _are_inside(outline.lines, asked, said):
        return True
    return not name_people and (are_apart or bool(languages) or announces_questions(outline.title))


def _name_people(texts: Iterable[str]) -> bool:
    named = [names_people(text) for text in texts]
    return QUARTER.of(sum(named), len(named))


def _are_spoken(outline: Outline, questions: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether people talk: a heading says so, or what they say does."""
    titles = " ".join(heading.title for heading in outline.headings)
    is_named = names_interview(titles) or names_dialogue(titles) or is_label_of(outline.title, "spoken")
    return is_named or is_conversation(questions, answers)


def _are_few(going_on: Sequence[str], questions: Sequence[str], languages: Sequence[str]) -> bool:
    """Whether fewer than half of the questions go on, each with a word of the languages, or one that looks so."""
    own = {word for language in languages for word in words_of(language, "joins")} | (AMBIGUOUS if languages else set())
    return len(going_on) * 2 < len(questions) and own.issuperset(one.lower().split()[0] for one in going_on)


def _are_set_off(outline: Outline, asked: Sequence[int], said: Sequence[int]) -> bool:
    """Whether most lines with questions have a blank line above them, and most with answers none."""
    lines = ["", *outline.lines]
    ends = {heading.line for heading in outline.headings}
    apart = [[at - 1 in ends or not lines[at].strip() or is_rule(lines[at]) for at in each] for each in (asked, said)]
    return sum(apart[0]) * 2 > len(asked) and sum(apart[1]) * 2 < len(said)


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
def _initials() -> frozenset[tuple[str, tuple[str, str]]]:
    """Each language with the first letters of its words for a question and an answer."""
    return frozenset(
        (language, (question[0].upper(), answer[0].upper()))
        for language in WORDS
        for question in words_of(language, "question")
        for answer in words_of(language, "answer")
        if question[0] != answer[0]
    )


def sign_labels_as_usual(outline: Outline) -> Changes:
    """The lines with Q and A in place of signs, if nearly all that asks has one, above the sign of an answer."""
    found = matching_lines(outline, _SIGN)
    places = [at for at, match in found.items() if match["sign"] in _ASKING]
    said = [at for at in found if at not in places]
    pairs = [(above in places, below in places) for above, below in pairwise(sorted(found))]
    turns = pairs.count((True, False))
    asked = sum(wants_answer(found[at]["text"].strip("*_ ")) for at in places)
    is_enough = MARKED.of(turns, len(places)) and MARKED.of(asked, len(places))
    if not is_enough or (False, False) in pairs or any(asks(found[at]["text"]) for at in said):
        return {}  # several in a row are points of a list
    labels = {**dict.fromkeys(places, "Q:"), **dict.fromkeys(said, "A:")}
    return {at: f"{found[at]['lead']}{label} {found[at]['text']}" for at, label in labels.items()}


def colons_as_usual(outline: Outline) -> Changes:
    """The lines with the colons of other scripts behind labels as those of English."""
    return changes_to(outline, [_WITH_COLON.sub(_with_colon, line) for line in outline.lines])


def _with_colon(found: re.Match[str]) -> str:
    is_colon = found["colon"] != _COLONS[0] or is_label_of(found["word"], *_KNOWN)  # in Armenian, it is a pause, too
    return f"{found['label']}:" if is_colon else found[0]
