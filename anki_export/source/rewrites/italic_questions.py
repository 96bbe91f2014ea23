"""Questions in italics at the start of paragraphs, with their answers behind them, three or more:

    *What moves?* – A branch.          **What moves?** A branch.    also without a dash

Not questions: what people ask each other or say of themselves, forms.
"""

from collections.abc import Sequence

from anki_export.source.candidates.answers_on_same_line import is_instruction
from anki_export.source.lines import is_blank
from anki_export.source.outline import Outline
from anki_export.source.rewrites.line_changes import Changes, matching_lines
from anki_export.source.thresholds import MARKED, QUARTER
from anki_export.text.lazy_regex import regex
from anki_export.text.text_asks_or_announces import (
    is_conversation,
    names_dialogue,
    names_interview,
    names_people,
    names_writer,
)

_ITALIC = regex(
    r"(?P<mark>[*_])(?![\s*_])(?P<asked>[^*_\n]+[?？؟])(?P=mark)[ \t]*"
    r"(?:[–—:→➜➡]\ufe0f?|-{1,3}>?(?=[ \t]))?[ \t]*(?=[^\s*_])"
    r"(?:[–—:→➜➡]\ufe0f?|-{1,3}>?(?=[ \t]))?[ \t]*(?=[^\s*_])"
)


def italic_questions_as_bold(outline: Outline) -> Changes:
    """The lines of such questions in bold."""
    found = matching_lines(outline, _ITALIC)
    first = {at: one for at, one in found.items() if at == 0 or is_blank(outline.lines[at - 1])}
    asked, said = [one["asked"] for one in first.values()], [one.string[one.end() :] for one in first.values()]
    others = sum(map(is_instruction, said))
    people = max(sum(map(names_people, asked)), sum(map(names_writer, said)))
    if not MARKED.of(len(first), len(found)) or any(QUARTER.of(each, len(first)) for each in (others, people)):
        return {}
    if _are_spoken(outline, asked, said):
        return {}
    return {at: f"**{one['asked']}** {one.string[one.end() :]}" for at, one in first.items()}


def _are_spoken(outline: Outline, questions: Sequence[str], answers: Sequence[str]) -> bool:
    """Whether people talk: the title says so, or what they say does."""
    title = outline.title
    return names_dialogue(title) or names_interview(title) or is_conversation(questions, answers)
