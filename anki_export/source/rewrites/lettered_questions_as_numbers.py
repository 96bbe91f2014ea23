"""Questions with letters whose answers are elsewhere on the page get numbers, before it is parsed, line by line:

    ### Exercise 1                       ### Exercise 1

    (a) Which organ pumps blood?         1. Which organ pumps blood?
    (b) What do red cells carry?         2. What do red cells carry?

    ## Solutions                         ## Solutions

    **Exercise 1**                       **Exercise 1**

    (a) The heart.                       1. The heart.
    (b) Oxygen.                          2. Oxygen.

The answers are below a heading, a bold line, a box or a label that is only a word for answers. They have the letters of
the questions, half of which ask or are to be judged, and their title, unless there is only one list above them
and one below. What a paragraph above the questions tells, as "A train leaves at 8." does, is put before each of them.

Not such questions: options; parts below code, a table or several paragraphs, which belong to one exercise.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import BY_FIRST, OF_OPTIONS, option_name
from anki_export.source.candidates.answer_sections import name_of_section
from anki_export.source.lines import is_blank, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import WITH_ANSWERS
from anki_export.text.classify_labels import names_answer
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import wants_answer
from anki_export.text.true_or_false import announces_verdicts

_LETTERED = regex(rf"(?:[-*+][ \t]+)?\(?(?P<letter>[{OF_OPTIONS}])[.)][ \t]+(?=\S)")
_TITLE = regex(r"[ \t>]*(?:#{1,6}[ \t]|\*\*|__|:{3,}|`{3,}\{|\?{3}|!{3}|<(?:details|summary)|[^\W\d_][^:]{0,40}:\s*\Z)")
_SIGNS = regex(r"<[^>]*>|[^\w\s]+")
_LONGEST_LEAD = 40
"""In words: what is before each question."""


class _List(Struct, frozen=True):
    """Lines with letters that follow each other, and the title of their section."""

    lines: Sequence[int]
    letters: str
    title: str
    lead: str | None
    """The paragraph between title and letters; None if there is more."""


def lettered_questions_as_numbers(outline: Outline) -> Changes:
    """The lines with such letters, with numbers in their place."""
    lines = outline.lines
    keys = [number for number, line in enumerate(lines) if _TITLE.match(line) and _names_answers(line)]
    found = list(_lists(outline)) if keys else []
    changes, since = dict[int, str](), 0
    for key, stop in pairwise([*keys, len(lines)]):
        at, end = (bisect_left(found, line, key=lambda one: one.lines[0]) for line in (key, stop))
        below, above = found[at:end], defaultdict[tuple[str, str], list[_List]](list)
        for one in found[since:at]:
            above[one.title, one.letters].append(one)
        for answers in below:
            asked = above[answers.title, answers.letters]
            asked = asked or (found[since:at] if len(below) == 1 == at - since else [])
            if len(asked) == 1 and asked[0].letters == answers.letters and _ask(outline, asked[0]):
                changes |= {**_numbered(lines, asked[0], asked[0].lead or ""), **_numbered(lines, answers, "")}
                since = end
    return changes


def _names_answers(line: str) -> bool:
    return names_answer(" ".join(_SIGNS.sub(" ", line).split()))


def _lists(outline: Outline) -> Iterator[_List]:
    """The lists of a page with two letters or more from the first one of an alphabet on."""
    lines, lettered = outline.lines, matching_lines(outline, _LETTERED)
    titles = {heading.line: heading.title for heading in outline.headings}
    titles |= {bold.line: bold.text for bold in outline.bold_lines}
    above, every = sorted(titles), list(lettered)
    starts, last = [at for at, match in lettered.items() if option_name(match["letter"]) in BY_FIRST], -1
    for start, stop in pairwise([*starts, len(lines)]):
        number = bisect_left(above, start)
        end = min([stop, *above[number : number + 1]])
        own = every[bisect_left(every, start) : bisect_left(every, end)]
        letters = [option_name(lettered[at]["letter"]) for at in own]
        if len(own) > 1 and letters == list(BY_FIRST[letters[0]][: len(letters)]):
            title = above[number - 1] if number else -1
            lead = _lead(lines[max(title, last) + 1 : start])
            yield _List(own, "".join(letters), name_of_section(titles.get(title, "")), lead)
            last = own[-1]


def _lead(above: Sequence[str]) -> str | None:
    """The only paragraph of some lines, in one line; None if they have more, or it is long."""
    text = [line.strip() for line in above if not is_blank(line)]
    is_one = sum(not is_blank(line) and is_blank(before) for before, line in pairwise(["", *above])) <= 1
    lead = " ".join(text)
    is_plain = not any(starts_block(line) or _TITLE.match(line) for line in text)  # `**Problem 1.** A rope …` has parts
    return lead if is_one and is_plain and size_in_words(lead) <= _LONGEST_LEAD else None


def _ask(outline: Outline, asked: _List) -> bool:
    """Whether enough items of a list ask, or what is above them says that they are to be judged."""
    if asked.lead is None:
        return False
    texts = [_LETTERED.sub("", outline.lines[at], count=1) for at in asked.lines]
    return announces_verdicts(asked.lead) or WITH_ANSWERS.of(sum(map(wants_answer, texts)), len(texts))


def _numbered(lines: Sequence[str], own: _List, lead: str) -> Changes:
    """The lines of a list with numbers, and a lead that tells something before each text."""
    told = f"{lead} " if lead and not (wants_answer(lead) or announces_verdicts(lead)) else ""
    return {at: f"{number}. {told}{_LETTERED.sub('', lines[at], count=1)}" for number, at in enumerate(own.lines, 1)}
