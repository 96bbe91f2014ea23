"""List items that state something, each with what calls it true or false below or behind it:

    1. A boom is above the sail.            1. A boom is above the sail. → False
       False. It is below.                  2. A mast is a spar. (True)
    2. A mast is a spar.                    3. A jib is a rope - False, because it is a sail.

       **True.**                            4. **A sheet is a rope.** True

Three of a list, and three in four, have a verdict, and some are true and others false; two, and half, where a title
announces a quiz, or a title or the line above says "True or false". There letters and signs are verdicts, too, and may
be above a reason in one line, `A boom is above the sail. (F) It is below.`, or before the statement, `✗ A jib is a
rope.` Elsewhere the statements end with a full stop, and a sign is before what is behind them. An item without a
verdict is one without an answer.

Not statements: settings and tasks, `- Wrap long lines. → False`; values, `debug: true`.
"""

from collections.abc import Iterator, Sequence, Set
from itertools import chain, islice

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.blocks import has_colon
from anki_export.source.candidates.answers_on_same_line import ARROW
from anki_export.source.candidates.collect_items_and_paragraphs import ListItem, has_text_below, lists_of
from anki_export.source.candidates.question_candidate import Candidate, by_rank
from anki_export.source.lines import (
    LONGEST_TITLE,
    bold_line,
    end_of_paragraph,
    is_blank,
    is_comment,
    last_text,
    list_marker,
    next_text,
    starts_block,
)
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import after_label, asks, asks_nothing, names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.statement_with_verdict import JudgedText, judged_before, judged_behind, may_be_judged
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    is_clear_question,
    is_order,
    is_statement,
    is_to_complete,
)
from anki_export.text.true_or_false import (
    announces_verdicts,
    may_announce_verdicts,
    may_have_verdicts,
    names_both,
    tells_to_judge,
    verdicts,
)
from anki_export.text.word_patterns import Words

_VERDICT, _BECAUSE = Words("true", "false"), Words("because")
_OPENS = regex(r"[*_]*[(\[（]?[*_]*")
_BEHIND = regex(r"[*_]*(?:\s*[.,;:!)\]）。，；：！…(（]|\s*\Z|\s+[-–—])")
"""What follows a verdict, besides a reason."""
LETTER = regex(r"([^\s\d])(?:[.)]?\Z|\s*[.,;:(（–—]|\s-\s)")
"""A letter or sign that is an answer, perhaps above a reason."""
_GAP = regex(
    r"(?P<stop>(?<=[.!。！])[*_]*)?"
    rf"(?P<sign>\s*{ARROW}\s*|\s+[-–—]+\s+|\s+|(?<=[。！])|(?=（))(?P<opens>[*_]*[(\[（]?[*_]*)"
)
"""What is between a statement and what is behind it."""
_IN_BRACKETS = regex(r"[(\[（](?P<text>[^()\[\]（）]+)[)\]）][.。]?")
_LEADS = regex(rf"(?:{ARROW}|[-–—]+)\s*")
_NUMBER = regex(r"\d+\. ")
_FEWEST_WORDS = 3


class _Judged(Struct, frozen=True):
    """An item as a statement, what it is called, and whether that is behind it without a sign or full stop."""

    item: ListItem
    said: str
    is_loose: bool = False


def judged_statements(outline: Outline, rank: Sequence[ListItem], *, is_told: bool = False) -> Sequence[ListItem]:
    """The items of the lists of a rank in which enough have a verdict; `is_told` if the front matter says to judge."""
    is_list = rank[0].rank[0] in ("-", "1", "**", "__") and len(rank) >= thresholds.WITH_ANSWERS.least
    if not (is_list and (is_told or may_have_verdicts(outline.text) or may_be_judged(outline.text))):
        return ()  # as most
    lists = [(items, is_told or _is_told(outline, items[0].line)) for items in lists_of(rank)]
    judged = {one.item.line: one for items, told in lists for one in _judged_of(outline, items, told)}
    if len(judged) < thresholds.WITH_ANSWERS.least:
        return ()
    called = verdicts([one.said for one in judged.values()])
    found = {line: one for (line, one), verdict in zip(judged.items(), called, strict=True) if verdict is not None}
    read: list[ListItem] = []
    for items, told in lists:
        own = [one for item in items if (one := found.get(item.line))]
        enough = thresholds.WITH_ANSWERS if told else thresholds.ANSWERED_ITEMS
        is_sure = told or not any(map(_may_be_setting, own))
        if enough.of(len(own), len(items)) and is_sure and not _answers(outline, items[0].line):
            read += [found[item.line].item if item.line in found else _left(outline, item) for item in items]
    return read


def with_verdicts(outline: Outline, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, of which statements ask if three in four of a rank have a blank, or a verdict right below them.

    Those with a verdict are below a title of a quiz and end with a full stop, or below one that says that they are to
    be judged: findings, requirements and settings look alike. On a page with several titles that ask, they are parts
    of an answer.
    """
    found = list(candidates)
    has_blanks = "___" in outline.text
    if len(found) < thresholds.ANSWERED_ITEMS.least or _have_questions(outline):
        return found  # as most
    if not (has_blanks or may_have_verdicts(outline.text)):
        return found
    said = {one.line: verdict for one in found if (verdict := _said_below(outline.lines, one))}
    called = verdicts([*said.values()])
    judged = {line for line, verdict in zip(said, called, strict=True) if verdict is not None}
    read: set[int] = set()
    for rank in by_rank(found).values():
        to_judge = [one for one in rank if one.line in judged and _is_to_judge(outline, one)]
        to_complete = [one for one in rank if has_blanks and is_to_complete(one.words)]
        for own in (to_judge, to_complete):
            read.update(one.line for one in own if thresholds.ANSWERED_ITEMS.of(len(own), len(rank)))
    return [replace(one, is_marked=True) if one.line in read else one for one in found]


def _is_to_judge(outline: Outline, one: Candidate) -> bool:
    states = is_statement(one.title) and _is_told(outline, one.line)
    return states or tells_of_verdicts(outline, one.line)


def _said_below(lines: Sequence[str], one: Candidate) -> str:
    """The verdict right below a title that asks nothing, perhaps behind a label or in a quote; empty without one.

    Of two verdicts, nothing says which one is right.
    """
    below = next_text(lines, one.line + 1)
    if one.asks_or_orders or not _is_text(one.words) or below == len(lines) or list_marker(lines[below]):
        return ""
    after = next_text(lines, below + 1)
    is_only = after == len(lines) or not _verdict_of(lines[after])
    return _verdict_of(lines[below]) if is_only else ""


def _have_questions(outline: Outline) -> bool:
    """Whether several headings or bold lines of a page ask."""
    titles = chain((one.title for one in outline.headings), (one.text for one in outline.bold_lines))
    asking = (title for title in titles if is_clear_question(title) and not announces_verdicts(title))
    return len([*islice(asking, 2)]) > 1


def _verdict_of(line: str) -> str:
    """The verdict that a line has, perhaps in a quote or behind a label; "Wrong: …" is above an example."""
    text = line.strip(" >")
    text = text[after_label(text) :]
    said = verdict_in(text)
    return said if said and not has_colon(text[len(said) :].lstrip(" *_")[:1]) else ""


def _verdict_inside(outline: Outline, item: ListItem, number: int) -> str:
    """The verdict in a line below an item; in a quiz, perhaps the only one in items or a quote inside it."""
    lines = outline.lines
    marker = list_marker(lines[number])
    if not marker and lines[number].lstrip()[:1] != ">":
        return verdict_in(lines[number].strip())
    text = lines[number][marker.end() :] if marker else lines[number].strip(" >")
    said = _verdict_of(text) or (letter[1] if (letter := LETTER.match(text)) else "")
    if not said or not _is_told(outline, item.line) or _have_questions(outline):
        return ""
    below = (line.lstrip(" >-*+") for line in lines[number + 1 : item.stop])
    return "" if any(map(verdict_in, below)) else said


def tells_of_verdicts(outline: Outline, line: int) -> bool:
    """Whether the title of the page or section of a line, or what is above it, says that something is to be judged."""
    above = last_text(outline.lines, line)
    texts = {outline.title, outline.title_above(line), outline.lines[above] if above >= 0 else ""}
    return any(map(announces_verdicts, texts))


def sections_beside(outline: Outline, taken: Set[int], *, with_quizzes: bool) -> Outline | None:
    """A page with nothing but sections and tables that say so in their heads, and have no lines of `taken`.

    So may sections do whose heading names a quiz and nothing else: "Quick quiz", not "About the quiz".
    """
    titles = (heading.title for heading in outline.headings)
    heads = "\n".join((*titles, *(line for _, line in outline.heads_of_tables)))
    if not (may_announce_verdicts(heads) or (with_quizzes and names_quiz(heads))):
        return None  # as most
    lines = [""] * len(outline.lines)
    sections = zip(outline.headings, outline.section_ends, strict=True)
    found = [
        range(heading.line, stop)
        for heading, stop in sections
        if announces_verdicts(heading.title)
        or (with_quizzes and names_quiz(heading.title) and asks_nothing(heading.title))
    ]
    for number, line in outline.heads_of_tables:
        if any(map(names_both, line.split("|"))):
            found.append(range(number, end_of_paragraph(outline.lines, number)))
    for part in found:
        if taken.isdisjoint(part):
            lines[part.start : part.stop] = outline.lines[part.start : part.stop]
    return Outline(lines) if any(lines) else None


def _is_told(outline: Outline, line: int) -> bool:
    """Whether something above a list names the two verdicts, or a title a quiz; interviews have other lists, too."""
    titles = {outline.title, outline.title_above(line)}
    is_quiz = any(names_quiz(title) and announces_questions(title) for title in titles)
    return is_quiz or tells_of_verdicts(outline, line)


def _judged_of(outline: Outline, items: Sequence[ListItem], is_told: bool) -> Iterator[_Judged]:
    """The items of a list with verdicts; those in other places count where something tells of them.

    A line above may speak of what is done or not, which has signs, too.
    """
    above = last_text(outline.lines, items[0].line)
    has_marks = is_told or (above >= 0 and tells_to_judge(outline.lines[above]))
    found = [_judged(outline, item) or (_marked_behind(outline, item) if has_marks else None) for item in items]
    if has_marks and not any(found):
        before = [_marked_before(outline, item) for item in items]
        found = before if all(before) else []
    yield from (one for one in found if one and (is_told or one.said.isalpha()))


def _answers(outline: Outline, line: int) -> bool:
    """Whether the text above a list asks, other than what is true or false: then all of the list is its answer."""
    above = last_text(outline.lines, line)
    text = outline.lines[above].strip(" *_#:") if above >= 0 else ""
    return asks(text) and not (announces_verdicts(text) or tells_to_judge(text))


def _may_be_setting(one: _Judged) -> bool:
    """Whether a verdict may be a value, and its item a setting or task."""
    return one.is_loose or is_order(one.item.title) or not is_statement(one.item.title)


def _left(outline: Outline, item: ListItem) -> ListItem:
    """An item without a verdict, which has an answer only if it asks."""
    return item if item.is_clear and has_text_below(outline.lines, item) else replace(item, rest="", stop=item.below)


def _judged(outline: Outline, item: ListItem) -> _Judged | None:
    """An item with its verdict, if it has one behind or below it."""
    if not item.rest:
        return _behind(item) or _below(outline, item)
    rest = item.rest[leads.end() :] if (leads := _LEADS.match(item.rest)) else item.rest
    said = verdict_in(rest)
    return _Judged(replace(item, rest=_without_brackets(rest)), said) if said and _is_text(item.title) else None


def _behind(item: ListItem) -> _Judged | None:
    """A statement with a verdict behind it in its line."""
    for gap in _GAP.finditer(item.title):
        is_apart = gap["sign"].strip() or gap["opens"]
        if not (is_apart or gap["stop"] is not None):
            continue
        text, rest = item.title[: gap.start("sign")], item.title[gap.end("sign") :]
        is_whole = not gap["opens"].strip("*_") or _IN_BRACKETS.fullmatch(rest)
        if is_whole and (said := verdict_in(rest)) and _is_text(text):
            return _Judged(replace(item, title=text, rest=_without_brackets(rest)), said, is_loose=not is_apart)
    return None


def _below(outline: Outline, item: ListItem) -> _Judged | None:
    """A statement of up to a few lines with a verdict below it."""
    lines = outline.lines
    text = [item.title]
    for number in range(item.below, min(item.stop, item.below + LONGEST_TITLE)):
        if is_blank(lines[number]):
            below = next_text(lines, number)
            said = _verdict_inside(outline, item, below) if below < item.stop else ""
        elif not (said := _verdict_inside(outline, item, number)) and not starts_block(lines[number]):
            text.append(lines[number].strip())
            continue
        title = " ".join(text)
        return _Judged(replace(item, title=title, below=number), said) if said and _is_text(title) else None
    return None


def _marked_behind(outline: Outline, item: ListItem) -> _Judged | None:
    """A statement of up to a few lines with a letter or sign behind it, or with a verdict above its reason."""
    number, text = _whole_text(outline, item)
    for below in range(item.below, item.below + LONGEST_TITLE):
        if one := judged_behind(text):
            title = f"{number}{bold_line(one.statement) or one.statement}"
            return _Judged(_judged_item(item, title, one, below), one.said)
        if below >= item.stop or is_blank(outline.lines[below]) or starts_block(outline.lines[below]):
            break
        text = f"{text} {outline.lines[below].strip()}"
    return None


def _marked_before(outline: Outline, item: ListItem) -> _Judged | None:
    """A statement in one line with a verdict before it; of several sentences, nothing says which one is the reason."""
    number, text = _whole_text(outline, item)
    one = judged_before(text)
    below = (line for line in outline.lines[item.below : item.stop] if not (is_blank(line) or is_comment(line)))
    if not (one and one.is_one_sentence) or any(below):
        return None
    return _Judged(_judged_item(item, f"{number}{one.statement}", one, item.below), one.said)


def _judged_item(item: ListItem, title: str, one: JudgedText, below: int) -> ListItem:
    """An item with a verdict as its answer, above the reason if there is one."""
    said, rest = (one.said, one.reason) if one.reason else ("", one.said)
    return replace(item, title=title, said=said, rest=rest, below=below)


def _whole_text(outline: Outline, item: ListItem) -> tuple[str, str]:
    """The number of an item as in its title, and the text of its first line."""
    line = outline.lines[item.line]
    marker = list_marker(line)
    number = match[0] if (match := _NUMBER.match(item.title)) else ""
    return number, line[marker.end() :].strip() if marker else item.title[len(number) :]


def verdict_in(text: str) -> str:
    """The word for true or false that a text begins with, above a reason or nothing; else empty."""
    start = 0 if text[:1].isalnum() else _OPENS.match(text).end()  # type: ignore[union-attr]
    end = _VERDICT.end(text.lower(), start)
    if end <= 0:
        return ""  # as most
    after = text[end:].lstrip(" *_")
    return text[start:end] if _BEHIND.match(text, end) or _BECAUSE.end(after.lower()) > 0 else ""


def _is_text(text: str) -> bool:
    return size_in_words(text) >= _FEWEST_WORDS and not asks(text)


def _without_brackets(text: str) -> str:
    """A text without brackets around all of it."""
    return whole["text"] if (whole := _IN_BRACKETS.fullmatch(text)) else text
