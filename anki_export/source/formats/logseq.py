"""Flashcards of Logseq: list items with the tag `#card`, on pages that are nothing but lists.

    - What does `dig` ask? #card
      card-last-interval:: 4                properties are not part of a card
        - A name server.                    the items below it, deeper by a tab, are the answer
    - #card [[DNS]] maps {{cloze names}}    a text with gaps: one card hides all of them
    - TTL [[card]]                          and `#[[card]]`, `#flashcard`
        - How long an answer may be kept.
        - Who sets it? #card                a separate card, not part of the answer above
                - The owner of the zone.

Markup that no other program has is written as Markdown of sites; each line stays one line, and code is left alone:

    - TODO [#A] What is a tag?              the state and priority of a task are removed
      ((65a0b1c2-…)), {{embed ((…))}}       the text of the block with this id on the page
      ^^marked^^, ![](map.png){:width 80}   ==marked==, ![](map.png){width=80}
      #+BEGIN_QUOTE … #+END_QUOTE           a quote
      #+BEGIN_TIP … #+END_TIP               a box

An entry ends with its items. Not questions: the tag in code or inside a sentence; pages with text outside of lists;
backups in `logseq/bak`. Blocks of other pages are not there: `((…))` stays, with a message. See https://docs.logseq.com/#/page/flashcards.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct
from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source.body.option_letters import LETTERS
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.flashcards_of_other_programs import (
    MOST_GAPS,
    Gap,
    card_asking,
    flashcard,
    gap_card,
    id_behind,
    without_id,
)
from anki_export.source.candidates.obsidian_and_logseq_as_markdown import (
    markdown,
    masked_code,
    outside_code,
    without_code,
)
from anki_export.source.entry import Finding, Hints, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import columns_of, dedented, end_of_text, indent_of, is_quoted, without_quote
from anki_export.source.outline import Outline
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex

NAME = "logseq"
_BULLET = regex(r"(?P<indent>[ \t]*)[-*+](?:[ \t]+|$)")
_TAG = r"(?:#(?:flash)?card|#?\[\[(?:flash)?card\]\])(?![\w/-])"
_CARD = regex(_TAG)
_IN_TAGS = ("#card", "#flashcard", "card]]")
"""One of these is in each tag."""
_TAGS = r"(?:#(?:[\w/-]+|\[\[[^\[\]\n]*\]\])[ \t]*)*"
_BEFORE = regex(rf"[ \t]*{_TAGS}{_TAG}[ \t]*")
_AFTER = regex(rf"(?:^|[ \t]){_TAG}[ \t]*{_TAGS}(?P<comment><!--[^\n]*-->[ \t]*)?$")
_PROPERTY = regex(r"[ \t]*(?:[A-Za-z][\w-]*::(?:[ \t]|$)|(?:SCHEDULED|DEADLINE):[ \t]*<[^<>\n]*>[ \t]*$)")
_ID = regex(r"[ \t]*id::[ \t]*(?P<id>[0-9A-Fa-f-]{36})[ \t]*")
_LOG = regex(r"[ \t]*:(?P<name>LOGBOOK|END):[ \t]*", re.IGNORECASE)
_CLOZE = regex(r"\{\{cloze[ \t]+(?P<text>(?:[^{}\n]|\{[^{}\n]*\})+)\}\}")
_LETTERED = regex(r"[-*+] \(?(?P<letter>[A-Ha-h])[.)] +(?P<text>\S.*)")
"""A block that may be an option."""
_CONTENT = 2
"""The columns of the marker of an item."""
_HINTS = Hints(
    question="- {} #card",
    title="write the question beside #card",
    answer="write the answer in deeper items, indented by a tab",
    hidden="deeper items",
)
REMOVED = "<!-- -->"
"""Replaces lines that do not belong to a card: a blank line would make its list loose."""
_TASK = regex(
    r"^(?P<bullet>[ \t]*[-*+][ \t]+(?:#card[ \t]+)?)"
    r"(?:(?:TODO|DOING|DONE|NOW|LATER|WAIT(?:ING)?|CANCELL?ED|IN-PROGRESS)[ \t]+(?:\[#[ABC]\][ \t]*)?|\[#[ABC]\][ \t]+)"
)
_TO_DO = "TODO"
_OPEN_TASK = regex(rf"[ \t]*[-*+][ \t]+(?:{_TO_DO}|LATER)[ \t]|[ \t]*\Z")
"""A line of an answer that is still to be written, or a blank one."""
_REFERENCE = regex(
    r"\{\{embed[ \t]+\(\((?P<embedded>[0-9a-f-]{36})\)\)[ \t]*\}\}|\(\((?P<shown>[0-9a-f-]{36})\)\)", re.IGNORECASE
)
_BEGIN = regex(r"(?P<before>[ \t]*(?:[-*+][ \t]+)?)#\+BEGIN_(?P<kind>[A-Z]+)[ \t]*", re.IGNORECASE)
_END = regex(r"[ \t]*#\+END_[A-Z]+[ \t]*", re.IGNORECASE)
_MARKED = regex(r"\^\^(?P<text>(?!\s)[^^\n]+(?<!\s))\^\^")
_WIDTH = regex(r"(?<=\))\{:(?=[^{}\n]*\bwidth[ \t]+(?P<width>\d{1,5})\b)[^{}\n]*\}")
_BOXES = frozenset({"note", "tip", "important", "caution", "warning", "pinned"})
_BOX_INDENT = 4


class _Item(Struct, frozen=True):
    lines: range
    """With the items in it."""
    head: int
    """The line below its own text."""
    indent: int
    column: int


def _read(outline: Outline, wanted: Wanted) -> Sequence[Span | Finding]:
    items = _items(outline)
    cards = [item for item in items if _is_card(outline.lines[item.lines.start][item.column :])]
    quoted = [
        Finding(number, Rule.NOT_READ, "flashcard is in a quote; skipped", "remove the `>` before it", needle=">")
        for number, line in outline.lines_with(">")
        if is_quoted(line) and _is_card_of_item(without_quote(line))
    ]
    if not (cards or quoted) or not (wanted.is_named(NAME) or _is_outline(outline)):
        return ()
    starts = {item.lines.start: item for item in cards}
    blocks = _blocks(outline, items)
    lines = site_markdown(outline.lines, outline.is_code, blocks)
    shown = {number for item in cards for number in item.lines}
    message = "block of another page is referenced; the card shows only its id"
    hint = "write on the page what the card should show"
    unknown = [number for number in unknown_references(outline.lines, outline.is_code, blocks) if number in shown]
    findings = [Finding(number, Rule.RAW_SYNTAX, message, hint, needle="((") for number in unknown]
    return [*(_span(outline, lines, item, starts) for item in cards), *findings, *quoted]


def _blocks(outline: Outline, items: Sequence[_Item]) -> dict[str, str]:
    """The texts of the items that have an id, without those that refer to others."""
    found: dict[str, str] = {}
    for item in items:
        for line in outline.lines[item.lines.start + 1 : item.head]:
            if match := _ID.fullmatch(line):
                text = without_id(_without_tag(without_task(outline.lines[item.lines.start])[item.column :]))
                found |= {match["id"].lower(): text} if "((" not in text else {}
    return found


def _is_outline(outline: Outline) -> bool:
    """Whether all text of a page is in lists, below its properties."""
    texts = (line for number, line in enumerate(outline.lines) if not outline.is_code[number])
    return all(not line.strip() or line[0] in " \t>" or _BULLET.match(line) or _PROPERTY.match(line) for line in texts)


def _items(outline: Outline) -> list[_Item]:
    """The items of a page, outer ones before those inside them."""
    lines, found, opened = outline.lines, dict[int, _Item](), list[tuple[int, int, int]]()
    heads: dict[int, int] = {}
    for number, line in enumerate([*lines, "-"]):
        is_text = number == len(lines) or not _is_inside_code(outline, number)
        match = _BULLET.match(line) if is_text else None
        if match is None and not (is_text and line[:1] == ">"):  # a quote at the margin ends all items
            continue
        indent = columns_of(match["indent"]) if match else 0
        for start, _, _ in opened:
            heads.setdefault(start, number)
        while opened and opened[-1][1] >= indent:
            start, own, column = opened.pop()
            stop = end_of_text(lines, start + 1, number)
            found[start] = _Item(range(start, stop), min(heads[start], stop), own, column)
        if match:
            opened.append((number, indent, match.end()))
    return [found[start] for start in sorted(found) if start < len(lines)]


def _is_inside_code(outline: Outline, number: int) -> bool:
    """Whether a line is in a fence that another line opens: an item may begin with one."""
    return outline.is_code[number] and number > 0 and outline.is_code[number - 1] and not _opens(outline.lines[number])


def _opens(line: str) -> bool:
    match = _BULLET.match(line)
    return match is not None and line[match.end() :].startswith(("```", "~~~"))


def _is_card(text: str) -> bool:
    if "card" not in text:
        return False
    plain = masked_code(text)
    return _BEFORE.match(plain) is not None or _AFTER.search(plain) is not None


def _is_card_of_item(line: str) -> bool:
    bullet = _BULLET.match(line)
    return bullet is not None and _is_card(line[bullet.end() :])


def _without_tag(text: str) -> str:
    if match := _BEFORE.match(text):
        return text[match.end() :]
    match = _AFTER.search(masked_code(text))
    if match is None:
        return text
    tag = _CARD.search(text, match.start())
    return (text[: match.start()] + text[tag.end() :]).strip() if tag else text


def _span(outline: Outline, lines: Sequence[str], item: _Item, cards: dict[int, _Item]) -> Span:
    """The card of an item; `lines` are those of the page as Markdown of a site."""
    start = item.lines.start
    first = lines[start]
    own = [_without_tag(first[item.column :]), *lines[start + 1 : item.head]]
    code = outline.is_code[start : item.head]
    front = _text(own, code, item.indent + _CONTENT, "")
    below = list(lines[item.head : item.lines.stop])
    number = item.head
    while number < item.lines.stop:  # a card inside of it is its own
        inner = cards.get(number)
        if inner:
            removed = " " * (inner.indent + _CONTENT) + REMOVED
            below[number - item.head : inner.lines.stop - item.head] = [removed] * len(inner.lines)
        number = inner.lines.stop if inner else number + 1
    back_code = outline.is_code[item.head : item.lines.stop]
    depth = min((indent_of(line) for line in below if line.strip()), default=0)
    is_to_do = item.head < item.lines.stop and all(map(_OPEN_TASK.match, outline.lines[item.head : item.lines.stop]))
    answer = [_TO_DO] if is_to_do else _text(below, back_code, depth, REMOVED)
    end = next((number for number in item.lines[1:] if number in cards), item.lines.stop)
    lines_of_card = range(start, max(start + 1, end))
    place = id_behind(outline.lines[start], start)
    gaps = _gaps(front, code)
    if gaps and len(gaps) <= MOST_GAPS:
        card = card_asking(front, gaps, gaps)
        card = replace(card, front=markdown(card.front, code), filled=markdown(card.filled, code))
        return gap_card(NAME, lines_of_card, card, _HINTS, place, markdown(answer, back_code))
    options = _options_in(answer)
    front, code = [*front, *options], [*code, *(False for _ in options)]
    above = max(0, len(options) - 1)  # without the blank line before them
    answer, back_code = answer[above:], back_code[above:]
    back = markdown(_without_lone_marker(answer, back_code), back_code)
    return flashcard(NAME, lines_of_card, ((markdown(front, code), start), (back, item.head + above)), _HINTS, place)


def _options_in(answer: Sequence[str]) -> Sequence[str]:
    """The blocks with letters in sequence that begin an answer, above one with a label for it, below a blank line."""
    found = [*takewhile(bool, map(_LETTERED.fullmatch, answer))]
    letters = "".join(match["letter"].lower() for match in found if match)
    is_list = len(letters) > 1 and LETTERS.lower().startswith(letters)
    below = answer[len(found) : len(found) + 1]
    if not is_list or not any(has_answer_label(line.lstrip("-*+ ")) for line in below):
        return ()
    return ["", *(f"{match['letter']}) {match['text']}" for match in found if match)]


def _without_lone_marker(lines: list[str], is_code: Sequence[bool]) -> list[str]:
    """The lines without the marker of an item, if it is the only one with all others in it: then there is no list."""
    markers = [number for number, line in enumerate(lines) if _is_marked(line, is_code[number])]
    is_first = bool(markers) and not any(map(str.strip, lines[: markers[0]]))
    if not is_first or len(markers) > 1:
        return lines
    return [dedented(f"  {line[2:]}" if number in markers else line, _CONTENT) for number, line in enumerate(lines)]


def _is_marked(line: str, is_code: bool) -> bool:
    return line[:2] in ("- ", "* ", "+ ") and (not is_code or _opens(line))


def _gaps(lines: Sequence[str], is_code: Sequence[bool]) -> list[Gap]:
    return [
        Gap(number, *match.span(), line[match.start("text") : match.end("text")].strip(), "", "")
        for number, line in enumerate(lines)
        if "{{cloze" in line and not is_code[number]
        for match in _CLOZE.finditer(without_code(line))
    ]


def _text(lines: Sequence[str], is_code: Sequence[bool], columns: int, removed: str) -> list[str]:
    """The lines without that many columns of indentation; `removed` takes the place of properties and logs."""
    result, is_log = [], False
    for line, code in zip(lines, is_code, strict=True):
        mark = None if code else _LOG.fullmatch(line)
        is_log = is_log or (mark is not None and mark["name"].upper() == "LOGBOOK")
        if is_log or (not code and _PROPERTY.match(line)):
            line = " " * indent_of(line) + removed
        result.append(dedented(line, columns) if line.strip() else "")
        is_log = is_log and not (mark and mark["name"].upper() == "END")
    return result


def site_markdown(lines: Sequence[str], is_code: Sequence[bool], blocks: Mapping[str, str]) -> list[str]:
    """The lines as Markdown of a site; `blocks` has the texts of the page's blocks by their ids in lower case."""
    result: list[str] = []
    kind, depth = "", 0
    for line, code, is_closed in zip(lines, is_code, _are_closed(lines, is_code), strict=True):
        if begin := _BEGIN.fullmatch(line) if is_closed and not code and not kind else None:
            kind, depth = begin["kind"].lower(), indent_of(begin["before"].replace("-", " "))
            opening = f"!!! {kind}" if kind in _BOXES else REMOVED
            result.append(begin["before"] + opening)
            continue
        if kind and not code and _END.fullmatch(line):
            kind, line = "", " " * depth + REMOVED
        elif kind == "comment":
            line = " " * depth + REMOVED
        elif kind == "quote":
            line = f"{' ' * depth}> {line.strip()}"
        elif kind in _BOXES:
            line = " " * (indent_of(line) + _BOX_INDENT) + line.lstrip()
        if not code:
            line = without_task(line)
        if not code and ("^^" in line or "){:" in line):
            line = outside_code(line, lambda text: _WIDTH.sub(r"{width=\g<width>}", _MARKED.sub(r"==\g<text>==", text)))
        if not code and "((" in line:
            line = outside_code(line, lambda text: _REFERENCE.sub(lambda match: blocks.get(_id(match), match[0]), text))
        result.append(line)
    return result


def _are_closed(lines: Sequence[str], is_code: Sequence[bool]) -> list[bool]:
    """For each line whether a block that begins there would end in the same item."""
    result, is_closed = [], False
    for line, code in zip(reversed(lines), reversed(is_code), strict=True):
        is_closed = (not code and _END.fullmatch(line) is not None) or is_closed
        result.append(is_closed)
        is_closed = is_closed and (code or not line.lstrip().startswith("- "))
    return result[::-1]


def without_task(line: str) -> str:
    """A line without the state and the priority of a task."""
    return _TASK.sub(r"\g<bullet>", line, count=1) if line.lstrip()[:1] in ("-", "*", "+") else line


def unknown_references(lines: Sequence[str], is_code: Sequence[bool], ids: Mapping[str, str]) -> Iterator[int]:
    """The lines with references to blocks of other pages."""
    for number, line in enumerate(lines):
        found = _REFERENCE.finditer(masked_code(line)) if "((" in line and not is_code[number] else ()
        if any(_id(match) not in ids for match in found):
            yield number


def _id(match: re.Match[str]) -> str:
    return (match["embedded"] or match["shown"]).lower()


LOGSEQ = Format(
    NAME,
    lambda text: any(tag in text for tag in _IN_TAGS) and _CARD.search(text) is not None,
    When.FLASHCARDS,
    flashcards=_read,
    shown=lambda first: "flashcards of Logseq (- … #card)",
)
