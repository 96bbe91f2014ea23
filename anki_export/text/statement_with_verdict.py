"""A statement in one line with what its author calls it, true or false, and why:

    A tag moves. (F) It stays.     A tag moves. **False** It stays.     A tag moves. – F     A tag moves → ✗
    A tag moves. → ==False==
    (F) A tag moves.               **False** – A tag moves.      (F) A tag moves. *It stays.*

Letters and signs may mean anything: only where something else says that statements are judged are they read.
"""

import re
from functools import lru_cache

from msgspec import Struct

from anki_export.text.classify_labels import QUESTION_MARKS
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_statement
from anki_export.text.ticks_and_crosses import FALSE, TRUE
from anki_export.text.true_or_false import may_announce_verdicts
from anki_export.text.word_patterns import alternatives

_SIGNS = "".join(sign for sign in TRUE + FALSE if not sign.isalpha())
_CALLED = regex(
    lambda: (
        r"(?P<lead>[-–—=]++>\s*+|[→⇒➔➜➡]\ufe0f?\s*+|[-–—]++\s++)?(?P<open>[*_=]*+[(\[（]?[*_=]*+)\s*+"
        rf"(?P<said>[{_SIGNS}]\ufe0f?|(?:{alternatives('true', 'false')}|[^\W\d_])(?![^\W_]))"
        r"\s*(?P<close>[.:]?[*_=]*[)\]）]?[*_=]*)(?P<rest>.*)"
    ),
    re.IGNORECASE | re.DOTALL,
)
_GAP = regex(r"[.!?。！？][\"'”’»*_]*\s*|\s+")
_IN_BRACKETS = regex(r"[(\[（](?P<text>[^()\[\]（）]+)[)\]）][.。]?")
_MARKED_REASON = regex(
    r"(?P<statement>.*[.!。！][\"'”’»]*)\s+(?:(?P<mark>[*_])(?P<text>[^\s*_][^*_]+)(?P=mark)|[(\[（](?P<inner>[^()\[\]（）]+)[)\]）])\.?"
)
"""A statement that ends above a sentence in italics or brackets."""
_BEFORE_REASON = " .,;:!–—-"
_INITIAL = regex(r"[^\W\d_]\.\s")
_STOPS_AT_INITIAL = regex(r"\([^()]*\Z|[.!?][ \t]+[^\W\d_]\.\Z")
"""A start of a text that stops in brackets, or behind a letter that begins a sentence, as names do."""
_SENTENCES = regex(r"[.!?]\s+\S|[。！？]\s*\w")
_MAY_JUDGE = regex(
    rf"[.!?。！？(\[（{_SIGNS}\n](?:"
    r"(?<=[.!?。！？])[\"'”’»*_]*+\s*+(?:[-–—=]*+>\s*+|[→⇒➔➜➡]\ufe0f?\s*+|[-–—]++\s++)?[*_=]*+[(\[（]?[*_=]*+\s*+"
    rf"(?:[{_SIGNS}]|[^\W\d_](?=\s{{0,9}}(?:[*_=.,;:!?()（）\]–—-]|\n|\Z)))"
    rf"|(?:(?<=[(\[（])\s{{0,9}}(?:[^\W\d_]|[{_SIGNS}]\ufe0f?)\s{{0,9}}[)\]）]|(?<=[{_SIGNS}])\ufe0f?)[ \t]*+(?=\n|\Z)"
    rf"|(?<=\n)[ \t]*+(?:[-*+]|\d++[.)])[ \t]++[*_]*+[(\[（]?[*_]*+(?:[^\W\d_][)\]）*_]|[{_SIGNS}]))"
)
"""A letter or sign behind a sentence, at the end of a line, or before the text of an item.

Each begins with one of the same characters: `re` finds these faster than the start of an alternative.
"""
_WORD_APART = regex(lambda: rf"[(\[（*_=]\s{{0,9}}{alternatives('true', 'false')}\s*[.:]?[*_=)\]）]", re.IGNORECASE)


class JudgedText(Struct, frozen=True):
    """A statement, the word, letter or sign by which it is called true or false, and what follows that."""

    statement: str
    said: str
    reason: str = ""

    @property
    def is_one_sentence(self) -> bool:
        """Whether nothing of the statement may be the reason."""
        return _SENTENCES.search(self.statement) is None


@lru_cache(maxsize=1 << 3)  # each rank of a page asks
def may_be_judged(text: str) -> bool:
    """Whether some lines may have verdicts apart from statements, and others speak of these: a quick check."""
    return may_announce_verdicts(text) and may_have_verdict_apart(text)


def may_have_verdict_apart(text: str) -> bool:
    """Whether a text may have a letter, sign or word that calls something true or false: a quick check."""
    return _MAY_JUDGE.search("\n" + text) is not None or _WORD_APART.search(text) is not None


def judged_behind(text: str) -> JudgedText | None:
    """A statement with a verdict behind it, and perhaps a reason; what is in the middle of a sentence is no verdict.

    >>> judged_behind("A force (F) moves it. (T) So it says.")
    JudgedText(statement='A force (F) moves it.', said='T', reason='So it says.')
    >>> judged_behind("A tag moves. – F: it stays"), judged_behind("Plan B. A tag moves.")
    (JudgedText(statement='A tag moves.', said='F', reason='it stays'), None)
    """
    for gap in _GAP.finditer(text):
        statement = text[: gap.end()].rstrip()
        called = _CALLED.match(text, gap.end())
        if not (called and statement) or _STOPS_AT_INITIAL.search(statement):
            continue
        does_end = is_statement(statement) or statement.endswith(QUESTION_MARKS)
        rest = called["rest"].lstrip()
        if (does_end and _may_follow(called, rest)) or (_is_marked(called) and not rest):
            return JudgedText(statement, called["said"].rstrip("\ufe0f"), _reason(called, rest))
    return None


def judged_before(text: str) -> JudgedText | None:
    """A statement behind a verdict that is marked.

    >>> judged_before("**F** – A tag moves. *It stays.*"), judged_before("F sharp is high.")
    (JudgedText(statement='A tag moves.', said='F', reason='It stays.'), None)
    """
    called = _CALLED.match(text)
    if not called or called["lead"] or not _is_marked(called):
        return None
    statement, reason = statement_and_reason(called["rest"].lstrip(f"{_BEFORE_REASON}→"))
    return JudgedText(statement, called["said"].rstrip("\ufe0f"), reason)


def statement_and_reason(text: str) -> tuple[str, str]:
    """A statement and the reason behind it in italics or brackets, which may be empty.

    >>> statement_and_reason("A tag moves. (It stays.)"), statement_and_reason("A tag *moves*.")
    (('A tag moves.', 'It stays.'), ('A tag *moves*.', ''))
    """
    found = _MARKED_REASON.fullmatch(text)
    return (found["statement"], found["text"] or found["inner"]) if found else (text, "")


def _is_marked(called: re.Match[str]) -> bool:
    """Whether brackets, bold or what leads to it set a verdict off from a sentence, or it is a sign."""
    return bool(_is_enclosed(called) or called["lead"] or called["said"][0] in _SIGNS)


def _is_enclosed(called: re.Match[str]) -> bool:
    return any(not {*marks}.isdisjoint(called["open"]) and not {*marks}.isdisjoint(called["close"]) for marks in _PAIRS)


_PAIRS = ("([（)]）", "*_=")


def _may_follow(called: re.Match[str], rest: str) -> bool:
    """Whether what is behind a statement is a verdict, and not a word of the next sentence."""
    if _is_enclosed(called) or (called["said"][0] in _SIGNS and not called["open"]):
        return True
    if called["open"].strip("*_="):  # "(F: it stays)"
        return rest[:1] in _BEFORE_REASON and _IN_BRACKETS.fullmatch(called["open"][-1] + rest) is not None
    if called["close"] == "." and _INITIAL.match(rest):  # "T. S. Eliot"
        return False
    return not rest or called["close"] in (".", ":") or rest[0] in f"{_BEFORE_REASON}(（"


def _reason(called: re.Match[str], rest: str) -> str:
    reason = rest.lstrip(_BEFORE_REASON)
    if called["open"].strip("*_=") and not _is_enclosed(called):
        return reason.rstrip(".。)]）")
    return whole["text"] if (whole := _IN_BRACKETS.fullmatch(reason)) else reason
