"""Cases to judge become questions with the usual labels before a page is parsed.

Three or more that count up, each with a label below that is a word for an answer or a decision, whatever they ask:

    **Situation 1.** The boat has no wind.          **Q:** The boat has no wind.

    **Ruling.** The other one gives way.            **A:** The other one gives way.

So are sections below headings that count up, each with text above a line in bold that asks, and the answer below:

    ## Case 1                                       ## Case 1

    The boat has no wind.                           **Q:** The boat has no wind.

    **Who gives way?**                              **Who gives way?**
                                                    **A:**
    > The other one.                                The other one.

The title of the page, or each heading, says that these are questions or scenarios. Headings that number questions or
tasks are read as such. Not cases: what a group has decided, minutes and interviews; pages whose title has a year;
fields of a form, of which most say the same, or say a word, such as "passed".
"""

from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import has_second_option
from anki_export.source.lines import is_blank, is_quoted, list_marker, next_text, starts_block, tick_box, without_quote
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import HALF, MARKED, QUARTER
from anki_export.text.classify_labels import is_label_of, is_numbered_label
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import (
    announces_questions,
    is_clear_question,
    names_dialogue,
    names_interview,
    names_writer,
)
from anki_export.text.word_patterns import Words

_LABEL = regex(
    r"(?P<bold>\*\*|__)?(?P<word>[^\W\d_][^\n:：*_.?!]{0,24}?)[ \t]?"
    r"(?:[:：](?(bold)(?P=bold))|(?(bold)(?:\.(?P=bold)|(?P=bold)(?:[ \t]?[:：]|\.))|(?!)))"
    r"(?:[ \t]+|\Z|(?<=：))(?P<rest>.*)"
)
_NUMBERED = regex(r"(?P<word>[^\W\d_][^\d\n]{0,30}?)[ \t]*[#№]?[ \t]*(?P<number>\d{1,3})[.:]?\Z")
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SCENARIOS = Words("scenario")
_OTHER = (
    *("question", "questions", "exercise", "quiz", "hint", "note", "example", "references", "extra", "explanation"),
    *("option", "output", "term", "definition", "difficulty", "points", "asker", "front", "back", "why"),
)
"""The kinds of labels that are read in other ways, or name no answer."""
_ANSWER, _TASK = ("answer", "solution"), ("question", "numbered", "exercise", "example", "quiz")
_DECISION = (*_ANSWER, "decision")


class _Case(Struct, frozen=True):
    """A paragraph with the label of an answer below it."""

    start: int
    text: str
    label: int
    """The line of the label."""
    said: str
    """What is behind it."""


def numbered_cases_as_labels(outline: Outline) -> Changes:
    """The lines of cases that count up, and of the labels below them, with the usual labels."""
    labels = matching_lines(outline, _LABEL)
    found = {at: number for at, match in labels.items() if (number := _NUMBERED.match(match["word"]))}
    numbers, words = [int(one["number"]) for one in found.values()], {one["word"] for one in found.values()}
    if len(words) != 1 or numbers != [*range(1, len(numbers) + 1)] or is_label_of(*words, *_TASK, *_OTHER):
        return {}  # as most
    if not _announce(outline.title, outline.title_above(min(found)), *words):
        return {}
    cases = list[_Case]()
    for at, stop in pairwise([*found, len(outline.lines)]):
        own = [(line, match) for line, match in labels.items() if at < line < stop]
        if own and outline.part_at(own[0][0]) == outline.part_at(at) and is_label_of(own[0][1]["word"], *_DECISION):
            label, match = own[0]
            text = " ".join((labels[at]["rest"], *outline.lines[at + 1 : label]))
            cases.append(_Case(at, text, label, match["rest"].strip()))
    if not MARKED.of(len(cases), len(found)) or not _are_told(outline.title, cases):
        return {}
    asked = {case.start: f"**Q:** {labels[case.start]['rest']}".rstrip() for case in cases}
    return asked | {case.label: f"**A:** {case.said}".rstrip() for case in cases}


def asking_cases_as_labels(outline: Outline) -> Changes:
    """The lines of cases above questions in bold, and of the answers below these, with the usual labels."""
    asking = [line.line for line in outline.bold_lines if is_clear_question(line.text) and not names_writer(line.text)]
    sections = {lines: heading for heading, lines in _sections(outline) if _NUMBERED.match(heading)}
    is_other = any(is_numbered_label(heading, *_TASK) for heading in sections.values())  # it is read as such
    if is_other or not (MARKED.of(len(asking), len(sections)) and _are_announced(outline, [*sections.values()])):
        return {}
    found = [changes for lines in sections if (changes := _asking_case(outline, lines, asking))]
    return dict(chain(*(changes.items() for changes in found))) if MARKED.of(len(found), len(sections)) else {}


def _asking_case(outline: Outline, lines: range, asking: Sequence[int]) -> Changes:
    """The lines of a section with text, one of the lines that ask, and an answer that a blank line sets off."""
    own = [at for at in lines if not is_blank(outline.lines[at])]
    asked = [at for at in own if at in asking]
    text, answer = (own[: own.index(asked[0])], own[own.index(asked[0]) + 1 :]) if len(asked) == 1 else ((), ())
    if not (text and answer) or answer[0] == asked[0] + 1 or any(starts_block(outline.lines[at]) for at in text):
        return {}
    is_quote = all(is_quoted(outline.lines[at]) for at in answer)
    below = [outline.lines[at] for at in answer]
    has_blocks = not is_quote and any(
        starts_block(line) and (tick_box(line) or not list_marker(line)) for line in below
    )
    if has_blocks or has_second_option(below) or _LABEL.match(below[0]):
        return {}  # options, or an answer that is read as such
    labels = {text[0]: f"**Q:** {outline.lines[text[0]]}", asked[0] + 1: "**A:**"}
    return labels | {at: without_quote(outline.lines[at]) for at in answer if is_quote}


def _sections(outline: Outline) -> Iterator[tuple[str, range]]:
    """The parts of a page with text below headings and rules, each with the title of the heading."""
    headings = {heading.line: heading.title for heading in outline.headings}
    edges = [*sorted({-1, *headings, *outline.rules}), len(outline.lines)]
    for start, stop in pairwise(edges):
        first = next_text(outline.lines, start + 1)
        if first < stop:
            yield headings.get(start, ""), range(first, stop)


def _are_announced(outline: Outline, headings: Sequence[str]) -> bool:
    """Whether headings count up, if there are several, and the title of the page or one of these announces cases."""
    numbers = [_NUMBERED.match(heading) for heading in headings]
    counted = [(match["word"], int(match["number"])) for match in numbers if match]
    are_counted = all(one[0] == other[0] and one[1] < other[1] for one, other in pairwise(counted))
    if not (len(counted) == len(headings) and are_counted) and any(headings[1:]):
        return False
    return _announce(outline.title, counted[0][0] if counted else "")


def _announce(*titles: str) -> bool:
    return any(announces_questions(title) or _SCENARIOS.are_in(title.lower()) for title in titles)


def _are_told(title: str, cases: Sequence[_Case]) -> bool:
    """Whether the cases are for the reader: they do not say what a group has decided, or what a form asks for."""
    of_group = sum(names_writer(f"{case.text} {case.said}") for case in cases)
    is_spoken = names_dialogue(title) or names_interview(title) or is_label_of(title, "spoken")
    answers = {" ".join(case.said.split()).lower() for case in cases}
    is_other = is_spoken or QUARTER.of(of_group, len(cases)) or _YEAR.search(title)
    are_words = MARKED.of(sum(case.said.isalpha() for case in cases), len(cases))
    return not is_other and not are_words and HALF.of(len(answers), len(cases))
