"""Evidence from words: whether a line asks, and whether a page's title announces questions.

Words are evidence of the last resort. A question mark counts in every language, and so do numbers in sequence, hidden
answers and repeated labels, which other modules look at.
"""

import re

from anki_export.text.languages import Words
from anki_export.text.regex import regex

_END = regex(r"[?？؟](?:\[{1,3}[^\[\]]*\]{1,3}(?:\([^()]*\))?|\([^()]*\)|:[a-z_]+:|[^\w?？؟])*+\Z", re.IGNORECASE)
"""A question mark, then at most signs, links to a source and remarks in parentheses."""
_BEGINS = Words("asks")
_ENDS = Words("asks_last", ending=r"[\W_]*\Z")
_ORDER = Words("orders")
_ANNOUNCES = Words("announces")
_LONGEST_END = 500
_LONGEST_WORDS, _LONGEST_ENDING = 80, 24
"""In characters."""
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
        or _BEGINS.end(_words(text)) > 0
        or _ENDS.are_in(text[-_LONGEST_ENDING:].lower())
    )


def is_order(text: str) -> bool:
    """Whether a line sets a task, such as "Create a tag": on a page about something else it is a heading.

    >>> [is_order(text) for text in ("Create a tag", "How to create one", "Tags")]
    [True, True, False]
    """
    return _ORDER.end(_words(text)) > 0


def announces_questions(title: str) -> bool:
    """Whether the title of a page or section says that questions follow.

    >>> [announces_questions(title) for title in ("Top 50 React Interview Questions", "FAQ", "React")]
    [True, True, False]
    """
    return _ANNOUNCES.are_in(title.lower())


def _words(text: str) -> str:
    """The start of a text in lower case, without signs before it."""
    return text[_OPENING.match(text).end() :][:_LONGEST_WORDS].lower()  # type: ignore[union-attr]
