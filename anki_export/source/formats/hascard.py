"""Decks of hascard: pages that are nothing but headings, each with what is below it, and rules between.

    # Mooring                    a card, up to the rule
    Making a boat fast.

    ---

    # Which rope stops a boat?
    - the halyard                a wrong option
    * the spring                 the right one; where there may be several, `[*]` and `[ ]`

A page is read if it has a card with such options: one item with a star among two others with a dash below a title that
asks, or boxes. Two items such as `- before` and `* now` are often a slip of somebody who lists both.

Not questions: slides, which have headings and rules but no such options; pages with text before a heading or with other
headings. Lists to sort (`[1] …`) and texts with `_gaps_` are reported. See https://github.com/Yvee1/hascard.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.candidates.flashcards_of_other_programs import flashcard, id_behind, trimmed_lines
from anki_export.source.entry import Finding, Hints, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import next_text, without_code_spans
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question

NAME = "hascard"
_HEADING = regex(r"#{1,6}[ \t]+(?P<text>\S.*)")
_OPTION = regex(r"(?P<mark>[-*])[ \t]+(?=\S)")
_BOX = regex(r"\[(?P<mark>[* ])\][ \t]+(?=\S)")
_PLACE = regex(r"\[\d{1,2}\][ \t]+\S")
_GAP = regex(r"(?<![\w_])_(?![\s_])[^_\n]+(?<!\s)_(?![\w_])")
_STAR = "*"
_FEWEST = 2
"""Cards of a deck, and options of a card."""
_HINTS = Hints(
    question="# {}",
    title="write the question in a heading",
    answer="write the answer below the heading, and a rule --- below the answer",
)


def _read(outline: Outline, wanted: Wanted) -> Sequence[Span | Finding]:
    cards = list(_cards(outline, wanted.front_matter))
    are_cards = len(cards) >= _FEWEST and all(_is_card(outline, card) for card in cards)
    if not are_cards or not (wanted.is_named(NAME) or any(_shows_deck(outline, card) for card in cards)):
        return ()
    return [_card(outline, card) for card in cards]


def _cards(outline: Outline, first: int) -> Iterator[range]:
    """The lines between rules that have text, from the first one with text on."""
    lines = outline.lines
    rules = (number for number in outline.rules if number >= first)
    for above, stop in pairwise([first - 1, *rules, len(lines)]):
        start = next_text(lines, above + 1)
        if start < stop:
            yield range(start, stop)


def _is_card(outline: Outline, card: range) -> bool:
    """Whether lines begin with a heading and have no other one."""
    return [n for n in card if not outline.is_code[n] and _HEADING.match(outline.lines[n])] == [card.start]


def _options(outline: Outline, card: range) -> tuple[Sequence[str], bool]:
    """The marks of the options right below a heading, and whether they are boxes."""
    start = next((number for number in card[1:] if outline.lines[number].strip()), card.stop)
    for pattern in (_BOX, _OPTION):
        matches = takewhile(bool, map(pattern.match, outline.lines[start : card.stop]))
        if marks := [match["mark"] for match in matches if match]:
            return marks, pattern is _BOX
    return (), False


def _shows_deck(outline: Outline, card: range) -> bool:
    """Whether a card can only be one of hascard."""
    marks, is_box = _options(outline, card)
    if is_box:
        return _STAR in marks and len(marks) >= _FEWEST
    return _has_one_star(marks) and len(marks) > _FEWEST and is_clear_question(outline.lines[card.start].lstrip("# \t"))


def _has_one_star(marks: Sequence[str]) -> bool:
    return marks.count(_STAR) == 1 < len(marks)


def _card(outline: Outline, card: range) -> Span | Finding:
    title = _HEADING.match(outline.lines[card.start])["text"]  # type: ignore[index]
    below, start = trimmed_lines(outline.lines[card.start + 1 : card.stop], card.start + 1)
    texts = [line for number, line in enumerate(below, start) if not outline.is_code[number]]
    marks, is_box = _options(outline, card)
    is_mixed = len(set(marks)) > 1 and not is_box
    if is_mixed and not _has_one_star(marks):
        message, hint = "card has several options with a star; skipped", "write [*] and [ ] where several are right"
        return Finding(card.start, Rule.NOT_READ, message, hint)
    if not marks and any(map(_PLACE.match, texts)):
        message = "card asks for the order of items; skipped"
        return Finding(card.start, Rule.NOT_READ, message, "write what is first to last as a numbered list")
    if not marks and any(_GAP.search(without_code_spans(line)) for line in texts):
        message, hint = "card has a text with _gaps_; skipped", "ask for the words, or stress them with *…*"
        return Finding(card.start, Rule.NOT_READ, message, hint)
    place = id_behind(outline.lines[card.start], card.start)
    lines = range(card.start, max(start + len(below), card.start + 1))
    if not (is_box or is_mixed):
        return flashcard(NAME, lines, (([title], card.start), (below, start)), _HINTS, place)
    pattern = _BOX if is_box else _OPTION
    ticked = [f"- [{'x' if mark == _STAR else ' '}] " for mark in marks]
    options = [pattern.sub(tick, line, count=1) for tick, line in zip(ticked, below, strict=False)]
    back = [*options, *below[len(marks) :]], start
    span = flashcard(NAME, lines, (([title], card.start), back), _HINTS, place)
    return replace(span, answer=None, has_options=True, is_term=False)


HASCARD = Format(
    NAME,
    lambda text: text.lstrip().startswith("#") and ("\n* " in text or "\n[*] " in text) and "\n---" in text,
    When.FLASHCARDS,
    flashcards=_read,
    shown=lambda first: "flashcards of hascard (# … ---)",
)
