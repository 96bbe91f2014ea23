"""Classify titles that are not questions: labels for the answer, for extra material, or for nothing.

Words are evidence but never required: a hidden block with a title in another language is judged by its position.
"""

import re
from functools import cache, lru_cache

from anki_export.text.languages import alternatives, whole_words
from anki_export.text.regex import regex

_ANSWER = ("answer", "solution")
_NAMES_ANSWER = regex(whole_words(*_ANSWER), re.IGNORECASE)
_NAMES_EXPLANATION = regex(whole_words("explanation", "why"), re.IGNORECASE)
_NAMES_EXTRA = regex(whole_words("hint", "example", "note", "references", "extra"), re.IGNORECASE)
_LONGEST_LABEL = 6
"""Maximum number of words in a label."""
_BETWEEN = r"[\W\d_]*+"
_ADDS_NOTHING = ("reveal", "small", "right", "joins")
_ANSWER_ALONE = regex(rf"{_BETWEEN}(?:(?>{whole_words(*_ANSWER, *_ADDS_NOTHING)}){_BETWEEN})*+", re.IGNORECASE)
_PLAIN = regex(
    rf"{_BETWEEN}(?:(?>{whole_words(*_ANSWER, *_ADDS_NOTHING, 'explanation', 'quiz')}){_BETWEEN})*+", re.IGNORECASE
)
_ASKS_NOTHING = ("question", "questions", "exercise", "hint", "explanation", "example", "quiz", "says_little")
_LABEL_ALONE = regex(rf"{_BETWEEN}(?:(?>{whole_words(*_ASKS_NOTHING, *_ADDS_NOTHING)}){_BETWEEN})*+", re.IGNORECASE)
_LABEL = regex(whole_words(*_ASKS_NOTHING), re.IGNORECASE)
_NUMBER = regex(rf"[\W_]*+(?:{whole_words('question', 'exercise', 'numbered', 'quiz')}|q)?[\W_]*+\d*[\W_]*", re.I)
_FEW_WORDS = regex(r"[\W_]*+(?:[^\W_]++[\W_]*+){0,8}+")
"""Matches all labels, and few questions."""
_SUBJECT_BELOW = r"\s*\d*(?:\s*[:：]|\s+[–—-]\s)"
_QUIZ = regex(rf"\W*{whole_words('quiz')}{_SUBJECT_BELOW}", re.IGNORECASE)
_TASK = regex(rf"\W*{whole_words('exercise')}\s*\d*(?:\s*[:：.]|\s+[–—-]\s)", re.IGNORECASE)
_ASKS = regex(r"[?？؟][^\w?？؟]*\Z")


@cache
def _label(*kinds: str) -> re.Pattern[str]:
    right, small, word = alternatives("right"), alternatives("small"), alternatives(*kinds)
    return regex(rf"[\W_]*(?:{small}\s+)?(?:{right}\s*)?{word}(?:\s*{right})?\s*[:：]\s*", re.IGNORECASE)


def label_end(text: str, *kinds: str) -> int:
    """Where the text behind a leading label of some kinds begins; 0 without label, and without text behind it.

    >>> [label_end(text, "answer") for text in ("✅ Correct answer: B", "Réponse correcte : B", "答案：")]
    [18, 19, 0]
    >>> [label_end(text, "explanation") for text in ("설명: 이유", "Explain it: how?")]
    [4, 0]
    """
    match = _label(*kinds).match(text)
    return match.end() if match and text[match.end() :].strip() else 0


def after_label(text: str) -> int:
    """The start of the answer in a text such as "Solution: B"; 0 if there is none."""
    return label_end(text, *_ANSWER)


@lru_cache
def names_answer(title: str) -> bool:
    """Whether a title names the answer.

    >>> [names_answer(title) for title in ("✅ Reveal Answer", "Réponse", "Why this answer?", "Hint: no answer yet")]
    [True, True, False, False]
    """
    is_label = len(title.split()) <= _LONGEST_LABEL or after_label(title)
    found = bool(is_label and _NAMES_ANSWER.search(title))
    return found and not (names_explanation(title) or names_extra(title) or asks(title))


def is_plain(title: str) -> bool:
    """Whether a title consists only of label words, so that nothing is lost without it.

    >>> [is_plain(title) for title in ("Click to reveal the answer", "✅ Mostrar resposta", "Solution in Python")]
    [True, True, False]
    """
    return _PLAIN.fullmatch(title) is not None or after_label(title) > 0


@lru_cache
def is_answer_label(title: str) -> bool:
    """Whether a title only names the answer, perhaps with the answer after a colon.

    >>> [is_answer_label(title) for title in ("The answer", "✅ Correct answer: B", "Answer the phone")]
    [True, True, False]
    """
    is_alone = _ANSWER_ALONE.fullmatch(title) is not None and _NAMES_ANSWER.search(title) is not None
    return is_alone or after_label(title) > 0


@lru_cache
def names_explanation(title: str) -> bool:
    """Whether a title names an explanation."""
    return _NAMES_EXPLANATION.search(title) is not None


@lru_cache
def names_extra(title: str) -> bool:
    """Whether a title names something other than the answer, such as a hint or an example."""
    return _NAMES_EXTRA.search(title) is not None


@lru_cache
def is_label(title: str) -> bool:
    """Whether a title is only a label.

    >>> [is_label(title) for title in ("🤔 Check your understanding", "Exercise 3", "Quick Quiz: Pipes", "Aufgabe 2")]
    [True, True, False, True]
    """
    if not _FEW_WORDS.fullmatch(title):
        return False
    is_alone = _LABEL_ALONE.fullmatch(title.replace("-", " ")) is not None and _LABEL.search(title) is not None
    return is_alone or _NUMBER.fullmatch(title) is not None or (is_answer_label(title) and not after_label(title))


def asks_nothing(title: str) -> bool:
    """Whether a title is a label, optionally with a subject.

    >>> [asks_nothing(title) for title in ("Quick Quiz: Pipes", "Quick Quiz: what is a pipe?", "Test-driven work")]
    [True, False, False]
    """
    return is_label(title) or (_QUIZ.match(title) is not None and not asks(title))


def is_task(title: str) -> bool:
    """Whether a title sets a task instead of asking a question, such as "Exercise 2: a backup"."""
    return _TASK.match(title) is not None and not asks(title)


def asks(text: str) -> bool:
    """Whether a text ends with a question mark."""
    return _ASKS.search(text) is not None
