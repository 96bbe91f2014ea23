"""Questions of a page that do not look or ask like the others.

Headings of their rank that do not ask by their words, "Name three", "Lists and tuples", if most of the rank asks and
their sections are like theirs. The ends of a page need more evidence than what is between two questions: an
introduction, a license or a way to ask for help may be there.

Deeper headings that ask below the hidden answer of a question and hide an answer of their own.

Bold lines among headings, but not those right below one, which belong to it, and those that only ask:

    ### 2. What is a tag?

    A fixed name.

    **3. What is a branch?**        continues the numbers of the headings

    **Q: What is a blob?**          is labelled as a question, below text that answers the one above

    **What is a tree?**             has a label for its answer on the next line
    Answer: A folder.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from anki_export.source import thresholds
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.candidates.navigation_links import (
    is_mostly_link,
    is_table_of_contents,
    leads_to_top,
    words_beside_links,
)
from anki_export.source.candidates.question_candidate import Candidate, candidate
from anki_export.source.lines import bold_line, end_of_text, is_blank, is_separator, next_text, with_stars
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import is_answer_label, is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.normalize import normalised
from anki_export.text.text_asks_or_announces import is_clear_question

FURNITURE = (
    *("contents", "sections", "references", "extra", "says_little", "note", "example", "question", "questions"),
    *("quiz", "faq", "exercise", "answer", "solution"),
)
"""The kinds of words of headings that are parts of a page, and ask nothing."""
_FIRST = ("*", "_", "<")
_BOLD = regex(r"(?:\*\*|__)\S|<(?:b|strong)>", re.IGNORECASE)


def with_rest_of_rank(
    outline: Outline,
    others: Sequence[Candidate],
    asked: Sequence[Candidate],
    *,
    is_announced: bool,
    is_named: bool,
    is_whole: bool,
) -> list[Candidate]:
    """The questions of a rank, with those of the others whose sections are like theirs; in page order.

    If at least half of them have an answer that is marked, such as by a label, others without are not questions. If the
    rank is whole, all of it is questions, but for parts of a page.
    """
    if not others or not asked:
        return list(asked)
    size = len(asked) + len(others)
    mark, count = Counter(one.number and one.number.mark for one in asked).most_common(1)[0]
    if mark and thresholds.HALF.of(count, len(asked)):
        others = [one for one in others if one.number and one.number.mark == mark]
    others = [one for one in others if may_ask(outline, one) and not _is_below_bare_question(outline, one, asked)]
    if thresholds.HALF.of(sum(one.is_marked or one.is_answered for one in asked), len(asked)):
        return sorted([*asked, *(one for one in others if one.is_answered)], key=lambda one: one.line)
    if is_whole:
        return sorted([*asked, *others], key=lambda one: one.line)
    marks = Counter(mark for one in asked for mark in _marks(outline, one))
    shared = {mark for mark, count in marks.items() if thresholds.SHARED.of(count, len(asked))}
    alike = [one for one in others if shared & _marks(outline, one)]
    found = sorted([*asked, *alike], key=lambda one: one.line)
    left = _alike(outline, [one for one in others if one not in alike], asked)
    enough = thresholds.REST_ANNOUNCED if is_announced else thresholds.REST
    enough = thresholds.HALF if is_named else enough
    if enough.of(len(found), size):
        inner = [one for one in left if is_between(outline, one, found)]
        is_sure = is_named or thresholds.REST_AT_ENDS.of(len(found), size)
        found = sorted([*found, *(left if is_sure else inner)], key=lambda one: one.line)
    return found


def may_ask(outline: Outline, one: Candidate) -> bool:
    """Whether a title has text below it, other than links, and does not name a part of a page such as its contents."""
    if not words_beside_links(one.title) or is_label_of(one.words, *FURNITURE):
        return False
    is_contents = is_table_of_contents(outline.lines[one.line + 1 : one.lines.stop])
    if is_contents or not has_text(outline, one):
        return False
    return not any(is_clear_question(heading.title) for heading in outline.headings_in(one.lines[1:]))  # of a chapter


def has_text(outline: Outline, one: Candidate) -> bool:
    """Whether text other than links is below a title."""
    return not all(map(is_mostly_link, _own(outline.lines[one.line + 1 : one.lines.stop])))


def only_leads_on(outline: Outline, one: Candidate) -> bool:
    """Whether a title names a part of a page and only links are below it: "6. References"."""
    if one.asks_or_orders or not is_label_of(one.words, *FURNITURE):
        return False
    own = list(_own(outline.lines[one.line + 1 : one.lines.stop]))
    return bool(own) and all(is_mostly_link(line) and "![" not in line and "<img" not in line for line in own)


def _is_below_bare_question(outline: Outline, one: Candidate, asked: Sequence[Candidate]) -> bool:
    """Whether nothing is between a heading and the question above it, to which it belongs, such as "Options"."""
    at = bisect_left(asked, one.line, key=lambda each: each.line)
    return at > 0 and all(map(is_blank, outline.lines[asked[at - 1].line + 1 : one.line]))


def _own(lines: Sequence[str]) -> Iterator[str]:
    """The lines that say something."""
    for line in lines:
        if not (is_blank(line) or is_separator(line) or line.lstrip().startswith("#") or leads_to_top(line)):
            yield line


def _marks(outline: Outline, one: Candidate) -> set[str]:
    """The headings, bold lines and labels in a section, as far as several sections may have the same."""
    found: set[str] = set()
    for number in range(one.line + 1, one.lines.stop):
        line = outline.lines[number]
        if line[:1] in ("#", "*", "_", "<") and not outline.is_code[number]:
            text = line.strip("# \t") if line[0] == "#" else bold_line(line)
            if text:
                found.add(text.casefold().strip(" :"))
    return found


def _alike(outline: Outline, others: Sequence[Candidate], asked: Sequence[Candidate]) -> list[Candidate]:
    """Candidates with sections no longer, and with no more headings, than those of the questions."""
    longest = max(_length(outline, one) for one in asked)
    most = max(len(outline.headings_in(one.lines)) for one in asked)
    return [one for one in others if _length(outline, one) <= longest and len(outline.headings_in(one.lines)) <= most]


def _length(outline: Outline, one: Candidate) -> int:
    """The lines of a section, without blank ones at its end, of which the last one of a page has one more."""
    return end_of_text(outline.lines, one.line, one.lines.stop) - one.line


def is_between(outline: Outline, one: Candidate, asked: Sequence[Candidate]) -> bool:
    """Whether questions are above and below, one of them in the same part of the page."""
    at = bisect_left(asked, one.line, key=lambda each: each.line)
    if not 0 < at < len(asked):
        return False
    parts = (range(asked[at - 1].line, one.line), range(one.line, asked[at].line))
    return any(all(heading.level >= one.rank[0] for heading in outline.headings_in(part)) for part in parts)


def with_slips(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate], revealing: Sequence[int]
) -> list[Candidate]:
    """The questions, and deeper headings that ask below the hidden answer of one and hide an answer of their own."""
    if not thresholds.MARKED.of(sum(one.is_marked for one in chosen), len(chosen)):
        return list(chosen)
    known = {one.line for one in chosen}
    found, starts = list(chosen), [one.line for one in chosen]
    for one in candidates:
        at = bisect_left(starts, one.line)
        above = chosen[at - 1] if at else None
        if above is None or one.line in known or one.line not in above.lines or not one.is_marked:
            continue
        is_below_answer = bisect_left(revealing, above.line) < bisect_left(revealing, one.line)
        if is_below_answer and (one.is_clear or one.is_order):
            found.append(one)
    return sorted(found, key=lambda one: one.line)


def with_bold_between(outline: Outline, asked: Sequence[Candidate]) -> list[Candidate]:
    """Questions in headings, with those in bold lines between them; in page order."""
    texts = enumerate(line.removeprefix(" ") for line in outline.lines)  # two spaces: the text of a list item
    starts = (number for number, text in texts if text[:1] in _FIRST and _BOLD.match(text))
    bold = [number for number in starts if not outline.is_code[number]]
    if not bold:
        return list(asked)
    found: list[Candidate] = []
    for at, one in enumerate(asked):
        after = asked[at + 1] if at + 1 < len(asked) else None
        stop = min(one.lines.stop, after.line) if after else one.lines.stop
        inside = bold[bisect_right(bold, one.line) : bisect_left(bold, stop)]
        parts = [one, *(_questions(outline, one, inside, after) if inside else ())]
        ends = [*(part.line for part in parts[1:]), one.lines.stop]
        found += [replace(part, lines=range(part.line, end)) for part, end in zip(parts, ends, strict=True)]
    return found


def _questions(outline: Outline, above: Candidate, bold: Sequence[int], after: Candidate | None) -> Iterator[Candidate]:
    """The bold lines in the section of a heading that are questions."""
    lines, last = outline.lines, above
    text = next_text(lines, last.line + 1)
    for number in bold:
        title = bold_line(lines[number])
        one = candidate(range(number, number + 1), title or with_stars(lines[number]).strip(), above.rank)
        is_labelled = one.has_q and one.number is not None
        is_next = is_labelled and (last is not above or (one.value or 0) == (last.value or 0) + 1)
        if (number <= text and not is_next) or has_answer_label(lines[number]):
            continue
        below = next_text(lines, number + 1)
        is_answered = title and one.is_clear and below < len(lines) and has_answer_label(lines[below])
        if is_labelled or is_answered or (title and goes_on(one, last, after)):
            yield one
            last, text = one, next_text(lines, number + 1)


def goes_on(one: Candidate, last: Candidate, after: Candidate | None) -> bool:
    """Whether a number is between those of two questions, or asks and follows the last one; steps of answers do not."""
    if one.value is None or last.value is None or one.value != last.value + 1:
        return False
    if after and after.value is not None and after.value > last.value:
        return after.value > one.value
    return one.is_clear


def without_solutions(lines: Sequence[str], candidates: list[Candidate]) -> list[Candidate]:
    """The headings of a page without those of its solutions, if those that they repeat have their own text."""
    solutions = {one.line for one in candidates if is_answer_label(one.title)}
    if not solutions:
        return candidates
    first = min(solutions)
    stops = [*(one.line for one in candidates), len(lines)][1:]
    with_text = {
        normalised(one.title)
        for one, stop in zip(candidates, stops, strict=True)
        if one.line < first and not all(map(is_blank, lines[one.line + 1 : stop]))
    }
    kept: list[Candidate] = []
    end = 0
    """The line at which the solutions so far end."""
    for one in candidates:
        if one.line in solutions:
            end = max(end, one.lines.stop)
        if one.line >= end or normalised(one.title) not in with_text:
            kept.append(one)
    return kept
