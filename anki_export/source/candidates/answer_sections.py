"""The sections of a page with answers: they have a heading or a label that names answers, or a key of letters.

## Answers        **Solutions:**        Answers: 1-c, 2-a        Part A: 1c 2d        ??? note "Answer key"
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.blocks import has_colon
from anki_export.source.body.option_letters import OPTION
from anki_export.source.candidates.answer_keys import key_of_answers, labelled_key, may_have_key
from anki_export.source.candidates.answer_keys_without_name import may_have_evident_key, sections_of_keys
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.numbered_units import (
    DIGITS,
    FEWEST,
    Section,
    has_number,
    heading_sections,
    heading_unit,
)
from anki_export.source.include_directives import ANSWER_BESIDE
from anki_export.source.lines import end_of_paragraph, indent_of, is_blank, list_marker, next_text
from anki_export.source.outline import Outline, kept
from anki_export.source.question_numbers import without_number
from anki_export.text.classify_labels import (
    is_answer_label,
    is_label_of,
    is_numbered_task,
    names_answer,
    names_key,
    numbered_task_end,
)
from anki_export.text.html_tokenizer import without_tags
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import (
    has_blank,
    is_clear_question,
    is_statement,
    may_have_gap,
    wants_answer,
)
from anki_export.text.true_or_false import announces_verdicts, verdicts
from anki_export.text.word_patterns import Words

FIRST = r"(?:[^\n\d]{0,20}(?<!\d)1(?!\d)|[|#]|<d)"
"""How a key begins: with the number 1, perhaps behind words, a table, a heading or a collapsed block."""
_BEGINS = regex(FIRST)
_LABEL = Words("answer", "solution", ending=r"\s*[:：]\s*\Z")
NUMERAL = regex(r"\A(?:[一二三四五六七八九十]{1,3}[、.]?|[ivx]{1,4}(?= ))\s*(?=\S)")
"""At the start of the name of a section, which its answers may lack."""
_NAMED = regex(r"[:：]\s*\w{1,3}\Z")
"""What follows in `**Answer: 2**`, the answer of one question."""
NUMBERED_PART = regex(r"[^\W\d_]{2,20} (?:\d{1,2}|[a-z]|[ivx]{1,4})(?!\w)")
"""How a heading begins that numbers a part, in lower case."""
_LONGEST_ITEM = 20
"""In lines, with its options."""


@lru_cache(1 << 10)  # each step asks for all titles of a page
def names_answers(title: str) -> bool:
    return names_answer(title) or is_answer_label(title) or names_key(title.partition(" (")[0])


def is_answer_line(line: str) -> bool:
    """Whether a line is only the label of an answer."""
    return has_colon(line) and _LABEL.end(line.lower()) > 0


@kept
def may_name_answers(outline: Outline) -> bool:
    """Whether there may be such sections: a quick check."""
    lines, text = outline.lines, outline.text
    has_colon = ":" in text or "：" in text
    return (
        bool(outline.bold_lines or outline.collapsed)
        or (has_colon and any(may_have_key(line) or is_answer_line(line) for line in lines))
        or any(names_answers(heading.title) for heading in outline.headings)
        or may_have_evident_key(text)
        or ANSWER_BESIDE in lines
    )


def sections_with_answers(outline: Outline) -> list[Section]:
    whole = heading_sections(outline)
    found, evident = _with_evident_keys(outline, whole)
    in_order = [] if evident else [*sections_of_keys(outline, whole, outline.title, in_order=True)]
    colons = [(number, line) for number, line in enumerate(outline.lines) if ":" in line or "：" in line]
    keyed = [(number, line) for number, line in colons if may_have_key(line)]
    may_repeat = found if outline.bold_lines or keyed else ()
    names = (one.title for one in may_repeat if not _asks_after_number(one.title) or _has_list(outline, one))
    titles = {title for name in map(normalised, names) for title in (name, NUMERAL.sub("", name))}
    titles |= {part[0] for title in titles if (part := NUMBERED_PART.match(title))}
    apart = [
        (bold.line, bold.text)
        for bold in outline.bold_lines
        if (is_label_of(text := bold.text.rstrip(":："), "key") or (is_answer_label(text) and not _NAMED.search(text)))
        or normalised(text) in titles
    ]
    naming = [one for one in found if names_answers(one.title)]
    apart += [(number, "Answers") for number in _lines_of_keys(outline, keyed, colons)]
    parts = [*_parts_of_keys(outline, found, naming, keyed, colons)]
    labels = [number for number, line in colons if is_answer_line(line)]
    if len(labels) == 1 and _may_be_key(outline.lines[labels[0] + 1 :]):
        apart.append((labels[0], "Answers"))  # of all questions above: it has a key, and no other question has one
    known, own, start = dict(apart), dict[int, int](), 0
    for line in sorted({*known, *labels, *dict(keyed)}):
        is_apart = not outline.lines[line][:1].isspace()  # an indented key answers the item that it is in
        if is_apart and (stop := _end_of_own_key(outline.lines, range(start, line))):
            own[line] = start = stop
    if len(own) >= FEWEST:  # each list of a section has a key of its own
        apart = [*known.items(), *((line, "Answers") for line in own if line not in known)]
    else:
        own_keys = ((line, labelled_key(outline.lines[line])) for line in own)
        apart += [(line, "Answers") for line, key in own_keys if key and key.is_named_key]
        own = {}
    found += [Section(line, own.get(line) or _end_of_label(outline, found, line), 7, title) for line, title in apart]
    found += parts
    found += _collapsed_keys(outline)
    if ANSWER_BESIDE in outline.lines:
        found.append(Section(outline.lines.index(ANSWER_BESIDE), len(outline.lines), 0, "Answers"))
    named = [range(one.line, one.stop) for one in found if names_answers(one.title)] if evident else []
    found += [key for key in evident if not any(key.line < one.stop and one.start < key.stop for one in named)]
    return sorted([*found, *in_order])


def _collapsed_keys(outline: Outline) -> Iterator[Section]:
    """The collapsed blocks with a key, unless most of the same title have none: "Answer 3" is one of several."""
    boxes = [one for one in outline.collapsed if names_answers(without_tags(one.summary))]
    # An indented block answers the list item that it is in.
    at_margin = (one for one in boxes if not outline.lines[one.lines.start][:1].isspace())
    keys = [one for one in at_margin if _may_be_key(outline.body_of(one))]
    of_boxes, of_keys = (Counter(DIGITS.sub("", box.summary) for box in some) for some in (boxes, keys))
    for one in keys:
        title = DIGITS.sub("", one.summary)
        if thresholds.HALF.of(of_keys[title], of_boxes[title]):
            yield Section(one.lines.start, one.lines.stop, 7, "Answers")


def _with_evident_keys(outline: Outline, headings: list[Section]) -> tuple[list[Section], Sequence[Section]]:
    """The headings, of which those with a key that no word names are called "Answers", and such keys elsewhere."""
    if ANSWER_BESIDE in outline.lines or any(names_answers(one.title) for one in headings):
        return headings, ()
    keys = {key.line: key for key in sections_of_keys(outline, headings, outline.title)}
    named = [replace(one, title="Answers", stop=keys[one.line].stop) if one.line in keys else one for one in headings]
    lines = {one.line for one in headings}
    return named, [key for line, key in keys.items() if line not in lines]


def name_of_section(title: str) -> str:
    """What names a section of questions and that of its answers: that of a task is its number."""
    if end := numbered_task_end(title.partition(" (")[0]):  # "Exercise 3 (2 points)"
        return normalised(title[:end])
    return normalised(without_number(title))


def _has_list(outline: Outline, section: Section) -> bool:
    """Whether a section without a number has two items with one: what it orders is how to answer these."""
    items = map(_is_numbered, outline.lines[section.line + 1 : section.stop])
    return heading_unit(section) is None and sum(items) >= FEWEST


def _asks_after_number(title: str) -> bool:
    return wants_answer(without_number(title))


def _lines_of_keys(
    outline: Outline, keyed: Sequence[tuple[int, str]], colons: Sequence[tuple[int, str]]
) -> Iterator[int]:
    """The lines with a key behind a label: one in words only where no other question of its section has a label.

    One that is only named "Key" has what is true and false, where the title says so and most items are sentences.
    """
    found = [(number, key) for number, line in keyed if (key := key_of_answers(line))]
    if not found and keyed and announces_verdicts(outline.title):
        named = ((number, key) for number, line in keyed if (key := labelled_key(line)) and key.is_named_key)
        found = [(number, key) for number, key in named if None not in verdicts([text for _, text in key.answers])]
        items = [line for line in outline.lines if found and _is_numbered(line)]
        found = found if thresholds.HALF.of(sum(map(is_statement, items)), len(items)) else []
    if not found:
        return  # as on most pages
    starts = [heading.line for heading in outline.headings]
    labelled = Counter(bisect_right(starts, number) for number, line in colons if has_answer_label(line))
    for number, key in found:
        if key.has_only_letters or labelled[bisect_right(starts, number)] <= 1:
            yield number


def _parts_of_keys(
    outline: Outline,
    headings: Sequence[Section],
    named: Sequence[Section],
    keyed: Sequence[tuple[int, str]],
    colons: Sequence[tuple[int, str]],
) -> Iterator[Section]:
    """The lines with a key whose label repeats the title of a list above.

    Words are a key if there are as many as items below that title.
    """
    lines = outline.lines
    first = named[0].line if named else len(lines)
    first = min(first, lines.index(ANSWER_BESIDE)) if ANSWER_BESIDE in lines else first
    # Only the number of a task names words as a key.
    with_number = [(number, line) for number, line in colons if number > first and DIGITS.search(line)]
    keys = ((number, labelled_key(line)) for number, line in sorted({*keyed, *with_number}))
    parts = {
        number: key
        for number, key in keys
        if key and (key.is_of_part or (key.is_in_words and number > first and is_numbered_task(key.label)))
    }
    titles: dict[str, Section] = {}
    for one in headings if parts else ():
        if is_numbered_task(one.title) or not _asks_after_number(one.title):
            titles.setdefault(name_of_section(one.title), one)
    for number, key in parts.items():
        name = name_of_section(key.label)
        longer = [one for title, one in titles.items() if title.startswith(f"{name} ") and DIGITS.search(name)]
        named_above = titles.get(name) or (longer[0] if len(longer) == 1 else None)  # `Round 1 – Places`
        if named_above and named_above.line < number:
            below = range(named_above.line + 1, min(named_above.stop, *parts))
            if key.has_only_letters or len(key.answers) == sum(_is_numbered(lines[at]) for at in below):
                yield Section(number, end_of_paragraph(lines, number), 7, named_above.title)


def _is_numbered(line: str) -> bool:
    """Whether a line is an item of a list or another one with a number, such as `**1.** …`."""
    if not DIGITS.search(line):
        return False
    marker = list_marker(line)
    return marker["number"] is not None if marker else has_number(line)


def _end_of_label(outline: Outline, headings: Sequence[Section], line: int) -> int:
    """The line below the section of a bold line or label: the next heading, unless the answers have headings.

    A line with a key needs none below it.
    """
    below = [one.line for one in headings if one.line > line]
    are_below = not may_have_key(outline.lines[line]) and next_text(outline.lines, line + 1) in below[:1]
    return below[0] if below and not are_below else len(outline.lines)


def _end_of_own_key(lines: Sequence[str], above: range) -> int:
    """The line below a key that has the numbers of the list right above it; 0 if it has others.

    If it is a list, half of the items above it ask: others are steps above a solution.
    """
    asked, line = _items_at_end(lines, above), above.stop
    if len(asked) < FEWEST:
        return 0
    key = labelled_key(lines[line])
    if key and key.numbers:
        ask = (may_have_gap(text) or is_clear_question(text) for text in asked.values())
        fits = key.numbers == [*asked] and (not key.is_named_key or all(ask))
        return line + 1 if fits else 0
    if not thresholds.HALF.of(sum(is_clear_question(text) or has_blank(text) for text in asked.values()), len(asked)):
        return 0
    for number in asked:
        line = next_text(lines, line + 1)
        marker = list_marker(lines[line]) if line < len(lines) else None
        if not marker or marker["number"] != str(number):
            return 0
    return line + 1


def _items_at_end(lines: Sequence[str], above: range) -> dict[int, str]:
    """The items of the list at the end of some lines by their numbers, which rise by one; none if they have answers."""
    found: dict[int, str] = {}
    for at in reversed(above):
        marker, number = list_marker(lines[at]), next(reversed(found), 0)
        if has_answer_label(lines[at]):
            return {}
        if marker and marker["number"] and indent_of(lines[at]) <= 3:
            if found and int(marker["number"]) != number - 1:
                break
            found[int(marker["number"])] = lines[at][marker.end() :]
        elif not found and at < above.stop - _LONGEST_ITEM:
            break
        elif lines[at][:1].strip() and not OPTION.match(lines[at]) and (not at or is_blank(lines[at - 1])):
            break  # a paragraph
    return dict(reversed(found.items()))


def _may_be_key(body: Sequence[str]) -> bool:
    """Whether a text begins as a key does."""
    return _BEGINS.match(next(filter(str.strip, body), "").strip()) is not None
