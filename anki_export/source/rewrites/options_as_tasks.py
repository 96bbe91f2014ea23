"""Options whose marks say which ones are right become task lists before a page is parsed, line by line.

Boxes that begin lines of text; at least two such lists have both boxes, and half of them:

    ?: Which layer has ports?       Q. Which layer has ports?
    ( ) network                     - [ ] network
    (X) transport                   - [x] transport

    >>Which one counts hops?<<      **Q:** Which one counts hops?
    [x] network                     - [x] network
    [ ] link                        - [ ] link
    [explanation]                   Explanation:
    Each router takes one.          Each router takes one.
    [explanation]

Drawn boxes with a cross, as word processors write them, where others are empty and no sign is a tick. People cross
boxes in forms and plans, too: the title of the page announces questions, or these have numbers or labels and options of
their own, not "yes" and "no".

    ☐ network                       - [ ] network
    ☒ transport                     - [x] transport

The names 1, X and 2, as in the quizzes of walks, where at least two questions have such options. What says which
ones are right is not read: these are reported as unanswered.

    1. The jib                      - [ ] The jib
    X. The mizzen                   - [ ] The mizzen
    2. The spanker                  - [ ] The spanker
    Answer: X

What the reader ticks off when it is known loses its box: in a section, all such items ask, three or more, half of them
with a word that asks, and nearly all have text below them, mostly a sentence.

    - [ ] Why reef a sail?          - Why reef a sail?
      - To carry less of it.          - To carry less of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from anki_export.source.lines import indent_of, is_blank, next_text, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to, matching_lines, runs
from anki_export.source.thresholds import HALF, MARKED, QUARTER, WITH_ANSWERS
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import announces_questions, has_question_word, names_writer
from anki_export.text.ticks_and_crosses import TICKS
from anki_export.text.true_or_false import is_true_or_false
from anki_export.text.word_patterns import Words, alternatives

_BOX = regex(r"(?P<indent>[ \t]*)(?:\((?P<one>[ xX])\)|\[(?P<several>[ xX])\])[ \t]+(?=\S)")
_LABEL = regex(r"(?P<indent>[ \t]*)(?:\?:[ \t]+(?=\S)|(?:\\?>){2}(?=.*<<\s*\Z))")
_LABEL_END = regex(r"<<\s*\Z")
_EXPLANATION = regex(r"[ \t]*\[explanation\]\s*\Z", re.IGNORECASE)
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
_NAMES = "1X2"
_OPTION = regex(r"(?P<indent>[ \t]*)(?P<bullet>[-*+][ \t]+)?(?:\*\*)?(?P<name>[1xX2])[.):](?:\*\*)?[ \t]+(?=\S)")
_RIGHT_NAMES = regex(r"(?:[^\w\n]*[^\W\d_][^:=\n\d]{0,40}[:=]|[ \t]*\d{1,2}[.):])(?:[^\w\n]*[\dxX]+(?!\w))+\W*\Z")
_FEWEST = 2
_TASK = regex(r"(?P<bullet>[-*+][ \t]+)\[[ xX]\][ \t]+(?=\S)")
_SENTENCE = 5
"""In words: what is done or decided is shorter."""


def _task(match: re.Match[str], before: str, *, is_right: bool) -> str:
    """The line of an option as an item of a task list, with a margin and bullet before its box."""
    return f"{before}[{'x' if is_right else ' '}] {match.string[match.end() :]}"


def boxes_in_text_as_tasks(outline: Outline) -> Changes:
    """The lines of options with boxes in text, and those that ask above them."""
    lists = [one for one in _lists_with_boxes(outline) if len(one) > 1]
    if not WITH_ANSWERS.of(sum(len(set(one.values())) > 1 for one in lists), len(lists)):
        return {}
    lines = list(outline.lines)
    asked = [number for number, line in enumerate(lines) if _LABEL.match(line) and not outline.is_code[number]]
    boxes = {number: is_ticked for one in lists for number, is_ticked in one.items()}
    above = set[int]()
    for one in lists:
        between = takewhile(
            lambda number: number not in boxes and lines[number][:1] != "#", range(min(one) - 1, -1, -1)
        )
        above.update(next(([number] for number in between if number in asked), ()))
    for number, is_ticked in boxes.items():
        lines[number] = _BOX.sub(rf"\g<indent>- [{'x' if is_ticked else ' '}] ", lines[number])
    for number in asked:
        is_bracketed = not lines[number].lstrip().startswith("?:")  # one without boxes asks, too
        if number in above or (is_bracketed and above):
            sign = "**Q:**" if is_bracketed else "Q."
            lines[number] = _LABEL_END.sub("", _LABEL.sub(rf"\g<indent>{sign} ", lines[number]))
    explanations = list(matching_lines(outline, _EXPLANATION))
    for at, number in enumerate(explanations if len(explanations) % 2 == 0 else ()):
        lines[number] = "" if at % 2 else "Explanation:"
    return changes_to(outline, lines)


def _lists_with_boxes(outline: Outline) -> Iterator[dict[int, bool]]:
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


def crossed_boxes_as_tasks(outline: Outline) -> Changes:
    """The lines with drawn boxes, where half of the lists have both kinds."""
    if any(sign in outline.text for sign in TICKS):
        return {}  # a cross is no tick beside these
    found = matching_lines(outline, _DRAWN_BOX)
    lists = runs(outline.lines, found)
    crossed = sum(len(one) > 1 and any(found[at]["box"] == _CROSSED for at in one) for one in lists)
    if not HALF.of(crossed, len(lists)):
        return {}
    ends = [-1, *(one[-1] for one in lists)]
    above = [outline.lines[end + 1 : one[0]] for end, one in zip(ends, lists, strict=False)]
    asked = sum(any(map(_NUMBER_OR_LABEL.match, lines)) for lines in above)
    options = [[outline.lines[at][found[at].end() :].strip().lower() for at in one] for one in lists]
    if not announces_questions(outline.title) and (not HALF.of(asked, len(lists)) or _is_form(options)):
        return {}
    return {
        at: _task(match, match["indent"] + (match["item"] or "- "), is_right=match["box"] == _CROSSED)
        for at, match in found.items()
    }


def _is_form(lists: Sequence[Sequence[str]]) -> bool:
    """Whether a list only has options such as "yes" and "no", or half of all options are in another list, too."""
    others = [one for one in lists if not is_true_or_false(one)]
    times = Counter(option for one in others for option in set(one))
    again = sum(count for count in times.values() if count > 1)
    return any(all(_SAYS_ONLY.end(option) == len(option) for option in one) for one in others) or (
        again > 0 and HALF.of(again, times.total())
    )


def one_x_two_as_tasks(outline: Outline) -> Changes:
    """The lines of options with the names 1, X and 2."""
    options = matching_lines(outline, _OPTION)
    lists = [at for at in options if _are_three(options, at)]
    if len(lists) < _FEWEST:
        return {}
    found = {at: options[at] for start in lists for at in range(start, start + len(_NAMES))}
    tasks = {at: _task(one, one["indent"] + (one["bullet"] or "- "), is_right=False) for at, one in found.items()}
    return dict.fromkeys(matching_lines(outline, _RIGHT_NAMES), "") | tasks


def _are_three(options: Mapping[int, re.Match[str]], at: int) -> bool:
    """Whether three options begin in a line."""
    three = [options[number] for number in range(at, at + len(_NAMES)) if number in options]
    return "".join(one["name"].upper() for one in three) == _NAMES and len({one["indent"] for one in three}) == 1


_ELLIPSES = ("…", "...")
"""What begins tasks that go on from a title: `…why it moves?`; other boxes are those of options, plans and forms."""


def asking_tasks_as_items(outline: Outline) -> Changes:
    """The lines of tasks that ask, without their boxes."""
    sections = dict[int, dict[int, str]]()
    found = matching_lines(outline, _TASK)
    for at, match in found.items():
        sections.setdefault(outline.part_at(at), {})[at] = match.string[match.end() :]
    return {
        at: f"{found[at]['bullet']}{text}"
        for tasks in sections.values()
        if _are_answered(outline, tasks)
        for at, text in tasks.items()
    }


def _are_answered(outline: Outline, tasks: Mapping[int, str]) -> bool:
    """Whether all tasks on some lines ask, and most have their answers below them."""
    said = [text for at in tasks if (text := _indented_below(outline, at))]
    sentences = sum(size_in_words(text) >= _SENTENCE for text in said)
    return (
        all(asks(text) and text.startswith(_ELLIPSES) for text in tasks.values())
        and MARKED.of(len(said), len(tasks))
        and HALF.of(sentences, len(said))
        and HALF.of(sum(map(has_question_word, tasks.values())), len(tasks))
        and not QUARTER.of(sum(map(names_writer, tasks.values())), len(tasks))  # a group decides
    )


def _indented_below(outline: Outline, at: int) -> str:
    """The first line of what is inside of an item; empty without it, or if it asks or has a box."""
    below = next_text(outline.lines, at + 1)
    line = outline.lines[below] if below < len(outline.lines) else ""
    text = line.strip(" \t-*+")
    return text if indent_of(line) > 1 and not (asks(text) or text.startswith("[")) else ""
