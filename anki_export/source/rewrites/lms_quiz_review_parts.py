"""The parts of a question as a learning platform shows it after an attempt: its text, options, what is right, and why.

The right answer is below the options, after a label (`The correct answer is: Basalt`), or a line above each option says
that it is right (`Correct!`). Options have letters or the marks of a list, or are below a line of the platform; or one
of some short lines below what asks is the answer. What the learner has answered may be wrong: it is on no card, but
where nothing else is shown and the score is full.
"""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import LETTER, is_letter, letter_of, option_name, sequence_of
from anki_export.source.lines import starts_block
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import ends_in_question
from anki_export.text.ticks_and_crosses import CROSSES, TICKS
from anki_export.text.word_patterns import Words, whole_words

_VERDICT = ("answer", "right", "wrong", "graded", "given", "copula")
_JUDGES, _SAYS_RIGHT, _SAYS_WRONG = Words("right", "wrong", "graded"), Words("right", "graded"), Words("wrong")
_RIGHT = ("answer", "right", "copula", "sample")
_NAMES_RIGHT = Words("right", "graded", "sample")
"""What an answer is called: that of the platform, or one of the author to a question that people mark."""
_IS_COPULA, _IS_FEEDBACK = Words("copula"), Words("feedback")
_LABEL = regex(r"(?P<label>[^:：'\"‘’“”«„「]{2,50})(?P<sign>[:：]|(?=['\"‘“«„「]))(?P<text>.*)")
_NUMBER = regex(r"(?<=\s)\d{1,2}(?=[\s.。!]|\Z)")
"""How many options are right, in "You have correctly selected 2."."""
_QUOTES = " .。'\"‘’“”«»„「」"
CODE = "`"
"""In place of a line of code: it says nothing about the question."""
_MARK = regex(r"[ \t]*(?:[-*+•○●◯☐☑☒✓✔✗✘][ \t]+)?(?:(?:\[[ xX]\]|\([ xX]?\))[ \t]+)?")
_TICKS = ("✓", "✔", "✅")
_TICKS_AND_CROSSES = " \t✓✔✅✗✘❌\ufe0f"
_SIGN_BEHIND = regex(f"(?<=\\S)\\s*(?P<sign>[{TICKS}{CROSSES}])\ufe0f?\\s*\\Z")
"""Beside what the learner has answered."""
_LINK = regex(r"\[[^\[\]]*\]\([^()]*\)")
_SIGNS = regex(r"[\W_]+")
_APART = regex(
    lambda: rf"\s*[,;/&+，；、]\s*(?:{whole_words('joins')}\s+)?|\s+{whole_words('joins')}\s+", re.IGNORECASE
)
"""Between the right options of an answer."""
_PAIR = ("→", "->", "⇒")
_MANY_PAIRS = 2
_LEAST_TEXT = 4
"""In characters: `(B).` may be the name of an option, too."""
_LONGEST_OPTION = 160
_LEAST_OPTIONS, _MOST_OPTIONS = 2, 10
_LONGEST_LABEL = 3
"""In words: "Response feedback"."""
_ENDS = (":", "：")
_STOPS = ("?", ".", "!", "？", "。", "！", "؟")
_LONGEST_PROMPT = 5
"""In words."""
_MOST_BELOW = 1
"""Lines of a question below what asks, such as "Give it in metres."; more may be options, or what the learner wrote."""


class ReviewLine(Struct, frozen=True):
    """A line with text, without the marks of a heading, or bold."""

    at: int
    text: str


class ReviewParts(Struct, frozen=True):
    """The parts of a question that are on its card."""

    asked: Sequence[ReviewLine]
    options: Sequence[str] = ()
    right: Set[int] = frozenset()
    """The places of the right options."""
    answer: str = ""
    """The answer to a question without options."""
    remarks: Sequence[ReviewLine] = ()


class Furniture(Struct, frozen=True):
    """What several questions of a page have."""

    above: Set[str]
    """Lines above their options, such as `Select one:`."""
    anywhere: Set[str]
    ends: Set[str]
    """Lines at their ends."""


def is_verdict(text: str) -> bool:
    """Whether a line only says whether an answer was right.

    >>> [is_verdict(text) for text in ("Correct!", "Your answer is partially correct.", "Nicht beantwortet", "Answer")]
    [True, True, True, False]
    """
    is_label = is_label_of(_NUMBER.sub("", text), *_VERDICT) and text[-1:] not in (*_ENDS, "?")
    return is_label and _JUDGES.are_in(text.lower())


def begins_feedback(text: str) -> bool:
    """Whether a line is the label of feedback, or a sentence that says of the answer that it is right or wrong."""
    is_sentence = is_verdict(text) and (_IS_COPULA.are_in(text.lower()) or text[-1] in ".。")
    return is_sentence or feedback_in(text) is not None


def feedback_in(text: str) -> str | None:
    """What a label of feedback has behind it; None without such a label.

    >>> [feedback_in(text) for text in ("Feedback", "Response Feedback: It was lava.", "Feedback was given.")]
    ['', 'It was lava.', None]
    """
    label, colon, rest = text.replace("：", ":").partition(":")
    is_label = len(label.split()) <= _LONGEST_LABEL and _IS_FEEDBACK.are_in(label.lower())
    return rest.strip() if is_label and (colon or is_label_of(label, "feedback")) else None


def right_answer(text: str) -> str:
    """What a line says is the right answer, or a colon if that is below it; empty if it says nothing like it.

    >>> [right_answer(text) for text in ("The correct answer is: 7", "Die richtige Antwort ist 'Wahr'.", "Answer: 7")]
    ['7', 'Wahr', '']
    """
    label = _LABEL.fullmatch(text)
    if not label or not is_label_of(label["label"], *_RIGHT) or not _NAMES_RIGHT.are_in(label["label"].lower()):
        return ""
    return label["text"].strip(" *_" if label["sign"] else _QUOTES) or label["sign"]


def given_answer(text: str) -> str | None:
    """What a line says that the learner has answered; None if it says nothing like it.

    >>> [given_answer(text) for text in ("Selected Answer: B", "Answer:", "Correct Answer: B")]
    ['B', '', None]
    """
    label, colon, answer = text.replace("：", ":").partition(":")
    is_given = colon and is_label_of(label, "answer", "given", "option") and not _NAMES_RIGHT.are_in(label.lower())
    return _without_sign(answer.strip(" *_")) if is_given else None


def _without_sign(text: str) -> str:
    """A text without the sign of the platform behind it."""
    return _SIGN_BEHIND.sub("", text, count=1)


def marks_option(text: str) -> bool:
    """Whether a line says of the option below it that it is right, or that the learner took it."""
    return is_verdict(text) or is_label_of(text, "answer", "right") or is_label_of(text, "given")


def first_letter(lines: Sequence[ReviewLine]) -> int:
    """The place of the first option with a letter, if the next letter is below it; else the number of lines."""
    texts = ((at, _MARK.sub("", line.text, count=1)) for at, line in enumerate(lines))
    letters = [(at, letter_of(match)) for at, text in texts if (match := LETTER.match(text))]
    for (at, letter), (_, other) in pairwise(letters):
        names = sequence_of(letter)
        if at and names and (letter, other) == (names[0], names[1]):
            return at
    return len(lines)


def told_parts(lines: Sequence[ReviewLine], furniture: Furniture, *, is_right: bool) -> ReviewParts:
    """The parts of a question whose right answer is below its options; `is_right` is the learner's."""
    told = next((at for at, line in enumerate(lines) if at and right_answer(line.text)), len(lines))
    tail = next((at for at, line in enumerate(lines[:told]) if at and begins_feedback(line.text)), told)
    start, letter = _end_of_question(lines[:tail], furniture), first_letter(lines[:tail])
    asked, options = lines[:start], _own_options(lines[start:tail], furniture)
    if letter < tail:
        options, end = _lettered(lines[letter:tail], furniture)
        if not options:
            return ReviewParts(asked[:1])
        tail = letter + end
    elif start < tail and len(options) == 1 and given_answer(lines[start].text) is not None:
        options = ()  # what the learner wrote
    answer, stop = _whole_answer(lines, told)
    below = (line for line in lines[stop:] if line.text.casefold() not in furniture.ends)
    remarks = [line for line in (*_remarks(lines[tail:told]), *_remarks(below)) if not _LINK.fullmatch(line.text)]
    given = [text for line in lines[start:tail] if (text := given_answer(line.text))]
    if not answer and is_right and len(given) == 1:
        answer = given[0]
    if _is_lost(asked, furniture):
        return ReviewParts(())
    are_letters = letter == len(lines[:tail]) and any(LETTER.match(option) or not option for option in options)
    if are_letters or sum(answer.count(sign) for sign in _PAIR) >= _MANY_PAIRS:
        return ReviewParts(asked[:1])
    if not options:
        return ReviewParts(asked, answer=answer, remarks=remarks) if _is_one_question(asked) else ReviewParts(asked[:1])
    are_options = _LEAST_OPTIONS <= len(options) <= _MOST_OPTIONS
    ticked = _ticked(options) if is_right and not answer else frozenset()
    options = list(map(_without_sign, options))
    right = (ticked or _right_ones(options, answer)) if are_options else frozenset()
    return ReviewParts(asked, options if are_options else (), right, remarks=remarks if right else ())


def _is_lost(asked: Sequence[ReviewLine], furniture: Furniture) -> bool:
    """Whether nothing asks: the first line is one above the options, one of these, or what the learner answered."""
    first = asked[0].text if asked else ""
    return first.casefold() in furniture.above or given_answer(first) is not None or LETTER.match(first) is not None


def _end_of_question(lines: Sequence[ReviewLine], furniture: Furniture) -> int:
    """Where the text of a question ends: at its options, or what the platform says above them."""
    letter, marked = first_letter(lines), len(lines)
    while marked > 1 and _MARK.match(lines[marked - 1].text).end():  # type: ignore[union-attr]
        marked -= 1
    is_list = len(lines) - marked >= _LEAST_OPTIONS
    above = min(letter, marked if is_list else len(lines))
    if above < len(lines) and _is_prompt(lines[:above]):
        above -= 1
    ends = (
        at
        for at, line in enumerate(lines)
        if at and (line.text.casefold() in furniture.above or given_answer(line.text) is not None)
    )
    return min(next(ends, len(lines)), above)


def _is_prompt(lines: Sequence[ReviewLine]) -> bool:
    """Whether the last line above options only leads to them, below the sentence that asks: `Select one:`."""
    if len(lines) <= 1 or not lines[-1].text.endswith(_ENDS):
        return False
    return len(lines[-1].text.split()) <= _LONGEST_PROMPT and lines[-2].text.endswith(_STOPS)


def _own_options(lines: Sequence[ReviewLine], furniture: Furniture) -> Sequence[str]:
    """The options without letters, each in a line."""
    own = (line.text for line in lines if line.text.casefold() not in furniture.above)
    texts = [text for text in own if given_answer(text) is None]
    return [_MARK.sub("", text, count=1) for text in texts]


def _lettered(lines: Sequence[ReviewLine], furniture: Furniture) -> tuple[Sequence[str], int]:
    """The options with letters, without these, and where they end; none if other text is between them.

    A letter may be above its text. What is in a line right below an option goes on with it, and what is further down,
    or below several questions, explains the answer.
    """
    texts = [_MARK.sub("", line.text, count=1) for line in lines]
    matches = [LETTER.match(text) for text in texts]
    letters = [letter_of(match) if match else "" for match in matches]
    names = [*sequence_of(letters[0]), ""]
    found: list[str] = []
    for place, (line, text, match) in enumerate(zip(lines, texts, matches, strict=True)):
        if match and letters[place] == names[len(found)]:
            found.append(text[match.end() :].strip())
        elif not found[-1] or (line.at == lines[place - 1].at + 1 and line.text.casefold() not in furniture.anywhere):
            found[-1] = f"{found[-1]} {text}".strip()
        else:
            return ((), len(lines)) if names[len(found)] in letters[place:] else (found, place)
    return found, len(lines)


def _asks(text: str) -> bool:
    return ends_in_question(text) or text.endswith(_ENDS)


def _is_one_question(asked: Sequence[ReviewLine]) -> bool:
    """Whether few lines are below the one that asks, and none has the letter or mark of an option."""
    start = max((at + 1 for at, line in enumerate(asked) if ends_in_question(line.text)), default=1)
    below = [line.text for line in asked[start:] if line.text != CODE]
    are_marked = any(LETTER.match(text) or _MARK.match(text).end() for text in below)  # type: ignore[union-attr]
    is_asked = any(ends_in_question(line.text) for line in asked)
    return not are_marked and (not is_asked or sum(not starts_block(text) for text in below) <= _MOST_BELOW)


def _may_be_options(options: Sequence[str]) -> bool:
    """Whether lines are short and alike."""
    are_short = all(
        len(text) <= _LONGEST_OPTION and not (starts_block(text) or _asks(text.rstrip("* "))) for text in options
    )
    are_sentences = {text.endswith((".", "。")) for text in options}
    return _LEAST_OPTIONS <= len(options) <= _MOST_OPTIONS and are_short and len(are_sentences) == 1


def _whole_answer(lines: Sequence[ReviewLine], told: int) -> tuple[str, int]:
    """The right answer, which goes on below a comma, and where it stops."""
    if told == len(lines):
        return "", told
    answer, stop = right_answer(lines[told].text), told + 1
    if answer in _ENDS:
        answer, stop = (lines[stop].text, stop + 1) if stop < len(lines) else ("", stop)
    while answer.endswith(",") and stop < len(lines):
        answer, stop = f"{answer} {lines[stop].text}", stop + 1
    return answer, stop


def _remarks(lines: Iterator[ReviewLine] | Sequence[ReviewLine]) -> Iterator[ReviewLine]:
    """What explains the answer, without the words of the platform."""
    for line in lines:
        feedback = feedback_in(line.text)
        if feedback:
            yield ReviewLine(line.at, feedback)
        elif feedback is None and not is_verdict(line.text) and given_answer(line.text) is None:
            yield line


def _right_ones(options: Sequence[str], answer: str) -> Set[int]:
    """The options that an answer names, by their texts or letters; none if it says anything else."""
    keys = [_key(option) for option in options]
    if len(set(keys)) < len(keys) or not all(keys) or not answer:
        return frozenset()
    match = LETTER.match(answer)
    for text in (answer, answer[match.end() :] if match else ""):
        if _key(text) in keys:
            return frozenset({keys.index(_key(text))})
    name = option_name(answer.strip("().")) if len(answer) < _LEAST_TEXT else ""
    name = letter_of(match) if match and not answer[match.end() :].strip() else name
    names = [*sequence_of(name)][: len(keys)] if name else []
    if name in names:
        return frozenset({names.index(name)})
    by_text, by_letter = _several(keys, _key(answer)), _lettered_ones(keys, answer)
    return by_text or by_letter if not (by_text and by_letter) or by_text == by_letter else frozenset()


def _lettered_ones(keys: Sequence[str], answer: str) -> Set[int]:
    """The options that an answer lists by their letters, with their texts or without: "B, C", "AC", "B. 2, C. 4"."""
    is_word = answer.isalpha() and answer == "".join(sorted({*answer.upper()}))
    pieces = [*answer] if is_word else [piece.strip(" ().") for piece in _APART.split(answer)]
    found = set[int]()
    for piece in pieces:
        match = LETTER.match(piece)
        name = letter_of(match) if match else option_name(piece)
        names = [*sequence_of(name)][: len(keys)] if is_letter(name) else []
        place = names.index(name) if name in names else -1
        if place < 0 or (match and _key(piece[match.end() :]) not in ("", keys[place])):
            return frozenset()
        found.add(place)
    return found if len(found) == len(pieces) > 1 else frozenset()


def _ticked(options: Sequence[str]) -> Set[int]:
    """The options with a tick behind them: what the learner chose, all of which is right where the score is full."""
    signs = {at: match["sign"] for at, option in enumerate(options) if (match := _SIGN_BEHIND.search(option))}
    return set(signs) if all(sign in TICKS for sign in signs.values()) else frozenset()


def _several(keys: Sequence[str], answer: str) -> Set[int]:
    """The options whose texts, one after the other, are the answer; the longest that fits is next."""
    found: set[int] = set()
    while answer:
        fitting = [at for at, key in enumerate(keys) if at not in found and f"{answer} ".startswith(f"{key} ")]
        if not fitting:
            return frozenset()
        longest = max(fitting, key=lambda at: len(keys[at]))
        found.add(longest)
        answer = answer[len(keys[longest]) :].strip()
    return frozenset(found)


def _key(text: str) -> str:
    """A text in lower case without signs, by which options and answers are compared; only signs are kept."""
    return _SIGNS.sub(" ", text.casefold()).strip() or text.strip()


def marked_parts(lines: Sequence[ReviewLine]) -> ReviewParts:
    """The parts of a question whose right options are each below a line such as `Correct!`."""
    marks = {at: _marks_right(line.text) for at, line in enumerate(lines) if at and marks_option(line.text)}
    first = min(marks, default=len(lines))
    start = max((at + 1 for at, line in enumerate(lines[:first]) if _asks(line.text)), default=1)
    places = [at for at in range(start, len(lines)) if at not in marks]
    options = [_MARK.sub("", lines[at].text, count=1) for at in places]
    letters = [LETTER.match(option) for option in options]
    if letters and all(letters):
        options = [option[match.end() :] for option, match in zip(options, letters, strict=True) if match]
    right = {place for place, at in enumerate(places) if marks.get(at - 1)}
    if len(right) == 1 and len(options) <= _LEAST_OPTIONS and all(at - 1 in marks for at in places):
        is_choice = len(options) == _LEAST_OPTIONS and all(is_label_of(option, "true", "false") for option in options)
        if not is_choice:  # what the learner wrote, and the answer
            return ReviewParts(lines[:start], answer=options[min(right)])
    is_sure = bool(right) and _may_be_options(options)
    return ReviewParts(lines[:start], options, right) if is_sure else ReviewParts(lines[:start])


def _marks_right(text: str) -> bool:
    """Whether a line says of the option below it that it is right."""
    lower = text.lower()
    is_right = is_label_of(text, "right", "answer", "copula") and _SAYS_RIGHT.are_in(lower)
    return is_right and not _SAYS_WRONG.are_in(lower)


def scored_parts(lines: Sequence[ReviewLine]) -> ReviewParts:
    """The parts of a question whose right option has a tick, or is repeated below a label; the first line asks."""
    asked, body = lines[:1], lines[1:]
    texts = [_key(line.text) for line in body]
    alone = (at for at, line in enumerate(body[:-1]) if _is_label(line.text) and texts[at + 1] in texts[:at])
    told = next((at for at, line in enumerate(body) if right_answer(line.text)), len(body))
    told = min(next(alone, len(body)), told)
    tail = next((at for at, line in enumerate(body[:told]) if begins_feedback(line.text)), told)
    answer, stop = _whole_answer(body, told)
    if told < len(body) - 1 and not answer:
        answer, stop = body[told + 1].text, told + 2
    options, ticked = list[str](), set[int]()
    for line in body[:tail]:
        text = line.text.strip(_TICKS_AND_CROSSES)
        ticked.update({max(0, len(options) - (not text))} if any(tick in line.text for tick in _TICKS) else ())
        options += [_MARK.sub("", text, count=1)] if text else []
    remarks = list(_remarks([*body[tail:told], *body[stop:]]))
    if len(options) < _LEAST_OPTIONS:
        return ReviewParts(asked, answer=answer, remarks=remarks if answer else ())
    right = _right_ones(options, answer) if answer else ticked
    are_sure = right and _may_be_options(options) and max(right) < len(options)
    return ReviewParts(asked, options, right, remarks=remarks) if are_sure else ReviewParts(asked)


def _is_label(text: str) -> bool:
    """Whether a line is only the label of the right answer."""
    return is_label_of(text, "answer", "right") and _SAYS_RIGHT.are_in(text.lower())
