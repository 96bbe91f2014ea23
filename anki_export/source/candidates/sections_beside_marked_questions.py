"""Sections that are judged by themselves on a page whose other questions are marked.

Their heading, or the head of a table, announces statements to judge or a quiz; or they have nothing but questions in
bold, each with its answer in the same line:

    ## Rapid fire

    - **Is a jib a sail?** Yes.
    - **Who steers?** The helmsman.
    - **Where is port?** On the left.
"""

from collections.abc import Iterator, Set

from anki_export.source import thresholds
from anki_export.source.candidates.true_false_statements import announces_quiz
from anki_export.source.lines import end_of_paragraph, is_blank
from anki_export.source.outline import Outline
from anki_export.text.classify_labels import is_label_of
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import announces_questions
from anki_export.text.true_or_false import announces_verdicts, may_announce_verdicts, names_both

_ANSWERED = regex(
    r"[ \t]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?(?P<bold>\*\*|__)[^*_\n]+[?？؟](?P=bold)[ \t]*[–—-]?[ \t]*[^\W_].*"
)
_ENDS_IN_BOLD = ("?**", "？**", "؟**", "?__")


def sections_to_judge(outline: Outline, taken: Set[int], *, with_quizzes: bool) -> Outline | None:
    """A page with nothing but such sections and tables that have no lines of `taken`; None without any."""
    lines = [""] * len(outline.lines)
    for part in (*_announced(outline, with_quizzes=with_quizzes), *_answered_in_line(outline)):
        if taken.isdisjoint(part):
            lines[part.start : part.stop] = outline.lines[part.start : part.stop]
    return Outline(lines) if any(lines) else None


def _announced(outline: Outline, *, with_quizzes: bool) -> Iterator[range]:
    titles = (heading.title for heading in outline.headings)
    heads = "\n".join((*titles, *(line for _, line in outline.heads_of_tables)))
    if not (may_announce_verdicts(heads) or (with_quizzes and announces_questions(heads))):
        return  # as most
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        if announces_verdicts(heading.title) or (with_quizzes and announces_quiz(heading.title)):
            yield range(heading.line, stop)
    for number, line in outline.heads_of_tables:
        if any(map(names_both, line.split("|"))):
            yield range(number, end_of_paragraph(outline.lines, number))


def _answered_in_line(outline: Outline) -> Iterator[range]:
    if sum(map(outline.text.count, _ENDS_IN_BOLD)) < thresholds.MARKED.least:
        return  # as most
    for heading, stop in zip(outline.headings, outline.section_ends, strict=True):
        if is_label_of(heading.title, "sections"):
            continue  # such as "About this project"
        written = [line for line in outline.lines[heading.line + 1 : stop] if not is_blank(line)]
        if len(written) >= thresholds.MARKED.least and all(map(_ANSWERED.fullmatch, written)):
            yield range(heading.line, stop)
