"""Numbers of questions that are escaped, or have another sign than the others, before a page is parsed, line by line:

    1\\. Why does it float?        1. Why does it float?       as word processors write it
    a\\) air inside               a) air inside
    ### 2\\) How?                  ### 2) How?

    1.) Why does it float?        1) Why does it float?       no list of Markdown has both signs
    a.) air inside                a) air inside

    3、Why does it float?         3、Why does it float?
    4. How?                       4、How?
    5、When?                      5、When?

    1/ Why does it float?         1. Why does it float?

    1-T                           1. T

    ## Answers                    ## Answers
    1 the jib                     1. the jib

Escaped numbers of paragraphs count up from 1, as those of a list do: others are years, or the parts of an answer to an
item. Numbers and letters with both signs follow each other: one alone may end a parenthesis, "(see figure\n3.)". One of
them asks, or has options.
A number with another sign is one of a question where it goes on from the question above and leads to the one
below; a list in an answer may begin with the next number, too. The last one asks, or has options or a label for its
answer.
Numbers with a slash count up, three or more, and half of their lines ask or have options: others are sizes or pages.
Those with a dash count up, too, and a letter that means true or false is behind each: `1-V`, `2-F (it has no keel)`.
Those without a sign are in lines that follow each other, three or more from 1 on, right below a title for answers.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from itertools import pairwise

from anki_export.source.body.option_letters import SECOND_OPTION
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.lines import is_blank, last_text
from anki_export.source.outline import Outline
from anki_export.source.question_numbers import UNSPACED, counts_up
from anki_export.source.rewrites.line_changes import Changes, changed, changes_to, matching_lines, runs
from anki_export.source.thresholds import HALF, MARKED
from anki_export.text.classify_labels import names_answer, names_key
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import has_blank, is_clear_question
from anki_export.text.true_or_false import verdicts

_ESCAPED_LETTER = regex(r"(?P<before>[ \t>]*+(?:[-*+][ \t]++)?(?:\*\*|__)?\(?[^\W\d_])\\(?P<sign>[.)])(?=\s)")
_NUMBER = regex(
    r"(?: {0,3}(?P<lead>(?:#{1,6}[ \t]+)?(?:\*\*|__)?|<summary>|(?:\?\?\?|!!!)\+? \w+ \"))"
    r"(?P<number>\d{1,3})(?P<escape>\\?)(?=[.)](?:\s|\Z))"
)
_BOTH_SIGNS = regex(
    r"(?P<before>[ \t>]*+(?:[-*+][ \t]++)?(?:\#{1,6}[ \t]++)?(?:\*\*|__)?)"
    r"(?P<name>\d{1,3}|[^\W\d_])\.\)(?P<space>[ \t]*)(?=\S)"
)
_BOTH_IN_LINE = regex(r"(?<=[\s:,;])(?P<name>\d{1,3}|[^\W\d_])\.\)(?P<space>[ \t]*)(?=\S)")
_SLASHED = regex(r"(?P<before> {0,3}(?:\*\*|__)?)(?P<number>\d{1,3})/[ \t]+(?=[^\W\d_]|[¿¡\"'«“„])")
_DASHED = regex(r"(?P<number>\d{1,3})\s?[-–]\s?(?P<said>[^\W\d_])(?=\s*(?:\Z|[-–—(,;:]))")
_UNSIGNED = regex(r"(?P<number>\d{1,3})[ \t]+(?=[^\s\d])")
_OTHER_SIGNS = "、．）"
_SIGNED = regex(rf"(?P<number>\d{{1,3}})(?P<sign>[.)](?:[^\S\n]+|(?={UNSPACED}))|[{_OTHER_SIGNS}][^\S\n]*)(?=\S)")


def letters_without_escapes(page: Outline) -> Changes:
    """The lines with such letters as the formats read them: no list has letters, so both look alike."""
    letters = matching_lines(page, _ESCAPED_LETTER).items()
    return {at: f"{one['before']}{one['sign']}{page.lines[at][one.end() :]}" for at, one in letters}


def with_usual_numbers(page: Outline) -> Changes:
    """The lines with such numbers as the formats read them."""
    outline = page
    for step in (_with_parentheses, _without_escapes, _without_slashes, _without_dashes, _with_signs, _with_one_sign):
        outline = changed(outline, step(outline))
    return changes_to(page, outline.lines)


def _with_parentheses(outline: Outline) -> Changes:
    """The lines that begin with numbers or letters, without the points before parentheses, if one of them asks.

    And those that have several of them behind each other, as keys do.
    """
    named = matching_lines(outline, _BOTH_SIGNS)
    names = [match["name"] for match in named.values()]
    asks = any(is_clear_question(line) or has_blank(line) for line in map(outline.lines.__getitem__, named))
    if not (asks or "a" in names) or not any(map(_follows, names, names[1:])):
        return {}
    lines = [
        _BOTH_SIGNS.sub(r"\g<before>\g<name>) ", line) if at in named else line for at, line in enumerate(outline.lines)
    ]
    for at, line in outline.lines_with(".)"):
        found = [match["name"] for match in _BOTH_IN_LINE.finditer(f" {line}")]
        if "(" not in line and any(map(_follows, found, found[1:])):
            lines[at] = _BOTH_IN_LINE.sub(r"\g<name>) ", f" {lines[at]}")[1:]
    return changes_to(outline, lines)


def _follows(name: str, following: str) -> bool:
    """Whether a number or letter is the one after another."""
    if name.isdecimal() and following.isdecimal():
        return int(following) == int(name) + 1
    return len(name) == len(following) == 1 and ord(following) == ord(name) + 1


def _without_escapes(outline: Outline) -> Changes:
    lines = outline.lines
    numbered = matching_lines(outline, _NUMBER)
    value = {at: int(match["number"]) for at, match in numbered.items()}
    escaped = {at for at, match in numbered.items() if match["escape"]}
    bare = [at for at, match in numbered.items() if not match["lead"]]
    own = [at for at in bare if at in escaped and (at == 0 or at - 1 in numbered or is_blank(lines[at - 1]))]
    around = [at for at in bare if own and own[0] <= at <= own[-1]]
    rise = all(value[one] < value[at] or (value[at] == 1 and at in escaped) for one, at in pairwise(around))
    are_list = rise and len(own) > 1 and counts_up([value[at] for at in own])
    unescaped = escaped.difference(() if are_list else bare, set(bare).difference(own))
    return {at: lines[at][: numbered[at].end() - 1] + lines[at][numbered[at].end() :] for at in unescaped}


def _without_slashes(outline: Outline) -> Changes:
    lines, numbered = outline.lines, matching_lines(outline, _SLASHED)
    starts = [*numbered, len(lines)]
    asked = [
        at for at, stop in pairwise(starts) if is_clear_question(lines[at]) or any(map(_answers, lines[at + 1 : stop]))
    ]
    is_enough = MARKED.of(len(numbered), 0) and HALF.of(len(asked), len(numbered))
    if not (is_enough and counts_up([int(match["number"]) for match in numbered.values()])):
        return {}
    return {at: f"{one['before']}{one['number']}. {lines[at][one.end() :]}" for at, one in numbered.items()}


def _without_dashes(outline: Outline) -> Changes:
    numbered = matching_lines(outline, _DASHED)
    are_counted = MARKED.of(len(numbered), 0) and counts_up([int(match["number"]) for match in numbered.values()])
    if not are_counted or None in verdicts([match["said"] for match in numbered.values()]):
        return {}
    said = ((at, one, outline.lines[at][one.start("said") :]) for at, one in numbered.items())
    return {at: f"{one['number']}. {text}" for at, one, text in said}


def _with_signs(outline: Outline) -> Changes:
    lines, numbered, changes = outline.lines, matching_lines(outline, _UNSIGNED), dict[int, str]()
    for run in runs(lines, numbered):
        above = lines[max(last_text(lines, run[0]), 0)].strip(" #*_:")
        are_counted = MARKED.of(len(run), 0) and [int(numbered[at]["number"]) for at in run] == [
            *range(1, len(run) + 1)
        ]
        if are_counted and (names_answer(above) or names_key(above.partition("(")[0])):
            changes |= {at: f"{numbered[at]['number']}. {lines[at][numbered[at].end() :]}" for at in run}
    return changes


def _with_one_sign(outline: Outline) -> Changes:
    lines, numbered = outline.lines, matching_lines(outline, _SIGNED)
    kinds = {at: _kind(match) for at, match in numbered.items()}
    if len({*kinds.values()}) < 2:
        return {}  # as most
    starts = [*numbered, len(lines)]
    answered = {at for at, stop in pairwise(starts) if any(map(_answers, lines[at + 1 : stop]))}
    asking = answered | {at for at, match in numbered.items() if is_clear_question(lines[at][match.end() :])}
    if not asking:
        return {}
    counts = [Counter(kinds[at] for at in some) for some in (answered, asking)]
    usual = max(kinds.values(), key=lambda kind: [count[kind] for count in counts])
    sign = next(match["sign"] for at, match in numbered.items() if kinds[at] == usual)
    first = {at for last, at in pairwise(starts) if outline.part_at(last) < outline.part_at(at)}
    return {
        at: f"{numbered[at]['number']}{sign}{lines[at][numbered[at].end() :]}"
        for at in _going_on(numbered, usual, asking, first)
    }


def _kind(match: re.Match[str]) -> str:
    """The sign after a number; those of list items are the same."""
    return ". " if match["sign"][0] in ".)" and match["sign"][1:] else match["sign"].strip()


def _answers(line: str) -> bool:
    """Whether a line is the second option of a question, or has a label for its answer."""
    return SECOND_OPTION.match(line) is not None or has_answer_label(line)


def _going_on(numbered: Mapping[int, re.Match[str]], usual: str, asking: Set[int], first: Set[int]) -> Iterator[int]:
    """The lines whose numbers go on from those with the usual sign above to those below, or to the end.

    `first` are those below a heading, where numbers may restart.
    """
    last, above, run = 0, -1, list[int]()
    for at, kind, number in [*((at, _kind(one), int(one["number"])) for at, one in numbered.items()), (-1, usual, 0)]:
        is_of_list = (
            above >= 0 and numbered[above]["number"] == str(number - 1) and (above in asking or at not in asking)
        )
        if kind == usual:
            yield from (one for one in run if number == last + 1 or (number < 2 and one in asking))
            last, run = number, []
        elif (number == last + 1 and not is_of_list) or (number == 1 and at in first):
            run.append(at)
            last = number
        above = -1 if kind == usual or at in run else at
