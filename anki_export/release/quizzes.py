"""Give quiz questions a deck of their own, or put them with the others, or leave them out: the setting `quiz` decides.

A quiz question is one in a `<quiz>` block. If another question of the topic and level asks the same, it is left out:
who recalls an answer also recognises it, and a card that shows it among the options spoils the other one. Anki can't
bury one with the other, since they are two notes. A quiz question that was released stays: learners have its card.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.release.lock import Lock
from anki_export.source.render import plain_text
from anki_export.source.types import Question
from anki_export.text.normalize import normalised
from anki_export.text.page_naming import slug

_FORMAT = "quiz"
_PART = "Quiz"
"""The last part of the name of their deck."""
_OPTIONS = '<ul class="iq-options"'
"""The start of the options on a card."""
_Repeat = tuple[Question, Question]
"""A quiz question, and the question that asks the same."""


def place_quizzes(
    questions: Sequence[Question], quiz: str, lock: Lock
) -> tuple[tuple[Question, ...], list[Diagnostic]]:
    """The questions that become cards, those of quizzes with the part of their deck; and messages about the others.

    `quiz` is the setting.
    """
    if not any(question.format == _FORMAT for question in questions):
        return tuple(questions), []
    others = [question for question in questions if question.format != _FORMAT]
    if quiz == "skip":
        return tuple(others), []
    part = _PART if quiz == "deck" else ""
    asked = {(*_place(question), normalised(question.key)): question for question in reversed(others)}
    released = {(card.page, _title(card.question)) for card in lock.cards if not card.retired}
    kept: list[Question] = []
    repeats: dict[str, list[_Repeat]] = defaultdict(list)
    for question in questions:
        if question.format == _FORMAT:
            other = asked.get((*_place(question), normalised(_prompt(question))))
            if other and (question.page, _title(question.key)) not in released:
                repeats[question.page].append((question, other))
                continue
            question = replace(question, part=part)
        kept.append(question)
    return tuple(kept), [_left_out(found) for found in repeats.values()]


def _place(question: Question) -> tuple[str, str]:
    return slug(question.topic) or question.topic, question.level.name if question.level else ""


def _prompt(quiz: Question) -> str:
    """What a quiz question asks, as it would be the key of a question without its options."""
    return plain_text(quiz.question.partition(_OPTIONS)[0], is_key=True)


def _title(key: str) -> str:
    """The first line of a key: edited options don't make it another question."""
    return normalised(key.partition("\n")[0])


def _left_out(repeats: Sequence[_Repeat]) -> Diagnostic:
    first, other = repeats[0]
    if len(repeats) == 1:
        message = f"quiz question is left out, because the question at {other.location} is the same"
    else:
        pages = ", ".join(sorted({other.location.path for _, other in repeats}))
        lines = ", ".join(str(quiz.location.line) for quiz, _ in repeats)
        message = f"{len(repeats)} quiz questions are left out, because {pages} asks the same (lines {lines})"
    hint = "nothing needs to be done; to have a card of each, reword one of them to ask for something else"
    return Diagnostic(first.location, Rule.REPEATED_QUIZ, message, hint)
