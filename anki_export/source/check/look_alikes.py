"""Letters of another alphabet that look like those around them: `сommit` with a Cyrillic с is no command."""

import re
import unicodedata
from collections.abc import Iterator

from anki_export.diagnostics import Rule
from anki_export.source.check.finding import Finding, Sheet

_LATIN = "A-Za-z\u00c0-\u024f"
_OTHERS = {"Cyrillic": "\u0400-\u052f", "Greek": "\u0370-\u03ff"}
_OTHER = re.compile("[\u0370-\u052f]")
_TWINS = {
    "Latin": frozenset("aceopxyijshABCEHIJKMOPSTXYZNk"),
    "Cyrillic": frozenset("асеорхуіјѕһԁԛԝАВСЕНІЈКМОРЅТХУ"),
    "Greek": frozenset("οΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"),
}
"""The letters of a script that are drawn like one of another; `μ`, `λ` or `Ω` are not."""
_ACRONYM = re.compile(r"[A-Z]{2,}[\u0400-\u052f]+")
"""`URLа`: Russian endings behind what is Latin."""


def look_alikes(sheet: Sheet) -> Iterator[Finding]:
    """Each word of two scripts in which all letters of one look like letters of the other."""
    lines = [(number, line) for number, line in enumerate(sheet.lines) if not line.isascii()]
    text = "".join(line for _, line in lines)
    for name, letters in _OTHERS.items() if _OTHER.search(text) else ():
        mixed = re.compile(rf"\w*(?:[{_LATIN}]\d*[{letters}]|[{letters}]\d*[{_LATIN}])\w*")
        for number, line in lines:
            for word in mixed.findall(line):
                latin = re.findall(f"[{_LATIN}]", word)
                other = re.findall(f"[{letters}]", word)
                scripts = sorted([("Latin", latin), (name, other)], key=lambda found: len(found[1]))
                strange = next((found for found in scripts if _TWINS[found[0]].issuperset(found[1])), None)
                if strange and not _ACRONYM.fullmatch(word):
                    yield _found(number, word, strange[1][0])


def _found(number: int, word: str, letter: str) -> Finding:
    name = unicodedata.name(letter).capitalize().replace("cyrillic", "Cyrillic").replace("latin", "Latin")
    return Finding(
        number,
        Rule.LOOK_ALIKE,
        f"{letter!r} in {word!r} is a {name} (U+{ord(letter):04X}), which only looks right",
        "type the word anew in one alphabet",
        needle=word,
    )
