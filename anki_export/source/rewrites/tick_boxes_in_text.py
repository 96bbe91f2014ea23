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
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from anki_export.source.lines import is_blank, starts_block
from anki_export.source.outline import Outline
from anki_export.source.thresholds import HALF, WITH_ANSWERS
from anki_export.text.lazy_regex import regex
from anki_export.text.ticks_and_crosses import TICKS

_BOX = regex(r"(?P<indent>[ \t]*)(?:\((?P<one>[ xX])\)|\[(?P<several>[ xX])\])[ \t]+(?=\S)")
_CROSSED = "☒"
_DRAWN_BOX = regex(
    r"(?P<indent>[ \t>]*)(?P<item>(?:[-*+]|\d{1,2}[.)])[ \t]+)?(?P<letter>\(?[^\W_][.)][ \t]*)?"
    rf"(?P<box>[☐□{_CROSSED}])[ \t]*(?=\w)"
)
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
    runs: list[set[str]] = []
    for at, match in found.items():
        if at - 1 not in found:
            runs.append(set())
        runs[-1].add(match["box"])
    if not HALF.of(sum(len(one) > 1 and _CROSSED in one for one in runs), len(runs)):
        return text
    lines = list(outline.lines)
    for at, match in found.items():
        box = f"[{'x' if match['box'] == _CROSSED else ' '}] {match['letter'] or ''}"
        lines[at] = f"{match['indent']}{match['item'] or '- '}{box}{lines[at][match.end() :]}"
    return "\n".join(lines)


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
