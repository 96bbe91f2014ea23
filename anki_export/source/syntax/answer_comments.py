"""Comments around an answer that a site hides become an element that does, line by line, before a page is parsed:

<!-- begin answer style="display:none" -->      <!-- solution:start -->      <div class="answer">
A fixed name.                                   A fixed name.                A fixed name.
<!-- end answer -->                             <!-- solution:end -->        </div>
"""

import re
from itertools import pairwise

from anki_export.source.outline import Outline
from anki_export.text.labels import is_label_of
from anki_export.text.regex import regex

_ANSWER = ("answer", "solution")
_SEVERAL = 2
_EDGE = regex(
    r"(?P<margin>[ \t]*)<!--\s*(?:(?P<first>begin|start|end)[ \t:_-]+(?P<name>[^\W\d_]+)"
    r"|(?P<before>[^\W\d_]+)[ \t:_-]+(?P<last>begin|start|end))(?:\s[^<>]*)?-->[ \t]*",
    re.IGNORECASE,
)


def has_answer_comments(text: str) -> bool:
    """Whether a page may have such comments."""
    return "<!--" in text and any(_EDGE.fullmatch(line) for line in text.split("\n") if "<!--" in line)


def answer_comments_as_elements(text: str) -> str:
    """The text of a page with such elements; comments that are not in pairs stay."""
    lines = text.split("\n")
    edges = {number: edge for number, line in enumerate(lines) if "<!--" in line and (edge := _EDGE.fullmatch(line))}
    is_code = Outline(["" if number in edges else line for number, line in enumerate(lines)]).is_code
    named = [(number, edge) for number, edge in edges.items() if not is_code[number] and _names(edge, *_ANSWER)]
    pairs = [(one, last) for one, last in pairwise(named) if not _closes(one[1]) and _closes(last[1])]
    if len(pairs) < _SEVERAL and not any(_names(opening, "answer") for (_, opening), _ in pairs):
        return text
    for (start, opening), (end, _) in pairs:
        lines[start], lines[end] = f'{opening["margin"]}<div class="answer">', f"{opening['margin']}</div>"
    return "\n".join(lines)


def _names(edge: re.Match[str], *kinds: str) -> bool:
    return is_label_of(edge["name"] or edge["before"], *kinds)


def _closes(edge: re.Match[str]) -> bool:
    return (edge["first"] or edge["last"]).lower() == "end"
