"""Answers that say nothing or start with a hint or level, and explanations that repeat the answer."""

import re
from collections.abc import Iterator
from textwrap import shorten

from anki_export.diagnostics import Rule
from anki_export.source.body.blocks import Block, text_of
from anki_export.source.body.shorten_answer import HEADS
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.text.difficulty_levels import LEVELS, level_in
from anki_export.text.lazy_regex import regex
from anki_export.text.similarity import shared_words, significant
from anki_export.text.word_patterns import Words, whole_words

_EMPTY = Words("says_nothing", "answer", "solution", "explanation", "question", ending=r"\Z")
"""A whole answer without punctuation."""
_WORDS = regex(r"(?:[^\W_]|[\u0900-\u0963])+")
"""Words, with the vowel signs of Devanagari."""
_BARELY = regex(
    r"(?:yes|no) (?:it|you|we|they|one|this|that|there)"
    r" (?:(?:is|are|was|do|does|can|could|will|would|should|may|has|have)(?: not)?|cannot"
    r"|(?:isn|aren|don|doesn|can|won) t)"
)
"""Yes or no in a sentence."""
_ELSEWHERE = regex(
    r"(?:please )?(?:see|read|refer to|check|look at) (?:(?:the|this|my) )?(?:\w+ ){0,2}"
    r"(?:below|above|next|following|explanation|answer|documentation|docs)(?: (?:below|above|section))?"
)
_SIGNS_OF_ELSEWHERE = ("please ", "see ", "read ", "refer ", "check ", "look ")
"""How that begins: most answers need no pattern."""
_SHORT = 60
"""In characters; an empty answer is never longer."""
_ENOUGH = 5
"""Minimum number of significant words in a repeated answer: with fewer, an explanation can hardly avoid them."""
_SHORTEST = 20
"""In characters; that many words are at least this long."""
_ALIKE = 0.85
"""The share of common words above which two texts say the same."""
_BANNER = Words("hint", "difficulty")
_LONGEST_BANNER = 40
"""In characters, with signs before it."""
_SIGNS = regex(r"\W*")
_HINT = regex(lambda: rf"\W*{whole_words('hint')}\s*(?:\d\s*)?(?:[:：–—-]|\W*$)", re.IGNORECASE)
_LEVEL = regex(lambda: rf"\W*{whole_words('difficulty')}\s*[:：–—-]\W*(?P<value>[^\n]{{3,40}})", re.IGNORECASE)


def empty_answer(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an answer such as "Yes", "See below", or a repeated question."""
    answer, question = checked.question.answer_text, checked.question.question_text
    if checked.parts.options:
        return None
    size, asked = len(answer), len(question)
    if asked < size > _SHORT or checked.question.media or "<code" in checked.question.answer:
        return None
    if size <= _SHORT:
        plain = " ".join(_WORDS.findall(answer.lower()))
        decides = plain[:3] in ("yes", "no", "no ")
        is_empty = _EMPTY.end(plain.removeprefix("the ")) > 0 or (decides and _BARELY.fullmatch(plain))
        if is_empty or (plain.startswith(_SIGNS_OF_ELSEWHERE) and _ELSEWHERE.fullmatch(plain)):
            hint = "give the reason in the answer: Yes, because …" if decides else "write out the answer"
            return Finding(checked.answer_line, Rule.SAYS_NOTHING, f"answer only says {answer!r}", hint)
    may_repeat = 2 * size > asked and _may_be_alike(answer, question)
    if may_repeat and (own := sorted(significant(answer))) and own == sorted(significant(question)):
        hint = "replace it with an answer to the question"
        return Finding(checked.answer_line, Rule.SAYS_NOTHING, "answer only repeats the question", hint)
    return None


def repeated_answer(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report an explanation that repeats the answer in one paragraph or as a whole."""
    answer, explanation = checked.question.answer_text, checked.question.explanation_text
    size = len(answer)
    if checked.parts.rule == HEADS:  # its explanation has the whole text
        return None
    if size < _SHORTEST or (length := len(explanation)) < 0.8 * size:
        return None
    has_parts = "\n" in explanation
    if not has_parts and length > 1.25 * size:
        return None  # as most
    texts = [explanation, *explanation.split("\n")] if has_parts else [explanation]
    candidates = [text for text in texts if 0.8 * size <= len(text) <= 1.25 * size and _may_be_alike(answer, text)]
    if not candidates or "<pre" in checked.question.answer:
        return None
    answer_words = significant(answer)
    if len(answer_words) < _ENOUGH:
        return None
    repeats = [text for text in candidates if shared_words(answer_words, significant(text)) >= _ALIKE]
    if not repeats:
        return None
    blocks = checked.parts.after
    place = next((block for block in blocks if " ".join(block.text.split()) == repeats[-1]), blocks[0])
    message = "explanation repeats the answer in the same words"
    return Finding(place.first, Rule.REPEATED, message, "remove the repetition, or give the reason instead")


def _may_be_alike(one: str, other: str) -> bool:
    """Whether the start of the longest word in one text is in the other: a quick check that avoids most counting.

    Two similar texts can differ in exactly this word; that is rare, and only costs a warning.
    """
    return max(one.split(), key=len, default="")[:5].casefold() in other.casefold()


def banner_answers(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report answers that start with a banner such as "Hint: …" or "Difficulty: easy", or such an admonition."""
    for checked in checked_page.questions:
        start = checked.question.answer_text[:_LONGEST_BANNER].lower()
        end = _BANNER.end(start, 0 if start[:1].isalnum() else _SIGNS.match(start).end())  # type: ignore[union-attr]
        if end < 0 or not checked.parts.answer:
            continue  # as nearly all
        block = checked.parts.answer[0]
        head = _head(block)
        if _HINT.match(head):
            found, hint = "a hint", "put the answer first"
        elif (level := _LEVEL.match(head)) and level_in(level["value"], LEVELS):
            found, hint = "a level", "set the level in the front matter, and start with the answer"
        else:
            continue
        yield Finding(block.first, Rule.BANNER, f"answer starts with {found}: {shorten(head, 40)!r}", hint)


def _head(block: Block) -> str:
    """The text of a paragraph, the title of an admonition, or the first text of a quote."""
    if block.kind == "paragraph":
        return block.text
    first = next((token for token in block.tokens if token.type == "inline"), None)
    return text_of(first.children or ()) if first and block.kind in ("details", "blockquote", "heading") else ""
