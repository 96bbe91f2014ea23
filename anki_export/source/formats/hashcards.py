"""Flashcards of hashcards, with labels at the start of a line:

    Q: What is a tag?                       P: Solve x² = 4.       a problem and its solution
    A: A fixed name.                        S: x = ±2

    C: [Git] was first released in [2005].  a card for each gap

Texts continue over several lines, up to the next label, a rule or a heading. Pages are read that begin with such a card
and have another kind than `Q:`, which alone are labels; a page with a single `Q:` where other pages of its folder begin
with a card, too. The front matter's `name` is the deck, and `@/x.webp` a picture from the root of the collection.

Not questions: labels in code, an answer without a question, `C:` without gaps; options `A:`, `B:`, `C:`; links and
pictures are not gaps. See https://github.com/eudoxia0/hashcards.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from anki_export.diagnostics import Rule
from anki_export.source.candidates.flashcards_of_other_programs import (
    MOST_GAPS,
    cards_of_gaps,
    flashcard,
    gap_cards,
    gaps_in,
    id_behind,
    trimmed_lines,
)
from anki_export.source.candidates.obsidian_and_logseq_as_markdown import without_code
from anki_export.source.entry import Finding, Hints, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import end_of_text, is_rule
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Layout, Wanted
from anki_export.source.thresholds import INTRODUCED
from anki_export.text.lazy_regex import regex

NAME = "hashcards"
_LABEL = regex(r"(?P<label>[QAPSC]):(?![\\/:])[ \t]*")
_MARGIN = " \t>"
_OPTION = regex(r"[BD]:[ \t]")
_HEADING = regex(r" {0,3}#{1,6}[ \t]")
_ANSWER = {"Q": "A", "P": "S"}
_HINTS = {
    "Q": Hints("Q: {}", "write the question after Q:", "write the answer below it, after A:"),
    "P": Hints("P: {}", "write the problem after P:", "write the solution below it, after S:"),
    "C": Hints("C: {}", "write a text with [gaps] after C:", "write what the text hides in [brackets]"),
}


class _Part(Struct, frozen=True):
    """What follows a label."""

    label: str
    lines: range
    """Up to the next label, without blank lines at the end."""
    column: int
    """Where its text begins."""


def _read(outline: Outline, wanted: Wanted) -> Sequence[Span | Finding]:
    parts = list(_parts(outline))
    is_read = parts and _is_collection(outline, parts, wanted)
    return [*_cards(outline, parts), *_not_at_start(outline)] if is_read else ()


def _parts(outline: Outline) -> Iterator[_Part]:
    lines, opened = outline.lines, None
    for number, line in enumerate(lines):
        if outline.is_code[number]:
            continue
        match = _LABEL.match(line)
        if opened and (match or is_rule(line) or _HEADING.match(line)):
            yield _part(lines, *opened, number)
            opened = None
        if match:
            opened = match["label"], number, match.end()
    if opened:
        yield _part(lines, *opened, len(lines))


def _part(lines: Sequence[str], label: str, start: int, column: int, stop: int) -> _Part:
    return _Part(label, range(start, end_of_text(lines, start + 1, stop)), column)


def _is_collection(outline: Outline, parts: Sequence[_Part], wanted: Wanted) -> bool:
    """Whether a page is one of hashcards, and not one with labels of questions or of options."""
    if wanted.is_named(NAME):
        return True
    lines, is_code = outline.lines, outline.is_code
    labels = [part.label for part in parts]
    pairs = list(zip(labels, [*labels[1:], ""], strict=True))
    are_whole = [  # with an answer, or gaps
        _gaps(outline, part) if label == "C" else _ANSWER.get(label, below) == below
        for part, (label, below) in zip(parts, pairs, strict=True)
    ]
    above = zip(lines[: parts[0].lines.start], is_code, strict=False)
    texts = sum(not (code or not line.strip() or _HEADING.match(line) or is_rule(line)) for line, code in above)
    is_introduced = not texts or (all(are_whole) and INTRODUCED.of(len(parts), texts))
    if labels[0] not in "QPC" or not (are_whole[0] and is_introduced):
        return False
    if any(_OPTION.match(line) and not code for line, code in zip(lines, is_code, strict=True)):
        return False
    if ("P", "S") in pairs or ("C", True) in zip(labels, are_whole, strict=True):
        return True
    return labels == ["Q", "A"] and wanted.layout is Layout.CARDS


def _cards(outline: Outline, parts: Sequence[_Part]) -> Iterator[Span | Finding]:
    for part, below in zip(parts, [*parts[1:], None], strict=True):
        if part.label == "C":
            yield from _with_gaps(outline, part)
        elif part.label in _ANSWER:
            is_pair = below is not None and below.label == _ANSWER[part.label]
            yield _pair(outline, part, below if is_pair else None)
    for above, part in zip([None, *parts[:-1]], parts, strict=True):
        if part.label in _ANSWER.values() and not (above and _ANSWER.get(above.label) == part.label):
            asks = "Q:" if part.label == "A" else "P:"
            message = f"{part.label}: has no {asks} above it; skipped"
            yield Finding(part.lines.start, Rule.NOT_READ, message, f"write the question above it, after {asks}")


def _not_at_start(outline: Outline) -> Iterator[Finding]:
    """Labels of cards that are indented or quoted, and so belong to the text above them."""
    for number, line in enumerate(outline.lines):
        if ":" not in line or line[:1] not in _MARGIN or outline.is_code[number]:
            continue
        text = line.lstrip(_MARGIN)
        match = _LABEL.match(text)
        if match and (match["label"] != "C" or gaps_in([text], [False], "[")):
            message = f"{match['label']}: is not at the start of its line, and so belongs to the text above; skipped"
            yield Finding(
                number, Rule.NOT_READ, message, f"for a card, write {match['label']}: at the start of the line"
            )


def _pair(outline: Outline, part: _Part, answer: _Part | None) -> Span:
    lines = range(part.lines.start, (answer or part).lines.stop)
    back = _text(outline, answer) if answer else ([], part.lines.stop)
    place = id_behind(outline.lines[lines.start], lines.start)
    return flashcard(NAME, lines, (_text(outline, part), back), _HINTS[part.label], place)


def _text(outline: Outline, part: _Part) -> tuple[Sequence[str], int]:
    first, *others = outline.lines[part.lines.start : part.lines.stop]
    return trimmed_lines([first[part.column :], *others], part.lines.start)


def _gaps(outline: Outline, part: _Part) -> bool:
    lines, start = _text(outline, part)
    return bool(gaps_in(lines, outline.is_code[start : start + len(lines)], "["))


def _with_gaps(outline: Outline, part: _Part) -> Iterator[Span | Finding]:
    lines, start = _text(outline, part)
    is_code = outline.is_code[start : start + len(lines)]
    gaps = gaps_in(lines, is_code, "[")
    message, hint = "", _HINTS["C"].answer
    if not gaps:
        message = "C: has no [gap]; skipped"
    elif len(gaps) > MOST_GAPS:
        message, hint = f"text has {len(gaps)} gaps, more than the limit of {MOST_GAPS}; skipped", "split it"
    elif not all(map(_is_balanced, lines, is_code)):
        message, hint = "brackets of a gap are nested or not closed; skipped", r"write other brackets as \[ and \]"
    if message:
        yield Finding(part.lines.start, Rule.NOT_READ, message, hint)
    else:
        place = id_behind(outline.lines[part.lines.start], part.lines.start)
        yield cards_of_gaps(NAME, part.lines, gap_cards(lines, gaps), _HINTS["C"], place)


def _is_balanced(line: str, is_code: bool) -> bool:
    """Whether the brackets of a line are closed and not nested, except for those of links in gaps."""
    depth = 0
    for sign in _BRACKET.findall(without_code(line)) if not is_code else ():
        depth += 1 if sign == "[" else -1 if sign == "]" else 0
        if depth not in (0, 1):
            return False
    return depth == 0


_BRACKET = regex(r"\\.|[\[\]]")

HASHCARDS = Format(
    NAME,
    lambda text: text.startswith(("Q:", "P:", "C:")) or any(f"\n{label}:" in text for label in "QPC"),
    When.FLASHCARDS,
    flashcards=_read,
    shown=lambda first: "flashcards of hashcards (Q: … A: …)",
)
