"""Questions of a form with the score behind or below each of them get labels before a page is parsed, line by line:

    1. Which cloud brings thunder? (1/1 Point)      What is magma? *        **Question 1:** What is magma?
                                                    0/1
    Cirrus                                          A cloud                 A. A cloud
    Cumulonimbus ✓                                  Molten rock             B. Molten rock
                                                    Correct answer
                                                    Molten rock             **Answer:** B

At least three questions have a score with the same words. Nearly all such scores are behind or below a line of text, as
fractions may also be options. Half of these lines ask, and at least one has its right answer below a label, or a tick
on it; others are reported.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from anki_export.source.lines import is_blank, is_rule, last_text
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to, matching_lines
from anki_export.source.rewrites.lms_quiz_review_parts import CODE, ReviewLine, scored_parts
from anki_export.source.rewrites.lms_quiz_reviews import ReviewSection, have_own_answers, write_parts
from anki_export.source.thresholds import HALF, Enough
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import wants_answer

_AMOUNT = r"\d{1,3}(?:[.,]\d{1,2})?"
_SCORED = regex(
    r"[ \t]*(?:(?P<asked>\S.*?)[ \t]*)??"
    rf"(?P<score>[(（]?{_AMOUNT}[ \t]?/[ \t]?{_AMOUNT}(?:[ \t][^\d\n()]{{1,14}})?[)）]?)[ \t*]*\Z"
)
_DIGITS = regex(r"\d+(?:[.,]\d+)?")
_NUMBER = regex(r"(?:[✓✔✗✘❌✅][ \t]*)?(?P<number>\d{1,3})[.)][ \t]*(?=\S)")
_AROUND = " \t*#✓✔✗✘❌✅"
_BRACKETS, _STAR = ("(", "（"), (" *", " \\*")
_FORMS = Enough(3, 75)
"""Scores below or behind a line of text; where they are fractions, they are below each other."""


def form_results_as_labels(outline: Outline) -> Changes:
    """The lines of such questions as the formats read them."""
    sections = list(_sections(outline))
    found = [(section, scored_parts(section.lines)) for section in sections]
    if have_own_answers(outline, sections):
        return {}
    asking = sum(wants_answer(section.lines[0].text) for section in sections)
    if not HALF.of(asking, len(sections)) or not any(parts.right or parts.answer for _, parts in found):
        return {}  # what is done on a list of tasks has a tick, too
    lines = list(outline.lines)
    for section, parts in found:
        write_parts(lines, section, parts, is_heading=True)
    return changes_to(outline, lines)


def _sections(outline: Outline) -> Iterator[ReviewSection]:
    """The questions with a score of the usual form."""
    scored = {at: match for at, match in matching_lines(outline, _SCORED).items() if _is_score(match)}
    usual, count = Counter(map(_form, scored.values())).most_common(1)[0] if scored else ("", 0)
    scored = {at: match for at, match in scored.items() if _form(match) == usual}
    heads = {}
    for at, match in scored.items():
        head = at if match["asked"] else last_text(outline.lines, at)
        if head >= 0 and (head == at or head not in scored):
            heads[head] = at
    if not _FORMS.of(len(heads), count):
        return
    for place, (head, below) in enumerate(pairwise([*heads, len(outline.lines)]), 1):
        score = heads[head]
        asked = (scored[head]["asked"] if head == score else outline.lines[head]).strip(_AROUND)
        number = _NUMBER.match(asked)
        inside = [(at, outline.lines[at]) for at in range(head + 1, below) if not is_blank(outline.lines[at])]
        rules = [at for at, line in inside if at == score or (is_rule(line) and not outline.is_code[at])]
        own = [ReviewLine(at, CODE if outline.is_code[at] else line.strip()) for at, line in inside if at not in rules]
        first = ReviewLine(head, asked[number.end() :] if number else asked)
        label = f"Question {number['number'] if number else place}"
        yield ReviewSection(head, "", label, [first, *own], rules)


def _is_score(match: re.Match[str]) -> bool:
    """Whether the text behind a question is a score: that in brackets, alone in its line, or behind a star."""
    got, of = (float(each.replace(",", ".")) for each in _DIGITS.findall(match["score"]))
    return got <= of and (not match["asked"] or match["score"].startswith(_BRACKETS) or match["asked"].endswith(_STAR))


def _form(match: re.Match[str]) -> str:
    """The words of a score, and whether it is behind its question."""
    return f"{bool(match['asked'])} {_DIGITS.sub('0', match['score'].casefold())}"
