"""Gaps in a text: words in double brackets, as in `Water boils at [[100]] °C`, which the front hides.

Brackets in code, such as those of a test in a shell script, are gaps only if there are none elsewhere, and then only
those without spaces inside.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from anki_export.text.lazy_regex import regex

_GAP = regex(r"(?<![!\[\\])\[\[(?P<text>[^\[\]]+)\]\](?![(\]])")
_GAP_IN_CODE = regex(r"\[\[(?P<text>[^\[\]\s](?:[^\[\]]*[^\[\]\s])?)\]\]")
_TICKS = regex(r"(`+)")
GAP_TAG, FILLED_TAG = '<span class="iq-gap">', '<strong class="iq-gap-filled">'
"""Tags around the sign of a gap, and around its words."""
SIGN = "[…]"


def has_gaps(lines: Sequence[str], is_code: Sequence[bool]) -> bool:
    """Whether lines have gaps; `is_code` says which of them are code."""
    return _are_in_text(lines, is_code) or any(
        code and _GAP_IN_CODE.search(line) for line, code in zip(lines, is_code, strict=False)
    )


def hidden(line: str) -> str:
    """A line outside of code with a sign for each gap, of the same width for all.

    >>> hidden("It is [[100]], not `[[ 1 ]]`")
    'It is <span class="iq-gap">[…]</span>, not `[[ 1 ]]`'
    """
    return _replaced(line, lambda match: f"{GAP_TAG}{SIGN}</span>")


def all_hidden(lines: Sequence[str], is_code: Sequence[bool]) -> list[str]:
    """The lines with a sign for each gap."""
    return _all_replaced(lines, is_code, hidden, SIGN)


def all_filled(lines: Sequence[str], is_code: Sequence[bool]) -> list[str]:
    """The lines with the words of each gap, marked where they are not code."""
    return _all_replaced(lines, is_code, _filled, r"\g<text>")


def _filled(line: str) -> str:
    return _replaced(line, lambda match: f"{FILLED_TAG}{match['text'].strip()}</strong>")


def _all_replaced(
    lines: Sequence[str], is_code: Sequence[bool], replaced: Callable[[str], str], in_code: str
) -> list[str]:
    are_in_text = _are_in_text(lines, is_code)
    return [
        replaced(line) if not code else line if are_in_text else _GAP_IN_CODE.sub(in_code, line)
        for line, code in zip(lines, is_code, strict=False)
    ]


def _are_in_text(lines: Sequence[str], is_code: Sequence[bool]) -> bool:
    return any(
        not code and "[[" in line and any(not span and _GAP.search(text) for text, span in _pieces(line))
        for line, code in zip(lines, is_code, strict=False)
    )


def _replaced(line: str, form: Callable[[re.Match[str]], str]) -> str:
    if "[[" not in line:
        return line
    return "".join(text if span else _GAP.sub(form, text) for text, span in _pieces(line))


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The text of a line in pieces, and whether each is a code span."""
    parts = _TICKS.split(line)  # those with odd indices are backticks
    by_length: defaultdict[int, list[int]] = defaultdict(list)
    for i in range(1, len(parts), 2):
        by_length[len(parts[i])].append(i)
    i = 0
    while i < len(parts):
        same = by_length[len(parts[i])] if i % 2 else []
        after = bisect_right(same, i)
        stop = same[after] + 1 if after < len(same) else i + 1
        yield "".join(parts[i:stop]), stop > i + 1
        i = stop
