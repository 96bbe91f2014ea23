"""Bold lines that ask, each with the text below it as the answer.

    **What is a stump? 👶**         also `__…__`, with or without a number

    A tree of one split.
    **Not** the first question on a separate line: part of the answer.

    <br/>                          breaks and rules between questions are not part of an answer

    **Boosting and bagging ⭐**      not a question, but has a sign of difficulty like the lines that ask

    **3 Describe a root**           the sign after a number may be missing

An entry ends at the next bold line that is a question, or at a heading. Lines at the margin that are bold as a whole,
with asterisks or as `<b>…</b>`, are read as questions if most of them ask, or half on a page whose title announces
questions (`thresholds.py` says how many), or if half have a label for their answer below them; if the settings or the
page name this format, those that ask are read on any page. Lines that repeat, such as `**Answer:**`, do not count. If
all have numbers that rise, those below the last one that asks are read, too. If each has a list right below it, so are
a few lines that ask and are not bold.

Not questions: bold lines inside answers that ask nothing, bold words at the start of a paragraph, lines in code.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf
from typing import NamedTuple

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.body.blocks import has_colon
from anki_export.source.candidates.answer_labels import has_answer_label, with_labels
from anki_export.source.candidates.asking_lines_in_other_marks import look_alikes, told
from anki_export.source.candidates.question_candidate import (
    Candidate,
    are_tasks,
    candidate,
    counted,
    is_whole_task,
    titled_span,
    with_lost_signs,
)
from anki_export.source.candidates.questions_by_their_neighbours import FURNITURE, goes_on
from anki_export.source.candidates.strip_around_answers import body_of
from anki_export.source.candidates.true_false_statements import with_verdicts
from anki_export.source.end_answers_at_questions import are_few, is_apart_from_answer, leans_on_answer
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.layouts.page_shape import asks_about_repository, asks_person
from anki_export.source.lines import (
    bold_line,
    end_of_paragraph,
    end_of_text,
    is_separator,
    last_text,
    list_marker,
    next_text,
    starts_block,
)
from anki_export.source.outline import Heading, Outline
from anki_export.source.page_announces_questions import are_announced, headings_announce
from anki_export.source.pages_and_questions import Wanted
from anki_export.source.question_numbers import number_of, numbers_of
from anki_export.text.classify_labels import QUESTION_MARKS, is_label_of, is_numbered_task
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import is_clear_question, is_statement, is_to_complete, names_people
from anki_export.text.true_or_false import announces_verdicts

NAME = "bold"
_INLINE = regex(
    r"(?P<mark>\*\*|__)(?P<text>(?:(?!\*\*|__)[^\n])+(?:\n(?:(?!\*\*|__)[^\n])+)?[?？؟])(?P=mark)(?=\n|[ \t]*\S)"
)
_BOLD_LABEL = regex(r"(?P<mark>\*\*|__)(?P<text>(?P<number>\d{1,3})[.)]\s[^*_\n]{1,40}[:：])(?P=mark)(?P<rest>\s+\S.*)")
_REMARK = regex(r"[*_]{0,2}(?:\([^()?？؟]{1,40}\)|\[[^\[\]?？؟]{1,40}\])[*_]{0,2}")
"""What is behind a question in bold and does not answer it: `(several are right)`."""
_HABIT = 2
"""This many questions before text are not a slip."""
_NEAR = 3
"""In lines, to a list that is right below, or below a blank line and that of an id."""
_WORDS = 3
"""The minimum number of words in a question."""
_HINTS = Hints(
    question="**{}**", title="write the question between the asterisks", answer="write the answer below the bold line"
)


class _Inline(NamedTuple):
    """A question in bold before text on the same line."""

    line: int
    title: str
    rest: str
    """What follows it on its line; empty if it ends there."""


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    inline = {
        one.line: one
        for one in _with_answers(outline.lines, outline.is_code)
        if not _is_above_answer(outline.lines, one)
    }
    if len(outline.bold_lines) + len(inline) < _HABIT and not wanted.is_named(NAME):
        return  # for one alone, no evidence is enough
    candidates = with_verdicts(outline, _with_inline(outline, _candidates(outline), inline.values()))
    are_in_sections = headings_announce(outline, [one.line for one in candidates])
    is_announced = are_in_sections or are_announced(outline, wanted)
    asked = _chosen(candidates, is_announced, is_named=wanted.is_named(NAME))
    are_plain = not any(one.number or one.asks_and_is_answered for one in asked)
    titles = {one.line: one.title for one in asked}
    is_about_people = not wanted.is_named(NAME) and asks_person(outline, wanted.title, titles)
    is_apart = are_plain and (is_about_people or asks_about_repository(outline, wanted, NAME, list(titles.values())))
    if not asked or is_apart:
        return
    chosen = _with_missing_numbers(candidates, asked)
    if are_in_sections or (is_announced and any(is_statement(one.title) for one in chosen)):
        chosen = _with_orders(outline.lines, candidates, chosen)
    chosen = _with_plain(outline, _with_last_numbers(candidates, chosen, is_announced=is_announced))
    tasks = [one.line for one in candidates if is_numbered_task(one.title)]
    tasks = tasks if any(one.line in tasks for one in chosen) else []  # else they are parts of an answer
    ends = sorted([*(one.line for one in chosen), *tasks, *_sections(outline), *inline, len(outline.lines)])
    ends_of = [ends[bisect_right(ends, one.line)] for one in chosen]
    own = [range(one.line + 1, end) for one, end in zip(chosen, ends_of, strict=True)]
    own = [range(each.start, end_of_text(outline.lines, each.start, each.stop, is_separator)) for each in own]
    stops = [*(each.stop for each in own[:-1]), _end_of_last(outline, own)]
    numbers = numbers_of([one.title for one in chosen])
    for one, number, stop, end in zip(chosen, numbers, stops, ends_of, strict=True):
        span = titled_span(NAME, outline, replace(one, lines=range(one.line, stop)), number, _HINTS)
        if one.line in inline:
            first = inline[one.line].rest
            body = body_of([first, *outline.lines[one.line + 1 : stop]], one.line, outline.is_code)
            below = min(end_of_paragraph(outline.lines, one.line), stop)
            span = replace(span, body=body.lines, body_start=body.start, id_place=IdPlace(below, ""))
        yield replace(span, markup=range(stop, end))


def _end_of_last(outline: Outline, bodies: Sequence[range]) -> int:
    """Where the last answer of a page ends: at a blank line, if no other answer has one, not even above it.

    Then a blank line ends answers. What begins with a mark, or is below a colon, goes on with them.
    """
    lines, (*others, last) = outline.lines, bodies
    first = [next_text(lines, body.start) for body in bodies]
    are_apart = any("" in lines[body.start : at] for body, at in zip(bodies, first, strict=True))
    if are_apart or len(others) < _HABIT or any(_second_paragraph(lines, body) < body.stop for body in others):
        return last.stop
    below = _second_paragraph(lines, last)
    is_text = below < last.stop and not (outline.is_code[below] or starts_block(lines[below]))
    leads_on = has_colon(lines[last_text(lines, below)])
    return end_of_text(lines, last.start, below) if is_text and not leads_on else last.stop


def _second_paragraph(lines: Sequence[str], body: range) -> int:
    """Where the second paragraph of an answer begins; its end without one."""
    return min(next_text(lines, end_of_paragraph(lines, next_text(lines, body.start))), body.stop)


def _sections(outline: Outline) -> list[int]:
    """The lines of headings, without those that repeat as "Answer" does: they are parts of what is below a question.

    Nothing but code is between a bold question and the first of them: other text answers it.
    """
    titles = Counter(_label(heading) for heading in outline.headings)
    parts = {title for title, count in titles.items() if count >= thresholds.LABELS_REPEAT}
    lines = [heading.line for heading in outline.headings]
    if not any(is_label_of(title, "answer", "solution") for title in parts):
        return lines
    last = {bisect_right(lines, one.line): one.line for one in outline.bold_lines}  # by the heading below it
    answered = any(
        at < len(lines) and _label(outline.headings[at]) in parts and _has_text(outline, range(line + 1, lines[at]))
        for at, line in last.items()
    )
    return [heading.line for heading in outline.headings if answered or _label(heading) not in parts]


def _has_text(outline: Outline, lines: range) -> bool:
    """Whether something besides code is there: it answers the bold question above it."""
    return any(outline.lines[number].strip() and not outline.is_code[number] for number in lines)


def _label(heading: Heading) -> str:
    return heading.title.casefold().strip(" :：")


def _candidates(outline: Outline) -> list[Candidate]:
    """The bold lines that do not repeat; a sign that the questions share at their ends is one of difficulty."""
    inline = _with_answers(outline.lines, outline.is_code)
    bold = {one.line: one.text for one in outline.bold_lines}
    bold |= {one.line: f"{one.title} {one.rest}" for one in inline if _is_above_answer(outline.lines, one)}
    bold |= _with_bold_labels(outline, bold)
    repeats = Counter(text.casefold() for text in bold.values())
    found = [
        candidate(range(line, line + 1), text)
        for line, text in sorted(bold.items())
        if repeats[text.casefold()] < thresholds.LABELS_REPEAT and not has_answer_label(outline.lines[line])
    ]
    ends = sorted([*(one.line for one in found), *_sections(outline), len(outline.lines)])
    found = with_lost_signs(found)
    found = with_labels(outline, found, [ends[bisect_right(ends, one.line)] for one in found])
    shared = Counter(sign for one in found if one.is_clear for sign in _signs(one.title))
    difficulty = {sign for sign, count in shared.items() if count >= thresholds.LABELS_REPEAT}
    return [replace(one, is_marked=bool(_signs(one.title) & difficulty)) for one in found]


def _with_bold_labels(outline: Outline, bold: Mapping[int, str]) -> dict[int, str]:
    """Lines with gaps whose only bold part is a label with the next number: `**4. Complete:** It is ____.`"""
    found: dict[int, str] = {}
    numbered = sorted((line, one.value or 0) for line, text in bold.items() if (one := number_of(text)))
    for number, line in outline.lines_with(":**", ":__", "：**", "：__") if numbered else ():
        match = _BOLD_LABEL.match(line)
        at = bisect_left(numbered, (number, 0))
        below = numbered[at][1] if at < len(numbered) else inf
        if match and at and numbered[at - 1][1] < int(match["number"]) < below and is_to_complete(match["rest"]):
            found[number] = match["text"] + match["rest"]
    return found


def _with_answers(lines: Sequence[str], is_code: Sequence[bool]) -> Iterator[_Inline]:
    """Questions in bold that begin a paragraph but do not end with a line: what follows does not answer the last."""
    for number, line in enumerate(lines):
        is_first = number == 0 or not lines[number - 1].strip()
        if line[:2] in ("**", "__") and is_first and not is_code[number]:
            text = "\n".join(lines[number : number + 2])
            match = _INLINE.match(text) if any(map(text.__contains__, QUESTION_MARKS)) else None
            if match and len(match["text"].split()) >= _WORDS and is_clear_question(match["text"]):
                yield _Inline(number, " ".join(match["text"].split()), line[match.end() :].strip())


def _is_above_answer(lines: Sequence[str], one: _Inline) -> bool:
    """Whether only a remark is behind a question, and its answer below: no further question or heading."""
    if not _REMARK.fullmatch(one.rest):
        return False
    below = next_text(lines, one.line + 1)
    return below < len(lines) and not lines[below].startswith(("**", "__", "#"))


def _with_inline(outline: Outline, whole: Sequence[Candidate], inline: Iterable[_Inline]) -> list[Candidate]:
    """The bold lines, with the questions before text that are beside one of them, or beside each other, in a section.

    One alone may introduce the page or its author, but for a section that announces questions.
    """
    found = [candidate(range(one.line, one.line + 1), one.title) for one in inline if one.rest]
    beside = Counter(outline.part_at(one.line) for one in (*found, *whole) if one.asks)
    found = [one for one in found if one.number is None and beside[outline.part_at(one.line)] > 1]
    enough = 1 if headings_announce(outline, [one.line for one in (*found, *whole)]) else _HABIT
    if len(found) < enough or any(one.number for one in whole):
        return list(whole)
    known = {one.line for one in whole}
    return sorted([*whole, *(one for one in found if one.line not in known)], key=lambda one: one.line)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """On a page with such questions, report those whose answers begin in their own lines, and others that ask."""
    if not entries:
        return
    taken = page.taken
    others = {number for entry in page.entries if entry.format != NAME for number in entry.lines}
    others.update(entry.lines.start for entry in entries)
    places = list(look_alikes(page.outline))
    for heading in page.outline.headings:
        if heading.line not in taken and is_clear_question(heading.title) and not announces_verdicts(heading.title):
            places.append((heading.line, heading.title, "headings, not bold lines"))
    yield from told((place for place in places if place[0] not in others), _HINTS.question.format("…?"))
    alone = {one.line for one in page.outline.bold_lines}
    are_tasks = any(is_numbered_task(entry.written) for entry in entries)
    for one in page.outline.bold_lines if are_tasks else ():
        if one.line not in taken and is_numbered_task(one.text):
            message = f"exercise {one.text!r} has no label for its answer, unlike others; skipped"
            yield Finding(one.line, Rule.NOT_READ, message, "write it below a label such as `Solution:`")
    for line, title, _ in _with_answers(page.lines, page.outline.is_code):
        if line not in taken and line in alone:
            message = f"question {title!r} has no number, unlike the others; skipped"
            yield Finding(line, Rule.NOT_READ, message, "number it like the others")
        elif line not in taken:
            message = f"question {title!r} is not alone on its line; skipped"
            yield Finding(line, Rule.NOT_READ, message, "write its answer on the next line")


def _signs(text: str) -> frozenset[str]:
    """The pictures at the end of a line.

    >>> sorted(_signs("Why? ⭐⭐")), sorted(_signs("Why ⭐ not?"))
    (['⭐'], [])
    """
    signs = set()
    for character in reversed(text):
        kind = unicodedata.category(character)
        if kind == "So":
            signs.add(character)
        elif kind[0] in "LNP":
            break
    return frozenset(signs)


def _chosen(candidates: Sequence[Candidate], is_announced: bool, *, is_named: bool) -> list[Candidate]:
    """The bold lines that are questions, in page order."""
    asking = [one for one in candidates if one.asks]
    answered = _with_labels(candidates)
    if thresholds.BOLD_LINES.of(len(asking), len(candidates)):
        return answered or asking
    numbers = [one.value for one in candidates]
    is_list = numbers == list(range(1, len(numbers) + 1))
    # Where nothing announces questions, or fewer ask, orders are the steps of a guide.
    may_order = is_announced and thresholds.HALF.of(len(asking), len(candidates))
    tasks = [one for one in candidates if one.asks or (may_order and is_whole_task(one))]
    if is_list and thresholds.BOLD_LINES_WITH_NUMBERS.of(len(tasks), len(candidates)):
        return tasks
    labelled = [one for one in candidates if one.has_q]
    if thresholds.HEADINGS_WITH_Q.of(len(labelled), 0):
        return [one for one in candidates if one in labelled or (one.asks and is_named)]
    is_whole = thresholds.ALL_ANNOUNCED.of(len(labelled), len(candidates))
    if is_announced and is_whole and all(one.is_clear for one in labelled):
        return labelled
    if answered:
        return answered
    if (is_announced or is_named) and are_tasks(asking, candidates):
        return [one for one in candidates if one.asks_or_orders]
    if is_named and len(asking) >= _HABIT and all(one.asks or is_whole_task(one) for one in candidates):
        return list(candidates)
    if not is_named:
        return []
    return asking or (counted(candidates) if is_announced else [])


def _with_labels(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The bold lines that ask, and others with a label for their answer below, if half of all have one and ask."""
    answered = [one for one in candidates if one.asks_and_is_answered]
    if not thresholds.WITH_ANSWERS.of(len(answered), len(candidates)):
        return []
    above = (False, *(one.is_answered for one in candidates))  # else it is between a question and its answer
    pairs = zip(candidates, above, strict=False)
    rest = [one for one, is_apart in pairs if one.has_q or (one.is_answered and is_apart)]
    return [one for one in candidates if one.asks or one.asks_and_is_answered or one in rest]


def _with_missing_numbers(candidates: Sequence[Candidate], asked: Sequence[Candidate]) -> list[Candidate]:
    """The questions with the bold lines that have the numbers between theirs, whatever their words; in page order."""
    numbered = [one for one in asked if one.value is not None]
    lines = [one.line for one in numbered]
    found = list(asked)
    last: Candidate | None = None
    for one in candidates:
        at = bisect_right(lines, one.line)
        after = numbered[at] if at < len(numbered) else None
        if at and lines[at - 1] == one.line:
            last = one
        elif last and goes_on(one, last, after):
            found.append(one)
            last = one
    return sorted(found, key=lambda one: one.line)


def _with_last_numbers(
    candidates: Sequence[Candidate], asked: Sequence[Candidate], *, is_announced: bool
) -> list[Candidate]:
    """The questions with the bold lines below the last one, if all bold lines of the page have numbers that rise.

    The numbers of steps in an answer begin again, and lines without numbers may be its parts. Few questions are enough
    where a title announces them and the numbers are 1, 2, 3.
    """
    values = [one.value or 0 for one in candidates]
    is_list = values == sorted({*values} - {0})
    are_counted = is_announced and values == [*range(1, len(values) + 1)]
    enough = thresholds.MARKED if are_counted else thresholds.REST
    if not is_list or not enough.of(len(asked), len(candidates)):
        return list(asked)
    below = (one for one in candidates if one.line > asked[-1].line)
    return [*asked, *(one for one in below if one.number and not is_label_of(one.number.rest, *FURNITURE))]


def _with_orders(lines: Sequence[str], candidates: Sequence[Candidate], asked: Sequence[Candidate]) -> list[Candidate]:
    """The questions with single tasks between them that are sentences; in page order.

    Steps of an answer are several, or below a line that leads to them.
    """
    known = {one.line for one in asked}
    found = list(asked)
    for above, one, below in zip(candidates, candidates[1:], candidates[2:], strict=False):
        is_between = above.line in known and below.line in known
        if is_between and one.line not in known and is_whole_task(one):
            text = lines[above.line + 1 : end_of_text(lines, above.line + 1, one.line)]
            found += [one] if text and not has_colon(text[-1]) else []
    return sorted(found, key=lambda one: one.line)


def _with_plain(outline: Outline, asked: Sequence[Candidate]) -> list[Candidate]:
    """The questions with the few plain lines that ask below the first one, if a list is right below all; in page order.

    A word or two may name what the list below tells of the question above; what speaks to the reader may belong to it.
    """
    lines = outline.lines
    if len(asked) < thresholds.MARKED.least or not all(_has_list(outline, one.line) for one in asked):
        return list(asked)  # as most
    found = [
        candidate(range(number, number + 1), line.rstrip())
        for number, line in outline.lines_with(*QUESTION_MARKS)
        if number > asked[0].line
        and line[0].isalnum()
        and line.rstrip().endswith(QUESTION_MARKS)
        and is_separator(lines[number - 1])
        and _has_list(outline, number)
        and len(line.split()) >= _WORDS
        and is_apart_from_answer(outline, number, 0)
        and not (leans_on_answer(line) or names_people(line))
    ]
    return sorted([*asked, *found], key=lambda one: one.line) if are_few(len(found), len(asked)) else list(asked)


def _has_list(outline: Outline, line: int) -> bool:
    """Whether a list is right below a line, or below a blank one."""
    below = next_text(outline.lines, line + 1)
    if not line < below <= line + _NEAR or below >= len(outline.lines) or outline.is_code[line]:
        return False
    return list_marker(outline.lines[below]) is not None


def _titles(outline: Outline, lines: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Bold lines, also those of lists, with the numbers of their items."""
    for number in lines:
        line = outline.lines[number]
        if "**" in line or "__" in line:
            marker = list_marker(line)
            if title := bold_line((line[marker.end() :] if marker else line).rstrip(" :")):
                yield number, (marker[0] if marker and marker["number"] else "") + title


BOLD = Format(
    NAME,
    when=When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=lambda first: "bold lines (**…?**)",
    titles=_titles,
    if_unread="bold lines look like questions",
)
