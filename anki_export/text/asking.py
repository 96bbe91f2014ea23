"""Evidence from words: whether a line asks, and whether a page's title announces questions.

Words are evidence of the last resort. A question mark counts in every language, and so do numbers in sequence, hidden
answers and repeated labels, which other modules look at.
"""

import re

from anki_export.text.languages import whole_words
from anki_export.text.regex import regex

_END = regex(r"[?？؟](?:\[{1,3}[^\[\]]*\]{1,3}(?:\([^()]*\))?|\([^()]*\)|:[a-z_]+:|[^\w?？؟])*+\Z", re.IGNORECASE)
"""A question mark, then at most signs, links to a source and remarks in parentheses."""
_BEGINS = regex(whole_words("asks"), re.IGNORECASE)
_ENDS = regex(rf"{whole_words('asks_last')}[\W_]*\Z", re.IGNORECASE)
_ORDER = regex(whole_words("orders"), re.IGNORECASE)
_ANNOUNCES = regex(whole_words("announces"), re.IGNORECASE)
_LONGEST_END = 500
_LONGEST_WORDS = 40
_OPENING = regex(r"(?:[^\w<]|_)*")


def is_clear_question(text: str) -> bool:
    """Whether a line asks: it ends in a question mark, or begins or ends as only questions do.

    >>> [is_clear_question(text) for text in ("What is a tag", "Why? [[source](x)]", "Explain tags", "Tags explained")]
    [True, True, True, False]
    >>> [is_clear_question(text) for text in ("Was ist ein Tag", "标签是什么", "Comment syntax", "How-to")]
    [True, True, False, False]
    """
    return (
        _END.search(text.rstrip()[-_LONGEST_END:]) is not None
        or _BEGINS.match(_words(text)) is not None
        or _ENDS.search(text[-_LONGEST_WORDS:]) is not None
    )


def is_order(text: str) -> bool:
    """Whether a line sets a task, such as "Create a tag": on a page about something else it is a heading.

    >>> [is_order(text) for text in ("Create a tag", "How to create one", "Tags")]
    [True, True, False]
    """
    return _ORDER.match(_words(text)) is not None


def announces_questions(title: str) -> bool:
    """Whether the title of a page or section says that questions follow.

    >>> [announces_questions(title) for title in ("Top 50 React Interview Questions", "FAQ", "React")]
    [True, True, False]
    """
    return _ANNOUNCES.search(title) is not None


def _words(text: str) -> str:
    return text[_OPENING.match(text).end() :]  # type: ignore[union-attr]
