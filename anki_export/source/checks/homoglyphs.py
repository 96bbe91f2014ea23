"""Letters of another alphabet that look like those around them: `сommit` with a Cyrillic с is not a command."""

import re
import unicodedata
from collections.abc import Iterator

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, Finding
from anki_export.text.lazy_regex import regex
from anki_export.text.look_alike_letters import CAPITALS

_LATIN = "A-Za-z\u00c0-\u024f"
_OTHERS = {"Cyrillic": "\u0400-\u052f", "Greek": "\u0370-\u03ff"}
_OTHER = regex("[\u0370-\u052f]")
_SMALL = {"Cyrillic": ("асеорхуіјѕһԁԛԝ", "aceopxyijsh"), "Greek": ("ο", "o")}
_TWINS, _LATIN_TWINS = ({name: frozenset(_SMALL[name][at] + CAPITALS[name][at]) for name in _SMALL} for at in (0, 1))
"""The letters of a script that look like Latin ones, unlike `μ`, `λ` or `Ω`; and these."""
_WORDS = regex(r"\w+")
_WORD = 3
"""Letters of another script that make a word in that script, unlike `ΔT`."""
_ACRONYM = regex(r"[A-Z]{2,}[\u0400-\u052f]+")
"""`URLа`: Latin acronyms with Russian endings."""


def mixed_script_words(checked_page: CheckedPage) -> Iterator[Finding]:
    """Report each mixed-script word in which all letters of one script look like letters of the other."""
    text = checked_page.outline.text
    if text.isascii() or not _OTHER.search(text):
        return
    lines = [(number, line) for number, line in enumerate(checked_page.lines) if not line.isascii()]
    for name, letters in _OTHERS.items():
        mixed = re.compile(rf"[{_LATIN}]\d*[{letters}]|[{letters}]\d*[{_LATIN}]")
        for number, line in lines:
            for word in filter(mixed.search, _WORDS.findall(line)):
                latin, other = re.findall(f"[{_LATIN}]", word), re.findall(f"[{letters}]", word)
                if _ACRONYM.fullmatch(word):
                    continue
                if _TWINS[name].issuperset(other):
                    yield _found(number, word, other[0])
                elif len(other) >= _WORD and _LATIN_TWINS[name].issuperset(latin):
                    yield _found(number, word, latin[0])


def _found(number: int, word: str, letter: str) -> Finding:
    name = unicodedata.name(letter).capitalize().replace("cyrillic", "Cyrillic").replace("latin", "Latin")
    message = f"{letter!r} in {word!r} is a {name} (U+{ord(letter):04X}), a look-alike"
    return Finding(number, Rule.LOOK_ALIKE, message, "retype the word in one alphabet", needle=word)
