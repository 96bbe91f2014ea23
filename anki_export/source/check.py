"""Rules that look at questions side by side."""

from collections.abc import Iterable

from anki_export.diagnostics import Location, Report, Rule
from anki_export.source.question import Question
from anki_export.source.wording import normalised


def check(questions: Iterable[Question], report: Report) -> None:
    """Report questions that one page asks twice, and card ids that stand in two places."""
    asked: dict[tuple[str, str], Location] = {}
    ids: dict[str, Location] = {}
    for question in questions:
        first = asked.setdefault((question.page, normalised(question.key) or question.key), question.location)
        if first != question.location:
            report.say(
                question.location,
                Rule.ASKED_TWICE,
                f"the page asks this already in line {first.line}",
                "remove one, or say in the question what tells them apart",
            )
        if question.card_id:
            first = ids.setdefault(question.card_id, question.location)
            if first != question.location:
                report.say(
                    question.location,
                    Rule.CARD_ID,
                    f"card id {question.card_id!r} is taken at {first}",
                    "an id belongs to one card",
                )
