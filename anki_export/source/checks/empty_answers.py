"""Empty answers, and explanations that repeat the answer."""

import re
from collections import Counter
from collections.abc import Sequence

from anki_export.diagnostics import Rule
from anki_export.source.checks.types import Asked, Finding, Sheet
from anki_export.text.similarity import FILLERS, words

_EMPTY = frozenset(
    "yes|no|yep|nope|yeah|sure|of course|maybe|perhaps|sometimes|it depends|that depends|depends|ditto|idem|answer"
    "|the answer|answers|explanation|solution|the solution|question|n a|unknown|no answer|no idea|i don t know"
    "|i do not know|google it|same|the same|same as above|as above|as below|below".split("|")
)
"""Whole answers, in lower case without punctuation."""
_BARELY = re.compile(
    r"(?:yes|no) (?:it|you|we|they|one|this|that|there)"
    r" (?:(?:is|are|was|do|does|can|could|will|would|should|may|has|have)(?: not)?|cannot"
    r"|(?:isn|aren|don|doesn|can|won) t)"
)
"""Yes or no in a sentence."""
_ELSEWHERE = re.compile(
    r"(?:please )?(?:see|read|refer to|check|look at) (?:(?:the|this|my) )?(?:\w+ ){0,2}"
    r"(?:below|above|next|following|explanation|answer|documentation|docs)(?: (?:below|above|section))?"
)
_SHORT = 60
"""In characters; an empty answer is never longer."""
_ENOUGH = 5
"""Minimum number of significant words in a repeated answer: with fewer, an explanation can hardly avoid them."""
_SHORTEST = 20
"""In characters; that many words are at least this long."""
_ALIKE = 0.85
"""The share of common words above which two texts say the same."""


def says_nothing(asked: Asked, sheet: Sheet) -> Finding | None:
    """Report an answer such as "Yes", "See below", or a repeated question."""
    answer, question = asked.question.answer_text, asked.question.question_text
    if len(answer) > max(len(question), _SHORT) or asked.question.media or "<code" in asked.question.answer:
        return None
    if len(answer) <= _SHORT:
        plain = " ".join(re.findall(r"[^\W_]+", answer.casefold()))
        if plain in _EMPTY or _BARELY.fullmatch(plain) or _ELSEWHERE.fullmatch(plain):
            hint = (
                "give the reason in the answer: Yes, because …"
                if plain[:3] in ("yes", "no", "no ")
                else "write out the answer"
            )
            return Finding(asked.answer_line, Rule.SAYS_NOTHING, f"answer only says {answer!r}", hint)
    if (
        2 * len(answer) > len(question)
        and _may_be_alike(answer, question)
        and (said := _telling(answer))
        and said == _telling(question)
    ):
        hint = "write what the question asks for"
        return Finding(asked.answer_line, Rule.SAYS_NOTHING, "answer only repeats the question", hint)
    return None


def repeated_answer(asked: Asked, sheet: Sheet) -> Finding | None:
    """Report an explanation that repeats the answer in one paragraph or as a whole."""
    answer, explanation = asked.question.answer_text, asked.question.explanation_text
    size = len(answer)
    if size < _SHORTEST or len(explanation) < 0.8 * size:
        return None
    texts = [explanation, *explanation.split("\n")] if "\n" in explanation else [explanation]
    near = [text for text in texts if 0.8 * size <= len(text) <= 1.25 * size and _may_be_alike(answer, text)]
    if not near or "<pre" in asked.question.answer:
        return None
    said = _telling(answer)
    again = [text for text in near if _alike(said, _telling(text)) >= _ALIKE] if len(said) >= _ENOUGH else ()
    if not again:
        return None
    blocks = asked.parts.explanation
    place = next((block for block in blocks if " ".join(block.text.split()) == again[-1]), blocks[0])
    message = "explanation repeats the answer in the same words"
    return Finding(place.first, Rule.REPEATED, message, "remove it, or explain why")


def _may_be_alike(one: str, other: str) -> bool:
    """Whether the start of the longest word in one text is in the other: a quick check that avoids most counting.

    Two similar texts can differ in exactly this word; that is rare, and only costs a warning.
    """
    return max(one.split(), key=len, default="")[:5].casefold() in other.casefold()


def _telling(text: str) -> list[str]:
    return sorted(word for word in words(text) if word not in FILLERS)


def _alike(one: Sequence[str], other: Sequence[str]) -> float:
    return 2 * (Counter(one) & Counter(other)).total() / (len(one) + len(other) or 1)
