"""Match questions that have moved to their cards: the same question with the same answer, gone there and new here.

Pages may be split, merged and renamed, so a question is looked for in the whole project. A prompt such as "Is it
ordered?" is on many pages, and "No." answers many of them: where several such questions are gone or new, they are
matched only if other questions have moved between the same two pages. The same question with another answer is another
question, or an unclear case.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cache

from anki_export.release.lock import Card
from anki_export.release.types import can_match
from anki_export.source.pages_and_questions import Question
from anki_export.text.normalize import normalised
from anki_export.text.similarity import significant

_TELLING = 3
"""Significant words in a question that few others have: "What is the output?" has fewer."""
_IsCommon = Callable[[str], bool]
_TextOf = Callable[[Card | Question], str]
_Group = tuple[list[Card], list[int]]


def moved_cards(questions: Sequence[Question], new: Collection[int], gone: Sequence[Card]) -> dict[int, Card]:
    """The cards of questions that have moved, by index.

    `new` are the indices of the questions without a card, `gone` the cards without a question.
    """
    found: dict[int, Card] = {}
    unclear: list[tuple[int, Card]] = []
    for text_of in (_body, _answer):
        taken = {card.guid for card in found.values()}
        left = [card for card in gone if card.guid not in taken]
        for olds, news in _same_questions(questions, [i for i in new if i not in found], left, text_of):
            has_text = bool(text_of(olds[0]).strip())  # a picture alone may be another one
            pairs = [(i, card) for card in olds for i in news if has_text and can_match(card, questions[i])]
            if len(pairs) == len(olds) == len(news) == 1:
                found |= pairs
            else:
                unclear += pairs
    moves = Counter((card.page, questions[i].page) for i, card in found.items())
    taken = {card.guid for card in found.values()}
    for i, card in sorted(unclear, key=lambda pair: -moves[pair[1].page, questions[pair[0]].page]):
        if moves[card.page, questions[i].page] and i not in found and card.guid not in taken:
            found[i] = card
            taken.add(card.guid)
    return found


def same_words_elsewhere(
    questions: Sequence[Question], new: Collection[int], gone: Sequence[Card]
) -> list[tuple[int, Card]]:
    """Pairs of a question and a card that ask the same, but may be different; arguments as for `moved_cards`."""
    groups = _same_questions(questions, new, gone, lambda one: "")
    return [pair for olds, news in groups for pair in zip(news, olds, strict=False)]


def common_questions(questions: Iterable[Question], cards: Iterable[Card]) -> _IsCommon:
    """A function that tells whether a question is a prompt such as "What are the benefits?", which any page may have.

    It has few significant words, or several pages ask it, before or now. The pages are compared when the function first
    needs it: most builds do not.
    """

    @cache
    def counts() -> Counter[str]:
        before = {(normalised(card.question), card.page) for card in cards}
        now = {(normalised(question.key), question.page) for question in questions}
        return Counter(asked for asked, _ in before) | Counter(asked for asked, _ in now)

    return lambda question: not is_telling(question) or counts()[normalised(question)] > 1


def is_telling(question: str) -> bool:
    """Whether a question has enough significant words that few others have all of them."""
    return len(significant(question)) >= _TELLING


def _body(one: Card | Question) -> str:
    if isinstance(one, Card):
        return f"{one.answer}\n{one.explanation}"
    return f"{one.answer_text}\n{one.explanation_text}"


def _answer(one: Card | Question) -> str:
    return one.answer if isinstance(one, Card) else one.answer_text


def _same_questions(
    questions: Sequence[Question], new: Collection[int], gone: Sequence[Card], text_of: _TextOf
) -> list[_Group]:
    """The cards and questions that ask the same and have the same text, where there are both."""
    asked = {i: normalised(questions[i].key) for i in new} if gone else {}
    keys = set(asked.values())
    groups: dict[Hashable, _Group] = defaultdict(lambda: ([], []))
    for card in gone if asked else ():
        if (key := normalised(card.question)) in keys:
            groups[key, same_text(text_of(card))][0].append(card)
    for i, key in asked.items() if groups else ():
        groups[key, same_text(text_of(questions[i]))][1].append(i)
    return [(olds, news) for olds, news in groups.values() if olds and news]


def same_text(text: str) -> str:
    """An answer without differences in case, spaces and punctuation; one that has only signs as it is."""
    return normalised(text) or text.strip()
