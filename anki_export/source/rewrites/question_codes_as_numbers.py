"""Codes of questions that a key names become numbers before a page is parsed, line by line:

    **T01** Why does it float?        **1.** Why does it float?
    - A: air inside                   - A: air inside
    - B: hot water                    - B: hot water

    **T02** How is it steered?        **2.** How is it steered?
    …                                 …

    T01: B · T02: A · T03: C          1: B · 2: A · 3: C

Each of three questions or more has a code of its own, most have options, and the key below has the letter of one for
each code, and no other codes.
"""

import re
from itertools import chain, pairwise

from anki_export.source.body.option_letters import OF_OPTIONS, has_second_option
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import MARKED
from anki_export.text.lazy_regex import regex

_CODE = r"[A-Z]{1,4}(?:\d[A-Z])?[-.]?\d{1,3}"
_QUESTION = regex(
    rf"(?P<before> {{0,3}}(?:#{{1,6}}[ \t]+)?(?P<bold>\*\*|__)?)(?P<code>{_CODE})"
    r"[.:)]?(?P<closed>(?(bold)(?:(?P=bold))?))[.:)]?(?:[ \t]+[-–—])?[ \t]+(?=[^\s*_])"
)
_NUMBERED = regex(r" {0,3}(?:#{1,6}[ \t]+)?(?:\*\*|__)?\d{1,3}[.:)]")
_KEYED = regex(
    rf"(?<![^\W_])(?P<code>{_CODE})(?=(?:\*\*|__)?[.:)=]?\s*(?:[-–—→|]|->)?\s*(?:\*\*|__)?\(?[{OF_OPTIONS}](?![^\W_]))"
)


def codes_as_numbers(outline: Outline) -> Changes:
    """The lines with such codes, with the numbers of the questions on the page."""
    if matching_lines(outline, _NUMBERED):
        return {}  # they have these numbers
    asked = dict[str, tuple[int, re.Match[str]]]()
    for at, match in matching_lines(outline, _QUESTION).items():
        asked.setdefault(match["code"], (at, match))
    starts = [at for at, _ in asked.values()]
    pairs = pairwise([*starts, len(outline.lines)])
    with_options = sum(has_second_option(outline.lines[start:stop]) for start, stop in pairs)
    if not MARKED.of(with_options, len(asked)):
        return {}
    below = enumerate(outline.lines[starts[-1] + 1 :], starts[-1] + 1)
    keys = {at: codes for at, line in below if (codes := _KEYED.findall(line))}
    if sorted(chain(*keys.values())) != sorted(asked):
        return {}
    numbers = {code: str(count) for count, code in enumerate(asked, 1)}
    questions = {
        at: f"{match['before']}{numbers[code]}.{match['closed']} {outline.lines[at][match.end() :]}"
        for code, (at, match) in asked.items()
    }
    return questions | {at: _KEYED.sub(lambda one: numbers[one["code"]], outline.lines[at]) for at in keys}
