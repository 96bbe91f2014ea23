"""Find questions whose card belongs to a page that was not read: as new cards, learners would get them twice."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from anki_export.diagnostics import Diagnostic, Rule
from anki_export.release.lock import Card
from anki_export.release.match_moved_questions import same_text
from anki_export.source.pages_and_questions import Question
from anki_export.text.normalize import normalised


def moved_from_unread_pages(
    new: Iterable[Question], unread: Sequence[Card], asked_on: Callable[[str], Collection[str]]
) -> Iterator[Diagnostic]:
    """Report each page that was not read and has lost questions, under the first of them.

    `new` are the questions without a card, `unread` those of existing pages that were not read. `asked_on` gives the
    normalised questions of such a page: a question that is still there was copied, and each gets its own card.
    """
    # A card in use comes last, so that it wins: a retired one may be of a question that went earlier.
    cards = sorted(unread, key=lambda card: not card.retired)
    by_id = {card.id: card.page for card in cards if card.id}
    by_text = {(normalised(card.question), same_text(card.answer)): card.page for card in cards}
    pages: dict[str, list[Question]] = defaultdict(list)
    for question in new if cards else ():
        page = by_id.get(question.card_id) or by_text.get((normalised(question.key), same_text(question.answer_text)))
        if page:
            pages[page].append(question)
    for page, found in pages.items():
        left = asked_on(page)
        questions = [question for question in found if normalised(question.key) not in left]
        if not questions:
            continue
        more = len(questions) - 1
        subject = (
            f"this and {more} more question{'s' if more > 1 else ''} have cards" if more else "this question has a card"
        )
        yield Diagnostic(
            questions[0].location,
            Rule.CARDS_ELSEWHERE,
            f"{subject} from {page}, which was not read: learners would get the same card twice",
            f"also name {page}, or name a folder that contains all of these pages",
        )
