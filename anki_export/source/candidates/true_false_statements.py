"""List items that state something, each with what calls it true or false below or behind it:

    1. A boom is above the sail.            1. A boom is above the sail. → False
       False. It is below.                  2. A mast is a spar. (True)
    2. A mast is a spar.                    3. A jib is a rope - False, because it is a sail.

       **True.**                            4. **A sheet is a rope.** True

Three of a list, and three in four, have a verdict, and some are true and others false; two, and half, where a title
announces a quiz or says "True or false". Elsewhere the statements end with a full stop, and a sign is before what
is behind them. An item without a verdict is one without an answer.

Not statements: settings and tasks, `- Wrap long lines. → False`; values, `debug: true`.
"""

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.collect_items_and_paragraphs import ListItem, has_text_below, lists_of
from anki_export.source.lines import LONGEST_TITLE, is_blank, last_text, next_text, starts_block
from anki_export.source.outline import Outline
from anki_export.text.asking import announces_questions, is_order, is_statement
from anki_export.text.classify_labels import asks, names_quiz
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.true_or_false import announces_verdicts, may_have_verdicts, names_both, verdicts
from anki_export.text.words_by_language import Words

_VERDICT, _BECAUSE = Words("true", "false"), Words("because")
_OPENS = regex(r"[*_]*[(\[（]?[*_]*")
_BEHIND = regex(r"[*_]*(?:\s*[.,;:!)\]）。，；：！…(（]|\s*\Z|\s+[-–—])")
"""What follows a verdict, besides a reason."""
_GAP = regex(
    r"(?P<stop>(?<=[.!。！])[*_]*)?"
    r"(?P<sign>\s*(?:[-–—=]+>|[→⇒➔➜➡]\ufe0f?)\s*|\s+[-–—]+\s+|\s+|(?<=[。！])|(?=（))(?P<opens>[*_]*[(\[（]?[*_]*)"
)
"""What is between a statement and what is behind it."""
_IN_BRACKETS = regex(r"[(\[（](?P<text>[^()\[\]（）]+)[)\]）][.。]?")
_LEADS = regex(r"(?:[-–—=]+>|[→⇒➔➜➡]\ufe0f?|[-–—]+)\s*")
_PARTS = regex(r"[:：]\s|\s[-–—(]\s?|[)?？]")
_FEWEST_WORDS = 3


class _Judged(Struct, frozen=True):
    """An item as a statement, what it is called, and whether that is behind it without a sign or full stop."""

    item: ListItem
    said: str
    is_loose: bool = False


def judged_statements(outline: Outline, rank: Sequence[ListItem]) -> Sequence[ListItem]:
    """The items of the lists of a rank in which enough have a verdict."""
    is_list = rank[0].rank[0] in ("-", "1") and len(rank) >= thresholds.WITH_ANSWERS.least
    if not (is_list and may_have_verdicts(outline.text)):
        return ()  # as most
    found = {item.line: one for item in rank if (one := _judged(outline, item))}
    if len(found) < thresholds.WITH_ANSWERS.least:
        return ()
    called = verdicts([one.said for one in found.values()])
    found = {line: one for (line, one), verdict in zip(found.items(), called, strict=True) if verdict is not None}
    is_quiz = _announces_statements(outline.title)
    read: list[ListItem] = []
    for items in lists_of(rank):
        is_told = is_quiz or _announces_statements(outline.title_above(items[0].line))
        own = [one for item in items if (one := found.get(item.line))]
        enough = thresholds.WITH_ANSWERS if is_told else thresholds.ANSWERED_ITEMS
        is_sure = is_told or not any(map(_may_be_setting, own))
        if enough.of(len(own), len(items)) and is_sure and not _answers(outline, items[0].line):
            read += [found[item.line].item if item.line in found else _left(outline, item) for item in items]
    return read


def _announces_statements(title: str) -> bool:
    """Whether a title names a quiz or the two verdicts; interviews and tests of programs have other lists, too."""
    return _speaks_of_verdicts(title) or (names_quiz(title) and announces_questions(title))


def _answers(outline: Outline, line: int) -> bool:
    """Whether the text above a list asks, other than what is true or false: then all of the list is its answer."""
    above = last_text(outline.lines, line)
    text = outline.lines[above].strip(" *_#:") if above >= 0 else ""
    return asks(text) and not _speaks_of_verdicts(text)


def _speaks_of_verdicts(title: str) -> bool:
    """Whether a title, or a part of it, says that what is below is true or false: `April: true or false?`"""
    return announces_verdicts(title) or any(names_both(part) for part in _PARTS.split(title) if part)


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
    said = _verdict_in(rest)
    return _Judged(replace(item, rest=_without_brackets(rest)), said) if said and _is_text(item.title) else None


def _behind(item: ListItem) -> _Judged | None:
    """A statement with a verdict behind it in its line."""
    for gap in _GAP.finditer(item.title):
        is_apart = gap["sign"].strip() or gap["opens"]
        if not (is_apart or gap["stop"] is not None):
            continue
        text, rest = item.title[: gap.start("sign")], item.title[gap.end("sign") :]
        is_whole = not gap["opens"].strip("*_") or _IN_BRACKETS.fullmatch(rest)
        if is_whole and (said := _verdict_in(rest)) and _is_text(text):
            return _Judged(replace(item, title=text, rest=_without_brackets(rest)), said, is_loose=not is_apart)
    return None


def _below(outline: Outline, item: ListItem) -> _Judged | None:
    """A statement of up to a few lines with a verdict below it."""
    lines = outline.lines
    text = [item.title]
    for number in range(item.below, min(item.stop, item.below + LONGEST_TITLE)):
        if is_blank(lines[number]):
            below = next_text(lines, number)
            said = _verdict_in(lines[below].strip()) if below < item.stop else ""
        elif not (said := _verdict_in(lines[number].strip())) and not starts_block(lines[number]):
            text.append(lines[number].strip())
            continue
        title = " ".join(text)
        return _Judged(replace(item, title=title, below=number), said) if said and _is_text(title) else None
    return None


def _verdict_in(text: str) -> str:
    """The word for true or false that a text begins with, above a reason or nothing; else empty."""
    start = _OPENS.match(text).end()  # type: ignore[union-attr]
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
