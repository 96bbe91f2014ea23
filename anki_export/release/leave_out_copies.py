"""Leave out the copies of questions: the same question with the same answer on several pages is one card.

A repository may have its questions on a site, in a book and in a README. The first page in order keeps them, and those
of the navigation come first; but a released card stays on its page, also if there are two of them. The same question
with another answer or explanation is not a copy.

A prompt such as "Is it ordered?" is on many pages, and "No." answers many of them: such short ones are copies only
between pages that have others in common.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence, Set
from functools import cache

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.release.lock import Card, Lock
from anki_export.release.match_moved_questions import is_telling
from anki_export.source.checks.repeated_questions_and_ids import shown
from anki_export.source.pages_and_questions import Question
from anki_export.text.normalize import normalised, size_in_words

_TELLING = 12
"""Words of an answer with its explanation: few such texts are equal by chance, whatever the question."""
_MANY = 10
"""This many short questions with the same answers on two pages are not a coincidence."""
_Copies = tuple[Question | Card, list[int]]
"""What keeps the card, and the indices of its copies."""


def without_copies(
    questions: Sequence[Question], lock: Lock, is_unknown: Callable[[str], bool] = lambda page: False
) -> tuple[tuple[Question, ...], list[Diagnostic]]:
    """The questions that become cards, and a message for each pair of pages that have others in common.

    `is_unknown` says whether a page in the lock has unknown questions, because it was not read or has
    errors: its released cards stay, and it gets no new ones.
    """
    found = list(_copies(questions, lock, is_unknown))
    common = {(kept.page, questions[i].page) for kept, copies in found for i in copies if _is_telling(questions[i])}
    counts = Counter((kept.page, questions[i].page) for kept, copies in found for i in copies)
    common |= {pages for pages, count in counts.items() if count >= _MANY}
    pairs: dict[tuple[str, str], list[tuple[Question | Card, Question]]] = defaultdict(list)
    left_out: set[int] = set()
    for kept, copies in found:
        for i in copies:
            if (kept.page, questions[i].page) in common:
                left_out.add(i)
                pairs[kept.page, questions[i].page].append((kept, questions[i]))
    return (
        tuple(question for i, question in enumerate(questions) if i not in left_out),
        [_message(pair) for pair in pairs.values()],
    )


def _copies(questions: Sequence[Question], lock: Lock, is_unknown: Callable[[str], bool]) -> Iterator[_Copies]:
    """The questions that other pages, or cards of pages that are not known, ask and answer as well."""
    in_use: dict[tuple[str, str], list[Card]] = defaultdict(list)
    for card in lock.cards:
        if not card.retired:
            in_use[card.answer, card.explanation].append(card)

    @cache
    def released() -> Set[tuple[str, str]]:
        """Pages and questions of all cards, regardless of their answers."""
        return {(card.page, normalised(card.question)) for cards in in_use.values() for card in cards}

    by_answer: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, question in enumerate(questions):
        by_answer[question.answer_text, question.explanation_text].append(i)
    for answer, same in by_answer.items():
        cards = in_use.get(answer, ())
        if len(same) == 1 and all(card.page == questions[same[0]].page for card in cards):
            continue  # nearly all
        alike: dict[Hashable, list[int]] = defaultdict(list)
        for i in same:
            alike[_asked(questions[i])].append(i)
        by_question: dict[str, list[Card]] = defaultdict(list)  # thousands may have an answer such as "True"
        for card in cards:
            by_question[normalised(card.question)].append(card)
        for numbers in alike.values():
            asked = normalised(questions[numbers[0]].key)
            pages = {questions[i].page for i in numbers}
            elsewhere = [card for card in by_question.get(asked, ()) if card.page not in pages]
            if len(numbers) == 1 and not elsewhere:
                continue
            have_card = {page for page in pages if (page, asked) in released()}
            yield from _of_one({i: questions[i] for i in numbers}, have_card, elsewhere, is_unknown)


def _of_one(
    same: Mapping[int, Question], have_card: Set[str], elsewhere: Sequence[Card], is_unknown: Callable[[str], bool]
) -> Iterator[_Copies]:
    """What keeps the card of a question that pages ask with one answer, and the copies.

    `have_card` are the pages among them that have a card of it, `elsewhere` the cards of others.
    """
    kept: list[Question | Card] = [question for question in same.values() if question.page in have_card]
    kept += [card for card in elsewhere if is_unknown(card.page)]
    left = [i for i, question in same.items() if question.page not in have_card and not is_unknown(question.page)]
    # The card of a page that no longer asks it moves to a page that does.
    moved = sum(not is_unknown(card.page) for card in elsewhere)
    new = moved if kept else max(moved, 1)
    kept += [same[i] for i in left[:new]]
    ids = {question.card_id for question in same.values()} - {""}
    if kept and left[new:] and len(ids) < 2:  # with ids of their own, an author wants both
        yield kept[0], left[new:]


def _asked(question: Question) -> Hashable:
    title, _, below = question.key.partition("\n")
    pictures = frozenset(media.name for media in question.media if media.name in question.answer)
    return normalised(title), below, shown(question), pictures


def _is_telling(question: Question) -> bool:
    return is_telling(question.key) or size_in_words(f"{question.answer_text} {question.explanation_text}") >= _TELLING


def _message(pairs: Sequence[tuple[Question | Card, Question]]) -> Diagnostic:
    kept, first = pairs[0]
    place = kept.location if isinstance(kept, Question) else kept.page
    if len(pairs) == 1:
        message = f"question is left out: the one at {place} has the same text and answer"
    else:
        page = place if isinstance(place, str) else place.path
        message = f"{len(pairs)} questions are left out: {page} has the same questions and answers"
    hint = "no action needed; to skip the whole page, exclude it in the settings"
    return Diagnostic(first.location, Rule.COPIES, message, hint)
