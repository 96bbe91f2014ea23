"""Lines among questions that look like them, but do not ask by their words: "Name three", "Lists and tuples".

Once the headings of a rank are read as questions, another one of this rank is a question, too, if most of the rank asks
and its section is like theirs. The ends of a page need more evidence than what is between two questions: an
introduction, a license or a way to ask for help may be there.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from anki_export.source import thresholds
from anki_export.source.candidates.candidate import Candidate
from anki_export.source.candidates.page_links import is_table_of_contents, leads_to_top
from anki_export.source.lines import bold_line, end_of_text, is_blank, is_separator
from anki_export.source.outline import Heading, Outline
from anki_export.text.asking import is_clear_question
from anki_export.text.label_kinds import is_label_of
from anki_export.text.regex import regex

FURNITURE = (
    *("contents", "sections", "references", "extra", "says_little", "note", "example", "question", "questions", "quiz"),
    *("exercise", "answer", "solution"),
)
"""The kinds of words of headings that are parts of a page, and ask nothing."""
_LINK = regex(r"!?\[[^\]]*\]\([^)]*\)|!?\[[^\]]+\]\[[^\]]*\]|<?https?://\S+|<[^>]*>")
_WORD = regex(r"[^\W\d_]{2,}")
_WORDS_BESIDE_LINK = 2
"""In a list of links, a word or two such as "by" or "Blog:" may be beside each."""


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
    title = _LINK.sub("", one.title)
    words = one.number.rest if one.number else one.title
    if not _WORD.search(title) or is_label_of(words, *FURNITURE):
        return False
    is_contents = is_table_of_contents(outline.lines[one.line + 1 : one.lines.stop])
    return has_text(outline, one) and not (is_contents or _has_questions(outline, one))


def has_text(outline: Outline, one: Candidate) -> bool:
    """Whether text other than links is below a title."""
    return not all(map(is_only_link, _own(outline.lines[one.line + 1 : one.lines.stop])))


def only_leads_on(outline: Outline, one: Candidate) -> bool:
    """Whether a title names a part of a page and only links are below it: "6. References"."""
    words = one.number.rest if one.number else one.title
    own = (
        ()
        if one.asks_or_orders or not is_label_of(words, *FURNITURE)
        else list(_own(outline.lines[one.line + 1 : one.lines.stop]))
    )
    return bool(own) and all(is_only_link(line) and "![" not in line and "<img" not in line for line in own)


def _is_below_bare_question(outline: Outline, one: Candidate, asked: Sequence[Candidate]) -> bool:
    """Whether nothing is between a heading and the question above it, to which it belongs, such as "Options"."""
    at = bisect_left(asked, one.line, key=lambda each: each.line)
    return at > 0 and all(map(is_blank, outline.lines[asked[at - 1].line + 1 : one.line]))


def _has_questions(outline: Outline, one: Candidate) -> bool:
    """Whether a heading in a section asks: the section is a chapter."""
    return any(is_clear_question(heading.title) for heading in _headings(outline, one))


def _own(lines: Sequence[str]) -> Iterator[str]:
    """The lines that say something."""
    for line in lines:
        if not (is_blank(line) or is_separator(line) or line.lstrip().startswith("#") or leads_to_top(line)):
            yield line


def is_only_link(line: str) -> bool:
    """Whether a line says nothing beside a link or HTML."""
    if "[" not in line and "<" not in line and "://" not in line:
        return False  # as most lines
    text, count = _LINK.subn("", line)
    return count > 0 and len(_WORD.findall(text)) <= _WORDS_BESIDE_LINK


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
    most = max(_count(outline, one) for one in asked)
    return [one for one in others if _length(outline, one) <= longest and _count(outline, one) <= most]


def _length(outline: Outline, one: Candidate) -> int:
    """The lines of a section, without blank ones at its end, of which the last one of a page has one more."""
    return end_of_text(outline.lines, one.line, one.lines.stop) - one.line


def _count(outline: Outline, one: Candidate) -> int:
    """How many headings a section has."""
    return len(_headings(outline, one))


def _headings(outline: Outline, one: Candidate) -> Sequence[Heading]:
    """The headings in a section."""
    return outline.headings[_next(outline, one.line + 1) : _next(outline, one.lines.stop)]


def _next(outline: Outline, line: int) -> int:
    """The index of the first heading from a line on."""
    at: int = bisect_left(outline.headings, line, key=lambda heading: heading.line)
    return at


def is_between(outline: Outline, one: Candidate, asked: Sequence[Candidate]) -> bool:
    """Whether questions are above and below, one of them in the same part of the page."""
    at = bisect_left(asked, one.line, key=lambda each: each.line)
    if not 0 < at < len(asked):
        return False
    own = _next(outline, one.line)
    above = outline.headings[_next(outline, asked[at - 1].line) : own]
    below = outline.headings[own : _next(outline, asked[at].line)]
    return any(all(heading.level >= one.rank[0] for heading in part) for part in (above, below))
