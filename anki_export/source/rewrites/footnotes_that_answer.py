"""Footnotes that answer questions are put behind these, line by line:

    Review questions                              Review questions

    1. What is a keel?[^1]                        1. What is a keel? **Answer:** A fin below the hull.
    2. What is a jib?[^2]                         2. What is a jib? **Answer:** A sail.
    3. Name a spar.[^3]                           3. Name a spar. **Answer:** The boom.

    [^1]: A fin below the hull.

At least three items of lists, nearly all of those that end with a footnote, ask or set a task and have nothing below
them, and a title names a quiz: other footnotes are sources.
"""

from anki_export.source.lines import indent_of, is_blank, list_marker, next_text
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import MARKED
from anki_export.text.classify_labels import names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer

_NOTE = regex(r"\[\^(?P<name>[^\[\]\s]+)\]:[ \t]*(?=\S)")
_ITEM = regex(r" {0,3}(?:[-*+]|\d{1,3}[.)])[ \t]+(?P<asked>\S.*?)[ \t]*\[\^(?P<name>[^\[\]\s]+)\][ \t]*\Z")


def footnotes_behind_questions(outline: Outline) -> Changes:
    """The lines of such questions with their answers, and those of the footnotes without text."""
    notes = {match["name"]: at for at, match in matching_lines(outline, _NOTE).items()}
    items = {at: match for at, match in matching_lines(outline, _ITEM).items() if match["name"] in notes}
    asking = sum(wants_answer(match["asked"]) for match in items.values())
    if not MARKED.of(asking, len(items)) or len({match["name"] for match in items.values()}) < len(items):
        return {}
    titles = (outline.title, outline.title_above(min(items)))
    if not all(_is_alone(outline, at) for at in items) or not any(map(names_quiz, titles)):
        return {}
    lines, changes = outline.lines, dict[int, str]()
    for at, match in items.items():
        start = notes[match["name"]]
        ends = (n for n in range(start + 1, len(lines)) if is_blank(lines[n]) or _NOTE.match(lines[n]))
        stop = next(ends, len(lines))
        note = " ".join(map(str.strip, [lines[start].partition("]:")[2], *lines[start + 1 : stop]]))
        changes[at] = f"{match.string[: match.end('asked')]} **Answer:** {note}"
        changes |= dict.fromkeys(range(start, stop), "")
    return changes


def _is_alone(outline: Outline, at: int) -> bool:
    """Whether nothing is below an item that belongs to it."""
    lines = outline.lines
    below = next_text(lines, at + 1)
    is_below = below == at + 1 or (below < len(lines) and indent_of(lines[below]) > 1)
    return not is_below or below == len(lines) or bool(list_marker(lines[below]) or _NOTE.match(lines[below]))
