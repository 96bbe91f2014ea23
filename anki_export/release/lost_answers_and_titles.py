"""Find questions that have a card but no longer an answer or title: without an error, their cards would be retired."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.release.lock import Lock
from anki_export.source.pages_and_questions import Question, Unanswered
from anki_export.text.normalize import normalised

_LOST = (
    "question has lost its answer, and its card would be retired",
    "restore the answer, or delete the question to retire its card",
)
_TASK = (
    "open block is read as a task without an answer, and its card would be retired",
    "make it collapsed (`???`) to keep its text as the answer, or remove the question to retire its card",
)
_UNTITLED = (
    "block without a title may be a question that has lost its title; its card would be retired",
    "restore the title, or delete the rest of the question to retire its card",
)


def lost_answers(
    unanswered: Sequence[Unanswered], questions: Iterable[Question], lock: Lock, home_of: Callable[[str], str]
) -> Iterator[Diagnostic]:
    """Report each question that has lost the answer on its card.

    A card in use counts if it has the same question and its page the same home, unless a question with an answer takes
    it: the question may have moved to another page and left its title behind. A question without a title may be that of
    any card that its page has no question for; without a body, nothing of a question is left.
    """
    if not unanswered:
        return
    cards = Counter(key for card in lock.cards if not card.retired for key in _keys(home_of(card.page), card.question))
    cards.subtract(Counter(key for one in questions for key in _keys(home_of(one.page), one.key)))
    untitled: list[Unanswered] = []
    for question in unanswered:
        if not normalised(question.key):
            untitled.append(question)
            continue
        keys = _keys(home_of(question.page), question.key)
        if cards[keys[0]] > 0:
            cards.subtract(keys)
            message, hint = _TASK if question.is_task else _LOST
            yield Diagnostic(question.location, Rule.NO_ANSWER, message, hint)
    in_use = (card for card in lock.cards if not card.retired) if untitled else ()
    left = {card.page for card in in_use if cards[_keys(home_of(card.page), card.question)[0]] > 0}
    for question in untitled:
        if question.has_body and question.page in left:
            yield Diagnostic(question.location, Rule.NO_ANSWER, *_UNTITLED)


def _keys(home: str, question: str) -> tuple[tuple[str, str], ...]:
    """A question by its title and as a whole: one that has lost its answer may have lost its options, too."""
    title, _, below = question.partition("\n")
    return ((home, normalised(title)), (home, normalised(question))) if below else ((home, normalised(title)),)
