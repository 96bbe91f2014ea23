"""Whether a paragraph may be only half of an answer, as far as its words and those of the question tell.

Where they do not tell, it answers: most paragraphs do.
"""

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from anki_export.text.classify_labels import QUESTION_MARKS
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import (
    asks_for_all,
    asks_how_it_is,
    is_clear_question,
    is_order,
)
from anki_export.text.word_patterns import Words, alternatives

_LONG, _LONGER, _STEM = 3, 5, 5
"""In characters: words that name something at the start of a text, and anywhere; and what a word has in all forms."""
_SHORT, _SHORTER = 12, 10
"""In words: "The right answer is 11/216."."""
_LONGEST_TERM = 3
"""In words: "Set union" and "List comprehension" are no orders."""
_OPENING, _SUBJECT = 6, 3
"""In words: where a paragraph says what it is about, and where it does at once."""
_SMALL = 2
"""What only leads to an answer fits more often into what is below."""
_WORD, _FIRST_WORD, _NAME = regex(r"\w[\w-]+"), regex(r"\W*(\w[\w-]+)"), regex(r"[^\W\d_][\w-]+")
_INNER_WORDS, _DIGIT = regex(r"(?<=[\w,] )[^\W\d_]{2,}"), regex(r"\d")
_LETTERS = regex(r"[^\W\d_]+")
_FEWEST_OF_NAME, _LONGEST_NAME = 2, 80
"""In words, or letters of its abbreviation, and in characters."""
_ASKS_FOR_WORDS = Words("stands_for")
_ANSWERS, _SAYS_ONLY = Words("answer", "right"), Words("says_nothing")
_WHAT, _WHY, _WHEN, _OPENS = Words("what"), Words("why"), Words("when"), Words("note", "teaser")
_ARTICLE, _JOINS = Words("small"), Words("joins")
_ATTACHED = regex(
    lambda: (
        r"(?<=[^\W_\u3040-\u309f何誰共温饱总柔缓中参普涉波효결통사초경부학성])(?=[\u3001-\uffff])"
        rf"{alternatives('joins')}(?:(?<=[\uac00-\ud7a3])\s|(?<![\uac00-\ud7a3])\s?)"
        r"(?![\u3040-\u309f平谐弦声时其者许言呼思考異違])([a-z][a-z\d.+#-]*|[^\x00-\x7f\W]{2})"
    )
)
"""What follows "and" where no space is before it, or between words: `IoC와 DI에`; not within `共和`, `和平`, `효과`.

No particle in hiragana follows it, and no word that quotes or compares: `何と呼ぶ`.
"""


def may_be_half(
    question: str, text: str, later: Iterable[str], *, is_shown: bool = False, is_exact: bool = False
) -> bool:
    """Whether the first paragraph of an answer may not be all of it, given the paragraphs below.

    That is so if it only opens or asks itself, or the question asks how or why, for several things or for work, or has
    words that only later ones have.
    Where `is_shown` by an example, it is all unless a later one begins with more words of the question.
    A short one must begin with what is asked, an article, or a word such as "yes" or "the answer", or be `is_exact`:
    have code or a name, or little below it.

    >>> may_be_half("What is a ref?", "A ref is a name.", ["It points to a commit."])
    False
    >>> may_be_half("How do refs work?", "A ref is a name.", ["Git follows it to a commit."])
    True
    """
    is_exact = is_exact or _names(text)
    text, below = text.lower(), [each.lower() for each in later]
    words = _stems(question, _LONGER)
    first = _named(words, _opening(text))
    is_about_it = 2 * len(first) >= len(words) and begins_with_subject(text, question)
    if not is_shown and _asks_for_more(question, text, is_about_it=is_about_it):
        return True
    last = last_subject(question)
    if last and last not in text and any(last in each for each in below) and size_in_words(text) > _SHORT:
        return True
    if size_in_words(text) <= _SHORT:
        is_definition = _WHAT.are_in(question.lower()) and _ARTICLE.end(text) > 0  # "A name for a commit"
        return not (is_shown or is_exact or is_definition or begins_with_subject(text, question) or _answers(text))
    if is_about_it or is_shown:
        below = [each for each in below if len(_named(words, each)) > len(first)]
    return not words.isdisjoint(_named(words, "\n".join(below)) - _named(words, text))


def _names(text: str) -> bool:
    """Whether a text is one word, or has a name: "ICMP", "In New York"."""
    return size_in_words(text) == 1 or any(word.istitle() or word.isupper() for word in _INNER_WORDS.findall(text))


def _answers(text: str) -> bool:
    """Whether a text in lower case has a number, or begins by calling itself the answer, or with "yes" or "no"."""
    is_named = _ANSWERS.are_in(_opening(text, _SUBJECT)) or _SAYS_ONLY.end(text) > 0
    return is_named or _DIGIT.search(text) is not None


def _asks_for_more(question: str, text: str, *, is_about_it: bool) -> bool:
    """Whether a question asks for more than one paragraph says, by its kind."""
    asked = question.lower()
    if _OPENS.end(text.lstrip()) > 0 or text.rstrip().endswith(QUESTION_MARKS) or asks_how_it_is(question):
        return True
    is_date = size_in_words(text) <= _SHORT and _DIGIT.search(text) is not None
    if _WHEN.are_in(asked) and not is_date:
        return True
    if not is_clear_question(question):
        if is_order(question) and size_in_words(question) > _LONGEST_TERM:
            return True
    elif not is_about_it and asks_for_all(question):
        return True
    return size_in_words(text) > _SHORT and _WHY.are_in(asked)


def begins_beside(question: str, text: str, below: Sequence[str]) -> bool:
    """Whether a text may only lead to an answer: far more is below and begins with what is asked, unlike the text.

    >>> text, below = "Before we get to it, think of how a team of ten people works.", ["A rebase writes commits. " * 9]
    >>> begins_beside("What is a rebase?", text, below), begins_beside("What is a rebase?", f"Rebase? {text}", below)
    (True, False)
    """
    size = size_in_words(text)
    if size <= _SHORTER or size_in_words("\n".join(below)) <= _SMALL * size or begins_with_subject(text, question):
        return False
    words = _stems(question, _LONGER)
    is_below = any(_named(words, _opening(each.lower())) for each in below)
    return is_below and not _named(_stems(question, _LONG), _opening(text.lower(), _SUBJECT))


_BETWEEN_SEVERAL = regex(r"[,;、，\n]|\s[-–—/]\s")
"""Several things are the answer, even if their initials are its name: the parts of SWOT."""


def spells_out(text: str, question: str) -> bool:
    """Whether a text is only the words of an abbreviation in a question, which asks for more than these.

    >>> [spells_out("Custom Resource Definition.", text) for text in ("What is a CRD?", "What does CRD stand for?")]
    [True, False]
    >>> [spells_out(text, "¿Qué papel tiene la OMS?") for text in ("Organización mundial de la salud", "la OMS misma")]
    [True, False]
    """
    if len(text) > _LONGEST_NAME:
        return False
    singular = (word.removesuffix("s") for word in _LETTERS.findall(question))
    asked = [name for name in singular if len(name) >= _FEWEST_OF_NAME and name.isupper()]
    if not asked:
        return False  # as for most
    words = _LETTERS.findall(text)
    if len(words) < _FEWEST_OF_NAME or _BETWEEN_SEVERAL.search(text) or _ASKS_FOR_WORDS.are_in(question.lower()):
        return False
    long = [word for word in words if len(word) > _LONG or not word.islower()]
    capitals = "".join(filter(str.isupper, text))
    names = {capitals, *("".join(word[0] for word in some).upper() for some in (words, long))}
    return any(name in names and name not in words for name in asked)


def begins_with_subject(text: str, question: str) -> bool:
    """Whether the first word of a text, after an article, is in a question."""
    text, question = text.lower().lstrip(), question.lower()
    word = _FIRST_WORD.match(text, max(0, _ARTICLE.end(text)))
    if word is None:
        return False
    start = word[1][:2]  # where no space ends a word
    words = {one.rstrip("s") for one in _WORD.findall(question)}
    return word[1].rstrip("s") in words or (start.lower() == start.upper() and start in question)


def last_subject(question: str) -> str:
    """The word after the last "and" or comma of a question, in lower case; "" without one.

    >>> [last_subject(question) for question in ("What are GET and PUT?", "What is GET?", "GET와 PUT이란?")]
    ['put', '', 'put']
    """
    question = question.lower()
    attached = () if question.isascii() else _ATTACHED.finditer(question)
    behind = [match[1] for match in attached] or [
        after[0]
        for before, after in pairwise(_WORD.finditer(question))
        if _JOINS.end(question, before.start()) == before.end() or "," in question[before.end() : after.start()]
    ]
    return behind[-1] if behind else ""


def _stems(question: str, shortest: int) -> Set[str]:
    """The beginnings of the long words of a question, and of all in capitals or in a script without them."""
    words = (word for word in _NAME.findall(question) if len(word) >= shortest or word.upper() == word)
    return {word.lower().rstrip("s")[:_STEM] for word in words}


def _named(words: Set[str], text: str) -> Set[str]:
    """Those of some words that a text has."""
    return {word for word in words if word in text}


def _opening(text: str, size: int = _OPENING) -> str:
    return " ".join(text.split()[:size])
