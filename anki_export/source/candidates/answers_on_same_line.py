"""What is behind a question in its line and answers it:

    1. What moves? → a branch        or `=>`, `-`, `=`, `:`, `::`, `/`
    2. What moves? *A branch.*       or bold, or code, with perhaps a reference behind it: `(p. 3)`
    3. What moves? (a branch)        or `[a branch]`; on pages with a quiz
    4. The ____ moves. → branch      or in brackets, also bold ones; a gap asks as a question mark does
    5. What moves? **Answer:** a branch
    6. What moves? a branch          in lists with such answers

Not answers: remarks, which repeat, ask, set a task or name a hint: `*easy*`, `(2 points)`, `*(optional)*`.
"""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import after_label, names_extra
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import has_blank, is_clear_question, wants_answer
from anki_export.text.true_or_false import verdicts
from anki_export.text.word_patterns import Words

ARROW = r"(?:[-–—=]+>|[→⇒➔➜➡]\ufe0f?)"
"""An arrow that leads to an answer, also one of two characters."""
_SIGN = rf"(?:\s*(?:{ARROW}|::?(?=\s|\Z))|\s+(?:[-–—]+|=)(?=\s|\Z))\s*(?P<rest>.*)"
_AFTER_SLASH = r"\s+/(?=\s|\Z)\s*(?P<rest>.*)"
_MARKED = (
    r"\s*(?P<rest>(?:(?P<mark>\*{1,3}|__?|`|==)(?![\s*_`=]).+?(?P=mark)|<(?P<tag>i|em|u|mark)>.+?</(?P=tag)>)"
    r"(?:[.。]?(?:\s*\([^()]*\))?|(?:[.。,;]|\s+[-–—(]).*))"
)
_BRACKETS = r"\s*[(\[（【](?P<rest>[^()\[\]（）【】]+)[)\]）】][.。]?"
_LABEL = r"\s*[*_]{0,3}(?P<label>[^\W\d_][^:：*_?？؟.!\n]{0,24})(?:[:：][*_]{0,3}|[*_]{1,3}[:：])\s*(?P<rest>\S.*)"
_ENDS = (_SIGN, _MARKED, _BRACKETS, _AFTER_SLASH, _LABEL)
_BEHIND = tuple(regex(rf"(?P<text>.+?[?？؟]){end}") for end in _ENDS)
_BEHIND_ANY = tuple(regex(rf"(?P<text>.*?[^\W\d_]\S*)(?=\s){end}") for end in _ENDS)
"""The same behind an order, for which a space is between the two."""
_BEGINS_WITH_LABEL = regex(_LABEL)
_NOTHING_BETWEEN = regex(r"(?P<text>[^?？؟]+(?:[?؟]\s+|？\s*))(?P<rest>[^?？؟\s(\[（【][^?？؟]*)")
_IN_BRACKETS = _ENDS.index(_BRACKETS)
_BOLD_BRACKETS = regex(r"\A(?P<mark>\*\*|__)\((?P<text>[^()]+)\)(?P=mark)")
BEHIND_SLASH = _ENDS.index(_AFTER_SLASH)
"""The weakest sign: names of speakers and prices are behind it, too."""
BEHIND_LABEL = _ENDS.index(_LABEL)
"""The clearest sign: nothing else needs to say that there are questions."""
KINDS = len(_ENDS)
_GAP = r"(?P<text>.*?(?<!\w)(?:_{2,}|\\_|[(（]\s+[)）]|（）)(?!\w).*?)"
_BEHIND_GAP = {
    0: regex(rf"{_GAP}\s*{ARROW}\s*(?P<rest>.*)"),
    _IN_BRACKETS: regex(rf"{_GAP}\s*(?P<around>[*_]{{0,3}}){_BRACKETS}(?P=around)"),
}
"""The same behind a sentence with a gap, which needs a clearer sign, by the kind."""
_GAP_SIGNS = ("__", "\\_", "( ", "（")
_LONGEST = 1_000
"""In characters, with the answer: these patterns take quadratic time."""
_FEWEST_WORDS = 2
"""Unlike that of an optional property: `name?: string`."""
_ASIDE = Words("aside")
_DIGITS = regex(r"\d+")
_GREEK_MARK = regex(r"(?<=[\u0370-\u03ff\u1f00-\u1fff])[;\u037e](?=\s)")


class Answered(Struct, frozen=True):
    """A question and what is behind it."""

    kind: int
    """A sign, marked text, brackets, a slash or a label."""
    title: str
    rest: str


def may_be_cues(found: Sequence[Answered], above: str) -> bool:
    """Whether what is in brackets behind gaps may be a word to change, as text right above a list may say."""
    return found[0].kind == _IN_BRACKETS and are_gaps(found) and above[:1] not in ("", "#")


def are_gaps(found: Sequence[Answered]) -> bool:
    """Whether all that is answered are sentences with gaps."""
    return all(has_blank(one.title) and not is_clear_question(one.title) for one in found)


def answered_beside(text: str) -> Answered | None:
    """The question that a line begins with, and what is behind it; None if nothing is."""
    behind = _BEHIND if len(text) <= _LONGEST else ()
    written = text if text.isascii() else _GREEK_MARK.sub("?", text)
    matches = ((kind, each.fullmatch(written)) for kind, each in enumerate(behind))
    found = ((kind, match) for kind, match in matches if match and _is_label(match))
    kind, match = next(found, (0, None))
    if not match:
        return _behind_gap(text) if behind else None
    is_name = size_in_words(without_number(match["text"])) < _FEWEST_WORDS
    rest = _BOLD_BRACKETS.sub(r"\g<mark>\g<text>\g<mark>", text[match.start("rest") : match.end("rest")], count=1)
    return None if is_name else Answered(kind, text[: match.end("text")], rest)


def behind_label(text: str) -> str:
    """What follows the label of an answer at the start of a text; empty without one."""
    match = _BEGINS_WITH_LABEL.fullmatch(text) if ":" in text or "：" in text else None
    return match["rest"] if match and _is_label(match) else ""


def _is_label(match: re.Match[str]) -> bool:
    """Whether what stands where a label may be is that of an answer, if anything does."""
    label = match.groupdict().get("label")
    return label is None or after_label(f"{label}: …") > 0


def _behind_gap(text: str) -> Answered | None:
    """The sentence with one gap that a line begins with, and what is behind it."""
    for kind, each in _BEHIND_GAP.items() if any(sign in text for sign in _GAP_SIGNS) else ():
        match = each.fullmatch(text)
        if match and match["rest"].strip() and size_in_words(match["text"]) >= _FEWEST_WORDS:
            return Answered(kind, match["text"].strip(), match["rest"])
    return None


def order_beside(text: str, kind: int) -> Answered | None:
    """The same for a line that does not ask, in a list with answers of this kind."""
    match = _BEHIND_ANY[kind].fullmatch(text)
    return Answered(kind, match["text"], match["rest"]) if match and _is_label(match) else None


def unmarked_beside(text: str) -> Answered | None:
    """The same for a line with nothing between the two, in a list in which others have a sign or marks there."""
    match = _NOTHING_BETWEEN.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None or is_instruction(match["rest"]):
        return None
    return Answered(KINDS, match["text"].strip(), match["rest"])


def are_answers(found: Sequence[Answered], is_quiz: bool) -> bool:
    """Whether at least three quarters of what is behind questions answers them, and is no remark."""
    texts = [text for one in found if (text := one.rest.strip(" *_`."))]
    keys = [_DIGITS.sub("", text) if found[0].kind == _IN_BRACKETS else text for text in texts]
    repeats = Counter(key.casefold() for key in keys)
    said = verdicts(texts)
    answers = sum(
        not is_instruction(text) and (repeats[key.casefold()] == 1 or verdict is not None)
        for text, key, verdict in zip(texts, keys, said, strict=True)
    )
    return (found[0].kind != _IN_BRACKETS or is_quiz) and answers * 4 >= len(texts) * 3


def is_instruction(text: str) -> bool:
    """Whether a short text, such as one in a form, says what to write or is a remark: *e.g. 1.2*, *(optional)*."""
    asks = wants_answer(text)
    return text[:1] in "([" or names_extra(text) or asks or _ASIDE.end(text.lower()) > 0
