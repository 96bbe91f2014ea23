"""Tasks whose parts have letters, and whose answers have the same numbers and letters at the end of the page:

1. Add                  Answers
   a) 345 + 67
   b) 128 + 90          1. a) 412 b) 218        also `1a) 412`
"""

from collections.abc import Iterator, Sequence

from anki_export.source.outline import Outline
from anki_export.source.thresholds import LINES_THAT_ASK
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import names_dialogue

_NUMBER = regex(r" {0,3}(?P<number>\d{1,3})(?:[.):]\s|(?=[a-z][.)]\s))")
_LETTER = regex(r"(?<![^\s\d(])(?P<letter>[a-z])[.)]\s+(?=\S)")


def parts_with_key(outline: Outline) -> Sequence[int]:
    """The lines of the parts of tasks, if the same parts are below the only label for answers; none otherwise."""
    lines = outline.lines
    labels = [n for n, line in enumerate(lines) if is_label_of(line.strip(" \t#*_:："), "answer", "solution")]
    if len(labels) != 1 or names_dialogue(outline.title):
        return ()  # as in minutes
    asked, said = ([*_parts(outline, numbers)] for numbers in (range(labels[0]), range(labels[0], len(lines))))
    are_same = [name for _, name in asked] == [name for _, name in said]
    return [at for at, _ in asked] if are_same and LINES_THAT_ASK.of(len(asked), 0) else ()


def _parts(outline: Outline, numbers: range) -> Iterator[tuple[int, str]]:
    """The lines of parts with the number of their task and their letter."""
    number = ""
    for at in numbers:
        line = "" if outline.is_code[at] else outline.lines[at]
        start = _NUMBER.match(line)
        number = start["number"] if start else number
        for one in _LETTER.finditer(line, start.end() if start else 0) if number else ():
            yield at, number + one["letter"]
