"""Questions that go on from the one above: its text is on their front, too, as a quote above them.

    **How fast does the heart of a dog beat?** 60 to 140 times a minute.

    **And that of a cat?** 140 to 220 times.        > How fast does the heart of a dog beat?
                                                    And that of a cat?

Nothing is between the two. The second one is short and begins with "and" or "but", or is only "Why?". If several
follow, each goes on from the first; "Why?" goes on from the last one, too. A card has the same key as without a quote.

A question about "the code of question 2" goes on from the code or table of that one.
"""

from collections.abc import Sequence
from itertools import chain

from markdown_it.token import Token
from msgspec.structs import replace

from anki_export.source.body.blocks import CODE, Block, new_paragraph
from anki_export.source.cards.make_card import ReadEntry
from anki_export.source.cards.resolve_links_and_media import UNCHANGED
from anki_export.source.question_numbers import number_of_label
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import is_clear_question
from anki_export.text.word_patterns import Words

_MOST_WORDS = 10
"""A longer question names what it asks about, although it begins with "and"."""
LONGEST_QUOTE = 300
"""In characters: the question itself is to be seen first."""
_LONGEST_SUBJECT = 2_000
"""In characters of code or a table: two screens of a phone."""
_FEW_WORDS = 4
"""So does one that is complete without its first word: "And how do you stop it?"."""
_GOES_ON, _ASKS = Words("goes_on", ending=r"(?:['’]|,?\s|(?=[^\x00-\x7f]))"), Words("asks")
_ONLY_WHY, _BEGINS = Words("why", ending=r"\W*\Z"), Words("why", "goes_on")
_SHOWN_IN = Words("shown_in", ending=r"\s*(?:nr\.?|no\.?|#|№)?\s*\d{1,3}(?!\d|[.,]\d)")
_NUMBER, _WORD = regex(r"(?<![\w.])\d{1,3}(?![\w]|[.,]\d)"), regex(r"\w+")
_LONGEST_NAME = 40
"""In characters: "the configuration in exercise no. "."""
_SUBJECTS = (*CODE, "table")
_KEPT = UNCHANGED | {"math_inline", "math_inline_double"}
_SIGNS = " \"'*_¿«“„"


def with_questions_before(read: Sequence[ReadEntry], lines: Sequence[str]) -> list[ReadEntry]:
    """The questions of a page with these lines, in order, each with those that it goes on from."""
    found: list[ReadEntry] = []
    above: list[ReadEntry] = []  # one that stands by itself, and the last one that goes on from it
    for one in read:
        question = one.question
        may_go_on = above and _BEGINS.end(question.lstrip(_SIGNS).lower()) > 0  # as few do
        is_why = may_go_on and _ONLY_WHY.end(question.lower()) > 0
        if may_go_on and (is_why or _adds(question)) and _are_next(above, one, lines):
            one = replace(one, goes_on_from=_quote(above if is_why else above[:1]))
            above = [above[0], one]
        else:
            above = [one]
        found.append(one)
    return found


def with_subjects_of_others(read: Sequence[ReadEntry]) -> list[ReadEntry]:
    """The questions of a page, each with the code or table of the one above whose number it names."""
    found: list[ReadEntry] = []
    subjects: dict[int, Sequence[Block]] = {}
    for one in read:
        front = one.parts.front if one.parts else ()
        shown = [block for block in front if block.kind in _SUBJECTS]
        if not shown and subjects and not one.goes_on_from:
            other = subjects.get(_number_of_other(one), ())
            size = sum(len(token.content) for block in other for token in block.tokens)
            one = replace(one, goes_on_from=in_quote(other)) if other and size <= _LONGEST_SUBJECT else one
        found.append(one)
        if shown or subjects:
            number = one.entry.number.value if one.entry.number else number_of_label(one.entry.written)
            if number:
                subjects[number] = shown
    return found


def _number_of_other(one: ReadEntry) -> int:
    """The number of the question whose code or table a question names; 0 without one."""
    text = one.asked
    for number in _NUMBER.finditer(text):
        name = max(0, number.start() - _LONGEST_NAME)
        words = _WORD.finditer(text, name, number.start())
        if any(_SHOWN_IN.end(text, word.start()) == number.end() for word in words):
            return int(number[0])
    return 0


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
    if sum(len(one.question) for one in questions) > LONGEST_QUOTE:
        return ()
    return in_quote([new_paragraph(_text(one), one.entry.lines.start) for one in questions])


def in_quote(paragraphs: Sequence[Block]) -> Sequence[Token]:
    """The tokens of some paragraphs in a quote."""
    opening, close = Token("blockquote_open", "blockquote", 1), Token("blockquote_close", "blockquote", -1)
    opening.block = close.block = True
    return (opening, *chain.from_iterable(paragraph.tokens for paragraph in paragraphs), close)


def _text(one: ReadEntry) -> Sequence[Token]:
    return kept_or_text(one.entry.title.children or (), one.question)


def kept_or_text(inline: Sequence[Token], text: str) -> Sequence[Token]:
    """A title with its code, formulas and emphasis if it has nothing else but links, else its text."""
    title = [token for token in inline if not token.type.startswith("link_")]
    if title and all(token.type in _KEPT and not token.attrs for token in title):
        return title
    return [Token("text", "", 0, content=text)]
