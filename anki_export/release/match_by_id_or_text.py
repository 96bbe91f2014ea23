"""Match questions to their cards by id and text.

Cards are matched one to one; the first match wins:

1. the same explicit id, anywhere
2. the same question with the same answer on the same page: some questions differ only in their picture
3. the same question with the same answer in the topic, and then anywhere (see `moved_questions`)
4. the same question on the same page, and then except for case and punctuation
5. the same title on the same page, if no other question there has it and what is below it, such as code or options, has
   changed, or was or became part of the answer
6. the same question in the topic, at any level, unless it is a prompt that any page may have

The code and options that a question shows are part of it, so that "What's the output?" is many questions. A wrong match
would give a learner another question's history, so the same words elsewhere are not enough.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from anki_export.release.lock import Card
from anki_export.release.match_moved_questions import common_questions, is_telling, moved_cards
from anki_export.release.types import can_match
from anki_export.source.pages_and_questions import Question
from anki_export.text.normalize import normalised, normalised_title


class _Compared(Struct, frozen=True):
    """What a question and a card are compared by."""

    id: str
    page: str
    question: str
    answer: str
    topic: str


_KeyOf = Callable[[_Compared, Callable[[_Compared], str]], Hashable]
"""A key of a question or card, empty if it must not be compared; the function gives the title, as from `_titles`."""
_SURE: tuple[_KeyOf, ...] = (
    lambda asked, title_of: asked.id and (asked.id, asked.topic),
    lambda asked, title_of: asked.id,
    lambda asked, title_of: (asked.page, asked.question, asked.answer),
)
_IN_PLACE: tuple[_KeyOf, ...] = (
    lambda asked, title_of: (asked.page, asked.question),
    lambda asked, title_of: (asked.page, normalised(asked.question)),
    lambda asked, title_of: (title := title_of(asked)) and (asked.page, title),
)


def reconcile(
    questions: Sequence[Question], tags: Sequence[str], cards: Iterable[Card], tag_of: Mapping[str, str]
) -> list[Card | None]:
    """For each question its card, or None for a new question.

    `tags` has the topic of each question, `tag_of` maps the slug of a deck to its topic. All steps are done for cards
    in use first, then for retired ones.
    """
    ordered = sorted(cards, key=lambda card: (card.deck, card.due, card.guid))
    in_use = [card for card in ordered if not card.retired]
    found = _unchanged(questions, in_use)
    if len(found) == len(questions):
        return [found[i] for i in range(len(questions))]
    new = {
        i: _Compared(question.card_id, question.page, question.key, question.answer_text, tags[i])
        for i, question in enumerate(questions)
        if i not in found
    }
    taken = {card.guid for card in found.values()}
    is_common = common_questions(questions, in_use)
    title_of = _titles([(question.page, question.key) for question in questions])
    for used in (in_use, [card for card in ordered if card.retired]):
        free = {
            card.guid: (card, _Compared(card.id, card.page, card.question, card.answer, tag_of[card.deck]))
            for card in used
            if card.guid not in taken
        }
        had_title = _titles([(card.page, card.question) for card in used])
        matching = _Matching(questions, new, free, title_of, had_title)
        # Of questions in the same words, the answers show which is which: similarity decides.
        needs_one = used is in_use
        for key_of in _SURE:
            matching.match(key_of, needs_one=False)
        matching.match(lambda one, title_of: (one.topic, normalised(one.question), one.answer), needs_one=True)
        matching.take(moved_cards(questions, matching.new, [card for card, _ in matching.free.values()]))
        for key_of in _IN_PLACE:
            matching.match(key_of, needs_one=needs_one)
        matching.match(
            lambda one, title_of: (one.topic, normalised(one.question)),
            needs_one=needs_one,
            # The page of a card is unknown if it was taken over from a package.
            can_move=lambda card: not card.page or not is_common(card.question),
        )
        found |= matching.found
        new = matching.new
    return [found.get(i) for i in range(len(questions))]


def _unchanged(questions: Sequence[Question], cards: Iterable[Card]) -> dict[int, Card]:
    """The cards of questions that are as they were, by index: most of them, which the steps need not compare then."""
    as_released: dict[Hashable, list[Card]] = defaultdict(list)
    for card in cards:
        if not card.apart:
            as_released[card.id, card.page, card.question, card.answer].append(card)
    found: dict[int, Card] = {}
    for i, question in enumerate(questions):
        same = as_released.get((question.card_id, question.page, question.key, question.answer_text))
        if same:
            found[i] = same.pop(0)
    return found


class _Matching:
    """Questions without a card, and cards without a question; what is matched leaves both."""

    def __init__(
        self,
        questions: Sequence[Question],
        new: Mapping[int, _Compared],
        free: Mapping[str, tuple[Card, _Compared]],
        title_of: Callable[[_Compared], str],
        had_title: Callable[[_Compared], str],
    ) -> None:
        self._questions, self._title_of, self._had_title = questions, title_of, had_title
        self.new, self.free = dict(new), dict(free)
        self.found: dict[int, Card] = {}

    def match(self, key_of: _KeyOf, *, needs_one: bool, can_move: Callable[[Card], bool] = lambda card: True) -> None:
        """Match what has the same key: the first of several cards, or only one question with one card."""
        by_key: dict[Hashable, list[Card]] = defaultdict(list)
        for card, was in self.free.values() if self.new else ():
            if can_move(card) and (key := key_of(was, self._had_title)):
                by_key[key].append(card)
        keys = {i: key_of(one, self._title_of) for i, one in self.new.items()} if by_key else {}
        askers = Counter(keys.values())
        for i, key in keys.items():
            candidates = [
                card for card in by_key.get(key, ()) if card.guid in self.free and can_match(card, self._questions[i])
            ]
            if candidates and not (needs_one and len(candidates) + askers[key] > 2):
                self._take(i, candidates[0])

    def take(self, matches: Mapping[int, Card]) -> None:
        """Record cards by the index of their question."""
        for i, card in matches.items():
            self._take(i, card)

    def _take(self, i: int, card: Card) -> None:
        self.found[i] = card
        del self.new[i], self.free[card.guid]


def _titles(asked: Sequence[tuple[str, str]]) -> Callable[[_Compared], str]:
    """A function for the title to match by, empty if it does not tell which question of its page it is.

    `asked` are pages and questions. Most questions are matched without their titles, so these are compared only when
    the function is called.
    """

    @cache
    def pages() -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for page, question in asked:
            found[page].append(question)
        return found

    @cache
    def counts(page: str) -> Counter[str]:
        return Counter(map(normalised_title, pages()[page]))

    def title_of(one: _Compared) -> str:
        title = normalised_title(one.question)
        return title if counts(one.page)[title] == 1 and is_telling(one.question.partition("\n")[0]) else ""

    return title_of
