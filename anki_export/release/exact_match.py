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
    title: str
    """The title, if it tells which question it is; else empty."""


_STEPS: tuple[Callable[[_Asked], Hashable], ...] = (
    lambda asked: asked.id and (asked.topic, asked.id),
    lambda asked: (asked.topic, asked.page, asked.question, asked.answer),
    lambda asked: (asked.topic, asked.page, asked.question),
    lambda asked: (asked.topic, asked.page, normalised(asked.question)),
    lambda asked: asked.title and (asked.topic, asked.page, asked.title),
    lambda asked: (asked.topic, normalised(asked.question)),
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
    titles = _titles((q.page, q.key) for q in questions)
    asked = [
        _Asked(tag, q.card_id, q.page, q.key, q.answer_text, title)
        for q, tag, title in zip(questions, tags, titles, strict=True)
    ]
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    for is_retired in (False, True):
        used = [card for card in ordered if bool(card.retired) is is_retired]
        free = {
            card.guid: (card, _Asked(tag_of[card.deck], card.id, card.page, card.question, card.answer, title))
            for card, title in zip(used, _titles((card.page, card.question) for card in used), strict=True)
        }
        for number, key_of in enumerate(_STEPS):
            by_key: dict[Hashable, list[Card]] = defaultdict(list)
            for card, was in free.values():
                if key := key_of(was):
                    by_key[key].append(card)
            keys = [key_of(one) if by_key and found[i] is None else None for i, one in enumerate(asked)]
            askers = Counter(keys)
            for i, question in enumerate(questions):
                candidates = by_key.get(keys[i], ())
                if not (is_retired or number < _SURE or len(candidates) == askers[keys[i]] == 1):
                    continue  # of questions in the same words, the answers tell which is which: likeness decides
                for card in candidates:
                    if card.guid in free and can_match(card, question):
                        found[i], _ = free.pop(card.guid)
                        break
    return found


def _titles(asked: Iterable[tuple[str, str]]) -> list[str]:
    """For each page and question the title to match by; empty if another question of the page has the same."""
    found = [(page, *question.partition("\n")) for page, question in asked]
    counts = Counter((page, normalised(title)) for page, title, _, _ in found)
    return [
        normalised(title) if counts[page, normalised(title)] == 1 and _is_telling(title) else ""
        for page, title, _, _ in found
    ]


def _is_telling(title: str) -> bool:
    return sum(word not in FILLERS for word in words(title)) >= _TELLING


def can_match(card: Card, question: Question) -> bool:
    """Whether the card may belong to the question: no different id, and no earlier decision to keep them apart."""
    has_other_id = bool(question.card_id and card.id and card.id != question.card_id)
    return not has_other_id and not (card.apart and normalised(card.apart) == normalised(question.key))
