"""Give quiz questions a separate deck, put them with the others, or leave them out: the setting `quiz` decides.

A quiz question is one in a `<quiz>` block. If another question of the topic and level asks the same, it is left out:
recalling an answer includes recognising it, and a card that shows it among the options spoils the other one. Anki can't
bury one with the other, since they are two notes. A quiz question that was released stays: learners have its card.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from anki_export.diagnostics import Diagnostic, Location, Rule
from anki_export.release.lock import Card, Lock
from anki_export.source.pages_and_questions import Question
from anki_export.source.render_and_sanitize import plain_text
from anki_export.text.deck_names_and_slugs import slug
from anki_export.text.normalize import normalised, normalised_title

_FORMAT = "quiz"
_PART = "Quiz"
"""The last part of the name of their deck."""
_OPTIONS = '<ul class="iq-options"'
"""The start of the options on a card."""
_Repeat = tuple[Question, Location]
"""A quiz question, and the place of the question that asks the same."""


def place_quizzes(
    questions: Sequence[Question],
    quiz: str,
    lock: Lock,
    exists: Callable[[str], bool] = lambda page: True,
    is_unknown: Callable[[str], bool] = lambda page: False,
) -> tuple[tuple[Question, ...], list[Diagnostic]]:
    """The questions that become cards, those of quizzes with the part of their deck; and messages about the others.

    `quiz` is the setting. `exists` tells whether a page in the lock exists, `is_unknown` whether its questions are not
    all known, because it was not read or has errors: then its cards show what it asks.
    """
    if not any(question.format == _FORMAT for question in questions):
        return tuple(questions), []
    others = [question for question in questions if question.format != _FORMAT]
    if quiz == "skip":
        return tuple(others), []
    part = _PART if quiz == "deck" else ""
    in_use = [card for card in lock.cards if not card.retired]
    asked = _asked(others, (card for card in in_use if is_unknown(card.page)), lock)
    keys = {key for *_, key in asked}
    released: dict[str, list[Card]] = defaultdict(list)
    for card in in_use:
        if normalised(card.question) not in keys:  # else it is of another question: the key of a quiz has the options
            released[normalised_title(card.question)].append(card)

    def is_released(question: Question) -> bool:
        """Whether there is a card of it: of the same page or topic, or of a page that was renamed."""
        return any(
            card.page == question.page or lock.decks[card.deck].tag == _place(question)[0] or not exists(card.page)
            for card in released[normalised_title(question.key)]
        )

    kept: list[Question] = []
    repeats: dict[str, list[_Repeat]] = defaultdict(list)
    for question in questions:
        if question.format == _FORMAT:
            other = asked.get((*_place(question), normalised(_prompt(question))))
            if other and not is_released(question):
                repeats[question.page].append((question, other))
                continue
            question = replace(question, part=part)
        kept.append(question)
    return tuple(kept), [_left_out(found) for found in repeats.values()]


def _asked(others: Sequence[Question], cards: Iterable[Card], lock: Lock) -> dict[tuple[str, str, str], Location]:
    """The places of questions by topic, level and key; `cards` are those of pages whose questions are not known."""
    decks = ((card, lock.decks[card.deck]) for card in cards)
    found = {(deck.tag, deck.level, normalised(card.question)): Location(card.page) for card, deck in decks}
    return found | {(*_place(other), normalised(other.key)): other.location for other in reversed(others)}


def _place(question: Question) -> tuple[str, str]:
    return slug(question.topic) or question.topic, question.level.name if question.level else ""


def _prompt(quiz: Question) -> str:
    """What a quiz question asks, as it would be the key of a question without its options."""
    return plain_text(quiz.question.partition(_OPTIONS)[0], is_key=True)


def _left_out(repeats: Sequence[_Repeat]) -> Diagnostic:
    first, other = repeats[0]
    if len(repeats) == 1:
        message = f"quiz question is left out, because the question at {other} is the same"
    else:
        pages = ", ".join(sorted({other.path for _, other in repeats}))
        lines = ", ".join(str(quiz.location.line) for quiz, _ in repeats)
        message = f"{len(repeats)} quiz questions are left out, because {pages} asks the same (lines {lines})"
    hint = "no action needed; for a card of each, reword one so that it asks something else"
    return Diagnostic(first.location, Rule.REPEATED_QUIZ, message, hint)
