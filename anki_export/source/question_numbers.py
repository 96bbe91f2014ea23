"""Distinguish numbers that only number the questions of a page from numbers that are part of a question.

    1. What is a tag?      2. What is a branch?      a list: leading numbers are ignored
    Q3: Why?               Question 4 (easy): How?   labels, in any position
    P3. Why?   Câu 4 Why?   问题3 Why?               a word or letter: with others that count up
    404: what does it say?                           a subject: it is kept
    127.0.0.1: what is it called?

A single title is ambiguous, so all titles of a page are decided together, once: the parser calls `labels_of` between
block and inline parsing, and all other code reads the label from the opening token.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from anki_export.text.languages import alternatives
from anki_export.text.normalize import normalised
from anki_export.text.regex import regex

_NUMBER = r"(?P<{}>\d+(?:\.\d+)*)"
_LABEL = regex(
    rf"""(?: (?: (?P<question> {alternatives("question")} | q ) | (?P<word> {alternatives("numbered")} )
              | (?P<letter> {alternatives("question_letter")} ) )
            (?: \s* (?:\#|№\s*|n[º°]\s*)? {_NUMBER.format("n1")} )? (?: \s* \([^()]*\) )?
            (?P<sign> \s* (?: [:：)、] | \. (?! [A-Z]\. ) ) | \s+ [-–—] (?= \s )  # Q: Q1. Question 3 (easy): Q1 -
              | (?= \s+ [\w¿"'«“‘`*<] | [\u3040-\u9fff\uac00-\ud7af] ) )         # Câu 3 … 问题3 …
          | (?P<n2>\d+) (?: [.)] \s* | \s+ ) (?P<after> {alternatives("question")} ) \s* [:：]  # 3. Question:
          | (?P<th>第) \s* (?P<n3>\d+) \s* [题題問问] [:：.)、]?                        # 第3题
          | (?P<list> \#? {_NUMBER.format("n4")} \s* (?: [.)] (?= \s | ` | (?-i:[A-Z][a-z]) | $ ) | 、 )  # 1. 2)
            | \( (?P<n5>\d+) \) (?= \s ) | \# (?P<n6>\d+) (?: :? (?= \s ) ) )            # (2) #3
          | {_NUMBER.format("n7")} \s* : (?= \s | ` | (?-i:[A-Z][a-z]) | $ )              # 3: or 404:
          | (?P<n8>\d+) \s+ [-–—] (?= \s )                                               # 3 - or 404 -
        ) \s*""",
    re.VERBOSE | re.IGNORECASE,
)
_BOLD_LABEL = regex(r"(\*\*|__)(?P<label>.+?)\1\s*")
_EMPHASIS = regex(r"\*\*|__|")
_SMALL = 100
"""Question numbers are usually smaller; status codes, ports and years are not."""
_LONG = 10
"""This many consecutive numbers are a list, whatever number it starts at."""

_RUN = 3
"""So many numbers behind the same word or letter are a list, if most follow another."""


class Label(NamedTuple):
    """The label before a question that numbers it."""

    rest: str
    """The title without the label."""
    mark: str
    """`Q` for "Question:", `.` for list markers, `:` for markers that can also follow a subject.

    Otherwise it is a word or letter that only numbers questions beside others, such as `câu` or `p`.
    """
    number: int | None = None
    """None without a number, or for a number with several parts such as 1.2."""
    place: tuple[int, int] = (0, 0)
    """The position of the number in the title."""
    parts: int = 0
    """The number of parts in the number."""


def label_of(title: str) -> Label | None:
    """The candidate label of a title; the other titles decide whether it is one.

    >>> label_of("**Q12 (easy):** Why?")
    Label(rest='Why?', mark='Q', number=12, place=(3, 5), parts=1)
    >>> label_of("127.0.0.1: what is it?").number, label_of("3.5 percent of what?")
    (None, None)
    """
    bold = _BOLD_LABEL.match(title)
    found = _LABEL.fullmatch(bold["label"]) if bold else None
    if bold and found and title[bold.end() :]:
        shift, rest = bold.start("label"), title[bold.end() :]
    else:
        opening = _EMPHASIS.match(title)
        start = opening.end() if opening else 0
        found = _LABEL.match(title, start)
        shift, rest = 0, title[:start] + title[found.end() :] if found else ""
    if found is None:
        return None
    group = next((f"n{i}" for i in range(1, 9) if found[f"n{i}"]), None)
    mark = _mark(found, group is not None)
    if not mark:
        return None
    if not rest.strip("*_ "):
        if mark != ".":
            return None
        rest = title  # the question is missing, but its number counts
    if group is None:
        return Label(rest, mark)
    parts = found[group].count(".") + 1
    number = int(found[group]) if parts == 1 and len(found[group]) < 6 else None
    begin, end = found.span(group)
    return Label(rest, mark, number, (begin + shift, end + shift), parts)


def _mark(found: re.Match[str], has_number: bool) -> str:
    """The mark of a label; empty if it is none."""
    sign = (found["sign"] or "").strip()
    if (found["question"] and ((sign in "：:.)" and sign) or (sign and has_number))) or found["after"]:
        return "Q"
    if word := found["question"] or found["word"]:
        return word.casefold() if has_number and word not in "qQ" else ""
    if letter := found["letter"]:
        is_apart = sign == "：" or found[0][-1:].isspace()
        return letter.casefold() if has_number and sign in "：:.)" and sign and is_apart else ""
    return "第" if found["th"] else "." if found["list"] else ":"


def labels_of(sections: Sequence[Sequence[str]]) -> list[Label | None]:
    """The label of each title of a page, or None; `sections` are the titles grouped by heading.

    Whether a number is a label depends on the other numbers on the page or in its section.
    """
    found = [[label_of(title) for title in titles] for titles in sections]
    page = _decided([label for labels in found for label in labels])
    own = [is_label for labels in found for is_label in _decided(labels)]
    flat = [label for labels in found for label in labels]
    taken = _in_step(flat, [one or other for one, other in zip(page, own, strict=True)])
    return [label if is_label else None for label, is_label in zip(flat, taken, strict=True)]


def counts_up(numbers: Sequence[int]) -> bool:
    """Whether numbers form a list: it starts at 0 or 1, or is long, and most numbers follow another.

    Order does not matter, because an edit can swap, repeat or remove some. A list that starts at 2 lost its first
    question.

    >>> counts_up([1, 2, 4, 5, 1, 2]), counts_up([1, 3, 2]), counts_up([200, 301, 404]), counts_up(range(21, 41))
    (True, True, False, True)
    """
    known, lowest = set(numbers), min(numbers, default=_SMALL)
    following = sum(number - 1 in known or number in (0, 1, lowest) for number in numbers)
    if lowest < 2 or (lowest == 2 and len(known) > 1):
        return following * 2 > len(numbers)
    return len(numbers) >= _LONG and following * 5 >= len(numbers) * 4


def can_be_renumbered(labels: Sequence[Label]) -> bool:
    """Whether the labels of a page were meant to be 1, 2, 3, in any order, and their numbers mean nothing else.

    >>> [can_be_renumbered([Label("", ".", n) for n in numbers]) for numbers in ([3, 1, 2], [22, 80, 53], [1, 404])]
    [True, False, False]
    """
    numbers = [label.number for label in labels if label.number is not None]
    return len(_near(numbers)) == len(numbers) > 0 and (min(numbers) < 2 or counts_up(numbers))


def _decided(labels: Sequence[Label | None]) -> list[bool]:
    """For each title, whether its prefix is a label, judged by titles with the same marker."""
    marks = {label.mark for label in labels if label}
    listed = {mark: _listed(mark, [label for label in labels if label and _counts_with(label, mark)]) for mark in marks}
    return [
        label is not None
        and (
            label.mark == "Q"
            or (label.mark == "." and label.parts < 4 and label.number is None)
            or (label.parts < 4 and label.number in listed[label.mark])
        )
        for label in labels
    ]


def _counts_with(label: Label, mark: str) -> bool:
    """Whether a label has this marker; "Question 3:" also counts with "Question 4 Why?"."""
    return label.mark == mark or (label.mark == "Q" and mark not in ".:")


def _listed(mark: str, labels: Sequence[Label]) -> frozenset[int]:
    """The numbers that are labels, among those with one kind of marker.

    With list markers, small numbers are labels, and large ones if they are consecutive. With a colon or dash, only
    numbers of a list that counts up are, and none if most titles are otherwise equal: they ask about the number. With
    a word or letter, so are three that follow each other, wherever they start.
    """
    numbers = [label.number for label in labels if label.number is not None]
    near = _near(numbers)
    if not near:
        return frozenset()
    if mark == ".":
        small = [number for number in numbers if number < _SMALL]
        rising = sum(b - a == 1 for a, b in pairwise(numbers))
        is_list = len(small) * 2 >= len(numbers) or rising * 2 >= len(numbers) - 1 > 0
        return frozenset([*small, *near]) if is_list else frozenset(small)
    asked = {normalised(label.rest) for label in labels if label.number in near}
    if len(near) * 2 <= len(numbers) or len(asked) * 2 < len(near):
        return frozenset()
    if mark == ":":
        is_list = near[0] < _SMALL and counts_up(near)
    else:
        is_list = len(near) >= _RUN and sum(number - 1 in near for number in near) * 2 >= len(near)
    return frozenset(near) if is_list else frozenset()


def _near(numbers: Sequence[int]) -> list[int]:
    """The numbers without those far beyond the length of the list."""
    furthest = min(numbers, default=0) + len(numbers) * 2 + _LONG
    return [number for number in numbers if number <= furthest]


def _in_step(labels: Sequence[Label | None], taken: Sequence[bool]) -> list[bool]:
    """Add numbers before a colon or dash that continue an adjacent label: the different marker was a slip."""
    numbers = [label.number if label and is_label else None for label, is_label in zip(labels, taken, strict=True)]
    result = list(taken)
    for i, label in enumerate(labels):
        if label and not taken[i] and label.number is not None:
            before = numbers[i - 1] if i else None
            after = numbers[i + 1] if i + 1 < len(numbers) else None
            result[i] = label.number - 1 == before or label.number + 1 == after
    return result
