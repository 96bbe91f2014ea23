"""Numbered questions and statements with a blank that the author has filled in, with a letter or a verdict:

    1、HEAD 指向（ B ）。                    1) HEAD points to a branch. ( T )
    A、文件  B、分支                          2) A tag moves. ( F )

    2. A tag is ( A ).                       3、标签会移动。（×）
    A. a name
    B. a file                               3) A head is a tag. (F) It points to a branch.

The front has the blank, and the answer is what was in it; a letter names an option. What is behind a verdict on a
sentence is the reason. An item ends at the next one, a heading or a rule. Letters are read if two items, and half of
those with options, have such a blank; verdicts if three items without options, and half of those, have one, and some
are true and others false. Then half of them are sentences with a letter or word in a blank, `( T )`, or the page
announces questions, or a title or the line above says what to judge, where two are enough. An item whose blank is empty
is reported, and so is one between others that has none.

Not questions: notes in parentheses inside a sentence; letters right between parentheses, `(C)`, which may mean
anything; lists of what is done, `1. Login (✓)`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.body.option_letters import CAPITALS, FIRST_OPTION, OPTION
from anki_export.source.candidates.question_candidate import numbered_span
from anki_export.source.candidates.strip_around_answers import BodyLines, body_of
from anki_export.source.candidates.true_false_statements import tells_of_verdicts
from anki_export.source.entry import AnswerLines, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, When
from anki_export.source.lines import (
    LONGEST_TITLE,
    columns_of,
    end_of_text,
    is_blank,
    is_rule,
    is_separator,
    list_marker,
    next_text,
    starts_block,
    without_line_breaks,
)
from anki_export.source.outline import Outline
from anki_export.source.page_announces_questions import are_announced
from anki_export.source.pages_and_questions import Wanted
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_statement
from anki_export.text.ticks_and_crosses import FALSE
from anki_export.text.true_or_false import LONGEST, verdicts
from anki_export.text.word_patterns import Words

NAME = "filled-blank"
_ITEM = regex(r" {0,3}(?:#{1,6}[ \t]+)?(?P<bold>\*\*|__)?[(（]?\d{1,4}\s?[.、．)）](?(bold)(?P=bold)|)\s*(?=\S)")
_DIGITS = regex(r"\d+")
_LETTERS = regex(rf"[{CAPITALS}](?:[\s,，、]*[{CAPITALS}])*")
_BLANK = regex(
    r"(?P<open>\(|（|【|_(?<!__)_{1,39}|<u>)(?P<left>[ \t\u3000]*)"
    rf"(?P<said>[^\s()（）【】_<>][^()（）【】_<>\n]{{0,{LONGEST - 1}}}?)?"
    r"(?P<right>[ \t\u3000]*)(?P<close>[)）】]|_{2,40}|</u>)"
)
_EMPTY = {"(": "( )", "（": "（ ）", "【": "【 】"}
_TRUE_OR_FALSE = Words("true", "false")
_AROUND = " \t\u3000.。．;；:：–—-"
_AT_END = regex(r"[\s.。．!！?？;；:：]*\Z")
_HINTS = Hints(
    question="1. {}",
    title="write the question after its number",
    answer="write the answer into the blank, as in the others",
)


class _Item(Struct, frozen=True):
    """A numbered line, and what is below it."""

    line: int
    text: int
    """The column at which its text begins."""
    below: int
    """The line after its title."""
    stop: int
    title: str
    blank: re.Match[str] | None
    """In the title, the one with a letter or at its end; None if several have letters."""
    blanks: int
    """How many there are."""
    has_options: bool

    @property
    def said(self) -> str:
        """What is in its blank."""
        return (self.blank["said"] or "") if self.blank else ""

    @property
    def reason(self) -> str:
        """What follows its blank, if that is behind a sentence; else empty."""
        if self.blank is None or self.has_options or not _judges(self.title, self.blank):
            return ""
        return self.title[self.blank.end() :].lstrip(_AROUND)


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    if not _DIGITS.search(outline.text):
        return  # no line has a number
    items = list(_items(outline))
    chosen = [*_lettered(items), *_judged(outline, items, wanted)]
    yield from (_span(outline, item) for item in sorted(chosen, key=lambda item: item.line))


def _items(outline: Outline) -> Iterator[_Item]:
    """The numbered lines with a blank or options, up to the next one, a heading or a rule.

    A line without these that follows one without options, and has the next number, is no part of it.
    """
    lines = outline.lines
    starts = [
        (number, match)
        for number, line in enumerate(lines)
        if line and (match := _ITEM.match(line)) and not outline.is_code[number]
    ]
    if not starts:
        return  # as on most pages
    ends = sorted({*(heading.line for heading in outline.headings), *outline.rules, len(lines)})
    found: list[_Item] = []
    for (number, match), above in zip(starts, [None, *starts], strict=False):
        if item := _item(outline, number, match):
            found.append(item)
        elif above and found and found[-1].line == above[0] and _follows(match, above[1]) and not found[-1].has_options:
            text = lines[number][match.end() :]
            found.append(_Item(number, match.end(), number + 1, number + 1, text, None, 0, False))
    stops = [*(item.line for item in found[1:]), len(lines)]
    for item, stop in zip(found, stops, strict=False):
        end = ends[bisect_right(ends, item.line)]
        yield replace(item, stop=max(item.below, end_of_text(lines, item.below, min(stop, end), is_separator)))


def _follows(match: re.Match[str], above: re.Match[str]) -> bool:
    """Whether a number is the one after another: then it is no part of what is below that."""
    value, last = (int(_DIGITS.search(one[0])[0]) for one in (match, above))  # type: ignore[index]
    return value == last + 1


def _item(outline: Outline, number: int, match: re.Match[str]) -> _Item | None:
    lines = outline.lines
    below = number + 1
    text = [without_line_breaks(lines[number][match.end() :])]
    is_heading = lines[number].lstrip().startswith("#")
    while not is_heading and below < min(number + LONGEST_TITLE, len(lines)) and _goes_on(lines[below]):
        text.append(without_line_breaks(lines[below]).strip())
        below += 1
    title = " ".join(text).strip()
    at = next_text(lines, below)
    while at < len(lines) and outline.is_code[at]:
        at = next_text(lines, at + 1)
    option = FIRST_OPTION.match(lines[at]) if at < len(lines) else None
    may_be_letter = option is None or option[0].isupper() or option[0].lower() == option[0].upper()
    blanks = [
        blank
        for blank in _BLANK.finditer(title)
        if _is_apart(blank)
        or (blank["open"] == "(" and _AT_END.match(title, blank.end()) and may_be_letter)
        or (not option and _judges(title, blank))
    ]
    if not (blanks or option):
        return None
    named = [blank for blank in blanks if not option or _LETTERS.fullmatch(blank["said"] or "")] or blanks
    judging = (blank for blank in named if not option and _judges(title, blank))
    blank = next(judging, named[-1]) if named and (len(named) == 1 or not option) else None
    return _Item(number, match.end(), below, below, title, blank, len(blanks), option is not None)


def _goes_on(line: str) -> bool:
    return not (is_blank(line) or starts_block(line) or _ITEM.match(line) or OPTION.match(line) or is_rule(line))


def _judges(title: str, blank: re.Match[str]) -> bool:
    """Whether a letter, sign or word in brackets behind a sentence may say that this is true or false."""
    said = blank["said"] or ""
    is_verdict = len(said) == 1 or _TRUE_OR_FALSE.end(said.lower()) == len(said)
    return is_verdict and blank["open"] in _EMPTY and is_statement(title[: blank.start()])


def _is_apart(blank: re.Match[str]) -> bool:
    """Whether it is a blank wherever it is: empty, with spaces inside, in full width, or letters on a line."""
    said = blank["said"] or ""
    is_line = blank["open"][0] in "_<" and (len(said) == 1 or _LETTERS.fullmatch(said) is not None)  # not `__init__`
    return is_line or not said or bool(blank["left"] and blank["right"]) or blank["open"] in "（【"


def _lettered(items: Sequence[_Item]) -> Sequence[_Item]:
    """The items with options and a blank, of which half have letters in it."""
    own = [item for item in items if item.has_options and item.blanks]
    named = sum(_LETTERS.fullmatch(item.said) is not None for item in own)
    others = sum(item.has_options for item in items)
    return own if thresholds.WITH_ANSWERS.of(named, others) else ()


def _judged(outline: Outline, items: Sequence[_Item], wanted: Wanted) -> Sequence[_Item]:
    """The statements that end with a verdict, or with an empty blank, where there are enough of these."""
    others = [item for item in items if item.blanks and not item.has_options]
    own = [item for item in others if item.blank and (item.reason or _AT_END.match(item.title, item.blank.end()))]
    if not own:
        return ()  # as on most pages
    found = dict(zip(own, verdicts([item.said for item in own]), strict=True))
    judged = [item for item, verdict in found.items() if verdict is not None]
    filled = sum(map(_is_word_in_blank, judged))
    is_told = bool(judged) and tells_of_verdicts(outline, judged[0].line)
    is_clear = is_told or thresholds.HALF.of(filled, len(judged)) or are_announced(outline, wanted)
    enough = thresholds.WITH_ANSWERS if is_told else thresholds.ANNOUNCED
    if not (is_clear and enough.of(len(judged), len(others))):
        return ()
    known = {item.line for item in judged}
    below = [below for item, below in pairwise(items) if item.line in known]
    unjudged = [item for item in below if not (item.blanks or item.has_options)]
    marked = (item for item, verdict in found.items() if verdict is not None or not item.said)
    return _without_text_behind(outline.lines, sorted([*marked, *unjudged], key=lambda item: item.line))


def _without_text_behind(lines: Sequence[str], items: Sequence[_Item]) -> Sequence[_Item]:
    """The statements without what is behind their lists, unless the text at the margin between others is theirs."""
    ends = [_end_inside(lines, item) for item in items]
    followed = zip(ends, pairwise(items), strict=False)
    if any(end < one.stop and next_text(lines, one.stop) == below.line for end, (one, below) in followed):
        return items
    return [replace(item, stop=end) for item, end in zip(items, ends, strict=True)]


def _end_inside(lines: Sequence[str], item: _Item) -> int:
    """The line after the text of an item that is indented or right below it."""
    apart = (at for at in range(item.below, item.stop) if is_blank(lines[at - 1]) and lines[at][:1].strip())
    return end_of_text(lines, item.below, next(apart, item.stop))


def _is_word_in_blank(item: _Item) -> bool:
    """Whether a letter or word fills a blank, `( T )`, unlike `(C)`, which may mean anything."""
    is_word = item.said[0].isalpha() and item.said not in FALSE  # lists of what is done have an `x`
    return is_word and item.blank is not None and _is_apart(item.blank)


def _span(outline: Outline, item: _Item) -> Span:
    """The question of an item, whose answer is what its blank holds."""
    lines = outline.lines
    blank, said = item.blank, item.said
    title = item.title
    if blank and said:
        rest = "" if item.reason else title[blank.end() :]
        title = f"{title[: blank.start()]}{_EMPTY.get(blank['open'], '____')}{rest}"
    indent = columns_of(lines[item.line][: item.text]) if list_marker(lines[item.line]) else 0
    text = lines[item.below : item.stop]
    below = body_of(text, item.below, outline.is_code, indent).lines if text else ()
    below = ("", item.reason, *below) if item.reason else below
    is_apart = not below or not below[0].strip()
    body = (said, *[""][is_apart:], *below)  # without a blank line, the answer would continue in what is below
    start = item.below + len(text) - len(body)
    back = () if item.has_options else (range(start + 1, start + len(body)),)
    own = range(item.line, max(item.stop, item.below))
    return replace(
        numbered_span(NAME, _HINTS, own, title, None, BodyLines(body if said else (), start)),
        column=item.text + 1,
        answer=AnswerLines((range(start, start + 1),), back) if said else None,
        id_place=IdPlace(item.below, ""),
    )


FILLED_BLANK = Format(NAME, when=When.BY_EVIDENCE, spans=_spans, shown=lambda first: "filled blanks (1. … ( B ))")
