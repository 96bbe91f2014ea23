"""Flashcards of Obsidian's plugin Spaced Repetition, on pages that say so:

    #flashcards/Networks                    or the tag in the front matter; its rest names the deck

    What does ARP find?::A hardware address.
    TTL:::How long an answer may be kept    both ways: two cards; also `::@::`, and `:@:` for one way
    <!--SR:!2025-06-11,17,250-->            what the plugin knows; a page with it needs no tag

    Which fields does a UDP header have?
    ?                                       `??` for both ways
    - ports
    - length

    ## What is an MTU? #card                of the plugin Flashcards, or #flashcard; `#card-reverse` for both ways
    The size of the largest packet.

    MTU::The size of the largest packet.    where that plugin has numbered the line, on any page
    ^1614701123456

    Water boils at ==100 °C==.              a card for each gap, where such a comment is below, a card is next to it,
                                            the section has nothing else, or the settings say so

    Why does it float? :: It is light.      on any page where most such lines ask, as do most texts above a line `?`

A card in a line ends with it, perhaps in a list or bold; the first `::` outside of code, formulas and brackets counts.
Lines that touch a line `?` are the question; the answer continues up to a blank line. Code has blank lines inside.

Not questions: `key:: value` on other pages, fields of links and tags, C++ names in code, `::=`, tables, headings; gaps
without a mark. See https://www.stephenmwangi.com/obsidian-spaced-repetition/.
"""

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from itertools import groupby
from operator import itemgetter
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.candidates.flashcards_of_other_programs import (
    CARD_ID,
    MOST_GAPS,
    Gap,
    apart,
    cards_of_gaps,
    flashcard,
    gap_cards,
    gaps_in,
    id_behind,
    trimmed_lines,
)
from anki_export.source.candidates.obsidian_and_logseq_as_markdown import (
    SCHEDULE,
    embedded_notes,
    formulas,
    markdown,
    masked,
    masked_code,
)
from anki_export.source.entry import Finding, Hints, IdPlace, Span
from anki_export.source.formats.obsidian_anki_plugins import CARD_NUMBER, TAGS_BEHIND, tagged_paragraphs
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import end_of_text, indent_of, is_rule, list_marker, next_text
from anki_export.source.naming.obsidian_deck_tags import tag_pattern
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.classify_labels import asks
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import names_writer

NAME = "obsidian"
_SEPARATOR = regex(r"(?<!:)(?P<mark>(?<=[ \t])(?P<colons>::?)[^\w\s:=-](?P=colons)(?=[ \t]|\Z)|:::?)(?![:=])")
"""The plugin lets its users choose one: often colons around a sign, so that no text has it by chance."""
_SPACED = " :: "
_SEPARATORS = (_SPACED, "?::", "？::", "؟::")
"""Between spaces, or behind a question mark: that of code is neither."""
_FEW_WORDS = 3
"""The key of a field has fewer."""
_BELOW = frozenset({"?", "??"})
_SPEAKER = regex(r"(?:\S+[ \t]+){0,2}?(?:\S*[:：][*_]*\s|\W*[<@]\w)")
"""Who asks, in a chat in which others answer `?`: `Anna: when?`, `[10:02] <anna> when?`."""
_MARKED = regex(r"\n\?\??[ \t]*\n")
_START = regex(r"\s*(?:>[\s>]*(?:\[![\w-]+\][-+]?[ \t]*)?)?(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?)?")
"""What is before the text of a line: quotes, the kind of a callout, the marker of a list item, a box."""
_FIELD = regex(r"[\w-]+::(?:[ \t]|\[\[[^\[\]]*\]\]|#[\w/-]+|,)+")
"""A field of notes, such as `up:: [[Networks]]`: its value only leads elsewhere."""
_KEY = regex(r"[ \t]*(?:[-*+][ \t]+)?[\w-]+\??::[ \t]")
_TAGS = regex(r"[ \t]*(?:#[\w/-]+[ \t,]*)+")
_HEADING = regex(r" {0,3}#{1,6}[ \t]")
_TAGGED = regex(
    rf" {{0,3}}#{{1,6}}[ \t]+(?P<text>\S.*?)[ \t]+#(?:flash)?card(?:-spaced)?"
    rf"(?P<reverse>[-/]reverse)?{TAGS_BEHIND}[ \t]*"
)
_MARKS_OF_CARDS = ("<!--SR:", "#card", "#flashcard")
_NUMBERED = regex(r"::[^\n]*\n\^\d{13}")
_FOOTNOTE = regex(r" {0,3}\[\^(?P<label>[^\[\]\n]+)\]:")
_HABIT = 2
"""So many headings with the tag are no anchors or names, and so many cards no accident."""
_NO_TEXT = (">", "![", "%%", "<", "|")
"""How quotes, pictures, comments, elements and tables begin."""
_Holds = Literal["card", "gap", "text"]
"""What some lines hold."""
_CODE_INDENT = 4
"""In columns."""
_SIGNS = ("**", "__", "*", "_")
_HINTS = Hints(
    question="{}::the answer",
    title="write the question before ::",
    answer="write the answer after ::, or below a line ?",
    hidden="a line ? and text below it",
)


class _Page(Struct, frozen=True):
    outline: Outline
    """The page without the comments of the plugin."""
    scheduled: dict[int, int]
    """The lines with such a comment, and how many cards it is about."""
    tag: re.Pattern[str]
    footnotes: frozenset[str]
    """The labels of those that the page defines."""


def _read(outline: Outline, wanted: Wanted) -> Sequence[Span | Finding]:
    page = _page(outline, wanted)
    numbered = list(_numbered(page))
    spans = [*numbered]
    is_read = bool(page.scheduled) or wanted.has_flashcards or wanted.is_named(NAME)
    headings = list(_tagged(page))
    if headings and (beside := [span for span in tagged_paragraphs(outline) if span.body]):
        read = {number for span in (*headings, *spans) for number in span.lines}
        headings += [replace(span, format=NAME) for span in beside if read.isdisjoint(span.lines)]
    spans += headings if len(headings) >= _HABIT or spans or wanted.has_flashcards else []
    if not (spans or is_read):
        return ()
    found: list[Span | Finding] = list(spans)
    unread: list[int] = []
    tagged = {number for span in spans for number in span.lines}
    segments = [one for one in _segments(page) if one.start not in tagged] if is_read else []
    alone = _gaps_beside_cards(page, segments)
    for segment in segments:
        found += _cards(page, segment, ["=="] if segment.start in alone else wanted.flashcard_gaps, unread)
    if numbered and not is_read:
        found += _unnumbered(page, tagged)
    if unread:
        message = f"{len(unread)} texts with ==gaps== that the plugin has not scheduled; none of them becomes a card"
        signs = json.dumps([*wanted.flashcard_gaps, "=="])
        hint = f"add flashcard_gaps = {signs} to the settings"
        found.append(Finding(unread[0], Rule.OTHER_OPENERS, message, hint, places=unread))
    taken = {line for span in found if isinstance(span, Span) for line in span.lines}
    for number, note in embedded_notes(page.outline.lines, page.outline.is_code):
        if number in taken:
            hint = "write on the page what the card should show"
            message = f"note {note!r} is embedded; a card shows only its name"
            found.append(Finding(number, Rule.RAW_SYNTAX, message, hint, needle="![["))
    return found


def lines_that_ask(outline: Outline, wanted: Wanted) -> Sequence[Span | Finding]:
    """The questions of any page in front of `::` or above a line `?`, if enough are there, and most such texts ask.

    And a report of the lines beside them that do not.
    """
    if not _may_ask(outline.text):
        return ()  # as nearly all pages
    page = _page(outline, wanted)
    above = _above_marks(page)
    return [*above, *_before_colons(page, len(above))]


def _above_marks(page: _Page) -> Sequence[Span]:
    found = [(segment, _marks(page, segment)) for segment in _segments(page)]
    cards = [_below(page, segment, marks[0]) for segment, marks in found if len(marks) == 1]
    asked = [card for card in cards if card.body and asks(card.written) and not _SPEAKER.match(card.written)]
    return asked if thresholds.WITH_ANSWERS.of(len(asked), sum(len(marks) for _, marks in found)) else ()


def _before_colons(page: _Page, above: int) -> Iterator[Span | Finding]:
    """Those in lines, if enough are in front of ` :: ` or `?::`, and a report of the other lines with the sign.

    Questions `above` a line `?`, of which this is the number, count as well.
    """
    lines = [(number, line, found) for number, line in page.outline.lines_with("::") if (found := _separator(line))]
    asked = [number for number, line, found in lines if _asks_before(line, line[: found.start()].rstrip())]
    apart = [number for number, line, _ in lines if any(sign in line for sign in _SEPARATORS)]
    asking = sum(number in asked for number in apart)
    if not (asking and thresholds.ASKING_LINES.of(asking + above, len(apart) + above)):
        return
    for number in asked:
        yield from _in_line(page, number)
    if others := [number for number, line, _ in lines if number not in asked and not _KEY.match(line)]:
        message = f"{len(others)} lines with :: and no question; none of them becomes a card"
        yield Finding(others[0], Rule.OTHER_OPENERS, message, "tag the page #flashcards", "", others)


def _asks_before(line: str, text: str) -> bool:
    """Whether a text before the sign asks; in front of `?::`, it is no field of a log or diary: `read?:: yes`."""
    is_field = _SPACED not in line and (size_in_words(text) < _FEW_WORDS or names_writer(text))
    return asks(text) and not is_field


def _page(outline: Outline, wanted: Wanted) -> _Page:
    tag = tag_pattern(wanted.flashcard_tags)
    footnotes = frozenset(match["label"] for line in outline.lines if (match := _FOOTNOTE.match(line)))
    found = {
        number: times
        for number, line in enumerate(outline.lines)
        if "<!--SR:" in line and (times := list(SCHEDULE.finditer(masked_code(line))))
    }
    if not found:
        return _Page(outline, {}, tag, footnotes)
    plain = Outline([SCHEDULE.sub("", line) if number in found else line for number, line in enumerate(outline.lines)])
    scheduled = {
        number: sum(max(1, match["times"].count("!")) for match in times)
        for number, times in found.items()
        if not plain.is_code[number]
    }
    return _Page(plain, scheduled, tag, footnotes)


def _tagged(page: _Page) -> Iterator[Span]:
    """The headings with the tag of a card, each with the lines below it up to a blank one."""
    lines, is_code = page.outline.lines, page.outline.is_code
    for number, line in page.outline.lines_with("card"):
        match = _TAGGED.fullmatch(line)
        if match is None:
            continue
        start = next_text(lines, number + 1)
        is_end = (n for n in range(start, len(lines)) if not is_code[n])
        stop = next((n for n in is_end if not lines[n].strip() or _HEADING.match(lines[n])), len(lines))
        front = markdown([match["text"]], [False]), number
        back = markdown(lines[start:stop], is_code[start:stop]), start
        place = IdPlace(number, "", column=match.end("text"))
        own = range(number, max(stop, number + 1))
        yield flashcard(NAME, own, (front, back), _HINTS, place, both_ways=match["reverse"] is not None)


def _numbered(page: _Page) -> Iterator[Span]:
    """The cards in lines that the plugin Flashcards has numbered in the next line."""
    lines = page.outline.lines
    for number, _ in page.outline.lines_with("::"):
        if number + 1 < len(lines) and CARD_NUMBER.fullmatch(lines[number + 1]):
            yield from (replace(span, lines=range(number, number + 2)) for span in _in_line(page, number))


def _unnumbered(page: _Page, taken: Set[int]) -> Iterator[Finding]:
    """Report lines with `::` beside those that the plugin Flashcards has numbered: new cards, or fields of notes."""
    places = [number for number, line in page.outline.lines_with("::") if number not in taken and _separator(line)]
    if places:
        message = f"{len(places)} lines with :: that the plugin has not numbered; none of them becomes a card"
        yield Finding(places[0], Rule.OTHER_OPENERS, message, "run the plugin, or tag the page #flashcards", "", places)


def _segments(page: _Page) -> Iterator[range]:
    """The lines between blank lines, headings, rules, lines of tags, and comments of the plugin, which end a card."""
    lines, is_code = page.outline.lines, page.outline.is_code
    start = 0
    for number, line in enumerate(lines):
        if is_code[number]:
            continue
        is_scheduled = number in page.scheduled
        is_empty = not line.strip() or _HEADING.match(line) or is_rule(line) or _TAGS.fullmatch(line)
        if is_empty or is_scheduled:
            stop = number + is_scheduled
            if start < stop:
                yield range(start, stop)
            start = number + 1
    if start < len(lines):
        yield range(start, len(lines))


def _gaps_beside_cards(page: _Page, segments: Sequence[range]) -> Set[int]:
    """The lines with gaps next to a card, or in sections in which each text is a card or such a line.

    In a row, there are no more of them than cards. Elsewhere, they stress a word.
    """
    lines, is_code = page.outline.lines, page.outline.is_code
    if "==" not in page.outline.text:
        return frozenset()
    starts = [heading.line for heading in page.outline.headings]
    sections: dict[int, list[tuple[int, _Holds]]] = defaultdict(list)
    for segment in (one for one in segments if not lines[one.start].lstrip().startswith(_NO_TEXT)):
        is_scheduled = segment[-1] in page.scheduled
        if is_scheduled or _marks(page, segment) or any(_separator(lines[at]) for at in segment):
            holds: _Holds = "card"
        else:
            at, *others = segment
            has_gap = not others and gaps_in([lines[at]], [is_code[at]], "==", page.footnotes)
            holds = "gap" if has_gap else "text"
        sections[bisect_left(starts, segment.start)].append((segment.start, holds))
    found = set[int]()
    for own in sections.values():
        is_whole = len(own) >= _HABIT and all(holds != "text" for _, holds in own)
        cards = sum(holds == "card" for _, holds in own)
        runs = [(holds, [start for start, _ in run]) for holds, run in groupby(own, key=itemgetter(1))]
        for at, (holds, run) in enumerate(runs):
            is_beside = len(run) <= cards and "card" in [one for one, _ in runs[max(at - 1, 0) : at + _HABIT]]
            if holds == "gap" and (is_whole or is_beside):
                found.update(run)
    return found


def _cards(page: _Page, segment: range, signs: Sequence[str], unread: list[int]) -> Iterator[Span | Finding]:
    """The cards in lines that belong together, and a finding for each that is malformed; `signs` open gaps."""
    lines, is_code = page.outline.lines, page.outline.is_code
    marks = _marks(page, segment)
    inline = [number for number in segment if not is_code[number] and _separator(lines[number])]
    if not marks:
        for number in inline:
            yield from _in_line(page, number)
        if not inline:
            yield from _with_gaps(page, segment, signs, unread)
        return
    above = [number for number in inline if number < marks[0]]
    for number in above:
        yield from _in_line(page, number)
    start = above[-1] + 1 if above else segment.start
    if start == marks[0] and start == segment.start and start and _HEADING.match(lines[start - 1]):
        start -= 1
    if len(marks) > 1:
        message, hint = "card has several lines with only a question mark; skipped", "put a blank line between cards"
        yield Finding(marks[1], Rule.NOT_READ, message, hint)
    elif not any(map(str.strip, lines[start : marks[0]])):
        message = "line with only a question mark has no question above it; skipped"
        yield Finding(marks[0], Rule.NOT_READ, message, "write the question on the line above it, without a blank line")
    else:
        yield _below(page, range(start, segment.stop), marks[0])


def _marks(page: _Page, segment: range) -> list[int]:
    """The lines with only a question mark, or two."""
    lines, is_code = page.outline.lines, page.outline.is_code
    return [number for number in segment if not is_code[number] and lines[number].strip() in _BELOW]


def _separator(line: str) -> re.Match[str] | None:
    """What divides the question and the answer in a line."""
    if line.count(":") < 2 or line.lstrip(" \t>").startswith("|") or _FIELD.fullmatch(line.strip()):
        return None
    if indent_of(line) >= _CODE_INDENT and not list_marker(line):
        return None
    start = _START.match(line)
    found = _SEPARATOR.search(masked(line), start.end() if start else 0)
    return found if found and line[start.end() if start else 0 : found.start()].strip(" \t*_") else None


def _in_line(page: _Page, number: int) -> Iterator[Span]:
    line = page.outline.lines[number]
    found, start = _separator(line), _START.match(line)
    if not found or not start:
        return
    sides = (
        CARD_ID.sub("", page.tag.sub("", side)) for side in (line[start.end() : found.start()], line[found.end() :])
    )
    front, back = _balanced(*map(str.strip, sides))
    if not front:
        return
    back = " ".join([back, *CARD_ID.findall(line)])
    lines = range(number, number + 1 + (number + 1 in page.scheduled and not page.outline.lines[number + 1].strip()))
    texts = (markdown([front], [False]), number), (markdown([back], [False]), number)
    both_ways = found["mark"] == ":::" or found["colons"] == "::"
    yield flashcard(NAME, lines, texts, _HINTS, id_behind(line, number), both_ways=both_ways)


def _balanced(front: str, back: str) -> tuple[str, str]:
    """The sides of a card without the emphasis around the whole line."""
    for sign in _SIGNS:
        is_around = front.startswith(sign) and back.rstrip().endswith(sign)
        if is_around and front.count(sign) % 2 and back.count(sign) % 2:
            return front.removeprefix(sign), back.rstrip().removesuffix(sign)
    return front, back


def _below(page: _Page, lines: range, mark: int) -> Span:
    """A card whose answer is below a line `?`."""
    outline = page.outline
    texts = [
        line if code else page.tag.sub("", line)
        for line, code in zip(outline.lines[: lines.stop], outline.is_code, strict=False)
    ]
    above = _HEADING.sub("", texts[lines.start])
    asked = [above, *texts[lines.start + 1 : mark]] if lines.start < mark else []
    front = trimmed_lines(markdown(asked, outline.is_code[lines.start : mark]), lines.start)
    back = trimmed_lines(markdown(texts[mark + 1 :], outline.is_code[mark + 1 : lines.stop]), mark + 1)
    at = next((number for number in range(mark - 1, lines.start - 1, -1) if not outline.is_code[number]), None)
    place = IdPlace(mark + 1, "") if at is None else id_behind(outline.lines[at], at)
    return flashcard(NAME, lines, (front, back), _HINTS, place, both_ways=outline.lines[mark].strip() == "??")


def _with_gaps(page: _Page, segment: range, opening: Sequence[str], unread: list[int]) -> Iterator[Span | Finding]:
    """The cards of a text with gaps."""
    stop = end_of_text(page.outline.lines, segment.start, segment.stop)
    texts, is_code = page.outline.lines[segment.start : stop], page.outline.is_code[segment.start : stop]
    times = sum(count for number, count in page.scheduled.items() if number in segment)

    def found(*signs: str) -> list[Gap]:
        return apart([gap for sign in signs for gap in gaps_in(texts, is_code, sign, page.footnotes)])

    gaps = found(*opening) or (found("==") or found("{{") if times else [])
    if not gaps and not times:
        if found("=="):
            unread.append(segment.start)
    elif any(map(_has_gap_in_formula, texts, is_code)):
        message, hint = "a ==gap== is inside a formula; skipped", "put the whole formula into the gap: ==$x$=="
        yield Finding(segment.start, Rule.NOT_READ, message, hint)
    elif len(gaps) > MOST_GAPS:
        message = f"text has {len(gaps)} gaps, more than the limit of {MOST_GAPS}; skipped"
        yield Finding(segment.start, Rule.NOT_READ, message, "split it into several texts")
    elif cards := gap_cards(texts, gaps):
        shown = [
            replace(card, front=markdown(card.front, is_code), filled=markdown(card.filled, is_code)) for card in cards
        ]
        last = next((n for n in reversed(segment) if page.outline.lines[n].strip()), segment.start)
        yield cards_of_gaps(NAME, segment, shown, _HINTS, id_behind(page.outline.lines[last], last))
    elif times:
        message = "the plugin has scheduled this text, but it has neither :: nor ==gaps==; skipped"
        hint = 'mark its gaps, or add flashcard_gaps = ["**"] to the settings if bold text is one'
        yield Finding(segment.start, Rule.NOT_READ, message, hint)


def _has_gap_in_formula(line: str, is_code: bool) -> bool:
    return "==" in line and not is_code and any(text.count("==") > 1 for text in formulas(line))


def _may_hold(text: str) -> bool:
    is_signed = any(map(text.__contains__, _MARKS_OF_CARDS))
    return is_signed or ("\n^" in text and _NUMBERED.search(text) is not None)


def _may_ask(text: str) -> bool:
    is_marked = "\n?" in text and _MARKED.search(text) is not None
    return is_marked or sum(map(text.count, _SEPARATORS)) >= thresholds.ASKING_LINES.least


OBSIDIAN = Format(
    NAME,
    lambda text: _may_hold(text) or _may_ask(text),
    When.FLASHCARDS,
    likely_holds=_may_hold,
    flashcards=_read,
    shown=lambda first: "flashcards of Obsidian (… :: …)",
)
