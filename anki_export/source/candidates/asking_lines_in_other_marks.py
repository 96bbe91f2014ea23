"""Lines that ask and are not written like the questions of their page, so that none of them becomes a card.

They are reported:

    > ### What is a tag?        a heading in a quote, in a list, in HTML, or indented as code is
    What is a tag?              underlined
    ----
    What is a tag?              any line that is in the table of contents, or asks below a link back to the top
    **What is a tag?            half of the mark is missing, or it is damaged, as in `##.# Why?`
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from anki_export.diagnostics import Rule
from anki_export.source.candidates.navigation_links import leads_to_anchor, leads_to_top, listed_titles, title_in_list
from anki_export.source.candidates.question_candidate import candidate
from anki_export.source.entry import Finding
from anki_export.source.lines import indent_of, list_marker, task_item, without_bold, without_closing_marks
from anki_export.source.outline import Outline, html_heading
from anki_export.text.classify_labels import asks, is_label
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

_QUOTED = regex(r" {0,3}(?:>\s*)+(?:#{1,6}\s+|(?=\*\*|__))(?P<text>.+)")
_UNDERLINE = regex(r" {0,3}(?:-{2,}|={2,})\s*")
_HTML = regex(r"\s*<h(?P<level>[1-6])\b[^>]*>(?P<text>.+)</h(?P=level)>\s*", re.IGNORECASE)
_MARKED = regex(r"\s*(?:#{1,6}\s+|(?=\*\*\S|__\S))(?P<text>.+)")
_BULLET = regex(r"\s*[-*+]\s+#{1,6}\s+(?P<text>.+)")
_DAMAGED = regex(r"#+(?:[.:,;)*_–—-]|[^\x00-\x7f\w])\W*(?P<text>\w.*)")
_SLIPS = 2
"""This few bold lines that ask may be intended as headings: more are what the answers of a page look like."""
_OTHER_HEADING = "in quotes, lists or HTML, or indented"
IN_CODE = "in a code block"
_UNMARKED = "not marked like the other questions"
_SIGNS = regex(r"\?|#|\*\*|__|<h|<H|？|؟")
_LONGEST = 200
"""In characters: a longer line is a paragraph."""


def look_alikes(outline: Outline) -> Iterator[tuple[int, str, str]]:
    """The lines that ask but are not questions by their form, their texts, and how they are written."""
    lines = outline.lines
    listed = listed_titles(lines)
    others = {heading.line for heading in outline.headings}
    html = ((line, html_heading(lines, line)) for line in others if lines[line][:1] == "<")
    others |= {line for start, heading in html if heading for line in range(start, heading.stop)}
    bold = {one.line for one in outline.bold_lines}
    asking = [one for one in outline.bold_lines if asks(one.text) and not is_label(one.text)]
    slips = {one.line for one in asking if not _is_above_options(lines, one.line)} if len(asking) <= _SLIPS else set()
    for number, line in enumerate(lines):
        if not line or number in others or not (listed or _SIGNS.search(line)):  # most lines
            continue
        if outline.is_code[number] or line.isspace():
            continue
        found = _marked(line) or (_HTML.fullmatch(line) if "<h" in line.lower() else None)
        if len(line) > _LONGEST and not found:
            continue
        text = without_tags(found["text"] if found else line)
        text = without_bold(without_closing_marks(text.strip()))
        if found:
            one = candidate(range(number, number + 1), text)
            if one.is_clear or one.has_q or _is_listed(text, listed):
                yield number, text, _OTHER_HEADING
        elif number in slips or (line[0] != "[" and _is_listed(line, listed)):
            yield number, text, _UNMARKED
        elif number in bold or "](" in line:
            continue
        elif line.count("**") == 1 and is_clear_question(line.replace("**", "")):
            yield number, text, "only partly bold"
        elif (damaged := _DAMAGED.match(line)) and asks(text):
            yield number, damaged["text"], _UNMARKED
        elif asks(text) and line[0] not in "->|+*" and _is_below_link(lines, number):
            yield number, text, _UNMARKED
        elif asks(text) and line[0] not in "->|+*" and _is_underlined(lines, number):
            yield number, text, "underlined"


def told(places: Iterable[tuple[int, str, str]], example: str) -> Iterator[Finding]:
    """One diagnostic for each way in which lines are written; `example` is how the page writes its questions."""
    kinds: dict[str, list[tuple[int, str]]] = {}
    for line, text, kind in sorted(places):
        kinds.setdefault(kind, []).append((line, text))
    for kind, found in kinds.items():
        is_one = len(found) == 1
        look = "1 line looks like a question but is" if is_one else f"{len(found)} lines look like questions but are"
        message = f"{look} skipped: {kind} (first: {found[0][1]!r})"
        hint = "open and close the code block above it" if kind == IN_CODE else f"for a card, write it as {example}"
        yield Finding(found[0][0], Rule.NOT_READ, message, hint, places=[line for line, _ in found])


def _marked(line: str) -> re.Match[str] | None:
    """A heading or bold line in a quote, in a bullet list or indented."""
    if ">" in line and (match := _QUOTED.match(line)):
        return match
    if "#" in line and (match := _BULLET.match(line)):
        return match
    is_marked = ("#" in line or "**" in line or "__" in line) and line[0] in " \t"
    return _MARKED.match(line) if is_marked and indent_of(line) >= 4 else None


def _is_listed(line: str, listed: frozenset[str]) -> bool:
    """Whether a line is a title in the table of contents; a link to the title is not."""
    if not listed or "](#" in line or list_marker(line) is not None:
        return False
    return title_in_list(line) in listed


def _is_underlined(lines: Sequence[str], number: int) -> bool:
    """Whether a line is a separate paragraph with a line of dashes or equal signs below it."""
    is_above = number + 1 < len(lines) and _UNDERLINE.fullmatch(lines[number + 1]) is not None
    return is_above and (number == 0 or not without_tags(lines[number - 1]).strip())


def _is_above_options(lines: Sequence[str], number: int) -> bool:
    """Whether a line asks to choose: it belongs to the question above it."""
    return task_item(next((lines[n] for n in range(number + 1, len(lines)) if lines[n].strip()), "")) is not None


def _is_below_link(lines: Sequence[str], number: int) -> bool:
    """Whether a link back to the top ends what is above a line."""
    above = next((line for line in reversed(lines[max(0, number - 4) : number]) if without_tags(line).strip()), "")
    return leads_to_top(above) or leads_to_anchor(above)
