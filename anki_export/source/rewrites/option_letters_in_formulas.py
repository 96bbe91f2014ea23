r"""The letters of options that are in formulas become text before a page is parsed, line by line:

    $A.$ a name          A. a name
    $B.x^2$              B. $x^2$
    $C$. a number        C. a number

    Answer: $B$          Answer: B

Each list begins with A and has its letters in order, with nothing but blank lines between.
"""

import re
from collections.abc import Iterator

from anki_export.source.outline import Outline
from anki_export.text.classify_labels import label_stop
from anki_export.text.lazy_regex import regex

_LETTERS = "ABCDEFGHIJ"
_MAY_HOLD = regex(r"\n[ \t]*\$[ \t]*B[ \t]*(?:[.．、)]|\$[ \t]*[.．、)])")
_OPTION = regex(
    rf"(?P<indent>[ \t]*)\$[ \t]*(?P<letter>[{_LETTERS}])[ \t]*"
    r"(?:[.．、)](?P<formula>[^$]*)\$|\$[ \t]*[.．、)])[ \t]*"
)
_NAMED = regex(rf"[ \t]*\$[ \t]*(?P<letters>[{_LETTERS}]+)[ \t]*\$(?![^\W_])")


def letters_in_formulas_as_text(text: str) -> str:
    """The text of a page with such letters outside of formulas."""
    if "$" not in text or not _MAY_HOLD.search(text):
        return text
    outline = Outline(text.split("\n"))
    lines = list(outline.lines)
    options = dict(_options(outline))
    for number, match in options.items():
        formula = f"${text}$" if (text := (match["formula"] or "").strip()) else ""
        lines[number] = f"{match['indent']}{match['letter']}. {formula}{lines[number][match.end() :]}"
    for number, line in enumerate(lines) if options else ():
        if "$" in line and (stop := label_stop(line, "answer", "solution")) and (named := _NAMED.match(line, stop)):
            lines[number] = f"{line[:stop]} {named['letters']}{line[named.end() :]}"
    return "\n".join(lines)


def _options(outline: Outline) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of such options, of lists with at least two."""
    found: list[tuple[int, re.Match[str]]] = []
    for number, line in enumerate((*outline.lines, "-")):
        match = _OPTION.match(line) if "$" in line and not outline.is_code[number] else None
        if match and match["letter"] == _LETTERS[len(found) % len(_LETTERS)]:
            found.append((number, match))
        elif line.strip():
            yield from found if len(found) > 1 else ()
            found = [(number, match)] if match and match["letter"] == _LETTERS[0] else []
