"""Lines of options that are called right: `- ✅ a tag`, `- [x] a tag`, `2. a tag *correct*`, `- a tag <- right`."""

from collections.abc import Iterator

from anki_export.source.outline import Outline
from anki_export.text.label_kinds import says_right
from anki_export.text.regex import regex
from anki_export.text.ticks_and_crosses import TICKS

_TICKED = regex(rf"\s*[-*+]\s+(?:[{TICKS}]|\[[xX]\]|.*[{TICKS}]\ufe0f?\s*\Z)")
"""A list item with a sign, which calls it right if the item above or below it has none."""
_REMARK = regex(
    r"\w\W*?(?:[(（\[](?P<words>[^()（）\[\]]{2,30})[)）\]]|[*_]{1,2}(?P<bold>[^*_]{2,30})[*_]{1,2})[\s.*_]*\Z"
    r"|(?:<[-–—=]+|[←⬅]\ufe0f?)\s*(?P<behind>[^\W\d_][^<>]{1,30})\Z"
)
"""A remark at the end of an option: `- a name **(Correct)**`, `- a name [correct]`, `- a name <- correct`."""
_OPTION = regex(r"\s*(?:[-*+]\s|\d{1,2}[.)]\s|\(?[^\W\d_][.)])")
_CLOSES = (")", "）", "]", "*", "_")
_ARROWS = ("<-", "<=", "←", "⬅")


def told_apart(outline: Outline) -> Iterator[int]:
    """The lines of options that are called right, unlike the one above or below."""
    for number, line in enumerate(outline.lines):
        if line and _may_call_right(line) and not outline.is_code[number] and calls_right(line):
            beside = outline.lines[max(0, number - 1) : number + 2]
            if not all(calls_right(one) for one in beside if _OPTION.match(one)):
                yield number


def _may_call_right(line: str) -> bool:
    """Whether a line has what marks a right option, as few do."""
    return not line.isascii() or "[" in line or "<" in line or line.rstrip(" .").endswith(_CLOSES)


def calls_right(line: str) -> bool:
    """Whether a sign or a word in the line of an option calls it right.

    >>> [calls_right(line) for line in ("- ✅ a tag", "- [x] a tag", "B) a tag (correct)", "- a")]
    [True, True, True, False]
    """
    return ((not line.isascii() or "[" in line) and _TICKED.match(line) is not None) or is_called_right(line)


def is_called_right(line: str) -> bool:
    """Whether a word at the end of an option calls it right.

    >>> [is_called_right(line) for line in ("- a tag **(Correct)**", "- a tag <-- correct")]
    [True, True]
    >>> [is_called_right(line) for line in ("- ✅ a tag", "- to turn (right)", "- bow <- front")]
    [False, False, False]
    """
    option = _OPTION.match(line)
    if option is None:
        return False
    may_have_words = line.rstrip(" .")[-1:] in _CLOSES or any(arrow in line for arrow in _ARROWS)
    found = _REMARK.search(line) if may_have_words else None
    return found is not None and says_right(next(filter(None, found.groups())).strip("*_ "))
