"""Options whose boxes begin lines of text become a task list before a page is parsed, line by line:

    ?: Which layer has ports?       Q. Which layer has ports?
    ( ) network                     - [ ] network
    (X) transport                   - [x] transport

    ?: Which ones have headers?     Q. Which ones have headers?
    [X] network                     - [x] network
    [ ] physical                    - [ ] physical

    >>Which one counts hops?<<      **Q:** Which one counts hops?
    (x) network                     - [x] network
    ( ) link                        - [ ] link
    [explanation]                   Explanation:
    Each router takes one.          Each router takes one.
    [explanation]

At least two such lists have both boxes, and half of them.

Drawn boxes with a cross are ticked, too, as word processors write them, where others are empty and no sign is a tick:

    ☐ network                       - [ ] network
    ☒ transport                     - [x] transport

People cross boxes in forms and plans, too: the title of the page announces questions, or these have numbers or labels
and options of their own, not "yes" and "no".
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from anki_export.source.lines import is_blank, starts_block
from anki_export.source.outline import Outline
from anki_export.source.thresholds import HALF, WITH_ANSWERS
from anki_export.text.asking import announces_questions
from anki_export.text.lazy_regex import regex
from anki_export.text.ticks_and_crosses import TICKS
from anki_export.text.true_or_false import is_true_or_false
from anki_export.text.words_by_language import Words, alternatives

_BOX = regex(r"(?P<indent>[ \t]*)(?:\((?P<one>[ xX])\)|\[(?P<several>[ xX])\])[ \t]+(?=\S)")
_CROSSED = "☒"
_DRAWN_BOX = regex(
    r"(?P<indent>[ \t>]*)(?P<item>(?:[-*+]|\d{1,2}[.)])[ \t]+)?(?P<letter>\(?[^\W_][.)][ \t]*)?"
    rf"(?P<box>[☐□{_CROSSED}])[ \t]*(?=\w)"
)
_NUMBER_OR_LABEL = regex(
    lambda: rf"[ \t>#*_]*(?:\d{{1,3}}[.):]|(?:q|{alternatives('question', 'numbered', 'exercise')})(?![^\W\d_]))",
    re.IGNORECASE,
)
_SAYS_ONLY = Words("says_nothing")
_LABEL = regex(r"(?P<indent>[ \t]*)(?:\?:[ \t]+(?=\S)|(?:\\?>){2}(?=.*<<\s*\Z))")
_LABEL_END = regex(r"<<\s*\Z")
_EXPLANATION = regex(r"[ \t]*\[explanation\]\s*", re.IGNORECASE)


def boxes_in_text_as_tasks(text: str) -> str:
    """The text of a page with such options as task lists."""
    outline = Outline(text.split("\n"))
    lists = [one for one in _lists(outline) if len(one) > 1]
    if not WITH_ANSWERS.of(sum(len(set(one.values())) > 1 for one in lists), len(lists)):
        return text
    lines = list(outline.lines)
    boxes = {number for one in lists for number in one}
    asked = [number for number, line in enumerate(lines) if _LABEL.match(line) and not outline.is_code[number]]
    above = set[int]()
    for one in lists:
        between = takewhile(
            lambda number: number not in boxes and lines[number][:1] != "#", range(min(one) - 1, -1, -1)
        )
        above.update(next(([number] for number in between if number in asked), ()))
        for number, is_ticked in one.items():
            lines[number] = _BOX.sub(rf"\g<indent>- [{'x' if is_ticked else ' '}] ", lines[number])
    for number in asked:
        is_bracketed = not lines[number].lstrip().startswith("?:")  # one without boxes asks, too
        if number in above or (is_bracketed and above):
            sign = "**Q:**" if is_bracketed else "Q."
            lines[number] = _LABEL_END.sub("", _LABEL.sub(rf"\g<indent>{sign} ", lines[number]))
    marks = (number for number, line in enumerate(lines) if _EXPLANATION.fullmatch(line))
    explanations = [number for number in marks if not outline.is_code[number]]
    for at, number in enumerate(explanations if len(explanations) % 2 == 0 else ()):
        lines[number] = "" if at % 2 else "Explanation:"
    return "\n".join(lines)


def crossed_boxes_as_tasks(text: str) -> str:
    """The text of a page with task lists in place of such drawn boxes, where half of the lists have both kinds."""
    if any(sign in text for sign in TICKS):
        return text  # a cross is no tick beside these
    outline = Outline(text.split("\n"))
    found = {
        at: match
        for at, line in enumerate(outline.lines)
        if not outline.is_code[at] and (match := _DRAWN_BOX.match(line))
    }
    runs: list[list[re.Match[str]]] = []
    asked = 0
    for at, match in found.items():
        if at - 1 not in found:
            above = takewhile(lambda number: number not in found, range(at - 1, -1, -1))
            asked += any(_NUMBER_OR_LABEL.match(outline.lines[number]) for number in above)
            runs.append([])
        runs[-1].append(match)
    boxes = [{match["box"] for match in one} for one in runs]
    if not HALF.of(sum(len(one) > 1 and _CROSSED in one for one in boxes), len(runs)):
        return text
    options = [[match.string[match.end() :].strip().lower() for match in one] for one in runs]
    if not announces_questions(outline.title) and (not HALF.of(asked, len(runs)) or _is_form(options)):
        return text
    lines = list(outline.lines)
    for at, match in found.items():
        box = f"[{'x' if match['box'] == _CROSSED else ' '}] {match['letter'] or ''}"
        lines[at] = f"{match['indent']}{match['item'] or '- '}{box}{lines[at][match.end() :]}"
    return "\n".join(lines)


def _is_form(lists: Sequence[Sequence[str]]) -> bool:
    """Whether a list only has options such as "yes" and "no", or half of all options are in another list, too."""
    others = [one for one in lists if not is_true_or_false(one)]
    times = Counter(option for one in others for option in set(one))
    again = sum(count for count in times.values() if count > 1)
    return any(all(_SAYS_ONLY.end(option) == len(option) for option in one) for one in others) or (
        again > 0 and HALF.of(again, times.total())
    )


def _lists(outline: Outline) -> Iterator[dict[int, bool]]:
    """The lines of each list, and which of them are ticked."""
    found: dict[int, bool] = {}
    kind, is_text_above = ("", False), False
    for number, line in enumerate(outline.lines):
        box = _BOX.match(line) if not outline.is_code[number] else None
        if box and kind != (box["indent"], box["one"] is None):
            kind = box["indent"], box["one"] is None
            yield found
            found = {}
        if box:
            found[number] = (box["one"] or box["several"]) in ("x", "X")
        elif not is_blank(line) and (starts_block(line) or not is_text_above):
            yield found
            found = {}
        is_text_above = not is_blank(line)
    yield found
