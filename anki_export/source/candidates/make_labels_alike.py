"""Labels of questions and answers that look like the others of a page, but are written otherwise, are made like these.

    **В:** Что такое тег?          the usual one: of two or more, the one that most have
    **В**: Что такое ветка?        the colon is not in bold
    **B:** Что такое коммит?       the letter is that of another alphabet

They are labels where one may be: that of a question below an answer and above the next, or before text that asks, and
that of an answer below a question. A letter after that of the label above names an option.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import pairwise

from anki_export.source.body.option_letters import LETTERS, OTHERS
from anki_export.source.lines import is_rule
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.look_alike_letters import as_it_looks

_LABEL = regex(
    r"\s*(?:(?:[-*+]|\d{1,3}[.)])\s+)?(?P<label>(?P<open>\*\*|__)?(?P<word>[^\W\d_]{1,12})\s?(?P<number>\d{0,4})"
    r"(?P<inner>[:：])?(?(open)(?P<close>\*\*|__)?)(?(inner)|[:：]))"
)
_DIGITS = regex(r"\d+")
_HABIT = 2
"""This many show how labels are written."""


def with_labels_alike(page: Outline, kind_of: Callable[[int, str], bool | None]) -> Outline:
    """A page on which such labels are written like the others.

    `kind_of` is whether a line, with its number, begins with the label of a question, or of an answer; else None.
    """
    lines = list(page.lines)
    labels = {number: match for number, line in page.lines_with(":", "：") if (match := _LABEL.match(line))}
    looks = {(_look(label), _spelling(label)) for label in labels.values()}
    if len(looks) == len({look for look, _ in looks}):
        return page  # as most
    found = ((number, kind_of(number, line)) for number, line in enumerate(lines) if not page.is_code[number])
    kinds = {number: kind for number, kind in found if kind is not None}
    others = _written_otherwise(labels, kinds)
    kinds |= {number: kind for number, (_, kind) in others.items()}
    ends = {*(heading.line for heading in page.headings), *(n for n, line in enumerate(lines) if is_rule(line))}
    places = [-1, *sorted({*kinds, *ends}), -1]
    for above, number, below in zip(places, places[1:], places[2:], strict=False):
        if number in others and _may_be(kinds[number], kinds.get(above), kinds.get(below), lines[number]):
            start, end = labels[number].span("label")
            usual = _DIGITS.sub(labels[number]["number"], others[number][0])
            lines[number] = lines[number][:start] + usual + lines[number][end:]
    return Outline(lines) if lines != page.lines else page


def _written_otherwise(labels: Mapping[int, re.Match[str]], kinds: Mapping[int, bool]) -> dict[int, tuple[str, bool]]:
    """By their lines, how others that look like some labels are mostly written, and whether these ask; no options."""
    read: dict[str, Counter[tuple[str, bool]]] = {}
    for number, label in labels.items():
        if number in kinds:
            read.setdefault(_look(label), Counter())[_spelling(label), kinds[number]] += 1
    usual = {look: most for look, times in read.items() for most, count in times.most_common(1) if count >= _HABIT}
    options = {n for (_, above), (n, label) in pairwise(labels.items()) if _names_next(above["word"], label["word"])}
    left = {n: _look(label) for n, label in labels.items() if n not in kinds and n not in options}
    return {number: usual[look] for number, look in left.items() if look in usual}


def _may_be(kind: bool | None, above: bool | None, below: bool | None, line: str) -> bool:
    """Whether a line may begin with the label of a question, or of an answer, between others."""
    return (above is not True and below is False) or asks(line) if kind else above is True


def _look(label: re.Match[str]) -> str:
    """What is the same in labels that look alike."""
    has_number = "1" * bool(label["number"])
    return f"{label['open']}{as_it_looks(label['word'])}{has_number}{label['close']}"


def _spelling(label: re.Match[str]) -> str:
    """A label with any number as 1."""
    return _DIGITS.sub("1", label["label"])


def _names_next(above: str, word: str) -> bool:
    """Whether a letter is that of the option after another one, perhaps in another alphabet."""
    pairs = (f"{above}{word}".upper(), as_it_looks(f"{above}{word}"))
    return len(above) == len(word) == 1 and any(pair in names for pair in pairs for names in (LETTERS, *OTHERS))
