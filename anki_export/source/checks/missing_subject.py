"""Questions about code, a table or a picture that their cards don't show: "What is the output of the code below?"."""

from anki_export.diagnostics import Rule
from anki_export.source.checks.checked_page import CheckedPage, CheckedQuestion, Finding
from anki_export.text.languages import Words

_SUBJECT = Words("this_code", "shown")
_FOLLOWS = Words("follows")
_SHOWS = ("<pre", "<table", "<img", "<code", "[sound:", "<a ")
"""A link may lead to it."""


def missing_subject(checked: CheckedQuestion, checked_page: CheckedPage) -> Finding | None:
    """Report a question that points to what neither side of its card shows."""
    question = checked.question
    text = question.question_text.lower()
    if ":" in text or "：" in text or "\n" in text or checked.parts.options:  # what it names may follow there
        return None
    fields = question.question, question.answer, question.explanation
    if any(sign in field for field in fields for sign in _SHOWS):
        return None
    if not (_FOLLOWS.are_in(text) and _SUBJECT.are_in(text)):
        return None
    message = "question points to something that the card does not show"
    return Finding(checked.line, Rule.NOT_SHOWN, message, "put the code, table or picture at the start of its body")
