"""Text that the signs of Discord and Reddit hide becomes answers before a page is parsed: nothing else knows them.

    >! A fixed name. !<                   > A fixed name.

    1. What is a tag? ||A fixed name||    1. **Q:** What is a tag? **A:** A fixed name
    Q2. What is HEAD? >!A pointer!<       Q2. What is HEAD? **A:** A pointer
    - What is a branch?                   - **Q:** What is a branch?
      ||A movable name||                    **A:** A movable name
    A: ||A fixed name||                   A: A fixed name

Questions get labels if three or more of a page are written so, and most of these ask. Not answers: what is hidden in
the middle of a sentence, cells of tables, operators in code.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from anki_export.source.lines import last_text, list_marker, tick_box
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import number_of
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import MARKED
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer

_ONE = r"(?:\|\|[^|\n]+\|\||>![^\n]+?!<)"
_HIDDEN = regex(
    rf"(?<![^\s(*_>→:：])(?P<text>{_ONE}(?:[ \t]*[,;/&+][ \t]*{_ONE})*)[)*_]*[ \t]*[.。]?"
    r"[ \t]*(?P<remark>\([^()\n]*\))?[ \t]*\Z"
)
"""What is hidden at the end of a line, perhaps before a remark: `||red||, ||blue|| (see part 2)`."""
_WHOLE = regex(rf"(?P<indent>[ \t]*)(?P<text>{_ONE})[ \t]*\Z")
_SIGNS = regex(r"\|\||>!|!<")
_BEFORE = " \t(*_>→=–—-"
"""What is between a question and its answer."""
_COLONS = (":", "：")


class _Asked(NamedTuple):
    lead: str
    """The indent, or the marker of a list item."""
    text: str
    """The question without its number."""
    label: str
    """That of a question, unless the text has one."""
    is_item: bool
    """Whether it has a marker or a number."""

    @property
    def labelled(self) -> str:
        return f"{self.lead}{self.label}{self.text}"


def hidden_text_as_answers(outline: Outline) -> Changes:
    """The lines with hidden text as labelled answers, or as quotes where they are nothing else."""
    whole = matching_lines(outline, _WHOLE)
    changes = {at: f"{one['indent']}> {_shown(one)}" for at, one in whole.items()}
    pairs = list[tuple[_Asked, dict[int, str]]]()
    for at, one in whole.items():
        above = last_text(outline.lines, at)
        asked = _asked(outline.lines[above]) if above >= 0 and above not in whole else None
        if asked and asked.is_item:  # a quote below other text is its answer, too
            pairs.append((asked, {above: asked.labelled, at: f"{one['indent']}**A:** {_shown(one)}"}))
    for at, line, one in _behind(outline):
        before = line[: one.start()].rstrip(_BEFORE)
        answer = " ".join(filter(None, (_shown(one), one["remark"])))
        if before.rstrip("*_").endswith(_COLONS):
            changes[at] = f"{line[: one.start()]}{answer}"  # it has the label of an answer
        elif (asked := _asked(before)).is_item or wants_answer(asked.text):
            pairs.append((asked, {at: f"{asked.labelled} **A:** {answer}"}))
    is_quiz = MARKED.of(sum(wants_answer(asked.text) for asked, _ in pairs), len(pairs))
    return {**changes, **(dict(chain.from_iterable(lines.items() for _, lines in pairs)) if is_quiz else {})}


def _behind(outline: Outline) -> Iterator[tuple[int, str, re.Match[str]]]:
    """The lines with text before what is hidden at their end, outside of tables and headings."""
    for at, line in (*outline.lines_with("||"), *outline.lines_with("!<")):
        if outline.is_code[at] or line.lstrip()[:1] in ("|", "#"):
            continue
        one = _HIDDEN.search(line)
        if one and line[: one.start()].strip(_BEFORE):
            yield at, line, one


def _shown(match: re.Match[str]) -> str:
    return _SIGNS.sub("", match["text"]).strip()


def _asked(line: str) -> _Asked:
    """The text of a line as a question."""
    marker = list_marker(line)
    start = marker.end() if marker else len(line) - len(line.lstrip())
    box = tick_box(line[start:])
    text = line[start + (box.text if box else 0) :].lstrip()
    number = number_of(text)
    if number and number.mark == "Q":
        return _Asked(line[:start], text, "", is_item=True)
    text = number.rest if number else text
    return _Asked(line[:start], text, "**Q:** ", is_item=marker is not None or number is not None)
