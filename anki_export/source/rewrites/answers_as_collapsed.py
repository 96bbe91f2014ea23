"""Answers that a site shows or hides in a way of its own become collapsed blocks before a page is parsed.

Comments around an answer that a site hides become an element that does, line by line:

    <!-- begin answer style="display:none" -->      <!-- solution:start -->      <div class="answer">
    A fixed name.                                   A fixed name.                A fixed name.
    <!-- end answer -->                             <!-- solution:end -->        </div>

Open boxes named as answers, right below open boxes named as questions, become collapsed. So do admonitions and
callouts, `!!! tip "Answer"` and `> [!TIP] Answer`. Two of a page do so: one may be an aside. One asks or sets a task:
others are obstacles, and what is done about them.

    :::note Question 1                              :::note Question 1
    What is a keel?                                 What is a keel?
    :::                                             :::
    :::tip Answer                                   :::details Answer
    A fin below the hull.                           A fin below the hull.
    :::                                             :::

Cards of a grid become collapsed, where nearly all of a page ask in their titles, three or more, and lead to no page:

    :::{grid-item-card} What is a keel?             :::{dropdown} What is a keel?
    A fin below the hull.                           A fin below the hull.
    :::                                             :::
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from anki_export.source.lines import is_quoted, last_text, next_text
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.syntax.admonitions import COLLAPSED, OPEN, Opener, read_opener
from anki_export.source.syntax.callouts import read_callout
from anki_export.source.syntax.containers import read_container
from anki_export.source.thresholds import MARKED
from anki_export.text.classify_labels import answers_something, is_label, is_label_of, names_extra
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question, names_writer, sets_task_at_end, wants_answer

_ANSWER = ("answer", "solution")
_SEVERAL = 2
_EDGE = regex(
    r"(?P<margin>[ \t]*)<!--\s*(?:(?P<first>begin|start|end)[ \t:_-]+(?P<name>[^\W\d_]+)"
    r"|(?P<before>[^\W\d_]+)[ \t:_-]+(?P<last>begin|start|end))(?:\s[^<>]*)?-->[ \t]*",
    re.IGNORECASE,
)
_CARD = regex(r"(?P<marks>[ \t]*(?::{3,}|`{3,}|~{3,})[ \t]*)\{(?:grid-item-card|card)\}[ \t]*(?P<title>\S.*)\Z")
_OF_LINK = regex(r"[ \t]*:link:|[ \t]*\[[^\[\]]*\]\([^()]*\)[ \t]*\Z")
_FOOTER = "+++"
_COLONS = ":::"


def answer_comments_as_elements(outline: Outline) -> Changes:
    """The lines with such elements; comments that are not in pairs stay."""
    edges = {at: edge for at, line in enumerate(outline.lines) if "<!--" in line and (edge := _EDGE.fullmatch(line))}
    if not edges:
        return {}
    is_code = Outline(["" if at in edges else line for at, line in enumerate(outline.lines)]).is_code
    named = [(at, edge) for at, edge in edges.items() if not is_code[at] and _names(edge, *_ANSWER)]
    pairs = [(one, last) for one, last in pairwise(named) if not _closes(one[1]) and _closes(last[1])]
    if len(pairs) < _SEVERAL and not any(_names(opening, "answer") for (_, opening), _ in pairs):
        return {}
    changes: dict[int, str] = {}
    for (start, opening), (end, _) in pairs:
        changes[start], changes[end] = f'{opening["margin"]}<div class="answer">', f"{opening['margin']}</div>"
    return changes


def _names(edge: re.Match[str], *kinds: str) -> bool:
    return is_label_of(edge["name"] or edge["before"], *kinds)


def _closes(edge: re.Match[str]) -> bool:
    return (edge["first"] or edge["last"]).lower() == "end"


def open_answers_as_collapsed(outline: Outline) -> Changes:
    """The first lines of such answers, collapsed."""
    lines = outline.lines
    boxes = [
        (number, opener)
        for number, line in enumerate(lines)
        if line.startswith((OPEN, _COLONS, ">")) and not outline.is_code[number] and (opener := _open_box(line))
    ]
    found = [
        (above, number)
        for (above, asked), (number, said) in pairwise(boxes)
        if answers_something(said.title) and _is_named_question(asked.title) and _is_below(lines, above, number)
    ]
    asked = [lines[next_text(lines, above + 1)].strip(" >") for above, _ in found]
    is_list = len(found) >= _SEVERAL and any(wants_answer(line) or sets_task_at_end(line) for line in asked)
    return {number: _collapsed(lines[number]) for _, number in found} if is_list else {}


def _open_box(line: str) -> Opener | None:
    """The box that a line opens, if it is not collapsed."""
    quoted = line.lstrip("> ")
    opener = read_callout(quoted) if is_quoted(line) else read_opener(line) or read_container(line)
    return opener if opener and opener.marker == OPEN else None


def _is_named_question(title: str) -> bool:
    return is_label(title) and not names_extra(title) and not answers_something(title)


def _is_below(lines: Sequence[str], above: int, number: int) -> bool:
    """Whether nothing is between the end of a box and the next one."""
    last = last_text(lines, number)
    line = lines[last]
    return last > above and (line.strip(":") == "" or line[:1].isspace() or is_quoted(line))


def _collapsed(line: str) -> str:
    """The first line of a box, collapsed."""
    if is_quoted(line):
        return line.replace("]", "]-", 1)
    if line.startswith(OPEN):
        return COLLAPSED + line[len(OPEN) :]
    colons = line[: len(line) - len(line.lstrip(":"))]
    opener = read_container(line)
    return f"{colons} details {opener.title if opener else ''}"


def asking_cards_as_collapsed(outline: Outline) -> Changes:
    """The lines that open such cards as those of collapsed blocks, and without the rules above their footers."""
    lines = outline.lines
    cards = matching_lines(outline, _CARD)
    asking = sum(is_clear_question(match["title"]) for match in cards.values())
    linked = sum(_OF_LINK.match(lines[min(next_text(lines, at + 1), len(lines) - 1)]) is not None for at in cards)
    about = sum(names_writer(match["title"]) for match in cards.values())
    if linked or about or not MARKED.of(asking, len(cards)):
        return {}
    opened = {at: f"{match['marks']}{{dropdown}} {match['title']}" for at, match in cards.items()}
    return opened | {at: "" for at, line in enumerate(lines) if line.strip() == _FOOTER and not outline.is_code[at]}
