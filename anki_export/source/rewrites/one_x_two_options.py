"""Options with the names 1, X and 2, as in the quizzes of walks, become task lists before a page is parsed:

    **1. Which sail is at the bow?**        **1. Which sail is at the bow?**
    1. The jib                              - [x] The jib
    X. The mizzen                           - [ ] The mizzen
    2. The spanker                          - [ ] The spanker

    Right row: 1, X, 2, X                   the right ones of all questions in their order

Or each question has a line with its own, `Answer: X`. At least two questions have such options; without a line that
tells the right ones, they get letters, so that they are reported as unanswered.
"""

import re
from collections.abc import Mapping, Sequence

from anki_export.source.outline import Outline
from anki_export.text.lazy_regex import regex

_NAMES = "1X2"
_OPTION = regex(r"(?P<indent>[ \t]*)(?P<bullet>[-*+][ \t]+)?(?:\*\*)?(?P<name>[1xX2])[.):](?:\*\*)?[ \t]+(?=\S)")
_NUMBER = r"(?:\d{1,2}[ \t]*[-–.:=)][ \t]*)?"
_ROW = regex(
    r"[^\w\n]*[^\W\d_][^:=\n\d]{0,40}[:=][ \t*_]*"
    rf"(?P<names>{_NUMBER}[1xX2](?!\w)(?:[\s,;.|/–—-]*{_NUMBER}[1xX2](?!\w))*|[1xX2]{{2,}})[\s.*_]*"
)
"""A label, and what it says is right: `Row: X, 1, 2`, `Row: X12`, `Row: 1-X, 2-1, 3-2`."""
_NUMBERED = regex(r"(?P<number>\d{1,2})[ \t]*[-–.:=)][ \t]*(?P<name>[1xX2])(?!\w)")
_ITEM = regex(r"[ \t]*(?P<number>\d{1,2})[.):][ \t]+(?:\*\*)?(?P<name>[1xX2])(?:\*\*)?\s*")
_FEWEST = 2


def one_x_two_as_tasks(text: str) -> str:
    """The text of a page with such options as task lists."""
    outline = Outline(text.split("\n"))
    options = {
        at: match for at, line in enumerate(outline.lines) if not outline.is_code[at] and (match := _OPTION.match(line))
    }
    lists = [at for at in options if _are_three(options, at)]
    if len(lists) < _FEWEST:
        return text
    lines = list(outline.lines)
    answers = _right_ones(lines, lists)
    for start, right in zip(lists, answers or [""] * len(lists), strict=True):
        for at, name in enumerate(_NAMES):
            match = options[start + at]
            sign = f"[{'x' if name == right else ' '}]" if right else f"{'ABC'[at]})"
            lines[start + at] = f"{match['indent']}{match['bullet'] or '- '}{sign} {match.string[match.end() :]}"
    for at, line in enumerate(lines if answers else ()):
        if _ROW.fullmatch(line) or _ITEM.fullmatch(line):
            lines[at] = ""
    return "\n".join(lines)


def _are_three(options: Mapping[int, re.Match[str]], at: int) -> bool:
    """Whether three options begin in a line."""
    three = [options[number] for number in range(at, at + len(_NAMES)) if number in options]
    return "".join(one["name"].upper() for one in three) == _NAMES and len({one["indent"] for one in three}) == 1


def _right_ones(lines: Sequence[str], lists: Sequence[int]) -> Sequence[str]:
    """The name of the right option of each question: from one line below all of them, or from one line for each."""
    rows = {at: _names(match["names"]) for at, line in enumerate(lines) if (match := _ROW.fullmatch(line))}
    *_, last = rows.items() if rows else [(-1, "")]
    if len(rows) == 1 and last[0] > lists[-1] and len(last[1]) == len(lists):
        return last[1]
    items = [match for line in lines[lists[-1] + len(_NAMES) :] if (match := _ITEM.fullmatch(line))]
    if not rows and [int(one["number"]) for one in items] == [*range(1, len(lists) + 1)]:
        return [one["name"].upper() for one in items]
    own = [
        name
        for start, stop in zip(lists, [*lists[1:], len(lines)], strict=True)
        for name in [*(rows[at] for at in range(start + len(_NAMES), stop) if at in rows)][:1]
    ]
    return own if len(own) == len(lists) == len(rows) and all(len(one) == 1 for one in own) else ()


def _names(row: str) -> str:
    """The names in a row, without the numbers of their questions if these count up from 1."""
    numbered = [*_NUMBERED.finditer(row)]
    if numbered and [int(one["number"]) for one in numbered] == [*range(1, len(numbered) + 1)]:
        return "".join(one["name"].upper() for one in numbered)
    return "".join(name for name in row.upper() if name in _NAMES)
