"""Match questions to their cards by id and text.

Cards are matched one to one, in six steps; the first match wins: an explicit id; the same question and answer on the
same page (some questions differ only in their picture); the same question on the same page; the same question except
for case and punctuation on the same page; the same title on the same page, if no other question there has it and what
is below it, such as code or options, has changed, or was or became part of the answer; the same question in the topic,
at any level. Cards are never matched across topics: a wrong match would give a learner another question's history.

The code and options that a question shows are part of it, so that "What's the output?" is many questions.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from anki_export.release.lock import Card
from anki_export.source.types import Question
from anki_export.text.normalize import normalised
from anki_export.text.similarity import FILLERS, words


class _Asked(NamedTuple):
    """What a question and a card are compared by."""

    topic: str
    id: str
    page: str
    question: str
    answer: str


_STEPS: tuple[Callable[[_Asked, Callable[[_Asked], str]], Hashable], ...] = (
    lambda asked, title_of: asked.id and (asked.topic, asked.id),
    lambda asked, title_of: (asked.topic, asked.page, asked.question, asked.answer),
    lambda asked, title_of: (asked.topic, asked.page, asked.question),
    lambda asked, title_of: (asked.topic, asked.page, normalised(asked.question)),
    lambda asked, title_of: (title := title_of(asked)) and (asked.topic, asked.page, title),
    lambda asked, title_of: (asked.topic, normalised(asked.question)),
)
_SURE = 2
"""The first steps compare ids and answers, the others only questions."""
_TELLING = 3
"""Significant words in a title that few others have: "What is the output?" has fewer."""


def reconcile(
    questions: Sequence[Question], tags: Sequence[str], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> list[Card | None]:
    """For each question its card, or None for a new question.

    `tags` has the topic of each question, `tag_of` maps the slug of a deck to its topic. All steps are done for cards
    in use first, then for retired ones.
    """
    found: list[Card | None] = [None] * len(questions)
    asked = [_Asked(tag, q.card_id, q.page, q.key, q.answer_text) for q, tag in zip(questions, tags, strict=True)]
    titles = _titles(asked)
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    left = list(range(len(questions)))
    for is_retired in (False, True):
        used = [card for card in ordered if bool(card.retired) is is_retired]
        were = [_Asked(tag_of[card.deck], card.id, card.page, card.question, card.answer) for card in used]
        had = _titles(were)
        free = {card.guid: (card, was) for card, was in zip(used, were, strict=True)}
        for number, key_of in enumerate(_STEPS):
            by_key: dict[Hashable, list[Card]] = defaultdict(list)
            for card, was in free.values():
                if key := key_of(was, had):
                    by_key[key].append(card)
            keys = {i: key_of(asked[i], titles) for i in left} if by_key else {}
            askers = Counter(keys.values())
            for i, key in keys.items():
                candidates = by_key.get(key, ())
                if not (is_retired or number < _SURE or len(candidates) == askers[key] == 1):
                    continue  # of questions in the same words, the answers tell which is which: likeness decides
                for card in candidates:
                    if card.guid in free and can_match(card, questions[i]):
                        found[i], _ = free.pop(card.guid)
                        break
            left = [i for i in left if found[i] is None]
    return found


def _titles(asked: Iterable[_Asked]) -> Callable[[_Asked], str]:
    """A function for the title to match by, empty if it does not tell which question of its page it is.

    Most questions are matched without their titles, so these are compared only when the function is called.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for one in asked:
        pages[one.page].append(one.question)

    @cache
    def counts(page: str) -> Counter[str]:
        return Counter(map(_title, pages[page]))

    def title_of(one: _Asked) -> str:
        title = _title(one.question)
        return title if counts(one.page)[title] == 1 and _is_telling(one.question.partition("\n")[0]) else ""

    return title_of


def _title(question: str) -> str:
    return normalised(question.partition("\n")[0])


def _is_telling(title: str) -> bool:
    return sum(word not in FILLERS for word in words(title)) >= _TELLING


def can_match(card: Card, question: Question) -> bool:
    """Whether the card may belong to the question: no different id, and no earlier decision to keep them apart."""
    has_other_id = bool(question.card_id and card.id and card.id != question.card_id)
    return not has_other_id and not (card.apart and normalised(card.apart) == normalised(question.key))
