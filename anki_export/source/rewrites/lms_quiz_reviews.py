"""A quiz as a learning platform shows it after an attempt is reported: only the numbers of its questions are left.

    ### Question 1                           ??? question "Question 1"
    Correct
    Mark 1.00 out of 1.00
    Which rock is igneous?
    a. Slate
    b. Basalt
    The correct answer is: Basalt

What the learner has answered is beside what is right, and no card may take one for the other. A question begins at a
line with a number behind the label of a question, and nothing else but a score or a verdict. Three in four questions of
the page have a line near it with the score, which has the same words in several of them, or one that says whether the
answer given was right; or both this and the right answer. Questions with labels of their own for answers are not such
a quiz.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from anki_export.source.candidates.answer_labels import has_answer_label
from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes
from anki_export.source.thresholds import HALF, Enough
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.word_patterns import Words

_HEAD = regex(
    r"[ \t]*(?P<marks>\#{0,6})[ \t]*[*_]{0,3}(?P<word>[^\W\d_][^\d\n]{1,20}?)[ \t.:\#*_]*(?P<number>\d{1,3})[*_.:]{0,4}"
    r"(?:[ \t]+(?P<rest>\S.*?))?[ \t]*$"
)
_ASKED = Words("question", "numbered", ending=r"\Z")
_VERDICT, _RIGHT = ("answer", "right", "wrong", "graded", "given", "copula"), ("answer", "right", "copula")
_JUDGES, _SAYS_RIGHT, _GIVEN = Words("right", "wrong", "graded"), Words("right", "graded"), Words("given")
_LABEL = regex(r"(?P<label>[^:：'\"‘’“”«„「]{2,50})(?:[:：]|(?=['\"‘“«„「])).*")
_BOLD = ("**", "__", "<b>", "<strong>")
_REVIEW = Enough(2, 75)
"""Questions with a score or a verdict: those of an exam have points, of which nobody has got any."""
_AMOUNT = r"\d{1,3}(?:[.,]\d{1,3})?"
_NUMBER = regex(_AMOUNT)
_SCORE = regex(
    rf"[^\d\n]{{0,30}}(?P<got>{_AMOUNT})(?:\s*/\s*|\s+(?:[^\W\d_]+\s+){{1,3}})(?P<of>{_AMOUNT})[^\d\n]{{0,20}}"
)
_AROUND = " \t*_()|·•–—-,;"
"""Signs around a verdict and a score in one line."""
_LEAD = 6
"""In lines with text: the score is near the number of its question."""
_LOWEST = 6
"""The level of a question that is no heading: any heading ends it."""


class _Section(Struct, frozen=True):
    """A question, with all that the platform says about it."""

    label: str
    """What names it: `Question 1`."""
    whole: range
    lines: Sequence[str]
    """Those with text outside of code, as they are written."""
    texts: Sequence[str]
    """These without the marks of a heading, or bold, below what is behind the number."""


def quiz_review_as_unanswered(outline: Outline) -> Changes:
    """The lines of such questions, of which only the labels are left."""
    sections = list(_sections(outline))
    leads = [section.texts[:_LEAD] for section in sections]
    forms = Counter(_score_form(text) for lead in leads for text in lead)
    scores = {form for form, count in forms.items() if form and count > 1}
    graded = sum(
        any(_score_form(text) in scores or _is_verdict(text) for text in lead) or _compares(section.texts)
        for section, lead in zip(sections, leads, strict=True)
    )
    if not _REVIEW.of(graded, len(sections)):
        return {}
    texts = [text for section in sections for text in section.texts]
    if not any(map(_tells_right, texts)) and not (scores and any(map(_is_verdict, texts))):
        return {}  # votes and points are counted elsewhere, too
    if HALF.of(sum(map(_has_own_answer, sections)), len(sections)):
        return {}
    labels = {section.whole.start: f'??? question "{section.label}"' for section in sections}
    return dict.fromkeys((at for section in sections for at in section.whole), "") | labels


def _sections(outline: Outline) -> Iterator[_Section]:
    """The questions with a number and nothing else, or the score, in their first line."""
    lines = outline.lines
    found = ((at, _HEAD.match(line)) for at, line in enumerate(lines) if not outline.is_code[at])
    heads = {
        at: match
        for at, match in found
        if match and _ASKED.end(match["word"].strip().lower()) > 0 and _may_follow(match["rest"] or "")
    }
    levels = {heading.line: heading.level for heading in outline.headings}
    for at, below in pairwise([*heads, len(lines)]):
        match = heads[at]
        level = len(match["marks"]) or _LOWEST
        stop = next((line for line in range(at + 1, below) if levels.get(line, _LOWEST + 1) <= level), below)
        own = [lines[line] for line in range(at + 1, stop) if not (is_blank(lines[line]) or outline.is_code[line])]
        texts = [match["rest"] or "", *map(_bare, own)]
        yield _Section(f"{match['word'].strip()} {match['number']}", range(at, stop), own, texts)


def _may_follow(rest: str) -> bool:
    """Whether the text behind the number of a question is the score or a verdict, or how many there are."""
    text = rest.strip(_AROUND)
    return not text or _SCORE.fullmatch(text) is not None or _is_verdict(text) or text.split()[-1].isdecimal()


def _bare(line: str) -> str:
    """The text of a line without the marks of a heading, or bold."""
    return line.strip().strip("#").strip(" \t*_") if line.lstrip()[:1] in ("#", "*", "_") else line.strip()


def _score_form(text: str) -> str:
    """The words of a line with a score, `Mark 1.00 out of 2.00`; empty for another one."""
    match = _SCORE.fullmatch(text.strip("()"))
    is_score = match is not None and _value(match["got"]) <= _value(match["of"])
    return _NUMBER.sub("0", text.casefold()) if is_score else ""


def _value(amount: str) -> float:
    return float(amount.replace(",", "."))


def _is_verdict(text: str) -> bool:
    """Whether a line only says whether an answer was right.

    >>> [_is_verdict(text) for text in ("Correct!", "Your answer is partially correct.", "Nicht beantwortet", "Answer")]
    [True, True, True, False]
    """
    return is_label_of(text, *_VERDICT) and text[-1:] not in (":", "：", "?") and _JUDGES.are_in(text.lower())


def _tells_right(text: str) -> bool:
    """Whether a line begins with the label of the right answer.

    >>> [_tells_right(text) for text in ("The correct answer is: 7", "Die richtige Antwort ist 'Wahr'.", "Answer: 7")]
    [True, True, False]
    """
    label = _LABEL.fullmatch(text)
    return label is not None and is_label_of(label["label"], *_RIGHT) and _SAYS_RIGHT.are_in(label["label"].lower())


def _compares(texts: Sequence[str]) -> bool:
    """Whether the answer of a learner and the right one are below a question."""
    return any(map(_tells_right, texts)) and any(map(_is_given, texts))


def _is_given(text: str) -> bool:
    label, colon, _ = text.replace("：", ":").partition(":")
    return colon != "" and is_label_of(label, "answer", "given", "option") and not _SAYS_RIGHT.are_in(label.lower())


def _has_own_answer(section: _Section) -> bool:
    """Whether a question has an answer as the formats read it: a platform says which one is right."""
    return not any(map(_tells_right, section.texts)) and any(map(_is_own_label, section.lines))


def _is_own_label(line: str) -> bool:
    """Whether a line has the label of an answer, and not of that of a learner: it is bold, a heading, or a solution."""
    label, colon, _ = line.replace("：", ":").partition(":")
    if line.startswith("#"):
        return is_label_of(line.strip("# :："), "answer", "solution") and not _GIVEN.are_in(line.lower())
    is_own = (colon != "" and any(sign in label for sign in _BOLD)) or is_label_of(label, "solution")
    return is_own and has_answer_label(line) and not _GIVEN.are_in(label.lower())
