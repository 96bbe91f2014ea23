"""Headings that ask, each with its section as the answer.

    ### 1. What is a tag?           also `## Q. …`, `#### Question 7: …`, `### Explain tags`,
                                    and headings in list items: `1. ### What is a tag?`
    A fixed name for a commit.      and lines above `---`, if at least three and most of those ask

    #### Example                    deeper headings are part of the answer

An entry ends at the next heading of its rank or above; the rank of a heading is its level, and whether it opens a list
item. Most headings ask nothing, so the ranks that ask are decided from evidence (`thresholds.py` says
how much), first match wins:

1. `Q.`, `Q7` or `Question 7`, or a question or number with a label for its answer below it (`**Answer:** B`);
2. numbers, on headings that ask or set tasks ("Create a tag");
3. questions on a page whose title announces them, where tasks count, too;
4. questions that are most of their rank, or all of it that is in the table of contents;
5. if the settings or the page name this format: any that ask. Tasks count as in 3;
6. a few questions, on most pages of a folder (`sections_that_ask_by_context.py`).

Then others of the rank are read whose sections are like theirs, and bold lines between them that number or label a
question (`questions_by_their_neighbours.py`).

Not a question: headings of an article (`## 1. Set up`), a single question among statements, a heading without a body
on a page where most have one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from msgspec.structs import replace

from anki_export.diagnostics import Rule
from anki_export.source import thresholds
from anki_export.source.candidates.asking_lines_in_other_marks import IN_CODE, look_alikes, told
from anki_export.source.candidates.hidden_answer_blocks import hidden_answers, lines_with_hidden_answers, ticked_lines
from anki_export.source.candidates.navigation_links import is_table_of_contents, listed_titles, title_in_list
from anki_export.source.candidates.question_candidate import (
    Candidate,
    are_tasks,
    by_rank,
    candidate,
    counted,
    titled_span,
    with_slip_levelled,
)
from anki_export.source.candidates.questions_by_their_neighbours import (
    may_ask,
    only_leads_on,
    with_bold_between,
    with_rest_of_rank,
    with_slips,
)
from anki_export.source.candidates.sections_that_ask_by_context import asking_sections, is_below_link
from anki_export.source.candidates.true_false_statements import with_verdicts
from anki_export.source.entry import Entry, Finding, Hints, IdPlace, Span
from anki_export.source.formats.heading_candidates import heading_candidates, is_in_contents, levelled
from anki_export.source.formats.question_format import Format, ParsedPage, When
from anki_export.source.formats.sections_with_questions import are_chapters
from anki_export.source.layouts.page_shape import asks_about_repository, asks_person, is_about_repository
from anki_export.source.lines import indent_of, is_blank, is_quoted, next_text
from anki_export.source.outline import Heading, Outline
from anki_export.source.page_announces_questions import are_announced, is_faq
from anki_export.source.pages_and_questions import Layout, Wanted
from anki_export.source.question_numbers import QuestionNumber, is_only_q, number_of_label, numbers_of
from anki_export.text.classify_labels import asks, is_label_of, is_numbered_task, names_quiz, task_end
from anki_export.text.normalize import size_in_words
from anki_export.text.text_asks_or_announces import announces_questions, is_clear_question, wants_answer
from anki_export.text.word_patterns import Words

NAME = "heading"
_REFERS = Words("refers")
_CODE_INDENT = 4
"""In columns: text with such an indent is code, in which a fence is text."""
_FEW = 3
_HABIT = 2
"""This many questions of a rank are not a slip in the level of one."""
_FEWEST = 2
"""This many headings of a rank may be questions: for one alone, no evidence is enough."""


def _spans(outline: Outline, wanted: Wanted) -> Iterator[Span]:
    ticks = ticked_lines(outline)
    is_decided = wanted.is_named(NAME) or len(ticks) >= _FEW
    if not is_decided and not _has_rank_of_several(outline):
        return
    revealing = sorted([*lines_with_hidden_answers(outline), *ticks])
    apart = with_slip_levelled(outline, outline.headings)
    levels = levelled(outline, apart, ticks, revealing, are_all=wanted.is_named(NAME))
    headings = {heading.line: heading for heading in levels}
    candidates = with_verdicts(outline, heading_candidates(outline, list(headings.values()), revealing))
    is_announced, is_named = are_announced(outline, wanted), wanted.is_named(NAME)
    asks_all = is_announced and is_faq(outline, wanted) and not is_about_repository(wanted.file)
    chosen = _chosen(outline, candidates, is_announced, is_named=is_named, is_faq=asks_all)
    chosen = _without_todo_lists(outline, chosen, ticks)
    if not chosen and wanted.layout is Layout.SECTIONS:
        chosen = list(asking_sections(outline))
    are_plain = not any(one.number or one.is_marked or one.asks_and_is_answered for one in chosen)
    titles = {one.line: one.title for one in chosen}
    is_about_people = not wanted.is_named(NAME) and asks_person(outline, wanted.title, titles)
    if are_plain and (is_about_people or asks_about_repository(outline, wanted, NAME, list(titles.values()))):
        return
    is_evident = wanted.is_named(NAME) or any(one.has_q for one in chosen)
    if chosen and not is_evident and are_chapters(outline, chosen):
        return
    chosen = with_slips(chosen, candidates, revealing)
    chosen = with_bold_between(outline, _opened(outline, chosen, list(headings.values())))
    known = {one.line for one in chosen}
    with_q = [one for one in candidates if one.has_q and one.line not in known]
    numbers = numbers_of([one.title for one in chosen])
    has_deeper = any(heading.level > one.rank[0] for one in chosen[:1] for heading in outline.headings)
    tests = _tests(outline, known) if has_deeper else []
    stops = [*(one.line for one in chosen), len(outline.lines)][1:]
    for one, number, stop in zip(chosen, numbers, stops, strict=True):
        heading = headings.get(one.line) or Heading(one.line, one.rank[0], False, one.title, 0)
        end = next((test for test in tests if one.line < test < stop and _is_taught(outline, one, test)), stop)
        span = _span(outline, one, heading, number, min(end, one.lines.stop))
        yield replace(span, findings=tuple(_nested(span, with_q))) if with_q else span


def _has_rank_of_several(outline: Outline) -> bool:
    ranks = [heading.rank for heading in outline.headings]
    return len(ranks) >= _FEWEST and max(Counter(ranks).values()) >= _FEWEST


def _without_todo_lists(outline: Outline, chosen: Sequence[Candidate], ticks: Sequence[int]) -> list[Candidate]:
    """The questions without ranks of which only ticks say that they ask, as in to-do lists.

    In a quiz, most lists have one tick.
    """
    if names_quiz(outline.title):
        return list(chosen)
    asking = set()
    for rank, of_rank in by_rank(chosen).items():
        counts = [bisect_left(ticks, one.lines.stop) - bisect_left(ticks, one.line) for one in of_rank]
        asks = any(one.is_clear or one.is_order or one.number for one in of_rank)
        if asks or 0 in counts or (len(counts) >= _FEW and thresholds.HALF.of(counts.count(1), len(counts))):
            asking.add(rank)
    return [one for one in chosen if one.rank in asking]


def _opened(outline: Outline, chosen: Sequence[Candidate], headings: Sequence[Heading]) -> list[Candidate]:
    """The questions, with those of a heading that asks nothing and only holds headings that do, in place of it."""
    found: list[Candidate] = []
    starts = [heading.line for heading in headings]
    for one in chosen:
        inside = headings[bisect_right(starts, one.line) : bisect_left(starts, one.lines.stop)]
        level = inside[0].level if inside and not one.asks else 0
        parts = [heading for heading in inside if heading.level <= level]
        is_apart = bool(parts) and all(map(is_blank, outline.lines[one.line + 1 : parts[0].line]))
        if is_apart and all(is_clear_question(heading.title) for heading in parts):
            stops = (*(heading.line for heading in parts[1:]), one.lines.stop)
            ranges = (range(heading.line, stop) for heading, stop in zip(parts, stops, strict=True))
            found += [candidate(lines, part.title, part.rank) for lines, part in zip(ranges, parts, strict=True)]
        else:
            found.append(one)
    return found


def _tests(outline: Outline, questions: Set[int]) -> list[int]:
    """The lines of headings such as "Check yourself" above questions with hidden answers; what they test ends there."""
    hidden = [one.lines.start for one in hidden_answers(outline)]
    found = []
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True) if hidden else ():
        at = bisect_left(hidden, heading.line)
        if heading.line not in questions and at < len(hidden) and hidden[at] < stop and _names_test(heading.title):
            below = outline.lines[heading.line + 1 : hidden[at] + 1]
            if any(map(wants_answer, below)):
                found.append(heading.line)
    return found


def _names_test(title: str) -> bool:
    """Whether questions are below a heading; what is above "Question" belongs to it."""
    is_named = names_quiz(title) or announces_questions(title) or task_end(f"{title}:") > 0
    return is_named and not is_label_of(title, "question")


def _is_taught(outline: Outline, one: Candidate, stop: int) -> bool:
    """Whether a heading that asks is answered by the text above a line, which asks nothing."""
    lines = outline.lines[one.line + 1 : stop]
    return one.is_clear and not all(map(is_blank, lines)) and not any(map(asks, lines))


def _nested(span: Span, with_q: Sequence[Candidate]) -> Iterator[Finding]:
    """Report deeper headings with a `Q.` in a span, which are part of its answer."""
    for one in with_q[bisect_left(with_q, span.lines.start, key=lambda each: each.line) :]:
        if one.line not in span.lines:
            return
        message = f"question {one.title!r} is below a heading of a higher level and is part of its card"
        hint = f"for its own card, write {span.hints.question.format(one.title)}"
        yield Finding(one.line, Rule.NESTED, message, hint)


def _unrecognised(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[Finding]:
    """On a page with such questions, report other headings that ask, or have text below them like the questions.

    On others, report chapters that ask: three or more lines that ask have a message anyway.
    """
    if not entries:
        chapters = _chapters(page.outline) if page.entries else ()
        places = [(one.line, one.title, "headings of sections that hold questions") for one in chapters]
        yield from told(places if len(places) < _FEW else (), "## …?")
        return
    others = {number for entry in page.entries if entry.format != NAME for number in entry.lines}
    others.update(entry.lines.start for entry in entries)
    below_numbers = (number for entry in entries if is_only_q(entry.written) for number in entry.lines)
    others.update(number for number in below_numbers if is_quoted(page.lines[number]))  # what is asked there
    places = [*_other_headings(page, entries), *_hidden_in_code(page.outline, entries), *look_alikes(page.outline)]
    if any(entry.hints.question.startswith("1.") for entry in entries):  # answers in list items are indented
        places = [place for place in places if indent_of(page.lines[place[0]]) < 4]
    free = (place for place in places if place[0] not in others)
    yield from told(free, entries[0].hints.question.format("…?"))


def _chapters(outline: Outline) -> list[Candidate]:
    sections = zip(outline.headings, outline.section_ends, strict=True)
    asking = [
        candidate(range(one.line, stop), one.title, one.rank) for one, stop in sections if is_clear_question(one.title)
    ]
    return asking if are_chapters(outline, asking) else []


def _hidden_in_code(outline: Outline, entries: Sequence[Entry]) -> Iterator[tuple[int, str, str]]:
    """Questions of the rank that is read in a code block whose opening names no language.

    Where the line that opens a code block is lost, the one that closes it opens the next, which holds text.
    """
    marks = tuple({entry.hints.question.partition("{")[0] for entry in entries} - {"# "})  # in code, a comment
    is_open = is_bare = False
    for number, line in enumerate(outline.lines):
        if not outline.is_code[number]:
            is_open = False
        elif line.lstrip()[:3] in ("```", "~~~"):
            names_none = not line.strip(" \t`~")
            is_open, is_bare = not (is_open and names_none), names_none
        elif is_open and is_bare and line.startswith(marks):
            one = candidate(range(number, number + 1), line.strip("# \t"))
            if one.is_clear or one.has_q:
                yield number, one.title, IN_CODE


def _other_headings(page: ParsedPage, entries: Sequence[Entry]) -> Iterator[tuple[int, str, str]]:
    """Headings that are not questions, with the reason, beside those that are."""
    outline, headings = page.outline, page.outline.headings
    inside = {number for entry in entries for number in entry.lines}
    asked = sorted(entry.lines.start for entry in entries)
    known = set(asked)
    below = inside - known
    text_below = {line: next_text(outline.lines, line + 1) for line in asked}
    ranks = Counter(heading.rank for heading in headings if heading.line in known)
    listed = listed_titles(outline.lines)
    slips = [one for one in headings if one.line in below and title_in_list(one.title) in listed] if listed else []
    slips = slips if len(slips) < _HABIT else []  # else the table of contents lists the parts of answers, too
    are_numbered = any(entry.number or entry.written[-1:].isdigit() for entry in entries)
    next_ones = [*headings, None][1:]
    for heading, stop, next_one in zip(headings, outline.section_ends, next_ones, strict=True):
        if heading.line in known or is_in_contents(outline, heading, next_one):
            continue
        one = candidate(range(heading.line, stop), heading.title, heading.rank)
        if heading.line in inside:
            is_apart = is_below_link(outline, heading.line)
            if heading in slips or is_apart or (one.is_clear and not one.has_q):
                yield heading.line, heading.title, "deeper headings in answers"
            continue
        at = bisect_left(asked, heading.line)
        first = asked[at] if at < len(asked) and asked[at] < stop else stop
        above = outline.lines[heading.line + 1 : first]
        links = sum("](#" in line for line in above)
        is_section = (links > 1 and is_table_of_contents(above)) or (first < stop and all(map(is_blank, above)))
        is_title = heading.level == 1 and heading is headings[0]
        if (one.is_clear or (one.is_order and heading.level == 1)) and not is_section and not is_title:
            kind = "headings without a number" if are_numbered else "headings unlike the others"
            kind = kind if ranks[heading.rank] >= _HABIT else "headings of another level"
            yield heading.line, heading.title, kind
        elif at and text_below[asked[at - 1]] >= heading.line:
            continue  # such as "Options", which belongs to the question right above it
        elif ranks[heading.rank] >= _HABIT and (may_ask(outline, one) or is_numbered_task(one.title)):
            yield heading.line, heading.title, "headings that do not ask"


def _chosen(
    outline: Outline, candidates: Sequence[Candidate], is_announced: bool, *, is_named: bool, is_faq: bool
) -> list[Candidate]:
    """The headings that are questions, in page order."""
    chosen: list[Candidate] = []
    left = list(candidates)
    while True:
        ranks = by_rank(left)
        read = {rank: _read(of, is_announced, is_named=is_named, is_faq=is_faq) for rank, of in ranks.items()}
        if not any(asked for _, asked in read.values()) and (listed := listed_titles(outline.lines)):
            ranks = {rank: [one for one in of if title_in_list(one.title) in listed] for rank, of in ranks.items()}
            read = {rank: _read_listed(of, is_announced) for rank, of in ranks.items()}
        found = [
            (rule, -len(asked), rank)
            for rank, (rule, asked) in read.items()
            if asked and not (chosen and _are_beside_marked(asked, chosen))
        ]
        if not found:
            return sorted(chosen, key=lambda one: one.line)
        *_, rank = min(found)
        asked = read[rank][1]
        known = {one.line for one in asked}
        others = [one for one in ranks[rank] if one.line not in known]
        is_whole = is_faq and thresholds.FAQ.of(len(asked), len(asked) + len(others))
        whole = with_rest_of_rank(
            outline, others, asked, is_announced=is_announced, is_named=is_named, is_whole=is_whole
        )
        asked = _with_continued(outline, [one for one in whole if not only_leads_on(outline, one)], left)
        chosen += asked
        # What lies in the section of a question is its answer, and what contains questions is a chapter.
        starts = [one.line for one in asked]
        left = [one for one in left if one.rank != rank and _is_apart(one, asked, bisect_left(starts, one.line))]


def _are_beside_marked(asked: Sequence[Candidate], chosen: Sequence[Candidate]) -> bool:
    """Whether a heading or two of another rank ask beside questions with options: they are about the page."""
    are_marked = thresholds.HALF.of(sum(one.is_marked for one in chosen), len(chosen))
    return are_marked and len(asked) < thresholds.ANNOUNCED.least and not any(one.is_marked for one in asked)


def _is_apart(one: Candidate, asked: Sequence[Candidate], at: int) -> bool:
    """Whether a heading neither contains one of the questions nor is inside one; the first below it is at an index."""
    contains = at < len(asked) and asked[at].line < one.lines.stop
    return not contains and not (at and asked[at - 1].lines.stop > one.line)


def _read(
    rank: Sequence[Candidate], is_announced: bool, *, is_named: bool, is_faq: bool = False
) -> tuple[int, list[Candidate]]:
    """The number of the rule by which a rank is read, and its questions; none if it is not read."""
    if thresholds.HEADINGS_WITH_Q.of(sum(one.has_q for one in rank), len(rank)):
        return 1, _with_clear(rank, [one for one in rank if one.has_q])
    if thresholds.WITH_ANSWERS.of(sum(one.asks_and_is_answered for one in rank), len(rank)):
        return 1, [one for one in rank if one.has_q or one.is_clear or one.asks_and_is_answered]
    asking, asking_or_orders = [one for one in rank if one.asks], [one for one in rank if one.asks_or_orders]
    numbered = [one for one in rank if one.value is not None]
    tasks, clear = (sum(one.asks_or_orders for one in numbered), sum(one.asks for one in numbered))
    if thresholds.NUMBERED.of(tasks, len(numbered)) and thresholds.NUMBERED_CLEAR.of(clear, len(numbered)):
        return 2, _with_clear(rank, numbered)
    telling = [one for one in asking if not is_label_of(one.title.rstrip("?？؟ "), "sections")]  # "How to contribute?"
    is_whole = thresholds.ALL_ANNOUNCED.of(len(telling), 0) and len(asking_or_orders) == len(rank)
    if (is_announced or is_named) and (is_whole or are_tasks(telling, rank)):
        return 3, asking_or_orders
    if is_faq and thresholds.FAQ.of(len(telling), len(rank)):
        return 3, asking
    marked = [one for one in rank if one.is_marked]
    if thresholds.MARKED.of(len(marked), len(rank)) and thresholds.HALF.of(
        sum(one.is_clear or one.is_order for one in marked), len(marked)
    ):
        return 3, asking
    if thresholds.HEADINGS.of(len(asking), len(rank)):
        return 4, [one for one in rank if one.asks or one.asks_and_is_answered]
    if not is_named:
        return 5, []
    if not is_announced:
        return 5, asking
    numbered = counted(rank)
    return 5, numbered if all(one in numbered for one in asking_or_orders) else asking_or_orders


def _with_clear(rank: Sequence[Candidate], numbered: Sequence[Candidate]) -> list[Candidate]:
    """The headings with numbers, and others that ask; above the first or below the last, one or few ask the reader."""
    known, first, last = {one.line for one in numbered}, numbered[0].line, numbered[-1].line
    clear = [one for one in rank if one.line not in known and one.is_clear]
    if sum(one.line < first for one in clear) == 1:
        clear = [one for one in clear if one.line > first]
    below = sum(one.line > last for one in clear)
    if below == 1 or thresholds.REST.of(len(numbered), len(numbered) + len(clear)):
        clear = [one for one in clear if one.line < last]
    return sorted([*numbered, *clear], key=lambda one: one.line)


def _read_listed(rank: Sequence[Candidate], is_announced: bool) -> tuple[int, list[Candidate]]:
    """The same for headings of a rank in the table of contents: others may be part of an answer."""
    asking = [one for one in rank if one.asks]
    return (4, asking) if thresholds.LISTED.of(len(asking), len(rank)) else _read(rank, is_announced, is_named=False)


def _with_continued(outline: Outline, asked: Sequence[Candidate], others: Sequence[Candidate]) -> list[Candidate]:
    """The questions, and headings of another rank that look like them: a slip in the level.

    They have the number between two of theirs, or continue their `Q.` They end where one of the rank would.
    """
    slips: list[Candidate] = []
    known = {one.line for one in asked}
    is_q = thresholds.HEADINGS_WITH_Q.of(sum(one.has_q for one in asked), 0)
    numbers = [(one.line, value) for one in asked if (value := _value(one)) is not None]
    level = asked[0].rank[0]
    for one in others:
        value = _value(one)
        if one.line in known or (one.number is None and value is None):
            continue
        at = bisect_left(numbers, (one.line,))
        before = numbers[at - 1][1] if at else None
        after = numbers[at][1] if at < len(numbers) else None
        is_between = before is not None and value == before + 1 and after == value + 1
        if is_between or (is_q and one.has_q and (one.rank[0] < level or _asks_alone(outline, one))):
            slips.append(one)
    ends = [heading.line for heading in outline.headings if heading.level <= level] if slips else []
    result = list(asked)
    for one in slips:
        stop = min((one.lines.stop, *ends[(at := bisect_right(ends, one.line)) : at + 1]))
        result.append(replace(one, lines=range(one.line, stop)))
    return sorted(result, key=lambda one: one.line)


def _asks_alone(outline: Outline, one: Candidate) -> bool:
    """Whether a question with `Q.` stands by itself: it has text below it, no number, and no word such as "it"."""
    has_no_number = one.number is not None and one.number.value is None
    is_short = one.number is not None and size_in_words(one.number.rest) < _FEW  # "Q. And then?"
    return has_no_number and not is_short and not _REFERS.are_in(one.title.lower()) and may_ask(outline, one)


def _value(one: Candidate) -> int | None:
    """The number of a title, or of one that is nothing else, such as `Question 7`."""
    return one.value if one.number else number_of_label(one.title)


def _span(outline: Outline, one: Candidate, heading: Heading, number: QuestionNumber | None, stop: int) -> Span:
    below = [line for line in outline.lines[one.line + 1 : stop] if line[:1] in (" ", "\t") and line.strip()]
    indent = min(heading.indent, min(map(indent_of, below), default=0))
    fence = next((i for i, line in enumerate(below) if line.lstrip().startswith(("```", "~~~"))), -1)
    down_to_fence = [indent_of(line) for line in below[: fence + 1] if not line.lstrip().startswith("<!--")]
    if heading.is_item and fence >= 0 and (least := min(down_to_fence)) >= indent + _CODE_INDENT:
        indent = least  # all of it is indented like the fence, but for a line at its end, such as "Back to top"
    marks = "1. " * heading.is_item + "#" * heading.level
    hints = Hints(f"{marks} {{}}", f"write the question after `{marks}`", "write the answer below the heading")
    span = titled_span(NAME, outline, replace(one, lines=range(one.line, stop)), number, hints, indent)
    return replace(span, id_place=IdPlace(span.id_place.line, " " * heading.indent))


def _shown(first: Entry) -> str:
    """How the headings look, as in `### 1. …`."""
    marks = first.hints.question.removesuffix("{}")
    if first.number and not marks.startswith("1."):  # the number of a list item is one of its marks
        marks += "1. " if first.number.value is not None else "Q. "
    return f"headings ({marks}…)"


def _titles(outline: Outline, lines: Sequence[int]) -> Iterator[tuple[int, str]]:
    """The headings, without those of a table of contents."""
    free = set(lines)
    for heading, below in zip(outline.headings, [*outline.headings, None][1:], strict=False):
        if heading.line in free and not is_in_contents(outline, heading, below):
            yield heading.line, heading.title


HEADING = Format(
    NAME,
    when=When.BY_EVIDENCE,
    spans=_spans,
    unrecognised=_unrecognised,
    shown=_shown,
    titles=_titles,
    if_unread="headings look like questions",
)
