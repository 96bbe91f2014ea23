"""Labels of answers that are abbreviated, or have a dash behind their colon, before a page is parsed, line by line:

    Ans. It floats.        **Ans:** It floats.
    *Solution.* 42         **Solution:** 42
    **Lsg.:** 42           **Answer:** 42          a word that may mean something else without the dot or colon
    Answer:- 42            **Answer:** 42

Two lines of a page have one: a single `Sol.` may be a sentence.
"""

import re

from anki_export.source.outline import Outline
from anki_export.text.label_kinds import is_label_of
from anki_export.text.languages import Words
from anki_export.text.regex import regex

_LABEL = regex(
    r"\n(?P<lead>[ \t>]*+)(?P<mark>\*\*?|__?)?(?P<word>[^\W\d_][^\s.:：()=*_–—-]{0,12})"
    r"(?P<sign>[ \t]?[.:：)=][ \t]?[:：]|[ \t]?[.:：)][-–—]|[ \t]?[.:：)）=]|[ \t]?[-–—])(?(mark)(?P=mark))"
    r"(?:[ \t]+(?=\S)|(?<=\.)(?=\d)|(?(mark)(?<=[*_])[ \t]*(?=\n|\Z)|(?!)))"
)
"""A line that begins with a word and a sign, and the line end before it, by which `re` finds it sooner."""
_WORDS = Words("answer", "solution", "short", ending=r"\Z")
_SHORT = Words("short", ending=r"\Z")
_NAMES = frozenset({"sol", "sv", "resp"})
"""Saints, notes and rates of breath, too."""
_LEAST = 2


def short_labels_in_full(text: str) -> str:
    """The text of a page with such labels as the formats read them."""
    found = [match for match in _LABEL.finditer("\n" + text) if _is_label(match)]
    if len(found) < _LEAST:
        return text  # as most
    lines = text.split("\n")
    is_code = Outline(lines).is_code
    number = place = 0
    for match in found:
        number += text.count("\n", place, match.start())
        place = match.start()
        if not is_code[number]:
            word = match["word"] if is_label_of(match["word"], "answer", "solution") else "Answer"
            lines[number] = f"{match['lead']}**{word}:** {lines[number][match.end() - match.start() - 1 :]}"
    return "\n".join(lines)


def _is_label(match: re.Match[str]) -> bool:
    """Whether a word with a sign is an abbreviation, or is in full before two signs; other words begin sentences."""
    word, sign = match["word"], match["sign"].strip()
    if word[0].islower():  # "ans" are years
        return False
    if sign[-1] in "-–—" and len(sign) > 1:
        return _WORDS.end(word.lower()) > 0
    if match["sign"][0].isspace() and sign in "-–—":
        return False
    is_name = sign in ".-–—" and not match["mark"] and word.lower() in _NAMES
    if sign == "." and match["mark"] and is_label_of(word, "answer", "solution"):
        return True  # *Solution.* It floats.
    return _SHORT.end(word.lower()) > 0 and not (is_name or (sign in ":：" and is_label_of(word, "answer")))
