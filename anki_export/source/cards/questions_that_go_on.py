"""Questions that go on from the one above: its text is on their front, too, as a quote above them.

    **How fast does the heart of a dog beat?** 60 to 140 times a minute.

    **And that of a cat?** 140 to 220 times.        > How fast does the heart of a dog beat?
                                                    And that of a cat?

Nothing is between the two. The second one is short and begins with "and" or "but", or is only "Why?". If several
follow, each goes on from the first; "Why?" goes on from the last one, too. A card has the same key as without a quote.
"""

from collections.abc import Sequence
from itertools import chain

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.blocks import new_paragraph
from anki_export.source.cards.make_card import ReadEntry
from anki_export.source.cards.resolve_links import UNCHANGED
from anki_export.text.asking import is_clear_question
from anki_export.text.find_words import Words
from anki_export.text.normalize import size_in_words

_MOST_WORDS = 10
"""A longer question names what it asks about, although it begins with "and"."""
_LONGEST_QUOTE = 300
"""In characters: the question itself is to be seen first."""
_FEW_WORDS = 4
"""So does one that is complete without its first word: "And how do you stop it?"."""
_GOES_ON, _ASKS = Words("goes_on", ending=r"(?:['’]|,?\s|(?=[^\x00-\x7f]))"), Words("asks")
_ONLY_WHY = Words("why", ending=r"\W*\Z")
_KEPT = UNCHANGED | {"math_inline", "math_inline_double"}
_SIGNS = " \"'*_¿«“„"


def with_questions_before(read: Sequence[ReadEntry], lines: Sequence[str]) -> list[ReadEntry]:
    """The questions of a page with these lines, in order, each with those that it goes on from."""
    found: list[ReadEntry] = []
    above: list[ReadEntry] = []  # one that stands by itself, and the last one that goes on from it
    for one in read:
        is_why = _ONLY_WHY.end(one.question.lower()) > 0
        if above and (is_why or _adds(one.question)) and _are_next(above, one, lines):
            quote = _quote(above if is_why else above[:1])
            one = replace(one, goes_on_from=(*quote, *one.goes_on_from))  # a picture is next to its question
            above = [above[0], one]
        else:
            above = [one]
        found.append(one)
    return found


def _adds(question: str) -> bool:
    """Whether a question begins with "and" or "but", and is not complete without the word.

    >>> [_adds(text) for text in ("And of a cat?", "E il gatto?", "And what is a cat in Chile?", "AND of 1, 0?")]
    [True, True, False, False]
    """
    words = question.lstrip(_SIGNS)
    end = _GOES_ON.end(words.lower())
    if end <= 0 or (words[:2].isalpha() and words[:2].isupper()) or size_in_words(words) > _MOST_WORDS:
        return False  # as nearly all
    is_complete = size_in_words(words[end:]) > _FEW_WORDS and _ASKS.end(words[end:].strip().lower()) > 0
    return is_clear_question(question) and not is_complete


def _are_next(above: Sequence[ReadEntry], one: ReadEntry, lines: Sequence[str]) -> bool:
    """Whether questions ask, and nothing is between them and another one."""
    between = lines[above[-1].entry.lines.stop : one.entry.lines.start]
    first = above[0].question
    return is_clear_question(first) and not _adds(first) and not any(map(str.strip, between))


def _quote(questions: Sequence[ReadEntry]) -> Sequence[Token]:
    """The text of questions as a quote, unless it is long."""
    if sum(len(one.question) for one in questions) > _LONGEST_QUOTE:
        return ()
    paragraphs = [new_paragraph(_text(one), one.entry.lines.start) for one in questions]
    opening, close = Token("blockquote_open", "blockquote", 1), Token("blockquote_close", "blockquote", -1)
    opening.block = close.block = True
    return (opening, *chain.from_iterable(paragraph.tokens for paragraph in paragraphs), close)


def _text(one: ReadEntry) -> Sequence[Token]:
    """The text of a title, with its code, formulas and emphasis if it has nothing else but links."""
    title = [token for token in one.entry.title.children or () if not token.type.startswith("link_")]
    if all(token.type in _KEPT and not token.attrs for token in title):
        return title
    return [Token("text", "", 0, content=one.question)]
