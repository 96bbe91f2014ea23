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

    id: str
    page: str
    question: str
    answer: str


_TitleOf = Callable[[_Asked], str]
_STEPS: tuple[Callable[[_Asked, _TitleOf], Hashable], ...] = (
    lambda asked, title_of: asked.id,
    lambda asked, title_of: (asked.page, asked.question, asked.answer),
    lambda asked, title_of: (asked.page, asked.question),
    lambda asked, title_of: (asked.page, normalised(asked.question)),
    lambda asked, title_of: (title := title_of(asked)) and (asked.page, title),
    lambda asked, title_of: normalised(asked.question),
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
    mine: dict[str, list[int]] = defaultdict(list)
    for i, tag in enumerate(tags):
        mine[tag].append(i)
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    title_of = _titles((question.page, question.key) for question in questions)
    for is_retired in (False, True):
        used = [card for card in ordered if bool(card.retired) is is_retired]
        had_title = _titles((card.page, card.question) for card in used)
        theirs: dict[str, list[Card]] = defaultdict(list)
        for card in used:
            theirs[tag_of[card.deck]].append(card)
        for tag in mine.keys() & theirs.keys():
            left = [i for i in mine[tag] if found[i] is None]
            matches = _match_topic([questions[i] for i in left], theirs[tag], title_of, had_title, is_retired)
            for i, card in matches.items():
                found[left[i]] = card
    return found


def _match_topic(
    questions: Sequence[Question], cards: Iterable[Card], title_of: _TitleOf, had_title: _TitleOf, is_retired: bool
) -> dict[int, Card]:
    """The cards of the questions of a topic, by index."""
    found: dict[int, Card] = {}
    asked = {i: _Asked(q.card_id, q.page, q.key, q.answer_text) for i, q in enumerate(questions)}
    free = {card.guid: (card, _Asked(card.id, card.page, card.question, card.answer)) for card in cards}
    for number, key_of in enumerate(_STEPS):
        by_key: dict[Hashable, list[Card]] = defaultdict(list)
        for card, was in free.values() if asked else ():
            if key := key_of(was, had_title):
                by_key[key].append(card)
        keys = {i: key_of(one, title_of) for i, one in asked.items()} if by_key else {}
        askers = Counter(keys.values())
        for i, key in keys.items():
            candidates = by_key.get(key, ())
            if not (is_retired or number < _SURE or len(candidates) == askers[key] == 1):
                continue  # of questions in the same words, the answers tell which is which: likeness decides
            for card in candidates:
                if card.guid in free and can_match(card, questions[i]):
                    found[i], _ = free.pop(card.guid)
                    del asked[i]
                    break
    return found


def _titles(asked: Iterable[tuple[str, str]]) -> _TitleOf:
    """A function for the title to match by, empty if it does not tell which question of its page it is.

    `asked` are pages and questions. Most questions are matched without their titles, so these are compared only when
    the function is called.
    """
    pages: dict[str, list[str]] = defaultdict(list)
    for page, question in asked:
        pages[page].append(question)

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
