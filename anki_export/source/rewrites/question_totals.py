"""How many questions there are is no part of their numbers, before a page is parsed, line by line:

    Question 1 of 4            Question 1
    **Frage 2/3**              **Frage 2**

The word names questions, the numbers count up from 1 to the total, which is the same behind all of them. Labels of
answers with the number and the total of a question lose theirs, too: `Answer 1 of 4`. Fewer than three headings with
only a number would be read as questions no longer: they keep their totals, unless the answers are numbered.
"""

import re
from itertools import pairwise

from anki_export.source.outline import Outline
from anki_export.source.question_numbers import NUMBER_SIGN
from anki_export.source.thresholds import MARKED
from anki_export.text.lazy_regex import regex
from anki_export.text.words_by_language import alternatives

_NUMBER_AND_TOTAL = regex(
    lambda: (
        rf"""[ \t>]*(?:\#{{1,6}}[ \t]+)?(?:\*\*|__)?
    (?:(?P<answer>{alternatives("answer", "solution")})|q|{alternatives("question", "numbered", "quiz", "exercise")})
    [ \t]*(?:{NUMBER_SIGN}[ \t]*)?(?P<number>\d{{1,3}})
    (?P<total>[ \t]*/[ \t]*(?P<n1>\d{{1,3}}) | [ \t]+[^\W\d_]{{1,5}}[ \t]+(?P<n2>\d{{1,3}}))
    (?=[ \t]*(?:\*\*|__)?[ \t]*(?:[.:)—–]|-[ ]|\Z)|\*\*|__)"""
    ),
    re.VERBOSE | re.IGNORECASE,
)


def without_totals(text: str) -> str:
    """The text of a page without the totals behind the numbers of its questions."""
    outline = Outline(text.split("\n"))
    found = {
        at: match
        for at, line in enumerate(outline.lines)
        if not outline.is_code[at] and (match := _NUMBER_AND_TOTAL.match(line))
    }
    asked = {at: match for at, match in found.items() if not match["answer"]}
    counts = [_count(match) for match in asked.values()]
    steps = (two in ((one + 1, total), (1, two[1])) for (one, total), two in pairwise(counts))
    if any(number > total for number, total in counts) or not all(steps):
        return text
    lines = list(outline.lines)
    answered = {at: match for at, match in found.items() if match["answer"] and _count(match) in counts}
    are_titles = all(lines[at][:1] == "#" and not lines[at][match.end() :].strip() for at, match in asked.items())
    if are_titles and not answered and len(asked) < MARKED.least:
        return text
    for at, match in (asked | answered).items():
        lines[at] = lines[at][: match.start("total")] + lines[at][match.end() :]
    return "\n".join(lines)


def _count(match: re.Match[str]) -> tuple[int, int]:
    return int(match["number"]), int(match["n1"] or match["n2"])
