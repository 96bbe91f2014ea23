"""Classify titles that are not questions: labels for the answer, for extra material, or for nothing.

Words are evidence but never required: a hidden block with a title in another language is judged by its position.
"""

import re
from functools import cache, lru_cache

from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words, alternatives

_ANSWER = ("answer", "solution")
_NAMES_ANSWER = Words(*_ANSWER)
_EXPLANATION = Words("explanation", "why")
_EXTRA = Words("hint", "example", "note", "references", "extra")
_QUIZ = Words("quiz")
_TASK = Words("exercise")
_TASK_OR_EXAMPLE, _EXAMPLE, _HINT = Words("exercise", "example"), Words("example"), Words("hint")
_KEY = Words("key")
_REVEALS, _SMALL = Words("reveal"), Words("small")
_ASKED = Words("exercise", "question", "questions", "numbered", "quiz")
_ASKS_NOTHING = (
    *("question", "questions", "numbered", "exercise", "hint", "explanation", "example", "quiz", "faq"),
    "says_little",
)
_FILLERS = ("reveal", "small", "right", "joins")
_LABELS = Words(*_ASKS_NOTHING, *_ANSWER, *_FILLERS)
_PLAIN = (*_ANSWER, *_FILLERS, "explanation", "quiz")
_ANSWERED = (*_ANSWER, *_FILLERS, "question", "questions", "numbered", "exercise", "quiz")
_BEFORE_ANSWER = Words(*_ANSWER, *_FILLERS)
_LONGEST_LABEL = 6
"""Maximum number of words in a label."""
_LONGEST = 56
"""In characters: "click here to show the correct answer and explanation" has 53."""
_BETWEEN = regex(r"(?:[\W\d_]++|(?<![^\W_])[a-z](?=[.-]?\d))*+")
"""Words may be followed by a number, perhaps with the letter of a part: `Question A1`."""
_SIGNS = regex(r"[\W_]*+")
_NUMBER = regex(r"[\W_]*+[qQ]?[\W_]*+(?:\d+(?:[.-]\d+)*(?:\s*\$?\\[A-Za-z]+)?)?[\W_]*")
"""Perhaps with a sign such as `$\\star$`."""
_LETTER_AT_END = regex(r"\s[A-Z]\W*\Z")
"""The name of an option, no article: `Answer A`."""
_FEW_WORDS = regex(r"[\W_]*+(?:[^\W_]++[\W_]*+){0,8}+")
"""Matches all labels, and few questions."""
_DIGIT = regex(r"\d")
_LETTER_OF_NUMBER = regex(r"(?<![^\W_])[^\W\d_](?=\d)")
"""The letter of Q1 or E2."""
_PART = regex(r"\s\(?[a-z][.)]\Z")
LETTER_AFTER_DASH = r"[–—-](?=\s*\(?[A-Ja-jА-Иа-и]\)?[\s.]*(?:\n|\Z))"
"""What separates a label from nothing but the letter of an option: `Answer - B`."""
_DASH = regex(rf"\s*{LETTER_AFTER_DASH}\s*")
_LONGEST_DASH = 12
"""In characters, with what follows it."""
_AND_EXPLANATION = regex(
    lambda: (
        rf"(?<=[^\W_])\s*(?:[&/+]|(?<!\w){alternatives('joins')}(?!\w)|(?=[^\x00-\x7f]){alternatives('joins')})\s*"
        rf"(?:{alternatives('small')}\s+)?{alternatives('explanation')}[\W_]*\Z"
    ),
    re.IGNORECASE,
)
"""What follows the answer in "Answer and explanation"; the other way round, it is what explains."""
_BEFORE_SUBJECT = frozenset(":：–—-.")
_SUBJECT = regex(r"\s*\d*(?:\s*[:：]|\s+[–—-]\s)")
_SUBJECT_OF_TASK = regex(r"\s*\d*(?:\s*[:：.]|\s+[–—-]\s)")
_TASK_NUMBER = regex(
    r"\s*\#?(?:(?<=\s)[a-z][.-]?)?\d+(?:\.\d+)*[a-z]?(?![^\W\d_])\s*(?:\([^()\n]{1,40}\)\s*)?(?:[:：.)–—-]|\Z)"
)
_END_OF_LABEL = regex(r"\s*\d*(?:\.\d+)*\s*(?:\([^()]*\))?(?:\s*[:：.)]+|\s+[–—-])(?:\s+|(?<=：)|\Z)")
_WORDS_OF_SENTENCE = 2
"""With so many spaces, what is in code is a sentence."""
_LONGEST_CALL = 200  # characters: a title that is the signature of a function
QUESTION_MARKS = ("?", "？", "؟")
"""At the end of a line, it asks; `QUESTION_MARK` is a pattern that knows more of them."""
QUESTION_MARK = r"[?？؟❓❔;\u037e](?:(?<=[?？؟])|(?<=\w[❓❔])|(?<=[\u0370-\u03ff\u1f00-\u1fff].))"
"""Greek asks with a semicolon; a sign such as ❓ asks right behind a word, and is decoration elsewhere.

`re` finds a pattern soon by the first characters, if it begins with a set of them.
"""
_ASKS = regex(rf"{QUESTION_MARK}(?:\[\^[^\[\]\s]+\]|[^\w?？؟])*+\Z")
"""A question mark, then at most signs and footnotes."""
_CALL = regex(r"(?<![\w$.>]|[^\x00-\x7f])[\w$.>]+\([ -'*-~]*(?:\([ -'*-~]*\)[ -'*-~]*)*\)[^\w()?]*\Z", re.ASCII)
"""A call with a parameter that may be left out: `parse(text, options?)`. In prose a space is before the parenthesis."""
_ASKS_IN_ARMENIAN = regex(r"՞[^։:.!?]*[։:.]?[^\w։:.!?]*\Z")
"""The mark is in the word that asks, anywhere in the last sentence."""


def label_end(text: str, *kinds: str) -> int:
    """Where the text after a leading label of some kinds begins; 0 without label, and without text after it.

    >>> [label_end(text, "answer") for text in ("✅ Correct answer: B", "Réponse correcte : B", "答案：")]
    [18, 19, 0]
    >>> [label_end(text, "explanation") for text in ("설명: 이유", "Explain tags: how?")]
    [4, 0]
    """
    stop = label_stop(text, *kinds)
    return stop if stop < len(text) else 0


def label_stop(text: str, *kinds: str) -> int:
    """Where a leading label of some kinds ends, with its colon; 0 without label.

    >>> [label_stop(text, "answer") for text in ("Answer: B", "答案：", "Answer - B", "Answer B")]
    [8, 3, 9, 0]
    """
    if "：" in text:
        text = text.replace("：", ":")
    if ":" in text:
        label, _, after = text.partition(":")
        label, dash = label.strip(" \t_"), None
    elif ends_with_letter(text) and (dash := _DASH.search(text)):
        label, after = text[: dash.start()], text[dash.end() :]
    else:
        return 0  # as most
    if len(label) > _LONGEST or not _is_alone(label, kinds) or _DIGIT.search(label):
        return 0  # "Solution 1:" is one of several
    return len(text) - len(after if dash else after.lstrip())


def may_have_label(text: str, *, goes_on: bool = False) -> bool:
    """Whether a text may be a label or begin with one: long ones without a colon do not, nor those that go on in code.

    >>> [may_have_label(text) for text in ("Answer", "Answer: B", "It is not so. " * 9)]
    [True, True, False]
    """
    is_short = len(text) <= _LONGEST and not goes_on
    return is_short or ":" in text or "：" in text or not text[:1].isalnum() or ends_with_letter(text)


def ends_with_letter(text: str) -> bool:
    """Whether a line ends with a dash and a letter, which may name an option: `Answer - B`.

    >>> [ends_with_letter(text) for text in ("Answer - B", "Answer – (c).", "Answer: B", "a-b-c tests")]
    [True, True, False, False]
    """
    end = text[-_LONGEST_DASH:]
    return ("-" in end or "–" in end or "—" in end) and _DASH.search(end) is not None


def is_label_of(text: str, *kinds: str) -> bool:
    """Whether a text is only a label of some kinds.

    >>> [is_label_of(text, "answer") for text in ("The correct answer", "Antwort", "Answer the phone", "Answer 2")]
    [True, True, False, False]
    """
    is_alone = len(text) <= _LONGEST and _is_alone(text, kinds)  # most texts are longer
    return is_alone and not _DIGIT.search(text) and not label_end(text, *kinds)


def says_right(remark: str) -> bool:
    """Whether a remark on an option only says that it is the right one; "right" alone may be a side.

    >>> [says_right(remark) for remark in ("(Correct)", "richtige Antwort", "right", "correct in most cases")]
    [True, True, False, False]
    """
    return is_label_of(remark, "right", "answer") and remark.strip(" ()（）").lower() != "right"


def after_label(text: str) -> int:
    """The start of the answer in a text such as "Solution: B"; 0 if there is none."""
    return label_end(text, *_ANSWER)


@lru_cache
def names_answer(title: str) -> bool:
    """Whether a title names the answer.

    >>> [names_answer(title) for title in ("✅ Reveal Answer", "Réponse", "Why this answer?", "Hint: no answer yet")]
    [True, True, False, False]
    """
    if len(title.split()) > _LONGEST_LABEL:
        return False
    if not _NAMES_ANSWER.are_in(title.lower()):
        return False  # as most titles
    title = _without_explanation(title)
    found = _NAMES_ANSWER.are_in(title.lower())
    return found and not (names_extra(title) or asks(title))


def answers_something(title: str) -> bool:
    """Whether a title names the answer and what it answers, by its kind or number.

    >>> [answers_something(title) for title in ("Answer Q1", "Lösung zu Frage 4", "Solution b)", "Solution overview")]
    [True, True, True, False]
    """
    title = _LETTER_OF_NUMBER.sub("", _PART.sub("", title).replace("-", " "))
    return _consists_of(title, _ANSWERED) and _NAMES_ANSWER.are_in(title.lower())


def names_key(title: str) -> bool:
    """Whether a title names a key, and nothing but what it answers.

    >>> [names_key(title) for title in ("Key", "Key to quiz 3", "Quiz 3: key", "Key questions", "The key to success")]
    [True, True, True, False, False]
    >>> [names_key(title) for title in ("Preguntas clave", "Exercise: the key")]
    [False, False]
    """
    text, place, is_key = title.lower(), 0, False
    if not _KEY.are_in(text):
        return False  # as most titles
    if is_label_of(title, "key"):
        return True
    while (start := _BETWEEN.match(text, place).end()) < len(text):  # type: ignore[union-attr]
        place = _KEY.end(text, start)
        if place > 0:
            below = _BETWEEN.match(text, place).end()  # type: ignore[union-attr]
            is_key = _SMALL.end(text, below) > 0 if below < len(text) else _DIGIT.search(text) is not None
        elif (place := _words(_ANSWERED).end(text, start)) < 0:
            return False
    return is_key


def begins_with_answer(title: str) -> bool:
    """Whether a title begins by naming the answer: `Answer sketch`, `Solution in Python`.

    >>> [begins_with_answer(title) for title in ("Answer sketch", "The solution in C", "Our solution", "To err")]
    [True, True, False, False]
    """
    text = title.lower()
    place = _SIGNS.match(text).end()  # type: ignore[union-attr]
    while (end := _BEFORE_ANSWER.end(text, place)) > 0:
        if _NAMES_ANSWER.end(text, place) == end:
            return True
        place = _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
    return False


@lru_cache
def is_plain(title: str) -> bool:
    """Whether a title consists only of label words, so that nothing is lost without it.

    >>> [is_plain(title) for title in ("Click to reveal the answer", "✅ Mostrar resposta", "Solution in Python")]
    [True, True, False]
    """
    return _consists_of(title, _PLAIN) or after_label(title) > 0


@lru_cache
def is_answer_label(title: str) -> bool:
    """Whether a title only names the answer, perhaps with the answer after a colon.

    >>> [is_answer_label(title) for title in ("The answer", "✅ Correct answer: B", "Answer the phone")]
    [True, True, False]
    """
    return _is_alone(title, _ANSWER) or after_label(title) > 0


@lru_cache
def names_explanation(title: str) -> bool:
    """Whether a title names an explanation, and not the answer before it.

    >>> [names_explanation(title) for title in ("Why?", "Explanation of the answer", "Answer and explanation")]
    [True, True, False]
    """
    if not _EXPLANATION.are_in(title.lower()):
        return False
    own = _AND_EXPLANATION.sub("", title)
    return own == title or not _is_alone(own, _ANSWER)


@lru_cache
def names_extra(title: str) -> bool:
    """Whether a title names something other than the answer, such as a hint or an example."""
    return _EXTRA.are_in(title.lower())


@lru_cache
def is_label(title: str) -> bool:
    """Whether a title is only a label.

    >>> [is_label(title) for title in ("🤔 Check your understanding", "Exercise 3", "Quick Quiz: Pipes", "Aufgabe 2")]
    [True, True, False, True]
    """
    if not (len(title) > 1 and title[:2].isalpha()) and _NUMBER.fullmatch(title):
        return True
    if len(title) > _LONGEST:
        return False
    if "-" not in title and _end_of_first(_LABELS, title.lower()) < 0:
        return False  # as most titles
    is_alone = _is_alone(title.replace("-", " "), _ASKS_NOTHING) or (
        _is_alone(title, _ANSWER) and not after_label(title)
    )
    return is_alone and _FEW_WORDS.fullmatch(title) is not None


def asks_nothing(title: str) -> bool:
    """Whether a title is a label, optionally with a subject.

    >>> [asks_nothing(title) for title in ("Quick Quiz: Pipes", "Quick Quiz: what is a pipe?", "Test-driven work")]
    [True, False, False]
    """
    return is_label(title) or _has_subject(title, _QUIZ, _SUBJECT)


def names_quiz(title: str) -> bool:
    """Whether a title names a quiz or a test, among other words."""
    return _QUIZ.are_in(title.lower())


def only_shows(title: str) -> bool:
    """Whether a short title only invites the reader to show something.

    >>> [only_shows(title) for title in ("Show the fixes", "Voir les corrections", "Show the answer", "The fixes")]
    [True, True, False, False]
    """
    if asks(title):  # most do
        return False
    text = title.lower().strip(" .:")
    end = _first_end(_REVEALS, text)
    article = _SMALL.end(text, end + 1) if end > 0 else 0
    return article > 0 and len(text[article:].split()) == 1 and not is_label(title)


def names_hint(title: str) -> bool:
    """Whether a title names a hint."""
    return _HINT.are_in(title.lower())


def task_end(text: str) -> int:
    """Where the text after a leading label for a task or question begins; 0 without one.

    >>> [task_end(text) for text in ("Exercise 3. Sort it", "Aufgabe: x", "练习 1： x", "Tasks of a shell", "Task 2")]
    [12, 9, 6, 0, 0]
    """
    end = _first_end(_ASKED, text.lower())
    after = _END_OF_LABEL.match(text, end) if end > 0 else None
    return after.end() if after else 0


def is_task(title: str) -> bool:
    """Whether a title sets a task instead of asking a question, such as "Exercise 2: a backup"."""
    return _has_subject(title, _TASK, _SUBJECT_OF_TASK)


def is_numbered_task(title: str) -> bool:
    """Whether a title is that of one of several tasks, perhaps with its subject after the number.

    >>> [is_numbered_task(title) for title in ("Problem 3", "Aufgabe 2: Ein Heap", "Exercise", "Problems of 3 bodies")]
    [True, True, False, False]
    """
    return numbered_task_end(title) > 0


@lru_cache(maxsize=1 << 10)
def numbered_task_end(title: str) -> int:
    """Where the text after the word for a task and its number begins; 0 without them.

    >>> [numbered_task_end(title) for title in ("Problem 3", "Aufgabe 2b: Ein Heap", "Exercise 3 shows it")]
    [9, 11, 0]
    """
    return _numbered_end(_TASK, title)


def is_numbered_label(title: str, *kinds: str) -> bool:
    """Whether a title is only a label of some kinds with a number: that of one of several examples or tasks.

    >>> [is_numbered_label(title, "example") for title in ("Example 3", "Пример 2.", "Example", "Example 3: a heap")]
    [True, True, False, False]
    """
    return _DIGIT.search(title) is not None and _is_alone(title, kinds)


@lru_cache(maxsize=1 << 10)
def may_be_task(title: str) -> bool:
    """Whether a title may be that of one of several tasks or worked examples: it is one where an answer is below.

    >>> [may_be_task(title) for title in ("Exercise 3", "Example 2: a heap", "Exercise:", "Question", "Answer")]
    [True, True, True, True, False]
    """
    is_numbered = _numbered_end(_TASK_OR_EXAMPLE, title) > 0
    return is_numbered or is_label_of(title, "question", "exercise", "example")


def begins_example(title: str) -> bool:
    """Whether a title begins with the word for an example and a number, as one of several does."""
    return _numbered_end(_EXAMPLE, title) > 0


def asks(text: str) -> bool:
    """Whether a text ends with a question mark."""
    if text.endswith(QUESTION_MARKS) or (may_have_question_mark(text) and _ASKS.search(text) is not None):
        return not ends_in_code(text)
    return "՞" in text and _ASKS_IN_ARMENIAN.search(text) is not None


def ends_in_code(text: str) -> bool:
    """Whether the last question mark of a text is in code, or marks a parameter of a function that may be left out.

    >>> [ends_in_code(text) for text in ("`git log?`", "`parse(text, options?)`", "find([...names], all?).")]
    [True, True, True]
    >>> [ends_in_code(text) for text in ("Why (or why not?)", "What is `x`?")]
    [False, False]
    """
    at = text.rfind("?")
    if text[:1] == "`" and text.find("`", 1) == len(text) - 1:
        return text.count(" ") < _WORDS_OF_SENTENCE
    found = _CALL.search(text[-_LONGEST_CALL:]) if ")" in text[at + 1 :] else None
    return found is not None and "?" in found[0]


def may_have_question_mark(text: str) -> bool:
    """Whether it is worth looking for the pattern of a question mark: in most lines of ASCII it is not."""
    return "?" in text or ";" in text or not text.isascii()


@cache
def _words(kinds: tuple[str, ...]) -> Words:
    return Words(*kinds)


def _without_explanation(title: str) -> str:
    """A title without what follows the answer in "Answer and explanation"."""
    return _AND_EXPLANATION.sub("", title) if _EXPLANATION.are_in(title.lower()) else title


@lru_cache(maxsize=4096)  # each format asks this of the same titles
def _is_alone(title: str, kinds: tuple[str, ...]) -> bool:
    """Whether a title has a word of some kinds, and no others than those that belong to labels."""
    if len(title) > _LONGEST:
        return False
    text, all_kinds = title.lower(), (*kinds, *_FILLERS)
    words = _words(all_kinds)
    end = _end_of_first(words, text)
    if end < 0 or _LETTER_AT_END.search(title):
        return False  # as most titles
    if _are_all(words, text, end):
        return _words(kinds).are_in(text)
    if "answer" not in kinds or not _words(kinds).are_in(text):
        return False
    own = _without_explanation(title)
    return own != title and _consists_of(own, all_kinds)


def _end_of_first(words: Words, text: str) -> int:
    """Where the first word of a text in lower case ends if it is one of some words, else -1."""
    return words.end(text, 0 if text[:1].isalpha() else _BETWEEN.match(text).end())  # type: ignore[union-attr]


def _consists_of(title: str, kinds: tuple[str, ...]) -> bool:
    return _are_all(_words(kinds), title.lower(), 0)


def _are_all(words: Words, text: str, place: int) -> bool:
    """Whether a text in lower case has only some words from a place on."""
    while (start := _BETWEEN.match(text, place).end()) < len(text):  # type: ignore[union-attr]
        place = words.end(text, start)
        if place < 0:
            return False
    return True


def _has_subject(title: str, words: Words, subject: re.Pattern[str]) -> bool:
    if _BEFORE_SUBJECT.isdisjoint(title):
        return False
    text = title.lower()
    end = _first_end(words, text)
    return end > 0 and subject.match(text, end) is not None and not asks(title)


def _numbered_end(words: Words, title: str) -> int:
    """Where the text after one of some words and its number begins, at the start of a title; 0 without them."""
    if not _DIGIT.search(title):
        return 0  # as most
    text = title.lower()
    end = _first_end(words, text)
    number = _TASK_NUMBER.match(text, end) if end > 0 else None
    return number.end() if number else 0


def _first_end(words: Words, text: str) -> int:
    """Where one of some words at the start of a text in lower case ends, behind signs; -1 without one."""
    return words.end(text, 0 if text[:1].isalnum() else _SIGNS.match(text).end())  # type: ignore[union-attr]
