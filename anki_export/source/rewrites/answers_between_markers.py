"""Comments around an answer that a site hides become an element that does, line by line, before a page is parsed:

<!-- begin answer style="display:none" -->      <!-- solution:start -->      <div class="answer">
A fixed name.                                   A fixed name.                A fixed name.
<!-- end answer -->                             <!-- solution:end -->        </div>

So do headings in capitals, of which others surround the question, with boxes before its options:

# BEGIN PROBLEM
Which one floats?                               Which one floats?

( ) A stone                                     - [ ] A stone

( ) A boat                                      - [ ] A boat

# BEGIN SOLUTION                                <div class="answer">
A boat.                                         A boat.
# END SOLUTION                                  </div>
# END PROBLEM                                   ***
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex

_ANSWER = ("answer", "solution")
_SEVERAL = 2
_MARKS = ("<!--", "# BEGIN ", "# END ")
_BOX = regex(r"\A {0,3}(?:\[ ?\]|\( ?\)) (?=\S)")
_EDGE = regex(
    r"(?P<margin>[ \t]*)(?:<!--|(?P<heading>\#{1,6}(?=[ \t]+(?-i:BEGIN|END)[ \t])))\s*"
    r"(?:(?P<first>begin|start|end)[ \t:_-]+(?P<name>[^\W\d_]+)"
    r"|(?P<before>[^\W\d_]+)[ \t:_-]+(?P<last>begin|start|end))(?(heading)|(?:\s[^<>]*)?-->)[ \t]*",
    re.IGNORECASE,
)


def answer_comments_as_elements(outline: Outline) -> Changes:
    """The lines with such elements; comments and headings that are not in pairs stay."""
    lines = list(outline.lines)
    edges = _edges(lines)
    if not edges:
        return {}
    is_code = Outline(["" if number in edges else line for number, line in enumerate(lines)]).is_code
    edges = {number: edge for number, edge in edges.items() if not is_code[number]}
    named = [(number, edge) for number, edge in edges.items() if _names(edge, *_ANSWER)]
    pairs = [(one, last) for one, last in pairwise(named) if not _closes(one[1]) and _closes(last[1])]
    others = {number: edge for number, edge in edges.items() if edge["heading"] and not _names(edge, *_ANSWER)}
    if len(pairs) < (1 if others else _SEVERAL) and not any(_names(opening, "answer") for (_, opening), _ in pairs):
        return {}
    for (start, opening), (end, _) in pairs:
        lines[start], lines[end] = f'{opening["margin"]}<div class="answer">', f"{opening['margin']}</div>"
    if pairs and others:
        lines = [line if code else _BOX.sub("- [ ] ", line) for line, code in zip(lines, is_code, strict=True)]
        for number, edge in others.items():
            lines[number] = "***" if _closes(edge) else ""
    return changes_to(outline, lines)


def _edges(lines: Sequence[str]) -> dict[int, re.Match[str]]:
    """The lines that may be such a comment or heading."""
    may_be = ((number, line) for number, line in enumerate(lines) if any(mark in line for mark in _MARKS))
    return {number: edge for number, line in may_be if (edge := _EDGE.fullmatch(line))}


def _names(edge: re.Match[str], *kinds: str) -> bool:
    return is_label_of(edge["name"] or edge["before"], *kinds)


def _closes(edge: re.Match[str]) -> bool:
    return (edge["first"] or edge["last"]).lower() == "end"
