"""A quiz as a learning platform shows it after an attempt gets labels before a page is parsed, line by line:

    ### Question 1                           Question 1
    Correct                                  1 / 1 pts
    Mark 1.00 out of 1.00
    Flag question
    Which rock is igneous?                   Which rock is igneous?        **Question 1:** Which rock is igneous?
    Select one:
    a. Slate                                 Slate                         A. Slate
    b. Basalt                                Correct!
    Feedback                                 Basalt                        B. Basalt
    Your answer is correct.                                                **Answer:** B
    It was lava.                                                           It was lava.
    The correct answer is: Basalt

A question begins at a line that is only a number with the label of a question. Below it, three in four questions of the
page have a line with the score, which has the same words in several of them, or one that says whether the answer given
was right. These belong to the platform, and so does what several questions have beside them, above their options, or
at their ends. `lms_quiz_review_parts.py` reads the rest. What it can't, such as pairs to match, keeps its question
without an answer, so that it is reported.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from msgspec import Struct

from anki_export.source.body.option_letters import LETTERS
from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.lines import is_blank, is_rule, starts_block
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, changes_to
from anki_export.source.rewrites.lms_quiz_review_parts import (
    CODE,
    Furniture,
    ReviewLine,
    ReviewParts,
    begins_feedback,
    feedback_in,
    first_letter,
    given_answer,
    is_verdict,
    marked_parts,
    marks_option,
    right_answer,
    told_parts,
)
from anki_export.source.thresholds import HALF, HEADINGS_WITH_Q, Enough
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import ends_in_question
from anki_export.text.word_patterns import Words

_HEAD = regex(
    r"[ \t]*(?P<marks>\#{0,6})[ \t]*[*_]{0,3}(?P<word>[^\W\d_][^\d\n]{1,20}?)[ \t.:\#*_]*(?P<number>\d{1,3})[*_.:]{0,4}"
    r"(?:[ \t]+(?P<rest>\S.*?))?[ \t]*$"
)
_GIVEN = Words("given")
_BOLD = ("**", "__", "<b>", "<strong>")
_ASKED = Words("question", "numbered", ending=r"\Z")
_REVIEW = Enough(2, 75)
"""Questions with a score or a verdict: those of an exam have points, of which nobody has got any."""
_AMOUNT = r"\d{1,3}(?:[.,]\d{1,3})?"
_NUMBER = regex(_AMOUNT)
_SCORE = regex(
    rf"(?P<before>[^\d\n]{{0,30}})(?P<got>{_AMOUNT})(?P<between>\s*/\s*|\s+(?:[^\W\d_]+\s+){{1,3}})(?P<of>{_AMOUNT})"
    r"(?P<after>[^\d\n]{0,20})"
)
_WORTH = regex(rf"(?:[^\W\d_]+\s+){{1,3}}{_AMOUNT}|{_AMOUNT}(?:\s+[^\W\d_]+){{1,2}}")
"""How much a question is worth to which nobody has got anything: `Marked out of 1.00`."""
_SPACE = regex(r"\s+")
_NO_MARK = regex(r"[^\#*_]+")
_AROUND = " \t*_()|·•–—-,;"
"""Signs around a verdict and a score in one line."""
_LEAD = 6
"""In lines with text: the score is near the number of its question."""
_LOWEST = 6
"""The level of a question that is no heading: any heading ends it."""


class ReviewSection(Struct, frozen=True):
    """A question, with all that the platform says about it."""

    head: int
    marks: str
    """Those of a heading, if it begins with one."""
    label: str
    """What names it: `Question 1`."""
    lines: Sequence[ReviewLine]
    rules: Sequence[int]
    """The lines that only separate."""


def quiz_review_as_labels(outline: Outline) -> Changes:
    """The lines of such questions as the formats read them."""
    sections = list(_sections(outline))
    leads = [section.lines[:_LEAD] for section in sections]
    forms = Counter(_score_form(line.text) for lead in leads for line in lead)
    scores = {form for form, count in forms.items() if form and count > 1}
    graded = sum(
        any(_score_form(line.text) in scores or is_verdict(line.text) for line in lead) or _compares(section.lines)
        for section, lead in zip(sections, leads, strict=True)
    )
    if not _REVIEW.of(graded, len(sections)):
        return {}
    ends = _ends_of_leads(sections, scores)
    repeated = _repeated(leads)
    bodies = [_without_lead(section.lines, end, repeated) for section, end in zip(sections, ends, strict=True)]
    furniture = _furniture(bodies)
    is_told = any(right_answer(line.text) for body in bodies for line in body)
    is_marked = not is_told and any(marks_option(line.text) for body in bodies for line in body)
    is_judged = any(is_verdict(line.text) for lead in leads for line in lead)
    if not (is_told or is_marked or (scores and is_judged)):
        return {}  # votes and points are counted elsewhere, too
    if have_own_answers(outline, sections):
        return {}
    all_parts = []
    for section, body, end in zip(sections, bodies, ends, strict=True):
        is_right = any(_says_right(line.text, scores) for line in section.lines[:end])
        behind_number = " ".join(line.text for line in section.lines if line.at == section.head)
        if not _may_follow(behind_number):
            all_parts.append(ReviewParts(section.lines[1:2]))
        else:
            all_parts.append(marked_parts(body) if is_marked else told_parts(body, furniture, is_right=is_right))
    lines = list(outline.lines)
    answered = sum(1 for parts in all_parts if parts.right or parts.answer)
    is_heading = len(sections) >= HEADINGS_WITH_Q.least or 0 < answered < len(sections)
    for section, parts in zip(sections, all_parts, strict=True):
        write_parts(lines, section, parts, is_heading=is_heading)
    return changes_to(outline, lines)


def have_own_answers(outline: Outline, sections: Sequence[ReviewSection]) -> bool:
    """Whether half of some questions have an answer as the formats read it: a platform says which one is right."""
    own = sum(
        not any(right_answer(line.text) for line in section.lines)
        and any(_is_own_label(outline.lines[line.at]) for line in section.lines if line.text != CODE)
        for section in sections
    )
    return HALF.of(own, len(sections))


def _is_own_label(line: str) -> bool:
    """Whether a line has the label of an answer, and not of that of a learner: it is bold, a heading, or a solution."""
    label, colon, _ = line.replace("：", ":").partition(":")
    is_bold = colon != "" and any(sign in label for sign in _BOLD)
    if line.startswith("#"):
        return is_label_of(line.strip("# :："), "answer", "solution") and not _GIVEN.are_in(line.lower())
    is_own = is_bold or is_label_of(label, "solution")
    return is_own and has_answer_label(line) and not _GIVEN.are_in(label.lower())


def _sections(outline: Outline) -> Iterator[ReviewSection]:
    """The questions with a number and nothing else, or the score, in their first line."""
    lines = outline.lines
    heads: dict[int, re.Match[str]] = {}
    others: dict[int, re.Match[str]] = {}
    for at, line in enumerate(lines):
        match = _HEAD.match(line) if not outline.is_code[at] and line[-1:] not in "?？" else None
        if match and _ASKED.end(match["word"].strip().lower()) > 0:
            (heads if _may_follow(match["rest"] or "") else others)[at] = match
    looks = {_look(match) for match in heads.values() if match["rest"]} - {""}
    alike = {at: match for at, match in others.items() if _look(match) in looks}
    if _REVIEW.of(len(heads), len(heads) + len(alike)):
        heads = dict(sorted((heads | alike).items()))
    levels = {heading.line: heading.level for heading in outline.headings}
    for at, below in pairwise([*heads, len(lines)]):
        match = heads[at]
        level = len(match["marks"]) or _LOWEST
        stop = next((line for line in range(at + 1, below) if levels.get(line, _LOWEST + 1) <= level), below)
        inside = [line for line in range(at + 1, stop) if not is_blank(lines[line])]
        rules = [line for line in inside if is_rule(lines[line]) and not outline.is_code[line]]
        own = [ReviewLine(at, text) for text in _verdict_and_score(match["rest"] or "")]
        own += [
            ReviewLine(line, CODE if outline.is_code[line] else _bare(lines[line]))
            for line in inside
            if line not in rules
        ]
        yield ReviewSection(at, match["marks"], f"{match['word'].strip()} {match['number']}", own, rules)


def _look(head: re.Match[str]) -> str:
    """The marks around the number of a question that has text behind it: `****` if only the number is bold."""
    return _NO_MARK.sub("", head.string[: head.start("rest")])


def _may_follow(rest: str) -> bool:
    """Whether the text behind the number of a question is the score or a verdict, or how many there are."""
    text = rest.strip(_AROUND)
    is_known = not text or _SCORE.fullmatch(text) is not None or is_verdict(text) or text.split()[-1].isdecimal()
    return is_known or len(_verdict_and_score(text)) > 1


def _verdict_and_score(text: str) -> Sequence[str]:
    """What says whether an answer was right, and the score behind it: `Correct`, `Mark 1.00 out of 1.00`."""
    text = text.strip(_AROUND)
    ends = [match.start() for match in _SPACE.finditer(text)] if _NUMBER.search(text) else []
    for end in reversed(ends):
        verdict, score = text[:end].rstrip(_AROUND), text[end:].strip(_AROUND)
        if verdict and (_SCORE.fullmatch(score) or _WORTH.fullmatch(score)) and is_verdict(verdict):
            return [verdict, score]
    return [text] if text else []


def _bare(line: str) -> str:
    """The text of a line without the marks of a heading, or bold."""
    return line.strip().strip("#").strip(" \t*_") if line.lstrip()[:1] in ("#", "*", "_") else line.strip()


def _score_form(text: str) -> str:
    """The words of a line with a score, `Mark 1.00 out of 2.00`; empty for another one."""
    match = _SCORE.fullmatch(text.strip("()"))
    is_score = match is not None and _value(match["got"]) <= _value(match["of"])
    return _NUMBER.sub("0", text.casefold()) if is_score else ""


def _compares(lines: Sequence[ReviewLine]) -> bool:
    """Whether the answer of a learner and the right one are below a question."""
    return any(right_answer(line.text) for line in lines) and any(given_answer(line.text) for line in lines)


def _value(amount: str) -> float:
    return float(amount.replace(",", "."))


def _says_right(text: str, scores: Set[str]) -> bool:
    """Whether a line says that the answer of the learner is right: by its words, or a full score."""
    score = _SCORE.fullmatch(text.strip("()"))
    if score and _score_form(text) in scores:
        return _value(score["got"]) == _value(score["of"])
    return is_label_of(text, "right")


def _ends_of_leads(sections: Sequence[ReviewSection], scores: Set[str]) -> Sequence[int]:
    """Where the lines of the platform end that are right below the number of each question.

    What goes on from the score in several questions is theirs in others, too, where the line above it is another one.
    """
    repeated = _repeated(section.lines[:_LEAD] for section in sections)
    first = [_end_of_lead(section, scores, repeated) for section in sections]
    known = _repeated(section.lines[:end] for section, end in zip(sections, first, strict=True))
    return [
        max([end, *(at + 1 for at, line in enumerate(section.lines[:_LEAD]) if line.text.casefold() in known)])
        for section, end in zip(sections, first, strict=True)
    ]


def _end_of_lead(section: ReviewSection, scores: Set[str], repeated: Set[str]) -> int:
    """Where the lines of the platform end: those down to the last score, and what goes on with it."""
    lines = section.lines
    leads = (line.at == section.head or _score_form(line.text) in scores for line in lines[:_LEAD])
    end = max((at + 1 for at, is_lead in enumerate(leads) if is_lead), default=0)
    while end < len(lines):
        text = lines[end].text
        is_repeated = end < _LEAD and text.casefold() in repeated and not ends_in_question(text)
        if not (is_repeated or is_verdict(text) or is_label_of(text, "question", "stem")):
            break
        end += 1
    return end


def _without_lead(lines: Sequence[ReviewLine], end: int, repeated: Set[str]) -> Sequence[ReviewLine]:
    """The lines of a question without those of the platform; what asks above the score is the question."""
    asked = max((at + 1 for at, line in enumerate(lines[:end]) if ends_in_question(line.text)), default=0)
    above = (line for line in lines[:asked] if line.text.casefold() not in repeated and not is_verdict(line.text))
    return [*above, *lines[end:]]


def _repeated(groups: Iterable[Sequence[ReviewLine]]) -> set[str]:
    """The lines that are in at least two of some groups; lines of code are not."""
    counts = Counter(text for group in groups for text in {line.text.casefold() for line in group})
    return {text for text, count in counts.items() if count > 1 and text != CODE}


def _furniture(bodies: Sequence[Sequence[ReviewLine]]) -> Furniture:
    """What several questions have at the same places: above their options, and at their ends."""
    above = [found for body in bodies if (found := {line.text.casefold() for line in _above_options(body)})]
    found = set[str]().union(*above) if len(above) > 1 else set[str]()
    return Furniture(found, _repeated(bodies), _repeated(body[-2:] for body in bodies))


def _above_options(body: Sequence[ReviewLine]) -> Iterator[ReviewLine]:
    """The lines that may be above the options of a question: those that end with a colon, or are above a letter."""
    letter = first_letter(body)
    for at, line in enumerate(body):
        if at and begins_feedback(line.text):
            break
        if line.text.endswith((":", "：")) or 0 < at == letter - 1:
            yield line


def write_parts(lines: list[str], section: ReviewSection, parts: ReviewParts, *, is_heading: bool) -> None:
    """Put the parts of a question into the lines of its section, which are blank otherwise.

    If its label is a heading, it is read, or reported, whether others of the page have an answer or not. Without an
    answer, only the line that asks is kept: what is below it would be one.
    """
    names = LETTERS[: len(parts.options)]
    answer = ", ".join(name for at, name in enumerate(names) if at in parts.right) or parts.answer
    asked, remarks = (parts.asked, parts.remarks) if answer else (parts.asked[:1], ())
    own = {section.head: lines[section.head], **{line.at: lines[line.at] for line in section.lines}}
    kept = {line.at for line in (*asked, *remarks)}
    for at in (*section.rules, *(at for at in own if at not in kept)):
        lines[at] = ""
    for line in (*asked, *remarks):
        if own[line.at].lstrip().startswith("#") and line.text != CODE:
            lines[line.at] = f"**{line.text}**"  # no heading of the page
    for line in remarks:
        if feedback_in(_bare(own[line.at])):
            lines[line.at] = line.text
    first = asked[0].at if asked else section.head
    if asked and (first == section.head or not answer):
        lines[first] = asked[0].text
    is_text = bool(asked) and not (starts_block(lines[first]) or lines[first][:1].isspace())
    label = f"{section.marks or '#' * _LOWEST} {section.label}" if is_heading else f"**{section.label}:**"
    if not is_text or first > section.head:
        lines[section.head] = "" if is_text else label
    if is_text and not (answer or is_heading):
        lines[first] = f'??? question "{lines[first].strip()}"'  # reported, whatever the page has
    elif is_text:
        lines[first] = f"{label}: {lines[first].strip()}" if is_heading else f"{label} {lines[first].strip()}"
    if answer:
        last = max(line.at for line in asked)
        below_last = max(own) + 1
        free = [at for at in own if at > last and at not in kept]
        free += [below_last] if below_last < len(lines) and is_blank(lines[below_last]) else []
        options = [f"{name}. {option}" for name, option in zip(names, parts.options, strict=True)]
        for at, new in zip(free, [*options, f"**Answer:** {answer}"], strict=False):
            lines[at] = new
